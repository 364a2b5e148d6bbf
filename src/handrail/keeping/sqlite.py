"""The embedded store: one SQLite file, with nothing but what comes with Python."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from json import dumps, loads
from threading import RLock
from time import monotonic, sleep

from .store import Card, Forgotten, KeepingError, OutOfStep

_APPLICATION = 0x48524A4C  # "HRJL" in the header of the file: this is a journal of handrail
_VERSION = 2
_WAIT = 10.0  # seconds for which a writer waits for others
# Every event of a session stands beside the one before it, under session number << 32 | number of the event, counted
# from one: before them all, and always there, is the note of where the session stands. One query brings both.
_SHIFT = 32
_LAST = (1 << _SHIFT) - 1
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
_ONE_MORE = "insert into events select ?, ? where exists (select 1 from events where place = ?)"
_UNUSED = (
    "delete from frameworks where digest not in (select value from sessions, json_each(sessions.frameworks))"
)


class _Damaged(sqlite3.DatabaseError):
    """Something stands in the file that this store never writes."""

    sqlite_errorname = "SQLITE_CORRUPT"


# In a damaged file also what SQLite says of the damage may be no text.
_ERRORS = (sqlite3.Error, UnicodeDecodeError)


class SqliteStore:
    """Lines in one file, private to its owner; an acknowledged line survives a power cut.

    `durable=False` leaves the last moments to the operating system: they survive the end of the process,
    not of the machine.
    """

    def __init__(self, path: str | os.PathLike[str], durable: bool = True) -> None:
        self._path = os.path.abspath(os.fspath(path))  # noqa: PTH100  a name such as :memory: is a file's here too
        self._lock = RLock()
        self._numbers: dict[str, int] = {}
        _make_private(self._path)
        try:
            self._open(durable)
        except _ERRORS as error:
            raise KeepingError(_sentence(self._path, error)) from None

    def _open(self, durable: bool) -> None:
        # No implicit transactions: each is begun by name, so that a writer waits before it has read anything.
        base = sqlite3.connect(
            self._path, timeout=_WAIT, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        try:
            _prepare(base, self._path, durable)
        except BaseException:
            base.close()
            raise
        self._base: sqlite3.Connection | None = base

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._base is None:
                raise KeepingError("this journal is closed; open it again")
            try:
                yield self._base
            except _ERRORS as error:
                raise KeepingError(_sentence(self._path, error)) from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection within one transaction: all of it is kept, or nothing."""
        with self._reading() as base:
            base.execute("begin immediate")
            try:
                yield base
                base.execute("commit")
            except BaseException:
                # Some errors have ended the transaction already.
                if base.in_transaction:
                    base.execute("rollback")
                raise

    def read(self, id: str, from_seq: int = 0) -> list[bytes]:
        return self._data(id, from_seq + 1)

    def resume(self, id: str) -> tuple[list[bytes], bytes]:
        found = self._data(id, 0)
        return found[1:], found[0] if found else b""

    def _data(self, id: str, first: int) -> list[bytes]:
        """Return what stands under the number of a session, from its note or from one of its lines on."""
        with self._reading() as base:
            number = self._number(base, id)
            if number is None:
                return []
            query = "select data from events where place between ? and ? order by place"
            places = ((number << _SHIFT) + first, (number << _SHIFT) + _LAST)
            found = [data for (data,) in base.execute(query, places)]
            _check_kind(bytes, found)
            if not found:
                _check_not_forgotten(base, id)
            return found

    def count(self, id: str) -> int:
        with self._reading() as base:
            number = self._number(base, id)
            seq = 0 if number is None else _count(base, number)
            if not seq:
                _check_not_forgotten(base, id)
            return seq

    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        number = self._numbers.get(id)
        if card is None and number is not None and len(lines) == 1 and expected_seq and not note:
            place = (number << _SHIFT) + expected_seq + 1
            with self._reading() as base:
                try:
                    if base.execute(_ONE_MORE, (place, lines[0], place - 1)).rowcount == 1:
                        return expected_seq + 1
                except sqlite3.IntegrityError:
                    pass  # somebody wrote that line first; below it is found out how many there are
        with self._writing() as base:
            number = self._number(base, id)
            seq = 0 if number is None else _count(base, number)
            if number is None or not seq:
                _check_not_forgotten(base, id)
            if seq != expected_seq:
                raise OutOfStep(seq)
            if number is None:
                number = _begin(base, id, card or Card())
            elif card is not None:
                _file(base, number, card)
            if note:
                base.execute("update events set data = ? where place = ?", (note, number << _SHIFT))
            places = range((number << _SHIFT) + seq + 1, (number << _SHIFT) + seq + 1 + len(lines))
            base.executemany("insert into events values (?, ?)", zip(places, lines, strict=True))
        # Only now is it certain that the session has that number.
        self._numbers[id] = number
        return seq + len(lines)

    def erase(self, id: str, lines: Mapping[int, bytes]) -> None:
        with self._writing() as base:
            number = self._number(base, id)
            if number is not None:
                places = [(data, (number << _SHIFT) + seq + 1) for seq, data in lines.items()]
                base.executemany("update events set data = ? where place = ?", places)
        self._clean()

    def forget(self, id: str, when: str) -> bool:
        with self._writing() as base:
            number = _kept_number(base, id)
            if number is not None:
                first = number << _SHIFT
                _untag(base, number)
                base.execute("delete from events where place between ? and ?", (first, first + _LAST))
                base.execute("delete from sessions where number = ?", (number,))
                base.execute("insert or ignore into forgotten values (?, ?)", (id, when))
                base.execute(_UNUSED)
            there = base.execute("select 1 from forgotten where id = ?", (id,)).fetchone() is not None
        self._numbers.pop(id, None)
        self._clean()
        return there

    def find(self, tags: Sequence[str] = (), since: str = "", until: str = "") -> list[str]:
        where, values = ["1"], []
        for tag in tags:
            where.append("number in (select number from tags where tag = ?)")
            values.append(tag)
        for bound, test in ((since, "begun >= ?"), (until, "begun <= ? and begun != ''")):
            if bound:
                where.append(test)
                values.append(bound)
        query = f"select id from sessions where {' and '.join(where)} order by begun, number"  # noqa: S608  only ours
        with self._reading() as base:
            ids = [id for (id,) in base.execute(query, values)]
            _check_kind(str, ids)
            return ids

    def framework(self, digest: str) -> bytes:
        with self._reading() as base:
            return _value(base, "select data from frameworks where digest = ?", digest)

    def note(self, name: str) -> bytes:
        with self._reading() as base:
            return _value(base, "select data from notes where name = ?", name)

    def swap_note(self, name: str, old: bytes, new: bytes) -> bool:
        with self._writing() as base:
            if _value(base, "select data from notes where name = ?", name) != old:
                return False
            base.execute("insert or replace into notes values (?, ?)", (name, new))
        self._clean()
        return True

    def close(self) -> None:
        with self._lock:
            base, self._base = self._base, None
            if base is not None:
                base.close()

    def _number(self, base: sqlite3.Connection, id: str) -> int | None:
        """Return the number of a session; it never has another one, and never comes back when it was forgotten."""
        number = self._numbers.get(id)
        if number is None:
            number = _kept_number(base, id)
            if number is None:
                _check_not_forgotten(base, id)
                return None
            if len(self._numbers) >= 100_000:
                self._numbers.clear()
            if not base.in_transaction:
                self._numbers[id] = number
        return number

    def _clean(self) -> None:
        """Move everything from the log beside the file into it, and leave the log empty."""
        with self._reading() as base:
            until = monotonic() + _WAIT
            while base.execute("pragma wal_checkpoint(truncate)").fetchone()[0]:
                if monotonic() > until:
                    raise KeepingError(
                        f"it is gone from {self._path}, but another program is reading there, so traces are left "
                        f"in {self._path}-wal; do it again when that program has finished"
                    )
                sleep(0.02)


