"""The embedded journal: one private file that survives what happens to processes and disks."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import sqlite3
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.keeping.writers import egan, marked, say_for_ever, take_turns

from handrail.keeping import Card, Journal, KeepingError, OutOfStep
from handrail.practice import Session
from handrail.practice.events import Said

KILLS = 200


def bytes_of(folder: Path) -> bytes:
    """Return everything that stands in the files of a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_nobody_else_may_read_the_files(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with Journal.open(tmp_path / "journal.db") as journal:
            journal.keep(egan("s"))
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(old)
    assert modes == dict.fromkeys(["journal.db", "journal.db-wal", "journal.db-shm"], 0o600)


def test_an_acknowledged_answer_is_on_disk(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        store = journal._store
        assert store._reading.base.execute("pragma synchronous").fetchone() == (2,)  # type: ignore[attr-defined]
        assert store._reading.base.execute("pragma journal_mode").fetchone() == ("wal",)  # type: ignore[attr-defined]


def test_an_acknowledged_answer_survives_a_kill_at_any_moment(tmp_path: Path) -> None:
    place = str(tmp_path / "journal.db")
    with Journal.open(place) as journal:
        journal.keep(egan("s"))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.keeping.writers"])
    chance, acknowledged = random.Random(3), 1
    for number in range(KILLS):
        ours, theirs = context.Pipe(duplex=False)
        writer = context.Process(target=say_for_ever, args=(place, "s", theirs))
        writer.start()
        theirs.close()
        told = (
            [ours.recv()] if number % 2 else []
        )  # every other one is killed while it writes, not while it opens
        time.sleep(chance.random() * 0.02)
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        try:
            while True:
                told.append(ours.recv())
        except EOFError:
            ours.close()
        # Each writer goes on from everything that was acknowledged to the one before.
        assert [acknowledged, *told] == sorted({acknowledged, *told})
        acknowledged = [acknowledged, *told][-1]
        acknowledged = check(place, acknowledged)


def check(place: str, acknowledged: int) -> int:
    """Return how many events are kept, all of them whole."""
    with Journal.open(place) as journal:
        events = journal.session("s").events
        # What was written and not acknowledged any more may be there, but only whole.
        assert acknowledged <= len(events) <= acknowledged + 3
        said = {number: event.text for number, event in enumerate(events) if isinstance(event, Said)}
        assert said == {number: f"{number} " * (1 + number % 40) for number in said}
        assert len(events) - len(said) - 1 == 2 * sum(number % 7 == 0 for number in said)
        assert journal.ids(status="open") == ("s",)
    return len(events)


def test_a_full_disk_is_said_and_the_journal_goes_on_when_there_is_room(tmp_path: Path) -> None:
    place = tmp_path / "journal.db"
    with Journal.open(place) as journal:
        session = egan("s")
        journal.keep(session)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        kept = session
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        try:
            with pytest.raises(
                KeepingError, match="because the disk is full; what was kept before is still there"
            ):
                fill(journal, kept)
            kept = journal.session("s")
            session = kept.say("words " * 200)
            for more in (session, egan("t").say("x" * 300_000)):
                with pytest.raises(KeepingError):
                    journal.keep(more)
            assert journal.session("s").events == kept.events
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert len(kept.events) > 10
        journal.keep(session)
        assert "t" not in journal
    with Journal.open(place) as journal:
        assert journal.session("s") == session


def fill(journal: Journal, session: Session) -> None:
    for _ in range(1_000):
        session = session.say("words " * 200)
        journal.keep(session)


@pytest.mark.parametrize("size", [1, 10, 200])
@pytest.mark.usefixtures("unpacked")
def test_forgetting_leaves_no_trace_in_any_file(tmp_path: Path, size: int) -> None:
    names = [f"MARK-{number:03}-END" for number in range(40)]
    with Journal.open(tmp_path / "journal.db") as journal, Journal.open(tmp_path / "journal.db") as reader:
        whole = {name: marked(name, f"s-{name[5:8]}", size) for name in names}
        for length in range(1, len(whole[names[0]].events) + 1):
            for session in whole.values():
                journal.keep(cut(session, length))
        for number in range(0, 40, 2):
            reader.session(f"s-{number + 1:03}")
            journal.forget(f"s-{number:03}")
        found = bytes_of(tmp_path)
        assert [name for name in names[::2] if name.encode() in found] == []
        assert [name for name in names[1::2] if name.encode() not in found] == []
        assert (tmp_path / "journal.db-wal").stat().st_size == 0
        assert [reader.session(f"s-{number:03}") for number in range(1, 40, 2)] == [*whole.values()][1::2]


def cut(session: Session, length: int) -> Session:
    """Return a version of a session that ends sooner."""
    data = session.to_record()
    return Session.from_record({**data, "events": data["events"][:length]}, session.framework)


@pytest.mark.usefixtures("unpacked")
def test_erasing_leaves_no_trace_in_any_file(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        session = egan("s").say("MARK-1-END " * 100).say("MARK-2-END").say("MARK-3-END")
        journal.keep(session)
        journal._store.erase("s", {1: b'{"kind":"said"}', 2: b'{"kind":"said","text":""}'})
        found = bytes_of(tmp_path)
        assert [mark in found for mark in (b"MARK-1-END", b"MARK-2-END", b"MARK-3-END")] == [
            False,
            False,
            True,
        ]
    with Journal.open(tmp_path / "journal.db") as journal:
        assert [turn.text for turn in journal.session("s").said()] == ["", "", "MARK-3-END"]


def test_who_opens_a_journal_waits_for_nobody_who_writes_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handrail.keeping.sqlite.WAIT", 0.05)
    place = tmp_path / "journal.db"
    with Journal.open(place) as journal:
        journal.keep(egan("s").say("one"))
        writer = sqlite3.connect(place, isolation_level=None)
        writer.execute("begin immediate")
        with Journal.open(place) as other:
            assert [turn.text for turn in other.session("s").said()] == ["one"]
        writer.close()


def test_what_cannot_be_cleaned_now_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handrail.keeping.sqlite.WAIT", 0.05)
    place = tmp_path / "journal.db"
    with Journal.open(place) as journal:
        journal.keep(egan("s"))
        reader = sqlite3.connect(place, isolation_level=None)
        reader.execute("begin")
        reader.execute("select * from events").fetchone()
        with pytest.raises(
            KeepingError, match=r"another program is reading there, so traces are left in .*-wal"
        ):
            journal.forget("s")
        reader.close()
        journal.forget("s")
        assert (tmp_path / "journal.db-wal").stat().st_size == 0


@pytest.mark.parametrize(
    ("make", "said"),
    [
        ("pragma user_version = 7", "is a database, but no journal of handrail"),
        ("create table mine (x)", "is a database, but no journal of handrail"),
        ("pragma application_id = 0x48524A4C; pragma user_version = 99", "was written by a newer handrail"),
    ],
)
def test_another_database_is_left_as_it_is(tmp_path: Path, make: str, said: str) -> None:
    place = tmp_path / "other.db"
    base = sqlite3.connect(place)
    base.executescript(make)
    base.close()
    before = place.read_bytes()
    with pytest.raises(KeepingError, match=said):
        Journal.open(place)
    assert place.read_bytes() == before


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("These are my notes. " * 100, encoding="utf-8")
    with pytest.raises(KeepingError, match="is no journal of handrail"):
        Journal.open(place)
    assert place.read_text(encoding="utf-8") == "These are my notes. " * 100


@pytest.mark.parametrize("name", ["no/such/folder/journal.db", ".", "a\0b"])
def test_a_place_that_cannot_be_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeepingError, match="cannot be opened"):
        Journal.open(f"{tmp_path}/{name}")


def test_a_writer_that_had_to_wait_is_told_what_came_meanwhile(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal, ThreadPoolExecutor(1) as pool:
        journal.keep(egan("s"))
        other = sqlite3.connect(tmp_path / "journal.db", isolation_level=None)
        other.execute("begin immediate")
        waiting = pool.submit(journal._store.append, "s", 1, [b"late"], Card())
        time.sleep(0.2)
        other.execute("insert into events select max(place) + 1, x'00' from events")
        other.execute("commit")
        other.close()
        with pytest.raises(OutOfStep) as told:
            waiting.result()
        assert told.value.seq == 2


def test_many_may_begin_one_journal_at_once(tmp_path: Path) -> None:
    def one(number: int) -> None:
        with Journal.open(tmp_path / "journal.db") as journal:
            journal.keep(egan(f"s{number}"))

    with ThreadPoolExecutor(8) as pool:
        [*pool.map(one, range(8))]
    with Journal.open(tmp_path / "journal.db") as journal:
        assert len(journal.ids()) == 8


def test_processes_take_turns_on_one_file(tmp_path: Path) -> None:
    place = str(tmp_path / "journal.db")
    with Journal.open(place) as journal:
        for number in range(5):
            journal.keep(egan(f"s{number}"))
        with multiprocessing.get_context("spawn").Pool(4) as pool:
            pool.starmap(take_turns, [(place, f"w{number}", 5) for number in range(4)])
        for id in journal.ids():
            assert len(journal.session(id).events) == 1 + 4 * 5


def test_threads_keep_sessions_in_one_journal(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal, ThreadPoolExecutor(4) as pool:

        def one(number: int) -> None:
            session = egan(f"s{number}")
            for turn in range(10):
                session = session.say(f"{turn}")
                journal.keep(session)
            assert journal.session(f"s{number}") == session

        [*pool.map(one, range(12))]
