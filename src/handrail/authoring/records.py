"""The smaller records of a text as values: gates, safeguards, detours, editions, selection, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from handrail.framework import Framework
from handrail.framework.values import (
    VOICES,
    Detour,
    Edition,
    Fact,
    Figure,
    Gate,
    KindRule,
    OutcomeType,
    Remark,
    Safeguard,
    Skill,
    WayOfKnowing,
)
from handrail.graph import Stage
from handrail.prompts import Prompt, PromptSet
from handrail.selection import Budget, Familiarity, Occasion, Others, Path, SelectionRule, Share

from .changing import made
from .taking import bare

if TYPE_CHECKING:
    from .assembling import Assembly

# The keys that a stage has under the same name as a value, beside its condition.
STAGE = (
    "aim",
    "guidance",
    "ready_when",
    "skills",
    "pitfalls",
    "minutes",
    "order",
    "reference",
    "confidence",
    "formerly",
)


def title_from(id: str) -> str:
    """Return a title made from an id: action-plan is Action plan."""
    words = id.rpartition("/")[2].replace("-", " ")
    return words[:1].upper() + words[1:]


def _titled(id: str, shaped: dict[str, Any], had: Any = None) -> dict[str, Any]:
    return shaped if "title" in shaped or had is not None else {"title": title_from(id), **shaped}


def prompt_set(assembly: Assembly, id: str, shaped: dict[str, Any], had: PromptSet | None) -> PromptSet:
    """Return a prompt set that the file writes or changes."""
    fields = {key: value for key, value in _titled(id, shaped, had).items() if key not in ("prompts", "take")}
    path = ("prompt_sets", id)
    fields["prompts"] = assembly.prompts(shaped, "", path, had)
    group: PromptSet = made(assembly, "prompt-set", PromptSet, fields, had, id=id)
    return group


def facts(assembly: Assembly, had: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the facts that the file declares or changes; what safeguards and hard gates hang on stays."""
    found = {}
    for id, shaped in assembly.shaped.get("facts", {}).items():
        path = ("facts", id)
        if "until" in shaped:
            shaped["until"] = assembly.condition(shaped["until"])
        for key in {*shaped} - {"title"} if id in assembly.guarded else ():
            said = f"a safeguard or a hard gate hangs on '{id}', so that it stays as it is; set only title"
            assembly.fault("stays", (*path, key), said)
            del shaped[key]
        found[id] = made(assembly, "fact", Fact, _titled(id, shaped, had.get(id)), had.get(id), id=id)
    return found


def _with_places(shaped: dict[str, Any]) -> dict[str, Any]:
    """Return the record of a gate with stages and kinds of prompt told apart."""
    if "before" not in shaped:
        return shaped
    named = shaped["before"]
    return {
        **shaped,
        "before": tuple(name for kind, name in named if kind == "stage"),
        "before_kinds": tuple(name for kind, name in named if kind == "kind"),
    }


def gate(assembly: Assembly, id: str, shaped: dict[str, Any], had: Gate | None) -> Gate | None:
    """Return a gate that the file writes or changes; a new one without kind, condition or place is a fault."""
    path = ("gates", id)
    for key, wanted in (
        ("kind", "hard or soft"),
        ("before", "what it stands before"),
        ("holds", "what has to hold"),
    ):
        if key not in shaped and had is None:
            assembly.fault("key-missing", path, f"'{key}:' is missing here; write {wanted}")
            return None
    fields = dict(_with_places(_titled(id, shaped, had)))
    fields["prompts"] = PromptSet(assembly.prompts(shaped, "", path, had.prompts if had else None))
    if "holds" in fields:
        fields["holds"] = assembly.condition(fields["holds"])
    stands: Gate = made(assembly, "gate", Gate, fields, had, id=id)
    return stands


def safeguard(assembly: Assembly, id: str, shaped: dict[str, Any], _had: None) -> Safeguard:
    """Return a safeguard that the file writes; those that there were are only placed, or given a voice."""
    wordings = {voice: shaped.pop(voice) for voice in VOICES if voice in shaped}
    raised_by = assembly.condition(shaped.pop("raised_by", None))
    fields = {**_titled(id, shaped), "wordings": wordings, "raised_by": raised_by}
    written: Safeguard = made(assembly, "safeguard", Safeguard, fields, id=id)
    return written


