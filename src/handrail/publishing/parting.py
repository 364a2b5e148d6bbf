"""The prompts of a framework under the headings that an edition has for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from handrail.framework import Framework
from handrail.prompts import Prompt

# Where no heading of the edition stands: in front of all of them, and behind.
BEFORE, APART = "before", "apart"
TITLES = {BEFORE: "First of all, and not in this edition", APART: "Not in this edition"}


class Part(NamedTuple):
    """Prompts under a heading of the edition, or in front of or behind all headings (`place`)."""

    heading: str
    prompts: tuple[Prompt, ...]
    place: str = ""


def parts_of(framework: Framework) -> Iterator[Part]:
    """Yield the parts of the edition in which a framework is shown, and what it has beside them; none may be lost.

    What comes before the rest of a sitting stands before the headings too: whether this is the time for it, for one.
    """
    parts = framework.editions[framework.edition].parts
    own, every = framework.prompts, framework.every_prompt
    found = {
        heading: tuple(own[id] if id in own else every[id] for id in ids if id in every)
        for heading, ids in parts.items()
    }
    listed = {prompt.id for prompts in found.values() for prompt in prompts}
    beside = [prompt for prompt in own if prompt.id not in listed]
    before = tuple(prompt for prompt in beside if prompt.sitting == "preface")
    apart = tuple(prompt for prompt in beside if prompt.sitting != "preface")
    if before:
        yield Part(TITLES[BEFORE], before, BEFORE)
    for heading, prompts in found.items():
        yield Part(heading, prompts)
    if apart:
        yield Part(TITLES[APART], apart, APART)
