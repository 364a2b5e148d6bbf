"""Journals: keeping an answer, and coming back to a session, beside what one would write by hand and beside peers.

By hand means a table of events and nothing else: one INSERT and one COMMIT for an event, one SELECT for a session,
with the same durability (WAL, every commit on disk; set TMPDIR where /tmp is memory). Peers keep a conversation of 400
turns and take one more; there all sides survive the end of the process and leave the disk to the system, since waiting
for it would be most of what is measured.
Bytes are those that a process hands to the system, from /proc; where there is no such place they are not measured.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import count, cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from handrail.keeping import Journal, SqliteStore

import handrail
from handrail.practice import write_lines

from .figures import Figure, absent, duration, ratio
from .keepers import keepers
from .timing import Work, interleaved
from .walks import ANSWER, answered, begun

_HISTORY = 400
_KEY = bytes(range(32))


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what keeping and coming back cost."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        yield from _appends(place, quick)
        yield from _resumes(place, quick)
        yield from _beside_peers(place, quick)
        yield from _bytes(place, quick)


class _Hand:
    """What one would write by hand with sqlite3."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute(
            "CREATE TABLE IF NOT EXISTS events (session TEXT, seq INTEGER, data TEXT, PRIMARY KEY (session, seq))"
        )

    def put(self, session: str, seq: int, data: str) -> None:
        """Keep one event, durably."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("INSERT INTO events VALUES (?, ?, ?)", (session, seq, data))
        self.connection.execute("COMMIT")

    def all(self, session: str) -> list[tuple[str]]:
        """Return the events of a session, undecoded."""
        return self.connection.execute(
            "SELECT data FROM events WHERE session = ? ORDER BY seq", (session,)
        ).fetchall()


class Writer:
    """Somebody who answers and keeps each answer, or several at once."""

    def __init__(self, journal: Journal, id: str, history: int = 1) -> None:
        self.journal = journal
        framework = handrail.load("egan")
        first = begun(framework, id=id)
        self.session = answered(first, history) if history > 1 else first
        prompts = framework.prompts.in_voice("helper")
        self.prompts = cycle([prompt for prompt in prompts if not prompt.asks])
        journal.keep(self.session)

    def write(self, times: int = 1) -> None:
        """Answer so often, and keep it at once."""
        for _ in range(times):
            self.session = self.session.answer(next(self.prompts), ANSWER)
        self.journal.keep(self.session)


def _appends(place: Path, quick: bool) -> Iterator[Figure]:
    plain, sealed = Journal.open(place / "plain.db"), Journal.open(place / "sealed.db", key=_KEY)
    hand, numbers = _Hand(place / "hand.db"), count()
    event = [*write_lines(answered(begun(handrail.load("egan")), 2))][-1].strip()
    one, ten, secret = Writer(plain, "one"), Writer(plain, "ten"), Writer(sealed, "one")
    works: dict[str, Work] = {
        "keep one answer": one.write,
        "keep ten at once": partial(ten.write, 10),
        "keep one, encrypted": secret.write,
        "by hand (sqlite3)": lambda: hand.put("one", next(numbers), event),
    }
    timed = interleaved(works, 7 if quick else 41, 5 if quick else 20)
    for name, times in timed.items():
        yield duration(name, times, "µs")
    yield ratio("a durable append : by hand", timed["keep one answer"], timed["by hand (sqlite3)"], most=1.3)
    each = timed["keep ten at once"].each(10)
    yield ratio("one of ten in one commit : one alone", each, timed["keep one answer"], most=0.25)
    yield ratio("encrypted : plain", timed["keep one, encrypted"], timed["keep one answer"], most=1.1)
    plain.close()
    sealed.close()


def _resumes(place: Path, quick: bool) -> Iterator[Figure]:
    framework = handrail.load("egan")
    hand = _Hand(place / "resume-hand.db")
    with Journal.open(place / "resume.db") as journal:
        for events in (20, 1_000 if quick else 10_000):
            session = answered(begun(framework, id=str(events)), events)
            journal.keep(session)
            hand.connection.execute("BEGIN")
            for seq, line in enumerate(list(write_lines(session))[1:]):
                data = (str(events), seq, line.strip())
                hand.connection.execute("INSERT INTO events VALUES (?, ?, ?)", data)
            hand.connection.execute("COMMIT")
    for events, most in ((20, 1.3), (1_000 if quick else 10_000, 2)):
        id = str(events)
        again, warm = partial(_come_back, place / "resume.db", id), Journal.open(place / "resume.db")
        works: dict[str, Work] = {
            "come back": partial(warm.session, id),
            "SELECT": partial(hand.all, id),
            "SELECT and json": partial(_decoded, hand, id),
            "open, come back": again,
            "connect, SELECT": partial(_select, place / "resume-hand.db", id),
        }
        timed = interleaved(works, 7 if quick else 31, 20 if events == 20 else 1)
        for name, times in timed.items():
            yield duration(f"{name} ({events:,} events)", times, "µs" if events == 20 else "ms")
        yield ratio(f"resume of {events:,} : SELECT", timed["come back"], timed["SELECT"], most=most)
        yield ratio(f"resume of {events:,} : SELECT and json", timed["come back"], timed["SELECT and json"])
        what = f"opening and resuming {events:,} : connecting and SELECT"
        yield ratio(what, timed["open, come back"], timed["connect, SELECT"])
        warm.close()


def _come_back(path: Path, id: str) -> handrail.Session:
    with Journal.open(path) as journal:
        return journal.session(id)


def _select(path: Path, id: str) -> list[tuple[str]]:
    hand = _Hand(path)
    try:
        return hand.all(id)
    finally:
        hand.connection.close()


def _decoded(hand: _Hand, id: str) -> list[object]:
    return [json.loads(data) for (data,) in hand.all(id)]


def _beside_peers(place: Path, quick: bool) -> Iterator[Figure]:
    with Journal(SqliteStore(place / "history.db", durable=False)) as journal:
        works: dict[str, Work] = {"handrail": Writer(journal, "long", _HISTORY).write}
        works |= keepers(place, _HISTORY)
        timed = interleaved(works, 7 if quick else 21, 5)
        for name, times in timed.items():
            yield duration(f"one more at {_HISTORY} events: {name}", times, "µs")
        for name, least in (("langgraph", 100), ("apache-burr", 50)):
            what = f"{name} : handrail, at {_HISTORY} events"
            yield (
                ratio(what, timed[name], timed["handrail"], least=least)
                if name in timed
                else absent(what, name, least)
            )


def _bytes(place: Path, quick: bool) -> Iterator[Figure]:
    if not Path("/proc/self/io").exists():
        return
    for history in (20, _HISTORY, 2_000 if quick else 20_000):
        with Journal.open(place / f"bytes-{history}.db") as journal:
            writer = Writer(journal, "long", history)
            mine = _written(writer.write, 50 if quick else 1_000)
        what = f"bytes written an event, at {history:,} events"
        yield Figure(what, mine, "bytes", most=2_000, around="checkpoints included")
        if history == _HISTORY:
            theirs = {name: _written(work, 10) for name, work in keepers(place / "bytes", history).items()}
            for name, written in theirs.items():
                yield Figure(f"bytes written an event, at {history:,} events: {name}", written, "bytes")
            what = f"bytes: langgraph : handrail, at {history} events"
            there = theirs.get("langgraph")
            yield Figure(what, there / mine, "x", least=100) if there else absent(what, "langgraph", 100)


def _written(work: Work, times: int) -> float:
    """Return the bytes that a work hands to the system, on average."""
    before = _counted()
    for _ in range(times):
        work()
    return (_counted() - before) / times


def _counted() -> int:
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("wchar")).split()[1])
