"""Where every box and line of a drawing comes to stand, in points from its upper left corner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from .diagram import ANYWHERE, OUT, Arrow, Diagram
from .lanes import Lanes
from .placing import BETWEEN_COLUMNS, GAP, Cell, Frame, cells_of, sheet_of
from .routing import ACROSS, BOTTOM, CHANNEL, DOWN, GUTTER, OUTER, RIGHT, TOP, Leg, Route, route
from .stacking import stack

LANE, EDGE = 9, 12
# Between two bands: where nothing runs, where an arrow has its head, and for a caption.
APART, HEAD_ROOM, CAPTION = 14, 26, 26
# How high above the boxes the lowest lane of a channel runs, and how far outside the first one beside everything.
_LOWEST, _NEAREST = 16, 10
Point = tuple[int, int]


class Box(NamedTuple):
    """A box in its place; `head` is how high its words stand where it holds other boxes."""

    cell: Cell
    x: int
    y: int
    wide: int
    high: int
    head: int


class Line(NamedTuple):
    """An arrow in its place: the corners that it goes by, or the half axes of the ellipse that it is a part of."""

    arrow: Arrow
    points: tuple[Point, ...]
    bend: Point | None = None


class Entry(NamedTuple):
    """What is said of one sort of lines: how it is drawn, in words, and from where on."""

    look: str
    text: str
    x: int
    y: int


class Sketch(NamedTuple):
    """Everything in its place."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    captions: tuple[tuple[str, int, int], ...]
    wide: int
    high: int
    legend: tuple[Entry, ...] = ()


def stand(diagram: Diagram, room: float, *, down: bool = False) -> Sketch:
    """Return a drawing whose stages stand in columns, or in a single one, in a picture about so wide."""
    frame = cells_of(diagram, sheet_of(diagram.stages, room - 2 * EDGE, 1 if down else 0))
    return _Standing(frame, tuple(route(diagram.arrows, frame.cells, frame.bars))).sketch()


