"""What the author of a file allows with a reason: `# allow CODE: reason`, above what it is about."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ..events import events
from ..places import Path, Places
from ..source import ScalarEvent, line_starts

may_allow = re.compile(r"#\s*allow\b").search
_allow = re.compile(r"\s*#\s*allow\b\s*([\w/-]*)\s*(?::(.*))?\s*", re.DOTALL).fullmatch


class Allowance(NamedTuple):
    """A comment that allows something: its line (from 0), the code, the reason, and the keys it is about."""

    line: int
    code: str
    reason: str
    path: Path

    def covers(self, code: str, path: Path) -> bool:
        """Return whether it allows what a rule found there."""
        return self.code == code and bool(self.reason) and path[: len(self.path)] == self.path


def allowances(text: str, where: Places) -> tuple[Allowance, ...]:
    """Return the comments of a text that allow something; above the first key it is about the whole file."""
    starts = line_starts(text)
    found = [
        (number, match)
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True))
        if "allow" in (words := text[start:end]) and (match := _allow(words))
    ]
    inside = _inside_texts(text) if found else set()
    order = sorted((place, path) for path, place in where.items())
    made = []
    for line, match in found:
        if line not in inside:
            below = next((number for number, (place, _) in enumerate(order) if place[0] > line), None)
            # Behind the last key there is nothing that it could be about.
            path = ("",) if below is None else () if below == 0 else order[below][1]
            made.append(Allowance(line, match[1], (match[2] or "").strip(), path))
    return tuple(made)


def _inside_texts(text: str) -> set[int]:
    """Return the lines (from 0) on which a text goes on: a # there is the author's word, and no comment."""
    inside: set[int] = set()
    get = events(text)
    while event := get():
        if type(event) is ScalarEvent:
            start, end = _marks(event)
            inside.update(range(start.line + 1, end.line + (end.column > 0)))
    return inside


def _marks(event: Any) -> tuple[Any, Any]:
    return event.start_mark, event.end_mark
