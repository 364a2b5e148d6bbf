"""Checking at the command line: what is printed, what it leaves with, and what is written into files."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import COMMAND, Run

import handrail
from handrail.authoring.explaining import CODES
from handrail.cli import commands

SLIP = "framework: a\ntitel: A\npurpose: reflection  # so\nprompts:\n  x: Why: so?\n  y: {self: Why, minutes: x}\n"
FINE = "framework: b\ntitle: B\npurpose: reflection\nprompts:\n  x: Why?\n"
LEADS = "framework: c\ntitle: C\npurpose: reflection\nprompts:\n  x: Surely that was right?\n"


def test_the_last_line_counts_what_was_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SLIP)
    (tmp_path / "c.yaml").write_text(LEADS)
    done = run("check", "a.yaml", "c.yaml")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "2 files: 3 problems, advice on 1 thing; --fix can mend 2"


def test_advice_fails_nothing_unless_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(LEADS)
    done = run("check", "c.yaml")
    assert done.returncode == 0
    assert "c.yaml:5:3: advice: 'Surely that was right?' leads to an answer" in done.stdout
    assert run("check", "--strict", "c.yaml").returncode == 1
    assert run("check", "--strict", "--ignore", "leads", "c.yaml").returncode == 0
    assert "[no-minutes]" in run("check", "--select", "no-source, no-minutes", "c.yaml").stdout
    assert run("check", "--select", "all", "c.yaml").stdout.count(": advice: ") == 3


def test_only_codes_of_advice_can_be_chosen(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(FINE)
    for words, said in (
        (["--select", "leds"], "did you mean 'leads'?"),
        (["--ignore", "tab"], "'tab' is a problem, which is always told"),
    ):
        done = run("check", *words, "b.yaml")
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


def test_of_a_folder_frameworks_and_walk_throughs_are_checked_as_what_they_are(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "b.yaml").write_text(FINE)
    (tmp_path / "inner" / "c.yaml").write_text(LEADS)
    (tmp_path / "inner" / "c.notes.yaml").write_text("x: 1\n")
    walks = tmp_path / "inner" / "c.walkthroughs.yaml"
    walks.write_text("framework: c\nwalkthroughs:\n  w:\n    setps: [{answer: x}]\n")
    done = run("check", ".").stdout
    assert "c.walkthroughs.yaml:4:5: a walkthrough has no key 'setps'; did you mean 'steps'?" in done
    assert done.splitlines()[-1] == "3 files: 1 problem, advice on 1 thing; --fix can mend 1"
    assert run("check", "--fix", ".").stdout.splitlines()[-1].endswith("advice on 1 thing; mended 1")
    assert "steps:" in walks.read_text()


def test_json_holds_severity_mends_and_related_places(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SLIP)
    (tmp_path / "c.yaml").write_text(LEADS)
    rows = json.loads(run("check", "--output", "json", "a.yaml", "c.yaml").stdout)
    assert [row["severity"] for row in rows] == ["problem"] * 3 + ["advice"]
    assert rows[0]["edits"] == [{"line": 2, "column": 1, "end_line": 2, "end_column": 6, "text": "title"}]
    assert rows[2]["edits"] == rows[2]["related"] == []
    assert {"file", "line", "column", "code", "message", "mend"} <= rows[0].keys()


def test_github_is_told_in_its_own_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(LEADS)
    (tmp_path / "d,1.yaml").write_text(SLIP)
    lines = run("check", "--output", "github", "c.yaml", "d,1.yaml").stdout.splitlines()
    assert lines[0].startswith("::notice file=c.yaml,line=5,col=3,title=leads::'Surely")
    assert lines[1].startswith(
        "::error file=d%2C1.yaml,line=2,col=1,title=unknown-key::a framework has no key"
    )
    assert run("check", "--output", "github", "egan").stdout == ""


def test_sarif_names_every_rule_and_every_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SLIP)
    log = json.loads(run("check", "--output", "sarif", "a.yaml").stdout)
    [made] = log["runs"]
    driver = made["tool"]["driver"]
    assert (log["version"], driver["version"]) == ("2.1.0", handrail.__version__)
    assert [rule["id"] for rule in driver["rules"]] == [result["ruleId"] for result in made["results"]]
    place = made["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "a.yaml"}, "region": {"startLine": 2, "startColumn": 1}}
    [change] = made["results"][0]["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "title"}
    assert "fixes" not in made["results"][2]


def test_fixing_writes_the_safe_mends_and_tells_the_rest(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SLIP.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    done = run("check", "--fix", "a.yaml")
    assert done.returncode == 1
    assert "[not-a-number]" in done.stdout
    assert done.stdout.endswith("1 file: 1 problem; mended 2\n")
    mended = SLIP.replace("titel", "title").replace("Why: so?", '"Why: so?"')
    assert path.read_bytes() == b"\xef\xbb\xbf" + mended.replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [*tmp_path.glob(".*.yaml*")] == []


def test_walk_throughs_are_mended_by_the_framework_they_stand_beside(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my_form.yaml").write_text(
        "framework: my-form\ntitle: F\npurpose: reflection\nprompts:\n  lesson: How?\n"
    )
    walks = tmp_path / "my_form.walkthroughs.yaml"
    walks.write_text("framework: my-form\nwalkthroughs:\n  w:\n    steps: [{answer: leson}]\n")
    run("check", "--fix", walks.name)
    assert walks.read_text().endswith("    steps: [{answer: lesson}]\n")
    assert run("check", walks.name).returncode == 0


def test_what_has_nothing_to_mend_is_not_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(FINE)
    before = path.stat()
    assert run("check", "--fix", "b.yaml").stdout == "1 file: no problems\n"
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    (tmp_path / "l.yaml").write_bytes(b"titel: \xe9\n")
    assert "[encoding]" in run("check", "--fix", "l.yaml").stdout
    assert (tmp_path / "l.yaml").read_bytes() == b"titel: \xe9\n"


def test_a_link_stays_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text(SLIP)
    (tmp_path / "a.yaml").symlink_to("real.yaml")
    run("check", "--fix", "a.yaml")
    assert (tmp_path / "a.yaml").is_symlink()
    assert "title: A\n" in (tmp_path / "real.yaml").read_text()


def test_a_diff_shows_the_mends_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SLIP.rstrip("\n"))
    for words in (["--diff"], ["--fix", "--diff"]):
        shown = run("check", *words, "a.yaml").stdout
        assert "\n-titel: A\n+title: A\n" in shown
        assert '\n+  x: "Why: so?"\n' in shown
        assert shown.startswith("--- a.yaml\n+++ a.yaml (mended)\n")
        assert shown.endswith("\n\\ No newline at end of file\n")
        assert (tmp_path / "a.yaml").read_text() == SLIP.rstrip("\n")


def test_with_many_files_a_terminal_sees_how_far_it_is(tmp_path: Path) -> None:
    for number in range(21):
        (tmp_path / f"f{number}.yaml").write_text(FINE.replace("framework: b", f"framework: f{number}"))
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "check", "."], cwd=tmp_path, stdout=subprocess.PIPE, stderr=theirs, text=True, check=True
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.stdout == "21 files: no problems\n"
    assert "Checking" in shown
    quiet = subprocess.run([*COMMAND, "check", "."], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (quiet.stdout, quiet.stderr) == ("21 files: no problems\n", "")


def test_a_code_is_explained_and_all_are_listed(run: Run) -> None:
    assert run("explain", "leads").stdout.startswith(
        "leads (advice)\n\nA question that has its answer in it."
    )
    listed = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [*CODES]
    wrong = run("explain", "leds")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "No code is called 'leds'; did you mean 'leads'?\n"


def test_what_many_files_use_is_read_once_for_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text("framework: pack\ntitle: P\npurpose: reference\nskills: {listening: {}}\n")
    users = [tmp_path / f"u{number}.yaml" for number in range(5)]
    for user in users:
        user.write_text(f"framework: {user.stem}\ntitle: U\npurpose: reference\nuses: {{pack: [skills]}}\n")
    read: list[str] = []
    opens = open

    def noted(file: str, *more: Any) -> Any:
        read.append(str(file))
        return opens(file, *more)

    monkeypatch.setattr("builtins.open", noted)
    assert commands.run(["check", *map(str, users)]) == 0
    assert read.count(str(pack)) == 1
