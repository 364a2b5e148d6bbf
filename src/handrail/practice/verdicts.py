"""What may happen in a session: verdicts, and the errors that carry one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from handrail.errors import HandrailError, neighbour

if TYPE_CHECKING:
    from .session import Session

T = TypeVar("T")


class Verdict(NamedTuple):
    """Whether something may be done: `open`, `advised_against` or `blocked`, with reasons in whole sentences.

    cause: what judged (status, safeguard, gate, kind, stage, order, detour, fact …). settle: the facts that would help.
    """

    word: str = "open"
    reasons: tuple[str, ...] = ()
    cause: str = ""
    settle: tuple[str, ...] = ()


OPEN = Verdict()


def blocked(reason: str, cause: str, settle: tuple[str, ...] = ()) -> Verdict:
    """Return the verdict that something may not be done, and why."""
    return Verdict("blocked", (reason,), cause, settle)


class SessionError(HandrailError):
    """Something that a session does not take; `verdict` says why, and nothing has changed."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(" ".join(verdict.reasons))


class Refused(SessionError):
    """It may not be done."""


class AdvisedAgainst(SessionError):
    """It may be done, but there is advice against it: say why with `because=`, and it is taken and kept."""


class RecordError(HandrailError):
    """A record is damaged, foreign or from a newer version; the message says what was found."""


class Conflict(HandrailError):
    """Somebody else wrote first; `session` is the session as it stands now."""

    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__("the session has moved on since it was read; look at it anew and try again")


def refusal(reason: str, cause: str = "name", settle: tuple[str, ...] = ()) -> Refused:
    """Return the error that says that something may not be done, and why."""
    return Refused(blocked(reason, cause, settle))


# A name that is no id may be anything, also something a person wrote, and is therefore never repeated.
_ID = re.compile(r"[a-z0-9][a-z0-9/_-]{0,79}")


def unknown(kind: str, name: object, known: Iterable[str]) -> Refused:
    """Return the error that nothing of a kind has that name, with the nearest one that there is."""
    if isinstance(name, str) and _ID.fullmatch(name):
        return refusal(f"no {kind} is called '{name}'{neighbour(name, known)}")
    return refusal(f"a {kind} is named by its id, and this is none that there is")


def named(things: Mapping[str, T], name: object, kind: str) -> T:
    """Return the thing under an id, or under a bare id that only one has; raises `Refused` for no such thing."""
    if isinstance(name, str) and name in things:
        return things[name]
    bare = [id for id in things if id.rpartition("/")[2] == name]
    bare = bare or [id for id, thing in things.items() if name in getattr(thing, "formerly", ())]
    if len(bare) == 1:
        return things[bare[0]]
    if bare:
        raise refusal(f"'{name}' may mean {' or '.join(bare)}; write the one that is meant")
    raise unknown(kind, name, things)
