"""What several sessions come to: open actions, an agenda, self-care, what returns, what was never met."""

from __future__ import annotations

from collections.abc import Iterable

from tests.small_frameworks import small_circle

from handrail.practice import Entry, Review, Session, begin, review


def reflected(id: str, *answered: str, **participants: str) -> Session:
    """Return a session in which some prompts were answered by the first who takes part."""
    session = begin(small_circle(), voice="self", id=id, participants=participants)
    for prompt in answered:
        session = session.answer(prompt, "x", by=next(iter(participants), ""))
    return session


def texts(entries: Iterable[Entry]) -> list[str]:
    return [entry.outcome.text for entry in entries]


def test_open_actions_come_by_their_date_and_those_without_one_last() -> None:
    one = reflected("s-1").promote("action", "none").promote("action", "late", due="2026-05-01")
    two = reflected("s-2").promote("action", "soon", due="2026-03-01").promote("action", "over")
    two = two.settle("2", "done")
    found = review([one, two]).open_actions
    assert texts(found) == ["soon", "late", "none"]
    assert [(entry.session, entry.framework) for entry in found] == [
        ("s-2", "small-circle"),
        ("s-1", "small-circle"),
        ("s-1", "small-circle"),
    ]


def test_what_was_not_written_as_a_date_stands_last() -> None:
    record = reflected("s").promote("action", "words", due="2026-01-01").to_record()
    record["events"][-1]["due"] = "0001"
    session = Session.from_record(record).promote("action", "date", due="2026-12-31")
    assert texts(review([session]).open_actions) == ["date", "words"]


def test_supervision_items_and_self_care_stand_apart_while_they_are_open() -> None:
    session = reflected("s").promote("supervision-item", "ask").promote("self-care-action", "rest")
    found = review([session])
    assert (texts(found.agenda), texts(found.self_care), texts(found.open_actions)) == (["ask"], ["rest"], [])
    assert review([session.settle("1", "dropped").settle("2", "done")]) == Review()
    assert texts(review([session.settle("1", "done").settle("1", "open")]).agenda) == ["ask"]


def test_a_pattern_that_was_taken_out_twice_returns_and_says_what_that_rests_on() -> None:
    one = reflected("s-1").promote("pattern", "I hurry", prompt="q-told")
    two = reflected("s-2").promote("pattern", "haste again", prompt="q-told").promote("pattern", "alone")
    assert review([one]).patterns == ()
    found = review([one, two]).patterns
    assert [(one.rests_on, one.id, texts(one.entries)) for one in found] == [
        ("type", "pattern", ["I hurry", "haste again", "alone"]),
        ("prompt", "small-circle/q-told", ["I hurry", "haste again"]),
        ("way", "aesthetics", ["I hurry", "haste again"]),
    ]
    assert review([one, two.settle("1", "dropped").settle("2", "dropped")]).patterns == ()


def test_a_way_of_knowing_is_neglected_that_none_of_the_latest_sessions_met() -> None:
    sessions = [reflected("s-1", "q-kept"), reflected("s-2", "q-told"), reflected("s-3", "q-told")]
    assert review(sessions).neglected == ("ethics",)
    assert review(sessions, last=2).neglected == ("personal", "ethics")
    assert review(sessions, last=0).neglected == ()
    assert review([]).neglected == ()
    # One that was laid down before anything was answered says nothing of what somebody neglects.
    assert review([*sessions, reflected("s-4").skip("q-told")], last=1).neglected == ("personal", "ethics")


def test_a_guide_s_agenda_holds_what_was_shared_person_by_person_and_leads_to_no_entry() -> None:
    by_ann = reflected("s-1", ann="self", gil="guide")
    by_ann = by_ann.promote(
        "supervision-item", "ann shares", by="ann", visibility="supervisor", prompt="q-told"
    )
    by_ann = by_ann.promote("supervision-item", "ann keeps", by="ann")
    by_bo = reflected("s-2", bo="self", gil="guide")
    by_bo = by_bo.promote("supervision-item", "bo shares", by="bo").settle("1", "open", "supervisor", by="bo")
    again = reflected("s-3", ann="self", gil="guide")
    again = again.promote("supervision-item", "ann again", by="ann", visibility="group")
    elsewhere = reflected("s-4", zoe="self").promote("supervision-item", "zoe", by="zoe", visibility="group")
    found = review([by_ann, by_bo, again, elsewhere], "gil")
    assert [(entry.outcome.by, entry.outcome.text) for entry in found.agenda] == [
        ("ann", "ann shares"),
        ("ann", "ann again"),
        ("bo", "bo shares"),
    ]
    assert {(entry.session, entry.framework, entry.outcome.prompt) for entry in found.agenda} == {
        ("", "", "")
    }
    own = review([by_ann, by_bo, again, elsewhere], "ann").agenda
    assert [(entry.session, entry.outcome.text) for entry in own] == [
        ("s-1", "ann shares"),
        ("s-1", "ann keeps"),
        ("s-3", "ann again"),
    ]


def test_what_a_presenter_met_is_the_presenter_s() -> None:
    people = {"ann": "self", "bo": "member"}
    session = begin(small_circle(), voice="self", participants=people, presenter="ann")
    session = session.answer("q-told", "x", by="ann")
    assert review([session], "ann").neglected == ("personal", "ethics")
    assert review([session], "bo").neglected == ()
