"""A list of pages about frameworks: which there are, by what they are for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from handrail.framework import Framework

# What a list of pages is called, and its parts by the purpose of the frameworks in them.
LISTED = "Helping frameworks"
_PURPOSES = {
    "helping": "For helping conversations",
    "reflection": "For reflection",
    "reference": "To take from: ways of knowing, skills, questions",
}
_LONGEST = 240


class Page(NamedTuple):
    """A page of the list: its title, its address, in which language it is, whose it is, and a sentence about it."""

    title: str
    address: str
    language: str
    whose: str
    about: str

    @property
    def said(self) -> str:
        """Return what is said beside the title, in one line."""
        return ". ".join(filter(None, (self.whose, self.about)))


class Listed(NamedTuple):
    """A list of pages under headings."""

    title: str
    groups: tuple[tuple[str, tuple[Page, ...]], ...]


def listed(pages: Iterable[tuple[Framework, str]]) -> Listed:
    """Return a list of pages, each given as its framework and its address."""
    groups: dict[str, list[Page]] = {purpose: [] for purpose in _PURPOSES}
    for framework, address in pages:
        about = _first_sentence(framework.summary)
        page = Page(framework.title, address, framework.language, framework.originator, about)
        groups[framework.purpose].append(page)
    return Listed(
        LISTED, tuple((_PURPOSES[purpose], tuple(found)) for purpose, found in groups.items() if found)
    )


def _first_sentence(summary: str) -> str:
    first = summary.partition(". ")[0].strip().rstrip(".")
    return f"{first}." if first and len(first) <= _LONGEST else ""
