"""Debian's Chromium, driven by Playwright: what a page says to it, and where it would go for more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.peers import Missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Pages are files; what they hold in themselves is asked of nobody either.
AT_HOME = ("file:", "data:", "blob:", "about:")
PHONE = 320


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

    def open(self, file: Path, *, wide: int = 1280, dark: bool = False) -> Page:
        """Open a page, so many pixels wide."""
        self.page.emulate_media(media="screen", color_scheme="dark" if dark else "light")
        self.page.set_viewport_size({"width": wide, "height": 900})
        self.page.goto(file.as_uri())
        return self.page

    @property
    def asked_of_others(self) -> list[str]:
        """Return the addresses that were asked for and that are on another host."""
        return [address for address in self.asked if not address.startswith(AT_HOME)]

    def barriers(self, *rules: str, within: str = "html") -> list[str]:
        """Return what axe-core finds against WCAG 2.2 AA, or against some rules only, in a part of the open page."""
        only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": LEVELS}
        self.page.evaluate(self.axe)
        found: list[dict[str, Any]] = self.page.evaluate(
            """async ([within, only]) => {
                // What is still on its way is measured where it will be.
                document.getAnimations().forEach(one => one.finish());
                const {violations} = await axe.run(within, {runOnly: only, resultTypes: ["violations"]});
                return violations.flatMap(({id, nodes}) => nodes.map(({target, html, failureSummary}) =>
                    ({id, target: target.join(" "), html, failureSummary})));
            }""",
            [within, only],
        )
        return [
            f"{one['id']} at {one['target']}: {one['html'][:200]}\n{one['failureSummary']}" for one in found
        ]


LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
