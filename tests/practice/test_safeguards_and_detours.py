"""Danger interrupts everything and ends with a human being; a detour leads away and back to where one was."""

from __future__ import annotations

import json
from collections.abc import Callable

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_frameworks import SETTLED, in_order, prompt, small_egan, stage

from handrail.framework import Framework
from handrail.framework.values import HUMAN_HELP, Detour, Safeguard
from handrail.practice import Refused, Session, begin
from handrail.practice.help import HONEST_DEFAULT

PEOPLE = {"anna": "client", "bo": "helper", "bot": "software"}


def test_a_fact_that_raises_a_safeguard_suspends_wherever_one_is() -> None:
    for begun in (
        begin(small_egan(), known=SETTLED, stage="2b"),
        begin(small_egan(), known=SETTLED).move("action"),
        begin(small_egan(), known=SETTLED).detour("repair"),
        begin(small_egan()),
        begin(small_egan(), known=SETTLED).stop(),
    ):
        session = begun.know("emergency", True)
        assert session.state.status == "suspended"
        assert session.state.safeguard == "danger"
        assert session.notices[0].code == "interrupted"


def test_an_answer_may_raise_a_safeguard() -> None:
    asking = prompt("danger-now", asks="emergency")
    framework = small_egan()
    stages = {**framework.every_stage, "1c": stage("1c", asking, parent="1")}
    session = begin(attrs.evolve(framework, every_stage=stages), known=SETTLED).answer("danger-now", "Yes")
    assert session.state.status == "suspended"


def test_a_session_that_begins_in_danger_begins_suspended() -> None:
    session = begin(small_egan(), known={"emergency": "yes"})
    assert session.state.status == "suspended"
    assert session.notices[0].code == "interrupted"


def test_while_suspended_there_are_people_and_no_prompts() -> None:
    session = begin(small_egan(), known=SETTLED, help="Ward 3, at any hour").interrupt()
    offer = session.offer()
    assert offer.here == offer.beside == offer.needed == offer.done == ()
    assert offer.next is session.waiting is None
    assert session.help == ("This matters more. I stop here.", "Ward 3, at any hour")


def test_while_suspended_one_may_speak_stop_and_settle_and_nothing_else() -> None:
    session = begin(small_egan(), known=SETTLED).interrupt("danger")
    spoken = session.say("I am still here").know("mood", "low").promote("action", "call")
    assert spoken.stop().state.status == "stopped"
    refusing: tuple[Callable[[], object], ...] = (
        lambda: session.move("1b"),
        lambda: session.answer("story", "x"),
        lambda: session.ask("story"),
        lambda: session.skip("story"),
        lambda: session.detour("repair"),
    )
    for refused in refusing:
        with pytest.raises(Refused) as error:
            refused()
        assert error.value.verdict.cause == "safeguard"


def test_software_cannot_take_up_what_was_interrupted() -> None:
    session = begin(small_egan(), known=SETTLED, participants=PEOPLE).interrupt()
    for by in ("bot", "", "somebody"):
        with pytest.raises(Refused, match="taken up again by a person"):
            session.resume(by=by)
    assert session.resume(by="bo").state.status == "open"


def test_stopping_is_no_way_round_a_safeguard() -> None:
    session = begin(small_egan(), known=SETTLED, participants=PEOPLE).interrupt().stop()
    with pytest.raises(Refused):
        session.resume(by="bot")
    assert session.resume(by="anna").state.stage == "1c"


def test_what_raised_it_is_settled_before_one_goes_on() -> None:
    session = begin(small_egan(), known=SETTLED).know("emergency", "yes")
    with pytest.raises(Refused, match="not settled yet: Somebody is in danger") as refused:
        session.resume()
    assert refused.value.verdict.settle == ("emergency",)
    assert session.know("emergency", "no").resume().state.status == "open"


def test_one_comes_back_to_where_the_safeguard_says() -> None:
    session = begin(small_egan(), known=SETTLED, stage="2b").interrupt().resume()
    assert session.state.stage == "1c"
    assert session.state.visits["1c"] == 1


