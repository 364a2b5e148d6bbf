"""The frameworks that can be had by name are listed."""

from __future__ import annotations

import click

import handrail
from handrail.cataloguing import Entry, names


@click.command("list")
def list_() -> None:
    """List the frameworks that can be had by name."""
    entries = handrail.catalogue()
    width = max(len(entry.id) for entry in entries)
    for entry in entries:
        click.echo(f"{entry.id:<{width}}  {_line(entry)}")
    known = {entry.id for entry in entries}
    for id in names():
        if id not in known:
            click.echo(f"{id:<{width}}  (has problems: handrail check {id})")


def _line(entry: Entry) -> str:
    return f"{entry.title} ({entry.originator})" if entry.originator else entry.title
