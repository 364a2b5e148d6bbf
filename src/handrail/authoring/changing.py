"""What a file writes becomes a thing of its own, or changes key by key one of the framework that it extends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from handrail.framework.faults import Path, unknown
from handrail.graph import Stage, Transition
from handrail.prompts import Prompt

from .syntax import RECORDS
from .taking import bare

if TYPE_CHECKING:
    from .assembling import Assembly

# Things whose every key is a statement that somebody answers for; of others it is the texts.
_STATED = {"edition", "figure", "fact", "selection"}
_TEXTS = {
    name: {key.name for key in keys if key.holds.kind in ("text", "texts", "choices")} | {"wordings"}
    for name, keys in RECORDS.items()
}
_MAPS = {
    name: {key.name for key in keys if key.holds.kind in ("map", "parts")} for name, keys in RECORDS.items()
}
_SOURCED = {name for name, keys in RECORDS.items() if any(key.name == "reference" for key in keys)}
# What stands for a key that is missing and has been told.
_GAPS: dict[str, dict[str, Any]] = {"figure": {"text": ""}, "share": {"prompt": "", "of": 1}}


def made(
    assembly: Assembly,
    name: str,
    kind: Any,
    fields: Mapping[str, Any],
    had: Any = None,
    /,
    **id: Any,
) -> Any:
    """Return a new thing of the file, or one that it had, changed; what is reworded is the file's own."""
    source = assembly.source if name in _SOURCED else {}
    if had is None:
        return kind(**id, **{**_GAPS.get(name, {}), **source, **fields})
    merged = {
        key: {**getattr(had, key), **value} if key in _MAPS[name] and isinstance(value, Mapping) else value
        for key, value in fields.items()
    }
    fresh: dict[str, Any] = {}
    if name in _STATED or _TEXTS[name] & {*fields}:
        fresh = {"reference": "", "confidence": "", **source} if name in _SOURCED else {}
        if name in ("way", "skill", "outcome"):  # whose word it is
            fresh["source"] = ""
    return attrs.evolve(had, **{**fresh, **merged})


def arranged(
    assembly: Assembly, kind: str, ids: Iterable[str], places: Mapping[str, tuple[str, Path]]
) -> list[str]:
    """Return ids in their order, with others behind those that they name, or at the end where they name none."""
    order = [id for id in ids if id not in places]
    last: dict[str, str] = {}
    for id, (place, path) in places.items():
        names = bare(dict.fromkeys(order))
        wanted = place if place in order else names.get(place, "")
        if place and not wanted:
            assembly.faults.append(unknown(kind, place, order, (*path, "after")))
        if not wanted:
            order.append(id)
            continue
        order.insert(order.index(last.get(wanted, wanted)) + 1, id)
        last[wanted] = id
    return order


def in_place(
    assembly: Assembly, had: Mapping[str, Prompt], own: Mapping[str, Prompt], places: Mapping[str, Any]
) -> tuple[Prompt, ...]:
    """Return the prompts of a group: those it had, changed where the file changes them, and the new ones."""
    new = {id: ("", ()) for id in own if id not in had}
    together = {**had, **own}
    return tuple(together[id] for id in arranged(assembly, "prompt", had, {**new, **places}))


def joined(had: Iterable[Transition], own: Iterable[Transition]) -> tuple[Transition, ...]:
    """Return the ways that there were, those of the same kind and target as the file has them, and the new ones."""
    ways = {(way.kind, way.target): way for way in had}
    return tuple({**ways, **{(way.kind, way.target): way for way in own}}.values())


def in_order(stages: Mapping[str, Stage], tops: Iterable[str]) -> dict[str, Stage]:
    """Return stages in the order in which they would be written: each before what it holds, others' stages last."""
    ordered: dict[str, Stage] = {}
    waiting = [*tops][::-1]
    while waiting:
        id = waiting.pop()
        if id in stages and id not in ordered:
            ordered[id] = stages[id]
            waiting.extend(reversed(stages[id].stages))
    return {**ordered, **stages}
