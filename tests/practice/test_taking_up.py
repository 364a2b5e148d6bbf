"""Taking a session up under another version, one example of each kind of change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from tests.small_frameworks import SETTLED, prompt, small_egan, small_johns, stage

from handrail.conditions import FactTest
from handrail.framework import Framework
from handrail.framework.values import Edition, Fact, Gate, OutcomeType
from handrail.graph import Stage
from handrail.practice import Refused, Session, begin, diff, plan
from handrail.practice.identity import digests
from handrail.prompts import PromptSet
from handrail.publishing.transcript import to_transcript


def with_stages(framework: Framework, **changed: Any) -> Framework:
    """Return version 2 of a framework, with some stages changed, and those taken away that are None."""
    stages = {
        id: attrs.evolve(one, **changed.get(f"_{id}", {}))
        for id, one in framework.every_stage.items()
        if f"_{id}" not in changed or changed[f"_{id}"] is not None
    }
    for id, one in stages.items():
        ways = tuple(way for way in one.transitions if not way.target or way.target in stages)
        held = tuple(inner for inner in one.stages if inner in stages)
        stages[id] = attrs.evolve(one, transitions=ways, stages=held)
    danger = {id: attrs.evolve(one, back_to="1a") for id, one in framework.safeguards.items()}
    return attrs.evolve(framework, version="2", every_stage=stages, safeguards=danger)


def at(place: str, **more: Any) -> Session:
    """Return a session at a stage, with an answer at the first."""
    session = begin(small_egan(), known={**SETTLED, "check-in": 8}, participants={"anna": "client"}, **more)
    return session.answer("story", "It has changed.").move(place)


def codes(session: Session) -> list[str]:
    """Return the codes of a session's notices."""
    return [notice.code for notice in session.notices]


def test_the_same_framework_changes_nothing() -> None:
    session = at("1b")
    assert plan(session, small_egan()).kind == "as-is"
    assert session.take_up(attrs.evolve(small_egan(), version="1.0.1")) is session


def test_other_words_are_safe_and_what_was_said_keeps_its_own() -> None:
    told = prompt("story", wordings={"helper": "What brings you?", "self": "What brings me?"})
    new = with_stages(small_egan(), _1a={"prompts": PromptSet((attrs.evolve(told, stage="1a"),))})
    new = attrs.evolve(small_egan(), every_stage={**small_egan().every_stage, "1c": new.every_stage["1c"]})
    new = attrs.evolve(new, title="Small Egan, reworded", version="2")
    session = at("1b")
    assert plan(session, new).kind == "safe"
    assert plan(session, new).reasons == (
        "the wording differs from now on; what was said keeps the wording it was given to",
    )
    after = session.take_up(new)
    assert after.state == session.state
    assert after.frameworks == (session.framework, new)
    assert after.said()[0].wording == "What would you say of story?"


def test_what_was_not_met_may_change_without_a_consequence() -> None:
    new = with_stages(small_egan(), _2b=None)
    new = attrs.evolve(new, safeguards=small_egan().safeguards)
    session = at("1b")
    assert plan(session, new).kind == "safe"
    assert "what else differs, this session has not met" in plan(session, new).reasons
    assert session.take_up(new).notices == ()


def test_a_renamed_prompt_stays_answered() -> None:
    one = small_egan().every_stage["1a"]
    told, other = one.prompts.prompts
    told, other = (
        attrs.evolve(told, id="telling", formerly=("story",)),
        attrs.evolve(other, needs=("telling",)),
    )
    session = at("1b")
    new = with_stages(small_egan(), _1a={"prompts": PromptSet((told, other))})
    assert plan(session, new).kind == "mapped"
    after = session.take_up(new)
    assert after.state.was("telling") == "answered"
    assert [done.id for done in after.offer().done] == ["telling"]
    assert "the prompt 'story' is called 'telling' now" in [notice.text for notice in after.notices]


