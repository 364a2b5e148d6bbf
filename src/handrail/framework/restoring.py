"""A framework read back from its canonical form: every shape is checked, every problem says where it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Any

from handrail.conditions import FACT_TESTS, AllOf, AnyOf, FactTest, Not, VisitTest
from handrail.errors import FrameworkError, neighbour
from handrail.graph import ORDERS, TRANSITION_KINDS
from handrail.prompts import KINDS, SITTINGS
from handrail.selection import CUES

from .canonical import CLASSES, Field, fields
from .faults import Fault, Path, faults
from .framework import Framework
from .soundness import unsound
from .values import GATE_KINDS, PURPOSES

# Words of which only some are there; every other text may be any.
_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("Framework", "purpose"): PURPOSES,
    ("Framework", "order"): ORDERS,
    ("Stage", "order"): ("", *ORDERS),
    ("Transition", "kind"): TRANSITION_KINDS,
    ("Prompt", "kind"): KINDS,
    ("Prompt", "sitting"): SITTINGS,
    ("Gate", "kind"): GATE_KINDS,
    ("Familiarity", "cues"): ("", *CUES),
}
_MOST_FAULTS = 100
# No text is read that nests deeper, so no condition and no reference of one does.
_DEEPEST = 60


def from_plain(data: object) -> Framework:
    """Return the framework of plain data; raises `FrameworkError` with what is wrong, and where."""
    found: list[Fault] = []
    framework = _Reader(found).record("Framework", data, ())
    if not found:
        found.extend(islice(unsound(framework), _MOST_FAULTS))
    if not found:
        found.extend(islice(faults(framework), _MOST_FAULTS))
    if found:
        raise FrameworkError(found[:_MOST_FAULTS])
    restored: Framework = framework
    return restored


Read = Callable[["_Reader", Any, Path], Any]


class _Reader:
    """Reads one value after the other and notes what is wrong, which is then None and never used."""

    def __init__(self, found: list[Fault]) -> None:
        self.found = found

    def wrong(self, code: str, path: Path, message: str) -> Any:
        """Return nothing, and note what is wrong."""
        self.found.append(Fault(code, path, message))
        return None

    def record(self, name: str, data: Any, path: Path, id: str | None = None) -> Any:
        """Return a value of a class; one that stands under its id has that id."""
        if not isinstance(data, dict):
            return self.wrong("wrong-shape", path, f"here belongs a {name.lower()}, with keys and values")
        said: dict[str, Any] = {}
        for field in fields(name):
            if field.name in data:
                said[field.name] = self._field(name, field, data[field.name], path)
            elif field.name == "id" and id is not None:
                said["id"] = id
            elif field.needed:
                self.wrong("missing-key", path, f"'{field.name}' is missing")
        known = {field.name for field in fields(name)}
        for key in data:
            if key not in known:
                self._unknown_key(key, known, path)
        return None if self.found else CLASSES[name](**said)

    def _field(self, name: str, field: Field, data: Any, path: Path) -> Any:
        value = _reader_of(field.type)(self, data, (*path, field.name))
        words = _WORDS.get((name, field.name))
        if words is not None and isinstance(value, str) and value not in words:
            message = f"here stands one of {', '.join(filter(None, words))}{neighbour(value, words)}"
            self.wrong("unknown-word", (*path, field.name), message)
        return value

    def _unknown_key(self, key: Any, known: set[str], path: Path) -> None:
        if isinstance(key, str) and len(key) <= 80:
            self.wrong("unknown-key", path, f"there is no key '{key}'{neighbour(key, known)}")
        else:
            self.wrong("unknown-key", path, "there is a key that is none")

    def condition(self, data: Any, path: Path, depth: int = 0) -> Any:
        """Return a condition, of at most so many layers."""
        if not isinstance(data, dict) or depth > _DEEPEST:
            return self.wrong("wrong-shape", path, "here belongs a condition, of not too many layers")
        keys = sorted(data, key=lambda key: key not in ("fact", "visits"))
        if keys in (["all"], ["any"]) and isinstance(data[keys[0]], list):
            parts = [self.condition(part, (*path, keys[0]), depth + 1) for part in data[keys[0]]]
            of = tuple(part for part in parts if part is not None)
            return AllOf(of) if keys == ["all"] else AnyOf(of)
        if keys == ["not"]:
            inner = self.condition(data["not"], (*path, "not"), depth + 1)
            return Not(inner) if inner is not None else None
        if keys == ["visits", "at_least"]:
            times = data["at_least"]
            if isinstance(data["visits"], str) and type(times) is int and times >= 0:
                return VisitTest(data["visits"], times)
        elif len(keys) == 2 and keys[0] == "fact" and keys[1] in FACT_TESTS and isinstance(data["fact"], str):
            value = _value(data[keys[1]])
            if value is not None:
                return FactTest(data["fact"], keys[1], value)
        return self.wrong("wrong-shape", path, "here belongs a condition: all, any, not, fact or visits")


def _value(data: Any) -> Any:
    """Return the value that a fact is compared with, or None when it is none."""
    if isinstance(data, str):
        return data
    if _is_number(data):
        return float(data)
    if isinstance(data, list) and all(isinstance(one, str) for one in data):
        return tuple(data)
    return None


def _is_number(data: Any) -> bool:
    # Numbers that are none, or have no end, are not smaller either; a whole one of hundreds of figures fits no float.
    return isinstance(data, (int, float)) and not isinstance(data, bool) and abs(data) < 1e15


def _scalar(fits: Callable[[Any], bool], what: str) -> Read:
    def read(reader: _Reader, data: Any, path: Path) -> Any:
        return data if fits(data) else reader.wrong("wrong-shape", path, f"here belongs {what}")

    return read


def _flag_or_texts(reader: _Reader, data: Any, path: Path) -> Any:
    return data if isinstance(data, bool) else _reader_of("tuple[str, ...]")(reader, data, path)


_NUMBER = _scalar(_is_number, "a number")
_SCALARS: dict[str, Read] = {
    "str": _scalar(lambda data: isinstance(data, str), "a text"),
    "bool": _scalar(lambda data: isinstance(data, bool), "true or false"),
    "int": _scalar(lambda data: type(data) is int and 0 <= data < 10**9, "a whole number"),
    # What another program wrote as 4 is 4.0 here, so that a framework stays the same through any of them.
    "float": lambda reader, data, path: float(_NUMBER(reader, data, path) or 0),
    "bool | tuple[str, ...]": _flag_or_texts,
    "Any": _scalar(lambda data: _is_plain(data, 0), "plain data"),
    "Condition": lambda reader, data, path: reader.condition(data, path),
}


def _is_plain(data: Any, depth: int) -> bool:
    if data is None or isinstance(data, (str, bool)) or _is_number(data):
        return True
    if depth > _DEEPEST:
        return False
    if isinstance(data, list):
        return all(_is_plain(one, depth + 1) for one in data)
    return isinstance(data, dict) and all(
        isinstance(key, str) and _is_plain(one, depth + 1) for key, one in data.items()
    )


@cache
def _reader_of(written: str) -> Read:
    """Return what reads a value of a type, as the type is written in its class."""
    if written in _SCALARS:
        return _SCALARS[written]
    if written in CLASSES:
        return lambda reader, data, path: reader.record(written, data, path)
    if written.endswith(" | None"):
        inner = _reader_of(written.removesuffix(" | None"))
        return lambda reader, data, path: None if data is None else inner(reader, data, path)
    if written.startswith("tuple["):
        return _list_of(_reader_of(written.removeprefix("tuple[").removesuffix(", ...]")))
    return _mapping_of(written.removeprefix("Mapping[str, ").removesuffix("]"))


def _list_of(inner: Read) -> Read:
    def read(reader: _Reader, data: Any, path: Path) -> Any:
        if not isinstance(data, list):
            return reader.wrong("wrong-shape", path, "here belongs a list")
        return tuple(inner(reader, one, (*path, str(number))) for number, one in enumerate(data))

    return read


def _mapping_of(written: str) -> Read:
    inner = _reader_of(written)
    with_id = written in CLASSES and any(field.name == "id" for field in fields(written))

    def read(reader: _Reader, data: Any, path: Path) -> Any:
        if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
            return reader.wrong("wrong-shape", path, "here belong keys and values")
        if with_id:
            return {key: reader.record(written, one, (*path, key), key) for key, one in data.items()}
        return {key: inner(reader, one, (*path, key)) for key, one in data.items()}

    return read
