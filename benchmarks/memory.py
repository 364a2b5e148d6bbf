"""Memory: what a live session keeps that it shares with nobody.

Counted is, with `sys.getsizeof`, every object that can be reached from a session after 20 events, 10 of
them answers; but not what its framework holds, nor what another session of the same framework holds, nor
the texts and wordings themselves. The log, which all versions of the session share, counts once.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator
from types import BuiltinFunctionType, FunctionType, ModuleType

import handrail
from handrail.practice.events import HIDDEN

from .figures import Figure
from .walks import answered, begun

_EVENTS = 20
# Code is shared by all sessions, and leads to everything there is.
_CODE = (type, FunctionType, BuiltinFunctionType, ModuleType)


def figures(_: bool) -> Iterator[Figure]:
    """Yield what live sessions keep; one look is enough."""
    for id in ("egan", "johns"):
        framework = handrail.load(id)
        session = answered(begun(framework), _EVENTS)
        session.offer()  # what an offer leaves behind counts as well
        answers = sum(type(event).__name__ == "Answered" for event in session.events)
        around = f"{len(session.events)} events, {answers} answers"
        yield Figure(f"a live session of {id}", own_size(session), "bytes", most=3_000, around=around)


def own_size(session: handrail.Session) -> int:
    """Return the bytes that a session keeps for itself."""
    other = begun(session.framework)
    texts = {id(value): value for value in _texts(session)}
    shared = {**_reached([session.framework, other]), **texts}
    shared.pop(id(other))
    return sum(sys.getsizeof(one) for key, one in _reached([session], shared).items())


def _texts(session: handrail.Session) -> Iterator[object]:
    for event in session.events:
        yield from (value for name, value in zip(event._fields, event, strict=True) if name in HIDDEN)


def _reached(roots: Iterable[object], known: dict[int, object] | None = None) -> dict[int, object]:
    """Return all objects that roots lead to, by identity, themselves included and the known ones left out."""
    found: dict[int, object] = {}
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        if id(one) in found or id(one) in (known or ()) or isinstance(one, _CODE):
            continue
        found[id(one)] = one
        waiting += gc.get_referents(one)
    return found
