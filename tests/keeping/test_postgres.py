"""The journal on PostgreSQL: any worker takes the next turn, and a lost connection loses nothing."""

from __future__ import annotations

import multiprocessing

import pytest
from tests.keeping.writers import egan, marked, take_turns

from handrail.keeping import Journal, KeepingError

WORKERS, SESSIONS, TURNS = 8, 100, 2


def test_eight_processes_take_turns_on_a_hundred_sessions(postgres: str) -> None:
    with Journal.open(postgres) as journal:
        for number in range(SESSIONS):
            journal.keep(egan(f"s{number}"))
        with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
            pool.starmap(take_turns, [(postgres, f"w{number}", TURNS) for number in range(WORKERS)])
        every = sorted(f"w{number} {turn}" for number in range(WORKERS) for turn in range(TURNS))
        for id in journal.ids():
            assert sorted(turn.text for turn in journal.session(id).said()) == every


def test_a_lost_connection_is_made_anew_and_nothing_is_written_twice(postgres: str) -> None:
    import psycopg

    with Journal.open(postgres) as journal, psycopg.connect(postgres, autocommit=True) as killer:
        session = egan("s")
        for number in range(5):
            killer.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
            )
            session = session.say(f"{number}")
            journal.keep(session)
            killer.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
            )
            assert journal.session("s") == session


def test_forgetting_leaves_no_row(postgres: str) -> None:
    import psycopg

    with Journal.open(postgres) as journal:
        journal.keep(marked(id="s"))
        journal.forget("s")
        with psycopg.connect(postgres) as base:
            counts = [
                base.execute(f"select count(*) from handrail_{table}".encode()).fetchone()
                for table in ("sessions", "events", "frameworks", "forgotten")
            ]
        assert counts == [(0,), (0,), (0,), (1,)]


def test_a_database_that_cannot_be_reached_is_said(postgres: str) -> None:
    with pytest.raises(KeepingError, match="the database cannot be reached"):
        Journal.open("postgresql:///postgres?host=/nowhere")


def test_a_newer_database_is_refused(postgres: str) -> None:
    with Journal.open(postgres) as journal:
        assert journal._store.swap_note("version", b"1", b"2")
    with pytest.raises(KeepingError, match="written by a newer handrail"):
        Journal.open(postgres)
