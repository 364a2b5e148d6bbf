"""Texts that mean harm are problems, within bounds; python -m tests.fuzzing tries a hundred thousand, and is led."""

from __future__ import annotations

import random

import pytest
from tests.hostile import LONGEST, changed, examine, monsters, seeds
from tests.hostile import both as both_ways

MONSTERS = monsters()


@pytest.mark.parametrize("chance", range(4))
def test_two_thousand_texts_are_frameworks_or_problems_inside_them(chance: int) -> None:
    drawn, begun = random.Random(chance), seeds()
    codes: set[str] = set()
    for _ in range(500):
        for text in both_ways(changed(drawn.choice(begun), drawn, begun)):
            codes.update(examine(text) or ("framework",))
    assert len(codes) > 25, "nearly all of them stop at the first slip"
    assert "framework" in codes


@pytest.mark.parametrize("name", sorted(MONSTERS))
def test_a_text_that_is_large_on_purpose_is_read_to_an_end(name: str) -> None:
    assert len(MONSTERS[name]) > LONGEST or name == "an alias bomb"
    for text in both_ways(MONSTERS[name]):
        codes = examine(text)
        assert len(codes) <= 301
