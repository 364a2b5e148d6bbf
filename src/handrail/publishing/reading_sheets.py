"""A filled-in worksheet read out of HTML or Markdown, in a time that grows with the text and no faster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from .filled import Filled, WorksheetError, checked, gather
from .worksheet import PIN, Pin

MOST_TEXT = 8_000_000
# What a sheet is read by. Whatever else is in a page, a browser put it there, and nobody who fills in a worksheet.
_START = re.compile(r"<(?:(!--)|(script|style|meta|input|textarea)(?=[\s/>]))", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""[\s/]*+([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""")
_CLOSE = re.compile(r"[\s/]*+>")
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "textarea")}
_PIN = re.compile(rf"^<!-- {PIN} (\{{.*\}}) -->$")
_FENCE = re.compile(r"^(~{5,}+) ([^\s~]+)$")
_BOX = re.compile(r"^- \[([xX ]?)\] ")
_SIGNS = re.compile(r"\\(?=[^\w\s])|[*#]+|^[-\s]+|</?!?-{0,2}|-{0,2}>")


def read_html(text: str) -> Filled:
    """Return what was written on a worksheet in HTML; raises `WorksheetError` for anything else."""
    _check(text)
    found = _Fields(text)
    try:
        found.read()
    except ValueError:  # a character by a number that is none
        raise WorksheetError("this HTML cannot be read; save the filled-in worksheet once more") from None
    return checked(found.pin, found.written, found.ticked, found.loose)


def _check(text: str) -> None:
    if len(text) > MOST_TEXT:
        raise WorksheetError("this is larger than any worksheet")


class _Fields:
    """Takes the fields of a page; Python's own parser takes minutes for a few kilobytes of open brackets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pin: Pin | None = None
        self.written: dict[str, str] = {}
        self.ticked: set[str] = set()
        self.loose: list[str] = []

    def read(self) -> None:
        at = 0
        while found := _START.search(self.text, at):
            if found[1]:
                at = self.behind("-->", found.end())
                continue
            tag = found[2].lower()
            said, at = self.attributes(found.end())
            if tag in _ENDS:
                end = _ENDS[tag].search(self.text, at)
                if end is None:
                    raise self.cut_off()
                if tag == "textarea":
                    # The first line feed after the tag is the parser's.
                    words = unescape(self.text[at : end.start()].replace("\r\n", "\n").removeprefix("\n"))
                    gather(self.written, self.loose, said.get("name", ""), words)
                at = end.end()
            else:
                self.take(tag, said)

    def take(self, tag: str, said: dict[str, str]) -> None:
        name = said.get("name", "")
        if tag == "meta":
            if name == PIN:
                self.pin = self.pin or Pin.from_text(said.get("content", ""))
        elif said.get("type", "").lower() == "checkbox":
            if "checked" in said and name:
                self.ticked.add(name)
        elif name:
            gather(self.written, self.loose, name, said.get("value", ""))

    def attributes(self, at: int) -> tuple[dict[str, str], int]:
        """Return the attributes of a tag, and where it ends."""
        said: dict[str, str] = {}
        while (end := _CLOSE.match(self.text, at)) is None:
            found = _ATTRIBUTE.match(self.text, at)
            if found is None:
                raise self.cut_off()
            said.setdefault(found[1].lower(), unescape(found[2] or found[3] or found[4] or ""))
            at = found.end()
        return said, end.end()

    def behind(self, mark: str, at: int) -> int:
        end = self.text.find(mark, at)
        if end < 0:
            raise self.cut_off()
        return end + len(mark)

    def cut_off(self) -> WorksheetError:
        return WorksheetError("this HTML is broken or cut off; save the filled-in worksheet once more")


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
        elif (found := _BOX.match(line)) and line.endswith(" -->"):
            if found[1].strip():
                ticked.add(line.removesuffix(" -->").rpartition("<!-- ")[2])
        elif found := _PIN.match(line):
            pin = pin or Pin.from_text(found[1])
        else:
            loose.append(_SIGNS.sub("", line))
    return checked(pin, written, ticked, loose)


def _until(lines: Iterator[str], fence: str) -> Iterator[str]:
    """Yield lines up to one that closes a fence, as Markdown closes it."""
    for line in lines:
        bare = line.strip()
        if len(bare) >= len(fence) and not bare.strip("~"):
            return
        yield line
    raise WorksheetError(
        "this Markdown is cut off, or the line of ~~~~~ below an answer is gone; put it there"
    )
