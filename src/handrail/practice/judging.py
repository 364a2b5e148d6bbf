"""What a session may do next: status, safeguard, hard gate, order, soft gate, and the first that refuses wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handrail.conditions import Condition, Facts, FactTest, Visits, holds, tests, unsettled
from handrail.framework.values import Gate

from .state import State
from .tables import BESIDE, Place, Spot, Table
from .verdicts import OPEN, Verdict, blocked
from .words import gate_name, in_words, listed, one_of, title_of

_CLOSED = {
    "": blocked("the session has not started", "status"),
    "stopped": blocked("the session was laid down; take it up again with resume() first", "status"),
    "closed": blocked("the session is finished and can only be read; begin another", "status"),
}


def of_move(table: Table, state: State, place: Place) -> Verdict:
    """Return whether one may go to a place."""
    if state.status != "open":
        return of_status(table, state)
    if state.shut:
        return _shut(table, state, table.everywhere)
    id = place.id
    if id == state.stage:
        return OPEN
    if place.free and not state.detours and (place.welcome or id in state.visits):
        return OPEN  # so it is nearly always; if not, there is more to look at
    return _barred(table, state, place) or _unwise(table, state, place)


def of_prompt(table: Table, state: State, spot: Spot) -> Verdict:
    """Return whether a prompt may be put or answered; nothing advises against answering what was asked."""
    if state.status != "open":
        return of_status(table, state)
    if state.shut and not spot.of_gate:
        return _shut(table, state, table.everywhere)
    place = spot.place
    if place is not None and (place.id == state.stage or place.scope == BESIDE):
        place = None  # one is there already
    if spot.free and (place is None or of_move(table, state, place) is OPEN):
        return OPEN
    if verdict := _hard(table, state, spot.hard):
        return verdict
    asked = state.waiting == spot.prompt.id
    if place is not None:
        if verdict := _barred(table, state, place):
            return verdict
        whole = table.framework.selection is not None
        if not asked and (advised := _unwise(table, state, place, whole)) is not OPEN:
            return advised
    if not asked and not spot.free and state.was(spot.prompt.id) != "answered":
        advised = advice(table, state, spot.soft)
        return _too_soon(spot) if advised is OPEN and not _heard(table, state, spot.after) else advised
    return OPEN


def of_asking(table: Table, state: State, spot: Spot) -> Verdict:
    """Return whether a prompt may be put now; some are better put while no other waits for its answer."""
    verdict = of_prompt(table, state, spot)
    if spot.alone and verdict is OPEN and state.waiting not in ("", spot.prompt.id):
        reason = (
            f"an answer to '{state.waiting}' is awaited, and {one_of(spot.prompt.kind)} is better put alone"
        )
        return _of_kind(spot, reason)
    return verdict


def _heard(table: Table, state: State, kinds: tuple[str, ...]) -> bool:
    """Return whether a prompt of some kinds was answered; what opens a gate is no part of the work."""
    spots = ((id, table.spots[id]) for id in state.touched) if kinds else ()
    return not kinds or any(
        spot.prompt.kind in kinds and not spot.of_gate and state.was(id) == "answered" for id, spot in spots
    )


def _too_soon(spot: Spot) -> Verdict:
    before = listed((one_of(kind) for kind in spot.after), "or")
    return _of_kind(spot, f"this is {one_of(spot.prompt.kind)}, and {before} is better answered before it")


def _of_kind(spot: Spot, reason: str) -> Verdict:
    return Verdict("advised_against", (f"{reason}: {spot.otherwise}" if spot.otherwise else reason,), "kind")


def _barred(table: Table, state: State, place: Place) -> Verdict | None:
    """Return why one cannot go to a place at all, if so."""
    if verdict := _hard(table, state, place.hard):
        return verdict
    stage = place.stage
    if stage.only_if is not None and not holds(stage.only_if, state.facts, state.visits):
        return _only_if(state, place, stage.only_if)
    return None if table.scope(state.detours) in place.scopes else _elsewhere(table, state, place)


def _unwise(table: Table, state: State, place: Place, whole: bool = False) -> Verdict:
    """Return whether order or advice stand before a place; never before one that was visited.

    `whole`: prompts of all stages are on offer for one sitting, which has an order of its own.
    """
    if place.id in state.visits:
        return OPEN
    if place.strict and not whole and not _along(state, place):
        here, there = table.places[state.stage].stage.title, place.stage.title
        return blocked(
            f"here the stages go in order, and no way leads from '{here}' to '{there}' yet", "order"
        )
    return advice(table, state, place.soft)


def of_status(table: Table, state: State) -> Verdict:
    """Return why a session that is not open takes nothing."""
    if state.status != "suspended":
        return _CLOSED[state.status]
    safeguard = table.safeguards.get(state.safeguard)
    title = safeguard.title if safeguard else "a safeguard"
    if not state.safeguard:
        title = "the stage where it was is gone"
    return blocked(
        f"the session is suspended ({title}); a person takes it up again with resume()", "safeguard"
    )


def to_settle(state: State, gates: Iterable[Gate]) -> tuple[str, ...]:
    """Return the facts that keep gates from being open."""
    facts, visits = state.facts, state.visits
    return tuple(dict.fromkeys(fact for gate in gates for fact in unsettled(gate.holds, facts, visits)))


def shut_gates(table: Table, facts: Facts, visits: Visits) -> tuple[str, ...]:
    """Return the hard gates before everything that are not open."""
    return tuple(gate.id for gate in table.everywhere if not holds(gate.holds, facts, visits))


def raised(table: Table, facts: Facts, visits: Visits) -> str:
    """Return the first safeguard that the facts raise, or nothing."""
    return next((id for id, condition in table.raising if holds(condition, facts, visits)), "")


def shut_before(state: State, gates: Iterable[Gate]) -> Iterator[Gate]:
    """Yield those of some hard gates that are not open."""
    return (gate for gate in gates if not holds(gate.holds, state.facts, state.visits))


def _hard(table: Table, state: State, gates: tuple[Gate, ...]) -> Verdict | None:
    if not gates:
        return None
    closed = tuple(shut_before(state, gates))
    return _shut(table, state, closed) if closed else None


def _shut(table: Table, state: State, gates: Iterable[Gate]) -> Verdict:
    closed = tuple(shut_before(state, gates))
    settle = to_settle(state, closed)
    return Verdict("blocked", tuple(_why_shut(table, state, gate) for gate in closed), "gate", settle)


def _why_shut(table: Table, state: State, gate: Gate) -> str:
    facts = to_settle(state, (gate,))
    open_ = [title_of(table.framework, fact) for fact in facts if fact not in state.facts]
    against = [title_of(table.framework, fact) for fact in facts if fact in state.facts]
    parts = [f"not known yet: {'; '.join(open_)}"] if open_ else []
    parts += [f"standing against it: {'; '.join(against)}"] if against else []
    shut = f"{gate_name(gate)} is shut ({'; '.join(parts) or in_words(gate.holds)})"
    return f"{shut}: {gate.otherwise}" if gate.otherwise else shut


def advice(table: Table, state: State, gates: Iterable[Gate]) -> Verdict:
    """Return what soft gates advise: they speak only where their condition is no."""
    facts = state.facts
    against = []
    for gate in gates:
        hangs_on = table.hangs_on[gate.id]
        if hangs_on is not None and hangs_on.isdisjoint(facts):
            continue  # as long as nothing is known of what it hangs on, a soft gate has nothing to say
        if holds(gate.holds, facts, state.visits) is False:
            against.append(gate)
    if not against:
        return OPEN
    settle = to_settle(state, against)
    reasons = tuple(gate.otherwise or f"{gate_name(gate)} advises against it" for gate in against)
    return Verdict("advised_against", reasons, "gate", settle)


def _only_if(state: State, place: Place, condition: Condition) -> Verdict:
    known = holds(condition, state.facts, state.visits)
    settle = unsettled(condition, state.facts, state.visits)
    is_so = "and it is not known whether that is so" if known is None else "and that is not so"
    return blocked(f"'{place.stage.title}' is only for when {in_words(condition)}, {is_so}", "stage", settle)


def _elsewhere(table: Table, state: State, place: Place) -> Verdict:
    if state.detours:
        inside = state.detours[-1][0]
        return blocked(f"one is on the detour '{inside}'; come back first, with come_back()", "detour")
    ways = [id for id, detour in table.detours.items() if detour.to in place.scopes]
    return blocked(f"'{place.id}' is part of a detour; take it with detour('{ways[0]}')", "detour")


def _along(state: State, place: Place) -> bool:
    conditions = (*place.sources.get(state.stage, ()), *place.sources.get("", ()))
    return any(one is None or holds(one, state.facts, state.visits) for one in conditions)


def of_detour(table: Table, state: State, id: str) -> Verdict:
    """Return whether one may leave for a detour; order and advice say nothing about that."""
    if state.status != "open":
        return of_status(table, state)
    if state.shut:
        return _shut(table, state, table.everywhere)
    if any(id == inside for inside, _ in state.detours):
        return blocked(f"one is on the detour '{id}' already", "detour")
    place = table.places[table.detours[id].to]
    return _hard(table, state, place.hard) or OPEN


def of_resumption(table: Table, state: State, by: str) -> Verdict:
    """Return whether somebody may take the session up again: what was suspended only a person, once it is settled."""
    if state.status == "open":
        return blocked("the session is open already", "status")
    if state.status not in ("suspended", "stopped"):
        return of_status(table, state)
    if id := raised(table, state.facts, state.visits):
        condition = dict(table.raising)[id]
        facts = tuple(dict.fromkeys(test.fact for test in tests(condition) if isinstance(test, FactTest)))
        titles = "; ".join(title_of(table.framework, fact) for fact in facts)
        return blocked(f"what interrupted is not settled yet: {titles}", "safeguard", facts)
    participants = state.setting.participants
    interrupted = state.safeguard or state.status == "suspended"
    if interrupted and participants and participants.get(by, "software") == "software":
        reason = "a session that was interrupted is taken up again by a person: name the participant with by="
        return blocked(reason, "safeguard")
    return OPEN
