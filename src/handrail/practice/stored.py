"""A session as lines of bytes, one an event, and back; for whoever keeps sessions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handrail.errors import FrameworkError
from handrail.framework import Framework

from .effects import EFFECTS
from .events import Event, Migrated, Redacted, Started
from .help import Help, choose_help
from .identity import Digests
from .log import Row, event_of, grown, opened
from .plain import events_of, rows_plain
from .records import canonical, header, recorded
from .redacting import Wordless, digest_of
from .session import Session, worded
from .standing import state_of, state_plain
from .tables import table
from .verdicts import RecordError, SessionError

# Made once: `json.dumps` would make one for every event.
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ENCODE_ASCII = json.JSONEncoder(separators=(",", ":")).encode


def log_of(session: Session) -> tuple[list[Row], int]:
    """Return the rows that all versions of a session share, and how many of them are this one's."""
    return session._rows, session._length


def lines_of(session: Session, first: int = 0) -> list[bytes]:
    """Return the lines of a session's events, from one on."""
    return [line_of(plain) for plain in rows_plain(opened(session._rows, session._length, first))]


def started_of(session: Session) -> Started:
    """Return the event that a session began with."""
    started = event_of(session._rows[0])
    assert isinstance(started, Started)
    return started


def pins_of(session: Session) -> list[Started | Migrated]:
    """Return the events of a session that say which framework holds from there on, earliest first."""
    if not session._earlier:
        return [started_of(session)]
    rows = opened(session._rows, session._length)
    events = (event_of(row) for row in rows if row[0] is Started or row[0] is Migrated)
    return [one for one in events if isinstance(one, (Started, Migrated))]


def framework_bytes(framework: Framework) -> bytes:
    """Return the canonical form of a framework as bytes, made when first asked for."""
    made: bytes | None = framework.derived.get("bytes")
    if made is None:
        made = framework.derived["bytes"] = line_of(canonical(framework))
    return made


def framework_of(data: bytes) -> Framework:
    """Return the framework of a canonical form; raises `RecordError` for one that is damaged."""
    try:
        return Framework.from_plain(json.loads(data))
    except (FrameworkError, ValueError, RecursionError):
        raise RecordError("the framework that is kept with this session is damaged") from None


def words_gone(session: Session) -> dict[int, str]:
    """Return the events whose words were taken out and may still be kept somewhere, with a digest of each as it was."""
    rows = session._rows[: session._length]
    return {number: row.was for number, row in enumerate(rows) if isinstance(row, Wordless)}


def same_events(mine: Sequence[bytes], others: Sequence[bytes], gone: Mapping[int, str]) -> int:
    """Return how many lines from the first on say the same, perhaps in another order of their keys.

    gone: a digest of what stood in those of mine whose words were taken out; the very same may still stand in others.
    """
    for number, (one, other) in enumerate(zip(mine, others, strict=False)):
        if one == other or (plain := parsed([other])) == parsed([one]):
            continue
        if number not in gone or gone[number] != digest_of(events_of(plain)[1][0]):
            return number
    return min(len(mine), len(others))


def parsed(lines: Sequence[bytes]) -> list[dict[str, Any]]:
    """Return the plain events of lines; raises `RecordError` for lines that are damaged."""
    try:
        plain = json.loads(b"[%b]" % b",".join(lines))
    except (ValueError, RecursionError):
        plain = []
    if len(plain) != len(lines) or not all(type(one) is dict for one in plain):
        raise RecordError("its lines are damaged")
    return plain  # type: ignore[no-any-return]


def pins(plain: Iterable[Mapping[str, Any]]) -> list[Digests]:
    """Return the digests of all frameworks that plain events were taken under, earliest first."""
    return [
        Digests(str(one.get("structure_digest", "")), str(one.get("wording_digest", "")))
        for one in plain
        if one.get("kind") in ("started", "migrated")
    ]


def session_of(
    id: str,
    plain: list[dict[str, Any]],
    frameworks: Sequence[Framework],
    framework: Framework | None = None,
    help: Help = (),  # noqa: A002  what it is, in one word
    place: str = "",
) -> Session:
    """Return the session of plain events, under the frameworks they were taken under; raises `RecordError`.

    With a `framework` it is taken up under that one, as `Session.from_record` does.
    """
    # Found by its digests, so that its canonical form need not be read and checked anew.
    data = {**header(id, frameworks), "events": plain}
    return Session.found(recorded(data, framework or frameworks[-1]), help, place)


def event_in(line: bytes, number: int) -> Event:
    """Return the event of a line; raises `RecordError` with its number."""
    (event,), _ = events_of(parsed([line]), number)
    return event


def stands(session: Session) -> list[Any]:
    """Return where a session stands, as plain data for `resumed`; nothing for one that must be read whole."""
    state = state_plain(session._state)
    own_terms = session._terms is not session.framework.terms
    return [session._table.voice, own_terms, state] if state else []


def resumed(
    id: str,
    rows: list[Row],
    stood: Any,
    frameworks: Sequence[Framework],
    help: Help = (),  # noqa: A002  what it is, in one word
    place: str = "",
) -> Session:
    """Return the session of rows, which may be unread, and of where it stands after them; raises `RecordError`."""
    *earlier, framework = frameworks
    voice, own_terms, state = stood
    if voice not in framework.voices:
        raise RecordError("where this session stands is damaged")
    here = table(framework, voice)
    now = state_of(state, here)
    terms = framework.terms
    if own_terms:
        (first,) = opened(rows, 1)
        started = event_of(first)
        if not isinstance(started, Started):
            raise RecordError("the first event of a record is 'started'")
        terms = worded(framework, started)
    chosen = choose_help(help, framework.language, place)
    return Session(here, now, rows, len(rows), (), terms, chosen, id, earlier=tuple(earlier))


def continued(
    session: Session,
    id: str,
    lines: Sequence[bytes],
    help: Help = (),  # noqa: A002  what it is, in one word
    place: str = "",
) -> Session | None:
    """Return a session with the events of further lines; None if it must be read whole."""
    rows, length, here, state = session._rows, session._length, session._table, session._state
    try:
        events, more = events_of(parsed(lines)) if lines else ([], [])
        for event, row in zip(events, more, strict=True):
            if isinstance(event, (Migrated, Redacted)):
                return None
            state = EFFECTS[type(event)](here, state, event)
            rows, length = grown(rows, length, row), length + 1
    except (RecordError, SessionError):
        return None  # reading it whole says what is wrong, with the right number
    chosen = choose_help(help, here.framework.language, place)
    return Session(here, state, rows, length, (), session._terms, chosen, id, earlier=session._earlier)


def line_of(data: Any) -> bytes:
    try:
        return _ENCODE(data).encode()
    except UnicodeEncodeError:  # half a character is written as its number, so that it is not lost
        return _ENCODE_ASCII(data).encode()
