"""Leaving things out of a framework: wherever they are named, or not at all where something cannot do without."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from handrail.conditions import Condition, FactTest, tests
from handrail.framework import Framework
from handrail.framework.values import Edition
from handrail.graph import Stage, Transition
from handrail.prompts import PromptSet
from handrail.selection import Occasion, SelectionRule
from handrail.selection import Path as SittingPath

# What may be left out by id, as `leave_out` calls it when it has to say which is meant.
KINDS = ("prompts", "stages", "prompt_sets", "gates", "safeguards", "detours", "editions", "figures")

Out = Mapping[str, Collection[str]]


class Want(NamedTuple):
    """Something that is left out and that the rest cannot do without: its id, and one sentence about it."""

    id: str
    says: str


def with_contents(framework: Framework, out: Mapping[str, set[str]]) -> None:
    """Add to what is left out whatever stands in it: stages in stages, prompts in stages, sets and gates."""
    stages = framework.every_stage
    for id, stage in stages.items():  # holders come first
        if stage.parent in out["stages"]:
            out["stages"].add(id)
    out["detours"].update(id for id, one in framework.detours.items() if one.to in out["stages"])
    if out["detours"]:
        led = {
            _outermost(stages, one.to) for id, one in framework.detours.items() if id not in out["detours"]
        }
        out["stages"].update(id for id in stages if "/" in id and _outermost(stages, id) not in led)
    groups = (
        *(stages[id].prompts for id in out["stages"]),
        *(framework.prompt_sets[id] for id in out["prompt_sets"]),
        *(framework.gates[id].prompts for id in out["gates"]),
    )
    out["prompts"].update(prompt.id for group in groups for prompt in group)


def _outermost(stages: Mapping[str, Stage], id: str) -> str:
    while id in stages and stages[id].parent:
        id = stages[id].parent
    return id


def without(framework: Framework, out: Out) -> Framework:
    """Return a framework without some things, which nothing in it names any more."""
    stages, prompts = out["stages"], out["prompts"]
    rule = framework.selection
    return attrs.evolve(
        framework,
        start="" if framework.start in stages else framework.start,
        every_stage={
            id: _stage(stage, out) for id, stage in framework.every_stage.items() if id not in stages
        },
        from_anywhere=_ways(framework.from_anywhere, stages),
        prompt_sets={
            id: left
            for id, group in _kept(framework.prompt_sets, out["prompt_sets"]).items()
            if (left := _set(group, prompts)).prompts or not group.prompts
        },
        gates={
            id: attrs.evolve(one, before=_left(one.before, stages), prompts=_set(one.prompts, prompts))
            for id, one in _kept(framework.gates, out["gates"]).items()
        },
        safeguards={
            id: attrs.evolve(one, back_to="") if one.back_to in stages else one
            for id, one in framework.safeguards.items()
        },
        detours={
            id: attrs.evolve(one, reopens=_left(one.reopens, out["gates"]))
            for id, one in _kept(framework.detours, out["detours"]).items()
        },
        editions={
            id: _edition(one, stages, prompts)
            for id, one in _kept(framework.editions, out["editions"]).items()
        },
        figures=_kept(framework.figures, out["figures"]),
        selection=None if rule is None else _rule(rule, prompts),
    )


def _kept(things: Mapping[str, Any], out: Collection[str]) -> dict[str, Any]:
    return {id: thing for id, thing in things.items() if id not in out}


def _left(ids: Iterable[str], out: Collection[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if id not in out)


def _set(group: PromptSet, out: Collection[str]) -> PromptSet:
    left = tuple(prompt for prompt in group.prompts if prompt.id not in out)
    return group if len(left) == len(group.prompts) else attrs.evolve(group, prompts=left)


def _stage(stage: Stage, out: Out) -> Stage:
    return attrs.evolve(
        stage,
        prompts=_set(stage.prompts, out["prompts"]),
        stages=_left(stage.stages, out["stages"]),
        transitions=_ways(stage.transitions, out["stages"]),
    )


def _ways(ways: Iterable[Transition], out: Collection[str]) -> tuple[Transition, ...]:
    """Return the ways that still lead somewhere: one to a place that is gone is no promise to anybody."""
    return tuple(way for way in ways if way.target not in out)


def _edition(one: Edition, stages: Collection[str], prompts: Collection[str]) -> Edition:
    parts = {heading: _left(ids, prompts) for heading, ids in one.parts.items()}
    return attrs.evolve(
        one,
        labels=_kept(one.labels, stages),
        questions=_kept(one.questions, stages),
        ways=_kept(one.ways, prompts),
        parts={heading: ids for heading, ids in parts.items() if ids},
    )


def _rule(rule: SelectionRule, out: Collection[str]) -> SelectionRule:
    swap = {way: _left(ids, out) for way, ids in rule.swap.items()}
    overlap = (_left(twins, out) for twins in rule.overlap)
    return attrs.evolve(
        rule,
        first=_left(rule.first, out),
        always=_left(rule.always, out),
        last=_left(rule.last, out),
        fill=_left(rule.fill, out),
        cover={way: id for way, id in rule.cover.items() if id not in out},
        share=None if rule.share is None or rule.share.prompt in out else rule.share,
        swap={way: ids for way, ids in swap.items() if ids},
        overlap=tuple(twins for twins in overlap if len(twins) > 1),
        occasions={id: _occasion(one, out) for id, one in rule.occasions.items()},
        paths={id: _path(one, out) for id, one in rule.paths.items()},
    )


def _occasion(one: Occasion, out: Collection[str]) -> Occasion:
    return attrs.evolve(one, up=_left(one.up, out), down=_left(one.down, out), off=_left(one.off, out))


def _path(one: SittingPath, out: Collection[str]) -> SittingPath:
    return attrs.evolve(one, prompts=_left(one.prompts, out), lines=_kept(one.lines, out))


# -- what the rest cannot do without ---------------------------------------------------------------------------


def wants(framework: Framework, out: Out, changes: Mapping[str, Any]) -> Iterator[Want]:
    """Yield what is left out and still wanted; `changes` are the keys that an extending file writes anew."""
    prompts = out["prompts"]
    for prompt in framework.every_prompt:
        for need in prompt.needs if prompt.id not in prompts else ():
            if need in prompts:
                said = f"'{prompt.id}' builds on '{need}', which is left out; leave both out, or keep both"
                yield Want(need, said)
    if framework.selection is not None:
        yield from _anchors(framework, framework.selection, prompts, changes.get("selection", {}))
    for what, condition in _conditions(framework, out):
        for test in tests(condition) if condition is not None else ():
            if not isinstance(test, FactTest) and test.stage in out["stages"]:
                said = f"{what} asks whether '{test.stage}' was visited; leave both out, or keep both"
                yield Want(test.stage, said)


def _conditions(framework: Framework, out: Out) -> Iterator[tuple[str, Condition | None]]:
    for stage in framework.every_stage.values():
        if stage.id not in out["stages"]:
            yield f"'{stage.id}'", stage.only_if
            for way in _ways(stage.transitions, out["stages"]):
                yield f"a way from '{stage.id}'", way.only_if
    for prompt in framework.every_prompt:
        if prompt.id not in out["prompts"]:
            yield f"'{prompt.id}'", prompt.only_if
    for way in _ways(framework.from_anywhere, out["stages"]):
        yield "a way from anywhere", way.only_if
    for gate in _kept(framework.gates, out["gates"]).values():
        yield f"the gate '{gate.id}'", gate.holds
    for detour in _kept(framework.detours, out["detours"]).values():
        yield f"the detour '{detour.id}'", detour.offered_when
    for safeguard in framework.safeguards.values():
        yield f"the safeguard '{safeguard.id}'", safeguard.raised_by
    for fact in framework.facts.values():
        yield f"the fact '{fact.id}'", fact.until


_ANCHORS = {"first": "opens every sitting", "always": "is in every sitting", "last": "closes every sitting"}


def _anchors(
    framework: Framework, rule: SelectionRule, out: Collection[str], anew: Mapping[str, Any]
) -> Iterator[Want]:
    """Yield what the rule holds a sitting together by, and what nothing else in it stands in for."""
    for key, what in _ANCHORS.items():
        ids = getattr(rule, key)
        if ids and key not in anew and not _left(ids, out):
            said = f"'{ids[0]}' {what}; write what does so instead under selection, {key}, or [] for nothing"
            yield Want(ids[0], said)
    for way, id in rule.cover.items():
        if id in out and way not in anew.get("cover", {}):
            others = [one.id for one in framework.every_prompt if way in one.ways and one.id not in out]
            if others:
                said = f"'{id}' keeps {way} in view; write another under selection, cover, such as {way}: {others[0]}"
                yield Want(id, said)
    for name, path in rule.paths.items():
        written = "prompts" in anew.get("paths", {}).get(name, {})
        if path.prompts and not written and not _left(path.prompts, out):
            said = f"all that the path '{name}' holds is left out; write its prompts under selection, paths"
            yield Want(path.prompts[0], said)
