"""Taking words out: they are gone from a session, everything else of it stays, and nobody takes out another's."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_frameworks import SETTLED, small_circle, small_egan
from tests.strategies import sessions

from handrail.practice import (
    Event,
    RecordError,
    Refused,
    Session,
    begin,
    fold,
    read_lines,
    review,
    write_lines,
)
from handrail.practice.events import TEXTS, Redacted, without_words
from handrail.publishing import to_agenda, to_transcript

few = settings(max_examples=100, deadline=None)


def egan() -> Session:
    session = begin(small_egan(), known=SETTLED, participants={"anna": "client", "model": "software"}, id="s")
    session = session.answer("story", "FIRST", by="anna").say("SECOND", by="model").say("THIRD")
    return session.promote("action", "FOURTH", prompt="story", due="2026-03-09", by="anna")


def circle() -> Session:
    people = {"ann": "self", "bo": "member", "gil": "guide", "bot": "software"}
    session = begin(small_circle(), voice="group", participants=people)
    return session.say("of ann", by="ann").say("of bo", by="bo").say("of nobody").say("of software", by="bot")


def words_of(event: Event) -> Iterator[str]:
    return (str(value) for name, value in zip(event._fields, event, strict=True) if name in TEXTS and value)


def shown(session: Session) -> str:
    """Return everything in which somebody could look for words."""
    seen = [session.seen_by(one) for one in session.state.setting.participants]
    looked = review([session])
    return "\n".join(
        [
            *map(str, (tuple(map(tuple, session.said())), tuple(map(tuple, session.outcomes)), seen)),
            *map(repr, (session, session.state, session.notices, looked, session.events)),
            *map(str, (*map(tuple, session.events), session._rows, session._keys)),
            *(json.dumps(session.to_record(), ensure_ascii=False), *write_lines(session)),
            *(to_transcript(session), to_agenda(looked), session.brief().text),
        ]
    )


def test_the_words_of_an_event_go_and_everything_else_stays() -> None:
    before = egan()
    session = before.redact(1, 4, why="asked for it", at="2026-03-01", by="anna")
    assert [turn.text for turn in session.said()] == ["", "SECOND", "THIRD"]
    assert session.events[1] == before.events[1]._replace(text="")  # type: ignore[call-arg]  # what was answered
    assert session.outcomes[0]._replace(text="FOURTH") == before.outcomes[0]
    assert session.events[5:] == (Redacted((1, 4), "asked for it", "2026-03-01", "anna"),)
    assert session.state == before.state
    assert [turn.text for turn in before.said()] == [
        "FIRST",
        "SECOND",
        "THIRD",
    ]  # a value: it stays as it was


def test_a_transcript_says_where_no_words_are_kept() -> None:
    text = to_transcript(egan().redact(1, 3, 4))
    assert text.count("*No words are kept.*") == 2
    assert "*no words are kept*" in text
    assert "SECOND" in text


def test_what_has_no_words_is_let_be() -> None:
    session = egan().stop()
    assert session.redact(0, 5) is session
    assert session.redact(5, 2).events[-1] == Redacted((2,))
    once = session.redact(2)
    assert once.redact(2) is once
    back = Session.from_record(session.interrupt().to_record())
    assert back.redact(0, 5, 6) is back


@pytest.mark.parametrize("number", [-1, 5, 10**30, "1", None, True, 1.0])
def test_an_event_that_there_is_not_is_refused(number: object) -> None:
    with pytest.raises(Refused, match=r"an event is named by its number in session.events, here from 0 to 4"):
        egan().redact(1, number)  # type: ignore[arg-type]  # that is what is looked at


def test_people_take_out_what_is_theirs_the_host_anything_and_software_nothing() -> None:
    session = circle()
    for by, theirs in {"ann": {1}, "bo": {2}, "gil": set(), "a-stranger": set(), "": {1, 2, 3, 4}}.items():
        for number in range(1, 5):
            if number in theirs:
                assert session.redact(number, by=by).said()[number - 1].text == ""
            else:
                with pytest.raises(Refused, match=f"the words of event {number} are for whoever wrote them"):
                    session.redact(number, by=by)
    for number in range(1, 5):
        with pytest.raises(Refused, match=r"for whoever wrote them|not by software"):
            session.redact(number, by="bot")
    with pytest.raises(Refused):
        session.redact(1, 2, by="ann")
    alone = egan()
    assert alone.redact(1, 2, 3, 4, by="anna").events[-1] == Redacted((1, 2, 3, 4), by="anna")


def test_words_are_taken_out_of_a_session_in_any_status() -> None:
    for session in (egan().stop(), egan().close(), egan().interrupt()):
        assert session.redact(1).state == session.state


def test_a_repeated_request_counts_once() -> None:
    session = egan().say("FIFTH", key="k1")
    once = session.redact(1, key="k2")
    assert once.say("again", key="k1") is once
    assert once.redact(3, key="k2") is once
    other = session.say("SIXTH", key="k2")
    assert [turn.text for turn in other.redact(1).say("x", key="k2").said()] == [
        "",
        "SECOND",
        "THIRD",
        "FIFTH",
        "SIXTH",
    ]
    assert session.say("x", key="k2").said()[-1].text == "x"


def test_what_is_begun_anew_from_before_keeps_its_words_and_does_not_meddle() -> None:
    before = egan()
    cut, longer = before.redact(1), before.say("FIFTH")
    assert [turn.text for turn in longer.said()] == ["FIRST", "SECOND", "THIRD", "FIFTH"]
    assert [turn.text for turn in cut.say("x").said()] == ["", "SECOND", "THIRD", "x"]


def test_a_record_that_still_has_the_words_is_read_without_them() -> None:
    data, session = egan().to_record(), egan().redact(1)
    data["events"].append(session.to_record()["events"][-1])
    for back in (
        Session.from_record(data),
        read_lines(map(json.dumps, [{**data, "events": []}, *data["events"]])),
    ):
        assert back == session
        assert "FIRST" not in shown(back)


@pytest.mark.parametrize("numbers", [[5], [6], [1, 10**30]])
def test_a_record_in_which_something_is_taken_out_that_is_not_before_it_is_refused(
    numbers: list[int],
) -> None:
    data = egan().to_record()
    data["events"].append({"kind": "redacted", "events": numbers})
    with pytest.raises(RecordError, match=r"event 5 \(redacted\) names an event that is not before it"):
        Session.from_record(data)


@few
@given(sessions(), st.data())
def test_what_is_taken_out_is_nowhere_and_nothing_else_is_touched(
    session: Session, data: st.DataObject
) -> None:
    # Every text is one of its own, so that one that stayed would be found.
    rows = [*session.events]
    for number, event in enumerate(rows):
        texts = {name: f"TEXT-{number}-END" for name in event._fields if name in TEXTS}
        rows[number] = event._replace(**texts)  # type: ignore[arg-type]  # all of them are texts
    record = session.to_record()
    for plain, event in zip(record["events"], rows, strict=True):
        plain |= {name: getattr(event, name) for name in event._fields if name in TEXTS}
    session = Session.from_record(record)
    numbers = data.draw(st.lists(st.integers(0, len(rows) - 1), unique=True))
    with_words = {number for number in numbers if [*words_of(rows[number])]}
    cut = session.redact(*numbers)
    for one in (cut, Session.from_record(cut.to_record()), read_lines(write_lines(cut))):
        found = shown(one)
        assert [n for n in with_words if f"TEXT-{n}-END" in found] == []
        assert one.state == session.state == fold(one.framework, one.events, one.frameworks[:-1])
        assert one.coverage == session.coverage
        assert one.offer() == session.offer()
        expected = [without_words(event) if n in with_words else event for n, event in enumerate(rows)]
        assert [*one.events[: len(rows)]] == expected
    assert len(cut.events) == len(rows) + bool(with_words)
