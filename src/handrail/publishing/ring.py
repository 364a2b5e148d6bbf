"""Where the boxes of a cycle stand: on an ellipse, clockwise from the top, as the figure of a cycle has them."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin

from .diagram import ANYWHERE, Arrow, Diagram, Group, Node
from .lettering import width
from .placing import LABEL, PADDING, Cell, even, sign_width, wrapped_cell
from .standing import EDGE, Box, Line, Point, Sketch, stand

_FEWEST, _MOST = 3, 8
_WIDEST_BOX, _NARROWEST_BOX = 150.0, 112.0
_STEP = 0.005
_Exact = tuple[float, float]


def is_ring(diagram: Diagram, room: float) -> bool:
    """Return whether a drawing is one cycle and nothing that would have to cross it, and there is room for it."""
    keys = [stage.key for stage in diagram.stages]
    fits = _FEWEST <= len(keys) <= _MOST and not any(isinstance(stage, Group) for stage in diagram.stages)
    if not fits or room < _across(len(keys)):
        return False
    steps = [(arrow.source, arrow.target) for arrow in diagram.arrows if arrow.source != ANYWHERE]
    aimed = all(arrow.target in keys for arrow in diagram.arrows)
    round_ = [arrow for arrow in diagram.arrows if arrow.kind == "again"]
    return aimed and len(round_) == 1 and sorted(steps) == sorted([*pairwise(keys), (keys[-1], keys[0])])


def _across(many: int) -> float:
    return 300.0 + 55.0 * many


def stand_round(diagram: Diagram, room: float) -> Sketch:
    """Return a drawing whose stages stand in a ring, with what belongs to all of them below."""
    ring = _Ring(diagram, round(min(room, _across(len(diagram.stages)))))
    rows = tuple(row for row in diagram.rows if row.key != ANYWHERE)
    below = stand(diagram._replace(stages=(), rows=rows, arrows=()), ring.wide)
    down = ring.high - EDGE
    boxes = tuple(box._replace(y=box.y + down) for box in below.boxes)
    captions = tuple((text, x, y + down) for text, x, y in below.captions)
    high = down + below.high if rows else ring.high
    return Sketch((*ring.boxes.values(), *boxes), ring.lines(), captions, max(ring.wide, below.wide), high)


class _Ring:
    def __init__(self, diagram: Diagram, wide: int) -> None:
        self.diagram, self.wide = diagram, wide
        nodes = [stage for stage in diagram.stages if isinstance(stage, Node)]
        longest = max(
            width(word) * LABEL + 2 * PADDING for node in nodes for word in node.label.split() or [""]
        )
        box = even(max(_NARROWEST_BOX, min(longest, _WIDEST_BOX)))
        cells = [wrapped_cell(node, box) for node in nodes]
        tall = max(cell.height for cell in cells)
        self.axes = (round((wide - box) / 2 - EDGE), 55 + 10 * len(nodes) + tall)
        self.middle = (wide // 2, EDGE + tall // 2 + self.axes[1])
        self.angle = {cell.key: 2 * pi * at / len(cells) - pi / 2 for at, cell in enumerate(cells)}
        self.boxes = {cell.key: self._box(cell, self._on(self.angle[cell.key]), tall) for cell in cells}
        # Where no box stands at the bottom, the line does.
        lowest = max(box.y + box.high for box in self.boxes.values())
        self.high = max(lowest, self.middle[1] + self.axes[1] + 2) + 10
        anywhere = next((row for row in diagram.rows if row.key == ANYWHERE), None)
        if isinstance(anywhere, Node):
            cell = wrapped_cell(anywhere, sign_width(anywhere))
            self.boxes[ANYWHERE] = self._box(cell, self.middle, cell.height)

    def _on(self, angle: float) -> _Exact:
        return self.middle[0] + self.axes[0] * cos(angle), self.middle[1] + self.axes[1] * sin(angle)

    @staticmethod
    def _box(cell: Cell, middle: _Exact, high: int) -> Box:
        x, y = round(middle[0]) - cell.wide // 2, round(middle[1]) - high // 2
        return Box(cell, x, y, cell.wide, high, high)

    def lines(self) -> tuple[Line, ...]:
        return tuple(
            self._spoke(arrow) if arrow.source == ANYWHERE else self._arc(arrow)
            for arrow in self.diagram.arrows
        )

    def _arc(self, arrow: Arrow) -> Line:
        start, end = self.angle[arrow.source], self.angle[arrow.target]
        if end <= start:
            end += 2 * pi
        while _inside(self.boxes[arrow.source], self._on(start), 0):
            start += _STEP
        while end > start + _STEP and _inside(self.boxes[arrow.target], self._on(end), 1):
            end -= _STEP
        return Line(arrow, (_whole(self._on(start)), _whole(self._on(end))), self.axes)

    def _spoke(self, arrow: Arrow) -> Line:
        (x, y), (a, b) = self.middle, self._on(self.angle[arrow.target])
        points = [(x + (a - x) * share / 200, y + (b - y) * share / 200) for share in range(201)]
        source, target = self.boxes[arrow.source], self.boxes[arrow.target]
        between = [one for one in points if not _inside(source, one, 0) and not _inside(target, one, 1)]
        first, *_, last = between if len(between) > 1 else points
        return Line(arrow, (_whole(first), _whole(last)))


def _whole(point: _Exact) -> Point:
    return round(point[0]), round(point[1])


def _inside(box: Box, point: _Exact, margin: float) -> bool:
    across = box.x - margin <= point[0] <= box.x + box.wide + margin
    return across and box.y - margin <= point[1] <= box.y + box.high + margin
