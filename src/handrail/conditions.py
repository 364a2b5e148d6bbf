"""Three-valued conditions over facts and visits: yes, no, or unknown (None)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import attrs

from handrail.shown import Shown

Value = str | float | tuple[str, ...]
Facts = Mapping[str, Value]
Visits = Mapping[str, int]

FACT_TESTS = ("is", "is_not", "one_of", "includes", "at_least", "at_most")


@attrs.frozen(repr=False)
class FactTest(Shown):
    """Whether a fact has a value; unknown as long as the fact is."""

    fact: str
    test: str
    value: Value


@attrs.frozen(repr=False)
class VisitTest(Shown):
    """Whether a stage has been visited at least so many times."""

    stage: str
    at_least: int = 1


@attrs.frozen(repr=False)
class AllOf(Shown):
    """Yes when all are, no when one is not."""

    of: tuple[Condition, ...]


@attrs.frozen(repr=False)
class AnyOf(Shown):
    """Yes when one is, no when none is."""

    of: tuple[Condition, ...]


@attrs.frozen(repr=False)
class Not(Shown):
    """Yes when the other is no; unknown stays unknown."""

    of: Condition


Condition = FactTest | VisitTest | AllOf | AnyOf | Not


def _number(value: Value) -> float:
    return value if isinstance(value, (int, float)) else float("nan")


_TESTS: dict[str, Callable[[Value, Value], bool]] = {
    "is": lambda known, wanted: known == wanted,
    "is_not": lambda known, wanted: known != wanted,
    "one_of": lambda known, wanted: isinstance(wanted, tuple) and known in wanted,
    "includes": lambda known, wanted: isinstance(known, tuple) and wanted in known,
    "at_least": lambda known, wanted: _number(known) >= _number(wanted),
    "at_most": lambda known, wanted: _number(known) <= _number(wanted),
}


def holds(condition: Condition, facts: Facts, visits: Visits) -> bool | None:
    """Return whether a condition holds, or None where a fact that decides it is unknown."""
    if isinstance(condition, FactTest):
        known = facts.get(condition.fact)
        return None if known is None else _TESTS[condition.test](known, condition.value)
    if isinstance(condition, VisitTest):
        return visits.get(condition.stage, 0) >= condition.at_least
    if isinstance(condition, Not):
        inner = holds(condition.of, facts, visits)
        return None if inner is None else not inner
    answers = [holds(part, facts, visits) for part in condition.of]
    decisive = isinstance(condition, AnyOf)
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


def deciding(condition: Condition, facts: Facts, visits: Visits) -> tuple[str, ...]:
    """Return the known facts that make a condition yes, or no, as it is; nothing while it is unknown."""
    known = holds(condition, facts, visits)
    if known is None or isinstance(condition, VisitTest):
        return ()
    if isinstance(condition, FactTest):
        return (condition.fact,)
    if isinstance(condition, Not):
        return deciding(condition.of, facts, visits)
    parts = (part for part in condition.of if holds(part, facts, visits) is known)
    return tuple(dict.fromkeys(fact for part in parts for fact in deciding(part, facts, visits)))


def tests(condition: Condition) -> Iterator[FactTest | VisitTest]:
    """Yield every single test that a condition is made of, in the order of writing."""
    if isinstance(condition, (FactTest, VisitTest)):
        yield condition
    elif isinstance(condition, Not):
        yield from tests(condition.of)
    else:
        for part in condition.of:
            yield from tests(part)


def unsettled(condition: Condition, facts: Facts, visits: Visits) -> tuple[str, ...]:
    """Return the facts that keep a condition from being yes: those unknown, and those that tell against it."""
    if isinstance(condition, FactTest):
        return () if holds(condition, facts, visits) else (condition.fact,)
    if isinstance(condition, VisitTest):
        return ()
    if isinstance(condition, Not):
        if holds(condition, facts, visits):
            return ()
        return tuple(dict.fromkeys(test.fact for test in tests(condition) if isinstance(test, FactTest)))
    if holds(condition, facts, visits):
        return ()
    return tuple(dict.fromkeys(fact for part in condition.of for fact in unsettled(part, facts, visits)))
