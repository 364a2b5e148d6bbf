"""Plain English for what a framework says in data: conditions, facts, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from handrail.conditions import AnyOf, Condition, FactTest, Not, Value, VisitTest
from handrail.framework import Framework
from handrail.framework.values import Fact, Gate, KindRule

_TERM = re.compile(r"<([a-z][a-z0-9-]*)>")
_TESTS = {
    "is": "is {}",
    "is_not": "is not {}",
    "one_of": "is one of {}",
    "includes": "includes {}",
    "at_least": "is at least {}",
    "at_most": "is at most {}",
}


def fill(text: str, terms: Mapping[str, str]) -> str:
    """Return a wording with its terms filled in."""
    return _TERM.sub(lambda match: terms.get(match[1], match[0]), text) if "<" in text else text


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return words as one would read them out: a, b and c."""
    *before, end = words
    return f"{', '.join(before)} {last} {end}" if before else end


def value_in_words(value: Value, last: str = "and") -> str:
    """Return a fact's value as one would read it out."""
    if isinstance(value, tuple):
        return listed(value, last) if value else "none"
    return value if isinstance(value, str) else f"{value:g}"


def in_words(condition: Condition) -> str:
    """Return a condition as part of a sentence: consent is yes and check-in is at most 4."""
    if isinstance(condition, FactTest):
        return f"{condition.fact} {_TESTS[condition.test].format(value_in_words(condition.value, 'or'))}"
    if isinstance(condition, VisitTest):
        times = "" if condition.at_least == 1 else f" {condition.at_least} times"
        return f"{condition.stage} has been visited{times}"
    if isinstance(condition, Not):
        return f"not ({in_words(condition.of)})"
    joint = " or " if isinstance(condition, AnyOf) else " and "
    return joint.join(_bracketed(part) for part in condition.of)


def _bracketed(condition: Condition) -> str:
    words = in_words(condition)
    return words if isinstance(condition, (FactTest, VisitTest, Not)) else f"({words})"


def rule_in_words(rule: KindRule) -> str:
    """Return how prompts of a kind are put, as part of a sentence."""
    parts = (
        [f"after {listed((one_of(kind) for kind in rule.after), 'or')} was answered"] if rule.after else []
    )
    parts += ["not while another prompt waits for its answer"] if rule.alone else []
    return f"{one_of(rule.id)}: {listed(parts) if parts else 'at any time'}"


def one_of(kind: str) -> str:
    """Return a kind of prompt with its article."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def title_of(framework: Framework, fact: str) -> str:
    """Return what a fact is called, with its id."""
    title = framework.facts[fact].title if fact in framework.facts else ""
    return f"{title} ({fact})" if title else fact


def choices_of(fact: Fact) -> str:
    """Return what a fact's value may be."""
    if fact.scale:
        return f"a number from {fact.scale[0]:g} to {fact.scale[-1]:g}"
    some = "some of " if fact.some_of else ""
    return some + listed(fact.values, "and" if some else "or")


def gate_name(gate: Gate) -> str:
    """Return what a gate is called in a sentence."""
    return f"the gate '{gate.title or gate.id}'"
