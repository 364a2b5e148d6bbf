"""Where one may go from here, each way with its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from handrail.conditions import holds
from handrail.graph import Transition

from .judging import of_move
from .state import State
from .tables import Place, Table
from .verdicts import OPEN, Verdict


class Move(NamedTuple):
    """A place where one may go, or not; an empty stage is the way out, which stop() and close() take.

    kind: that of the transition, and nothing where no transition leads there. recommended: the suggested way on.
    """

    stage: str
    title: str
    kind: str
    because: str
    sign: str
    verdict: Verdict
    recommended: bool


def moves_from(table: Table, state: State) -> tuple[Move, ...]:
    """Return every way from here: what is suggested first, then the other transitions, then all other places."""
    if not state.status:
        return ()
    here = table.places[state.stage]
    ways = [way for way in table.ways(here, table.scope(state.detours)) if _is_there(way, state)]
    ways.sort(key=lambda way: way.kind != "next")
    listed = [_along(table, state, here, way) for way in ways]
    seen = {move.stage for move in listed} | {here.id}
    return (*listed, *_others(table, state, seen))


def _is_there(way: Transition, state: State) -> bool:
    return way.only_if is None or holds(way.only_if, state.facts, state.visits) is True


def _along(table: Table, state: State, here: Place, way: Transition) -> Move:
    if not way.target:
        return Move("", "", way.kind, way.because, way.sign, OPEN, False)
    place = table.places[way.target]
    verdict = of_move(table, state, place)
    graph = table.graphs[table.scope(state.detours)]
    recommended = way.kind == "next" and verdict is OPEN and graph.order_at(here.id) != "free"
    return Move(place.id, place.stage.title, way.kind, way.because, way.sign, verdict, recommended)


def _others(table: Table, state: State, seen: set[str]) -> Iterator[Move]:
    scope = table.scope(state.detours)
    for id, place in table.places.items():
        if id == place.id and id not in seen and scope in place.scopes:
            yield Move(id, place.stage.title, "", "", "", of_move(table, state, place), False)
