"""Which path a sitting is on, as its facts say; a path offers less and blocks nothing."""

from __future__ import annotations

import math

from handrail.conditions import Facts, holds
from handrail.framework import Framework
from handrail.selection import Path

# So many characters fill a line of handwriting or print, whatever the width of a window.
LINE = 100
_NUMBERS = {1: "one line", 2: "two lines", 3: "three lines"}


def path_of(framework: Framework, facts: Facts) -> Path | None:
    """Return the first path whose condition is yes, or None: unknown is not yes."""
    rule = framework.selection
    if rule is None or not rule.paths:
        return None
    return next((path for path in rule.paths.values() if holds(path.when, facts, {}) is True), None)


def most_lines(path: Path | None, prompt: str) -> int:
    """Return how many lines there are for a prompt on a path; 0 for no limit."""
    return path.lines.get(prompt, 0) if path is not None else 0


def lines_of(text: str) -> int:
    """Return how many lines a text fills: each line that is written, and one for every hundred characters of it."""
    return sum(math.ceil(len(line) / LINE) for line in text.strip().splitlines())


def so_many(lines: int) -> str:
    """Return a number of lines as one would say it."""
    return _NUMBERS.get(lines, f"{lines} lines")


def in_so_many_lines(how: str, lines: int) -> str:
    """Return a prompt's line of help that begins with how much is to be written."""
    room = so_many(lines)
    return f"{room[0].upper()}{room[1:]} at most this time. {how}".rstrip()
