"""Frameworks become pages for readers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import handrail
from handrail.framework import Framework
from handrail.publishing.page import FORMS, to_index, to_page

from .drawing import out_option, written
from .options import edition_option, language_option


@click.command("page")
@click.argument("name", required=False)
@click.option("--to", type=click.Choice([*FORMS]), default="html", help="The language of the page.")
@click.option(
    "--all", "all_", is_flag=True, help="A page for every framework, and a list of them, in a folder."
)
@edition_option
@language_option
@out_option
def page(
    name: str | None, to: str, all_: bool, edition: str | None, language: str | None, out: Path | None
) -> None:
    """Make a page of a framework that needs no other file.

    It has picture, stages, prompts and sources.
    """
    if all_ == (name is not None):
        raise click.UsageError("page wants the name of a framework, or --all with --out FOLDER.")
    if name is not None:
        written(to_page(handrail.load(name, edition=edition, language=language), to=to), out)
        return
    if out is None or edition is not None:
        raise click.UsageError("--all wants --out FOLDER to write the pages into, and no --edition.")
    _all(out, to, language)


def _all(folder: Path, to: str, language: str | None) -> None:
    """Write a page for each framework of the catalogue and a list of them, and say how far it is at a terminal."""
    entries = handrail.catalogue()
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number, entry in enumerate(entries, 1):
        framework = _in(entry.id, language)
        made.append((framework, f"{entry.id}.{to}"))
        text = to_page(framework, to=to, index=f"index.{to}")
        (folder / made[-1][1]).write_text(text, encoding="utf-8", newline="\n")
        if sys.stderr.isatty():
            click.echo(f"\r{number} of {len(entries)} pages", err=True, nl=number == len(entries))
    written(to_index(made, to=to), folder / f"index.{to}")
    click.echo(f"It lists {len(made)} pages.")


def _in(id: str, language: str | None) -> Framework:
    """Return a framework in a language, or in its own where it has nothing in that one."""
    try:
        return handrail.load(id, language=language)
    except handrail.NotFound:
        return handrail.load(id)
