"""What of a framework a set of walk-throughs comes to: its stages, its transitions and its prompts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handrail.conditions import Condition, holds
from handrail.framework import Framework
from handrail.graph import StageGraph, Transition
from handrail.practice import Session, State, step
from handrail.practice.events import (
    Answered,
    Asked,
    Closed,
    Event,
    LeftBlank,
    Moved,
    Passed,
    Skipped,
    Stopped,
)

ANYWHERE = "anywhere"
OUT = "out"
_GOING = (Moved, Answered, LeftBlank, Skipped, Passed)


class Part(NamedTuple):
    """What was seen of one kind of thing, and what was not, in the order of the file."""

    seen: tuple[str, ...]
    not_seen: tuple[str, ...]


class Covered(NamedTuple):
    """What walk-throughs come to; a transition is told as `what → now-what (next)`."""

    stages: Part
    transitions: Part
    prompts: Part


class Way(NamedTuple):
    """A transition as it is written, with the places where it may begin (none: anywhere) and where it ends."""

    source: str
    target: str
    kind: str
    sources: frozenset[str]
    place: str
    only_if: Condition | None

    def __str__(self) -> str:
        return f"{self.source or ANYWHERE} → {self.target or OUT} ({self.kind})"


def covered(framework: Framework, sessions: Iterable[Session]) -> Covered:
    """Return which stages, transitions and prompts of a framework some sessions came to, and which they did not.

    A transition counts when one goes along it: from its source to its target, staying by moving to where one is, and
    out by stopping or closing. What begins anywhere counts once, and what a stage says for all it holds does too.
    """
    graph = framework.stage_graph
    stages: set[str] = set()
    prompts: set[str] = set()
    ways = tuple(ways_of(graph))
    walked: set[Way] = set()
    for session in sessions:
        for before, event, after in _steps(session):
            stages.add(after.stage)
            prompts |= {event.prompt} if isinstance(event, (Asked, *_GOING[1:])) else set()
            walked |= {way for way in ways if way not in walked and _along(way, before, event, after)}
    return Covered(
        _part((*graph.leaves, *graph.strands), stages),
        _part([str(way) for way in ways], {str(way) for way in walked}),
        _part([prompt.id for prompt in framework.prompts], prompts),
    )


def ways_of(graph: StageGraph) -> Iterator[Way]:
    """Yield the transitions of a graph, each once: as written, those that only the order says, those from anywhere."""
    written: set[tuple[str, str, str]] = set()
    for id, stage in graph.stages.items():
        sources = frozenset(graph.within(id))
        for one in stage.transitions:
            place = graph.place(one.target) if one.target else ""
            written |= {(source, source if one.kind == "stay" else place, one.kind) for source in sources}
            yield _way(one, id, sources, place)
    for one in graph.transitions:
        if one.source and (one.source, one.target, one.kind) not in written:
            yield _way(one, one.source, frozenset((one.source,)), one.target)
    for one in graph.from_anywhere:
        yield _way(one, "", frozenset(), graph.place(one.target) if one.target else "")


def _way(one: Transition, source: str, sources: frozenset[str], place: str) -> Way:
    target = source if one.kind == "stay" else one.target
    return Way(source, target, one.kind, sources, place, one.only_if)


def _steps(session: Session) -> Iterator[tuple[State, Event, State]]:
    before = State()
    for event in session.events:
        after = step(session.framework, before, event).state
        yield before, event, after
        before = after


def _along(way: Way, before: State, event: Event, after: State) -> bool:
    """Return whether an event goes along a way."""
    if before.status != "open" or before.detours or (way.sources and before.stage not in way.sources):
        return False
    if way.only_if is not None and holds(way.only_if, before.facts, before.visits) is not True:
        return False
    if way.kind == "exit":
        return isinstance(event, (Stopped, Closed))
    if way.kind == "stay":
        return isinstance(event, Moved) and after.stage == before.stage
    moved = isinstance(event, Moved) or (isinstance(event, _GOING) and after.stage != before.stage)
    return moved and after.stage == way.place


def _part(things: Iterable[str], seen: set[str]) -> Part:
    listed = [*dict.fromkeys(things)]
    return Part(tuple(id for id in listed if id in seen), tuple(id for id in listed if id not in seen))
