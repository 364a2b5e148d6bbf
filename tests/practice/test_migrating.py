"""A session that comes back to another version of its framework: nothing is lost, and nothing happens silently."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.changing import changes
from tests.strategies import frameworks, sessions, walked, walks

from handrail.cli.words import farewell
from handrail.framework import Framework
from handrail.practice import Refused, Session, State, diff, fold, plan, read_lines, step, write_lines
from handrail.practice.events import Migrated
from handrail.practice.identity import digests
from handrail.practice.tables import table
from handrail.publishing.transcript import to_transcript

every = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


def taken_up(session: Session, new: Framework) -> Session:
    """Return a session under another framework, or as it was where that is blocked."""
    return session if plan(session, new).kind == "blocked" else session.take_up(new)


@st.composite
def about_to(draw: st.DrawFn) -> tuple[Session, Framework]:
    """Draw a session in any state, one that was taken up before among them, and what its framework became."""
    session = draw(sessions())
    if draw(st.integers(0, 3)) == 0:
        session = walked(taken_up(session, draw(changes(session.framework))), draw(walks))
    return session, draw(changes(session.framework))


@st.composite
def migrated(draw: st.DrawFn) -> tuple[Session, Session]:
    """Draw a session, and the same taken up under a changed framework, where that is not blocked."""
    session, new = draw(about_to())
    return session, taken_up(session, new)


def bare(session: Session) -> State:
    """Return a session's state without what is set aside."""
    return session.state._replace(aside=())


# Nothing is lost.


@every
@given(migrated())
def test_no_answer_is_lost_and_each_keeps_the_wording_it_was_given_to(both: tuple[Session, Session]) -> None:
    before, after = both
    assert after.said() == before.said()
    assert after.events[: len(before.events)] == before.events
    assert after.outcomes == before.outcomes
    assert after.state.outcomes == before.state.outcomes


@every
@given(migrated())
def test_every_answer_stands_in_the_transcript_under_its_wording(both: tuple[Session, Session]) -> None:
    before, after = both
    asked = [line for line in to_transcript(before).splitlines() if line.startswith(("**", "> "))]
    shown = to_transcript(after).splitlines()
    assert [line for line in asked if line not in shown] == []


@every
@given(migrated())
def test_to_go_back_is_to_undo(both: tuple[Session, Session]) -> None:
    before, after = both
    assert after.take_up(before.framework).state == before.state


@every
@given(migrated(), walks)
def test_what_happened_in_between_is_kept_when_one_goes_back(
    both: tuple[Session, Session], walk: list[Any]
) -> None:
    before, after = both
    later = walked(after, walk)
    back = later.take_up(before.framework)
    assert back.said() == later.said()
    answered = [id for id in before.state.touched if before.state.was(id) == "answered"]
    assert [id for id in answered if back.state.was(id) != "answered"] == []
    # Stages that only a detour leads to are no place for a prompt where nothing takes that detour.
    prompts = table(before.framework, before.state.setting.voice).spots
    since = [id for id in later.state.touched if id not in after.state.touched and id in prompts]
    assert [id for id in since if not back.state.was(id)] == []
    changed = {id for id, one in later.state.facts.items() if after.state.facts.get(id) != one}
    kept = [id for id in changed if back.state.facts.get(id) == later.state.facts[id]]
    assert all(id in kept or id in [code_of(one) for one in back.notices] for id in changed)
    assert back.take_up(later.framework).state == later.state


def code_of(notice: Any) -> str:
    """Return the fact that a notice is about, or nothing."""
    return notice.text.partition(": ")[2].partition(";")[0] if notice.code == "fact-unknown" else ""


@every
@given(sessions(), st.data())
def test_what_had_no_place_for_a_while_has_one_again_two_versions_later(
    session: Session, data: st.DataObject
) -> None:
    second = taken_up(session, data.draw(changes(session.framework)))
    third = taken_up(second, data.draw(changes(second.framework)))
    assert third.take_up(session.framework).state == session.state
    # An author who brings all back, under a new version and with something more, finds all of it known.
    fresh = attrs.evolve(session.framework, version="3", title="All is back")
    back = third.take_up(fresh).state
    assert bare(third.take_up(fresh)) == bare(session) or back.status == "suspended"
    assert back.touched == session.state.touched
    assert back.facts == session.state.facts


# The log stays the truth.


@every
@given(migrated())
def test_the_fold_of_the_events_is_the_state(both: tuple[Session, Session]) -> None:
    _, after = both
    *earlier, framework = after.frameworks
    assert fold(framework, after.events, earlier) == after.state


@every
@given(migrated())
def test_a_step_needs_only_the_event_and_the_newer_framework(both: tuple[Session, Session]) -> None:
    before, after = both
    if after is not before and len(after.events) > len(before.events):
        event = after.events[-1]
        assert isinstance(event, Migrated)
        stepped = step(after.framework, before.state, event)
        assert stepped.state == after.state
        assert stepped.notices == after.notices


