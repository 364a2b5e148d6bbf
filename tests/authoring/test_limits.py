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
