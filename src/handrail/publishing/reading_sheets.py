"""A filled-in worksheet read out of HTML or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from .filled import Filled, WorksheetError, checked, gather
from .worksheet import PIN, Pin

MOST_TEXT = 8_000_000
_PIN = re.compile(rf"^<!-- {PIN} (\{{.*\}}) -->$")
_FENCE = re.compile(r"^(~{5,}) ([^\s~]+)$")
_BOX = re.compile(r"^- \[[xX]\] .*<!-- (.+?) -->$")
_UNTICKED = re.compile(r"^- \[ ?\] .*<!-- (.+?) -->$")
_SIGNS = re.compile(r"\\(?=[^\w\s])|[*#]+|^[-\s]+|</?!?-*|-*>")


def read_html(text: str) -> Filled:
    """Return what was written on a worksheet in HTML; raises `WorksheetError` for anything else."""
    _check(text)
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except (AssertionError, RecursionError, ValueError):  # the parser's way to give up
        raise WorksheetError("this HTML cannot be read") from None
    reader.end_field()
    return checked(reader.pin, reader.written, reader.ticked, reader.loose)


def _check(text: str) -> None:
    if len(text) > MOST_TEXT:
        raise WorksheetError("this is larger than any worksheet")


class _Reader(HTMLParser):
    """Takes the fields and nothing else: what a browser saves around them is not the person's."""

    def __init__(self) -> None:
        super().__init__()
        self.pin: Pin | None = None
        self.written: dict[str, str] = {}
        self.ticked: set[str] = set()
        self.loose: list[str] = []
        self._field = ""
        self._parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "meta" and name == PIN:
            self.pin = self.pin or Pin.from_text(said.get("content", ""))
        elif tag == "textarea":
            self.end_field()
            self._field = name
        elif tag == "input" and said.get("type") == "checkbox":
            if "checked" in said and name:
                self.ticked.add(name)
        elif tag == "input" and name:
            gather(self.written, self.loose, name, said.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._field:
            self._parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.end_field()

    def end_field(self) -> None:
        """Keep what stood in a field; a line feed right behind its tag is none of it."""
        if self._field:
            text = "".join(self._parts).replace("\r\n", "\n")
            gather(self.written, self.loose, self._field, text.removeprefix("\n"))
        self._field, self._parts = "", []


def read_markdown(text: str) -> Filled:
    """Return what was written on a worksheet in Markdown; raises `WorksheetError` for anything else."""
    _check(text)
    lines = text.replace("\r\n", "\n").split("\n")
    pin: Pin | None = None
    written: dict[str, str] = {}
    ticked: set[str] = set()
    loose: list[str] = []
    rest = iter(lines)
    for line in rest:
        if found := _FENCE.match(line):
            gather(written, loose, found[2], "\n".join(_until(rest, found[1])))
        elif found := _BOX.match(line):
            ticked.add(found[1])
        elif found := _PIN.match(line):
            pin = pin or Pin.from_text(found[1])
        elif not _UNTICKED.match(line):
            loose.append(_SIGNS.sub("", line))
    return checked(pin, written, ticked, loose)


def _until(lines: Iterator[str], fence: str) -> Iterator[str]:
    """Yield lines up to one that closes a fence, as Markdown closes it."""
    for line in lines:
        bare = line.strip()
        if len(bare) >= len(fence) and not bare.strip("~"):
            return
        yield line
