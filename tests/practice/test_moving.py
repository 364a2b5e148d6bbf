"""Going from stage to stage: what is open, what is advised against, what is blocked, and what that says."""

from __future__ import annotations

import attrs
import pytest
from tests.small_frameworks import SETTLED, in_order, small_egan, stage

from handrail.conditions import FactTest, VisitTest
from handrail.framework import Framework
from handrail.graph import Transition
from handrail.practice import AdvisedAgainst, Refused, Session, State, begin, step
from handrail.practice.events import Moved


def egan(**more: object) -> Session:
    return begin(small_egan(), known=SETTLED, **more)  # type: ignore[arg-type]


def with_stage(framework: Framework, id: str, **changed: object) -> Framework:
    stages = {**framework.every_stage, id: attrs.evolve(framework.every_stage[id], **changed)}  # type: ignore[arg-type]
    return attrs.evolve(framework, every_stage=stages)


def test_a_session_begins_at_the_first_stage_or_at_the_one_that_is_named() -> None:
    assert egan().state.stage == "1a"
    assert egan(stage="2b").state.stage == "2b"


def test_beginning_at_a_stage_that_holds_stages_is_beginning_at_its_first() -> None:
    assert egan(stage="2").state.stage == "2a"


def test_any_stage_may_be_entered_in_a_free_order_and_left_backwards_without_a_reason() -> None:
    session = egan(stage="2b").move("1a").move("2a").move("1a").move("1")
    assert session.state.stage == "1a"
    assert list(session.state.visits) == ["2b", "1a", "2a"]


def test_visits_are_counted_as_far_as_a_condition_asks_and_staying_is_none() -> None:
    framework = with_stage(small_egan(), "2a", only_if=VisitTest("1a", 2))
    session = begin(framework, known=SETTLED)
    for _ in range(3):
        session = session.move("1a")
        assert session.state.visits == {"1a": 1}
    with pytest.raises(Refused, match="only for when 1a has been visited 2 times"):
        session.move("2a")
    session = session.move("1b").move("1a")
    assert session.move("2a").state.stage == "2a"
    assert session.move("1b").move("1a").state.visits == {"1a": 2, "1b": 2}


def test_an_unknown_stage_is_refused_with_its_neighbour() -> None:
    with pytest.raises(Refused, match="no stage is called '2d'; did you mean"):
        egan().move("2d")


def test_what_is_no_id_is_never_repeated() -> None:
    with pytest.raises(Refused) as refused:
        egan().move("I told nobody about this!")
    assert "nobody" not in str(refused.value)


def test_the_way_out_is_no_stage() -> None:
    with pytest.raises(Refused, match=r"stop\(\) or close\(\)"):
        egan().move("")


def test_advice_is_raised_once_and_taken_with_a_reason() -> None:
    session = egan().know("goal-disagreed", True)
    with pytest.raises(AdvisedAgainst) as advised:
        session.move("1b")
    assert advised.value.verdict.word == "advised_against"
    assert advised.value.verdict.reasons == ("stay with listening, and agree anew on what this is for",)
    assert advised.value.verdict.settle == ("goal-disagreed",)
    there = session.move("1b", because="the client asked for it")
    assert there.state.stage == "1b"
    assert there.events[-1] == Moved("1b", "the client asked for it", "advised_against")


def test_a_reason_that_nobody_asked_for_is_kept_and_is_no_advice() -> None:
    assert egan().move("2a", because="a goal is clear").events[-1] == Moved("2a", "a goal is clear", "")


def test_a_stage_that_was_visited_is_never_advised_against() -> None:
    session = egan().move("1b").move("1a").know("goal-disagreed", "yes").move("1b")
    assert session.state.stage == "1b"


def test_beginning_where_advice_stands_before_is_told() -> None:
    session = begin(small_egan(), stage="1b", known={**SETTLED, "goal-disagreed": "yes"})
    assert [notice.code for notice in session.notices] == ["advised-against"]


def test_in_a_strict_order_one_goes_on_step_by_step_and_back_freely() -> None:
    session = begin(in_order())
    with pytest.raises(Refused, match="in order") as refused:
        session.move("third")
    assert refused.value.verdict.cause == "order"
    back = session.move("second").move("third").move("first").move("third")
    assert back.state.stage == "third"


def test_a_new_round_leaves_open_what_was_visited_and_done_what_was_answered() -> None:
    again = Transition("third", "first", "again", "the next one begins")
    session = begin(with_stage(in_order(), "third", transitions=(again,))).move("second")
    session = session.answer("in-second", "Something.").move("third")
    assert [move.kind for move in session.moves() if move.stage == "first"] == ["again"]
    anew = session.move("first")
    assert {move.stage: move.verdict.word for move in anew.moves()} == {"second": "open", "third": "open"}
    assert [one.id for one in anew.move("second").offer().done] == ["in-second"]
    assert not anew.move("second").offer().here


