"""Graphviz reads what we write: every box, every way, and every label as it was."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publishing.drawings import HOSTILE, NASTY, boxes, framework, frameworks, written

import handrail
from handrail.framework import Framework
from handrail.graph import Stage
from handrail.publishing import to_dot
from handrail.publishing.diagram import Group, draw, nodes_of

pytestmark = pytest.mark.skipif(
    shutil.which("dot") is None and os.environ.get("CI") != "true", reason="Graphviz is not installed"
)


def seen(thing: dict[str, Any]) -> str:
    """Return what is written into a box, its lines one after the other."""
    return " ".join(part["text"] for part in thing.get("_ldraw_", ()) if part["op"] == "T")


def holds(made: Framework, *, everything: bool) -> None:
    """See that Graphviz finds in what is written for it all that the drawing has, and nothing else."""
    done = subprocess.run(
        ["dot", "-Tjson"], input=to_dot(made, all=everything), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    read = json.loads(done.stdout)
    drawing = draw(made, full=everything)
    assert seen(read) == written(drawing.title)
    # A name with a percent sign is Graphviz's own, of a row that has no frame.
    found = {one["_gvid"]: one for one in read.get("objects", ()) if not one["name"].startswith("%")}
    names = {id: one["name"].removeprefix("cluster_") for id, one in found.items()}
    assert {names[id]: seen(one) for id, one in found.items()} == {
        key: written(box.label, box.note) for key, box in boxes(drawing).items()
    }
    inside = {
        names[id]: {names[node] for node in one["nodes"]} for id, one in found.items() if "nodes" in one
    }
    assert inside == {
        key: {node.key for node in nodes_of(box)}
        for key, box in boxes(drawing).items()
        if isinstance(box, Group)
    }
    ways = [
        tuple(
            way.get(at_edge, names[way[end]]).removeprefix("cluster_")
            for end, at_edge in (("tail", "ltail"), ("head", "lhead"))
        )
        for way in read.get("edges", ())
        if way.get("style") != "invis"
    ]
    assert sorted(ways) == sorted((arrow.source, arrow.target) for arrow in drawing.arrows)


@pytest.mark.parametrize("everything", [False, True], ids=["", "all"])
@pytest.mark.parametrize("name", handrail.names())
def test_graphviz_finds_every_box_and_every_way_of_a_framework(name: str, everything: bool) -> None:
    holds(handrail.load(name), everything=everything)


def test_graphviz_shows_a_label_as_it_was_written() -> None:
    holds(framework({id: Stage(id, title) for id, title in NASTY.items()}), everything=True)


@given(st.lists(HOSTILE, min_size=1, max_size=6))
def test_graphviz_shows_any_label_as_it_was_written(titles: list[str]) -> None:
    stages = {f"s{number}": Stage(f"s{number}", title) for number, title in enumerate(titles)}
    holds(framework(stages), everything=False)


@given(frameworks(), st.booleans())
def test_graphviz_finds_every_box_and_every_way(drawn: tuple[Framework, list[str]], everything: bool) -> None:
    holds(drawn[0], everything=everything)
