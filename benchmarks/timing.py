"""Timing several works in turn, so that a busy machine is busy for all of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from itertools import repeat
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

Work = Callable[[], object]


class Spread(NamedTuple):
    """A median with the quarters around it, and the least."""

    median: float
    low: float
    high: float
    least: float


class Timed(NamedTuple):
    """What one work took in each round, in seconds a call."""

    rounds: tuple[float, ...]

    @property
    def spread(self) -> Spread:
        """Return the median time of the rounds and what lies around it."""
        return _spread(self.rounds)

    def each(self, parts: int) -> Timed:
        """Return what one part of the work took, when it does so many."""
        return Timed(tuple(seconds / parts for seconds in self.rounds))

    def against(self, other: Timed) -> Spread:
        """Return how often this takes what the other takes, from the ratio in each round."""
        return _spread([mine / theirs for mine, theirs in zip(self.rounds, other.rounds, strict=True)])


def _spread(values: list[float] | tuple[float, ...]) -> Spread:
    if len(values) == 1:
        return Spread(values[0], values[0], values[0], values[0])
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(median(values), low, high, min(values))


def interleaved(
    works: Mapping[str, Work], rounds: int, calls: int = 1, warm: bool = True
) -> dict[str, Timed]:
    """Return what each work took: in every round each of them runs `calls` times, one work after the other.

    The collector runs as it does in any program, from a clean start in each round. Every work has run once
    before the first round, unless each run is a process of its own and none is to be `warm`.
    """
    for work in works.values() if warm else ():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            start = perf_counter()
            for _ in repeat(None, calls):
                work()
            seconds[name].append((perf_counter() - start) / calls)
    return {name: Timed(tuple(times)) for name, times in seconds.items()}
