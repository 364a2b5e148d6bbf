"""Making the safe mends of a text: those that take problems away and bring none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from .edits import applied
from .mends import LONG_TEXT, MOST_MENDS, MOST_MENDS_IN_LONG
from .problems import Problem
from .reading import check
from .taking import Find

# A pass mends what can be seen; what that lets be seen is mended by the next one.
MOST_PASSES = 40
# Where some mends do not agree, each is tried by itself.
MOST_TRIED = 40


# Returns what is wrong with a text, in a file of that name, with others to be found by id.
ProblemsOf = Callable[[str, str, Find | None], tuple[Problem, ...]]


class Fixed(NamedTuple):
    """A text with its safe mends made, and the problems that are gone with them."""

    text: str
    mended: tuple[Problem, ...]


def fix(text: str, file: str = "<text>", find: Find | None = None, problems_of: ProblemsOf = check) -> Fixed:
    """Return a text with its safe mends made; comments, layout and line ends stay as they are.

    A mend is made only where problems go and none comes; what it would bring to light is the author's to mend.
    `problems_of` finds them: `check`, or `check_walkthroughs` for a file of those.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    told = problems_of(text, file, find)
    mended: list[Problem] = []
    for _ in range(MOST_PASSES):
        made = _pass(text, told, lambda changed: problems_of(changed, file, find))
        if made is None:
            break
        text, left = made
        mended += _gone(told, left)
        told = left
    return Fixed(mark + text, tuple(mended))


def _pass(
    text: str, told: tuple[Problem, ...], problems_of: Callable[[str], tuple[Problem, ...]]
) -> tuple[str, tuple[Problem, ...]] | None:
    """Return a text with all the mends made that its problems have, or those that can be; None where none can."""
    mendable = [one for one in told if one.edits]
    if not mendable:
        return None
    for some in [mendable, *([one] for one in mendable[:MOST_TRIED] if len(mendable) > 1)]:
        changed = applied(text, [edit for one in some for edit in one.edits])
        if changed == text:
            continue
        left = problems_of(changed)
        if _is_better(left, told, some, _end(text, told)):
            return changed, left
    return None


def _gone(told: tuple[Problem, ...], left: tuple[Problem, ...]) -> list[Problem]:
    """Return the problems that are no more; of several of a kind on a line, those that had a mend."""
    gone = _places(told) - _places(left)
    found = []
    for one in sorted(told, key=lambda one: not one.edits):
        if gone[one.line, one.code] > 0:
            gone[one.line, one.code] -= 1
            found.append(one)
    return sorted(found, key=lambda one: (one.line, one.column))


def _end(text: str, told: tuple[Problem, ...]) -> int:
    """Return the last line of which the problems can be known: after so many slips reading stops."""
    most = MOST_MENDS if len(text) < LONG_TEXT else MOST_MENDS_IN_LONG
    return told[-1].line if len(told) > most else len(text) + 1


def _is_better(left: tuple[Problem, ...], told: tuple[Problem, ...], mended: list[Problem], end: int) -> bool:
    """Return whether what was mended is gone and nothing has come, as far as that can be known."""
    known = _places(one for one in left if one.line <= end)
    return known <= _places(told) and _places(mended) <= _places(told) - known


def _places(problems: Iterable[Problem]) -> Counter[tuple[int, str]]:
    # A mend moves what stands behind it on its line, and adds no line.
    return Counter((one.line, one.code) for one in problems)