def test_in_a_strict_order_one_begins_at_the_first_stage() -> None:
    with pytest.raises(Refused, match="begin at the first"):
        begin(in_order(), stage="third")


def test_a_suggested_order_recommends_the_next_stage_and_refuses_none() -> None:
    session = begin(in_order(order="suggested"))
    assert [(move.stage, move.recommended) for move in session.moves()] == [
        ("second", True),
        ("third", False),
    ]
    assert session.move("third").state.stage == "third"


def test_a_strict_stage_inside_a_free_order_is_entered_at_its_first() -> None:
    framework = with_stage(small_egan(), "1", order="strict")
    session = begin(framework, stage="2a", known=SETTLED)
    with pytest.raises(Refused, match="in order"):
        session.move("1c")
    assert session.move("1a").state.stage == "1a"
    assert session.move("1a").move("1b").move("1c").state.stage == "1c"


def test_a_way_that_is_for_certain_cases_opens_a_strict_order_only_then() -> None:
    way = attrs.evolve(
        small_egan().every_stage["1a"].transitions[0],
        source="first",
        target="third",
        kind="skip",
        only_if=FactTest("consent", "is", "yes"),
    )
    framework = with_stage(in_order(), "first", transitions=(way,))
    framework = attrs.evolve(framework, facts=small_egan().facts)
    session = begin(framework)
    assert session.moves()[0].stage == "second"
    with pytest.raises(Refused):
        session.move("third")
    assert session.know("consent", "yes").move("third").state.stage == "third"


def test_a_stage_for_certain_cases_is_blocked_with_the_reason() -> None:
    framework = with_stage(small_egan(), "2a", only_if=FactTest("rupture", "is", "no"))
    session = begin(framework, known=SETTLED)
    with pytest.raises(Refused, match="only for when rupture is no, and it is not known") as refused:
        session.move("2a")
    assert refused.value.verdict.settle == ("rupture",)
    with pytest.raises(Refused, match="and that is not so"):
        session.know("rupture", "yes").move("2a")
    assert session.know("rupture", "no").move("2a").state.stage == "2a"


def test_moves_come_suggested_first_with_their_reasons_and_signs() -> None:
    moves = egan().moves()
    assert [(move.kind, move.stage) for move in moves[:3]] == [("next", "1b"), ("exit", ""), ("skip", "2b")]
    assert moves[2].sign == "a goal is clear"
    assert moves[0].because == "next from 1a to 1b"
    assert {move.stage for move in moves[3:]} == {"1c", "2a", "action"}
    assert not any(move.recommended for move in moves)  # a free order recommends nothing


def test_a_way_from_anywhere_is_none_where_it_leads_to() -> None:
    back = Transition("", "2", "back", "a new aim")
    out = Transition("", "", "exit", "enough for today")
    framework = attrs.evolve(small_egan(), from_anywhere=(back, out))

    def ways(stage: str) -> set[str]:
        moves = begin(framework, known=SETTLED, stage=stage).moves()
        return {move.because for move in moves} & {back.because, out.because}

    assert ways("2a") == {out.because}  # the first in the stage that is named
    assert ways("2b") == ways("1a") == {back.because, out.because}


def test_every_task_leads_to_every_other_in_a_free_order() -> None:
    for id in small_egan().stage_graph.leaves:
        open_ = {move.stage for move in egan(stage=id).moves() if move.verdict.word == "open"}
        assert open_ | {id} >= {*small_egan().stage_graph.leaves, "action"}


def test_going_to_a_strand_and_back_is_always_open() -> None:
    session = begin(
        attrs.evolve(
            in_order(), every_stage={**in_order().every_stage, "beside": stage("beside", strand=True)}
        )
    )
    assert session.move("beside").move("first").state.stage == "first"


def test_the_core_needs_the_verdict_in_the_event_and_never_reads_the_reason() -> None:
    framework = small_egan()
    state = egan().know("goal-disagreed", "yes").state
    with pytest.raises(AdvisedAgainst):
        step(framework, state, Moved("1b", because="a text that may be redacted one day"))
    assert step(framework, state, Moved("1b", verdict="advised_against")).state.stage == "1b"


def test_the_first_event_is_the_start_and_there_is_only_one() -> None:
    framework = small_egan()
    with pytest.raises(Refused, match="first event of a session is 'started'"):
        step(framework, State(), Moved("1b"))
    session = egan()
    with pytest.raises(Refused, match="started already"):
        step(framework, session.state, session.events[0])
