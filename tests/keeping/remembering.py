"""A store somebody else may have written: in memory, right as it stands, and easily made wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import RLock

from handrail.keeping import Card, Forgotten, OutOfStep


class Place:
    """What several openings of one store share."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.lines: dict[str, list[bytes]] = {}
        self.cards: dict[str, Card] = {}
        self.frameworks: dict[str, bytes] = {}
        self.forgotten: dict[str, str] = {}
        self.notes: dict[str, bytes] = {}
        self.standings: dict[str, bytes] = {}


class RememberingStore:
    """Lines in memory, under a lock."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def read(self, id: str, from_seq: int = 0) -> list[bytes]:
        with self.place.lock:
            self.check(id)
            return self.place.lines.get(id, [])[from_seq:]

    def resume(self, id: str) -> tuple[list[bytes], bytes]:
        with self.place.lock:
            return self.read(id), self.place.standings.get(id, b"")

    def count(self, id: str) -> int:
        return len(self.read(id))

    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        with self.place.lock:
            self.check(id)
            seq = len(self.place.lines.get(id, []))
            if seq != expected_seq:
                raise OutOfStep(seq)
            if card is not None:
                self.place.cards[id] = card
                self.place.frameworks |= {digest: data for digest, data in card.frameworks.items() if data}
            if note:
                self.place.standings[id] = note
            self.place.lines.setdefault(id, []).extend(lines)
            return seq + len(lines)

    def erase(self, id: str, lines: Mapping[int, bytes]) -> None:
        with self.place.lock:
            there = self.place.lines.get(id, [])
            for seq, line in lines.items():
                if seq < len(there):
                    there[seq] = line

    def forget(self, id: str, when: str) -> bool:
        with self.place.lock:
            if self.place.lines.pop(id, None) is not None:
                self.place.cards.pop(id)
                self.place.standings.pop(id, None)
                self.place.forgotten.setdefault(id, when)
                needed = {digest for card in self.place.cards.values() for digest in card.frameworks}
                for digest in self.place.frameworks.keys() - needed:
                    del self.place.frameworks[digest]
            return id in self.place.forgotten

    def find(self, tags: Sequence[str] = (), since: str = "", until: str = "") -> list[str]:
        with self.place.lock:
            order = {id: number for number, id in enumerate(self.place.lines)}
            found = [
                (card.begun, order[id], id)
                for id, card in self.place.cards.items()
                if {*tags} <= card.tags
                and card.begun >= since
                and (not until or (card.begun and card.begun <= until))
            ]
            return [id for _, _, id in sorted(found)]

    def framework(self, digest: str) -> bytes:
        return self.place.frameworks.get(digest, b"")

    def note(self, name: str) -> bytes:
        return self.place.notes.get(name, b"")

    def swap_note(self, name: str, old: bytes, new: bytes) -> bool:
        with self.place.lock:
            if self.note(name) != old:
                return False
            self.place.notes[name] = new
            return True

    def close(self) -> None:
        """Nothing is held that would have to be let go."""

    def check(self, id: str) -> None:
        if id in self.place.forgotten:
            raise Forgotten(self.place.forgotten[id])
