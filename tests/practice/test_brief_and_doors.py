"""What a language model is told, and what it may call: under the same verdicts as everybody, and a few less rights."""

from __future__ import annotations

import json
from collections.abc import Callable

import attrs
import pytest
from tests.small_frameworks import SETTLED, small_egan, small_johns

from handrail.practice import AdvisedAgainst, Refused, Session, begin
from handrail.practice.brief import NEVER
from handrail.practice.doors import CALLS

MARKER = "NOBODY-SHOULD-SEE-THIS"
PEOPLE = {"anna": "client", "bot": "software"}


def egan(**known: object) -> Session:
    return begin(small_egan(), known={**SETTLED, **known}, participants=PEOPLE)


def test_a_brief_says_where_this_is_what_may_be_asked_and_where_to_go() -> None:
    text = egan().brief().text
    for said in (
        "in the voice 'helper'",
        "# Where this is: 1a (1a)",
        "Aim: The client tells it in their own way.",
        "How: Listen first.",
        "- the client says that they feel understood",
        "- early advice",
        "- Active listening: being there Careful: no parroting",
        "- story: What would you say of story?",
        "- small-step: What would you say of small-step?",
        "- next 1b (1b), because next from 1a to 1b",
        "a sign: a goal is clear",
        "Also open: 1c, 2a, action.",
        "Repairing a rupture (repair), when rupture is yes or check-in is at most 4",
        "Ethical preconditions (hard before anywhere): open",
        "Somebody is in danger (danger): when emergency is yes",
        "Ways of knowing met so far: none; not met: aesthetics and ethics.",
        *NEVER,
    ):
        assert said in text


def test_a_brief_behind_a_shut_gate_gives_the_exact_words_and_nothing_else_to_ask() -> None:
    text = begin(small_egan()).brief().text
    assert (
        "# Before anything else, in exactly these words\n- limits (statement): What would you say of limits?"
        in text
    )
    assert (
        "Ethical preconditions (hard before anywhere): shut; to settle: The person agrees (consent)" in text
    )
    assert "story" not in text
    assert "Blocked: " in text


def test_a_brief_says_what_is_better_not_asked() -> None:
    session = egan(**{"goal-disagreed": "yes"}).move("2b")
    assert "# What is better not asked now\n- goal-doubt: stay with listening" in session.brief().text


def test_a_brief_while_interrupted_names_people_and_asks_nothing() -> None:
    brief = egan().interrupt().brief()
    assert "The session is interrupted. Ask nothing" in brief.text
    assert "- This matters more. I stop here." in brief.text
    assert "story" not in brief.text
    assert {call.partition("(")[0] for call in brief.to_plain()["calls"]} == {
        "say",
        "interrupt",
        "stop",
        "know",
    }


def test_a_brief_is_plain_data_too() -> None:
    plain = egan().ask("story").brief().to_plain()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["waiting"] == "story"
    assert [one["id"] for one in plain["here"]] == ["story", "untidied"]


def test_no_word_that_a_person_wrote_comes_into_a_brief_a_state_a_repr_or_a_message() -> None:
    session = begin(small_egan(), known=SETTLED, terms={"person": MARKER}, participants=PEOPLE, id="s")
    session = (
        session.ask("story", because=MARKER).answer("story", MARKER).say(MARKER).skip("untidied", MARKER)
    )
    session = (
        session.move("1b", because=MARKER)
        .promote("action", MARKER, due="2026-03-09")
        .know("mood", "low", shown=MARKER)
    )
    for one in (session, session.interrupt(), session.stop(MARKER), session.close(MARKER)):
        for shown in (
            one.brief().text,
            one.brief().to_plain(),
            one.state,
            one.events,
            one,
            one.notices,
            one.offer(),
        ):
            assert MARKER not in str(shown)
            assert MARKER not in repr(shown)
    closed = session.close()
    refusing: tuple[Callable[[], object], ...] = (
        lambda: closed.answer("story", MARKER),
        lambda: closed.say(MARKER),
        lambda: session.move(MARKER),
        lambda: session.know("consent", MARKER),
        lambda: session.promote(MARKER, MARKER),
        lambda: session.settle(MARKER, MARKER),
        lambda: session.do(MARKER, {MARKER: MARKER}, "bot"),
        lambda: session.do("answer", {MARKER: MARKER}, "bot"),
        lambda: session.do("answer", {"what": MARKER, "text": MARKER}, "bot"),
    )
    for refused in refusing:
        with pytest.raises(Refused) as error:
            refused()
        assert MARKER not in str(error.value)
        assert MARKER not in repr(error.value)


