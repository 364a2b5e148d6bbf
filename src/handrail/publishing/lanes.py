"""Lines side by side in one gutter or channel, where those that share a bundle share a lane."""

from __future__ import annotations

from collections.abc import Iterable

Bundle = tuple[str, str]
Span = tuple[float, float]

# Two lines in one lane keep so far from each other.
_APART = 5.0


class Lanes:
    """The lines of one gutter or channel: first all their spans, then for each bundle the number of its lane."""

    def __init__(self) -> None:
        self._spans: dict[Bundle, Span] = {}
        self._lane: dict[Bundle, int] = {}
        self.count = 0

    def add(self, bundle: Bundle, a: float, b: float) -> None:
        """Add a line from one end to another; with what its bundle has already it makes one."""
        low, high = (a, b) if a <= b else (b, a)
        if bundle in self._spans:
            one, other = self._spans[bundle]
            low, high = min(low, one), max(high, other)
        self._spans[bundle] = (low, high)

    def settle(self) -> None:
        """Give every bundle the first lane in which nothing is in its way, the short ones first."""
        lanes: list[list[Span]] = []
        for bundle, span in sorted(self._spans.items(), key=lambda item: item[1][1] - item[1][0]):
            number = next((at for at, taken in enumerate(lanes) if _free(span, taken)), len(lanes))
            if number == len(lanes):
                lanes.append([])
            lanes[number].append(span)
            self._lane[bundle] = number
        self.count = len(lanes)

    def lane(self, bundle: Bundle) -> int:
        """Return the number of the lane of a bundle."""
        return self._lane[bundle]


def _free(span: Span, taken: Iterable[Span]) -> bool:
    return all(span[1] < low - _APART or span[0] > high + _APART for low, high in taken)
