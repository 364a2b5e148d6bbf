"""Mermaid itself, in a browser, reads what we write: every box, every way, and every label as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.peers import Missing, from_npm, without
from tests.publishing.drawings import HOSTILE, NASTY, boxes, framework, frameworks, written

import handrail
from handrail.framework import Framework
from handrail.graph import Stage
from handrail.publishing import to_mermaid
from handrail.publishing.diagram import Group, draw

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# One picture takes Mermaid some tenths of a second.
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# What stands in the picture: the texts in boxes and around them; and what Mermaid took for a group and for a way.
LOOK = """
async text => {
    const {svg} = await mermaid.render("drawn", text);
    document.body.innerHTML = svg;
    // A line break and the italics of a question are all the markup that we write.
    document.querySelectorAll("foreignObject br").forEach(one => one.replaceWith(" "));
    const texts = (selector, inner) => [...document.querySelectorAll(selector)].map(
        one => [one.id.replace(/^drawn-/, ""), (one.querySelector(inner) ?? one).textContent]);
    const {db} = await mermaid.mermaidAPI.getDiagramFromText(text);
    return {
        title: document.querySelector(".flowchartTitleText")?.textContent ?? "",
        nodes: texts("g.node", ".nodeLabel"),
        groups: texts("g.cluster", ".nodeLabel"),
        marked: [...document.querySelectorAll("foreignObject :not(div, span, p, i)")].map(one => one.outerHTML),
        inside: db.getSubGraphs().map(one => [one.id, [...one.nodes]]),
        ways: db.getEdges().filter(one => one.stroke != "invisible").map(one => [one.start, one.end]),
        drawn: document.querySelectorAll("g.edgePaths > path:not(.edge-thickness-invisible)").length,
    };
}
"""


@pytest.fixture(scope="module")
def mermaid(chromium: Browser) -> Page:
    """Give a page that draws."""
    try:
        script = from_npm("mermaid", "dist", "mermaid.min.js")
    except Missing as missing:
        without(missing)
    page = chromium.new_context(offline=True).new_page()
    page.add_script_tag(path=script)
    page.evaluate("mermaid.initialize({startOnLoad: false})")
    return page


def holds(page: Page, made: Framework, *, everything: bool) -> None:
    """See that Mermaid finds in what is written for it all that the drawing has, and nothing else."""
    seen: dict[str, Any] = page.evaluate(LOOK, to_mermaid(made, all=everything))
    drawing = draw(made, full=everything)
    assert written(seen["title"]) == written(drawing.title)
    assert seen["marked"] == []
    found = [(re.sub(r"flowchart-(.*)-\d+", r"\1", id), written(text)) for id, text in seen["nodes"]]
    # What holds the groups side by side is a group without a word.
    found += [(id, written(text)) for id, text in seen["groups"] if id != "way"]
    assert sorted(found) == sorted((key, written(box.label, box.note)) for key, box in boxes(drawing).items())
    inside = {id: {*members} for id, members in seen["inside"] if id != "way"}
    assert inside == {
        key: {member.key for member in box.members}
        for key, box in boxes(drawing).items()
        if isinstance(box, Group)
    }
    ways = sorted((arrow.source, arrow.target) for arrow in drawing.arrows)
    assert sorted(map(tuple, seen["ways"])) == ways
    assert seen["drawn"] == len(ways)


@pytest.mark.parametrize("everything", [False, True], ids=["", "all"])
@pytest.mark.parametrize("name", handrail.names())
def test_mermaid_finds_every_box_and_every_way_of_a_framework(
    name: str, everything: bool, mermaid: Page
) -> None:
    holds(mermaid, handrail.load(name), everything=everything)


def test_mermaid_shows_a_label_as_it_was_written(mermaid: Page) -> None:
    holds(mermaid, framework({id: Stage(id, title) for id, title in NASTY.items()}), everything=True)


@FEW
@given(titles=st.lists(HOSTILE, min_size=6, max_size=12))
def test_mermaid_shows_any_label_as_it_was_written(mermaid: Page, titles: list[str]) -> None:
    stages = {f"s{number}": Stage(f"s{number}", title) for number, title in enumerate(titles)}
    holds(mermaid, framework(stages), everything=False)


@FEW
@given(drawn=frameworks(), everything=st.booleans())
def test_mermaid_finds_every_box_and_every_way(
    mermaid: Page, drawn: tuple[Framework, list[str]], everything: bool
) -> None:
    holds(mermaid, drawn[0], everything=everything)
