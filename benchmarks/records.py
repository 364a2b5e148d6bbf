"""Records: a session of 1,000 events out to JSON and back, each event checked and folded.

The other side takes the finished record through `json` and back: no checks, no objects, no state.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import handrail

from .figures import Figure, duration, ratio
from .timing import interleaved
from .walks import answered, begun

_EVENTS = 1_000
# What people wrote, and what was put to them.
_WORDS = ("text", "wording", "reason", "note", "because", "shown")


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what a record costs in time, and in bytes."""
    framework = handrail.load("egan")
    session = answered(begun(framework), _EVENTS)
    record = session.to_record()
    works = {
        "out and in": partial(_out_and_in, session),
        "out and in, the framework at hand": partial(_out_and_in, session, framework),
        "json": partial(_through_json, record),
        "json of the framework": partial(_through_json, record["framework"]),
    }
    timed = interleaved(works, 5 if quick else 31)
    for name, times in timed.items():
        yield duration(f"a record of {_EVENTS:,} events: {name}", times)
    yield ratio("out and in : json", timed["out and in"], timed["json"], most=1.8)
    given = timed["out and in, the framework at hand"]
    yield ratio("out and in, the framework at hand : json", given, timed["json"], most=1.8)
    around = f"the framework: {len(_json(record['framework'])):,} bytes"
    yield Figure("an event beyond text and wording", _beyond_words(record), "bytes", most=250, around=around)


def _out_and_in(session: handrail.Session, framework: handrail.Framework | None = None) -> None:
    handrail.Session.from_record(_through_json(session.to_record()), framework)


def _through_json(data: Any) -> Any:
    return json.loads(json.dumps(data))


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _beyond_words(record: dict[str, Any]) -> float:
    """Return the bytes of an event's line without what was said and asked in it, on average."""
    events = record["events"]
    bare = [{key: "" if key in _WORDS else value for key, value in event.items()} for event in events]
    return sum(len(_json(event)) + 1 for event in bare) / len(events)
