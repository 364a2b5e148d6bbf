"""What is read is kept: whatever text is a framework comes back from its canonical form, and so from a record."""

from __future__ import annotations

import json
from collections.abc import Callable

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from tests.authoring.strategies import ACCEPTED, SHIPPED, VALID, hostile, mutated

from handrail.authoring import check, read
from handrail.cataloguing import find_from
from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.practice import Session, begin, read_lines, write_lines

find = find_from(ACCEPTED[0].parent.parent / "used" / "a-text.yaml")
slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


def comes_back(framework: Framework) -> bool:
    """Return whether a framework is the same after it was plain data."""
    plain = json.loads(json.dumps(framework.to_plain()))
    return Framework.from_plain(plain) == attrs.evolve(framework, edition="")


@slow
@given(hostile | mutated(ACCEPTED + SHIPPED))
def test_whatever_text_is_accepted_comes_back_from_its_canonical_form(text: str) -> None:
    try:
        framework = read(text, find=find)
    except FrameworkError:
        return
    assert comes_back(framework)


def stages(many: int) -> str:
    """Return the text of so many stages."""
    return VALID + "stages:\n" + "".join(f"  s{number}: hello\n" for number in range(many))


def prompts(many: int) -> str:
    """Return the text of so many prompts."""
    return VALID + "prompts:\n" + "".join(f"  p{number}: hello\n" for number in range(many))


def nested(deep: int) -> str:
    """Return the text of stages in stages."""
    lines = [f"{'    ' * at}  s{at}:\n{'    ' * at}    stages:\n" for at in range(deep)]
    return f"{VALID}stages:\n{''.join(lines)}{'    ' * deep}  last: hello\n"


def ways(many: int) -> str:
    """Return the text of a thousand stages in a holder, from each of which so many ways lead away."""
    held = "".join(f"      s{number}: hello\n" for number in range(1_000))
    away = "".join(f"      s{number}: why not\n" for number in range(many))
    return VALID + f"stages:\n  all:\n    skip:\n{away}    stages:\n{held}"


def hanging(many: int) -> str:
    """Return the text of a gate that hangs on so many facts."""
    held = "".join(f"        - {{fact: f{number}, is: yes}}\n" for number in range(many))
    facts = "".join(f"  f{number}: {{title: Known}}\n" for number in range(many))
    gate = f"gates:\n  g:\n    kind: soft\n    before: f\n    holds:\n      all:\n{held}"
    return f"{VALID}prompts: {{a: hello}}\nfacts:\n{facts}{gate}"


LIMITS: dict[str, tuple[Callable[[int], str], int, str]] = {
    "stages": (stages, 20_000, "4:1 too-large"),
    "prompts": (prompts, 100_000, "4:1 too-large"),
    "ways": (ways, 199, "4:1 too-large"),
    "tests": (hanging, 1_000, "1007:1 too-large"),
}


@pytest.mark.parametrize("what", LIMITS)
def test_a_framework_too_large_to_be_read_back_is_refused_where_it_is_written(what: str) -> None:
    text, most, where = LIMITS[what]
    assert check(text(most)) == ()
    problems = check(text(most + 1))
    assert [f"{one.line}:{one.column} {one.code}" for one in problems] == [where]
    assert "at most" in problems[0].message


def test_the_largest_that_is_read_is_read_back() -> None:
    assert comes_back(read(nested(20)))
    assert comes_back(read(hanging(1_000)))


LONG = "x" * 1_000
NAMES: dict[str, str] = {
    "stages: {NAME: hello}": "4:10 too-long",
    "prompts: {NAME: hello}": "4:11 too-long",
    "prompts: {a: hello}\nversion: NAME": "5:1 too-long",
    "prompts: {a: hello}\nfacts: {NAME: {}}": "5:9 too-long",
    "prompts: {a: hello}\nfacts: {a: {one_of: [NAME]}}": "5:9 too-long",
    "prompts: {a: hello}\nsafeguards: {NAME: {self: We stop.}}": "5:14 too-long",
    "prompts: {a: hello}\neditions: {NAME: {}}": "5:12 too-long",
    "prompts: {a: hello}\nselection: {occasions: {NAME: {}}}": "5:25 too-long",
}


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_no_longer_than_an_event_may_hold(text: str) -> None:
    framework = read(VALID + text.replace("NAME", LONG) + "\n")
    session = begin(
        framework, occasion=next(iter(framework.selection.occasions)) if framework.selection else None
    )
    for prompt in framework.prompts:
        session = session.answer(prompt, "well")
    for fact in framework.facts.values():
        session = session.know(fact.id, fact.values[0])
    session = session.interrupt()
    assert Session.from_record(json.loads(json.dumps(session.to_record()))) == session
    problems = check(VALID + text.replace("NAME", LONG + "x") + "\n")
    assert [f"{one.line}:{one.column} {one.code}" for one in problems] == [NAMES[text]]


def test_a_wording_is_no_longer_than_an_event_may_hold() -> None:
    text = "word " * 200_001
    session = begin(read(f"{VALID}prompts: {{a: {text[:1_000_000]}}}\n"))
    session = session.answer("a", "well")
    assert Session.from_record(session.to_record()) == session
    assert [one.code for one in check(f"{VALID}prompts: {{a: {text}}}\n")] == ["too-long"]
    asking = "terms: {person: somebody}\nprompts:\n  a: How is <person> or <person>\n"
    framework = read(VALID + asking)
    asked = begin(framework, terms={"person": "x" * 900_000}).ask("a")
    assert Session.from_record(asked.to_record()) == asked


def test_a_large_framework_comes_back_from_its_file_too() -> None:
    session = begin(read(stages(20_000))).answer("s7", "well")
    assert read_lines(write_lines(session)) == session


def test_stages_in_stages_go_only_so_deep() -> None:
    assert check(nested(20)) == ()
    assert [(one.code, one.line) for one in check(nested(21))] == [("too-deep", 5 + 2 * 21)]


def test_a_detour_into_what_another_detour_leads_to_is_taken_whole() -> None:
    source = """
framework: other
title: Other
purpose: helping
safeguards: {danger: {helper: We stop here.}}
stages:
  mend:
    stages:
      notice: What changed?
      recheck: How is it now?
detours:
  again: {to: recheck}
  repair: {to: mend}
  once-more: {to: recheck}
"""
    other = read(source)
    text = "framework: f\ntitle: F\npurpose: helping\nuses: {other: [detours, danger]}\nstages: {a: Hello}\n"
    taken = read(text, find={"other": other}.get)
    assert taken.every_stage["other/recheck"].parent == "other/mend"
    assert comes_back(taken)
