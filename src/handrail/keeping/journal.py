"""The journal: sessions kept in order, on whatever store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from secrets import token_hex
from typing import NamedTuple, Self

from handrail.framework import Framework
from handrail.practice import Conflict, Outcome, Review, Session, review
from handrail.practice.help import Help
from handrail.practice.reviewing import LATELY
from handrail.practice.stored import (
    lines_of,
    log_of,
    parsed,
    pins,
    same_events,
    session_of,
    words_gone,
)

from .cards import bound, checked_id, outcome_tag, tag
from .frameworks import Shelf, card_of, changes_card, is_as_begun
from .memory import Kept, Memory, Noted
from .packing import packed, unpacked
from .places import opened
from .standings import gone_on, note_of, stood, summed
from .store import Forgotten, KeepingError, OutOfStep, Store

_MOST_TRIES = 1_000


class KeptOutcome(NamedTuple):
    """An outcome, and the id of the session that it was taken out of."""

    session: str
    outcome: Outcome


class Journal:
    """Sessions kept: whatever `keep` has returned from is there when the machine comes back.

    May be used from several threads; several processes open the same place, each for itself.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._memory = Memory()
        self._shelf = Shelf(store)
        # A store that cannot note where a session stands keeps its lines all the same.
        self._resume = getattr(store, "resume", None)

    @classmethod
    def open(
        cls, place: str | os.PathLike[str], *, passphrase: str | None = None, key: bytes | None = None
    ) -> Journal:
        """Return the journal at a place, begun when there is none: a path, or the address of a PostgreSQL database.

        With a passphrase, or a key of 32 bytes, everything in it is sealed. Raises `KeepingError`.
        """
        return cls(opened(place, passphrase, key))

    def keep(self, session: Session) -> str:
        """Return the id of a session, once everything that happened in it is kept, and what was redacted is erased.

        An older version of what is kept changes nothing, nor does an event whose key is there already. Raises
        `Conflict`, with the session as it stands now, where somebody else wrote first, and `KeepingError`.
        """
        rows, length = log_of(session)
        id = session.id or self._memory.name(rows[0], lambda: token_hex(12))
        kept = self._memory.get(id)
        there, count = log_of(kept.session) if kept is not None else ([], 0)
        if there is rows:
            if length > count:
                try:
                    self._append(id, session, count, kept, kept.checksum if kept is not None else 0)
                    return id
                except OutOfStep:
                    pass  # somebody else wrote; below it is found out what
            elif self._store.count(id) >= count:
                return id
        return self._keep_beside(checked_id(id), session)

    def _append(
        self,
        id: str,
        session: Session,
        first: int,
        kept: Kept | None,
        before: int,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Keep what is new; `before` is the checksum of the lines before it."""
        card, note = None, b""
        if kept is None or changes_card(kept.session, session):
            card = card_of(id, session)
        as_begun = is_as_begun(session) if kept is None or card is not None else kept.as_begun
        lines = [packed(line) for line in lines_of(session, first)]
        length, checksum = first + len(lines), summed(lines, before)
        noted = kept.noted if kept is not None else _notable(session)
        worth = noted is not None and (card is not None or noted.is_due(length))
        if worth and as_begun and self._resume is not None:
            note = note_of(id, session, checksum)
            noted = Noted(length, len(note))
        self._store.append(id, first, lines, card, *([note] if note else ()))
        if then is not None:
            then()
        self._memory.put(id, Kept(session, lines[-1], checksum, as_begun, noted))

    def _erase(self, id: str, lines: Sequence[bytes], numbers: Iterable[int]) -> dict[int, bytes]:
        """Put the lines without words in the place of those that may still have them, and return them as they are kept.

        Only once it is kept that they are to go: whoever is interrupted in between leaves that to the next.
        """
        if bare := {number: packed(lines[number]) for number in numbers}:
            self._store.erase(id, bare)
        return bare

    def _keep_beside(self, id: str, session: Session) -> str:
        """Keep a session of which the journal does not remember how much is kept: read, compare, write the rest."""
        mine, gone = lines_of(session), words_gone(session)
        for _ in range(_MOST_TRIES):
            lines = self._store.read(id)
            there = unpacked(lines)
            shared = same_events(mine, there, gone)
            if shared == len(mine):
                self._erase(id, mine, gone)
                if shared == len(there):
                    made = (session, lines[-1], summed(lines), is_as_begun(session))
                    self._memory.put(id, Kept(*made, _notable(session)))
                return id
            if shared < len(there):
                if not _repeated(mine[shared:], there):
                    raise Conflict(self._made(id, there).helped_as(session))
                return id
            try:
                kept_with_words = [number for number in gone if number < shared]
                then = partial(self._erase, id, mine, kept_with_words)
                self._append(id, session, shared, None, summed(lines), then)
                return id
            except OutOfStep:
                continue
        raise KeepingError("this session is written to so often that nothing could be added; try again")

    def session(
        self,
        id: str,
        framework: Framework | None = None,
        help: Help = (),  # noqa: A002  what it is, in one word
        place: str = "",
    ) -> Session:
        """Return a session as it was kept last; raises `KeepingError` where there is none, and `RecordError`.

        It brings the framework that it was begun with; with another one it is taken up under that, as
        `Session.from_record` does. `help` and `place` are told anew, as to `begin`, and never kept.
        """
        kept = self._memory.get(checked_id(id))
        if kept is not None and kept.as_begun and framework is None:
            # What came since the last line that is known here, and that line: it must still be the same.
            lines = self._store.read(id, log_of(kept.session)[1] - 1)
            if lines[:1] == [kept.last]:
                again = gone_on(kept, id, lines[1:], help, place)
                if again is not None:
                    self._memory.put(id, again)
                    return again.session
        found = self._found(id, framework, help, place)
        if found.noted is not None:
            self._memory.put(id, found)
        return found.session

    def _found(
        self, id: str, framework: Framework | None = None, helpers: Help = (), place: str = ""
    ) -> Kept:
        """Return a session as it is kept: where it was noted to stand, with what came since, or worked out anew."""
        lines, note = self._resume(id) if self._resume is not None else (self._store.read(id), b"")
        if not lines:
            raise KeepingError("no session with this id is kept here")
        if note and framework is None:
            kept = stood(id, lines, note, self._shelf, helpers, place)
            if kept is not None:
                return kept
        made = self._made(id, unpacked(lines), framework, helpers, place)
        if gone := words_gone(made):
            bare = lines_of(made)
            try:
                erased = self._erase(id, bare, gone)
            except KeepingError:
                # Not shown all the same, and whoever reads next tries again.
                return Kept(made, lines[-1], summed(lines), is_as_begun(made), None)
            made = self._made(id, bare, framework, helpers, place)
            lines = [erased.get(number, line) for number, line in enumerate(lines)]
        return Kept(made, lines[-1], summed(lines), is_as_begun(made))

    def _made(
        self,
        id: str,
        lines: list[bytes],
        framework: Framework | None = None,
        helpers: Help = (),
        place: str = "",
    ) -> Session:
        plain = parsed(lines)
        edition = bool(plain[0].get("edition"))
        frameworks, other = self._shelf.frameworks(id, pins(plain), framework, edition)
        return session_of(id, plain, frameworks, framework or other, helpers, place)

    def __contains__(self, id: object) -> bool:
        try:
            return isinstance(id, str) and self._store.count(checked_id(id)) > 0
        except Forgotten:
            return False
        except KeepingError:
            if _could_be(id):
                raise
            return False

    def ids(
        self,
        framework: str | None = None,
        since: str | None = None,
        until: str | None = None,
        participant: str | None = None,
        outcome: str | None = None,
        status: str | None = None,
        about: str | None = None,
    ) -> tuple[str, ...]:
        """Return the ids of the sessions for which all this holds, in the order in which they began.

        since, until: days or moments, both included. participant, about: ids that the host gave. outcome: a type that
        something was promoted as. status: open, suspended, stopped or closed.
        """
        asked = {"framework": framework, "participant": participant, "status": status, "about": about}
        tags = [tag(kind, value) for kind, value in asked.items() if value is not None]
        if outcome is not None:
            tags.append(outcome_tag(outcome, None))
        return tuple(self._store.find(tags, bound(since), bound(until, last=True)))

    def history(
        self, framework: str | Framework, participant: str | None = None, about: str | None = None
    ) -> tuple[tuple[str, ...], ...]:
        """Return what was answered in each earlier session of a framework, the latest last: for `begin(past=...)`."""
        name = framework if isinstance(framework, str) else framework.id
        states = (one.state for one in self._sessions(self.ids(name, participant=participant, about=about)))
        return tuple(
            tuple(prompt for prompt in state.touched if state.was(prompt) == "answered") for state in states
        )

    def outcomes(
        self, type: str | None = None, status: str | None = None, participant: str | None = None
    ) -> tuple[KeptOutcome, ...]:
        """Return what was taken out of sessions, in order; of a participant: what they took out themselves.

        Where nobody said who took something out, it is everybody's who took part.
        """
        tags = [outcome_tag(type, status)]
        if participant is not None:
            tags.append(tag("participant", participant))
        return tuple(
            KeptOutcome(session.id, one)
            for session in self._sessions(self._store.find(tags))
            for one in session.outcomes
            if type in (None, one.type)
            and status in (None, one.status)
            and (participant is None or one.by in ("", participant))
        )

    def _sessions(self, ids: Iterable[str]) -> Iterator[Session]:
        for id in ids:
            try:
                # Not remembered: those that are worked on would be forgotten for it.
                yield self._found(id).session
            except Forgotten:
                continue  # since it was found

    def review(self, participant: str = "", last: int = LATELY) -> Review:
        """Return what all sessions here come to, as `practice.review` does; for a participant what is theirs."""
        return review(self._sessions(self.ids(participant=participant or None)), participant, last)

    def settle(
        self,
        id: str,
        outcome: str,
        status: str,
        visibility: str | None = None,
        *,
        at: str = "",
        by: str = "",
        key: str = "",
    ) -> Session:
        """Return a session in which an outcome has been settled and kept: done, dropped, or open again.

        With a `visibility` its owner shares it, or shares it no longer.
        """
        session = self.session(id)
        for _ in range(_MOST_TRIES):
            settled = session.settle(outcome, status, visibility, at=at, by=by, key=key)
            try:
                self.keep(settled)
                return settled
            except Conflict as conflict:
                session = conflict.session
        raise KeepingError("this session is written to so often that nothing could be added; try again")

    def forget(self, id: str) -> None:
        """Erase a session: nothing of it is left but its id and when it was forgotten. It cannot come back."""
        there = self._store.forget(checked_id(id), datetime.now(UTC).isoformat(timespec="seconds"))
        self._memory.drop(id)
        if not there:
            raise KeepingError("no session with this id is kept here")

    def rekey(self, *, passphrase: str | None = None, key: bytes | None = None) -> None:
        """Change what a sealed journal is opened with; everything in it stays sealed as it is."""
        rekey = getattr(self._store, "rekey", None)
        if rekey is None:
            raise KeepingError("this journal is not sealed, so there is no key to change")
        rekey(passphrase, key)

    def close(self) -> None:
        """Let go of the place; everything in it stays."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _notable(session: Session) -> Noted | None:
    """Return that it was not noted yet where a session stands; None while its lines may hold words that it lacks."""
    return None if words_gone(session) else Noted()


def _repeated(mine: list[bytes], there: list[bytes]) -> bool:
    """Return whether all lines have keys, and lines with those keys are there already."""
    keys = {key for one in parsed(there) if isinstance(key := one.get("key"), str)}
    return all(one.get("key") and one["key"] in keys for one in parsed(mine))


def _could_be(id: object) -> bool:
    try:
        return bool(checked_id(id))
    except KeepingError:
        return False
