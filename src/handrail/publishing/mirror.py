"""A picture for those who read from right to left."""

from __future__ import annotations

import re

from .standing import Sketch

# Languages that are written from right to left.
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


def is_right_to_left(language: str) -> bool:
    """Return whether a language is written from right to left."""
    return re.split("[-_]", language.lower(), maxsplit=1)[0] in _RIGHT_TO_LEFT


def mirrored(sketch: Sketch) -> Sketch:
    """Return a drawing whose first stage stands on the right."""
    wide = sketch.wide
    return sketch._replace(
        boxes=tuple(box._replace(x=wide - box.x - box.wide) for box in sketch.boxes),
        lines=tuple(
            line._replace(points=tuple((wide - x, y) for x, y in line.points)) for line in sketch.lines
        ),
        captions=tuple((text, wide - x, y) for text, x, y in sketch.captions),
        legend=tuple(entry._replace(x=wide - entry.x) for entry in sketch.legend),
    )
