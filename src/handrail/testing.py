"""The conformance kit: whether a store keeps sessions as a journal relies on.

Whoever writes a store lets a class of their tests inherit from `StoreConformance` and say how the store is opened.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from multiprocessing.connection import Connection
from time import monotonic
from typing import TypeVar

from handrail.framework import Framework
from handrail.keeping import Card, Forgotten, Journal, KeepingError, OutOfStep, Store
from handrail.practice import Conflict, Session, begin

Opener = Callable[[], Store]
E = TypeVar("E", bound=Exception)

_WRITERS, _EACH = 4, 15
_HOSTILE = (
    *("a'b\"c", "x'; drop table sessions; --", "../../etc/passwd", "C:\\con", "%s %b {0}", "a\nb\tc", " "),
    *(
        "\N{SMILING FACE WITH SUNGLASSES}",
        "\N{RIGHT-TO-LEFT OVERRIDE}abc",
        "é",
        "e\N{COMBINING ACUTE ACCENT}",
    ),
    *("A", "a", "0", "null", "a" * 1_000, "\N{SMILING FACE WITH SUNGLASSES}" * 1_000),
)
# No store need take these; one that does must keep them exactly.
_IMPOSSIBLE = ("", "a\0b", "\udcff", "a" * 10_000)
_OPEN = Card(tags=frozenset({"status:open"}))


class StoreConformance:
    """What every store promises, one promise a method; needs no test runner in particular.

    `opener` returns something that can be pickled and that opens the store at a place of this test's own, each time the
    same: as a rule `functools.partial` of a class and a path.
    """

    def opener(self) -> Opener:
        raise NotImplementedError("return what opens your store, at a place that is this test's own")

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """Give the store, and close it in the end."""
        store = self.opener()()
        try:
            yield store
        finally:
            store.close()

    def test_lines_come_back_in_order_from_any_one_on(self) -> None:
        lines = [b"line %d \x00\xff'" % number for number in range(30)]
        with self.opened() as store:
            assert store.read("s") == []
            assert store.count("s") == 0
            assert store.append("s", 0, lines[:1], _OPEN) == 1
            assert store.append("s", 1, lines[1:12]) == 12
            assert store.append("s", 12, lines[12:]) == 30
            assert store.read("s") == lines
            assert [store.read("s", number) for number in (0, 7, 29, 30)] == [
                lines,
                lines[7:],
                lines[29:],
                [],
            ]
            assert store.count("s") == 30

    def test_where_a_session_stands_is_noted_with_its_lines(self) -> None:
        with self.opened() as store:
            assert store.resume("s") == ([], b"")
            store.append("s", 0, [b"1"], _OPEN)
            assert store.resume("s") == ([b"1"], b"")
            store.append("s", 1, [b"2"], None, b"there")
            _raised(OutOfStep, lambda: store.append("s", 1, [b"3"], None, b"elsewhere"))
            store.append("s", 2, [b"3"], _OPEN)
            assert store.resume("s") == ([b"1", b"2", b"3"], b"there")
            store.append("s", 3, [b"4"], _OPEN, b"here")
            assert (store.resume("s")[1], store.read("s", 3), store.count("s")) == (b"here", [b"4"], 4)

    def test_what_was_kept_is_there_when_it_is_opened_again(self) -> None:
        with self.opened() as store:
            store.append("s", 0, [b"one", b"two"], Card("2024", frozenset({"a:b"}), {"d-1": b"framework"}))
            assert store.swap_note("n", b"", b"noted")
        with self.opened() as store:
            assert store.read("s") == [b"one", b"two"]
            assert store.find(["a:b"]) == ["s"]
            assert (store.framework("d-1"), store.framework("d-2")) == (b"framework", b"")
            assert (store.note("n"), store.note("m")) == (b"noted", b"")
            assert store.append("s", 2, [b"three"]) == 3

    def test_whoever_is_out_of_step_is_told_and_nothing_is_written(self) -> None:
        with self.opened() as store:
            assert self._seq(store, "s", 3) == 0
            assert store.read("s") == []
            assert store.find() == []
            store.append("s", 0, [b"one", b"two"], _OPEN)
            for expected in (0, 1, 3, 100):
                assert self._seq(store, "s", expected) == 2
            assert store.read("s") == [b"one", b"two"]
            assert store.find(["status:x"]) == []

    def _seq(self, store: Store, id: str, expected: int) -> int:
        """Return how many lines a store says there are, whatever is appended."""
        found = set()
        for lines in ([b"x"], [b"x", b"y"]):
            for card in (Card(tags=frozenset({"status:x"})), None) if expected else (_OPEN,):
                try:
                    store.append(id, expected, lines, card)
                except OutOfStep as error:
                    found.add(error.seq)
        assert len(found) == 1, "an append out of step was taken"
        return found.pop()

    def test_of_threads_that_write_at_once_one_wins_and_nothing_is_lost(self) -> None:
        with self.opened() as store, ThreadPoolExecutor(_WRITERS) as pool:
            store.append("s", 0, [b"first"], _OPEN)
            written = [
                one for found in pool.map(lambda name: _write(store, name), range(_WRITERS)) for one in found
            ]
            self._check_written(store, written)

    def test_of_processes_that_write_at_once_one_wins_and_nothing_is_lost(self) -> None:
        with self.opened() as store:
            store.append("s", 0, [b"first"], _OPEN)
            with multiprocessing.get_context("spawn").Pool(_WRITERS) as pool:
                tasks = [(self.opener(), name) for name in range(_WRITERS)]
                written = [one for found in pool.starmap(_write_elsewhere, tasks) for one in found]
            self._check_written(store, written)

    def _check_written(self, store: Store, written: list[tuple[int, bytes]]) -> None:
        lines = store.read("s")
        assert len(lines) == len(written) + 1 == _WRITERS * _EACH + 1
        assert [lines[seq] for seq, _ in written] == [line for _, line in written]

    def test_of_those_who_begin_a_session_at_once_one_wins(self) -> None:
        def one(number: int) -> bool:
            try:
                store.append("s", 0, [b"%d" % number] * 3, Card(frameworks={"d": b"framework"}))
            except OutOfStep:
                return False
            return True

        with self.opened() as store, ThreadPoolExecutor(_WRITERS) as pool:
            won = [*pool.map(one, range(_WRITERS))]
            assert sum(won) == 1
            assert store.read("s") == [b"%d" % won.index(True)] * 3

    def test_readers_see_whole_appends_while_somebody_writes(self) -> None:
        def reading(_: int) -> None:
            while not done:
                found = store.read("s")
                assert found == [b"%d" % (number // 3) for number in range(len(found))]
                assert len(found) % 3 == 0

        done: list[bool] = []
        with self.opened() as store, ThreadPoolExecutor(3) as pool:
            store.append("s", 0, [b"0"] * 3, _OPEN)
            readers = [pool.submit(reading, number) for number in range(3)]
            try:
                for number in range(1, 40):
                    store.append("s", 3 * number, [b"%d" % number] * 3)
            finally:
                done.append(True)
            for reader in readers:
                reader.result()

    def test_what_was_acknowledged_survives_the_writer_being_killed(self) -> None:
        with self.opened() as store:
            store.append("s", 0, [b"first"], _OPEN)
        for after in (1, 5, 9):
            self._kill_a_writer(after)

    def _kill_a_writer(self, after: int) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        with self.opened() as store:
            before = store.count("s")
        process = context.Process(target=_write_for_ever, args=(self.opener(), theirs))
        process.start()
        theirs.close()
        acknowledged = before
        try:
            while acknowledged < before + 2 * after:
                acknowledged = ours.recv()
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
            while ours.poll(10):
                acknowledged = ours.recv()
        except EOFError:
            pass
        finally:
            process.kill()
            process.join()
            ours.close()
        with self.opened() as store:
            lines = store.read("s")
            assert len(lines) in (acknowledged, acknowledged + 2), "lost, or torn"
            assert lines[1:] == [b"%d" % (number // 2) * 500 for number in range(len(lines) - 1)]

    def test_what_was_erased_is_replaced_and_the_rest_stays(self) -> None:
        with self.opened() as store:
            store.append("s", 0, [b"one", b"secret" * 500, b"three", b"secret"], _OPEN)
            store.append("t", 0, [b"other"], _OPEN)
            store.erase("s", {1: b"", 3: b"gone", 4: b"never there"})
            store.erase("u", {0: b"never there"})
            assert store.read("s") == [b"one", b"", b"three", b"gone"]
            assert store.read("t") == [b"other"]
            assert store.append("s", 4, [b"five"]) == 5

    def test_what_was_forgotten_does_not_come_back(self) -> None:
        with self.opened() as store:
            store.append(
                "s", 0, [b"one", b"two"], Card("2024", frozenset({"a:b"}), {"d": b"shared", "e": b"own"})
            )
            store.append("t", 0, [b"other"], Card(frameworks={"d": b"shared"}))
            assert not store.forget("u", "2024-05-01")
            assert store.forget("s", "2024-05-01T10:00:00+00:00")
            self._check_forgotten(store)
            assert store.forget("s", "2025-01-01")
            self._check_forgotten(store)
        with self.opened() as store:
            self._check_forgotten(store)

    def test_whoever_remembers_a_forgotten_session_does_not_write_into_another(self) -> None:
        with self.opened() as store, self.opened() as other:
            for id in ("s", "t"):
                store.append(id, 0, [b"one", b"two"], _OPEN)
                assert other.count(id) == other.append(id, 2, [b"three"]) - 1 == 2
                store.forget(id, "2024-05-01")
                store.append(f"new {id}", 0, [b"1", b"2", b"3"], _OPEN)
                _raised(Forgotten, lambda id=id: other.append(id, 3, [b"four"]))  # type: ignore[misc]  # at once
                other.erase(id, {0: b"x"})
                assert other.read(f"new {id}") == [b"1", b"2", b"3"]

    def _check_forgotten(self, store: Store) -> None:
        works: tuple[Callable[[], object], ...] = (
            lambda: store.read("s"),
            lambda: store.read("s", 5),
            lambda: store.resume("s"),
            lambda: store.count("s"),
            lambda: store.append("s", 0, [b"again"], _OPEN),
            lambda: store.append("s", 2, [b"again"]),
            lambda: store.append("s", 2, [b"again"], _OPEN),
        )
        for work in works:
            assert _raised(Forgotten, work).when == "2024-05-01T10:00:00+00:00"
        assert store.find() == ["t"]
        assert store.find(["a:b"]) == []
        assert store.read("t") == [b"other"]
        assert (store.framework("d"), store.framework("e")) == (b"shared", b"")

    def test_long_texts_are_kept_whole(self) -> None:
        lines = [b"x" * 1_000_000, bytes(range(256)) * 8_000, b"", b"y"]
        with self.opened() as store:
            store.append("s", 0, lines, Card(frameworks={"d": b"z" * 1_000_000}))
            assert store.append("s", 4, [lines[0]]) == 5
            assert store.read("s") == [*lines, lines[0]]
            assert store.framework("d") == b"z" * 1_000_000

    def test_hostile_ids_are_kept_exactly_or_refused(self) -> None:
        with self.opened() as store:
            for number, id in enumerate(_HOSTILE):
                store.append(id, 0, [b"%d" % number], _OPEN)
            assert store.find() == list(_HOSTILE)
            assert [store.read(id) for id in _HOSTILE] == [
                [b"%d" % number] for number in range(len(_HOSTILE))
            ]
            with_journal = Journal(store)
            for id in _IMPOSSIBLE:
                assert id not in with_journal
                for work in (with_journal.session, with_journal.forget):
                    _raised(KeepingError, partial(work, id))

    def test_sessions_are_found_by_all_tags_and_by_when_they_began(self) -> None:
        cards = {
            "late": Card("2024-05-03T10:00:00", frozenset({"framework:egan", "participant:anna"})),
            "early": Card("2024-05-01T10:00:00", frozenset({"framework:egan", "status:open"})),
            "unknown": Card("", frozenset({"participant:anna"})),
            "same": Card("2024-05-03T10:00:00", frozenset({"framework:johns"})),
        }
        with self.opened() as store:
            for id, card in cards.items():
                store.append(id, 0, [b"x"], card)
            assert store.find() == ["unknown", "early", "late", "same"]
            assert store.find(["framework:egan"]) == ["early", "late"]
            assert store.find(["framework:egan", "participant:anna"]) == ["late"]
            assert store.find(["framework:e"]) == store.find(["framework:%"]) == []
            assert store.find([], "2024-05-02") == ["late", "same"]
            assert store.find([], "2024-05-01T10:00:00", "2024-05-01T10:00:00") == ["early"]
            assert store.find([], "", "2024-05-02") == ["early"]
            store.append("early", 1, [b"y"], Card("2024-05-01T10:00:00", frozenset({"status:closed"})))
            assert (store.find(["status:open"]), store.find(["status:closed"])) == ([], ["early"])

    def test_a_note_is_changed_only_by_whoever_knows_the_one_before(self) -> None:
        with self.opened() as store:
            assert not store.swap_note("n", b"x", b"one")
            assert store.swap_note("n", b"", b"one")
            assert not store.swap_note("n", b"", b"two")
            assert not store.swap_note("n", b"x", b"two")
            assert store.note("n") == b"one"
            assert store.swap_note("n", b"one", b"two")
            assert store.note("n") == b"two"

    def test_a_conflict_brings_the_session_as_it_stands(self) -> None:
        with self.opened() as store, self.opened() as other:
            one, two = Journal(store), Journal(other)
            session = _session()
            id = one.keep(session)
            theirs = two.session(id).say("theirs", by="bo")
            two.keep(theirs)
            conflict = _raised(Conflict, lambda: one.keep(session.say("mine")))
            assert conflict.session == theirs
            one.keep(conflict.session.say("mine"))
            assert [turn.text for turn in two.session(id).said()] == ["theirs", "mine"]

    def test_a_key_that_is_repeated_counts_once(self) -> None:
        with self.opened() as store, self.opened() as other:
            one, two = Journal(store), Journal(other)
            session = _session()
            id = one.keep(session)
            one.keep(session.say("first", key="k1"))
            two.keep(two.session(id).say("again", key="k1"))
            assert two.keep(session.say("elsewhere", key="k1")) == id
            assert [turn.text for turn in two.session(id).said()] == ["first"]

    def test_closing_twice_is_closing_once(self) -> None:
        store = self.opener()()
        store.close()
        store.close()


def _raised(kind: type[E], work: Callable[[], object]) -> E:
    """Return the error that some work raises; that it raises none is an error itself."""
    try:
        work()
    except kind as error:
        return error
    raise AssertionError(f"{kind.__name__} was to be raised, and was not")


@cache
def _framework() -> Framework:
    prompt = {"id": "what", "wordings": {"self": "What happened?"}, "stage": "here"}
    stage = {"title": "Here", "prompts": {"prompts": [prompt]}}
    return Framework.from_plain(
        {
            "id": "kit",
            "title": "Kit",
            "purpose": "reflection",
            "voices": ["self"],
            "every_stage": {"here": stage},
        }
    )


def _session() -> Session:
    return begin(_framework(), id="kit-1", participants={"anna": "self", "bo": "member"})


def _write(store: Store, name: int) -> list[tuple[int, bytes]]:
    """Return what was written, and where, by somebody who tries until it is taken."""
    written: list[tuple[int, bytes]] = []
    seq, until = 1, monotonic() + 60
    while len(written) < _EACH and monotonic() < until:
        line = b"%d from %d" % (len(written), name)
        try:
            # Sometimes with a card, for which a store may have to do more at once.
            seq = store.append("s", seq, [line], None if len(written) % 3 else _OPEN)
        except OutOfStep as error:
            seq = error.seq
        else:
            written.append((seq - 1, line))
    return written


def _write_elsewhere(opener: Opener, name: int) -> list[tuple[int, bytes]]:
    store = opener()
    try:
        return _write(store, name)
    finally:
        store.close()


def _write_for_ever(opener: Opener, pipe: Connection) -> None:
    store = opener()
    seq = store.count("s")
    while True:
        number = (seq - 1) // 2
        seq = store.append("s", seq, [b"%d" % number * 500] * 2)
        pipe.send(seq)
