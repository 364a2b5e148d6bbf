"""Worksheets: laid out, filled in, and read back."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

import handrail
from handrail.errors import HandrailError
from handrail.publishing.filled import Filled, WorksheetError, fill_in
from handrail.publishing.reading_sheets import read_html, read_markdown
from handrail.publishing.worksheet import Pin, Worksheet, worksheet_of
from handrail.publishing.worksheet_html import to_html
from handrail.publishing.worksheet_markdown import to_markdown

HOSTILE = (
    'one\ntwo </textarea><b>&amp; "x" \u202eabc\u202c שלום 🙂\n~~~~~\n~~~~~~~ a\n<!-- x -->\n' + "w" * 10_000
)
FORMS: list[tuple[Callable[[Worksheet], str], Callable[[str], Filled]]] = [
    (to_html, read_html),
    (to_markdown, read_markdown),
]


def filled_by_hand(sheet: Worksheet) -> Worksheet:
    sections = tuple(
        attrs.evolve(
            section,
            rooms=tuple(attrs.evolve(room, written=f"{room.id}: {HOSTILE}") for room in section.rooms),
        )
        for section in sheet.sections
    )
    return attrs.evolve(sheet, sections=sections)


@pytest.mark.parametrize("name", handrail.names())
def test_what_was_written_comes_back_under_the_prompt_it_was_written_under(name: str) -> None:
    framework = handrail.load(name)
    for voice in framework.voices if framework.prompts.prompts or framework.prompt_sets else ():
        sheet = worksheet_of(framework, voice=voice)
        for write, read in FORMS:
            found = read(write(filled_by_hand(sheet)))
            assert found.pin == sheet.pin
            assert dict(found.written) == {room.id: f"{room.id}: {HOSTILE}" for room in sheet.rooms}


@pytest.mark.parametrize("name", ["johns", "gibbs", "egan", "teach-back", "nmc-account"])
def test_nothing_that_was_written_is_lost_on_the_way_into_a_session(name: str) -> None:
    framework = handrail.load(name)
    for voice in framework.voices:
        sheet = worksheet_of(framework, voice=voice)
        session, told = fill_in(
            handrail.begin(framework, voice=voice), sheet, read_html(to_html(filled_by_hand(sheet)))
        )
        said = [turn.text for turn in session.said()]
        assert {f"{room.id}: {HOSTILE}" for room in sheet.rooms} <= {*said}
        assert HOSTILE[:20] not in " ".join(told)


def test_a_reflection_takes_every_answer_in_its_place() -> None:
    johns = handrail.load("johns")
    sheet = worksheet_of(johns, minutes=20)
    session, told = fill_in(
        handrail.begin(johns, minutes=20), sheet, read_html(to_html(filled_by_hand(sheet)))
    )
    assert told == ()
    assert {turn.prompt for turn in session.said()} == {room.id for room in sheet.rooms}
    again = worksheet_of(johns, minutes=20, session=session)
    assert [room.written for room in again.rooms] == [f"{room.id}: {HOSTILE}" for room in sheet.rooms]


def test_a_blank_sheet_gives_nothing_to_say() -> None:
    for write, read in FORMS:
        sheet = worksheet_of(handrail.load("nmc-account"))
        session, told = fill_in(handrail.begin(handrail.load("nmc-account")), sheet, read(write(sheet)))
        assert (session.said(), told) == ((), ())


@pytest.mark.parametrize("read", [read_html, read_markdown])
@pytest.mark.parametrize("text", ["", "<textarea", "\0\ud800", "<!-- handrail-worksheet {} -->", "<" * 5_000])
def test_what_is_no_worksheet_is_refused_in_a_sentence(read: Callable[[str], Filled], text: str) -> None:
    with pytest.raises(WorksheetError):
        read(text)


def test_a_pin_is_read_back_and_nothing_else_is_one() -> None:
    pin = worksheet_of(handrail.load("johns"), minutes=20).pin
    assert Pin.from_text(pin.to_text()) == pin
    assert [Pin.from_text(text) for text in ("", "[]", "{}", "[" * 9_000)] == [None] * 4


def test_too_short_a_time_says_what_fits() -> None:
    with pytest.raises(HandrailError, match="needs 10 minutes at least"):
        worksheet_of(handrail.load("johns"), minutes=3)


def test_choices_are_heard_with_the_prompt_that_they_belong_to() -> None:
    sheet = worksheet_of(handrail.load("nmc-account"))
    page = to_html(sheet)
    [chosen] = [room for room in sheet.rooms if room.boxes]
    assert f'<fieldset aria-labelledby="ask-{chosen.id} tick-{chosen.id}">' in page
    assert f'id="ask-{chosen.id}"' in page
    assert f'<legend id="tick-{chosen.id}">Tick all that fit</legend>' in page


def test_words_of_its_own_are_in_the_language_of_the_sheet_or_say_which_they_are_in() -> None:
    swedish = worksheet_of(handrail.load("driscoll", language="sv"))
    assert "Vem som får läsa detta" in to_html(swedish)
    assert "Name or initials" not in to_html(swedish) + to_markdown(swedish)
    hebrew = to_html(
        attrs.evolve(swedish, language="he", words=worksheet_of(handrail.load("driscoll")).words)
    )
    assert '<html lang="he" dir="rtl">' in hebrew
    assert '<span lang="en" dir="ltr">Name or initials</span>' in hebrew


def test_a_cut_off_answer_in_markdown_is_told() -> None:
    text = to_markdown(worksheet_of(handrail.load("driscoll")))
    with pytest.raises(WorksheetError, match="the line of ~~~~~ below an answer is gone"):
        read_markdown(text.rstrip().rpartition("~~~~~")[0])