def test_a_stage_that_is_gone_suspends_the_session_at_the_one_before() -> None:
    session = at("1c")
    new = with_stages(small_egan(), _1c=None)
    said = plan(session, new)
    assert said.kind == "redo-stage"
    assert said.reasons[:3] == (
        "the stage '1c' is gone",
        "the session stands at '1b' now",
        "the session is suspended until a person takes it up again with resume()",
    )
    after = session.take_up(new)
    assert (after.state.status, after.state.stage) == ("suspended", "1b")
    assert not [*after.offer()]
    with pytest.raises(Refused, match="by a person: name the participant"):
        after.resume()
    with pytest.raises(Refused, match=r"suspended \(the stage where it was is gone\)"):
        after.move("2a")
    assert after.resume(by="anna").move("2a").state.stage == "2a"


@pytest.mark.parametrize(
    ("where", "gone", "near"),
    [
        ("1a", ("1a",), "1b"),  # nothing before it: the first of its holder
        ("2a", ("2", "2a", "2b"), "1a"),  # its holder is gone: what stood before that, and its first
        ("1c", ("1b", "1c"), "1a"),
        ("action", ("action",), "1a"),  # the start
    ],
)
def test_the_nearest_stage_is_one_before_or_what_held_it(
    where: str, gone: tuple[str, ...], near: str
) -> None:
    new = with_stages(small_egan(), **{f"_{id}": None for id in gone})
    new = attrs.evolve(new, safeguards={})
    assert at(where).take_up(new).state.stage == near


def test_a_stage_that_now_holds_others_leads_to_its_first() -> None:
    held = {id: stage(id, prompt(f"in-{id}"), parent="2b") for id in ("goals", "doubts")}
    with_both = attrs.evolve(small_egan(), every_stage={**small_egan().every_stage, **held})
    new = with_stages(with_both, _2b={"prompts": PromptSet(), "stages": ("goals", "doubts")})
    session = at("2b")
    assert plan(session, new).kind == "mapped"
    after = session.take_up(new)
    assert (after.state.status, after.state.stage) == ("open", "goals")


def test_what_was_answered_to_a_prompt_that_is_gone_is_kept_and_counts() -> None:
    new = with_stages(small_egan(), _1a={"prompts": PromptSet((prompt("other", stage="1a"),))})
    session = at("1b")
    after = session.take_up(new)
    assert "story" not in after.state.touched
    assert after.coverage.met == ()  # no prompt has that way any more, so it is not asked for
    assert "It has changed." in to_transcript(after)
    assert "What would you say of story?" in to_transcript(after)
    tagged = PromptSet((prompt("other", stage="1a", ways=("aesthetics",)),))
    assert session.take_up(with_stages(small_egan(), _1a={"prompts": tagged})).coverage.met == ("aesthetics",)


def test_what_comes_back_is_known_again() -> None:
    session = at("1c").answer("what-counts", "The quiet.")
    third = attrs.evolve(small_egan(), version="3", title="With its third task again")
    after = session.take_up(with_stages(small_egan(), _1c=None)).take_up(third)
    assert (after.state.status, after.state.stage, after.state.was("what-counts")) == (
        "open",
        "1c",
        "answered",
    )
    assert "the session is open again, as it was before" in [notice.text for notice in after.notices]


def test_a_fact_with_other_values_is_unknown_and_known_again() -> None:
    framework = small_egan()
    fewer = attrs.evolve(
        framework, facts={**framework.facts, "check-in": Fact("check-in", scale=(0, 5))}, version="2"
    )
    session = at("1b")
    after = session.take_up(fewer)
    assert "check-in" not in after.state.facts
    assert after.notices[0].text == "it is not known any more: check-in; its values have changed"
    back = after.take_up(framework)
    assert back.state == session.state
    assert after.know("check-in", 3).take_up(framework).state.facts["check-in"] == 3
    assert "check-in" not in after.know("check-in", 3).know("check-in", None).take_up(framework).state.facts


