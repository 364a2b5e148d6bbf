"""How high the boxes of a band are and how they stand below each other, with a height for each line at their sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .lanes import Bundle
from .placing import GAP, INSET, Cell
from .routing import ACROSS, BOTTOM, LEFT, RIGHT, TOP, Leg, Route

PORT = 9
# As a share of a box's width.
_ASIDE = 0.06
# Farther than any box is, and more than that.
_FAR, _AWAY = 1e6, 1e9


class Extent(NamedTuple):
    """From where in its band a box reaches, how high its words are, and how high it is with what it holds."""

    y: int
    head: int
    high: int


class Stack(NamedTuple):
    """Every box with its height, how deep each band is, and at each side of a box the lines in their order."""

    extents: Mapping[str, Extent]
    deep: Mapping[int, int]
    ports: Mapping[tuple[str, str], Mapping[Bundle, float]]


def stack(cells: Mapping[str, Cell], routes: Sequence[Route]) -> Stack:
    """Return the heights of all boxes; those of one band that stand beside each other have heads of one height."""
    hints = _hints(cells, routes)
    busy: dict[str, int] = {}
    for (key, side), bundles in hints.items():
        if side in (LEFT, RIGHT):
            busy[key] = max(busy.get(key, 0), len(bundles) + 1)
    heads: dict[int, int] = {}
    for cell in cells.values():
        if cell.owner:
            high = cell.height
            if cell.key in busy and not cell.group:
                high = max(high, PORT * busy[cell.key])
            if high > heads.get(cell.band, 0):
                heads[cell.band] = high
    extents = _extents(cells, heads, busy)
    deep: dict[int, int] = {}
    for key, extent in extents.items():
        cell = cells[key]
        if cell.owner and extent.high > deep.get(cell.band, 0):
            deep[cell.band] = extent.high
    return Stack(extents, deep, _ports(cells, hints, extents, routes))


def _extents(
    cells: Mapping[str, Cell], heads: Mapping[int, int], busy: Mapping[str, int]
) -> dict[str, Extent]:
    starts: dict[str, tuple[int, int]] = {}
    ends: dict[str, int] = {}
    for key, cell in cells.items():
        if cell.owner:
            y, head = 0, heads[cell.band]
        else:
            head = max(cell.height, PORT * busy[key] if key in busy else 0)
            y = ends[cell.above] + GAP if cell.above else sum(starts[cell.parent])
        starts[key] = y, head
        ends[key] = bottom = y + head
        holder = cell.parent
        while holder:
            bottom += INSET
            ends[holder] = max(ends[holder], bottom)
            holder = cells[holder].parent
    return {key: Extent(y, head, ends[key] - y) for key, (y, head) in starts.items()}


def _hints(cells: Mapping[str, Cell], routes: Iterable[Route]) -> dict[tuple[str, str], dict[Bundle, float]]:
    """Return for each side of a box its lines, each with a number that grows with where it goes."""
    hints: dict[tuple[str, str], dict[Bundle, float]] = {}
    for one in routes:
        if one.out:
            a, b = cells[one.arrow.source], cells[one.arrow.target]
            hints.setdefault((a.key, one.out), {}).setdefault(one.bundle, _towards(one.out, one.legs, a, b))
            back = one.legs[::-1]
            hints.setdefault((b.key, one.into), {}).setdefault(one.bundle, _towards(one.into, back, b, a))
    return hints


def _towards(side: str, legs: Sequence[Leg], cell: Cell, other: Cell) -> float:
    if side in (TOP, BOTTOM):
        # Through a channel the short lines run below the long ones; those that leave a box above must stand, on
        # either hand, outside of the long ones where they leave it above, and inside where they leave it below.
        far = _FAR if len(legs) > 1 else abs(other.column - cell.column) + other.number / 10_000
        left = len(legs) > 1 or other.column < cell.column
        outwards = far if side == TOP else -far
        if other.column == cell.column and len(legs) == 1:
            return 0.0
        return outwards - _AWAY if left else _AWAY - outwards
    if len(legs) > 1:
        return 1e9 if legs[1][1] > legs[0][1] else -1e9
    return other.number


def _ports(
    cells: Mapping[str, Cell],
    hints: Mapping[tuple[str, str], Mapping[Bundle, float]],
    extents: Mapping[str, Extent],
    routes: Iterable[Route],
) -> dict[tuple[str, str], dict[Bundle, float]]:
    """Return the height of each line at the left or right of a box, or as a share of its width above or below."""
    straight = {end for one in routes if one.shape == ACROSS for end in _straight_ends(one)}
    ports = {}
    tops = ((cells[key], hint.keys()) for (key, side), hint in hints.items() if side == TOP)
    below = {(cell.band, cell.column): bundles for cell, bundles in tops}
    for (key, side), hint in hints.items():
        order = sorted(hint, key=hint.__getitem__)
        y, head, high = extents[key]
        taken = (key, side) in straight
        many = len(order) + taken
        spots = [share / (many + 1) for share in range(1, many + 1)]
        if taken:  # the one in the middle is for the line that goes straight on
            spots.pop(many // 2)
        if (
            side == BOTTOM
        ):  # a little aside, or the line would meet one that goes up from the middle of a box below
            cell = cells[key]
            meets = below.get((cell.band + 1, cell.column), hint.keys()) - hint.keys()
            spots = [spot - _ASIDE for spot in spots] if meets else spots
        elif side != TOP:
            room = head if taken else high
            spots = [round(y + room * spot) for spot in spots]
        ports[key, side] = dict(zip(order, spots, strict=True))
    return ports


def _straight_ends(one: Route) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one.arrow.source, RIGHT), (one.arrow.target, LEFT)
