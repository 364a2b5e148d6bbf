"""What the log says when somebody asks: who said what, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .events import Answered, Asked, Event, Promoted, Said
from .state import Promise


class Turn(NamedTuple):
    """One turn of a conversation: what was asked (`wording`), what was said (`text`), or both."""

    prompt: str
    wording: str
    text: str
    by: str
    at: str

    def __repr__(self) -> str:
        return f"Turn(prompt={self.prompt!r}, by={self.by!r}, at={self.at!r})"


class Outcome(NamedTuple):
    """Something that a person took out of what was said, who may see it now, and what became of it."""

    id: str
    type: str
    text: str
    prompt: str
    ways: tuple[str, ...]
    due: str
    visibility: str
    status: str
    by: str
    at: str

    def __repr__(self) -> str:
        return f"Outcome(id={self.id!r}, type={self.type!r}, status={self.status!r})"

    def without_source(self) -> Outcome:
        """Return the outcome as others may see it: nothing tells which prompt, answer or moment it came from."""
        return self._replace(prompt="", ways=(), at="")


def turn(event: Event) -> Turn | None:
    """Return the turn that an event is, or None for one in which nothing was asked or said."""
    if isinstance(event, Answered):
        return Turn(event.prompt, event.wording, event.text, event.by, event.at)
    if isinstance(event, Asked):
        return Turn(event.prompt, event.wording, "", event.by, event.at)
    return Turn("", "", event.text, event.by, event.at) if isinstance(event, Said) else None


def latest(newest_first: Iterable[Event], most: int | None) -> tuple[Turn, ...]:
    """Return the latest turns, the newest last."""
    turns: list[Turn] = []
    for event in newest_first:
        if most is not None and len(turns) >= most:
            break
        if (one := turn(event)) is not None:
            turns.append(one)
    return tuple(reversed(turns))


def outcomes(events: Iterable[Event], kept: Mapping[str, Promise]) -> Iterator[Outcome]:
    """Yield the outcomes with what became of each, in the order in which they were taken out."""
    for event in events:
        if isinstance(event, Promoted):
            said = (
                event.outcome,
                event.type,
                event.text,
                event.prompt,
                event.ways,
                event.due,
                kept[event.outcome].visibility,
            )
            yield Outcome(*said, kept[event.outcome].status, event.by, event.at)
