"""Events as plain data, a line each, and back again: only kinds that there are, with fields of the right type."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from .events import KINDS, NAMES, NOTHING, Event
from .verdicts import RecordError

# More than a person writes in one go; a longer one is a file that lost its way.
MOST_CHARACTERS = 1_000_000
# Names that people and programs give: participants, moments, keys.
MOST_NAME = 500

_NAMES = frozenset({"at", "by", "key"})


def event_plain(event: Event) -> dict[str, Any]:
    """Return an event as plain data: its kind, and every field that says something."""
    kind = NAMES[type(event)]
    plain: dict[str, Any] = {"kind": kind}
    for name, value in zip(event._fields, event, strict=True):
        if value or value == 0 and value is not False:
            plain[name] = value
    if kind in _NESTED:
        for name in plain.keys() & _DEEP.keys():
            plain[name] = _listed(plain[name])
    return plain


def _listed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_listed(one) for one in value]
    return {key: _listed(one) for key, one in value.items()} if isinstance(value, Mapping) else value


def event_of(data: object, number: int) -> Event:
    """Return the event of plain data; raises `RecordError` with its number and what is wrong, never with its words."""
    if not isinstance(data, dict):
        raise RecordError(f"event {number} is not an object with keys and values")
    fields = dict(data)
    kind = fields.pop("kind", None)
    made = KINDS.get(kind) if isinstance(kind, str) else None
    if made is None:
        raise RecordError(f"event {number} is of no kind that this version of handrail knows")
    try:
        event: Any = made(**fields)
    except TypeError:
        raise RecordError(f"event {number} ({kind}) {_odd_keys(fields, made)}") from None
    if tuple(map(type, event)) not in _SEEN[kind]:
        event = _checked(event, kind, number)
    for value in event:
        if type(value) is str and len(value) > MOST_NAME:
            _check_length(event, kind, number)
            break
    return event  # type: ignore[no-any-return]


def _odd_keys(fields: dict[Any, Any], made: Any) -> str:
    needed = [name for name in made._fields if name not in made._field_defaults and name not in fields]
    return f"lacks '{needed[0]}'" if needed else "has a key that does not belong there"


# The types that an event of a kind was seen to have and that were found right: nearly every event is like one before.
_SEEN: dict[str, set[tuple[type, ...]]] = {kind: set() for kind in KINDS}


def _checked(event: Any, kind: str, number: int) -> Any:
    """Return an event with every field of its type; raises `RecordError` for one that is not."""
    types = tuple(map(type, event))
    deep = False
    values = []
    for name, value in zip(event._fields, event, strict=True):
        check = _DEEP.get(name)
        if check is None:
            good, kept = type(value) is str, value
        else:
            good, kept = check(value)
            deep = deep or type(value) is not str
        if not good:
            raise RecordError(f"event {number} ({kind}): '{name}' is not what belongs there")
        values.append(kept)
    if not deep:
        _SEEN[kind].add(types)
        return event
    return type(event)._make(values)


def _check_length(event: Any, kind: str, number: int) -> None:
    for name, value in zip(event._fields, event, strict=True):
        most = MOST_NAME if name in _NAMES else MOST_CHARACTERS
        if isinstance(value, str) and len(value) > most:
            raise RecordError(f"event {number} ({kind}): '{name}' is longer than {most:,} characters")


Check = Callable[[Any], tuple[bool, Any]]


def _number(value: Any) -> tuple[bool, Any]:
    return value is None or (type(value) in (int, float) and math.isfinite(value) and value >= 0), value


def _fact_value(value: Any) -> tuple[bool, Any]:
    if type(value) is list:
        return _texts(value)
    return type(value) is str or (type(value) in (int, float) and math.isfinite(value)), value


def _texts(value: Any) -> tuple[bool, Any]:
    good = type(value) in (list, tuple) and all(type(one) is str for one in value)
    return good, tuple(value) if good else value


def _numbers(value: Any) -> tuple[bool, Any]:
    good = type(value) in (list, tuple) and all(type(one) is int and one >= 0 for one in value)
    return good, tuple(value) if good else value


def _lists(value: Any) -> tuple[bool, Any]:
    good = type(value) in (list, tuple) and all(_texts(one)[0] for one in value)
    return good, tuple(tuple(one) for one in value) if good else value


def _words(value: Any) -> tuple[bool, Any]:
    if value is NOTHING:
        return True, value
    good = type(value) is dict and all(type(key) is str and type(one) is str for key, one in value.items())
    return good, value


def _values(value: Any) -> tuple[bool, Any]:
    if value is NOTHING:
        return True, value
    if type(value) is not dict or not all(type(key) is str and _fact_value(one)[0] for key, one in value.items()):
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
_NESTED = frozenset(kind for kind, made in KINDS.items() if _DEEP.keys() & {*made._fields})  # type: ignore[attr-defined]
