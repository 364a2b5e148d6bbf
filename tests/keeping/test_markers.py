"""What a person wrote stands in the log of their session, and is looked for everywhere else."""

from __future__ import annotations

import json
import logging
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.markers import told
from tests.practice.test_records import changed
from tests.small_frameworks import SETTLED, small_egan
from tests.strategies import Verb, done, frameworks, pick, values, walks

from handrail import HandrailError
from handrail.keeping import Journal
from handrail.practice import Conflict, Session, begin, diff, plan, review
from handrail.rehearsal import replay

# What somebody wrote; and what a host calls somebody, which stands in states and events as an id, and nowhere else.
WORDS, NAME = "NOBODY-SHOULD-SEE-THIS", "NO-STRANGER-SHOULD-SEE-THIS"
NAMES = {"anna": NAME, "bo": f"{NAME}-2", "model": f"{NAME}-3"}
PEOPLE = {NAMES["anna"]: "client", NAMES["bo"]: "helper", NAMES["model"]: "software"}
KEY = b"k" * 32


class Seen:
    """Everything that came to light, to be looked through at the end."""

    def __init__(self) -> None:
        self.shown: list[str] = []  # nothing of what anybody wrote
        self.told: list[str] = []  # and nothing of who they are either
        self.kinds: set[str] = set()

    def show(self, *things: object) -> None:
        for one in things:
            self.shown += [repr(one), str(one)]

    def attempt(self, work: Callable[[], object]) -> Any:
        """Return what some work gives; an error of ours is looked at."""
        try:
            return work()
        except HandrailError as error:
            self.kinds.add(type(error).__name__)
            self.told.append(told(error))
            if isinstance(error, Conflict):
                self.show(error.session)
            return None

    def look(self) -> None:
        assert [text for text in self.shown if WORDS in text] == []
        assert [text for text in self.told if WORDS in text or NAME in text] == []


@contextmanager
def overheard(seen: Seen) -> Iterator[None]:
    """Hear everything that is logged and warned of meanwhile."""

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.told.append(f"{record.getMessage()} {vars(record)}")

    ear, root = Ear(logging.DEBUG), logging.getLogger()
    before = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            yield
        seen.told += [str(one.message) for one in heard]
    finally:
        root.removeHandler(ear)
        root.setLevel(before)


def look_at(seen: Seen, session: Session) -> None:
    """Show everything public that a session gives."""
    offer, brief = session.offer(), session.brief()
    seen.show(session, session.state, session.notices, session.coverage, session.moves(), session.yields)
    seen.show(
        *session.events, *session.said(), *session.outcomes, session.events, session.said(), session.waiting
    )
    seen.show(offer, *offer, *offer.left_out, *offer.done, *offer.later, session.framework)
    seen.show(*(session.seen_by(one) for one in session.state.setting.participants))
    for participant in ("", *session.state.setting.participants):
        looked = review([session], participant)
        seen.show(looked, *looked.open_actions, *looked.patterns, *looked.agenda)
    seen.told += [brief.text, json.dumps(brief.to_plain()), repr(brief), repr(session)]
    seen.told += [json.dumps(notice) for notice in session.notices]
    seen.shown.append(json.dumps(session.state._replace(setting=None), default=repr))  # type: ignore[arg-type]
    seen.shown.append(json.dumps(session.state.setting, default=repr))


