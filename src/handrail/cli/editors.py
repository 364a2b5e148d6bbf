"""What an editor needs: the JSON Schema of a framework file, and the line that names it."""

from __future__ import annotations

from pathlib import Path

import click

from handrail.publishing.json_schema import to_json_schema

# Beside the frameworks: the first line of a file names it without a folder, so both can be moved and sent together,
# and an editor needs neither network nor handrail to find it.
SCHEMA = Path("framework.schema.json")


def modeline(schema: Path = SCHEMA) -> str:
    """Return the first line of a file, by which editors find its schema."""
    return f"# yaml-language-server: $schema={schema}\n"


def put_beside(file: Path) -> str:
    """Put the schema beside a framework's file, and return a sentence about it; what stands there is left alone."""
    beside, text = file.with_name(SCHEMA.name), to_json_schema()
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        if not beside.is_file() or beside.read_bytes() != text.encode():
            return f"{beside} is of another version; renew it with: handrail schema --out {beside}"
    return f"{beside} stands beside it, by which an editor completes as you type."


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it into this file.")
@click.option(
    "--walkthroughs", is_flag=True, help="Of files that hold walk-throughs, NAME.walkthroughs.yaml."
)
def schema(out: Path | None, walkthroughs: bool) -> None:
    """Print the JSON Schema by which editors complete and explain."""
    text = to_json_schema(walkthroughs)
    if out is None:
        click.echo(text, nl=False)
        return
    out.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{out} is written; name it in the first line of a file:", err=True)
    click.echo(modeline(out), nl=False, err=True)
