"""What a drawing of a framework shows, whatever language it is drawn in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from handrail.framework import Framework
from handrail.graph import Stage, StageGraph, Transition

from .line import one_line

ANYWHERE = "anywhere"
ANY_TIME = "anytime"
BESIDE = "beside"
OUT = "out"
_ON = ("next", "again")

# Of the texts of frameworks alone, never of what anybody wrote in a session: kept from one drawing to the next.
_line = lru_cache(maxsize=4096)(one_line)


class Node(NamedTuple):
    """One box; `key` is made here, so that no id can be a word of the language it is drawn in."""

    key: str
    label: str
    kind: str = "stage"
    note: str = ""


class Group(NamedTuple):
    """A box around boxes."""

    key: str
    label: str
    members: tuple[Node | Group, ...] = ()
    note: str = ""


class Arrow(NamedTuple):
    """A way from one box to another, either of which may be a group; `strong` on the suggested way."""

    source: str
    target: str
    kind: str
    strong: bool = False
    because: str = ""


class Diagram(NamedTuple):
    """A framework as boxes and arrows: its stages, in rows what belongs to all of them, and the ways.

    Every text in it is one line.
    """

    title: str
    stages: tuple[Node | Group, ...]
    rows: tuple[Node | Group, ...]
    arrows: tuple[Arrow, ...]
    # The names of the stages on the suggested way.
    way: tuple[str, ...] = ()
    # The boxes that it is a drawing of, where it shows no more than what is around them.
    focus: frozenset[str] = frozenset()

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Return every box that holds no other."""
        return tuple(_nodes((*self.stages, *self.rows)))

    @property
    def in_columns(self) -> bool:
        """Return whether the stages are groups, and no arrow leaves the inside of one or enters it."""
        home = {node.key: one.key for one in (*self.stages, *self.rows) for node in nodes_of(one)}
        crossing = any(
            home.get(arrow.source, arrow.source) != home.get(arrow.target, arrow.target)
            and {arrow.source, arrow.target} & home.keys()
            for arrow in self.arrows
        )
        return any(isinstance(stage, Group) for stage in self.stages) and not crossing

    def lies(self, direction: str) -> bool:
        """Return whether a direction, `across` or `down`, lays it on its side.

        Languages that place boxes themselves set groups side by side and stages one below the other; so they do
        where there is no direction.
        """
        return direction == ("down" if self.in_columns else "across")


def nodes_of(thing: Node | Group) -> tuple[Node, ...]:
    """Return the boxes at the bottom of a box, itself where it holds none."""
    return tuple(_nodes([thing]))


def _nodes(things: Iterable[Node | Group]) -> Iterator[Node]:
    waiting = list(things)[::-1]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Node):
            yield one
        else:
            waiting.extend(reversed(one.members))


def draw(framework: Framework, *, full: bool = False, around: str = "") -> Diagram:
    """Return the drawing of a framework in the edition looked at.

    It shows the stages with the suggested way and the ways from a stage into a new round, the strands, and what is
    possible from anywhere; when `full`, all other transitions as well; when `around` a stage, that one with what it
    holds, every transition from and to it, and what is at their other ends. Raises `HandrailError` for a stage that
    the framework does not have.
    """
    drawing = _Drawing(framework, full or bool(around))
    return _region(drawing.diagram(), drawing.keys_within(around)) if around else drawing.diagram()


def _region(whole: Diagram, focus: frozenset[str]) -> Diagram:
    """Return what a drawing shows of some boxes: every arrow from or to them, and the boxes at the other ends."""
    arrows = tuple(one for one in whole.arrows if one.source in focus or one.target in focus)
    kept = {*focus, *(one.source for one in arrows), *(one.target for one in arrows)}
    stages, rows = tuple(_kept(whole.stages, kept)), tuple(_kept(whole.rows, kept))
    return whole._replace(stages=stages, rows=rows, arrows=arrows, focus=focus)


def _kept(things: Iterable[Node | Group], keys: Collection[str]) -> Iterator[Node | Group]:
    for thing in things:
        if isinstance(thing, Node):
            if thing.key in keys:
                yield thing
        elif members := tuple(_kept(thing.members, keys)):
            yield thing._replace(members=members)


def name_of(stage: Stage) -> str:
    """Return a stage's title, behind its id where that is short and no word (1a, 2b)."""
    short = len(stage.id) <= 4 and any(map(str.isdigit, stage.id))
    return f"{stage.id} {stage.title}" if short and stage.title != stage.id else stage.title


def drawn_ways(graph: StageGraph) -> Iterator[Transition]:
    """Yield the transitions that a drawing shows where it does not show all.

    They are the ways on and into a new round between stages, what leads to a stage that no way on leads to, and what
    is possible from anywhere.
    """
    places = frozenset(graph.leaves)
    nexts = [way for way in graph.transitions if way.kind == "next"]
    led_to = {graph.first, *(way.target for way in nexts if way.source in places)}
    for way in graph.transitions:
        if way.kind == "stay":
            continue
        if not way.source:
            if way.target:
                yield way
        elif way.source in places and way.target in places and (way.kind in _ON or way.target not in led_to):
            yield way


