"""The plugin for pytest: what it collects, how it fails, and that it costs nothing where there is nothing."""

from __future__ import annotations

from importlib import metadata

import pytest

from handrail import pytest_plugin, rehearsal
from handrail.authoring.companions import SUFFIX

pytest_plugins = ("pytester",)

ENTRY = "handrail.pytest_plugin"
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
      - at: after
  wrong:
    title: Somebody is not where they should be
    steps:
      - at: after
"""


@pytest.fixture
def plugged(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Return a place for a run with the plugin, which an installation of before the plugin does not name."""
    named = [one.value for one in metadata.entry_points(group="pytest11") if one.name == "handrail"]
    if ENTRY not in named:
        monkeypatch.setenv("PYTEST_ADDOPTS", f"-p {ENTRY}")
    pytester.makefile(".yaml", pause=PAUSE)
    return pytester


def companion(place: pytest.Pytester, text: str = WALKS) -> None:
    """Put a file of walk-throughs beside the framework."""
    (place.path / "pause.walkthroughs.yaml").write_text(text, encoding="utf-8")


def test_each_walk_through_is_a_test_and_fails_in_words_with_its_place(plugged: pytest.Pytester) -> None:
    companion(plugged)
    run = plugged.runpytest("-v")
    run.assert_outcomes(passed=1, failed=1)
    run.stdout.fnmatch_lines(
        [
            "*pause.walkthroughs.yaml::through PASSED*",
            "*pause.walkthroughs.yaml::wrong FAILED*",
            "*pause: Somebody is not where they should be*",
            "pause.walkthroughs.yaml:12:9: in 'wrong', one should be at 'after' here, and is at 'before'*",
            " 12 |       - at: after",
            "    at before (Before), open",
        ]
    )
    run.stdout.no_fnmatch_line("*Traceback*")
    run.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_one_walk_through_can_be_run_by_its_name(plugged: pytest.Pytester) -> None:
    companion(plugged)
    plugged.runpytest("pause.walkthroughs.yaml::through").assert_outcomes(passed=1)
    plugged.runpytest("-k", "wrong").assert_outcomes(failed=1, deselected=1)


def test_a_file_that_cannot_be_read_is_told_with_every_problem(plugged: pytest.Pytester) -> None:
    companion(plugged, WALKS.replace("at: after", "at: aftre"))
    run = plugged.runpytest()
    run.assert_outcomes(errors=1)
    run.stdout.fnmatch_lines(
        ["pause.walkthroughs.yaml:8:9: no stage is called 'aftre'; did you mean 'after'? *"]
    )
    run.stdout.fnmatch_lines(
        ["pause.walkthroughs.yaml:12:9: no stage is called 'aftre'; did you mean 'after'? *"]
    )
    run.stdout.no_fnmatch_line("*Traceback*")


def test_a_framework_is_collected_only_where_it_is_asked_for(plugged: pytest.Pytester) -> None:
    (plugged.path / "other.yaml").write_text("services: {web: {image: nginx}}\n", encoding="utf-8")
    (plugged.path / "pause.sv.yaml").write_text("framework: pause\n", encoding="utf-8")
    plugged.makefile(".yaml", broken="framework: broken\ntitel: A slip\n")
    assert plugged.runpytest().ret == pytest.ExitCode.NO_TESTS_COLLECTED
    run = plugged.runpytest("--handrail", "-v")
    run.assert_outcomes(passed=1, failed=1)
    run.stdout.fnmatch_lines(["*broken.yaml::reads FAILED*", "*pause.yaml::reads PASSED*"])
    run.stdout.fnmatch_lines(["broken.yaml:2:1: *did you mean 'title'*"])
    plugged.makeini("[pytest]\nhandrail = true\n")
    plugged.runpytest().assert_outcomes(passed=1, failed=1)


def test_walk_throughs_inside_a_framework_come_with_it(plugged: pytest.Pytester) -> None:
    inside = "walkthroughs:\n  once:\n    steps:\n      - answer: before\n"
    (plugged.path / "pause.yaml").write_text(PAUSE + inside, encoding="utf-8")
    run = plugged.runpytest("--handrail", "-v")
    run.assert_outcomes(passed=2)
    run.stdout.fnmatch_lines(["*pause.yaml::once PASSED*"])


def test_a_mistake_of_handrail_itself_keeps_its_traceback(
    plugged: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError

    companion(plugged)
    monkeypatch.setattr(rehearsal, "walk", broken)
    run = plugged.runpytest("-k", "through and not wrong")
    run.stdout.fnmatch_lines(["*ZeroDivisionError*"])


def test_a_run_without_such_files_imports_nothing_of_it(plugged: pytest.Pytester) -> None:
    plugged.makepyfile(
        "import sys\n"
        "def test_it():\n"
        "    assert 'handrail.pytest_plugin' in sys.modules\n"
        "    rooms = {name for name in sys.modules if name.startswith('handrail.')}\n"
        "    assert rooms == {'handrail.pytest_plugin'}\n"
        "    assert not {'attrs', 'yaml', 'networkx'} & {*sys.modules}\n"
    )
    plugged.runpytest_subprocess("-p", "no:hypothesispytest").assert_outcomes(passed=1)


def test_the_name_of_a_companion_is_written_in_two_rooms() -> None:
    assert pytest_plugin.SUFFIX == SUFFIX
