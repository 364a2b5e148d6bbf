"""What sessions look up at every step, worked out once for a framework and a voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from handrail.conditions import Condition, FactTest, VisitTest, tests
from handrail.framework import Framework
from handrail.framework.values import ANYWHERE, HUMAN_HELP, Detour, Fact, Gate, KindRule, Safeguard
from handrail.graph import Stage, StageGraph, Transition
from handrail.prompts import KINDS, Prompt, PromptSet
from handrail.selection import Plan, Selection, SelectionRule

# Where a strand stands: beside everything.
BESIDE = "*"
_NO_RULE = KindRule("")


class Place:
    """A stage as a move sees it; `scope` is the holder that a detour leads to, nothing for the framework's own.

    A detour may lead into what another one leads to, or to a stage of the framework itself; `scopes` are all of those.
    """

    __slots__ = ("free", "hard", "id", "scope", "scopes", "soft", "sources", "stage", "strict", "welcome")

    def __init__(self, stage: Stage, scope: str, strict: bool, gates: Iterable[Gate]) -> None:
        self.id = stage.id
        self.stage = stage
        self.scope = scope
        self.scopes: set[str] = set()
        # Whether one first comes here along a transition only; its sources (empty: anywhere) → conditions.
        self.strict = strict
        self.sources: dict[str, list[Condition | None]] = {}
        self.hard, self.soft = _parted(gates)
        # Nothing but the state of the session can keep one out; nothing advises against coming here either.
        self.free = scope in ("", BESIDE) and not self.hard and stage.only_if is None
        self.welcome = not strict and not self.soft


class Spot:
    """A prompt as a step sees it: where it stands, what stands before it, and which fact it asks for."""

    __slots__ = ("after", "alone", "fact", "free", "hard", "of_gate", "otherwise", "place", "prompt", "soft")

    def __init__(
        self, prompt: Prompt, place: Place | None, fact: Fact | None, gates: Iterable[Gate], rule: KindRule
    ) -> None:
        self.prompt = prompt
        self.place = place
        self.fact = fact
        # Whether it is one of the prompts by which a gate is opened, which no gate stands before.
        self.of_gate = False
        hard, self.soft = _parted(gates)
        # Being at a stage does not open a gate that stands before it: a session may begin there.
        self.hard = (*hard, *(place.hard if place is not None else ()))
        # The kinds of which one is better answered before, and whether it is better put while nothing else waits.
        self.after = rule.after
        self.alone = rule.alone
        self.otherwise = rule.otherwise
        self.free = not self.hard and not self.soft and not self.after


class Table:
    """All that sessions of one framework in one voice look up."""

    def __init__(self, framework: Framework, voice: str) -> None:
        self.framework = framework
        self.voice = voice
        # The gates that are for this voice: nobody asks consent of himself.
        gates = self.gates = tuple(
            gate for gate in framework.gates.values() if not gate.voices or voice in gate.voices
        )
        # What each gate hangs on; nothing where visits count, so that it is looked at every time.
        self.hangs_on = {gate.id: _facts_of(gate.holds) for gate in gates}
        self._before_kinds = {kind: [gate for gate in gates if kind in gate.before_kinds] for kind in KINDS}
        self.everywhere = tuple(gate for gate in gates if gate.kind == "hard" and ANYWHERE in gate.before)
        self.graphs = self._graphs()
        self.places: dict[str, Place] = {}
        for scope, graph in self.graphs.items():
            self._enter(scope, graph)
        # What was chosen for each plan that a session was begun with.
        self.chosen: dict[tuple[object, ...], Selection] = {}
        self._plans: dict[tuple[str, tuple[str, ...]], Plan] = {}
        self.spots = {spot.prompt.id: spot for spot in reversed([*self._spots()])}
        self.raising = tuple(
            (id, one.raised_by) for id, one in framework.safeguards.items() if one.raised_by is not None
        )
        # The facts that end at a moment, each with the condition that is it.
        self.ending = tuple(
            (id, fact.until) for id, fact in framework.facts.items() if fact.until is not None
        )
        watched = [gate.holds for gate in self.everywhere]
        watched += [condition for _, condition in (*self.raising, *self.ending)]
        # Whether going somewhere may open a gate, end a fact or raise a safeguard; facts alone decide nearly always.
        self.counts_visits = any(isinstance(test, VisitTest) for one in watched for test in tests(one))
        asked = (
            test.at_least for one in self._conditions() for test in tests(one) if isinstance(test, VisitTest)
        )
        # How far visits are counted: whether one was at a stage at all, unless a condition asks for more.
        self.counted = max((1, *asked))

    def _graphs(self) -> dict[str, StageGraph]:
        graphs = {"": self.framework.stage_graph}
        for id, detour in self.framework.detours.items():
            graphs.setdefault(detour.to, self.framework.detour_graph(id))
        return graphs

    def _enter(self, scope: str, graph: StageGraph) -> None:
        before: dict[str, list[Gate]] = {id: [] for id in (*graph.leaves, *graph.strands)}
        for gate in self.gates:
            for id in _behind(gate, scope, graph):
                before[id].append(gate)
        inside: dict[str, Place] = {}
        for id in (*graph.leaves, *graph.strands):
            beside = id in graph.strands
            made = Place(
                graph.stages[id], BESIDE if beside else scope, not beside and strict(graph, id), before[id]
            )
            inside[id] = self.places.get(id, made)
            inside[id].scopes.add(scope)
        for way in graph.transitions:
            if way.target in inside:
                inside[way.target].sources.setdefault(way.source, []).append(way.only_if)
        found = {id: inside[graph.place(id)] for id in graph.stages} if inside else {}
        self.places = {**found, **self.places} if scope else found

    def _spots(self) -> Iterator[Spot]:
        for id, place in self.places.items():
            for prompt in place.stage.prompts if id == place.id else ():
                yield self._spot(prompt, place)
        for group in self.framework.prompt_sets.values():
            for prompt in group:
                yield self._spot(prompt, None)
        for gate in self.framework.gates.values():
            for prompt in gate.prompts:
                spot = self._spot(prompt, None)
                spot.of_gate = spot.free = True
                spot.alone = False
                yield spot

    def _spot(self, prompt: Prompt, place: Place | None) -> Spot:
        apart = place is not None and place.scope not in ("", BESIDE)
        gates = (gate for gate in self._before_kinds[prompt.kind] if gate.kind == "hard" or not apart)
        rule = self.framework.kinds.get(prompt.kind, _NO_RULE)
        if apart and rule.after:  # like soft gates, the order between kinds holds its tongue on a detour
            rule = attrs.evolve(rule, after=())
        return Spot(prompt, place, self.framework.facts.get(prompt.asks), gates, rule)

    def _conditions(self) -> Iterator[Condition]:
        framework = self.framework
        stages, prompts = framework.every_stage.values(), framework.every_prompt
        ways = (*framework.from_anywhere, *(way for stage in stages for way in stage.transitions))
        found = (
            *(one.only_if for one in (*stages, *prompts, *ways)),
            *(one.raised_by for one in framework.safeguards.values()),
            *(one.offered_when for one in framework.detours.values()),
            *(one.until for one in framework.facts.values()),
        )
        yield from (gate.holds for gate in framework.gates.values())
        yield from (one for one in found if one is not None)

    def scope(self, detours: tuple[tuple[str, str], ...]) -> str:
        """Return what the latest detour leads to, or nothing where one is on none."""
        return self.framework.detours[detours[-1][0]].to if detours else ""

    def ways(self, place: Place, scope: str) -> tuple[Transition, ...]:
        """Return the transitions that lead away from a place, those from anywhere last."""
        elsewhere = (way for way in self.graphs[scope].from_anywhere if not self._is_here(way, place))
        return (*self._ways[scope].get(place.id, ()), *elsewhere)

    def _is_here(self, way: Transition, place: Place) -> bool:
        return bool(way.target) and self.places[way.target].id == place.id

    @cached_property
    def _ways(self) -> dict[str, dict[str, list[Transition]]]:
        ways: dict[str, dict[str, list[Transition]]] = {scope: {} for scope in self.graphs}
        for scope, graph in self.graphs.items():
            for way in graph.transitions:
                if way.source:
                    ways[scope].setdefault(way.source, []).append(way)
        return ways

    @cached_property
    def safeguards(self) -> dict[str, Safeguard]:
        """Return the framework's safeguards, or the library's own where it writes none."""
        return dict(self.framework.safeguards) or {HUMAN_HELP.id: HUMAN_HELP}

    @cached_property
    def canonical(self) -> dict[str, Prompt]:
        """Return the prompts of all stages as they are, without the tags of an edition."""
        stages = self.framework.every_stage.values()
        return {prompt.id: prompt for stage in stages for prompt in stage.prompts}

    @cached_property
    def settles(self) -> dict[str, frozenset[str]]:
        """Return the facts for which the prompts of gates are put: those of the gate, and what a prompt asks for."""
        found: dict[str, frozenset[str]] = {}
        for gate in self.framework.gates.values():
            facts = {test.fact for test in tests(gate.holds) if isinstance(test, FactTest)}
            found |= {prompt.id: frozenset((*facts, prompt.asks)) for prompt in gate.prompts}
        return found

    @cached_property
    def detours(self) -> Mapping[str, Detour]:
        """Return the detours of the framework."""
        return self.framework.detours

    def plan(self, rule: SelectionRule, occasion: str, more: tuple[str, ...] = ()) -> Plan:
        """Return a rule over the prompts of this voice that it chooses from, made once for every occasion.

        `more` are prompts that a path names: they may stand in a set, and nobody has lifted them.
        """
        key = (occasion, more)
        if key not in self._plans:
            prompts = self.framework.prompts_for(occasion or None)
            prompts = prompts | PromptSet(tuple(self.spots[id].prompt for id in more if id in self.spots))
            self._plans[key] = Plan(prompts.in_voice(self.voice), rule)
        return self._plans[key]


def strict(graph: StageGraph, id: str) -> bool:
    """Return whether one first comes to a stage along a transition only; a holder's first stands for its holder."""
    while (holder := graph.stages[id].parent) in graph.stages and graph.stages[holder].stages[0] == id:
        id = holder
    return graph.order_at(holder) == "strict"