@every
@given(migrated(), walks)
def test_a_record_read_back_is_the_same_session(both: tuple[Session, Session], walk: list[Any]) -> None:
    after = walked(both[1], walk)
    data = json.loads(json.dumps(after.to_record()))
    under = Session.from_record(data, after.framework)
    for back in (Session.from_record(data), under, read_lines(write_lines(after))):
        assert back == after
        assert back.state == after.state
        assert back.frameworks == after.frameworks
        assert back.offer() == after.offer()
        assert back.to_record() == data


# One can go on.


@every
@given(migrated(), walks)
def test_one_can_go_on_and_everything_can_be_asked(both: tuple[Session, Session], walk: list[Any]) -> None:
    after = both[1]
    for session in (after, walked(after, walk), after.take_up(both[0].framework)):
        session.offer()
        for strand in session.framework.strands:
            session.offer(strand)
        session.moves()
        assert session.brief().text
        assert session.help
        assert not {*session.coverage.met} & {*session.coverage.not_met}
        assert len(session.outcomes) == len(session.state.outcomes)
        assert session.yields is not None
        assert session.waiting is None or session.waiting.id == session.state.waiting
        assert to_transcript(session)
        assert all(isinstance(line, str) for line in farewell(session))
    if after.state.status in ("suspended", "stopped") and not refused_to_resume(after):
        assert after.resume(by="anna").state.stage in after.framework.every_stage


def refused_to_resume(session: Session) -> bool:
    """Return whether something else than being elsewhere keeps a session from being taken up again."""
    try:
        session.resume(by="anna")
    except Refused as error:
        return error.verdict.cause == "safeguard"
    return False


@every
@given(migrated())
def test_what_was_met_stays_met(both: tuple[Session, Session]) -> None:
    before, after = both
    prompts = {prompt.id: prompt for prompt in after.framework.every_prompt}
    renamed = {former for prompt in prompts.values() for former in prompt.formerly}
    # A prompt that is there, under any id, counts with the tags that it has now.
    untouched = not before.state.aside and all(
        id not in renamed and prompts[id].ways == before.framework.every_prompt[id].ways
        for id in before.state.touched
        if id in prompts or id in renamed
    )
    known = {*after.coverage.met, *after.coverage.not_met}
    if untouched:
        assert {*before.coverage.met} & known <= {*after.coverage.met}


# Nothing happens silently, and the plan says the truth.


@every
@given(about_to())
def test_the_plan_says_what_is_done(both: tuple[Session, Framework]) -> None:
    session, new = both
    said, events = plan(session, new), session.events
    if said.kind == "blocked":
        with pytest.raises(Refused) as error:
            session.take_up(new)
        assert error.value.verdict.reasons == said.reasons != ()
        assert session.events == events
        return
    after = session.take_up(new)
    same = digests(new) == digests(session.framework) and new.id == session.framework.id
    assert (said.kind == "as-is") is same
    if same:
        assert after is session
        return
    event = after.events[-1]
    assert isinstance(event, Migrated)
    assert (event.plan, dict(event.mapping)) == (said.kind, dict(said.mapping))
    assert [notice.text for notice in after.notices] == [*said.reasons[: len(after.notices)]]
    assert said.reasons
    if said.kind == "safe":
        assert bare(after) == bare(session)
        assert not after.notices
    if said.kind == "redo-stage":
        assert after.state.status in ("suspended", "closed")
        assert {"stage-gone", "place-moved", "detour-gone", "detours"} & codes(after)
    if said.kind == "mapped" and after.state.status != session.state.status:
        assert {"interrupted", "status"} & codes(after)


def codes(session: Session) -> set[str]:
    """Return the codes of a session's notices."""
    return {notice.code for notice in session.notices}


@every
@given(migrated())
def test_nothing_changes_silently(both: tuple[Session, Session]) -> None:
    before, after = both
    old, new, told = before.state, after.state, " ".join(notice.text for notice in after.notices)
    if bare(before) != bare(after):
        assert told
    for id in old.facts:
        assert id in new.facts or f"{id}" in told
    for id in new.shut:
        assert id in old.shut or "gate" in told
    if old.status != new.status:
        assert {"suspended", "status", "interrupted"} & codes(after)
    if old.stage != new.stage:
        assert f"'{new.stage}'" in told
    if old.waiting != new.waiting:
        assert f"'{old.waiting or new.waiting}'" in told
    if old.detours != new.detours:
        assert codes(after) & {"detours", "renamed"}
    gone = [id for id in old.touched if id not in new.touched]
    assert all(f"'{id}'" in told for id in gone[:8])
    gone = [id for id in old.visits if id not in new.visits]
    assert all(f"'{id}'" in told for id in gone[:8])


@every
@given(frameworks(), st.data())
def test_two_versions_differ_in_something_when_their_digests_do(old: Framework, data: st.DataObject) -> None:
    new = data.draw(changes(old))
    found = diff(old, new)
    assert bool(found) is (digests(old) != digests(new))
    assert len(found.told().splitlines()) == len([*found])
    assert not diff(new, new)
