"""Paths: while something is so, a sitting holds other prompts or fewer; nothing is blocked, and nothing is lost."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_frameworks import prompt, small_johns

from handrail.conditions import AllOf, AnyOf, FactTest, Not
from handrail.framework.values import Fact
from handrail.practice import Refused, Session, begin, fold, step
from handrail.practice.events import Known
from handrail.practice.paths import lines_of
from handrail.prompts import PromptSet
from handrail.selection import Familiarity, Path

TIRED, WATCHED = FactTest("before", "includes", "tired"), FactTest("before", "includes", "watched")
PATHS = {
    "rest": Path("rest", TIRED, "tired", ("feel-now",), yields=("self-care-action",), notice="Rest first."),
    "short": Path("short", WATCHED, "watched", ("describe", "power", "insight"), {"describe": 2}),
    "word": Path("word", FactTest("before", "includes", "again"), "again", notice="Talk with <person>."),
}


def johns(**more: object) -> Session:
    """Return a sitting of a small Johns that asks beforehand whether something is so."""
    framework = small_johns()
    asked = prompt("whether", asks="before", choices={"tired": "worn out, or ill"}, sitting="preface")
    first = framework.every_stage["looking-in"]
    first = attrs.evolve(first, prompts=PromptSet((attrs.evolve(asked, stage=first.id), *first.prompts)))
    assert framework.selection is not None
    framework = attrs.evolve(
        framework,
        every_stage={**framework.every_stage, first.id: first},
        facts={"before": Fact("before", some_of=("tired", "watched", "again", "none"))},
        prompt_sets={"more": PromptSet((prompt("power"),), "more")},
        terms={"person": "somebody"},
        selection=attrs.evolve(
            framework.selection,
            paths=PATHS,
            familiarity={
                "novice": Familiarity("novice", "strict", 3, skip_reasons=("too raw", "no time")),
                "experienced": Familiarity("experienced", "free", None, "on-request"),
            },
        ),
    )
    return begin(framework, voice="self", **{"minutes": 20, **more})  # type: ignore[arg-type]


def ids(prompts: object) -> list[str]:
    return [one.id for one in prompts]  # type: ignore[attr-defined]


def test_a_path_holds_its_prompts_and_leaves_out_all_others_with_its_reason() -> None:
    session = johns().answer("whether", "worn out, or ill")
    offer = session.offer()
    assert (offer.path, offer.notice) == ("rest", "Rest first.")
    assert ids(offer) == ["feel-now"]
    assert offer.beside == ()
    assert offer.later == ()
    assert {one.code for one in offer.left_out} == {"path"}
    assert {one.reason for one in offer.left_out} == {"It is not asked while this holds: tired."}
    assert ids(offer.left_out) == ["settle", "describe", "effect", "best", "past", "insight", "draw"]
    assert [(one.code, one.text) for one in session.notices] == [("path", "Rest first.")]


def test_a_path_is_left_as_soon_as_what_led_to_it_is_not_known_any_more() -> None:
    session = johns().answer("describe", "It rained.").know("before", ("tired",))
    assert ids(session.offer()) == ["feel-now"]
    assert ids(session.offer().done) == ["describe"]
    after = session.know("before", None)
    assert after.offer() == johns().answer("describe", "It rained.").offer()
    assert after.notices == ()
    assert johns().skip("whether").offer().path == johns().answer("whether", "a little").offer().path == ""


def test_the_first_path_that_holds_counts_and_unknown_is_not_yes() -> None:
    assert johns(known={"before": ("again", "watched", "tired")}).offer().path == "rest"
    assert johns(known={"before": ("again", "watched")}).offer().path == "short"
    assert johns(known={"before": "none"}).offer().path == ""
    assert johns().offer().path == ""


def test_a_path_without_prompts_has_a_word_and_takes_nothing_away() -> None:
    session = johns(known={"before": "again"}, terms={"person": "Ann"})
    assert ids(session.offer()) == ids(johns().offer())
    assert (session.offer().path, session.offer().notice) == ("word", "Talk with Ann.")
    assert [one.code for one in session.notices] == ["path"]


def test_a_path_begins_once_and_says_so_once() -> None:
    session = johns(known={"before": "tired"})
    assert [one.code for one in session.notices] == ["path"]
    assert session.know("before", ("tired", "watched")).notices == ()
    other = session.know("before", "watched")
    assert [one.text for one in other.notices] == ["another path applies: watched"]
    assert [
        one.code for one in step(johns().framework, johns().state, Known("before", ("tired",))).notices
    ] == ["path"]


def test_whatever_a_path_leaves_out_can_be_asked_for_and_answered() -> None:
    session = johns(known={"before": "tired"})
    for left in session.offer().left_out:
        session = session.ask(left).answer(left, "all the same")
    assert ids(session.offer().done) == [
        *("whether", "settle", "describe", "effect", "best", "past", "insight", "draw")
    ]
    assert ids(session.offer()) == ["feel-now"]


def test_a_path_may_name_a_prompt_of_a_set() -> None:
    offer = johns(known={"before": "watched"}).offer()
    assert ids(offer) == ["describe", "power", "insight"]
    assert "power" not in ids((*johns().offer(), *johns().offer().left_out))


def test_a_prompt_with_little_room_says_so_wherever_it_is_put() -> None:
    session = johns(known={"before": "watched"})
    offered = session.offer().here[0]
    assert (offered.prompt.lines, offered.how, offered.minutes) == (2, "Two lines at most this time.", 3)
    waiting = session.ask("describe").waiting
    assert waiting is not None
    assert waiting.how == offered.how
    assert "No more than 2 lines are asked for." in session.brief().text
    assert johns().offer().here[2].prompt.lines == 0


def test_an_answer_that_is_longer_is_kept_whole_with_a_kind_word() -> None:
    session = johns(known={"before": "watched"})
    assert session.answer("describe", "One.\n\nTwo.").notices == ()
    longer = session.answer("describe", "One.\nTwo.\nThree.")
    assert longer.said()[-1].text == "One.\nTwo.\nThree."
    assert [one.code for one in longer.notices] == ["longer"]
    assert "kept" in longer.notices[0].text
    assert session.answer("insight", "One.\nTwo.\nThree.").notices == ()


@pytest.mark.parametrize(
    ("text", "lines"), [("", 0), ("a", 1), ("a\nb\n\n", 2), ("a" * 100, 1), ("a" * 101, 2), ("a" * 250, 3)]
)
def test_a_line_is_one_that_is_written_or_a_hundred_characters_of_it(text: str, lines: int) -> None:
    assert lines_of(text) == lines


def test_what_a_path_yields_is_offered_first() -> None:
    session = johns(known={"before": "tired"}).answer("effect", "x")
    assert session.yields == ("self-care-action", "learning")
    assert session.know("before", None).yields == ("learning",)


def test_software_settles_nothing_that_a_path_hangs_on() -> None:
    with pytest.raises(Refused, match="for a person to settle"):
        johns().do("know", {"fact": "before", "value": "none"}, by="model")


def test_whoever_speaks_is_told_of_the_path() -> None:
    brief = johns(known={"before": "tired"}).brief()
    assert brief.plain["path"] == {"id": "rest", "title": "tired", "notice": "Rest first."}
    assert "this holds: tired. Rest first." in brief.text


def test_a_path_needs_no_minutes_and_has_no_floor() -> None:
    assert ids(johns(known={"before": "tired"}, minutes=None).offer()) == ["feel-now"]
    few = johns(known={"before": "tired"}, minutes=3).offer()
    assert (ids(few), few.instead) == (["feel-now"], ())


def test_a_path_that_asks_for_more_than_one_thing_is_read_like_any_condition() -> None:
    both = Path("both", AllOf((TIRED, Not(AnyOf((WATCHED,))))), "tired alone", ("insight",))
    framework = johns().framework
    assert framework.selection is not None
    framework = attrs.evolve(framework, selection=attrs.evolve(framework.selection, paths={"both": both}))
    assert begin(framework, known={"before": "tired"}).offer().path == "both"
    assert begin(framework, known={"before": ("tired", "watched")}).offer().path == ""


FACTS = st.lists(st.sampled_from(["tired", "watched", "again", "none"]), unique=True).map(
    lambda some: some or None
)


@given(st.lists(FACTS | st.sampled_from(["describe", "effect", "feel-now", "past"]), max_size=8))
def test_for_every_walk_the_path_is_what_the_facts_say_and_answers_stay(walk: list[object]) -> None:
    session = johns()
    answered: set[str] = set()
    for one in walk:
        if isinstance(one, str):
            session, answered = session.answer(one, "words"), {*answered, one}
        else:
            session = session.know("before", one)
    known = session.state.facts.get("before", ())
    assert isinstance(known, tuple)
    led = dict(zip(PATHS, ("tired", "watched", "again"), strict=True))
    wanted = next((path for path, fact in led.items() if fact in known), "")
    offer = session.offer()
    assert offer.path == wanted
    assert {*ids(offer.done)} == answered
    assert not answered & {*ids(offer), *ids(offer.left_out)}
    assert fold(session.framework, session.events) == session.state
    assert Session.from_record(session.to_record()).offer() == offer


# How somebody with so much practice is offered prompts.


def test_the_order_is_told_and_blocks_nothing() -> None:
    orders = {name: johns(familiarity=name).offer().order for name in ("novice", "developing", "experienced")}
    assert orders == {"novice": "strict", "developing": "suggested", "experienced": "free"}
    assert johns(familiarity="novice").answer("insight", "first of all").state.was("insight") == "answered"


def test_a_novice_may_say_why_and_nobody_has_to() -> None:
    offer = johns(familiarity="novice").offer()
    assert offer.skip_reasons == ("too raw", "no time")
    assert johns().offer().skip_reasons == ()
    assert johns(familiarity="novice").skip("describe").state.was("describe") == "skipped"


@pytest.mark.parametrize("minutes", [20, None])
def test_on_a_blank_page_the_prompts_come_when_they_are_asked_for(minutes: int | None) -> None:
    session = johns(familiarity="experienced", minutes=minutes)
    assert ids(session.offer()) == ["whether", "settle", "describe", "feel-now"]
    asked = [one for one in session.offer().left_out if one.code == "on-request"]
    assert ids(asked) == ["effect", "best", "past", "insight"]
    assert {one.reason for one in asked} == {"It comes when it is asked for, by its name."}
    session = session.ask("best")
    assert session.waiting is not None
    session = session.answer(session.waiting, "Hers, mostly.")
    assert session.coverage.not_met == ("aesthetics", "personal")
    assert "best" not in ids(session.offer().left_out)


def test_a_path_goes_before_a_blank_page() -> None:
    assert ids(johns(familiarity="experienced", known={"before": "tired"}).offer()) == ["feel-now"]
