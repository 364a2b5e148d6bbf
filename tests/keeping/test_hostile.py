"""What somebody else put into a journal is refused, by a sentence that shows nothing of it, and in little room."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.keeping.remembering import Place, RememberingStore
from tests.keeping.writers import egan
from tests.markers import told
from tests.practice.test_records import changed, damaged
from tests.small_frameworks import small_egan

from handrail.keeping import Journal, KeepingError
from handrail.keeping.packing import _COMMON, packed, unpacked
from handrail.keeping.places import opened
from handrail.practice import Conflict, RecordError, Session, SessionError, identity
from handrail.practice.stored import lines_of

MARKER = "NOBODY-SHOULD-SEE-THIS"
few = settings(max_examples=120, deadline=None)


def kept() -> Session:
    session = egan("s").answer("story", MARKER, by="anna", key="k1").skip("untidied", MARKER).say(MARKER)
    session = session.promote("action", MARKER).redact(3).move("1b", because=MARKER)
    return session.take_up(changed())


def deflated(data: bytes) -> bytes:
    """Return a packed line of any kind, as somebody else would make it."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _COMMON)
    return b"z" + deflate.compress(data) + deflate.flush()


def looked_at(error: Exception) -> None:
    assert MARKER not in told(error)


def used(journal: Journal, id: str = "s") -> None:
    """Do with a journal what hosts do; whatever is refused is refused by an error of ours that shows nothing."""

    def keep() -> None:
        journal.keep(journal.session(id).say("more"))

    works: tuple[Callable[[], object], ...] = (
        lambda: journal.session(id).offer(),
        lambda: journal.session(id, small_egan()),
        lambda: id in journal,
        journal.ids,
        journal.outcomes,
        lambda: journal.history("small-egan"),
        keep,
        lambda: journal.keep(kept()),
        lambda: journal.settle(id, "1", "done"),
        lambda: journal.forget(id),
    )
    for work in works:
        try:
            work()
        except (KeepingError, RecordError, SessionError, Conflict) as error:
            looked_at(error)


@st.composite
def mangled(draw: st.DrawFn, data: bytes) -> bytes:
    """Draw bytes of which some are others, gone, or twice there."""
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(len(data) - 1, 0)))
        data = data[:place] + draw(st.binary(max_size=3)) + data[place + draw(st.integers(0, 3)) :]
    return data


@st.composite
def lines(draw: st.DrawFn, line: bytes) -> bytes:
    """Draw what may stand in the place of a line."""
    how = draw(st.sampled_from(["damaged", "damaged", "bytes", "packed", "odd", "junk"]))
    if how == "damaged":
        return packed(json.dumps(draw(damaged(json.loads(line)))).encode())
    if how == "bytes":
        return draw(mangled(line))
    if how == "packed":
        return draw(mangled(packed(line)))
    odd = (
        *(b"[" * 50_000, b'{"a":' * 50_000, b'{"kind":"said","text":' + b"[" * 9_000 + b"]" * 9_000 + b"}"),
        *(b"", b"z", b"{", b"null", b"1,2", b"{},{}", b"NaN", b"\xff\xfe", b'"' + MARKER.encode() + b'"'),
        b'{"kind":"replanned","minutes":NaN}',
        b'{"kind":"replanned","minutes":Infinity}',
        b'{"kind":"replanned","minutes":' + b"9" * 4_000 + b"}",
        b'{"kind":"replanned","minutes":' + b"9" * 9_000 + b"}",
        b'{"kind":"known","fact":"check-in","value":' + b"9" * 400 + b"}",
        b'{"kind":"known","fact":"check-in","value":1e999}',
        b'{"kind":"said","kind":"started","text":"a","text":"b"}',
        b'{"kind":"said","text":"\\udcff"}',
        b'{"kind":"said","text":"\xed\xb3\xbf"}',
        b'{"kind":"redacted","events":[99999999999999999999]}',
        b'{"kind":"redacted","events":[1,2,3]}',
        b'{"kind":"__class__","__class__":"os.system"}',
    )
    data = draw(st.sampled_from(odd)) if how == "odd" else draw(st.binary(max_size=60))
    return deflated(data) if draw(st.booleans()) else data


def store_of(session: Session) -> RememberingStore:
    store = RememberingStore(Place())
    with Journal(store) as journal:
        journal.keep(session)
    return store


