"""The file of a journal, made private and safe, with its tables in it, and what goes wrong with it in sentences."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from time import monotonic, sleep

from .store import KeepingError

_APPLICATION = 0x48524A4C  # "HRJL" in the header of the file: this is a journal of handrail
_VERSION = 2
WAIT = 10.0  # seconds for which a writer waits for others
_SCHEMA = """
create table notes (name text primary key, data blob not null) without rowid;
create table sessions (
    number integer primary key autoincrement, id text not null unique, begun text not null, tags text not null,
    frameworks text not null
);
create table tags (tag text not null, number integer not null, primary key (tag, number)) without rowid;
create table events (place integer primary key, data blob not null);
create table frameworks (digest text primary key, data blob not null);
create table forgotten (id text primary key, since text not null) without rowid;
"""
_SCHEMA_IN_WORDS = {" ".join(one.lower().split()) for one in _SCHEMA.split(";") if one.strip()}


def make_private(path: str) -> None:
    """Make the file before SQLite does, so that nobody else on the machine may read along from the first byte on."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "that is no name for a file"
        raise KeepingError(f"{path} cannot be opened: {why}") from None


def prepare(base: sqlite3.Connection, path: str, durable: bool) -> None:
    """Make a connection safe, and the tables where there are none; raises `KeepingError` for another kind of file."""
    # Whoever could write to the file may have left something in it that acts when it is read or written.
    base.execute("pragma trusted_schema = off")
    # Looked at in one moment: another process may be making the tables.
    base.execute("begin")
    (application,), (version,) = (
        base.execute(one).fetchone() for one in ("pragma application_id", "pragma user_version")
    )
    made = base.execute("select name, sql from sqlite_master").fetchall()
    base.execute("commit")
    ours = application == _APPLICATION
    if ours and version > _VERSION:
        raise KeepingError(f"{path} was written by a newer handrail; bring this one up to date")
    if ours and version < _VERSION:
        raise KeepingError(f"{path} was written by a handrail before the first release; begin another")
    if not ours and (made or application or version):
        raise KeepingError(f"{path} is a database, but no journal of handrail; name another file")
    if made and _in_words(made) != _SCHEMA_IN_WORDS:
        raise KeepingError(
            f"{path} has tables, or something beside them, that handrail did not make; "
            "take the latest copy of it that you have"
        )
    # Small pages: an event is some hundred bytes, and every page that it touches is written whole.
    base.execute("pragma page_size = 512")
    base.execute("pragma secure_delete = on")
    _wait_for_log(base)
    base.execute("pragma wal_autocheckpoint = 4000")
    base.execute(f"pragma synchronous = {'full' if durable else 'normal'}")
    if not ours:
        _make_tables(base)


def _make_tables(base: sqlite3.Connection) -> None:
    base.execute("begin immediate")
    # Another process may have made the tables since.
    if base.execute("pragma application_id").fetchone()[0] == 0:
        for statement in _SCHEMA.split(";"):
            base.execute(statement)
        base.execute(f"pragma user_version = {_VERSION}")
        base.execute(f"pragma application_id = {_APPLICATION}")
    base.execute("commit")


def _in_words(made: Iterable[tuple[str, str]]) -> set[str]:
    """Return what the file is made of, as it was made, without what SQLite adds by itself."""
    return {" ".join(str(sql).lower().split()) for name, sql in made if not str(name).startswith("sqlite_")}


def _wait_for_log(base: sqlite3.Connection) -> None:
    """Write ahead into a log; where several processes open a new file at once, SQLite does not wait by itself."""
    until = monotonic() + WAIT
    while True:
        try:
            if base.execute("pragma journal_mode = wal").fetchone()[0] != "wal":
                raise KeepingError("a journal cannot be kept on this kind of disk; name a place on another")
            return
        except sqlite3.OperationalError:
            if monotonic() > until:
                raise
            sleep(0.01)


def sentence(path: str, error: Exception) -> str:
    """Return what went wrong, for people."""
    code = getattr(error, "sqlite_errorname", "") or ""
    code = "SQLITE_CORRUPT" if isinstance(error, UnicodeDecodeError) else code
    if code.startswith("SQLITE_NOTADB"):
        return f"{path} is no journal of handrail; name another file"
    if code.startswith("SQLITE_CORRUPT"):
        return f"{path} is damaged; take the latest copy of it that you have"
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return f"{path} could not be written, perhaps because the disk is full; what was kept before is still there"
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"{path} is held by another program for too long; try again"
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return f"{path} cannot be opened for writing; look at its permissions and those of its folder"
    return f"{path} could not be used ({code or 'an error of the database'})"
