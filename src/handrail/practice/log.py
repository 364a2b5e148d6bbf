"""The log that all versions of one session share: it only grows, and each version knows how much is its own.

It keeps rows: the class of an event and its fields, up to the last that says something. That is half of what events
would take, and most of a log is never looked at one by one. A row of a log that was kept somewhere may be unread still:
it begins with a function that gives the event of what follows, and raises `RecordError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .events import Event

Row = tuple[Any, ...]


def row_of(event: Event, stamped: bool = True) -> Row:
    """Return the row of an event; `stamped` says whether there is anything in the last three fields."""
    end = len(event) if stamped else len(event) - 3
    while end and event[end - 1] == "":
        end -= 1
    return (type(event), *event[:end])


def event_of(row: Row) -> Event:
    """Return the event of a row."""
    event: Event = row[0](*row[1:])
    return event


def opened(rows: list[Row], length: int, first: int = 0) -> list[Row]:
    """Return the rows of a version from one on; those that are unread are read, once for all versions."""
    for number in range(first, length):
        row = rows[number]
        if not isinstance(row[0], type):
            # Whoever else is here puts the same row in this place.
            rows[number] = row_of(event_of(row))
    return rows[first:length]


def grown(rows: list[Row], length: int, row: Row) -> list[Row]:
    """Return the list whose first rows are the first `length` of `rows` and then the new one.

    Whoever holds the newest version shares the list; from an older version its rows are copied, once.
    """
    if len(rows) == length:
        rows.append(row)
        # Another thread may have written between the two lines above. Then this row stands further down, where no
        # version looks, and this one goes on with a copy of its own: no lock, and nothing is lost.
        if rows[length] is row:
            return rows
    return [*rows[:length], row]


def events_of(rows: Iterable[Row]) -> Iterator[Event]:
    """Yield the events of rows."""
    return map(event_of, rows)
