"""A framework's stage graph is drawn."""

from __future__ import annotations

import click

import handrail
from handrail.publishing.dot import to_dot
from handrail.publishing.mermaid import to_mermaid

from .languages import language_option
from .options import edition_option


@click.command()
@click.argument("name")
@click.option(
    "--format", "form", type=click.Choice(["mermaid", "dot"]), default="mermaid", help="The language."
)
@click.option(
    "--all", "all_", is_flag=True, help="Every transition, not only the suggested way and new rounds."
)
@edition_option
@language_option
def draw(name: str, form: str, all_: bool, edition: str | None, language: str | None) -> None:
    """Draw a framework's stage graph."""
    framework = handrail.load(name, edition=edition, language=language)
    click.echo((to_mermaid if form == "mermaid" else to_dot)(framework, all=all_), nl=False)
