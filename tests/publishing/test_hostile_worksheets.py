"""Files that nobody filled in: they end in one sentence, in a time and a memory that have bounds.

Nothing is timed here: without its bound, each of these takes minutes or gigabytes, and faulthandler ends the run.
"""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject
from tests.publishing.filling import filled_in

import handrail
from handrail.adapters.docx import to_docx
from handrail.adapters.pdf import read_pdf, to_pdf
from handrail.publishing.filled import Filled, WorksheetError
from handrail.publishing.reading_docx import read_docx
from handrail.publishing.reading_sheets import read_html, read_markdown
from handrail.publishing.worksheet import worksheet_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = (
    "<",
    "<!--",
    "<a ",
    "</",
    "&",
    "&#",
    "<input ",
    "<input a='",
    "<textarea>",
    "<script>",
    "<meta x=",
    "- [x] <!-- ",
)
SHEET = worksheet_of(handrail.load("nmc-account"))


def docx(document: str | bytes, method: int = zipfile.ZIP_DEFLATED, name: str = "word/document.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as parts:
        parts.writestr(name, document)
    return file.getvalue()


def within(inner: str) -> str:
    return f'<w:document xmlns:w="{WORD}">{inner}</w:document>'


def told(read: Callable[[Any], Filled], data: Any) -> str:
    with pytest.raises(WorksheetError) as error:
        read(data)
    said = str(error.value)
    assert "\n" not in said
    assert len(said) < 200
    return said


@pytest.mark.parametrize(
    "sign", [*OPEN, "~~~~~ a\n", "\\", "*", "-", "~", "-> ", "<!-- handrail-worksheet {"]
)
@pytest.mark.parametrize("read", [read_html, read_markdown])
def test_text_that_opens_and_never_closes_is_read_once(read: Callable[[Any], Filled], sign: str) -> None:
    told(read, sign * 100_000)


def test_a_character_by_a_number_that_is_none_is_no_traceback() -> None:
    told(read_html, f"<textarea name=a>&#{'9' * 5_000};</textarea>")


@pytest.mark.parametrize("kind", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_and_its_entities_with_it(kind: str) -> None:
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 50}">' for n in range(8))
    bomb = f'<!DOCTYPE x [<!ENTITY a "{"a" * 1_000}">{entities}]><x>&i;</x>'
    assert "no word processor" in told(read_docx, docx(bomb.encode(kind)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (docx(b" " * 50_000_000), "more in this than anybody writes"),
        (docx("<a/>", zipfile.ZIP_LZMA), "more in this than anybody writes"),
        (docx("<a>" * 100_000), "no word processor"),
        (docx(within("<w:sdt>" * 390 + "<w:t>x</w:t>" + "</w:sdt>" * 390)), "which worksheet it is"),
        (docx(within("<w:t>" + "x" * 6_000_000 + "</w:t>")), "more in this than anybody writes"),
        (docx(within("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 100_000)), "which worksheet it is"),
        (docx("<a>"), "cannot be read"),
        (docx("<a>\0</a>"), "cannot be read"),
        (docx("<a/>", name="else.xml"), "which worksheet it is"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "locked with a password, or of an older kind"),
        (b"PK\3\4" + b"\0" * 100, "cannot be read"),
        (b"", "cannot be read"),
    ],
    ids=["zip bomb", "lzma", "deep", "controls", "text", "paragraphs", "cut", "NUL", "other", "OLE", "zip", "empty"],
)  # fmt: skip
def test_a_docx_that_nobody_filled_in_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    assert said in told(read_docx, data)


def test_controls_in_controls_lose_nothing() -> None:
    """Somebody puts a control into a room, and one beside all rooms, deletes a word with changes tracked, adds one."""
    inner = "<w:sdt><w:sdtContent><w:r><w:t>inner</w:t></w:r></w:sdtContent></w:sdt>"
    changed = "<w:del><w:r><w:t>gone</w:t></w:r></w:del><w:ins><w:r><w:t> new</w:t></w:r></w:ins>"
    made = to_docx(filled_in(SHEET, {"about": "room "}))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "word/document.xml":
                mark = b'<w:t xml:space="preserve">room </w:t></w:r>'
                assert mark in text
                text = text.replace(mark, mark + (inner + changed).encode())
                text = text.replace(b"<w:sectPr", f"<w:p>{inner}</w:p><w:sectPr".encode(), 1)
            new.writestr(part, text)
        new.writestr("word/comments.xml", within("<w:p><w:r><w:t>A comment.</w:t></w:r></w:p>"))
    found = read_docx(file.getvalue())
    assert found.written["about"] == "room inner new"
    assert {"inner", "A comment."} <= {*found.loose}


# -- PDF ---------------------------------------------------------------------------------------------------------------


def pdf(fields: Callable[[PdfWriter], list[Any]]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(BLANK))
    form: Any = writer.root_object["/AcroForm"]
    form[NameObject("/Fields")] = ArrayObject(fields(writer))
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


BLANK = to_pdf(SHEET)


def field(writer: PdfWriter, **said: Any) -> Any:
    named = {NameObject(f"/{key}"): value for key, value in said.items()}
    return writer._add_object(DictionaryObject(named))


def test_forms_in_forms_are_read_by_their_whole_names_and_each_once() -> None:
    def nested(writer: PdfWriter) -> list[Any]:
        leaf = field(writer, T=TextStringObject("b"), V=TextStringObject("text"))
        return [field(writer, T=TextStringObject("a"), FT=NameObject("/Tx"), Kids=ArrayObject([leaf, leaf]))]

    assert dict(read_pdf(pdf(nested)).written) == {"a.b": "text"}


def test_forms_that_hold_themselves_a_million_times_are_read_once() -> None:
    def doubled(writer: PdfWriter) -> list[Any]:
        one = field(writer, T=TextStringObject("x"))
        for _ in range(40):
            one = field(writer, T=TextStringObject("x"), Kids=ArrayObject([one, one]))
        return [one]

    assert dict(read_pdf(pdf(doubled)).written) == {}


def test_two_fields_of_one_name_lose_neither_text() -> None:
    def twice(writer: PdfWriter) -> list[Any]:
        texts = (TextStringObject("one"), TextStringObject("two"), TextStringObject("one"))
        return [field(writer, T=TextStringObject("about"), FT=NameObject("/Tx"), V=text) for text in texts]

    found = read_pdf(pdf(twice))
    assert (dict(found.written), found.loose) == ({"about": "one"}, ("two",))


def test_more_fields_or_deeper_ones_than_a_worksheet_has_are_refused() -> None:
    def many(writer: PdfWriter) -> list[Any]:
        return [field(writer, T=TextStringObject("x")) for _ in range(10_001)]

    def deep(writer: PdfWriter) -> list[Any]:
        one = field(writer, T=TextStringObject("x"))
        for _ in range(60):
            one = field(writer, T=TextStringObject("x"), Kids=ArrayObject([one]))
        return [one]

    for fields in (many, deep):
        assert "more in this than anybody writes" in told(read_pdf, pdf(fields))


def test_a_text_that_unpacks_to_more_than_memory_holds_is_refused() -> None:
    def packed(writer: PdfWriter) -> list[Any]:
        stream: Any = StreamObject()
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
        pack = zlib.compressobj(9)
        stream._data = b"".join(pack.compress(b"a" * 1_000_000) for _ in range(120)) + pack.flush()
        held = writer._add_object(stream)
        return [field(writer, T=TextStringObject("x"), FT=NameObject("/Tx"), V=held)]

    told(read_pdf, pdf(packed))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n1 0 obj " + b"[" * 200_000,
        b"\0" * 500_000,
        b"<<" * 100_000,
        b" " * 8_000_001,
    ],
    ids=["head", "brackets", "NUL", "dictionaries", "large"],
)
def test_what_is_no_pdf_is_refused_in_a_sentence(data: bytes) -> None:
    told(read_pdf, data)


def test_remarks_beside_the_fields_are_kept() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(BLANK))
    note = field(
        writer, Type=NameObject("/Annot"), Subtype=NameObject("/Text"), Contents=TextStringObject("A remark.")
    )
    page: Any = writer.pages[0]
    page["/Annots"].append(note)
    file = io.BytesIO()
    writer.write(file)
    assert read_pdf(file.getvalue()).loose == ("A remark.",)


@pytest.mark.parametrize(
    ("read", "data"), [(read_pdf, BLANK), (read_docx, to_docx(SHEET))], ids=["pdf", "docx"]
)
def test_a_file_with_some_bytes_changed_is_read_or_refused(
    read: Callable[[bytes], Filled], data: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(7)
    for _ in range(40):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.randrange(len(changed))
            changed[at : at + chance.randrange(100)] = changed[chance.randrange(len(changed)) :][
                : chance.randrange(100)
            ]
        with suppress(WorksheetError):
            read(bytes(changed))
    assert capfd.readouterr().err == ""