def detour(assembly: Assembly, id: str, shaped: dict[str, Any], had: Detour | None) -> Detour | None:
    """Return a detour that the file writes or changes; one that leads nowhere is a fault."""
    if "to" not in shaped and had is None:
        said = "'to:' is missing here; write the stage that it leads to"
        assembly.fault("key-missing", ("detours", id), said)
        return None
    if "offered_when" in shaped:
        shaped["offered_when"] = assembly.condition(shaped["offered_when"])
    leads: Detour = made(assembly, "detour", Detour, _titled(id, shaped, had), had, id=id)
    return leads


PLACING = {
    "gates": ("before", "voices", "otherwise"),
    # What raises a safeguard and what it says is nobody's to take away; a voice that it lacks may be given to it.
    "safeguards": ("back_to",),
    "detours": ("offered_when", "title"),
}


def changed(assembly: Assembly, kind: str, thing: Any, shaped: dict[str, Any]) -> Any:
    """Return a taken thing as this file places it; what it is stays with whoever wrote it."""
    placing = {key: value for key, value in shaped.items() if key in PLACING[kind]}
    voices = (
        [voice for voice in VOICES if voice in shaped and voice not in thing.wordings]
        if kind == "safeguards"
        else []
    )
    for key in shaped:
        if key not in placing and key not in voices:
            said = f"this stays as it is where it comes from; set only {', '.join(PLACING[kind])}"
            assembly.fault("not-ours", (kind, thing.id, key), said)
    if voices:
        placing["wordings"] = {**thing.wordings, **{voice: shaped[voice] for voice in voices}}
    if kind == "gates":
        placing = _with_places(placing)
    if "offered_when" in placing:
        placing["offered_when"] = assembly.condition(placing["offered_when"])
    if assembly.base is None:
        return attrs.evolve(thing, **placing)
    return made(assembly, kind.removesuffix("s"), None, placing, thing)


_HARD = ("title", "otherwise", "prompts")


def kept(assembly: Assembly, kind: str, thing: Any, shaped: dict[str, Any], make: Any) -> Any:
    """Return a thing of the extended framework as this file changes it; what keeps people safe stays as it is."""
    if kind == "safeguards":
        free = {"back_to", *(voice for voice in VOICES if voice not in thing.wordings)}
        said = "what raises a safeguard and what it says stay; set only back_to, or a voice that it lacks"
    elif kind == "gates" and thing.kind == "hard":
        free = {*_HARD}
        said = f"this gate is hard, and stays as it is; set only {', '.join(_HARD)}"
    else:
        free, said = {*shaped}, ""
    for key in {*shaped} - free:
        assembly.fault("stays", (kind, thing.id, key), said)
        del shaped[key]
    if kind == "safeguards" or "/" in thing.id:
        return changed(assembly, kind, thing, shaped)
    return make(assembly, thing.id, shaped, thing)


def remarks(assembly: Assembly, shaped: Sequence[Any]) -> tuple[Remark, ...]:
    """Return remarks; a text is short for one without a source of its own."""
    records = ({"text": one} if type(one) is str else {"text": "", **one} for one in shaped)
    return tuple(Remark(**{**assembly.source, **one}) for one in records)


# -- editions, figures, words --------------------------------------------------------------------------------

_PLAIN: dict[str, tuple[str, Any]] = {
    "editions": ("edition", Edition),
    "figures": ("figure", Figure),
    "kinds": ("kind", KindRule),
    "ways_of_knowing": ("way", WayOfKnowing),
    "skills": ("skill", Skill),
    "outcomes": ("outcome", OutcomeType),
}


def plain(assembly: Assembly, key: str, had: Mapping[str, Any]) -> dict[str, Any]:
    """Return the things under a key that say of themselves no more than texts and numbers, in the file's order."""
    name, kind = _PLAIN[key]
    found = {}
    for id, value in assembly.shaped.get(key, {}).items():
        fields = value if name in ("figure", "kind") else _titled(id, value, had.get(id))
        if name == "edition":
            fields = value if id in had else {"title": id, **value}
        if "values" in fields:
            fields = {**fields, "values": remarks(assembly, fields["values"])}
        found[id] = made(assembly, name, kind, fields, had.get(id), id=id)
    return found


