"""What was chosen, what was not, and why."""

from __future__ import annotations

from typing import NamedTuple

from handrail.prompts import Prompt


class Choice(NamedTuple):
    """A prompt that is chosen, the minutes it gets (None where nobody wrote any), and why it is there."""

    prompt: Prompt
    minutes: float | None
    because: str


class Omission(NamedTuple):
    """A prompt that is not chosen, with a code for software and one sentence for the person.

    Codes: `no-time`; `familiarity` (enough for somebody new to it); `off` and `down` (the occasion leaves it
    out, or moves it down and there is no time); `twin` (one like it is lifted); `needs` (it builds on what
    is not there); `sitting` (it is for a sitting of its own); `floor` (too little time for the framework);
    `rotated` (another of its way of knowing has its turn); `on-request` (it comes when it is asked for); `path`
    (something is so that calls for other prompts, or fewer).
    """

    prompt: Prompt
    code: str
    reason: str


class Gap(NamedTuple):
    """A way of knowing that the rule wants covered and that the choice leaves open, with the reason."""

    way: str
    reason: str


class Selection(NamedTuple):
    """What is chosen for a sitting, in order, and everything that is not.

    `minutes` is what the choices take together: None where one of them has no minutes. `instead` holds the
    frameworks to use where there is too little time for this one; then nothing is chosen.
    """

    choices: tuple[Choice, ...] = ()
    left_out: tuple[Omission, ...] = ()
    later: tuple[Omission, ...] = ()
    instead: tuple[str, ...] = ()
    missing: tuple[Gap, ...] = ()
    minutes: float | None = None
