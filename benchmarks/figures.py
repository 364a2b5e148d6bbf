"""Figures, the targets that they are held to, and the table of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .timing import Spread, Timed

_WIDTHS = (56, 12, 32, 13)
_SCALES = {"ms": 1e3, "µs": 1e6}


class Figure(NamedTuple):
    """What was measured: a number with its unit, and how far it may go (`most`) or has to go (`least`)."""

    what: str
    value: float | None
    unit: str = "x"
    most: float | None = None
    least: float | None = None
    # What lies around the number: the quarters of the rounds, the least of them, or how it came about.
    around: str = ""

    @property
    def target(self) -> str:
        """Return the target as the table shows it; nothing where there is none."""
        if self.most is not None:
            return f"≤ {self.most:,g} {self.unit}"
        return f"≥ {self.least:,g} {self.unit}" if self.least is not None else ""

    @property
    def verdict(self) -> str:
        """Return whether the target is met; nothing where there is none."""
        if not self.target:
            return ""
        if self.value is None:
            return "not measured"
        over = self.most is not None and self.value > self.most
        under = self.least is not None and self.value < self.least
        return "MISSED" if over or under else "met"


def ratio(
    what: str, one: Timed, other: Timed, most: float | None = None, least: float | None = None
) -> Figure:
    """Return how often one work takes what the other takes, in the same rounds."""
    spread = one.against(other)
    return Figure(what, spread.median, "x", most, least, f"{_short(spread.low)} to {_short(spread.high)}")


def duration(
    what: str, timed: Timed, unit: str = "ms", most: float | None = None, around: str = ""
) -> Figure:
    """Return the time of one call: the median, with the least of all rounds beside it, or what is said instead."""
    spread = Spread(*(value * _SCALES[unit] for value in timed.spread))
    return Figure(what, spread.median, unit, most, around=around or f"least {_short(spread.least)}")


def growing(what: str, sizes: Mapping[int, Timed], unit: str = "µs") -> Figure:
    """Return the time at the largest of some sizes, with those at the others beside it."""
    medians = {size: timed.spread.median * _SCALES[unit] for size, timed in sizes.items()}
    *smaller, largest = medians
    around = ", ".join(f"{_short(medians[size])} at {size:,}" for size in smaller)
    return Figure(f"{what} ({largest:,})", medians[largest], unit, around=around)


def absent(what: str, peer: str, least: float | None = None, most: float | None = None) -> Figure:
    """Return a figure that could not be measured, because a peer is not installed."""
    return Figure(what, None, "x", most, least, around=f"{peer} is not installed")


def table(figures: Iterable[Figure]) -> Iterator[str]:
    """Yield figures as lines of a table."""
    for figure in figures:
        value = "" if figure.value is None else f"{_short(figure.value)} {figure.unit}"
        yield _line(figure.what, value, figure.around, figure.target, figure.verdict)


def heading() -> str:
    """Return the line above a table."""
    return _line("", "median", "quarters, or the least", "target", "")


def _line(what: str, value: str, around: str, target: str, verdict: str) -> str:
    cells = zip((what, value, around, target), "<>>>", _WIDTHS, strict=True)
    return ("  ".join(f"{cell:{side}{width}}" for cell, side, width in cells) + f"  {verdict}").rstrip()


def _short(number: float) -> str:
    """Return a number with three figures that count."""
    return f"{number:,.0f}" if abs(number) >= 100 or number == 0 else f"{number:#.3g}"
