"""Worksheets as somebody fills them in, and every way in which they are written down and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import attrs

from handrail.adapters.docx import to_docx
from handrail.adapters.pdf import read_pdf, to_pdf
from handrail.publishing.filled import Filled
from handrail.publishing.reading_docx import read_docx
from handrail.publishing.reading_sheets import read_html, read_markdown
from handrail.publishing.worksheet import Room, Section, Worksheet
from handrail.publishing.worksheet_html import to_html
from handrail.publishing.worksheet_markdown import to_markdown

# How a worksheet goes out and comes back.
BY_HTML: Callable[[Worksheet], Filled] = lambda sheet: read_html(to_html(sheet))  # noqa: E731  one of four alike
BY_MARKDOWN: Callable[[Worksheet], Filled] = lambda sheet: read_markdown(to_markdown(sheet))  # noqa: E731
BY_DOCX: Callable[[Worksheet], Filled] = lambda sheet: read_docx(to_docx(sheet))  # noqa: E731
BY_PDF: Callable[[Worksheet], Filled] = lambda sheet: read_pdf(to_pdf(sheet))  # noqa: E731


def filled_in(sheet: Worksheet, written: Mapping[str, str], ticked: int | None = None) -> Worksheet:
    """Return a worksheet with texts under their prompts, and with one of the choices of each prompt ticked."""

    def sections() -> Iterator[Section]:
        for section in sheet.sections:
            yield attrs.evolve(section, rooms=tuple(map(room, section.rooms)))

    def room(one: Room) -> Room:
        boxes = tuple(attrs.evolve(box, ticked=place == ticked) for place, box in enumerate(one.boxes))
        return attrs.evolve(one, written=written.get(one.id, ""), boxes=boxes)

    return attrs.evolve(sheet, sections=tuple(sections()))