def test_a_call_does_what_its_verb_does() -> None:
    session = (
        egan()
        .do("ask", {"what": "story"}, "bot")
        .do("answer", {"what": "story", "text": "x"}, "anna", key="k")
    )
    assert session.state.was("story") == "answered"
    assert [event.by for event in session.events[1:]] == ["bot", "anna"]
    assert session.do("move", {"stage": "1b"}, "anna", key="k") is session
    assert session.do("move", {"stage": "1b"}, "bot").state.stage == "1b"
    assert session.do("detour", {"id": "repair"}, "bot").do("come_back", {}, "bot").state.stage == "1a"
    assert session.do("interrupt", {}, "bot").state.status == "suspended"
    assert session.do("stop", {"reason": "x"}, "bot").state.status == "stopped"


def test_calls_come_under_the_same_verdicts() -> None:
    with pytest.raises(AdvisedAgainst):
        egan(**{"goal-disagreed": "yes"}).do("move", {"stage": "1b"}, "bot")
    with pytest.raises(Refused):
        begin(small_egan(), participants=PEOPLE).do("ask", {"what": "story"}, "bot")


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("anser", {}, "no call is called 'anser'; did you mean 'answer'"),
        ("__init__", {}, "a call is named by its id"),
        ("_take", {"event": "x"}, "a call is named by its id"),
        ("to_record", {}, "no call is called 'to_record'"),
        (7, {}, "a call is named by its id"),
        (["ask"], {}, "a call is named by its id"),
        ("answer", {"what": "story"}, "'answer' needs the argument 'text'"),
        (
            "answer",
            {"what": "story", "txt": "x"},
            "no argument of 'answer' is called 'txt'; did you mean 'text'",
        ),
        ("answer", {"what": "story", "text": ["x"]}, "the argument 'text' of 'answer' is a text"),
        ("answer", ["story"], "the arguments of 'answer' are names and values"),
        ("move", {"stage": "1z"}, "no stage is called '1z'"),
        ("say", {"text": "x", "by": "anna"}, "no argument of 'say' is called 'by'"),
    ],
)
def test_a_call_that_is_none_is_refused(name: str, arguments: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        egan().do(name, arguments, "bot")


def test_software_settles_nothing_that_a_gate_or_a_safeguard_hangs_on() -> None:
    session = begin(small_egan(), participants=PEOPLE)
    for by in ("bot", "an undeclared model"):
        for name, arguments in (
            ("know", {"fact": "consent", "value": "yes"}),
            ("know", {"fact": "emergency", "value": "no"}),
            ("know", {"fact": "goal-disagreed", "value": "no"}),
            ("answer", {"what": "agree", "text": "yes"}),
        ):
            with pytest.raises(Refused, match="for a person to settle"):
                session.do(name, arguments, by)
    assert session.do("answer", {"what": "agree", "text": "yes"}, "anna").state.facts["consent"] == "yes"
    assert session.do("know", {"fact": "mood", "value": "low"}, "bot").state.facts["mood"] == "low"


def test_software_never_resumes_closes_or_takes_out_outcomes() -> None:
    stopped = egan().stop()
    for name, arguments in (("resume", {}), ("close", {}), ("promote", {"type": "action", "text": "x"})):
        with pytest.raises(Refused, match="for a person to decide"):
            stopped.do(name, arguments, "bot")
    assert stopped.do("resume", {}, "anna").state.status == "open"
    assert stopped.do("promote", {"type": "action", "text": "x"}, "anna").outcomes[0].by == "anna"


def test_every_call_is_a_verb_with_those_arguments() -> None:
    import inspect

    for name, call in CALLS.items():
        known = inspect.signature(getattr(Session, name)).parameters
        assert {*call.needs, *call.may_have} <= {*known}
        needed = {one for one, how in known.items() if how.default is how.empty and one != "self"}
        assert needed == {*call.needs}


def test_the_brief_of_a_reflection_says_what_is_met() -> None:
    session = begin(small_johns(), minutes=11).answer("effect", "x")
    assert "Ways of knowing met so far: aesthetics; not met: ethics and personal." in session.brief().text
    assert begin(attrs.evolve(small_johns(), selection=None)).brief().text
