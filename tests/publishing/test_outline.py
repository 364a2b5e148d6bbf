"""What `handrail show` prints."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

import handrail
from handrail.authoring import read
from handrail.errors import HandrailError
from handrail.framework.values import Reference
from handrail.publishing import to_outline
from handrail.publishing.citing import full, short

Golden = Callable[[str, str], None]
SHIPPED = handrail.names()


def headings(text: str) -> list[str]:
    """Return the lines that are underlined."""
    lines = text.splitlines()
    return [line for line, under in pairwise(lines) if under and not under.strip("-=")]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_framework_reads_well_at_eighty_columns(name: str) -> None:
    framework = handrail.load(name)
    for edition in framework.editions or [framework.edition]:
        text = to_outline(framework.in_edition(edition) if edition else framework)
        assert [line for line in text.splitlines() if len(line) > 80 and " " in line.strip()] == []
        assert "\n\n\n" not in text
        assert framework.title in text


@pytest.mark.parametrize("name", ["johns", "egan"])
def test_every_prompt_stands_in_it_once(name: str) -> None:
    framework = handrail.load(name)
    text = to_outline(framework)
    for prompt in framework.prompts:
        assert len(re.findall(rf"^ *- {prompt.id}(:|,| \(|$)", text, re.MULTILINE)) == 1


def test_an_edition_of_johns_shows_its_own_parts(golden: Golden) -> None:
    text = to_outline(handrail.load("johns", edition="1994"))
    golden("johns-1994.txt", text)
    found = headings(text)
    assert found[found.index("What it is for") + 1 :][:7] == [
        "First of all, and not in this edition",
        "Description of the experience",
        "Reflection",
        "Influencing factors",
        "Alternative strategies",
        "Learning",
        "Not in this edition",
    ]
    assert "Edition: Five parts, 1994 (Johns 1994; verified)" in text
    assert "[no way of knowing named in Johns 1994; 3 to 15 minutes*; core*]" in text


@pytest.mark.parametrize("edition", ["2019", "1990", "1998", "story-real-right"])
def test_labels_of_two_editions_are_never_mixed(edition: str) -> None:
    egan = handrail.load("egan")
    here = egan.in_edition(edition)
    own = {stage.title for stage in (*here.stages.values(), *here.strands.values())}
    every = {id: egan.in_edition(id) for id in egan.editions}
    foreign = {stage.title for one in every.values() for stage in one.stages.values()} - own
    shown = re.findall(r"^ *(\S+) (.+) \((?:stage|step|task)\)$", to_outline(here), re.MULTILINE)
    assert [title for _, title in shown] == [stage.title for stage in here.stages.values()]
    assert not foreign & {title for _, title in shown}
    moves = re.findall(r"> (?:on|ahead|back) to \d\w (.*?)(?::|$)", to_outline(here), re.MULTILINE)
    assert not foreign & {*moves}


def test_a_stage_is_shown_with_all_that_is_known_of_it(golden: Golden) -> None:
    text = to_outline(handrail.load("egan"), stage="2b", voice="self")
    golden("egan-2b.txt", text)
    for part in (
        "2b Change agenda (task)",
        "Ready when:",
        "Pitfalls:",
        "Skills:",
        "For whoever helps:",
        "sign:",
    ):
        assert part in text
    assert "1a Story" not in text


def test_a_voice_shows_its_prompts_alone() -> None:
    egan = handrail.load("egan")
    helper = to_outline(egan, voice="helper")
    assert "- story-start" in helper
    assert "- untidied" not in helper
    assert "- untidied (self)" in to_outline(egan)


def test_what_a_file_proposes_is_marked_and_explained() -> None:
    johns = to_outline(handrail.load("johns", edition="2022"))
    assert "* a proposal of this file, and not of the framework's originator" in johns
    assert "[ethics*; 1 to 4 minutes*; core*]" not in johns  # 2022 prints `best` without a tag
    assert "* a proposal" not in to_outline(handrail.load("skills"))


def test_an_unknown_voice_or_stage_is_offered_its_neighbour() -> None:
    egan = handrail.load("egan")
    with pytest.raises(HandrailError, match="no voice called 'helpr'; did you mean 'helper'"):
        to_outline(egan, voice="helpr")
    with pytest.raises(HandrailError, match="no stage is called 'acton'; did you mean 'action'"):
        to_outline(egan, stage="acton")


@pytest.mark.parametrize(
    ("data", "inside", "listed"),
    [
        (
            {
                "author": [{"family": "Egan", "given": "Gerard"}, {"family": "Reese", "given": "Robert J."}],
                "title": "The Skilled Helper",
                "edition": "11",
                "issued": "2019",
                "publisher": "Cengage",
                "publisher-place": "Boston",
            },
            "Egan and Reese 2019",
            "Egan, G. and Reese, R. J. (2019). The Skilled Helper (11th edition). Boston: Cengage.",
        ),
        (
            {
                "author": [{"literal": "Medical Council"}],
                "title": "Guidance",
                "issued": {"date-parts": [[2018, 9]]},
                "container-title": "Papers",
                "volume": "3",
                "issue": "1",
                "page": "2-4",
                "DOI": "10.1/x",
            },
            "Medical Council 2018",
            "Medical Council (2018). Guidance. Papers, 3(1), 2-4. doi:10.1/x",
        ),
        (
            {
                "author": [{"family": name} for name in "ABC"],
                "title": "Why?",
                "issued": "2001-02-03",
                "note": "n",
            },
            "A and others 2001",
            "A, B, and C (2001). Why? [n]",
        ),
        ({"title": "Nobody's"}, "Nobody's", "Nobody's."),
        ({}, "work", "work."),
        ({"author": "Not a list", "issued": None}, "work", "work."),
    ],
)
def test_a_work_is_named_in_a_line(data: dict[str, object], inside: str, listed: str) -> None:
    assert (short(Reference("work", data)), full(Reference("work", data))) == (inside, listed)


@pytest.mark.parametrize(
    ("written", "said"),
    [("1", "1 minute"), ("2", "2 minutes"), ("{brief: 1, typical: 2.5}", "1 to 2.5 minutes")],
)
def test_minutes_are_told_as_people_say_them(written: str, said: str) -> None:
    text = (
        f"framework: f\ntitle: F\npurpose: reflection\nprompts:\n  a: {{self: Hello, minutes: {written}}}\n"
    )
    assert f"[{said}]" in to_outline(read(text))
