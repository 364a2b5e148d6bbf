"""On a narrow screen nobody has to move a page to and fro."""

from __future__ import annotations

from pathlib import Path

import pytest

import handrail

from .browser import Reader
from .conftest import DOCS, SHEETS

NAMES = handrail.names()
WRITTEN = sorted(str(page.relative_to(DOCS).with_suffix(".html")) for page in DOCS.rglob("*.rst"))
PHONE = 320  # pixels; also what is left of 1,280 when everything is shown four times as large (WCAG 1.4.10)


def fits(reader: Reader, page: Path) -> None:
    reader.open(page, wide=PHONE)
    assert reader.too_wide == []
    # What is moved to and fro by itself, such as a table, can be reached with the keyboard; what is pressed is large.
    assert reader.barriers("scrollable-region-focusable", "target-size") == []


@pytest.mark.parametrize("name", ["index", *NAMES])
def test_the_page_of_a_framework_fits_on_a_phone(reader: Reader, site: Path, name: str) -> None:
    fits(reader, site / f"{name}.html")


@pytest.mark.parametrize("name", SHEETS)
def test_a_worksheet_fits_on_a_phone(reader: Reader, worksheets: Path, name: str) -> None:
    fits(reader, worksheets / f"{name}.html")


@pytest.mark.parametrize("page", WRITTEN)
def test_a_page_of_the_documentation_fits_on_a_phone(reader: Reader, docs: Path, page: str) -> None:
    fits(reader, docs / page)


@pytest.mark.parametrize("name", NAMES)
def test_what_sphinx_shows_of_a_framework_fits_on_a_phone(reader: Reader, docs: Path, name: str) -> None:
    reader.open(docs / "gallery" / f"{name}.html", wide=PHONE)
    assert reader.too_wide == []