def test_a_gate_and_a_safeguard_are_looked_at_anew() -> None:
    framework = small_egan()
    gate = Gate("supervised", "hard", FactTest("mood", "is", "good"), before=("anywhere",))
    gated = attrs.evolve(framework, gates={**framework.gates, "supervised": gate}, version="2")
    after = at("1b").take_up(gated)
    assert (codes(after), after.state.shut) == (["gate-shut"], ("supervised",))
    danger = attrs.evolve(framework.safeguards["danger"], raised_by=FactTest("check-in", "at_least", 7))
    guarded = attrs.evolve(framework, safeguards={"danger": danger}, version="2")
    after = at("1b").take_up(guarded)
    assert (after.state.status, after.state.safeguard) == ("suspended", "danger")
    assert "the session is suspended: Somebody is in danger" in [notice.text for notice in after.notices]
    assert after.take_up(framework).state.status == "open"
    # Whoever says so themselves, in between, is believed.
    assert after.interrupt("danger").take_up(framework).state.status == "suspended"


def test_one_comes_back_from_a_detour_that_is_gone() -> None:
    framework = small_egan()
    own = {id: one for id, one in framework.every_stage.items() if "/" not in id}
    without = attrs.evolve(framework, detours={}, every_stage=own, version="2")
    session = at("1b").detour("repair").answer("alliance/what-happened", "Too fast.")
    after = session.take_up(without)
    assert (after.state.status, after.state.stage, after.state.detours) == ("suspended", "1b", ())
    assert "the detour 'repair' is gone; one is back where one left for it" in plan(session, without).reasons
    assert after.take_up(framework).state == session.state


def test_what_is_awaited_may_be_gone() -> None:
    session = at("1b").ask("other-side", because="it is time")
    after = session.take_up(
        with_stages(small_egan(), _1b={"prompts": PromptSet((prompt("more", stage="1b"),))})
    )
    assert after.waiting is None
    assert after.notices[0].text == "the prompt 'other-side', to which an answer was awaited, is gone"
    assert "*Not answered before the version changed.*" in to_transcript(after)


def test_an_edition_and_an_occasion_that_are_gone_are_told() -> None:
    framework = attrs.evolve(small_egan(), editions={"1990": Edition("1990", labels={"1a": "The story"})})
    session = begin(framework, edition="1990", known=SETTLED)
    after = session.take_up(attrs.evolve(small_egan(), version="2"))
    assert (codes(after), after.framework.edition) == (["edition-gone"], "")
    back = after.take_up(framework)
    assert back.framework.stage("1a").title == "The story"
    assert [one.edition for one in Session.from_record(back.to_record()).frameworks] == ["1990", "", "1990"]


def test_outcomes_of_a_type_that_is_gone_stay() -> None:
    own = attrs.evolve(small_egan(), outcomes={"vow": OutcomeType("vow", "A vow")})
    session = begin(own, known=SETTLED).promote("vow", "To rest.")
    after = session.take_up(attrs.evolve(small_egan(), version="2"))
    assert [(one.type, one.text) for one in after.outcomes] == [("vow", "To rest.")]
    assert after.settle("1", "done").outcomes[0].status == "done"
    assert "A vow" in to_transcript(after)


def test_headings_of_before_stay_over_what_was_said_before() -> None:
    session = at("1b")
    new = with_stages(small_egan(), _1a={"title": "Picture"}, _1b={"title": "Angles"})
    shown = to_transcript(session.take_up(new).answer("other-side", "They meant well.", key="k"))
    assert shown.index("## 1a") < shown.index("*Taken up under another version*: Small Egan 2")
    assert shown.index("*Taken up under another version*") < shown.index("## 1b Angles")


