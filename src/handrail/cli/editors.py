"""What an editor needs: the JSON Schema of a framework file."""

from __future__ import annotations

from pathlib import Path

import click

from handrail.publishing.json_schema import to_json_schema


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it into this file.")
@click.option(
    "--walkthroughs", is_flag=True, help="Of files that hold walk-throughs, NAME.walkthroughs.yaml."
)
def schema(out: Path | None, walkthroughs: bool) -> None:
    """Print the JSON Schema of a framework file, by which editors complete, explain and underline."""
    text = to_json_schema(walkthroughs)
    if out is None:
        click.echo(text, nl=False)
        return
    out.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{out} is written; name it in the first line of a file:", err=True)
    click.echo(f"# yaml-language-server: $schema={out}", err=True)