class _Drawing:
    def __init__(self, framework: Framework, full: bool) -> None:
        self.framework, self.full = framework, full
        graph: StageGraph = framework.stage_graph
        self.graph, self.stages, self.ways = graph, graph.stages, graph.transitions
        self.keys = {id: f"s{number}" for number, id in enumerate(self.stages, 1)}
        self.way = graph.suggested_way()
        because = {(way.source, way.target): way.because for way in self.ways if way.kind == "next"}
        self.steps = {step: because[step] for step in pairwise(self.way)}
        self.names = {id: _line(name_of(stage)) for id, stage in self.stages.items()}

    def diagram(self) -> Diagram:
        tops = [
            stage for stage in self.stages.values() if not stage.strand and stage.parent not in self.stages
        ]
        boxes = tuple(map(self._box, tops))
        arrows = (
            *self._suggested(),
            *(self._every() if self.full else self._beside_it()),
            *self._from_anywhere(),
        )
        rows: list[Node | Group] = []
        if self.graph.strands:
            strands = tuple(self._box(self.stages[id]) for id in self.graph.strands)
            rows.append(Group(BESIDE, "Beside every stage", strands))
        if any_time := tuple(self._any_time()):
            rows.append(Group(ANY_TIME, "At any time", any_time))
        if any(arrow.source == ANYWHERE for arrow in arrows):
            rows.append(Node(ANYWHERE, "From anywhere", ANYWHERE))
        if any(arrow.target == OUT for arrow in arrows):
            rows.append(Node(OUT, "The way out", OUT))
        return Diagram(self._title(), boxes, tuple(rows), arrows, tuple(self.names[id] for id in self.way))

    def keys_within(self, id: str) -> frozenset[str]:
        """Return the keys of the places inside a stage: its own, or those of all that it holds."""
        return frozenset(self.keys[one] for one in self.graph.within(id))

    def _title(self) -> str:
        edition = self.framework.editions.get(self.framework.edition)
        shown = f": {edition.title or edition.id}" if edition else ""
        return _line(self.framework.title + shown)

    def _box(self, stage: Stage) -> Node | Group:
        key, name = self.keys[stage.id], self.names[stage.id]
        note = _line(stage.question) if stage.question else ""
        if stage.stages:
            return Group(key, name, tuple(self._box(self.stages[id]) for id in stage.stages), note)
        return Node(key, name, "strand" if stage.strand else "stage", note)

    def _any_time(self) -> Iterator[Node]:
        for number, safeguard in enumerate(self.framework.safeguards.values(), 1):
            yield Node(f"g{number}", _line(safeguard.title or safeguard.id), "safeguard")
        for number, detour in enumerate(self.framework.detours.values(), 1):
            # A detour to a stage of this very framework is drawn as that stage.
            if detour.to not in self.stages:
                yield Node(f"d{number}", _line(detour.title or detour.id), "detour")

    def _suggested(self) -> Iterator[Arrow]:
        """Yield the suggested way, box to box, and group to group where it leaves one for the next."""
        for step, because in self.steps.items():
            a, b = self._parting(*step)
            yield Arrow(self.keys[a], self.keys[b], "next", True, _line(because))

    def _parting(self, source: str, target: str) -> tuple[str, str]:
        """Return the boxes between which a step goes: the outermost that it leaves and enters."""
        stages = self.stages
        out, into = stages[source].parent, stages[target].parent
        if self.full or out == into or (out not in stages and into not in stages):
            return source, target
        a, b = self._holders(source), self._holders(target)
        shared = set(a) & set(b)
        last = next((one for one in a if one not in shared and self.graph.within(one)[-1] == source), source)
        first = next((one for one in b if one not in shared and self.graph.place(one) == target), target)
        return last, first

    def _holders(self, id: str) -> list[str]:
        """Return what a stage stands in, outermost first, and the stage itself."""
        holders = [id]
        while (parent := self.graph.stages[holders[0]].parent) in self.stages:
            holders.insert(0, parent)
        return holders

    def _beside_it(self) -> Iterator[Arrow]:
        """Yield the transitions between stages that are drawn beside the suggested way, new rounds last."""
        rounds = []
        for way in drawn_ways(self.graph):
            if way.kind == "again" and way.source:
                rounds.append(way)
            else:
                yield from self._beside_the_way(way)
        for way in rounds:
            a, b = self._parting(way.source, way.target)
            yield Arrow(self.keys[a], self.keys[b], way.kind, False, _line(way.because))

    def _every(self) -> Iterator[Arrow]:
        for way in self.ways:
            if way.kind != "stay":
                yield from self._beside_the_way(way)

    def _beside_the_way(self, way: Transition) -> Iterator[Arrow]:
        on_the_way = way.kind == "next" and (way.source, way.target) in self.steps
        if way.source and not on_the_way:
            target = self.keys[way.target] if way.target else OUT
            yield Arrow(self.keys[way.source], target, way.kind, False, _line(way.because))

    def _from_anywhere(self) -> Iterator[Arrow]:
        for way in self.ways:
            if not way.source and way.kind != "stay" and (way.target or self.full):
                target = self.keys[way.target] if way.target else OUT
                yield Arrow(ANYWHERE, target, way.kind, False, _line(way.because))
        if self.full:
            for number, safeguard in enumerate(self.framework.safeguards.values(), 1):
                if safeguard.back_to in self.keys:
                    yield Arrow(f"g{number}", self.keys[safeguard.back_to], "back", False, "when it is over")
