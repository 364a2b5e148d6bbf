"""A fault of a framework, and the commonest one: a name that nothing has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import attrs

from handrail.conditions import Condition, FactTest, tests
from handrail.errors import neighbour
from handrail.shown import Shown

from .framework import Framework
from .values import Fact

Path = tuple[str, ...]


@attrs.frozen(repr=False)
class Fault(Shown):
    """Something that does not hold together, with the keys that lead to it.

    `name` is what nothing has, where that is the fault, and `known` are the names there are.
    """

    code: str
    path: Path
    says: str
    name: str = ""
    known: Iterable[str] = attrs.field(default=(), eq=False, repr=False)

    @property
    def message(self) -> str:
        """Return one sentence about it; a suggestion costs time, so it is looked for when somebody asks."""
        if not self.name:
            return self.says
        return self.says + (neighbour(self.name, self.known) or "; write one that is there, or add it")

    def __str__(self) -> str:
        return f"{' > '.join(self.path)}: {self.message} [{self.code}]"


def unknown(kind: str, name: str, known: Iterable[str], path: Path) -> Fault:
    """Return the fault that nothing of a kind has that name."""
    called = name if len(name) <= 60 else name[:57] + "..."
    return Fault(f"unknown-{kind.replace(' ', '-')}", path, f"no {kind} is called '{called}'", name, known)


def missing(kind: str, ids: Iterable[str], known: Collection[str], path: Path) -> Iterator[Fault]:
    """Yield the fault for every one of some ids that nothing of a kind has."""
    for number, id in enumerate(ids):
        if id not in known:
            yield unknown(kind, id, known, (*path, str(number)))


def missing_prompts(framework: Framework, names: Iterable[str], path: Path) -> Iterator[Fault]:
    """Yield the fault for every one of some names that no prompt has."""
    for number, name in enumerate(names):
        yield from missing_prompt(framework, name, (*path, str(number)))


def missing_prompt(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    """Yield the fault that no prompt has that name."""
    if name not in framework.every_prompt:
        yield unknown("prompt", name, tuple(prompt.id for prompt in framework.every_prompt), path)


def reference_faults(framework: Framework, id: str, path: Path) -> Iterator[Fault]:
    """Yield the fault that a reference is not among those of a framework."""
    if id and id not in framework.references:
        yield unknown("reference", id, framework.references, path)


def condition_faults(framework: Framework, condition: Condition | None, path: Path) -> Iterator[Fault]:
    """Yield what is wrong with a condition: facts and stages that are not there, values never had."""
    for test in tests(condition) if condition is not None else ():
        if not isinstance(test, FactTest):
            if test.stage not in framework.every_stage:
                yield unknown("stage", test.stage, framework.every_stage, path)
        elif test.fact not in framework.facts:
            yield unknown("fact", test.fact, framework.facts, path)
        else:
            yield from _values(framework.facts[test.fact], test, path)


def _values(fact: Fact, test: FactTest, path: Path) -> Iterator[Fault]:
    numeric = test.test in ("at_least", "at_most")
    if numeric != bool(fact.scale):
        tried = "at_least or at_most" if fact.scale else "is, is_not, one_of or includes"
        said = f"'{test.test}' does not fit the fact '{fact.id}'; write {tried}"
        yield Fault("wrong-test", path, said)
    elif fact.scale:
        if not isinstance(test.value, (int, float)) or not fact.scale[0] <= test.value <= fact.scale[-1]:
            said = (
                f"the fact '{fact.id}' goes from {fact.scale[0]:g} to {fact.scale[-1]:g}; write one of these"
            )
            yield Fault("off-scale", path, said)
    else:
        for value in test.value if isinstance(test.value, tuple) else (test.value,):
            if value not in fact.values:
                yield no_value(fact, str(value), path)


def no_value(fact: Fact, value: str, path: Path) -> Fault:
    """Return the fault that a fact never has that value."""
    there = ", ".join(fact.values[:10])
    said = f"the fact '{fact.id}' is never '{value[:60]}' and always one of {there}"
    return Fault("unknown-value", path, said, value, fact.values)
