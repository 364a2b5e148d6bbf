"""A session that comes back to another version of its framework: nothing is lost, and nothing happens silently."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.changing import changes
from tests.strategies import sessions, walked, walks

from handrail.practice import Session, fold, plan, read_lines, write_lines

every = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


@st.composite
def migrated(draw: st.DrawFn) -> tuple[Session, Session]:
    """Draw a session, and the same taken up under a changed framework, where that is not blocked."""
    session = draw(sessions())
    if draw(st.integers(0, 3)) == 0:  # one that has been taken up before
        session = taken_up(session, draw(changes(session.framework)))
        session = walked(session, draw(walks))
    return session, taken_up(session, draw(changes(session.framework)))


def taken_up(session: Session, new: Any) -> Session:
    return session if plan(session, new).kind == "blocked" else session.take_up(new)


@every
@given(migrated())
def test_no_answer_is_lost_and_each_keeps_the_wording_it_was_given_to(both: tuple[Session, Session]) -> None:
    before, after = both
    assert after.said() == before.said()
    assert after.events[: len(before.events)] == before.events
    assert [(one.id, one.text, one.status) for one in after.outcomes] == [
        (one.id, one.text, one.status) for one in before.outcomes
    ]


@every
@given(migrated())
def test_the_fold_of_the_events_is_the_state(both: tuple[Session, Session]) -> None:
    _, after = both
    *earlier, framework = after.frameworks
    assert fold(framework, after.events, earlier) == after.state


@every
@given(migrated())
def test_a_record_read_back_is_the_same_session(both: tuple[Session, Session]) -> None:
    _, after = both
    data = json.loads(json.dumps(after.to_record()))
    for back in (
        Session.from_record(data),
        Session.from_record(data, after.framework),
        read_lines(write_lines(after)),
    ):
        assert back == after
        assert back.state == after.state
        assert back.frameworks == after.frameworks
        assert back.offer() == after.offer()
        assert back.to_record() == data


@every
@given(migrated())
def test_to_go_back_is_to_undo(both: tuple[Session, Session]) -> None:
    before, after = both
    back = after.take_up(before.framework)
    assert back.state == before.state


@every
@given(migrated(), walks)
def test_what_happened_in_between_is_kept(both: tuple[Session, Session], walk: Any) -> None:
    before, after = both
    later = walked(after, walk)
    back = later.take_up(before.framework)
    assert back.said() == later.said()
    assert back.take_up(later.framework).state == later.state
    for id in before.state.touched:
        assert back.state.was(id) == before.state.was(id) or later.state != after.state
        assert before.state.was(id) != "answered" or back.state.was(id) == "answered"
