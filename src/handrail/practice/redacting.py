"""Taking out what somebody wrote: the words of an event go, and everything else of it stays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from .events import NAMES, Redacted, without_words
from .log import Row, event_of, row_of
from .people import alone, owner
from .plain import rows_plain
from .verdicts import RecordError, refusal


class Wordless(tuple[Any, ...]):
    """The row of an event whose words were taken out here, while they may still stand wherever it is kept.

    was: a digest of the event with its words, by which the very same is found there and no other.
    """

    was: str


def chosen(rows: Sequence[Row], numbers: Iterable[object]) -> tuple[int, ...]:
    """Return the numbers of events that have words to be taken out; raises `Refused` for what is no number of one."""
    found: dict[int, None] = {}
    for number in numbers:
        if type(number) is not int or not 0 <= number < len(rows):
            raise refusal(
                f"an event is named by its number in session.events, here from 0 to {len(rows) - 1}",
                "argument",
            )
        if _bare(rows[number]) is not None:
            found[number] = None
    return tuple(sorted(found))


def check_theirs(
    rows: Sequence[Row], numbers: Iterable[int], participants: Mapping[str, str], by: str
) -> None:
    """Raise `Refused` where somebody would take out words that are not theirs; the host (nobody) may take out any."""
    if not by or alone(participants) == by:
        return
    for number in numbers:
        whose = event_of(rows[number]).by
        if by not in (whose, owner(participants, whose)):
            raise refusal(
                f"the words of event {number} are for whoever wrote them to take out", "participant"
            )


def without(rows: Sequence[Row], numbers: Iterable[int]) -> list[Row]:
    """Return rows of which some have no words any more; those remember what they were by a digest."""
    cut = list(rows)
    for number in numbers:
        bare = _bare(cut[number])
        if bare is not None:
            wordless = Wordless(bare)
            wordless.was = digest_of(cut[number])
            cut[number] = wordless
    return cut


def as_redacted(rows: list[Row]) -> list[Row]:
    """Return the rows of a record without what was taken out since; raises `RecordError` for numbers of no event."""
    numbers: dict[int, None] = {}
    for place, row in enumerate(rows):
        if row[0] is Redacted:
            named = row[1] if len(row) > 1 else ()
            if named and max(named) >= place:
                raise RecordError(f"event {place} ({NAMES[Redacted]}) names an event that is not before it")
            numbers |= dict.fromkeys(named)
    return without(rows, numbers) if numbers else rows


def digest_of(row: Row) -> str:
    """Return a digest of an event, whatever the order in which its fields were written down."""
    plain = json.dumps(rows_plain([row])[0], sort_keys=True)
    return sha256(plain.encode()).hexdigest()


def _bare(row: Row) -> Row | None:
    """Return the row of an event without its words, or None for one that has none."""
    # Rows are not compared: those of records may be longer, with nothing in it.
    event = event_of(row)
    bare = without_words(event)
    return row_of(bare) if bare != event else None
