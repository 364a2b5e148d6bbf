"""A session: one walk through one framework, as a value; every verb returns the session after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handrail.conditions import Value
from handrail.framework import Framework
from handrail.prompts import Prompt

from . import facts
from .checking import MOST_CHARACTERS, checked_date, checked_minutes, given, noted, written
from .coverage import canonical
from .doors import do
from .effects import EFFECTS
from .events import (
    Answered,
    Asked,
    Closed,
    Detoured,
    Event,
    Interrupted,
    Known,
    LeftBlank,
    Moved,
    Passed,
    Promoted,
    Redacted,
    Replanned,
    Resumed,
    Returned,
    Said,
    Settled,
    Skipped,
    Started,
    Stopped,
)
from .help import Chosen, Help, choose_help
from .judging import of_asking, of_move
from .log import event_of, events_of, grown, opened, row_of
from .migrating import attempt
from .modes import voice_of
from .noticing import notices
from .offers import Offered
from .records import Recorded, record, recorded
from .redacting import check_theirs, chosen, without
from .state import Notice
from .tables import Place, Spot, table
from .verdicts import Refused, Verdict, named, refusal
from .view import View
from .words import fill


def worded(framework: Framework, started: Started) -> Mapping[str, str]:
    """Return the words for the terms of a framework: its own, and those that the host gave."""
    return {**framework.terms, **started.terms} if started.terms else framework.terms


What = Offered | Prompt | str
_make = tuple.__new__


class Session(View):
    """One walk through one framework. It never changes: what is done with it gives the next one."""

    __slots__ = ()

    # Prompts

    def ask(
        self, what: What, because: str | None = None, *, at: str = "", by: str = "", key: str = ""
    ) -> Session:
        """Return the session that waits for an answer; `because` says why, where there is advice against asking."""
        spot = self._spot(what)
        verdict = of_asking(self._table, self._state, spot).word if because else "open"
        known = "" if verdict == "open" else verdict
        return self._take(Asked(*self._put(spot, by), noted(because), known, at, by, key))

    def answer(
        self, what: What, text: str, value: object = None, *, at: str = "", by: str = "", key: str = ""
    ) -> Session:
        """Return the session with an answer; `value` is for a prompt that asks for a fact.

        Without it the fact is set when the text is exactly one of its values; any other text is kept as it is,
        the fact stays unknown, and a notice says what it may be.
        """
        text = written(text)
        spot = self._spot(what)
        if spot.fact is None:
            if value is not None:
                raise refusal(
                    f"the prompt '{spot.prompt.id}' asks for no fact: its answer has no value", "fact"
                )
            kept: Value = facts.UNKNOWN
        elif value is not None:
            kept = facts.taken(spot.fact, value)
        else:
            kept = facts.read(spot.fact, spot.prompt, text)
        return self._take(Answered(*self._put(spot, by), text, kept, at, by, key))

    def skip(
        self, what: What, reason: str | None = None, *, at: str = "", by: str = "", key: str = ""
    ) -> Session:
        """Return the session with a prompt skipped; it is never refused, and needs no reason."""
        return self._take(Skipped(*self._put(self._spot(what), by), noted(reason), at, by, key))

    def pass_(
        self, what: What, reason: str | None = None, *, at: str = "", by: str = "", key: str = ""
    ) -> Session:
        """Return the session in which somebody let their turn pass."""
        return self._take(Passed(*self._put(self._spot(what), by), noted(reason), at, by, key))

    def leave_blank(self, what: What, *, at: str = "", by: str = "", key: str = "") -> Session:
        """Return the session in which a prompt was gone by without a decision about it."""
        return self._take(LeftBlank(*self._put(self._spot(what), by), "", at, by, key))

    def say(self, text: str, *, at: str = "", by: str = "", key: str = "") -> Session:
        """Return the session with something said that answers no prompt."""
        return self._take(Said(written(text), at, by, key))

    # Places

    def move(
        self, stage: str, because: str | None = None, *, at: str = "", by: str = "", key: str = ""
    ) -> Session:
        """Return the session at a stage; raises `Refused`, or `AdvisedAgainst` unless `because` says why.

        Going to a stage that holds stages is going to its first; staying and going back need no reason.
        """
        place = self._table.places.get(stage) or self._place(stage)
        if because:
            verdict = of_move(self._table, self._state, place).word
            known = "" if verdict == "open" else verdict
            return self._take(Moved(place.id, noted(because), known, at, by, key))
        return self._take(_make(Moved, (place.id, "", "", at, by, key)))

    def detour(self, id: str, *, at: str = "", by: str = "", key: str = "") -> Session:
        """Return the session on a detour; `come_back` returns to where one was."""
        return self._take(Detoured(named(self._table.detours, id, "detour").id, at, by, key))

    def come_back(self, *, at: str = "", by: str = "", key: str = "") -> Session:
        """Return the session back from the latest detour."""
        detours = self._state.detours
        return self._take(Returned(detours[-1][0] if detours else "", at, by, key))

    # Interrupting and stopping

    def interrupt(
        self, safeguard: str | None = None, *, at: str = "", by: str = "", key: str = ""
    ) -> Session:
        """Return the session suspended by a safeguard (the first, unless one is named); `help` says who can help."""
        safeguards = self._table.safeguards
        id = next(iter(safeguards)) if safeguard is None else named(safeguards, safeguard, "safeguard").id
        return self._take(Interrupted(id, at, by, key))

    def resume(self, note: str | None = None, *, at: str = "", by: str = "", key: str = "") -> Session:
        """Return the session taken up again; what a safeguard interrupted only by a person, once it is settled."""
        return self._take(Resumed(noted(note), at, by, key))

    def stop(self, reason: str | None = None, *, at: str = "", by: str = "", key: str = "") -> Session:
        """Return the session laid down; it may be taken up again at any time, and nobody is asked why."""
        return self._take(Stopped(noted(reason), at, by, key))

    def close(self, reason: str | None = None, *, at: str = "", by: str = "", key: str = "") -> Session:
        """Return the session finished: it can be read, and its outcomes can still be settled."""
        return self._take(Closed(noted(reason), at, by, key))

    def replan(
        self,
        minutes: float | None,
        occasion: str | None = None,
        *,
        at: str = "",
        by: str = "",
        key: str = "",
    ) -> Session:
        """Return the session with another budget of minutes, and another occasion where one is named."""
        about = self._state.setting.occasion if occasion is None else occasion
        return self._take(Replanned(checked_minutes(minutes), about, at, by, key))

    # Facts and outcomes

    def know(
        self, fact: str, value: object, shown: str = "", *, at: str = "", by: str = "", key: str = ""
    ) -> Session:
        """Return the session that knows a fact, or does not any more (None); `shown`: what it was settled with."""
        one = named(self.framework.facts, fact, "fact")
        return self._take(Known(one.id, facts.taken(one, value), written(shown), at, by, key))

    def promote(
        self,
        type: str,
        text: str,
        *,
        prompt: What | None = None,
        due: str | None = None,
        visibility: str = "private",
        at: str = "",
        by: str = "",
        key: str = "",
    ) -> Session:
        """Return the session with an outcome that somebody took out of what was said; software takes none.

        due: a date, as in 2026-03-09. visibility: private, supervisor, group or portfolio.
        """
        id = named(self.framework.known_outcomes, type, "type of outcome").id
        source = self._spot(prompt).prompt.id if prompt is not None else ""
        ways = canonical(self._table, source).ways if source else ()
        number = str(len(self._state.outcomes) + 1)
        said = (written(text), checked_date(due), given(visibility))
        return self._take(Promoted(number, id, source, ways, *said, at, by, key))

    def settle(
        self,
        outcome: str,
        status: str,
        visibility: str | None = None,
        *,
        at: str = "",
        by: str = "",
        key: str = "",
    ) -> Session:
        """Return the session with an outcome settled: done, dropped, or open again.

        With a `visibility` it is shared, or not any more, from now on; that is up to the one who took it out.
        """
        return self._take(Settled(outcome, status, given(visibility), at, by, key))

    def do(self, name: str, arguments: Mapping[str, Any], by: str, *, at: str = "", key: str = "") -> Session:
        """Return the session after a call that a language model named; raises `Refused` for what it may not do."""
        return do(self, name, arguments, by, at=at, key=key)

    # Taking words out

    def redact(
        self, *events: int, why: str | None = None, at: str = "", by: str = "", key: str = ""
    ) -> Session:
        """Return the session without the words that somebody wrote in some events, by their numbers in `events`.

        Everything else of them stays, and so does where the session stands. People take out what is theirs, software
        nothing, and the host (who names nobody in `by`) anything. Raises `Refused`.
        """
        rows = opened(self._rows, self._length)
        numbers = chosen(rows, events)
        check_theirs(rows, numbers, self._state.setting.participants, by)
        if not numbers:
            return self
        cut, told, terms, helpers = without(rows, numbers), self._notices, self._terms, self._help
        bare = Session(
            self._table, self._state, cut, len(cut), told, terms, helpers, self._id, earlier=self._earlier
        )
        redacted = bare._take(Redacted(numbers, noted(why), at, by, key))
        return self if redacted is bare else redacted

    # Versions

    def take_up(self, new: Framework, *, at: str = "", by: str = "", key: str = "") -> Session:
        """Return the session under another version of its framework; raises `Refused` where the plan is blocked.

        What has no place there is set aside and never lost: to go back to the version before is to undo it.
        """
        for stamp in (at, by, key):
            given(stamp)
        if key and key in self._known_keys():
            return self
        made = attempt(self, new)
        if made.plan.kind == "blocked":
            raise Refused(Verdict("blocked", made.plan.reasons, "version"))
        if made.plan.kind == "as-is":
            return self
        event = made.event._replace(at=at, by=by, key=key)
        rows, number = grown(self._rows, self._length, row_of(event)), self._length + 1
        started = event_of(self._rows[0])
        assert isinstance(started, Started)  # nothing else begins a session
        terms = worded(made.table.framework, started)
        helpers, id = self._help, self._id
        told = made.notices
        return Session(
            made.table, made.state, rows, number, told, terms, helpers, id, earlier=self.frameworks
        )

    # Records

    def to_record(self) -> dict[str, Any]:
        """Return the session as plain data, with its framework: it needs nothing else to be read back."""
        return record(self._id, self.frameworks, opened(self._rows, self._length))

    @classmethod
    def from_record(
        cls,
        data: object,
        framework: Framework | None = None,
        help: Help = (),  # noqa: A002  what it is, in one word
        place: str = "",
    ) -> Session:
        """Return the session of a record; raises `RecordError` that says what is wrong with one.

        With a `framework` it is taken up under that one, if its structure is the record's. Who can help where is
        not in a record: `help` and `place` are told anew, as to `begin`.
        """
        return cls.found(recorded(data, framework), help, place)

    @classmethod
    def found(cls, found: Recorded, helpers: Help = (), place: str = "") -> Session:
        """Return the session of what was found in a record; for the library itself."""
        here = table(found.framework, found.state.setting.voice)
        terms = worded(found.framework, found.started)
        rows, told = found.rows, found.notices
        chosen = choose_help(helpers, found.framework.language, place)
        return cls(here, found.state, rows, len(rows), told, terms, chosen, found.id, earlier=found.earlier)

    def noticed(self, *notices: Notice) -> Session:
        """Return the session with notices of whoever read or kept it."""
        return self._told((*self._notices, *notices), self._help)

    def helped_as(self, other: Session) -> Session:
        """Return the session with what the host gave another one for whoever needs a human being; for the library."""
        return self._told(self._notices, other._help)

    # Inside

    def _told(self, notices: tuple[Notice, ...], helpers: Chosen) -> Session:
        state, rows, length, terms = self._state, self._rows, self._length, self._terms
        keys, earlier = self._keys, self._earlier
        return Session(self._table, state, rows, length, notices, terms, helpers, self._id, keys, earlier)

    def _take(self, event: Event) -> Session:
        """Return the session after an event, or the same one when an event with that key is in it already."""
        at, by, key = event[-3:]
        keys, rows, length = self._keys, self._rows, self._length
        if at or by or key:
            for stamp in (at, by, key):
                given(stamp)
            if key:
                keys = self._known_keys() if keys is None else keys
                if keys.get(key, length) < length:
                    return self
        before, here = self._state, self._table
        now = EFFECTS[type(event)](here, before, event)
        told = notices(here, before, event, now)
        longer = grown(rows, length, row_of(event, stamped=bool(at or by or key)))
        if longer is not rows:
            keys = None  # those of another branch are not this one's
        elif key and keys is not None:
            keys[key] = length
        terms, helpers = self._terms, self._help
        return Session(here, now, longer, length + 1, told, terms, helpers, self._id, keys, self._earlier)

    def _known_keys(self) -> dict[str, int]:
        events = events_of(opened(self._rows, self._length))
        return {event.key: number for number, event in enumerate(events) if event.key}

    def _spot(self, what: What) -> Spot:
        spots = self._table.spots
        id = what if isinstance(what, str) else getattr(what, "id", None)
        spot = spots.get(id or "")
        if spot is not None:
            return spot
        return spots[named({one: spot.prompt for one, spot in spots.items()}, id, "prompt").id]

    def _put(self, spot: Spot, by: str) -> tuple[str, str, str]:
        """Return which prompt is put, in which voice and in what words."""
        prompt = spot.prompt
        voice = voice_of(self._table, self._state, prompt, by)
        if voice not in prompt.wordings:
            raise refusal(f"the prompt '{prompt.id}' has no wording in the voice '{voice}'", "voice")
        # No record holds a longer text, and words of the host may make it one.
        return prompt.id, voice, fill(prompt.wordings[voice], self._terms)[:MOST_CHARACTERS]

    def _place(self, stage: str) -> Place:
        places = self._table.places
        if not stage:
            raise refusal("the way out is stop() or close()")
        stages = {id: self.framework.every_stage[id] for id in places}
        return places[named(stages, stage, "stage").id]
