"""A file of texts in another language is read by the table of keys, of which only those stay that hold texts."""

from __future__ import annotations

from functools import cache
from typing import Any

from .keys import ID, ONCE, Key, Shape
from .shaping import Reader, Shaper, is_name, is_words
from .source import MappingStart, ScalarEvent, SequenceStart
from .syntax import RECORDS
from .texts import once

# What a file of texts begins with; the rest are the keys of a framework.
OPENING = (
    Key("framework", ID, "the framework whose texts these are", needed=True),
    Key("language", ONCE, "the language that they are in", needed=True),
)


class TextShaper(Shaper):
    """Reads a file of texts: every key is in the table, but only those that hold texts may stand there."""

    needed = {**dict.fromkeys(RECORDS, ()), "texts": tuple(key.name for key in OPENING)}

    def _odd_key(self, key: Any, word: str, fields: dict[str, Any], name: str) -> str:
        if word in fields or word not in {one.name for one in RECORDS.get(_whole(name), ())}:
            return super()._odd_key(key, word, fields, _whole(name))
        said = f"'{word}' holds no text, and nothing else stands in a file of texts; take it out"
        self.problem(key, "unknown-key", said)
        return ""


def _whole(name: str) -> str:
    return "framework" if name == "texts" else name


def _text(shaper: Shaper, event: Any) -> str | None:
    """Return a text, or an empty one where it has not been translated yet."""
    if type(event) is ScalarEvent and not event.value and not event.style and event.tag is None:
        return ""
    return once(shaper, event)


def _texts(shaper: Shaper, event: Any) -> Any:
    if type(event) is SequenceStart:
        return tuple(shaper.items(event, _text))
    only = _text(shaper, event)
    return None if only is None else (only,)


def _choices(shaper: Shaper, event: Any) -> Any:
    return shaper.mapping(event, _text, is_words) if type(event) is MappingStart else _texts(shaper, event)


def _record(name: str, short: bool = False) -> Reader:
    def one(shaper: Shaper, event: Any) -> Any:
        if type(event) is MappingStart:
            return shaper.record(event, fields(name), name)
        if short:
            return _text(shaper, event)
        shaper.wrong(event, f"keys such as {', '.join([*fields(name)][:4])}")
        return None

    return one


def _map(read: Reader, ids: Any) -> Reader:
    def things(shaper: Shaper, event: Any) -> Any:
        if type(event) is MappingStart:
            return shaper.mapping(event, read, ids)
        shaper.wrong(event, "ids, each with what belongs to it")
        return None

    return things


def _list(read: Reader) -> Reader:
    def several(shaper: Shaper, event: Any) -> Any:
        if type(event) is SequenceStart:
            return tuple(shaper.items(event, read))
        shaper.wrong(event, "a list")
        return None

    return several


def _reader(shape: Shape) -> Reader | None:
    """Return what reads the texts in a shape; nothing where it holds none."""
    kind, of = shape.kind, shape.of
    if kind == "text":
        return None if shape is ONCE else _text
    if kind == "texts":
        return _texts
    if kind == "choices":
        return _choices
    if kind == "parts" or (kind, of) == ("map", "=text"):
        return _map(_text, is_words if kind == "parts" else is_name)
    name = of.rstrip("?")
    if name not in RECORDS or name in ("condition", "walkthrough") or not fields(name):
        return None
    if kind == "map":
        return _map(_record(name, of.endswith("?")), is_name)
    if kind == "list":
        return _list(_record(name, True))
    return _record(name, kind == "text-or") if kind in ("record", "text-or") else None


@cache
def fields(name: str) -> dict[str, tuple[Reader, Key]]:
    """Return the keys of a record that hold texts, each with what reads it."""
    # A stage holds stages: what is asked for on the way is there already.
    if name == "texts":
        opening = {key.name: (_OPENING[key.name], key) for key in OPENING}
        return {**opening, **fields("framework")}
    found: dict[str, tuple[Reader, Key]] = {}
    for key in RECORDS[name]:
        read = _map(_record(name, True), is_name) if key.holds.of == f"{name}?" else _reader(key.holds)
        if read is not None:
            found[key.name] = (read, key)
    return found


def _id(shaper: Shaper, event: Any) -> str | None:
    return once(shaper, event)


_OPENING: dict[str, Reader] = {"framework": _id, "language": once}
