"""The stage graph: stages, the transitions between them, and questions about the shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from handrail.conditions import Condition
from handrail.prompts import Minutes, PromptSet

if TYPE_CHECKING:
    import networkx

TRANSITION_KINDS = ("next", "skip", "back", "stay", "again", "exit")
ORDERS = ("free", "suggested", "strict")


@attrs.frozen
class Transition:
    """A way from a stage or strand (`source`, empty: from anywhere) to a stage or strand or out (`target` empty)."""

    source: str
    target: str
    kind: str
    because: str = ""
    sign: str = ""
    only_if: Condition | None = None
    reference: str = ""
    confidence: str = ""


@attrs.frozen(slots=False)
class Stage:
    """A place in the work; it holds prompts, or stages of its own (`stages`: their ids)."""

    id: str
    title: str
    parent: str = ""
    strand: bool = False
    aim: str = ""
    question: str = ""
    guidance: str = ""
    ready_when: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    pitfalls: tuple[str, ...] = ()
    minutes: Minutes | None = None
    order: str = ""
    only_if: Condition | None = None
    prompts: PromptSet = PromptSet()
    stages: tuple[str, ...] = ()
    transitions: tuple[Transition, ...] = ()
    reference: str = ""
    confidence: str = ""
    formerly: tuple[str, ...] = ()


@attrs.frozen(slots=False)
class StageGraph:
    """All stages, strands and transitions of a framework, or of the part of one that a detour leads to."""

    stages: Mapping[str, Stage]
    order: str = "suggested"
    start: str = ""
    from_anywhere: tuple[Transition, ...] = ()

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """Return the stages that hold no stages and are no strands, in the order of the file."""
        return tuple(id for id, stage in self.stages.items() if not stage.stages and not stage.strand)

    @cached_property
    def strands(self) -> tuple[str, ...]:
        """Return the strands, in the order of the file."""
        return tuple(id for id, stage in self.stages.items() if stage.strand)

    def place(self, id: str) -> str:
        """Return the place that going to a stage leads to: itself, or the first of those it holds."""
        while self.stages[id].stages:
            id = self.stages[id].stages[0]
        return id

    def within(self, id: str) -> tuple[str, ...]:
        """Return the places inside a stage: itself, or all those at the bottom of what it holds."""
        held = self.stages[id].stages
        return tuple(place for inner in held for place in self.within(inner)) if held else (id,)

    def order_at(self, id: str) -> str:
        """Return the order that holds at a stage: its own, its holder's, or the framework's."""
        while id:
            stage = self.stages[id]
            if stage.order:
                return stage.order
            id = stage.parent
        return self.order

    @cached_property
    def transitions(self) -> tuple[Transition, ...]:
        """Return every transition between places, from anywhere last; what a holder writes holds for all it holds."""
        return tuple(self._written()) + self.from_anywhere

    def _written(self) -> Iterator[Transition]:
        after = dict(zip(self.leaves, self.leaves[1:], strict=False))
        for id, stage in self.stages.items():
            for transition in stage.transitions:
                target = self.place(transition.target) if transition.target else ""
                for source in self.within(id):
                    yield attrs.evolve(transition, source=source, target=target)
            named = any(transition.kind == "next" for transition in self._own_and_held(id))
            if id in after and not named and self.order_at(id) != "free":
                yield Transition(id, after[id], "next")

    def _own_and_held(self, id: str) -> Iterator[Transition]:
        while id:
            yield from self.stages[id].transitions
            id = self.stages[id].parent

    @cached_property
    def _ways_on(self) -> dict[str, tuple[str, ...]]:
        anywhere = [way.target for way in self.from_anywhere if way.target]
        ways: dict[str, dict[str, None]] = {id: {} for id in (*self.leaves, *self.strands)}
        for transition in self.transitions:
            if transition.source and transition.target:
                ways[transition.source][transition.target] = None
        return {id: tuple({**targets, **dict.fromkeys(anywhere)}) for id, targets in ways.items()}

    def leads_to(self, id: str) -> tuple[str, ...]:
        """Return the places that a transition leads to from a stage, ways from anywhere included."""
        return tuple(dict.fromkeys(target for place in self.within(id) for target in self._ways_on[place]))

    def reachable_from(self, id: str) -> tuple[str, ...]:
        """Return the places that transitions come to from a stage, itself first."""
        seen = dict.fromkeys(self.within(id))
        waiting = list(seen)
        while waiting:
            for target in self._ways_on[waiting.pop(0)]:
                if target not in seen:
                    seen[target] = None
                    waiting.append(target)
        return tuple(seen)

    @property
    def first(self) -> str:
        """Return the place where one begins unless another is named."""
        return self.place(self.start or self.leaves[0])

    def unreachable(self) -> tuple[str, ...]:
        """Return the stages that no path from the first stage comes to; strands are beside every stage."""
        if not self.leaves:
            return ()
        seen = {*self.reachable_from(self.first)}
        for strand in self.strands:
            seen.update(self.reachable_from(strand))
        return tuple(id for id in self.leaves if id not in seen)

    def dead_ends(self) -> tuple[str, ...]:
        """Return the stages from which no transition leads on or out; strands are none."""
        out = {way.source for way in self.transitions if way.target != way.source}
        return () if "" in out else tuple(id for id in self.leaves if id not in out)

    def paths(self, a: str, b: str) -> Iterator[tuple[str, ...]]:
        """Yield every path from one stage to another that comes to no stage twice, depth first."""
        end = self.place(b)
        walk: list[tuple[str, Iterator[str]]] = []

        def step_to(place: str) -> None:
            walk.append((place, iter(self._ways_on[place])))

        step_to(self.place(a))
        if walk[0][0] == end:
            yield (end,)
            return
        while walk:
            on = {place for place, _ in walk}
            target = next((way for way in walk[-1][1] if way not in on), None)
            if target is None:
                walk.pop()
            elif target == end:
                yield (*(place for place, _ in walk), end)
            else:
                step_to(target)

    def suggested_way(self) -> tuple[str, ...]:
        """Return the stages in the order that `next` suggests from the first one; never a strand, none twice."""
        on = {way.source: way.target for way in reversed(self.transitions) if self._is_suggested(way)}
        way: dict[str, None] = {}
        place: str | None = self.first if self.leaves else None
        while place is not None and place not in way:
            way[place] = None
            place = on.get(place)
        return tuple(way)

    def _is_suggested(self, way: Transition) -> bool:
        return way.kind == "next" and way.target in self.stages and not self.stages[way.target].strand

    @cached_property
    def _networkx(self) -> networkx.MultiDiGraph[str]:
        import networkx  # imported late: it costs more than everything else together

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for id in (*self.leaves, *self.strands):
            graph.add_node(id, title=self.stages[id].title, strand=self.stages[id].strand)
        for way in self.transitions:
            for source in (way.source,) if way.source else (*self.leaves, *self.strands):
                if way.target:
                    graph.add_edge(source, way.target, kind=way.kind, because=way.because)
        return graph

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Return a copy of the graph for networkx: places as nodes, strands with `strand=True`, ways as edges."""
        return self._networkx.copy()
