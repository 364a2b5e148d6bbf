"""Where the boxes of a drawing stand: bands one below the other, in each band columns, in a column boxes."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from .diagram import ANYWHERE, BESIDE, OUT, Diagram, Group, Node
from .lettering import longest_word, width, wrap

LABEL, HEAD, NOTE = 14, 15, 12
LINE, NOTE_LINE = 17, 15
# Between the frame of a box and its words, between boxes of a column, and between a panel and what it holds.
PADDING, GAP, INSET = 9, 18, 12
MOST_COLUMNS, MOST_IN_A_ROW = 4, 5
BETWEEN_COLUMNS = 34
# How much wider words are when they are bold.
BOLD = 1.06


class Sheet(NamedTuple):
    """How the columns stand on a page: so many in a band, each so wide."""

    columns: int
    wide: int


class Cell(NamedTuple):
    """A box before it has a place in the whole: its words, and where it stands inside its band and column."""

    number: int
    key: str
    kind: str
    label: tuple[str, ...]
    note: tuple[str, ...]
    band: int
    column: int
    inset: int
    wide: int
    # The box above it in the same panel, or nothing; and whether it is its column's outermost.
    above: str
    owner: bool
    parent: str = ""
    group: bool = False

    @property
    def height(self) -> int:
        """Return the room that the words need."""
        return 2 * PADDING + LINE * len(self.label) + NOTE_LINE * len(self.note)


# Band, column, inset, width, what is above it, whether it is outermost, and what holds it.
Place = tuple[int, int, int, int, str, bool, str]


class Frame(NamedTuple):
    """All boxes in their bands: those of the stages (`grid`), those that one strand fills, and how many there are."""

    columns: int
    wide: int
    cells: dict[str, Cell]
    grid: range
    bars: frozenset[int]
    captions: dict[int, str]
    bands: int


def sheet_of(stages: Sequence[Node | Group], room: float, most: int = 0) -> Sheet:
    """Return how the stages stand on a page of that width: as equal rows as can be, and wide enough for words.

    No row holds more than `most`, where it is given.
    """
    if not stages:
        return Sheet(1, int(room))
    grouped = any(isinstance(stage, Group) for stage in stages)
    widest = max(_longest(stage, 0) for stage in stages)
    least = min(max(widest, 150.0 if grouped else 116.0), 230.0, room)
    fits = max(1, int((room + BETWEEN_COLUMNS) // (least + BETWEEN_COLUMNS)))
    fits = min(fits, most or (MOST_COLUMNS if grouped else MOST_IN_A_ROW))
    rows = -(-len(stages) // fits)
    columns = -(-len(stages) // rows)
    wide = (room - BETWEEN_COLUMNS * (columns - 1)) / columns
    return Sheet(columns, even(max(least, min(wide, 226.0 if grouped else 168.0))))


def even(wide: float) -> int:
    """Return the next even number of points, so that what is wide so many has a middle."""
    return ceil(wide / 2) * 2


def _longest(thing: Node | Group, depth: int) -> float:
    """Return how wide a box must be for its longest word, and a panel for that of what it holds."""
    own = longest_word(thing.label) * LABEL
    if isinstance(thing, Group):
        own *= HEAD * BOLD / LABEL
        held = max((_longest(one, depth + 1) for one in thing.members), default=0.0)
        return max(own + 2 * PADDING, held + 2 * INSET)
    return own + 2 * PADDING


def cells_of(diagram: Diagram, sheet: Sheet) -> Frame:
    """Return every box of a drawing in the band and column where it stands, a panel before what it holds."""
    return _Setting(sheet).frame(diagram)


class _Setting:
    """Boxes set one after another; what belongs to all stages stands above or below them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.cells: dict[str, Cell] = {}
        self.captions: dict[int, str] = {}
        self.bars: list[int] = []
        self.across = sheet.columns * sheet.wide + BETWEEN_COLUMNS * (sheet.columns - 1)

    def frame(self, diagram: Diagram) -> Frame:
        rows = {row.key: row for row in diagram.rows}
        signs = [rows[key] for key in (ANYWHERE, OUT) if key in rows]
        for column, sign in enumerate(signs):
            self._sign(sign, 0, column)
        first = band = 1 if signs else 0
        for number, stage in enumerate(diagram.stages):
            line, column = divmod(number, self.sheet.columns)
            band = first + line
            self._set(stage, band, column, 0, self.sheet.wide)
        grid = range(first, band + 1 if diagram.stages else first)
        band = grid.stop
        for row in diagram.rows:
            if isinstance(row, Group):
                self.captions[band] = row.label
                band = self._bars(row, band) if row.key == BESIDE else self._row(row, band)
        return Frame(
            self.sheet.columns, self.sheet.wide, self.cells, grid, frozenset(self.bars), self.captions, band
        )

    def _bars(self, row: Group, band: int) -> int:
        for strand in row.members:
            self._set(strand, band, 0, 0, max(self.across, 240))
            self.bars.append(band)
            band += 1
        return band

    def _row(self, row: Group, band: int) -> int:
        used, column = 0, 0
        for one in row.members:
            wide = self._sign(one, band, column)
            used += wide + GAP
            if column and used > max(self.across, 240):
                band, column, used = band + 1, 0, wide + GAP
                self._sign(one, band, column)
            column += 1
        return band + 1

    def _sign(self, one: Node | Group, band: int, column: int) -> int:
        """Set a box that is as wide as its words, and return how wide that is."""
        wide = sign_width(one)
        self._set(one, band, column, 0, wide)
        return wide

    def _set(
        self,
        thing: Node | Group,
        band: int,
        column: int,
        inset: int,
        wide: int,
        above: str = "",
        parent: str = "",
    ) -> None:
        key, number = thing.key, len(self.cells)
        place = band, column, inset, wide, above, not parent, parent
        self.cells[key] = wrapped_cell(thing, wide, number, place)
        if isinstance(thing, Group):
            before = ""
            within = max(wide - 2 * INSET, 60)
            for one in thing.members:
                self._set(one, band, column, inset + INSET, within, before, thing.key)
                before = one.key


def sign_width(thing: Node | Group) -> int:
    """Return how wide a box is that stands for itself: as wide as its words, within reason."""
    return even(min(width(thing.label) * LABEL + 4 * PADDING, 230.0))


def wrapped_cell(thing: Node | Group, wide: int, number: int = 0, place: Place | None = None) -> Cell:
    """Return a box of that width with its words in lines, in its place or standing nowhere yet."""
    if isinstance(thing, Group):
        kind, size, room = "panel", HEAD * BOLD, wide - 2 * PADDING
    else:
        kind, size, room = thing.kind, LABEL, wide - (4 if thing.kind == "strand" else 2) * PADDING
    label = wrap(thing.label, size, room)
    note = wrap(thing.note, NOTE, room) if thing.note else ()
    return Cell(
        number, thing.key, kind, label, note, *(place or (0, 0, 0, wide, "", True, "")), kind == "panel"
    )
