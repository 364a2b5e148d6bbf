"""What a store of sessions has to do: keep lines in order, and find sessions by what nobody wrote.

A store knows nothing of sessions. It keeps a growing list of lines (bytes) under each id, a card that it searches by,
and frameworks, once each. `handrail.testing.StoreConformance` says whether one does it right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from handrail.errors import HandrailError


class KeepingError(HandrailError):
    """Sessions cannot be kept or read; the message says which, why, and what to do."""


class Forgotten(KeepingError):
    """A session was forgotten, and does not come back; `when` says since when, as far as that is known."""

    def __init__(self, when: str = "") -> None:
        self.when = when
        since = f" on {when[:10]}" if when else ""
        super().__init__(
            f"this session was forgotten{since}: nothing of it is left, and it is not kept again"
        )


class NeedsKey(KeepingError):
    """A journal is sealed, and was opened with neither a passphrase nor a key."""


class OutOfStep(HandrailError):
    """A store holds another number of lines than the writer took for granted: `seq`."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(f"there are {seq} events, which is not what the writer had read")


class Card(NamedTuple):
    """What a store may know of a session: nothing that a person wrote.

    begun: a moment in UTC that can be compared as a text, or nothing. tags: short texts to find it by.
    frameworks: the canonical forms that it needs, under their digests; an empty one is in the store already.
    """

    begun: str = ""
    tags: frozenset[str] = frozenset()
    frameworks: Mapping[str, bytes] = {}


class Store(Protocol):
    """Where a journal keeps its lines; every method may be called from several threads and processes at once.

    Ids are texts of 1 to 1,000 characters without NUL; tags and the names of frameworks and notes are short ASCII
    texts. What a method has returned from, or acknowledged, survives the end of the process.
    """

    def read(self, id: str, from_seq: int = 0) -> list[bytes]:
        """Return the lines of a session from one on, none where there is none; raises `Forgotten`."""

    def resume(self, id: str) -> tuple[list[bytes], bytes]:
        """Return all lines of a session, as `read` does, and what was noted last of where it stands, or nothing."""

    def count(self, id: str) -> int:
        """Return how many lines a session has; raises `Forgotten`."""

    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        """Return how many lines a session has with the new ones, one or more, all of which are kept, or none.

        Raises `OutOfStep` where it does not have `expected_seq` lines already, and `Forgotten`. Without a card the last
        one stays, and so does the note of where the session stands. A session without lines begins with its first, and
        needs a card.
        """

    def erase(self, id: str, lines: Mapping[int, bytes]) -> None:
        """Put other lines in the place of some, by their numbers, so that nothing of the old ones is left.

        Where there is no such line, none is made.
        """

    def forget(self, id: str, when: str) -> bool:
        """Return whether a session is forgotten now: nothing is left but its id and `when`; false where there was none.

        Frameworks that no other session needs go with it.
        """

    def find(self, tags: Sequence[str] = (), since: str = "", until: str = "") -> list[str]:
        """Return the ids of the sessions that have all tags, by when they began, then by when they were first kept."""

    def framework(self, digest: str) -> bytes:
        """Return the canonical form under a digest, or nothing."""

    def note(self, name: str) -> bytes:
        """Return what the journal noted about itself under a name, or nothing."""

    def swap_note(self, name: str, old: bytes, new: bytes) -> bool:
        """Note something in the place of the old (nothing, the first time); return whether the old was still there."""

    def close(self) -> None:
        """Let go of files and connections; what was kept stays."""
