"""Frameworks to be drawn: with labels that mean something in many languages, and of any shape."""

from __future__ import annotations

from hypothesis import strategies as st

from handrail.framework import Framework
from handrail.framework.values import Safeguard
from handrail.graph import Stage, Transition
from handrail.publishing.diagram import Diagram, Group, Node
from handrail.publishing.line import one_line

NASTY = {
    "end": "end",
    "graph": 'say "no"',
    "subgraph": "a [b] (c) {d} <e>",
    "list": "1. one",
    "dash": "- two",
    "bold": "*bold* _it_ `code` ~x~ $$y$$",
    "hash": "#35; # &amp; &alpha;",
    "slash": "back\\nslash \\N \\l",
    "emoji": "🌱 👩🏽‍⚕️",
    "rtl": "مرحبا بالعالم",
    "init": "%%{init: x}%% %% c",
    "style": "style a:b#c; classDef d",
    "arrow": "A --> B; C | D",
    "tag": "<script>alert(1)</script>",
    "lines": "two\nlines\tand a tab",
    "class": "@{ shape: rect } fa:fa-car",
}


def framework(stages: dict[str, Stage], **more: object) -> Framework:
    return Framework("f", "F", "helping", every_stage=stages, **more)  # type: ignore[arg-type]


TITLES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
KINDS = st.sampled_from(["next", "skip", "back", "again", "exit", "stay"])


@st.composite
def frameworks(draw: st.DrawFn) -> tuple[Framework, list[str]]:
    """Draw a framework of stages, some of them inside others, and strands, with their titles."""
    count = draw(st.integers(1, 7))
    ids = [f"stage-{letter}" for letter in "abcdefg"[:count]]
    titles = {id: f"{id}: {one_line(draw(TITLES))}".strip() for id in ids}
    strands = {id for id in ids[1:] if draw(st.integers(0, 4)) == 0}
    held: dict[str, list[str]] = {id: [] for id in ids}
    parents: dict[str, str] = {}
    for number, id in enumerate(ids):
        holders = [holder for holder in ids[:number] if holder not in strands]
        if holders and id not in strands and draw(st.booleans()):
            parents[id] = draw(st.sampled_from(holders))
            held[parents[id]].append(id)
    ways = {id: draw(st.lists(st.tuples(KINDS, st.sampled_from(ids)), max_size=2)) for id in ids}
    stages = {
        id: Stage(
            id,
            titles[id],
            parent=parents.get(id, ""),
            strand=id in strands,
            stages=tuple(held[id]),
            transitions=tuple(
                Transition(id, {"exit": "", "stay": id}.get(kind, target), kind) for kind, target in ways[id]
            ),
        )
        for id in ids
    }
    anywhere = tuple(
        Transition("", target, "back") for target in draw(st.lists(st.sampled_from(ids), max_size=1))
    )
    guard = {"help": Safeguard("help", "Help")} if draw(st.booleans()) else {}
    made = framework(
        stages, from_anywhere=anywhere, safeguards=guard, order=draw(st.sampled_from(["free", "strict"]))
    )
    return made, list(titles.values())


# Letters that some language of drawings gives a meaning to, and any others.
HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\"'`<>[](){}|\\/#;:&%*_~^$@=+-.!?, \t\nend01"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=20,
)


def boxes(diagram: Diagram) -> dict[str, Node | Group]:
    """Return every box of a drawing by its key."""
    waiting, found = [*diagram.stages, *diagram.rows], {}
    while waiting:
        one = waiting.pop()
        found[one.key] = one
        waiting += one.members if isinstance(one, Group) else ()
    return found


def written(*texts: str) -> str:
    """Return texts as one line, however they are broken into lines where they are drawn."""
    return " ".join(filter(None, map(one_line, texts)))
