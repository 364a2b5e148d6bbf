"""Walking frameworks at a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

import handrail
from handrail.cli.wandering import Roaming, roam
from handrail.practice import Session

from .conftest import Run

PAUSE = """\
framework: pause
title: A pause
purpose: reflection
stages:
  before: What was there before?
  after: What is there now?
"""
WALKS = """\
framework: pause
walkthroughs:
  through:
    title: Through it once
    steps:
      - answer: before
      - move: after
      - answer: after
"""
WRONG = """\
  wrong:
    steps:
      - at: after
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a framework, its walk-throughs, and a framework without."""
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "pause.yaml").write_text(PAUSE, encoding="utf-8")
    (folder / "pause.walkthroughs.yaml").write_text(WALKS, encoding="utf-8")
    (folder / "still.yaml").write_text(PAUSE.replace("pause", "still"), encoding="utf-8")
    return folder


def test_what_holds_is_told_in_a_line_each(run: Run, folder: Path) -> None:
    done = run("walk", "models/pause.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "pause:",
        "  holds  through: Through it once",
        "  walked: 2 of 2 stages, 1 of 1 transitions, 2 of 2 prompts",
    ]


def test_a_failure_is_told_in_full_and_is_the_exit_status(run: Run, folder: Path) -> None:
    (folder / "pause.walkthroughs.yaml").write_text(WALKS + WRONG, encoding="utf-8")
    done = run("walk", "models/pause.walkthroughs.yaml")
    assert done.returncode == 1
    said = (
        "models/pause.walkthroughs.yaml:11:9: in 'wrong', one should be at 'after' here, and is at 'before' ["
    )
    assert f"  FAILS  wrong: Wrong\n{said}" in done.stdout
    assert "\n    may go to: after (suggested)\n" in done.stdout


def test_a_folder_is_walked_where_there_is_something_to_walk(run: Run, folder: Path) -> None:
    done = run("walk", "models")
    assert done.returncode == 0
    assert "still" not in done.stdout
    required = run("walk", "models", "--require-coverage")
    assert required.returncode == 1
    assert (
        "still:\n  no walk-throughs yet; write some into still.walkthroughs.yaml beside it" in required.stdout
    )


def test_what_is_not_walked_can_be_listed_and_required(run: Run, folder: Path) -> None:
    text = WALKS.replace("      - move: after\n      - answer: after\n", "")
    (folder / "pause.walkthroughs.yaml").write_text(text, encoding="utf-8")
    assert run("walk", "models/pause.yaml").returncode == 0
    listed = run("walk", "models/pause.yaml", "--coverage")
    assert listed.returncode == 0
    assert "    not walked, of the transitions: before → after (next)\n" in listed.stdout
    assert run("walk", "models/pause.yaml", "--require-coverage").returncode == 1


def test_walk_throughs_in_the_file_of_a_framework_and_beside_it_are_walked_together(
    run: Run, folder: Path
) -> None:
    inside = WALKS.partition("\n")[2].replace("through:", "inside:")
    (folder / "pause.yaml").write_text(PAUSE + inside, encoding="utf-8")
    done = run("walk", "models/pause.yaml")
    assert [line.split()[1] for line in done.stdout.splitlines()[1:3]] == ["inside:", "through:"]


def test_walk_throughs_of_a_shipped_framework_may_stand_anywhere(run: Run, tmp_path: Path) -> None:
    text = "framework: driscoll\nwalkthroughs: {mine: {steps: [{answer: moment}]}}\n"
    (tmp_path / "mine.walkthroughs.yaml").write_text(text, encoding="utf-8")
    done = run("walk", ".")
    assert (done.returncode, done.stdout.splitlines()[:2]) == (0, ["driscoll:", "  holds  mine: Mine"])


def test_what_cannot_be_read_is_told_and_the_others_are_walked(run: Run, folder: Path) -> None:
    (folder / "broken.yaml").write_text("framework: broken\n", encoding="utf-8")
    (folder / "pause.walkthroughs.yaml").write_text(WALKS.replace("before", "befoer"), encoding="utf-8")
    done = run("walk", "models", "nobody", "driscoll")
    assert done.returncode == 2
    assert "models/broken.yaml:1:1: 'title:' is missing here" in done.stdout
    assert "models/pause.walkthroughs.yaml:6:9: no prompt is called 'befoer'; did you mean" in done.stdout
    assert "driscoll:" in done.stdout
    assert done.stderr.startswith("no framework is called 'nobody'")
    assert "Traceback" not in done.stderr + done.stdout


def test_checking_reads_walk_throughs_too(run: Run, folder: Path) -> None:
    assert run("check", "models").stdout == "3 files: no problems\n"
    (folder / "pause.walkthroughs.yaml").write_text(WALKS.replace("move:", "mvoe:"), encoding="utf-8")
    done = run("check", "models")
    assert done.returncode == 1
    assert done.stdout.startswith("models/pause.walkthroughs.yaml:7:9: a walk step has no key 'mvoe'")


def test_hidden_folders_and_those_of_other_software_are_left_alone_unless_they_are_named(
    run: Run, folder: Path
) -> None:
    hidden = [".git", ".venv/lib/models", "node_modules", "plain/node_modules/other", "env/lib/models"]
    for name in hidden:
        (folder / name).mkdir(parents=True)
        (folder / name / "broken.yaml").write_text("framework: broken\n", encoding="utf-8")
    (folder / "env" / "pyvenv.cfg").write_text("home = /usr/bin\n", encoding="utf-8")
    assert run("check", "models").stdout == "3 files: no problems\n"
    assert "broken" not in run("walk", "models").stdout
    for command in ("check", "walk"):
        for name in hidden:
            done = run(command, f"models/{name}")
            assert (done.returncode, "'title:' is missing here" in done.stdout) == (1, True)


# -- at random -----------------------------------------------------------------------------------------------------


def test_walks_at_random_say_how_to_walk_them_again(run: Run, folder: Path) -> None:
    done = run("walk", "models/pause.yaml", "--random", "30", "--seed", "7")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "pause:",
        "  every law holds on 30 walks at random (to walk them again: --random 30 --seed 7 --length 20)",
        "  walked: 2 of 2 stages, 1 of 1 transitions, 2 of 2 prompts",
    ]
    assert run("walk", "models/pause.yaml", "--random", "30", "--seed", "7").stdout == done.stdout


def test_without_a_seed_one_is_drawn_and_told(run: Run, folder: Path) -> None:
    first, second = (run("walk", "models", "--random", "1", "--length", "2").stdout for _ in range(2))
    assert first.count("--seed") == second.count("--seed") == 2
    assert first != second


def test_a_law_that_breaks_is_told_with_a_walk_that_can_be_pasted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(session: Session, *_: object, **__: object) -> Session:
        return session

    monkeypatch.setattr(Session, "stop", nowhere)
    held, lines = roam(handrail.load(folder / "pause.yaml"), Roaming(20, 3, 20))
    assert not held
    assert lines[1:5] == [
        "  BREAKS  stop: one can stop everywhere",
        "  walk 1 of 20 (to walk them again: --random 20 --seed 3 --length 20): stopping leaves the session open",
        "  the shortest walk there, for pause.walkthroughs.yaml:",
        "",
    ]
    assert "\n".join(lines[5:]).startswith(
        '  stop:\n    title: "breaks a law: one can stop everywhere"\n    steps:\n      - at: before\n'
    )


def test_the_framework_beside_is_found_whatever_its_file_is_called(run: Run, folder: Path) -> None:
    (folder / "pause.yaml").rename(folder / "a_pause.yaml")
    (folder / "pause.walkthroughs.yaml").rename(folder / "a_pause.walkthroughs.yaml")
    done = run("walk", "models/a_pause.walkthroughs.yaml")
    assert (done.returncode, done.stdout.splitlines()[1]) == (0, "  holds  through: Through it once")
    assert "unknown-framework" not in run("check", "models/a_pause.walkthroughs.yaml").stdout
