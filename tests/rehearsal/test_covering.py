"""What walk-throughs come to: stages, transitions and prompts, each seen or not."""

from __future__ import annotations

import attrs
from hypothesis import HealthCheck, given, settings
from tests.small_frameworks import SETTLED, small_egan
from tests.strategies import sessions

from handrail.authoring import read
from handrail.conditions import FactTest
from handrail.framework import Framework
from handrail.practice import Session, begin
from handrail.rehearsal import Covered, covered

ORDERED = read(
    "framework: f\ntitle: F\npurpose: reflection\n"
    "stages:\n"
    "  one:\n"
    "    stages: {a: First, b: Second}\n"
    "    back: {a: it was too quick}\n"
    "    stay: {because: there is more}\n"
    "  c: Third?\n"
    "from_anywhere: {again: {one: a new round}, exit: enough}\n"
)


def seen(framework: Framework, *sessions: Session) -> Covered:
    """Return what some sessions come to."""
    return covered(framework, sessions)


def started(**told: object) -> Session:
    """Return a session of the small framework in which nothing is shut."""
    return begin(small_egan(), known=SETTLED, **told)  # type: ignore[arg-type]  # whatever a test wants to differ


def test_where_one_begins_and_where_one_goes_is_seen() -> None:
    found = seen(small_egan(), started().move("1b").move("action"))
    assert found.stages.seen == ("1a", "1b", "action")
    assert found.stages.not_seen == ("1c", "2a", "2b")
    assert found.transitions.seen == ("1a → 1b (next)",)
    assert "action → 1a (back)" in found.transitions.not_seen


def test_several_sessions_come_to_what_each_of_them_does() -> None:
    found = seen(small_egan(), started(stage="action").move("1a"), started().skip("story").stop())
    assert found.transitions.seen == ("1a → out (exit)", "action → 1a (back)")
    assert found.prompts.seen == ("story",)


def test_a_question_of_another_stage_goes_along_the_way_there() -> None:
    assert seen(small_egan(), started().answer("goal", "That.")).transitions.seen == ("1a → 2b (skip)",)


def test_a_way_is_not_walked_while_it_is_shut_nor_by_what_a_safeguard_or_a_detour_does() -> None:
    framework = small_egan()
    ways = tuple(
        attrs.evolve(one, only_if=FactTest("mood", "is", "good")) if one.kind == "next" else one
        for one in framework.every_stage["1a"].transitions
    )
    stages = {**framework.every_stage, "1a": attrs.evolve(framework.every_stage["1a"], transitions=ways)}
    shut = attrs.evolve(framework, every_stage=stages)
    session = begin(shut, known=SETTLED)
    assert seen(shut, session.move("1b")).transitions.seen == ()
    assert seen(shut, session.know("mood", "good").move("1b")).transitions.seen == ("1a → 1b (next)",)
    back = session.move("1b").interrupt("danger").resume()
    assert back.state.stage == "1c"
    assert "1b → 1c (next)" not in seen(shut, back).transitions.seen
    assert seen(shut, session.detour("repair").come_back().interrupt().stop()).transitions.seen == ()


def test_what_a_holder_says_and_what_begins_anywhere_counts_once() -> None:
    found = seen(ORDERED)
    assert found.transitions.not_seen == (
        "one → a (back)",
        "one → one (stay)",
        "a → b (next)",
        "b → c (next)",
        "anywhere → one (again)",
        "anywhere → out (exit)",
    )
    session = begin(ORDERED).move("b")
    assert seen(ORDERED, session.move("b")).transitions.seen == ("one → one (stay)", "a → b (next)")
    walked = seen(ORDERED, session.move("a").close()).transitions
    assert walked.seen[0] == "one → a (back)"
    assert walked.seen[-2:] == ("anywhere → one (again)", "anywhere → out (exit)")


def test_a_way_that_is_written_and_meant_by_the_order_as_well_counts_once() -> None:
    framework = small_egan()
    found = seen(framework)
    written = [one for stage in framework.stages.values() for one in stage.transitions]
    assert len(found.transitions.not_seen) == len(written) + 1  # and the strand's way back


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(sessions())
def test_everything_is_seen_or_not_and_what_is_seen_was_visited(session: Session) -> None:
    found = covered(session.framework, [session])
    graph = session.framework.stage_graph
    assert {*found.stages.seen, *found.stages.not_seen} == {*graph.leaves, *graph.strands}
    assert {*found.stages.seen} == {*session.state.visits} & {*graph.leaves, *graph.strands}
    assert not {*found.transitions.seen} & {*found.transitions.not_seen}
    assert {*found.prompts.seen} >= {*session.state.touched} & {one.id for one in session.framework.prompts}
    twice = covered(session.framework, [session, session])
    assert twice == found
