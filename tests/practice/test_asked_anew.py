"""Facts end at a moment, gates are asked anew after a detour, and nothing else is forgotten."""

from __future__ import annotations

import json
from collections.abc import Mapping

import attrs
import pytest
from hypothesis import given, settings
from tests.small_frameworks import SETTLED, small_egan
from tests.strategies import Verb, begun, done, sessions, verbs

import handrail
from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, VisitTest, deciding, holds
from handrail.framework import Framework
from handrail.practice import AdvisedAgainst, Refused, Session, SessionError, begin, fold

few = settings(max_examples=100, deadline=None)
RUPTURE = FactTest("rupture", "is", "yes")
PRECONDITIONS = ("helper-nature-told", "limits-told", "human-route-named", "consent")


def ending(until: Mapping[str, Condition], **changes: object) -> Framework:
    """Return the small Egan in which facts end."""
    framework = small_egan()
    facts = {id: attrs.evolve(fact, until=until.get(id)) for id, fact in framework.facts.items()}
    return attrs.evolve(framework, facts=facts, **changes)  # type: ignore[arg-type]  # whatever a test wants to differ


def known(session: Session) -> dict[str, object]:
    """Return what is known under the bare names of facts."""
    return {id.rpartition("/")[2]: value for id, value in session.state.facts.items()}


def codes(session: Session) -> list[str]:
    """Return the codes of the latest notices."""
    return [notice.code for notice in session.notices]


def test_a_fact_ends_when_its_condition_becomes_yes_and_may_be_settled_again_while_it_stays_yes() -> None:
    session = begin(ending({"consent": RUPTURE}), known=SETTLED).know("rupture", "yes")
    assert session.state.facts == {"limits-told": "yes", "rupture": "yes"}
    assert session.state.shut == ("ethics",)
    assert codes(session) == ["expired", "gate-shut"]
    assert "The person agrees (consent)" in session.notices[0].text
    again = session.answer("agree", "yes")
    assert again.state.shut == ()
    assert again.know("rupture", "yes").state.shut == (), "it was yes before, so this is no such moment"
    assert again.know("rupture", "no").know("rupture", "yes").state.shut == ("ethics",)


def test_nothing_ends_by_what_a_host_had_settled_before() -> None:
    session = begin(ending({"consent": RUPTURE}), known={**SETTLED, "rupture": "yes"})
    assert session.state.shut == ()
    assert session.notices == ()
    assert session.know("check-in", 7).state.shut == ()


def test_an_answer_that_settles_a_fact_ends_others() -> None:
    stage = small_egan().every_stage["1a"]
    asking = attrs.evolve(
        stage.prompts, prompts=tuple(attrs.evolve(one, asks="rupture") for one in stage.prompts)
    )
    stages = {**small_egan().every_stage, "1a": attrs.evolve(stage, prompts=asking)}
    session = begin(ending({"consent": RUPTURE}, every_stage=stages), known=SETTLED)
    assert session.answer("story", "well").state.shut == ()
    ended = session.answer("story", "yes")
    assert ended.state.shut == ("ethics",)
    assert codes(ended) == ["expired", "gate-shut"]


def test_a_visit_ends_a_fact_also_one_that_a_detour_or_an_answer_leads_to() -> None:
    begun = begin(ending({"consent": VisitTest("2a")}), known=SETTLED)
    for session in (begun.move("2a"), begun.answer("possible", "x")):
        assert session.state.shut == ("ethics",)
        assert codes(session) == ["expired", "gate-shut"]
    away = begin(ending({"mood": VisitTest("alliance/notice")}), known={**SETTLED, "mood": "low"}).detour(
        "repair"
    )
    assert "mood" not in away.state.facts


def test_a_fact_that_an_event_sets_ends_with_it_only_where_its_own_condition_says_so() -> None:
    both = ending({"rupture": RUPTURE, "mood": RUPTURE})
    session = begin(both, known=SETTLED).know("rupture", "yes")
    assert "rupture" not in session.state.facts
    assert codes(session) == ["expired"]
    assert begin(both, known=SETTLED).know("mood", "low").state.facts["mood"] == "low"


@pytest.mark.parametrize("how", ["skip", "pass_", "leave_blank"])
def test_what_was_let_be_is_asked_again_once_it_ended_and_can_be_let_be_again(how: str) -> None:
    framework = ending({"limits-told": RUPTURE})
    session = getattr(begin(framework, known={"limits-told": "yes"}), how)("agree")
    assert session.offer().next is None
    anew = session.know("rupture", "yes")
    assert [one.id for one in anew.offer()] == ["limits", "agree"]
    let_be = getattr(anew, how)("limits")
    assert [one.id for one in let_be.offer()] == ["agree"]
    assert [*getattr(let_be, how)("agree").offer()] == []


