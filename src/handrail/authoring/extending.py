"""What a file that extends another framework stands on: all of it but what is left out, every source written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from handrail.conditions import Condition, FactTest, tests
from handrail.framework import Framework
from handrail.framework.faults import Fault, Path
from handrail.framework.values import Safeguard, is_human_help
from handrail.graph import Stage
from handrail.prompts import Prompt, PromptSet

from .leaving import KINDS, wants, with_contents, without
from .shaping import short
from .taking import attributed, bare, with_provenance

if TYPE_CHECKING:
    from .assembling import Assembly

# What an extending file says for itself alone; everything else in one word or text is the other's until it is changed.
_OWN = ("version", "reference", "confidence", "formerly", "uses")
_WORDS = ("ways_of_knowing", "skills", "outcomes")


def extended(assembly: Assembly, base: Framework) -> Framework:
    """Return the framework that a file extends, as the file leaves it; what cannot be left out is a fault."""
    named = dict(_named(assembly, base))
    out: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for (kind, id), path in named.items():
        if fault := _stays(base, kind, id, path):
            assembly.faults.append(fault)
        else:
            out[kind].add(id)
    with_contents(base, out)
    unheard = {prompt.id for prompt in base.every_prompt if _unheard(assembly, prompt)}
    out["prompts"] |= unheard
    for want in wants(base, out, assembly.shaped):
        assembly.fault("still-needed", _written(base, named, want.id), want.says)
        assembly.others.wanting = True
    return _sourced(_in_voices(without(base, out), assembly.voices))


def _written(base: Framework, named: Mapping[tuple[str, str], Path], id: str) -> Path:
    """Return the keys that leave something out: itself, or what holds it, or the voice that it has."""
    for kind in KINDS:
        if (kind, id) in named:
            return named[kind, id]
    stages = base.every_stage
    holder = base.every_prompt[id].stage if id in base.every_prompt else id
    while holder in stages:
        if ("stages", holder) in named:
            return named["stages", holder]
        holder = stages[holder].parent
    groups = {("prompt_sets", name): group for name, group in base.prompt_sets.items()}
    for key, group in groups.items():
        if key in named and id in group:
            return named[key]
    return ("voices",)


# -- leaving out ---------------------------------------------------------------------------------------------


def _named(assembly: Assembly, base: Framework) -> Iterator[tuple[tuple[str, str], Path]]:
    """Yield what `leave_out` names, by kind and id, with the keys that lead to it."""
    shaped = assembly.shaped.get("leave_out", ())
    things = {kind: _things(base, kind) for kind in KINDS}
    listed: Iterable[tuple[str, str, Path]]
    if isinstance(shaped, Mapping):
        listed = [
            (kind, name, ("leave_out", kind, str(number)))
            for kind, names in shaped.items()
            for number, name in enumerate(names)
        ]
    else:
        listed = [("", name, ("leave_out", str(number))) for number, name in enumerate(shaped)]
    for wanted, name, path in listed:
        found = [(kind, ids[name]) for kind, ids in things.items() if name in ids and wanted in ("", kind)]
        if not found:
            known = [id for kind, ids in things.items() if wanted in ("", kind) for id in ids]
            said = f"'{base.id}' has nothing called '{short(name)}' that can be left out"
            assembly.faults.append(Fault("unknown-thing", path, said, name, known))
        elif len(found) > 1 and not _one_and_the_same(base, found):
            kinds = " or ".join(f"{kind}:" for kind, _ in found)
            said = f"'{name}' is several things in '{base.id}'; write {kinds} under leave_out, and it behind that"
            assembly.fault("which-thing", path, said)
        else:
            yield from ((one, path) for one in found)


def _things(base: Framework, kind: str) -> dict[str, str]:
    """Return the full ids of what may be named, by every id that means it."""
    if kind == "prompts":
        ids = {prompt.id: prompt.id for prompt in base.every_prompt}
    elif kind == "stages":
        ids = {id: id for id in base.every_stage if "/" not in id}  # others' stages go with their detour
    else:
        ids = {id: id for id in getattr(base, kind)}
    return {**bare(ids), **ids}


def _one_and_the_same(base: Framework, found: list[tuple[str, str]]) -> bool:
    """Return whether these are a stage and its only prompt, which a file may write as one line."""
    if [kind for kind, _ in found] != ["prompts", "stages"]:
        return False
    stage = base.every_stage[found[1][1]]
    return not stage.stages and [prompt.id for prompt in stage.prompts] == [found[0][1]]


def _stays(base: Framework, kind: str, id: str, path: Path) -> Fault | None:
    """Return the fault that this cannot be left out, where it keeps people safe."""
    if kind == "safeguards":
        said = f"the safeguard '{id}' stays, because no file can take one away; take it out of leave_out"
        return Fault("stays", path, said)
    hard = [gate for gate in base.gates.values() if gate.kind == "hard"]
    if kind == "gates" and any(gate.id == id for gate in hard):
        said = f"the gate '{id}' is hard and stays; take it out of leave_out"
        return Fault("stays", path, said)
    for gate in hard:
        if kind == "prompts" and id in {prompt.id for prompt in gate.prompts}:
            said = f"'{id}' opens the gate '{gate.id}', which is hard and stays; take it out of leave_out"
            return Fault("stays", path, said)
    return None


def guarded(base: Framework) -> frozenset[str]:
    """Return the facts that safeguards and hard gates hang on, and those that these hang on in turn."""
    conditions: list[Condition | None] = [one.raised_by for one in base.safeguards.values()]
    conditions += [gate.holds for gate in base.gates.values() if gate.kind == "hard"]
    found: dict[str, None] = {}
    for condition in conditions:  # grows on the way
        for test in tests(condition) if condition is not None else ():
            if isinstance(test, FactTest) and test.fact in base.facts and test.fact not in found:
                found[test.fact] = None
                conditions.append(base.facts[test.fact].until)
    return frozenset(found)


# -- voices --------------------------------------------------------------------------------------------------


def _unheard(assembly: Assembly, prompt: Prompt) -> bool:
    """Return whether a prompt has no voice left; others' prompts keep all of theirs."""
    return (
        "/" not in prompt.id
        and bool(prompt.wordings)
        and not any(voice in assembly.voices for voice in prompt.wordings)
        and not _worded(assembly.shaped, prompt.id)
    )