def test_a_closed_session_is_taken_up_and_stays_closed() -> None:
    session = at("1c").promote("action", "Ring her.").close()
    after = session.take_up(with_stages(small_egan(), _1c=None))
    assert (after.state.status, after.state.stage) == ("closed", "1b")
    assert after.settle("1", "done").outcomes[0].status == "done"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: attrs.evolve(one, id="other"), "'other' is another framework; if it is the same"),
        (
            lambda one: attrs.evolve(one, voices=("self",)),
            "speaks in the voice 'helper', and version 1.0.0 has",
        ),
        (lambda one: attrs.evolve(one, every_stage={}), "has no stages to go on at"),
        (
            lambda one: attrs.evolve(one, every_stage={"new": Stage("new", "New")}),
            "no stage is left in version 1.0.0",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_reasons(
    change: Callable[[Framework], Framework], said: str
) -> None:
    session = at("1b")
    new = attrs.evolve(change(small_egan()), gates={}, safeguards={}, detours={})
    assert plan(session, new).kind == "blocked"
    with pytest.raises(Refused, match=said):
        session.take_up(new)


def test_a_framework_under_another_id_says_what_it_was_called() -> None:
    session = at("1b")
    new = attrs.evolve(small_egan(), id="smaller-egan", formerly=("small-egan",))
    after = session.take_up(new)
    assert after.framework.id == "smaller-egan"
    assert Session.from_record(after.to_record()) == after
    assert after.take_up(small_egan()).state == session.state


def test_a_repeated_request_counts_once() -> None:
    new = with_stages(small_egan(), _1c=None)
    after = at("1b").take_up(new, key="k")
    assert after.take_up(small_egan(), key="k") is after
    assert len(after.events) == len(at("1b").events) + 1


def test_two_prompts_made_one_are_two_again_when_one_goes_back() -> None:
    both = prompt("told", formerly=("untidied", "story"), stage="1a")
    new = with_stages(small_egan(), _1a={"prompts": PromptSet((both,))})
    session = at("1b")
    after = session.take_up(new)
    assert after.state.was("told") == "answered"
    assert (after.take_up(small_egan()).state.was("untidied"), session.state.was("untidied")) == ("", "")
    assert after.take_up(small_egan()).state == session.state
    skipped = session.skip("untidied").take_up(new)
    assert skipped.state.was("told") == "answered"


def test_an_older_session_is_not_touched_by_what_a_newer_one_becomes() -> None:
    session = at("1b")
    after = session.take_up(with_stages(small_egan(), _1c=None))
    assert session.move("1c").events[-1].stage == "1c"  # type: ignore[union-attr]  # it is a move
    assert after.framework.version == "2"
    assert session.framework.version == "1.0.0"


def test_a_sitting_goes_on_with_what_it_has_left() -> None:
    session = begin(small_johns(), minutes=20)
    session = session.answer(session.offer().next or "", "It was loud.")
    new = attrs.evolve(small_johns(), selection=None, version="2")
    assert plan(session, new).kind == "safe"
    assert [one.id for one in session.take_up(new).offer()]


def test_what_differs_is_told_thing_by_thing() -> None:
    old = small_egan()
    one = old.every_stage["1a"]
    told = attrs.evolve(one.prompts.prompts[0], id="telling", formerly=("story",), kind="exercise")
    new = with_stages(
        old, _1a={"prompts": PromptSet((told,)), "title": "Anew"}, _1c=None, _action={"strand": False}
    )
    new = attrs.evolve(
        new,
        facts={**old.facts, "mood": Fact("mood", one_of=("low", "good"))},
        gates={"ethics": attrs.evolve(old.gates["ethics"], before=("1a",))},
        safeguards=old.safeguards,
    )
    changes = diff(old, new)
    assert ("prompt", "telling") in [(change.sort, change.id) for change in changes.renamed]
    assert ("stage", "1c") in [(change.sort, change.id) for change in changes.removed]
    assert [str(change) for change in changes.moved] == ["stage 'action': is a stage now"]
    assert "gate 'ethics': is gated anew (before)" in changes.told()
    assert [str(change) for change in changes.rekinded] == [
        "fact 'mood': has another 'one of'",
        "prompt 'telling': has another 'kind'",
    ]
    assert "stage '1a': is worded anew (title)" in [str(change) for change in changes.reworded]
    assert "stage '1b': other ways lead on" in [str(change) for change in changes.transitions]
    assert digests(old) != digests(new)
