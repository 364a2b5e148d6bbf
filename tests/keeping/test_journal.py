"""Journals: what is kept comes back, of two writers one is told, and nothing is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.keeping.writers import egan
from tests.small_frameworks import SETTLED, small_egan, small_johns
from tests.strategies import Verb, begun, done, sessions, walks

import handrail
from handrail.framework import Framework
from handrail.keeping import Forgotten, Journal, KeepingError, SqliteStore
from handrail.keeping.packing import packed, unpacked
from handrail.practice import Conflict, RecordError, Session, SessionError, begin
from handrail.practice.stored import lines_of


@pytest.fixture
def journal(place: str) -> Iterator[Journal]:
    with Journal.open(place) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Journal, Journal]]:
    """Two journals on one file, for laws that look at many sessions."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        with (
            Journal(SqliteStore(path, durable=False)) as one,
            Journal(SqliteStore(path, durable=False)) as two,
        ):
            yield one, two


Two = tuple[Journal, Journal]


def same(one: Session, other: Session) -> bool:
    """Return whether two sessions are the same but for the id that one was given."""
    return one.events == other.events and one.state == other.state and one.framework == other.framework


def versions(session: Session, walk: list[Verb]) -> list[Session]:
    """Return a session and every version of it that a walk leads to."""
    found = [session]
    for verb in walk:
        try:
            found.append(done(found[-1], verb))
        except SessionError:
            continue
    return found


@settings(deadline=None, max_examples=40)
@given(session=sessions())
def test_a_kept_session_comes_back_the_same(shared: Two, session: Session) -> None:
    one, two = shared
    id = one.keep(session)
    assert id
    for journal in shared:
        back = journal.session(id)
        assert same(back, session)
        assert back.id == id
        assert back.offer() == session.offer()
    assert one.keep(session) == two.keep(two.session(id)) == id


@settings(deadline=None, max_examples=40)
@given(session=begun(), walk=walks, data=st.data())
def test_a_session_is_kept_alike_whenever_it_is_kept(
    shared: Two, session: Session, walk: list[Verb], data: st.DataObject
) -> None:
    one, two = shared
    steps = versions(session, walk)
    chosen = data.draw(st.lists(st.integers(0, len(steps) - 1), max_size=6))
    ids = {one.keep(steps[number]) for number in [*chosen, len(steps) - 1]}
    assert len(ids) == 1
    for journal in shared:
        assert same(journal.session(min(ids)), steps[-1])
    assert one.keep(session) in ids  # an older version changes nothing
    assert same(two.session(min(ids)), steps[-1])


@settings(deadline=None, max_examples=40)
@given(session=begun(), walk=walks, more=walks, data=st.data())
def test_of_two_branches_one_is_kept_and_the_other_is_told(
    shared: Two, session: Session, walk: list[Verb], more: list[Verb], data: st.DataObject
) -> None:
    one, two = shared
    steps = versions(session, walk)
    open_ = [number for number, step in enumerate(steps) if step.state.status == "open"]
    assume(open_)
    fork = data.draw(st.sampled_from(open_))
    # What the other writer has read before: nothing, or the session as it was then.
    id = one.keep(steps[fork])
    other = two.session(id) if data.draw(st.booleans()) else steps[fork]
    branch = versions(other.say("another way"), more)[-1]
    one.keep(steps[-1])
    if fork == len(steps) - 1:
        assert two.keep(branch if other.id else two.session(id).say("another way")) == id
        return
    writer = two if other.id else one
    with pytest.raises(Conflict) as told:
        writer.keep(branch)
    assert same(told.value.session, steps[-1])
    assert told.value.session.id == id
    if steps[-1].state.status == "open":
        writer.keep(told.value.session.say("another way"))
        assert same(one.session(id), two.session(id))
        assert len(one.session(id).events) == len(steps[-1].events) + 1


