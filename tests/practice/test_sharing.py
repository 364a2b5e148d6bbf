"""Outcomes that are shared, and what each of several may see."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_frameworks import small_circle

from handrail.practice import Refused, Session, SessionError, State, begin, fold, review, step
from handrail.publishing import to_agenda, to_transcript

PEOPLE = {"ann": "self", "bo": "member", "gil": "guide", "bot": "software"}
VISIBILITIES = ("private", "supervisor", "group", "portfolio")
few = settings(max_examples=150, deadline=None)


def circle(**participants: str) -> Session:
    return begin(small_circle(), voice="group", participants=participants or PEOPLE, id="s-1")


def texts_of(session: Session, participant: str) -> list[str]:
    seen = session.seen_by(participant)
    return [turn.text for turn in seen.turns if turn.text] + [one.text for one in seen.outcomes]


# Outcomes.


def test_an_outcome_is_private_until_its_owner_shares_it_and_the_log_keeps_when() -> None:
    session = circle().promote("action", "x", by="ann")
    assert session.outcomes[0].visibility == "private"
    session = session.settle("1", "open", "group", by="ann", at="2026-03-02")
    assert (session.outcomes[0].visibility, session.outcomes[0].status) == ("group", "open")
    assert session.events[-1].at == "2026-03-02"
    session = session.settle("1", "done", by="bo")
    assert (session.outcomes[0].visibility, session.outcomes[0].status) == ("group", "done")
    back = Session.from_record(json.loads(json.dumps(session.to_record())))
    assert back.outcomes == session.outcomes
    assert back == session


def test_a_visibility_that_there_is_not_is_refused_with_its_neighbour() -> None:
    with pytest.raises(Refused, match="no visibility is called 'grup'; did you mean 'group'"):
        circle().promote("action", "x", visibility="grup", by="ann")
    with pytest.raises(Refused, match="no visibility is called 'privat'; did you mean 'private'"):
        circle().promote("action", "x", by="ann").settle("1", "open", "privat", by="ann")


def test_software_takes_out_settles_and_shares_nothing() -> None:
    session = circle().promote("action", "x", by="ann")
    with pytest.raises(Refused, match="not for software"):
        session.promote("action", "x", by="bot")
    for more in ((), ("group",)):
        with pytest.raises(Refused, match="not for software"):
            session.settle("1", "done", *more, by="bot")


def test_nobody_shares_what_another_took_out() -> None:
    session = circle().promote("action", "x", by="ann")
    for by in ("bo", "gil", "", "a-stranger"):
        with pytest.raises(Refused, match="up to the one who took it out"):
            session.settle("1", "open", "group", by=by)
    nobody_s = circle().promote("action", "x")
    assert nobody_s.settle("1", "open", "group").outcomes[0].visibility == "group"
    with pytest.raises(Refused, match="up to the one who took it out"):
        nobody_s.settle("1", "open", "group", by="bo")
    by_a_stranger = circle(ann="self").promote("action", "x", by="a-stranger")
    assert by_a_stranger.settle("1", "open", "group", by="ann").outcomes[0].visibility == "group"
    alone = circle(ann="self", bot="software").promote("action", "x", by="ann")
    assert alone.settle("1", "open", "portfolio").outcomes[0].visibility == "portfolio"


@pytest.mark.parametrize("due", ["Friday", "2026-3-9", "20260309", "2026-02-30", "2026-W10-1", " 2026-03-09"])
def test_a_due_date_is_a_date(due: str) -> None:
    with pytest.raises(Refused, match="as in 2026-03-09") as caught:
        circle().promote("action", "x", due=due)
    assert due not in str(caught.value).replace("2026-03-09", "")
    assert circle().promote("action", "x", due="2028-02-29").outcomes[0].due == "2028-02-29"


def test_a_record_with_other_words_for_a_date_can_still_be_read() -> None:
    record = circle().promote("action", "x", due="2026-03-09", by="ann").to_record()
    record["events"][-1]["due"] = "Friday"
    back = Session.from_record(record)
    assert back.outcomes[0].due == "Friday"
    assert "Friday" not in repr(back.events)


# What each may see.


def test_each_sees_their_own_words_what_was_asked_and_what_is_shared() -> None:
    session = circle().ask("q-told", by="bot").answer("q-told", "of ann", by="ann")
    session = session.say("of bo", by="bo").say("of nobody").say("of software", by="bot")
    session = session.promote(
        "supervision-item", "for gil", by="ann", visibility="supervisor", prompt="q-told"
    )
    session = session.promote("learning", "for all", by="bo", visibility="group", at="2026-03-02T10:00")
    session = session.promote("action", "for readers", by="bo", visibility="portfolio", prompt="q-told")
    assert texts_of(session, "ann") == ["of ann", "for gil", "for all"]
    assert texts_of(session, "bo") == ["of bo", "for all", "for readers"]
    assert texts_of(session, "gil") == ["for gil", "for all"]
    assert [turn.wording for turn in session.seen_by("gil").turns] == ["What do we say?"]
    assert session.seen_by("bot") == ((), ())
    theirs, shared = session.seen_by("gil").outcomes
    assert (theirs.prompt, theirs.ways, shared.at, theirs.by) == ("", (), "", "ann")
    assert session.seen_by("ann").outcomes[0].prompt == "q-told"


def test_a_helper_supervises_where_there_is_no_guide() -> None:
    session = circle(ann="self", hal="helper").promote("insight", "x", visibility="supervisor", by="ann")
    assert texts_of(session, "hal") == ["x"]
    session = circle(ann="self", hal="helper", gil="guide").promote(
        "insight", "x", visibility="supervisor", by="ann"
    )
    assert (texts_of(session, "hal"), texts_of(session, "gil")) == ([], ["x"])


def test_where_there_is_one_person_all_of_it_is_theirs() -> None:
    session = circle(ann="self", bot="software").answer("q-told", "a").say("b", by="bot").say("c", by="ann")
    session = session.promote("action", "d", prompt="q-told")
    assert session.seen_by("ann") == (session.said(), session.outcomes)
    assert to_transcript(session, seen_by="ann") == to_transcript(session)
    assert session.seen_by("bot") == ((), ())


def test_nobody_who_takes_no_part_sees_anything() -> None:
    for who in ("zoe", ""):
        with pytest.raises(Refused, match="participant"):
            circle().seen_by(who)
    with pytest.raises(Refused, match="participant"):
        to_transcript(circle(), seen_by="zoe")


# Laws.


@st.composite
def walks(draw: st.DrawFn) -> tuple[Session, dict[str, tuple[str, str]]]:
    """Draw a session in which several wrote, each text with its writer's name; and the outcomes: whose, how visible."""
    mode = draw(st.sampled_from(("self", "group", "guide")))
    presenter = draw(st.sampled_from((None, "ann"))) if mode == "self" else None
    session = begin(small_circle(), voice=mode, participants=PEOPLE, presenter=presenter, id="s-1")
    owned: dict[str, tuple[str, str]] = {}
    for number in range(draw(st.integers(1, 14))):
        by = draw(st.sampled_from(("ann", "bo", "gil", "bot", "")))
        verb = draw(
            st.sampled_from(
                ("answer", "answer", "ask", "say", "skip", "pass_", "promote", "promote", "share")
            )
        )
        prompt = draw(st.sampled_from(("q-told", "q-heard", "q-kept", "q-noticed", "q-agenda")))
        text, visibility = f"TEXT-{by}-{number}-END", draw(st.sampled_from(VISIBILITIES))
        type = draw(st.sampled_from(("action", "supervision-item", "pattern", "self-care-action")))
        try:
            if verb == "promote":
                session = session.promote(type, text, prompt=prompt, by=by, visibility=visibility)
                owned[str(len(owned) + 1)] = (by, visibility)
            elif verb == "share":
                which = str(1 + number % 3)
                session = session.settle(which, "open", visibility, by=by)
                owned[which] = (owned[which][0], visibility)
            elif verb == "ask":
                session = session.ask(prompt, by=by)
            elif verb == "say":
                session = session.say(text, by=by)
            else:
                session = getattr(session, verb)(prompt, text, by=by)
        except SessionError:
            continue
    return session, owned


