"""Histories: what one more turn costs in time and in bytes when there are hundreds before it, beside peers.

A turn is an answer, taken and kept; a peer's turn goes through its graph or application and its persister for SQLite.
`only kept`, `only saved`: nothing but the call that keeps what is there already. All sides survive the end of the
process and leave the disk to the system (WAL, synchronous NORMAL), since waiting for it would be most of what is
measured. Of ours one turn is too short to be timed alone, so that it is taken in each of ten sessions of that length.

Bytes are those that a process hands to the system, from /proc, what the file takes over from the log beside it
included; where there is no such place they are not measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from handrail.keeping import Journal, SqliteStore

from .figures import Figure, absent, duration, ratio
from .keepers import keepers
from .peers import is_there
from .timing import Work, interleaved
from .writers import KEY, Writer, lasting

_HISTORY = 400
_COUNTERS = Path("/proc/self/io")
_SESSIONS = 50
_AT_ONCE = 10


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what one more turn costs."""
    with TemporaryDirectory() as folder:
        yield from _times(Path(folder), quick)
        if _COUNTERS.exists():
            yield from _bytes(Path(folder), quick)
            yield from _bytes_beside_peers(Path(folder), quick)


def _times(place: Path, quick: bool) -> Iterator[Figure]:
    rounds, calls = (3, 5) if quick else (9, 20)
    times = rounds * calls + 1
    # On average there is so much history.
    before = _HISTORY - times // 2
    peers = keepers(place, before)
    with Journal(SqliteStore(place / "history.db", durable=False)) as journal:
        ten = [Writer(journal, lasting(f"long {number}", before)) for number in range(_AT_ONCE)]
        kept = [Writer(journal, lasting(f"kept {number}", before)).ahead(times) for number in range(_AT_ONCE)]
        works: dict[str, Work] = {
            "handrail": lambda: [writer.write() for writer in ten],
            "handrail, only kept": lambda: [keep() for keep in kept],
        }
        timed = interleaved(works | {name: peer.turn for name, peer in peers.items()}, rounds, calls)
    timed |= {name: timed[name].each(_AT_ONCE) for name in works}
    for peer in peers.values():
        peer.close()
    for name, spent in timed.items():
        yield duration(f"one more turn at {_HISTORY}: {name}", spent, "µs")
    for name, ours, least in (
        ("langgraph", "handrail", 100),
        ("apache-burr", "handrail", 50),
        ("apache-burr, only saved", "handrail, only kept", None),
    ):
        what = f"{name} : {ours}, at {_HISTORY}"
        if name in timed:
            yield ratio(what, timed[name], timed[ours], least=least)
        elif least:
            yield absent(what, name, least)


def _bytes(place: Path, quick: bool) -> Iterator[Figure]:
    times = 500 if quick else 1_000
    for history in (20, _HISTORY, 2_000 if quick else 20_000):
        written = _an_event(place / f"bytes-{history}.db", ("long",), history, times)
        yield Figure(f"bytes written an event, at {history:,} events", written, "bytes", most=2_000)
    many = tuple(f"s{number}" for number in range(_SESSIONS))
    written = _an_event(place / "many.db", many, 20, times)
    yield Figure(f"bytes written an event, {_SESSIONS} sessions in turn", written, "bytes", most=2_000)
    if is_there("cryptography"):
        written = _an_event(place / "sealed.db", ("long",), _HISTORY, times, KEY)
        yield Figure(f"bytes written an event, sealed, at {_HISTORY}", written, "bytes", most=2_000)


def _an_event(path: Path, ids: tuple[str, ...], history: int, times: int, key: bytes | None = None) -> float:
    """Return the bytes written for one event when it is the turn of one session after the other."""
    # The file is closed before and at the end, so that nothing stands in the log beside it.
    with Journal.open(path, key=key) as journal:
        for id in ids:
            journal.keep(lasting(id, history))
    journal = Journal.open(path, key=key)
    turns = cycle([Writer(journal, journal.session(id)) for id in ids])
    return _written(lambda: next(turns).write(), times, journal.close)


def _bytes_beside_peers(place: Path, quick: bool) -> Iterator[Figure]:
    times = 10 if quick else 40
    before = _HISTORY - times // 2
    mine = _an_event(place / "bytes-beside.db", ("long",), before, times)
    theirs = {
        name: _written(peer.turn, times, peer.close)
        for name, peer in keepers(place / "bytes", before).items()
    }
    for name, written in {"handrail": mine, **theirs}.items():
        yield Figure(f"bytes written a turn, at {_HISTORY} turns: {name}", written, "bytes")
    what = f"bytes written: langgraph : handrail, at {_HISTORY} turns"
    there = theirs.get("langgraph")
    yield Figure(what, there / mine, "x", least=100) if there else absent(what, "langgraph", 100)


def _written(work: Work, times: int, close: Callable[[], object]) -> float:
    """Return the bytes that a work hands to the system, on average over so many calls with the closing after them."""
    before = _counted()
    for _ in range(times):
        work()
    close()
    return (_counted() - before) / times


def _counted() -> int:
    lines = _COUNTERS.read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("wchar")).split()[1])
