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
    """A page of the list: its title, its address, in which language it is, and what is said beside it."""

    title: str
    address: str
    language: str
    said: str


class Listed(NamedTuple):
    """A list of pages under headings."""

    title: str
    groups: tuple[tuple[str, tuple[Page, ...]], ...]


def listed(pages: Iterable[tuple[Framework, str]]) -> Listed:
    """Return a list of pages, each given as its framework and its address."""
    groups: dict[str, list[Page]] = {purpose: [] for purpose in _PURPOSES}
    for framework, address in pages:
        page = Page(framework.title, address, framework.language, _said(framework))
        groups[framework.purpose].append(page)
    return Listed(
        LISTED, tuple((_PURPOSES[purpose], tuple(found)) for purpose, found in groups.items() if found)
    )


def _said(framework: Framework) -> str:
    """Return whose a framework is, and the first sentence about it."""
    first = framework.summary.partition(". ")[0].strip().rstrip(".")
    first = f"{first}." if first and len(first) <= _LONGEST else ""
    return ". ".join(filter(None, (framework.originator, first)))
