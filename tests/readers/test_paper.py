"""A page that is printed has all that it says, and nothing that only a screen can do."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from .browser import Reader

# An A4 page, less the margins that browsers leave, in pixels.
PAPER = 718
# What Chromium prints of a page that holds nothing wider than the paper is as large as on a screen.
SAID = """
within => {
    const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
    const said = [];
    while (walker.nextNode()) {
        const {parentElement: one, textContent: text} = walker.currentNode;
        const shown = one.checkVisibility({visibilityProperty: true}) && getComputedStyle(one).clipPath == "none";
        if (shown && !one.closest("script, style, title, desc")) said.push(text);
    }
    return said;
}
"""


def printed(reader: Reader, file: Path, within: str) -> tuple[list[str], str]:
    """Return what a part of a page says where it is printed, and what stands on the paper."""
    page = reader.open(file, wide=PAPER, paper=True)
    assert reader.too_wide == []
    said: list[str] = page.evaluate(SAID, within)
    paper = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return said, "".join(sheet.extract_text() for sheet in paper.pages)


def letters(text: str) -> str:
    """Return letters and digits only, also of those that a font joins: paper breaks lines in its own way."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def missing(said: list[str], paper: str) -> list[str]:
    there = letters(paper)

    def stands(text: str) -> bool:
        # A sheet of paper may end within it.
        return text in there or any(text[:at] in there and text[at:] in there for at in range(1, len(text)))

    return [text for text in said if not stands(letters(text))]


@pytest.mark.parametrize("name", ["egan", "johns", "alliance", "gibbs"])
def test_all_that_a_page_says_stands_on_the_paper(reader: Reader, site: Path, name: str) -> None:
    said, paper = printed(reader, site / f"{name}.html", "body")
    assert missing(said, paper) == []
    assert "All frameworks" not in paper
    assert "Skip to the text" not in paper


@pytest.mark.parametrize("name", ["egan", "johns"])
def test_all_that_sphinx_shows_of_a_framework_stands_on_the_paper(
    reader: Reader, docs: Path, name: str
) -> None:
    said, paper = printed(reader, docs / "gallery" / f"{name}.html", "article")
    assert missing(said, paper) == []
    assert "The suggested way:" in paper  # stands behind a title that a click opens, which paper has not
    assert "Skip to content" not in paper
    assert "View this page" not in paper


@pytest.mark.parametrize("name", ["egan", "johns"])
def test_a_worksheet_is_printed_with_all_that_it_asks_and_without_its_button(
    reader: Reader, worksheets: Path, name: str
) -> None:
    said, paper = printed(reader, worksheets / f"{name}.html", "body")
    assert missing(said, paper) == []
    assert not reader.page.locator("button").is_visible()
