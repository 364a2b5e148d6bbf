"""Whether the rule by which prompts are chosen holds together: its prompts, its facts, its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.conditions import FactTest, tests
from handrail.selection import Path as SittingPath
from handrail.selection import SelectionRule

from .framework import Framework
from .naming import (
    Fault,
    Path,
    condition_faults,
    missing,
    missing_prompt,
    missing_prompts,
    reference_faults,
    unknown,
)


def selection_faults(framework: Framework) -> Iterator[Fault]:
    """Yield what is wrong with the rule of a framework, where it has one."""
    rule = framework.selection
    if rule is None:
        return
    path: Path = ("selection",)
    yield from _numbers(rule)
    for key in ("first", "always", "last", "fill"):
        yield from missing_prompts(framework, getattr(rule, key), (*path, key))
    for way, name in rule.cover.items():
        if way not in framework.ways_of_knowing:
            yield unknown("way of knowing", way, framework.ways_of_knowing, (*path, "cover", way))
        yield from missing_prompt(framework, name, (*path, "cover", way))
    if rule.share is not None and rule.share.prompt:
        yield from missing_prompt(framework, rule.share.prompt, (*path, "share", "prompt"))
    for way, names in rule.swap.items():
        yield from _swap(framework, way, names, (*path, "swap", way))
    for number, twins in enumerate(rule.overlap):
        yield from missing_prompts(framework, twins, (*path, "overlap", str(number)))
    for id, occasion in rule.occasions.items():
        for key in ("up", "down", "off"):
            yield from missing_prompts(framework, getattr(occasion, key), (*path, "occasions", id, key))
    for id, one in rule.paths.items():
        yield from _path(framework, one, (*path, "paths", id))
    yield from reference_faults(framework, rule.reference, (*path, "reference"))


def _swap(framework: Framework, way: str, names: tuple[str, ...], path: Path) -> Iterator[Fault]:
    """Yield what cannot take turns: only prompts of the same way of knowing do."""
    if way not in framework.ways_of_knowing:
        yield unknown("way of knowing", way, framework.ways_of_knowing, path)
        return
    yield from missing_prompts(framework, names, path)
    for number, name in enumerate(names):
        if name in framework.every_prompt and way not in framework.every_prompt[name].ways:
            said = (
                f"'{name}' does not serve the way of knowing '{way}'; write one that does, or give it the tag"
            )
            yield Fault("swap-elsewhere", (*path, str(number)), said)


def _path(framework: Framework, one: SittingPath, path: Path) -> Iterator[Fault]:
    yield from condition_faults(framework, one.when, (*path, "when"))
    if not all(isinstance(test, FactTest) for test in tests(one.when)):
        said = "a path begins when a fact says so, wherever one has been; write a condition over facts"
        yield Fault("path-of-visits", (*path, "when"), said)
    yield from missing_prompts(framework, one.prompts, (*path, "prompts"))
    for name in one.lines:
        yield from missing_prompt(framework, name, (*path, "lines", name))
    yield from missing("type of outcome", one.yields, framework.known_outcomes, (*path, "yields"))


def _numbers(rule: SelectionRule) -> Iterator[Fault]:
    """Yield what cannot be meant among the numbers of a rule."""
    for key, part in (("share", rule.share), ("others", rule.others)):
        if part is not None and not 0 < part.of <= 1:
            said = "write a part of the time, more than 0 and at most 1, such as 0.25"
            yield Fault("not-a-range", ("selection", key, "of"), said)
        if part is not None and part.most and part.least > part.most:
            said = "this is less than from; write no fewer"
            yield Fault("not-a-range", ("selection", key, "to"), said)
    if rule.others is not None and rule.others.each <= 0:
        said = "write how many minutes each of them takes, more than 0"
        yield Fault("not-a-range", ("selection", "others", "each"), said)
    if rule.budget.usual and rule.budget.floor > rule.budget.usual:
        said = "this is less than the floor; write no fewer minutes"
        yield Fault("not-a-range", ("selection", "budget", "usual"), said)
