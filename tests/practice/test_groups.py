"""Several people in one session: a presenter in the I, a group in the we, a guide, and who is offered what."""

from __future__ import annotations

from typing import Any

import pytest
from tests.small_frameworks import small_circle

import handrail
from handrail.practice import Refused, Session, begin

CIRCLE = {"ann": "self", "bo": "member", "gil": "guide", "bot": "software"}
TEAM = {"ann": "member", "bo": "member", "bot": "software"}


def presented() -> Session:
    """Return a session in which one of four presents."""
    return begin(small_circle(), voice="self", participants=CIRCLE, presenter="ann")


def shared() -> Session:
    """Return a session of two, and software, who look at what they shared."""
    return begin(small_circle(), voice="group", participants=TEAM)


def ids(offered: Any) -> list[str]:
    return [one.id for one in offered]


# One presenter, in the I.


def test_the_presenter_is_offered_the_prompts_and_the_others_what_is_worded_for_a_guide() -> None:
    session = presented()
    for by in ("", "ann", "bot"):
        assert ids(session.offer(by=by)) == ["q-told", "q-heard"]
    for by in ("bo", "gil"):
        offer = session.offer(by=by)
        assert [(one.id, one.text) for one in offer] == [
            ("q-heard", "What do I hear?"),
            ("q-noticed", "What do I notice?"),
        ]
        assert ids(offer.later) == ["q-agenda"]


def test_only_the_presenter_answers_for_what_was_experienced() -> None:
    session = presented()
    for verb in (session.answer, session.ask):
        more = ("x",) if verb == session.answer else ()
        with pytest.raises(Refused, match=r"the presenter's experience.*may always pass"):
            verb("q-told", *more, by="bo")
    assert session.answer("q-told", "x", by="ann").events[-1].voice == "self"  # type: ignore[union-attr]
    assert session.ask("q-told", by="bot").waiting is not None


def test_the_others_say_what_they_notice_under_their_own_name() -> None:
    session = presented().move("closing", by="ann")
    session = session.answer("q-noticed", "x", by="bo").answer("q-heard", "y", by="gil")
    answered = session.events[-2:]
    assert [(one.by, one.voice) for one in answered] == [("bo", "guide"), ("gil", "guide")]  # type: ignore[union-attr]
    assert session.state.stage == "closing"  # what others say takes the presenter nowhere
    session = session.move("opening", by="ann")
    assert ids(session.offer(by="bo")) == ["q-heard"]
    assert ids(session.offer(by="gil")) == ["q-noticed"]
    assert ids(session.offer()) == ["q-told", "q-heard"]


@pytest.mark.parametrize("verb", ["pass_", "skip", "leave_blank"])
def test_nobody_ends_a_prompt_for_the_presenter(verb: str) -> None:
    session = presented().ask("q-told", by="bot")
    for by in ("bo", "gil"):
        session = getattr(session, verb)("q-told", by=by)
    assert session.waiting is not None
    assert ids(session.offer()) == ["q-told", "q-heard"]
    assert ids(session.offer().done) == []
    assert getattr(session, verb)("q-kept", by="bo").state.stage == "opening"
    session = getattr(session, verb)("q-told", by="ann")
    assert session.waiting is None
    assert ids(session.offer()) == ["q-heard"]
    assert ids(session.offer().done) == ["q-told"]


def test_a_prompt_for_guides_that_somebody_passed_keeps_nobody_waiting() -> None:
    session = presented().ask("q-noticed", by="bot")
    assert session.waiting is not None
    assert session.waiting.text == "What do I notice?"
    assert session.pass_("q-noticed", by="bo").waiting is None


def test_one_person_s_experience_is_told_in_no_other_voice_than_the_i() -> None:
    for voice in ("group", "guide"):
        with pytest.raises(Refused, match=f"not told in the voice '{voice}': begin with voice='self'"):
            begin(small_circle(), voice=voice, participants=CIRCLE, presenter="ann")
    with pytest.raises(Refused, match="a person, not software"):
        begin(small_circle(), voice="self", participants=CIRCLE, presenter="bot")


# A group, in the we.