def test_what_was_answered_is_let_be_when_it_is_skipped_afterwards() -> None:
    session = begin(small_egan(), known={"limits-told": "yes"}).answer("agree", "well, perhaps")
    assert [one.id for one in session.offer()] == ["agree"]
    assert [*session.skip("agree").offer()] == []
    assert [one.id for one in session.skip("agree").answer("agree", "hm").offer()] == ["agree"]


def test_software_ends_nothing_that_a_gate_hangs_on() -> None:
    chain = ending({"consent": FactTest("mood", "is", "low"), "mood": FactTest("check-in", "at_most", 2)})
    session = begin(chain, known=SETTLED, participants={"anna": "client", "bot": "software"})
    for fact, value in (("mood", "low"), ("check-in", 1)):
        with pytest.raises(Refused, match="for a person to settle"):
            session.do("know", {"fact": fact, "value": value}, "bot")
    assert session.do("know", {"fact": "mood", "value": "low"}, "anna").state.shut == ("ethics",)
    assert session.do("know", {"fact": "supports", "value": ["family"]}, "bot").state.shut == ()


def test_a_log_from_before_facts_ended_is_folded_as_it_was() -> None:
    session = begin(ending({"consent": RUPTURE}), known=SETTLED)
    data = session.to_record()
    del data["events"][0]["rules"]
    data["events"] += [
        {"kind": "known", "fact": "rupture", "value": "yes"},
        {"kind": "answered", "prompt": "story", "voice": "helper", "text": "it is good to say it"},
    ]
    back = Session.from_record(json.loads(json.dumps(data)))
    assert back.state.facts["consent"] == "yes"
    assert back.said()[-1].text == "it is good to say it"
    assert back.to_record() == data


# -- gates that are asked anew ---------------------------------------------------------------------------------------


def reopening(*gates: str) -> Framework:
    """Return the small Egan whose detour reopens gates."""
    framework = small_egan()
    detours = {id: attrs.evolve(one, reopens=gates) for id, one in framework.detours.items()}
    holds = Not(AnyOf((FactTest("goal-disagreed", "is", "yes"), RUPTURE)))
    readiness = attrs.evolve(framework.gates["readiness"], holds=holds)
    return attrs.evolve(framework, detours=detours, gates={**framework.gates, "readiness": readiness})


def test_coming_back_asks_a_gate_anew_and_keeps_what_stands_against_it() -> None:
    session = begin(reopening("readiness"), known={**SETTLED, "goal-disagreed": "no", "rupture": "yes"})
    back = session.detour("repair").come_back()
    assert back.state.facts == {**SETTLED, "rupture": "yes"}
    assert codes(back) == ["reopened"]
    assert "goal-disagreed" in back.notices[0].text
    with pytest.raises(AdvisedAgainst):
        back.move("1b")
    mended = session.detour("repair").know("rupture", "no").come_back()
    assert mended.state.facts == SETTLED


def test_coming_back_asks_a_hard_gate_anew_with_all_its_prompts() -> None:
    session = begin(reopening("ethics"), known={"consent": "yes"})
    session = session.answer("limits", "yes").detour("repair").come_back()
    assert session.state.shut == ("ethics",)
    assert codes(session) == ["reopened", "gate-shut"]
    assert [one.id for one in session.offer()] == ["limits", "agree"]


def test_a_gate_that_is_not_for_this_voice_is_not_asked_anew() -> None:
    back = begin(reopening("ethics"), voice="self", known=SETTLED).detour("repair").come_back()
    assert back.state.facts == SETTLED
    assert back.notices == ()


@few
@given(sessions())
def test_only_an_end_or_a_detour_makes_facts_unknown_and_a_notice_names_them(session: Session) -> None:
    until = {id: fact.until for id, fact in session.framework.facts.items() if fact.until is not None}
    events = session.events
    for number in range(1, len(events)):
        before = fold(session.framework, events[:number])
        after = fold(session.framework, events[: number + 1])
        gone = {*before.facts} - {*after.facts}
        event = events[number]
        if type(event).__name__ == "Known":
            gone -= {event.fact}  # type: ignore[union-attr]  # it has one
        if type(event).__name__ != "Returned":
            assert gone <= {*until}
            for id in gone:
                assert holds(until[id], before.facts, before.visits) is not True


