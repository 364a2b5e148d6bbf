"""Two frameworks side by side: what changed for people, and what that means for recorded sessions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import click

import handrail
from handrail.errors import FrameworkError, HandrailError
from handrail.framework import Framework
from handrail.practice import Session, begin
from handrail.practice.differences import Change, Changes, diff
from handrail.practice.migrating import PLANS, plan

from .differing import Wordings, differing, sentence_of, thing

# The groups in which changes are told, with their headings.
HEADINGS = {
    "renamed": "Called otherwise",
    "removed": "Gone",
    "added": "New",
    "moved": "Elsewhere",
    "reworded": "Worded anew",
    "regated": "Gates, conditions and safeguards",
    "rekinded": "What is asked for, and what facts may be",
    "transitions": "Ways on",
    "arranged": "Arranged otherwise: minutes, tags, order, the rule for a sitting",
}
SAME, DIFFERENT, CANNOT = 0, 1, 2
_MEANS = {
    "as-is": "goes on as it is",
    "safe": "goes on; nothing that it met is affected",
    "mapped": "goes on, with what is elsewhere or set aside",
    "redo-stage": "waits for a person, because the stage where it stands is gone",
    "blocked": "cannot be taken up, and stays with what it began with",
}


class Meaning(NamedTuple):
    """What the change means for sessions in some voices that stand at some stages; at any, where none is named."""

    kind: str
    voices: tuple[str, ...]
    stages: tuple[str, ...]
    reasons: tuple[str, ...]


@click.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option(
    "--output", type=click.Choice(["text", "json"]), default="text", help="For people or for programs."
)
def compare(old: str, new: str, output: str) -> int:
    """Tell what differs between two frameworks, also for recorded sessions.

    A and B are names or files, the older one first. The exit status is 0 when they are the same, 1 when they
    differ, and 2 when they cannot be compared.
    """
    try:
        before, after = handrail.load(old), handrail.load(new)
    except FrameworkError as error:  # nothing was compared, so the status may not say that they differ
        click.echo(str(error), err=True)
        return CANNOT
    if output == "json":
        click.echo(json.dumps(_as_data(before, after), ensure_ascii=False, indent=2))
    else:
        for line in told(before, after, (old, new)):
            click.echo(line)
    return SAME if _are_same(before, after) else DIFFERENT


def _are_same(before: Framework, after: Framework) -> bool:
    return before.to_plain() == after.to_plain()


def _is_other(before: Framework, after: Framework) -> bool:
    """Return whether two frameworks are no versions of one another."""
    return after.id != before.id and after.id not in before.formerly and before.id not in after.formerly


def _groups(before: Framework, after: Framework, changes: Changes) -> Iterator[tuple[str, list[Change]]]:
    """Yield the groups of changes that hold any; that another framework has another id is no change of it."""
    for name in HEADINGS:
        found = [
            one
            for one in getattr(changes, name)
            if not (name == "renamed" and one.sort == "framework" and _is_other(before, after))
        ]
        if found:
            yield name, found


# -- for people ----------------------------------------------------------------------------------------------


def told(before: Framework, after: Framework, asked: tuple[str, str] = ("", "")) -> Iterator[str]:
    """Yield what differs between two frameworks, in lines for people; `asked` is what they were asked for by."""
    names = f"'{before.id}' {before.version}", f"'{after.id}' {after.version}"
    if _are_same(before, after):
        yield f"{names[0]} and {names[1]} are the same."
        return
    if names[0] == names[1] and all(asked):  # a version that nobody has raised yet does not tell them apart
        names = f"{names[0]} ({asked[0]})", f"{names[1]} ({asked[1]})"
    yield f"From {names[0]} to {names[1]}"
    if _is_other(before, after):
        yield ""
        yield "These are two frameworks, and each keeps its own sessions. What follows is how the second differs; if it"
        yield f"is the first under a new name, write formerly: {before.id} into it."
    groups = list(_groups(before, after, diff(before, after)))
    for name, found in groups:
        yield ""
        yield HEADINGS[name]
        for one in found:
            yield f"  {sentence_of(one)}"
            yield from (f"      {line}" for line in _details(before, after, name, one))
    if not groups:
        yield ""
        yield "Nothing changed for people; what differs is the version, or where things come from."
    yield ""
    yield from _told_meanings(before, list(_meanings(before, after)))


def _details(before: Framework, after: Framework, group: str, change: Change) -> Iterator[str]:
    """Yield the lines that say what a thing was and what it is."""
    if group in ("added", "removed"):
        one = thing(after if group == "added" else before, change.sort, change.id)
        yield from getattr(one, "wordings", {}).values()
    elif change.field:
        for words in _differing(before, after, change):
            yield from words.lines()


def _differing(before: Framework, after: Framework, change: Change) -> Iterator[Wordings]:
    old = thing(before, change.sort, change.was or change.id)
    new = thing(after, change.sort, change.id)
    yield from differing(getattr(old, change.field), getattr(new, change.field))


def _told_meanings(before: Framework, meanings: list[Meaning]) -> Iterator[str]:
    if not meanings:
        return
    yield f"For sessions recorded with '{before.id}' {before.version}"
    for kind in PLANS:
        for one in (meaning for meaning in meanings if meaning.kind == kind):
            where = f" at {', '.join(one.stages)}" if one.stages else ""
            yield f"  {kind}: a session in the voice {' or '.join(one.voices)}{where} {_MEANS[kind]}"
            yield from (f"      {reason}" for reason in one.reasons)


# -- for recorded sessions -----------------------------------------------------------------------------------


def _meanings(before: Framework, after: Framework) -> Iterator[Meaning]:
    """Yield what the change means for a session that began at each stage and met what is there; like with like."""
    graph = before.stage_graph
    places = (*graph.leaves, *graph.strands)
    if not graph.leaves:  # nobody has sessions of it
        return
    found: dict[tuple[str, tuple[str, ...]], dict[str, list[str]]] = {}
    for voice in before.voices:
        kept = voice in after.voices and not _is_other(before, after)
        for stage in places if kept else places[:1]:
            session = _session(before, voice, stage)
            if session is None:
                continue
            planned = plan(session, after)
            voices = found.setdefault((planned.kind, planned.reasons), {})
            voices.setdefault(voice, []).append(stage)
    for (kind, reasons), voices in found.items():
        alike: dict[tuple[str, ...], list[str]] = {}
        for voice, stages in voices.items():
            named = () if kind == "blocked" or len(stages) == len(places) else tuple(stages)
            alike.setdefault(named, []).append(voice)
        for named, spoken in alike.items():
            yield Meaning(kind, tuple(spoken), named, reasons)


def _session(framework: Framework, voice: str, stage: str) -> Session | None:
    """Return a session that stands at a stage and has met what is offered there; nothing where none can begin."""
    try:
        session = begin(framework, voice=voice, stage=stage)
    except HandrailError:  # whoever comes there has a past that nobody here knows
        return None
    for prompt in framework.stage(stage).prompts.in_voice(voice):
        try:
            session = session.skip(prompt.id)
        except HandrailError:  # a gate stands before it, so nobody met it here
            continue
    return session


# -- for programs --------------------------------------------------------------------------------------------


def _as_data(before: Framework, after: Framework) -> dict[str, Any]:
    """Return everything as plain data."""
    same = _are_same(before, after)
    rows = []
    for group, found in _groups(before, after, diff(before, after)):
        for one in found:
            row: dict[str, Any] = {"group": group, "sort": one.sort, "id": one.id, "says": one.says}
            if one.was:
                row["was_called"] = one.was
            if one.field:
                row["field"] = one.field
                row["values"] = [words._asdict() for words in _differing(before, after, one)]
            rows.append(row)
    return {
        "old": {"id": before.id, "version": before.version},
        "new": {"id": after.id, "version": after.version},
        "same": same,
        "changes": rows,
        "sessions": [meaning._asdict() for meaning in ([] if same else _meanings(before, after))],
    }
