"""A page about a framework in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from .blocks import Asked, Block, Heading, Items, Pairs, Picture, Told, Ways, Words
from .description import sentences
from .index import Listed
from .markdown import inline


def as_markdown(told: Told, *, index: str = "") -> str:
    """Return a page in Markdown; instead of the picture it has the same in sentences."""
    parts = [part for block in told.blocks for part in _block(block, told)]
    back = [f"[All frameworks]({index})"] if index else []
    return "\n\n".join([*back, *parts]) + "\n"


def markdown_list(listed: Listed) -> str:
    """Return a page that lists others: their titles, addresses and what is said beside them."""
    parts = [f"# {inline(listed.title)}"]
    for heading, pages in listed.groups:
        parts.append(f"## {inline(heading)}")
        parts.append("\n".join(f"- [{inline(one.title)}]({one.address}){_beside(one.said)}" for one in pages))
    return "\n\n".join(parts) + "\n"


def _beside(said: str) -> str:
    return f": {inline(said)}" if said else ""


def _block(block: Block, told: Told) -> Iterator[str]:
    if isinstance(block, Heading):
        unit = f" ({inline(block.unit)})" if block.unit not in ("", "stage", "strand") else ""
        yield f"{'#' * block.level} {inline(block.text)}{unit}"
    elif isinstance(block, Words):
        mark = {"question": "*", "notice": "**"}.get(block.kind, "")
        label = f"**{inline(block.label)}**: " if block.label and not mark else ""
        yield f"{label}{mark}{inline(block.text)}{mark}"
    elif isinstance(block, Items | Ways):
        label = block.label or ("From here" if isinstance(block, Ways) else "")
        if label:
            yield f"**{inline(label)}**"
        yield "\n".join(f"- {inline(text)}" for text in block.texts)
    elif isinstance(block, Pairs):
        yield "\n".join(f"- **{inline(name)}**{_beside(said)}" for name, said in block.pairs)
    elif isinstance(block, Picture):
        yield "\n".join(f"- {inline(text)}" for text in sentences(block.framework))
    else:
        yield _asked(block, len(told.voices) > 1)


def _asked(block: Asked, voiced: bool) -> str:
    beside = [block.topic, *block.about] if block.topic else block.about
    about = f" ({inline('; '.join(beside))})" if beside else ""
    lines = (f"    - {f'{voice}: ' if voiced else ''}{inline(text)}" for voice, text in block.wordings)
    how = [f"    - *{inline(block.how)}*"] if block.how else []
    return "\n".join((f"- **{inline(block.id)}**{about}", *lines, *how))
