"""The command in scripts: each line answers a prompt, an empty one skips, the end of the input stops."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import handrail
from handrail.practice import read_lines, write_lines

from .conftest import COMMAND, Run

SETTLED = ("helper-nature-told", "limits-told", "consent", "human-route-named")
KNOWN = [word for fact in SETTLED for word in ("--known", f"{fact}=yes")] + ["--known", "emergency=no"]


def kept(path: Path) -> handrail.Session:
    """Return the session that a file keeps."""
    return read_lines(path.read_text(encoding="utf-8").split("\n")[:-1])


def test_a_sitting_of_twenty_minutes_is_kept_to_the_last_answer(run: Run, tmp_path: Path) -> None:
    lines = "\n" + "".join(f"answer {number}\n" for number in range(9))
    done = run("reflect", "johns", "--minutes", "20", "--record", "today.jsonl", lines=lines)
    assert (done.returncode, done.stderr) == (0, "")
    session = kept(tmp_path / "today.jsonl")
    assert session.state.status == "closed"
    assert [turn.text for turn in session.said() if turn.text] == [f"answer {number}" for number in range(9)]
    assert session.said()[-1].prompt == "feel-now"


@pytest.mark.parametrize(("minutes", "prompts"), [(10, 10), (20, 10), (45, 19)])
def test_the_time_there_is_decides_how_many_prompts_come(
    run: Run, tmp_path: Path, minutes: int, prompts: int
) -> None:
    run("reflect", "johns", "--minutes", str(minutes), "--record", "r.jsonl", lines="x\n" * 40)
    session = kept(tmp_path / "r.jsonl")
    assert len(session.offer().done) == prompts  # the two of the untimed preface are among them


def test_an_empty_line_skips_and_the_end_stops(run: Run, tmp_path: Path) -> None:
    done = run("reflect", "johns", "--minutes", "20", "--record", "r.jsonl", lines="one\n\nthree\n")
    assert done.returncode == 0
    session = kept(tmp_path / "r.jsonl")
    assert session.state.status == "stopped"
    assert [how for touched in session.state.touched.values() for how in touched.values()] == [
        "answered",
        "skipped",
        "answered",
    ]


def test_a_framework_in_free_order_is_walked_the_way_it_suggests(run: Run, tmp_path: Path) -> None:
    done = run("reflect", "kolb", "--record", "r.jsonl", lines="x\n" * 40)
    assert (done.returncode, done.stderr) == (0, "")
    session = kept(tmp_path / "r.jsonl")
    assert tuple(session.state.visits) == session.framework.stage_graph.leaves


def test_what_was_begun_is_gone_on_with(run: Run, tmp_path: Path) -> None:
    run("reflect", "johns", "--minutes", "20", "--record", "r.jsonl", lines="one\ntwo\n")
    done = run("resume", "r.jsonl", lines="three\n")
    assert done.returncode == 0
    assert [turn.text for turn in kept(tmp_path / "r.jsonl").said() if turn.text] == ["one", "two", "three"]


def test_a_torn_last_line_is_told_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    run("reflect", "johns", "--minutes", "20", "--record", "r.jsonl", lines="one\ntwo\n")
    path = tmp_path / "r.jsonl"
    with path.open("ab") as file:
        file.write('{"kind":"answered","prompt":"own-feel","text":"half a l\u00e9'.encode()[:-1])
    done = run("resume", "r.jsonl", lines="three\n")
    assert "the last one, was not written to its end" in done.stdout
    assert [turn.text for turn in kept(path).said() if turn.text] == ["one", "two", "three"]


def test_a_line_separator_in_an_answer_does_not_tear_the_file(run: Run, tmp_path: Path) -> None:
    run("reflect", "johns", "--minutes", "20", "--record", "r.jsonl", lines="one\u2028more\x85\u2029end\n")
    done = run("resume", "r.jsonl", lines="two\n")
    assert done.returncode == 0
    said = [turn.text for turn in kept(tmp_path / "r.jsonl").said() if turn.text]
    assert said == ["one\u2028more\x85\u2029end", "two"]


def test_a_kill_at_any_moment_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    words = [*COMMAND, "reflect", "johns", "--minutes", "45", "--record", str(path)]
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
    )
    assert process.stdin is not None
    assert process.stdout is not None
    offer = handrail.begin(handrail.load("johns"), minutes=45).offer()
    questions = {one.text for one in offer}
    answered = 0
    for line in process.stdout:
        if line.rstrip("\n") not in questions:
            continue
        # A prompt that shows says that what was answered before is on disk.
        if answered == 5:
            break
        process.stdin.write(f"answer {answered}\n")
        process.stdin.flush()
        answered += 1
    process.send_signal(signal.SIGKILL)
    process.stdout.close()
    process.stdin.close()
    process.wait()
    texts = [turn.text for turn in kept(path).said() if turn.text]
    assert texts == [f"answer {number}" for number in range(5)]


def test_a_record_is_private(run: Run, tmp_path: Path) -> None:
    run("reflect", "driscoll", "--record", "r.jsonl", lines="one\n")
    assert stat.S_IMODE((tmp_path / "r.jsonl").stat().st_mode) == 0o600


def test_a_record_that_is_there_is_never_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("mine")
    done = run("reflect", "driscoll", "--record", "r.jsonl", lines="one\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is there already" in done.stderr
    assert (tmp_path / "r.jsonl").read_text() == "mine"


def test_after_something_grave_what_helps_is_asked_and_nothing_is_missed(run: Run, tmp_path: Path) -> None:
    lines = "1\nI ring my sister.\ntired\n"
    done = run("reflect", "johns", "--minutes", "20", "--record", "r.jsonl", lines=lines)
    assert "1  violence, a sudden death" in done.stdout
    assert "This can wait." in done.stdout
    assert "before you write about it at all.\n" in done.stdout  # with one full stop
    assert "What took place" not in done.stdout
    assert "Not today" not in done.stdout
    session = kept(tmp_path / "r.jsonl")
    assert session.state.status == "closed"
    assert [turn.text for turn in session.said() if turn.text] == ["1", "I ring my sister.", "tired"]
    assert session.state.facts == {"beforehand": ("recent-trauma",)}


def test_what_is_known_from_the_start_is_told_and_again_when_one_goes_on(run: Run, tmp_path: Path) -> None:
    words = ("--known", "beforehand=investigated", "--record", "r.jsonl")
    done = run("reflect", "johns", "--minutes", "20", *words, lines="x" * 300 + "\n")
    assert done.stdout.count("A reflection is not legally privileged") == 1
    assert "Two lines at most this time." in done.stdout
    assert "All that was written is kept; two lines would have been enough here" in done.stdout
    assert "A reflection is not legally privileged" in run("resume", "r.jsonl", lines="").stdout


def test_a_reflection_for_groups_speaks_to_a_group_unless_told_otherwise(run: Run) -> None:
    plain = run("reflect", "after-action-review", "--record", "-", lines="\n")
    assert "What did we set out to do" in plain.stdout
    led = run("reflect", "after-action-review", "--voice", "guide", "--record", "-", lines="\n")
    assert "What did you set out to do" in led.stdout
    refused = run("converse", "after-action-review", "--record", "-", lines="\n")
    assert "does not speak in the voice 'helper'; it has group or guide." in refused.stderr


def test_under_the_floor_something_shorter_is_named(run: Run) -> None:
    done = run("reflect", "johns", "--minutes", "5")
    assert done.returncode == 1
    assert "needs 10 minutes at least" in done.stderr
    assert "handrail reflect driscoll --minutes 5" in done.stderr
    assert "handrail reflect era --minutes 5" in done.stderr


def test_nothing_begins_before_consent(run: Run) -> None:
    done = run("converse", "egan", lines="\n\n\n\n\n\n")
    assert done.returncode == 0
    assert "Nothing begins before this is settled" in done.stdout
    assert "Start wherever it is easiest" not in done.stdout


def test_what_each_shut_gate_says_is_a_sentence_of_its_own(run: Run) -> None:
    done = run("converse", "psychological-first-aid", lines="\n" * 7)
    assert "is for a person to consider. Software alone gives no first aid; " in " ".join(done.stdout.split())


def test_a_gate_is_settled_by_known_or_asked_like_any_prompt(run: Run) -> None:
    settled = run("converse", "egan", *KNOWN, lines="It began in May.\n")
    assert "Start wherever it is easiest" in settled.stdout
    asked = run("converse", "egan", lines="yes\nno\nyes\nyes\nyes\nIt began in May.\n")
    assert "Start wherever it is easiest" in asked.stdout


def test_an_answer_that_settles_nothing_is_kept_and_told(run: Run, tmp_path: Path) -> None:
    done = run("converse", "egan", "--record", "r.jsonl", lines="well, I suppose so\n")
    assert "still not known" in done.stdout
    assert [turn.text for turn in kept(tmp_path / "r.jsonl").said() if turn.text] == ["well, I suppose so"]


def test_egan_starts_at_any_task(run: Run, tmp_path: Path) -> None:
    done = run("converse", "egan", "--stage", "2b", *KNOWN, "--record", "r.jsonl", lines="one\n")
    assert "Change agenda" in done.stdout
    session = kept(tmp_path / "r.jsonl").resume(by="me")
    assert session.move("1a").state.stage == "1a"


def test_somebody_in_danger_ends_the_asking(run: Run) -> None:
    words = [word for word in KNOWN if word != "emergency=no"][:-1]
    done = run("converse", "egan", *words, lines="yes\nsomething\n")
    assert "Nobody has told this software who can be reached where you are" in done.stdout
    assert "Start wherever it is easiest" not in done.stdout


def test_what_was_interrupted_goes_on_only_when_somebody_says_so(run: Run, tmp_path: Path) -> None:
    run("converse", "egan", "--record", "r.jsonl", lines="yes\nno\nyes\nyes\nyes\none\n")
    path = tmp_path / "r.jsonl"
    session = kept(path).resume(by="me").interrupt(by="me")
    path.write_text("".join(write_lines(session)), encoding="utf-8")
    run("resume", "r.jsonl", lines="two\n")
    assert kept(path).state.status == "suspended"
    run("resume", "r.jsonl", lines="on\ntwo\n")
    assert kept(path).state.status == "stopped"
    assert [turn.text for turn in kept(path).said() if turn.text][-1] == "two"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["reflekt"], "No such command 'reflekt'"),
        (["reflect", "jonhs"], "did you mean 'johns'"),
        (["reflect", "johns", "--minutes", "soon"], "'soon' is not a valid"),
        (["reflect", "johns", "--voice", "helper"], "it has self or group"),
        (["reflect", "johns", "--familiarity", "novise"], "did you mean 'novice'"),
        (["reflect", "johns", "--occasion", "eror"], "did you mean 'error'"),
        (["reflect", "johns", "--edition", "1996"], "did you mean '1995'"),
        (["reflect", "johns", "--known", "consent"], "--known wants FACT=VALUE"),
        (["converse", "egan", "--known", "consent=perhaps"], "yes or no"),
        (["converse", "egan", "--stage", "2d"], "no stage is called '2d'"),
        (["resume", "nowhere.jsonl"], "cannot be read"),
        (["transcript", "nowhere.jsonl"], "cannot be read"),
        (["show", "nothing"], "no framework is called"),
        (["check", "nowhere.yaml"], "nowhere.yaml"),
        (["draw", "egan", "--format", "png"], "'png' is not one of"),
    ],
)
def test_errors_are_one_sentence(run: Run, words: list[str], says: str) -> None:
    done = run(*words)
    assert says.lower() in done.stderr.lower()
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_parts_of_1994_are_shown(run: Run) -> None:
    shown = run("show", "johns", "--edition", "1994").stdout
    parts = (
        "Description of the experience",
        "Reflection",
        "Influencing factors",
        "Alternative strategies",
        "Learning",
    )
    places = [shown.index(f"\n{part}\n---") for part in parts]
    assert places == sorted(places)


def test_checking_tells_all_problems_of_all_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("framework: a\ntitel: A\npurpose: reflection\nprompts: {x: Why}\n")
    (tmp_path / "b.yaml").write_text("framework: b\ntitle: B\npurpose: reflection\nprompts:\n  x: Why?\n")
    (tmp_path / "c.yaml").write_text("framework: [\n")
    done = run("check", "a.yaml", "b.yaml", "c.yaml", "gone.yaml")
    assert done.returncode == 2
    assert "a.yaml:2:1" in done.stdout
    assert "c.yaml:" in done.stdout
    assert "gone.yaml" in done.stderr
    assert run("check", "a.yaml").returncode == 1
    fine = run("check", "b.yaml", "egan", "johns")
    assert (fine.returncode, fine.stdout) == (0, "3 files: no problems\n")
    rows = json.loads(run("check", "--output", "json", "a.yaml").stdout)
    assert rows[0]["line"] == 2
    assert rows[0]["file"] == "a.yaml"


def test_a_transcript_says_what_was_asked_said_and_left_out(run: Run) -> None:
    run("reflect", "johns", "--minutes", "20", "--record", "r.jsonl", lines="one\n\nthree\n")
    shown = run("transcript", "r.jsonl").stdout
    assert "What took place" in shown
    assert "three" in shown
    assert "leave no room" in shown


def test_a_damaged_record_is_named_and_not_repeated(run: Run, tmp_path: Path) -> None:
    run("reflect", "driscoll", "--record", "r.jsonl", lines="a secret thing\n")
    path = tmp_path / "r.jsonl"
    path.write_text(path.read_text().replace('"kind":"asked"', '"kind":"aksed"', 1))
    done = run("transcript", "r.jsonl")
    assert done.returncode == 2
    assert "r.jsonl" in done.stderr
    assert "secret" not in done.stderr


def test_the_version_needs_nothing_but_python() -> None:
    code = (
        "import sys; sys.argv = ['handrail', '--version']\n"
        "from handrail.cli import main\n"
        "main()\n"
        "assert not {'click', 'yaml', 'attrs', 'networkx'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"handrail {handrail.__version__}\n", "")


def test_output_that_nobody_reads_to_its_end_is_no_error() -> None:
    read, write = os.pipe()
    process = subprocess.Popen([*COMMAND, "show", "egan"], stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    os.close(read)
    assert process.communicate(timeout=60)[1] == ""
