"""Worksheets as a person types them: printed, filled in, taken back."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import attrs
import pytest
from pypdf import PdfWriter
from tests.publishing.filling import filled_in

import handrail
from handrail.adapters.docx import to_docx
from handrail.adapters.pdf import to_pdf
from handrail.cli.commands import run
from handrail.practice import Session, read_lines
from handrail.publishing.worksheet import Worksheet, worksheet_of
from handrail.publishing.worksheet_html import to_html
from handrail.publishing.worksheet_markdown import to_markdown

FORMS = ("html", "md", "docx", "pdf")
SECRET = "NOBODY-SHOULD-SEE-THIS"
Out = pytest.CaptureFixture[str]


def data_of(sheet: Worksheet, form: str) -> bytes:
    if form in ("html", "md"):
        return (to_html if form == "html" else to_markdown)(sheet).encode()
    return to_docx(sheet) if form == "docx" else to_pdf(sheet)


def sitting(file: Path) -> Session:
    return read_lines(file.read_text(encoding="utf-8").splitlines())


def imported(file: Path, *words: str) -> Session:
    record = file.with_suffix(".jsonl")
    assert run(["import-worksheet", str(file), "--record", str(record), *words]) == 0
    return sitting(record)


def refused(file: Path, capsys: Out, *words: str) -> str:
    """Return the one sentence that says why a file is not taken."""
    capsys.readouterr()
    record = file.with_suffix(".jsonl")
    assert run(["import-worksheet", str(file), "--record", str(record), *words]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "Traceback" not in said.err
    assert SECRET not in said.err
    assert not record.exists()
    return said.err


@pytest.mark.parametrize("form", FORMS)
def test_a_worksheet_goes_out_and_comes_back_as_a_sitting(form: str, tmp_path: Path, capsys: Out) -> None:
    driscoll = handrail.load("driscoll", language="sv")
    sheet = worksheet_of(driscoll)
    written = {room.id: f"  {room.id} שלום\n\n- åäö & <b>" for room in sheet.rooms[:-1]}
    file = tmp_path / f"filled.{form}"
    file.write_bytes(data_of(filled_in(sheet, written), form))
    session = imported(file)
    assert {turn.prompt: turn.text for turn in session.said()} == written
    assert session.framework.language == "sv"
    assert session.state.touched[sheet.rooms[-1].id]
    printed = tmp_path / f"again.{form}"
    words = ["worksheet", "driscoll", str(file.with_suffix(".jsonl")), "--to", form, "--out", str(printed)]
    assert run(words) == 0
    assert {turn.prompt: turn.text for turn in imported(printed).said()} == written
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", FORMS)
def test_a_selection_is_printed_and_said_on_the_sheet(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"johns.{form}"
    words = ["worksheet", "johns", "--to", form, "--minutes", "20", "--way", "ethics", "--out", str(file)]
    assert run(words) == 0
    session = imported(file)
    assert session.state.setting.minutes == 20
    assert [*session.state.touched] == ["best"]


def test_a_document_is_named_after_its_framework_where_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["worksheet", "driscoll", "--to", "docx", "--language", "sv"]) == 0
    assert capsys.readouterr().out == "driscoll.docx is written.\n"
    assert zipfile.is_zipfile(tmp_path / "driscoll.docx")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["johns", "--way", "ethic"], "did you mean 'ethics'?"),
        (["johns", "--minutes", "3"], "needs 10 minutes at least; with 3, driscoll"),
        (["johns", "--voice", "helper"], "voice"),
        (["johns", "--language", "xx"], "has no text in 'xx'"),
        (["johns", "--stage", "reflectiv"], "did you mean 'reflective'?"),
        (["jons"], "did you mean 'johns'?"),
        (["johns", "nothing.jsonl"], "there is no such file"),
    ],
)
def test_what_cannot_be_printed_is_told_in_a_sentence(words: list[str], said: str, capsys: Out) -> None:
    assert run(["worksheet", *words]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert said in told.err


@pytest.mark.parametrize(("form", "library"), [("docx", "docx"), ("pdf", "weasyprint")])
def test_a_missing_extra_is_named(
    form: str, library: str, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"handrail.adapters.{form}", raising=False)
    assert run(["worksheet", "driscoll", "--to", form]) == 2
    told = capsys.readouterr().err
    assert f"pip install 'handrail[{form}]'" in told
    assert told.count("\n") == 1


def test_a_docx_is_read_where_the_library_is_missing_that_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(to_docx(worksheet_of(handrail.load("driscoll"))))
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "handrail.adapters.docx", raising=False)
    assert imported(file).said() == ()


# -- what is no worksheet, or a broken one -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_file_is_refused_in_a_sentence_wherever_it_is_cut(
    form: str, tmp_path: Path, capsys: Out
) -> None:
    sheet = worksheet_of(handrail.load("nmc-account"))
    data = data_of(filled_in(sheet, dict.fromkeys((room.id for room in sheet.rooms), SECRET)), form)
    file = tmp_path / f"cut.{form}"
    # HTML and Markdown are told to be cut in the middle of an answer, the others anywhere.
    within = data.find(SECRET.encode()) + 5
    for part in (0, 1, 100, within if form in ("html", "md") else len(data) // 8):
        file.write_bytes(data[:part])
        assert str(file) in refused(file, capsys)
    file.write_bytes(b"\0\xff\xfe" * 1_000)
    refused(file, capsys)
    file.write_bytes(b" " * 20_000_001)
    assert "larger than any worksheet" in refused(file, capsys)


def test_a_file_that_is_not_there_or_of_another_kind_is_told(tmp_path: Path, capsys: Out) -> None:
    assert "No such file" in refused(tmp_path / "none.pdf", capsys)
    assert refused(tmp_path, capsys)
    file = tmp_path / "a.odt"
    file.write_bytes(b"")
    assert ".html, .md, .docx or .pdf" in refused(file, capsys)
    file = tmp_path / "a.md"
    file.write_bytes("~~~~~ x\nså\n~~~~~\n".encode("latin-1"))
    assert "save it once more, in UTF-8" in refused(file, capsys)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_locked_pdf_says_that_it_is_locked(algorithm: str, tmp_path: Path, capsys: Out) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(to_pdf(worksheet_of(handrail.load("nmc-account")))))
    writer.encrypt("secret", algorithm=algorithm)
    file = tmp_path / "locked.pdf"
    writer.write(file)
    assert "locked with a password; save it without one" in refused(file, capsys)


@pytest.mark.parametrize(
    "name", ["nobody", "/etc/passwd", "../../week.yaml", "week.yaml", "a\x1b[31m\nb", "x" * 5_000]
)
def test_a_worksheet_names_a_framework_and_no_file(name: str, tmp_path: Path, capsys: Out) -> None:
    sheet = worksheet_of(handrail.load("driscoll"))
    file = tmp_path / "a.html"
    file.write_text(to_html(attrs.evolve(sheet, pin=sheet.pin._replace(framework=name))), encoding="utf-8")
    (tmp_path / "week.yaml").write_text("framework: week\n")
    said = refused(file, capsys)
    assert "which is not in the catalogue; say where it is: --framework FILE.yaml" in said
    assert "\x1b" not in said
    assert len(said) < 400


def test_a_worksheet_of_another_framework_is_not_taken_for_this_one(tmp_path: Path, capsys: Out) -> None:
    file = tmp_path / "a.html"
    file.write_text(to_html(worksheet_of(handrail.load("driscoll"))), encoding="utf-8")
    assert "is a worksheet of 'driscoll', not of 'gibbs'" in refused(file, capsys, "--framework", "gibbs")


def test_what_another_version_asked_is_kept_and_told(tmp_path: Path, capsys: Out) -> None:
    """Another version, an edition, a language and a selection that are gone, a prompt and a box nobody knows."""
    sheet = filled_in(worksheet_of(handrail.load("driscoll")), {"moment": "one"})
    rooms = [room.id for room in sheet.rooms]
    sheet = filled_in(sheet, {rooms[0]: "known", rooms[1]: SECRET})
    pin = sheet.pin._replace(
        version="0.1", structure="0", edition="1066", language="xx", stage="gone", voice="none"
    )
    text = to_html(attrs.evolve(sheet, pin=pin)).replace(f'name="{rooms[1]}"', 'name="gone-prompt"')
    text = text.replace("</form>", '<input type="checkbox" name="gone=1" checked></form>')
    file = tmp_path / "a.html"
    file.write_text(text, encoding="utf-8")
    session = imported(file)
    said = [(turn.prompt, turn.text) for turn in session.said()]
    assert said == [(rooms[0], "known"), ("", SECRET), ("", "gone=1")]
    told = capsys.readouterr().out
    assert "made from version 0.1 of 'driscoll', whose stages or prompts differed" in told
    assert "belongs to no prompt of this worksheet; it was kept as something said" in told
    assert "A box was ticked that this worksheet does not have" in told
    assert SECRET not in told


def test_a_prompt_outside_the_selection_keeps_what_was_written_under_it(tmp_path: Path, capsys: Out) -> None:
    johns = handrail.load("johns")
    whole, brief = worksheet_of(johns), worksheet_of(johns, minutes=20)
    more = next(room.id for room in whole.rooms if room not in brief.rooms)
    sheet = filled_in(attrs.evolve(whole, pin=brief.pin), {more: "kept"})
    file = tmp_path / "a.md"
    file.write_text(to_markdown(sheet), encoding="utf-8")
    assert [(turn.prompt, turn.text) for turn in imported(file).said()] == [(more, "kept")]


def test_a_field_that_is_there_twice_loses_neither_text(tmp_path: Path, capsys: Out) -> None:
    sheet = worksheet_of(handrail.load("driscoll"))
    first = sheet.rooms[0].id
    twice = to_html(filled_in(sheet, {first: "one"}))
    twice = twice.replace("</main>", f'<textarea name="{first}">two</textarea></main>')
    file = tmp_path / "a.html"
    file.write_text(twice, encoding="utf-8")
    assert [turn.text for turn in imported(file).said()] == ["one", "two"]
    assert "outside the fields" in capsys.readouterr().out


def test_a_text_of_a_million_letters_is_taken_and_a_longer_one_is_not(tmp_path: Path, capsys: Out) -> None:
    sheet = worksheet_of(handrail.load("driscoll"))
    first = sheet.rooms[0].id
    file = tmp_path / "a.docx"
    file.write_bytes(to_docx(filled_in(sheet, {first: "a b" * 333_333})))
    assert len(imported(file).said()[0].text) == 999_999
    file = tmp_path / "b.docx"
    file.write_bytes(to_docx(filled_in(sheet, {first: "a" * 1_000_001})))
    assert "more in this than anybody writes" in refused(file, capsys)


def test_a_worksheet_comes_back_into_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setenv("HANDRAIL_JOURNAL", str(tmp_path / "journal.db"))
    sheet = worksheet_of(handrail.load("driscoll"))
    file = tmp_path / "a.html"
    file.write_text(to_html(filled_in(sheet, {sheet.rooms[0].id: SECRET})), encoding="utf-8")
    assert run(["import-worksheet", str(file)]) == 0
    assert SECRET not in capsys.readouterr().out
    assert run(["journal", "list"]) == 0
    assert "driscoll-" in capsys.readouterr().out
