"""Where in a text its keys stand; asked for only when somebody wants to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .source import MappingEnd, MappingStart, ScalarEvent, SequenceEnd, SequenceStart, YAMLError, parse

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


def places(text: str) -> Places:
    """Return where the keys and items of a text stand; of a broken text, as far as it can be read."""
    found = Places()
    try:
        get = parse(text)
        while type(event := get()) not in (MappingStart, SequenceStart, ScalarEvent):
            pass
        _walk(get, event, (), found)
    except (YAMLError, RecursionError, AttributeError):  # what cannot be read has no places
        pass
    return found


def _walk(get: Any, event: Any, path: Path, found: Places) -> None:
    if type(event) is MappingStart:
        while type(key := get()) is not MappingEnd:
            if type(key) is not ScalarEvent:
                _walk(get, key, (*path, "?"), found)
                _walk(get, get(), (*path, "?"), found)
                continue
            here = (*path, key.value)
            found.setdefault(here, (key.start_mark.line, key.start_mark.column))
            _walk(get, get(), here, found)
    elif type(event) is SequenceStart:
        number = 0
        while type(item := get()) is not SequenceEnd:
            here = (*path, str(number))
            found[here] = (item.start_mark.line, item.start_mark.column)
            _walk(get, item, here, found)
            number += 1


def lines(found: Mapping[Path, Place]) -> dict[Path, tuple[int, int]]:
    """Return places as people count them, from 1."""
    return {path: (line + 1, column + 1) for path, (line, column) in found.items()}
