"""A filled-in worksheet read out of a DOCX, with what comes with Python and within bounds."""

from __future__ import annotations

import io
import re
import zlib
from typing import NoReturn
from xml.etree.ElementTree import ParseError, XMLParser
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .filled import MOST_WRITTEN, Filled, WorksheetError, checked, gather
from .worksheet import FIELD, PIN, Pin
from .worksheet_words import HINTS

# More than any worksheet's text takes, unpacked.
MOST_XML = 8_000_000
_DEEP, _CHUNK = 400, 1 << 16
_PROPERTIES = "docProps/custom.xml"
# Word Online numbers the document; what supervisors write beside it stands in parts of its own.
_TEXTS = re.compile(r"word/(?:document\d*|comments|footnotes|endnotes)\.xml")
_SEALED = b"\xd0\xcf\x11\xe0"
# What was taken out, or stands there a second time for older programs.
_NOT_READ = {"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr"}
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_NO = {"0", "false", "off"}


def read_docx(data: bytes) -> Filled:
    """Return what was written on a worksheet in a DOCX; raises `WorksheetError` for anything else."""
    if data.startswith(_SEALED):
        raise WorksheetError(
            "this document is locked with a password, or of an older kind; save it as .docx without a password"
        )
    if len(data) > MOST_XML:
        raise WorksheetError("this DOCX is larger than any worksheet")
    found = _Found()
    try:
        with ZipFile(io.BytesIO(data)) as file:
            parts = {info.filename: info for info in file.infolist()}
            # The properties come first: by them what has lost its name is known.
            for name in sorted(parts, key=lambda name: (name != _PROPERTIES, name)):
                if name == _PROPERTIES or _TEXTS.fullmatch(name):
                    _feed(file, parts[name], found)
    except (BadZipFile, ParseError, zlib.error, RuntimeError, OSError, EOFError, ValueError, LookupError):
        raise WorksheetError("this DOCX cannot be read; it is damaged, locked, or no DOCX at all") from None
    pieces = sorted(name for name in found.properties if name.startswith(f"{PIN}-"))
    pin = Pin.from_text("".join(found.properties[name] for name in pieces))
    return checked(pin, found.written, found.all_ticked(), found.loose)


def _feed(file: ZipFile, part: ZipInfo, found: _Found) -> None:
    if part.file_size > MOST_XML or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise WorksheetError("there is more in this than anybody writes on a worksheet")
    # A document type, in which a few bytes can stand for gigabytes, is refused before it is read.
    parser = XMLParser(target=found)  # noqa: S314
    with file.open(part) as text:
        while chunk := text.read(_CHUNK):
            parser.feed(chunk)
    parser.close()
    if part.filename == _PROPERTIES:
        # Word processors put them into an order of their own.
        names = sorted(name for name in found.properties if name.startswith(FIELD))
        found.tags = {found.properties[name]: name[len(FIELD) :].partition(":")[2] for name in names}


class _Control:
    """A content control that is open."""

    def __init__(self) -> None:
        self.tag = self.alias = ""
        self.hint = self.is_box = self.ticked = False
        self.parts: list[str] = []


class _Cell:
    """A cell of a table that is open: the rooms in it, and what stands beside them."""

    def __init__(self) -> None:
        self.tags: set[str] = set()
        self.beside: list[str] = []


