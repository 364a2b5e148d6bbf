"""The smaller records of a text as values: gates, safeguards, detours, editions, selection, words."""

from __future__ import annotations

from collections.abc import Sequence
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


def _titled(id: str, shaped: dict[str, Any]) -> dict[str, Any]:
    return shaped if "title" in shaped else {"title": title_from(id), **shaped}


def plain_set(id: str, shaped: dict[str, Any]) -> dict[str, Any]:
    """Return what a prompt set says beside its prompts."""
    return {key: value for key, value in _titled(id, shaped).items() if key not in ("prompts", "take")}


def facts(assembly: Assembly) -> dict[str, Fact]:
    """Return the facts that the file declares."""
    made = {}
    for id, shaped in assembly.shaped.get("facts", {}).items():
        until = assembly.condition(shaped.pop("until", None))
        made[id] = Fact(id, until=until, **_titled(id, shaped))
    return made


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


def gate(assembly: Assembly, id: str, shaped: dict[str, Any]) -> Gate | None:
    """Return a gate that the file writes; one without kind, condition or place is a fault."""
    for key, wanted in (
        ("kind", "hard or soft"),
        ("before", "what it stands before"),
        ("holds", "what has to hold"),
    ):
        if key not in shaped:
            assembly.fault("key-missing", ("gates", id), f"'{key}:' is missing here; write {wanted}")
            return None
    prompts = PromptSet(assembly.prompts(shaped, "", ("gates", id)))
    rest = {key: value for key, value in _with_places(shaped).items() if key not in ("prompts", "holds")}
    holds = assembly.condition(shaped["holds"])
    assert holds is not None
    return Gate(id, holds=holds, prompts=prompts, **_titled(id, rest))


def safeguard(assembly: Assembly, id: str, shaped: dict[str, Any]) -> Safeguard:
    """Return a safeguard that the file writes."""
    wordings = {voice: shaped.pop(voice) for voice in VOICES if voice in shaped}
    raised_by = assembly.condition(shaped.pop("raised_by", None))
    return Safeguard(id, wordings=wordings, raised_by=raised_by, **_titled(id, shaped))


def detour(assembly: Assembly, id: str, shaped: dict[str, Any]) -> Detour | None:
    """Return a detour that the file writes; one that leads nowhere is a fault."""
    if "to" not in shaped:
        said = "'to:' is missing here; write the stage that it leads to"
        assembly.fault("key-missing", ("detours", id), said)
        return None
    offered = assembly.condition(shaped.pop("offered_when", None))
    return Detour(id, offered_when=offered, **_titled(id, shaped))


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
    return attrs.evolve(thing, **placing)


def editions(shaped: dict[str, Any]) -> dict[str, Edition]:
    """Return the editions in the order of the file."""
    named = {id: {**value, "values": remarks(value.get("values", ()))} for id, value in shaped.items()}
    return {id: Edition(id, **{"title": id, **value}) for id, value in named.items()}


def remarks(shaped: Sequence[Any]) -> tuple[Remark, ...]:
    """Return remarks; a text is short for one without a source of its own."""
    return tuple(Remark(one) if type(one) is str else Remark(**{"text": "", **one}) for one in shaped)


def figures(shaped: dict[str, Any]) -> dict[str, Figure]:
    """Return the published numbers."""
    return {id: Figure(id, **{"text": "", **value}) for id, value in shaped.items()}


def kinds(shaped: dict[str, Any]) -> dict[str, KindRule]:
    """Return the rules for kinds of prompt."""
    return {id: KindRule(id, **value) for id, value in shaped.items()}


def own_words(shaped: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the words that the file itself declares, by kind; its references are still to come."""
    makers: tuple[tuple[str, Any], ...] = (
        ("ways_of_knowing", WayOfKnowing),
        ("skills", Skill),
        ("outcomes", OutcomeType),
    )
    words: dict[str, dict[str, Any]] = {
        key: {id: make(id, **_titled(id, value)) for id, value in shaped.get(key, {}).items()}
        for key, make in makers
    }
    return {**words, "references": {}, "terms": dict(shaped.get("terms", {}))}


def _range(shaped: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose `from` and `to` are called as Python can call them."""
    names = {"from": "least", "to": "most"}
    return {names.get(key, key): value for key, value in shaped.items()}


def selection(assembly: Assembly, shaped: dict[str, Any]) -> SelectionRule:
    """Return the rule by which prompts are chosen."""
    made: dict[str, Any] = dict(shaped)
    if "budget" in shaped:
        made["budget"] = Budget(**shaped["budget"])
    if "share" in shaped:
        made["share"] = Share(**{"prompt": "", "of": 1, **_range(shaped["share"])})
    if "others" in shaped:
        made["others"] = Others(**_range(shaped["others"]))
    if "occasions" in shaped:
        made["occasions"] = {
            id: Occasion(id, **_titled(id, value)) for id, value in shaped["occasions"].items()
        }
    if "familiarity" in shaped:
        made["familiarity"] = {id: Familiarity(id, **value) for id, value in shaped["familiarity"].items()}
    if "paths" in shaped:
        made["paths"] = {
            id: _path(assembly, id, value) for id, value in shaped["paths"].items() if "when" in value
        }
    return SelectionRule(**made)


def _path(assembly: Assembly, id: str, shaped: dict[str, Any]) -> Path:
    return Path(id, **_titled(id, {**shaped, "when": assembly.condition(shaped["when"])}))


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
