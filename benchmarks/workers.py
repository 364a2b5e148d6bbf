"""Workers: turns per second when several processes share one journal, and whether any turn is lost.

A turn is what a server does with one: it asks the journal for the session as it stands now, answers, and keeps the
answer on the disk; where another worker was first, it answers once more on what it is told. The workers are processes;
they are started, and have opened the journal, before the clock starts. On different sessions each has one to itself;
on one they get in each other's way as much as can be.

At the end every session is read anew: each turn that a worker was told is kept must be there, once.

At the show any worker takes the next turn of any session: turn after turn in all of a thousand sessions.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

from tests.servers import NoServer, running

from handrail.keeping import Journal
from handrail.practice import Conflict

from .figures import Figure
from .peers import is_there
from .writers import lasting

_STORES = {"SQLite": (1, 8), "PostgreSQL": (1, 8, 32)}
_SHOW = 8


class Done(NamedTuple):
    """What a worker did: the seconds that it took, the turns as it wrote them, and how often another was first."""

    seconds: float
    turns: list[tuple[str, str]]
    beaten: int


def figures(quick: bool) -> Iterator[Figure]:
    """Yield the turns per second of one, of some and of many workers."""
    for name, crowds in _STORES.items():
        wrong: list[tuple[int, int]] = []
        what = f"{name}: turns lost or doubled"
        try:
            with _place(name) as place:
                for workers in crowds:
                    yield from _crowd(name, place, workers, 0.3 if quick else 4.0, wrong)
                yield _show(name, place, 50 if quick else 1_000, 3 if quick else 10, wrong)
        except NoServer as why:
            yield Figure(what, None, "turns", most=0, around=str(why))
        else:
            lost, turns = (sum(numbers) for numbers in zip(*wrong, strict=True))
            yield Figure(what, lost, "turns", most=0, around=f"of {turns:,}")


@contextmanager
def _place(name: str) -> Iterator[str]:
    if name == "SQLite":
        with TemporaryDirectory() as folder:
            yield str(Path(folder) / "journal.db")
    elif not is_there("psycopg"):
        raise NoServer("psycopg is not installed")
    else:
        with running(fsync=True) as address:
            yield address


def _crowd(
    name: str, place: str, workers: int, seconds: float, wrong: list[tuple[int, int]]
) -> Iterator[Figure]:
    """Yield the turns per second of so many workers, on sessions of their own and on one."""
    for where in ("different sessions", "one session") if workers > 1 else ("one session",):
        apart = where != "one session"
        ids = [f"{where} {workers} {number if apart else 0}" for number in range(workers)]
        _begin(place, ids)
        done = _run(place, [(id,) for id in ids], seconds)
        wrong.append(_wrong(place, done))
        rate = sum(len(one.turns) for one in done) / max(one.seconds for one in done)
        beaten = sum(one.beaten for one in done)
        around = "" if apart else f"another was first {beaten:,} times"
        yield Figure(f"{name}: workers: {workers}, on {where}", rate, "turns/s", around=around)


def _show(name: str, place: str, sessions: int, turns: int, wrong: list[tuple[int, int]]) -> Figure:
    ids = [f"show {number}" for number in range(sessions)]
    _begin(place, ids)
    done = _run(place, [ids] * _SHOW, None, turns * sessions)
    wrong.append(_wrong(place, done))
    seen = Counter(id for one in done for id in {id for id, _ in one.turns})
    around = f"{sum(workers > 1 for workers in seen.values()):,} of them by several workers"
    rate = turns * sessions / max(one.seconds for one in done)
    return Figure(
        f"{name}: workers: {_SHOW}, on any of {sessions:,} sessions", rate, "turns/s", around=around
    )


def _begin(place: str, ids: Sequence[str]) -> None:
    with Journal.open(place) as journal:
        for id in dict.fromkeys(ids):
            journal.keep(lasting(id, 1))


def _wrong(place: str, done: Sequence[Done]) -> tuple[int, int]:
    """Return how many turns are missing or there twice, and how many the workers were told are kept."""
    told = Counter(turn for one in done for turn in one.turns)
    with Journal.open(place) as journal:
        ids = {id for id, _ in told}
        there = Counter((id, turn.text) for id in ids for turn in journal.session(id).said())
    return (told - there).total() + (there - told).total(), told.total()


def _run(
    place: str, ids: Sequence[Sequence[str]], seconds: float | None, turns: int | None = None
) -> list[Done]:
    """Return what workers did, one for each group of ids: for so many seconds, or so many turns together."""
    # Forked from a process that has loaded everything and opened nothing.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.workers", "handrail.keeping.postgres"])
    start, taken = context.Barrier(len(ids)), context.Value("q", 0)
    pipes, workers = [], []
    for number, some in enumerate(ids):
        here, there = context.Pipe(duplex=False)
        words = (place, f"w{number}", some, (seconds, turns), start, taken, there)
        workers.append(context.Process(target=_work, args=words, daemon=True))
        workers[-1].start()
        there.close()
        pipes.append(here)
    done = [Done(*pipe.recv()) for pipe in pipes]
    for worker in workers:
        worker.join()
    return done


def _work(
    place: str,
    name: str,
    ids: Sequence[str],
    limits: tuple[float | None, int | None],
    start: Any,
    taken: Any,
    pipe: Connection,
) -> None:
    """Take turns until time or turns run out, and send what was done."""
    seconds, turns = limits
    done: list[tuple[str, str]] = []
    beaten = 0
    with Journal.open(place) as journal:
        journal.session(ids[0])  # so that all code and the framework are there
        start.wait(timeout=60)
        begun = perf_counter()
        for number in count():
            if seconds is not None and perf_counter() - begun > seconds:
                break
            if turns is not None and (number := _next(taken)) >= turns:
                break
            id, text = ids[number % len(ids)], f"{name}: {number}"
            beaten += _turn(journal, id, text)
            done.append((id, text))
        pipe.send((perf_counter() - begun, done, beaten))


def _next(taken: Any) -> int:
    """Return the number of the next turn, which nobody else takes."""
    with taken.get_lock():
        number: int = taken.value
        taken.value += 1
    return number


def _turn(journal: Journal, id: str, text: str) -> int:
    """Take a turn in a session, and return how often somebody else was first."""
    session = journal.session(id)
    prompt = session.framework.prompts.in_voice("helper").prompts[0]
    for beaten in count():
        try:
            journal.keep(session.answer(prompt, text))
            return beaten
        except Conflict as conflict:
            session = conflict.session
    raise AssertionError  # the loop returns
