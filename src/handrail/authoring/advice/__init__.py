"""Advice on a framework: what could be better about it, each kind a rule under its code."""

from __future__ import annotations

from collections.abc import Collection

from handrail.errors import HandrailError, neighbour

from ..places import Path
from ..problems import ADVICE, Problem
from ..reading import Reading
from . import allowing, caring, conditions, prompting, translating, ways, wording
from .review import Finding, Review
from .rules import RULES as RULES

# Each module makes its rules known by being there.
_TOPICS = (ways, prompting, conditions, caring, wording, translating, allowing)
ALL = "all"


class NoSuchAdvice(HandrailError):
    """No rule has that code."""


def advise(
    reading: Reading, select: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Return what could be better about a framework, in the order of its text; raises `NoSuchAdvice`.

    `select` names what to look for besides the usual (`all` for everything), `ignore` what to leave alone. What the
    file allows, with a reason, is not told, nor what stands in the framework that it extends.
    """
    return given(reading, asked(select, ignore))


def given(reading: Reading, codes: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return the advice with those codes, as `asked` returns them, on a framework."""
    review = Review(reading, codes)
    for code in review.asked:
        review.told += [(code, finding) for finding in RULES[code].find(review)]
    told = [
        (code, finding)
        for code, finding in review.told
        if not review.allows(code, finding) and not review.is_inherited(finding)
    ]
    if not told:
        return ()
    return tuple(sorted((_placed(review, *one) for one in told), key=lambda one: (one.line, one.column)))


def asked(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[str, ...]:
    """Return the codes of the advice that is looked for; raises `NoSuchAdvice` for a code that there is not."""
    for code in (*select, *ignore):
        if code not in RULES and code != ALL:
            near = neighbour(code, RULES) or "; handrail explain lists the codes"
            raise NoSuchAdvice(f"no advice is called '{code}'{near}")
    wanted = [code for code, rule in RULES.items() if rule.code.usual or code in select or ALL in select]
    left = [code for code in wanted if code not in ignore and ALL not in ignore]
    return tuple(sorted(left, key=lambda code: RULES[code].last))


def _placed(review: Review, code: str, finding: Finding) -> Problem:
    """Return what was found as people read it, where it stands in the author's text."""
    text, file = review.reading.text, review.reading.file
    path: Path = review.written(finding)
    line, column = (int(path[1]), 0) if path[:1] == ("#",) else review.where.nearest(path)
    starts = review.starts
    end = starts[line + 1] if line + 1 < len(starts) else len(text)
    excerpt = text[starts[line] : end].rstrip("\r\n\x85\u2028\u2029")
    column += (len(excerpt) - len(excerpt.lstrip())) if path[:1] == ("#",) else 0
    return Problem(file, line + 1, column + 1, code, finding.message, excerpt, severity=ADVICE)
