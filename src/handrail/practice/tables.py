"""What a framework's sessions look up at every step, worked out once for each voice and kept with the framework."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from handrail.conditions import Condition, VisitTest, tests
from handrail.framework import Framework
from handrail.framework.values import ANYWHERE, HUMAN_HELP, Detour, Fact, Gate, Safeguard
from handrail.graph import Stage, StageGraph, Transition
from handrail.prompts import Prompt
from handrail.selection import Plan, Selection, SelectionRule

# Where a strand stands: beside everything.
BESIDE = "*"


class Place:
    """A stage as a move sees it; `scope` is the detour's holder that it stands in, nothing for the framework's own."""

    __slots__ = ("gates", "id", "scope", "sources", "stage", "strict")

    def __init__(self, stage: Stage, scope: str, strict: bool) -> None:
        self.id = stage.id
        self.stage = stage
        self.scope = scope
        # Whether one comes here for the first time along a transition only, and from where (source to conditions;
        # an empty source is anywhere).
        self.strict = strict
        self.sources: dict[str, list[Condition | None]] = {}
        self.gates: tuple[Gate, ...] = ()


class Spot:
    """A prompt as a step sees it: where it stands, what stands before it, and which fact it asks for."""

    __slots__ = ("advice", "fact", "gates", "of_gate", "place", "prompt")

    def __init__(self, prompt: Prompt, place: Place | None, fact: Fact | None, of_gate: bool = False) -> None:
        self.prompt = prompt
        self.place = place
        self.fact = fact
        self.of_gate = of_gate
        self.gates: tuple[Gate, ...] = ()
        self.advice: tuple[Gate, ...] = ()


class Table:
    """All that sessions of one framework in one voice look up."""

    def __init__(self, framework: Framework, voice: str) -> None:
        self.framework = framework
        self.voice = voice
        # The gates that are for this voice: nobody asks consent of himself.
        gates = self.gates = tuple(
            gate for gate in framework.gates.values() if not gate.voices or voice in gate.voices
        )
        self.everywhere = tuple(gate for gate in gates if gate.kind == "hard" and ANYWHERE in gate.before)
        self.graphs = self._graphs()
        self.places: dict[str, Place] = {}
        for scope, graph in self.graphs.items():
            self._enter(scope, graph, gates)
        # What was chosen for each plan that a session was begun with.
        self.chosen: dict[tuple[object, ...], Selection] = {}
        self._plans: dict[str, Plan] = {}
        self.spots = {spot.prompt.id: spot for spot in reversed([*self._spots()])}
        for spot in self.spots.values():
            named = [gate for gate in gates if spot.prompt.kind in gate.before_kinds]
            spot.gates = tuple(gate for gate in named if gate.kind == "hard")
            spot.advice = tuple(gate for gate in named if gate.kind == "soft" and not _inside(spot.place))
        self.raising = tuple(
            (id, one.raised_by) for id, one in framework.safeguards.items() if one.raised_by is not None
        )
        watched = [gate.holds for gate in self.everywhere] + [condition for _, condition in self.raising]
        # Whether going somewhere may open a gate or raise a safeguard; facts alone decide nearly always.
        self.counts_visits = any(isinstance(test, VisitTest) for one in watched for test in tests(one))

    def _graphs(self) -> dict[str, StageGraph]:
        graphs = {"": self.framework.stage_graph}
        for id, detour in self.framework.detours.items():
            graphs.setdefault(detour.to, self.framework.detour_graph(id))
        return graphs

    def _enter(self, scope: str, graph: StageGraph, gates: Iterable[Gate]) -> None:
        inside = {id: Place(graph.stages[id], scope, strict(graph, id)) for id in graph.leaves}
        inside |= {id: Place(graph.stages[id], BESIDE, False) for id in graph.strands}
        for place in inside.values():
            place.gates = tuple(gate for gate in gates if before(gate, place, graph))
        for way in graph.transitions:
            if way.target in inside:
                inside[way.target].sources.setdefault(way.source, []).append(way.only_if)
        self.places |= {id: inside[graph.place(id)] for id in graph.stages} if inside else {}

    def _spots(self) -> Iterator[Spot]:
        facts = self.framework.facts
        for id, place in self.places.items():
            for prompt in place.stage.prompts if id == place.id else ():
                yield Spot(prompt, place, facts.get(prompt.asks))
        for group in self.framework.prompt_sets.values():
            for prompt in group:
                yield Spot(prompt, None, facts.get(prompt.asks))
        for gate in self.framework.gates.values():
            for prompt in gate.prompts:
                yield Spot(prompt, None, facts.get(prompt.asks), of_gate=True)

    def ways(self, place: Place) -> tuple[Transition, ...]:
        """Return the transitions that lead away from a place, those from anywhere last."""
        graph = self.graphs[place.scope if place.scope != BESIDE else ""]
        return tuple(self._ways[place.scope].get(place.id, ())) + graph.from_anywhere

    @cached_property
    def _ways(self) -> dict[str, dict[str, list[Transition]]]:
        ways: dict[str, dict[str, list[Transition]]] = {scope: {} for scope in self.graphs}
        for scope, graph in self.graphs.items():
            for way in graph.transitions:
                if way.source:
                    ways[scope].setdefault(way.source, []).append(way)
        ways[BESIDE] = ways[""]
        return ways

    @cached_property
    def safeguards(self) -> dict[str, Safeguard]:
        """Return the framework's safeguards, or the library's own where it writes none."""
        return dict(self.framework.safeguards) or {HUMAN_HELP.id: HUMAN_HELP}

    @cached_property
    def canonical(self) -> dict[str, Prompt]:
        """Return the prompts of all stages as they are, without the tags of an edition."""
        return {prompt.id: prompt for stage in self.framework.every_stage.values() for prompt in stage.prompts}

    @cached_property
    def detours(self) -> Mapping[str, Detour]:
        """Return the detours of the framework."""
        return self.framework.detours

    def plan(self, rule: SelectionRule, occasion: str) -> Plan:
        """Return a rule over the prompts of this voice that it chooses from, made once for every occasion."""
        if occasion not in self._plans:
            prompts = self.framework.prompts_for(occasion or None).in_voice(self.voice)
            self._plans[occasion] = Plan(prompts, rule)
        return self._plans[occasion]


def strict(graph: StageGraph, id: str) -> bool:
    """Return whether a stage is first come to along a transition only; the first of a holder stands in its holder."""
    while (holder := graph.stages[id].parent) in graph.stages and graph.stages[holder].stages[0] == id:
        id = holder
    return graph.order_at(holder) == "strict"


def before(gate: Gate, place: Place, graph: StageGraph) -> bool:
    """Return whether a gate stands before a place; a hard one before everything is kept by the state instead."""
    if ANYWHERE in gate.before:
        return gate.kind == "soft" and not _inside(place)
    return any(place.id in graph.within(id) for id in gate.before if id in graph.stages)


def _inside(place: Place | None) -> bool:
    """Return whether a place stands in a detour, where only what is named there is advised against."""
    return place is not None and place.scope not in ("", BESIDE)


def table(framework: Framework, voice: str) -> Table:
    """Return the table for a framework and a voice, made when it is first asked for."""
    try:
        made: Table = framework.derived["practice"][voice]
    except KeyError:
        made = Table(framework, voice)
        framework.derived.setdefault("practice", {})[voice] = made
    return made
