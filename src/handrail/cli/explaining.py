"""Explaining the codes of problems and advice."""

from __future__ import annotations

import click

from handrail.authoring import explaining


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a code of handrail check; without one, list all.

    A code is explained with a text that breaks it, and one that keeps it.
    """
    if code is not None:
        click.echo(explaining.explain(code))
        return
    width = max(map(len, explaining.CODES))
    for one in explaining.CODES.values():
        click.echo(f"{one.id:<{width}}  {explaining.kind_of(one).partition(',')[0]:<8} {one.says}")
