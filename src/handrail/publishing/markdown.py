"""Text that somebody wrote, set into Markdown so that every sign in it means itself."""

from __future__ import annotations

import re

from .line import one_line

# What whoever takes a text out of the house is asked to do first; software cannot see who could be recognised.
CAUTION = (
    "Before this leaves your hands, read it once for anything that shows who somebody is: a name, a place, a date, "
    "a rare event."
)
# Signs that Markdown, or HTML inside it, could take for more than themselves anywhere in a line ...
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|$#]")
# ... and those that mean something only where a line begins: lists, rules, underlines of headings.
_AT_START = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))")


def inline(text: str) -> str:
    """Return a text as one line of Markdown that reads exactly like it."""
    return _escaped(one_line(text))


def quoted(text: str) -> str:
    """Return a text as a block quotation: its lines and its paragraphs stay, and nothing gets out of it."""
    lines = [_line(line) for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    ends = [bool(line and after) for line, after in zip(lines, [*lines[1:], ""], strict=False)]
    # A backslash at the end of a line is Markdown's way to say that the next one is a line of its own.
    return "\n".join(
        f"> {line}\\" if more else f"> {line}".rstrip() for line, more in zip(lines, ends, strict=True)
    )


def _line(text: str) -> str:
    """Return a line without control signs; blanks in front of it stay, as blanks that mean nothing."""
    bare = one_line(text)
    ahead = len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip()) if bare else 0
    return "\N{NO-BREAK SPACE}" * min(ahead, 40) + _escaped(bare)


def _escaped(line: str) -> str:
    line = _ANYWHERE.sub(r"\\\g<0>", line)
    # A number keeps its digits; what follows it is what would make a list.
    return _AT_START.sub(lambda found: found[0] + "\\" if found[0].isdigit() else "\\" + found[0], line)
