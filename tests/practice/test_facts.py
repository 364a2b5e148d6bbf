"""What a session knows: values that are checked, texts that are read and never guessed."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_frameworks import SETTLED, prompt, small_egan, stage

from handrail.framework.values import Fact
from handrail.practice import Refused, Session, begin
from handrail.practice.facts import fits, read, taken

YES_NO = Fact("consent")
MOOD = Fact("mood", one_of=("low", "fair", "good"))
SUPPORTS = Fact("supports", some_of=("family", "friends", "work"))
CHECK_IN = Fact("check-in", scale=(0, 10))


def asking(fact: str, choices: dict[str, str] | None = None) -> Session:
    framework = small_egan()
    held = stage("1a", prompt("it", asks=fact, choices=choices or {}), parent="1")
    return begin(attrs.evolve(framework, every_stage={**framework.every_stage, "1a": held}), known=SETTLED)


@pytest.mark.parametrize(
    ("fact", "value", "kept"),
    [
        (YES_NO, True, "yes"),
        (YES_NO, "no", "no"),
        (MOOD, "fair", "fair"),
        (SUPPORTS, ["work", "family"], ("family", "work")),
        (SUPPORTS, "work", ("work",)),
        (CHECK_IN, 0, 0),
        (CHECK_IN, 7.5, 7.5),
        (YES_NO, None, ""),
    ],
)
def test_a_value_is_kept_as_the_fact_has_it(fact: Fact, value: object, kept: object) -> None:
    assert taken(fact, value) == kept
    assert kept == "" or fits(fact, kept)


@pytest.mark.parametrize(
    ("fact", "value", "said"),
    [
        (YES_NO, "maybe", "'consent' is yes or no"),
        (MOOD, "god", "is low, fair or good; did you mean 'good'"),
        (SUPPORTS, ["dog"], "is some of family, friends and work"),
        (SUPPORTS, [], "some of"),
        (CHECK_IN, 11, "is a number from 0 to 10"),
        (CHECK_IN, float("nan"), "is a number from 0 to 10"),
        (CHECK_IN, True, "is a number from 0 to 10"),
        (YES_NO, ["yes"], "is yes or no"),
    ],
)
def test_any_other_value_is_refused_with_the_choices(fact: Fact, value: object, said: str) -> None:
    with pytest.raises(Refused, match=said):
        taken(fact, value)


def test_a_value_that_is_refused_is_not_repeated() -> None:
    with pytest.raises(Refused) as refused:
        begin(small_egan(), known={"consent": "I would rather not say"})
    assert "rather" not in str(refused.value)


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (YES_NO, " YES ", "yes"),
        (YES_NO, "yes, but", ""),
        (YES_NO, "", ""),
        (MOOD, "Fair", "fair"),
        (SUPPORTS, "work,  Friends", ("friends", "work")),
        (SUPPORTS, "work, the dog", ""),
        (SUPPORTS, "3,1", ("family", "work")),
        (SUPPORTS, "2, work", ("friends", "work")),
        (SUPPORTS, "4", ""),
        (SUPPORTS, "1,", ""),
        (SUPPORTS, ",".join(["1"] * 20_000), ("family",)),
        (MOOD, "2", "fair"),
        (MOOD, "0", ""),
        (YES_NO, "1", ""),
        (CHECK_IN, "7", 7),
        (CHECK_IN, "7,5", 7.5),
        (CHECK_IN, "11", ""),
        (CHECK_IN, "nan", ""),
        (CHECK_IN, "seven", ""),
    ],
)
def test_a_text_is_a_value_only_when_it_is_exactly_one(fact: Fact, text: str, value: object) -> None:
    assert read(fact, prompt("it"), text) == value


def test_the_words_of_a_choice_are_as_good_as_its_value() -> None:
    session = asking("consent", {"yes": "I agree, of my own will", "no": "Not now"})
    assert session.answer("it", "i agree, of my  own will").state.facts["consent"] == "yes"


def test_choices_may_hold_commas_and_are_numbered_as_they_are_listed() -> None:
    worded = prompt("it", choices={"work": "those at work, if any", "family": "at work, the family"})
    for text, value in (
        ("those at work, if any", ("work",)),
        ("those at work, if any, at work, the family", ("family", "work")),
        ("Friends,those at work,  if any", ("friends", "work")),
        ("1", ("work",)),
        ("2", ("family",)),
        ("3", ""),
        ("those at work", ""),
    ):
        assert read(SUPPORTS, worded, text) == value
    assert read(attrs.evolve(MOOD, one_of=("2", "1")), prompt("it"), "1") == "1"


@given(st.text(max_size=20))
def test_no_text_makes_reading_it_fail_or_gives_a_value_that_does_not_fit(text: str) -> None:
    for fact in (YES_NO, MOOD, SUPPORTS, CHECK_IN):
        value = read(fact, prompt("it"), text)
        assert value == "" or fits(fact, value)


def test_an_answer_that_settles_nothing_is_kept_and_says_so() -> None:
    session = asking("mood").answer("it", "hard to say")
    assert session.said()[-1].text == "hard to say"
    assert "mood" not in session.state.facts
    assert session.notices[0].text == (
        "the answer is kept, and it is still not known: mood. It is low, fair or good"
    )
    assert session.answer("it", "low").notices == ()


def test_an_answer_may_bring_its_value_with_it() -> None:
    assert asking("mood").answer("it", "like lead", value="low").state.facts["mood"] == "low"
    with pytest.raises(Refused):
        asking("mood").answer("it", "like lead", value="heavy")
    with pytest.raises(Refused, match="asks for no fact"):
        begin(small_egan(), known=SETTLED).answer("story", "x", value="yes")


def test_a_fact_may_become_unknown_again() -> None:
    session = begin(small_egan(), known={**SETTLED, "check-in": 0})
    assert session.state.facts["check-in"] == 0
    assert "check-in" not in session.know("check-in", None).state.facts


def test_an_unknown_fact_is_refused_with_its_neighbour() -> None:
    with pytest.raises(Refused, match="no fact is called 'konsent'; did you mean 'consent'"):
        begin(small_egan(), known={"konsent": "yes"})
