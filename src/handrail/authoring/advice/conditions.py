"""Advice on conditions: whether they can turn out one way and the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise, product
from math import prod
from typing import Any

from handrail.conditions import Condition, FactTest, Value, VisitTest, holds, tests
from handrail.framework.faults import Path, stage_path
from handrail.framework.values import Fact

from .review import Finding, Review
from .rules import rule

# A condition over more than this is beyond what anybody reads; it is not looked at.
MOST_CASES = 4_096
MOST_OF = 12  # things of which some hold have 2 ** 12 combinations


@rule
def foregone_condition(review: Review) -> Iterator[Finding]:
    """A condition that is never true, or always, whatever its facts are.

    All values of its facts are tried. What is never true leaves its prompt, way or gate out for good; what is always
    true says nothing.

    Breaks::

        facts: {mood: {scale: [0, 10]}}
        prompts:
          told: What happened?
          low: {self: "What would help now?", only_if: {all: [{fact: mood, at_most: 3}, {fact: mood, at_least: 5}]}}

    Keeps::

        facts: {mood: {scale: [0, 10]}}
        prompts:
          told: What happened?
          low: {self: "What would help now?", only_if: {any: [{fact: mood, at_most: 3}, {fact: mood, at_least: 9}]}}
    """
    facts = review.framework.facts
    for path, condition in _conditions(review):
        outcome = foregone(condition, facts)
        if outcome is not None:
            said = "always true" if outcome else "never true"
            yield Finding(
                path, f"this condition is {said}, whatever its facts are; look at its values, or take it out"
            )


def _conditions(review: Review) -> Iterator[tuple[Path, Condition]]:
    """Yield the conditions that this file writes, with the keys that lead to them."""
    framework = review.framework
    found: list[tuple[Path, Condition | None]] = [
        ((*path, "only_if"), prompt.only_if) for path, prompt in review.prompts if prompt.only_if is not None
    ]
    for id, stage in framework.every_stage.items():
        if "/" not in id and (stage.only_if is not None or stage.transitions):
            path = stage_path(framework, id)
            found.append(((*path, "only_if"), stage.only_if))
            for way in stage.transitions:
                here = (way.kind,) if way.kind in ("stay", "exit") else (way.kind, way.target)
                found.append(((*path, *here, "only_if"), way.only_if))
    found += [
        (("from_anywhere", way.kind, way.target, "only_if"), way.only_if) for way in framework.from_anywhere
    ]
    found += [(("gates", id, "holds"), gate.holds) for id, gate in framework.gates.items()]
    found += [(("safeguards", id, "raised_by"), one.raised_by) for id, one in framework.safeguards.items()]
    found += [(("detours", id, "offered_when"), one.offered_when) for id, one in framework.detours.items()]
    found += [(("facts", id, "until"), fact.until) for id, fact in framework.facts.items()]
    if framework.selection:
        found += [
            (("selection", "paths", id, "when"), one.when) for id, one in framework.selection.paths.items()
        ]
    for path, condition in found:
        if condition is not None and "/" not in path[1]:
            yield path, condition


def foregone(condition: Condition, facts: Mapping[str, Fact]) -> bool | None:
    """Return how a condition always turns out; None where it depends, or would take too many tries."""
    named = [*tests(condition)]
    if any(isinstance(test, FactTest) and len(facts[test.fact].some_of) > MOST_OF for test in named):
        return None
    numbers = [test.value for test in named if isinstance(test, FactTest) and isinstance(test.value, float)]
    asked = list(dict.fromkeys(test.fact for test in named if isinstance(test, FactTest)))
    visited = list(dict.fromkeys(test.stage for test in named if isinstance(test, VisitTest)))
    counts = sorted({0, *(test.at_least for test in named if isinstance(test, VisitTest))})
    cases: list[list[Any]] = [*(_values(facts[fact], numbers) for fact in asked), *(counts for _ in visited)]
    if prod(len(one) for one in cases) > MOST_CASES:
        return None
    outcomes = set()
    for case in product(*cases):
        known = dict(zip(asked, case, strict=False))
        visits = dict(zip(visited, case[len(asked) :], strict=True))
        outcomes.add(holds(condition, known, visits))
        if len(outcomes) > 1:
            return None
    return outcomes.pop()


def _values(fact: Fact, numbers: list[float]) -> list[Value]:
    """Return values of a fact that stand for all it may have: for a scale what is tested, and between."""
    if fact.scale:
        low, high = fact.scale[0], fact.scale[-1]
        points = sorted({low, high, *(number for number in numbers if low <= number <= high)})
        return [*points, *((one + other) / 2 for one, other in pairwise(points))]
    if fact.some_of:
        sizes = range(1, len(fact.some_of) + 1)  # known, it has one at least
        return [some for size in sizes for some in combinations(fact.some_of, size)]
    return list(fact.values)