def test_one_comes_back_to_where_one_was_when_the_safeguard_says_nothing() -> None:
    session = begin(in_order(order="free"), stage="third").interrupt().resume()
    assert session.state.stage == "third"


def test_a_reflection_without_a_safeguard_has_the_librarys_own() -> None:
    session = begin(in_order()).interrupt()
    assert session.state.safeguard == HUMAN_HELP.id
    assert session.help == (HUMAN_HELP.wordings["self"], HONEST_DEFAULT)


def test_the_honest_default_names_no_number() -> None:
    session = begin(small_egan(), known=SETTLED)
    assert session.help == (HONEST_DEFAULT,)
    assert not any(letter.isdigit() for letter in HONEST_DEFAULT + "".join(HUMAN_HELP.wordings.values()))


def test_an_unknown_safeguard_is_refused_with_its_neighbour() -> None:
    with pytest.raises(Refused, match="did you mean 'danger'"):
        begin(small_egan(), known=SETTLED).interrupt("dangers")


def test_a_detour_leads_away_and_back_to_where_one_was() -> None:
    session = begin(small_egan(), known=SETTLED, stage="2b").detour("repair")
    assert session.state.stage == "alliance/notice"
    assert session.state.detours == (("repair", "2b"),)
    assert [one.id for one in session.offer().here] == ["alliance/what-happened"]
    inside = session.answer("what-happened", "I went off track").move("recheck")
    assert inside.state.stage == "alliance/recheck"
    back = inside.come_back()
    assert back.state.stage == "2b"
    assert back.state.visits["2b"] == 1
    assert back.state.detours == ()


def test_on_a_detour_one_moves_inside_it_and_comes_back_before_going_elsewhere() -> None:
    session = begin(small_egan(), known=SETTLED)
    with pytest.raises(Refused, match=r"take it with detour\('repair'\)"):
        session.move("alliance/notice")
    with pytest.raises(Refused, match="take it with"):
        session.answer("alliance/better", "x")
    with pytest.raises(Refused, match="come back first"):
        session.detour("repair").move("1b")
    assert {move.stage for move in session.detour("repair").moves()} == {"alliance/recheck"}


def test_a_soft_gate_does_not_speak_on_a_detour_and_a_shut_hard_one_holds_there_too() -> None:
    challenge = prompt("alliance/what-happened", kind="challenge")
    framework = small_egan()
    stages = {
        **framework.every_stage,
        "alliance/notice": stage("alliance/notice", challenge, parent="alliance/repair"),
    }
    framework = attrs.evolve(framework, every_stage=stages)
    session = begin(framework, known={**SETTLED, "goal-disagreed": "yes"}).detour("repair")
    assert session.answer("what-happened", "x").state.was("alliance/what-happened") == "answered"
    shut = session.know("consent", "no")
    assert [one.id for one in shut.offer().needed] == []
    with pytest.raises(Refused):
        shut.answer("what-happened", "x")
    assert shut.come_back().state.stage == "1a"


def test_detours_nest_and_come_back_in_order() -> None:
    framework = small_egan()
    other = {
        "alliance/fit": attrs.evolve(stage("alliance/fit", prompt("alliance/suits")), title="Fit"),
    }
    framework = attrs.evolve(
        framework,
        every_stage={**framework.every_stage, **other},
        detours={**framework.detours, "fit": Detour("fit", "alliance/fit")},
    )
    session = begin(framework, known=SETTLED, stage="2a").detour("repair").move("recheck").detour("fit")
    assert session.state.detours == (("repair", "2a"), ("fit", "alliance/recheck"))
    with pytest.raises(Refused, match="already"):
        session.detour("repair")
    assert session.come_back().state.stage == "alliance/recheck"
    assert session.come_back().come_back().state.stage == "2a"
    with pytest.raises(Refused, match="no detour to come back from"):
        session.come_back().come_back().come_back()


def test_danger_on_a_detour_ends_the_detour_where_the_safeguard_names_a_stage() -> None:
    session = begin(small_egan(), known=SETTLED).detour("repair").interrupt().resume()
    assert session.state.stage == "1c"
    assert session.state.detours == ()


