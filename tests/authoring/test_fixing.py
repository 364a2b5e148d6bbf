"""Safe mends: they take problems away, bring none, and touch nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.authoring.strategies import ACCEPTED, REFUSED, SHIPPED, hostile, mutated

from handrail.authoring import Problem, check, read
from handrail.authoring.edits import applied, slip_of
from handrail.authoring.fixing import fix
from handrail.authoring.mends import MOST_MENDS
from handrail.authoring.problems import Edit
from handrail.authoring.source import line_starts

HEAD = "framework: f\ntitle: F\npurpose: reflection\n"
slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


def fixed(text: str) -> str:
    return fix(HEAD + text).text.removeprefix(HEAD)


def lines(text: str) -> list[str]:
    starts = line_starts(text)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def places(problems: Iterable[Problem]) -> Counter[tuple[int, str]]:
    return Counter((one.line, one.code) for one in problems)


def obeys_the_law(text: str) -> None:
    before, made = check(text), fix(text)
    after = check(made.text)
    # After so many slips reading stops, and nobody knows what stands behind.
    end = before[-1].line if len(before) > MOST_MENDS else len(text) + 1
    assert not places(one for one in after if one.line <= end) - places(before)
    assert fix(made.text).text == made.text, "twice is once"
    touched = {
        line for one in made.mended for edit in one.edits for line in range(edit.line, edit.end_line + 1)
    }
    old, new = lines(text.removeprefix("\ufeff")), lines(made.text.removeprefix("\ufeff"))
    assert len(old) == len(new)
    assert {
        number for number, pair in enumerate(zip(old, new, strict=True), 1) if pair[0] != pair[1]
    } <= touched
    assert bool(made.mended) == (made.text != text)


@slow
@given(mutated([*REFUSED, *ACCEPTED, *SHIPPED]))
def test_mending_adds_no_problem_touches_no_other_line_and_is_done_after_once(text: str) -> None:
    obeys_the_law(text)


@slow
@given(hostile)
def test_the_law_of_mending_holds_for_hostile_texts(text: str) -> None:
    obeys_the_law(text)


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_the_law_of_mending_holds_for_what_is_refused(path: Path) -> None:
    obeys_the_law(path.read_bytes().decode("utf-8", "replace"))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("prompts:\n  a: What is this: a beginning?\n", 'prompts:\n  a: "What is this: a beginning?"\n'),
        ("prompts:\n  a: *Really*?  # so\n", "prompts:\n  a: *Really*?  # so\n"),
        ("prompts: {a: What?}\n", 'prompts: {a: "What?"}\n'),
        ("prompts:  # these\n  a: {slef: Hello}\n", "prompts:  # these\n  a: {self: Hello}\n"),
        ("order: sugested # for now\nprompts: {a: Hi}\n", "order: suggested # for now\nprompts: {a: Hi}\n"),
        ("prompts:\n- What?\n\n# and\n- Who?\n", "prompts:\n  what: What?\n\n# and\n  who: Who?\n"),
        (
            "stages:\n  before: {prompts: {a: Hi}, back: {befroe: so}}\n",
            "stages:\n  before: {prompts: {a: Hi}, back: {before: so}}\n",
        ),
        (
            "terms: {person: she}\nprompts:\n  a: Is <persn> here?\n",
            "terms: {person: she}\nprompts:\n  a: Is <person> here?\n",
        ),
    ],
)
def test_what_is_plainly_meant_is_written_and_the_rest_stays_as_it_is(text: str, mended: str) -> None:
    assert fixed(text) == mended


@pytest.mark.parametrize(
    "text",
    [
        "prompts: {a: [What, who?]}\n",  # a comma may have cut it in two
        "prompts: {a: Hi}\nstages: {1a: Hi, 1b: Ho}\nstart: 1c\n",  # short ids differ in one letter
        "prompts:\n  a: What about item #1?\n",  # the rest may be meant as a comment
        "prompts:\n  a: {titles: x, self: Hi}\n",  # no key of a prompt is near enough
        "skills: {listens: {title: A}, listener: {title: B}}\nprompts: {a: {self: Hi, skills: listenes}}\n",
    ],
)
def test_what_could_mean_two_things_is_left_to_the_author(text: str) -> None:
    assert fixed(text) == text


def test_what_a_mend_would_bring_to_light_keeps_it_from_being_made() -> None:
    hidden = HEAD + "sumary: [one]\nprompts: {a: Hi}\n"
    assert fix(hidden).text == hidden
    assert "did you mean 'summary'" in check(hidden)[0].message


def test_line_ends_and_the_mark_of_an_encoding_stay() -> None:
    text = ("\ufeff" + HEAD + "prompts:\n  a: Why: is\n    it so?\n  b: Hi\n").replace("\n", "\r\n")
    made = fix(text).text
    assert made == text.replace("Why: is", '"Why: is').replace("it so?", 'it so?"')
    assert read(made).prompts["a"].wordings == {"self": "Why: is it so?"}


def test_mends_that_only_a_mend_shows_are_made_as_well() -> None:
    many = "prompts:\n" + "".join(f"  a{number}: Why: {number}?\n" for number in range(30))
    assert check(fix(HEAD + many).text) == ()
    assert len(fix(HEAD + many).mended) == 30


def test_of_two_changes_that_overlap_the_first_is_made() -> None:
    edits = [Edit(1, 1, 1, 3, "X"), Edit(1, 2, 1, 4, "Y"), Edit(2, 1, 2, 1, "Z")]
    assert applied("abcd\nef", edits) == "Xcd\nZef"


@pytest.mark.parametrize(
    ("word", "words", "meant"),
    [
        ("titel", ["title", "limits"], "title"),
        ("promts", ["prompts", "prompt_sets"], "prompts"),
        ("1a", ["1b"], ""),
        ("setp", ["seta", "setb", "step"], ""),
        ("langauge", ["language"], "language"),
        ("something", ["else"], ""),
    ],
)
def test_a_slip_has_one_word_that_is_meant(word: str, words: list[str], meant: str) -> None:
    assert slip_of(word, words) == meant