@pytest.mark.parametrize("verb", ["pass_", "skip", "leave_blank"])
def test_in_a_group_one_member_s_pass_leaves_a_prompt_to_the_others(verb: str) -> None:
    session = getattr(shared().ask("q-told"), verb)("q-told", by="ann")
    assert session.waiting is not None
    assert ids(session.offer()) == ["q-told", "q-heard"]
    assert ids(session.offer(by="ann")) == ["q-heard"]
    assert ids(session.offer(by="bo")) == ["q-told", "q-heard"]
    session = getattr(session, verb)("q-told", by="bo")
    assert session.waiting is None
    assert ids(session.offer()) == ["q-heard"]


def test_a_group_s_prompt_is_done_when_somebody_answered_and_others_may_still_add_to_it() -> None:
    session = shared().pass_("q-told", by="ann").answer("q-told", "x", by="bo")
    assert [(one.id, one.was) for one in session.offer().done] == [("q-told", "answered")]
    session = shared().answer("q-told", "x", by="bo")
    assert ids(session.offer()) == ["q-heard"]
    assert ids(session.offer(by="ann")) == ["q-told", "q-heard"]


@pytest.mark.parametrize("by", ["", "bot"])
def test_what_the_group_lets_be_as_a_whole_is_done_for_all(by: str) -> None:
    session = shared().skip("q-told", by=by)
    for who in ("", "ann", "bo"):
        assert ids(session.offer(by=who)) == ["q-heard"]


def test_a_guide_in_a_group_keeps_no_prompt_open_and_is_offered_a_guide_s() -> None:
    session = begin(small_circle(), voice="group", participants={**TEAM, "gil": "guide"})
    session = session.pass_("q-told", by="ann").pass_("q-told", by="bo")
    assert ids(session.offer()) == ["q-heard"]
    assert ids(session.offer(by="gil")) == ["q-heard", "q-noticed"]
    assert session.answer("q-noticed", "x", by="gil").events[-1].voice == "guide"  # type: ignore[union-attr]


def test_a_session_of_one_is_as_it_was_whoever_else_is_named() -> None:
    for participants in ({}, {"ann": "self"}, {"ann": "self", "bot": "software"}):
        session = begin(small_circle(), voice="self", participants=participants)
        for by in ("", *participants):
            assert ids(session.pass_("q-told", by=by).offer()) == ["q-heard"]
            assert ids(session.ask("q-told").skip("q-told", by=by).offer().done) == ["q-told"]


def test_an_offer_is_made_to_nobody_who_takes_no_part() -> None:
    with pytest.raises(Refused, match="no participant is called 'an'; did you mean 'ann'"):
        shared().offer(by="an")


# A guide.


def test_a_guide_s_own_session_offers_the_agenda_and_what_was_heard() -> None:
    johns = handrail.load("johns")
    session = begin(johns, voice="guide", participants={"gil": "guide", "bot": "software"}, minutes=20)
    offer = session.offer()
    assert ids(offer)[:2] == ["agenda", "heard"]
    assert (offer.later, offer.left_out, offer.minutes) == ((), (), None)
    session = session.ask("agenda", by="bot").answer("agenda", "x", by="gil")
    assert ids(session.offer())[0] == "heard"


def test_software_asks_what_a_guide_is_asked_and_never_answers_it() -> None:
    alone = begin(small_circle(), voice="guide", participants={"gil": "guide", "bot": "software"})
    for session in (presented(), alone):
        asked = session.do("ask", {"what": "q-noticed"}, by="bot")
        assert asked.waiting is not None
        for by in ("bot", "a-stranger"):
            with pytest.raises(Refused, match="software does not play the guide"):
                asked.answer("q-noticed", "x", by=by)
            with pytest.raises(Refused, match="software does not play the guide"):
                asked.do("answer", {"what": "q-noticed", "text": "x"}, by=by)
        assert asked.say("noted", by="bot").answer("q-noticed", "x", by="gil").waiting is None
    with pytest.raises(Refused, match="software does not play the guide"):
        begin(small_circle(), voice="guide").do("answer", {"what": "q-noticed", "text": "x"}, by="bot")
    assert alone.answer("q-noticed", "x").state.was("q-noticed") == "answered"  # the only person there
    with pytest.raises(Refused, match="name the participant"):
        presented().answer("q-noticed", "x")