def test_what_was_stopped_may_be_taken_up_by_anybody_and_what_is_closed_by_nobody() -> None:
    stopped = begin(small_egan(), known=SETTLED).ask("story").stop("enough for today")
    assert stopped.waiting is None
    taken_up = stopped.resume(by="bot")
    assert taken_up.waiting is not None
    closed = taken_up.promote("action", "call her").close()
    refusing: tuple[Callable[[], object], ...] = (
        closed.resume,
        closed.stop,
        closed.interrupt,
        lambda: closed.say("x"),
    )
    for refused in refusing:
        with pytest.raises(Refused, match="can only be read"):
            refused()
    assert closed.settle("1", "done").outcomes[0].status == "done"


def nesting() -> Framework:
    """Return the small Egan with four detours: into the same stages, into one of them, to one of its own, elsewhere."""
    framework = small_egan()
    stages = {**framework.every_stage, "alliance/fit": stage("alliance/fit", prompt("alliance/suits"))}
    more = {
        "again": Detour("again", "alliance/repair"),
        "recheck": Detour("recheck", "alliance/recheck"),
        "aside": Detour("aside", "2"),
        "fit": Detour("fit", "alliance/fit"),
    }
    safeguards = {**framework.safeguards, "pause": Safeguard("pause", "A pause", {"helper": "We stop here."})}
    return attrs.evolve(
        framework, every_stage=stages, detours={**framework.detours, **more}, safeguards=safeguards
    )


def test_a_stage_stays_where_it_is_when_a_detour_leads_to_it_or_into_what_another_leads_to() -> None:
    session = begin(nesting(), known=SETTLED)
    assert session.move("2a").move("2b").move("1a").state.stage == "1a"
    assert session.answer("goal", "x").state.stage == "2b"
    inside = session.detour("repair")
    assert inside.move("recheck").move("notice").state.stage == "alliance/notice"
    assert inside.detour("recheck").come_back().state.stage == "alliance/notice"
    with pytest.raises(Refused, match="come back first"):
        inside.detour("recheck").move("alliance/notice")
    aside = inside.detour("aside")
    assert aside.state.stage == "2a"
    assert {move.stage for move in aside.moves() if move.verdict.word == "open"} == {"2b"}
    assert [one.id for one in aside.move("2b").offer().here] == ["goal", "goal-doubt"]
    with pytest.raises(Refused, match="come back first"):
        aside.move("1a")
    assert aside.move("2b").come_back().state.stage == "alliance/notice"


@given(st.data())
def test_detours_come_back_in_order_to_where_each_was_left_for(data: st.DataObject) -> None:
    framework = nesting()
    session = begin(framework, known=SETTLED)
    left: list[tuple[str, str]] = []
    deeds = ("detour", "come_back", "move", "answer", "stop", "pause", "record", "danger")
    for deed in data.draw(st.lists(st.sampled_from(deeds), max_size=25)):
        if deed == "detour":
            free = [id for id in framework.detours if id not in [one for one, _ in left]]
            if free:
                left.append((data.draw(st.sampled_from(free)), session.state.stage))
                session = session.detour(left[-1][0])
        elif deed == "come_back" and left:
            session, (_, stage_left) = session.come_back(), left.pop()
            assert session.state.stage == stage_left
        elif deed == "move":
            there = [move.stage for move in session.moves() if move.stage and move.verdict.word == "open"]
            session = session.move(data.draw(st.sampled_from(there))) if there else session
        elif deed == "answer" and session.offer().next is not None:
            session = session.answer(session.offer().next, "as it was")  # type: ignore[arg-type]  # it is there
        elif deed == "stop":
            session = session.stop().resume()
        elif deed == "pause":
            session = session.interrupt("pause").resume()
        elif deed == "danger":
            session = session.interrupt("danger").resume()
            left = []
            assert session.state.stage == "1c"
        elif deed == "record":
            session = Session.from_record(json.loads(json.dumps(session.to_record())))
        assert session.state.detours == tuple(left)
        where = framework.detour_graph(left[-1][0]) if left else framework.stage_graph
        assert session.state.stage in where.stages
