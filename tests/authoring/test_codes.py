"""Every code of a problem or of advice: its texts break it and keep it, and it can be explained."""

from __future__ import annotations

import re

import pytest
from tests.authoring.strategies import HERE

from handrail.authoring import check, reading
from handrail.authoring.advice import RULES, advise
from handrail.authoring.codes import Code, whole
from handrail.authoring.explaining import CODES, NoSuchCode, explain, mended, shown
from handrail.authoring.refusals import PROBLEMS
from handrail.authoring.source import UNPRINTABLE
from handrail.cataloguing import find_from

find = find_from(HERE / "used" / "a-text.yaml")
FILE = "example.yaml"
every_problem = pytest.mark.parametrize("code", PROBLEMS.values(), ids=PROBLEMS)
every_advice = pytest.mark.parametrize("code", [rule.code for rule in RULES.values()], ids=RULES)
every_code = pytest.mark.parametrize("code", CODES.values(), ids=CODES)
# It stands behind three hundred others.
ALWAYS_WITH = {"too-many": {"not-an-id"}}


def raw(example: str) -> bytes:
    """Return an example as bytes; a byte that is no UTF-8 is written as half a character."""
    return whole(example).encode("utf-8", "surrogateescape")


def told(example: str, code: str) -> set[str]:
    """Return the advice on an example, with a code looked for besides the usual."""
    found = {one.code for one in advise(reading(whole(example), FILE, find), [code])}
    # Examples are about the file's name only where they say so.
    return found if FILE in example else found - {"other-file-name"}


@every_problem
def test_the_text_that_breaks_a_problem_gives_that_problem_and_no_other(code: Code) -> None:
    found = {problem.code for problem in check(raw(code.breaks), FILE, find)}
    assert found == {code.id} | ALWAYS_WITH.get(code.id, set())


@every_advice
def test_the_text_that_breaks_advice_gives_that_advice_and_no_other(code: Code) -> None:
    assert told(code.breaks, code.id) == {code.id}


@every_code
def test_the_text_that_keeps_a_code_is_a_framework_without_it(code: Code) -> None:
    assert check(raw(code.keeps), FILE, find) == ()
    assert code.id not in told(code.keeps, code.id if code.id in RULES else "all")


@every_advice
def test_the_text_that_keeps_advice_gives_no_advice_at_all(code: Code) -> None:
    assert told(code.keeps, code.id) == set()


@every_code
def test_a_code_is_described_in_sentences(code: Code) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.id)
    assert re.fullmatch(r"[A-Z][^\n]*\.", code.says)
    assert code.more == "" or code.more.endswith((".", "!"))


@every_code
def test_a_code_can_be_explained_with_its_texts_and_nothing_that_a_terminal_obeys(code: Code) -> None:
    said = explain(code.id)
    assert said.startswith(f"{code.id} (")
    assert "Breaks it:" in said
    assert "Keeps it:" in said
    assert UNPRINTABLE.search(said) is None
    assert len(said.splitlines()) < 60


@every_problem
def test_what_fix_makes_of_the_text_that_breaks_a_problem_is_a_framework(code: Code) -> None:
    made = mended(code)
    assert made == "" or check(whole(made), FILE, find) == ()


def test_the_mend_of_a_slip_is_part_of_its_explanation() -> None:
    assert explain("colon-in-text").endswith(
        '--fix makes:\n\n    prompts:\n      told: "One thing first: what happened?"'
    )
    assert "--fix" not in explain("nothing-to-do")


def test_a_long_example_is_shown_in_part() -> None:
    assert len(shown("a\n" * 400).splitlines()) < 20
    assert len(shown("a" * 4_000)) < 200


def test_a_code_that_there_is_not_is_offered_its_neighbour() -> None:
    with pytest.raises(NoSuchCode, match="did you mean 'unknown-stage'"):
        explain("unknown-stag")
    with pytest.raises(NoSuchCode, match="handrail explain lists all of them"):
        explain("zzz")


def test_problems_and_advice_share_no_code() -> None:
    assert not {*PROBLEMS} & {*RULES}
    assert len(CODES) == len(PROBLEMS) + len(RULES)
