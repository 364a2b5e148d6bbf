"""Which ways of knowing the answers have drawn on, in this project's own tags; never a share of anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from handrail.prompts import Prompt

from .state import State
from .tables import Table


class Coverage(NamedTuple):
    """The ways of knowing that an answered prompt has served, and those that none has."""

    met: tuple[str, ...] = ()
    not_met: tuple[str, ...] = ()


def coverage_of(table: Table, state: State, gone: Iterable[Prompt] = ()) -> Coverage:
    """Return what was met and what was not, of the ways that the framework wants covered, or else that it has.

    gone: prompts of earlier versions of the framework that were answered, and that this one has no longer.
    """
    answered = (id for id in state.touched if state.was(id) == "answered")
    met = {way for prompt in (*gone, *(canonical(table, id) for id in answered)) for way in prompt.ways}
    wanted = ways_wanted(table)
    return Coverage(
        tuple(way for way in wanted if way in met), tuple(way for way in wanted if way not in met)
    )


def ways_wanted(table: Table) -> tuple[str, ...]:
    """Return the ways that the rule covers, or those that the framework's prompts have in this voice."""
    rule = table.framework.selection
    if rule is not None and rule.cover:
        return tuple(rule.cover)
    held = (canonical(table, id) for id, spot in table.spots.items() if spot.place and not spot.of_gate)
    tagged = {way for prompt in held if table.voice in prompt.wordings for way in prompt.ways}
    known = table.framework.ways_of_knowing
    return (*(way for way in known if way in tagged), *sorted(way for way in tagged if way not in known))


def canonical(table: Table, id: str) -> Prompt:
    """Return a prompt with this project's own tags, whatever the edition that is looked at prints."""
    return table.canonical.get(id) or table.spots[id].prompt
