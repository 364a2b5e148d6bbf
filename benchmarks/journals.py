"""Journals: keeping an answer, and coming back to a session, beside what one would write by hand.

By hand means `sqlite3`, a table of events and nothing else: one INSERT and one COMMIT for an event, the SELECT of a
session's events, undecoded. Both sides write ahead, and have every commit on the disk before they go on (WAL,
synchronous FULL; set TMPDIR where /tmp is memory). Answers are there before the clock starts: only keeping is timed.

Coming back is measured three times. Anew: the journal is open, the framework at hand, nothing known of the session.
Remembered: this journal kept it or gave it out before, and has to see only whether something was added. Opened: with
opening and closing the file, as a program does that is started for one turn; there the hand connects and closes too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from handrail.keeping import Journal, SqliteStore
from handrail.practice import Session, write_lines

from .figures import Figure, absent, duration, ratio
from .peers import is_there
from .timing import Timed, Work, interleaved
from .writers import KEY, Writer, lasting


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what keeping and coming back cost."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        yield from _appends(place, quick)
        for events, most in ((20, 1.3), (1_000 if quick else 10_000, 2)):
            yield from _resumes(place / str(events), events, most, quick)


class _Hand:
    """What one would write by hand with sqlite3."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute(
            "CREATE TABLE IF NOT EXISTS events (session TEXT, seq INTEGER, data TEXT, PRIMARY KEY (session, seq))"
        )

    def put(self, session: str, seq: int, data: str) -> None:
        """Keep one event, durably."""
        self.connection.execute("INSERT INTO events VALUES (?, ?, ?)", (session, seq, data))
        self.connection.commit()

    def all(self, session: str) -> list[tuple[str]]:
        """Return the events of a session, undecoded."""
        return self.connection.execute(
            "SELECT data FROM events WHERE session = ? ORDER BY seq", (session,)
        ).fetchall()


def _appends(place: Path, quick: bool) -> Iterator[Figure]:
    # Many short rounds: how long a disk takes changes from moment to moment.
    rounds, calls = (7, 5) if quick else (151, 10)
    # One call more than the rounds take: each work runs once before the first of them.
    times = rounds * calls + 1
    hand, numbers = _used_hand(place / "hand.db"), count()
    event = [*write_lines(lasting("one", 2))][-1].strip()
    much = lasting("much", 2_500 if quick else 25_000)
    works: dict[str, Work] = {
        "keep one answer": Writer(_used(much, place / "one.db"), lasting("one", 1)).ahead(times),
        "keep ten at once": Writer(_used(much, place / "ten.db"), lasting("ten", 1)).ahead(times, 10),
        "by hand (sqlite3)": lambda: hand.put("one", next(numbers), event),
    }
    if is_there("cryptography"):
        works["keep one, sealed"] = Writer(_used(much, place / "sealed.db", KEY), lasting("one", 1)).ahead(
            times
        )
    timed = interleaved(works, rounds, calls)
    for name, spent in timed.items():
        yield duration(name, spent, "µs")
    one = timed["keep one answer"]
    yield ratio("a durable append : by hand", one, timed["by hand (sqlite3)"], most=1.3)
    yield ratio("one of ten in one commit : one alone", timed["keep ten at once"].each(10), one, most=0.25)
    what = "a durable append, sealed : plain"
    sealed = timed.get("keep one, sealed")
    yield ratio(what, sealed, one, most=1.1) if sealed else absent(what, "cryptography", most=1.1)
    if sealed:
        yield _sealing(place, rounds)


def _used(much: Session, path: Path, key: bytes | None = None) -> Journal:
    """Return a journal whose log beside the file has been as long as it gets, so that it is written over from here on.

    Before that commits let a file grow as well, which takes a disk longer, and longer on one side than on the other.
    """
    journal = Journal.open(path, key=key)
    journal.keep(much)
    return journal


def _used_hand(path: Path) -> _Hand:
    hand = _Hand(path)
    for seq in range(10):
        hand.put("much", seq, "x" * 1_000_000)
    return hand


def _sealing(place: Path, rounds: int) -> Figure:
    """Return what sealing adds where no disk is waited for, beside which it is little."""
    from handrail.keeping.sealing import sealed

    stores = {name: SqliteStore(place / f"{name}.db", durable=False) for name in ("fast", "fast-sealed")}
    plain, secret = Journal(stores["fast"]), Journal(sealed(stores["fast-sealed"], None, KEY))
    calls = 50
    works: dict[str, Work] = {
        name: Writer(journal, lasting("one", 1)).ahead(rounds * calls + 1)
        for name, journal in {"plain": plain, "sealed": secret}.items()
    }
    timed = interleaved(works, rounds, calls)
    return ratio("an append that waits for no disk, sealed : plain", timed["sealed"], timed["plain"])


def _resumes(place: Path, events: int, most: float, quick: bool) -> Iterator[Figure]:
    place.mkdir()
    session = lasting("one", events)
    hand, store = _Hand(place / "hand.db"), SqliteStore(place / "journal.db")
    data = [("one", seq, line.strip()) for seq, line in enumerate([*write_lines(session)][1:])]
    hand.connection.executemany("INSERT INTO events VALUES (?, ?, ?)", data)
    hand.connection.commit()
    remembering = Journal(store)
    remembering.keep(session)
    works: dict[str, Work] = {
        "come back, anew": lambda: Journal(store).session("one"),
        "come back, remembered": partial(remembering.session, "one"),
        "open, come back, close": partial(_come_back, place / "journal.db"),
        "SELECT": partial(hand.all, "one"),
        "SELECT, json": lambda: [json.loads(data) for (data,) in hand.all("one")],
        "connect, SELECT, close": partial(_select, place / "hand.db"),
    }
    if is_there("cryptography"):
        secret = Journal.open(place / "sealed.db", key=KEY)._store
        Journal(secret).keep(session)
        works["come back, anew, sealed"] = lambda: Journal(secret).session("one")
    timed = interleaved(works, 7 if quick else 31, 20 if events == 20 else 1)
    for name, spent in timed.items():
        yield duration(f"{name} ({events:,} events)", spent, "µs" if events == 20 else "ms")
    yield from _ratios(timed, events, most)
    store.close()


def _ratios(timed: dict[str, Timed], events: int, most: float) -> Iterator[Figure]:
    anew, remembered = timed["come back, anew"], timed["come back, remembered"]
    bare = timed["SELECT"]
    yield ratio(f"resume of {events:,}, anew : SELECT", anew, bare, most=most)
    yield ratio(f"resume of {events:,}, anew : SELECT, json", anew, timed["SELECT, json"])
    yield ratio(f"resume of {events:,}, remembered : SELECT", remembered, bare, most=most)
    opened, connected = timed["open, come back, close"], timed["connect, SELECT, close"]
    yield ratio(f"resume of {events:,}, opened : SELECT, connected", opened, connected, most=most)


def _come_back(path: Path) -> Session:
    with Journal.open(path) as journal:
        return journal.session("one")


def _select(path: Path) -> list[tuple[str]]:
    hand = _Hand(path)
    try:
        return hand.all("one")
    finally:
        hand.connection.close()
