"""What a store promises when several write, read and forget at once, in threads and processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Event
from time import monotonic, sleep

from handrail.keeping import Card, Forgotten, OutOfStep, Store

from .writers import (
    EACH,
    OPEN,
    WRITERS,
    Opener,
    raised,
    write,
    write_elsewhere,
    write_elsewhere_until_forgotten,
    write_for_ever,
    write_until_forgotten,
)


class Racing:
    """The promises about several at once, of which `StoreConformance` is made as well."""

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

    def test_of_threads_that_write_at_once_one_wins_and_nothing_is_lost(self) -> None:
        with self.opened() as store, ThreadPoolExecutor(WRITERS) as pool:
            store.append("s", 0, [b"first"], OPEN)
            written = [
                one for found in pool.map(lambda name: write(store, name), range(WRITERS)) for one in found
            ]
            self._check_written(store, written)

    def test_of_processes_that_write_at_once_one_wins_and_nothing_is_lost(self) -> None:
        with self.opened() as store:
            store.append("s", 0, [b"first"], OPEN)
            with multiprocessing.get_context("spawn").Pool(WRITERS) as pool:
                tasks = [(self.opener(), name) for name in range(WRITERS)]
                written = [one for found in pool.starmap(write_elsewhere, tasks) for one in found]
            self._check_written(store, written)

    def _check_written(self, store: Store, written: list[tuple[int, bytes]]) -> None:
        lines = store.read("s")
        assert len(lines) == len(written) + 1 == WRITERS * EACH + 1
        assert [lines[seq] for seq, _ in written] == [line for _, line in written]

    def test_of_those_who_begin_a_session_at_once_one_wins(self) -> None:
        def one(number: int) -> bool:
            try:
                store.append("s", 0, [b"%d" % number] * 3, Card(frameworks={"d": b"framework"}))
            except OutOfStep:
                return False
            return True

        with self.opened() as store, ThreadPoolExecutor(WRITERS) as pool:
            won = [*pool.map(one, range(WRITERS))]
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
            store.append("s", 0, [b"0"] * 3, OPEN)
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
            store.append("s", 0, [b"first"], OPEN)
        for after in (1, 5, 9):
            self._kill_a_writer(after)

    def _kill_a_writer(self, after: int) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        with self.opened() as store:
            before = store.count("s")
        process = context.Process(target=write_for_ever, args=(self.opener(), theirs))
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

    def test_whoever_writes_while_a_session_is_forgotten_is_told_and_leaves_nothing(self) -> None:
        with self.opened() as store, ThreadPoolExecutor(3) as pool:
            store.append("other", 0, [b"other"], OPEN)
            for number in range(5):
                id, gone = f"s{number}", Event()
                store.append(id, 0, [b"first"], OPEN)
                writers = [pool.submit(write_until_forgotten, store, id, gone) for _ in range(3)]
                sleep(0.005 * number)
                try:
                    assert store.forget(id, "2024-05-01")
                finally:
                    gone.set()
                assert [writer.result() for writer in writers] == ["told"] * 3
                raised(Forgotten, partial(store.read, id))
                assert store.find() == ["other"]
            assert store.read("other") == [b"other"]

    def test_processes_that_write_while_a_session_is_forgotten_are_told(self) -> None:
        with self.opened() as store, multiprocessing.get_context("spawn").Pool(2) as pool:
            store.append("s", 0, [b"first"], OPEN)
            tasks = pool.map_async(write_elsewhere_until_forgotten, [self.opener()] * 2)
            until = monotonic() + 30
            while store.count("s") < 5 and monotonic() < until:
                sleep(0.01)
            assert store.forget("s", "2024-05-01")
            assert tasks.get(60) == ["told", "told"]
            raised(Forgotten, partial(store.read, "s"))
            assert store.find() == []

    def test_a_framework_does_not_go_while_a_session_comes_that_needs_it(self) -> None:
        def begin_and_forget(name: int) -> None:
            for number in range(8):
                store.append(f"{name} {number}", 0, [b"x"], Card(frameworks={"d": b"framework"}))
                assert store.framework("d") == b"framework"
                assert store.forget(f"{name} {number}", "2024-05-01")

        with self.opened() as store, ThreadPoolExecutor(3) as pool:
            [*pool.map(begin_and_forget, range(3))]
            assert store.framework("d") == b""

    def test_what_is_erased_while_others_write_is_gone_and_nothing_else(self) -> None:
        with self.opened() as store, ThreadPoolExecutor(2) as pool:
            store.append("s", 0, [b"first"], OPEN)
            writers = [pool.submit(write, store, name) for name in range(2)]
            gone: set[int] = set()
            for _ in range(5):
                gone |= {*range(1, store.count("s"), 3)}
                store.erase("s", dict.fromkeys(gone, b"gone"))
            written = dict(one for writer in writers for one in writer.result())
            assert store.read("s") == [
                b"first",
                *(b"gone" if seq in gone else written[seq] for seq in range(1, len(written) + 1)),
            ]
