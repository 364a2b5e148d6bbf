"""Pictures, worksheets and example runs on the pages of small projects."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from tests.sphinxext.projects import MODEL, Build

import handrail
from handrail.practice import write_lines
from handrail.publishing import to_transcript
from handrail.publishing.line import one_line
from handrail.sphinxext.transcribing import transcribed

MOVING = MODEL.replace("  home:\n", "    next:\n      home: the sky is seen\n  home:\n")


def page(*lines: str) -> dict[str, str]:
    return {"walk.yaml": MOVING, "index.rst": "Page\n====\n\n" + "\n".join(lines) + "\n"}


def test_a_stage_can_be_pointed_at_where_an_edition_has_headings_of_its_own(build: Build) -> None:
    made = build({"index.rst": ".. framework:: johns\n\nSee :handrail:stage:`johns/insight`.\n"}, "html")
    shown = made.text("index.html")
    assert 'href="#stage-johns-insight"' in shown
    assert shown.count('id="stage-johns-insight"') == shown.count('id="prompt-johns-describe"') == 1


# Pictures.


def test_a_framework_of_one_stage_is_a_page_without_a_picture(build: Build) -> None:
    one = MODEL[: MODEL.index("  home:")]
    made = build({"walk.yaml": one, "index.rst": ".. framework:: walk.yaml\n"}, "html")
    assert "A walk" in made.text("index.html")
    assert "<svg" not in made.text("index.html")
    assert "<svg" in build({"walk.yaml": MODEL}, "html").text("index.html")


def test_what_may_be_chosen_is_a_list_and_says_nothing_twice(build: Build) -> None:
    tea = "        self: What stays with me?\n"
    chosen = "        choices:\n          calm: Calm\n          worn: Tired and worn\n"
    made = build({"walk.yaml": MODEL.replace(tea, tea + chosen), "index.rst": ".. framework:: walk.yaml\n"})
    items = [line.strip() for line in made.text("index.txt").splitlines()]
    assert "* Calm" in items
    assert "* **worn:** Tired and worn" in items


def test_the_words_beneath_a_picture_are_opened_unless_they_are_to_be_shut(build: Build) -> None:
    made = build(page(".. framework-graph:: walk.yaml"), "html").text("index.html")
    assert '<details class="handrail-more" open="open">' in made
    made = build(page(".. framework-graph:: walk.yaml", "   :shut:"), "html").text("index.html")
    assert '<details class="handrail-more"><summary>' in made


def test_a_picture_is_drawn_in_the_page_with_its_words_beneath(build: Build) -> None:
    made = build(page(".. framework-graph:: walk.yaml", "   :alt: Out & <home>"), "html")
    html = made.text("index.html")
    pictures = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(pictures) == 2
    ids = re.findall(r'\bid="([^"]+)"', "".join(pictures))
    assert len(ids) == len(set(ids))
    for one in pictures:
        assert ElementTree.fromstring(one).findtext("{http://www.w3.org/2000/svg}desc") == "Out & <home>"
    assert "one may go on to “Home” (the sky is seen)" in html[html.index("The picture in words") :]
    assert made.warnings == ""


@pytest.mark.parametrize(
    ("builder", "file"),
    [("text", "index.txt"), ("latex", "projectnamenotset.tex"), ("man", "projectnamenotset.1")],
)
def test_where_nothing_is_drawn_the_words_stand_for_the_picture(
    build: Build, builder: str, file: str
) -> None:
    made = build(page(".. framework-graph:: walk.yaml"), builder)
    text = " ".join(made.text(file).split())
    assert "the sky is seen" in text
    assert "svg" not in text
    assert made.warnings == ""


def test_a_picture_of_one_stage_tells_what_is_around_it_and_a_direction_draws_it_once(build: Build) -> None:
    made = build(page(".. framework-graph:: egan", "   :stage: 2b", "   :direction: down"), "html")
    html = made.text("index.html")
    assert html.count("<svg") == 1
    assert "From “1a Story”" not in html
    assert "ahead to “3a Possible strategies”" in html
    assert made.warnings == ""


def test_a_picture_needs_stages_and_options_that_it_knows(build: Build) -> None:
    lines = (".. framework-graph:: carper", "", ".. framework-graph:: walk.yaml", "   :direction: up")
    told = build(page(*lines, "   :stage: owt")).warnings
    assert "'carper' has no stages that could be drawn [handrail.no-stages]" in told
    assert "did you mean 'out'" in told
    assert "there are across, down [handrail.option]" in told


def test_the_page_of_a_framework_shows_its_picture(build: Build) -> None:
    made = build({**page(), "index.rst": ".. framework:: walk.yaml\n"}, "html")
    assert made.text("index.html").count("<svg") == 2


def test_books_for_readers_hold_pages_that_are_xml(build: Build) -> None:
    documents = page(".. framework-graph:: walk.yaml", "", ".. framework:: walk.yaml", "   :no-title:")
    made = build(documents, "epub", version="1", epub_copyright="x", copyright="x")
    tree = ElementTree.fromstring(re.sub(r"^.*?(?=<html)", "", made.text("index.xhtml"), flags=re.DOTALL))
    assert len([*tree.iter("{http://www.w3.org/2000/svg}svg")]) == 4
    assert made.warnings == ""


# Worksheets.


def test_worksheets_are_made_with_the_page_and_can_be_loaded_down(build: Build) -> None:
    made = build(page(".. framework-worksheet:: walk.yaml", "   :voice: group", "   :as: html, md"), "html")
    links = re.findall(r'href="(_downloads/[^"]+)"', made.text("index.html"))
    assert sorted(Path(link).name for link in links) == ["walk.html", "walk.md"]
    for link in links:
        assert "What did we see?" in made.text(link)
    assert made.warnings == ""


def test_a_worksheet_changes_with_its_framework(build: Build) -> None:
    documents = page(".. framework-worksheet:: walk.yaml", "   :as: md")
    build(documents, "html")
    made = build({"walk.yaml": MOVING.replace("What stays with me?", "What goes with me?")}, "html")
    (link,) = re.findall(r'href="(_downloads/[^"]+)"', made.text("index.html"))
    assert "What goes with me?" in made.text(link)


@pytest.mark.parametrize(("builder", "file"), [("text", "index.txt"), ("epub", "index.xhtml")])
def test_where_nothing_can_be_loaded_down_the_command_is_told(build: Build, builder: str, file: str) -> None:
    documents = page(".. framework-worksheet:: walk.yaml", "   :way: ethics", "   :as: html")
    made = build(documents, builder, version="1", epub_copyright="x", copyright="x")
    text = re.sub("<[^>]*>", "", made.text(file))
    assert "handrail worksheet walk.yaml --way ethics" in text
    assert "_downloads" not in made.text(file)
    assert made.warnings == ""


def test_a_worksheet_that_cannot_be_is_a_warning(build: Build) -> None:
    told = build(page(".. framework-worksheet:: walk.yaml", "   :as: htm", "   :way: ethisc")).warnings
    assert "did you mean 'html'" in told
    assert "did you mean 'ethics'" in told
    assert "more than no time" in build(page(".. framework-worksheet:: walk.yaml", "   :minutes: 0")).warnings


# Example runs.

RUN = (
    ".. framework-transcript:: walk.yaml",
    "",
    "   steps:",
    "     - next: sky",
    "     - answer: sky",
    "       text: It was *grey*.",
    "     - move: home",
    "     - leave_blank: tea",
)


def test_an_example_run_is_walked_and_shown(build: Build) -> None:
    made = build(page(*RUN))
    text = made.text("index.txt")
    assert "It was *grey*." in text
    assert "*Left blank*" in text
    assert made.warnings == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("     - next: tea", "'tea' should come next"), ("     - answer: skyy", "did you mean 'sky'")],
)
def test_a_run_that_differs_from_the_framework_is_a_warning_at_its_line(
    build: Build, wrong: str, said: str
) -> None:
    made = build(page(*RUN[:3], wrong, *RUN[4:]))
    (told,) = made.warnings.splitlines()
    assert "index.rst:7: WARNING" in told
    assert said in told
    assert told.endswith("[handrail.transcript]")


def test_a_run_is_walked_anew_when_its_framework_changes(build: Build) -> None:
    assert build(page(*RUN)).warnings == ""
    told = build({"walk.yaml": MOVING.replace("      tea:", "      milk:")}).warnings
    assert "index.rst:11: WARNING: no prompt is called 'tea'" in told


def test_a_walkthrough_of_the_framework_is_shown_by_its_id(build: Build) -> None:
    beside = (
        "framework: walk\nwalkthroughs:\n  short:\n    steps:\n      - answer: sky\n        text: Blue.\n"
    )
    run = (".. framework-transcript:: walk.yaml", "   :walkthrough: short")
    made = build({**page(*run), "walk.walkthroughs.yaml": beside})
    assert "Blue." in made.text("index.txt")
    made = build({"walk.walkthroughs.yaml": beside + "      - next: sky\n"})
    assert "walk.walkthroughs.yaml:7: WARNING: in 'short', 'sky' should come next here" in made.warnings
    made = build({**page(run[0], "   :walkthrough: shrt")})
    assert "did you mean 'short'" in made.warnings


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_a_record_is_held_against_the_framework(build: Build, tmp_path: Path, suffix: str) -> None:
    (tmp_path / "walk.yaml").write_text(MOVING, encoding="utf-8")
    session = handrail.begin(handrail.load(tmp_path / "walk.yaml")).answer("sky", "It was grey.")
    kept = "".join(write_lines(session)) if suffix == "jsonl" else json.dumps(session.to_record())
    documents = page(".. framework-transcript:: walk.yaml", f"   :record: kept.{suffix}")
    made = build({**documents, f"kept.{suffix}": kept})
    assert made.warnings == ""
    assert "It was grey." in made.text("index.txt")
    made = build({"walk.yaml": MOVING.replace("What did I", "What may I")})
    line = 3 if suffix == "jsonl" else 1
    assert f"kept.{suffix}:{line}: WARNING: the prompt 'sky' is worded otherwise now" in made.warnings
    assert "grey" not in made.warnings
    assert "is no record" in build({f"kept.{suffix}": "{}\n"}).warnings


def test_a_run_comes_from_one_place(build: Build) -> None:
    told = build(page(".. framework-transcript:: walk.yaml")).warnings
    assert "give one of these" in told
    told = build(page(".. framework-transcript:: walk.yaml", "   :record: none.json")).warnings
    assert "none.json cannot be read" in told


@given(text=st.text(st.characters(codec="utf-8"), max_size=60) | st.text("*_\\`>#- 1.\n", max_size=60))
def test_every_answer_stands_in_a_transcript_as_it_was_said(text: str) -> None:
    session = handrail.begin(handrail.load("driscoll")).answer("moment", text)
    made = nodes.container("", *transcribed(to_transcript(session, rest=False)))
    lines = (one for quote in made.findall(nodes.block_quote) for one in quote.findall(nodes.TextElement))
    said = " ".join(one.astext() for one in lines if isinstance(one, (nodes.paragraph, nodes.line)))
    assert said.split() == [word for line in text.splitlines() for word in one_line(line).split()]
