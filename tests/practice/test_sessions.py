"""A session as a value: verbs, turns, outcomes, coverage, keys, and one log for all its versions."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable

import attrs
import pytest
from tests.small_frameworks import SETTLED, in_order, small_egan, small_johns

from handrail.framework.values import Edition
from handrail.practice import AdvisedAgainst, Refused, Session, begin, fold
from handrail.practice.coverage import Coverage


def egan() -> Session:
    return begin(small_egan(), known=SETTLED, participants={"anna": "client", "bo": "helper"})


def test_a_verb_gives_the_next_session_and_leaves_this_one_as_it_is() -> None:
    session = egan()
    after = session.answer("story", "x")
    assert len(session.events) == 1
    assert len(after.events) == 2
    assert [one.id for one in session.offer()][:1] == ["story"]


def test_a_session_waits_for_what_was_asked() -> None:
    session = egan().ask(egan().offer().next)  # type: ignore[arg-type]
    assert session.waiting is not None
    assert session.waiting.id == "story"
    assert session.answer(session.waiting, "x").waiting is None
    assert session.skip("story").waiting is None
    assert session.move("1b").waiting is None
    assert session.answer("small-step", "x").waiting is not None


def test_an_answer_that_was_asked_for_is_taken_whatever_is_advised_by_then() -> None:
    session = egan().move("1b").move("1a").ask("other-side").know("goal-disagreed", "yes")
    assert session.answer("other-side", "so be it").state.stage == "1b"
    with pytest.raises(AdvisedAgainst):
        egan().know("goal-disagreed", "yes").answer("other-side", "so be it")


def test_a_prompt_is_named_by_its_offer_itself_or_its_id_and_foreign_ones_by_their_bare_id() -> None:
    session = egan()
    offered = session.offer().here[0]
    assert session.skip(offered).events == session.skip(offered.prompt).events == session.skip("story").events
    assert session.detour("repair").skip("better").events[-1].prompt == "alliance/better"  # type: ignore[union-attr]
    with pytest.raises(Refused, match="no prompt is called 'storey'; did you mean 'story'"):
        session.skip("storey")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Refused):
        egan().answer("story", None)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        egan().say(7)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        egan().say("x", at=7)  # type: ignore[arg-type]


def test_turns_say_who_said_what() -> None:
    session = egan().ask("story", by="bo").answer("story", "It began in spring", by="anna").say("Mm", by="bo")
    assert [(turn.by, turn.text) for turn in session.said()] == [
        ("bo", ""),
        ("anna", "It began in spring"),
        ("bo", "Mm"),
    ]
    assert session.said()[0].wording == "What would you say of story?"
    assert [turn.text for turn in session.said(last=1)] == ["Mm"]
    assert session.said(last=0) == ()
    assert "spring" not in repr(session.said())


def test_who_touched_what_is_kept_by_participant() -> None:
    session = egan().pass_("story", by="bo").answer("story", "x", by="anna").skip("story", by="stranger")
    assert session.state.touched == {"story": {"bo": "passed", "anna": "answered", "": "skipped"}}
    assert session.state.was("story") == "answered"


def test_coverage_names_what_was_met_and_what_was_not() -> None:
    session = begin(small_johns(), minutes=11)
    assert session.coverage == Coverage((), ("aesthetics", "ethics", "personal"))
    session = session.answer("effect", "x").skip("best")
    assert session.coverage == Coverage(("aesthetics",), ("ethics", "personal"))


def test_coverage_without_a_rule_is_of_the_ways_that_the_prompts_have() -> None:
    assert egan().coverage == Coverage((), ("aesthetics", "ethics"))
    assert begin(in_order()).coverage == Coverage((), ())


def test_coverage_does_not_depend_on_the_edition_looked_at() -> None:
    edition = Edition("1994", reference="x", ways={"effect": ("personal",)}, labels={"closing": "Last"})
    framework = attrs.evolve(small_johns(), editions={"1994": edition})
    session = begin(framework, edition="1994").answer("effect", "x")
    assert session.coverage.met == ("aesthetics",)
    assert session.offer().done[0].ways == ("personal",)
    assert session.framework.stage("closing").title == "Last"
    with pytest.raises(Refused, match="no edition is called '1995'"):
        begin(framework, edition="1995")


def test_outcomes_are_promoted_settled_and_named() -> None:
    session = egan().answer("story", "x")
    session = session.promote(
        "learning", "Ask earlier", prompt="story", due="2024-05-03", by="anna", at="2024-05-01"
    )
    session = session.promote("action", "Call her").settle("2", "done")
    first, second = session.outcomes
    assert (first.id, first.type, first.text, first.prompt, first.ways) == (
        "1",
        "learning",
        "Ask earlier",
        "story",
        ("aesthetics",),
    )
    assert (first.status, first.visibility, first.due, first.by) == ("open", "private", "2024-05-03", "anna")
    assert second.status == "done"
    assert "Ask" not in repr(session.outcomes)
    with pytest.raises(Refused, match="no type of outcome is called 'actoin'; did you mean 'action'"):
        session.promote("actoin", "x")
    with pytest.raises(Refused, match="no outcome is called '9'"):
        session.settle("9", "done")
    with pytest.raises(Refused, match="no status of an outcome is called 'finished'"):
        session.settle("1", "finished")


def test_answered_prompts_say_what_they_may_yield() -> None:
    session = begin(small_johns())
    assert session.yields == ()
    assert session.answer("insight", "x").answer("effect", "x").yields == ("insight", "learning")


def test_a_key_counts_once_in_every_version() -> None:
    once = egan().say("x", key="a")
    assert once.say("x", key="a") is once
    later = once.say("y", key="b").move("1b")
    assert later.say("again", key="a") is later
    assert later.move("1a", key="b") is later
    assert len(egan().say("x", key="a").events) == 2
    branch = once.move("2b", key="c")
    assert branch.events[-1].key == "c"
    assert branch.move("1a", key="b").state.stage == "1a"  # the other branch's key is not this one's


def test_an_older_version_goes_its_own_way() -> None:
    session = egan()
    one = session.move("1b").move("1c")
    other = session.move("2b")
    assert one.events[1].stage == "1b"  # type: ignore[union-attr]
    assert other.events[1].stage == "2b"  # type: ignore[union-attr]
    assert list(one.move("1a").state.visits) == ["1a", "1b", "1c"]
    assert list(other.move("1a").state.visits) == ["1a", "2b"]


def test_threads_that_share_a_version_lose_nothing() -> None:
    start = egan()
    shared = [start.say("shared")]
    ends: list[Session] = []
    ready = threading.Barrier(8)

    def walk(name: int) -> None:
        for turn in range(200):
            if turn % 20 == 0:
                ready.wait()  # all eight write to the same version at once
                session = shared[-1]
                session = session.say(f"{name} begins {turn}", key=f"{name}-{turn}")
            session = session.say(f"{name} {turn}")
            if turn % 20 == 19:
                ends.append(session)
                shared.append(session)

    threads = [threading.Thread(target=walk, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for session in ends:
        texts = [turn.text for turn in session.said()]
        name = texts[-1].split()[0]
        own = texts[-21:]
        first = int(own[1].split()[1])
        assert own[0] == f"{name} begins {first}"
        assert own[1:] == [f"{name} {turn}" for turn in range(first, first + 20)]
        assert fold(session.framework, session.events) == session.state


def test_a_session_has_a_plain_repr_and_is_compared_by_what_happened() -> None:
    session = begin(small_egan(), known=SETTLED, id="s-1").answer("story", "secret")
    assert repr(session) == "<Session s-1 of small-egan: open at 1a>"
    assert session == begin(small_egan(), known=SETTLED, id="s-1").answer("story", "secret")
    assert session != begin(small_egan(), known=SETTLED, id="s-1").answer("story", "other")
    assert session != "something else"
    assert {session: 1}[session] == 1


def test_a_framework_to_be_used_by_others_has_nowhere_to_begin() -> None:
    with pytest.raises(Refused, match="has no stages to begin at"):
        begin(attrs.evolve(small_egan(), every_stage={}, detours={}, gates={}, safeguards={}))


def test_participants_have_roles_that_there_are() -> None:
    with pytest.raises(Refused, match="no role is called 'cliant'; did you mean 'client'"):
        begin(small_egan(), participants={"anna": "cliant"})
    with pytest.raises(Refused, match="no participant is called 'bo'"):
        begin(small_egan(), participants={"anna": "client"}, presenter="bo")
    with pytest.raises(Refused, match="no voice is called 'group'"):
        begin(small_egan(), voice="group")


def test_what_could_not_be_read_back_is_refused_before_it_is_taken() -> None:
    session = egan()
    refusing: tuple[Callable[[], object], ...] = (
        lambda: session.answer("story", "x" * 1_000_001),
        lambda: session.skip("story", 7),  # type: ignore[arg-type]
        lambda: session.say("x", at="y" * 1_001),
        lambda: session.say("x", key=b"z"),  # type: ignore[arg-type]
        lambda: session.promote("action", "x", visibility="y" * 1_001),
        lambda: begin(small_egan(), terms={"person": 7}),  # type: ignore[dict-item]
        lambda: begin(small_egan(), past=[[7]]),  # type: ignore[list-item]
        lambda: begin(small_egan(), id="x" * 1_001),
        lambda: session.ask(None),  # type: ignore[arg-type]
    )
    for refused in refusing:
        with pytest.raises(Refused):
            refused()
    long = session.answer("story", "x" * 1_000_000)
    assert Session.from_record(long.to_record()) == long


def test_sessions_that_are_read_back_share_the_framework_that_is_at_hand() -> None:
    here = attrs.evolve(small_egan(), title="At hand")
    session = begin(here, known=SETTLED)
    assert Session.from_record(json.loads(json.dumps(session.to_record()))).framework is here
    reworded = attrs.evolve(here, version="2")  # the same digests, and yet not the same
    other = begin(reworded, known=SETTLED)
    assert Session.from_record(json.loads(json.dumps(other.to_record()))).framework == reworded
