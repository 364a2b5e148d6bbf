"""Worksheets as tagged PDF forms, and what was typed into one read back."""

from __future__ import annotations

import io
from typing import Any

from handrail.publishing.filled import Filled, WorksheetError, checked
from handrail.publishing.worksheet import Pin, Worksheet
from handrail.publishing.worksheet_html import to_html

try:
    import weasyprint
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject
except (ImportError, OSError):  # OSError: Pango, which is no Python package, is missing
    raise WorksheetError(
        'PDF worksheets take WeasyPrint, pypdf and Pango: pip install "handrail[pdf]"; '
        "on Debian also apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    ) from None

_ON = ("", "/Off")


def to_pdf(sheet: Worksheet) -> bytes:
    """Return a worksheet as a tagged PDF on A4 whose rooms can be typed into."""
    document = weasyprint.HTML(string=to_html(sheet))
    made: bytes = document.write_pdf(pdf_forms=True, pdf_tags=True, custom_metadata=True)
    return made


def read_pdf(data: bytes) -> Filled:
    """Return what was typed into a worksheet; raises `WorksheetError` for anything else."""
    try:
        reader = PdfReader(io.BytesIO(data))
        pin = Pin.from_text(_pin(reader))
        fields = reader.get_fields() or {}
        loose = [text for page in reader.pages for text in _remarks(page)]
        kinds = {
            name: (str(one.get("/FT", "")), str(one.get("/V", "") or "")) for name, one in fields.items()
        }
    except Exception:  # a damaged file fails inside the reader in any way that there is
        raise WorksheetError("this PDF cannot be read; it is damaged, sealed, or no PDF at all") from None
    written = {name: value for name, (kind, value) in kinds.items() if kind == "/Tx"}
    ticked = {name for name, (kind, value) in kinds.items() if kind == "/Btn" and value not in _ON}
    return checked(pin, written, ticked, loose)


def _pin(reader: PdfReader) -> str:
    known: Any = reader.metadata or {}
    return next((str(value) for key, value in known.items() if str(value).startswith('{"handrail"')), "")


def _remarks(page: Any) -> list[str]:
    """Return what was written on a page beside its fields."""
    notes = [one.get_object() for one in page.get("/Annots", ())]
    kept = [one for one in notes if isinstance(one, DictionaryObject) and one.get("/Subtype") != "/Widget"]
    return [str(one.get("/Contents", "") or "") for one in kept]
