"""Several at once on one session: nothing survives being forgotten or redacted, and nothing else is lost unsaid."""

from __future__ import annotations

import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from tests.keeping.writers import added, egan, write_until_forgotten

from handrail.keeping import Journal


def rows(place: str) -> int:
    """Return how many lines of any session are kept, from under everything that a store does with them."""
    if "://" not in place:
        with closing(sqlite3.connect(place)) as base:
            return int(base.execute("select count(*) from events").fetchone()[0])
    import psycopg

    with psycopg.connect(place) as base_:
        found: Any = base_.execute("select count(*) from handrail_events").fetchone()
        return int(found[0])


@pytest.mark.parametrize("threads", [True, False], ids=["threads", "processes"])
def test_no_line_survives_that_its_session_is_forgotten(place: str, threads: bool) -> None:
    ids = [f"s{number}" for number in range(6)]
    with Journal.open(place) as journal:
        for id in ids:
            journal.keep(egan(id))
        count = 4 if threads else 2
        tasks = [(place, ids)] * count
        if threads:
            with ThreadPoolExecutor(count) as pool:
                writers = [pool.submit(write_until_forgotten, *task) for task in tasks]
                for id in ids:
                    journal.forget(id)
                told = [writer.result() for writer in writers]
        else:
            with multiprocessing.get_context("spawn").Pool(count) as processes:
                waiting = processes.starmap_async(write_until_forgotten, tasks)
                for id in ids:
                    waiting.wait(0.25)
                    journal.forget(id)
                told = waiting.get(30)
        assert told == [len(ids)] * count
        assert rows(place) == 0
        assert journal.ids() == ()


def test_two_journals_that_remember_one_session_lose_nothing(place: str) -> None:
    with Journal.open(place) as one, Journal.open(place) as two, ThreadPoolExecutor(4) as pool:
        one.keep(egan("s"))

        def write(name: int) -> None:
            journal = (one, two)[name % 2]
            session = journal.session("s")
            for turn in range(8):
                session = added(journal, session, f"{name} {turn}")

        [*pool.map(write, range(4))]
        said = [turn.text for turn in one.session("s").said()]
        assert sorted(said) == sorted(f"{name} {turn}" for name in range(4) for turn in range(8))
        for name in range(4):
            mine = [text for text in said if text.startswith(f"{name} ")]
            assert mine == [f"{name} {turn}" for turn in range(8)]
        assert two.session("s").events == one.session("s").events


def test_what_is_redacted_while_others_write_is_gone_and_nothing_else(place: str) -> None:
    with Journal.open(place) as one, Journal.open(place) as two, ThreadPoolExecutor(3) as pool:
        one.keep(egan("s").say("MARK").say("stays"))

        def write(name: int) -> None:
            journal = (one, two)[name % 2]
            session = journal.session("s")
            for turn in range(6):
                session = added(journal, session, f"{name} {turn}")

        writers = [pool.submit(write, name) for name in range(2)]
        redacted = pool.submit(added, two, two.session("s"), "", lambda session: session.redact(1))
        redacted.result()
        # From the moment on that this was kept.
        assert one.session("s").events[1].text == ""  # type: ignore[union-attr]  # what was said
        for writer in writers:
            writer.result()
        expected = sorted(["", "stays", *(f"{name} {turn}" for name in range(2) for turn in range(6))])
        with Journal.open(place) as fresh:
            for journal in (one, two, fresh):
                assert sorted(turn.text for turn in journal.session("s").said()) == expected
