"""Whether a framework holds together: every name it uses is there, and every voice has something to say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from handrail.conditions import Condition, FactTest, tests
from handrail.errors import neighbour
from handrail.graph import Stage, Transition
from handrail.prompts import Prompt

from .framework import Framework
from .values import ANYWHERE, HUMAN_HELP, Fact

Path = tuple[str, ...]
TERM = re.compile(r"<([a-z][a-z0-9-]*)>")


class Fault(NamedTuple):
    """Something that does not hold together, with the keys that lead to it."""

    code: str
    path: Path
    message: str

    def __str__(self) -> str:
        return f"{' > '.join(self.path)}: {self.message} [{self.code}]"


def faults(framework: Framework) -> Iterator[Fault]:
    """Yield everything that keeps a framework from holding together."""
    yield from _whole(framework)
    yield from _stages(framework)
    yield from _prompts(framework)
    yield from _gates(framework)
    yield from _editions(framework)
    yield from _selection(framework)
    yield from _sources(framework)


def unknown(kind: str, id: str, known: Iterable[str], path: Path) -> Fault:
    """Return the fault that nothing of a kind has that id."""
    return Fault(f"unknown-{kind.replace(' ', '-')}", path, f"no {kind} is called '{id}'{neighbour(id, known)}")


def _missing(kind: str, ids: Iterable[str], known: Collection[str], path: Path) -> Iterator[Fault]:
    for number, id in enumerate(ids):
        if id not in known:
            yield unknown(kind, id, known, (*path, str(number)))


def stage_path(framework: Framework, id: str) -> Path:
    """Return the keys that lead to a stage in the text."""
    stage = framework.every_stage.get(id)
    if stage is None:
        return ("stages", id)
    if stage.parent:
        return (*stage_path(framework, stage.parent), "stages", id)
    return ("strands" if stage.strand else "stages", id)


def _whole(framework: Framework) -> Iterator[Fault]:
    own = [id for id in framework.every_stage if "/" not in id]
    if framework.purpose != "reference" and not own:
        yield Fault("nothing-to-do", ("purpose",), "a framework for that has stages or prompts; this one has none")
    if framework.purpose == "helping" and not framework.safeguards:
        message = "a helping framework has a safeguard: write one, or take danger from alliance with uses"
        yield Fault("no-safeguard", ("purpose",), message)
    if framework.start and framework.start not in framework.every_stage:
        yield unknown("stage", framework.start, framework.every_stage, ("start",))
    elif framework.start and framework.every_stage[framework.start].strand:
        yield Fault("starts-on-strand", ("start",), "one begins at a stage; a strand runs beside all of them")
    worded = {voice for prompt in framework.every_prompt for voice in prompt.wordings}
    if framework.every_prompt.prompts:
        for number, voice in enumerate(framework.voices):
            if voice not in worded:
                yield Fault(
                    "silent-voice", ("voices", str(number)), f"no prompt is worded in the voice '{voice}'"
                )
    for id, fact in framework.facts.items():
        yield from _condition(framework, fact.until, ("facts", id, "until"))
    for id, type in framework.outcomes.items():
        yield from _reference(framework, type.reference, ("outcomes", id, "reference"))


def _stages(framework: Framework) -> Iterator[Fault]:
    for transition in framework.from_anywhere:
        yield from _transition(framework, transition, ("from_anywhere",))
    for stage in framework.every_stage.values():
        if not (stage.skills or stage.transitions or stage.stages or stage.only_if or stage.reference):
            continue
        path = stage_path(framework, stage.id)
        yield from _missing("skill", stage.skills, framework.skills, (*path, "skills"))
        yield from _condition(framework, stage.only_if, (*path, "only_if"))
        yield from _reference(framework, stage.reference, (*path, "reference"))
        yield from _holder(stage, path)
        for transition in stage.transitions:
            yield from _transition(framework, transition, path)


def _holder(stage: Stage, path: Path) -> Iterator[Fault]:
    if stage.stages and stage.prompts.prompts:
        message = "a stage that holds stages has no prompts of its own; put them into one of those"
        yield Fault("prompts-on-holder", (*path, "prompts"), message)
    if stage.stages and stage.strand:
        yield Fault("strand-of-stages", (*path, "stages"), "a strand holds prompts, not stages")


def _transition(framework: Framework, transition: Transition, path: Path) -> Iterator[Fault]:
    here = (*path, transition.kind, *([transition.target] if transition.kind not in ("stay", "exit") else []))
    known = framework.every_stage
    if transition.target and transition.target not in known:
        yield unknown("stage", transition.target, [*known, *framework.strands], here)
    if not transition.because:
        yield Fault("because-missing", here, "say why one goes this way: because: ...")
    yield from _condition(framework, transition.only_if, (*here, "only_if"))
    yield from _reference(framework, transition.reference, (*here, "reference"))


def _prompts(framework: Framework) -> Iterator[Fault]:
    ids = framework.every_prompt
    for path, prompts in _groups(framework):
        for prompt in prompts:
            yield from _prompt(framework, prompt, (*path, "prompts", prompt.id), ids)


def _groups(framework: Framework) -> Iterator[tuple[Path, Iterable[Prompt]]]:
    for stage in framework.every_stage.values():
        if stage.prompts.prompts:
            yield stage_path(framework, stage.id), stage.prompts.prompts
    for id, group in framework.prompt_sets.items():
        yield ("prompt_sets", id), group.prompts
    for id, gate in framework.gates.items():
        yield ("gates", id), gate.prompts.prompts


def _prompt(framework: Framework, prompt: Prompt, path: Path, ids: Collection[str]) -> Iterator[Fault]:
    yield from _wordings(framework, prompt, path)
    if prompt.ways:
        yield from _missing("way of knowing", prompt.ways, framework.ways_of_knowing, (*path, "ways"))
    if prompt.yields:
        yield from _missing("type of outcome", prompt.yields, framework.known_outcomes, (*path, "yields"))
    if prompt.skills:
        yield from _missing("skill", prompt.skills, framework.skills, (*path, "skills"))
    if prompt.needs:
        yield from _missing("prompt", prompt.needs, ids, (*path, "needs"))
    if prompt.asks and prompt.asks not in framework.facts:
        yield unknown("fact", prompt.asks, framework.facts, (*path, "asks"))
    if prompt.only_if is not None:
        yield from _condition(framework, prompt.only_if, (*path, "only_if"))
    if prompt.reference:
        yield from _reference(framework, prompt.reference, (*path, "reference"))


def _wordings(framework: Framework, prompt: Prompt, path: Path) -> Iterator[Fault]:
    if not prompt.wordings:
        yield Fault("no-wording", path, "this prompt says nothing: word it in one voice at least")
    foreign = "/" in prompt.id
    for voice, text in prompt.wordings.items():
        if voice not in framework.voices and not foreign:
            voices = ", ".join(framework.voices)
            message = f"the framework does not name the voice '{voice}' (its voices: {voices})"
            yield Fault("undeclared-voice", (*path, voice), message)
        if "<" in text:
            for term in TERM.findall(text):
                if term not in framework.terms:
                    yield unknown("term", term, framework.terms, (*path, voice))
    if framework.all_voices and not foreign:
        for voice in framework.voices:
            if voice not in prompt.wordings:
                yield Fault("voice-missing", path, f"this prompt is not worded in the voice '{voice}'")


def _condition(framework: Framework, condition: Condition | None, path: Path) -> Iterator[Fault]:
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
        has = "a number" if fact.scale else f"one of {', '.join(fact.values)}"
        yield Fault("wrong-test", path, f"'{test.test}' does not fit: the fact '{fact.id}' is {has}")
    elif fact.scale:
        if not isinstance(test.value, (int, float)) or not fact.scale[0] <= test.value <= fact.scale[1]:
            yield Fault("off-scale", path, f"the fact '{fact.id}' goes from {fact.scale[0]:g} to {fact.scale[1]:g}")
    else:
        wanted = test.value if isinstance(test.value, tuple) else (test.value,)
        for value in wanted:
            if value not in fact.values:
                near = neighbour(str(value), fact.values)
                message = f"the fact '{fact.id}' is never '{value}': it is one of {', '.join(fact.values)}{near}"
                yield Fault("unknown-value", path, message)


def _gates(framework: Framework) -> Iterator[Fault]:
    stages = framework.every_stage
    for id, gate in framework.gates.items():
        path: Path = ("gates", id)
        yield from _condition(framework, gate.holds, (*path, "holds"))
        named = [stage for stage in gate.before if stage != ANYWHERE]
        yield from _missing("stage", named, stages, (*path, "before"))
        yield from _reference(framework, gate.reference, (*path, "reference"))
    for id, safeguard in framework.safeguards.items():
        yield from _condition(framework, safeguard.raised_by, ("safeguards", id, "raised_by"))
        if safeguard.back_to and safeguard.back_to not in stages:
            yield unknown("stage", safeguard.back_to, stages, ("safeguards", id, "back_to"))
        if not safeguard.wordings:
            yield Fault("no-wording", ("safeguards", id), "a safeguard says something, in one voice at least")
        if safeguard != HUMAN_HELP:
            yield from _reference(framework, safeguard.reference, ("safeguards", id, "reference"))
    for id, detour in framework.detours.items():
        if detour.to not in stages:
            yield unknown("stage", detour.to, stages, ("detours", id, "to"))
        yield from _condition(framework, detour.offered_when, ("detours", id, "offered_when"))
        yield from _missing("gate", detour.reopens, framework.gates, ("detours", id, "reopens"))


def _editions(framework: Framework) -> Iterator[Fault]:
    stages, prompts = framework.every_stage, framework.every_prompt
    for number, (id, edition) in enumerate(framework.editions.items()):
        path: Path = ("editions", id)
        if number == 0 and edition.labels:
            message = "the first edition writes no labels: the titles of the stages are its labels"
            yield Fault("first-edition-labels", (*path, "labels"), message)
        for key, names in (("labels", edition.labels), ("questions", edition.questions)):
            for name in names:
                if name not in stages:
                    yield unknown("stage", name, stages, (*path, key, name))
        for prompt, ways in edition.ways.items():
            if prompt not in prompts:
                yield unknown("prompt", prompt, (one.id for one in prompts), (*path, "ways", prompt))
            known = framework.ways_of_knowing
            yield from _missing("way of knowing", ways, known, (*path, "ways", prompt))
        for part, names in edition.parts.items():
            yield from _missing_prompts(framework, names, (*path, "parts", part))
        yield from _reference(framework, edition.reference, (*path, "reference"))


def _missing_prompts(framework: Framework, names: Iterable[str], path: Path) -> Iterator[Fault]:
    for number, name in enumerate(names):
        if name not in framework.every_prompt:
            known = [prompt.id for prompt in framework.every_prompt]
            yield unknown("prompt", name, known, (*path, str(number)))


def _selection(framework: Framework) -> Iterator[Fault]:
    rule = framework.selection
    if rule is None:
        return
    path: Path = ("selection",)
    for key in ("first", "always", "last", "fill"):
        yield from _missing_prompts(framework, getattr(rule, key), (*path, key))
    for way, name in rule.cover.items():
        if way not in framework.ways_of_knowing:
            yield unknown("way of knowing", way, framework.ways_of_knowing, (*path, "cover", way))
        yield from _missing_prompts(framework, [name], (*path, "cover", way))
    if rule.share is not None:
        yield from _missing_prompts(framework, [rule.share.prompt], (*path, "share", "prompt"))
    for number, twins in enumerate(rule.overlap):
        yield from _missing_prompts(framework, twins, (*path, "overlap", str(number)))
    for id, occasion in rule.occasions.items():
        for key in ("up", "down", "off"):
            yield from _missing_prompts(framework, getattr(occasion, key), (*path, "occasions", id, key))


def _reference(framework: Framework, id: str, path: Path) -> Iterator[Fault]:
    if id and id not in framework.references:
        yield unknown("reference", id, framework.references, path)


def _sources(framework: Framework) -> Iterator[Fault]:
    yield from _reference(framework, framework.reference, ("reference",))
    for key in ("not_for", "setting", "values", "strengths", "limits"):
        for number, remark in enumerate(getattr(framework, key)):
            yield from _reference(framework, remark.reference, (key, str(number), "reference"))
    for key in ("figures", "ways_of_knowing", "skills", "facts", "prompt_sets"):
        for id, thing in getattr(framework, key).items():
            yield from _reference(framework, thing.reference, (key, id, "reference"))
