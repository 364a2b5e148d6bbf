"""The stage graph: stages, the transitions between them, and questions about the shape."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from handrail.conditions import Condition
from handrail.errors import HandrailError, neighbour
from handrail.prompts import Minutes, PromptSet
from handrail.shown import Shown

if TYPE_CHECKING:
    import networkx

TRANSITION_KINDS = ("next", "skip", "back", "stay", "again", "exit")
ORDERS = ("free", "suggested", "strict")


class NoSuchStage(HandrailError, KeyError):
    """No stage of the graph has that id."""

    def __str__(self) -> str:
        return str(self.args[0])


@attrs.frozen(repr=False)
class Transition(Shown):
    """A way from a stage or strand (no `source`: from anywhere) to a stage or strand or out (no `target`)."""

    source: str
    target: str
    kind: str
    because: str = ""
    sign: str = ""
    only_if: Condition | None = None
    reference: str = ""
    confidence: str = ""


@attrs.frozen(slots=False, repr=False)
class Stage(Shown):
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


@attrs.frozen(slots=False, repr=False)
class StageGraph(Shown):
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
        while held := self._stage(id).stages:
            id = held[0]
        return id

    def within(self, id: str) -> tuple[str, ...]:
        """Return the places inside a stage: itself, or all those at the bottom of what it holds."""
        places, waiting = [], [id]
        while waiting:
            one = waiting.pop()
            held = self._stage(one).stages
            waiting.extend(reversed(held))
            if not held:
                places.append(one)
        return tuple(places)

    def _stage(self, id: str) -> Stage:
        try:
            return self.stages[id]
        except KeyError:
            raise NoSuchStage(f"no stage is called '{id}'{neighbour(id, self.stages)}") from None

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
        """Return every transition between places, from anywhere last; a holder's hold for all it holds."""
        anywhere = (
            _between(way, way.source, self.place(way.target) if way.target else "")
            for way in self.from_anywhere
        )
        return (*self._written(), *anywhere)

    def _written(self) -> Iterator[Transition]:
        after = dict(zip(self.leaves, self.leaves[1:], strict=False))
        for id, stage in self.stages.items():
            for transition in stage.transitions:
                target = self.place(transition.target) if transition.target else ""
                for source in self.within(id):
                    stays = transition.kind == "stay"
                    yield _between(transition, source, source if stays else target)
            named = any(transition.kind == "next" for transition in self._own_and_held(id))
            if id in after and not named and self.order_at(id) != "free":
                yield Transition(id, after[id], "next")

    def _own_and_held(self, id: str) -> Iterator[Transition]:
        while id:
            yield from self.stages[id].transitions
            id = self.stages[id].parent

    @cached_property
    def _ways_on(self) -> dict[str, tuple[str, ...]]:
        ways: dict[str, dict[str, None]] = {id: {} for id in (*self.leaves, *self.strands)}
        for transition in self.transitions:
            if transition.source and transition.target:
                ways[transition.source][transition.target] = None
        return {id: tuple(targets) for id, targets in ways.items()}

    @cached_property
    def _from_anywhere(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(way.target for way in self.transitions if not way.source and way.target))

    def leads_to(self, id: str) -> tuple[str, ...]:
        """Return the places that a transition leads to from a stage, ways from anywhere else included."""
        places = self.within(id)
        own = (target for place in places for target in self._ways_on[place])
        anywhere = (target for target in self._from_anywhere if places != (target,))
        return tuple(dict.fromkeys((*own, *anywhere)))

    def reachable_from(self, id: str) -> tuple[str, ...]:
        """Return the places that transitions come to from a stage, itself first."""
        return tuple(self._reached(self.within(id)))

    def _reached(self, places: Iterable[str]) -> dict[str, None]:
        seen = dict.fromkeys(places)
        waiting = deque(seen)
        anywhere = self._from_anywhere
        while waiting:
            for target in (*self._ways_on[waiting.popleft()], *anywhere):
                if target not in seen:
                    seen[target] = None
                    waiting.append(target)
            anywhere = ()  # once is enough: they are the same from everywhere
        return seen

    @property
    def first(self) -> str:
        """Return the place where one begins unless another is named; nothing where there is no stage."""
        return self.place(self.start) if self.start else (*self.leaves, "")[0]

    def unreachable(self) -> tuple[str, ...]:
        """Return the stages that no path from the first stage comes to; strands are beside every stage."""
        if not self.leaves:
            return ()
        beside = (place for strand in self.strands for place in self.within(strand))
        seen = self._reached((self.first, *beside))
        return tuple(id for id in self.leaves if id not in seen)

    def dead_ends(self) -> tuple[str, ...]:
        """Return the stages from which no transition leads elsewhere or out; strands are none."""
        left = {way.source for way in self.transitions if way.source and way.target != way.source}
        anywhere = {way.target for way in self.transitions if not way.source}
        return tuple(id for id in self.leaves if id not in left and not anywhere - {id})

    def paths(self, a: str, b: str) -> Iterator[tuple[str, ...]]:
        """Yield every path from one stage to another that comes to no stage twice, depth first.

        There may be very many of them: take as many as you need.
        """
        start, end = self.place(a), self.place(b)
        if start == end:
            yield (end,)
            return
        towards = self._leading_to(end)
        path, ahead = {start: None}, [iter(self.leads_to(start))]
        while path:
            target = next((place for place in ahead[-1] if place not in path and place in towards), None)
            if target is None:
                path.popitem()
                ahead.pop()
            elif target == end:
                yield (*path, end)
            else:
                path[target] = None
                ahead.append(iter(self.leads_to(target)))

    def _leading_to(self, end: str) -> dict[str, None]:
        """Return every place from which transitions come to this one."""
        back: dict[str, list[str]] = {}
        for place, targets in self._ways_on.items():
            for target in targets:
                back.setdefault(target, []).append(place)
        seen = {end: None}
        waiting = [end]
        while waiting:
            for place in back.get(waiting.pop(), ()):
                if place not in seen:
                    seen[place] = None
                    waiting.append(place)
        return dict.fromkeys(self._ways_on) if any(one in seen for one in self._from_anywhere) else seen

    def suggested_way(self) -> tuple[str, ...]:
        """Return the stages in the order that `next` suggests from the first; never a strand, none twice."""
        return self._suggested_way

    @cached_property
    def _suggested_way(self) -> tuple[str, ...]:
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
                if way.target and (way.source or source != way.target):
                    graph.add_edge(source, way.target, kind=way.kind, because=way.because)
        return graph

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Return a copy for networkx: places as nodes, strands with `strand=True`, transitions as edges."""
        return self._networkx.copy()


def _between(way: Transition, source: str, target: str) -> Transition:
    """Return a transition as it is between two places: most are written so, and need not be made again."""
    if (way.source, way.target) == (source, target):
        return way
    return attrs.evolve(way, source=source, target=target)
