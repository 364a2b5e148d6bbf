"""The store on PostgreSQL: any worker on any machine takes a session's next turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from .store import Card, Forgotten, KeepingError, OutOfStep

try:
    import psycopg
except ImportError:
    raise KeepingError(
        'a journal on PostgreSQL takes the library psycopg: pip install "handrail[postgres]"'
    ) from None

T = TypeVar("T")
Connection = psycopg.Connection[tuple[Any, ...]]

_VERSION = b"1"
_MOST_NUMBERS = 100_000
_LOCK = 0x48524A4C  # whoever makes the tables holds it, so that two do not make them at once
_SCHEMA = """
create table if not exists handrail_notes (name text primary key, data bytea not null);
create table if not exists handrail_sessions (
    number bigint generated always as identity primary key, id text collate "C" not null unique,
    begun text collate "C" not null, tags text[] not null, frameworks text[] not null
);
create index if not exists handrail_tags on handrail_sessions using gin (tags);
create table if not exists handrail_events (
    session bigint not null, seq integer not null,
    data bytea not null, primary key (session, seq)
);
create table if not exists handrail_frameworks (digest text collate "C" primary key, data bytea not null);
create table if not exists handrail_forgotten (id text collate "C" primary key, since text not null);
"""
# One statement and one way there and back. The primary key lets one of two writers wait for the other, and then lose;
# whoever forgets locks the table, so that no line comes behind those that are gone.
_ONE_MORE = """
insert into handrail_events select %s, %s, %b
where exists (select 1 from handrail_events where session = %s and seq = %s)
"""
_MORE = """
insert into handrail_events select %s, %s + place, data from unnest(%b::bytea[]) with ordinality as new (data, place)
where exists (select 1 from handrail_events where session = %s and seq = %s)
"""
_NOTE = """
insert into handrail_events values (%s, -1, %b) on conflict (session, seq) do update set data = excluded.data
"""
_MORE_AND_NOTE = f"""
with new as ({_MORE} returning 1)
insert into handrail_events select %s, -1, %b where exists (select 1 from new)
on conflict (session, seq) do update set data = excluded.data
"""  # noqa: S608  only ours
_COUNT = """
select (
        select count(*) from handrail_events
        where session = (select number from handrail_sessions where id = %(id)s) and seq >= 0
    ),
    (select since from handrail_forgotten where id = %(id)s)
