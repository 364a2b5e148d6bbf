"""The command at a terminal, driven as a person would drive it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

import handrail
from handrail import Journal
from handrail.cli.fronts import COMMANDS
from handrail.cli.screen import entry_of
from handrail.practice.events import Skipped

from .conftest import COMMAND, JOURNAL
from .test_lines import kept

ENTER_TWICE = "\r\r"
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r")


class Terminal:
    """A terminal with the command in it."""

    def __init__(self, folder: Path, *words: str, columns: int = 80, **variables: str) -> None:
        journal = {JOURNAL: str(folder / "data" / "journal.db")}
        environment = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **journal, **variables}
        self.child = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], *words],
            cwd=str(folder),
            env=environment,
            dimensions=(40, columns),
            encoding="utf-8",
            timeout=30,
        )
        self.seen = ""

    def sees(self, text: str) -> str:
        """Wait until a text shows, and return what showed since the last time, without escapes."""
        words = r"\s+".join(re.escape(word) for word in text.split())
        shown = ""
        # The command asks the terminal where the cursor is, as it would ask a real one.
        while self.child.expect([words, re.escape("\x1b[6n")]) == 1:
            shown += str(self.child.before)
            self.child.send("\x1b[1;1R")
        shown = _ESCAPES.sub("", shown + str(self.child.before) + str(self.child.after))
        self.seen += shown
        return shown

    def types(self, text: str) -> None:
        """Type a text."""
        self.child.send(text)

    def ends(self) -> int | None:
        """Wait for the end, and return the exit status."""
        while self.child.expect([pexpect.EOF, re.escape("\x1b[6n")]) == 1:
            self.child.send("\x1b[1;1R")
        self.seen += _ESCAPES.sub("", str(self.child.before))
        self.child.close()
        return self.child.exitstatus


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Give a list of terminals that are closed at the end."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.child.close(force=True)


def begin(terminals: list[Terminal], folder: Path, *words: str, columns: int = 80, **more: str) -> Terminal:
    """Return a terminal with a sitting that is kept in r.jsonl."""
    terminal = Terminal(folder, *words, "--record", "r.jsonl", columns=columns, **more)
    terminals.append(terminal)
    return terminal


def test_a_person_reflects_goes_back_skips_and_stops(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = begin(terminals, tmp_path, "reflect", "johns", "--minutes", "20")
    first = terminal.sees("Before I begin")
    assert "legally privileged" in first  # the notice
    assert "who can see this screen" in re.sub(r"\s+", " ", first)
    toolbar = terminal.sees("0 of 20 minutes")
    assert all(f"/{name}" in toolbar for name in COMMANDS)
    terminal.types("/skip\r")
    terminal.sees("Which moment from my work")
    terminal.types("the handover" + ENTER_TWICE)
    terminal.sees("What took place")
    terminal.types("first line\rsecond line" + ENTER_TWICE)
    terminal.sees("What followed from")
    terminal.types("/back\r")
    terminal.sees("What took place")
    terminal.sees("second line")
    terminal.types(", and more" + ENTER_TWICE)
    terminal.sees("What followed from")
    terminal.types("/skip\r")
    terminal.sees("What was stirring in me")
    terminal.types("/stop\r")
    assert terminal.ends() == 0
    session = kept(tmp_path / "r.jsonl")
    texts = [turn.text for turn in session.said() if turn.text]
    assert texts == ["the handover", "first line\nsecond line", "first line\nsecond line, and more"]
    assert session.state.status == "stopped"


def test_someone_to_talk_to_is_always_in_reach(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = begin(terminals, tmp_path, "reflect", "johns", "--minutes", "20")
    terminal.sees("Before I begin")
    terminal.types("/talk\r")
    terminal.sees("Nobody has told this software")
    terminal.sees("Type on")
    terminal.types("on" + ENTER_TWICE)
    terminal.sees("Before I begin")
    terminal.types("/talk\r")
    terminal.sees("Type on")
    terminal.types(ENTER_TWICE)
    assert terminal.ends() == 0
    assert kept(tmp_path / "r.jsonl").state.status == "suspended"


def test_an_unclear_answer_is_asked_for_once_more_and_a_novice_may_say_why_not(
    terminals: list[Terminal], tmp_path: Path
) -> None:
    terminal = begin(terminals, tmp_path, "reflect", "johns", "--minutes", "20", "--familiarity", "novice")
    assert "5 none of these" in re.sub(r"\s+", " ", terminal.sees("several with commas between"))
    for _ in range(2):
        terminal.sees("0 of 20 minutes")
        terminal.types("who can say" + ENTER_TWICE)
        terminal.sees("still not known")
    terminal.sees("Which moment from my work")  # and not a third time
    terminal.sees("0 of 20 minutes")
    terminal.types("/skip\r")
    terminal.sees("If you like to say why")
    terminal.sees("Enter twice gives no reason")
    terminal.types("2" + ENTER_TWICE)
    terminal.sees("What took place")
    terminal.types("/skip 3\r")
    terminal.sees("What followed from")
    terminal.types("/skip\r")
    terminal.sees("Enter twice gives no reason")
    terminal.types(ENTER_TWICE)
    terminal.sees("What was stirring in me")
    terminal.types("/stop\r")
    assert terminal.ends() == 0
    skipped = [event.reason for event in kept(tmp_path / "r.jsonl").events if isinstance(event, Skipped)]
    assert skipped == ["it is too raw for now", "there is no time for it", ""]


def test_somebody_experienced_asks_for_a_prompt_by_its_name(
    terminals: list[Terminal], tmp_path: Path
) -> None:
    terminal = begin(
        terminals, tmp_path, "reflect", "johns", "--minutes", "20", "--familiarity", "experienced"
    )
    assert "Ways to look from: Aesthetics, Personal knowledge" in re.sub(
        r"\s+", " ", terminal.sees("brings it.")
    )
    terminal.sees("Before I begin")
    terminal.types("5" + ENTER_TWICE)
    terminal.sees("Which moment from my work")
    terminal.types("/left\r")
    terminal.sees("It comes when it is asked for, by its name.")
    terminal.sees("acting for the best, and values (best)")
    terminal.types("/go best\r")
    terminal.sees("interests against what I hold")
    terminal.types("hers" + ENTER_TWICE)
    terminal.sees("Which moment from my work")
    terminal.types("/stop\r")
    assert terminal.ends() == 0
    assert re.search(r"Not today:\s+Aesthetics,\s+Personal", terminal.seen)


def test_ctrl_c_keeps_what_had_been_begun(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = begin(terminals, tmp_path, "reflect", "johns", "--minutes", "20")
    terminal.sees("Before I begin")
    terminal.types("half a thought")
    terminal.sees("half a thought")
    terminal.types("\x03")
    assert terminal.ends() == 0
    assert "had been begun" in terminal.seen
    session = kept(tmp_path / "r.jsonl")
    assert session.said()[-1].text == "half a thought"
    assert session.state.status == "stopped"


def test_a_helper_goes_where_the_client_goes(terminals: list[Terminal], tmp_path: Path) -> None:
    facts = ("helper-nature-told", "limits-told", "consent", "human-route-named")
    known = [word for fact in facts for word in ("--known", f"{fact}=yes")] + ["--known", "emergency=no"]
    terminal = begin(terminals, tmp_path, "converse", "egan", "--stage", "2b", *known)
    terminal.sees("turn into something to aim at")
    terminal.types("a quieter week" + ENTER_TWICE)
    terminal.sees("could you or anyone else notice")
    terminal.types("/go 1a\r")
    terminal.sees("Start wherever it is easiest")
    terminal.types("/know rupture=yes\r")
    terminal.sees("Start wherever it is easiest")
    terminal.types("/detour repair\r")
    terminal.sees("Something seems different between us")
    terminal.types("/return\r")
    terminal.sees("Start wherever it is easiest")
    terminal.types("/know emergency=yes\r")
    terminal.sees("Nobody has told this software")
    assert terminal.ends() == 0
    assert kept(tmp_path / "r.jsonl").state.safeguard == "alliance/danger"


def test_without_a_word_it_is_kept_in_the_journal(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "reflect", "driscoll", "--minutes", "8")
    terminals.append(terminal)
    terminal.sees("Where shall it be kept?")
    terminal.sees("keeps nothing")
    terminal.types(ENTER_TWICE)
    terminal.sees("0 of 8 minutes")
    terminal.types("one" + ENTER_TWICE)
    terminal.sees("0 of 8 minutes")
    terminal.types("/stop\r")
    assert terminal.ends() == 0
    assert "handrail resume driscoll-" in terminal.seen
    with Journal.open(tmp_path / "data" / "journal.db") as journal:
        (id,) = journal.ids()
        assert [turn.text for turn in journal.session(id).said() if turn.text] == ["one"]


def test_who_wants_nothing_kept_leaves_nothing(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "reflect", "driscoll", "--minutes", "8")
    terminals.append(terminal)
    terminal.sees("keeps nothing")
    terminal.types("\x15-" + ENTER_TWICE)
    terminal.sees("0 of 8 minutes")
    terminal.types("one" + ENTER_TWICE)
    terminal.sees("0 of 8 minutes")
    terminal.types("/stop\r")
    assert terminal.ends() == 0
    assert "Nothing of this is kept." in terminal.seen
    assert [*tmp_path.iterdir()] == []


def test_a_file_may_be_named_instead_of_the_journal(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "reflect", "driscoll", "--minutes", "8")
    terminals.append(terminal)
    terminal.sees("Where shall it be kept?")
    terminal.sees("keeps nothing")
    terminal.types("\x15mine.jsonl" + ENTER_TWICE)
    terminal.sees("0 of 8 minutes")
    terminal.types("one" + ENTER_TWICE)
    terminal.sees("0 of 8 minutes")
    terminal.types("/stop\r")
    assert terminal.ends() == 0
    assert [turn.text for turn in kept(tmp_path / "mine.jsonl").said() if turn.text] == ["one"]


def test_whoever_leaves_before_the_first_prompt_leaves_nothing(
    terminals: list[Terminal], tmp_path: Path
) -> None:
    terminal = Terminal(tmp_path, "reflect", "driscoll", "--minutes", "8")
    terminals.append(terminal)
    terminal.sees("keeps nothing")
    terminal.types("\x03")
    assert terminal.ends() == 0
    assert [*tmp_path.iterdir()] == []


def test_outcomes_are_taken_along_at_the_end(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = begin(terminals, tmp_path, "reflect", "driscoll", "--minutes", "8")
    for prompt in handrail.load("driscoll").prompts.in_voice("self"):
        terminal.sees(prompt.wordings["self"][:20])
        terminal.sees("0 of 8 minutes")
        terminal.types("words" + ENTER_TWICE)
    terminal.sees("Is there something to take with you")
    terminal.sees("nothing more")
    terminal.types("action ring the ward" + ENTER_TWICE)
    terminal.sees("By which day?")
    terminal.types("on Monday" + ENTER_TWICE)
    terminal.sees("year-month-day")
    terminal.types("2026-03-09" + ENTER_TWICE)
    terminal.sees("Kept.")
    terminal.types(ENTER_TWICE)
    assert terminal.ends() == 0
    assert [(one.type, one.text, one.due) for one in kept(tmp_path / "r.jsonl").outcomes] == [
        ("action", "ring the ward", "2026-03-09")
    ]


def test_a_narrow_terminal_without_colour_shows_everything(terminals: list[Terminal], tmp_path: Path) -> None:
    terminal = begin(terminals, tmp_path, "reflect", "johns", "--minutes", "20", columns=34, NO_COLOR="1")
    terminal.sees("Before I begin: is any of this so?")
    raw = str(terminal.child.before) + str(terminal.child.after)
    assert "\x1b[1m" not in raw
    assert all(len(line) <= 34 for line in _ESCAPES.sub("", raw).split("\n"))
    terminal.types("/stop\r")
    assert terminal.ends() == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("/skip", "command"),
        ("/go effect", "command"),
        ("/home was far", "text"),
        ("/skip\nit all", "text"),
        ("go", "text"),
    ],
)
def test_only_a_known_command_alone_on_its_line_is_one(text: str, kind: str) -> None:
    assert entry_of(text).kind == kind
