"""Which way the arrows of a drawing take: straight from box to box, or through gutters and channels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .diagram import Arrow
from .lanes import Bundle
from .placing import Cell

LEFT, RIGHT, TOP, BOTTOM = "left", "right", "top", "bottom"
GUTTER, CHANNEL, OUTER = "gutter", "channel", "outer"
DOWN, ACROSS, ROUND = "down", "across", "round"

# A stretch of an arrow: a gutter of a band, a channel above a band, or the space outside.
Leg = tuple[str, int, int]


class Route(NamedTuple):
    """How one arrow goes: straight `down` or `across`, or round: out of a side, along some legs, into a side."""

    arrow: Arrow
    shape: str
    bundle: Bundle = ("", "")
    out: str = ""
    legs: tuple[Leg, ...] = ()
    into: str = ""


def route(arrows: Iterable[Arrow], cells: Mapping[str, Cell], bars: frozenset[int]) -> Iterator[Route]:
    """Yield the way of every arrow; `bars` are the bands that one box fills from side to side."""
    taken: set[tuple[str, str]] = set()
    for arrow in arrows:
        a, b = cells[arrow.source], cells[arrow.target]
        shape = _straight(a, b) if arrow.kind == "next" or arrow.strong else ""
        if shape and (a.key, b.key) not in taken:
            taken.add((a.key, b.key))
            yield Route(arrow, shape)
        else:
            yield _round(arrow, a, b, bars)


def _straight(a: Cell, b: Cell) -> str:
    if b.above == a.key:
        return DOWN
    return ACROSS if a.owner and b.owner and a.band == b.band and b.column == a.column + 1 else ""


def _round(arrow: Arrow, a: Cell, b: Cell, bars: frozenset[int]) -> Route:
    fans_out = arrow.kind == "next" or arrow.strong
    bundle = (f"from {a.key}" if fans_out else f"to {b.key}", "strong" if arrow.strong else arrow.kind)
    if a.band == b.band and a.band not in bars and not (a.owner and b.owner):
        beside = _beside(a, b)
        if beside:
            out, gutter, into = beside
            return Route(arrow, ROUND, bundle, out, ((GUTTER, a.band, gutter),), into)
    below, above = a.band < b.band, a.band > b.band
    start, end = a.band + below, b.band + above
    out, first = _port(a, BOTTOM if below else TOP, a.column < b.column or below, bars)
    # Whoever comes from outside, or from another band, comes in on the left.
    into, last = _port(b, BOTTOM if above else TOP, b.column < a.column and a.band == b.band, bars)
    legs: list[Leg] = [*first]
    if out != LEFT or first:
        legs.append((CHANNEL, start, 0))
    if start != end or a.band in bars or b.band in bars:
        legs.append((OUTER, 0, 0))
        if into != LEFT or last:
            legs.append((CHANNEL, end, 0))
    legs.extend(last)
    return Route(arrow, ROUND, bundle, out, tuple(legs), into)


def _beside(a: Cell, b: Cell) -> tuple[str, int, str] | None:
    """Return the side, gutter and side of an arrow that stays beside its columns, where one can."""
    if a.column == b.column:
        # Ahead on the right of a column and back on its left, so that the two never meet.
        ahead = a.key == b.parent or (b.key != a.parent and a.number < b.number)
        return (RIGHT, a.column + 1, RIGHT) if ahead else (LEFT, a.column, LEFT)
    if b.column == a.column + 1:
        return RIGHT, b.column, LEFT
    return (LEFT, a.column, RIGHT) if a.column == b.column + 1 else None


def _port(cell: Cell, end: str, right: bool, bars: frozenset[int]) -> tuple[str, tuple[Leg, ...]]:
    """Return where a line leaves a box for a channel, and the gutter that it takes to get there."""
    if cell.band in bars:
        return LEFT, ()
    if cell.owner:
        return end, ()
    side, gutter = (RIGHT, cell.column + 1) if right else (LEFT, cell.column)
    return side, ((GUTTER, cell.band, gutter),)
