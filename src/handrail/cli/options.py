"""The options that several commands share."""

from __future__ import annotations

import click

edition_option = click.option("--edition", metavar="ID", help="The edition whose labels and tags are shown.")
voice_option = click.option("--voice", metavar="VOICE", help="Who speaks: self, helper, group or guide.")
stage_option = click.option("--stage", metavar="ID", help="One stage only; where to begin.")
language_option = click.option(
    "--language", metavar="TAG", help="The language of the texts: sv, pt-BR; without it, the file's own."
)
