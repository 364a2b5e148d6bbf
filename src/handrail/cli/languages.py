"""What is translated, and what is not."""

from __future__ import annotations

from collections.abc import Iterator

import click

from handrail.authoring import Reading, Untranslated, reading, texts_to_fill_in, untranslated
from handrail.cataloguing import file_of, find_from, texts_beside


@click.command("untranslated")
@click.argument("name")
@click.option("--language", metavar="TAG", required=True, help="The language: sv, pt-BR.")
@click.option("--write", is_flag=True, help="Print a file of texts to fill in, to be saved as NAME.TAG.yaml.")
def untranslated_command(name: str, language: str, write: bool) -> int:
    """List the texts of a framework that are not there in a language.

    Each stands with its place. The exit status is 0 when nothing is missing, and 1 otherwise.
    """
    path = file_of(name)
    shown = name if path == path.__class__(name) else str(path)
    text, find = path.read_bytes(), find_from(path)
    made = reading(text, shown, find, language, texts_beside(path))
    if write:
        click.echo(texts_to_fill_in(made, language, reading(text, shown, find, language)), nl=False)
        return 0
    missing = untranslated(made)
    for line in _lines(made, missing, shown):
        click.echo(line)
    return 1 if made.framework.untranslated else 0


def _lines(made: Reading, missing: tuple[Untranslated, ...], shown: str) -> Iterator[str]:
    for one in missing:
        yield f"{shown}:{one.line}:{one.column}: {one.keys}"
        yield f"    {' '.join(one.text.split())}"
    elsewhere: dict[str, int] = {}
    own = {one.keys for one in missing}
    for keys in made.framework.untranslated:
        if keys not in own:
            source = keys.rpartition("/")[0] or "the framework that it extends"
            elsewhere[source] = elsewhere.get(source, 0) + 1
    for source, number in elsewhere.items():
        yield f"{number} {'text' if number == 1 else 'texts'} from {source}"
    if not made.framework.untranslated:
        yield f"{made.framework.id}: everything is there in '{made.framework.language}'"
