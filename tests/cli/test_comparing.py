"""Two frameworks told apart: for people, for sessions, and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from tests.strategies import frameworks

import handrail
from handrail.cli.comparing import HEADINGS, told
from handrail.cli.differing import differing, sentence_of, thing
from handrail.framework import Framework
from handrail.practice.differences import Change, Changes, diff

from .conftest import Run

Compare = Callable[..., tuple[int, str]]

OLD = """
framework: evening
title: The evening
version: 1.0.0
purpose: reflection
voices: [self, group]
stages:
  day:
    prompts:
      best: {self: "What was best?", minutes: 2, ways: [a]}
      walk: {self: "Where did I walk?"}
    exit: enough
  night:
    prompts:
      leave: {self: "What can wait?", group: "What can wait for us?"}
    back: {day: there was more}
ways_of_knowing:
  a: {title: A}
"""


@pytest.fixture
def compared(run: Run, tmp_path: Path) -> Compare:
    """Return a function that compares the evening with another text of it."""

    def compares(*changes: tuple[str, str], output: str = "text") -> tuple[int, str]:
        new = OLD
        for old, now in changes:
            assert old in new
            new = new.replace(old, now)
        (tmp_path / "old.yaml").write_text(OLD)
        (tmp_path / "new.yaml").write_text(new)
        done = run("diff", "old.yaml", "new.yaml", "--output", output)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return compares


def test_the_same_is_told_to_be_the_same(compared: Compare) -> None:
    assert compared() == (0, "'evening' 1.0.0 and 'evening' 1.0.0 are the same.\n")


def test_another_wording_is_told_with_the_old_one_before_the_new(compared: Compare) -> None:
    status, told = compared(("What was best?", "What was good?"))
    assert status == 1
    assert "      was (self): What was best?\n      now (self): What was good?\n" in told
    assert "safe: a session in the voice self or group goes on" in told


def test_a_prompt_that_is_new_or_gone_is_told_with_its_words(compared: Compare) -> None:
    _, told = compared(('walk: {self: "Where did I walk?"}', 'rest: {self: "When did I rest?"}'))
    assert "Gone\n  prompt 'walk': is gone\n      Where did I walk?\n" in told
    assert "New\n  prompt 'rest': is new\n      When did I rest?\n" in told


def test_what_is_called_otherwise_is_not_told_to_be_gone(compared: Compare) -> None:
    _, told = compared(("walk: {", "stroll: {formerly: walk, "))
    assert "Called otherwise\n  prompt 'stroll': was called 'walk'\n" in told
    assert "Gone" not in told
    assert "the prompt 'walk' is called 'stroll' now" in told


def test_minutes_ways_and_transitions_are_told_with_what_they_were(compared: Compare) -> None:
    _, told = compared(("minutes: 2, ways: [a]", "minutes: 3"), ("there was more", "it goes on"))
    assert "was: 2 minutes\n      now: 3 minutes" in told
    assert "has another 'ways of knowing'\n      was: a\n" in told
    assert "was: back day: there was more\n      now: back day: it goes on" in told


def test_a_stage_that_is_gone_is_told_to_those_who_stand_there(compared: Compare) -> None:
    night = OLD[OLD.index("  night:") : OLD.index("ways_of")]
    _, told = compared((night, '  late:\n    prompts:\n      leave: {self: "What?", group: "What?"}\n'))
    assert "redo-stage: a session in the voice self or group at night waits for a person" in told
    assert "the stage 'night' is gone" in told


def test_a_voice_that_is_gone_blocks_its_sessions(compared: Compare) -> None:
    _, told = compared(("voices: [self, group]", "voices: [self]"), (', group: "What can wait for us?"', ""))
    assert "blocked: a session in the voice group cannot be taken up" in told


def test_another_framework_is_told_kindly_to_be_one(compared: Compare) -> None:
    status, told = compared(("framework: evening", "framework: morning"))
    assert status == 1
    assert "These are two frameworks, and each keeps its own sessions." in told
    assert "was called" not in told


def test_another_version_alone_changes_nothing_for_people(compared: Compare) -> None:
    status, told = compared(("version: 1.0.0", "version: 1.0.1"))
    assert status == 1
    assert "Nothing changed for people" in told
    assert "as-is: a session" in told


def test_what_differs_of_a_thing_is_told_in_words_of_people(compared: Compare) -> None:
    _, told = compared(("What was best?", "What was good?"))
    assert "  prompt 'best': is worded anew (wording)\n" in told


@pytest.mark.parametrize(
    ("sort", "field", "says", "said"),
    [
        ("prompt", "skip_when", "is worded anew (skip when)", "is worded anew (when it may be left out)"),
        ("prompt", "asks", "has another 'asks'", "has another 'fact it settles'"),
        ("way of knowing", "asks", "is worded anew (asks)", "is worded anew (what it asks)"),
        ("gate", "before", "is gated anew (before)", "is gated anew (what it stands before)"),
        ("stage", "title", "is worded anew (title)", "is worded anew (title)"),
        ("stage", "parent", "stands in 'ways' now", "stands in 'ways' now"),
    ],
)
def test_what_differs_of_a_thing_is_called_as_people_call_it(
    sort: str, field: str, says: str, said: str
) -> None:
    assert sentence_of(Change(sort, "it", says, field=field)) == f"{sort} 'it': {said}"


def test_programs_are_told_the_same_as_data(compared: Compare) -> None:
    status, told = compared(("What was best?", "What was good?"), output="json")
    data = json.loads(told)
    assert (status, data["same"], data["old"]) == (1, False, {"id": "evening", "version": "1.0.0"})
    assert data["changes"] == [
        {
            "group": "reworded",
            "sort": "prompt",
            "id": "best",
            "says": "is worded anew (wordings)",
            "field": "wordings",
            "values": [{"name": "self", "was": "What was best?", "now": "What was good?"}],
        }
    ]
    assert [meaning["kind"] for meaning in data["sessions"]] == ["safe"]


def test_what_cannot_be_read_is_not_told_to_differ(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("framework: broken\n")
    assert run("diff", "johns", "broken.yaml").returncode == 2
    assert run("diff", "johns", "nobody").returncode == 2


def test_shipped_frameworks_can_be_compared_with_each_other() -> None:
    shipped = [*map(handrail.load, handrail.names())]
    for one, other in pairwise(shipped):
        assert all(isinstance(line, str) for line in told(one, other))


def test_every_group_of_changes_has_a_heading() -> None:
    assert {*HEADINGS} == {field.name for field in attrs.fields(Changes)}


@settings(max_examples=10, deadline=None, suppress_health_check=[*HealthCheck])
@given(frameworks(), frameworks())
def test_whatever_differs_can_be_told(old: Framework, new: Framework) -> None:
    lines = [*told(old, new)]
    for change in diff(old, new):
        assert any(sentence_of(change) in line for line in lines)
        if change.field:
            was, now = thing(old, change.sort, change.was or change.id), thing(new, change.sort, change.id)
            assert [*differing(getattr(was, change.field), getattr(now, change.field))]
