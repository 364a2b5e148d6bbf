"""The commands that make pictures and pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import handrail
from handrail.cli.commands import run


def test_a_picture_is_printed_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draw", "driscoll", "--format", "svg"]) == 0
    printed = capsys.readouterr().out
    assert run(["draw", "driscoll", "--format", "svg", "--out", str(tmp_path / "it.svg")]) == 0
    assert (tmp_path / "it.svg").read_text(encoding="utf-8") == printed
    assert printed.startswith("<svg ")


def test_all_pages_are_a_small_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["page", "--all", "--out", str(tmp_path / "site")]) == 0
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    for entry in handrail.catalogue():
        assert f'href="{entry.id}.html"' in index
        assert 'href="index.html"' in (tmp_path / "site" / f"{entry.id}.html").read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("words", [["page"], ["page", "egan", "--all"], ["page", "--all"]])
def test_a_page_of_nothing_is_a_wrong_call(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    assert "--out FOLDER" in capsys.readouterr().err


def test_one_stage_is_drawn_with_its_neighbours_in_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("svg", "dot", "mermaid"):
        assert run(["draw", "egan", "--format", form, "--around", "2b"]) == 0
        drawn = capsys.readouterr().out
        assert "2b Change agenda" in drawn
        assert "Relationship" not in drawn


def test_stages_are_drawn_across_or_down_in_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    def drawn(name: str, form: str, *words: str) -> str:
        assert run(["draw", name, "--format", form, *words]) == 0
        return capsys.readouterr().out

    for name, usual, other in (("driscoll", "down", "across"), ("egan", "across", "down")):
        for form, turned in (("mermaid", "flowchart LR"), ("dot", 'rankdir="LR"')):
            plain = drawn(name, form)
            assert drawn(name, form, "--direction", usual) == plain
            assert turned not in plain
            assert turned in drawn(name, form, "--direction", other)
        wide, high = (
            [float(size) for size in re.findall(r'viewBox="0 0 (\S+) (\S+)"', picture)[0]]
            for picture in (drawn(name, "svg"), drawn(name, "svg", "--direction", "down"))
        )
        assert wide[0] / wide[1] > 1 > high[0] / high[1]
        assert drawn(name, "svg", "--direction", "across") == drawn(name, "svg")


def test_what_has_no_stages_is_not_drawn_and_its_page_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draw", "carper"]) != 0
    assert "has no stages to draw; handrail page carper" in capsys.readouterr().err


def test_a_site_in_a_language_has_a_page_of_every_framework(tmp_path: Path) -> None:
    assert run(["page", "--all", "--language", "sv", "--out", str(tmp_path)]) == 0
    assert '<html lang="sv"' in (tmp_path / "driscoll.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in (tmp_path / "egan.html").read_text(encoding="utf-8")
    assert 'lang="sv" dir="auto"><a href="driscoll.html"' in (tmp_path / "index.html").read_text(
        encoding="utf-8"
    )
