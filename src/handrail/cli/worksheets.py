"""Worksheets: printed, and taken back once somebody has filled one in."""

from __future__ import annotations

from pathlib import Path

import click

import handrail
from handrail.errors import HandrailError
from handrail.framework import Framework
from handrail.practice import Session, begin
from handrail.publishing.filled import Filled, WorksheetError, fill_in, sheet_again
from handrail.publishing.line import one_line
from handrail.publishing.reading_docx import read_docx
from handrail.publishing.reading_sheets import read_html, read_markdown
from handrail.publishing.worksheet import Pin, Worksheet, worksheet_of
from handrail.publishing.worksheet_html import to_html
from handrail.publishing.worksheet_markdown import to_markdown

from .doing import role_of
from .drawing import written
from .fronts import choose_front
from .journals import find, look_back
from .options import edition_option, language_option

FORMS = ("html", "md", "pdf", "docx")
MOST_BYTES = 20_000_000


@click.command()
@click.argument("name")
@click.argument("record", required=False, metavar="[SITTING]")
@click.option("--to", "form", type=click.Choice(FORMS), default="html", help="What it is written as.")
@click.option("--out", metavar="FILE", help="Where to write it; PDF and DOCX go into a file by themselves.")
@click.option("--voice", metavar="VOICE", help="Who speaks: self, helper, group or guide.")
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), help="How long there is.")
@click.option("--way", metavar="ID", help="Only what serves this way of knowing.")
@click.option("--stage", metavar="ID", help="One stage only.")
@click.option("--occasion", metavar="ID", help="The kind of thing reflected on: error, conflict, success …")
@edition_option
@language_option
def worksheet(
    name: str,
    record: str | None,
    form: str,
    out: str | None,
    voice: str | None,
    minutes: float | None,
    way: str | None,
    stage: str | None,
    occasion: str | None,
    edition: str | None,
    language: str | None,
) -> None:
    """Print a worksheet with room to write, blank or with what was answered."""
    framework = handrail.load(name, edition=edition, language=language)
    session = _of(record, framework.id) if record else None
    if session is not None:
        framework = session.framework
        voice = voice or session.state.setting.voice
    sheet = worksheet_of(
        framework,
        voice=voice,
        minutes=minutes,
        way=way,
        stage=stage,
        occasion=occasion,
        session=session,
    )
    named = out or (f"{framework.id}.{form}" if form in ("pdf", "docx") else None)
    path = Path(named) if named else None
    if path is not None and form in ("pdf", "docx"):
        path.write_bytes(_document(sheet, form))
        click.echo(f"{path} is written.")
    else:
        written(to_html(sheet) if form == "html" else to_markdown(sheet), path)


def _document(sheet: Worksheet, form: str) -> bytes:
    # Imported late: each needs an extra of its own.
    if form == "pdf":
        from handrail.adapters.pdf import to_pdf

        return to_pdf(sheet)
    from handrail.adapters.docx import to_docx

    return to_docx(sheet)


def _of(record: str, framework: str) -> Session:
    session = find(record).session
    if session.framework.id != framework:
        raise WorksheetError(f"{record} is a sitting with '{session.framework.id}', not with '{framework}'")
    return session


@click.command("import-worksheet")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--record", metavar="OUT", help="Keep it in this file, not in the journal.")
@click.option("--framework", metavar="NAME", help="Its framework, where the catalogue does not have it.")
def import_worksheet(file: Path, record: str | None, framework: str | None) -> None:
    """Read a filled-in worksheet (HTML, Markdown, DOCX or PDF) into a new sitting."""
    filled = _read(file)
    known = _framework(framework, filled.pin)
    if known.id != filled.pin.framework:
        raise WorksheetError(f"{file} is a worksheet of '{filled.pin.framework}', not of '{known.id}'")
    sheet = sheet_again(known, filled.pin)
    pin = sheet.pin
    at = choose_front().now()
    earlier = look_back(known, record, "", at)
    session = begin(
        known,
        voice=pin.voice,
        minutes=pin.minutes,
        occasion=pin.occasion or None,
        participants={"me": role_of(pin.voice, aloud=pin.voice == "helper")},
        past=earlier.past,
        id=earlier.id,
        at=at,
        by="me",
    )
    session, told = fill_in(session, sheet, filled, at=at, by="me")
    earlier.keeper.keep(session)
    for line in (*told, *(session.help if session.state.status == "suspended" else ())):
        click.echo(line)
    for line in earlier.keeper.told(session):
        click.echo(line)


def _framework(named: str | None, pin: Pin) -> Framework:
    """Return the framework of a worksheet, in its edition and language as far as they are still there."""
    if named is None and pin.framework not in handrail.names():  # and no path that a document names
        raise WorksheetError(
            f"this is a worksheet of '{one_line(pin.framework)[:80]}', which is not in the catalogue; "
            "say where it is: --framework FILE.yaml"
        )
    name = named or pin.framework
    try:
        return handrail.load(name, edition=pin.edition or None, language=pin.language or None)
    except HandrailError:
        return handrail.load(name)


def _read(file: Path) -> Filled:
    try:
        return _what_is_in(file)
    except WorksheetError as error:
        raise WorksheetError(f"{file}: {error}") from None


def _what_is_in(file: Path) -> Filled:
    if file.stat().st_size > MOST_BYTES:
        raise WorksheetError("this is larger than any worksheet")
    data = file.read_bytes()
    kind = file.suffix.lower()
    if kind == ".pdf":
        from handrail.adapters.pdf import read_pdf  # imported late: it needs an extra

        return read_pdf(data)
    if kind == ".docx":
        return read_docx(data)
    if kind not in (".html", ".htm", ".md"):
        raise WorksheetError("a worksheet that can be read is .html, .md, .docx or .pdf")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WorksheetError("this is not in UTF-8; save it once more, in UTF-8") from None
    return read_markdown(text) if kind == ".md" else read_html(text)
