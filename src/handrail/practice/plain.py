"""Events as plain data, a line each, and back again: only kinds that there are, with fields of the right type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from .checking import MOST_CHARACTERS, MOST_NAME, MOST_NUMBER
from .events import (
    HIDDEN,
    KINDS,
    NAMES,
    NOTHING,
    Answered,
    Event,
    Known,
    Migrated,
    Promoted,
    Redacted,
    Replanned,
    Started,
)
from .log import Row, row_of
from .verdicts import RecordError

# How an event comes out of the values of a record: its class, what puts them in order, and the empty ones after them.
Shape = tuple[type[Event], Callable[[tuple[str, ...]], Any], tuple[str, ...]]
_SHAPES: dict[tuple[Any, ...], Shape] = {}
# Records that were written by this library have some dozens; those of others are read all the same, if slower.
_MOST_SHAPES = 500

# More than there are people, prompts or earlier sittings in anybody's session.
_MOST_IN_ONE = 100_000

# What may be long; everything else is an id or a name.
_LONG = HIDDEN - {"about"} | {"plan"}


def rows_plain(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return events as plain data, from their rows: the kind, and every field that says something."""
    plain = []
    for row in rows:
        made = row[0]
        one: dict[str, Any] = {}
        for name, value in zip(_KEYS[made], row, strict=False):
            if value != "":
                one[name] = value  # noqa: PERF403  the loop is faster than a comprehension
        one["kind"] = NAMES[made]
        if made in _NESTED or (made in _VALUED and type(one.get("value")) is tuple):
            # An empty list or mapping says as little as an empty text.
            one = {name: _listed(value) for name, value in one.items() if value or value == 0}
        plain.append(one)
    return plain


def _listed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_listed(one) for one in value]
    return {key: _listed(one) for key, one in value.items()} if isinstance(value, Mapping) else value


def events_of(plain: Iterable[object], first: int = 0) -> tuple[list[Event], list[Row]]:
    """Return the events of plain data, and their rows; raises `RecordError` with the number and what is wrong.

    first: the number of the first of them.
    Events of a record have few shapes: which keys they have, in which order. Of a shape that was found right before
    only the values are looked at, and where they are all short texts, they are good for any field.
    """
    events: list[Event] = []
    rows: list[Row] = []
    make, shapes = tuple.__new__, _SHAPES
    for data in plain:
        try:
            made, pick, rest = shapes[data["kind"], *data]  # type: ignore[index, misc]  # what it is not is an error here
            values = (*data.values(), "")  # type: ignore[attr-defined]
            if len("".join(values)) > MOST_NAME:
                raise TypeError
            fields = pick(values)
        except (KeyError, TypeError, AttributeError):
            pass  # what it raises may hold what was written, and no error of ours shall come with that
        else:
            events.append(make(made, fields + rest))
            rows.append((made, *fields))
            continue
        event = _event(data, first + len(events))
        events.append(event)
        rows.append(row_of(event))
    return events, rows


def _event(data: object, number: int) -> Event:
    """Return the event of plain data of any shape, and remember the shape of one that was right."""
    if not isinstance(data, dict):
        raise RecordError(f"event {number} is not an object with keys and values")
    kind = data.get("kind")
    made = KINDS.get(kind) if isinstance(kind, str) else None
    if made is None:
        raise RecordError(f"event {number} is of no kind that this version of handrail knows")
    # The defaults give the order, so what is not a field comes to stand behind them.
    fields = {**_DEFAULTS[made], **data}
    if len(fields) != len(_KEYS[made]):
        raise RecordError(f"event {number} ({kind}) has a key that does not belong there")
    event = _checked(tuple.__new__(made, tuple(fields.values())[1:]), number)
    if made not in _NESTED and len(_SHAPES) < _MOST_SHAPES:
        _SHAPES[kind, *data] = _shape(made, [*data])
    return event


