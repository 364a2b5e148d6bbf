"""The guide for writing frameworks names all that there is, and its examples are what it asks for."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

import handrail
from handrail.authoring import reading
from handrail.authoring.advice import advise
from handrail.authoring.explaining import CODES
from handrail.authoring.guiding import guide
from handrail.authoring.syntax import RECORDS

TOP = Path(__file__).parents[2]
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", guide(), re.MULTILINE | re.DOTALL)


def part(heading: str) -> str:
    """Return what stands under a heading of the guide."""
    _, _, below = guide().partition(f"\n{heading}\n")
    level = heading.partition(" ")[0]
    return re.split(rf"^#{{1,{len(level)}}} ", below, maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("record", RECORDS)
def test_every_key_of_a_record_stands_in_the_guide_with_its_meaning(record: str) -> None:
    said = re.findall(r"^- `(\w+)`(?: \(needed\))?: (.*?)\. Holds ", part(f"### {record}"), re.MULTILINE)
    assert said == [(key.name, key.means) for key in RECORDS[record]]


def test_every_word_that_a_key_allows_stands_in_the_guide() -> None:
    words = {
        (word, means)
        for keys in RECORDS.values()
        for key in keys
        for word, means in zip(key.holds.values, key.holds.means, strict=False)
    }
    assert words <= set(re.findall(r"^  - `([\w-]+)`: (.*)$", guide(), re.MULTILINE))


def test_every_code_stands_in_the_guide_once() -> None:
    codes = re.findall(r"^- `([\w-]+)`", part("## Problems") + part("## Advice"), re.MULTILINE)
    assert sorted(codes) == sorted(CODES)


@pytest.mark.parametrize("text", EXAMPLES, ids=["reflection", "helping"])
def test_an_example_of_the_guide_is_a_framework_on_which_there_is_no_advice(text: str) -> None:
    id = text.partition("\n")[0].removeprefix("framework: ")
    assert advise(reading(text, f"{id}.yaml", handrail.load), select=["all"]) == ()


def test_the_text_for_language_models_names_the_pages_and_holds_the_guide() -> None:
    llms = runpy.run_path(str(TOP / "docs" / "conf.py"))["llms"]
    text = llms([("guides/chat.rst", "Drive a chat"), ("gallery/egan.yaml", "The Skilled Helper")])
    assert text.startswith("# handrail\n\n> ")
    assert "## Guides\n\n- [Drive a chat](_sources/guides/chat.rst.txt)\n" in text
    assert "## Frameworks\n\n- [The Skilled Helper](_sources/gallery/egan.yaml.txt)\n" in text
    lines = [line.lstrip("#") for line in guide().splitlines()]
    assert [line.lstrip("#") for line in text.splitlines()][-len(lines) :] == lines
    assert re.findall("^# .*", text, re.MULTILINE) == ["# handrail"]
