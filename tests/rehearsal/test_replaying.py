"""Replaying a recorded session against a changed framework."""

from __future__ import annotations

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.changing import changes
from tests.small_frameworks import SETTLED, small_egan
from tests.strategies import sessions

from handrail.framework import Framework
from handrail.practice import Session, begin, fold, plan
from handrail.practice.events import Migrated
from handrail.rehearsal import replay


def without(framework: Framework, gone: str) -> Framework:
    """Return version 2 of a framework, without a stage."""
    stages = {}
    for id, one in framework.every_stage.items():
        ways = tuple(way for way in one.transitions if way.target != gone)
        held = tuple(inner for inner in one.stages if inner != gone)
        stages[id] = attrs.evolve(one, transitions=ways, stages=held)
    del stages[gone]
    return attrs.evolve(framework, every_stage=stages, safeguards={}, version="2")


def walk() -> Session:
    """Return a session at its third stage."""
    return begin(small_egan(), known=SETTLED).answer("story", "It has changed.").move("1b").move("1c")


def test_a_stage_that_is_gone_is_found_in_the_plan_and_in_the_events() -> None:
    found = replay(walk(), without(small_egan(), "1c"))
    assert (found.plan.kind, found.status, found.needs_a_person) == ("redo-stage", "suspended", True)
    number, kind, why = found.refused or (0, "", "")
    assert (number, kind) == (3, "moved")
    assert why.startswith("no stage is called '1c'")


def test_a_framework_that_takes_all_of_it_says_so() -> None:
    found = replay(walk(), attrs.evolve(small_egan(), title="Another title"))
    assert (found.plan.kind, found.refused, found.needs_a_person) == ("safe", None, False)


def test_another_framework_is_blocked() -> None:
    found = replay(walk(), attrs.evolve(small_egan(), id="other"))
    assert (found.plan.kind, found.status, found.needs_a_person) == ("blocked", "open", True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(sessions(), st.data())
def test_what_is_found_is_what_would_be_and_the_session_stays_as_it_is(
    session: Session, data: st.DataObject
) -> None:
    new = data.draw(changes(session.framework))
    events, state = session.events, session.state
    found = replay(session, new)
    assert found.plan == plan(session, new)
    assert (session.events, session.state) == (events, state)
    if found.plan.kind != "blocked":
        assert found.status == session.take_up(new).state.status
    if found.refused is None:
        taken = (one for one in events if not isinstance(one, Migrated))
        started, *others = taken
        renamed = started._replace(framework=new.id)  # type: ignore[call-arg]  # the first is 'started'
        assert fold(new, [renamed, *others]).status
