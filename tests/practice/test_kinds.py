"""An order between kinds of prompt: listening comes before challenge, and one thing at a time; both only advise."""

from __future__ import annotations

import json
from collections.abc import Mapping

import attrs
import pytest
from tests.small_frameworks import SETTLED, prompt, small_egan, stage

import handrail
from handrail.authoring import read
from handrail.framework import Framework
from handrail.framework.values import KindRule
from handrail.practice import AdvisedAgainst, Session, begin
from handrail.practice.identity import digests

LISTEN = KindRule("challenge", after=("question", "statement"), otherwise="listen first")
ALONE = KindRule("question", alone=True)


def ordered(*rules: KindRule) -> Framework:
    """Return the small Egan with rules for kinds of prompt."""
    return attrs.evolve(small_egan(), kinds={rule.id: rule for rule in rules})


def test_a_challenge_is_better_put_after_listening() -> None:
    session = begin(ordered(LISTEN), known=SETTLED, stage="2b")
    offer = session.offer()
    assert [one.id for one in offer.here] == ["goal"]
    assert [(one.id, one.code) for one in offer.left_out] == [("goal-doubt", "advised-against")]
    said = "this is a challenge, and a question or a statement is better answered before it: listen first"
    assert offer.left_out[0].reason == said
    with pytest.raises(AdvisedAgainst, match="listen first"):
        session.ask("goal-doubt")
    with pytest.raises(AdvisedAgainst, match="listen first"):
        session.answer("goal-doubt", "x")
    assert session.events[1:] == ()
    heard = session.answer("goal", "to sleep again")
    assert [one.id for one in heard.offer().here] == ["goal-doubt"]
    assert heard.ask("goal-doubt").waiting is not None


def test_whoever_says_why_challenges_all_the_same_and_it_is_kept() -> None:
    session = begin(ordered(LISTEN), known=SETTLED, stage="2b").ask("goal-doubt", because="she asked for it")
    assert session.events[-1].verdict == "advised_against"  # type: ignore[union-attr]  # it was asked
    assert session.answer("goal-doubt", "x").answer("goal-doubt", "y").state.was("goal-doubt") == "answered"


def test_neither_skipping_nor_what_opens_a_gate_counts_as_listening() -> None:
    session = begin(ordered(LISTEN), stage="2b")
    for offered in session.offer():
        session = session.answer(offered, "yes")
    assert session.state.shut == ()
    with pytest.raises(AdvisedAgainst):
        session.ask("goal-doubt")
    with pytest.raises(AdvisedAgainst):
        session.skip("goal").ask("goal-doubt")


def test_one_question_at_a_time_and_answering_is_never_advised_against() -> None:
    session = begin(ordered(ALONE), known=SETTLED).ask("story")
    offer = session.offer()
    assert [one.id for one in offer.here] == ["story"]
    assert [(one.id, one.code) for one in offer.left_out] == [
        ("untidied", "advised-against"),
        ("small-step", "advised-against"),
    ]
    assert "an answer to 'story' is awaited" in offer.left_out[0].reason
    with pytest.raises(AdvisedAgainst):
        session.ask("small-step")
    assert session.ask("story").waiting == session.waiting
    assert session.answer("small-step", "call her").state.was("small-step") == "answered"
    assert session.answer("story", "x").ask("small-step").waiting is not None
    assert session.skip("story").ask("small-step").waiting is not None
    both = session.ask("small-step", because="she asked for it")
    assert both.waiting is not None
    assert both.waiting.id == "small-step"


def test_other_kinds_may_be_put_while_a_question_waits() -> None:
    session = begin(ordered(ALONE), known=SETTLED, stage="2b").ask("goal")
    assert session.ask("goal-doubt").waiting is not None


def test_the_prompts_of_a_gate_are_never_kept_waiting() -> None:
    session = begin(ordered(ALONE, KindRule("statement", after=("question",), alone=True)))
    asked = session.ask("limits").ask("agree")
    assert [one.id for one in asked.offer()] == ["limits", "agree"]


def test_on_a_detour_the_order_is_silent_and_one_thing_at_a_time_still_holds() -> None:
    challenge, other = (
        prompt("alliance/what-happened", kind="challenge"),
        prompt("alliance/else", kind="challenge"),
    )
    stages = {**small_egan().every_stage}
    stages["alliance/notice"] = stage("alliance/notice", challenge, other, parent="alliance/repair")
    framework = attrs.evolve(ordered(attrs.evolve(LISTEN, alone=True)), every_stage=stages)
    session = begin(framework, known=SETTLED).detour("repair").ask("what-happened")
    with pytest.raises(AdvisedAgainst, match="is awaited"):
        session.ask("else")


def test_rules_belong_to_the_structure_and_their_words_to_the_wording() -> None:
    plain = small_egan()
    assert digests(attrs.evolve(plain, kinds={})) == digests(plain)
    assert digests(ordered(LISTEN)).structure != digests(plain).structure
    reworded = digests(ordered(attrs.evolve(LISTEN, otherwise="wait")))
    assert reworded.structure == digests(ordered(LISTEN)).structure
    assert reworded.wording != digests(ordered(LISTEN)).wording


def test_a_record_keeps_the_rules() -> None:
    session = begin(ordered(LISTEN, ALONE), known=SETTLED).ask("story")
    back = Session.from_record(json.loads(json.dumps(session.to_record())))
    assert back.framework.kinds == session.framework.kinds
    assert back.offer() == session.offer()


def test_the_brief_tells_the_order_of_asking() -> None:
    text = begin(ordered(LISTEN, ALONE), known=SETTLED).brief().text
    assert "- a challenge: after a question or a statement was answered" in text
    assert "- a question: not while another prompt waits for its answer" in text


# -- as it is written ------------------------------------------------------------------------------------------------

PACK = """
framework: pack
title: Pack
purpose: reference
kinds:
  challenge: {after: question}
  exercise: {alone: yes}
"""


def taking(own: str) -> Mapping[str, KindRule]:
    """Return the rules of a text that takes those of the pack."""
    text = "framework: f\ntitle: F\npurpose: reflection\nprompts: {a: Hello}\nuses: {pack: kinds}\n"
    return read(text + own, find={"pack": read(PACK)}.get).kinds


def test_rules_are_taken_whole_and_an_entry_of_ones_own_wins() -> None:
    assert taking("") == {
        "challenge": KindRule("challenge", after=("question",)),
        "exercise": KindRule("exercise", alone=True),
    }
    assert taking("kinds: {challenge: {alone: yes}}\n")["challenge"] == KindRule("challenge", alone=True)


def test_egan_listens_before_it_challenges() -> None:
    egan = handrail.load("egan")
    assert egan.kinds == {
        id: attrs.evolve(rule, confidence="proposed") for id, rule in handrail.load("alliance").kinds.items()
    }
    settled = dict.fromkeys(("helper-nature-told", "limits-told", "human-route-named", "consent"), "yes")
    session = handrail.begin(egan, voice="helper", stage="1b", known={**settled, "emergency": "no"})
    assert "two-sides" in {one.id for one in session.offer().left_out}
    heard = session.answer("story-start", "It began in spring.").move("1b")
    assert "two-sides" in {one.id for one in heard.offer().here}