@few
@given(walks())
def test_nothing_another_wrote_is_seen_unless_it_was_shared_with_whoever_looks(
    walk: tuple[Session, dict[str, tuple[str, str]]],
) -> None:
    session, owned = walk
    for who in ("ann", "bo", "gil"):
        seen = session.seen_by(who)
        assert all(f"TEXT-{who}-" in turn.text for turn in seen.turns if turn.text)
        may_see = {"group"} | ({"supervisor"} if who == "gil" else set())
        for outcome in session.outcomes:
            whose, visibility = owned[outcome.id]
            shown = [one for one in seen.outcomes if one.id == outcome.id]
            assert bool(shown) == (whose == who or visibility in may_see)
            if shown and whose != who:
                assert (shown[0].prompt, shown[0].ways, shown[0].at) == ("", (), "")
        wrote = {turn.text for turn in session.said() if turn.by == who and turn.text}
        assert wrote == {turn.text for turn in seen.turns if turn.text}
    assert session.seen_by("bot") == ((), ())


@few
@given(walks())
def test_what_is_shared_never_shows_where_it_came_from(
    walk: tuple[Session, dict[str, tuple[str, str]]],
) -> None:
    session, owned = walk
    for who in ("ann", "bo", "gil"):
        theirs = [one for one in session.seen_by(who).outcomes if owned[one.id][0] != who]
        looked = review([session], who)
        entries = [
            entry
            for entry in (*looked.open_actions, *looked.agenda, *looked.self_care)
            if owned[entry.outcome.id][0] != who
        ]
        assert all((entry.session, entry.framework) == ("", "") for entry in entries)
        for shown in (repr(theirs), *(repr(tuple(one)) for one in theirs), repr(entries), to_agenda(looked)):
            assert "q-" not in shown
        told = [to_transcript(session, seen_by=who), to_agenda(looked)]
        for other in {"ann", "bo", "gil", ""} - {who}:
            shared = {one.text for one in theirs}
            for turn in session.said():
                if turn.by == other and turn.text and turn.text not in shared:
                    assert all(turn.text not in text.replace("\\", "") for text in told)