def go_wrong(seen: Seen, session: Session) -> None:
    """Do with a session whatever may be refused, with words in every place where a name belongs."""
    prompt = next(iter(session.framework.every_prompt)).id
    one, by = WORDS, NAMES["anna"]
    for work in (
        lambda: session.answer(one, one),
        lambda: session.answer(prompt, one, one, by=by),
        lambda: session.answer(prompt, one, by=one * 100),
        lambda: session.answer(prompt, one * 60_000),
        lambda: session.ask(one, because=one),
        lambda: session.skip(one, one),
        lambda: session.move(one, one),
        lambda: session.detour(one),
        lambda: session.interrupt(one),
        lambda: session.know(one, one, one),
        lambda: session.know("mood", one),
        lambda: session.know("supports", [one]),
        lambda: session.know("check-in", one),
        lambda: session.replan(one),  # type: ignore[arg-type]  # that is what is refused
        lambda: session.replan(20, one),
        lambda: session.promote(one, one),
        lambda: session.promote("action", one, due=one),
        lambda: session.promote("action", one, visibility=one),
        lambda: session.promote("action", one, prompt=one),
        lambda: session.promote("action", one, by=NAMES["model"]),
        lambda: session.settle(one, one),
        lambda: session.settle("1", one),
        lambda: session.settle("1", "open", "group", by=NAMES["bo"]),
        lambda: session.redact(one),  # type: ignore[arg-type]  # that is what is refused
        lambda: session.redact(*range(1, len(session.events)), by=NAMES["bo"]),
        lambda: session.seen_by(one),
        lambda: session.offer(one, one),
        lambda: session.offer(by=one),
        lambda: session.do(one, {one: one}, one),
        lambda: session.do("answer", {"what": prompt, "text": one, one: one}, NAMES["model"]),
        lambda: session.do("know", {"fact": one, "value": one}, NAMES["model"]),
        lambda: begin(session.framework, voice=one),
        lambda: begin(session.framework, stage=one, occasion=one),
        lambda: begin(session.framework, occasion=one, familiarity=one),
        lambda: begin(session.framework, participants={one: one}),
        lambda: begin(session.framework, presenter=one),
        lambda: begin(session.framework, known={one: one}),
        lambda: begin(session.framework, known={"consent": one}),
        lambda: begin(session.framework, terms={one: one}),
        lambda: Session.from_record({**session.to_record(), "id": one * 100}),
        lambda: Session.from_record({**session.to_record(), one: one}),
        lambda: Session.from_record(
            {**session.to_record(), "events": [*session.to_record()["events"], {one: one}]}
        ),
    ):
        seen.attempt(work)


def keep(seen: Seen, session: Session, folder: Path, **how: Any) -> None:
    """Keep a session, go on with it in two journals, and have everything refused that may be."""
    place = folder / "journal.db"
    with Journal.open(place, **how) as journal, Journal.open(place, **how) as other:
        journal.keep(session)
        back = other.session("s")
        for later in (back.say(WORDS, by=NAMES["anna"]) if back.state.status != "closed" else back, back):
            seen.attempt(partial(other.keep, later))
        mine = seen.attempt(lambda: session.promote("action", WORDS, by=NAMES["anna"]))
        if mine is not None:
            seen.attempt(lambda: journal.keep(mine))
        kept = other.outcomes()
        seen.show(journal, journal._store, journal._memory, kept, *kept, other.history(session.framework))
        seen.show(journal._store.__dict__.keys())
        for work in (
            lambda: journal.session(WORDS),
            lambda: journal.session("s", small_egan()),
            lambda: journal.forget(WORDS),
            lambda: journal.forget(WORDS * 1_000),
            lambda: journal.ids(since=WORDS),
            lambda: journal.ids(participant=WORDS),
            lambda: journal.settle("s", WORDS, WORDS),
            lambda: journal.rekey(passphrase=WORDS, key=KEY),
            lambda: Journal.open(place, passphrase=WORDS),
            lambda: Journal.open(place, key=WORDS.encode()),
            lambda: Journal.open(place, passphrase=WORDS, key=KEY),
            lambda: Journal.open(place),
        ):
            seen.attempt(work)
        if how:
            everything = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
            seen.told.append(everything.decode("latin-1"))
        else:
            base: Any = journal._store._reading.base  # type: ignore[attr-defined]
            for query in (
                "select id, begun, tags, frameworks from sessions",
                "select * from tags",
                "select * from notes",
            ):
                seen.shown.append(repr(base.execute(query).fetchall()))
        other.keep(other.session("s").redact(*range(len(other.session("s").events)), why=WORDS))
        journal.forget("s")
        seen.attempt(lambda: other.keep(session))


