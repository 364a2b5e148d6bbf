"""The embedded store: one SQLite file, with nothing but what comes with Python."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from json import dumps, loads
from threading import RLock
from time import monotonic, sleep

from .preparing import WAIT, make_private, prepare, sentence
from .store import Card, Forgotten, KeepingError, OutOfStep

# Every event of a session stands beside the one before it, under session number << 32 | number of the event, counted
# from one: before them all, and always there, is the note of where the session stands. One query brings both.
_SHIFT = 32
_LAST = (1 << _SHIFT) - 1
_ONE_MORE = "insert into events select ?, ? where exists (select 1 from events where place = ?)"
_UNUSED = (
    "delete from frameworks where digest not in (select value from sessions, json_each(sessions.frameworks))"
)


class _Damaged(sqlite3.DatabaseError):
    """Something stands in the file that this store never writes."""

    sqlite_errorname = "SQLITE_CORRUPT"


# In a damaged file also what SQLite says of the damage may be no text.
_ERRORS = (sqlite3.Error, UnicodeDecodeError)


class _Reading:
    """The connection, for one thread at a time; what goes wrong meanwhile is a `KeepingError`, in a sentence."""

    # A context manager written out: a generator would take as long as a short query does.
    def __init__(self, path: str) -> None:
        self.base: sqlite3.Connection | None = None
        self._path = path
        self._lock = RLock()

    def __enter__(self) -> sqlite3.Connection:
        self._lock.acquire()
        if self.base is None:
            self._lock.release()
            raise KeepingError("this journal is closed; open it again")
        return self.base

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self._lock.release()
        if isinstance(error, _ERRORS):
            raise KeepingError(sentence(self._path, error)) from None

    def end(self) -> None:
        """Close the connection, if it is open, once nobody uses it."""
        with self._lock:
            base, self.base = self.base, None
            if base is not None:
                base.close()


class SqliteStore:
    """Lines in one file, private to its owner; an acknowledged line survives a power cut.

    `durable=False` leaves the last moments to the operating system: they survive the end of the process,
    not of the machine.
    """

    def __init__(self, path: str | os.PathLike[str], durable: bool = True) -> None:
        self._path = os.path.abspath(os.fspath(path))  # noqa: PTH100  a name such as :memory: is a file's here too
        self._reading = _Reading(self._path)
        self._numbers: dict[str, int] = {}
        make_private(self._path)
        try:
            self._open(durable)
        except _ERRORS as error:
            raise KeepingError(sentence(self._path, error)) from None

    def _open(self, durable: bool) -> None:
        # No implicit transactions: each is begun by name, so that a writer waits before it has read anything.
        base = sqlite3.connect(
            self._path, timeout=WAIT, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        try:
            prepare(base, self._path, durable)
        except BaseException:
            base.close()
            raise
        self._reading.base = base

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection within one transaction: all of it is kept, or nothing."""
        with self._reading as base:
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
        with self._reading as base:
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
        with self._reading as base:
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
            with self._reading as base:
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
        with self._reading as base:
            ids = [id for (id,) in base.execute(query, values)]
            _check_kind(str, ids)
            return ids

    def framework(self, digest: str) -> bytes:
        with self._reading as base:
            return _value(base, "select data from frameworks where digest = ?", digest)

    def note(self, name: str) -> bytes:
        with self._reading as base:
            return _value(base, "select data from notes where name = ?", name)

    def swap_note(self, name: str, old: bytes, new: bytes) -> bool:
        with self._writing() as base:
            if _value(base, "select data from notes where name = ?", name) != old:
                return False
            base.execute("insert or replace into notes values (?, ?)", (name, new))
        self._clean()
        return True

    def close(self) -> None:
        self._reading.end()

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
        with self._reading as base:
            until = monotonic() + WAIT
            while base.execute("pragma wal_checkpoint(truncate)").fetchone()[0]:
                if monotonic() > until:
                    raise KeepingError(
                        f"it is gone from {self._path}, but another program is reading there, so traces are left "
                        f"in {self._path}-wal; do it again when that program has finished"
                    )
                sleep(0.02)


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
