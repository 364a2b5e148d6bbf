"""What an event may say: facts, participants, plans."""

from __future__ import annotations

import math
from collections.abc import Mapping

from handrail.conditions import Value
from handrail.selection import FAMILIARITIES

from .facts import fits
from .tables import Table
from .verdicts import refusal, unknown
from .words import choices_of

ROLES = ("self", "client", "helper", "guide", "member", "software")
MOST_PARTICIPANTS = 1_000


def check_fact(table: Table, id: str, value: Value) -> None:
    """Raise `Refused` for a fact that there is not, or a value that it never has."""
    fact = table.framework.facts.get(id)
    if fact is None:
        raise unknown("fact", id, table.framework.facts)
    if value != "" and not fits(fact, value):
        raise refusal(f"the fact '{id}' is {choices_of(fact)}", "fact", (id,))


def check_participants(participants: Mapping[str, str], presenter: str) -> None:
    """Raise `Refused` for roles that there are not, or a presenter who takes no part."""
    if len(participants) > MOST_PARTICIPANTS:
        raise refusal(f"a session has at most {MOST_PARTICIPANTS:,} participants", "participant")
    for role in participants.values():
        if role not in ROLES:
            raise unknown("role", role, ROLES)
    if presenter and presenter not in participants:
        raise unknown("participant", presenter, participants)


def check_plan(table: Table, minutes: float | None, familiarity: str, occasion: str) -> None:
    """Raise `Refused` for a budget, a familiarity or an occasion that the framework does not know."""
    rule = table.framework.selection
    checked_minutes(minutes)
    familiarities = (*FAMILIARITIES, *(rule.familiarity if rule else ()))
    if familiarity and familiarity not in familiarities:
        raise unknown("familiarity", familiarity, familiarities)
    occasions = rule.occasions if rule else {}
    if occasion and occasion not in occasions:
        raise unknown("occasion", occasion, occasions)


def checked_minutes(minutes: object) -> float | None:
    """Return a budget of minutes, or None for none; raises `Refused` for what is no number of minutes."""
    if minutes is None:
        return None
    if isinstance(minutes, bool) or not isinstance(minutes, (int, float)) or not 0 <= minutes < math.inf:
        raise refusal("a budget is a number of minutes, or None", "plan")
    return float(minutes) if isinstance(minutes, float) else minutes
