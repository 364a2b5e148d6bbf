"""How a problem reads to a person, and what a text says about frameworks that are somewhere else."""

from __future__ import annotations

import pytest

from handrail.authoring import Problem, check, read
from handrail.authoring.problems import Related
from handrail.errors import FrameworkError, HandrailError
from handrail.framework import Framework

VALID = "framework: f\ntitle: F\npurpose: reflection\n"


def test_a_problem_shows_the_line_and_a_caret_under_the_place() -> None:
    problem = Problem(
        "egan.yaml", 31, 9, "unknown-stage", "no stage is called '2d'; did you mean '2b'?", "        2d: why"
    )
    assert str(problem) == (
        "egan.yaml:31:9: no stage is called '2d'; did you mean '2b'? [unknown-stage]\n"
        " 31 |         2d: why\n"
        "    |         ^"
    )


def test_a_tab_in_front_of_the_caret_stays_a_tab() -> None:
    assert str(Problem("x", 1, 3, "tab", "use spaces", "\ta: b")).splitlines()[1:] == [
        " 1 | \ta: b",
        "   | \t ^",
    ]


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    problem = Problem("x", 1, 501, "cut-text", "cut", "a" * 500 + "#" + "b" * 500)
    _, line, caret = str(problem).splitlines()
    assert len(line) < 110
    assert line[caret.index("^")] == "#"


def test_a_problem_without_a_line_to_show_is_its_sentence() -> None:
    assert (
        str(Problem("x", 1, 1, "empty", "there is nothing here yet"))
        == "x:1:1: there is nothing here yet [empty]"
    )


def test_what_to_write_instead_is_shown_below() -> None:
    [problem] = check(VALID + "prompts:\n  a: What is this: a beginning?\n")
    assert str(problem).splitlines()[-1] == '   = write: a: "What is this: a beginning?"'


def test_a_list_of_questions_is_shown_with_ids_line_by_line() -> None:
    [problem] = check(
        VALID + "prompts:\n  - What happened?\n  - Is it *really* so: yes?\n  - What happened?\n"
    )
    assert str(problem).splitlines()[3:] == [
        "   = write: what-happened: What happened?",
        '            is-it-really-so: "Is it *really* so: yes?"',
        "            what-happened-2: What happened?",
    ]
    assert check(VALID + "prompts:\n  " + problem.mend.replace("\n", "\n  ")) == ()


def test_what_is_offered_instead_can_be_read() -> None:
    for text in (
        'It\'s this: a "beginning"',
        "*really*",
        "@home, \\ and 'so'",
        "- x",
        "a: b: c",
        "-5: a: b",
        '"Why": he said',
    ):
        slip = VALID + f"prompts:\n  a: {text}\n"
        [problem] = check(slip)
        mended = slip.replace(f"a: {text}", problem.mend)
        assert read(mended).prompts["a"].wordings["self"] == text


def nowhere(id: str) -> Framework | None:
    return None


def closed(id: str) -> Framework | None:
    raise HandrailError(f"{id} is under lock")


@pytest.mark.parametrize(
    ("find", "said"),
    [
        (None, "the framework 'johns' cannot be looked up from here; put its file beside this one"),
        (nowhere, "the framework 'johns' cannot be looked up from here; put its file beside this one"),
        ({}.__getitem__, "the framework 'johns' cannot be looked up from here; put its file beside this one"),
        (closed, "johns is under lock; make it readable, or take from another framework"),
    ],
)
def test_whatever_looks_frameworks_up_a_missing_one_is_a_problem_of_the_text(find: object, said: str) -> None:
    text = (
        VALID + "uses:\n  johns: [facts]\nstages:\n  a:\n    take: [johns/effect]\n    prompts: {b: Hello}\n"
    )
    found = check(text, find=find)  # type: ignore[arg-type]  # whatever a host may pass
    assert [(problem.line, problem.column, problem.message) for problem in found] == [
        (5, 3, said),
        (8, 12, said),
    ]


def test_a_framework_that_is_looked_up_is_looked_up_once() -> None:
    asked: list[str] = []

    def find(id: str) -> Framework:
        asked.append(id)
        return read("framework: johns\ntitle: J\npurpose: reflection\nprompts: {a: Hello, b: There}\n")

    text = VALID + "stages:\n  s:\n    take: [johns/a, johns/b]\n"
    assert [prompt.id for prompt in read(text, find=find).prompts] == ["johns/a", "johns/b"]
    assert asked == ["johns"]


def test_the_error_holds_every_problem_and_reads_as_all_of_them() -> None:
    with pytest.raises(FrameworkError) as caught:
        read("framework: f\npurpose: reflection\nprompts:\n  a:\n", "f.yaml")
    assert str(caught.value).startswith("f.yaml:1:1: 'title:' is missing here")
    assert [str(problem) for problem in caught.value.problems] == [
        str(problem) for problem in check("framework: f\npurpose: reflection\nprompts:\n  a:\n", "f.yaml")
    ]
    assert len(caught.value.problems) == 2


def test_other_places_that_belong_to_a_problem_are_shown_under_it() -> None:
    other = Related("johns.yaml", 12, 5, "the stage as it was")
    problem = Problem("f.yaml", 3, 1, "clash", "two of one name; take one", "a: b", "c: b", (other,))
    assert str(problem).splitlines()[1:] == [
        " 3 | a: b",
        "   | ^",
        "   = write: c: b",
        "  johns.yaml:12:5: the stage as it was",
    ]
