"""The transcript of a session as nodes, read back from the Markdown that publishing makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

# Blocks that a page has no need of: its title, and what is to be done before it is passed on.
_HEAD = 2


def transcribed(text: str) -> Iterator[nodes.Node]:
    """Yield a transcript as nodes; what stands in it is Markdown of the library's own making, and no more of that."""
    for block in text.rstrip("\n").split("\n\n")[_HEAD:]:
        if block.startswith("## "):
            yield nodes.rubric("", "", *_inline(block[3:]), classes=["handrail-heading"])
        elif block.startswith(">"):
            yield _quotation(block)
        elif block.startswith("- "):
            yield _list(block)
        else:
            asked = ["handrail-asked"] if block.startswith("**") else []
            yield nodes.paragraph("", "", *_inline(block), classes=asked)


def _quotation(block: str) -> nodes.Node:
    made, lines = nodes.block_quote(), list[nodes.Node]()
    for line in [*(one[2:] for one in block.split("\n")), ""]:
        if line:
            goes_on = len(line) - len(line.rstrip("\\")) & 1
            lines.append(nodes.line("", "", *_inline(line[:-1] if goes_on else line)))
        elif lines:
            made += _paragraph(lines)
            lines = []
    return made


def _paragraph(lines: list[nodes.Node]) -> nodes.Node:
    if len(lines) > 1:
        return nodes.line_block("", *lines)
    return nodes.paragraph("", "", *lines[0].children)


def _list(block: str) -> nodes.Node:
    made, held, inner = nodes.bullet_list(bullet="-"), nodes.list_item(), nodes.bullet_list(bullet="-")
    for line in block.split("\n"):
        item = nodes.list_item("", nodes.paragraph("", "", *_inline(line.lstrip(" ")[2:])))
        if line.startswith("  "):
            if inner.parent is None:
                held += inner
            inner += item
        else:
            held, inner = item, nodes.bullet_list(bullet="-")
            made += item
    return made


def _inline(text: str) -> Iterator[nodes.Node]:
    """Yield one line: what is strong, what is emphasised, and signs that mean themselves."""
    look, plain = "", ""
    for sign in [*re.findall(r"\\.|\*\*|\*|[^\\*]+|\\$", text), ""]:
        if sign in ("**", "*", "") and plain:
            yield {"**": nodes.strong, "*": nodes.emphasis}[look]("", plain) if look else nodes.Text(plain)
            plain = ""
        if sign in ("**", "*"):
            look = "" if look else sign
        elif sign:
            plain += sign[1:] if sign.startswith("\\") and len(sign) > 1 else sign
