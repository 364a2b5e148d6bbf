"""Making the safe mends of a text: those that take problems away and bring none."""

from __future__ import annotations

from typing import NamedTuple

from .edits import applied
from .problems import Problem
from .reading import check
from .taking import Find

# A pass mends what can be seen; what that lets be seen is mended by the next one.
MOST_PASSES = 40
# Where some mends do not agree, each is tried by itself.
MOST_TRIED = 40


class Fixed(NamedTuple):
    """A text with its safe mends made, and the problems that are gone with them."""

    text: str
    mended: tuple[Problem, ...]


def fix(text: str, file: str = "<text>", find: Find | None = None) -> Fixed:
    """Return a text with its safe mends made; comments, layout and line ends stay as they are.

    A mend is made only where problems go and none comes; what it would bring to light is the author's to mend.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    told = check(text, file, find)
    mended: list[Problem] = []
    for _ in range(MOST_PASSES):
        made = _pass(text, told, file, find)
        if made is None:
            break
        text, left = made
        kept = _places(left)
        mended += [one for one in told if (one.line, one.code) not in kept]
        told = left
    return Fixed(mark + text, tuple(mended))


def _pass(
    text: str, told: tuple[Problem, ...], file: str, find: Find | None
) -> tuple[str, tuple[Problem, ...]] | None:
    """Return a text with all the mends made that its problems have, or those that can be; None where none can."""
    mendable = [one for one in told if one.edits]
    for some in [mendable, *([one] for one in mendable[:MOST_TRIED] if len(mendable) > 1)]:
        changed = applied(text, [edit for one in some for edit in one.edits])
        if changed == text:
            continue
        left = check(changed, file, find)
        if len(left) < len(told) and _places(left) <= _places(told):
            return changed, left
    return None


def _places(problems: tuple[Problem, ...]) -> set[tuple[int, str]]:
    # A mend moves what stands behind it on its line, and adds no line.
    return {(one.line, one.code) for one in problems}
