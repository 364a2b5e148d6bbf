"""The errors that other rooms build on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class HandrailError(Exception):
    """The root of every error that the library raises on purpose."""


class Complaint(Protocol):
    """What every problem of a framework can say: which kind it is, and one sentence about it."""

    @property
    def code(self) -> str: ...

    @property
    def message(self) -> str: ...


class FrameworkError(HandrailError):
    """A text or plain data is not a framework; `problems` holds everything that stands in the way."""

    def __init__(self, problems: Iterable[Complaint]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def neighbour(word: str, words: Iterable[str]) -> str:
    """Return "; did you mean '...'?" for the word that stands nearest, or nothing when none is near."""
    if len(word) > 80:  # nobody mistypes a paragraph, and comparing one costs time
        return ""
    from difflib import get_close_matches  # imported late: only a mistake needs it

    # Whoever forgets which framework a thing belongs to means the same word behind the stroke.
    known = list(words)[:2000]
    whole = [name for name in known if name.rpartition("/")[2] == word]
    near = whole or get_close_matches(word, known, n=1, cutoff=0.6) or _like(word, known)
    return f"; did you mean '{near[0]}'?" if near else ""


def _like(word: str, known: list[str]) -> list[str]:
    """Return the first known word of the same length that differs in one place (short ids such as 2d and 2b)."""
    for name in known:
        if len(name) == len(word) > 1 and sum(a != b for a, b in zip(name, word, strict=True)) == 1:
            return [name]
    return []