"""
# Before the first event of a session, under -1, is the note of where a session stands.
_READ = """
select seq, data from handrail_events
where session = (select number from handrail_sessions where id = %s) and seq >= %s order by seq
"""
_UNUSED = """
delete from handrail_frameworks f
where not exists (select 1 from handrail_sessions s where f.digest = any (s.frameworks))
"""


class PostgresStore:
    """Lines in tables of a PostgreSQL database, whose names begin with `handrail_`; they are made when there are none.

    Each thread that is at work has a connection to itself, and none is kept beyond those that were needed at once.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._free: list[Connection] = []
        # No session ever has another number, nor the number of one that was forgotten.
        self._numbers: dict[str, int] = {}
        self._closed = False
        try:
            self._twice(_prepare)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        if self._closed:
            raise KeepingError("this journal is closed; open it again")
        try:
            connection = self._free.pop()
        except IndexError:
            connection = self._connected()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def _give_back(self, connection: Connection) -> None:
        if self._closed or connection.broken:
            connection.close()
        else:
            self._free.append(connection)

    def _connected(self) -> Connection:
        try:
            return psycopg.connect(self._address, autocommit=True)
        except psycopg.Error as error:
            raise KeepingError(
                f"the database cannot be reached ({type(error).__name__}); is it running?"
            ) from None

    def _twice(self, work: Callable[[Connection], T]) -> T:
        """Return what comes of some work, begun anew where the connection was lost.

        That writes nothing twice: an append that was done and not acknowledged finds more lines than it expects.
        """
        for last in (False, True):
            try:
                with self._connection() as connection:
                    return work(connection)
            except psycopg.Error as error:
                lost = (
                    isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))
                    and error.sqlstate in _LOST
                )
                if last or not lost:
                    raise KeepingError(_sentence(error)) from None
                self._let_go()
        raise AssertionError  # the loop returns or raises

    def _let_go(self) -> None:
        """Close all free connections: where one was lost, the others were as well."""
        while self._free:
            self._free.pop().close()

    def read(self, id: str, from_seq: int = 0) -> list[bytes]:
        return self._lines(id, from_seq)[0]

    def resume(self, id: str) -> tuple[list[bytes], bytes]:
        return self._lines(id, -1)

    def _lines(self, id: str, first: int) -> tuple[list[bytes], bytes]:
        found = self._twice(lambda base: base.execute(_READ, (id, first), binary=True).fetchall())
        if not found:
            self.count(id)
        note = found.pop(0)[1] if found and found[0][0] < 0 else b""
        return [data for _, data in found], note

    def count(self, id: str) -> int:
        return self._twice(lambda base: _count(base, id))

    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        number = self._number(id) if expected_seq and card is None else None
        return self._twice(lambda base: _append(base, id, number, expected_seq, lines, card, note))

    def _number(self, id: str) -> int | None:
        number = self._numbers.get(id)
        if number is None:
            row = self._twice(
                lambda base: _one(base, "select number from handrail_sessions where id = %s", id)
            )
            if row is None:
                return None
            if len(self._numbers) >= _MOST_NUMBERS:
                self._numbers.clear()
            number = self._numbers[id] = int(row[0])
        return number

    def erase(self, id: str, lines: Mapping[int, bytes]) -> None:
        def work(base: Connection) -> None:
            with base.transaction(), base.cursor() as cursor:
                (number,) = _one(
                    base, "select number from handrail_sessions where id = %s for update", id
                ) or (None,)
                cursor.executemany(
                    "update handrail_events set data = %b where session = %s and seq = %s",
                    [(data, number, seq) for seq, data in lines.items()],
                )

        self._twice(work)
        self._clean()

    def forget(self, id: str, when: str) -> bool:
        def work(base: Connection) -> bool:
            with base.transaction():
                # Sessions that begin meanwhile may need a framework that no kept one does.
                base.execute("lock table handrail_frameworks, handrail_events in share row exclusive mode")
                row = base.execute(
                    "delete from handrail_sessions where id = %s returning number", (id,)
                ).fetchone()
                if row is not None:
                    base.execute("delete from handrail_events where session = %s", row)
                    base.execute(
                        "insert into handrail_forgotten values (%s, %s) on conflict do nothing", (id, when)
                    )
                    base.execute(_UNUSED)
            return _one(base, "select 1 from handrail_forgotten where id = %s", id) is not None

        there = self._twice(work)
        self._clean()
        return there

    def find(self, tags: Sequence[str] = (), since: str = "", until: str = "") -> list[str]:
        query = """
            select id from handrail_sessions
            where tags @> %s::text[] and (%s = '' or begun >= %s) and (%s = '' or begun <= %s and begun <> '')
            order by begun, number
        """
        values = (list(tags), since, since, until, until)
        return [id for (id,) in self._twice(lambda base: base.execute(query, values).fetchall())]

    def framework(self, digest: str) -> bytes:
        return self._data("select data from handrail_frameworks where digest = %s", digest)

    def note(self, name: str) -> bytes:
        return self._data("select data from handrail_notes where name = %s", name)

    def swap_note(self, name: str, old: bytes, new: bytes) -> bool:
        query = "update handrail_notes set data = %b where name = %s and data = %b"
        if not old:
            query = (
                "insert into handrail_notes (data, name) select %b, %s where %b = '' on conflict do nothing"
            )
        return self._twice(lambda base: base.execute(query, (new, name, old)).rowcount == 1)

    def close(self) -> None:
        self._closed = True
        self._let_go()

    def _data(self, query: str, name: str) -> bytes:
        row = self._twice(lambda base: _one(base, query, name))
        return bytes(row[0]) if row else b""

    def _clean(self) -> None:
        """Let the server write over what was erased; a table that somebody else is cleaning is clean soon.

        To give pages back it would wait for everybody else for seconds, and everybody else for it.
        """
        vacuum = "vacuum (skip_locked, truncate false) handrail_events, handrail_sessions"
        self._twice(lambda base: base.execute(vacuum))


