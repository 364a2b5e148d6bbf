"""What a store is told of a session, so that it can be found: ids and moments, no word that a person wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from handrail.practice import Session
from handrail.practice.events import Started

from .store import KeepingError

MOST_ID = 1_000
# Of these a store need not know what they are, only that they are the same.
PRIVATE = ("participant", "about")
_MOST_TAG = 200


def tag(kind: str, value: str) -> str:
    """Return the tag for something that a session can be found by; what is long or odd stands as its digest."""
    plain = value.isascii() and value.isprintable() and len(value) <= _MOST_TAG and not value.startswith("#")
    return f"{kind}:{value if plain else '#' + sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()}"


def tags_of(session: Session, started: Started) -> frozenset[str]:
    """Return everything that a session can be found by."""
    found = {tag("framework", started.framework), tag("status", session.state.status)}
    found |= {tag("participant", name) for name in started.participants}
    found |= {tag("about", started.about)} if started.about else set()
    for promise in session.state.outcomes.values():
        both = (promise.type, promise.status)
        found |= {
            outcome_tag(*pair) for pair in ((None, None), (promise.type, None), (None, promise.status), both)
        }
    return frozenset(found)


def outcome_tag(type: str | None, status: str | None) -> str:
    """Return the tag of sessions with outcomes, or with some of a type, or with a status, or with both."""
    return tag("outcome", f"{type or ''}/{status or ''}")


def moment(at: str, last: bool = False) -> str:
    """Return a moment in UTC as a text that can be compared, or nothing for a text that is no moment.

    A day stands for its first moment, or for its `last`; without a zone a moment counts as UTC.
    """
    try:
        found = datetime.fromisoformat(at)
        if found.tzinfo is not None:
            found = found.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return ""
    if last and len(at) <= len("2024-05-01"):
        found = found.replace(hour=23, minute=59, second=59, microsecond=999_999)
    return found.isoformat(timespec="microseconds")


def bound(at: str | None, last: bool = False) -> str:
    """Return the moment that a search begins or ends at; raises `KeepingError` for a text that is none."""
    if at is None:
        return ""
    found = moment(at, last)
    if not found:
        raise KeepingError("a moment is written as in 2024-05-01 or 2024-05-01T10:00:00Z")
    return found


def checked_id(id: object) -> str:
    """Return an id that any store can keep; raises `KeepingError` for one that it could not."""
    if not isinstance(id, str) or not 0 < len(id) <= MOST_ID or "\0" in id or not _whole(id):
        raise KeepingError(
            f"the id of a session is a text of 1 to {MOST_ID:,} whole characters, none of them NUL; "
            "name it so in begin(id=...), or leave it out and be given one"
        )
    return id


def _whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
