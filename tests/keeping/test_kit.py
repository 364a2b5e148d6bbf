"""The kit finds what is wrong with a store: every fault that somebody may make is found by a promise that it breaks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from textwrap import dedent
from time import sleep

import pytest
from tests.keeping.remembering import Place, RememberingStore

from handrail.keeping import Card, KeepingError, OutOfStep, Store
from handrail.testing import Opener, StoreConformance


class LosesTheLastLine(RememberingStore):
    def read(self, id: str, from_seq: int = 0) -> list[bytes]:
        lines = super().read(id, from_seq)
        return lines[:-1] if len(lines) > 20 else lines


class KeepsNothingForLater(RememberingStore):
    def __init__(self, place: Place) -> None:
        super().__init__(Place())


class TakesAnyNumber(RememberingStore):
    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        return super().append(id, self.count(id), lines, card, note)


class TakesANumberThatIsTooLow(RememberingStore):
    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        there = self.count(id)
        return super().append(id, max(expected_seq, there), lines, card, note)


class TellsTheWrongNumber(RememberingStore):
    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        if self.count(id) != expected_seq:
            raise OutOfStep(expected_seq)
        return super().append(id, expected_seq, lines, card, note)


class FilesTheCardAllTheSame(RememberingStore):
    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        if card is not None and id in self.place.cards:
            self.place.cards[id] = card
        return super().append(id, expected_seq, lines, card, note)


class LooksAndThenWrites(RememberingStore):
    """Without a lock over both."""

    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        seq = self.count(id)
        if seq != expected_seq:
            raise OutOfStep(seq)
        sleep(0.001)
        with self.place.lock:
            self.place.lines.setdefault(id, []).extend(lines)
            return seq + len(lines)


class WritesLineByLine(RememberingStore):
    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        for line in lines:
            expected_seq = super().append(id, expected_seq, [line], card, note)
            sleep(0.0005)
        return expected_seq


class NotesBeforeItLooks(RememberingStore):
    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        if note:
            self.place.standings[id] = note
        return super().append(id, expected_seq, lines, card, note)


class NotesOnlyWithACard(RememberingStore):
    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        return super().append(id, expected_seq, lines, card, note if card is not None else b"")


class BringsBackWhatWasForgotten(RememberingStore):
    def check(self, id: str) -> None:
        """Everything is taken."""


class ForgetsNothing(RememberingStore):
    def forget(self, id: str, when: str) -> bool:
        self.place.forgotten.setdefault(id, when)
        return True


class ForgetsTheFrameworkOfAnother(RememberingStore):
    def forget(self, id: str, when: str) -> bool:
        self.place.frameworks.clear()
        return super().forget(id, when)


class KeepsTheFrameworkOfNobody(RememberingStore):
    def forget(self, id: str, when: str) -> bool:
        frameworks = dict(self.place.frameworks)
        there = super().forget(id, when)
        self.place.frameworks.update(frameworks)
        return there


class ForgetsWhen(RememberingStore):
    def forget(self, id: str, when: str) -> bool:
        there = super().forget(id, when)
        if there:
            self.place.forgotten[id] = when
        return there


class TakesIdsForTheSame(RememberingStore):
    def read(self, id: str, from_seq: int = 0) -> list[bytes]:
        return super().read(id.casefold(), from_seq)

    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        return super().append(id.casefold(), expected_seq, lines, card, note)


class CutsIds(RememberingStore):
    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        return super().append(id[:255], expected_seq, lines, card, note)


class CutsLongLines(RememberingStore):
    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        return super().append(id, expected_seq, [line[:65_535] for line in lines], card, note)


class KeepsTexts(RememberingStore):
    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        texts = [line.decode("utf-8", "replace").encode() for line in lines]
        return super().append(id, expected_seq, texts, card, note)


class ErasesNothing(RememberingStore):
    def erase(self, id: str, lines: Mapping[int, bytes]) -> None:
        """It is forgotten at once that there was anything to do."""


class ErasesByTakingOut(RememberingStore):
    def erase(self, id: str, lines: Mapping[int, bytes]) -> None:
        there = self.place.lines.get(id, [])
        self.place.lines[id] = [line for seq, line in enumerate(there) if seq not in lines]


class MakesLinesByErasing(RememberingStore):
    def erase(self, id: str, lines: Mapping[int, bytes]) -> None:
        super().erase(id, lines)
        there = self.place.lines.get(id, [])
        there += [line for seq, line in lines.items() if seq >= len(there)]


class FindsByAnyTag(RememberingStore):
    def find(self, tags: Sequence[str] = (), since: str = "", until: str = "") -> list[str]:
        every = super().find([], since, until)
        return [id for id in every if not tags or {*tags} & self.place.cards[id].tags]


class FindsInTheOrderOfKeeping(RememberingStore):
    def find(self, tags: Sequence[str] = (), since: str = "", until: str = "") -> list[str]:
        return [id for id in self.place.lines if id in super(type(self), self).find(tags, since, until)]


class SwapsAnyNote(RememberingStore):
    def swap_note(self, name: str, old: bytes, new: bytes) -> bool:
        self.place.notes[name] = new
        return True


class ClosesOnce(RememberingStore):
    closed = False

    def close(self) -> None:
        if self.closed:
            raise KeepingError("closed already")
        self.closed = True


# What needs other processes cannot be asked of a store in memory; SQLite's and PostgreSQL's are asked it.
ELSEWHERE = ("processes", "killed")
PROMISES = sorted(
    name
    for name in dir(StoreConformance)
    if name.startswith("test_") and not any(word in name for word in ELSEWHERE)
)
WRONG: list[type[RememberingStore]] = RememberingStore.__subclasses__()
STORES = {one.__name__: one for one in WRONG} | {"RememberingStore": RememberingStore}
FAULTS = sorted(one.__name__ for one in WRONG)


@cache
def broken(name: str) -> list[str]:
    """Return the promises that a store does not keep."""
    kind, found = STORES[name], []
    for promise in PROMISES:
        place = Place()

        class Conformance(StoreConformance):
            def opener(self, place: Place = place) -> Opener:
                def opened() -> Store:
                    return kind(place)

                return opened

        try:
            getattr(Conformance(), promise)()
        except Exception:
            found.append(promise)
    return found


def test_a_right_store_keeps_all_promises() -> None:
    assert broken("RememberingStore") == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_wrong_store_is_found_out(name: str) -> None:
    assert broken(name) != []


def test_every_promise_finds_something() -> None:
    found = {promise for name in FAULTS for promise in broken(name)}
    assert [name for name in PROMISES if name not in found] == []


def test_the_example_in_the_documentation_runs(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "guides" / "journal.rst").read_text(encoding="utf-8")
    example = text[text.index("    from functools import partial\n\n    import pytest") :].partition(
        "\nRun it"
    )[0]
    (tmp_path / "test_my_store.py").write_text(dedent(example), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        "lines_come or forgotten_does",
    ]
    done = subprocess.run(
        [*command, "test_my_store.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "2 passed" in done.stdout, done.stdout
