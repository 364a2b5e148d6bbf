"""What is offered: of a stage, for a whole sitting, and what was left out with its reason."""

from __future__ import annotations

import attrs
import pytest
from tests.small_frameworks import SETTLED, prompt, small_egan, small_johns, stage

from handrail.conditions import FactTest
from handrail.practice import Refused, Session, begin
from handrail.practice.offers import Offer
from handrail.prompts import PromptSet


def ids(prompts: object) -> list[str]:
    return [one.id for one in prompts]  # type: ignore[attr-defined]


def egan_with(*prompts: object, **more: object) -> Session:
    framework = small_egan()
    held = stage("1a", *prompts, parent="1")  # type: ignore[arg-type]
    framework = attrs.evolve(framework, every_stage={**framework.every_stage, "1a": held})
    return begin(framework, known={**SETTLED, **more})


def test_an_offer_holds_the_prompts_of_the_stage_and_the_strands_beside() -> None:
    offer = begin(small_egan(), known=SETTLED).offer()
    assert ids(offer) == ids(offer.here) == ["story", "untidied"]
    assert ids(offer.beside) == ["small-step"]
    assert len(offer) == 2
    assert offer.minutes is None


def test_a_strand_is_offered_when_asked_for() -> None:
    session = begin(small_egan(), known=SETTLED)
    assert ids(session.offer(strand="action")) == ["small-step"]
    with pytest.raises(Refused, match="no strand is called '1a'"):
        session.offer(strand="1a")


def test_a_prompt_is_put_in_the_words_of_the_framework_and_the_host() -> None:
    framework = small_egan()
    told = prompt("told", how="Of <person> only.")
    told = attrs.evolve(told, wordings={"helper": "What did <person> say, and <nobody>?"})
    held = stage("1a", told, parent="1")
    framework = attrs.evolve(framework, every_stage={**framework.every_stage, "1a": held})
    assert begin(framework, known=SETTLED).offer().here[0].text == "What did the client say, and <nobody>?"
    own = begin(framework, known=SETTLED, terms={"person": "your son"}).offer().here[0]
    assert own.text == "What did your son say, and <nobody>?"
    assert own.how == "Of your son only."


def test_a_term_that_the_framework_does_not_leave_open_is_refused() -> None:
    with pytest.raises(Refused, match="no term is called 'persn'; did you mean 'person'"):
        begin(small_egan(), terms={"persn": "x"})


def test_what_is_done_leaves_the_offer_and_stands_in_done() -> None:
    session = begin(small_egan(), known=SETTLED)
    offer = session.answer("story", "x").skip("untidied").offer()
    assert offer.here == ()
    assert offer.next is None
    assert [(one.id, one.was) for one in offer.done] == [("story", "answered"), ("untidied", "skipped")]
    assert offer.left_out == ()


def test_what_was_skipped_may_be_taken_up_again_and_what_was_answered_stays_answered() -> None:
    session = begin(small_egan(), known=SETTLED).skip("story").answer("story", "after all")
    assert session.state.was("story") == "answered"
    assert session.skip("story").state.was("story") == "answered"


def test_what_builds_on_a_skipped_prompt_is_left_out() -> None:
    offer = begin(small_egan(), known=SETTLED).skip("story").offer()
    assert offer.here == ()
    assert [(one.id, one.code) for one in offer.left_out] == [("untidied", "needs")]


def test_what_a_prompt_builds_on_comes_first_whatever_the_order_of_the_file() -> None:
    session = egan_with(prompt("change", needs=("power",)), prompt("power"))
    assert ids(session.offer()) == ["power", "change"]


def test_prompts_that_need_each_other_are_left_out_and_nothing_hangs() -> None:
    session = egan_with(prompt("a", needs=("b",)), prompt("b", needs=("a",)), prompt("c"))
    assert ids(session.offer()) == ["c"]
    assert {one.code for one in session.offer().left_out} == {"needs"}


def test_a_thousand_prompts_that_build_on_one_another_are_offered_in_order() -> None:
    many = [prompt(f"p{n}", needs=(f"p{n - 1}",) if n else ()) for n in range(1000)]
    assert ids(egan_with(*many).offer()) == [one.id for one in many]


def test_a_prompt_for_certain_cases_is_offered_only_then() -> None:
    only = prompt("with-whom", only_if=FactTest("mood", "is", "low"))
    assert [one.code for one in egan_with(only).offer().left_out] == ["unknown"]
    left = egan_with(only, mood="good").offer().left_out[0]
    assert (left.code, left.reason) == ("not-so", "this is for when mood is low, and that is not so")
    assert ids(egan_with(only, mood="low").offer()) == ["with-whom"]


