"""Advice on comments that allow what is not there, or that no reason is given for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from handrail.errors import neighbour

from ..places import Path
from .allowances import Allowance
from .review import Finding, Review
from .rules import RULES, rule


@rule(last=True)
def allow_in_vain(review: Review) -> Iterator[Finding]:
    """A comment that allows something and changes nothing.

    `# allow CODE: reason` stands on a line of its own, above the key that it is about with all that it holds; above
    the first key it is about the whole file. It wants a reason. A problem cannot be allowed, and what no rule finds
    need not be.

    Breaks::

        voices: [helper]
        prompts:
          # allow leads: nothing of the kind is here any more
          told: What happened?

    Keeps::

        voices: [helper]
        prompts:
          # allow leads: he said so himself a moment before
          angry: Weren't you angry with him?
    """
    for one in review.allowances:
        if said := _in_vain(one, review.asked, review.found):
            yield Finding(("#", str(one.line)), said)


def _in_vain(one: Allowance, asked: Collection[str], found: Collection[tuple[str, Path]]) -> str:
    """Return why a comment allows nothing; nothing where it does, or where nobody asked for its rule."""
    if one.code not in RULES:
        from ..refusals import (
            PROBLEMS,
        )  # imported late: a framework without problems needs none of their texts

        if one.code in PROBLEMS:
            return (
                f"'{one.code}' is a problem and cannot be allowed; mend what it is about, and take this out"
            )
        near = neighbour(one.code, RULES) or "; handrail explain lists the codes"
        return f"no advice is called '{one.code}'{near}"
    if not one.reason:
        return f"this allows '{one.code}' without a reason; write it behind a colon"
    if one.code in asked and not any(one.covers(code, path) for code, path in found):
        return f"nothing below needs '{one.code}' to be allowed; take this out"
    return ""
