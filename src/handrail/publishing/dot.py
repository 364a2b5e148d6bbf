"""A framework in the language of Graphviz."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from handrail.framework import Framework

from .diagram import ANYWHERE, OUT, Arrow, Diagram, Group, Node, draw, nodes_of
from .line import one_line

_MEANT = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": "\\n"})

# Wide enough for the longest names of stages in two lines.
_WIDTH = 24

_LOOKS: Mapping[str, Mapping[str, str]] = {
    "stage": {},
    "strand": {"style": "rounded,filled,dashed"},
    "safeguard": {"shape": "octagon", "fillcolor": "#fdecea", "color": "#b3261e", "fontcolor": "#601410"},
    "detour": {"style": "filled,dotted", "peripheries": "2"},
    ANYWHERE: {"style": "rounded,filled"},
    OUT: {"style": "rounded,filled"},
}


def to_dot(framework: Framework, *, all: bool = False, around: str = "", direction: str = "") -> str:  # noqa: A002
    """Return a framework as a Graphviz digraph: the suggested way and new rounds, or all transitions when `all`.

    With `around` a stage it shows that one, every transition from it and to it, and the stages at their other ends.
    `direction` is `across` or `down`; without one, groups stand side by side and stages one below the other. Raises
    `HandrailError` for a stage that the framework does not have.
    """
    diagram = draw(framework, full=all, around=around)
    return "\n".join(_lines(diagram, lies=diagram.lies(direction))) + "\n"


def _lines(diagram: Diagram, lies: bool) -> Iterator[str]:
    yield "digraph {"
    yield f"  graph [{_set(label=one_line(diagram.title), labelloc='t', fontname='Helvetica', pad='0.2')}]"
    yield f"  graph [{_set(compound='true', newrank='true', nodesep='0.5', ranksep='0.4')}]"
    if lies:
        yield f"  graph [{_set(rankdir='LR')}]"
    yield f"  node [{_set(shape='box', style='filled', fillcolor='#ececff', color='#7a6ad8')}]"
    yield f"  node [{_set(fontname='Helvetica')}]"
    yield f"  edge [{_set(color='#333333')}]"
    for member in (*diagram.stages, *diagram.rows):
        yield from _box(member, "  ")
    ends = {thing.key: thing for thing in _all(diagram.stages + diagram.rows)}
    for arrow in diagram.arrows:
        yield f"  {_arrow(arrow, ends)}"
    yield from _places(diagram)
    yield "}"


def _places(diagram: Diagram) -> Iterator[str]:
    """Yield what is not seen and says where boxes stand: groups side by side, what is for all below."""
    heads = [nodes_of(stage)[0].key for stage in diagram.stages]
    if diagram.in_columns:
        yield f"  {{ rank=same; {'; '.join(heads)} }}"
        yield from (f"  {a} -> {b} [style=invis]" for a, b in pairwise(heads))
    grouped = any(isinstance(stage, Group) for stage in diagram.stages)
    above = [nodes_of(stage)[-1].key for stage in diagram.stages]
    for row in diagram.rows:
        if grouped or row.key == OUT:
            keys = [node.key for node in nodes_of(row)]
            yield f"  {{ rank=same; {'; '.join(keys)} }}"
            yield from (f"  {a} -> {b} [style=invis]" for a, b in pairwise(keys))
            yield from (f"  {key} -> {keys[0]} [style=invis, weight=0]" for key in above)
            above = keys[:1]


def _all(things: Sequence[Node | Group]) -> Iterator[Node | Group]:
    for thing in things:
        yield thing
        if isinstance(thing, Group):
            yield from _all(thing.members)


def _box(thing: Node | Group, indent: str) -> Iterator[str]:
    if isinstance(thing, Node):
        lines = (
            textwrap.wrap(one_line(text), _WIDTH, break_long_words=False, break_on_hyphens=False)
            for text in (thing.label, thing.note)
        )
        label = "\n".join(chain.from_iterable(lines))
        yield f"{indent}{thing.key} [{_set(label=label, **_LOOKS[thing.kind])}]"
        return
    label = "\n".join(filter(None, map(one_line, (thing.label, thing.note))))
    yield f"{indent}subgraph cluster_{thing.key} {{"
    look = _set(label=label, style="filled", fillcolor="#fffff0", color="#b5b04a", margin="14")
    yield f"{indent}  graph [{look}]"
    for member in thing.members:
        yield from _box(member, indent + "  ")
    yield f"{indent}}}"


def _arrow(arrow: Arrow, ends: Mapping[str, Node | Group]) -> str:
    source, target = ends[arrow.source], ends[arrow.target]
    look: dict[str, str] = {}
    if isinstance(source, Group):
        look["ltail"] = f"cluster_{source.key}"
    if isinstance(target, Group):
        look["lhead"] = f"cluster_{target.key}"
    if arrow.strong:
        # Between groups the arrow needs room, which only a label gives it.
        look |= {"penwidth": "3"} | ({"label": " " * 24} if look else {"weight": "50"})
    elif arrow.kind != "next":
        look |= {"style": "dotted", "color": "#777777"}
        if source.key != ANYWHERE:
            look["constraint"] = "false"  # ways back, across and out do not decide where a stage stands
    if arrow.because:
        look["tooltip"] = one_line(arrow.because)
    line = f"{nodes_of(source)[0].key} -> {nodes_of(target)[0].key}"
    return line + (f" [{_set(**look)}]" if look else "")


def _set(**attributes: str) -> str:
    return ", ".join(f"{name}={quote(value)}" for name, value in attributes.items())


def quote(text: str) -> str:
    """Return a text as a quoted string of the dot language, in which it means nothing but itself."""
    return '"' + text.translate(_MEANT) + '"'
