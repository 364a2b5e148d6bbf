"""A session as plain data, and back: the record carries its framework and needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.framework.canonical import to_plain
from handrail.framework.restoring import from_plain

from .checking import MOST_NAME
from .events import Started
from .identity import Digests, at_hand, digests
from .log import Row
from .plain import events_of, rows_plain
from .state import Notice, State
from .steps import fold
from .verdicts import RecordError

FORMAT = 1
MOST_EVENTS = 1_000_000
_KEYS = {"handrail", "format", "id", "framework", "events"}


class Recorded(NamedTuple):
    """What was found in a record."""

    id: str
    framework: Framework
    rows: list[Row]
    started: Started
    state: State
    notices: tuple[Notice, ...]


def header(id: str, framework: Framework) -> dict[str, Any]:
    """Return what a record says beside its events."""
    return {"handrail": "session", "format": FORMAT, "id": id, "framework": canonical(framework)}


def canonical(framework: Framework) -> dict[str, Any]:
    """Return the canonical form of a framework, made when first asked for."""
    plain: dict[str, Any] | None = framework.derived.get("plain")
    if plain is None:
        plain = framework.derived["plain"] = to_plain(framework)
    return plain


def record(id: str, framework: Framework, rows: Iterable[Row]) -> dict[str, Any]:
    """Return a session as plain data."""
    return {**header(id, framework), "events": rows_plain(rows)}


def recorded(data: object, framework: Framework | None) -> Recorded:
    """Return what is in a record; raises `RecordError` that says what is wrong with it."""
    if not isinstance(data, dict) or data.get("handrail") != "session":
        raise RecordError("this is no record of a handrail session")
    _check_format(data.get("format"))
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
    here, notices = _framework(data.get("framework"), framework, started)
    return Recorded(id, here, rows, started, fold(here, events), notices)


def _restored(plain: object, started: Started) -> Framework:
    """Return the framework of plain data: the very one that other sessions here have, where it is the same."""
    twin = at_hand(Digests(started.structure_digest, started.wording_digest))
    if twin is not None and (started.edition or not twin.edition) and plain == canonical(twin):
        return twin
    return from_plain(plain)


def _check_format(found: object) -> None:
    if type(found) is not int or found < 1:
        raise RecordError("a record says which format it is in: 'format' is a whole number")
    if found > FORMAT:
        raise RecordError(
            f"this record is in format {found}, of a newer handrail; this one reads up to format {FORMAT}"
        )


def _framework(
    plain: object, framework: Framework | None, started: Started
) -> tuple[Framework, tuple[Notice, ...]]:
    """Return the framework to go on with: the record's own, or the one that was given if it has the same structure."""
    given = framework is not None
    if framework is None:
        try:
            framework = _restored(plain, started)
        except FrameworkError as error:
            more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
            first = error.problems[0]
            raise RecordError(
                f"the framework in this record does not hold together: {first.code}{more}"
            ) from None
    found = digests(framework)
    if started.framework != framework.id:
        raise RecordError("this record belongs to another framework")
    if started.structure_digest != found.structure:
        raise RecordError(_other_structure(framework, given))
    notices: tuple[Notice, ...] = ()
    if started.wording_digest != found.wording:
        if not given:
            raise RecordError("the framework in this record is not the one that the session was begun with")
        text = (
            f"'{framework.id}' (version {framework.version}) is worded differently than when this was begun"
        )
        notices = (Notice("other-wording", text),)
    if started.edition and started.edition != framework.edition:
        if started.edition not in framework.editions:
            raise RecordError("this record was begun with an edition that its framework does not have")
        framework = framework.in_edition(started.edition)
    return framework, notices


def _other_structure(framework: Framework, given: bool) -> str:
    if not given:
        return "the framework in this record is not the one that the session was begun with"
    return (
        f"this session was begun with another structure of '{framework.id}' than version {framework.version} has; "
        "leave framework= out to go on under the one that the record carries"
    )