def test_a_preface_comes_first_and_what_is_for_later_is_put_off() -> None:
    session = egan_with(prompt("a"), prompt("settle", sitting="preface"), prompt("draw", sitting="later"))
    assert ids(session.offer()) == ["settle", "a"]
    assert [(one.id, one.code) for one in session.offer().later] == [("draw", "sitting")]


def test_a_voice_is_offered_what_it_has_words_for() -> None:
    alone = attrs.evolve(prompt("alone"), wordings={"self": "What would I say?"})
    assert ids(egan_with(alone, prompt("both")).offer()) == ["both"]
    with pytest.raises(Refused, match="no wording in the voice 'helper'"):
        egan_with(alone).ask("alone")


def test_a_framework_with_a_rule_is_offered_whole_for_the_sitting() -> None:
    session = begin(small_johns(), minutes=11)
    offer = session.offer()
    assert ids(offer) == ["settle", "describe", "effect", "best", "insight", "feel-now"]
    assert [(one.id, one.code) for one in offer.left_out] == [("past", "no-time")]
    assert offer.minutes == pytest.approx(11)
    assert offer.here[1].because
    assert ids(offer.later) == ["draw"]


def test_the_budget_is_chosen_once_and_what_is_done_is_not_left_out() -> None:
    session = begin(small_johns(), minutes=11)
    for offered in session.offer():
        session = session.answer(offered, "x")
    assert session.state.stage == "closing"
    assert ids(session.offer().left_out) == ["past"]
    assert session.offer().minutes == pytest.approx(11)


def test_without_minutes_nothing_is_left_out_and_no_budget_is_assumed() -> None:
    offer = begin(small_johns()).offer()
    assert ids(offer) == ["settle", "describe", "effect", "best", "past", "insight", "feel-now"]
    assert offer.left_out == ()
    assert offer.minutes == 15 + 4 * 4 + 2


def test_what_closes_a_sitting_stays_last_whatever_is_skipped() -> None:
    session = begin(small_johns(), minutes=11)
    while (offered := session.offer().next) is not None:
        last = offered.id
        session = session.skip(offered)
    assert last == "feel-now"


def test_another_budget_is_another_choice() -> None:
    session = begin(small_johns(), minutes=11).replan(40)
    assert "past" in ids(session.offer())
    assert session.offer().left_out == ()


def test_under_the_floor_nothing_is_chosen_and_another_framework_is_named() -> None:
    offer = begin(small_johns(), minutes=5).offer()
    assert offer.here == ()
    assert offer.instead == ("driscoll",)
    assert {one.code for one in offer.left_out} == {"floor"}


def test_a_budget_that_is_none_is_refused() -> None:
    for minutes in (-1, float("nan"), float("inf"), "20", True):
        with pytest.raises(Refused, match="a number of minutes"):
            begin(small_johns(), minutes=minutes)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="no occasion is called 'eror'"):
        begin(small_johns(), occasion="eror")
    with pytest.raises(Refused, match="no familiarity is called 'novise'; did you mean 'novice'"):
        begin(small_johns(), familiarity="novise")


def test_no_repr_shows_a_wording() -> None:
    session = begin(small_egan(), known=SETTLED)
    assert "What would" not in repr(session.offer())
    assert "What would" not in repr(session.ask("story").events)


def test_an_offer_of_nothing_is_empty() -> None:
    assert [*Offer()] == []
    assert Offer().next is None


def test_a_prompt_set_may_be_answered_and_moves_nobody() -> None:
    framework = attrs.evolve(small_egan(), prompt_sets={"more": PromptSet((prompt("power"),), "more")})
    session = begin(framework, known=SETTLED, stage="2b").answer("power", "x")
    assert session.state.stage == "2b"
    assert [one.id for one in session.offer().done] == ["power"]


def test_a_chain_of_needs_written_backwards_is_turned_round() -> None:
    many = [prompt(f"p{n}", needs=(f"p{n + 1}",) if n < 2000 else ()) for n in range(2001)]
    assert ids(egan_with(*many).offer()) == [one.id for one in reversed(many)]


def test_what_a_strand_leaves_out_is_told_with_its_reason() -> None:
    framework = small_egan()
    calm = FactTest("consent", "is", "no")
    held = stage(
        "action",
        prompt("small-step", only_if=calm),
        prompt("after-that", needs=("small-step",)),
        prompt("whenever"),
        prompt("some-day", sitting="later"),
        strand=True,
    )
    framework = attrs.evolve(framework, every_stage={**framework.every_stage, "action": held})
    offer = begin(framework, known=SETTLED).offer()
    assert ids(offer.beside) == ["whenever"]
    assert [(one.id, one.code) for one in offer.left_out] == [
        ("small-step", "not-so"),
        ("after-that", "needs"),
    ]
    assert [(one.id, one.code) for one in offer.later] == [("some-day", "sitting")]