def whole(session: Session, walk: list[Verb], how: dict[str, Any]) -> Seen:
    seen = Seen()
    with overheard(seen), patch("handrail.keeping.journal.packed", lambda line: line):
        for verb in walk:
            marked = verb._replace(text=WORDS, by=NAMES.get(verb.by, ""))
            session = seen.attempt(partial(done, session, marked)) or session
            seen.told += [repr(session), *map(str, session.notices)]
        look_at(seen, session)
        go_wrong(seen, session)
        with tempfile.TemporaryDirectory() as folder:
            keep(seen, session, Path(folder), **how)
    return seen


@st.composite
def begun(draw: st.DrawFn) -> Session:
    """Draw a session in which everything that a host says of somebody is marked."""
    framework = draw(frameworks())
    return begin(
        framework,
        voice=draw(pick(*framework.voices)),
        known={fact: draw(values(fact)) for fact in ("consent", "mood")},
        participants=PEOPLE,
        terms={"person": WORDS},
        about=f"{NAME}-event",
        id="s",
        by=NAME,
        key=f"{NAME}-key",
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(session=begun(), walk=walks, how=st.sampled_from([{}, {"key": KEY}]))
def test_no_word_that_somebody_wrote_stands_where_a_stranger_may_look(
    session: Session, walk: list[Verb], how: dict[str, Any]
) -> None:
    pytest.importorskip("cryptography")
    whole(session, walk, how).look()


@pytest.mark.parametrize("how", [{}, {"key": KEY}, {"passphrase": WORDS}], ids=["plain", "key", "passphrase"])
def test_nor_when_a_session_is_taken_up_under_another_version(how: dict[str, Any]) -> None:
    pytest.importorskip("cryptography")
    session = begin(
        small_egan(),
        known=SETTLED,
        terms={"person": WORDS},
        participants=PEOPLE,
        about=NAME,
        id="s",
    )
    by = NAMES["anna"]
    session = (
        session.ask("story", because=WORDS).answer("story", WORDS, by=by, key=NAME).skip("untidied", WORDS)
    )
    session = session.promote("action", WORDS, prompt="story", by=by).settle("1", "open", "group", by=by)
    session = session.know("check-in", 7, shown=WORDS).move("1c", because=WORDS)
    seen = Seen()
    seen.show(plan(session, changed()), diff(session.framework, changed()), replay(session, changed()))
    under = session.take_up(changed(), by=by)
    seen.told += map(str, under.notices)
    under = under.resume(WORDS, by=by).answer("telling", WORDS, by=by).stop(WORDS).resume(WORDS, by=by)
    for one in (session, under, under.take_up(small_egan())):
        look_at(seen, one)
        more = whole(one, [], how)
        seen.shown += more.shown
        seen.told += more.told
        seen.kinds |= more.kinds
    seen.look()
    assert seen.kinds >= {"Refused", "RecordError", "KeepingError", "Forgotten", "Conflict"}


def test_what_is_looked_for_would_be_found() -> None:
    session = begin(small_egan(), known=SETTLED, participants=PEOPLE, id="s").say(WORDS)
    seen = Seen()
    seen.show(session.said()[0].text)
    with pytest.raises(AssertionError):
        seen.look()
    seen = Seen()
    seen.told.append(NAME)
    with pytest.raises(AssertionError):
        seen.look()
    logged = Seen()
    with overheard(logged):
        logging.getLogger("handrail").debug("%s", WORDS)
        warnings.warn(NAME, stacklevel=1)
    assert len(logged.told) == 2
    logged.attempt(lambda: session.move("nowhere"))
    assert logged.kinds == {"Refused"}
