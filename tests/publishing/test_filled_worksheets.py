"""What is written on any worksheet comes back out of every kind of document, and stands in a session."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.publishing.filling import BY_DOCX, BY_HTML, BY_MARKDOWN, BY_PDF, filled_in
from tests.strategies import EITHER, VOICES, frameworks, pick

import handrail
from handrail.adapters.docx import to_docx
from handrail.adapters.pdf import to_pdf
from handrail.errors import HandrailError
from handrail.framework import Framework
from handrail.practice import begin
from handrail.publishing.filled import Filled, fill_in
from handrail.publishing.reading_docx import read_docx
from handrail.publishing.worksheet import Worksheet, box_name, tag_of, worksheet_of
from handrail.publishing.writable import writable

By = Callable[[Worksheet], Filled]
# Texts that mean something in one of the documents, and must not.
MARKS = (
    "\n", "\n\n", "\r\n", "\r", "\t", "  ", "\0", "\x0b", "\x85", "\u2028", "\ufeff", "\ufffe",
    "\u202eabc\u202c", "שלום", "👩🏽‍⚕️", "é", "e\u0301", "~~~~~", "\n~~~~~\n", "~~~~~ s0-p0", "- [x] a <!-- b -->",
    "<!-- handrail-worksheet {} -->", "</textarea>", "<textarea name=s0-p1>", "&amp;", "&#0;", "&", "<w:t>", "]]>",
    "%s {}", "\\n", "\\(", "(", ")", "þÿ", "# a", "---", "key: value", "- x", "'\"", "Write here", "Tick one", "=1+1",
)  # fmt: skip
hostile = st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=6).map("".join)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Framework, Worksheet]:
    """Draw a framework and a worksheet of it, with what somebody wrote under some of its prompts."""
    framework = draw(frameworks())
    way = draw(pick(None, None, *framework.ways_of_knowing))
    minutes = draw(pick(None, None, 30.0))
    for chosen, spent in ((way, minutes), (None, None)):
        try:
            sheet = worksheet_of(framework, voice=draw(pick(*VOICES)), minutes=spent, way=chosen)
        except HandrailError:  # nothing is left to write on, or there is too little time
            continue
        break
    else:
        sheet = worksheet_of(framework, voice=framework.voices[0])
    written = {room.id: writable(draw(hostile)) for room in sheet.rooms if draw(EITHER)}
    return framework, filled_in(sheet, written, draw(pick(None, 0, 1)))


def expected(sheet: Worksheet) -> dict[str, str]:
    return {tag_of(room.id): room.written for room in sheet.rooms if room.written.strip()}


def boxes(sheet: Worksheet) -> set[str]:
    return {tag_of(box_name(room.id, box.value)) for room in sheet.rooms for box in room.boxes if box.ticked}


def holds(framework: Framework, sheet: Worksheet, by: By) -> None:
    found = by(sheet)
    assert found.pin == sheet.pin
    hints = {"Write here", "Skriv här"} if by is BY_DOCX else set()
    assert dict(found.written) == {name: text for name, text in expected(sheet).items() if text not in hints}
    assert found.ticked == boxes(sheet)
    begun = begin(framework, voice=sheet.pin.voice, minutes=sheet.pin.minutes)
    session, told = fill_in(begun, sheet, found)
    said = [turn.text for turn in session.said()]
    for text in found.written.values():
        assert any(text in one for one in said)
    assert not any("outside the fields" in line or "belongs to no prompt" in line for line in told)


patient = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(sheets())
def test_what_is_written_comes_back_out_of_html(drawn: tuple[Framework, Worksheet]) -> None:
    holds(*drawn, BY_HTML)


@patient
@given(sheets())
def test_what_is_written_comes_back_out_of_markdown(drawn: tuple[Framework, Worksheet]) -> None:
    holds(*drawn, BY_MARKDOWN)


@settings(patient, max_examples=12)
@given(sheets())
def test_what_is_written_comes_back_out_of_a_docx(drawn: tuple[Framework, Worksheet]) -> None:
    holds(*drawn, BY_DOCX)


@settings(patient, max_examples=3)
@given(sheets())
def test_what_is_written_comes_back_out_of_a_pdf(drawn: tuple[Framework, Worksheet]) -> None:
    holds(*drawn, BY_PDF)


@pytest.mark.parametrize("by", [BY_HTML, BY_MARKDOWN, BY_DOCX, BY_PDF])
def test_every_hostile_text_at_once_comes_back_out_of_a_shipped_worksheet(by: By) -> None:
    johns = handrail.load("johns")
    sheet = worksheet_of(johns, minutes=20)
    text = writable(" \n".join(MARKS) + "x" * 5_000)
    holds(johns, filled_in(sheet, {room.id: f"{room.id} {text}" for room in sheet.rooms}, 1), by)


@given(hostile)
def test_what_is_writable_stays_as_it_is(text: str) -> None:
    assert writable(writable(text)) == writable(text)


def test_a_worksheet_that_libreoffice_wrote_anew_is_read() -> None:
    """The file is LibreOffice 7.4's, which takes the tags off the controls and the hints, and turns the properties."""
    found = read_docx((Path(__file__).parent / "rewritten" / "libreoffice-7.4.docx").read_bytes())
    assert found.pin.framework == "nmc-account"
    assert dict(found.written) == {
        "about": "A family asked for the third time whether the new dose was right.",
        "learned": "  That I answer too fast & <too> much.",
        "code": "Clear words: såklart.",
    }
    assert found.ticked == {"code=Practise effectively"}
    nmc = handrail.load("nmc-account")
    assert fill_in(begin(nmc), worksheet_of(nmc), found).told == ()


@pytest.mark.parametrize(("name", "language"), [("johns", None), ("driscoll", "sv"), ("nmc-account", None)])
def test_a_pdf_can_be_read_aloud_and_says_what_each_field_is_for(name: str, language: str | None) -> None:
    sheet = worksheet_of(handrail.load(name, language=language))
    reader = PdfReader(io.BytesIO(to_pdf(sheet)))
    root: Any = reader.root_object
    assert root["/Lang"] == sheet.language
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == f"{sheet.title}: {sheet.words.worksheet}"
    fields = reader.get_fields() or {}
    called = {str(field): str(one["/TU"]) for field, one in fields.items()}
    assert {tag_of(room.id): room.text for room in sheet.rooms}.items() <= called.items()
    assert all(called.values())


def test_a_docx_has_headings_a_language_names_and_tags() -> None:
    sheet = worksheet_of(handrail.load("driscoll", language="sv"))
    made = Document(io.BytesIO(to_docx(sheet)))
    assert made.core_properties.language == "sv"
    assert {"Title", "Heading 1", "Prompt"} <= {one.style.name for one in made.paragraphs if one.style}
    text = made.element.xml
    for room in sheet.rooms:
        assert f'<w:tag w:val="{room.id}"/>' in text
    assert text.count("<w:cantSplit/>") == len(sheet.rooms) + 1
