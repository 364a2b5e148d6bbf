"""Going back to a version and forth again, in the rare cases: each law of `test_migrating` once missed one of them."""

from __future__ import annotations

import attrs
from tests.practice.test_taking_up import at, codes, with_stages
from tests.small_frameworks import prompt, small_egan, small_johns, stage

from handrail.conditions import FactTest, VisitTest
from handrail.framework import Framework
from handrail.framework.values import Fact
from handrail.practice import Session, begin
from handrail.prompts import PromptSet


def holding_two() -> Framework:
    """Return a version in which what was one stage holds two."""
    held = {id: stage(id, prompt(f"in-{id}"), parent="2b") for id in ("goals", "doubts")}
    both = attrs.evolve(small_egan(), every_stage={**small_egan().every_stage, **held})
    return with_stages(both, _2b={"prompts": PromptSet(), "stages": ("goals", "doubts")})


def without_what_held_them() -> Framework:
    """Return a later version, in which the two stand by themselves."""
    second = holding_two()
    alone = {"parent": "2"}
    two = {"stages": ("2a", "goals", "doubts")}
    return attrs.evolve(with_stages(second, _2b=None, _goals=alone, _doubts=alone, _2=two), version="3")


def guarded(version: str = "2") -> Framework:
    """Return a version in which a high check-in interrupts."""
    framework = small_egan()
    danger = attrs.evolve(framework.safeguards["danger"], raised_by=FactTest("check-in", "at_least", 7))
    return attrs.evolve(framework, safeguards={"danger": danger}, version=version, title=f"Version {version}")


def check_undone(session: Session, other: Framework) -> None:
    """Check that a session stands where it stood after it was under another version for nothing."""
    assert session.take_up(other).take_up(session.framework).state == session.state


def test_nobody_is_kept_from_a_stage_that_is_there_by_one_that_is_gone() -> None:
    second, third = holding_two(), without_what_held_them()
    session = at("2b").take_up(second)
    assert (session.state.status, session.state.stage) == ("open", "goals")
    after = session.take_up(third)
    assert (after.state.status, after.state.stage) == ("open", "goals")
    assert after.notices == ()
    check_undone(after, second)


def test_a_session_goes_back_and_forth_after_what_awaited_an_answer_had_it() -> None:
    second, third = holding_two(), without_what_held_them()
    later = at("2b").take_up(second).ask("in-goals").take_up(third).answer("in-goals", "To rest.")
    assert later.state.status == "open"
    check_undone(later, second)


def test_what_interrupted_waits_for_a_person_when_one_goes_back_and_forth() -> None:
    session = at("1b").take_up(guarded()).know("check-in", 6)
    assert (session.state.status, session.state.safeguard) == ("suspended", "danger")
    check_undone(session, small_egan())


def test_what_interrupted_waits_for_a_person_under_the_next_version_too() -> None:
    session = at("1b").take_up(guarded()).know("check-in", 6)
    after = session.take_up(guarded("3"))
    assert (after.state.status, after.state.safeguard) == ("suspended", "danger")
    assert after.take_up(small_egan()).state.status == "open"


def test_who_interrupts_once_more_is_believed_under_every_version() -> None:
    settled = at("1b").take_up(guarded()).know("check-in", 6).resume(by="anna").move("1b")
    for session in (settled, settled.take_up(guarded("3"))):
        after = session.interrupt("danger")
        assert after.take_up(small_egan()).state.status == "suspended"
        check_undone(after, small_egan())


def test_what_a_guide_is_asked_stays_asked() -> None:
    johns = small_johns()
    guides = prompt("for-guides", wordings={"guide": "What do you wonder about?"}, stage="looking-out")
    session = begin(johns, participants={"anna": "member", "gita": "guide"}, presenter="anna")
    place = session.framework.every_stage[session.state.stage]
    held = attrs.evolve(place, prompts=place.prompts | PromptSet((attrs.evolve(guides, stage=place.id),)))
    johns = attrs.evolve(
        johns, every_stage={**johns.every_stage, place.id: held}, voices=(*johns.voices, "guide")
    )
    session = begin(johns, participants={"anna": "member", "gita": "guide"}, presenter="anna")
    session = session.ask("for-guides", by="gita")
    assert session.state.waiting == "for-guides"
    after = session.take_up(attrs.evolve(johns, version="2", title="Reworded"))
    assert (after.state, after.notices) == (session.state, ())


def test_what_has_ended_is_unknown_to_every_version() -> None:
    first = small_egan()
    ends = Fact("check-in", scale=(0, 5), until=VisitTest("1c"))
    second = attrs.evolve(first, facts={**first.facts, "check-in": ends}, version="2")
    session = at("1b").take_up(second).know("check-in", 3)
    after = session.move("1c")
    assert "check-in" not in after.state.facts
    back = after.take_up(first)
    assert "check-in" not in back.state.facts
    assert "fact-known" not in codes(back)
