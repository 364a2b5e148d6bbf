"""Worksheets: what each kind of document takes to make, laid out and written, and a filled-in one to be taken back.

Every shipped framework that can be written on is laid out and written in turn; a figure is for one framework on
average. Taking back is reading the document of Johns' model with a line under every prompt, and answering a new
session with it. PDF and DOCX are measured where their libraries are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

import attrs

import handrail
from handrail.errors import HandrailError
from handrail.framework import Framework
from handrail.practice import begin
from handrail.publishing.filled import Filled, fill_in
from handrail.publishing.reading_docx import read_docx
from handrail.publishing.reading_sheets import read_html, read_markdown
from handrail.publishing.worksheet import Worksheet, worksheet_of
from handrail.publishing.worksheet_html import to_html
from handrail.publishing.worksheet_markdown import to_markdown

from .figures import Figure, absent, duration
from .timing import interleaved


class Form(NamedTuple):
    """A kind of document: how it is written and read, and how many are enough to be measured."""

    write: Callable[[Worksheet], Any]
    read: Callable[[Any], Filled]
    many: int = 1_000


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what worksheets take."""
    rounds = 2 if quick else 9
    frameworks = [handrail.load(name) for name in handrail.names()]
    sheets = _laid_out(frameworks)
    timed = interleaved({"": partial(_laid_out, frameworks)}, rounds)[""]
    yield duration(f"lay out a worksheet, of {len(sheets)}", timed.each(len(sheets)))
    johns = handrail.load("johns")
    filled = _written_on(worksheet_of(johns))
    for name, form in _forms().items():
        if form is None:
            yield absent(f"write one as {name}", f"the extra '{name.lower()}'")
            continue
        few = sheets[: 2 if quick else form.many]
        timed = interleaved({"": partial(_all, form.write, few)}, rounds)[""]
        yield duration(f"write one as {name}, of {len(few)}", timed.each(len(few)))
        back = partial(_take_back, johns, filled, form.read, form.write(filled))
        yield duration(f"take back Johns' from {name}", interleaved({"": back}, rounds)[""])


def _forms() -> dict[str, Form | None]:
    forms: dict[str, Form | None] = {
        "HTML": Form(to_html, read_html),
        "Markdown": Form(to_markdown, read_markdown),
        "DOCX": None,
        "PDF": None,
    }
    try:
        forms["DOCX"] = Form(import_module("handrail.adapters.docx").to_docx, read_docx)
        pdf = import_module("handrail.adapters.pdf")
        forms["PDF"] = Form(pdf.to_pdf, pdf.read_pdf, 5)
    except HandrailError:  # an extra is missing
        pass
    return forms


def _laid_out(frameworks: Sequence[Framework]) -> list[Worksheet]:
    made = []
    for framework in frameworks:
        try:
            made.append(worksheet_of(framework))
        except HandrailError:  # it holds nothing to be asked
            continue
    return made


def _all(write: Callable[[Worksheet], Any], sheets: Sequence[Worksheet]) -> None:
    for sheet in sheets:
        write(sheet)


def _written_on(sheet: Worksheet) -> Worksheet:
    sections = (
        attrs.evolve(
            section, rooms=tuple(attrs.evolve(room, written=f"About {room.id}.") for room in section.rooms)
        )
        for section in sheet.sections
    )
    return attrs.evolve(sheet, sections=tuple(sections))


def _take_back(framework: Framework, sheet: Worksheet, read: Callable[[Any], Filled], data: Any) -> None:
    fill_in(begin(framework), sheet, read(data))
