"""Look for links inside a folder of pages that lead nowhere: python -m tests.links FOLDER."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """What a page links to, and what on it can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down the links and the places of an element."""
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            elif name == "id" and value:
                self.places.add(value)


def dead(folder: Path) -> Iterator[str]:
    """Yield each link that leads to no file of the folder, or to no place in one."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    for path, page in pages.items():
        for link in page.links:
            to = urlsplit(link)
            if to.scheme or to.netloc:
                continue
            target = (path.parent / unquote(to.path)).resolve() if to.path else path
            place = unquote(to.fragment)
            there = place in pages[target].places if place and target in pages else target.exists()
            if not there:
                yield f"{path.relative_to(folder)}: {link}"
    for path in folder.glob("*.txt"):
        for link in re.findall(r"\]\((\S+)\)", path.read_text(encoding="utf-8")):
            if not (folder / link).exists():
                yield f"{path.name}: {link}"


if __name__ == "__main__":
    found = sorted(set(dead(Path(sys.argv[1]).resolve())))
    print("\n".join(found))
    sys.exit(bool(found))
