"""The words that an author chooses from, each with what it means."""

from __future__ import annotations

from handrail.framework import values
from handrail.graph import ORDERS as _ORDERS
from handrail.prompts import KINDS as _KINDS
from handrail.prompts import SITTINGS as _SITTINGS
from handrail.selection import CUES as _CUES


def _told(words: tuple[str, ...], *means: str) -> dict[str, str]:
    return dict(zip(words, means, strict=True))


PURPOSES = _told(
    values.PURPOSES,
    "somebody looks back on what happened",
    "somebody helps somebody else, who is there",
    "words, skills and prompts that other frameworks take; nothing to walk through",
)
VOICES = _told(
    values.VOICES,
    "I, to myself: whoever works alone",
    "a helper, to the person who is helped",
    "we, among ourselves",
    "a supervisor or facilitator, to one or many",
)
CONFIDENCE = _told(
    values.CONFIDENCE,
    "seen in the source itself",
    "seen only in somebody else's account of it",
    "nobody has looked it up yet",
    "the sources disagree",
    "whoever wrote this file proposes it; no published work says so",
)
ORDERS = _told(
    _ORDERS,
    "any stage may be gone to at any time",
    "any stage may be gone to, and the written order is recommended",
    "a new stage is reached along a transition and in no other way",
)
KINDS = _told(
    _KINDS,
    "something is asked, and an answer is waited for",
    "something is told, and need not be answered",
    "something is put to somebody that they may not like to hear",
    "something is done, alone or together",
)
SITTINGS = _told(
    _SITTINGS,
    "belongs to the sitting itself, and to its time",
    "opens the sitting, and is not timed",
    "wants a sitting of its own",
)
GATE_KINDS = _told(
    values.GATE_KINDS,
    "shuts until its condition holds",
    "advises against going on while its condition does not hold",
)
CUES = _told(
    _CUES,
    "prompts come by themselves",
    "a blank page, and a prompt when somebody asks for one",
)
