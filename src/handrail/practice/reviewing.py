"""What several sessions come to together: what is open, what returns, what was never met; by ids and types only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .checking import is_date
from .coverage import coverage_of
from .people import alone
from .session import Session
from .turns import Outcome

LATELY = 5


class Entry(NamedTuple):
    """An outcome, and the session in which it was taken out; nothing there where it is another's."""

    outcome: Outcome
    session: str = ""
    framework: str = ""


class Pattern(NamedTuple):
    """Something that returns: outcomes of the type `pattern` that share what it rests on.

    rests_on: `type`, `prompt` or `way`, and `id` says which. No words are compared, so nothing here says that the
    patterns are the same: that is for the person to see.
    """

    rests_on: str
    id: str
    entries: tuple[Entry, ...]


class Review(NamedTuple):
    """What several sessions come to.

    open_actions: by due date, those without one last. agenda: open supervision items, person by person. self_care:
    open self-care actions. patterns: what returns. neglected: the ways of knowing that none of the latest sessions
    met, in the order of the framework.
    """

    open_actions: tuple[Entry, ...] = ()
    agenda: tuple[Entry, ...] = ()
    self_care: tuple[Entry, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    neglected: tuple[str, ...] = ()


def review(sessions: Iterable[Session], participant: str = "", last: int = LATELY) -> Review:
    """Return what sessions, the latest last, come to; for a `participant` only what that one may see.

    What others share stands there without its source. `last`: how many sessions `neglected` looks back on.
    """
    sessions = tuple(sessions)
    if participant:
        sessions = tuple(one for one in sessions if participant in one.state.setting.participants)
    entries = [entry for session in sessions for entry in _entries(session, participant)]
    return Review(
        tuple(sorted(_open(entries, "action"), key=_due)),
        _by_person(_open(entries, "supervision-item")),
        tuple(_open(entries, "self-care-action")),
        tuple(_patterns([one for one in entries if one.outcome.type == "pattern"])),
        _neglected([one for one in sessions if _looked_at(one, participant)][-last:] if last > 0 else []),
    )


def _entries(session: Session, participant: str) -> Iterator[Entry]:
    if not participant:
        yield from (Entry(one, session.id, session.framework.id) for one in session.outcomes)
        return
    own = {one.id for one in session.outcomes if session.owned_by(one, participant)}
    for one in session.seen_by(participant).outcomes:
        yield Entry(one, session.id, session.framework.id) if one.id in own else Entry(one)


def _open(entries: Iterable[Entry], type: str) -> Iterator[Entry]:
    return (one for one in entries if one.outcome.type == type and one.outcome.status == "open")


def _due(entry: Entry) -> tuple[bool, str]:
    due = entry.outcome.due
    return (False, due) if is_date(due) else (True, "")


def _by_person(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    people: dict[str, list[Entry]] = {}
    for entry in entries:
        people.setdefault(entry.outcome.by, []).append(entry)
    return tuple(entry for those in people.values() for entry in those)


def _patterns(entries: Iterable[Entry]) -> Iterator[Pattern]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        outcome = entry.outcome
        if outcome.status == "dropped":
            continue  # let go by the person
        prompt = outcome.prompt if "/" in outcome.prompt else f"{entry.framework}/{outcome.prompt}"
        rests_on = [("type", outcome.type), *([("prompt", prompt)] if outcome.prompt else [])]
        for key in (*rests_on, *(("way", way) for way in outcome.ways)):
            found.setdefault(key, []).append(entry)
    kinds = ("type", "prompt", "way")
    for key in sorted(found, key=lambda key: kinds.index(key[0])):
        if len(found[key]) > 1:
            yield Pattern(*key, tuple(found[key]))


def _looked_at(session: Session, participant: str) -> bool:
    """Return whether what a session met says something of a participant: it is theirs, and something was answered."""
    state = session.state
    if not any("answered" in touches.values() for touches in state.touched.values()):
        return False
    if not participant:
        return True
    setting = state.setting
    role = setting.participants[participant]
    if setting.presenter:
        return setting.presenter == participant
    return alone(setting.participants) == participant or role in ("self", "client", "member")


def _neglected(sessions: Iterable[Session]) -> tuple[str, ...]:
    met: set[str] = set()
    not_met: dict[str, None] = {}
    for session in sessions:
        coverage = coverage_of(session.pinned, session.state)
        met |= {*coverage.met}
        not_met |= dict.fromkeys(coverage.not_met)
    return tuple(way for way in not_met if way not in met)
