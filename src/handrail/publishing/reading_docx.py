"""A filled-in worksheet read out of a DOCX, with what comes with Python and within bounds."""

from __future__ import annotations

import io
import re
import zlib
from typing import NoReturn
from xml.etree.ElementTree import ParseError, XMLParser
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .filled import MOST_WRITTEN, Filled, WorksheetError, checked, gather
from .worksheet import PIN, Pin
from .worksheet_words import HINTS

# More than any worksheet's text takes, unpacked.
MOST_XML = 20_000_000
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
    found = _Found()
    try:
        with ZipFile(io.BytesIO(data)) as file:
            parts = {info.filename: info for info in file.infolist()}
            for name in sorted(parts):
                if name == _PROPERTIES or _TEXTS.fullmatch(name):
                    _feed(file, parts[name], found)
    except (BadZipFile, ParseError, zlib.error, RuntimeError, OSError, EOFError, ValueError, LookupError):
        raise WorksheetError("this DOCX cannot be read; it is damaged, locked, or no DOCX at all") from None
    pieces = sorted((int(number), text) for number, text in found.pieces.items())
    pin = Pin.from_text("".join(text for _, text in pieces))
    return checked(pin, found.written, found.ticked, found.loose)


def _feed(file: ZipFile, part: ZipInfo, found: _Found) -> None:
    if part.file_size > MOST_XML or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise WorksheetError("there is more in this than anybody writes on a worksheet")
    # A document type, in which a few bytes can stand for gigabytes, is refused before it is read.
    parser = XMLParser(target=found)  # noqa: S314
    with file.open(part) as text:
        while chunk := text.read(_CHUNK):
            parser.feed(chunk)
    parser.close()


class _Control:
    """A content control that is open."""

    def __init__(self) -> None:
        self.tag = ""
        self.hint = self.is_box = self.ticked = False
        self.parts: list[str] = []


class _Found:
    """Takes controls, what stands beside them, and the pieces of the pin."""

    def __init__(self) -> None:
        self.pieces: dict[str, str] = {}
        self.written: dict[str, str] = {}
        self.ticked: set[str] = set()
        self.loose: list[str] = []
        self._open: list[_Control] = []
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
        elif name == "property":
            self._piece = _said(said, "name").removeprefix(f"{PIN}-")
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
        elif name == "showingPlcHdr":
            control.hint = value not in _NO
        elif name == "checkbox":
            control.is_box = True
        elif name == "checked":
            control.ticked = value not in _NO

    def _paragraph(self) -> None:
        """End the paragraph before: a line within a control, a text of its own outside all."""
        if not self._open:
            self.loose.append("".join(self._beside))
            self._beside = []
        elif self._open[-1].parts:
            self._open[-1].parts.append("\n")

    def data(self, text: str, *, sign: bool = False) -> None:
        if self._skipped or not (self._takes or sign):
            return
        self._length += len(text)
        if self._length > MOST_WRITTEN:
            raise WorksheetError("there is more in this than anybody writes on a worksheet")
        if self._piece:
            self.pieces[self._piece] = self.pieces.get(self._piece, "") + text
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

    def _close(self, control: _Control) -> None:
        text = "".join(control.parts)
        if control.is_box and control.tag:
            if control.ticked:
                self.ticked.add(control.tag)
        elif control.hint or text in HINTS:
            return
        elif control.tag:
            gather(self.written, self.loose, control.tag, text)
        else:  # one that somebody put in: what it holds belongs to where it stands
            (self._open[-1].parts if self._open else self._beside).append(text)

    def close(self) -> None:
        if not self._open:
            self._paragraph()


def _said(said: dict[str, str], name: str) -> str:
    return next((value for key, value in said.items() if key.rpartition("}")[2] == name), "")