def _facts_of(condition: Condition) -> frozenset[str] | None:
    """Return the facts that a condition tests, or None when it also tests visits."""
    found = [*tests(condition)]
    facts = frozenset(test.fact for test in found if isinstance(test, FactTest))
    return facts if all(isinstance(test, FactTest) for test in found) else None


def _behind(gate: Gate, scope: str, graph: StageGraph) -> Iterable[str]:
    """Return the places of a graph that a gate stands before; hard ones before everything are kept by the state.

    On a detour soft gates hold their tongue, unless they name a stage of it.
    """
    if ANYWHERE in gate.before:
        return (*graph.leaves, *graph.strands) if gate.kind == "soft" and not scope else ()
    named = (id for id in gate.before if id in graph.stages)
    return dict.fromkeys(place for id in named for place in graph.within(id))


def _parted(gates: Iterable[Gate]) -> tuple[tuple[Gate, ...], tuple[Gate, ...]]:
    """Return the hard gates and the soft ones."""
    parted: dict[str, list[Gate]] = {"hard": [], "soft": []}
    for gate in gates:
        parted[gate.kind].append(gate)
    return tuple(parted["hard"]), tuple(parted["soft"])


def table(framework: Framework, voice: str) -> Table:
    """Return the table for a framework and a voice, made when it is first asked for."""
    try:
        made: Table = framework.derived["practice"][voice]
    except KeyError:
        made = Table(framework, voice)
        framework.derived.setdefault("practice", {})[voice] = made
    return made
