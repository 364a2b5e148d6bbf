"""The journal at the command line: kept by default, looked at, gone on with, taken out and forgotten."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
from pathlib import Path

import pytest

import handrail
from handrail import Journal
from handrail.practice import read_lines

from .conftest import COMMAND, JOURNAL, Run


def journal(tmp_path: Path) -> Journal:
    """Return the journal that the command keeps."""
    return Journal.open(tmp_path / "data" / "journal.db")


def only_id(tmp_path: Path) -> str:
    """Return the id of the one session that is kept."""
    with journal(tmp_path) as kept:
        (id,) = kept.ids()
        return id


def answers(tmp_path: Path) -> list[str]:
    """Return what was said in the one session that is kept."""
    with journal(tmp_path) as kept:
        (id,) = kept.ids()
        return [turn.text for turn in kept.session(id).said() if turn.text]


@pytest.fixture
def kept(run: Run) -> subprocess.CompletedProcess[str]:
    """A sitting that has begun, with two answers."""
    return run("reflect", "driscoll", lines="The relatives waited.\nAn hour.\n")


def test_a_sitting_is_kept_in_the_journal_and_says_so(
    kept: subprocess.CompletedProcess[str], tmp_path: Path
) -> None:
    assert (kept.returncode, kept.stderr) == (0, "")
    id = only_id(tmp_path)
    assert re.fullmatch(r"driscoll-\d{8}-\d{4}", id)
    assert f"handrail resume {id}" in kept.stdout
    assert answers(tmp_path) == ["The relatives waited.", "An hour."]
    assert stat.S_IMODE((tmp_path / "data" / "journal.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


@pytest.mark.usefixtures("kept")
def test_resume_goes_on_with_the_latest_or_the_one_that_is_named(run: Run, tmp_path: Path) -> None:
    assert run("resume", lines="In me.\n").returncode == 0
    assert run("resume", "driscoll", lines="On Monday.\n" * 9).returncode == 0
    assert answers(tmp_path)[:4] == ["The relatives waited.", "An hour.", "In me.", "On Monday."]
    assert "is finished" in run("resume", only_id(tmp_path)).stderr


@pytest.mark.usefixtures("kept")
def test_the_list_shows_no_word_that_was_written(run: Run, tmp_path: Path) -> None:
    shown = run("journal", "list").stdout
    assert only_id(tmp_path) in shown
    assert "may go on, 2 answers" in shown
    assert "relatives" not in shown + run("journal", "list", "--output", "json").stdout
    (row,) = json.loads(run("journal", "list", "--framework", "driscoll", "--output", "json").stdout)
    assert (row["status"], row["answered"]) == ("stopped", 2)
    assert run("journal", "list", "--framework", "johns").stdout == "No sitting in your journal fits that.\n"


@pytest.mark.usefixtures("kept")
def test_a_sitting_is_read_as_markdown_by_its_id(run: Run, tmp_path: Path) -> None:
    shown = run("journal", "show", only_id(tmp_path)).stdout
    assert "> The relatives waited." in shown
    assert run("transcript", "driscoll").stdout == shown


@pytest.mark.usefixtures("kept")
def test_what_is_exported_as_json_lines_is_the_session(run: Run, tmp_path: Path) -> None:
    run("reflect", "johns", "--minutes", "20", lines="one\ntwo\n")
    done = run("journal", "export", "--to", "jsonl", "--out", "taken")
    assert "yours to look after" in done.stderr
    files = sorted((tmp_path / "taken").iterdir())
    assert [file.name.partition("-")[0] for file in files] == ["driscoll", "johns"]
    with journal(tmp_path) as there:
        for file in files:
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            session = read_lines(file.read_text(encoding="utf-8").split("\n")[:-1])
            assert session == there.session(session.id)
    again = run("journal", "export", "--to", "jsonl", "--out", "taken")
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert "> The relatives waited." in run("journal", "export", "driscoll").stdout


@pytest.mark.usefixtures("kept")
def test_forgetting_is_asked_for_and_leaves_no_word(run: Run, tmp_path: Path) -> None:
    asked = run("journal", "forget", "driscoll")
    assert asked.returncode == 2
    assert "--yes" in asked.stderr
    assert answers(tmp_path)
    done = run("journal", "forget", "driscoll", "--yes")
    assert "is forgotten" in done.stdout
    assert run("journal", "list").stdout == "Your journal is empty.\n"
    left = b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    assert b"relatives" not in left


def test_nothing_is_kept_for_who_wants_it_so_nor_where_nothing_was_written(run: Run, tmp_path: Path) -> None:
    assert "Nothing of this is kept." in run("reflect", "driscoll", "--record", "-", lines="one\n").stdout
    assert run("reflect", "driscoll").returncode == 0
    assert not (tmp_path / "data").exists() or not journal(tmp_path).ids()


def test_what_earlier_sittings_met_is_taken_into_account(run: Run, tmp_path: Path) -> None:
    run("reflect", "johns", "--minutes", "20", lines="x\n" * 12)
    run("reflect", "johns", "--minutes", "20", lines="x\n" * 12)
    with journal(tmp_path) as kept:
        first, second = (kept.session(id) for id in kept.ids())
    assert first.state.setting.past == ()
    assert len(second.state.setting.past) == 1
    assert "describe" in second.state.setting.past[0]


def test_outcomes_are_settled_and_shared_by_their_number_and_stand_on_the_agenda(
    run: Run, tmp_path: Path
) -> None:
    session = handrail.begin(handrail.load("driscoll"), participants={"me": "self", "gil": "guide"}, id="one")
    session = session.answer(session.offer().next or "", "It went well.", by="me")
    session = session.promote("action", "Ring the ward.", due="2026-03-09", by="me")
    session = session.promote("supervision-item", "Why is asking hard?", by="me")
    (tmp_path / "data").mkdir()
    with journal(tmp_path) as kept:
        kept.keep(session)
    assert run("journal", "outcomes").stdout.splitlines() == [
        "one 1  action (private, by 2026-03-09): Ring the ward.",
        "one 2  supervision-item (private): Why is asking hard?",
    ]
    assert "Why is asking hard?" not in run("journal", "agenda", "--participant", "gil").stdout
    assert run("journal", "settle", "one", "2", "open", "--visibility", "supervisor").returncode == 0
    assert run("journal", "settle", "one", "1", "done").stdout == "one 1: done, private.\n"
    guide = run("journal", "agenda", "--participant", "gil").stdout
    assert "Why is asking hard?" in guide
    assert "Ring the ward." not in guide
    assert run("journal", "outcomes", "--status", "done").stdout.startswith("one 1  action")
    assert run("journal", "agenda", "--out", "page.md").stdout == "page.md\n"
    assert stat.S_IMODE((tmp_path / "page.md").stat().st_mode) == 0o600
    assert run("journal", "settle", "one", "7", "done").stderr == "No outcome is called '7'.\n"


def test_the_third_time_that_nothing_new_comes_somebody_to_talk_to_is_named(run: Run, tmp_path: Path) -> None:
    johns = handrail.load("johns")
    (tmp_path / "data").mkdir()
    with journal(tmp_path) as kept:
        for number in range(3):
            kept.keep(handrail.begin(johns, about="corridor", id=str(number)))
    words = ["reflect", "johns", "--minutes", "20", "--record"]
    said = "Talking with somebody often helps more"
    assert said in run(*words[:-1], "--about", "corridor").stdout
    assert said not in run(*words[:-1], "--about", "another").stdout
    assert said not in run(*words, "-", "--about", "corridor").stdout


def test_two_windows_on_one_sitting_lose_nothing(run: Run, tmp_path: Path) -> None:
    words = [*COMMAND, "reflect", "driscoll"]
    place = {JOURNAL: str(tmp_path / "data" / "journal.db")}
    window = subprocess.Popen(
        words,
        env={**os.environ, **place},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert window.stdin is not None
    assert window.stdout is not None
    window.stdin.write("In this window.\n")
    window.stdin.flush()
    for line in window.stdout:  # the next question shows when the answer is kept
        if line.startswith("Whom did it touch"):
            break
    assert run("resume", lines="In the other window.\n").returncode == 0
    shown, _ = window.communicate("Once more in this one.\n", timeout=30)
    assert "gone on in another window" in shown
    assert answers(tmp_path) == ["In this window.", "In the other window.", "Once more in this one."]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["journal", "list"], "there is no journal at"),
        (["journal", "show", "x"], "there is no journal at"),
        (["resume"], "there is no journal at"),
        (["transcript", "x"], "there is no journal at"),
    ],
)
def test_without_a_journal_it_is_said_how_one_begins(run: Run, words: list[str], says: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert says in done.stderr.lower()
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "words", [["journal", "show", "x"], ["resume", "x"], ["journal", "forget", "x", "--yes"]]
)
def test_a_sitting_that_is_not_there_is_told_in_a_sentence(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert "neither a file nor a session in your journal called 'x'" in done.stderr


def test_a_file_that_is_no_journal_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "journal.db").write_text("mine" * 1000)
    done = run("reflect", "driscoll", lines="one\n")
    assert done.returncode == 2
    assert "is no journal of handrail" in done.stderr
    assert (tmp_path / "data" / "journal.db").read_text() == "mine" * 1000


@pytest.mark.usefixtures("kept", "encryption")
def test_a_sealed_copy_is_opened_with_its_passphrase_only(run: Run, tmp_path: Path) -> None:
    sealed = {"HANDRAIL_JOURNAL": "sealed.db", "HANDRAIL_PASSPHRASE": "four plain words here"}
    done = run("journal", "copy", "sealed.db", "--encrypted", HANDRAIL_PASSPHRASE="four plain words here")
    assert (done.stdout, done.stderr) == (
        "1 sitting copied. To go on there: export HANDRAIL_JOURNAL=sealed.db\n",
        "",
    )
    left = b"".join(file.read_bytes() for file in tmp_path.glob("sealed.db*"))
    assert b"relatives" not in left
    assert run("resume", lines="In me.\n", **sealed).returncode == 0
    assert "> In me." in run("journal", "show", "driscoll", **sealed).stdout
    shut = run("journal", "list", HANDRAIL_JOURNAL="sealed.db")
    assert (shut.returncode, shut.stdout) == (2, "")
    assert "say its passphrase in HANDRAIL_PASSPHRASE" in shut.stderr
    wrong = run("journal", "list", HANDRAIL_JOURNAL="sealed.db", HANDRAIL_PASSPHRASE="no")
    assert "not the passphrase that the journal was sealed with" in wrong.stderr
