"""How large a session is, in memory and in a record; the benchmarks say how fast."""

from __future__ import annotations

import json
import sys
from typing import Any

import handrail
from handrail import Session
from handrail.practice.effects import _ALONE
from handrail.practice.events import NOTHING


def own_bytes(thing: Any, seen: set[int]) -> int:
    """Return the bytes of all that a thing holds, texts and what is in `seen` not counted."""
    if id(thing) in seen or isinstance(thing, (str, int, float, type, type(None))):
        return 0
    seen.add(id(thing))
    held = (
        [*thing.values()]
        if isinstance(thing, dict)
        else list(thing)
        if isinstance(thing, (list, tuple))
        else []
    )
    slots = (slot for one in type(thing).__mro__ for slot in getattr(one, "__slots__", ()))
    held += [getattr(thing, slot) for slot in slots]
    return sys.getsizeof(thing) + sum(own_bytes(one, seen) for one in held)


def twenty_events() -> Session:
    """Return a session with ten answers and ten other events."""
    known = ("consent", "limits-told", "helper-nature-told", "human-route-named")
    session = handrail.begin(
        handrail.load("egan"), voice="helper", known={**dict.fromkeys(known, "yes"), "emergency": "no"}
    )
    stages = session.framework.stage_graph.leaves
    while len(session.events) < 20:
        session = session.answer(session.offer().here[0], "x" * 100)
        if len(session.events) < 20:
            session = session.move(stages[len(session.events) // 2 % 9])
    return session


def test_a_live_session_of_twenty_events_takes_less_than_3_kb() -> None:
    session = twenty_events()
    shared = (
        session.pinned,
        NOTHING,
        session.framework.terms,
        session.framework.used,
        *_ALONE.values(),
        (),
        None,
    )
    assert own_bytes(session, {id(one) for one in shared}) <= 3_000


def test_an_event_takes_little_more_than_its_words_in_a_record() -> None:
    session = twenty_events()
    events = session.to_record()["events"]
    words = sum(len(json.dumps(event.get(key, ""))) for event in events[1:] for key in ("text", "wording"))
    assert (len(json.dumps(events[1:])) - words) / len(events[1:]) <= 250


def test_all_versions_of_a_session_share_one_log() -> None:
    session = twenty_events()
    longer = session
    for _ in range(1000):
        longer = longer.move("1a").move("1b")
    assert longer._rows is session._rows
    assert len(session.events) == 20
