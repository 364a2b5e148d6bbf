"""Beginning a framework of one's own, with options and at a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from tests.authoring.written import texts

import handrail
from handrail.authoring import read
from handrail.cataloguing import find_from, names
from handrail.cli.drafts import Draft, StageDraft, draft, variant
from handrail.framework.values import VOICES
from handrail.publishing import to_json_schema

from .conftest import Run
from .test_screen import Terminal


def test_without_a_terminal_nothing_is_asked_and_the_file_passes(run: Run, tmp_path: Path) -> None:
    begun = run("new", "evening")
    assert (begun.returncode, begun.stderr) == (0, "")
    assert begun.stdout.startswith("evening.yaml is written.\nframework.schema.json stands beside it")
    assert "handrail check evening.yaml" in begun.stdout
    assert run("check", "evening.yaml").returncode == 0
    evening = handrail.load(tmp_path / "evening.yaml")
    assert (evening.title, evening.purpose, evening.voices) == ("Evening", "reflection", ("self",))
    assert handrail.begin(evening).close().state.status == "closed"


def test_options_answer_every_question(run: Run, tmp_path: Path) -> None:
    words = ("--title", "At: night", "--purpose", "reflection", "--voice", "self", "--voice", "group")
    stages = ("--stage", "the-day: What was good: and why?", "--stage", "Ce soir: What can wait?")
    assert run("new", "night", *words, *stages).returncode == 0
    night = handrail.load(tmp_path / "night.yaml")
    assert night.title == "At: night"
    assert [*night.stages] == ["the-day", "ce-soir"]
    assert [stage.title for stage in night.stages.values()] == ["The day", "Ce soir"]
    assert night.prompts["the-day"].wordings == dict.fromkeys(("self", "group"), "What was good: and why?")


def test_a_helping_framework_has_consent_a_safeguard_and_a_way_to_stop(run: Run, tmp_path: Path) -> None:
    assert run("new", "talk", "--purpose", "helping").returncode == 0
    talk = handrail.load(tmp_path / "talk.yaml")
    assert "alliance/consent" in talk.facts
    assert "alliance/danger" in talk.safeguards
    assert "alliance/ethics" in talk.gates
    assert all(stage.transitions or talk.from_anywhere for stage in talk.stages.values())


@pytest.mark.parametrize("words", [(), ("--from", "johns")])
def test_the_first_line_names_the_schema_that_is_put_beside_it(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert run("new", "evening", *words).returncode == 0
    first = (tmp_path / "evening.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=framework.schema.json"
    assert (tmp_path / "framework.schema.json").read_text("utf-8") == to_json_schema()
    assert "framework.schema.json stands beside it" in run("new", "morning", *words).stdout


def test_a_schema_of_another_version_is_left_alone_and_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "framework.schema.json").write_text("{}")
    begun = run("new", "evening")
    assert begun.returncode == 0
    assert "renew it with: handrail schema --out framework.schema.json" in begun.stdout
    assert (tmp_path / "framework.schema.json").read_text() == "{}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("No Id",), "write no-id"),
        (("a", "--purpose", "fun"), "neither reflection nor helping"),
        (("a", "--voice", "choir"), "'choir' is no voice"),
        (("a", "--stage", "no question"), "--stage wants an id and a question"),
        (("a", "--stage", "a: What?", "--stage", "A: What else?"), "Two stages are called 'a'"),
        (("a", "--from", "johns", "--purpose", "helping"), "leave them out"),
        (("a", "--from", "jons"), "did you mean 'johns'?"),
        (("a", "--stage", "夜: What?"), "No id can be made of '夜'"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_is_written(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    begun = run("new", *words)
    assert begun.returncode == 2
    assert said in begun.stderr
    assert not [*tmp_path.iterdir()]


def test_a_file_that_is_there_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("precious\n")
    begun = run("new", "mine")
    assert begun.returncode == 2
    assert "mine.yaml is there already" in begun.stderr
    assert (tmp_path / "mine.yaml").read_text() == "precious\n"


def test_at_a_terminal_it_asks_and_enter_takes_what_is_proposed(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "new", "evening")
    terminal.sees("What do people call it? [Evening]:")
    terminal.types("The evening\r")
    terminal.sees("reflection or helping? [reflection]:")
    terminal.types("fun\r")
    terminal.sees("neither reflection nor helping")
    terminal.sees("[reflection]:")
    terminal.types("\r")
    terminal.sees("Who speaks? [self]:")
    terminal.types("choir\r")
    terminal.sees("'choir' is no voice")
    assert "I ask myself" not in terminal.sees("Who speaks? [self]:")
    terminal.types("\r")
    terminal.sees("What are its stages called?")
    terminal.types("Day, Night\r")
    terminal.sees("What does 'Day' ask? [What is there to say about Day?]:")
    terminal.types("What was good: and why?\r")
    terminal.sees("What does 'Night' ask?")
    terminal.types("\r")
    terminal.sees("handrail reflect evening.yaml")
    assert terminal.ends() == 0
    evening = handrail.load(tmp_path / "evening.yaml")
    assert evening.title == "The evening"
    assert evening.prompts["day"].wordings == {"self": "What was good: and why?"}


@settings(max_examples=50)
@given(texts, texts, texts)
def test_whatever_somebody_types_is_read_as_it_was_typed(title: str, name: str, question: str) -> None:
    begun = Draft("mine", title, "reflection", ("self", "guide"), (StageDraft("one", name, question),))
    framework = read(draft(begun))
    assert (framework.title, framework.stage("one").title) == (title, name)
    assert framework.prompts["one"].wordings == {"self": question, "guide": question}


def test_every_voice_can_begin() -> None:
    stages = (StageDraft("1", "Now", "What?"),)
    for purpose in ("reflection", "helping"):
        text = draft(Draft("mine", "Mine", purpose, VOICES, stages))
        assert read(text, find=find_from("mine.yaml")).voices == VOICES


def test_a_variant_names_what_it_varies(run: Run, tmp_path: Path) -> None:
    begun = run("new", "first-year", "--from", "johns", "--title", "Johns: first year")
    assert begun.returncode == 0
    assert "handrail diff johns first-year.yaml" in begun.stdout
    text = (tmp_path / "first-year.yaml").read_text("utf-8")
    said = [line for line in text.splitlines() if not line.startswith("#")]
    assert said == ["framework: first-year", "extends: johns", 'title: "Johns: first year"']
    assert "# leave_out: [" in text
    assert "# terms:\n#   person: the person I was helping\n" in text


@pytest.mark.parametrize("name", names())
def test_the_examples_of_a_variant_are_keys_and_values_once_the_signs_are_taken_away(name: str) -> None:
    text = variant(handrail.load(name), "mine", "Mine")
    lines = [re.sub(r"^# ( |[a-z_]+:)", r"\1", line) for line in text.splitlines()[2:]]
    assert yaml.safe_load("\n".join(lines))["extends"] == name
