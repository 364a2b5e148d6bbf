"""A framework as a Mermaid flowchart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from handrail.framework import Framework

from .diagram import ANYWHERE, BESIDE, Arrow, Diagram, Group, Node, draw, nodes_of

_SHAPES = {
    "stage": ('["', '"]'),
    "strand": ('(["', '"])'),
    "safeguard": ('{{"', '"}}'),
    "detour": ('[["', '"]]'),
    "out": ('(("', '"))'),
}
_STYLES = {
    "strand": "stroke-dasharray:4 3",
    "safeguard": "fill:#fdecea,stroke:#b3261e,color:#601410",
    "detour": "stroke-dasharray:1 3",
}
# What Mermaid, or the Markdown and HTML inside its labels, could take for more than a letter.
_PLAIN = re.compile(r"[^\w ,?!'()/.\-]|^[\d]+\.|^[-.]|_", re.ASCII)


def to_mermaid(framework: Framework, *, full: bool = False) -> str:
    """Return a framework as a Mermaid flowchart: the suggested way, the strands, and all transitions when `full`."""
    return "\n".join(_lines(draw(framework, full=full), full)) + "\n"


def _lines(diagram: Diagram, full: bool) -> Iterator[str]:
    yield from ("---", f"title: {json.dumps(diagram.title, ensure_ascii=False)}", "---")
    # A chain of boxes without groups reads best downwards; groups stand side by side as columns.
    columns = any(isinstance(one, Group) and one.key not in (ANYWHERE, BESIDE) for one in diagram.members)
    yield "flowchart LR" if columns else "flowchart TB"
    for member in diagram.members:
        yield from _box(member, "  ")
    for arrow in diagram.arrows:
        yield f"  {arrow.source} {_arrow(arrow, full)} {arrow.target}"
    for kind, style in _STYLES.items():
        keys = [node.key for node in diagram.nodes if node.kind == kind]
        if keys:
            yield f"  classDef {kind} {style}"
            yield f"  class {','.join(keys)} {kind}"


def _box(thing: Node | Group, indent: str) -> Iterator[str]:
    if isinstance(thing, Node):
        left, right = _SHAPES[thing.kind]
        yield f"{indent}{thing.key}{left}{escape(thing.label)}{right}"
        return
    label = escape(thing.label) + (f"<br/><i>{escape(thing.note)}</i>" if thing.note else "")
    yield f'{indent}subgraph {thing.key}["{label}"]'
    yield f"{indent}  direction {'LR' if thing.key in (ANYWHERE, BESIDE) else 'TB'}"
    for member in thing.members:
        yield from _box(member, indent + "  ")
    yield f"{indent}end"


def _arrow(arrow: Arrow, full: bool) -> str:
    if arrow.strong:
        return "==>"
    return "-->" if arrow.kind == "next" else "-.->"


def escape(text: str) -> str:
    """Return a text for a quoted Mermaid label: one line, and every sign that could mean something as its number."""
    line = " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())
    return _PLAIN.sub(lambda found: "".join(_coded(letter) for letter in found[0]), line)


def _coded(letter: str) -> str:
    return letter if letter.isalnum() or not letter.isascii() else f"#{ord(letter)};"
