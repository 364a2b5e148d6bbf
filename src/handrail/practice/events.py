"""What can happen in a session: one value a kind of event, in the form in which the log keeps it.

An event is a tuple with names: small, quick to make, never changed. Every one ends with `at` (when), `by` (which
participant) and `key` (which request, so that a repeated one counts once), as the host gave them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from handrail.conditions import Value

E = TypeVar("E", bound=type[tuple[Any, ...]])

NOTHING: Mapping[str, Any] = {}

# What a person wrote: gone when an event is redacted, never shown in a repr, and nothing in a session depends on it.
TEXTS = frozenset({"text", "reason", "note", "because"})
# Wordings may hold what the host knows of a person (its terms), and an id what happened to them: not shown either.
HIDDEN = TEXTS | {"wording", "shown", "terms", "why", "due", "about"}

# What kinds there are: the name in a record and the class, and the other way round.
KINDS: dict[str, type[Event]] = {}
NAMES: dict[type[Event], str] = {}


def _same(self: tuple[Any, ...], other: object) -> bool:
    return type(self) is type(other) and tuple.__eq__(self, other)


def _different(self: tuple[Any, ...], other: object) -> bool:
    return not _same(self, other)


def _hash(self: Any) -> int:
    return hash((type(self), *(value for value in self if isinstance(value, (str, float, int)))))


def _shown(self: Any) -> str:
    fields = (
        f"{name}={value!r}"
        for name, value in zip(self._fields, self, strict=True)
        if name not in HIDDEN and value != self._field_defaults.get(name)
    )
    return f"{type(self).__name__}({', '.join(fields)})"


def _event(kind: str) -> Callable[[E], E]:
    """Return a decorator that gives an event class its name in records and makes it equal to its own kind only."""

    def decorate(cls: E) -> E:
        named: Any = cls
        named.__eq__, named.__ne__, named.__hash__, named.__repr__ = _same, _different, _hash, _shown
        KINDS[kind], NAMES[named] = named, kind
        return cls

    return decorate


@_event("started")
class Started(NamedTuple):
    """A session opened at a stage, with everything that it was told."""

    framework: str
    version: str = ""
    structure_digest: str = ""
    wording_digest: str = ""
    used: Mapping[str, str] = NOTHING
    stage: str = ""
    voice: str = ""
    edition: str = ""
    language: str = ""
    minutes: float | None = None
    familiarity: str = ""
    occasion: str = ""
    participants: Mapping[str, str] = NOTHING
    presenter: str = ""
    terms: Mapping[str, str] = NOTHING
    known: Mapping[str, Value] = NOTHING
    past: tuple[tuple[str, ...], ...] = ()
    about: str = ""
    # Which rules the log is folded by; nothing for those begun when no fact became unknown by itself.
    rules: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("asked")
class Asked(NamedTuple):
    """A prompt was put to somebody; the session waits for what they say."""

    prompt: str
    voice: str = ""
    wording: str = ""
    because: str = ""
    verdict: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("answered")
class Answered(NamedTuple):
    """A prompt was answered; `value` is what a prompt that asks for a fact was answered with."""

    prompt: str
    voice: str = ""
    wording: str = ""
    text: str = ""
    value: Value = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("left_blank")
class LeftBlank(NamedTuple):
    """A prompt was gone by without a word, which is no decision about it."""

    prompt: str
    voice: str = ""
    wording: str = ""
    reason: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("skipped")
class Skipped(NamedTuple):
    """Somebody decided against a prompt."""

    prompt: str
    voice: str = ""
    wording: str = ""
    reason: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("passed")
class Passed(NamedTuple):
    """Somebody in a group let their turn pass."""

    prompt: str
    voice: str = ""
    wording: str = ""
    reason: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("said")
class Said(NamedTuple):
    """Something was said that answers no prompt."""

    text: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("known")
class Known(NamedTuple):
    """A fact became known, or unknown again (an empty value); `shown` is what was shown to settle it."""

    fact: str
    value: Value = ""
    shown: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("moved")
class Moved(NamedTuple):
    """One went to a stage; `verdict` is `advised_against` where that was known and done all the same."""

    stage: str
    because: str = ""
    verdict: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("detoured")
class Detoured(NamedTuple):
    """One left for another framework, and will come back to where one was."""

    detour: str
    at: str = ""
    by: str = ""
    key: str = ""


@_event("returned")
class Returned(NamedTuple):
    """One came back from the latest detour."""

    detour: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("interrupted")
class Interrupted(NamedTuple):
    """Somebody raised a safeguard."""

    safeguard: str
    at: str = ""
    by: str = ""
    key: str = ""


@_event("resumed")
class Resumed(NamedTuple):
    """A session that was suspended or stopped was taken up again."""

    note: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("replanned")
class Replanned(NamedTuple):
    """There is more or less time than was thought, or it is about something else."""

    minutes: float | None = None
    occasion: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("promoted")
class Promoted(NamedTuple):
    """Somebody took an outcome out of what was said."""

    outcome: str
    type: str
    prompt: str = ""
    ways: tuple[str, ...] = ()
    text: str = ""
    due: str = ""
    visibility: str = "private"
    at: str = ""
    by: str = ""
    key: str = ""


@_event("settled")
class Settled(NamedTuple):
    """An outcome came to something, or was let go; a `visibility` says who may see it from now on."""

    outcome: str
    status: str
    visibility: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("migrated")
class Migrated(NamedTuple):
    """A session was taken up under another version of its framework.

    `mapping` says what became of the ids that the session has met, each with its sort before it: `stage:2b` and
    `prompt:story` lead to the id that it has now, or to nothing, and `near:2b` to the stage next to one that is gone.
    """

    version: str
    structure_digest: str = ""
    wording_digest: str = ""
    mapping: Mapping[str, str] = NOTHING
    plan: str = ""
    framework: str = ""
    edition: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("redacted")
class Redacted(NamedTuple):
    """What was written in some events was taken out, by their numbers."""

    events: tuple[int, ...] = ()
    why: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("stopped")
class Stopped(NamedTuple):
    """The session was laid down; it may be taken up again."""

    reason: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


@_event("closed")
class Closed(NamedTuple):
    """The session is finished; it can be read, and its outcomes can still be settled."""

    reason: str = ""
    at: str = ""
    by: str = ""
    key: str = ""


Met = Answered | LeftBlank | Skipped | Passed
Event = (
    Started
    | Asked
    | Met
    | Said
    | Known
    | Moved
    | Detoured
    | Returned
    | Interrupted
    | Resumed
    | Replanned
    | Promoted
    | Settled
    | Migrated
    | Redacted
    | Stopped
    | Closed
)


def kind_of(event: Event) -> str:
    """Return the name that a kind of event has in records."""
    return NAMES[type(event)]


def without_words(event: Event) -> Event:
    """Return an event without what a person wrote in it; everything else stays."""
    kept = ("" if name in TEXTS else value for name, value in zip(event._fields, event, strict=True))
    return type(event)._make(kept)
