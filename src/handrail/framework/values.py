"""What a framework is made of, beside stages and prompts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from handrail.conditions import Condition
from handrail.prompts import PromptSet
from handrail.shown import Shown

CONFIDENCE = ("verified", "secondary", "unchecked", "uncertain", "proposed")
PURPOSES = ("reflection", "helping", "reference")
VOICES = ("self", "helper", "group", "guide")
GATE_KINDS = ("hard", "soft")
ANYWHERE = "anywhere"
YES_OR_NO = ("yes", "no")


@attrs.frozen(repr=False)
class Remark(Shown):
    """A sentence about a framework, with where it comes from."""

    text: str
    reference: str = ""
    confidence: str = ""


@attrs.frozen(repr=False)
class Reference(Shown):
    """A published work; `data` is its CSL record as plain data."""

    id: str
    data: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen(repr=False)
class WayOfKnowing(Shown):
    """A way of knowing under its own name, with what it asks and whose it is."""

    id: str
    title: str
    asks: str = ""
    means: str = ""
    originator: str = ""
    reference: str = ""
    confidence: str = ""
    source: str = ""


@attrs.frozen(repr=False)
class Skill(Shown):
    """Something a helper can do and learn, with what to be careful about."""

    id: str
    title: str
    means: str = ""
    caution: str = ""
    reference: str = ""
    confidence: str = ""
    source: str = ""


@attrs.frozen(repr=False)
class OutcomeType(Shown):
    """A kind of outcome, and the benefit that it serves."""

    id: str
    title: str
    means: str = ""
    benefit: str = ""
    reference: str = ""
    confidence: str = ""
    source: str = ""


@attrs.frozen(repr=False)
class Figure(Shown):
    """A published number with what it rests on and how it may not be read."""

    id: str
    text: str
    value: float | None = None
    interval: tuple[float, ...] = ()
    base: str = ""
    caution: str = ""
    reference: str = ""
    confidence: str = ""


@attrs.frozen(repr=False)
class Fact(Shown):
    """Something that a session may know: yes or no, unless choices or a scale are given; unknown until known."""

    id: str
    title: str = ""
    one_of: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
    scale: tuple[float, ...] = ()
    until: Condition | None = None
    reference: str = ""
    confidence: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """Return the values that may be chosen; none for a scale."""
        return () if self.scale else self.one_of or self.some_of or YES_OR_NO


@attrs.frozen(repr=False)
class Gate(Shown):
    """What should hold before something starts; `before` names stages or `anywhere`, `before_kinds` kinds of prompt."""

    id: str
    kind: str
    holds: Condition
    title: str = ""
    before: tuple[str, ...] = ()
    before_kinds: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    otherwise: str = ""
    prompts: PromptSet = PromptSet()
    reference: str = ""
    confidence: str = ""


@attrs.frozen(repr=False)
class KindRule(Shown):
    """How prompts of one kind are put: after which others were answered, and whether one at a time."""

    id: str
    after: tuple[str, ...] = ()
    alone: bool = False
    otherwise: str = ""
    reference: str = ""
    confidence: str = ""


@attrs.frozen(repr=False)
class Safeguard(Shown):
    """An interruption that can be reached from everywhere and that ends with a human being."""

    id: str
    title: str
    wordings: Mapping[str, str] = attrs.field(factory=dict)
    raised_by: Condition | None = None
    back_to: str = ""
    reference: str = ""
    confidence: str = ""


@attrs.frozen(repr=False)
class Detour(Shown):
    """Leaving for stages of another framework and coming back to where one was."""

    id: str
    to: str
    title: str = ""
    offered_when: Condition | None = None
    reopens: tuple[str, ...] = ()
    reference: str = ""
    confidence: str = ""


@attrs.frozen(repr=False)
class Edition(Shown):
    """A dated version of a published framework: its labels, questions, tags and parts."""

    id: str
    title: str = ""
    reference: str = ""
    confidence: str = ""
    unit: str = ""
    labels: Mapping[str, str] = attrs.field(factory=dict)
    questions: Mapping[str, str] = attrs.field(factory=dict)
    ways: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    parts: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    # What it names beside the values of the framework.
    values: tuple[Remark, ...] = ()


LIBRARY_OUTCOMES = {
    id: OutcomeType(id, title)
    for id, title in (
        ("insight", "Insight"),
        ("learning", "Learning"),
        ("pattern", "Pattern"),
        ("strength", "Strength"),
        ("action", "Action"),
        ("equality-note", "Equality note"),
        ("alternative", "Alternative"),
        ("supervision-item", "Supervision item"),
        ("self-care-action", "Self-care action"),
        ("knowledge-gap", "Knowledge gap"),
    )
}

# The library's own safeguard, for reflections that write none. It names no number, because it cannot know one.
HUMAN_HELP = Safeguard(
    "human-help",
    "Someone to talk to",
    {
        "self": "This can wait. If it is too much, or somebody may be in danger, I stop writing and turn to a person: "
        "somebody I trust, my supervisor or doctor, or the emergency service where I am.",
        "group": "This can wait. If it is too much for one of us, or somebody may be in danger, we stop and turn to a "
        "person who can help: a supervisor, a doctor, or the emergency service where we are.",
        "guide": "This can wait. If it is too much, or somebody may be in danger, stop here and bring in a person who "
        "can help now.",
        "helper": "This can wait. If it is too much, or somebody may be in danger, we stop here and find a person who "
        "can help you now.",
    },
    confidence="proposed",
)


def is_human_help(safeguard: Safeguard) -> bool:
    """Return whether a safeguard is the library's own, in whatever language."""
    plain = attrs.evolve(safeguard, title=HUMAN_HELP.title, wordings=HUMAN_HELP.wordings)
    return plain == HUMAN_HELP and {*safeguard.wordings} == {*HUMAN_HELP.wordings}
