"""Laws of reading: what holds for every text, however hostile."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from tests.authoring.strategies import ACCEPTED, COMPANIONS, HERE, SHIPPED, VALID, hostile, mutated, sentences

from handrail.authoring import Problem, check, check_walkthroughs, read, source
from handrail.authoring.keys import Shape
from handrail.authoring.syntax import RECORDS
from handrail.cataloguing import find_from
from handrail.errors import FrameworkError
from handrail.framework import Framework

find = find_from(HERE / "used" / "a-text.yaml")
slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


def lines(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them."""
    for end in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return text.removeprefix("\ufeff").split("\n")


def outcome(text: str) -> tuple[Framework | None, tuple[Problem, ...]]:
    """Return the framework of a text, or the problems that keep it from being one."""
    try:
        return read(text, find=find), ()
    except FrameworkError as error:
        return None, tuple(problem for problem in error.problems if isinstance(problem, Problem))


@slow
@given(hostile)
@example("")
@example("\ufeff")
@example("? - ? - [")
@example("framework: &a [*a]")
def test_no_text_gives_anything_but_a_framework_or_problems_inside_it(text: str) -> None:
    framework, problems = outcome(text)
    assert (framework is None) == bool(problems)
    written = lines(text)
    for problem in problems:
        assert 1 <= problem.line <= len(written)
        assert 1 <= problem.column <= len(written[problem.line - 1]) + 1
        assert str(problem).encode("utf-8")
    places = [(problem.line, problem.column) for problem in problems]
    assert places == sorted(places)


@slow
@given(st.binary(max_size=200))
def test_no_bytes_give_anything_but_problems(raw: bytes) -> None:
    for problem in check(raw):
        assert problem.message


@slow
@given(hostile)
def test_checking_twice_tells_the_same(text: str) -> None:
    assert check(text, find=find) == check(text, find=find)


@slow
@given(mutated(ACCEPTED + SHIPPED), st.sampled_from(["\r\n", "\r"]))
def test_other_line_ends_change_no_problem(text: str, end: str) -> None:
    assume("\r" not in text)
    assert [problem[1:5] for problem in check(text.replace("\n", end), find=find)] == [
        problem[1:5] for problem in check(text, find=find)
    ]


def said(framework: Framework) -> str:
    """Return what the prompt `a` says to oneself."""
    return framework.prompts["a"].wordings["self"]


def title(framework: Framework) -> str:
    """Return the title of the only work; what somebody wrote in brackets there is a list, and stays one."""
    data = framework.references["x"].data["title"]
    return data if isinstance(data, str) else ""


# Where a sentence of an author may stand, with how it is found again.
PLACES: dict[str, tuple[str, Callable[[Any], str]]] = {
    "behind a key": ("prompts:\n  a: {}\n", said),
    "under a key": ("prompts:\n  a:\n    {}\n", said),
    "deeper": ("prompts:\n  a:\n    self: {}\n    core: no\n", said),
    "in brackets": ("prompts:\n  a: {{self: {}}}\n", said),
    "last": ("prompts: {{b: Hello}}\nnotice: {}", lambda made: made.notice),
    "in a list": ("prompts: {{b: Hello}}\nnot_for:\n  - a\n  - {}\n", lambda made: made.not_for[1].text),
    "alone in a list": ("stages:\n  a:\n    pitfalls:\n    - {}\n", lambda made: made.stage("a").pitfalls[0]),
    "as a reason": ("stages:\n  a:\n    exit: {}\n", lambda made: made.stage("a").transitions[0].because),
    "of a work": (
        "prompts: {{a: Hello}}\nreferences:\n  - id: x\n    title: {}\n",
        title,
    ),
}


@slow
@given(st.sampled_from(sorted(PLACES)), sentences)
@example("behind a key", "It matters #1 to me")
@example("in brackets", "What happened?")
@example("under a key", "#1 is it")
@example("in brackets", "and so, then,")
@example("in brackets", "now }#1 then")
@example("of a work", "what # happened")
def test_a_sentence_is_read_as_it_was_written_or_it_is_told(place: str, sentence: str) -> None:
    assume(sentence[0] not in "'\"")  # quotes say what they mean,
    assume(not re.search(r"[}\]]\s+#", sentence))  # and so does a comment behind a closed bracket
    text, found = PLACES[place]
    framework, _ = outcome(VALID + text.format(sentence))
    if framework is not None and found(framework):
        assert found(framework).split() == sentence.split()


