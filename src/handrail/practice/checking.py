"""What an event may say: facts, participants, plans."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from handrail.conditions import Value
from handrail.selection import FAMILIARITIES

from .facts import fits
from .tables import Table
from .verdicts import refusal, unknown
from .words import choices_of

ROLES = ("self", "client", "helper", "guide", "member", "software")
MOST_PARTICIPANTS = 1_000
# More than a person writes in one go.
MOST_CHARACTERS = 1_000_000
# Names that hosts give: participants, moments, keys.
MOST_NAME = 1_000
# Larger numbers are not to be reckoned with, and some whole ones fit into no float.
MOST_NUMBER = 1e300


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
    for name, role in participants.items():
        given(name)
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


def written(text: object) -> str:
    """Return what somebody wrote; raises `Refused` for what is no text, or too long to be kept."""
    if not isinstance(text, str):
        raise refusal("what somebody writes is a text", "argument")
    if len(text) > MOST_CHARACTERS:
        raise refusal(
            f"a text has at most {MOST_CHARACTERS:,} characters; keep longer ones elsewhere", "argument"
        )
    return text


def noted(text: object) -> str:
    """Return what somebody wrote beside, nothing for None; raises `Refused` as `written` does."""
    return "" if text is None else written(text)


def given(name: object) -> str:
    """Return a name that a host gave, nothing for None; raises `Refused` for one that is no short text."""
    if name is None:
        return ""
    if not isinstance(name, str) or len(name) > MOST_NAME:
        raise refusal(f"names, moments and keys are texts of at most {MOST_NAME:,} characters", "argument")
    return name


def checked_date(date: object) -> str:
    """Return a date as ISO 8601 writes it, nothing for None; raises `Refused` for anything else.

    Only what somebody says anew is checked: a record with other words in that place can still be read.
    """
    text = noted(date)
    if text and not is_date(text):
        raise refusal("a due date is written year-month-day, as in 2026-03-09", "argument")
    return text


def is_date(text: str) -> bool:
    """Return whether a text is a date as ISO 8601 writes it, with all its dashes."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def checked_minutes(minutes: object) -> float | None:
    """Return a budget of minutes, or None for none; raises `Refused` for what is no number of minutes."""
    if minutes is None:
        return None
    if isinstance(minutes, bool) or not isinstance(minutes, (int, float)) or not 0 <= minutes <= MOST_NUMBER:
        raise refusal("a budget is a number of minutes, or None", "plan")
    return float(minutes) if isinstance(minutes, float) else minutes
