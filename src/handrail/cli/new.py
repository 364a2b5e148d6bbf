"""A framework of one's own is begun: a few questions, and a file that passes."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import click

import handrail
from handrail.authoring.reading import read
from handrail.authoring.records import title_from
from handrail.authoring.shaping import id_message, is_id
from handrail.cataloguing import find_from
from handrail.framework.values import VOICES

from .drafts import Draft, StageDraft, draft, variant
from .editors import modeline, put_beside

PURPOSES = ("reflection", "helping")
WHO = """Who speaks? One of these, or several with spaces between:
  self    I ask myself
  helper  a helper asks whoever is helped
  group   we ask ourselves together
  guide   a supervisor or facilitator asks one or many
Who speaks?"""
_STAGES = {
    "reflection": {
        "What happened": "What happened, in a few plain lines?",
        "What it means": "What did it mean, for me and for others?",
        "What next": "What will I keep, or do in another way?",
    },
    "helping": {
        "What is going on": "What has been happening that you would like me to know about?",
        "What is wanted": "What would you like to be different?",
        "What next": "What could be a first small step, if you want one?",
    },
}


class Asked(NamedTuple):
    """Where answers come from: what the command was called with, a person at a terminal, or the default."""

    interactive: bool

    def one(self, given: str | None, question: str, default: str, fits: Callable[[str], str] = str) -> str:
        """Return what was given, else what a person types (Enter takes the default), else the default."""
        if given is not None:
            return fits(given)
        if not self.interactive:
            return default
        while True:
            try:
                answer: str = click.prompt(question, default=default)
                return fits(answer)
            except click.UsageError as error:
                click.echo(error.message)
                question = question.rpartition("\n")[2]  # what stands above it is still on the screen


@click.command("new")
@click.argument("name")
@click.option("--title", metavar="TEXT", help="What people call it.")
@click.option("--purpose", metavar="WORD", help="reflection or helping.")
@click.option(
    "--voice", "voices", multiple=True, metavar="VOICE", help="Who speaks: self, helper, group or guide."
)
@click.option("--stage", "stages", multiple=True, metavar="'ID: QUESTION'", help="A stage and what it asks.")
@click.option("--from", "base", metavar="NAME", help="Start a variant of this framework.")
def new(
    name: str,
    title: str | None,
    purpose: str | None,
    voices: tuple[str, ...],
    stages: tuple[str, ...],
    base: str | None,
) -> int:
    """Begin a framework of your own, with a few questions.

    It writes NAME.yaml, and beside it the schema for editors. Every question has a default and an option that
    answers it, and without a terminal nothing is asked.
    """
    id = _id(name.removesuffix(".yaml"))
    file = Path(f"{id}.yaml")
    if os.path.lexists(file):
        raise click.UsageError(f"{file} is there already, and stays as it is; take another name.")
    asked = Asked(sys.stdin.isatty() and sys.stdout.isatty())
    if base is not None:
        if purpose or voices or stages:
            raise click.UsageError(
                "A variant has the purpose, the voices and the stages of what it varies; leave them out."
            )
        text = _variant(asked, id, title, base)
    else:
        text = draft(_draft(asked, id, title, purpose, voices, stages))
        read(text, str(file), find_from(file))  # what somebody typed may be no text at all
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(modeline() + text)
    click.echo(f"{file} is written.\n{put_beside(file)}\n")
    click.echo(_next(file, purpose="" if base else text, base=base))
    return 0


def _id(name: str) -> str:
    if not is_id(name):
        raise click.UsageError(f"{id_message(name)}.")
    return name


def _variant(asked: Asked, id: str, title: str | None, base: str) -> str:
    varied = handrail.load(base)
    return variant(
        varied, id, asked.one(title, "What do people call it?", f"{varied.title}, {title_from(id).lower()}")
    )


def _draft(
    asked: Asked,
    id: str,
    title: str | None,
    purpose: str | None,
    voices: tuple[str, ...],
    stages: tuple[str, ...],
) -> Draft:
    title = asked.one(title, "What do people call it?", title_from(id))
    purpose = asked.one(purpose, "What is it for, reflection or helping?", "reflection", _purpose)
    usual = "helper" if purpose == "helping" else "self"
    spoken = asked.one(" ".join(voices) or None, WHO, usual, _voices).split()
    return Draft(id, title, purpose, tuple(spoken), _stages(asked, stages, purpose))


def _purpose(word: str) -> str:
    if word not in PURPOSES:
        raise click.UsageError(f"'{word}' is neither reflection nor helping; write one of them.")
    return word


def _voices(words: str) -> str:
    found = dict.fromkeys(re.split(r"[\s,]+", words.strip()))
    for word in found:
        if word not in VOICES:
            raise click.UsageError(f"'{word}' is no voice; write one or more of {', '.join(VOICES)}.")
    return " ".join(found)


def _stages(asked: Asked, given: tuple[str, ...], purpose: str) -> tuple[StageDraft, ...]:
    if given:
        return _distinct(_given(stage) for stage in given)
    usual = _STAGES[purpose]
    names = asked.one(
        None, "What are its stages called? Put commas between them.\nStages", ", ".join(usual), _named
    ).split(", ")
    return tuple(StageDraft(_slug(name), name, _question(asked, name, usual)) for name in names)


def _question(asked: Asked, name: str, usual: dict[str, str]) -> str:
    proposed = usual.get(name, f"What is there to say about {name}?")
    return asked.one(None, f"What does '{name}' ask?", proposed, _said)


def _given(stage: str) -> StageDraft:
    name, colon, question = stage.partition(":")
    if not colon or not question.strip():
        raise click.UsageError(
            "--stage wants an id and a question, for example --stage 'feelings: What did I feel?'"
        )
    id = name.strip() if is_id(name.strip()) else _slug(name)
    return StageDraft(id, title_from(id) if id == name.strip() else name.strip(), question.strip())


def _named(names: str) -> str:
    found = [name.strip() for name in names.split(",") if name.strip()]
    if not found:
        raise click.UsageError("A framework has a stage at least; write what it is called.")
    _distinct(StageDraft(_slug(name), name, "") for name in found)
    return ", ".join(found)


def _said(text: str) -> str:
    if not text.strip():
        raise click.UsageError("Nothing stands here; write a question.")
    return text.strip()


def _distinct(stages: Iterable[StageDraft]) -> tuple[StageDraft, ...]:
    found: dict[str, StageDraft] = {}
    for stage in stages:
        if stage.id in found:
            raise click.UsageError(f"Two stages are called '{stage.id}'; give one of them another name.")
        found[stage.id] = stage
    return tuple(found.values())


def _slug(name: str) -> str:
    """Return an id made from a name, which the name stays beside as a title."""
    id = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not id:
        raise click.UsageError(
            f"No id can be made of '{name.strip()}'; write it with --stage 'ID: QUESTION'."
        )
    return id


def _next(file: Path, purpose: str, base: str | None) -> str:
    """Return what to type next."""
    use = f"handrail diff {base} {file}" if base else f"handrail {_use(purpose)} {file}"
    lines = (f"handrail check {file}", f"handrail show {file}", use)
    return "\n".join(("Open it in your editor; these go on from here:", "", *(f"  {line}" for line in lines)))


def _use(text: str) -> str:
    return "converse" if "\npurpose: helping\n" in text else "reflect"
