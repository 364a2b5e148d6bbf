"""Hard gates shut and are opened by settling what they hang on; soft gates advise; a voice has its own."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from tests.small_frameworks import SETTLED, small_egan

from handrail.conditions import FactTest
from handrail.framework import Framework
from handrail.framework.values import Gate
from handrail.practice import AdvisedAgainst, Refused, Session, begin


def gated(framework: Framework, gate: Gate) -> Framework:
    return attrs.evolve(framework, gates={gate.id: gate})


def test_behind_a_shut_gate_only_its_own_prompts_are_offered() -> None:
    offer = begin(small_egan()).offer()
    assert [one.id for one in offer] == ["limits", "agree"]
    assert offer.next is not None
    assert offer.next.text == "What would you say of limits?"
    assert offer.here == offer.beside == ()


def test_a_gate_opens_when_its_prompts_are_answered_and_then_work_is_offered() -> None:
    session = begin(small_egan())
    for offered in session.offer():
        session = session.answer(offered, "yes")
    assert session.state.shut == ()
    assert session.state.facts == {"limits-told": "yes", "consent": "yes"}
    assert [one.id for one in session.offer().here] == ["story", "untidied"]
    assert [one.id for one in session.offer().done] == ["limits", "agree"]


def test_what_a_host_has_settled_is_not_asked_again() -> None:
    assert [one.id for one in begin(small_egan(), known={"limits-told": True}).offer()] == ["agree"]
    assert begin(small_egan(), known=SETTLED).offer().needed == ()


def test_a_shut_gate_blocks_every_move_and_says_what_to_settle() -> None:
    session = begin(small_egan(), known={"consent": "no"})
    with pytest.raises(Refused) as refused:
        session.move("1b")
    verdict = refused.value.verdict
    assert verdict.cause == "gate"
    assert verdict.settle == ("consent", "limits-told")
    assert "not known yet: The limits of confidentiality were told (limits-told)" in verdict.reasons[0]
    assert "standing against it: The person agrees (consent)" in verdict.reasons[0]
    assert all(move.verdict.word == "blocked" for move in session.moves() if move.stage)


def test_a_shut_gate_blocks_asking_answering_and_detours_and_never_stopping() -> None:
    session = begin(small_egan())
    refusing: tuple[Callable[[], object], ...] = (
        lambda: session.ask("story"),
        lambda: session.answer("story", "x"),
        lambda: session.detour("repair"),
        lambda: session.answer("small-step", "x"),
    )
    for refused in refusing:
        with pytest.raises(Refused):
            refused()
    assert session.stop().state.status == "stopped"
    assert session.interrupt().state.status == "suspended"
    assert session.skip("story").state.stage == "1a"


def test_nobody_asks_consent_of_himself() -> None:
    session = begin(small_egan(), voice="self")
    assert session.state.shut == ()
    assert [one.id for one in session.offer()] == ["story", "untidied"]


def test_a_gate_that_shuts_again_is_told() -> None:
    session = begin(small_egan(), known=SETTLED).know("consent", "no")
    assert session.state.shut == ("ethics",)
    assert [notice.code for notice in session.notices] == ["gate-shut"]
    with pytest.raises(Refused):
        session.answer("story", "x")


def test_nobody_is_asked_twice_for_what_they_declined_and_may_still_change_their_mind() -> None:
    session = begin(small_egan(), known={"limits-told": "yes"})
    declined = session.answer("agree", "no")
    assert declined.offer().next is None
    assert declined.answer("agree", "yes").offer().next is not None
    assert session.skip("agree").offer().next is None


def test_a_text_that_settles_nothing_is_kept_and_the_gate_goes_on_asking() -> None:
    session = begin(small_egan(), known={"limits-told": "yes"}).answer("agree", "well, perhaps")
    assert [one.id for one in session.offer()] == ["agree"]
    assert session.notices[0].code == "unsettled"
    assert "yes or no" in session.notices[0].text
    assert session.said()[-1].text == "well, perhaps"


def test_what_settled_nothing_may_be_let_be_afterwards() -> None:
    session = begin(small_egan()).answer("limits", "hm")
    assert [one.id for one in session.offer()] == ["limits", "agree"]
    session = session.skip("limits")
    assert [one.id for one in session.offer()] == ["agree"]
    assert session.said()[-1].text == "hm"


def test_a_gate_without_prompts_says_what_to_settle() -> None:
    gate = Gate("quiet", "hard", FactTest("consent", "is", "yes"), before=("anywhere",))
    session = begin(gated(small_egan(), gate))
    assert session.offer().needed == ()
    assert session.offer().next is None
    assert session.moves()[0].verdict.settle == ("consent",)


def test_a_hard_gate_before_one_stage_holds_that_stage_alone() -> None:
    gate = Gate("ready", "hard", FactTest("consent", "is", "yes"), before=("2",))
    session = begin(gated(small_egan(), gate))
    assert session.state.shut == ()
    assert session.move("1b").state.stage == "1b"
    for stage in ("2a", "2b"):
        with pytest.raises(Refused):
            session.move(stage)
    with pytest.raises(Refused):
        session.answer("goal", "x")
    assert session.know("consent", "yes").move("2b").state.stage == "2b"


def test_beginning_behind_a_hard_gate_does_not_open_it() -> None:
    prompts = small_egan().gates["ethics"].prompts
    gate = Gate("ready", "hard", FactTest("consent", "is", "yes"), before=("2",), prompts=prompts)
    session = begin(gated(small_egan(), gate), stage="2b")
    assert [one.id for one in session.offer().needed] == ["limits", "agree"]
    with pytest.raises(Refused):
        session.answer("goal", "x")
    assert session.move("1a").answer("story", "x").state.stage == "1a"


def test_a_challenge_is_better_not_put_where_a_soft_gate_stands_before_challenges() -> None:
    session = begin(small_egan(), known={**SETTLED, "goal-disagreed": "yes"}, stage="2b")
    offer = session.offer()
    assert [one.id for one in offer.here] == ["goal"]
    assert [(one.id, one.code) for one in offer.left_out] == [("goal-doubt", "advised-against")]
    with pytest.raises(AdvisedAgainst):
        session.ask("goal-doubt")
    with pytest.raises(AdvisedAgainst):
        session.answer("goal-doubt", "x")
    asked = session.ask("goal-doubt", because="she asked to be tested")
    assert asked.answer("goal-doubt", "x").state.was("goal-doubt") == "answered"
    assert asked.answer("goal-doubt", "x").answer("goal-doubt", "y").state.was("goal-doubt") == "answered"


def test_answering_in_another_stage_goes_there_under_the_same_verdict() -> None:
    session: Session = begin(small_egan(), known={**SETTLED, "goal-disagreed": "yes"})
    with pytest.raises(AdvisedAgainst):
        session.answer("other-side", "x")
    assert session.answer("goal", "x").state.stage == "2b"
    there = session.move("1b", because="asked for").ask("other-side", because="asked for")
    assert there.answer("other-side", "x").state.stage == "1b"


def test_answering_on_a_strand_or_by_a_gate_moves_nobody() -> None:
    session = begin(small_egan(), known=SETTLED, stage="2b")
    assert session.answer("small-step", "call her").state.stage == "2b"
    assert session.answer("agree", "yes").state.stage == "2b"


def test_unknown_never_advises_against() -> None:
    assert begin(small_egan(), known=SETTLED).move("1b").state.stage == "1b"


def test_behind_a_shut_gate_that_has_nothing_left_to_ask_every_prompt_says_why() -> None:
    session = begin(small_egan(), known={"consent": "no", "limits-told": "yes"})
    offer = session.offer()
    assert [*offer] == [*offer.here] == [*offer.beside] == []
    assert [(one.id, one.code) for one in offer.left_out] == [("story", "blocked"), ("untidied", "blocked")]
    assert "standing against it: The person agrees (consent)" in offer.left_out[0].reason
    assert offer.minutes is None
    assert session.offer(strand="action").left_out[0].code == "blocked"


def test_behind_a_gate_before_a_stage_that_asks_nothing_the_stage_says_why_and_nothing_is_offered() -> None:
    trusted = Gate(
        "trust", title="Trust", kind="hard", before=("1c",), holds=FactTest("goal-disagreed", "is", "no")
    )
    framework = gated(small_egan(), trusted)
    session = begin(framework, stage="1a", known=SETTLED)
    assert [one.id for one in session.offer()] == ["story", "untidied"]
    there = begin(framework, stage="1a", known={**SETTLED, "goal-disagreed": "no"}).move("1c")
    offer = there.know("goal-disagreed", "yes").offer()
    assert [*offer] == [*offer.beside] == []
    assert [(one.id, one.code) for one in offer.left_out] == [("what-counts", "blocked")]
    assert "the gate 'Trust' is shut" in offer.left_out[0].reason