class _Standing:
    def __init__(self, frame: Frame, routes: Sequence[Route]) -> None:
        self.frame, self.cells, self.routes = frame, frame.cells, routes
        self.extents, self.deep, self.ports = stack(frame.cells, routes)
        self.lanes: defaultdict[Leg, Lanes] = defaultdict(Lanes)
        self.round = [one for one in routes if one.out]
        self.x: dict[str, tuple[int, int]] = {}
        self.starts: dict[int, int] = {}
        self.y: list[int] = []

    def sketch(self) -> Sketch:
        self._settle(GUTTER, OUTER)
        self._set_columns()
        self._settle(CHANNEL)
        high = self._set_bands()
        boxes = tuple(self._box(cell) for cell in self.cells.values())
        lines = tuple(self._line(one) for one in self.routes)
        captions = tuple((text, self.left, self.y[band] - 8) for band, text in self.frame.captions.items())
        return Sketch(boxes, lines, captions, self.right + EDGE, high)

    # Lanes.

    def _settle(self, *kinds: str) -> None:
        for one in self.round:
            for number, leg in enumerate(one.legs):
                if leg[0] in kinds:
                    self.lanes[leg].add(one.bundle, self._end(one, number, -1), self._end(one, number, 1))
        for leg, lanes in self.lanes.items():
            if leg[0] in kinds:
                lanes.settle()

    def _end(self, one: Route, number: int, step: int) -> float:
        """Return where a leg ends on one side: at a box, or where the leg before or after it runs."""
        kind, band, _ = one.legs[number]
        near = one.legs[number + step] if 0 <= number + step < len(one.legs) else None
        if kind == OUTER:
            if near:
                return float(near[1])
            return self._cell(one, step).band + 0.5
        if kind == GUTTER:
            if near:
                return self.deep[band] + 99 if near[0] == CHANNEL and near[1] > band else -99.0
            return self._port(one, step)
        return self._run(near) if near else self._side(one, step)

    def _cell(self, one: Route, step: int) -> Cell:
        return self.cells[one.arrow.source if step < 0 else one.arrow.target]

    def _port(self, one: Route, step: int) -> float:
        cell = self._cell(one, step)
        return self.ports[cell.key, one.out if step < 0 else one.into][one.bundle]

    def _side(self, one: Route, step: int) -> int:
        """Return the x at which a line leaves or enters a box."""
        cell, side = self._cell(one, step), one.out if step < 0 else one.into
        x, wide = self.x[cell.key]
        if side in (TOP, BOTTOM):
            return x + round(wide * self._port(one, step))
        return x + wide if side == RIGHT else x

    def _run(self, leg: Leg) -> int:
        """Return the x of a gutter, about, before its lanes are told apart."""
        return self.left - 20 if leg[0] == OUTER else self.starts[leg[2]]

    # Columns.

    def _set_columns(self) -> None:
        outer = self.lanes[OUTER, 0, 0].count
        self.left = EDGE + (LANE * outer + 6 if outer else 0)
        across, columns = self._columns()
        rows = self._rows()
        shift = self.left
        self.right = self.left + max(rows, across)
        self.starts = {number: x + shift for number, x in self.starts.items()}
        for key, cell in self.cells.items():
            if cell.band in self.frame.grid:
                self.x[key] = shift + columns[cell.column] + cell.inset, cell.wide
            elif cell.band in self.frame.bars:
                self.x[key] = self.left + cell.inset, self.right - self.left - 2 * cell.inset
            elif key == OUT:
                self.x[key] = self.right - cell.wide, cell.wide
            else:
                self.x[key] = self.left + self.x[key][0], cell.wide

    def _columns(self) -> tuple[int, list[int]]:
        """Return how wide all columns are with their gutters, and where each begins; a gutter's lanes stand amid it."""
        lanes: dict[int, int] = defaultdict(int)
        for leg, found in self.lanes.items():
            if leg[0] == GUTTER:
                lanes[leg[2]] = max(lanes[leg[2]], found.count)
        wide = self.frame.wide
        x = 0
        columns: list[int] = []
        for number in range(self.frame.columns + 1):
            busy = LANE * lanes[number]
            edge = number in (0, self.frame.columns)
            room = (busy + 8 if busy else 0) if edge else max(BETWEEN_COLUMNS, busy + 24)
            self.starts[number] = x + (room - busy + LANE) // 2
            x += room
            columns.append(x)
            x += wide
        return x - wide, columns

    def _rows(self) -> int:
        """Set what belongs to all stages side by side, and return how wide the widest row is."""
        used: dict[int, int] = defaultdict(int)
        for key, cell in self.cells.items():
            if cell.band in self.frame.bars:
                used[cell.band] = max(used[cell.band], cell.wide if cell.owner else 0)
            elif cell.band not in self.frame.grid:
                self.x[key] = used[cell.band], cell.wide
                used[cell.band] += cell.wide + GAP
        return max(used.values(), default=0)

    # Bands.

    def _set_bands(self) -> int:
        y = EDGE
        for band in range(self.frame.bands + 1):
            lanes = self.lanes[CHANNEL, band, 0].count
            room = LANE * lanes + HEAD_ROOM if lanes else APART if 0 < band < self.frame.bands else 0
            self.y.append(y + room + (CAPTION if band in self.frame.captions else 0))
            y = self.y[-1] + self.deep.get(band, 0)
        return y + EDGE

    def _box(self, cell: Cell) -> Box:
        y, head, high = self.extents[cell.key]
        x, wide = self.x[cell.key]
        return Box(cell, x, self.y[cell.band] + y, wide, high, head)

    # Lines.

    def _line(self, one: Route) -> Line:
        if not one.out:
            return Line(one.arrow, self._straight(one))
        points = [self._start(one, -1)]
        if one.arrow.source == ANYWHERE and len(one.legs) == 1:
            points = [self._plumb(one, points[0])]
        for leg in one.legs:
            x, y = points[-1]
            points.append((x, self._level(one, leg)) if leg[0] == CHANNEL else (self._lane(one, leg), y))
        x, y = self._start(one, 1)
        last = points[-1]
        points.append((x, last[1]) if one.into in (TOP, BOTTOM) else (last[0], y))
        points.append((x, y))
        return Line(one.arrow, tuple(points))

    def _plumb(self, one: Route, start: Point) -> Point:
        """Return where a line from anywhere begins: right above the box it leads to, where it can."""
        x, wide = self.x[ANYWHERE]
        below = self._side(one, 1)
        return (below if x + 9 < below < x + wide - 9 else start[0]), start[1]

    def _straight(self, one: Route) -> tuple[Point, Point]:
        a, b = self.cells[one.arrow.source], self.cells[one.arrow.target]
        (ax, awide), (bx, bwide) = self.x[a.key], self.x[b.key]
        ay, ahead, ahigh = self.extents[a.key]
        top = self.y[a.band]
        if one.shape == DOWN:
            return (ax + awide // 2, top + ay + ahigh), (bx + bwide // 2, top + self.extents[b.key].y)
        assert one.shape == ACROSS
        return (ax + awide, top + ahead // 2), (bx, top + ahead // 2)

    def _start(self, one: Route, step: int) -> Point:
        cell, side = self._cell(one, step), one.out if step < 0 else one.into
        y = self.y[cell.band]
        if side == TOP:
            return self._side(one, step), y
        if side == BOTTOM:
            return self._side(one, step), y + self.extents[cell.key].high
        return self._side(one, step), y + int(self._port(one, step))

    def _level(self, one: Route, leg: Leg) -> int:
        """Return the height of a line in a channel; its lanes begin below, next to the boxes they lead to."""
        band = leg[1]
        lane = self.lanes[leg].lane(one.bundle)
        caption = CAPTION if band in self.frame.captions else 0
        return self.y[band] - caption - _LOWEST - LANE * lane

    def _lane(self, one: Route, leg: Leg) -> int:
        lane = self.lanes[leg].lane(one.bundle)
        return self.left - _NEAREST - LANE * lane if leg[0] == OUTER else self.starts[leg[2]] + LANE * lane