@settings(deadline=None, max_examples=40)
@given(session=begun(), repeats=st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_a_key_counts_once_however_often_it_comes(shared: Two, session: Session, repeats: list[int]) -> None:
    one, two = shared
    id = one.keep(session)
    first = one.session(id)
    for number in repeats:
        journal = shared[number % 2]
        # Whoever repeats a request may know nothing of what came of the first.
        said = (journal.session(id) if number > 1 else first).say("words", key=f"k{number}", by="anna")
        try:
            journal.keep(said)
        except Conflict as conflict:
            journal.keep(conflict.session.say("words", key=f"k{number}", by="anna"))
    kept = [event.key for event in one.session(id).events if event.key]
    assert sorted(kept) == sorted({f"k{number}" for number in repeats})
    assert same(one.session(id), two.session(id))


def test_a_key_of_somebody_else_does_not_hide_what_is_new(journal: Journal) -> None:
    session = egan("s")
    journal.keep(session.say("first", key="k1"))
    with pytest.raises(Conflict):
        journal.keep(session.say("another", key="k1").say("and this"))
    with pytest.raises(Conflict):
        journal.keep(session.say("without a key"))


def test_a_session_without_an_id_is_given_one_and_goes_on_under_it(journal: Journal) -> None:
    session = egan()
    id = journal.keep(session)
    assert journal.keep(session.say("more").say("and more")) == id
    with pytest.raises(Conflict):
        journal.keep(session.say("another way"))
    assert journal.keep(egan()) != id
    assert len(journal.session(id).events) == 3


def test_taking_up_again_reads_what_others_wrote_meanwhile(place: str) -> None:
    with Journal.open(place) as one, Journal.open(place) as two:
        session = egan("s")
        one.keep(session)
        for number in range(3):
            two.keep(two.session("s").say(f"two {number}", by="anna"))
            one.keep(one.session("s").answer("story", f"one {number}"))
        assert same(one.session("s"), two.session("s"))
        assert [turn.text for turn in one.session("s").said(2)] == ["two 2", "one 2"]
        assert one.session("s", help="Ward 3").help == ("Ward 3",)
        assert one.session("s").help != ("Ward 3",)


def test_what_was_erased_is_not_remembered_either(place: str) -> None:
    with Journal.open(place) as one, Journal.open(place) as two:
        one.keep(egan("s").say("one").say("two"))
        two._store.erase("s", {2: b'{"kind":"said"}'})
        assert [turn.text for turn in one.session("s").said()] == ["one", ""]


def test_a_session_comes_back_under_the_edition_it_was_begun_in(journal: Journal) -> None:
    egan = handrail.load("egan")
    edition = next(iter(egan.editions))
    session = begin(egan, voice="self", edition=edition, id="s")
    journal.keep(session)
    journal.keep(begin(egan, voice="self", id="plain"))
    assert journal.session("s").framework.edition == edition
    assert journal.session("plain").framework.edition == egan.edition
    assert journal.session("s", framework=egan).framework.edition == edition


def reworded() -> Framework:
    return attrs.evolve(small_egan(), title="Small Egan, reworded")


def test_another_wording_takes_a_session_up_and_both_stay_readable(place: str) -> None:
    with Journal.open(place) as journal:
        journal.keep(egan("s"))
        new = journal.session("s", framework=reworded())
        assert [notice.code for notice in new.notices] == ["other-wording"]
        journal.keep(new.say("under the new words"))
        with pytest.raises(RecordError, match="another structure"):
            journal.session("s", framework=attrs.evolve(small_egan(), order="strict"))
    with Journal.open(place) as journal:
        assert journal.session("s").framework.title == "Small Egan"
        assert len(journal.session("s", framework=reworded()).events) == 2


def test_a_session_that_came_under_other_words_needs_nothing_else(place: str) -> None:
    record = egan("s").to_record()
    with Journal.open(place) as journal:
        journal.keep(Session.from_record(record, framework=reworded()).say("more"))
        assert "s" in journal
    from handrail.practice import identity

    identity._AT_HAND.clear()
    with Journal.open(place) as journal:
        back = journal.session("s")
        assert (back.framework.title, len(back.events)) == ("Small Egan, reworded", 2)
        assert [notice.code for notice in back.notices] == ["other-wording"]


def test_sessions_are_found_by_what_the_host_knows(journal: Journal) -> None:
    long = "p" * 999 + "\0"
    first = begin(
        small_egan(),
        known=SETTLED,
        id="first",
        participants={"anna": "client"},
        at="2024-05-02T01:00:00+02:00",
    )
    second = begin(small_johns(), id="second", participants={"anna": "self", long: "member"}, at="2024-05-02")
    third = begin(small_johns(), id="third", at="2024-05-03T09:00:00Z")
    for session in (third, second, first.promote("action", "Call them").stop()):
        journal.keep(session)
    assert journal.ids() == ("first", "second", "third")
    assert journal.ids("small-johns") == ("second", "third")
    assert journal.ids(participant="anna") == ("first", "second")
    assert journal.ids(participant=long) == ("second",)
    assert journal.ids(status="stopped") == journal.ids(outcome="action") == ("first",)
    assert journal.ids(until="2024-05-01") == ("first",)
    assert journal.ids(since="2024-05-02", until="2024-05-02T23:00:00+01:00") == ("second",)
    journal.keep(journal.session("first").resume())
    assert (journal.ids(status="stopped"), journal.ids(status="open")) == ((), ("first", "second", "third"))
    with pytest.raises(KeepingError, match="a moment is written as in"):
        journal.ids(since="yesterday")


def test_history_is_what_was_answered_in_order(journal: Journal) -> None:
    johns = small_johns()
    journal.keep(
        begin(johns, id="late", participants={"anna": "self"}, at="2024-05-02")
        .answer("describe", "x")
        .skip("effect")
    )
    journal.keep(begin(johns, id="early", at="2024-05-01").answer("best", "x").answer("past", "y"))
    journal.keep(egan("other").answer("story", "x"))
    assert journal.history(johns) == journal.history("small-johns") == (("best", "past"), ("describe",))
    assert journal.history("small-johns", participant="anna") == (("describe",),)
    begin(johns, past=journal.history(johns))


def test_outcomes_of_all_sessions_stand_in_order_and_can_be_settled(journal: Journal) -> None:
    one = begin(
        small_egan(),
        known=SETTLED,
        id="one",
        participants={"anna": "client", "bo": "helper"},
        at="2024-05-01",
    )
    journal.keep(one.promote("action", "Call them", by="anna").promote("action", "Read", by="bo"))
    journal.keep(egan("two").promote("insight", "I see", at="2024-05-02"))
    journal.keep(egan("three"))
    found = {(kept.session, kept.outcome.text) for kept in journal.outcomes()}
    assert found == {("one", "Call them"), ("one", "Read"), ("two", "I see")}
    assert [kept.outcome.text for kept in journal.outcomes("action", participant="anna")] == ["Call them"]
    assert journal.settle("one", "1", "done", by="anna").outcomes[0].status == "done"
    assert [kept.outcome.text for kept in journal.outcomes("action", "open")] == ["Read"]
    assert [kept.outcome.text for kept in journal.outcomes(status="done")] == ["Call them"]
    assert "Call them" not in repr(journal.outcomes())


def test_settling_goes_on_from_what_somebody_else_wrote(place: str) -> None:
    with Journal.open(place) as one, Journal.open(place) as two:
        one.keep(egan("s").promote("action", "Call them"))
        load = one.session

        def interrupted(id: str) -> Session:
            session = load(id)
            two.keep(two.session(id).say("meanwhile"))
            return session

        one.session = interrupted  # type: ignore[method-assign, assignment]  # somebody writes at the worst moment
        settled = one.settle("s", "1", "done", key="k")
        assert [kind.status for kind in settled.outcomes] == ["done"]
        assert len(two.session("s").events) == 4


def test_what_was_forgotten_is_not_kept_again(place: str) -> None:
    with Journal.open(place) as journal, Journal.open(place) as other:
        session = egan("s").say("words")
        journal.keep(session)
        other.session("s")
        journal.forget("s")
        assert "s" not in journal
        assert journal.ids() == ()
        for writer in (journal, other):
            for work in (session, session.say("x")):
                with pytest.raises(Forgotten, match=r"forgotten on \d{4}-\d\d-\d\d: nothing of it is left"):
                    writer.keep(work)
            with pytest.raises(Forgotten):
                writer.session("s")
        journal.forget("s")
        with pytest.raises(KeepingError, match="no session with this id is kept here"):
            journal.forget("never-there")


def test_there_is_no_session_that_nobody_kept(journal: Journal) -> None:
    assert "s" not in journal
    assert 5 not in journal
    with pytest.raises(KeepingError, match="no session with this id is kept here"):
        journal.session("s")


def test_damage_in_a_journal_is_said_and_does_nothing_else(place: str) -> None:
    with Journal.open(place) as journal:
        journal.keep(egan("s").say("one").say("two"))
    for line in (
        b"nothing",
        b"zzz",
        b"z",
        b"",
        b"[]",
        b"1,2",
        b'{"kind":"nothing"}',
        b'{"kind":"started","framework":"x"}',
    ):
        with Journal.open(place) as journal:
            journal._store.erase("s", {1: line})
            with pytest.raises((RecordError, KeepingError)):
                journal.session("s")
    with Journal.open(place) as journal:
        journal._store.erase("s", {0: b'{"kind":"said"}', 1: b"{}"})
        with pytest.raises(KeepingError, match="does not say which framework"):
            journal.session("s")


def test_a_journal_of_a_newer_handrail_is_refused(place: str) -> None:
    with Journal.open(place) as journal:
        store = journal._store
        assert store.swap_note("format", store.note("format"), b"99")
    with pytest.raises(KeepingError, match="written by a newer handrail"):
        Journal.open(place)


def test_what_was_kept_and_not_acknowledged_is_not_kept_twice(place: str) -> None:
    with Journal.open(place) as journal:
        session = egan("s")
        journal.keep(session)
        append, session = journal._store.append, session.say("one")
        seq = append("s", 1, lines_of(session, 1))  # and the connection was lost before anybody heard of it
        journal.keep(session)
        journal.keep(session.say("two"))
        assert len(journal.session("s").events) == seq + 1


@given(st.binary(max_size=300) | st.text().map(lambda text: text.encode("utf-8", "replace")))
def test_every_line_comes_back_from_being_packed(line: bytes) -> None:
    line = b"{" + line
    assert unpacked([packed(line), line]) == [line, line]
    assert len(packed(line)) <= len(line)


def test_a_closed_journal_says_so(place: str) -> None:
    journal = Journal.open(place)
    journal.keep(egan("s"))
    journal.close()
    with pytest.raises(KeepingError, match="this journal is closed"):
        journal.session("s")


def test_a_repr_and_a_message_hold_no_words(journal: Journal) -> None:
    assert repr(journal.session(journal.keep(egan("s").say("SECRET")))).find("SECRET") == -1
