"""A framework's stage graph is drawn."""

from __future__ import annotations

from pathlib import Path

import click

import handrail
from handrail.errors import HandrailError
from handrail.publishing.dot import to_dot
from handrail.publishing.mermaid import to_mermaid
from handrail.publishing.svg import to_svg

from .options import edition_option, language_option

_FORMS = {"mermaid": to_mermaid, "dot": to_dot, "svg": to_svg}

out_option = click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write it here instead of printing it."
)


@click.command()
@click.argument("name")
@click.option(
    "--format", "form", type=click.Choice([*_FORMS]), default="mermaid", help="The language, or a picture."
)
@click.option(
    "--all", "all_", is_flag=True, help="Every transition, not only the suggested way and new rounds."
)
@click.option(
    "--around",
    metavar="STAGE",
    default="",
    help="This stage, every transition from and to it, and its neighbours.",
)
@click.option(
    "--direction",
    type=click.Choice(["across", "down"]),
    help="How the stages follow each other; the form decides where this is left out.",
)
@edition_option
@language_option
@out_option
def draw(
    name: str,
    form: str,
    all_: bool,
    around: str,
    direction: str | None,
    edition: str | None,
    language: str | None,
    out: Path | None,
) -> None:
    """Draw a framework's stage graph."""
    framework = handrail.load(name, edition=edition, language=language)
    if not framework.stage_graph.stages:
        raise HandrailError(
            f"'{framework.id}' has no stages to draw; handrail page {name} shows what it holds"
        )
    written(_FORMS[form](framework, all=all_, around=around, direction=direction or ""), out)


def written(text: str, out: Path | None) -> None:
    """Print a text, or write it to a file and say so."""
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"{out} is written.")
