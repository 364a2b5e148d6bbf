"""What an edition shows beside its labels: what its stages are called together, and the values that it names."""

from __future__ import annotations

from handrail.authoring import read
from handrail.framework import Framework
from handrail.publishing import to_outline

FLAT = """
framework: small
title: Small
purpose: reflection
values: [patience]
stages:
  look: What did I see?
  think: What explains it?
strands:
  beside: What runs beside it?
references: [{id: first-2001, type: book, title: First}, {id: second-2020, type: book, title: Second}]
editions:
  2020: {reference: second-2020, unit: task, values: [{text: courage, reference: second-2020}]}
  2001: {reference: first-2001, unit: process, values: [{text: obedience, reference: first-2001}]}
"""


def units(framework: Framework) -> list[str]:
    """Return what each stage and strand is called in the edition looked at."""
    return [framework.unit_of(stage) for stage in (*framework.stages.values(), *framework.strands.values())]


def test_where_no_stage_holds_others_every_stage_is_called_as_the_edition_says() -> None:
    framework = read(FLAT)
    assert units(framework.in_edition("2020")) == ["task", "task", "strand"]
    assert units(framework.in_edition("2001")) == ["process", "process", "strand"]


def test_where_one_stage_holds_others_only_the_inner_ones_are_called_so() -> None:
    framework = read(FLAT.replace("  think: What", "  think:\n    stages:\n      deep: What"))
    assert units(framework.in_edition("2020")) == ["stage", "stage", "task", "strand"]


def test_an_edition_is_shown_with_its_own_values_and_with_no_others() -> None:
    framework = read(FLAT)
    shown = {id: to_outline(framework.in_edition(id)) for id in framework.editions}
    assert [word in shown["2020"] for word in ("patience", "courage", "obedience")] == [True, True, False]
    assert [word in shown["2001"] for word in ("patience", "courage", "obedience")] == [True, False, True]


def test_the_values_of_an_edition_are_part_of_the_canonical_form() -> None:
    framework = read(FLAT)
    assert Framework.from_plain(framework.to_plain()).in_edition("2020") == framework.in_edition("2020")
    assert [remark.text for remark in framework.editions["2001"].values] == ["obedience"]
