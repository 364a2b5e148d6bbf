"""Debian's Chromium, driven by Playwright: what a page says to it, and where it would go for more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.peers import Missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Pages are files; what they hold in themselves is asked of nobody either.
AT_HOME = ("file:", "data:", "blob:", "about:")


@contextmanager
def running() -> Iterator[Browser]:
    """Give a browser without a window; raises `Missing`."""
    program = shutil.which("chromium")
    if program is None:
        raise Missing("Chromium is missing (Debian: apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        raise Missing("Playwright is missing: pip install -e '.[dev]'") from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        try:
            yield browser
        finally:
            browser.close()


class Reader:
    """Somebody with a browser, without a network: what they open, and what it asked others for."""

    def __init__(self, page: Page, axe: Path) -> None:
        self.page = page
        self.axe = axe.read_text(encoding="utf-8")
        self.asked: list[str] = []
        self.said: list[str] = []
        page.context.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, file: Path, *, wide: int = 1280, dark: bool = False, paper: bool = False) -> Page:
        """Open a page, so many pixels wide, or as it would be printed."""
        self.page.emulate_media(
            media="print" if paper else "screen", color_scheme="dark" if dark else "light"
        )
        self.page.set_viewport_size({"width": wide, "height": 800})
        self.page.goto(file.as_uri())
        return self.page

    @property
    def asked_of_others(self) -> list[str]:
        """Return the addresses that were asked for and that are on another host."""
        return [address for address in self.asked if not address.startswith(AT_HOME)]

    def barriers(self, *rules: str, within: str = "html") -> list[str]:
        """Return what axe-core finds in a part of the open page, by all its rules or by some."""
        only = {"type": "rule", "values": [*rules]} if rules else {"type": "tag", "values": [*WCAG, *ADVICE]}
        return self._found(within, only)

    def barriers_of_theme(self) -> list[str]:
        """Return what axe-core finds in the whole of the open page against WCAG 2.2 AA, without its advice."""
        return self._found("html", {"type": "tag", "values": WCAG})

    def _found(self, within: str, only: Mapping[str, object]) -> list[str]:
        self.page.evaluate(self.axe)
        found: list[dict[str, str]] = self.page.evaluate(RUN, [within, only])
        return [f"{one['id']} at {one['at']}: {one['html'][:200]}\n{one['summary']}" for one in found]

    @property
    def too_wide(self) -> list[str]:
        """Return what makes the open page wider than the window, so that it has to be moved to and fro."""
        found: list[str] = self.page.evaluate(TOO_WIDE)
        return found


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ADVICE = ["best-practice"]
RUN = """
async ([within, only]) => {
    const {violations} = await axe.run(within, {runOnly: only, resultTypes: ["violations"]});
    return violations.flatMap(({id, nodes}) => nodes.map(({target, html, failureSummary}) =>
        ({id, at: target.join(" "), html, summary: failureSummary})));
}
"""
TOO_WIDE = """
() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const kept = one => one && (getComputedStyle(one).overflowX != "visible" || kept(one.parentElement));
    return [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > wide + 1 && !kept(one.parentElement))
        .map(one => one.outerHTML.slice(0, 200));
}
"""