def _make_private(path: str) -> None:
    """Make the file before SQLite does, so that nobody else on the machine may read along from the first byte on."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "that is no name for a file"
        raise KeepingError(f"{path} cannot be opened: {why}") from None


def _prepare(base: sqlite3.Connection, path: str, durable: bool) -> None:
    """Make a connection safe, and the tables where there are none; raises `KeepingError` for another kind of file."""
    # Looked at in one moment: another process may be making the tables.
    base.execute("begin")
    (application,), (version,), (tables,) = (
        base.execute(one).fetchone()
        for one in ("pragma application_id", "pragma user_version", "select count(*) from sqlite_master")
    )
    base.execute("commit")
    if application == _APPLICATION and version > _VERSION:
        raise KeepingError(f"{path} was written by a newer handrail; bring this one up to date")
    if application == _APPLICATION and version < _VERSION:
        raise KeepingError(f"{path} was written by a handrail before the first release; begin another")
    if application != _APPLICATION and (tables or application or version):
        raise KeepingError(f"{path} is a database, but no journal of handrail; name another file")
    # Whoever could write to the file may have left something in it that acts when it is read or written.
    base.execute("pragma trusted_schema = off")
    if tables and _schema(base) != _SCHEMA_IN_WORDS:
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
    base.execute("begin immediate")
    # Another process may have made the tables since.
    if base.execute("pragma application_id").fetchone()[0] == 0:
        for statement in _SCHEMA.split(";"):
            base.execute(statement)
        base.execute(f"pragma user_version = {_VERSION}")
        base.execute(f"pragma application_id = {_APPLICATION}")
    base.execute("commit")


def _schema(base: sqlite3.Connection) -> set[str]:
    """Return what the file is made of, as it was made, without what SQLite adds by itself."""
    made = base.execute("select sql from sqlite_master where name not like 'sqlite\\_%' escape '\\'")
    return {" ".join(str(sql).lower().split()) for (sql,) in made}


def _wait_for_log(base: sqlite3.Connection) -> None:
    """Write ahead into a log; where several processes open a new file at once, SQLite does not wait by itself."""
    until = monotonic() + _WAIT
    while True:
        try:
            if base.execute("pragma journal_mode = wal").fetchone()[0] != "wal":
                raise KeepingError("a journal cannot be kept on this kind of disk; name a place on another")
            return
        except sqlite3.OperationalError:
            if monotonic() > until:
                raise
            sleep(0.01)


def _begin(base: sqlite3.Connection, id: str, card: Card) -> int:
    row = base.execute("insert into sessions (id, begun, tags, frameworks) values (?, '', '[]', '[]')", (id,))
    number = row.lastrowid
    assert number is not None
    base.execute("insert into events values (?, x'')", (number << _SHIFT,))
    _file(base, number, card)
    return number


def _file(base: sqlite3.Connection, number: int, card: Card) -> None:
    """Put a card in the place of the one before."""
    _untag(base, number)
    base.executemany("insert into tags values (?, ?)", [(tag, number) for tag in sorted(card.tags)])
    base.execute(
        "update sessions set begun = ?, tags = ?, frameworks = ? where number = ?",
        (card.begun, dumps(sorted(card.tags)), dumps([*card.frameworks]), number),
    )
    for digest, data in card.frameworks.items():
        if data:
            base.execute("insert or ignore into frameworks values (?, ?)", (digest, data))


def _untag(base: sqlite3.Connection, number: int) -> None:
    row = base.execute("select tags from sessions where number = ?", (number,)).fetchone()
    try:
        tags = loads(row[0])
        _check_kind(str, tags)
    except (ValueError, TypeError, RecursionError):
        raise _Damaged from None
    base.executemany("delete from tags where tag = ? and number = ?", [(tag, number) for tag in tags])


def _kept_number(base: sqlite3.Connection, id: str) -> int | None:
    row = base.execute("select number from sessions where id = ?", (id,)).fetchone()
    number: int | None = row[0] if row is not None else None
    if number is not None and not 0 < number < 1 << _SHIFT - 1:
        raise _Damaged
    return number


def _count(base: sqlite3.Connection, number: int) -> int:
    first = number << _SHIFT
    query = "select max(place) from events where place between ? and ?"
    (last,) = base.execute(query, (first, first + _LAST)).fetchone()
    return 0 if last is None else last - first


def _check_not_forgotten(base: sqlite3.Connection, id: str) -> None:
    row = base.execute("select since from forgotten where id = ?", (id,)).fetchone()
    if row is not None:
        _check_kind(str, row)
        raise Forgotten(row[0])


def _value(base: sqlite3.Connection, query: str, key: str) -> bytes:
    row = base.execute(query, (key,)).fetchone() or (b"",)
    _check_kind(bytes, row)
    data: bytes = row[0]
    return data


def _check_kind(kind: type, values: Iterable[object]) -> None:
    """Raise `_Damaged` unless all values are of one kind: a column of SQLite takes any."""
    if {*map(type, values)} - {kind}:
        raise _Damaged


def _sentence(path: str, error: Exception) -> str:
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
