"""A session in a file: its header on the first line, and then one event a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from handrail.framework import Framework

from .events import Event
from .help import Help
from .log import row_of
from .plain import rows_plain
from .records import header, recorded
from .session import Session
from .state import Notice
from .verdicts import RecordError

# The first line holds the framework, and says the same at greater length than a file of twenty million characters.
MOST_IN_A_LINE = 400_000_000


def write_lines(session: Session) -> Iterator[str]:
    """Yield the lines of a session's file, each with its line end."""
    yield header_line(session)
    for event in session.events:
        yield event_line(event)


def header_line(session: Session) -> str:
    """Return the first line of a session's file."""
    return _line(header(session.id, session.frameworks))


def event_line(event: Event) -> str:
    """Return the line that an event has in a file."""
    return _line(rows_plain([row_of(event)])[0])


def read_lines(
    lines: Iterable[str],
    framework: Framework | None = None,
    help: Help = (),  # noqa: A002  what it is, in one word
    place: str = "",
) -> Session:
    """Return the session of a file; a torn last line is dropped, and a notice says so. Raises `RecordError`."""
    found: list[Any] = []
    torn = 0
    for number, line in enumerate(lines, 1):
        if torn:
            raise RecordError(f"line {torn} is damaged, and it is not the last one")
        if len(line) > MOST_IN_A_LINE:
            raise RecordError(f"line {number} is longer than {MOST_IN_A_LINE:,} characters")
        try:
            found.append(json.loads(line))
        except (ValueError, RecursionError):
            torn = number
    if not found or not isinstance(found[0], dict):
        raise RecordError("this is no record of a handrail session")
    data = {**found[0], "events": found[1:]}
    session = Session.found(recorded(data, framework), help, place)
    if not torn:
        return session
    notice = Notice("torn-line", f"line {torn}, the last one, was not written to its end and is left out")
    return session.noticed(notice)


def _line(data: dict[str, Any]) -> str:
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode()
    except (
        UnicodeEncodeError
    ):  # half a character, as a terminal may give it: written as its number, it is not lost
        line = json.dumps(data, separators=(",", ":"))
    return line + "\n"
