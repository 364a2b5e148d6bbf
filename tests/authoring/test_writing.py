"""Writing: what was read is written as an author would write it, and reads as the same."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.authoring.strategies import ACCEPTED, HERE, SHIPPED, mutated
from tests.authoring.written import ODD, plain, readable, texts

from handrail.authoring import read, write
from handrail.cataloguing import find_from, load
from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.framework.values import Reference, Remark

slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    deadline=None,
    max_examples=30,
)
find = find_from(HERE / "used" / "a-text.yaml")


@slow
@given(readable())
def test_what_is_written_reads_as_the_same(framework: Framework) -> None:
    text = write(framework)
    again = read(text)
    assert again == framework
    assert write(again) == text
    assert again.to_plain() == framework.to_plain()


@slow
@given(mutated(ACCEPTED + SHIPPED))
def test_whatever_can_be_read_can_be_written(text: str) -> None:
    try:
        framework = read(text, find=find)
    except FrameworkError:
        assume(False)
        return
    assert read(write(framework, find), find=find) == framework


@pytest.mark.parametrize("file", ACCEPTED + SHIPPED, ids=lambda file: file.name)
def test_every_text_of_the_tests_is_written_as_the_same(file: Path) -> None:
    looked_up = find_from(file) if file in SHIPPED else find
    framework = read(file.read_bytes(), find=looked_up)
    assert read(write(framework, looked_up), find=looked_up) == framework


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_without_a_look_at_the_others_it_is_longer_and_says_the_same(file: Path) -> None:
    looked_up = find_from(file)
    framework = read(file.read_bytes(), find=looked_up)
    again = read(write(framework), find=looked_up)
    # Nobody can tell then which voice was added to a taken safeguard.
    assert attrs.evolve(again, safeguards=framework.safeguards) == framework
    assert len(write(framework)) >= len(write(framework, looked_up))


LEAST = "framework: f\ntitle: F\npurpose: reflection\nlanguage: en\n"


@pytest.mark.parametrize("said", ODD, ids=range(len(ODD)))
def test_an_odd_text_is_read_as_it_was_written_wherever_it_stands(said: str) -> None:
    said = plain(said)
    framework = read(LEAST + "prompts:\n  a: What?\n")
    changed = attrs.evolve(
        framework,
        summary=said,
        limits=(Remark(said), Remark(said, confidence="proposed")),
        references={
            "x": Reference("x", {"id": "x", "title": said, "author": [{said: said}, [said, [said]]]})
        },
    )
    assert read(write(changed)) == changed


@slow
@given(texts)
def test_no_line_is_wider_than_a_page_unless_nothing_can_break_it(said: str) -> None:
    assume(not re.search(r"[\t\r\n\x85\u2028\u2029]", said))
    framework = attrs.evolve(read(LEAST + "prompts:\n  a: What?\n"), summary=said)
    for line in write(framework).split("\n"):
        assert len(line) <= 118 or not re.search(r"\S \S", line.strip())


def test_short_things_are_written_short() -> None:
    text = LEAST + (
        "stages:\n"
        "  what: What happened?\n"
        "  so-what:\n"
        "    prompts:\n"
        "      meant: What did it mean?\n"
        '      told: "Said plainly: what was it?"\n'
        "      kept:\n"
        "        self: What stays?\n"
        "        minutes: 2\n"
        "        yields: [learning, action]\n"
        "        only_if: {fact: calm, is: yes}\n"
        "    back:\n"
        "      what: there was more to it\n"
        "    exit:\n"
        "      because: it is enough\n"
        "      sign: nothing comes any more\n"
        "facts:\n"
        "  calm:\n"
        "    title: Calm\n"
    )
    assert sorted(write(read(text)).splitlines()) == sorted(text.splitlines())


def test_what_comes_from_others_is_taken_again_and_not_written_out() -> None:
    egan = write(load("egan"), find_from(SHIPPED[0].parent / "egan.yaml"))
    assert "uses:" in egan
    assert "gates:\n  alliance/readiness:\n    before: [1b, {kind: challenge}]\n" in egan
    assert "safeguards:\n  alliance/danger:\n    back_to: 1c\n" in egan
    assert "take: [alliance/" in egan
    assert "bordin-1979" not in egan


# -- the style of the shipped files --------------------------------------------------------------------------


def without_comments(text: str) -> list[str]:
    """Return the lines of a text that are no comments."""
    return [line for line in text.splitlines() if not re.match(r"\s*#", line)]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_a_shipped_file_is_written_as_it_stands(file: Path) -> None:
    written = write(load(file), find_from(file))
    assert without_comments(written) == without_comments(file.read_text("utf-8"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_a_comment_of_a_shipped_file_stands_as_far_in_as_what_it_is_about(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    for line, below in pairwise(lines):
        if re.match(r"\s*#", line):
            assert re.match(" *", line)[0] == re.match(" *", below)[0], line  # type: ignore[index]  # each matches
