"""Pages: what they hold, that they need nothing beside themselves, and that any text stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import frameworks

import handrail
from handrail.framework import Framework
from handrail.graph import Stage
from handrail.publishing import to_page
from handrail.publishing.page import to_index

VOID = {"meta", "link", "br"}


class Seen(HTMLParser):
    """What a page holds: its tags with their attributes and the text in it; raises where tags do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name))]


@pytest.mark.parametrize("name", handrail.names())
def test_a_page_of_any_shipped_framework_is_whole_and_asks_nobody_for_anything(name: str) -> None:
    drawn = handrail.load(name)
    page = to_page(drawn)
    seen = Seen(page)
    ids = seen.all("id")
    assert len(ids) == len({*ids})
    assert [address for address in seen.all("href") if not address.startswith("#")] == []
    assert seen.all("src") == []
    assert not re.search(r"@import|url\((?!#)|<script|<link", page)
    levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [tag for tag, _ in seen.tags].count("main") == 1
    assert page.count('class="asked"') >= len(drawn.prompts)


def test_a_page_holds_every_wording_source_and_the_model_card() -> None:
    text = Seen(to_page(handrail.load("egan"))).text
    assert "Egan" in text
    assert "What's going on?" in text
    for heading in (
        "Not for",
        "Stages",
        "Beside every stage",
        "At any time",
        "Sources",
        "Model card",
        "Licence",
    ):
        assert heading in text
    markdown = to_page(handrail.load("egan"), to="md")
    assert "\n## Model card\n" in markdown
    assert "From “1a Story” one may go on to" in markdown


@given(frameworks(), st.text(), st.text())
def test_any_text_stays_text(drawn: Framework, title: str, summary: str) -> None:
    Seen(to_page(attrs.evolve(drawn, title=title, summary=summary, language=title)))
    to_page(attrs.evolve(drawn, title=title, summary=summary), to="md")


def test_hostile_text_opens_no_tag_and_a_language_written_from_the_right_turns_the_page() -> None:
    nasty = '<script>alert("1")</script>'
    page = to_page(
        Framework("f", nasty, "helping", summary=nasty, language="ar", every_stage={"a": Stage("a", nasty)})
    )
    assert "<script" not in page
    assert '<html lang="ar" dir="rtl">' in page
    assert "left:-" not in page  # what stands out on the left there makes the page begin with it, and empty
    assert nasty in Seen(page).text


def test_a_list_of_pages_leads_to_each_by_what_it_is_for_and_each_leads_back() -> None:
    pages = [(handrail.load(name), f"{name}.html") for name in ("johns", "egan", "carper")]
    html = to_index(pages)
    assert re.findall(r"<h2>(.*?)</h2>", html) == [
        "For helping conversations",
        "For reflection",
        "To take from: ways of knowing, skills, questions",
    ]
    assert re.findall(r'href="(\w+)\.html"', html) == ["egan", "johns", "carper"]
    assert "Gerard Egan. A framework for the process of helping, in three stages of three tasks each." in html
    markdown = to_index([(handrail.load("egan"), "egan.md")], to="md")
    assert "[The Skilled Helper](egan.md): Gerard Egan" in markdown
    assert 'href="index.html"' in to_page(handrail.load("egan"), index="index.html")


def test_a_page_tells_the_skills_that_its_stages_name_and_no_others() -> None:
    text = Seen(to_page(handrail.load("egan"))).text
    egan = handrail.load("egan")
    named = {id for stage in egan.stages.values() for id in stage.skills}
    spare = next(skill for id, skill in egan.skills.items() if id not in named)
    assert egan.skills["active-listening"].means.split(". ")[0] in text
    assert f"{spare.title}\n{spare.means}" not in text
    every = Seen(to_page(handrail.load("skills"))).text
    assert all(skill.title in every for skill in handrail.load("skills").skills.values())


@pytest.mark.parametrize(
    ("name", "heading"), [("bassot", "Outcomes"), ("alliance", "Figures"), ("johns", "Figures")]
)
def test_a_page_tells_outcomes_and_figures_with_their_caution(name: str, heading: str) -> None:
    told = handrail.load(name)
    page = to_page(told)
    assert f">{heading}</h2>" in page
    text = Seen(page).text
    for outcome in told.outcomes.values():
        assert outcome.title in text
    for figure in told.figures.values():
        assert figure.text in text
        assert figure.caution in text


def test_in_an_edition_with_headings_of_its_own_prompts_stand_under_those_and_once() -> None:
    johns = handrail.load("johns", edition="1994")
    page = to_page(johns)
    assert page.index(">Influencing factors</h2>") < page.index(">Alternative strategies</h2>")
    for prompt in johns.prompts:
        assert page.count(f'id="prompt-{prompt.id}"') == 1
    assert 'id="stage-reflective"' in page


def test_what_a_gate_asks_stands_under_it() -> None:
    egan = handrail.load("egan")
    asked = [prompt for gate in egan.gates.values() for prompt in gate.prompts]
    page = to_page(egan)
    assert asked
    assert all(page.count(f"<code>{prompt.id}</code>") == 1 for prompt in asked)


def test_every_way_from_stage_to_stage_is_shown_on_demand_where_there_are_more_than_the_picture_has() -> None:
    assert "Every way from stage to stage" in to_page(handrail.load("egan"))
    assert "Every way from stage to stage" not in to_page(handrail.load("nmc-account"))


def test_a_condition_is_told_by_titles_and_not_by_ids() -> None:
    page = to_page(handrail.load("egan"), to="md")
    assert "“There is a strain or a breakdown in working together” is yes; or “How this is going" in page
    assert "alliance/rupture is" not in page
