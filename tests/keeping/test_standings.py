"""Coming back from where a session was noted to stand is coming back from all its events."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.changing import changes
from tests.keeping.writers import egan
from tests.practice.test_records import damaged
from tests.small_frameworks import SETTLED, small_egan, small_johns
from tests.strategies import begun, walked, walks

import handrail
from handrail.errors import HandrailError
from handrail.framework import Framework
from handrail.keeping import Card, Journal, KeepingError, SqliteStore, Store
from handrail.keeping.packing import packed
from handrail.keeping.standings import summed
from handrail.practice import RecordError, Refused, Session, begin


@pytest.fixture(scope="module")
def store() -> Iterator[SqliteStore]:
    with tempfile.TemporaryDirectory() as folder:
        made = SqliteStore(Path(folder) / "journal.db", durable=False)
        yield made
        made.close()


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids of the sessions that were read whole from now on."""
    read: list[str] = []
    made = Journal._made

    def counted(self: Journal, id: str, *rest: Any) -> Session:
        read.append(id)
        return made(self, id, *rest)

    monkeypatch.setattr(Journal, "_made", counted)
    return read


class Plain:
    """A store that cannot note where a session stands."""

    def __init__(self, store: SqliteStore) -> None:
        self.read, self.count, self.framework = store.read, store.count, store.framework
        self.erase = store.erase
        self._append = store.append

    def append(self, id: str, expected_seq: int, lines: list[bytes], card: Card | None = None) -> int:
        return self._append(id, expected_seq, lines, card)


def without_notes(store: SqliteStore) -> Journal:
    """Return a journal on a store that cannot note where a session stands."""
    return Journal(cast("Store", Plain(store)))


def check_same(back: Session, session: Session) -> None:
    """Check that two sessions are the same, whatever is looked at."""
    assert back.state == session.state
    assert back.offer() == session.offer()
    assert (back.waiting, back.coverage, back.moves()) == (session.waiting, session.coverage, session.moves())
    assert back.frameworks == session.frameworks
    assert (back.help, back.brief()) == (session.help, session.brief())
    assert back.said(2) == session.said(2)
    assert back.events == session.events
    assert back.events == session.events, "once they are read"
    assert back.outcomes == session.outcomes
    assert {**back.to_record(), "id": ""} == {**session.to_record(), "id": ""}


def noted(journal: Journal, id: str) -> list[Any]:
    """Return the note of where a session stands, as plain data."""
    _, note = journal._store.resume(id)
    return json.loads(note) if note else []


def put(journal: Journal, id: str, note: bytes, session: Session) -> None:
    """Keep a session with a note of one's own, and forget it."""
    journal.keep(session.say("the last"))
    store = journal._store
    assert isinstance(store, SqliteStore)
    with store._writing() as base:
        base.execute("update events set data = ? where place = ?", (note, store._numbers[id] << 32))


@settings(deadline=None, max_examples=60)
@given(session=begun(), parts=st.lists(walks, min_size=1, max_size=3), data=st.data())
def test_a_session_that_was_kept_in_parts_comes_back_from_its_note_as_from_its_events(
    store: SqliteStore, session: Session, parts: list[Any], data: st.DataObject
) -> None:
    journal, id = Journal(store), ""
    for part in parts:
        session = walked(session, part)
        if data.draw(st.integers(0, 2)) == 0:
            with contextlib.suppress(Refused):
                session = session.take_up(data.draw(changes(session.framework, most=2)))
        if data.draw(st.integers(0, 2)) == 0:
            session = session.redact(data.draw(st.integers(0, len(session.events) - 1)))
        id = journal.keep(session)
    back, again = Journal(store).session(id), without_notes(store).session(id)
    check_same(back, again)
    assert (back.state, back.events) == (session.state, session.events)
    if session.state.status == "open":
        check_same(back.say("more"), again.say("more"))


@pytest.mark.parametrize("framework", [small_egan(), small_johns(), handrail.load("egan")])
def test_whoever_comes_back_reads_no_event_that_was_noted(
    store: SqliteStore, framework: Framework, whole: list[str]
) -> None:
    session = begin(framework, id=f"long {framework.id} {len(framework.every_prompt)}")
    Journal(store).keep(session)
    journal = Journal(store)
    for number in range(40):
        session = session.say(f"{number}", at="2024-05-07")
        journal.keep(session)
    back = Journal(store).session(session.id)
    assert not isinstance(back._rows[30][0], type)
    check_same(back, session)
    assert isinstance(back._rows[30][0], type)
    journal.keep(back.stop())
    assert Journal(store).session(session.id).state.status == "stopped"
    assert whole == []


def test_a_session_goes_on_from_where_it_was_noted(store: SqliteStore, whole: list[str]) -> None:
    Journal(store).keep(egan("on").say("one"))
    for number in range(30):  # each time by somebody who has not seen it before
        journal = Journal(store)
        session = journal.session("on")
        assert len(session.events) == number + 2
        journal.keep(session.answer("story", f"{number}"))
    assert whole == []
    assert noted(Journal(store), "on")[2] > 20


def test_words_of_the_host_are_not_in_a_note_and_come_back(store: SqliteStore, whole: list[str]) -> None:
    session = begin(handrail.load("egan"), id="terms", terms={"records": "Mrs Marker keeps them"})
    Journal(store).keep(session)
    assert "Marker" not in json.dumps(noted(Journal(store), "terms"))
    check_same(Journal(store).session("terms"), session)
    assert whole == []


