"""What other processes do in the tests of keeping; they import it by its name."""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from time import monotonic

from tests.small_frameworks import SETTLED, small_egan

from handrail.keeping import Forgotten, Journal
from handrail.practice import Conflict, Session, begin

TRIES = 1_000
MARKER = "NOBODY-SHOULD-SEE-THIS"


def egan(id: str | None = None, **more: str) -> Session:
    """Return a session that has just begun."""
    return begin(small_egan(), known=SETTLED, participants={"anna": "client"}, id=id, **more)  # type: ignore[arg-type]


def marked(marker: str = MARKER, id: str | None = None, size: int = 1) -> Session:
    """Return a session with a marker everywhere where somebody may have written something."""
    session = begin(
        small_egan(),
        known=SETTLED,
        terms={"person": marker * size},
        participants={marker: "client", "anna": "helper"},
        id=id,
        at="2024-05-01T10:00:00Z",
        by=marker,
        key=marker,
    )
    session = session.ask("story", because=marker).answer("story", marker * size, by=marker, key=f"{marker}2")
    session = session.skip("untidied", marker).know("check-in", 7.5, shown=marker).say(marker * size)
    session = (
        session.promote("action", marker, due="2026-03-09").settle("1", "done").pass_("other-side", marker)
    )
    return session.move("1b", because=marker).stop(marker).resume(marker).close(marker)


def say_for_ever(place: str, id: str, pipe: Connection) -> None:
    """Keep one thing after the other, and say after each how many are kept."""
    with Journal.open(place) as journal:
        session = journal.session(id)
        while True:
            number = len(session.events)
            session = session.say(f"{number} " * (1 + number % 40))
            if number % 7 == 0:
                session = session.stop().resume()  # also the card changes
            journal.keep(session)
            pipe.send(len(session.events))


def take_turns(place: str, name: str, turns: int) -> int:
    """Take so many turns in each session of a journal, and return in how many somebody else was first."""
    beaten = 0
    with Journal.open(place) as journal:
        ids = journal.ids()
        for turn in range(turns):
            for id in ids[os.getpid() % len(ids) :] + ids[: os.getpid() % len(ids)]:
                session = journal.session(id)
                for _ in range(TRIES):
                    try:
                        journal.keep(session.say(f"{name} {turn}", by=name))
                        break
                    except Conflict as conflict:
                        session, beaten = conflict.session, beaten + 1
                else:
                    raise AssertionError("somebody else was always first")
    return beaten


def added(
    journal: Journal, session: Session, text: str, change: Callable[[Session], Session] | None = None
) -> Session:
    """Return the session with one thing more, kept; whoever was not first tries again."""
    for _ in range(TRIES):
        more = change(session) if change is not None else session.say(text)
        try:
            journal.keep(more)
        except Conflict as conflict:
            session = conflict.session
        else:
            return more
    raise AssertionError("somebody else was always first")


def stopped_or_resumed(session: Session) -> Session:
    """Return a session of which the card changes as well, for which a store does more at once."""
    return session.stop() if session.state.status == "open" else session.resume()


def write_until_forgotten(place: str, ids: list[str]) -> int:
    """Write to all sessions until each is forgotten, and return how often that was said."""
    told, number, until = 0, 0, monotonic() + 30
    with Journal.open(place) as journal:
        open_ = {id: egan(id) for id in ids}
        while open_ and monotonic() < until:
            number += 1
            for id in [*open_]:
                try:
                    open_[id] = added(
                        journal, open_[id], f"{number}", stopped_or_resumed if number % 3 else None
                    )
                except Forgotten:
                    del open_[id]
                    told += 1
    return told