@few
@given(begun(), verbs(), verbs())
def test_what_became_unknown_is_named(session: Session, first: Verb, second: Verb) -> None:
    for verb in (first, second):
        before = session.state.facts
        try:
            session = done(session, verb)
        except SessionError:
            continue
        gone = {*before} - {*session.state.facts}
        told = "".join(notice.text for notice in session.notices if notice.code in ("expired", "reopened"))
        if verb.name != "know":
            assert all(id in told for id in gone)


def test_what_decides_is_what_alone_makes_a_condition_what_it_is() -> None:
    facts = {"rupture": "no", "consent": "no", "emergency": "yes"}
    agrees, danger = FactTest("consent", "is", "yes"), FactTest("emergency", "is", "yes")
    assert deciding(AllOf((agrees, danger)), facts, {}) == ("consent",)
    assert deciding(Not(AnyOf((RUPTURE, danger))), facts, {}) == ("emergency",)
    assert deciding(AnyOf((RUPTURE, agrees)), facts, {}) == ("rupture", "consent")
    assert deciding(AllOf((FactTest("mood", "is", "low"), danger)), facts, {}) == ()
    assert deciding(VisitTest("1a"), facts, {"1a": 1}) == ()


# -- with Egan ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def egan() -> Framework:
    return handrail.load("egan")


def ready(egan: Framework) -> Session:
    """Return a conversation in which all is agreed and going well."""
    agreed = {"goal-shared": "yes", "task-accepted": "yes", "can-disagree": "yes", "check-in": 8}
    settled = dict.fromkeys(PRECONDITIONS, "yes")
    session = handrail.begin(egan, voice="helper", known={**settled, "emergency": "no", **agreed})
    return session.answer("story-start", "It began in spring.")


def test_another_helper_asks_for_consent_anew_and_goes_on(egan: Framework) -> None:
    session = ready(egan).know("helper-changed", "yes")
    assert codes(session) == ["expired", "gate-shut"]
    with pytest.raises(Refused):
        session.answer(session.framework.stage("1b").prompts.prompts[0], "x")
    asked = []
    while (offered := session.offer().next) is not None and session.state.shut:
        asked.append(offered.id.rpartition("/")[2])
        session = session.answer(offered, "yes")
    assert asked == ["who-helps", "limits", "consent"]
    assert session.state.shut == ()
    assert {"goal-shared", "task-accepted", "can-disagree", "check-in"}.isdisjoint(known(session))
    with pytest.raises(AdvisedAgainst):
        session.move("1b")
    assert session.know("helper-changed", "no").move("1b").state.stage == "1b"


def test_after_a_rupture_challenge_waits_for_repair_and_readiness_is_asked_anew(egan: Framework) -> None:
    session = ready(egan).know("rupture", "yes")
    assert {"goal-shared", "task-accepted", "can-disagree", "check-in"}.isdisjoint(known(session))
    with pytest.raises(AdvisedAgainst):
        session.ask("two-sides")
    unmended = session.detour("repair").come_back()
    assert known(unmended)["rupture"] == "yes"
    session = session.detour("repair").move("recheck").answer("still-strained", "no")
    session = session.know("goal-shared", "yes").come_back()
    assert session.state.stage == "1a"
    assert codes(session) == ["reopened"]
    assert {*known(session)} == {*PRECONDITIONS, "emergency"}
    assert session.move("1b").ask("two-sides").waiting is not None


def test_a_low_check_in_asks_readiness_anew(egan: Framework) -> None:
    session = ready(egan).know("check-in", 4)
    assert known(session)["check-in"] == 4
    assert {"goal-shared", "task-accepted", "can-disagree"}.isdisjoint(known(session))
    with pytest.raises(AdvisedAgainst):
        session.move("1b")
    assert known(session.detour("repair").come_back())["check-in"] == 4
    assert session.know("check-in", 6).move("1b").state.stage == "1b"


def test_a_changed_goal_is_agreed_anew_and_trust_stays(egan: Framework) -> None:
    session = ready(egan).know("goal-changed", "yes")
    assert {"goal-shared", "task-accepted"}.isdisjoint(known(session))
    assert known(session)["can-disagree"] == "yes"
    assert known(session)["check-in"] == 8
    agreed = session.know("goal-shared", "yes").know("goal-changed", "no")
    assert known(agreed)["goal-shared"] == "yes"
    assert agreed.move("1b").state.stage == "1b"
