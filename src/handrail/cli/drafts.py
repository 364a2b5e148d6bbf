"""The texts of frameworks that somebody begins with, with a few words on how to go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from handrail.authoring.records import title_from
from handrail.authoring.scalars import bracketed, key, text
from handrail.framework import Framework
from handrail.prompts import Prompt

_HEAD = """\
# A framework is a text: what stands before a colon is a key or an id, and what stands behind it is yours to word.
# Ids are made of a-z, 0-9 and hyphens. Keep them once people have begun; words may change at any time.
# After a # on a line of its own, as here, you may note what you like.
"""
_CONFIDENCE = """\
# Nobody has checked this yet. Where something is from a published work, name it under `references` and write its id as
# the `reference` of what it is about.
confidence: proposed
"""
_USES = """\
# Agreement before any story, the way to a human being, and repair: taken from the alliance, and not to be left out.
uses:
  alliance: [ethics, readiness, danger, repair, kinds]
"""
_ANYWHERE = """\
# Where one may go from every stage; being heard may be enough.
from_anywhere:
  exit: this is enough for now
"""


class StageDraft(NamedTuple):
    """A stage as somebody begins with it: its id, what it is called, and what it asks."""

    id: str
    title: str
    question: str


class Draft(NamedTuple):
    """A framework as somebody begins with it."""

    id: str
    title: str
    purpose: str
    voices: tuple[str, ...]
    stages: tuple[StageDraft, ...]


def _line(name: str, said: str, indent: int = 0) -> str:
    """Return a key with a text."""
    head = " " * indent + key(name)
    behind, below = text(said, len(head) + 1, indent + 2)
    return "\n".join([f"{head} {behind}", *below]) + "\n"


def draft(begun: Draft) -> str:
    """Return the text of a framework that somebody begins with."""
    helping = begun.purpose == "helping"
    usual = ("helper",) if helping else ("self",)
    return "".join(
        (
            _HEAD,
            f"framework: {begun.id}\n",
            _line("title", begun.title),
            f"version: 0.1.0\npurpose: {begun.purpose}\nlanguage: en\n",
            _CONFIDENCE,
            _USES if helping else "",
            f"voices: {bracketed(begun.voices)}\n" if begun.voices != usual else "",
            "# The stages, in the order in which they are suggested; any may hold several prompts.\nstages:\n",
            *(_stage(stage, begun, first=stage == begun.stages[0]) for stage in begun.stages),
            _ANYWHERE,
        )
    )


def _stage(stage: StageDraft, begun: Draft, first: bool) -> str:
    title = _line("title", stage.title, 4) if stage.title != title_from(stage.id) else ""
    taught = "        # minutes: written briefly, and at typical length\n" if first else ""
    several = len(begun.voices) > 1 and first
    voices = "        # the same in every voice so far; say it as it would be said\n" if several else ""
    return "".join(
        (
            f"  {key(stage.id)}\n",
            title,
            f"    prompts:\n      {key(stage.id)}\n",
            voices,
            *(_line(voice, stage.question, 8) for voice in begun.voices),
            taught,
            "        minutes:\n          brief: 2\n          typical: 5\n",
        )
    )


def variant(varied: Framework, id: str, title: str) -> str:
    """Return the text of a variant, with examples from what it varies that wait behind comment signs."""
    return "".join(
        (
            f"# A variant of {varied.id}: what is not named here stays as it is there, and what is named is\n"
            "# changed key by key. Take the # away where you want something, and the space behind it.\n",
            f"framework: {id}\nextends: {varied.id}\n",
            _line("title", title),
            *(f"# {line}\n" if line[:1] != "#" else f"{line}\n" for line in _examples(varied)),
        )
    )


def _examples(varied: Framework) -> Iterator[str]:
    own = [prompt for prompt in varied.prompts if "/" not in prompt.id and "/" not in prompt.stage]
    if own:
        yield "# Prompts that are not wanted here; a safeguard cannot be left out."
        yield f"leave_out: {bracketed([prompt.id for prompt in own[-2:]])}"
    for term, said in list(varied.terms.items())[:1]:
        yield f"# What is said for <{term}> in every wording."
        yield from ("terms:", *_line(term, said, 2).rstrip().split("\n"))
    plain = [prompt for prompt in own if prompt.sitting == "main" and not prompt.asks]
    if plain:
        yield "# One prompt worded as it is said here, and one that is new, behind it."
        yield "stages:" if not varied.stage(plain[0].stage).strand else "strands:"
        yield from _changed(varied, plain[0])


def _changed(varied: Framework, prompt: Prompt) -> Iterator[str]:
    """Yield the lines below `stages` that word a prompt otherwise and add another behind it."""
    path = _path(varied, prompt.stage)
    for number, id in enumerate(path):
        pad = " " * (2 + 4 * number)
        yield f"{pad}{key(id)}"
        yield f"{pad}  {'stages' if id != path[-1] else 'prompts'}:"
    pad += " " * 4
    voice, said = next(iter(prompt.wordings.items()))
    yield f"{pad}{prompt.id}:"
    yield from _line(voice, said, len(pad) + 2).rstrip().split("\n")
    yield f"{pad}our-own:"
    for spoken in varied.voices_together or (voice,):
        yield f"{pad}  {spoken}: What matters here that nobody has asked yet?"
    yield f"{pad}  after: {prompt.id}"


def _path(varied: Framework, stage: str) -> list[str]:
    """Return the stages that lead to one, itself last."""
    path = [stage]
    while parent := varied.stage(path[0]).parent:
        path.insert(0, parent)
    return path