class _Found:
    """Takes controls, what stands beside them, and the pieces of the pin."""

    def __init__(self) -> None:
        self.properties: dict[str, str] = {}
        self.tags: dict[str, str] = {}
        self.written: dict[str, str] = {}
        self.loose: list[str] = []
        # What is not named any more is known by its place among all boxes.
        self.boxes: list[tuple[str, bool]] = []
        self._open: list[_Control] = []
        self._cells: list[_Cell] = []
        self._beside: list[str] = []
        self._piece = ""
        self._deep = self._skipped = self._length = 0
        self._takes = False

    def doctype(self, *_: object) -> NoReturn:
        raise WorksheetError("this DOCX cannot be read; no word processor writes such a one")

    def start(self, tag: str, said: dict[str, str]) -> None:
        self._deep += 1
        if self._deep > _DEEP:
            raise WorksheetError("this DOCX cannot be read; no word processor writes such a one")
        name = tag.rpartition("}")[2]
        if self._skipped or name in _NOT_READ:
            self._skipped += 1
        elif name == "sdt":
            self._open.append(_Control())
        elif name == "tc":
            self._flush()
            self._cells.append(_Cell())
        elif name == "property":
            self._piece = _said(said, "name")
        elif name in ("t", "lpwstr"):
            self._takes = True
        elif name == "p":
            self._paragraph()
        elif name in _SIGNS:
            self.data(_SIGNS[name], sign=True)
        elif self._open:
            self._property(name, said)

    def _property(self, name: str, said: dict[str, str]) -> None:
        control, value = self._open[-1], _said(said, "val")
        if name == "tag":
            control.tag = value
        elif name == "alias":
            control.alias = value
        elif name == "showingPlcHdr":
            control.hint = value not in _NO
        elif name == "checkbox":
            control.is_box = True
        elif name == "checked":
            control.ticked = value not in _NO

    def _paragraph(self) -> None:
        """End the paragraph before: a line within a control, a text of its own outside all."""
        if not self._open:
            self._flush()
        elif self._open[-1].parts:
            self._open[-1].parts.append("\n")

    def _flush(self) -> None:
        kept = self._cells[-1].beside if self._cells else self.loose
        kept.append("".join(self._beside))
        self._beside = []

    def data(self, text: str, *, sign: bool = False) -> None:
        if self._skipped or not (self._takes or sign):
            return
        self._length += len(text)
        if self._length > MOST_WRITTEN:
            raise WorksheetError("there is more in this than anybody writes on a worksheet")
        if self._piece:
            self.properties[self._piece] = self.properties.get(self._piece, "") + text
        else:
            (self._open[-1].parts if self._open else self._beside).append(text)

    def end(self, tag: str) -> None:
        self._deep -= 1
        name = tag.rpartition("}")[2]
        if self._skipped:
            self._skipped -= 1
        elif name in ("t", "lpwstr"):
            self._takes = False
        elif name == "property":
            self._piece = ""
        elif name == "p" and not self._open:
            self._paragraph()
        elif name == "sdt":
            self._close(self._open.pop())
        elif name == "tc":
            self._leave(self._cells.pop())

    def _leave(self, cell: _Cell) -> None:
        """Take what stands beside the control of a cell as written in its room."""
        beside = "\n".join(filter(str.strip, cell.beside))
        if beside and len(cell.tags) == 1:
            [tag] = cell.tags
            self.written[tag] = "\n".join(filter(None, (self.written.get(tag, ""), beside)))
        else:
            self.loose += cell.beside

    def _close(self, control: _Control) -> None:
        text, tag = "".join(control.parts), control.tag or self.tags.get(control.alias, "")
        if control.is_box:
            self.boxes.append((tag, control.ticked))
        elif not tag or "=" in tag:  # no room: what it holds belongs to where it stands
            (self._open[-1].parts if self._open else self._beside).append(text)
        else:
            if self._cells:
                self._cells[-1].tags.add(tag)
            if not control.hint and text not in HINTS:
                gather(self.written, self.loose, tag, text)

    def all_ticked(self) -> set[str]:
        """Return the names of the ticked boxes."""
        known = [tag for tag in self.tags.values() if "=" in tag]
        if len(known) == len(self.boxes):
            pairs = zip(known, self.boxes, strict=True)
            return {tag or place for place, (tag, ticked) in pairs if ticked}
        return {tag or "a box without a name" for tag, ticked in self.boxes if ticked}

    def close(self) -> None:
        self._flush()


def _said(said: dict[str, str], name: str) -> str:
    return next((value for key, value in said.items() if key.rpartition("}")[2] == name), "")
