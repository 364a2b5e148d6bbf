"""What whoever runs a session should hear of after an event."""

from __future__ import annotations

from .consequences import consequences
from .events import Answered, Event, Migrated, Started
from .judging import advice
from .state import Notice, State
from .tables import Table
from .words import choices_of, gate_name, title_of

# The kinds of event of which there is more to say than that the status or a gate has changed.
TELLING = frozenset({Answered, Migrated})


def notices(table: Table, before: State, event: Event, after: State) -> tuple[Notice, ...]:
    """Return what an event led to: a safeguard, a gate that shut, an answer that settled nothing."""
    quiet = after.safeguard == before.safeguard and type(event) not in TELLING
    if quiet and after.status == before.status and after.shut is before.shut:
        return ()  # as is nearly always so
    if isinstance(event, Migrated):
        return consequences(table, before, event, after)
    told: list[Notice] = []
    if after.status == "suspended" and after.safeguard != before.safeguard:
        told.append(_interruption(table, after))
    if after.shut is not before.shut:
        gates = table.framework.gates
        told += [
            Notice("gate-shut", f"{gate_name(gates[id])} is shut")
            for id in after.shut
            if id not in before.shut
        ]
    if isinstance(event, Answered):
        told += _unsettled(table, event, after)
    elif isinstance(event, Started):
        told += _at_the_start(table, after)
    return tuple(told)


def _interruption(table: Table, state: State) -> Notice:
    safeguard = table.safeguards[state.safeguard]
    return Notice("interrupted", f"the session is suspended: {safeguard.title}")


def _unsettled(table: Table, event: Answered, after: State) -> list[Notice]:
    fact = table.spots[event.prompt].fact
    if fact is None or event.value != "" or fact.id in after.facts:
        return []
    name = title_of(table.framework, fact.id)
    text = f"the answer is kept, and it is still not known: {name}. It is {choices_of(fact)}"
    return [Notice("unsettled", text)]


def _at_the_start(table: Table, state: State) -> list[Notice]:
    verdict = advice(table, state, table.places[state.stage].soft)
    return [Notice("advised-against", reason) for reason in verdict.reasons]
