"""Choosing: the prompts of Johns for a sitting of so many minutes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import handrail

from .figures import Figure, duration
from .timing import interleaved


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what choosing costs."""
    johns = handrail.load("johns")
    ways = {f"{minutes} minutes": partial(johns.select, minutes) for minutes in (10, 20, 45)}
    occasion = next(iter(johns.selection.occasions)) if johns.selection else None
    ways[f"20 minutes, {occasion}"] = partial(johns.select, 20, "novice", occasion)
    for name, times in interleaved(ways, 7 if quick else 31, 50).items():
        yield duration(f"johns, {name}", times, most=0.1)
