"""How the ways of a picture are drawn, and what is said of it beneath: no colour means anything alone."""

from __future__ import annotations

from collections.abc import Iterator

from .diagram import Arrow
from .lettering import width
from .placing import NOTE
from .standing import EDGE, Entry, Sketch

# The sample of a line, the room to its words, between two entries, and a line of them.
SAMPLE, _TO_WORDS, _BETWEEN, _HIGH = 28, 6, 22, 20

STRONG, OTHER, BACK, AGAIN = "strong", "other", "back", "again"
_WORDS = {STRONG: "the suggested way", OTHER: "other ways", BACK: "back", AGAIN: "a new round"}


def look_of(arrow: Arrow) -> str:
    """Return how an arrow is drawn."""
    return STRONG if arrow.strong else arrow.kind if arrow.kind in (BACK, AGAIN) else OTHER


def with_legend(sketch: Sketch) -> Sketch:
    """Return a drawing that says beneath what its lines mean, where they are of more than one sort."""
    seen = {look_of(line.arrow) for line in sketch.lines}
    if len(seen) < 2:
        return sketch
    entries = tuple(_entries([look for look in _WORDS if look in seen], sketch))
    return sketch._replace(legend=entries, high=entries[-1].y + EDGE + 2)


def _entries(looks: list[str], sketch: Sketch) -> Iterator[Entry]:
    left = min([x for _, x, _ in sketch.captions], default=EDGE)
    x, y = left, sketch.high + 8
    for look in looks:
        wide = SAMPLE + _TO_WORDS + round(width(_WORDS[look]) * NOTE)
        if x > left and x + wide > sketch.wide - EDGE:
            x, y = left, y + _HIGH
        yield Entry(look, _WORDS[look], x, y)
        x += wide + _BETWEEN
