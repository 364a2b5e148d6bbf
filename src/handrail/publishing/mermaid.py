"""A framework as a Mermaid flowchart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise

from handrail.framework import Framework

from .diagram import ANYWHERE, OUT, Arrow, Diagram, Group, Node, draw
from .line import one_line

# Keys of a drawing are a letter with a number, or words longer than this one.
_WAY = "way"

_SHAPES = {
    "stage": ('["', '"]'),
    "strand": ('(["', '"])'),
    "safeguard": ('{{"', '"}}'),
    "detour": ('[["', '"]]'),
    ANYWHERE: ('(["', '"])'),
    OUT: ('(["', '"])'),
}
_STYLES = {
    "strand": "stroke-dasharray:4 3",
    "safeguard": "fill:#fdecea,stroke:#b3261e,color:#601410",
    "detour": "stroke-dasharray:1 3",
}
# What Mermaid, or the Markdown and HTML inside its labels, could take for more than a letter.
_SIGNS = re.compile(r"[^\w ,?!'()/.\-]|^\d+\.|^[-.]|_", re.ASCII)


def to_mermaid(framework: Framework, *, all: bool = False, around: str = "", direction: str = "") -> str:  # noqa: A002
    """Return a framework as a Mermaid flowchart: the suggested way and new rounds, or all transitions when `all`.

    With `around` a stage it shows that one, every transition from it and to it, and the stages at their other ends.
    `direction` is `across` or `down`; without one, groups stand side by side and stages one below the other. Raises
    `HandrailError` for a stage that the framework does not have.
    """
    diagram = draw(framework, full=all, around=around)
    along, aside = ("LR", "TB") if diagram.lies(direction) else ("TB", "LR")
    return "\n".join(_lines(diagram, along, aside)) + "\n"


def _lines(diagram: Diagram, along: str, aside: str) -> Iterator[str]:
    yield from ("---", f"title: {json.dumps(diagram.title, ensure_ascii=False)}")
    if any(isinstance(one, Group) and one.note for one in diagram.stages):
        # Room for the second line in the title of a group.
        yield from ("config:", "  flowchart:", "    subGraphTitleMargin: {top: 4, bottom: 22}")
    yield from ("---", f"flowchart {along}")
    if diagram.in_columns:
        # Mermaid sets groups side by side only inside a group that no arrow leaves or enters.
        yield from (f'  subgraph {_WAY}[" "]', f"    direction {aside}")
        for stage in diagram.stages:
            yield from _box(stage, "    ", along)
        yield from ("  end", f"  style {_WAY} fill:none,stroke:none")
    else:
        for stage in diagram.stages:
            yield from _box(stage, "  ", along)
    for row in diagram.rows:
        yield from _box(row, "  ", aside)
    for arrow in diagram.arrows:
        yield f"  {arrow.source} {_arrow(arrow)} {arrow.target}"
    yield from (f"  {' ~~~ '.join(keys)}" for keys in _unseen(diagram))
    for kind, style in _STYLES.items():
        keys = [node.key for node in diagram.nodes if node.kind == kind]
        if keys:
            yield from (f"  classDef {kind} {style}", f"  class {','.join(keys)} {kind}")


def _unseen(diagram: Diagram) -> Iterator[list[str]]:
    """Yield boxes that stand in a line although no arrow is drawn between them."""
    for row in diagram.rows:
        if isinstance(row, Group) and len(row.members) > 1:
            yield [one.key for one in row.members]
    if diagram.in_columns:
        joined = {(arrow.source, arrow.target) for arrow in diagram.arrows}
        pairs = pairwise(stage.key for stage in diagram.stages)
        yield from ([*pair] for pair in pairs if pair not in joined)
        if diagram.rows:
            yield [_WAY, *(row.key for row in diagram.rows)]


def _box(thing: Node | Group, indent: str, direction: str) -> Iterator[str]:
    label = escape(thing.label) + (f"<br/><i>{escape(thing.note)}</i>" if thing.note else "")
    if isinstance(thing, Node):
        left, right = _SHAPES[thing.kind]
        yield f"{indent}{thing.key}{left}{label}{right}"
    else:
        yield f'{indent}subgraph {thing.key}["{label}"]'
        yield f"{indent}  direction {direction}"
        for member in thing.members:
            yield from _box(member, indent + "  ", direction)
        yield f"{indent}end"


def _arrow(arrow: Arrow) -> str:
    if arrow.strong:
        return "==>"
    return "-->" if arrow.kind == "next" else "-.->"


def escape(text: str) -> str:
    """Return a text for a quoted Mermaid label: one line, with signs that may mean something as numbers."""
    return _SIGNS.sub(lambda found: "".join(map(_coded, found[0])), one_line(text))


def _coded(letter: str) -> str:
    return letter if letter.isalnum() or not letter.isascii() else f"#{ord(letter)};"
