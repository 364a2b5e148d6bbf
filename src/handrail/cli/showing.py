"""A framework is shown as text."""

from __future__ import annotations

import click

import handrail
from handrail.publishing.outline import to_outline

from .options import edition_option, language_option, stage_option, voice_option


@click.command()
@click.argument("name")
@edition_option
@voice_option
@stage_option
@language_option
def show(name: str, edition: str | None, voice: str | None, stage: str | None, language: str | None) -> None:
    """Show a framework as text: stages, prompts, sources."""
    framework = handrail.load(name, edition=edition, language=language)
    click.echo(to_outline(framework, voice=voice, stage=stage), nl=False)
