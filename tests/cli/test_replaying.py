"""Listing what a changed framework means for a folder of records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import handrail
from handrail.practice import Session, write_lines

from .conftest import Run

WEEK = """\
framework: week
title: A week
version: "{version}"
purpose: reflection
originator: Nobody
confidence: proposed
summary: Three prompts.
voices: [self]
stages:
  looking:
    title: Looking
    confidence: proposed
    prompts:
      best:
        self: What was best?
      worst:
        self: What was hardest?
  closing:
    title: {closing}
    confidence: proposed
    prompts:
      {last}:
        self: What do you take with you?
"""
SECRET = "NOBODY-SHOULD-SEE-THIS"


def week(path: Path, version: str = "1", closing: str = "Closing", last: str = "take") -> Path:
    """Write a small framework, and return its path."""
    path.write_text(WEEK.format(version=version, closing=closing, last=last), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two records and a file that is none."""
    folder = tmp_path / "records"
    folder.mkdir()
    first = handrail.begin(handrail.load(str(week(tmp_path / "week.yaml"))), id="first")
    first = first.answer("best", SECRET)
    keep(folder / "one.jsonl", first)
    second = first.answer("take", SECRET).ask("worst")
    (folder / "two.json").write_text(json.dumps(second.to_record()), encoding="utf-8")
    (folder / "notes.txt").write_text("no record, and nobody reads it", encoding="utf-8")
    return folder


def keep(path: Path, session: Session) -> None:
    """Write a session's file."""
    path.write_text("".join(write_lines(session)), encoding="utf-8")


def test_the_same_framework_leaves_all_as_it_is(run: Run, folder: Path) -> None:
    done = run("replay", str(folder), "week.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "one.jsonl: as-is\n  structure and wording are the same\n"
        "two.json: as-is\n  structure and wording are the same\n"
        "2 records: 2 as-is\n"
    )


def test_what_would_happen_is_listed_and_nothing_is_written(run: Run, folder: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    week(tmp_path / "newer.yaml", "2", "The end", "keep")
    done = run("replay", str(folder), "newer.yaml")
    assert done.returncode == 0
    assert "one.jsonl: safe\n" in done.stdout
    assert "two.json: mapped\n  the prompt 'take' is gone;" in done.stdout
    assert "under this version alone, event 2 (answered) would not have been taken: no prompt" in done.stdout
    assert done.stdout.endswith("2 records: 1 safe, 1 mapped\n")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert SECRET not in done.stdout + done.stderr


def test_somebody_has_to_look_where_a_stage_is_gone(run: Run, folder: Path, tmp_path: Path) -> None:
    text = week(tmp_path / "newer.yaml", "2").read_text(encoding="utf-8")
    (tmp_path / "newer.yaml").write_text(text.replace("  closing:", "  ending:"), encoding="utf-8")
    done = run("replay", str(folder), "newer.yaml")
    assert done.returncode == 1
    assert "two.json: redo-stage\n  the stage 'closing' is gone\n" in done.stdout


def test_files_that_cannot_be_read_are_named_at_the_end(run: Run, folder: Path) -> None:
    (folder / "junk.json").write_text("{}", encoding="utf-8")
    (folder / "torn.jsonl").write_text("{", encoding="utf-8")
    (folder / "half.json").write_bytes(b'{"handrail": "\xff')
    done = run("replay", str(folder), "week.yaml")
    assert done.returncode == 1
    assert "2 records: 2 as-is" in done.stdout
    assert [line.partition(": ")[0].rpartition("/")[2] for line in done.stderr.splitlines()] == [
        "half.json",
        "junk.json",
        "torn.jsonl",
    ]


@pytest.mark.parametrize("words", [["nowhere", "week.yaml"], ["records", "nothing"], ["records"]])
def test_a_wrong_call_is_one_sentence(run: Run, folder: Path, words: list[str]) -> None:
    done = run("replay", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_an_empty_folder_has_no_records(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    week(tmp_path / "week.yaml")
    done = run("replay", "empty", "week.yaml")
    assert (done.returncode, done.stdout) == (0, "0 records\n")