def test_a_note_that_is_not_of_these_lines_is_not_believed(
    store: SqliteStore, whole: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(store)
    session = begin(small_egan(), id="mine", known=SETTLED).say("one").move("1b")
    journal.keep(session)
    journal.keep(begin(small_egan(), id="other", known=SETTLED).say("one").stop())
    _, theirs = store.resume("other")
    put(journal, "mine", theirs, session)
    assert Journal(store).session("mine").state.status == "open"
    for wrong in ({0: "0.0.0"}, {1: "other"}, {2: 2}, {2: 99}, {3: 5}):
        mine = noted(journal, "other")
        mine[1] = "mine"
        for place, value in wrong.items():
            mine[place] = value
        put(journal, "mine", json.dumps(mine).encode(), session)
        assert Journal(store).session("mine").state.status == "open"
        assert whole.pop() == "mine"
    journal = Journal(store)
    journal.keep(begin(small_egan(), id="old"))
    monkeypatch.setattr("handrail.keeping.standings._RULES", "of other rules")
    Journal(store).session("old")
    assert whole.pop() == "old"


def test_a_line_that_was_changed_is_looked_at_and_not_only_the_note(store: SqliteStore) -> None:
    journal = Journal(store)
    journal.keep(egan("changed").say("one").say("two"))
    store.erase("changed", {1: packed(b'{"kind":"said","text":""}')})
    assert [turn.text for turn in Journal(store).session("changed").said()] == ["", "two"]
    store.erase("changed", {1: b'{"kind":"nothing"}'})
    with pytest.raises(RecordError, match="event 1 is of no kind"):
        Journal(store).session("changed")


def test_a_line_that_was_damaged_before_it_was_noted_is_named_when_it_is_looked_at(
    store: SqliteStore,
) -> None:
    journal = Journal(store)
    session = egan("named").say("one").say("two")
    journal.keep(session)
    mine = noted(journal, "named")
    store.erase("named", {1: b'{"kind":"said"', 2: b'{"kind":"nothing"}'})
    mine[3] = summed(store.read("named"))
    with store._writing() as base:
        place = store._numbers["named"] << 32
        base.execute("update events set data = ? where place = ?", (json.dumps(mine).encode(), place))
    back = Journal(store).session("named")
    assert back.state == session.state
    with pytest.raises(RecordError, match="event 2 is of no kind"):
        back.said(1)
    with pytest.raises(RecordError, match="lines are damaged"):
        assert back.events


@settings(deadline=None, max_examples=150)
@given(session=begun(), walk=walks, data=st.data())
def test_a_damaged_note_does_nothing_else(
    store: SqliteStore, session: Session, walk: list[Any], data: st.DataObject
) -> None:
    journal = Journal(store)
    id = journal.keep(walked(session, walk))
    mine = noted(journal, id)
    store.resume(id)
    mine[5] = data.draw(damaged(mine[5]))
    with store._writing() as base:
        base.execute(
            "update events set data = ? where place = ?",
            (json.dumps(mine).encode(), store._numbers[id] << 32),
        )
    back = Journal(store).session(id)
    for look in (back.offer, back.moves, back.brief, back.to_record, lambda: back.say("x")):
        with contextlib.suppress(HandrailError):
            look()


@pytest.mark.usefixtures("encryption")
def test_a_sealed_note_shows_nothing_and_one_of_another_session_is_none(
    tmp_path: Path, whole: list[str]
) -> None:
    with Journal.open(tmp_path / "sealed.db", key=b"k" * 32) as journal:
        for id in ("s", "t"):
            journal.keep(egan(id).say("one").move("1b"))
        under = journal._store._store  # type: ignore[attr-defined]
        lines, note = under.resume("s")
        assert note
        assert b"1b" not in note
        assert Journal(journal._store).session("s").state.stage == "1b"
        assert whole == []
        for wrong in (under.resume("t")[1], note[:-1], b"x", lines[0]):
            with under._writing() as base:
                base.execute("update events set data = ? where place = ?", (wrong, under._numbers["s"] << 32))
            assert Journal(journal._store).session("s").state.stage == "1b"
            assert whole.pop() == "s"


def test_other_words_before_another_version_are_not_taken_for_those_it_was_begun_with(
    store: SqliteStore,
) -> None:
    journal = Journal(store)
    journal.keep(begin(small_egan(), id="words", known=SETTLED))
    reworded = attrs.evolve(small_egan(), title="Small Egan, reworded")
    session = journal.session("words", framework=reworded).say("under other words")
    journal.keep(session.take_up(attrs.evolve(small_egan(), title="Small Egan, the third")).say("after"))
    back, again = Journal(store).session("words"), without_notes(store).session("words")
    check_same(back, again)
    assert back.frameworks[0] == small_egan()


def test_words_that_were_taken_out_and_not_erased_yet_do_not_come_back_by_a_note(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(id: str, lines: object) -> None:
        raise KeepingError("interrupted")

    session = egan("gone").say("Marker")
    for number in range(20):
        session = session.say(f"{number}")
    Journal(store).keep(session)
    with monkeypatch.context() as patched:
        patched.setattr(store, "erase", interrupted)
        with pytest.raises(KeepingError, match="interrupted"):
            Journal(store).keep(session.redact(1))
        journal = Journal(store)
        for number in range(20):
            session = journal.session("gone")
            with pytest.raises(KeepingError, match="interrupted"):
                journal.keep(session.say(f"after {number}"))
        assert noted(journal, "gone")[2] == 22
        assert any(b"Marker" in line for line in store.read("gone"))
        assert Journal(store).session("gone").said()[0].text == ""
    assert Journal(store).session("gone").said()[0].text == ""
    assert not any(b"Marker" in line for line in store.read("gone"))
    journal = Journal(store)
    journal.keep(journal.session("gone").stop())
    assert noted(journal, "gone")[2] == len(store.read("gone"))
    check_same(Journal(store).session("gone"), without_notes(store).session("gone"))
