"""A rule of advice: a function over what is looked at, whose docstring is its documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, overload

from ..codes import Code, described
from ..problems import ADVICE
from .review import Finding, Review

Judge = Callable[[Review], Iterable[Finding]]


class Rule(NamedTuple):
    """A rule: what its code means, and the function that finds where it is broken."""

    code: Code
    find: Judge
    # Whether it judges what the others found.
    last: bool = False


RULES: dict[str, Rule] = {}


@overload
def rule(judge: Judge) -> Judge: ...
@overload
def rule(
    *, on_request: bool = False, english: bool = False, last: bool = False
) -> Callable[[Judge], Judge]: ...
def rule(
    judge: Judge | None = None, *, on_request: bool = False, english: bool = False, last: bool = False
) -> Judge | Callable[[Judge], Judge]:
    """Make a rule of a function: its code is its name, its documentation its docstring.

    `on_request` leaves it out unless somebody asks for it; `english` keeps it to texts in that language, `last` lets it
    judge what all others found.
    """

    def made(judge: Judge) -> Judge:
        id = judge.__name__.replace("_", "-")
        code = described(id, judge.__doc__ or "", ADVICE, usual=not on_request)
        RULES[id] = Rule(code, _in_english(judge) if english else judge, last)
        return judge

    return made if judge is None else made(judge)


def _in_english(judge: Judge) -> Judge:
    def found(review: Review) -> Iterator[Finding]:
        if review.framework.language.lower().partition("-")[0] == "en":
            yield from judge(review)

    return found
