"""What differs between two versions of a framework, thing by thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from handrail.framework import Framework

from .identity import PROVENANCE, digests
from .renaming import Names, prompts_of

# What a field of a thing is about. Texts reword; whatever stands nowhere here is how things are arranged.
_ABOUT = {
    **dict.fromkeys(
        ("title", "summary", "scope", "users", "notice", "terms", "unit", "language"), "reworded"
    ),
    **dict.fromkeys(("not_for", "setting", "values", "labels", "questions"), "reworded"),
    **dict.fromkeys(("aim", "question", "guidance", "ready_when", "pitfalls", "topic", "how"), "reworded"),
    **dict.fromkeys(("choices", "matters_when", "skip_when", "means", "caution"), "reworded"),
    **dict.fromkeys(("benefit", "otherwise", "text", "wordings"), "reworded"),
    **dict.fromkeys(("only_if", "holds", "before", "before_kinds", "voices", "raised_by"), "regated"),
    **dict.fromkeys(("back_to", "offered_when", "until", "reopens", "to"), "regated"),
    **dict.fromkeys(("asks", "kind", "one_of", "some_of", "scale"), "rekinded"),
    **dict.fromkeys(("transitions", "from_anywhere"), "transitions"),
    **dict.fromkeys(("parent", "strand", "home"), "moved"),
}
# What is compared thing by thing, under these names.
_SORTS = {
    "every_stage": "stage",
    "facts": "fact",
    "gates": "gate",
    "safeguards": "safeguard",
    "detours": "detour",
    "editions": "edition",
    "prompt_sets": "prompt set",
    "outcomes": "type of outcome",
    "ways_of_knowing": "way of knowing",
    "skills": "skill",
}
_NOT_COMPARED = PROVENANCE | {"id", "prompts", "stages", "stage", *_SORTS}


class Change(NamedTuple):
    """One thing that differs: its sort (stage, prompt, fact, gate …), its id, and what of it, in words.

    was: the id that it had before, where that is another. field: what of it has another value, by its name in Python.
    """

    sort: str
    id: str
    says: str
    was: str = ""
    field: str = ""

    def __str__(self) -> str:
        return f"{self.sort} '{self.id}': {self.says}" if self.id else self.says


@attrs.frozen
class Changes:
    """What differs between two versions. All ids are those of the new one, but for what was removed.

    regated: gates, conditions, safeguards. reworded: texts. rekinded: what a prompt asks for, what a fact may be.
    arranged: everything else that changes what is offered: order, tags, minutes, the rule for a sitting.
    """

    added: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    renamed: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    regated: tuple[Change, ...] = ()
    rekinded: tuple[Change, ...] = ()
    transitions: tuple[Change, ...] = ()
    arranged: tuple[Change, ...] = ()
    reworded: tuple[Change, ...] = ()

    def __iter__(self) -> Iterator[Change]:
        return (change for field in attrs.fields(Changes) for change in getattr(self, field.name))

    def __bool__(self) -> bool:
        return any(self)

    def told(self) -> str:
        """Return all changes as sentences, one a line; nothing where there are none."""
        return "\n".join(map(str, self))


def diff(old: Framework, new: Framework) -> Changes:
    """Return what differs between two versions of a framework; where things come from makes no difference."""
    found: dict[str, list[Change]] = {field.name: [] for field in attrs.fields(Changes)}
    for about, change in _differences(old, new):
        found[about].append(change)
    if not any(found.values()) and digests(old) != digests(new):
        found["arranged"].append(Change("framework", "", "the same things stand in another order"))
    return Changes(**{about: tuple(changes) for about, changes in found.items()})


def _differences(old: Framework, new: Framework) -> Iterator[tuple[str, Change]]:
    if old.id != new.id:
        yield "renamed", Change("framework", new.id, f"was called '{old.id}'", old.id)
    yield from _fields("framework", new.id, old, new, {}, old.id)
    stages = Names([old.every_stage, new.every_stage])
    prompts = Names([prompts_of(old), prompts_of(new)])
    called = {id: stages.became(id) for id in old.every_stage}
    for name, sort in _SORTS.items():
        before, after = getattr(old, name), getattr(new, name)
        now = called if sort == "stage" else {id: id if id in after else "" for id in before}
        yield from _things(sort, before, after, now, called)
    homes = {id: stages.became(home) or home for id, home in _homes(old).items()}, _homes(new)
    before, after = prompts_of(old), prompts_of(new)
    now = {id: prompts.became(id) for id in before}
    yield from _things("prompt", before, after, now, called)
    for id, one in now.items():
        if one and homes[0][id] != homes[1][one]:
            yield "moved", Change("prompt", one, f"stands in {_named(homes[1][one])} now")
    yield from _orders(new, called, now)


def _things(
    sort: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    now: Mapping[str, str],
    called: Mapping[str, str],
) -> Iterator[tuple[str, Change]]:
    for id, thing in before.items():
        if not now[id]:
            yield "removed", Change(sort, id, "is gone")
            continue
        if now[id] != id:
            yield "renamed", Change(sort, now[id], f"was called '{id}'", id)
        yield from _fields(sort, now[id], thing, after[now[id]], called, id)
    kept = set(now.values())
    for id in after:
        if id not in kept:
            yield "added", Change(sort, id, "is new")


def _fields(
    sort: str, id: str, old: Any, new: Any, called: Mapping[str, str], was: str
) -> Iterator[tuple[str, Change]]:
    for field in attrs.fields(type(new)):
        name = field.name
        if name in _NOT_COMPARED or (name in ("skills", "prompts") and sort == "framework"):
            continue
        before, after = getattr(old, name), getattr(new, name)
        if called:
            before = _renamed(name, before, called)
        if before == after:
            continue
        if name == "wordings" and before.keys() != after.keys():
            yield "rekinded", Change(sort, id, f"is worded in the voices {', '.join(after) or 'none'} now")
        about = _ABOUT.get(name, "arranged")
        if name == "asks" and sort == "way of knowing":
            about = "reworded"
        yield about, Change(sort, id, _says(about, name, after), was if was != id else "", name)


def _renamed(name: str, value: Any, called: Mapping[str, str]) -> Any:
    """Return a value of an old thing under the stage ids of the new version, so that only what is other differs."""
    if name == "transitions":
        ways = (
            attrs.evolve(way, source=called.get(way.source, ""), target=called.get(way.target, ""))
            for way in value
        )
        return tuple(ways)
    if name in ("parent", "back_to", "to"):
        return called.get(value, value)
    return tuple(called.get(one) or one for one in value) if name == "before" else value


def _says(about: str, name: str, after: Any) -> str:
    word = name.replace("_", " ")
    if about == "moved":
        return (
            "is a strand now"
            if after is True
            else "is a stage now"
            if after is False
            else f"stands in {_named(after)} now"
        )
    if about == "transitions":
        return "other ways lead on"
    if about == "reworded":
        return f"is worded anew ({word})"
    return f"has another '{word}'" if about != "regated" else f"is gated anew ({word})"


def _named(home: str) -> str:
    return f"'{home}'" if home else "no other stage"


def _homes(framework: Framework) -> dict[str, str]:
    """Return where each prompt stands: its stage, its prompt set or its gate."""
    homes: dict[str, str] = {}
    groups: tuple[tuple[str, Any], ...] = (
        *((id, stage.prompts) for id, stage in framework.every_stage.items()),
        *framework.prompt_sets.items(),
        *((id, gate.prompts) for id, gate in framework.gates.items()),
    )
    for home, group in groups:
        for prompt in group:
            homes.setdefault(prompt.id, home)
    return homes


def _orders(
    new: Framework, stages: Mapping[str, str], prompts: Mapping[str, str]
) -> Iterator[tuple[str, Change]]:
    """Yield whether what is there before and after stands in another order."""
    for sort, now, after in (("stages", stages, new.every_stage), ("prompts", prompts, prompts_of(new))):
        kept = [one for one in now.values() if one]
        there = set(kept)
        if [one for one in after if one in there] != list(dict.fromkeys(kept)):
            yield "arranged", Change("framework", "", f"the {sort} stand in another order")