def _shape(made: type[Event], keys: list[str]) -> Shape:
    """Return how values that come under some keys are put in the order of the fields, up to the last that is there."""
    names = _KEYS[made][1:]
    last = max(number for number, name in enumerate(names) if name in keys or name in _NEEDED or number == 1)
    # One more value, an empty one, stands behind those of the keys.
    order = [keys.index(name) if name in keys else len(keys) for name in names[: last + 1]]
    return made, itemgetter(*order), ("",) * (len(names) - last - 1)


def _checked(event: Event, number: int) -> Event:
    """Return an event with every field of its type and size; raises `RecordError` for one that is not."""
    kept = []
    for name, value in zip(event._fields, event, strict=True):
        good, right = _DEEP.get(name, _text)(value)
        if value is None and name in _NEEDED:
            raise RecordError(f"event {number} ({NAMES[type(event)]}) lacks '{name}'")
        if not good:
            raise RecordError(f"event {number} ({NAMES[type(event)]}): '{name}' is not what belongs there")
        if isinstance(right, str):
            most = MOST_CHARACTERS if name in _LONG else MOST_NAME
            if len(right) > most:
                raise RecordError(
                    f"event {number} ({NAMES[type(event)]}): '{name}' is longer than {most:,} characters"
                )
        kept.append(right)
    return type(event)._make(kept)


Check = Callable[[Any], tuple[bool, Any]]


def _text(value: Any) -> tuple[bool, Any]:
    return type(value) is str, value


def _number(value: Any) -> tuple[bool, Any]:
    return value is None or (type(value) in (int, float) and 0 <= value <= MOST_NUMBER), value


def _fact_value(value: Any) -> tuple[bool, Any]:
    if type(value) is list:
        return _texts(value)
    return type(value) is str or (type(value) in (int, float) and abs(value) <= MOST_NUMBER), value


def _texts(value: Any) -> tuple[bool, Any]:
    good = _several(value) and all(map(_short, value))
    return good, tuple(value) if good else value


def _several(value: Any) -> bool:
    return type(value) in (list, tuple) and len(value) <= _MOST_IN_ONE


def _short(value: Any) -> bool:
    return type(value) is str and len(value) <= MOST_NAME


def _numbers(value: Any) -> tuple[bool, Any]:
    good = _several(value) and all(type(one) is int and one >= 0 for one in value)
    return good, tuple(value) if good else value


def _lists(value: Any) -> tuple[bool, Any]:
    good = _several(value) and all(_texts(one)[0] for one in value)
    return good, tuple(tuple(one) for one in value) if good else value


def _words(value: Any) -> tuple[bool, Any]:
    if value is NOTHING:
        return True, value
    good = type(value) is dict and len(value) <= _MOST_IN_ONE
    texts = good and all(type(one) is str and len(one) <= MOST_CHARACTERS for one in value.values())
    return texts and all(map(_short, value)), value


def _values(value: Any) -> tuple[bool, Any]:
    if value is NOTHING:
        return True, value
    if type(value) is not dict or len(value) > _MOST_IN_ONE:
        return False, value
    if not all(_short(key) and _fact_value(one)[0] for key, one in value.items()):
        return False, value
    return True, {key: _fact_value(one)[1] for key, one in value.items()}


# Every field that is not simply a text.
_DEEP: dict[str, Check] = {
    "minutes": _number,
    "value": _fact_value,
    "known": _values,
    "used": _words,
    "participants": _words,
    "terms": _words,
    "mapping": _words,
    "past": _lists,
    "ways": _texts,
    "events": _numbers,
}
# The kinds that have such fields, and those that have the value of a fact, which is a text more often than not.
_NESTED = frozenset({Started, Promoted, Migrated, Redacted, Replanned})
_VALUED = frozenset({Answered, Known})
# What an event has when a record says nothing of it, with the kind before everything; what is needed is None.
_DEFAULTS: dict[type[Event], dict[str, Any]] = {
    made: {"kind": "", **dict.fromkeys(made._fields), **made._field_defaults} for made in NAMES
}
_KEYS = {made: tuple(defaults) for made, defaults in _DEFAULTS.items()}
_NEEDED = frozenset(name for made in NAMES for name in made._fields if name not in made._field_defaults)
