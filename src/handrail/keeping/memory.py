"""What a journal remembers of the latest sessions, so that keeping one more event reads nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, NamedTuple

from handrail.practice import Session
from handrail.practice.stored import log_of

_MOST_KEPT = 1_000
_MOST_NAMED = 10_000
# Where a session stands is noted anew after a few events, and after more of them the longer it is, up to so many; and
# one more for so many bytes of it. So what is written for an event has a limit, however much a session has come to.
_FEW, _MANY, _BYTES = 4, 20, 256


class Noted(NamedTuple):
    """How many lines there were when it was noted last where a session stands, and how many bytes that took."""

    lines: int = 0
    size: int = 0

    def is_due(self, length: int) -> bool:
        """Return whether enough has happened since."""
        return length - self.lines >= min(_FEW + self.lines // 4, _MANY) + self.size // _BYTES


class Kept(NamedTuple):
    """A session as it is kept, its last line, and the checksum of all of them.

    as_begun: read anew it would have the same framework. noted: when it was noted last where it stands; None for one
    of which it must not be noted, because words that were taken out may still be in its lines.
    """

    session: Session
    last: bytes
    checksum: int
    as_begun: bool
    noted: Noted | None = Noted()


class Memory:
    """The latest sessions, and the ids that were given to those without one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        # All versions of a session share the row of its beginning, which is held here so that no other comes to have
        # its address.
        self._names: OrderedDict[int, tuple[Any, str]] = OrderedDict()

    def get(self, id: str) -> Kept | None:
        return self._kept.get(id)

    def put(self, id: str, kept: Kept) -> None:
        with self._lock:
            before = self._kept.get(id)
            # A thread that kept less may come here later.
            if before is None or not _goes_on(before.session, kept.session):
                self._kept[id] = kept
            self._kept.move_to_end(id)
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)

    def drop(self, id: str) -> None:
        with self._lock:
            self._kept.pop(id, None)

    def name(self, beginning: Any, make: Callable[[], str]) -> str:
        """Return the id of the session that began with a row, made when first asked for."""
        with self._lock:
            address = id(beginning)
            known = self._names.get(address)
            if known is None:
                known = self._names[address] = (beginning, make())
            self._names.move_to_end(address)
            if len(self._names) > _MOST_NAMED:
                self._names.popitem(last=False)
            return known[1]


def _goes_on(one: Session, other: Session) -> bool:
    """Return whether a session is a later version of another, or the same."""
    (rows, length), (others, less) = log_of(one), log_of(other)
    return rows is others and length >= less