@slow
@given(st.sampled_from(sorted(PLACES)), sentences)
def test_a_sentence_in_quotes_is_always_read_as_it_was_written(place: str, sentence: str) -> None:
    text, found = PLACES[place]
    quoted = "'" + sentence.replace("'", "''") + "'"
    assert found(read(VALID + text.format(quoted))).split() == sentence.split()


# -- keys ----------------------------------------------------------------------------------------------------


def keys_in(node: yaml.Node, shape: Shape, name: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield record, key and place of every key of the table in a tree."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from keys_in(item, shape, name)
    elif isinstance(node, yaml.MappingNode):
        of = shape.of.removesuffix("?")
        if shape.kind == "map":
            inner = Shape("record", of) if of in RECORDS else Shape("text")
            for _, value in node.value:
                yield from keys_in(value, inner)
        elif (
            record := {"condition": "condition", "minutes": "minutes", "before": "before"}.get(shape.kind)
            or of
        ):
            fields = {key.name: key.holds for key in RECORDS[record]}
            for key, value in node.value:
                yield record, key.value, key.start_mark
                yield from keys_in(value, fields[key.value])


def occurrences() -> dict[tuple[str, str], tuple[Path, int, int]]:
    """Return where each key of the table is written, in the shortest text that has it."""
    found: dict[tuple[str, str], tuple[Path, int, int]] = {}
    for path in sorted([*ACCEPTED, *SHIPPED, *COMPANIONS], key=lambda path: path.stat().st_size):
        tree = yaml.compose(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
        assert tree is not None
        root = "companion" if path in COMPANIONS else "framework"
        for record, key, mark in keys_in(tree, Shape("record", root)):
            found.setdefault((record, key), (path, mark.line, mark.column))
    return found


WRITTEN = occurrences()


def test_every_key_of_the_table_is_written_in_a_text_that_is_accepted() -> None:
    table = {(name, key.name) for name, keys in RECORDS.items() for key in keys}
    assert table - {*WRITTEN} == set()


@st.composite
def misspelt(draw: st.DrawFn, word: str) -> str:
    """Return a word with one letter left out, doubled, or changed places with the next."""
    at = draw(st.integers(0, len(word) - 1))
    return draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            ]
        )
    )


