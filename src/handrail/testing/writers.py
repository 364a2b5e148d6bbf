"""Who writes to a store in the kit: threads and processes that try until it is taken, or until they are told."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Event
from time import monotonic, sleep
from typing import TypeVar

from handrail.keeping import Card, Forgotten, OutOfStep, Store

Opener = Callable[[], Store]
E = TypeVar("E", bound=Exception)

WRITERS, EACH = 4, 15
# Whoever is out of step is told the step, so that each failure is another's line; some are out of step by bad luck.
MOST_TRIES = 10 * WRITERS * EACH
OPEN = Card(tags=frozenset({"status:open"}))


def raised(kind: type[E], work: Callable[[], object]) -> E:
    """Return the error that some work raises; that it raises none is an error itself."""
    try:
        work()
    except kind as error:
        return error
    raise AssertionError(f"{kind.__name__} was to be raised, and was not")


def write(store: Store, name: int) -> list[tuple[int, bytes]]:
    """Return what was written, and where, by somebody who tries until it is taken, as often as that can be needed."""
    written: list[tuple[int, bytes]] = []
    seq = 1
    for _ in range(MOST_TRIES):
        if len(written) == EACH:
            break
        line = b"%d from %d" % (len(written), name)
        try:
            # Sometimes with a card, for which a store may have to do more at once.
            seq = store.append("s", seq, [line], None if len(written) % 3 else OPEN)
        except OutOfStep as error:
            seq = error.seq
        else:
            written.append((seq - 1, line))
    return written


def write_elsewhere(opener: Opener, name: int) -> list[tuple[int, bytes]]:
    store = opener()
    try:
        return write(store, name)
    finally:
        store.close()


def write_until_forgotten(store: Store, id: str, gone: Event) -> str:
    """Return whether whoever writes was told that the session is forgotten, or what happened in its place."""
    seq, number, until = 1, 0, monotonic() + 20
    while monotonic() < until:
        late, number = gone.is_set(), number + 1
        lines = [b"line"] * (1 + number % 2)
        try:
            seq = store.append(id, seq, lines, None if number % 3 else OPEN)
        except Forgotten:
            return "told"
        except OutOfStep as error:
            seq, taken = error.seq, False
        else:
            taken = True
        if late:
            return "taken" if taken else "told of something else"
        sleep(0.002)  # no store promises that who forgets gets a turn among writers that never pause
    return "never told"


def write_elsewhere_until_forgotten(opener: Opener) -> str:
    store = opener()
    try:
        return write_until_forgotten(store, "s", Event())
    finally:
        store.close()


def write_for_ever(opener: Opener, pipe: Connection) -> None:
    store = opener()
    seq = store.count("s")
    while True:
        number = (seq - 1) // 2
        seq = store.append("s", seq, [b"%d" % number * 500] * 2)
        pipe.send(seq)
