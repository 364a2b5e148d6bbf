"""Walking a framework by script: what happens, what must hold, and how a failure explains itself."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.small_frameworks import small_egan

import handrail
from handrail import practice
from handrail.authoring import (
    Problem,
    Reading,
    Walkthrough,
    check_walkthroughs,
    read_walkthroughs,
    walk_keys,
    words,
)
from handrail.cataloguing import file_of, find_from
from handrail.errors import FrameworkError
from handrail.practice import LeftOut, verdicts
from handrail.practice.checking import ROLES
from handrail.practice.effects import OUTCOME_STATUSES, VISIBILITIES
from handrail.practice.state import STATUSES
from handrail.rehearsal import Walked, walk
from handrail.selection import Omission

HEAD = "framework: small-egan\nwalkthroughs:\n  w:\n"
OPEN = HEAD + "    start: {known: {consent: yes, limits-told: yes}}\n"
SMALL = small_egan()


def read(text: str) -> Reading:
    """Return walk-throughs of the small framework."""
    return read_walkthroughs(text, "small-egan.walkthroughs.yaml", {"small-egan": SMALL}.get)


def walked(*steps: str, head: str = OPEN) -> Walked:
    """Return what comes of one walk-through, by its steps."""
    reading = read(head + "    steps:\n" + "".join(f"      - {step}\n" for step in steps))
    [walkthrough] = reading.walkthroughs
    return walk(reading.framework, walkthrough)


def said(*steps: str, head: str = OPEN) -> str:
    """Return why a walk-through fails at its last step, in one sentence, without the name of it."""
    found = walked(*steps, head=head)
    assert found.failure is not None
    assert found.failure.problem.line == (head + "    steps:\n").count("\n") + len(steps)
    return found.failure.problem.message.removeprefix("in 'w', ")


HOLDS = {
    "answers, with a stand-in": ("answer: [story, untidied]", "not_offered: {story: done, untidied: done}"),
    "what comes next, in which order": ("next: story", "order: suggested", "answer: story", "next: untidied"),
    "asking and waiting": ("ask: story", "waiting: story"),
    "leaving out": ("skip: story", "not_offered: {untidied: needs}", "not_offered: story"),
    "moving and strands": ("move: 2b", "at: 2b", "at: 2", "move: action", "offered: small-step", "move: 1a"),
    "the suggested way on": ("suggested: 1b", "answer: story", "move: 1b", "suggested: 1c"),
    "advice": (
        "known: {goal-disagreed: yes}",
        "{advised_against: {move: 1b}, why: readiness}",
        "{advised_against: {ask: other-side}, why: gate}",
        "{advised_against: {move: 1b}, why: goal-disagreed}",
        "{move: 1b, because: they asked for it}",
        "not_offered: {other-side: advised-against}",
        "{answer: other-side, because: they asked for it}",
    ),
    "danger, known or said": (
        "detour: repair",
        "known: {emergency: yes}",
        "status: suspended",
        "{refused: {move: 1a}, why: danger}",
        "{refused: {resume: now}, why: emergency}",
        "known: {emergency: no}",
        "resume: the crisis team has been",
        "at: 1c",
        "safeguard: danger",
        "{refused: {detour: repair}, why: safeguard}",
    ),
    "a detour and back": (
        "move: 2a",
        "known: {check-in: 3}",
        "detour: repair",
        "at: notice",
        "{refused: {detour: repair}, why: detour}",
        "{refused: {move: 2b}, why: repair}",
        "offered: what-happened",
        "come_back:",
        "at: 2a",
    ),
    "facts": (
        "known: {mood: low, supports: [work, family], check-in: 0}",
        "facts: {mood: low, supports: [family, work], check-in: 0, rupture: unknown}",
        "known: {mood: unknown}",
        "facts: {mood: unknown}",
    ),
    "outcomes": (
        "{promote: action, text: A walk., prompt: small-step, due: 2026-03-09}",
        "promote: insight",
        "settle: {1: done}",
        "outcomes: {action: done, insight: open}",
        "outcomes: [insight, action]",
    ),
    "ways of knowing": (
        "not_met: [aesthetics, ethics]",
        "answer: story",
        "met: aesthetics",
        "not_met: ethics",
    ),
    "stopping and closing": (
        "stop:",
        "status: stopped",
        "resume:",
        "replan: {minutes: 20}",
        "close: all is said",
        "status: closed",
        "{refused: {answer: story}, why: status}",
        "refused: {move: 1a}",
    ),
}


@pytest.mark.parametrize("steps", HOLDS.values(), ids=HOLDS)
def test_what_happens_as_it_is_written_holds(steps: tuple[str, ...]) -> None:
    assert str(walked(*steps).failure) == "None"


def test_a_hard_gate_needs_its_own_prompts_and_refuses_everything_else() -> None:
    found = walked(
        "needed: [limits, agree]",
        "not_offered: story",
        "{refused: {move: 1b}, why: ethics}",
        "{refused: {answer: story}, why: consent}",
        "{answer: limits, value: yes}",
        "needed: agree",
        "{answer: agree, text: I agree}",
        "facts: {consent: yes}",
        "offered: story",
        head=HEAD,
    )
    assert str(found.failure) == "None"


DIFFERS = {
    "at: 1b": "one should be at '1b' here, and is at '1a'",
    "status: closed": "the session should be closed here, and is open",
    "offered: [story, goal]": "these should be offered here, and are not: 'goal'",
    "not_offered: story": "'story' should not be offered here, and is",
    "not_offered: {goal: done}": "'goal' should be left out here because of 'done', and it has no place here",
    "next: goal": "'goal' should come next here, and 'story' does",
    "order: strict": "the order should be strict here, and is suggested",
    "needed: limits": "a gate should need limits first here, and needs nothing",
    "waiting: story": "'story' should wait for an answer here, and nothing waits",
    "suggested: 2b": "2b should be suggested here, and 1b is",
    "refused: {move: 1b}": "'move: 1b' should be refused here, and is taken",
    "advised_against: {move: 1b}": "'move: 1b' should be advised against here, and is taken",
    "refused: {detour: repair}": "'detour: repair' should be refused here, and is taken",
    "facts: {mood: low}": "the fact 'mood' should be 'low' here, and is unknown",
    "facts: {consent: no}": "the fact 'consent' should be 'no' here, and is 'yes'",
    "outcomes: {action: done}": "action (done) should be among the outcomes here, and they are: nothing",
    "met: ethics": "the answers should have drawn on ethics by here, and have not",
    "not_met: personal": "no answer should have drawn on personal (which is not asked for here) by here",
    "come_back:": "'come_back' is refused here: ",
    "resume: now": "'resume' is refused here: the session is open already",
    "settle: {2: done}": "'settle: 2' is refused here: ",
}


@pytest.mark.parametrize("step", DIFFERS)
def test_what_differs_is_told_in_a_sentence_at_its_step(step: str) -> None:
    assert said("say: Good morning.", step).startswith(DIFFERS[step])


def test_a_refusal_for_another_reason_is_told() -> None:
    assert said("safeguard: danger", "{refused: {move: 1b}, why: status}").startswith(
        "'move: 1b' should be refused here because of 'status', and is because of 'safeguard': the session is"
    )
    assert said("stop:", "{refused: {move: 1b}, why: readiness}").startswith(
        "'move: 1b' should be refused here because of 'readiness', and is because of 'status'"
    )


def test_a_failure_lists_what_was_possible() -> None:
    found = walked("known: {goal-disagreed: yes}", "skip: story", "answer: goal", "at: 2a")
    assert str(found.failure).splitlines() == [
        "small-egan.walkthroughs.yaml:9:9: in 'w', one should be at '2a' here, and is at '2b' [walkthrough]",
        " 9 |       - at: 2a",
        "   |         ^",
        "    at 2b (2b), open",
        "    known: consent, limits-told, goal-disagreed",
        "    offered: small-step",
        "    left out: goal-doubt (advised-against: stay with listening, and agree anew on what this is for)",
        "    done: story (skipped), goal (answered)",
        "    may go to: 1a, 1c, 2a, action",
        "    advised against: 1b (stay with listening, and agree anew on what this is for)",
        "    detours: repair",
    ]


def test_a_walk_that_cannot_begin_says_so_where_it_is_written() -> None:
    found = walked("at: 1a", head=HEAD + "    start: {participants: {ana: software}, presenter: ana}\n")
    assert found.session is None
    assert found.failure is not None
    assert (found.failure.problem.line, found.failure.problem.column) == (3, 3)
    assert "cannot begin like this: whoever presents" in str(found.failure)


def test_no_word_that_is_said_stands_in_a_failure() -> None:
    found = walked("{answer: story, text: SECRET}", "say: SECRET", "refused: {say: SECRET}")
    assert found.failure is not None
    assert "SECRET" not in found.failure.problem.message + "".join(found.failure.possible)


def test_walking_is_a_function_of_its_arguments() -> None:
    steps = ("answer: story", "move: 1b", "at: 1b")
    assert walked(*steps) == walked(*steps)
    assert isinstance(walked(*steps).walkthrough, Walkthrough)


# -- reading -----------------------------------------------------------------------------------------------------


def told(text: str) -> list[str]:
    """Return what is wrong with a companion."""
    problems = check_walkthroughs(text, "w.yaml", {"small-egan": SMALL}.get)
    assert all(isinstance(problem, Problem) for problem in problems)
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in problems]


def test_a_companion_has_all_its_problems_told_at_once_and_in_their_places() -> None:
    assert told("") == ["1:1 empty"]
    assert told("walkthroughs: {}\n") == ["1:1 key-missing"]
    assert told("framework: small-egan\n") == ["1:1 key-missing"]
    assert told("framework: other\nwalkthroughs: {w: {steps: [{at: 9z}]}}\n") == ["1:1 unknown-framework"]
    assert told(HEAD + "    steps:\n      - at: 9z\n      - answer: stroy\n      - moev: 1a\n") == [
        "5:9 unknown-stage",
        "6:9 unknown-prompt",
        "7:9 unknown-key",
    ]


def test_a_companion_of_a_broken_framework_says_whose_problem_it_is() -> None:
    def find(id: str) -> None:
        handrail.authoring.read("framework: small-egan\n")

    with pytest.raises(FrameworkError, match="'small-egan' has problems of its own; mend them first"):
        read_walkthroughs(OPEN + "    steps: [{at: 1a}]\n", find=find)


def test_walk_throughs_in_a_framework_are_no_part_of_it() -> None:
    text = "framework: f\ntitle: F\npurpose: reflection\nstages: {a: Hello, b: Bye}\n"
    plain = handrail.authoring.reading(text)
    with_walks = handrail.authoring.reading(text + "walkthroughs: {w: {steps: [{answer: a}, {at: a}]}}\n")
    assert with_walks.framework == plain.framework
    assert with_walks.framework.to_plain() == plain.framework.to_plain()
    assert plain.walkthroughs == ()
    [walkthrough] = with_walks.walkthroughs
    assert [(step.kind, step.line) for step in walkthrough.steps] == [("answer", 5), ("at", 5)]
    assert walk(with_walks.framework, walkthrough).passed


# -- words that are written in two rooms ---------------------------------------------------------------------------


def test_the_table_of_keys_has_the_words_of_sessions() -> None:
    assert (*words.STATUSES,) == STATUSES
    assert (*words.ROLES,) == ROLES
    assert (*words.VISIBILITIES,) == VISIBILITIES
    assert (*words.OUTCOME_STATUSES,) == OUTCOME_STATUSES
    documented = re.findall(r"`([a-z-]+)`", f"{LeftOut.__doc__}{Omission.__doc__}".partition("Codes:")[2])
    assert {*words.CODES} == {"done", *documented} - {"code", "reason"}


# What nothing in a walk-through meets: taking up versions, and records that were started under something else.
OF_VERSIONS = {"version", "framework", "edition"}
# Where the cause stands among what makes a verdict.
MAKERS = {"refusal": 1, "blocked": 1, "Verdict": 2}


def causes() -> Iterator[str]:
    """Yield the causes that verdicts are made with in the room of practice."""
    modules = Path(practice.__file__).parent.glob("*.py")
    calls = (node for path in modules for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    for call in calls:
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MAKERS:
            place = MAKERS[call.func.id]
            named = [key.value for key in call.keywords if key.arg == "cause"]
            for cause in (*call.args[place : place + 1], *named):
                if isinstance(cause, ast.Constant) and isinstance(cause.value, str):
                    yield cause.value


def test_the_reasons_that_may_be_expected_are_those_that_verdicts_have() -> None:
    default = inspect.signature(verdicts.refusal).parameters["cause"].default
    assert {*walk_keys.CAUSES} == {*causes(), default} - OF_VERSIONS
    assert {*causes()} >= OF_VERSIONS


def test_every_verb_and_every_expectation_can_be_walked() -> None:
    from handrail.rehearsal.deeds import _DEEDS
    from handrail.rehearsal.expecting import _EXPECTATIONS

    assert [*_DEEDS] == [key.name for key in walk_keys.VERBS]
    assert [*_EXPECTATIONS] == [key.name for key in walk_keys.EXPECTATIONS]
    assert {*walk_keys.BESIDE} <= {*_DEEDS, *_EXPECTATIONS}


def test_driscoll_is_walked_from_its_file() -> None:
    path = file_of("driscoll").with_name("driscoll.walkthroughs.yaml")
    reading = read_walkthroughs(path.read_bytes(), path.name, find_from(path))
    assert [walk(reading.framework, one).passed for one in reading.walkthroughs] == [True] * 4