# The states in which a connection is gone, or never was: nothing, the classes 08 and 57.
_LOST = {None, "08000", "08003", "08006", "57P01", "57P02", "57P03"}


def _prepare(base: Connection) -> None:
    with base.transaction():
        base.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))
        if _one(base, "select to_regclass(%s)", "handrail_notes") == (None,):
            base.execute(_SCHEMA)
            base.execute("insert into handrail_notes values ('version', %b)", (_VERSION,))
        (version,) = _one(base, "select data from handrail_notes where name = %s", "version") or (b"",)
    if bytes(version) != _VERSION:
        raise KeepingError("this database was written by a newer handrail; bring this one up to date")


def _append(
    base: Connection,
    id: str,
    number: int | None,
    expected: int,
    lines: Sequence[bytes],
    card: Card | None,
    note: bytes,
) -> int:
    try:
        if card is not None or not expected:
            with base.transaction():
                number = _file(base, id, expected, lines, card or Card())
                if note:
                    base.execute(_NOTE, (number, note))
            return expected + len(lines)
        if number is not None and _more(base, number, expected, lines, note):
            return expected + len(lines)
    except psycopg.errors.UniqueViolation:
        pass  # somebody wrote first
    raise OutOfStep(_count(base, id))


def _more(base: Connection, number: int, expected: int, lines: Sequence[bytes], note: bytes) -> bool:
    """Return whether lines were put behind those that are there, in one statement."""
    before = (number, expected - 1)
    if note:
        done = base.execute(_MORE_AND_NOTE, (*before, list(lines), *before, number, note))
        return done.rowcount == 1  # the note, which is there if the lines are
    if len(lines) == 1:
        return base.execute(_ONE_MORE, (number, expected, lines[0], *before)).rowcount == 1
    return base.execute(_MORE, (*before, list(lines), *before)).rowcount == len(lines)


def _file(base: Connection, id: str, expected: int, lines: Sequence[bytes], card: Card) -> int:
    """Put a card in the place of the one before, if there is one, and lines behind; return the session's number."""
    # Whoever forgets waits, so that no framework goes that this session will need.
    base.execute("lock table handrail_frameworks in row exclusive mode")
    for digest, data in sorted(card.frameworks.items()):
        if data:
            base.execute(
                "insert into handrail_frameworks values (%s, %b) on conflict (digest) do nothing",
                (digest, data),
            )
    number = _number(base, id, expected, card)
    if number is None or _count(base, id) != expected:
        raise OutOfStep(_count(base, id))
    with base.cursor() as cursor:
        cursor.executemany(
            "insert into handrail_events values (%s, %s, %b)",
            [(number, seq, line) for seq, line in enumerate(lines, expected)],
        )
    return number


def _number(base: Connection, id: str, expected: int, card: Card) -> int | None:
    values = (card.begun, sorted(card.tags), [*card.frameworks], id)
    if expected:
        change = "update handrail_sessions set begun = %s, tags = %s, frameworks = %s where id = %s returning number"
    else:
        _count(base, id)  # not a forgotten one
        change = (
            "insert into handrail_sessions (begun, tags, frameworks, id) values (%s, %s, %s, %s) "
            "on conflict (id) do nothing returning number"
        )
    row = base.execute(change, values).fetchone()
    return row[0] if row else None


def _count(base: Connection, id: str) -> int:
    row = base.execute(_COUNT, {"id": id}).fetchone()
    assert row is not None
    if row[1] is not None:
        raise Forgotten(row[1])
    return int(row[0])


def _one(base: Connection, query: str, value: object) -> tuple[Any, ...] | None:
    return base.execute(query, (value,)).fetchone()


def _sentence(error: psycopg.Error) -> str:
    """Return what went wrong, for people; the server's own words may hold what was to be written."""
    state = error.sqlstate or ""
    if state.startswith("53"):
        return "the database has no room left; what was kept before is still there"
    if error.sqlstate in _LOST:
        return "the connection to the database was lost; what was kept before is still there"
    return f"the database could not be used ({type(error).__name__} {state})".replace(" )", ")")
