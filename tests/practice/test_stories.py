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


@pytest.mark.parametrize(
    "said",
    [
        "1",
        "2",
        "recent-trauma",
        "1, 3",
        "none of these, distress so strong that it is hard to bear thinking of it",
    ],
)
@pytest.mark.parametrize("voice", ["self", "group"])
def test_after_something_grave_johns_offers_what_helps_and_no_reflection(
    johns: handrail.Framework, voice: str, said: str
) -> None:
    session = handrail.begin(johns, voice=voice, minutes=20)
    first = session.offer().next
    assert first is not None
    assert first.id == "beforehand"
    session = session.answer(first, said)
    offer = session.offer()
    assert (offer.path, [one.id for one in offer]) == ("safe", ["support", "feel-now"])
    assert all(word in offer.notice for word in ("wait", "sleep", "talk to"))
    assert [notice.text for notice in session.notices] == [offer.notice]
    assert session.yields[:2] == ("supervision-item", "self-care-action")
    assert {left.code for left in offer.left_out} == {"path"}
    # nobody is stopped: whoever wants to tell it, tells it
    session = session.answer("describe", "It was on the stairs.").answer("support", "I ring my sister.")
    assert [one.id for one in session.offer()] == ["feel-now"]
    assert session.promote("supervision-item", "the stairs").outcomes[0].status == "open"


def test_under_investigation_johns_warns_and_keeps_to_two_lines(johns: handrail.Framework) -> None:
    session = handrail.begin(johns, minutes=20).answer("beforehand", "investigated")
    offer = session.offer()
    assert offer.path == "incident"
    assert [one.id for one in offer] == ["describe", "better", "insight", "support", "feel-now"]
    assert offer.minutes == pytest.approx(3 + 4 + 4 + 3 + 2)
    for words in ("not legally privileged", "a court", "union, employer or defence body", "before you write"):
        assert words in offer.notice
    assert offer.here[0].prompt.lines == 2
    assert offer.here[0].how.startswith("Two lines at most")
    longer = session.answer("describe", "One.\nTwo.\nThree.")
    assert [notice.code for notice in longer.notices] == ["longer"]
    assert longer.said()[-1].text == "One.\nTwo.\nThree."
    # the advice has come, and nothing is in the way any more
    told = session.know("beforehand", None)
    assert [one.id for one in told.offer()][:3] == ["settle", "describe", "effect"]


def test_for_the_same_event_once_more_johns_says_a_word_and_goes_on(johns: handrail.Framework) -> None:
    past = [handrail.begin(johns, about="the-fall").answer("describe", "again") for _ in range(3)]
    known = {"beforehand": ("again",)} if handrail.practice.re_entered("the-fall", past) >= 3 else {}
    session = handrail.begin(johns, minutes=20, about="the-fall", known=known)
    assert [notice.code for notice in session.notices] == ["path"]
    assert "Talking with somebody" in session.offer().notice
    assert [one.id for one in session.offer()] == [
        one.id for one in handrail.begin(johns, minutes=20).offer()
    ]


@pytest.mark.parametrize("said", ["", "none of these", "5", "I would rather not say"])
def test_whoever_leaves_the_question_beforehand_reflects_as_ever(
    johns: handrail.Framework, said: str
) -> None:
    begun = handrail.begin(johns, minutes=20)
    session = begun.answer("beforehand", said) if said else begun.skip("beforehand")
    assert [one.id for one in session.offer()] == [one.id for one in begun.offer()][1:]
    assert (session.offer().path, session.offer().left_out) == ("", begun.offer().left_out)


def test_somebody_experienced_finds_a_page_and_sees_at_the_end_what_was_left(
    johns: handrail.Framework,
) -> None:
    session = handrail.begin(johns, minutes=30, familiarity="experienced")
    assert [one.id for one in session.offer()] == ["beforehand", "settle", "describe", "feel-now"]
    session = session.answer("describe", "The bed was empty.").ask("best").answer("best", "Hers came last.")
    session = session.answer("feel-now", "Lighter.")
    assert session.coverage.met == ("aesthetics", "ethics", "reflexivity")
    assert session.coverage.not_met == ("personal", "empirics")


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
