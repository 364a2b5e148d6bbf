"""Whether a framework holds together: every name it uses is there, and every voice has something to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from handrail.graph import Stage, Transition
from handrail.prompts import KINDS, Prompt

from .framework import Framework
from .naming import Fault as Fault
from .naming import Path as Path
from .naming import condition_faults, missing, missing_prompt, missing_prompts, no_value, reference_faults
from .naming import unknown as unknown
from .ruling import selection_faults
from .values import ANYWHERE, is_human_help

TERM = re.compile(r"<([a-z][a-z0-9-]*)>")


def faults(framework: Framework) -> Iterator[Fault]:
    """Yield everything that keeps a framework from holding together."""
    yield from _whole(framework)
    yield from _stages(framework)
    yield from _prompts(framework)
    yield from _facts(framework)
    yield from _gates(framework)
    yield from _safeguards(framework)
    yield from _detours(framework)
    yield from _kinds(framework)
    yield from _editions(framework)
    yield from selection_faults(framework)
    yield from _sources(framework)


def stage_path(framework: Framework, id: str) -> Path:
    """Return the keys that lead to a stage in the text."""
    stage = framework.every_stage.get(id)
    if stage is None:
        return ("stages", id)
    if stage.parent:
        return (*stage_path(framework, stage.parent), "stages", id)
    return ("strands" if stage.strand else "stages", id)


# -- the whole -----------------------------------------------------------------------------------------------


def _whole(framework: Framework) -> Iterator[Fault]:
    own = [id for id in framework.every_stage if "/" not in id]
    if framework.purpose != "reference" and not own:
        said = f"a framework for {framework.purpose} has stages or prompts, and this one has none; write some"
        yield Fault("nothing-to-do", ("purpose",), said)
    if framework.purpose == "helping" and not framework.safeguards:
        said = "a helping framework has a safeguard; write one, or take danger from alliance with uses"
        yield Fault("no-safeguard", ("purpose",), said)
    if framework.start and framework.start not in own:
        yield unknown("stage", framework.start, own, ("start",))
    elif framework.start and framework.every_stage[framework.start].strand:
        said = "one begins at a stage, and a strand runs beside all of them; write the id of a stage"
        yield Fault("starts-on-strand", ("start",), said)
    worded = {voice for prompt in framework.every_prompt for voice in prompt.wordings}
    for number, voice in enumerate(framework.voices if worded else ()):
        if voice not in worded:
            said = f"no prompt is worded in the voice '{voice}'; word one in it, or take the voice out"
            yield Fault("silent-voice", ("voices", str(number)), said)
    if framework.all_voices is not True and framework.all_voices:
        yield from missing("voice", framework.all_voices, framework.voices, ("all_voices",))


# -- stages and transitions ----------------------------------------------------------------------------------


def _stages(framework: Framework) -> Iterator[Fault]:
    for transition in framework.from_anywhere:
        yield from _transition(framework, transition, ("from_anywhere",))
    for stage in framework.every_stage.values():
        if not (stage.skills or stage.transitions or stage.stages or stage.only_if or stage.reference):
            continue
        path = stage_path(framework, stage.id)
        if stage.skills:
            yield from missing("skill", stage.skills, framework.skills, (*path, "skills"))
        if stage.only_if is not None:
            yield from condition_faults(framework, stage.only_if, (*path, "only_if"))
        if stage.reference:
            yield from reference_faults(framework, stage.reference, (*path, "reference"))
        if stage.stages:
            yield from _holder(stage, path)
        for transition in stage.transitions:
            yield from _transition(framework, transition, path)
    stages = framework.every_stage
    yield from _formerly("stage", stages.values(), stages, lambda id: stage_path(framework, id))


def _holder(stage: Stage, path: Path) -> Iterator[Fault]:
    if stage.stages and stage.prompts.prompts:
        said = "a stage that holds stages has no prompts of its own; put them into one of those"
        yield Fault("prompts-on-holder", (*path, "prompts"), said)
    if stage.stages and stage.strand:
        said = "a strand holds prompts and no stages; make strands of them, or a stage of it"
        yield Fault("strand-of-stages", (*path, "stages"), said)


def _transition(framework: Framework, transition: Transition, path: Path) -> Iterator[Fault]:
    known = not transition.target or transition.target in framework.every_stage
    if known and transition.because and transition.only_if is None and not transition.reference:
        return  # as is nearly always so
    here = (*path, transition.kind, *([transition.target] if transition.kind not in ("stay", "exit") else []))
    if not known:
        yield unknown("stage", transition.target, framework.every_stage, here)
    if not transition.because:
        yield Fault("because-missing", here, "this way has no reason yet; write because: and why one goes it")
    yield from condition_faults(framework, transition.only_if, (*here, "only_if"))
    yield from reference_faults(framework, transition.reference, (*here, "reference"))


def _formerly(
    kind: str, things: Iterable[Stage | Prompt], used: Collection[str], path: Callable[[str], Path]
) -> Iterator[Fault]:
    """Yield the former ids that mean something else now, or two things at once."""
    meant: dict[str, str] = {}
    for thing in things:
        for former in thing.formerly:
            if meant.setdefault(former, thing.id) != thing.id or former in used:
                said = (
                    f"'{former}' is the id of another {kind}, now or before; write one that meant this alone"
                )
                yield Fault("repeated-id", (*path(thing.id), "formerly"), said)


# -- prompts -------------------------------------------------------------------------------------------------


def _prompts(framework: Framework) -> Iterator[Fault]:
    found: dict[str, Path] = {}
    needy, renamed = [], []
    for path, prompts in groups(framework):
        for prompt in prompts:
            here = (*path, "prompts", prompt.id)
            if found.setdefault(prompt.id, here) is not here:
                said = f"there is a prompt '{prompt.id}' already; give one of the two another id"
                yield Fault("repeated-id", here, said)
            if prompt.needs:
                needy.append(prompt)
            if prompt.formerly:
                renamed.append(prompt)
            yield from _prompt(framework, prompt, here)
    yield from _circles(needy, found)
    yield from _formerly("prompt", renamed, found, found.__getitem__)


def groups(framework: Framework) -> Iterator[tuple[Path, Iterable[Prompt]]]:
    """Yield the prompts of a framework, those that stand together under the keys that lead to them."""
    for stage in framework.every_stage.values():
        if stage.prompts.prompts:
            yield stage_path(framework, stage.id), stage.prompts.prompts
    for id, group in framework.prompt_sets.items():
        yield ("prompt_sets", id), group.prompts
    for id, gate in framework.gates.items():
        yield ("gates", id), gate.prompts.prompts


def _prompt(framework: Framework, prompt: Prompt, path: Path) -> Iterator[Fault]:
    yield from _wordings(framework, prompt.wordings, path, "/" in prompt.id)
    if not prompt.wordings:
        yield Fault("no-wording", path, "this prompt says nothing yet; word it in one voice at least")
    if framework.all_voices and "/" not in prompt.id:
        yield from _voices_missing(framework, prompt, path)
    if prompt.ways:
        yield from missing("way of knowing", prompt.ways, framework.ways_of_knowing, (*path, "ways"))
    if prompt.yields:
        yield from missing("type of outcome", prompt.yields, framework.known_outcomes, (*path, "yields"))
    if prompt.skills:
        yield from missing("skill", prompt.skills, framework.skills, (*path, "skills"))
    if prompt.needs:
        yield from _needed(framework, prompt, (*path, "needs"))
    if prompt.asks:
        yield from _asked(framework, prompt, path)
    if prompt.only_if is not None:
        yield from condition_faults(framework, prompt.only_if, (*path, "only_if"))
    if prompt.reference:
        yield from reference_faults(framework, prompt.reference, (*path, "reference"))


def _voices_missing(framework: Framework, prompt: Prompt, path: Path) -> Iterator[Fault]:
    together = [voice for voice in framework.voices_together if voice in framework.voices]
    if not prompt.wordings or any(voice in prompt.wordings for voice in together):
        for voice in together:
            if voice not in prompt.wordings:
                said = f"this prompt is not worded in the voice '{voice}'; word it, or take all_voices out"
                yield Fault("voice-missing", path, said)


def _wordings(
    framework: Framework, wordings: Mapping[str, str], path: Path, foreign: bool
) -> Iterator[Fault]:
    for voice, text in wordings.items():
        if voice not in framework.voices and not foreign:
            voices = ", ".join(framework.voices)
            said = (
                f"the framework does not name the voice '{voice}'; add it to voices, or write one of {voices}"
            )
            yield Fault("undeclared-voice", (*path, voice), said)
        if "<" in text:
            for term in dict.fromkeys(TERM.findall(text)):
                if term not in framework.terms:
                    yield unknown("term", term, framework.terms, (*path, voice))


def _asked(framework: Framework, prompt: Prompt, path: Path) -> Iterator[Fault]:
    """Yield what is wrong with the fact that an answer settles: its values are the choices."""
    fact = framework.facts.get(prompt.asks)
    if fact is None:
        yield unknown("fact", prompt.asks, framework.facts, (*path, "asks"))
        return
    for choice in prompt.choices if fact.values else ():
        if choice not in fact.values:
            yield no_value(fact, choice, (*path, "choices", choice))


def _needed(framework: Framework, prompt: Prompt, path: Path) -> Iterator[Fault]:
    """Yield the prompts that one builds on and that are not there; what is taken needs company."""
    for number, need in enumerate(prompt.needs):
        if "/" not in prompt.id:
            yield from missing_prompt(framework, need, (*path, str(number)))
        elif need not in framework.every_prompt:
            said = f"'{prompt.id}' builds on '{need}'; take that as well, or neither"
            yield Fault("unknown-prompt", path, said)


def _circles(needy: Iterable[Prompt], found: Mapping[str, Path]) -> Iterator[Fault]:
    """Yield the prompts that can never be put, because what they wait for waits in a circle."""
    waits = {prompt.id: {need for need in prompt.needs if need in found} for prompt in needy}
    behind: dict[str, list[str]] = {}
    for id, needs in waits.items():
        for need in needs:
            behind.setdefault(need, []).append(id)
    settled = [id for id in found if not waits.get(id)] if behind else []
    for id in settled:  # grows on the way
        for other in behind.get(id, ()):
            waits[other].discard(id)
            if not waits[other]:
                settled.append(other)
    for id, needs in waits.items():
        if needs:
            said = f"'{id}' waits for '{min(needs)}', which waits in a circle; take one of the needs out"
            yield Fault("circle", (*found[id], "needs"), said)


# -- facts, gates, safeguards, detours -----------------------------------------------------------------------


def _facts(framework: Framework) -> Iterator[Fault]:
    for id, fact in framework.facts.items():
        if len(fact.scale) == 2 and not fact.scale[0] < fact.scale[1]:
            said = "a scale has a lowest and a highest number, such as [0, 10]; write two that differ"
            yield Fault("not-a-range", ("facts", id, "scale"), said)
        if sum(map(bool, (fact.one_of, fact.some_of, fact.scale))) > 1:
            said = "a fact has one_of, some_of or scale; keep one of them"
            yield Fault("fact", ("facts", id), said)
        yield from condition_faults(framework, fact.until, ("facts", id, "until"))


def _gates(framework: Framework) -> Iterator[Fault]:
    for id, gate in framework.gates.items():
        path: Path = ("gates", id)
        yield from condition_faults(framework, gate.holds, (*path, "holds"))
        for number, stage in enumerate(gate.before):
            if stage != ANYWHERE and stage not in framework.every_stage:
                yield unknown(
                    "stage", stage, (*framework.every_stage, ANYWHERE), (*path, "before", str(number))
                )
        yield from reference_faults(framework, gate.reference, (*path, "reference"))


def _safeguards(framework: Framework) -> Iterator[Fault]:
    for id, safeguard in framework.safeguards.items():
        if is_human_help(safeguard):  # the library's own speaks in every voice
            continue
        path: Path = ("safeguards", id)
        yield from condition_faults(framework, safeguard.raised_by, (*path, "raised_by"))
        if safeguard.back_to and safeguard.back_to not in framework.every_stage:
            yield unknown("stage", safeguard.back_to, framework.every_stage, (*path, "back_to"))
        if not safeguard.wordings:
            yield Fault("no-wording", path, "this safeguard says nothing yet; word it in one voice at least")
        # Its safeguards also speak in voices of those that take it, and in all voices of what it extends.
        heard = any(voice in framework.voices for voice in safeguard.wordings)
        yield from _wordings(framework, safeguard.wordings, path, "/" in id or heard)
        yield from reference_faults(framework, safeguard.reference, (*path, "reference"))


def _detours(framework: Framework) -> Iterator[Fault]:
    for id, detour in framework.detours.items():
        path: Path = ("detours", id)
        if detour.to not in framework.every_stage:
            yield unknown("stage", detour.to, framework.every_stage, (*path, "to"))
        yield from condition_faults(framework, detour.offered_when, (*path, "offered_when"))
        yield from missing("gate", detour.reopens, framework.gates, (*path, "reopens"))
        yield from reference_faults(framework, detour.reference, (*path, "reference"))


def _kinds(framework: Framework) -> Iterator[Fault]:
    for id, rule in framework.kinds.items():
        path: Path = ("kinds", id)
        if id not in KINDS:
            yield unknown("kind", id, KINDS, path)
        yield from missing("kind", rule.after, KINDS, (*path, "after"))
        if id in rule.after:
            said = f"a prompt of the kind '{id}' cannot wait for another one of it; write other kinds"
            yield Fault("circle", (*path, "after"), said)
        yield from reference_faults(framework, rule.reference, (*path, "reference"))


# -- editions ------------------------------------------------------------------------------------------------


def _editions(framework: Framework) -> Iterator[Fault]:
    stages = framework.every_stage
    for number, (id, edition) in enumerate(framework.editions.items()):
        path: Path = ("editions", id)
        if number == 0 and edition.labels:
            said = (
                "the titles of the stages are the labels of the first edition; write them there and not here"
            )
            yield Fault("first-edition-labels", (*path, "labels"), said)
        for key, names in (("labels", edition.labels), ("questions", edition.questions)):
            for name in names:
                if name not in stages:
                    yield unknown("stage", name, stages, (*path, key, name))
        for prompt, ways in edition.ways.items():
            yield from missing_prompt(framework, prompt, (*path, "ways", prompt))
            yield from missing("way of knowing", ways, framework.ways_of_knowing, (*path, "ways", prompt))
        for part, parts in edition.parts.items():
            yield from missing_prompts(framework, parts, (*path, "parts", part))
        for nth, remark in enumerate(edition.values):
            yield from reference_faults(framework, remark.reference, (*path, "values", str(nth), "reference"))
        yield from reference_faults(framework, edition.reference, (*path, "reference"))


# -- sources -------------------------------------------------------------------------------------------------


def _sources(framework: Framework) -> Iterator[Fault]:
    yield from reference_faults(framework, framework.reference, ("reference",))
    for key in ("not_for", "setting", "values", "strengths", "limits"):
        for number, remark in enumerate(getattr(framework, key)):
            yield from reference_faults(framework, remark.reference, (key, str(number), "reference"))
    for key in ("figures", "ways_of_knowing", "skills", "outcomes", "facts", "prompt_sets"):
        for id, thing in getattr(framework, key).items():
            yield from reference_faults(framework, thing.reference, (key, id, "reference"))