@few
@given(st.data())
def test_hostile_lines_are_refused_and_do_nothing_else(data: st.DataObject) -> None:
    session = kept()
    store, mine = store_of(session), lines_of(session)
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(mine) - 1))
        store.place.lines["s"][number] = data.draw(lines(mine[number]))
    used(Journal(store))


@few
@given(st.data())
def test_hostile_frameworks_are_refused_and_do_nothing_else(data: st.DataObject) -> None:
    store = store_of(kept())
    for digest, kept_ in store.place.frameworks.items():
        plain = json.loads(kept_)
        if data.draw(st.booleans()):
            store.place.frameworks[digest] = data.draw(mangled(kept_) | st.binary(max_size=50))
        else:
            store.place.frameworks[digest] = json.dumps(data.draw(damaged(plain))).encode()
    identity._AT_HAND.clear()  # or they would be had without looking at what is kept
    used(Journal(store))


def test_a_number_without_end_in_a_framework_is_refused() -> None:
    store = store_of(kept())
    for digest, data in store.place.frameworks.items():
        plain = json.loads(data)
        for fact in plain["facts"].values():
            fact["scale"] = [0, 10**400] if "scale" in fact else []
        store.place.frameworks[digest] = json.dumps(plain).encode()
    identity._AT_HAND.clear()
    with pytest.raises(RecordError, match="the framework that is kept with this session is damaged"):
        Journal(store).session("s")


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(["seal", "format"]),
    how=st.sampled_from([{}, {"key": b"k" * 32}, {"passphrase": MARKER}]),
    noted=st.binary(max_size=30)
    | st.sampled_from([b"9" * 5_000, b"\xb2", b"[" * 50_000])
    | st.dictionaries(st.sampled_from(["seal", "by", "key", "salt", "n", "r", "p"]), JSON).map(
        lambda data: json.dumps({"seal": 1, "by": "passphrase", "key": "00", "salt": "00", **data}).encode()
    ),
)
@pytest.mark.usefixtures("encryption_once")
def test_hostile_notes_are_refused_and_do_nothing_else(name: str, how: dict[str, Any], noted: bytes) -> None:
    from unittest.mock import patch

    place = Place()
    place.notes[name] = noted
    with patch("handrail.keeping.places._store", lambda _: RememberingStore(place)):
        try:
            opened("anywhere", how.get("passphrase"), how.get("key"))
        except KeepingError as error:
            looked_at(error)


@pytest.fixture(scope="session")
def encryption_once() -> None:
    pytest.importorskip("cryptography")


@pytest.mark.parametrize(
    "work", [{"n": 2**40}, {"r": 2**30}, {"p": 2**30}, {"n": 1.5}, {"r": True}, {"p": 0}]
)
@pytest.mark.usefixtures("encryption_once")
def test_a_note_about_a_key_takes_neither_the_whole_memory_nor_for_ever(
    tmp_path: Path, work: dict[str, Any]
) -> None:
    place = tmp_path / "journal.db"
    note = {"seal": 1, "by": "passphrase", "key": "00", "salt": "00", "n": 2**14, "r": 8, "p": 1, **work}
    with Journal.open(place, key=b"k" * 32) as journal:
        store = journal._store
        assert store.swap_note("seal", store.note("seal"), json.dumps(note).encode())
    with pytest.raises(KeepingError, match="what this journal notes about its key is damaged"):
        Journal.open(place, passphrase="x")


# Lines that are packed.


@pytest.mark.parametrize("said", [b'{"kind":"said","text":"%b"}', b"%b"])
def test_a_small_line_does_not_fill_the_memory(said: bytes) -> None:
    bomb = deflated(said % (b"a" * 40_000_000))
    assert len(bomb) < 60_000
    store = store_of(egan("s").say("x"))
    store.place.lines["s"][1] = bomb
    tracemalloc.start()
    try:
        with pytest.raises(RecordError, match="its lines are damaged"):
            Journal(store).session("s")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "\N{GRINNING FACE}" * 900_000 + "\udcff", " " * 5_000, "ab" * 400_000]
)
def test_a_text_that_repeats_itself_is_kept_whole(text: str) -> None:
    session = egan("s").answer("story", text)
    with Journal(store_of(session)) as journal:
        assert journal.session("s") == session


