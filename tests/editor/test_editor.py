"""What somebody sees who writes a framework in an editor: a first line, and the real yaml-language-server."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.authoring.strategies import ACCEPTED, SHIPPED

from handrail.authoring import check
from handrail.authoring.syntax import RECORDS
from handrail.cli.commands import run
from handrail.publishing.snippets import FRAMEWORK, SNIPPETS

from .language_server import Editor

FIRST = "# yaml-language-server: $schema=framework.schema.json\n"
BEGUN = f"{FIRST}framework: f\ntitle: F\npurpose: reflection\n"
STAGE = f"{BEGUN}stages:\n  a:\n    "
PROMPT = f"{BEGUN}prompts:\n  a:\n    "


def keys_of(record: str) -> set[str]:
    return {key.name for key in RECORDS[record]}


@pytest.mark.parametrize("path", [*ACCEPTED, *SHIPPED], ids=lambda path: path.stem)
def test_nothing_is_underlined_in_a_text_that_is_right(editor: Editor, path: Path) -> None:
    if path.stem == "words-stay-words":
        pytest.skip("its nulls stand in docs/guides/differences.csv")
    first = FIRST.replace("framework", "walkthroughs") if ".walkthroughs" in path.name else FIRST
    assert editor.diagnostics(first + path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (BEGUN + "titel: F\n", 5, "Property titel is not allowed."),
        (BEGUN.replace("reflection", "reflecting"), 4, 'Valid values: "reflection", "helping", "reference".'),
        (BEGUN.replace("title: F\n", ""), 2, 'Missing property "title".'),
        (PROMPT + "self: Hello\n    minutes: many\n", 8, "Write a number here, such as 2 or 0.5."),
        (PROMPT + "self: Hello\n    core: perhaps\n", 8, "Write yes or no here."),
        (BEGUN + "prompts:\n  A b: Hello\n", 6, "Write an id here: a-z, 0-9 and single hyphens."),
        (BEGUN + "prompts:\n  - Hello\n", 6, "Write ids here, each with what belongs to it."),
        (BEGUN + "notice:\n", 5, "Write a text here."),
        (STAGE + "only_if: {fact: a}\n", 7, "Write one of is, is_not, one_of"),
        (STAGE + "only_if: {fact: a, visits: b}\n", 7, "This does not go with fact."),
        (BEGUN + "walkthroughs: {w: {steps: [{answer: a, why: b}]}}\n", 5, "This does not go with answer."),
    ],
)
def test_a_fault_is_underlined_where_it_is(editor: Editor, text: str, line: int, says: str) -> None:
    told = editor.diagnostics(text)
    assert [one.line for one in told] == [line]
    assert says in told[0].message


def test_the_keys_of_a_framework_a_stage_and_a_prompt_are_offered_with_their_sentence(editor: Editor) -> None:
    assert keys_of("framework") - {"framework", "title", "purpose"} <= {*editor.completion(BEGUN + "|\n")}
    in_stage, in_prompt = editor.completion(STAGE + "|\n"), editor.completion(PROMPT + "self: Hello\n    |\n")
    assert keys_of("stage") <= {*in_stage}
    assert {*in_prompt} == keys_of("prompt") - {"self"}
    assert in_stage["aim"] == "What is different when it has done its work."


def test_allowed_words_are_offered_with_what_they_mean(editor: Editor) -> None:
    assert editor.completion(BEGUN + "order: |\n") == {
        "free": "Any stage may be gone to at any time.",
        "suggested": "Any stage may be gone to, and the written order is recommended.",
        "strict": "A new stage is reached along a transition and in no other way.",
    }
    assert {*editor.completion(BEGUN + "voices:\n  - |\n")} == {"self", "helper", "group", "guide"}


def test_over_a_key_stands_its_sentence_and_what_may_stand_behind_it(editor: Editor) -> None:
    assert editor.hover(STAGE + "a|im: x\n").startswith("What is different when it has done its work.")
    over = editor.hover(BEGUN.replace("purpose", "pur|pose"))
    assert over.startswith("What it is for.")
    assert "* `helping`: Somebody helps somebody else, who is there." in over
    assert editor.hover(STAGE + "on|ly_if: {fact: a, is: b}\n").startswith("When it can be gone to.")


# -- snippets ------------------------------------------------------------------------------------------------

# Where each snippet may be asked for, with what else the text needs for it to be one that can be read.
FACTS = "facts: {consent: {title: C}, emergency: {title: E}, rupture: {title: R}}\n"
STAGES = "stages: {beginning: Hello, end: Goodbye}\n"
PLACES = {
    "prompt?": f"{BEGUN}prompts:\n  |\n",
    "stage?": f"{BEGUN}stages:\n  |\n",
    "transition?": f"{BEGUN}stages:\n  end: Goodbye\n  beginning:\n    prompts: {{p: Hello}}\n    next:\n      |\n",
    "prompt-set": f"{BEGUN}{STAGES}prompt_sets:\n  |\n",
    "edition": f"{BEGUN}{STAGES}references: [{{id: a-work}}]\neditions:\n  now: {{title: Now}}\n  |\n",
    "fact": f"{BEGUN}{STAGES}facts:\n  |\n",
    "gate": f"{BEGUN}{STAGES}{FACTS}gates:\n  |\n",
    "safeguard": f"{BEGUN}{STAGES}{FACTS}safeguards:\n  |\n",
    "detour": f"{BEGUN}{STAGES}{FACTS}detours:\n  |\n",
    "way": f"{BEGUN}{STAGES}ways_of_knowing:\n  |\n",
    "skill": f"{BEGUN}{STAGES}skills:\n  |\n",
    "outcome": f"{BEGUN}{STAGES}outcomes:\n  |\n",
    "condition": f"{BEGUN}{FACTS}stages:\n  beginning: Hello\n  end:\n    prompts: {{p: Bye}}\n    only_if:\n      |\n",
    "minutes": f"{BEGUN}prompts:\n  a:\n    self: Hello\n    minutes:\n      |\n",
    "works": f"{BEGUN}{STAGES}references:\n  - |\n",
}
EACH = [(place, snippet["label"]) for place, snippets in SNIPPETS.items() for snippet in snippets]


def filled(snippet: str) -> str:
    """Return what a snippet writes when somebody takes every word that it proposes."""
    return re.sub(r"\$\{\d+[:|]([^}|,]*)[^}]*\}", r"\1", snippet)


def taken(text: str, snippet: str) -> str:
    """Return a text with a snippet written into it, indented as an editor does."""
    before, _, behind = text.partition("|\n")
    line = before[before.rfind("\n") + 1 :]
    indent = line[: len(line) - len(line.lstrip())]
    return before + filled(snippet).replace("\n", "\n" + indent) + "\n" + behind


def test_every_snippet_has_a_place_here() -> None:
    assert {*PLACES} == {*SNIPPETS}


@pytest.mark.parametrize(("place", "label"), EACH)
def test_a_snippet_is_offered_and_writes_what_can_be_read(editor: Editor, place: str, label: str) -> None:
    offered = editor.completion(PLACES[place])
    assert offered[label].endswith(".")
    text = taken(PLACES[place], editor.inserted(PLACES[place], label))
    assert [str(problem) for problem in check(text)] == []
    assert editor.diagnostics(text) == []


def test_a_new_framework_is_one_that_can_be_read(editor: Editor) -> None:
    label: Any = FRAMEWORK["label"]
    assert check(taken(FIRST + "|\n", editor.inserted(FIRST + "|\n", label))) == ()


@pytest.mark.parametrize("words", [(), ("--from", "johns")])
def test_a_framework_that_was_just_begun_is_completed_at_once(
    editor: Editor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "evening", *words]) == 0
    text = Path("evening.yaml").read_text("utf-8")
    assert editor.diagnostics(text) == []
    assert "summary" in editor.completion(text + "|\n")