def _worded(shaped: Any, id: str) -> bool:
    """Return whether a file words a prompt itself, wherever it stands."""
    if not isinstance(shaped, Mapping):
        return False
    return any(
        (key == "prompts" and isinstance(value, Mapping) and id in value) or _worded(value, id)
        for key, value in shaped.items()
    )


def _in_voices(base: Framework, voices: tuple[str, ...]) -> Framework:
    """Return a framework whose own prompts are worded in some voices only; what a safeguard says stays."""
    if all(voice in voices for voice in base.voices):
        return base

    def heard(group: PromptSet) -> PromptSet:
        return attrs.evolve(group, prompts=tuple(map(one, group.prompts)))

    def one(prompt: Prompt) -> Prompt:
        left = {voice: text for voice, text in prompt.wordings.items() if voice in voices}
        return prompt if "/" in prompt.id else attrs.evolve(prompt, wordings=left)

    together = base.all_voices
    return _over_prompts(
        attrs.evolve(
            base,
            all_voices=together
            if isinstance(together, bool)
            else tuple(voice for voice in together if voice in voices),
        ),
        heard,
    )


def _over_prompts(base: Framework, change: Any) -> Framework:
    return attrs.evolve(
        base,
        every_stage={
            id: attrs.evolve(stage, prompts=change(stage.prompts)) for id, stage in base.every_stage.items()
        },
        prompt_sets={id: change(group) for id, group in base.prompt_sets.items()},
        gates={id: attrs.evolve(gate, prompts=change(gate.prompts)) for id, gate in base.gates.items()},
    )


# -- sources -------------------------------------------------------------------------------------------------


def _sourced(base: Framework) -> Framework:
    """Return a framework in which everything says itself where it comes from."""

    def sourced(thing: Any) -> Any:
        # What the framework took from others brought its source along; the library's own help has none.
        if "/" in getattr(thing, "id", "") or (isinstance(thing, Safeguard) and is_human_help(thing)):
            return thing
        return with_provenance(thing, base)

    def group(prompts: PromptSet) -> PromptSet:
        return attrs.evolve(prompts, prompts=tuple(map(sourced, prompts.prompts)))

    def stage(one: Stage) -> Stage:
        if "/" in one.id:
            return one
        changed: Stage = sourced(one)
        return attrs.evolve(changed, transitions=tuple(map(sourced, one.transitions)))

    things = ("facts", "gates", "safeguards", "detours", "kinds", "editions", "figures")
    remarks = ("not_for", "setting", "values", "strengths", "limits")
    marked: dict[str, Any] = {
        **{key: {id: sourced(thing) for id, thing in getattr(base, key).items()} for key in things},
        **{key: tuple(map(sourced, getattr(base, key))) for key in remarks},
        **{key: {id: attributed(base, key, id) for id in getattr(base, key)} for key in _WORDS},
    }
    marked["every_stage"] = {id: stage(one) for id, one in base.every_stage.items()}
    marked["prompt_sets"] = {id: sourced(one) for id, one in base.prompt_sets.items()}
    rule = base.selection
    return _over_prompts(
        attrs.evolve(
            base,
            **marked,
            from_anywhere=tuple(map(sourced, base.from_anywhere)),
            selection=None if rule is None else sourced(rule),
        ),
        group,
    )


def inherited(base: Framework, plain: Iterable[str]) -> dict[str, Any]:
    """Return what an extending file need not say again."""
    return {key: getattr(base, key) for key in plain if key not in _OWN}


def source_of(shaped: Mapping[str, Any], base: Framework) -> dict[str, str]:
    """Return what an extending file says of where its own things come from; an unknown work is told but once."""
    works = {work.get("id") for work in shaped.get("references", ())} | {*base.references}
    found = {key: shaped[key] for key in ("reference", "confidence") if key in shaped}
    return {key: value for key, value in found.items() if key == "confidence" or value in works}


def uses_of(
    written: Mapping[str, tuple[str, ...]], base: Framework, words: Mapping[str, Any]
) -> dict[str, tuple[str, ...]]:
    """Return what an extending file takes from others, the words that are still the extended framework's among it.

    So the framework can be written out whole, and its words are still said to be whose they are.
    """
    kept = (id for kind in _WORDS for id, word in words[kind].items() if word.source == base.id)
    taken = {**base.uses, **written}
    return {**taken, base.id: tuple(dict.fromkeys((*kept, *written.get(base.id, ()))))}
