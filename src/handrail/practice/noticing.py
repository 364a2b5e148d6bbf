"""What whoever runs a session should hear of after an event."""

from __future__ import annotations

from .events import Answered, Event, Returned, Started
from .expiring import lost
from .judging import advice
from .state import Notice, State
from .tables import Table
from .words import choices_of, gate_name, title_of


def notices(table: Table, before: State, event: Event, after: State) -> tuple[Notice, ...]:
    """Return what an event led to: a safeguard, a gate that shut, an answer that settled nothing."""
    same = after.shut is before.shut and after.facts is before.facts and after.status == before.status
    if same and type(event) is not Answered:
        return ()  # as is nearly always so
    told: list[Notice] = []
    if after.status == "suspended" != before.status:
        told.append(_interruption(table, after))
    if after.facts is not before.facts:
        told += _unknown_again(table, before, event, after)
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


def _unknown_again(table: Table, before: State, event: Event, after: State) -> list[Notice]:
    spot = table.spots[event.prompt] if isinstance(event, Answered) else None
    facts = [title_of(table.framework, fact) for fact in lost(before, event, spot, after)]
    if not facts:
        return []
    code, why = ("reopened", "after the detour") if isinstance(event, Returned) else ("expired", "any more")
    return [Notice(code, f"not known {why}, and to be asked anew: {'; '.join(facts)}")]


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
