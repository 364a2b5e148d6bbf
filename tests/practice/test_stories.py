"""Whole conversations with the shipped frameworks, as people have them."""

from __future__ import annotations

import json

import pytest

import handrail
from handrail import Refused, Session

SETTLED = {"consent": "yes", "limits-told": "yes", "helper-nature-told": "yes", "human-route-named": "yes"}


@pytest.fixture(scope="module")
def egan() -> handrail.Framework:
    return handrail.load("egan")


@pytest.fixture(scope="module")
def johns() -> handrail.Framework:
    return handrail.load("johns")


def begun(egan: handrail.Framework, **more: object) -> Session:
    known = {**SETTLED, "emergency": "no"}
    return handrail.begin(egan, voice="helper", known=known, **more)  # type: ignore[arg-type]


def test_a_conversation_starts_at_the_goal_and_goes_back_to_the_story(egan: handrail.Framework) -> None:
    session = begun(egan, stage="2b")
    session = session.ask(session.offer().next)  # type: ignore[arg-type]
    later = Session.from_record(json.loads(json.dumps(session.to_record())))  # days later, elsewhere
    assert later.waiting is not None
    later = later.answer(later.waiting, "To sleep again, I suppose. But that is not where it began.")
    back = later.move("1a")
    assert back.state.visits == {"2b": 1, "1a": 1}
    assert back.offer().next is not None
    assert back.move("2b").state.stage == "2b"


def test_being_heard_is_enough_to_stop(egan: handrail.Framework) -> None:
    session = begun(egan)
    session = session.answer(session.offer().next, "There. That is all.").close()  # type: ignore[arg-type]
    assert session.state.status == "closed"
    assert any(move.kind == "exit" for move in begun(egan).moves())


def test_nothing_is_asked_before_consent_and_its_limits(egan: handrail.Framework) -> None:
    session = handrail.begin(egan, voice="helper")
    asked = []
    while (offered := session.offer().next) is not None and session.state.shut:
        asked.append(offered.id)
        session = session.answer(offered, "no" if offered.id == "alliance/danger-now" else "yes")
    assert "alliance/consent" in asked
    assert session.state.shut == ()
    assert {one.stage for one in session.offer()} == {"1a"}


def test_a_rupture_is_repaired_and_one_comes_back(egan: handrail.Framework) -> None:
    session = begun(egan, stage="3a").know("check-in", 3)
    assert session.brief().text.count("It fits now.") == 1
    session = session.detour("repair")
    assert session.state.stage == "alliance/notice"
    visited = ["notice"]
    for _ in range(10):
        ways = [
            move for move in session.moves() if move.stage and move.kind and move.stage != session.state.stage
        ]
        fresh = next((move for move in ways if move.stage not in session.state.visits), None)
        if fresh is None:
            break
        session = session.move(fresh.stage)
        visited.append(fresh.stage.rpartition("/")[2])
    assert "acknowledge" in visited
    assert session.know("check-in", 7).come_back().state.stage == "3a"


def test_somebody_is_in_danger_in_the_middle_of_planning(egan: handrail.Framework) -> None:
    session = begun(egan, stage="3c", participants={"anna": "client", "kim": "helper", "bot": "software"})
    session = session.ask(session.offer().next, by="bot")  # type: ignore[arg-type]
    session = session.know("emergency", "yes", by="kim")
    assert session.state.status == "suspended"
    assert not [*session.offer()]
    assert session.help
    with pytest.raises(Refused):
        session.resume(by="kim")
    session = session.know("emergency", "no", by="kim")
    with pytest.raises(Refused):
        session.resume(by="bot")
    assert session.resume("the crisis team took over", by="kim").state.stage == "1c"


def test_every_task_leads_to_every_other_and_to_human_help(egan: handrail.Framework) -> None:
    leaves = egan.stage_graph.leaves
    assert len(leaves) == 9
    for leaf in leaves:
        session = begun(egan, stage=leaf)
        assert {move.stage for move in session.moves() if move.verdict.word == "open"} | {leaf} >= {*leaves}
        assert {one.stage for one in session.offer().beside} == {"action", "evaluation", "relationship"}
        assert session.interrupt().state.status == "suspended"


@pytest.mark.parametrize("minutes", [10, 20, 45])
def test_johns_in_so_many_minutes_covers_what_it_promises_and_closes_with_feeling(
    johns: handrail.Framework, minutes: int
) -> None:
    session = handrail.begin(johns, voice="self", minutes=minutes)
    offered = [*session.offer()]
    assert offered[-1].id == "feel-now"
    assert session.offer().minutes == pytest.approx(minutes)
    for one in offered:
        session = session.answer(one, "...")
    assert session.coverage.not_met == ()
    assert [one for one in session.offer().left_out if not one.reason] == []


def test_johns_may_be_skipped_from_one_end_to_the_other(johns: handrail.Framework) -> None:
    session = handrail.begin(johns, voice="self", minutes=20)
    last = ""
    while (offered := session.offer().next) is not None:
        session, last = session.skip(offered), offered.id
    assert last == "feel-now"
    assert session.coverage.met == ()
    assert session.state.status == "open"


def test_every_shipped_framework_with_stages_can_be_walked_kept_and_read_back() -> None:
    for id in handrail.names():
        framework = handrail.load(id)
        for voice in framework.voices if framework.stages else ():
            session = handrail.begin(framework, voice=voice, minutes=15)
            for _ in range(30):
                offered = session.offer().next
                if offered is None or session.state.status != "open":
                    break
                session = session.answer(offered, "no" if "danger" in offered.id else "yes")
            assert session.brief().text
            assert Session.from_record(json.loads(json.dumps(session.to_record()))) == session
