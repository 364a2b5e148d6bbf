"""Advice: where it stands, what it leaves alone, and how an author allows what it is about."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.authoring.strategies import ACCEPTED, SHIPPED, hostile

import handrail
from handrail.authoring import Problem, read, reading
from handrail.authoring.advice import RULES, NoSuchAdvice, advise, review
from handrail.authoring.advice.conditions import foregone
from handrail.cataloguing import file_of, find_from
from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, holds
from handrail.errors import FrameworkError
from handrail.framework.values import Fact

HEAD = "framework: f\ntitle: F\npurpose: reflection\n"
LEADING = HEAD + 'voices: [helper]\nprompts:\n  told: What happened?\n  angry: "Weren\'t you angry?"\n'


def advice(text: str, *select: str, file: str = "f.yaml") -> tuple[Problem, ...]:
    return advise(reading(text, file, handrail.load), select)


def codes(text: str, *select: str) -> list[str]:
    return [one.code for one in advice(text, *select)]


def allowing(comment: str, text: str = LEADING) -> str:
    """Return a text with a comment above its last prompt."""
    return text.replace("  angry:", f"  {comment}\n  angry:")


# -- what it says ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_shipped_framework_has_advice_left(path: Path) -> None:
    file = file_of(str(path))
    assert [*map(str, advise(reading(file.read_bytes(), str(file), find_from(file))))] == []


def test_advice_reads_as_a_problem_that_says_it_is_advice() -> None:
    [one] = advice(LEADING)
    assert str(one) == (
        "f.yaml:7:3: advice: 'Weren't you angry?' leads to an answer; ask so that another one is as easy [leads]\n"
        ' 7 |   angry: "Weren\'t you angry?"\n'
        "   |   ^"
    )
    assert (one.severity, one.code) == ("advice", "leads")


@pytest.mark.parametrize("path", [*ACCEPTED, *SHIPPED], ids=lambda path: path.stem)
def test_every_advice_stands_inside_the_text_in_its_order_and_says_what_to_do(path: Path) -> None:
    file = file_of(str(path))
    text = file.read_bytes().decode("utf-8-sig")
    found = advise(reading(text, file.name, find_from(file)), ["all"])
    lines = text.splitlines()
    for one in found:
        assert lines[one.line - 1] == one.excerpt
        assert 1 <= one.column <= len(one.excerpt) + 1
        assert ";" in one.message
        assert one.message[-1] not in ".:;,"
    assert [(one.line, one.column) for one in found] == sorted((one.line, one.column) for one in found)


@given(hostile)
def test_a_framework_that_can_be_read_can_be_advised_on(text: str) -> None:
    try:
        got = reading(text, "f.yaml")
    except FrameworkError:
        return
    for one in advise(got, ["all"]):
        assert 1 <= one.line <= text.count("\n") + text.count("\r") + 1


def test_line_ends_change_no_place_of_advice() -> None:
    plain = [(one.line, one.column, one.code) for one in advice(allowing("# allow two-questions"))]
    assert len(plain) == 2
    for end in ("\r\n", "\r"):
        changed = advice(allowing("# allow two-questions").replace("\n", end))
        assert [(one.line, one.column, one.code) for one in changed] == plain


def test_where_there_is_nothing_to_tell_the_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "places", lambda _: pytest.fail("a second pass over the text"))
    assert advice(HEAD + "prompts: {told: Hello}\n") == ()


def test_what_was_taken_is_advised_on_where_it_was_written_and_nowhere_else() -> None:
    other = read(LEADING.replace("framework: f", "framework: other"))
    text = HEAD + "voices: [helper]\nstages:\n  s:\n    take: [other/angry]\n"
    assert advise(reading(text, "f.yaml", {"other": other}.get)) == ()


def test_what_is_inherited_is_advised_on_where_it_was_written_and_what_is_changed_here() -> None:
    base = read(LEADING.replace("framework: f", "framework: base"))
    plain = "framework: f\nextends: base\n"
    for more, told in (
        ("", []),
        ("prompts:\n  new: Hello\n", []),
        ("prompts:\n  angry: {how: One line.}\n", []),
        ("prompts:\n  new: Surely it is?\n", [(4, 3)]),
        ("prompts:\n  told:\n    helper: Surely it is?\n", [(5, 5)]),
    ):
        found = advise(reading(plain + more, "f.yaml", {"base": base}.get))
        assert [(one.line, one.column) for one in found] == told


def test_wording_in_another_language_is_left_alone() -> None:
    assert codes(LEADING) == ["leads"]
    assert codes(f"language: en-GB\n{LEADING}") == ["leads"]
    assert codes(f"language: sv\n{LEADING}") == []


def test_what_is_not_usual_is_told_when_asked_for() -> None:
    assert codes(HEAD + "prompts:\n  told: What happened?\n", "no-minutes") == ["no-minutes"]
    assert codes(HEAD + "prompts:\n  told: What happened?\n", "all") == ["no-minutes", "no-source"]
    assert advise(reading(LEADING, "f.yaml"), ignore=["leads"]) == ()
    assert advise(reading(LEADING, "f.yaml"), select=["all"], ignore=["all"]) == ()


def test_a_code_that_there_is_not_is_told() -> None:
    with pytest.raises(NoSuchAdvice, match="did you mean 'leads'"):
        advice(LEADING, "leds")


def test_few_rules_are_left_to_be_asked_for_and_each_has_a_reason_in_its_text() -> None:
    assert {id for id, rule in RULES.items() if not rule.code.usual} == {
        "stage-without-voice",
        "no-minutes",
        "no-source",
        "hard-to-read",
    }


# -- wording -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("You should rest.", "advises"),
        ("I think you need to rest.", "advises"),
        ("You have to let it go.", "advises"),
        ("Have you considered ringing her?", "advises"),
        ("You seem depressed.", "diagnoses"),
        ("How long have you been in denial, now that you are in denial?", "diagnoses"),
        ("You were angry, weren't you?", "leads"),
        ("Surely it was not your fault?", "leads"),
        ("It was hard, right?", "leads"),
        ("Why? And then?", "two-questions"),
        ("This is strictly confidential.", "promises-secrecy"),
        ("Nobody will ever know.", "promises-secrecy"),
        ("This stays between us.", "promises-secrecy"),
        ("What was her full name?", "identifies"),
        ("Write the patient's initials.", "identifies"),
        ("word " * 41, "too-long-to-hear"),
    ],
)
def test_a_wording_that_a_supervisor_would_stop_at_is_told(text: str, code: str) -> None:
    assert codes(HEAD + f'voices: [helper]\nprompts:\n  a: "{text}"\n') == [code]


@pytest.mark.parametrize(
    "text",
    [
        "What would you have to give up?",
        "What have you tried so far?",
        "Is there anything that you have to do first?",
        "What isn't working?",
        "What can't you say to her?",
        "How is it between us now?",
        "What you say is confidential within limits.",
        "This is strictly confidential, unless somebody may come to harm.",
        "What name would you give to this feeling?",
        "When I suggest something, how is that for you?",
        "word " * 40,
    ],
)
def test_a_wording_that_only_looks_like_it_is_left_alone(text: str) -> None:
    assert codes(HEAD + f'voices: [helper]\nprompts:\n  a: "{text}"\n') == []


# -- conditions --------------------------------------------------------------------------------------------------------

FACTS = {
    "a": Fact("a"),
    "b": Fact("b", one_of=("x", "y", "z")),
    "c": Fact("c", scale=(0, 4)),
    "d": Fact("d", some_of=("p", "q")),
}
single = st.one_of(
    st.builds(FactTest, st.just("a"), st.sampled_from(["is", "is_not"]), st.sampled_from(["yes", "no"])),
    st.builds(FactTest, st.just("b"), st.sampled_from(["is", "is_not"]), st.sampled_from(["x", "y", "z"])),
    st.builds(
        FactTest,
        st.just("c"),
        st.sampled_from(["at_least", "at_most"]),
        st.sampled_from([0.0, 1.0, 2.0, 4.0]),
    ),
    st.builds(FactTest, st.just("d"), st.just("includes"), st.sampled_from(["p", "q"])),
)
trees: st.SearchStrategy[Condition] = st.recursive(
    single,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@given(trees)
def test_a_condition_is_called_foregone_when_no_values_make_it_otherwise(condition: Condition) -> None:
    every = product(["yes", "no"], ["x", "y", "z"], [n / 4 for n in range(17)], [("p",), ("q",), ("p", "q")])
    outcomes = {holds(condition, dict(zip("abcd", case, strict=True)), {}) for case in every}
    assert foregone(condition, FACTS) == (outcomes.pop() if len(outcomes) == 1 else None)


# -- allowing ----------------------------------------------------------------------------------------------------------


def test_what_is_allowed_with_a_reason_is_not_told() -> None:
    assert codes(allowing("# allow leads: he said so himself")) == []


@pytest.mark.parametrize(
    "above", ["# allow leads: all of this is a role play\n", "\n#allow  leads :so be it\n\n"]
)
def test_above_the_first_key_it_is_about_the_whole_file(above: str) -> None:
    assert codes(above + LEADING) == []


def test_it_is_about_all_that_the_key_under_it_holds_and_nothing_beside() -> None:
    text = LEADING.replace("prompts:", "# allow leads: a role play\nprompts:")
    assert codes(text) == []
    aside = LEADING.replace("  told:", "  # allow leads: a role play\n  told:")
    assert codes(aside) == ["allow-in-vain", "leads"]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# allow leads", "this allows 'leads' without a reason; write it behind a colon"),
        ("# allow leads:", "this allows 'leads' without a reason; write it behind a colon"),
        ("# allow leds: so", "no advice is called 'leds'; did you mean 'leads'?"),
        (
            "# allow tab: so",
            "'tab' is a problem and cannot be allowed; mend what it is about, and take this out",
        ),
        ("# allow advises: so", "nothing below needs 'advises' to be allowed; take this out"),
    ],
)
def test_a_comment_that_allows_nothing_is_advice_itself(comment: str, said: str) -> None:
    told = [one for one in advice(allowing(comment)) if one.code == "allow-in-vain"]
    assert [(one.line, one.column, one.message) for one in told] == [(7, 3, said)]


def test_what_nobody_looked_for_may_stay_allowed() -> None:
    assert codes(allowing("# allow no-minutes: a conversation has none")) == ["leads"]
    assert (
        codes(allowing("# allow no-minutes: a conversation has none"), "no-minutes").count("no-minutes") == 1
    )


def test_behind_the_last_key_there_is_nothing_to_allow() -> None:
    assert codes(LEADING + "# allow leads: too late\n") == ["leads", "allow-in-vain"]


def test_inside_a_text_it_is_the_author_s_word_and_no_comment() -> None:
    text = LEADING.replace("  angry:", "  said: |\n    Hello\n    # allow leads: here\n  angry:")
    assert codes(text) == ["leads"]
