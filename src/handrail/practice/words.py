"""Plain English for what a framework says in data: conditions, facts, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

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


def in_words(condition: Condition, titles: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a condition as part of a sentence: consent is yes and check-in is at most 4.

    `titles` are what facts and stages are called there, by their ids; without one the id stands for itself.
    """
    if isinstance(condition, FactTest):
        value = value_in_words(condition.value, "or")
        return f"{titles.get(condition.fact, condition.fact)} {_TESTS[condition.test].format(value)}"
    if isinstance(condition, VisitTest):
        times = "" if condition.at_least == 1 else f" {condition.at_least} times"
        return f"{titles.get(condition.stage, condition.stage)} has been visited{times}"
    if isinstance(condition, Not):
        return f"not ({in_words(condition.of, titles)})"
    joint = " or " if isinstance(condition, AnyOf) else " and "
    if titles:  # they are sentences, which want a rest between them
        joint = f";{joint}"
    return joint.join(_bracketed(part, titles) for part in condition.of)


def _bracketed(condition: Condition, titles: Mapping[str, str]) -> str:
    words = in_words(condition, titles)
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


def titles_of(framework: Framework) -> dict[str, str]:
    """Return what the facts and stages of a framework are called, in quotes, by their ids."""
    stages = {**framework.every_stage, **framework.stages, **framework.strands}
    titles = {id: stage.title for id, stage in stages.items()} | {
        id: fact.title for id, fact in framework.facts.items()
    }
    return {id: f"“{title}”" for id, title in titles.items() if title}


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
