"""What a code of a problem or of advice means: one sentence, a text that breaks it, and one that keeps it."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import NamedTuple

from .problems import PROBLEM

# What an example stands under, unless it begins a framework of its own.
HEAD = "framework: f\ntitle: F\npurpose: reflection\n"

_PARTS = re.compile(r"^(Breaks|Keeps)::\n", re.MULTILINE)


class Code(NamedTuple):
    """A kind of problem or advice: `says` it in one sentence, `more` on it, and a text for and against it."""

    id: str
    says: str
    more: str
    breaks: str
    keeps: str
    severity: str = PROBLEM
    # Advice that is not usual is given where somebody asks for it.
    usual: bool = True


def described(id: str, text: str, severity: str = PROBLEM, usual: bool = True) -> Code:
    """Return the code that a text describes: a sentence, what more there is to say, `Breaks::` and `Keeps::`."""
    # Not inspect.cleandoc, which takes the tab away that an example is about.
    first, _, rest = text.partition("\n")
    said, _, breaks, _, keeps = _PARTS.split(f"{first.strip()}\n{dedent(rest)}")
    says, _, more = said.strip().partition("\n\n")
    return Code(id, _line(says), _line(more), _example(breaks), _example(keeps), severity, usual)


def _example(text: str) -> str:
    return dedent(text).strip("\n ") + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def whole(example: str) -> str:
    """Return an example as a whole text: under a head where it begins none of its own."""
    return example if re.search("^framework:", example, re.MULTILINE) else HEAD + example
