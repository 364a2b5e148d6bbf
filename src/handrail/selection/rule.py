"""The rule by which prompts are chosen, as data that any framework may declare."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from handrail.conditions import Condition
from handrail.shown import Shown

FAMILIARITIES = ("novice", "developing", "experienced")
CUES = ("offered", "on-request")


@attrs.frozen(repr=False)
class Budget(Shown):
    """The minutes below which nothing is chosen, and those that people usually have."""

    floor: float = 0
    usual: float = 0


@attrs.frozen(repr=False)
class Share(Shown):
    """One prompt that gets a part of all the minutes: `of` them, from `least` to `most` (0: no limit)."""

    prompt: str
    of: float
    least: float = 0
    most: float = 0


@attrs.frozen(repr=False)
class Others(Shown):
    """How many prompts stand beside that: `of` the minutes by `each`, `least` to `most` (0: no limit)."""

    of: float = 1
    each: float = 1
    least: int = 0
    most: int = 0


@attrs.frozen(repr=False)
class Occasion(Shown):
    """What the kind of thing reflected on moves up, moves down, or leaves out."""

    id: str
    title: str = ""
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


@attrs.frozen(repr=False)
class Familiarity(Shown):
    """How somebody with so much practice is offered prompts: in which order, and how many extras at most.

    cues: offered, unless `on-request` leaves a blank page between the opening and the close, and brings the rest to
    whoever asks.
    skip_reasons: what somebody may say who leaves a prompt out; nobody has to.
    """

    id: str
    order: str = ""
    extra: int | None = None
    cues: str = ""
    skip_reasons: tuple[str, ...] = ()


@attrs.frozen(repr=False)
class Path(Shown):
    """What a sitting holds while something is so: some prompts and no others, or all of them, with a word about it.

    lines: how many lines of writing room a prompt has at most. yields: the types of outcome that are offered first.
    """

    id: str
    when: Condition
    title: str = ""
    prompts: tuple[str, ...] = ()
    lines: Mapping[str, int] = attrs.field(factory=dict)
    yields: tuple[str, ...] = ()
    notice: str = ""


@attrs.frozen(repr=False)
class SelectionRule(Shown):
    """How a framework wants prompts chosen when time is short."""

    budget: Budget = Budget()
    below_floor: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    cover: Mapping[str, str] = attrs.field(factory=dict)
    share: Share | None = None
    others: Others | None = None
    fill: tuple[str, ...] = ()
    swap: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    overlap: tuple[tuple[str, ...], ...] = ()
    occasions: Mapping[str, Occasion] = attrs.field(factory=dict)
    familiarity: Mapping[str, Familiarity] = attrs.field(factory=dict)
    paths: Mapping[str, Path] = attrs.field(factory=dict)
    reference: str = ""
    confidence: str = ""