def without_one(word: str) -> set[str]:
    """Return what a word can be when one letter is left out."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


@slow
@given(st.sampled_from(sorted(WRITTEN)), st.data())
def test_a_key_misspelt_by_a_letter_is_told_in_its_place_with_the_key_that_was_meant(
    which: tuple[str, str], data: st.DataObject
) -> None:
    record, key = which
    path, line, column = WRITTEN[which]
    wrong = data.draw(misspelt(key))
    others = {one.name for one in RECORDS[record]} - {key}
    assume(
        wrong not in ("", key) and wrong not in others and not without_one(wrong) & others
    )  # else both may be meant
    written = path.read_text(encoding="utf-8").split("\n")
    written[line] = written[line][:column] + wrong + written[line][column + len(key) :]
    look = check_walkthroughs if path in COMPANIONS else check
    found = look("\n".join(written), find=find_from(path))
    told = [problem for problem in found if problem.code == "unknown-key"]
    assert [(problem.line, problem.column) for problem in told] == [(line + 1, column + 1)]
    if len(key) > 4:  # of the shortest words a letter is too much
        assert told[0].mend == f"{key}:"
        assert found == tuple(told), "what follows from it is no news"


# -- time ----------------------------------------------------------------------------------------------------

BEGUN = VALID + "stages:\n  s:\n    prompts:\n"
# What grows, for a size; each is met whole, and in twice the size with no more than twice the work.
GROWING: dict[str, Callable[[int], str]] = {
    "brackets": lambda size: "[" * size,
    "braces": lambda size: "{" * size,
    "braces with keys": lambda size: "x: " + "{a: " * (size // 4),
    "keys on a line": lambda size: "a: " * (size // 3),
    "dashes": lambda size: "- " * (size // 2),
    "question marks": lambda size: "? " * (size // 2),
    "aliases": lambda size: "*a " * (size // 3),
    "anchors in brackets": lambda size: "&a [*a," * (size // 7),
    "nested anchors": lambda size: "&a [" * (size // 4),
    "many anchors": lambda size: "x:\n" + "- &a b\n" * (size // 7) + "- *a\n",
    "aliases of one anchor": lambda size: "x: &a [1]\ny: [" + "*a, " * (size // 4) + "]",
    "tags": lambda size: VALID + "x: [" + "!a b, " * (size // 6) + "]",
    "unknown keys": lambda size: "".join(f"k{number}: v\n" for number in range(size // 8)),
    "a long word": lambda size: "title: " + "x" * size,
    "a long line with signs": lambda size: "title: " + "x#" * (size // 2),
    "comments behind a text": lambda size: "title: x" + " #" * (size // 2),
    "comments behind texts": lambda size: VALID + "limits:\n" + "- a b # c\n" * (size // 10),
    "colons in a text": lambda size: "title: " + "x: " * (size // 3),
    "colons in many texts": lambda size: "title: a: b\n" * (size // 12),
    "a symbol in many texts": lambda size: "title: @a\n" * (size // 10),
    "a colon under a long text": lambda size: "title: a\n" + "  x\n" * (size // 4) + "  b: c\n",
    "dashes and a colon": lambda size: "limits:\n" + "- " * (size // 2) + "'a' b: c: d\n",
    "an open quote": lambda size: "title: '" + "''" * (size // 2),
    "nothing": lambda size: " " * size,
    "line ends": lambda size: "\n" * size,
    "other line ends": lambda size: "title: a" + "\u2028" * size,
    "characters that cannot be shown": lambda size: "title: " + "\x1b" * size,
    "halves of characters": lambda size: "title: " + "\ud800" * size,
    "starts of documents": lambda size: "---\n" * (size // 4),
    "texts for ids": lambda size: VALID + "prompts:\n" + "- What?\n" * (size // 8),
    "stages": lambda size: (
        VALID + "stages:\n" + "".join(f"  s{number}: hello\n" for number in range(size // 13))
    ),
    "ids used twice": lambda size: (
        VALID
        + "stages:\n"
        + "".join(f"  s{number}:\n    prompts: {{p: hello}}\n" for number in range(size // 35))
    ),
    "unknown stages": lambda size: (
        BEGUN
        + "      p: hello\n    next:\n"
        + "".join(f"      stage-{number}: why\n" for number in range(size // 22))
    ),
    "unknown needs": lambda size: (
        BEGUN + "".join(f"      p-{number}: {{self: x, needs: q-{number}}}\n" for number in range(size // 40))
    ),
    "a chain of needs": lambda size: (
        BEGUN
        + "".join(f"      p-{number}: {{self: x, needs: p-{number + 1}}}\n" for number in range(size // 40))
    ),
    "unknown terms": lambda size: BEGUN + "      a: " + "<x>" * (size // 3),
    "former ids": lambda size: (
        BEGUN
        + "".join(
            f"      p-{number}: {{self: x, formerly: p-{number + 1}}}\n" for number in range(size // 40)
        )
    ),
}

grows = pytest.mark.parametrize("kind", sorted(GROWING))


@grows
def test_a_text_of_two_hundred_thousand_signs_is_read_to_an_end(kind: str) -> None:
    text = GROWING[kind](200_000)
    written = lines(text)
    for problem in check(text):
        assert problem.column <= len(written[problem.line - 1]) + 1


def work(text: str) -> int:
    """Return how many calls it takes to check a text."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += 1

    check(text)  # what is loaded late is loaded now
    sys.setprofile(count)
    try:
        check(text)
    finally:
        sys.setprofile(None)
    return calls


@grows
def test_twice_the_text_is_no_more_than_twice_the_work(kind: str) -> None:
    assert work(GROWING[kind](24_000)) <= 2.2 * work(GROWING[kind](12_000)) + 1_000


def test_a_parser_is_asked_once_for_each_thing_in_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    parser: Any = source._Parser

    class Counting:
        def __init__(self, text: str) -> None:
            self.inner = parser(text)

        def get_event(self) -> Any:
            nonlocal asked
            asked += 1
            return self.inner.get_event()

    text = ACCEPTED[0].read_text(encoding="utf-8")
    wanted = sum(1 for _ in yaml.parse(text, yaml.CLoader))
    monkeypatch.setattr(source, "_Parser", Counting)
    read(text)
    assert wanted - 2 <= asked <= wanted
