"""A session as plain data, and back: the record carries its framework and needs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.framework.canonical import to_plain
from handrail.framework.restoring import from_plain

from .carrying import MOST_EARLIER
from .checking import MOST_NAME
from .events import Migrated, Started
from .identity import Digests, at_hand, digests
from .log import Row
from .plain import events_of, rows_plain
from .redacting import as_redacted
from .state import Notice, State
from .steps import fold
from .verdicts import RecordError

FORMAT = 2
# What makes a record of an older format one of the next.
UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: lambda data: {**data, "format": 2},  # the second says under which frameworks a session was before
}
MOST_EVENTS = 1_000_000
_KEYS = {"handrail", "format", "id", "framework", "earlier", "events"}


# The events that say which framework holds from there on.
Pin = Started | Migrated


class Recorded(NamedTuple):
    """What was found in a record."""

    id: str
    framework: Framework
    rows: list[Row]
    started: Started
    state: State
    notices: tuple[Notice, ...]
    earlier: tuple[Framework, ...] = ()


def header(id: str, frameworks: Sequence[Framework]) -> dict[str, Any]:
    """Return what a record says beside its events; the present framework is the last."""
    *earlier, framework = map(canonical, frameworks)
    head = {"handrail": "session", "format": FORMAT, "id": id, "framework": framework}
    return {**head, "earlier": earlier} if earlier else head


def canonical(framework: Framework) -> dict[str, Any]:
    """Return the canonical form of a framework, made when first asked for."""
    plain: dict[str, Any] | None = framework.derived.get("plain")
    if plain is None:
        plain = framework.derived["plain"] = to_plain(framework)
    return plain


def record(id: str, frameworks: Sequence[Framework], rows: Iterable[Row]) -> dict[str, Any]:
    """Return a session as plain data."""
    return {**header(id, frameworks), "events": rows_plain(rows)}


def recorded(data: object, framework: Framework | None) -> Recorded:
    """Return what is in a record; raises `RecordError` that says what is wrong with it."""
    if not isinstance(data, dict) or data.get("handrail") != "session":
        raise RecordError("this is no record of a handrail session")
    data = _upgraded(data)
    if odd := data.keys() - _KEYS:
        raise RecordError(f"a record has the keys {', '.join(sorted(_KEYS))}; this one has {len(odd)} more")
    id, plain = data.get("id", ""), data.get("events")
    if not isinstance(id, str) or len(id) > MOST_NAME:
        raise RecordError("the id of a record is a short text")
    if not isinstance(plain, list) or not plain:
        raise RecordError("a record has its events under 'events', the first one 'started'")
    if len(plain) > MOST_EVENTS:
        raise RecordError(f"a record has at most {MOST_EVENTS:,} events; this one has {len(plain):,}")
    events, rows = events_of(plain)
    started = events[0]
    if not isinstance(started, Started):
        raise RecordError("the first event of a record is 'started'")
    pins: list[Pin] = [started, *(event for event in events if isinstance(event, Migrated))]
    earlier = _earlier(data.get("earlier", []), pins)
    here, notices = _framework(data.get("framework"), framework, pins[-1])
    return Recorded(id, here, as_redacted(rows), started, fold(here, events, earlier), notices, earlier)


def _earlier(plain: object, pins: Sequence[Pin]) -> tuple[Framework, ...]:
    """Return the frameworks that a session was under before, each the one that it says it was."""
    if not isinstance(plain, list) or len(plain) != len(pins) - 1:
        raise RecordError("a record has under 'earlier' a framework for every time that it was taken up anew")
    if len(plain) > MOST_EARLIER:
        raise RecordError(f"a session is taken up at most {MOST_EARLIER} times; this one says {len(plain):,}")
    return tuple(_framework(one, None, pin)[0] for one, pin in zip(plain, pins[:-1], strict=True))


def _restored(plain: object, pin: Pin) -> Framework:
    """Return the framework of plain data: the very one that other sessions here have, where it is the same."""
    twin = at_hand(Digests(pin.structure_digest, pin.wording_digest))
    if twin is not None and (pin.edition or not twin.edition) and plain == canonical(twin):
        return twin
    return from_plain(plain)


def _upgraded(data: dict[str, Any]) -> dict[str, Any]:
    """Return a record in the present format."""
    found = data.get("format")
    if type(found) is not int or found < 1:
        raise RecordError("a record says which format it is in: 'format' is a whole number")
    if found > FORMAT:
        raise RecordError(
            f"this record is in format {found}, of a newer handrail; this one reads up to format {FORMAT}"
        )
    while data["format"] != FORMAT:
        data = UPGRADES[data["format"]](data)
    return data


def _framework(plain: object, framework: Framework | None, pin: Pin) -> tuple[Framework, tuple[Notice, ...]]:
    """Return the framework to go on with: the record's own, or the one that was given if it has the same structure."""
    given = framework is not None
    if framework is None:
        try:
            framework = _restored(plain, pin)
        except FrameworkError as error:
            more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
            first = error.problems[0]
            raise RecordError(
                f"the framework in this record does not hold together: {first.code}{more}"
            ) from None
    found = digests(framework)
    if pin.framework != framework.id:
        raise RecordError("this record belongs to another framework")
    if pin.structure_digest != found.structure:
        raise RecordError(_other_structure(framework, given))
    notices: tuple[Notice, ...] = ()
    if pin.wording_digest != found.wording:
        if not given:
            raise RecordError("the framework in this record is not the one that the session was begun with")
        text = (
            f"'{framework.id}' (version {framework.version}) is worded differently than when this was begun"
        )
        notices = (Notice("other-wording", text),)
    if pin.edition and pin.edition != framework.edition:
        if pin.edition not in framework.editions:
            raise RecordError("this record is in an edition that its framework does not have")
        framework = framework.in_edition(pin.edition)
    return framework, notices


def _other_structure(framework: Framework, given: bool) -> str:
    if not given:
        return "the framework in this record is not the one that the session was begun with"
    return (
        f"this session was begun with another structure of '{framework.id}' than version {framework.version} has; "
        "leave framework= out to go on under the one that the record carries, and then call take_up() with this one"
    )
