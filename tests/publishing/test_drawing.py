"""Drawings: golden files, and laws for any framework and any label."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publishing.drawings import NASTY, framework, frameworks

import handrail
from handrail.framework import Framework
from handrail.graph import Stage, Transition
from handrail.publishing import to_dot, to_mermaid
from handrail.publishing.diagram import draw as draw_diagram
from handrail.publishing.line import one_line
from handrail.publishing.mermaid import escape

Draw = Callable[..., str]


def mermaid_labels(text: str) -> list[str]:
    """Return the labels of all boxes as Mermaid would show them."""
    found = re.findall(r'^ *(?:subgraph )?(?:[a-z]+\d*)[\[({]+"(.*?)"[\])}]+$', text, re.MULTILINE)
    shown = [re.sub(r"#(\d+);", lambda sign: chr(int(sign[1])), label) for label in found]
    return [label.partition("<br/>")[0] for label in shown]


def dot_labels(text: str) -> list[str]:
    """Return the labels of all boxes as Graphviz would show them, in one line."""
    boxes = [
        line for line in text.splitlines() if re.match(r" *(graph|[sgd]\d+|anywhere|out) \[label=", line)
    ]
    found = [re.search(r'label="((?:[^"\\]|\\.)*)"', line) for line in boxes]
    plain = [
        re.sub(r"\\(.)", lambda sign: " " if sign[1] == "n" else sign[1], one[1]) for one in found if one
    ]
    return [html.unescape(label) for label in plain]


@pytest.mark.parametrize("everything", [False, True], ids=["", "all"])
@pytest.mark.parametrize("name", ["egan", "johns", "alliance"])
@pytest.mark.parametrize(("draw", "ending"), [(to_mermaid, "mmd"), (to_dot, "dot")])
def test_shipped_frameworks_are_drawn_as_they_were(
    name: str, everything: bool, draw: Draw, ending: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}{'-all' * everything}.{ending}", draw(handrail.load(name), all=everything))


def test_egan_is_drawn_with_the_suggested_way_and_without_returns() -> None:
    text = to_mermaid(handrail.load("egan"))
    assert text.count("==>") == 8
    assert "-.->" not in text
    assert to_mermaid(handrail.load("egan"), all=True).count("-.->") == 18 + 5 + 3 + 2 + 1


@pytest.mark.parametrize(
    ("name", "rounds"), [("gibbs", 1), ("kolb", 1), ("era", 1), ("brookfield", 1), ("carl", 0), ("boud", 0)]
)
def test_a_cycle_is_drawn_as_one_and_a_line_as_a_line(name: str, rounds: int) -> None:
    drawing = draw_diagram(handrail.load(name))
    ways = [arrow for arrow in drawing.arrows if arrow.kind == "again"]
    assert len(ways) == rounds
    for way in ways:
        assert way.target == drawing.nodes[0].key
        assert f"  {way.source} -.-> {way.target}\n" in to_mermaid(handrail.load(name))


def test_a_new_round_joins_groups_where_they_stand_side_by_side() -> None:
    stages = {
        "one": Stage("one", "One", stages=("a",)),
        "a": Stage("a", "A", parent="one", transitions=(Transition("a", "b", "next"),)),
        "two": Stage("two", "Two", stages=("b",)),
        "b": Stage("b", "B", parent="two", transitions=(Transition("b", "a", "again"),)),
    }
    drawing = draw_diagram(framework(stages))
    assert drawing.in_columns
    keys = {group.label: group.key for group in drawing.stages}
    assert [(arrow.source, arrow.target) for arrow in drawing.arrows if arrow.kind == "again"] == [
        (keys["Two"], keys["One"])
    ]


@pytest.mark.parametrize("edition", ["2019", "1990", "1998", "story-real-right"])
def test_an_edition_is_drawn_in_its_own_labels(edition: str) -> None:
    egan = handrail.load("egan", edition=edition)
    labels = mermaid_labels(to_mermaid(egan))
    for id, stage in {**egan.stages, **egan.strands}.items():
        assert (f"{id} {stage.title}" if id[0].isdigit() else stage.title) in labels
    assert egan.editions[edition].title in to_mermaid(egan)


@pytest.mark.parametrize(("draw", "labels"), [(to_mermaid, mermaid_labels), (to_dot, dot_labels)])
def test_a_label_stays_what_it_is(draw: Draw, labels: Callable[[str], list[str]]) -> None:
    text = draw(framework({id: Stage(id, title) for id, title in NASTY.items()}))
    shown = labels(text)
    for title in NASTY.values():
        assert one_line(title) in shown


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_mermaid_label_holds_no_sign_that_could_mean_something(text: str) -> None:
    label = escape(text)
    assert not re.match(r"\d+\.|[-.]", label, re.ASCII)
    assert not re.search(r'["<>#;&`*_{}\[\]|$%:@\\~=^+\n]', re.sub(r"#\d+;", "", label))


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_reads_a_label_as_it_was_written() -> None:
    text = to_dot(framework({id: Stage(id, title) for id, title in NASTY.items()}), all=True)
    drawn = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True, check=True)
    assert drawn.stderr == ""
    shown = " ".join(html.unescape(line) for line in re.findall(r"<text[^>]*>(.*?)</text>", drawn.stdout))
    for title in NASTY.values():
        assert " ".join(title.split()) in " ".join(shown.split())


@pytest.mark.parametrize(("draw", "arrow"), [(to_mermaid, " ==> "), (to_dot, " -> ")])
def test_no_id_is_a_word_of_the_language_it_is_drawn_in(draw: Draw, arrow: str) -> None:
    text = draw(framework({id: Stage(id, "T") for id in ("end", "node", "graph", "style")}))
    ends = [end for line in text.splitlines() if arrow in line for end in line.strip().split(" ")[::2]]
    assert not {"end", "node", "graph", "style"} & {*ends}


# Laws.


@pytest.mark.parametrize(("draw", "labels"), [(to_mermaid, mermaid_labels), (to_dot, dot_labels)])
@pytest.mark.parametrize("everything", [False, True])
@given(drawn=frameworks())
def test_every_stage_is_named_exactly_once(
    draw: Draw, labels: Callable[[str], list[str]], everything: bool, drawn: tuple[Framework, list[str]]
) -> None:
    shown = labels(draw(drawn[0], all=everything))
    assert sorted(title for title in shown if title.startswith("stage-")) == sorted(drawn[1])


@given(frameworks())
def test_all_draws_every_transition_and_not_all_the_suggested_way(drawn: tuple[Framework, list[str]]) -> None:
    graph = drawn[0].stage_graph
    moves = [way for way in graph.transitions if way.kind != "stay"]
    steps = {(way.source, way.target) for way in moves if way.kind == "next"}
    text = to_mermaid(drawn[0], all=True)
    twice = len([way for way in moves if way.kind == "next"]) - len(steps)
    assert len(re.findall(r" (==>|-->|-\.->) ", text)) in range(len(moves) - twice, len(moves) + 1)
    short = to_mermaid(drawn[0])
    assert short.count("==>") == len(graph.suggested_way()) - 1
    rounds = [way for way in moves if way.kind == "again" and {way.source, way.target} <= {*graph.leaves}]
    assert [arrow.kind for arrow in draw_diagram(drawn[0]).arrows].count("again") == len(rounds)
