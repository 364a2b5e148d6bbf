"""Where in a text its keys stand; asked for only when somebody wants to know."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping
from functools import cached_property
from typing import Any

from .events import events
from .source import MappingEnd, MappingStart, ScalarEvent, SequenceEnd, SequenceStart

Path = tuple[str, ...]
Place = tuple[int, int]


class Places(dict[Path, Place]):
    """Line and column (from 0) of every key and item, by the keys that lead to it."""

    def nearest(self, path: Path) -> Place:
        """Return the place of a path, or of the nearest key around it that the author wrote."""
        for length in range(len(path), 0, -1):
            if path[:length] in self:
                return self[path[:length]]
            # What was taken from another framework stands, for the author, where it was taken.
            framework, _, thing = path[length - 1].rpartition("/")
            if thing and ("uses", framework) in self:
                return self[("uses", framework)]
        return (0, 0)

    def as_written(self, path: Path) -> Path:
        """Return a path of the framework as it is in the text: prompts at the top are one stage there."""
        return path[2:] if path[:1] == ("stages",) and ("stages",) not in self else path

    def as_inherited(self, path: Path, keys: Container[str]) -> Path:
        """Return a path of the framework, or `extends` where it leads to what the extended framework wrote."""
        if ("extends",) not in self or path in self:
            return path
        written = next((n for n in range(len(path) - 1, 0, -1) if path[:n] in self), 0)
        own = len(path) - written == 1 and written and path[-1] in keys
        return path if own else ("extends",)

    @cached_property
    def _in_order(self) -> list[tuple[Place, Path]]:
        return sorted((place, path) for path, place in self.items())

    def path_at(self, place: Place) -> Path:
        """Return the keys that lead to what stands at a place."""
        number = bisect_right(self._in_order, place, key=lambda entry: entry[0])
        return self._in_order[number - 1][1] if number else ()


def places(text: str) -> Places:
    """Return where the keys and items of a text stand; wants a text that has been read to its end."""
    found = Places()
    get = events(text)
    while type(event := get()) not in (MappingStart, SequenceStart, ScalarEvent):
        pass
    _walk(get, event, (), found)
    return found


def _walk(get: Any, event: Any, path: Path, found: Places) -> None:
    if type(event) is MappingStart:
        while type(key := get()) is not MappingEnd:
            here = (*path, key.value if type(key) is ScalarEvent else "?")
            if type(key) is not ScalarEvent:
                _walk(get, key, here, found)
            found.setdefault(here, (key.start_mark.line, key.start_mark.column))
            _walk(get, get(), here, found)
    elif type(event) is SequenceStart:
        number = 0
        while type(item := get()) is not SequenceEnd:
            here = (*path, str(number))
            found.setdefault(here, (item.start_mark.line, item.start_mark.column))
            _walk(get, item, here, found)
            number += 1


def lines(found: Mapping[Path, Place]) -> dict[Path, tuple[int, int]]:
    """Return places as people count them, from 1."""
    return {path: (line + 1, column + 1) for path, (line, column) in found.items()}