def own_words(assembly: Assembly, had: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the words that the file itself declares, by kind; its references are still to come."""
    words = {key: plain(assembly, key, had[key]) for key in ("ways_of_knowing", "skills", "outcomes")}
    return {**words, "references": {}, "terms": dict(assembly.shaped.get("terms", {}))}


# -- selection -----------------------------------------------------------------------------------------------


def _range(shaped: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose `from` and `to` are called as Python can call them."""
    names = {"from": "least", "to": "most"}
    return {names.get(key, key): value for key, value in shaped.items()}


def selection(assembly: Assembly, shaped: dict[str, Any], had: SelectionRule | None) -> SelectionRule:
    """Return the rule by which prompts are chosen, or the one that there was with what the file changes."""
    fields: dict[str, Any] = dict(shaped)
    for key, one in (("budget", Budget), ("share", Share), ("others", Others)):
        if key in shaped:
            before = getattr(had, key, None)
            fields[key] = made(assembly, key, one, _range(shaped[key]), before)
    for key, name, kind in (
        ("occasions", "occasion", Occasion),
        ("familiarity", "familiarity", Familiarity),
        ("paths", "path", Path),
    ):
        if key in shaped:
            fields[key] = _parts(assembly, key, name, kind, getattr(had, key, {}))
    rule: SelectionRule = made(assembly, "selection", SelectionRule, fields, had)
    return rule


def _parts(assembly: Assembly, key: str, name: str, kind: Any, had: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for id, value in assembly.shaped["selection"][key].items():
        fields = value if name == "familiarity" else _titled(id, value, had.get(id))
        if "when" in value:
            fields = {**fields, "when": assembly.condition(value["when"])}
        elif name == "path" and id not in had:  # nobody knows when it begins
            continue
        found[id] = made(assembly, name, kind, fields, had.get(id), id=id)
    return found


# -- names ---------------------------------------------------------------------------------------------------


def with_full_names(framework: Framework) -> Framework:
    """Return the framework with the full id wherever a taken thing was written without its framework."""
    prompts = bare({prompt.id: 0 for prompt in framework.every_prompt})
    gates = bare(framework.gates)
    stages = bare(framework.every_stage)
    return attrs.evolve(
        framework,
        selection=_full_selection(framework.selection, prompts) if framework.selection else None,
        every_stage={
            id: _full_prompts(stage, prompts) if stage.prompts.prompts else stage
            for id, stage in framework.every_stage.items()
        },
        detours={
            id: attrs.evolve(
                one,
                to=stages.get(one.to, one.to),
                reopens=tuple(gates.get(gate, gate) for gate in one.reopens),
            )
            for id, one in framework.detours.items()
        },
    )


def _full_prompts(stage: Stage, names: dict[str, str]) -> Stage:
    if not any("/" not in need and names.get(need, need) != need for p in stage.prompts for need in p.needs):
        return stage

    def full(prompt: Prompt) -> Prompt:
        return attrs.evolve(prompt, needs=tuple(names.get(need, need) for need in prompt.needs))

    return attrs.evolve(stage, prompts=PromptSet(tuple(full(prompt) for prompt in stage.prompts)))


def _full_selection(rule: SelectionRule, names: dict[str, str]) -> SelectionRule:
    def full(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.get(id, id) for id in ids)

    return attrs.evolve(
        rule,
        first=full(rule.first),
        always=full(rule.always),
        last=full(rule.last),
        fill=full(rule.fill),
        cover={way: names.get(id, id) for way, id in rule.cover.items()},
        share=attrs.evolve(rule.share, prompt=names.get(rule.share.prompt, rule.share.prompt))
        if rule.share
        else None,
        swap={way: full(ids) for way, ids in rule.swap.items()},
        overlap=tuple(full(twins) for twins in rule.overlap),
        occasions={
            id: attrs.evolve(one, up=full(one.up), down=full(one.down), off=full(one.off))
            for id, one in rule.occasions.items()
        },
        paths={
            id: attrs.evolve(
                one,
                prompts=full(one.prompts),
                lines={names.get(name, name): n for name, n in one.lines.items()},
            )
            for id, one in rule.paths.items()
        },
    )
