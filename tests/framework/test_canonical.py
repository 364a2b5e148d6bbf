"""The canonical form: there and back, what it leaves out, and that damaged data is a list of problems and no more."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.practice.test_records import damaged
from tests.small_frameworks import in_order, small_egan, small_johns
from tests.strategies import frameworks

from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.framework.canonical import CLASSES
from handrail.framework.values import Edition
from handrail.practice.identity import PROVENANCE, STRUCTURE, digests


@settings(max_examples=100, deadline=None)
@given(frameworks())
def test_every_framework_comes_back_as_it_was(framework: Framework) -> None:
    plain = json.loads(json.dumps(framework.to_plain()))
    back = Framework.from_plain(plain)
    assert back == framework
    assert back.to_plain() == plain
    assert digests(back) == digests(framework)


def test_defaults_are_left_out_and_the_order_is_kept() -> None:
    plain = small_egan().to_plain()
    assert "licence" not in plain
    assert list(plain["every_stage"])[:4] == ["1", "1a", "1b", "1c"]
    assert plain["every_stage"]["1b"] == {
        "title": "1b",
        "parent": "1",
        "prompts": plain["every_stage"]["1b"]["prompts"],
        "transitions": [{"source": "1b", "target": "1c", "kind": "next", "because": "next from 1b to 1c"}],
    }
    assert plain["gates"]["readiness"]["holds"] == {"not": {"fact": "goal-disagreed", "is": "yes"}}


def test_the_edition_looked_at_is_no_part_of_it() -> None:
    framework = attrs.evolve(small_egan(), editions={"1990": Edition("1990", labels={"1a": "The story"})})
    assert framework.in_edition("1990").to_plain() == framework.to_plain()
    assert digests(framework.in_edition("1990")) == digests(framework)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["title"], 7, "title: here belongs a text [wrong-shape]"),
        (["titel"], "x", "there is no key 'titel'; did you mean 'title'? [unknown-key]"),
        (["purpose"], "helpin", "did you mean 'helping'"),
        (["every_stage", "1a", "parent"], "9", "every_stage > 1a: a stage stands in a stage that holds it"),
        (["every_stage", "1", "stages"], ["1a", "1b", "1c", "1"], "says that it is held by it"),
        (["every_stage", "1a", "transitions", 0, "target"], "1z", "a way leads to a stage that is here"),
        (
            ["gates", "readiness", "holds"],
            {"fact": "goal-disagreed"},
            "gates > readiness > holds: here belongs a cond",
        ),
        (["facts", "check-in", "scale"], [10, 0], "a lowest and a highest number"),
        (["facts", "check-in", "scale"], ["a"], "facts > check-in > scale > 0: here belongs a number"),
        (["voices"], ["helper", "self", "oracle"], "the voices are"),
        (["start"], "alliance/notice", "one begins at a stage that is here"),
        (["gates", "ethics", "kind"], "firm", "here stands one of hard, soft"),
    ],
)
def test_what_is_wrong_is_said_with_the_keys_that_lead_there(
    path: list[Any], value: object, said: str
) -> None:
    plain = json.loads(json.dumps(small_egan().to_plain()))
    inner = plain
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(FrameworkError) as error:
        Framework.from_plain(plain)
    assert said in str(error.value)


def test_several_problems_are_said_together() -> None:
    plain = json.loads(json.dumps(small_egan().to_plain()))
    plain["title"], plain["voices"], plain["nonsense"] = 7, "helper", True
    with pytest.raises(FrameworkError) as error:
        Framework.from_plain(plain)
    assert [problem.code for problem in error.value.problems] == ["wrong-shape", "wrong-shape", "unknown-key"]


def test_stages_that_hold_one_another_are_refused() -> None:
    plain = json.loads(json.dumps(in_order().to_plain()))
    plain["every_stage"]["first"] |= {"parent": "second", "stages": ["second"]}
    plain["every_stage"]["second"] |= {"parent": "first", "stages": ["first"]}
    with pytest.raises(FrameworkError, match="wrong-holder"):
        Framework.from_plain(plain)


def test_conditions_of_too_many_layers_are_refused() -> None:
    plain = json.loads(json.dumps(small_egan().to_plain()))
    condition: dict[str, Any] = {"fact": "consent", "is": "yes"}
    for _ in range(200):
        condition = {"not": condition}
    plain["gates"]["readiness"]["holds"] = condition
    with pytest.raises(FrameworkError, match="not too many layers"):
        Framework.from_plain(plain)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([small_egan, small_johns, in_order]), st.data())
def test_damaged_data_is_a_framework_or_a_list_of_problems(make: Any, data: st.DataObject) -> None:
    plain = json.loads(json.dumps(make().to_plain()))
    for _ in range(data.draw(st.integers(1, 3))):
        plain = data.draw(damaged(plain))
    framework, codes = None, [""]
    try:
        framework = Framework.from_plain(plain)
    except FrameworkError as error:
        codes = [problem.code for problem in error.problems]
    assert (framework is None) == all(codes)
    if framework is not None:
        assert Framework.from_plain(framework.to_plain()) == framework


def test_every_field_is_structure_wording_or_provenance_and_never_two_of_them() -> None:
    assert not STRUCTURE & PROVENANCE
    names = {field.name for one in CLASSES.values() for field in attrs.fields(one)}
    assert names >= PROVENANCE - {"derived"}


@pytest.mark.parametrize(
    ("change", "structure", "wording"),
    [
        ({"version": "9"}, False, False),
        ({"title": "Other"}, False, True),
        ({"notice": "Other"}, False, True),
        ({"start": "2a"}, True, True),
        ({"order": "strict"}, True, True),
        ({"facts": {}}, True, True),
    ],
)
def test_digests_tell_structure_from_wording(change: dict[str, Any], structure: bool, wording: bool) -> None:
    before, after = digests(small_egan()), digests(attrs.evolve(small_egan(), **change))
    assert (before.structure != after.structure) is structure
    assert (before.wording != after.wording) is wording
