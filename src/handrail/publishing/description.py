"""What a drawing of a framework shows, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handrail.framework import Framework
from handrail.graph import Transition

from .diagram import name_of
from .line import one_line

_KINDS = {"next": "on to", "skip": "ahead to", "back": "back to", "again": "into a new round at"}
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


def in_short(framework: Framework, *, around: str = "") -> str:
    """Return the sentences about the whole, without those about single stages; or those about one alone."""
    telling = _Telling(framework)
    return " ".join(telling.around(around) if around else telling.overview())


class _Telling:
    def __init__(self, framework: Framework) -> None:
        self.framework, self.graph = framework, framework.stage_graph

    def whole(self, everything: bool) -> Iterator[str]:
        yield from self.overview()
        yield from self._moves(
            way
            for way in self.graph.transitions
            if way.kind != "stay" and (everything or way.kind in ("next", "again"))
        )

    def around(self, id: str) -> Iterator[str]:
        places = self.graph.within(id)
        if places != (id,):
            yield f"{self._name(id)} holds {self._names(self.graph.stages[id].stages)}."
        yield from self._moves(
            way
            for way in self.graph.transitions
            if way.kind != "stay" and (way.source in places or way.target in places)
        )

    def _moves(self, ways: Iterable[Transition]) -> Iterator[str]:
        by_source: dict[str, list[Transition]] = {}
        for way in ways:
            by_source.setdefault(way.source, []).append(way)
        for id in (*self.graph.leaves, *self.graph.strands):
            if id in by_source:
                yield f"From {self._name(id)} one may go {self._ways(by_source[id])}."
        if "" in by_source:
            yield f"From anywhere one may go {self._ways(by_source[''])}."

    def overview(self) -> Iterator[str]:
        tops = [stage for stage in self.graph.stages.values() if not stage.strand and not stage.parent]
        for stage in tops:
            if stage.stages:
                yield f"{self._name(stage.id)} holds {self._names(stage.stages)}."
        way = self.graph.suggested_way()
        if len(way) > _MANY:
            yield f"The suggested way has {len(way)} stages, from {self._name(way[0])} to {self._name(way[-1])}."
        elif len(way) > 1:
            yield f"The suggested way: {', '.join(map(self._name, way))}."
        elif tops and not any(stage.stages for stage in tops):
            yield f"{_count(len(tops), 'stage')}: {self._names([one.id for one in tops])}."
        if self.graph.strands:
            yield f"Beside every stage: {self._names(self.graph.strands)}."
        any_time = [
            *(one.title or one.id for one in self.framework.safeguards.values()),
            *(
                one.title or one.id
                for one in self.framework.detours.values()
                if one.to not in self.graph.stages
            ),
        ]
        if any_time:
            yield f"At any time: {_listed([_quoted(one) for one in any_time], 'or')}."

    def _ways(self, ways: Sequence[Transition]) -> str:
        return _listed([self._way(way) for way in ways], "or", "; ")

    def _way(self, way: Transition) -> str:
        because = f" ({one_line(way.because)})" if way.because else ""
        return (f"{_KINDS[way.kind]} {self._name(way.target)}" if way.target else "out") + because

    def _names(self, ids: Iterable[str]) -> str:
        return _listed([self._name(id) for id in ids])

    def _name(self, id: str) -> str:
        return _quoted(name_of(self.graph.stages[id]))


def _quoted(text: str) -> str:
    return f"“{one_line(text)}”"


def _count(number: int, thing: str) -> str:
    return f"One {thing}" if number == 1 else f"{number} {thing}s"


def _listed(texts: Sequence[str], word: str = "and", sign: str = ", ") -> str:
    if len(texts) < 2:
        return "".join(texts)
    comma = ";" if sign == "; " else ""
    return f"{sign.join(texts[:-1])}{comma} {word} {texts[-1]}"
