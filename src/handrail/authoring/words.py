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

# What sessions say too, in words that this room may not look up there; tests/rehearsal compares them.
STATUSES = {
    "open": "it goes on",
    "suspended": "a safeguard has interrupted it, or its place is gone",
    "stopped": "it was laid down, and can be taken up again",
    "closed": "it is finished",
}
ROLES = {
    "self": "whoever works alone",
    "client": "the person who is helped",
    "helper": "whoever helps",
    "guide": "a supervisor or facilitator",
    "member": "somebody in a group",
    "software": "a program",
}
VISIBILITIES = {
    "private": "nobody but whoever wrote it",
    "supervisor": "a supervisor too",
    "group": "the group too",
    "portfolio": "whoever reads the portfolio",
}
OUTCOME_STATUSES = {
    "open": "nothing has become of it yet",
    "done": "it was done",
    "dropped": "it was given up",
}
CODES = {
    "done": "it was answered, skipped, passed or left blank",
    "not-so": "its condition, or that of its stage, does not hold",
    "unknown": "nobody knows yet whether its condition holds",
    "needs": "it builds on something that has no answer",
    "advised-against": "there is advice against it now",
    "blocked": "a gate or a safeguard stands before it",
    "no-time": "there is too little time for it",
    "familiarity": "there is enough already for somebody new to this",
    "off": "the occasion leaves it out",
    "down": "the occasion moves it down, and there is no time for it",
    "twin": "one that asks much the same was lifted",
    "sitting": "it is for a sitting of its own",
    "floor": "there is too little time for the framework",
    "rotated": "another of its way of knowing has its turn",
    "on-request": "it comes when somebody asks for it",
    "path": "something is so that calls for other prompts, or for fewer",
}
