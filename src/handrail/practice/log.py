"""The log that all versions of one session share: it only grows, and every version knows how much of it is its own."""

from __future__ import annotations

from collections.abc import Iterable

from .events import Event


class Log:
    """The first `length` rows of a list that later versions go on writing."""

    __slots__ = ("_keys", "_rows", "length")

    def __init__(self, rows: list[Event], length: int, keys: dict[str, int] | None = None) -> None:
        self._rows = rows
        self.length = length
        self._keys = keys

    def grown(self, event: Event) -> Log:
        """Return the log with one event more; the newest version shares its rows, an older one copies them once."""
        rows, length = self._rows, self.length
        if len(rows) == length:
            rows.append(event)
            # Another thread may have written between the two lines above. Then this event stands further down, where
            # no version looks, and this one goes on with a copy of its own: no lock, and nothing is lost.
            if rows[length] is event:
                keys = self._keys
                if keys is not None and event.key:
                    keys[event.key] = length
                return Log(rows, length + 1, keys)
        return Log([*rows[:length], event], length + 1)

    def has(self, key: str) -> bool:
        """Return whether an event with that key is in this version of the log."""
        if self._keys is None:
            self._keys = {event.key: number for number, event in enumerate(self.events()) if event.key}
        return self._keys.get(key, self.length) < self.length

    def events(self, start: int = 0) -> tuple[Event, ...]:
        """Return the events of this version, from a number on."""
        return tuple(self._rows[start : self.length])

    def newest(self) -> Iterable[Event]:
        """Return the events of this version from the newest to the first."""
        return (self._rows[number] for number in range(self.length - 1, -1, -1))
