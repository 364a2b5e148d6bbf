"""What becomes unknown again: facts that end at a moment, and those that a gate asks anew after a detour."""

from __future__ import annotations

from collections.abc import Collection

from handrail.conditions import FactTest, deciding, holds, tests

from .carrying import forgotten
from .events import Answered, Event, Known
from .state import State
from .tables import Spot, Table

# The rules that logs are folded by from now on. In those begun before there were any, nothing ever became unknown by
# itself, and it must not now: what was said there after a fact would have ended is kept.
RULES = "2"


def ended(table: Table, before: State, state: State) -> State:
    """Return a state without the facts whose end came with the event: a moment, not all the time after it."""
    facts, visits = state.facts, state.visits
    gone = {
        id
        for id, until in table.ending
        if id in facts and holds(until, facts, visits) and not holds(until, before.facts, before.visits)
    }
    return _forgotten(table, state, gone) if gone and state.setting.rules else state


def reopened(table: Table, state: State, gates: Collection[str]) -> State:
    """Return a state in which some gates are asked anew; what is known to stand against one stays known."""
    asked: set[str] = set()
    against: set[str] = set()
    for gate in table.gates:
        if gate.id in gates:
            asked |= {test.fact for test in tests(gate.holds) if isinstance(test, FactTest)}
            if holds(gate.holds, state.facts, state.visits) is False:
                against |= {*deciding(gate.holds, state.facts, state.visits)}
    return _forgotten(table, state, asked - against) if asked and state.setting.rules else state


def _forgotten(table: Table, state: State, gone: Collection[str]) -> State:
    """Return a state in which some facts are unknown, and the prompts of the gates that hang on them are put again."""
    facts = {id: value for id, value in state.facts.items() if id not in gone}
    let_be = tuple(id for id in state.let_be if table.settles[id].isdisjoint(gone))
    aside = forgotten(state.aside, gone)
    return state._replace(
        facts=facts if len(facts) < len(state.facts) else state.facts, let_be=let_be, aside=aside
    )


def let_be(state: State, spot: Spot, how: str) -> tuple[str, ...]:
    """Return the prompts of gates that need not be put again, after one was touched in some way.

    One that asks for a fact is put until that is settled, or somebody lets it be; any other is put once.
    """
    id = spot.prompt.id
    others = tuple(one for one in state.let_be if one != id)
    return others if how == "answered" and spot.fact is not None else (*others, id)


def lost(before: State, event: Event, spot: Spot | None, after: State) -> tuple[str, ...]:
    """Return the facts that became unknown by themselves with an event."""
    known = [*before.facts]
    if isinstance(event, Known):
        known = [id for id in known if id != event.fact]
        known += [event.fact] if event.value != "" else []
    elif isinstance(event, Answered) and event.value != "" and spot is not None and spot.fact is not None:
        known.append(spot.fact.id)
    return tuple(id for id in dict.fromkeys(known) if id not in after.facts)
