"""Pictures: what they show counted back from them, where it stands, and laws for any framework and any label."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from itertools import combinations, pairwise
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publishing.drawings import NASTY
from tests.strategies import frameworks

import handrail
from handrail.errors import HandrailError
from handrail.framework import Framework
from handrail.graph import Stage, Transition
from handrail.publishing import sentences, to_description, to_dot, to_mermaid, to_svg
from handrail.publishing.diagram import draw, name_of
from handrail.publishing.lettering import width, wrap
from handrail.publishing.line import one_line
from handrail.publishing.mirror import mirrored
from handrail.publishing.ring import is_ring, stand_round
from handrail.publishing.standing import Box, Sketch, stand

SVG = "{http://www.w3.org/2000/svg}"
STAGES = {"stage", "strand", "panel"}


def framework(stages: dict[str, Stage], **more: object) -> Framework:
    return Framework("f", "F", "helping", every_stage=stages, **more)  # type: ignore[arg-type]


def bare(text: str) -> str:
    return "".join(text.split())


def labels(svg: str, kinds: set[str]) -> list[str]:
    """Return the labels of all boxes of those kinds, without blanks, since a long word may stand in two lines."""
    texts = (one for one in ElementTree.fromstring(svg).iter() if one.get("id") and one.get("class") in kinds)
    return [bare("".join(one.itertext())) for one in texts]


def ways(svg: str) -> Counter[tuple[str, ...]]:
    found = (one for one in ElementTree.fromstring(svg).iter(f"{SVG}path") if one.get("data-from"))
    return Counter((one.attrib["data-from"], one.attrib["data-to"], one.attrib["class"]) for one in found)


def sketch(drawn: Framework, everything: bool = False, room: float = 760) -> Sketch:
    diagram = draw(drawn, full=everything)
    return stand_round(diagram, room) if is_ring(diagram, room) else stand(diagram, room)


def apart(a: Box, b: Box) -> bool:
    return (
        a.x + a.wide <= b.x + 0.1
        or b.x + b.wide <= a.x + 0.1
        or a.y + a.high <= b.y + 0.1
        or b.y + b.high <= a.y + 0.1
    )


def inside(inner: Box, outer: Box) -> bool:
    across = outer.x <= inner.x and inner.x + inner.wide <= outer.x + outer.wide + 0.1
    return across and outer.y <= inner.y and inner.y + inner.high <= outer.y + outer.high + 0.1


def nothing_overlaps(shown: Sketch) -> bool:
    return all(
        apart(a, b) or (a.cell.group and inside(b, a)) or (b.cell.group and inside(a, b))
        for a, b in combinations(shown.boxes, 2)
    )


def crossed(shown: Sketch) -> list[tuple[str, str, str]]:
    """Return the ways that run through a box which holds no other."""
    found = []
    for line in shown.lines:
        for (x, y), (a, b) in pairwise(line.points) if line.bend is None else ():
            way = Box(shown.boxes[0].cell, min(x, a), min(y, b), abs(a - x), abs(b - y), 0)
            through = (box for box in shown.boxes if not box.cell.group and not apart(way, box))
            found += [(line.arrow.source, line.arrow.target, box.cell.key) for box in through]
    return found


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("name", handrail.names())
def test_every_shipped_framework_is_drawn_with_all_its_stages_and_nothing_in_the_way_of_anything(
    name: str, everything: bool
) -> None:
    drawn = handrail.load(name)
    svg = to_svg(drawn, all=everything)
    assert len(labels(svg, STAGES)) == len(drawn.stage_graph.stages)
    shown = sketch(drawn, everything)
    assert nothing_overlaps(shown)
    assert crossed(shown) == []


@given(frameworks(), st.booleans())
def test_every_stage_is_drawn_once_and_every_way_that_the_drawing_has(
    drawn: Framework, everything: bool
) -> None:
    diagram = draw(drawn, full=everything)
    svg = to_svg(drawn, all=everything)
    titles = sorted(bare(name_of(stage)) for stage in drawn.stage_graph.stages.values())
    assert sorted(labels(svg, STAGES)) == titles
    assert ways(svg) == Counter((one.source, one.target, one.kind) for one in diagram.arrows)


@given(frameworks(), st.booleans(), st.sampled_from([280, 760]))
def test_no_box_stands_on_another_and_no_way_runs_through_one(
    drawn: Framework, everything: bool, room: int
) -> None:
    shown = sketch(drawn, everything, room)
    assert nothing_overlaps(shown)
    assert crossed(shown) == []
    for line in shown.lines:
        assert all(0 <= x <= shown.wide and 0 <= y <= shown.high for x, y in line.points)


def test_hostile_labels_survive_in_every_part_of_a_picture() -> None:
    stages = {id: Stage(id, title, question=title) for id, title in NASTY.items()}
    ways_ = tuple(Transition("", id, "skip", because=title) for id, title in NASTY.items())
    svg = to_svg(framework(stages, from_anywhere=ways_))
    assert sorted(labels(svg, {"stage"})) == sorted(bare(one_line(title)) for title in NASTY.values())
    reasons = [one.text for one in ElementTree.fromstring(svg).iter(f"{SVG}title")][1:]
    assert reasons == [one_line(title) for title in NASTY.values()]


@given(st.text(), st.text(), st.text())
def test_any_text_is_well_formed_as_a_title_a_reason_and_an_id(title: str, reason: str, id: str) -> None:
    stages = {"a": Stage("a", title, question=reason), "b": Stage("b", reason)}
    way = Transition("", "b", "skip", because=reason)
    svg = to_svg(attrs.evolve(framework(stages, from_anywhere=(way,)), title=title, language=id), prefix=id)
    assert len(labels(svg, {"stage"})) == 2


def test_ids_begin_with_the_prefix_so_that_two_pictures_can_stand_on_one_page() -> None:
    drawn = handrail.load("egan")
    ids = [re.findall(r' id="([^"]*)"', to_svg(drawn, prefix=prefix)) for prefix in ("one", "two")]
    assert not {*ids[0]} & {*ids[1]}
    assert all(len(found) == len({*found}) for found in ids)
    svg = to_svg(drawn, prefix="one")
    referred = re.findall(r"url\(#([^)]*)\)", svg)
    assert {*referred} < {*ids[0]}


def test_a_picture_has_a_name_and_a_description_and_asks_nobody_for_anything() -> None:
    svg = to_svg(handrail.load("egan"))
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    told = {one.get("id"): one.text for one in root if one.tag in (f"{SVG}title", f"{SVG}desc")}
    assert root.get("aria-labelledby") == " ".join(filter(None, told))
    assert "The suggested way: “1a Story”, “1b New perspectives”" in " ".join(map(str, told.values()))
    assert svg.count("//") == svg.count("http://www.w3.org/2000/svg") == 1
    assert "<script" not in svg


def test_only_a_picture_that_stands_alone_brings_its_own_colours() -> None:
    drawn = handrail.load("driscoll")
    assert "prefers-color-scheme" in to_svg(drawn)
    assert "<style" not in to_svg(drawn, inline=True)


@pytest.mark.parametrize("name", ["gibbs", "driscoll", "kolb", "era"])
def test_a_cycle_is_a_ring_whose_last_line_comes_back_to_its_beginning(name: str) -> None:
    shown = sketch(handrail.load(name))
    again = next(line for line in shown.lines if line.arrow.kind == "again")
    assert again.bend is not None
    top = min(shown.boxes, key=lambda box: box.y)
    assert again.arrow.target == top.cell.key
    x, y = again.points[-1]
    assert abs(x - (top.x + top.wide / 2)) <= top.wide / 2 + 3
    assert top.y - 3 <= y <= top.y + top.high + 3
    assert nothing_overlaps(shown)


def test_a_cycle_with_returns_or_little_room_stands_in_rows() -> None:
    gibbs = handrail.load("gibbs")
    assert not is_ring(draw(gibbs, full=True), 760)
    assert not is_ring(draw(gibbs), 300)
    assert max(box.x + box.wide for box in sketch(gibbs, room=300).boxes) < 320


@pytest.mark.parametrize("number", [1, 2, 5, 9, 100, 1000])
def test_any_number_of_stages_stands_in_rows_of_five_at_most(number: int) -> None:
    shown = sketch(framework({f"s{at}": Stage(f"s{at}", f"Stage {at}") for at in range(number)}))
    rows = Counter(box.y for box in shown.boxes)
    assert len(shown.boxes) == number
    assert max(rows.values()) <= 5
    assert shown.wide <= 760
    assert [box.cell.key for box in sorted(shown.boxes, key=lambda box: (box.y, box.x))] == [
        f"s{at}" for at in range(1, number + 1)
    ]


@given(st.text(max_size=60), st.floats(20, 300))
def test_lines_keep_every_sign_and_are_wider_than_there_is_room_only_for_one_sign(
    text: str, room: float
) -> None:
    lines = wrap(one_line(text), 14, room)
    assert bare("".join(lines)) == bare(one_line(text))
    assert all(width(line) * 14 <= room + 0.01 or not line[1:].isascii() or len(line) == 1 for line in lines)


def test_a_framework_with_forty_ways_draws_those_to_one_place_as_one_line_that_others_join() -> None:
    names = [f"s{at}" for at in range(8)]
    back = {
        id: tuple(Transition(id, names[to], "back", "so") for to in range(at)) for at, id in enumerate(names)
    }
    drawn = framework({id: Stage(id, id, transitions=back[id]) for id in names}, order="free")
    lines = sketch(drawn, everything=True).lines
    assert len(lines) == 28
    ends = Counter(target for target, _ in {(line.arrow.target, line.points[-1]) for line in lines})
    assert len(ends) == 7
    assert max(ends.values()) == 2  # one from each side


# In sentences.


def test_from_each_stage_it_is_told_where_one_may_go_and_why() -> None:
    told = to_description(handrail.load("egan")).splitlines()
    assert told[0] == "“1 Current picture” holds “1a Story”, “1b New perspectives” and “1c Value”."
    story = next(line for line in told if line.startswith("From “1a Story”"))
    assert "one may go on to “1b New perspectives” (the story is told, " in story
    assert "ahead to “2a Possibilities” (client need decides, not the row of boxes)" in story
    assert story.endswith("or out (being heard was enough).")


@given(frameworks())
def test_every_transition_is_told(drawn: Framework) -> None:
    told = to_description(drawn)
    moves = [way for way in drawn.stage_graph.transitions if way.kind != "stay"]
    assert len(
        re.findall(r"(?:go|;|; or|or) (?:on to|ahead to|back to|into a new round at|out\b)", told)
    ) >= len(moves)


# What is around a stage, other directions, and what is said beneath.


@pytest.mark.parametrize("to", [to_svg, to_mermaid, to_dot, to_description])
def test_around_a_stage_that_is_not_there_its_neighbour_is_offered(to: Callable[..., str]) -> None:
    with pytest.raises(HandrailError, match="no stage is called '2x'; did you mean '2'"):
        to(handrail.load("egan"), around="2x")


@given(frameworks(), st.data())
def test_around_a_stage_stands_every_way_from_it_and_to_it_and_no_other(
    drawn: Framework, data: st.DataObject
) -> None:
    ids = [*drawn.stage_graph.stages]
    id = data.draw(st.sampled_from(ids))
    around = draw(drawn, around=id)
    keys = {f"s{ids.index(one) + 1}" for one in drawn.stage_graph.within(id)}
    touching = [one for one in draw(drawn, full=True).arrows if {one.source, one.target} & keys]
    assert [*around.arrows] == touching
    assert {node.key for node in around.nodes} == keys | {
        end for one in touching for end in (one.source, one.target)
    }
    assert around.focus == keys
    shown = stand(around, 760)
    assert nothing_overlaps(shown)
    assert crossed(shown) == []


def test_around_a_stage_its_ways_are_told_and_no_others() -> None:
    told = sentences(handrail.load("egan"), around="2b")
    assert all("“2b Change agenda”" in one for one in told)
    assert any(one.startswith("From “3a Possible strategies” one may go back to “2b") for one in told)
    assert to_description(handrail.load("egan"), around="2b").splitlines() == [*told]


@given(frameworks())
def test_down_every_stage_stands_below_the_one_before(drawn: Framework) -> None:
    shown = stand(draw(drawn), 760, down=True)
    tops = [box for box in shown.boxes if box.cell.owner and box.cell.kind in ("stage", "panel")]
    assert all(a.y + a.high <= b.y for a, b in pairwise(tops))


def test_what_the_lines_mean_is_said_where_there_are_several_sorts() -> None:
    def said(name: str, **more: bool) -> list[str]:
        svg = to_svg(handrail.load(name), **more)  # type: ignore[arg-type]
        return labels_of(svg, "legend")

    assert said("egan") == []
    assert said("gibbs") == ["the suggested way", "other ways", "a new round"]
    assert said("gibbs", all=True) == ["the suggested way", "other ways", "back", "a new round"]


def labels_of(svg: str, kind: str) -> list[str]:
    texts = ElementTree.fromstring(svg).iter(f"{SVG}text")
    return ["".join(one.itertext()) for one in texts if one.get("class") == kind]


@pytest.mark.parametrize("name", ["egan", "gibbs", "johns"])
def test_in_a_language_written_from_right_to_left_the_picture_is_its_own_mirror_image(name: str) -> None:
    drawn = handrail.load(name)
    turned = to_svg(attrs.evolve(drawn, language="ar"))
    assert ' direction="rtl"' in turned
    assert ' direction="rtl"' not in to_svg(drawn)
    shown = sketch(drawn, everything=True)
    other = mirrored(shown)
    assert mirrored(other) == shown
    assert nothing_overlaps(other)
    assert crossed(other) == []
    assert [shown.wide - box.x - box.wide for box in shown.boxes] == [box.x for box in other.boxes]


@given(frameworks(), st.booleans())
def test_every_line_of_every_label_fits_into_its_box(drawn: Framework, everything: bool) -> None:
    for box in sketch(drawn, everything).boxes:
        cell = box.cell
        assert cell.height <= (box.head if cell.group else box.high)
        for line in (*cell.label, *cell.note):
            assert width(line) * 12 <= box.wide or not line[1:].isascii() or len(line) == 1


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("everything", [False, True])
def test_graphviz_counts_as_many_boxes_and_ways_as_were_drawn(everything: bool) -> None:
    stages = {id: Stage(id, title) for id, title in NASTY.items()}
    back = tuple(Transition("", id, "back", because=title) for id, title in NASTY.items())
    drawn = framework(stages, from_anywhere=back)
    told = subprocess.run(
        ["dot", "-Tjson"], input=to_dot(drawn, all=everything), capture_output=True, text=True, check=True
    )
    read = json.loads(told.stdout)
    diagram = draw(drawn, full=everything)
    assert {one["name"] for one in read["objects"]} == {node.key for node in diagram.nodes}
    seen = [one for one in read["edges"] if one.get("style") != "invis"]
    assert len(seen) == len(diagram.arrows)


@given(frameworks(), st.booleans())
def test_what_is_drawn_is_told_way_by_way_and_nothing_else(drawn: Framework, everything: bool) -> None:
    diagram = draw(drawn, full=everything)
    told = [one for one in sentences(drawn, all=everything) if one.startswith("From “")]
    sources = [one.source for one in diagram.arrows if one.source != "anywhere"]
    assert bool(told) == bool(sources), (told, sources)
    anywhere = [one for one in sentences(drawn, all=everything) if one.startswith("From anywhere")]
    assert bool(anywhere) == any(one.source == "anywhere" for one in diagram.arrows)


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=14), min_size=1, max_size=8))
def test_a_word_is_broken_only_where_it_is_wider_than_there_is_room(words: list[str]) -> None:
    lines = wrap(" ".join(words), 14, 110)
    whole = {word for word in words if width(word) * 14 <= 110}
    assert whole <= {word for line in lines for word in line.split()}
