"""Writing: what was read is written as an author would write it, and reads as the same."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.authoring.strategies import ACCEPTED, HERE, SHIPPED, mutated
from tests.authoring.written import ODD, plain, readable, texts

from handrail.authoring import read, write
from handrail.authoring.records import title_from
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


def words(text: str) -> Counter[str]:
    """Return the words of a text, without the signs that only lay it out."""
    return Counter(re.sub(r"[][{},\"\\]|>-|- ", " ", "\n".join(without_comments(text))).split())


def test_a_shipped_file_is_written_as_it_stands() -> None:
    text = (SHIPPED[0].parent / "driscoll.yaml").read_text("utf-8")
    assert without_comments(write(load("driscoll"))) == without_comments(text)


# How the other shipped files differ from what is written: the order of some keys; texts folded where they would fit on
# their line, or at another width; and what goes without saying, which is left out. No other word is written.
WITHOUT_SAYING = {
    *("title:", "order:", "suggested", "kind:", "question", "voices:", "self"),  # the defaults
    *("text:", "brief:", "typical:", "1"),  # of remarks with nothing else, and of minutes that are the same
    "0.30",
}


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_of_a_shipped_file_only_what_goes_without_saying_is_not_written(file: Path) -> None:
    framework = load(file)
    shipped, written = words(file.read_text("utf-8")), words(write(framework, find_from(file)))
    assert [*written - shipped] in ([], ["0.3"])
    said = written | words(write(framework))  # with every work that comes along
    unsaid = " ".join(
        title_from(id) for id in (*framework.every_stage, *framework.skills, *words_of(framework))
    )
    assert {*(shipped - said)} <= {*unsaid.split(), *WITHOUT_SAYING}


def words_of(framework: Framework) -> tuple[str, ...]:
    """Return the ids of the types of outcome and ways of knowing."""
    return (*framework.outcomes, *framework.ways_of_knowing)
