"""PostgreSQL: keeping an answer, and coming back, beside bare psycopg on the same server.

The server is one that the benchmark starts, with its settings as they come: what it acknowledges is on the disk. By
hand is one INSERT of the same bytes, committed by itself, into a table of the same columns, and the SELECT of a
session's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any

from tests.servers import NoServer, running

from handrail.keeping import Journal

from .figures import Figure, absent, duration, ratio
from .peers import is_there
from .timing import Work, interleaved
from .writers import Writer, lasting

_EVENTS = 20
_APPEND = "an append to PostgreSQL : by hand"


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what keeping and coming back cost."""
    if not is_there("psycopg"):
        yield absent(_APPEND, "psycopg", most=1.4)
        return
    try:
        with running(fsync=True) as address:
            yield from _appends(address, quick)
            yield from _resumes(address, quick)
    except NoServer:
        yield absent(_APPEND, "PostgreSQL", most=1.4)


class _Hand:
    """What one would write by hand with psycopg."""

    def __init__(self, address: str) -> None:
        import psycopg

        self.connection: psycopg.Connection[tuple[Any, ...]] = psycopg.connect(address, autocommit=True)
        self.connection.execute(
            "create table if not exists by_hand "
            "(session bigint not null, seq integer not null, data bytea not null, primary key (session, seq))"
        )

    def put(self, session: int, seq: int, data: bytes) -> None:
        """Keep one event."""
        self.connection.execute("insert into by_hand values (%s, %s, %b)", (session, seq, data))

    def all(self, session: int) -> list[tuple[Any, ...]]:
        """Return the events of a session, undecoded."""
        query = "select data from by_hand where session = %s order by seq"
        return self.connection.execute(query, (session,), binary=True).fetchall()


def _appends(address: str, quick: bool) -> Iterator[Figure]:
    rounds, calls = (7, 5) if quick else (151, 10)
    times = rounds * calls + 1
    hand, numbers = _Hand(address), count()
    with Journal.open(address) as journal:
        one, ten = Writer(journal, lasting("one", 1)), Writer(journal, lasting("ten", 1))
        journal.keep(one.answer())
        event = journal._store.read("one")[-1]
        works: dict[str, Work] = {
            "keep one answer": one.ahead(times),
            "keep ten at once": ten.ahead(times, 10),
            "by hand (psycopg)": lambda: hand.put(1, next(numbers), event),
        }
        timed = interleaved(works, rounds, calls)
    hand.connection.close()
    for name, spent in timed.items():
        yield duration(name, spent, "µs")
    mine = timed["keep one answer"]
    yield ratio(_APPEND, mine, timed["by hand (psycopg)"], most=1.4)
    yield ratio("one of ten in one commit : one alone", timed["keep ten at once"].each(10), mine)


def _resumes(address: str, quick: bool) -> Iterator[Figure]:
    hand = _Hand(address)
    with Journal.open(address) as journal:
        journal.keep(lasting("long", _EVENTS))
        for seq, event in enumerate(journal._store.read("long")):
            hand.put(2, seq, event)
        works: dict[str, Work] = {
            "come back, anew": lambda: Journal(journal._store).session("long"),
            "come back, remembered": partial(journal.session, "long"),
            "SELECT": partial(hand.all, 2),
        }
        timed = interleaved(works, 7 if quick else 31, 20)
    hand.connection.close()
    for name, spent in timed.items():
        yield duration(f"{name} ({_EVENTS} events)", spent, "µs")
    for name in ("come back, anew", "come back, remembered"):
        yield ratio(f"{name} : SELECT ({_EVENTS} events)", timed[name], timed["SELECT"])
