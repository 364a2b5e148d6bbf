"""A page about a framework in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .markdown import inline
from .telling import LISTED, Asked, Block, Heading, Items, Pairs, Picture, Told, Words


def as_markdown(told: Told, *, index: str = "") -> str:
    """Return a page in Markdown; instead of the picture it has the same in sentences."""
    parts = [part for block in told.blocks for part in _block(block)]
    back = [f"[All frameworks]({index})"] if index else []
    return "\n\n".join([*back, *parts]) + "\n"


def markdown_list(pages: Sequence[tuple[str, str, str]]) -> str:
    """Return a page that lists others: their titles, addresses and what is said beside them."""
    items = (
        f"- [{inline(title)}]({address})" + (f" ({inline(said)})" if said else "")
        for title, address, said in pages
    )
    return f"# {LISTED}\n\n" + "\n".join(items) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {inline(block.text)}"
    elif isinstance(block, Words):
        mark = {"question": "*", "notice": "**"}.get(block.kind, "")
        yield f"{mark}{inline(block.text)}{mark}"
    elif isinstance(block, Items):
        yield "\n".join(f"- {inline(text)}" for text in block.texts)
    elif isinstance(block, Pairs):
        yield "\n".join(f"- **{inline(name)}**: {inline(text)}" for name, text in block.pairs)
    elif isinstance(block, Picture):
        yield "\n".join(f"- {inline(text)}" for text in block.told)
    else:
        yield _asked(block)


def _asked(block: Asked) -> str:
    name = f"**{inline(block.topic or block.id)}**"
    about = f" ({inline(block.about)})" if block.about else ""
    many = len(block.wordings) > 1
    lines = (f"    - {f'{voice}: ' if many else ''}{inline(text)}" for voice, text in block.wordings)
    return "\n".join((f"- {name}{about}", *lines))
