"""Whoever has a keyboard and nothing else comes to everything, and sees where they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .browser import Reader

# What can be pressed or written into, as far as it is shown; radios and the like would be groups, and we have none.
CONTROLS = """
() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(one => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true}))
    .map((one, number) => { one.dataset.reached = number; return one.outerHTML.slice(0, 200); })
"""
# Where one is: which control, whether a line is drawn around it, and whether something lies above it.
HERE = """
() => {
    const one = document.activeElement;
    if (!one || one == document.body) return null;
    const look = getComputedStyle(one);
    const seen = [...one.getClientRects()].some(box => {
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
        return top && (one.contains(top) || top.contains(one) || top.closest("label")?.control == one);
    });
    return {
        number: one.dataset.reached,
        lined: look.outlineStyle != "none" && parseFloat(look.outlineWidth) >= 1 || look.boxShadow != "none",
        seen,
        what: one.outerHTML.slice(0, 200),
    };
}
"""
PAGES = ["site/egan.html", "site/index.html", "worksheets/johns.html"]
DOCUMENTATION = [
    "docs/gallery/egan.html",
    "docs/gallery/index.html",
    "docs/handrail-ways.html",
    "docs/index.html",
]


@pytest.fixture
def file(request: pytest.FixtureRequest) -> Path:
    folder, _, rest = str(request.param).partition("/")
    made: Path = request.getfixturevalue(folder)
    return made / rest


def walk(reader: Reader) -> tuple[list[str], list[dict[str, Any]]]:
    """Return all controls of the open page, and what was come to by pressing Tab until the page ended."""
    # What glides is looked at where it comes to rest.
    reader.page.add_style_tag(content="* { scroll-behavior: auto !important; transition: none !important }")
    controls: list[str] = reader.page.evaluate(CONTROLS)
    visited: list[dict[str, Any]] = []
    for _ in range(len(controls) + 20):
        reader.page.keyboard.press("Tab")
        here = reader.page.evaluate(HERE)
        if here is None or (visited and here["number"] == visited[0]["number"]):
            break
        visited.append(here)
    return controls, visited


@pytest.mark.parametrize("file", [*PAGES, *DOCUMENTATION], indirect=True)
@pytest.mark.parametrize("wide", [1280, 320])
def test_tab_comes_to_every_link_and_control_and_shows_where_it_is(
    reader: Reader, file: Path, wide: int
) -> None:
    reader.open(file, wide=wide)
    controls, visited = walk(reader)
    reached = {int(one["number"]) for one in visited if one["number"] is not None}
    assert [one for number, one in enumerate(controls) if number not in reached] == []
    assert [one["what"] for one in visited if not one["lined"]] == []
    assert [one["what"] for one in visited if not one["seen"]] == []


@pytest.mark.parametrize("file", [*PAGES[:2], *DOCUMENTATION], indirect=True)
def test_the_first_link_leads_past_what_every_page_begins_with(reader: Reader, file: Path) -> None:
    page = reader.open(file)
    page.keyboard.press("Tab")
    assert "skip to" in page.evaluate("document.activeElement.textContent").lower()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    # Where the text holds no link, one is past its end.
    assert page.evaluate(
        "document.activeElement == document.body || !!document.activeElement.closest('main, [role=main], footer')"
    )


def test_a_picture_in_words_is_closed_and_opened(reader: Reader, site: Path) -> None:
    page = reader.open(site / "egan.html")
    page.locator("summary").first.focus()
    seen = []
    for _ in range(2):
        page.keyboard.press("Enter")
        seen.append(page.locator("details").first.get_attribute("open") is not None)
    assert seen == [False, True]


def test_a_worksheet_is_filled_in_and_saved_without_a_mouse(reader: Reader, worksheets: Path) -> None:
    page = reader.open(worksheets / "johns.html")
    while page.evaluate("document.activeElement.tagName") != "TEXTAREA":
        page.keyboard.press("Tab")
    page.keyboard.type("What I saw\nwas <this> & that.")
    page.evaluate("document.getElementById('save').focus()")
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    saved = Path(saving.value.path()).read_text(encoding="utf-8")
    assert "What I saw\nwas &lt;this&gt; &amp; that." in saved
