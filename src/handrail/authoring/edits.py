"""Changes of a text: one word for another that is plainly meant, and how they are made."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .problems import Edit
from .source import line_starts

# Shorter ids differ in one letter and mean different things: 1a and 1b.
_SHORTEST, _LONG = 4, 6


def slip_of(word: str, words: Iterable[str]) -> str:
    """Return the one word of which another is a slip of the fingers; nothing where there is none, or several.

    A slip is a letter too many, too few, wrong or changed with the next one; two of them in a word of six or more.
    """
    if not _SHORTEST <= len(word) <= 60 or len(word.split()) != 1:
        return ""
    most = 1 if len(word) < _LONG else 2
    near = {one for one in words if abs(len(one) - len(word)) <= most and _slips(word, one) <= most}
    return near.pop() if len(near) == 1 else ""


def _slips(one: str, other: str) -> int:
    """Return how many slips lie between two words (the distance of Damerau, neighbours changed once)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def renaming(lines: list[str], place: tuple[int, int], name: str, meant: str) -> tuple[Edit, ...]:
    """Return the change of a name at a place (from 0), or behind it on its line, where it stands there once."""
    line, column = place
    if line >= len(lines):
        return ()
    found = [
        match.start()
        for match in re.finditer(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])", lines[line])
        if match.start() >= column
    ]
    if len(found) != 1:
        return ()
    start = found[0] + 1
    return (Edit(line + 1, start, line + 1, start + len(name), meant),)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with changes made in it, its line ends kept; of two that overlap the first is made."""
    starts = line_starts(text)
    end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit[:4]):
        first = starts[edit.line - 1] + edit.column - 1
        if first < done:
            continue
        parts += [text[done:first], edit.text.replace("\n", end)]
        done = starts[edit.end_line - 1] + edit.end_column - 1
    return "".join([*parts, text[done:]])
