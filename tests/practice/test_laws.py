"""Laws that hold for every framework and every walk through it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import Verb, begun, done, sessions, verbs, walked, walks

from handrail.practice import (
    RecordError,
    Session,
    SessionError,
    State,
    fold,
    read_lines,
    step,
    write_lines,
)
from handrail.practice.events import KINDS, Event, without_words

few = settings(max_examples=100, deadline=None)


def refusal_of(verb: Callable[[], Session]) -> SessionError | None:
    """Return why a verb is refused, or None where it is taken."""
    try:
        verb()
    except SessionError as error:
        return error
    return None


@few
@given(sessions())
def test_the_fold_of_the_events_is_what_the_successive_steps_came_to(session: Session) -> None:
    state = State()
    for event in session.events:
        state = step(session.framework, state, event).state
    assert state == session.state
    assert fold(session.framework, session.events) == session.state


@few
@given(sessions(), verbs())
def test_a_step_never_changes_its_input(session: Session, verb: Verb) -> None:
    before, events = copy.deepcopy(session.state), session.events
    walked(session, [verb])
    assert session.state == before
    assert session.events == events


@few
@given(sessions(), verbs())
def test_what_is_refused_changes_nothing_and_says_why(session: Session, verb: Verb) -> None:
    events, state = session.events, session.state
    refused = refusal_of(lambda: done(session, verb))
    assert session.events == events
    assert session.state == state
    if refused is not None:
        assert refused.verdict.word in ("blocked", "advised_against")
        assert refused.verdict.reasons
        assert all(refused.verdict.reasons)


@few
@given(sessions())
def test_a_record_read_back_is_the_same_session(session: Session) -> None:
    data = json.loads(json.dumps(session.to_record()))
    own = Session.from_record(data)
    under = Session.from_record(data, session.framework)
    for back in (own, under):
        assert back == session
        assert back.state == session.state
        assert back.offer() == session.offer()
        assert back.notices == ()
        assert back.to_record() == data


@few
@given(sessions())
def test_a_file_read_back_is_the_same_session_and_may_lose_its_last_line(session: Session) -> None:
    lines = [*write_lines(session)]
    assert read_lines(lines) == session
    torn = read_lines([*lines, '{"kind": "sai'])
    assert torn == session
    assert [notice.code for notice in torn.notices] == ["torn-line"]


@few
@given(sessions())
def test_redacting_every_word_leaves_position_and_coverage_unchanged(session: Session) -> None:
    redacted = fold(session.framework, [without_words(event) for event in session.events])
    assert redacted == session.state


@few
@given(sessions())
def test_from_every_state_one_can_stop_and_raise_a_safeguard_unless_it_is_finished(session: Session) -> None:
    if session.state.status == "closed":
        return
    assert session.stop().state.status == "stopped"
    raised = session.interrupt()
    assert raised.state.status == "suspended"
    assert not [*raised.offer()]
    assert not raised.offer().beside
    assert raised.help


@few
@given(sessions())
def test_skipping_never_blocks_and_always_comes_to_an_end(session: Session) -> None:
    if session.state.status != "open":
        return
    for _ in range(100):
        offered = session.offer().next
        if offered is None:
            break
        session = session.skip(offered)
        assert offered.id not in [one.id for one in session.offer()]
        assert offered.id in [one.id for one in session.offer().done]
    assert session.offer().next is None
    assert session.state.status == "open"


@few
@given(sessions())
def test_whatever_comes_next_may_be_asked_and_answered(session: Session) -> None:
    offer = session.offer()
    for offered in (*offer.needed[:1], *offer.here[:1], *offer.beside):
        asked = session.ask(offered)
        assert asked.waiting is not None
        assert asked.waiting.id == offered.id
        answered = asked.answer(asked.waiting, "as it was")
        assert answered.state.was(offered.id) == "answered"
        assert session.answer(offered, "as it was").state.was(offered.id) == "answered"


@few
@given(sessions())
def test_an_offer_holds_every_prompt_once_and_says_why_it_holds_the_rest_not(session: Session) -> None:
    offer = session.offer()
    ids = [
        one.id
        for one in (*offer.here, *offer.beside, *offer.needed, *offer.done, *offer.left_out, *offer.later)
    ]
    assert len(ids) == len(set(ids))
    assert all(session.state.was(one.id) for one in offer.done)
    assert all(one.code for one in (*offer.left_out, *offer.later))
    assert all(one.reason for one in (*offer.left_out, *offer.later))
    if offer.needed:
        assert not offer.here
        assert not offer.beside


@few
@given(sessions())
def test_what_a_prompt_needs_is_offered_before_it_or_answered(session: Session) -> None:
    seen: list[str] = []
    for offered in session.offer().here:
        for need in offered.prompt.needs:
            assert need in seen or session.state.was(need) == "answered"
        seen.append(offered.id)


@few
@given(sessions())
def test_moves_say_what_moving_does(session: Session) -> None:
    for move in session.moves():
        if not move.stage:
            continue
        refused = refusal_of(partial(session.move, move.stage))
        if refused is not None:
            assert refused.verdict == move.verdict
        else:
            assert move.verdict.word == "open"
            assert session.move(move.stage).state.stage == move.stage


@few
@given(sessions())
def test_staying_and_going_back_are_never_advised_against(session: Session) -> None:
    for move in session.moves():
        if move.stage in session.state.visits:
            assert move.verdict.word == "open" or move.verdict.cause in (
                "gate",
                "stage",
                "detour",
                "status",
                "safeguard",
            )
            assert move.verdict.word != "advised_against"
            assert move.verdict.cause != "order"


@few
@given(begun(), walks)
def test_a_key_that_was_used_counts_once(session: Session, walk: list[Verb]) -> None:
    first = session.say("once", key="k") if session.state.status != "closed" else session
    again = (
        walked(first, walk).say("twice", key="k") if walked(first, walk).state.status != "closed" else first
    )
    assert sum(1 for event in again.events if event.key == "k") == 1


@few
@given(begun(), walks)
def test_no_state_and_no_repr_holds_a_text(session: Session, walk: list[Verb]) -> None:
    marked = walked(session, [verb._replace(text=f"MARK {verb.text}") for verb in walk])
    for shown in (
        marked.state,
        marked.events,
        marked.notices,
        marked.offer(),
        marked.said(),
        marked.outcomes,
    ):
        assert "MARK" not in repr(shown)
    assert "MARK" not in marked.brief().text


def test_every_kind_of_event_has_its_stamps_last() -> None:
    for made in KINDS.values():
        assert made._fields[-3:] == ("at", "by", "key")


@given(st.sampled_from(sorted(KINDS)), st.sampled_from(sorted(KINDS)))
def test_events_of_two_kinds_are_never_equal(one: str, other: str) -> None:
    first: Event = KINDS[one]._make("" for _ in KINDS[one]._fields)
    second: Event = KINDS[other]._make("" for _ in KINDS[other]._fields)
    assert (first == second) is (one == other)
    assert (first != second) is (one != other)
    assert hash(first) == hash(KINDS[one]._make(first))


@few
@given(sessions())
def test_a_log_that_lacks_its_start_is_no_session(session: Session) -> None:
    events = session.say("x").events[1:] if session.state.status != "closed" else session.events[1:]
    with pytest.raises(RecordError, match=r"event 0 .* the first event of a session is 'started'"):
        fold(session.framework, events)
