"""Worksheets as tagged PDF forms, and what was typed into one read back within bounds."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from handrail.publishing.filled import MOST_FIELDS, Filled, WorksheetError, checked, gather
from handrail.publishing.line import one_line
from handrail.publishing.worksheet import Pin, Worksheet, box_name, tag_of
from handrail.publishing.worksheet_html import to_html
from handrail.publishing.worksheet_words import READERS

try:
    import weasyprint
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError
    from pypdf.generic import ArrayObject, DictionaryObject
except (ImportError, OSError):  # OSError: Pango, which is no Python package, is missing
    raise WorksheetError(
        "PDF worksheets take WeasyPrint, pypdf and Pango: pip install 'handrail[pdf]'; "
        "on Debian also apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    ) from None

MOST_BYTES = 8_000_000
_ON = ("", "/Off")
_DEEP = 50


def to_pdf(sheet: Worksheet) -> bytes:
    """Return a worksheet as a tagged PDF on A4 whose rooms can be typed into."""
    called = _called(sheet)

    def name(_: object, pdf: Any) -> None:
        """Name the fields in whole sentences: WeasyPrint leaves out the spaces where a line of a label ends."""
        for one in pdf.objects:
            if isinstance(one, dict) and "TU" in one and one["T"].string in called:
                one["TU"] = type(one["TU"])(called[one["T"].string])

    document = weasyprint.HTML(string=to_html(sheet))
    made: bytes = document.write_pdf(pdf_forms=True, pdf_tags=True, custom_metadata=True, finisher=name)
    return made


def _called(sheet: Worksheet) -> dict[str, str]:
    """Return what each field is called for those who hear it read aloud."""
    named = {name: label for name, label in sheet.words.lines.items() if name != READERS}
    named[READERS] = f"{sheet.words.readers}. {sheet.words.yours}"
    for room in sheet.rooms:
        named[tag_of(room.id)] = one_line(room.text)
        for box in room.boxes:
            named[tag_of(box_name(room.id, box.value))] = f"{one_line(box.label)} ({one_line(room.text)})"
    return named


def read_pdf(data: bytes) -> Filled:
    """Return what was typed into a worksheet; raises `WorksheetError` for anything else."""
    if len(data) > MOST_BYTES:
        raise WorksheetError("this PDF is larger than any worksheet")
    written: dict[str, str] = {}
    loose: list[str] = []
    ticked: set[str] = set()
    try:
        with _in_silence():
            reader = PdfReader(io.BytesIO(data))
            pin = Pin.from_text(_pin(reader))
            root: Any = reader.trailer["/Root"]
            for name, kind, value in _fields(root):
                if kind == "/Tx":
                    gather(written, loose, name, value)
                elif kind == "/Btn" and value not in _ON:
                    ticked.add(name)
            loose += _remarks(root)
    except WorksheetError:
        raise
    except FileNotDecryptedError:
        raise WorksheetError("this PDF is locked with a password; save it without one") from None
    except Exception:  # a damaged file fails inside the reader in any way that there is
        raise WorksheetError(
            "this PDF cannot be read; it is damaged, or no PDF at all: save the filled-in worksheet once more"
        ) from None
    return checked(pin, written, ticked, loose)


@contextmanager
def _in_silence() -> Iterator[None]:
    """Keep the reader from telling what it stumbles over, among which are bytes of what somebody wrote."""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def _pin(reader: PdfReader) -> str:
    known: Any = reader.metadata or {}
    return next((str(value) for key, value in known.items() if str(value).startswith('{"handrail"')), "")


def _below(top: Any) -> Iterator[tuple[Any, int]]:
    """Yield everything under some nodes once, each with how deep it is; a node is often its own parent's child."""
    waiting = [(one, 0) for one in reversed(top)]
    seen: set[Any] = set()
    while waiting:
        one, deep = waiting.pop()
        mark = getattr(one, "idnum", id(one))
        if mark in seen:
            continue
        seen.add(mark)
        if len(seen) > 2 * MOST_FIELDS or deep > _DEEP:
            raise WorksheetError("there is more in this than anybody writes on a worksheet")
        node = one.get_object()
        if isinstance(node, DictionaryObject):
            yield node, deep
            waiting += [(kid, deep + 1) for kid in reversed(_list(node, "/Kids"))]


def _list(node: Any, key: str) -> Any:
    found = node.get(key)
    found = found.get_object() if found is not None else ()
    return found if isinstance(found, ArrayObject) else ()


def _fields(root: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the kind and the value of every field; what stands below another has its name and kind."""
    form = root.get("/AcroForm")
    above: list[tuple[str, str]] = []
    for node, deep in _below(_list(form.get_object(), "/Fields") if form is not None else ()):
        name, kind = above[deep - 1] if deep else ("", "")
        own = str(node.get("/T", ""))
        name = f"{name}.{own}" if name and own else own or name
        kind = str(node.get("/FT", kind))
        above[deep:] = [(name, kind)]
        if "/V" in node and len(name) < 1_000:
            yield name, kind, _text(node["/V"])


def _text(value: Any) -> str:
    """Return a text, which may stand in a stream of its own."""
    data = value.get_data() if hasattr(value, "get_data") else None
    return str(value) if data is None else data.decode("utf-8", "replace")


def _remarks(root: Any) -> Iterator[str]:
    """Yield what was written on the pages beside the fields."""
    pages = root.get("/Pages")
    for page, _ in _below([pages] if pages is not None else ()):
        for one in _list(page, "/Annots")[:MOST_FIELDS]:
            note = one.get_object()
            if isinstance(note, DictionaryObject) and note.get("/Subtype") != "/Widget":
                yield str(note.get("/Contents", "") or "")
