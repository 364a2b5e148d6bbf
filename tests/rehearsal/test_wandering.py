"""Walking at random: the laws are looked at everywhere, and what breaks one is shrunk to what it takes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.small_frameworks import SETTLED, small_egan
from tests.strategies import frameworks

import handrail
from handrail.authoring import Step, Walkthrough, read_walkthroughs, write_walkthrough
from handrail.framework import Framework
from handrail.practice import Offer, Session, begin
from handrail.rehearsal import LAWS, Law, Moment, Wandering, shrunk, walk, wander
from handrail.rehearsal.wandering import TOLD, retraced

SMALL = small_egan()
ANSWERED_THEN_MOVED = Law(
    "never-so",
    "nobody has answered, gone to 2b and stopped",
    lambda moment: "it was so" if _story(moment.after) else "",
)


def _story(session: Session) -> bool:
    state = session.state
    return state.was("story") == "answered" and "2b" in state.visits and state.status == "stopped"


def chance(seed: int = 1) -> Random:
    """Return the same chance for the same seed."""
    return Random(seed)


def until_broken(framework: Framework, *laws: Law) -> Wandering:
    """Return the first walk at random that breaks one of some laws."""
    one = chance()
    for _ in range(300):
        found = wander(framework, one, 40, laws)
        if found.broken is not None:
            return found
    pytest.fail("none of 300 walks breaks a law")


def pasted(framework: Framework, walkthrough: Walkthrough) -> Walkthrough:
    """Return a walk-through written, pasted under its framework and read again."""
    head = f"framework: {framework.id}\nwalkthroughs:\n"
    reading = read_walkthroughs(head + write_walkthrough(walkthrough), find={framework.id: framework}.get)
    [back] = reading.walkthroughs
    return back


def bare(step: Step) -> tuple[Any, ...]:
    """Return a step without its place in a text."""
    return step.kind, bare(step.what) if isinstance(step.what, Step) else step.what, dict(step.beside)


@pytest.mark.parametrize("name", [*handrail.names()])
def test_every_law_holds_on_walks_at_random_through_what_is_shipped(name: str) -> None:
    one, framework = chance(), handrail.load(name)
    assert [found.broken for _ in range(15) if (found := wander(framework, one)).broken] == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(frameworks(), st.integers(0, 10**6))
def test_every_law_holds_in_every_framework_and_what_was_walked_can_be_pasted(
    framework: Framework, seed: int
) -> None:
    found = wander(framework, chance(seed))
    assert found.broken is None
    assert found.session is not None
    back = pasted(framework, found.walkthrough)
    assert [bare(step) for step in back.steps] == [bare(step) for step in found.walkthrough.steps]
    walked = walk(framework, back)
    assert str(walked.failure) == "None"
    assert walked.session == found.session


def test_the_same_chance_walks_the_same_and_another_one_differently() -> None:
    assert wander(SMALL, chance(3)) == wander(SMALL, chance(3))
    assert wander(SMALL, chance(3)) != wander(SMALL, chance(4))
    assert len(wander(SMALL, chance(3), 5).walkthrough.steps) <= 5


def test_what_breaks_a_law_is_shrunk_to_what_it_takes() -> None:
    found = until_broken(SMALL, ANSWERED_THEN_MOVED)
    shortest = shrunk(SMALL, found, (ANSWERED_THEN_MOVED,))
    assert shortest.broken is not None
    assert shortest.broken.how == "it was so"
    walkthrough = shortest.walkthrough
    assert len(walkthrough.steps) == 3
    assert all(step.happens and not step.beside for step in walkthrough.steps)
    assert len(found.walkthrough.steps) > len(walkthrough.steps)
    # the gate has to be open, or nobody may answer; nothing else of the start is needed
    assert sorted(walkthrough.start.get("known", {})) in ([], sorted(SETTLED))
    assert {*walkthrough.start} <= {"voice", "known"}
    for left in range(len(walkthrough.steps)):
        fewer = [step for number, step in enumerate(walkthrough.steps) if number != left]
        assert retraced(SMALL, walkthrough.start, fewer, (ANSWERED_THEN_MOVED,)).broken is None


def test_the_shortest_walk_can_be_pasted_into_a_companion_and_walked() -> None:
    shortest = shrunk(SMALL, until_broken(SMALL, ANSWERED_THEN_MOVED), (ANSWERED_THEN_MOVED,))
    back = pasted(SMALL, shortest.walkthrough)
    assert back.id == "never-so"
    assert back.title == "breaks a law: nobody has answered, gone to 2b and stopped"
    walked = walk(SMALL, back)
    assert walked.passed
    assert walked.session is not None
    assert _story(walked.session)


def test_a_walk_that_breaks_nothing_stays_as_it_is() -> None:
    found = wander(SMALL, chance())
    assert shrunk(SMALL, found) is found


def test_what_fails_at_the_very_beginning_is_a_walk_that_can_be_pasted_too() -> None:
    law = Law("never", "nothing ever begins", lambda _: "it began")
    shortest = shrunk(SMALL, until_broken(SMALL, law), (law,))
    assert (dict(shortest.walkthrough.start), pasted(SMALL, shortest.walkthrough).steps[0].kind) == ({}, "at")


def test_a_crash_is_found_and_shrunk(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Session, *_: object, **__: object) -> Session:
        raise ZeroDivisionError

    monkeypatch.setattr(Session, "skip", broken)
    shortest = shrunk(SMALL, until_broken(SMALL))
    assert shortest.broken is not None
    assert (shortest.broken.law, shortest.broken.how) == (TOLD, "ZeroDivisionError: ")
    [step] = shortest.walkthrough.steps
    assert (step.kind, dict(step.beside)) == ("skip", {})


# -- each law can be broken ----------------------------------------------------------------------------------------


def _status(self: Session, *_: object, **__: object) -> Session:
    return self


def _offer(change: Callable[[Offer], Offer]) -> Callable[[Session], Offer]:
    real = Session.offer

    def offer(self: Session, *_: object, **__: object) -> Offer:
        return change(real(self))

    return offer


def _twice(offer: Offer) -> Offer:
    return attrs.evolve(offer, here=offer.here * 2)


def _forgotten(offer: Offer) -> Offer:
    return attrs.evolve(offer, here=offer.here[:2], done=(), left_out=())


def _longer(offer: Offer) -> Offer:
    return attrs.evolve(offer, minutes=1000)


def _silent(offer: Offer) -> Offer:
    return attrs.evolve(offer, left_out=tuple(attrs.evolve(one, reason="") for one in offer.left_out))


BREAKAGES: dict[str, tuple[str, str, Any]] = {
    "one cannot stop": ("stop", "stop", _status),
    "a safeguard does nothing": ("safeguard", "interrupt", _status),
    "every move stays": ("moves", "move", _status),
    "everything stands there twice": ("offer", "offer", _offer(_twice)),
    "no reason is given for what is left out": ("offer", "offer", _offer(_silent)),
    "what the rule keeps is gone": ("anchors", "offer", _offer(_forgotten)),
    "it takes longer than there is time": ("budget", "offer", _offer(_longer)),
    "words stay when they are taken out": ("redaction", "redact", _status),
}


@pytest.mark.parametrize(("law", "name", "instead"), BREAKAGES.values(), ids=BREAKAGES)
def test_a_law_is_broken_where_something_is_wrong(
    law: str, name: str, instead: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    [one] = [known for known in LAWS if known.name == law]
    johns = handrail.load("johns")
    session = begin(johns, minutes=20).answer("describe", "This is what was said.")
    moment = Moment(begin(johns, minutes=20), Step("answer", ("describe",)), session)
    assert one.broken(moment) == ""
    monkeypatch.setattr(Session, name, instead)
    assert one.broken(moment) != ""


def test_what_changes_behind_ones_back_is_found() -> None:
    laws = {law.name: law for law in LAWS}
    before = begin(SMALL, known=SETTLED)
    after = before.answer("story", "It was so.")
    other = begin(SMALL).say("Good morning.").say("Good evening.")
    assert (
        laws["step"].broken(Moment(before, None, other)) == "what had happened before it is not what it was"
    )
    assert laws["step"].broken(Moment(before, None, after)) == ""
    with pytest.raises(handrail.Refused) as refused:
        after.move("9z")
    error = refused.value
    assert laws["refusal"].broken(Moment(before, None, before, error)) == ""
    assert "something changed" in laws["refusal"].broken(Moment(before, None, after, error))
    for name in ("fold", "input", "record", "words", "interruption", "askable"):
        assert laws[name].broken(Moment(before, None, after)) == ""
    # a state that is not what the events say
    torn = begin(SMALL, known=SETTLED).stop()
    torn._state = after.state
    assert laws["fold"].broken(Moment(before, None, torn)) != ""
    assert laws["input"].broken(Moment(torn, None, after)) != ""
    assert laws["record"].broken(Moment(before, None, torn)) != ""


def test_the_laws_have_names_and_say_what_they_mean() -> None:
    assert len({law.name for law in LAWS}) == len(LAWS)
    assert all(len(law.means.split()) > 3 for law in LAWS)