@few
@given(walks())
def test_passing_comes_to_an_end_for_everybody_and_takes_nothing_from_the_others(
    walk: tuple[Session, dict[str, tuple[str, str]]],
) -> None:
    session, _ = walk
    several = bool(session.state.setting.presenter) or session.state.setting.voice == "group"
    for who in ("ann", "bo", "gil"):
        others = [one for one in ("ann", "bo", "gil") if one != who]
        for _number in range(10):
            before = {other: [one.id for one in session.offer(by=other)] for other in others}
            offered = session.offer(by=who).next
            if offered is None:
                break
            session = session.pass_(offered, by=who)
            if several:
                assert {other: [one.id for one in session.offer(by=other)] for other in others} == before
        assert session.offer(by=who).next is None
        assert session.state.status == "open"
    for prompt in ("q-told", "q-kept") if session.state.setting.voice != "guide" else ("q-noticed",):
        assert session.skip(prompt, by="bo").state.touched[prompt]["bo"] in ("skipped", "answered")


@few
@given(walks())
def test_who_touched_what_is_folded_and_comes_back_from_a_record(
    walk: tuple[Session, dict[str, tuple[str, str]]],
) -> None:
    session, owned = walk
    state = State()
    for event in session.events:
        state = step(session.framework, state, event).state
    assert state == session.state == fold(session.framework, session.events)
    back = Session.from_record(json.loads(json.dumps(session.to_record())))
    assert back == session
    assert back.state == session.state
    assert {id: (one.by, one.visibility) for id, one in state.outcomes.items()} == owned
    for who in ("ann", "bo", "gil", "bot"):
        assert back.seen_by(who) == session.seen_by(who)
        assert back.offer(by=who) == session.offer(by=who)
