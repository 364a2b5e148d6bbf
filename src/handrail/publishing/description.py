"""What a drawing of a framework shows, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handrail.framework import Framework
from handrail.graph import Transition

from .diagram import ANY_TIME, Diagram, Group, Node, draw, drawn_ways, name_of
from .line import one_line

# Where a transition of each kind leads, in words.
WAYS = {"next": "on to", "skip": "ahead to", "back": "back to", "again": "into a new round at"}
# So many names nobody listens to.
_MANY = 12


def to_description(framework: Framework, *, all: bool = True, around: str = "") -> str:  # noqa: A002
    """Return in sentences, one a line, what a drawing shows: the stages, and from each one where one may go and why.

    Without `all` it tells the suggested way and new rounds, and no other transitions; with `around` a stage, the
    transitions from it and to it. Raises `HandrailError` for a stage that the framework does not have.
    """
    return "\n".join(sentences(framework, all=all, around=around)) + "\n"


def sentences(framework: Framework, *, all: bool = True, around: str = "") -> tuple[str, ...]:  # noqa: A002
    """Return the sentences of a description, one by one."""
    telling = _Telling(framework)
    return tuple(telling.around(around) if around else telling.whole(all))


def in_short(diagram: Diagram) -> Iterator[str]:
    """Yield the sentences about a drawing as a whole, without those about where one may go from single stages."""
    groups = [*_groups(diagram.stages)]
    for group in groups:
        yield f"“{group.label}” holds {_names(group.members)}."
    way = diagram.way
    if len(way) > _MANY:
        yield f"The suggested way has {len(way)} stages, from “{way[0]}” to “{way[-1]}”."
    elif len(way) > 1:
        yield f"The suggested way: “{'”, “'.join(way)}”."
    elif diagram.stages and not groups:
        yield f"{_count(len(diagram.stages), 'stage')}: {_names(diagram.stages)}."
    for row in diagram.rows:
        if isinstance(row, Group):
            yield f"{row.label}: {_names(row.members, 'or' if row.key == ANY_TIME else 'and')}."


def _groups(things: Iterable[Node | Group]) -> Iterator[Group]:
    for thing in things:
        if isinstance(thing, Group):
            yield thing
            yield from _groups(thing.members)


class _Telling:
    def __init__(self, framework: Framework) -> None:
        self.framework, self.graph = framework, framework.stage_graph
        self.names = {id: f"“{one_line(name_of(stage))}”" for id, stage in self.graph.stages.items()}

    def whole(self, everything: bool) -> Iterator[str]:
        yield from in_short(draw(self.framework))
        ways = self.graph.transitions if everything else drawn_ways(self.graph)
        yield from self._moves(way for way in ways if way.kind != "stay")
        if everything:
            yield from self._when_over()

    def around(self, id: str) -> Iterator[str]:
        places = self.graph.within(id)
        if places != (id,):
            held = [self.names[one] for one in self.graph.stages[id].stages]
            yield f"{self.names[id]} holds {_listed(held)}."
        yield from self._moves(
            way
            for way in self.graph.transitions
            if way.kind != "stay" and (way.source in places or way.target in places)
        )

    def _when_over(self) -> Iterator[str]:
        for one in self.framework.safeguards.values():
            if one.back_to in self.graph.stages:
                name = one_line(one.title or one.id)
                yield f"From “{name}” one may go back to {self.names[one.back_to]}, when it is over."

    def _moves(self, ways: Iterable[Transition]) -> Iterator[str]:
        by_source: dict[str, list[Transition]] = {}
        for way in ways:
            by_source.setdefault(way.source, []).append(way)
        for id in (*self.graph.leaves, *self.graph.strands):
            if id in by_source:
                yield f"From {self.names[id]} one may go {self._ways(by_source[id])}."
        if "" in by_source:
            yield f"From anywhere one may go {self._ways(by_source[''])}."

    def _ways(self, ways: Sequence[Transition]) -> str:
        return _listed([self._way(way) for way in ways], "or", "; ")

    def _way(self, way: Transition) -> str:
        because = f" ({one_line(way.because)})" if way.because else ""
        return (f"{WAYS[way.kind]} {self.names[way.target]}" if way.target else "out") + because


def _names(boxes: Iterable[Node | Group], word: str = "and") -> str:
    return _listed([f"“{one.label}”" for one in boxes], word)


def _count(number: int, thing: str) -> str:
    return f"One {thing}" if number == 1 else f"{number} {thing}s"


def _listed(texts: Sequence[str], word: str = "and", sign: str = ", ") -> str:
    if len(texts) < 2:
        return "".join(texts)
    comma = ";" if sign == "; " else ""
    return f"{sign.join(texts[:-1])}{comma} {word} {texts[-1]}"
