"""Worksheets as documents for word processors, whose content controls carry the ids of their prompts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import escape
from itertools import count
from typing import Any

from handrail.publishing.filled import WorksheetError
from handrail.publishing.line import one_line
from handrail.publishing.script import direction
from handrail.publishing.worksheet import FIELD, PIN, Room, Section, Worksheet, box_name, tag_of
from handrail.publishing.worksheet_words import DATE, MORE, NAME, READERS
from handrail.publishing.writable import writable

try:
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor
except ImportError:
    raise WorksheetError("DOCX worksheets take python-docx: pip install 'handrail[docx]'") from None

# Our styles: the words of a prompt, what is said beside it, labels, the box that leads to help, and a hint to type.
QUESTION, QUIET, FINE, CHIP, SAFEGUARD, HINT = "Prompt", "Beside", "Fine", "Label", "Safeguard", "Hint"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
# The number under which word processors know properties that people define.
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
# Word processors keep 255 characters of a property, and 64 of a control's name.
_PIECE, _MOST_ALIAS = 200, 64
_LINE = 7.5  # millimetres that a line takes which is written by hand
_WIDE = 174
_PADDING = 100  # twentieths of a point
_INK, _GREY, _PALE = RGBColor(0x1B, 0x1B, 0x1B), RGBColor(0x4D, 0x4D, 0x4D), RGBColor(0x70, 0x70, 0x70)
_WARM = "8A2F12"
_BREAK = re.compile("([\n\t])")
_SIGNS = {"\n": "w:br", "\t": "w:tab"}


def to_docx(sheet: Worksheet) -> bytes:
    """Return a worksheet as a DOCX on A4: each room is a content control whose tag is the id of its prompt."""
    made = _Sheet(sheet)
    made.write()
    file = io.BytesIO()
    made.document.save(file)
    return file.getvalue()


def _element(name: str, *inner: Any, **said: object) -> Any:
    made = OxmlElement(name)
    for key, value in said.items():
        made.set(qn(f"w:{key.rstrip('_')}"), str(value))
    made.extend(inner)
    return made


def _run(text: str, *properties: Any) -> Any:
    """Return a run whose line feeds and tabs are those of word processors."""
    run = _element("w:r", *([_element("w:rPr", *properties)] if properties else []))
    for part in filter(None, _BREAK.split(text)):
        piece = _element(_SIGNS.get(part, "w:t"))
        if part not in _SIGNS:
            piece.text = part
            piece.set(qn("xml:space"), "preserve")
        run.append(piece)
    return run


class _Sheet:
    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.words = sheet, sheet.words
        self.document: Any = docx.Document()
        self.numbers = count(1)
        self.aliases: dict[str, str] = {}
        self.turned = direction(sheet.language) == "rtl"

    def write(self) -> None:
        _dress(self.document, self.sheet.language, self.turned)
        self.edges()
        self.head()
        for section in self.sheet.sections:
            self.section(section)
        self.line(self.words.more, QUESTION)
        self.room(MORE, self.words.more, 4, "")
        self.end()
        self.properties()

    # What belongs to the file.

    def properties(self) -> None:
        known = self.document.core_properties
        known.title = self.text(f"{self.sheet.title}: {self.words.worksheet}")[:255]
        known.language, known.author, known.comments, known.keywords = self.sheet.language[:255], "", "", ""
        text = self.sheet.pin.to_text()
        pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
        kept = [(f"{PIN}-{number:04}", piece) for number, piece in enumerate(pieces, 1)]
        # LibreOffice before 7.5 loses the tags of controls, and keeps their names.
        kept += [
            (f"{FIELD}{number:04}:{tag}", alias) for number, (alias, tag) in enumerate(self.aliases.items())
        ]
        said = "".join(
            f'<property fmtid="{_FMTID}" pid="{number}" name="{escape(name)}"><vt:lpwstr>{escape(value)}'
            "</vt:lpwstr></property>"
            for number, (name, value) in enumerate(kept, 2)
        )
        data = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{said}</Properties>'
        )
        package = self.document.part.package
        part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, data.encode(), package)
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

    def edges(self) -> None:
        """Put the title over every page but the first, which has it, and its number under every page."""
        part = self.document.sections[0]
        part.different_first_page_header_footer = True
        part.header.paragraphs[0].text = self.text(self.sheet.title)
        for foot in (part.footer, part.first_page_footer):
            paragraph = foot.paragraphs[0]
            paragraph.alignment = 0 if self.turned else 2
            paragraph.add_run(f"{self.words.page} ")
            for joint, field in (("", "PAGE"), (" / ", "NUMPAGES")):
                paragraph.add_run(joint)
                paragraph._p.append(_element("w:fldSimple", _run("1"), instr=field))

    # What stands on it.

    def head(self) -> None:
        sheet, words = self.sheet, self.words
        self.line(sheet.title, "Title")
        if sheet.purpose:
            self.line(f"{words.purpose} {sheet.purpose}")
        if sheet.about:
            self.line(" · ".join(sheet.about), QUIET)
        if sheet.notice:
            self.line(sheet.notice, first=words.before)
        self.person()
        for title, told in sheet.safeguards:
            self.line(told, SAFEGUARD, first=f"{words.any_time} {title}.")

    def person(self) -> None:
        names = (NAME, DATE, READERS)
        table = self.table(len(names), ", ".join(self.words.lines[name] for name in names), 2)
        for place, name in enumerate(names):
            label, head = self.words.lines[name], table.cell(0, place).paragraphs[0]
            head.style = QUIET
            head.add_run(label)
            if name == READERS:
                table.cell(0, place).add_paragraph(self.words.yours, style=FINE)
            self.control(table.cell(1, place).paragraphs[0], name, label, "")

    def section(self, section: Section) -> None:
        if section.title:
            self.line(section.title, f"Heading {section.level - 1}")
        if section.question:
            self.line(section.question, QUIET, italic=True)
        if section.aim:
            self.line(section.aim, QUIET)
        for room in section.rooms:
            self.prompt(room)

    def prompt(self, room: Room) -> None:
        self.line(room.text, QUESTION)
        if room.ways or room.minutes:
            chips = self.document.add_paragraph(style=QUIET)
            for kind, chip in (*((self.words.way, way) for way in room.ways), ("", room.minutes)):
                if chip:  # no break within a label
                    chips.add_run(f" {self.text(chip)} ".replace(" ", "\xa0"), style=CHIP)
                    chips.add_run(" " if kind else "")
        if hint := " ".join(filter(None, (room.how, room.note))):
            self.line(hint, QUIET)
        if room.boxes:
            self.line(self.words.several if room.several else self.words.one, QUIET)
        for box in room.boxes:
            paragraph = self.document.add_paragraph(style=QUIET)
            self.box(paragraph, box_name(room.id, box.value), box.label, box.ticked)
            paragraph.add_run(f" {self.text(box.label)}")
        self.room(tag_of(room.id), room.topic or room.text, room.lines, room.written)

    def end(self) -> None:
        self.line(self.sheet.licence, QUIET).paragraph_format.space_before = Pt(12)
        if self.sheet.sources:
            self.line(self.words.sources, "Heading 1")
        for source in self.sheet.sources:
            self.line(source, "List Bullet")

    # Of what it is made.

    def text(self, text: str) -> str:
        return writable(one_line(text))

    def line(self, text: str, style: str | None = None, *, first: str = "", italic: bool = False) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        if first:
            paragraph.add_run(f"{self.text(first)} ").bold = True
        paragraph.add_run(self.text(text)).italic = italic or None
        return paragraph

    def table(self, columns: int, told: str, rows: int = 1) -> Any:
        table = self.document.add_table(rows, columns, style="Table Grid")
        if self.turned:
            table._tbl.tblPr.append(_element("w:bidiVisual"))
        table._tbl.tblPr.append(_element("w:tblInd", w=_PADDING, type="dxa"))
        sides = (_element(f"w:{side}", w=_PADDING, type="dxa") for side in ("top", "left", "bottom", "right"))
        table._tbl.tblPr.append(_element("w:tblCellMar", *sides))
        table._tbl.tblPr.append(_element("w:tblDescription", val=self.text(told)))
        for cell in table._cells:
            cell.width = Mm(_WIDE / columns)
        return table

    def room(self, tag: str, title: str, lines: int, written: str) -> None:
        row = self.table(1, title).rows[0]
        row.height = Mm(lines * _LINE)
        # A room is not divided between pages unless what is written fills one.
        row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit"))
        self.control(row.cells[0].paragraphs[0], tag, title, written)
        apart = self.document.add_paragraph().paragraph_format
        apart.space_after, apart.line_spacing = Pt(0), Pt(5)

    def control(self, paragraph: Any, tag: str, title: str, written: str) -> None:
        """Add room for a text: a control that holds one text of several lines."""
        shown = written or self.words.write_here
        style = [] if written else [_element("w:rStyle", val=HINT)]
        inner = [*self.named(tag, title), *([] if written else [_element("w:showingPlcHdr")])]
        self.put(paragraph, [*inner, _element("w:text", multiLine=1)], _run(shown, *style))

    def box(self, paragraph: Any, name: str, label: str, ticked: bool) -> None:
        states = [
            (_element("w14:checked"), "1" if ticked else "0"),
            (_element("w14:checkedState"), "2612"),
            (_element("w14:uncheckedState"), "2610"),
        ]
        for state, value in states:
            state.set(f"{_W14}val", value)
            if len(value) > 1:
                state.set(f"{_W14}font", "MS Gothic")
        font = _element("w:rFonts", ascii="MS Gothic", hAnsi="MS Gothic", eastAsia="MS Gothic")
        checkbox = _element("w14:checkbox", *(state for state, _ in states))
        shown = _run("☒" if ticked else "☐", font)
        self.put(paragraph, [*self.named(tag_of(name), label), checkbox], shown)

    def named(self, tag: str, title: str) -> Iterator[Any]:
        title, number = self.text(title), 1
        alias = title if len(title) <= _MOST_ALIAS else f"{title[: _MOST_ALIAS - 1]}…"
        while self.aliases.get(alias, tag) != tag:
            number += 1
            alias = f"{title[: _MOST_ALIAS - 8]} ({number})"
        self.aliases[alias] = tag
        yield _element("w:alias", val=alias)
        yield _element("w:tag", val=tag)
        yield _element("w:id", val=next(self.numbers))
        yield _element("w:lock", val="sdtLocked")  # it can be filled in, and not be deleted

    def put(self, paragraph: Any, properties: list[Any], run: Any) -> None:
        inner = _element("w:sdtContent", run)
        paragraph._p.append(_element("w:sdt", _element("w:sdtPr", *properties), inner))


def _dress(document: Any, language: str, turned: bool) -> None:
    """Give a document its paper, its styles and the language that it is read aloud in."""
    part = document.sections[0]
    part.page_width, part.page_height = Mm(210), Mm(297)
    part.left_margin = part.right_margin = Mm((210 - _WIDE) / 2)
    part.top_margin, part.bottom_margin = Mm(18), Mm(18)
    styles = document.styles
    for style in [one for one in styles if one.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in (
            "Normal Table",
            "Table Grid",
        ):  # python-docx looks through all of them for each text
            style.delete()
    defaults = styles.element.find(qn("w:docDefaults"))
    spoken = defaults.find(f".//{qn('w:lang')}")
    for key in ("val", "bidi"):
        spoken.set(qn(f"w:{key}"), language)
    if turned:
        spoken.addprevious(_element("w:rtl"))
        defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}").insert(0, _element("w:bidi"))
    _letter(styles)
    _outline(styles)


def _letter(styles: Any) -> None:
    """Give every kind of text its size, its ink and its distance from the next."""
    kinds = {"Normal": (10.5, _INK, 6.0), "Title": (20, _INK, 4), "List Bullet": (9, _GREY, 2)}
    kinds |= {"Heading 1": (14, _INK, 3), "Heading 2": (12, _INK, 3), "Heading 3": (11, _INK, 3)}
    kinds |= {"Header": (8.5, _GREY, 0), "Footer": (8.5, _GREY, 0)}
    kinds |= {
        QUESTION: (10.5, _INK, 3),
        QUIET: (9.5, _GREY, 3),
        FINE: (8.5, _GREY, 0),
        SAFEGUARD: (10.5, _INK, 8),
    }
    for name, (size, ink, after) in kinds.items():
        style = _style(styles, name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size, style.font.color.rgb = Pt(size), ink
        # Scripts that run from right to left have a size of their own.
        for other in style.element.rPr.findall(qn("w:szCs")):
            style.element.rPr.remove(other)
        style.element.rPr.find(qn("w:sz")).addnext(_element("w:szCs", val=int(size * 2)))
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(after), 1.15
    for name, ink in ((CHIP, _INK), (HINT, _PALE)):
        style = _style(styles, name, WD_STYLE_TYPE.CHARACTER)
        style.font.size, style.font.color.rgb = Pt(9), ink
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", QUESTION):
        styles[name].font.bold = styles[name].font.cs_bold = True
        styles[name].paragraph_format.keep_with_next = True
    styles[QUESTION].paragraph_format.space_before = Pt(9)
    styles[QUIET].paragraph_format.keep_with_next = True


def _style(styles: Any, name: str, kind: Any) -> Any:
    found = styles[name] if name in styles else styles.add_style(name, kind)
    fonts = found.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # a theme's fonts go before those that are named
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), "Arial")
    return found


def _outline(styles: Any) -> None:
    """Draw what is framed: labels, and the box that leads to help."""
    frame = {"val": "single", "sz": 4, "space": 0, "color": "767676"}
    label = styles[CHIP].element.get_or_add_rPr()
    label.append(_element("w:bdr", **frame))
    label.append(_element("w:shd", val="clear", color="auto", fill="F2F2EE"))
    warm = frame | {"sz": 12, "space": 6, "color": _WARM}
    edges = (_element(f"w:{edge}", **warm) for edge in ("top", "left", "bottom", "right"))
    box = styles[SAFEGUARD].element.get_or_add_pPr()
    box.insert(0, _element("w:pBdr", *edges))
    shape = styles[SAFEGUARD].paragraph_format
    shape.keep_together = True
    shape.space_before = Pt(14)
    shape.left_indent = shape.right_indent = Pt(7)
    title = styles["Title"].element.get_or_add_pPr()
    for edge in title.findall(qn("w:pBdr")):
        title.remove(edge)
