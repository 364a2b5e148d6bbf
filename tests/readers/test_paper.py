"""A page that is printed has all that it says, and nothing that only a screen can do."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

import handrail

from .browser import Reader

# An A4 page, less the margins that browsers leave, in pixels.
PAPER = 718
# What Chromium prints of a page that holds nothing wider than the paper is as large as on a screen.
SAID = """
() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = [];
    while (walker.nextNode()) {
        const {parentElement: one, textContent: text} = walker.currentNode;
        if (one.checkVisibility({visibilityProperty: true}) && !one.closest("script, style, title, desc")) said.push(text);
    }
    return said;
}
"""


def printed(reader: Reader, file: Path) -> tuple[list[str], str]:
    """Return what a page says where it is printed, and what stands on the paper."""
    page = reader.open(file, wide=PAPER, paper=True)
    said = page.evaluate(SAID)
    assert reader.too_wide == []
    paper = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return said, "".join(sheet.extract_text() for sheet in paper.pages)


def letters(text: str) -> str:
    """Return letters and digits only: paper breaks lines and joins letters in its own way."""
    return re.sub(r"[\W_]|\ufb01|\ufb02|f[il]", "", text)


@pytest.mark.parametrize("name", ["egan", "johns", "alliance", "gibbs"])
def test_all_that_a_page_says_stands_on_the_paper(reader: Reader, site: Path, name: str) -> None:
    said, paper = printed(reader, site / f"{name}.html")
    missing = [text for text in said if letters(text) not in letters(paper)]
    assert missing == []
    assert "All frameworks" not in paper
    assert "Skip to" not in paper


@pytest.mark.parametrize("name", ["egan", "johns"])
def test_all_that_sphinx_shows_of_a_framework_stands_on_the_paper(
    reader: Reader, docs: Path, name: str
) -> None:
    _, paper = printed(reader, docs / "gallery" / f"{name}.html")
    framework = handrail.load(name)
    for prompt in framework.prompts:
        assert any(letters(text) in letters(paper) for text in prompt.wordings.values()), prompt.id
    assert "Skip to" not in paper
    assert "View this page" not in paper
