"""Pages ask no other host for anything: nobody learns who reads about what, and no network is needed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.publishing.drawings import NASTY, framework, written

import handrail
from handrail.framework import Framework
from handrail.graph import Stage
from handrail.publishing.page import to_page

from .browser import Reader

# What a browser fetches, or makes ready to, without being asked; a link that somebody follows is another thing.
FETCHED = re.compile(
    r"""<(?!a\b|html\b)\w+\b[^>]*\s(?:src|srcset|href|data|poster|action|xlink:href)\s*=\s*["']?(?:https?:)?//[^>]*>"""
    r"""|url\(\s*["']?(?:https?:)?//[^)]*\)|@import\s[^;]*//[^;]*;""",
    re.IGNORECASE,
)


def test_what_is_fetched_is_found() -> None:
    fetched = [
        '<script src="https://a.example/x.js">',
        "<link rel=preconnect href=//a.example>",
        "url(https://a/b)",
    ]
    assert [bool(FETCHED.search(one)) for one in fetched] == [True] * 3
    assert not FETCHED.search('<a class="reference" href="https://doi.org/1">')


@pytest.mark.parametrize("folder", ["site", "worksheets", "docs"])
def test_no_page_names_another_host_to_fetch_from(request: pytest.FixtureRequest, folder: str) -> None:
    made: Path = request.getfixturevalue(folder)
    files = [file for kind in ("*.html", "*.css") for file in made.rglob(kind)]
    assert len(files) >= len(handrail.names()) - 1
    assert {
        file.name: found[0] for file in files if (found := FETCHED.search(file.read_text(encoding="utf-8")))
    } == {}


@pytest.mark.parametrize(
    "page", ["site/egan.html", "worksheets/egan.html", "docs/gallery/egan.html", "docs/search.html"]
)
def test_no_page_asks_another_host(request: pytest.FixtureRequest, reader: Reader, page: str) -> None:
    folder, _, file = page.partition("/")
    opened = reader.open(request.getfixturevalue(folder) / file)
    opened.wait_for_load_state("networkidle")
    assert reader.asked
    assert reader.asked_of_others == []


def test_an_authors_words_stay_words(reader: Reader, tmp_path: Path) -> None:
    stages = {id: Stage(id, title) for id, title in NASTY.items()}
    hostile: Framework = framework(stages)
    file = tmp_path / "hostile.html"
    file.write_text(to_page(hostile), encoding="utf-8")
    page = reader.open(file)
    headings = [written(text) for text in page.locator("main h3").all_text_contents()]
    assert headings == [written(title) for title in NASTY.values()]
    assert page.locator("script").count() == 0
    assert reader.barriers() == []
