"""What does not hold together in a framework made of values, told with the keys that lead there."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.conditions import AllOf, AnyOf, FactTest, Not, VisitTest
from handrail.framework import Framework
from handrail.framework.faults import Fault, faults, stage_path
from handrail.framework.naming import unknown
from handrail.framework.values import (
    HUMAN_HELP,
    Detour,
    Edition,
    Fact,
    Figure,
    Gate,
    OutcomeType,
    Reference,
    Remark,
    Safeguard,
    Skill,
    WayOfKnowing,
)
from handrail.graph import Stage, Transition
from handrail.prompts import Prompt, PromptSet
from handrail.selection import Budget, Occasion, Others, SelectionRule, Share

HELLO = Prompt("hello", {"self": "How is it?"}, "one")
ONE = Stage("one", "One", prompts=PromptSet((HELLO,)))
WHOLE = Framework("f", "F", "reflection", every_stage={"one": ONE}, safeguards={"human-help": HUMAN_HELP})
YES = FactTest("x", "is", "yes")


def whole(**changes: Any) -> Framework:
    """Return a framework that holds together, changed."""
    return attrs.evolve(WHOLE, **changes)


def told(framework: Framework) -> list[tuple[str, tuple[str, ...]]]:
    """Return code and path of every fault."""
    return [(fault.code, fault.path) for fault in faults(framework)]


def with_prompt(**changes: Any) -> Framework:
    """Return the whole framework with its prompt changed."""
    return with_prompts(attrs.evolve(HELLO, **changes))


def with_prompts(*prompts: Prompt, **changes: Any) -> Framework:
    """Return the whole framework with other prompts in its stage."""
    stage = attrs.evolve(ONE, prompts=PromptSet(prompts))
    return whole(every_stage={"one": stage}, **changes)


def with_stage(**changes: Any) -> Framework:
    """Return the whole framework with its stage changed."""
    return whole(every_stage={"one": attrs.evolve(ONE, **changes)})


def with_rule(**rule: Any) -> Framework:
    """Return the whole framework with a rule of selection."""
    return whole(selection=SelectionRule(**rule))


def cited(key: str, thing: Any) -> Framework:
    """Return the whole framework with a thing that cites what is not declared."""
    return whole(**{key: {thing.id: attrs.evolve(thing, reference="r")}})


def edition(**shows: Any) -> Framework:
    """Return the whole framework with an edition."""
    return whole(editions={"1990": Edition("1990", **shows)})


AT = ("stages", "one", "prompts", "hello")


def test_a_framework_that_holds_together_has_no_faults() -> None:
    assert told(WHOLE) == []


@pytest.mark.parametrize(
    ("framework", "code", "path"),
    [
        (whole(every_stage={}), "nothing-to-do", ("purpose",)),
        (whole(purpose="helping", safeguards={}), "no-safeguard", ("purpose",)),
        (whole(start="two"), "unknown-stage", ("start",)),
        (whole(voices=("self", "guide")), "silent-voice", ("voices", "1")),
        (whole(reference="r"), "unknown-reference", ("reference",)),
        (whole(limits=(Remark("l"), Remark("m", "r"))), "unknown-reference", ("limits", "1", "reference")),
        (cited("figures", Figure("g", "t")), "unknown-reference", ("figures", "g", "reference")),
        (cited("skills", Skill("s", "S")), "unknown-reference", ("skills", "s", "reference")),
        (cited("outcomes", OutcomeType("o", "O")), "unknown-reference", ("outcomes", "o", "reference")),
        (
            cited("ways_of_knowing", WayOfKnowing("w", "W")),
            "unknown-reference",
            ("ways_of_knowing", "w", "reference"),
        ),
        (with_prompt(wordings={}), "no-wording", AT),
        (with_prompt(wordings={"self": "Hello", "group": "You"}), "undeclared-voice", (*AT, "group")),
        (with_prompt(wordings={"self": "Hello <you>"}), "unknown-term", (*AT, "self")),
        (with_prompt(ways=("ethics",)), "unknown-way-of-knowing", (*AT, "ways", "0")),
        (with_prompt(yields=("insight", "gold")), "unknown-type-of-outcome", (*AT, "yields", "1")),
        (with_prompt(skills=("s",)), "unknown-skill", (*AT, "skills", "0")),
        (with_prompt(needs=("before",)), "unknown-prompt", (*AT, "needs", "0")),
        (with_prompt(needs=("hello",)), "circle", (*AT, "needs")),
        (with_prompt(asks="x"), "unknown-fact", (*AT, "asks")),
        (with_prompt(only_if=YES), "unknown-fact", (*AT, "only_if")),
        (with_prompt(reference="r"), "unknown-reference", (*AT, "reference")),
        (with_stage(skills=("s",)), "unknown-skill", ("stages", "one", "skills", "0")),
        (with_stage(only_if=VisitTest("two")), "unknown-stage", ("stages", "one", "only_if")),
        (
            with_stage(transitions=(Transition("one", "two", "next", "why"),)),
            "unknown-stage",
            ("stages", "one", "next", "two"),
        ),
        (
            with_stage(transitions=(Transition("one", "", "exit"),)),
            "because-missing",
            ("stages", "one", "exit"),
        ),
        (
            whole(from_anywhere=(Transition("", "two", "back", "why"),)),
            "unknown-stage",
            ("from_anywhere", "back", "two"),
        ),
        (
            whole(facts={"x": Fact("x", until=FactTest("y", "is", "yes"))}),
            "unknown-fact",
            ("facts", "x", "until"),
        ),
        (whole(facts={"x": Fact("x", one_of=("a",), scale=(0, 1))}), "fact", ("facts", "x")),
        (
            whole(gates={"g": Gate("g", "soft", YES, before=("anywhere", "two"))}),
            "unknown-stage",
            ("gates", "g", "before", "1"),
        ),
        (whole(safeguards={"d": Safeguard("d", "D")}), "no-wording", ("safeguards", "d")),
        (
            whole(safeguards={"d": Safeguard("d", "D", {"helper": "Stop"})}),
            "undeclared-voice",
            ("safeguards", "d", "helper"),
        ),
        (
            whole(safeguards={"d": Safeguard("d", "D", {"self": "Stop"}, back_to="two")}),
            "unknown-stage",
            ("safeguards", "d", "back_to"),
        ),
        (whole(detours={"d": Detour("d", "two")}), "unknown-stage", ("detours", "d", "to")),
        (
            whole(detours={"d": Detour("d", "one", reopens=("g",))}),
            "unknown-gate",
            ("detours", "d", "reopens", "0"),
        ),
        (cited("detours", Detour("d", "one")), "unknown-reference", ("detours", "d", "reference")),
        (edition(labels={"one": "First"}), "first-edition-labels", ("editions", "1990", "labels")),
        (edition(questions={"two": "Where?"}), "unknown-stage", ("editions", "1990", "questions", "two")),
        (
            edition(ways={"hello": ("ethics",)}),
            "unknown-way-of-knowing",
            ("editions", "1990", "ways", "hello", "0"),
        ),
        (edition(parts={"All": ("bye",)}), "unknown-prompt", ("editions", "1990", "parts", "All", "0")),
        (with_rule(first=("bye",)), "unknown-prompt", ("selection", "first", "0")),
        (with_rule(cover={"ethics": "hello"}), "unknown-way-of-knowing", ("selection", "cover", "ethics")),
        (with_rule(share=Share("bye", 0.5)), "unknown-prompt", ("selection", "share", "prompt")),
        (with_rule(share=Share("hello", 25)), "not-a-range", ("selection", "share", "of")),
        (with_rule(others=Others(0.5, 0)), "not-a-range", ("selection", "others", "each")),
        (with_rule(others=Others(0.5, 1, 3, 2)), "not-a-range", ("selection", "others", "to")),
        (with_rule(budget=Budget(20, 10)), "not-a-range", ("selection", "budget", "usual")),
        (with_rule(overlap=(("hello", "bye"),)), "unknown-prompt", ("selection", "overlap", "0", "1")),
        (
            with_rule(occasions={"error": Occasion("error", down=("bye",))}),
            "unknown-prompt",
            ("selection", "occasions", "error", "down", "0"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_told_once_with_its_path(framework: Framework, code: str, path: tuple[str, ...]) -> None:
    found = told(framework)
    assert (code, path) in found
    if code != "unknown-stage" or path[0] != "gates":  # a gate also names its fact
        assert len(found) == 1


def test_strands_are_no_place_to_begin_and_hold_no_stages() -> None:
    strand = Stage("beside", "Beside", strand=True, stages=("in",))
    inner = Stage("in", "In", "beside", prompts=PromptSet((attrs.evolve(HELLO, id="in"),)))
    framework = whole(start="beside", every_stage={"one": ONE, "beside": strand, "in": inner})
    assert told(framework) == [
        ("starts-on-strand", ("start",)),
        ("strand-of-stages", ("strands", "beside", "stages")),
    ]


def test_a_holder_has_no_prompts_and_what_it_holds_has_a_path_through_it() -> None:
    holder = attrs.evolve(ONE, stages=("two",))
    inner = Stage("two", "Two", "one", skills=("s",))
    framework = whole(every_stage={"one": holder, "two": inner})
    assert stage_path(framework, "two") == ("stages", "one", "stages", "two")
    assert told(framework) == [
        ("prompts-on-holder", ("stages", "one", "prompts")),
        ("unknown-skill", ("stages", "one", "stages", "two", "skills", "0")),
    ]


def test_ids_are_used_once_now_and_before() -> None:
    other = Stage(
        "two", "Two", prompts=PromptSet((attrs.evolve(HELLO, formerly=("start",)),)), formerly=("one",)
    )
    third = Prompt("third", {"self": "And?"}, formerly=("hello",))
    framework = attrs.evolve(
        WHOLE, every_stage={"one": ONE, "two": other}, prompt_sets={"more": PromptSet((third,), "more")}
    )
    assert told(framework) == [
        ("repeated-id", ("stages", "two", "formerly")),
        ("repeated-id", ("stages", "two", "prompts", "hello")),
        ("repeated-id", ("prompt_sets", "more", "prompts", "third", "formerly")),
    ]


def test_a_prompt_keeps_its_own_former_id() -> None:
    assert told(with_prompt(formerly=("start", "begin"))) == []


def test_every_voice_is_wanted_where_the_framework_says_so() -> None:
    framework = whole(voices=("self", "group"), all_voices=True)
    both = Prompt("both", {"self": "I", "group": "We"})
    assert told(attrs.evolve(framework, prompt_sets={"s": PromptSet((both,), "s")})) == [
        ("voice-missing", AT)
    ]


def test_voices_that_go_together_say_nothing_of_a_prompt_that_has_none_of_them() -> None:
    framework = whole(voices=("self", "group", "guide"), all_voices=("self", "group"))
    prompts = (
        Prompt("both", {"self": "I", "group": "We"}),
        Prompt("apart", {"guide": "You"}),
        Prompt("half", {"group": "We", "guide": "You"}),
    )
    framework = attrs.evolve(framework, prompt_sets={"s": PromptSet(prompts, "s")})
    assert told(framework) == [
        ("voice-missing", AT),
        ("voice-missing", ("prompt_sets", "s", "prompts", "half")),
    ]
    assert told(attrs.evolve(framework, all_voices=("helper",))) == [("unknown-voice", ("all_voices", "0"))]


def test_what_was_taken_may_speak_in_other_voices() -> None:
    taken = Prompt("johns/effect", {"self": "What followed?", "group": "What followed for us?"}, "one")
    assert told(with_prompts(taken)) == []


def test_what_was_taken_needs_its_company() -> None:
    taken = Prompt("johns/how-know", {"self": "What tells me so?"}, "one", needs=("johns/others-feel",))
    [fault] = faults(with_prompts(taken))
    assert fault.message == "'johns/how-know' builds on 'johns/others-feel'; take that as well, or neither"


def test_only_prompts_that_wait_for_a_circle_are_told() -> None:
    needs = {"a": ("b",), "b": ("c",), "c": ("b",), "d": ("e",), "e": ()}
    prompts = [Prompt(id, {"self": id}, "one", needs=wanted) for id, wanted in needs.items()]
    assert [path[3] for _, path in told(with_prompts(*prompts))] == ["a", "b", "c"]


def test_a_condition_is_looked_at_in_every_part() -> None:
    facts = {
        "x": Fact("x"),
        "mood": Fact("mood", one_of=("low", "high")),
        "score": Fact("score", scale=(0, 10)),
    }
    parts = AllOf(
        (
            AnyOf((YES, Not(FactTest("mood", "is", "hihg")))),
            FactTest("mood", "one_of", ("low", "lower")),
            FactTest("mood", "at_least", 3.0),
            FactTest("score", "at_least", 11.0),
            FactTest("score", "is", "3"),
            FactTest("score", "at_most", 3),
            FactTest("gone", "is", "yes"),
            VisitTest("one"),
            VisitTest("two"),
        )
    )
    found = [*faults(attrs.evolve(with_stage(only_if=parts), facts=facts))]
    assert [fault.code for fault in found] == [
        *(
            "unknown-value",
            "unknown-value",
            "wrong-test",
            "off-scale",
            "wrong-test",
            "unknown-fact",
            "unknown-stage",
        ),
    ]
    assert "did you mean 'high'?" in found[0].message


def test_the_choices_of_a_prompt_are_values_of_the_fact_that_it_asks() -> None:
    prompt = attrs.evolve(HELLO, asks="x", choices={"yes": "Yes", "perhaps": "Perhaps"})
    assert told(with_prompts(prompt, facts={"x": Fact("x")})) == [
        ("unknown-value", (*AT, "choices", "perhaps"))
    ]
    assert told(with_prompts(prompt, facts={"x": Fact("x", scale=(0, 10))})) == []


def test_the_librarys_own_safeguard_speaks_in_every_voice_and_cites_nothing() -> None:
    assert {*HUMAN_HELP.wordings} > {*WHOLE.voices}
    assert told(WHOLE) == []


def test_references_that_are_declared_are_no_fault() -> None:
    framework = attrs.evolve(
        WHOLE, reference="r", references={"r": Reference("r")}, limits=(Remark("l", "r"),)
    )
    assert told(framework) == []


def test_a_fault_reads_as_its_keys_and_one_sentence() -> None:
    fault = unknown("way of knowing", "ethcs", ["ethics"], ("stages", "one"))
    said = "no way of knowing is called 'ethcs'; did you mean 'ethics'?"
    assert fault == Fault(
        "unknown-way-of-knowing", ("stages", "one"), "no way of knowing is called 'ethcs'", "ethcs"
    )
    assert fault.message == said
    assert str(fault) == f"stages > one: {said} [unknown-way-of-knowing]"


def test_a_name_without_a_neighbour_is_told_with_what_to_do() -> None:
    assert (
        unknown("stage", "x", ["one"], ()).message
        == "no stage is called 'x'; write one that is there, or add it"
    )


def test_a_very_long_name_is_told_shortly() -> None:
    assert len(unknown("stage", "x" * 10_000, [], ()).message) < 140


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20))
def test_a_prompt_is_told_for_a_circle_when_and_only_when_it_can_never_be_put(
    pairs: list[tuple[int, int]],
) -> None:
    needs: dict[str, set[str]] = {str(number): set() for number in range(13)}
    for one, other in pairs:
        needs[str(one)].add(str(other))
    prompts = [Prompt(id, {"self": id}, "one", needs=tuple(sorted(wanted))) for id, wanted in needs.items()]
    put: set[str] = set()
    while ready := {id for id, wanted in needs.items() if id not in put and wanted <= put}:
        put |= ready
    assert {path[3] for _, path in told(with_prompts(*prompts))} == {*needs} - put
