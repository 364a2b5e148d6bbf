"""Nothing that axe-core knows of keeps anybody out of our pages, in the light and in the dark."""

from __future__ import annotations

from pathlib import Path

import pytest

import handrail

from .browser import Reader
from .conftest import SHEETS

NAMES = handrail.names()
# Pages of the documentation that hold what the others hold: the lists, a framework with all there is, code and tables.
WHOLE = [
    "index.html",
    "gallery/index.html",
    "gallery/egan.html",
    "handrail-frameworks.html",
    "handrail-ways.html",
    "guides/sphinx.html",
    "search.html",
]
OURS = "article"


@pytest.mark.parametrize("name", ["index", *NAMES])
def test_nothing_bars_anybody_from_the_page_of_a_framework(reader: Reader, site: Path, name: str) -> None:
    reader.open(site / f"{name}.html")
    assert reader.barriers() == []


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_bars_anybody_from_a_worksheet(reader: Reader, worksheets: Path, name: str) -> None:
    reader.open(worksheets / f"{name}.html")
    assert reader.barriers() == []


@pytest.mark.parametrize(
    "page", ["site/egan.html", "site/johns.html", "site/index.html", "worksheets/johns.html"]
)
def test_all_can_be_told_from_its_ground_in_the_dark(
    request: pytest.FixtureRequest, reader: Reader, page: str
) -> None:
    folder, _, file = page.partition("/")
    reader.open(request.getfixturevalue(folder) / file, dark=True)
    assert reader.barriers("color-contrast") == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_bars_anybody_from_what_sphinx_shows_of_a_framework(
    reader: Reader, docs: Path, name: str
) -> None:
    reader.open(docs / "gallery" / f"{name}.html")
    assert reader.barriers(within=OURS) == []


@pytest.mark.parametrize("page", WHOLE)
def test_nothing_bars_anybody_from_the_documentation(reader: Reader, docs: Path, page: str) -> None:
    reader.open(docs / page)
    assert reader.barriers_of_theme() == []
    reader.open(docs / page, dark=True)
    assert reader.barriers("color-contrast") == []