@given(st.binary(min_size=1, max_size=5), st.integers(0, 30_000))
@settings(deadline=None, max_examples=60)
def test_every_line_that_repeats_itself_comes_back(part: bytes, times: int) -> None:
    line = b"{" + part * times
    assert unpacked([packed(line)]) == [line]


def test_a_packed_line_that_was_cut_off_is_damage() -> None:
    line = packed(lines_of(egan("s").say("words and more words " * 100))[-1])
    assert line.startswith(b"z")
    for end in range(1, len(line)):
        with pytest.raises(RecordError):
            unpacked([line[:end]])


# Files.


@pytest.fixture(scope="module")
def good() -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        with Journal.open(path) as journal:
            journal.keep(kept())
            journal.keep(egan("t").say("words"))
            journal.keep(egan("u"))
            journal.forget("u")
        yield path.read_bytes()


# What is done to a file: how, about where, with which other page, and which byte is put there.
HARM = st.tuples(
    st.sampled_from(["bit", "byte", "page", "cut"]),
    st.integers(0, 2_000) | st.integers(0, 1_000_000),
    st.integers(0, 1_000),
    st.integers(0, 255),
)


@settings(max_examples=150, deadline=None)
@given(harm=st.lists(HARM, min_size=1, max_size=5))
def test_a_damaged_file_is_refused_and_does_nothing_else(
    good: bytes, harm: list[tuple[str, int, int, int]]
) -> None:
    damage, pages = bytearray(good), len(good) // 512
    for how, about, page, byte in harm:
        place = about % len(good)
        if how == "page":
            to, of = place // 512 * 512, page % pages * 512
            damage[to : to + 512] = good[of : of + 512]
        elif how == "cut" and place > 600:
            del damage[place:]
        elif place < len(damage):
            damage[place] = damage[place] ^ (1 << place % 8) if how == "bit" else byte
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        path.write_bytes(damage)
        try:
            with Journal.open(path) as journal:
                used(journal)
                used(journal, "t")
        except KeepingError as error:
            looked_at(error)


@pytest.mark.parametrize(
    "made",
    [
        "create trigger t after insert on events begin delete from events where place = new.place - 1; end",
        "create trigger t after delete on events begin insert into notes values (old.place, old.data); end",
        "create view more as select * from events",
        "create table more (copy blob)",
        "create index more on events (upper(data))",
        "drop table forgotten; create view forgotten as select id, begun as since from sessions",
        "alter table events add column more default (1)",
        "drop table tags",
    ],
)
def test_a_file_in_which_something_else_acts_is_not_opened(tmp_path: Path, good: bytes, made: str) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(good)
    with closing(sqlite3.connect(path)) as base:
        base.executescript(made)
        base.execute("pragma journal_mode = delete")
    before = path.read_bytes()
    with pytest.raises(KeepingError, match="or something beside them, that handrail did not make"):
        Journal.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        "update events set data = 'text'",
        "update events set data = 17",
        "update events set data = 1e99",
        "update events set place = place + (1 << 61)",
        "update events set place = -place",
        "update sessions set number = number + (1 << 40)",
        "update sessions set number = -number",
        "update sessions set id = cast(id as blob)",
        "update sessions set id = cast(x'ff' || id as text)",
        "update sessions set begun = 17, tags = 'nothing', frameworks = 'nothing'",
        "update sessions set tags = '[[1], {}]', frameworks = '[1]'",
        "update sessions set tags = printf('%.20000c', '[')",
        "update sessions set tags = x'ff', frameworks = x'ff'",
        "update frameworks set data = 'text'",
        "update notes set data = 2 where name = 'format'",
        "update notes set data = zeroblob(3) where name = 'seal'",
        "update forgotten set since = 17",
        "update forgotten set since = x'ff'",
        "insert into forgotten values ('s', 'x')",
        "insert or ignore into tags select tag, 99 from tags",
        "delete from sessions",
        "delete from frameworks",
        "delete from notes",
    ],
)
def test_what_the_store_never_writes_is_refused_and_does_nothing_else(
    tmp_path: Path, good: bytes, change: str
) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(good)
    with closing(sqlite3.connect(path)) as base:
        base.executescript(change)
    identity._AT_HAND.clear()
    for id in ("s", "t", "u"):
        try:
            with Journal.open(path) as journal:
                used(journal, id)
        except KeepingError as error:
            looked_at(error)
