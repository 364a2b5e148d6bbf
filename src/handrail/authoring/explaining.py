"""Explaining a code of a problem or of advice, from the one place where it is described."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.errors import HandrailError, neighbour

from .advice import RULES
from .codes import Code, whole
from .fixing import fix
from .problems import PROBLEM
from .refusals import PROBLEMS
from .source import UNPRINTABLE

# Every code there is: what stops a text from being a framework, then what could be better about one.
CODES: dict[str, Code] = {**PROBLEMS, **{id: rule.code for id, rule in RULES.items()}}
# A few examples are about size; nobody needs to see all of one.
MOST_LINES, LONGEST_LINE = 16, 130


class NoSuchCode(HandrailError):
    """No problem and no advice has that code."""


def explain(code: str) -> str:
    """Return what a code means, with a text that breaks it and one that keeps it; raises `NoSuchCode`."""
    return "\n".join(_lines(described(code)))


def described(code: str) -> Code:
    """Return what is written about a code; raises `NoSuchCode` with a near miss."""
    if code not in CODES:
        near = neighbour(code, CODES) or "; handrail explain lists all of them"
        raise NoSuchCode(f"no code is called '{code}'{near}")
    return CODES[code]


def kind_of(code: Code) -> str:
    """Return what a code is: a problem, advice that is given, or advice for who asks."""
    if code.severity == PROBLEM:
        return "problem"
    return "advice" if code.usual else f"advice, with --select {code.id}"


def mended(code: Code) -> str:
    """Return what `check --fix` makes of the text that breaks a code; nothing where that is the author's to mend."""
    text = whole(code.breaks)
    if UNPRINTABLE.search(text) or len(text) > 10_000:
        return ""
    fixed = fix(text).text
    return fixed[len(text) - len(code.breaks) :] if fixed != text else ""


def shown(example: str) -> str:
    """Return an example as it can be shown: without what a terminal would obey, and no longer than need be."""
    text = UNPRINTABLE.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", example)
    lines = [
        line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 4]} ..." for line in text.splitlines()
    ]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 5], "  ...", *lines[-3:]]
    return "\n".join(lines)


def _lines(code: Code) -> Iterator[str]:
    yield f"{code.id} ({kind_of(code)})"
    yield ""
    yield from (said for said in (code.says, code.more) if said)
    for heading, example in (
        ("Breaks it", code.breaks),
        ("Keeps it", code.keeps),
        ("--fix makes", mended(code)),
    ):
        if example:
            yield f"\n{heading}:\n"
            yield from (f"    {line}".rstrip() for line in shown(example).splitlines())
