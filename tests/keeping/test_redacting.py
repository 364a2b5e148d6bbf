"""Words that were taken out are erased where they are kept, whatever comes between, and nobody brings them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.keeping.writers import egan

from handrail.keeping import Journal, KeepingError, SqliteStore
from handrail.practice import Conflict, Session
from handrail.practice.events import TEXTS

MARKS = ("MARK-ONE-END", "MARK-TWO-END", "MARK-THREE-END")


@pytest.fixture(params=[None, b"k" * 32], ids=["plain", "sealed"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    if request.param:
        request.getfixturevalue("encryption")
    key: bytes | None = request.param
    return key


def words() -> Session:
    session = egan("s").answer("story", MARKS[0] * 50, by="anna").skip("untidied", MARKS[1])
    return session.promote("action", MARKS[2]).say("stays")


def lines_under(place: str) -> bytes:
    """Return all lines as they are kept, from under everything that a journal does with them."""
    if "://" not in place:
        return b"".join(path.read_bytes() for path in sorted(Path(place).parent.iterdir()))
    import psycopg

    with psycopg.connect(place) as base:
        return b"".join(data for (data,) in base.execute("select data from handrail_events").fetchall())


@pytest.mark.usefixtures("unpacked")
def test_what_is_redacted_is_nowhere_when_it_is_kept(place: str, key: bytes | None) -> None:
    with Journal.open(place, key=key) as journal, Journal.open(place, key=key) as other:
        before = words()
        journal.keep(before)
        other.session("s")
        assert (MARKS[0].encode() in lines_under(place)) == (key is None)
        cut = before.redact(1, 2, 3, why="asked", by="anna")
        journal.keep(cut)
        assert [mark for mark in MARKS if mark.encode() in lines_under(place)] == []
        for one in (journal, other):
            back = one.session("s")
            assert back == cut
            assert back.state == before.state
            assert [turn.text for turn in back.said() if turn.text] == ["stays"]
            assert one.outcomes()[0].outcome.text == ""
        journal.keep(cut.say("on"))
        other.keep(other.session("s").say("and on"))
    with Journal.open(place, key=key) as journal:
        assert [turn.text for turn in journal.session("s").said()] == ["", "stays", "on", "and on"]
        assert [mark for mark in MARKS if mark.encode() in lines_under(place)] == []


def test_no_word_is_written_back_by_whoever_still_holds_it(place: str) -> None:
    with Journal.open(place) as journal, Journal.open(place) as other:
        journal.keep(words())
        held = other.session("s")
        journal.keep(words().redact(1))
        for writer in (journal, other):
            with pytest.raises(Conflict) as told:
                writer.keep(held.say("more"))
            assert told.value.session.said()[0].text == ""
        assert other.keep(held) == "s"  # an older version changes nothing
        assert other.session("s").said()[0].text == ""
        other.keep(told.value.session.say("more"))
        assert [turn.text for turn in journal.session("s").said()] == ["", "stays", "more"]


class Broken(BaseException):
    """The machine stopped."""


@pytest.mark.usefixtures("unpacked")
def test_whoever_stops_in_between_loses_nothing_and_the_next_one_erases(
    place: str, key: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = words().redact(1, 3)
    for again in (False, True):
        with Journal.open(place, key=key) as journal:
            if not again:
                journal.keep(words())
            with monkeypatch.context() as broken:
                broken.setattr(type(journal._store), "erase", stopped)
                with pytest.raises(Broken):
                    journal.keep(cut)
                with Journal.open(place, key=key) as other:
                    with pytest.raises(Broken):
                        other.session("s")
                    broken.setattr(type(journal._store), "erase", failed)
                    seen = other.session("s").events  # words that are still kept are not shown
                    assert seen[: len(cut.events)] == cut.events
                    assert other.outcomes()[0].outcome.text == ""
                with pytest.raises(KeepingError, match="no room"):
                    journal.keep(cut)
                with pytest.raises(KeepingError, match="no room"):
                    journal.keep(cut.say("more"))
    if key is None:
        assert MARKS[0].encode() in lines_under(place)
    with Journal.open(place, key=key) as journal:
        assert len(journal.session("s").events) == len(cut.events) + 1
        assert [mark for mark in MARKS if mark.encode() in lines_under(place)] == (
            [MARKS[1]] if key is None else []
        )


def stopped(*_: object) -> None:
    raise Broken


def failed(*_: object) -> None:
    raise KeepingError("no room")


def test_whoever_was_told_that_traces_are_left_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handrail.keeping.sqlite.WAIT", 0.05)
    monkeypatch.setattr("handrail.keeping.journal.packed", lambda line: line)
    place = str(tmp_path / "journal.db")
    with Journal.open(place) as journal:
        journal.keep(words())
        reader = sqlite3.connect(place, isolation_level=None)
        reader.execute("begin")
        reader.execute("select * from events").fetchone()
        cut = words().redact(1)
        with pytest.raises(KeepingError, match="traces are left"):
            journal.keep(cut)
        reader.close()
        assert MARKS[0].encode() in lines_under(place)
        journal.keep(cut)
        assert MARKS[0].encode() not in lines_under(place)


def test_nobody_erases_what_another_wrote_in_the_same_place(place: str) -> None:
    with Journal.open(place) as journal, Journal.open(place) as other:
        session = egan("s")
        journal.keep(session)
        other.keep(other.session("s").say("theirs"))
        # Never kept: so it is not this one's words that stand there as the second event.
        with pytest.raises(Conflict):
            journal.keep(session.say("mine").redact(1))
        assert [turn.text for turn in journal.session("s").said()] == ["theirs"]
        # What comes without its words cannot show that they are the same.
        record = other.session("s").redact(1).to_record()
        with pytest.raises(Conflict) as told:
            other.keep(Session.from_record(record))
        other.keep(told.value.session.redact(1))
        assert [turn.text for turn in journal.session("s").said()] == [""]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path_factory.mktemp("kept") / "journal.db", durable=False)
    yield store
    store.close()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.usefixtures("unpacked")
def test_whatever_is_redacted_in_whatever_order_is_gone_and_the_rest_is_kept(
    store: SqliteStore, data: st.DataObject
) -> None:
    one, two = Journal(store), Journal(store)
    session = egan()
    id = one.keep(session)
    gone: set[int] = set()
    for number in range(data.draw(st.integers(2, 8))):
        journal = data.draw(st.sampled_from([one, two]))
        session = journal.session(id)
        if data.draw(st.booleans()):
            session = session.say(f"TEXT-{number}-END").skip("story", f"TEXT-{number}-END")
        numbers = data.draw(st.lists(st.integers(0, len(session.events) - 1), max_size=3))
        session = session.redact(*numbers)
        journal.keep(session)
        gone |= {*numbers}
    lines = store.read(id)
    for journal in (one, two, Journal(store)):
        assert journal.session(id).events == session.events
    for number, event in enumerate(session.events):
        written = [getattr(event, name) for name in event._fields if name in TEXTS and getattr(event, name)]
        assert (b"TEXT-" in lines[number]) == bool(written)
        assert not (written and number in gone)
