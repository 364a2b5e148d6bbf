"""The frameworks that kept sessions need: each is kept once, and read and checked once a process."""

from __future__ import annotations

from collections.abc import Sequence

from handrail.framework import Framework
from handrail.practice import Session
from handrail.practice.events import Migrated, Started
from handrail.practice.identity import Digests, at_hand, digests
from handrail.practice.stored import framework_bytes, framework_of, pins_of, started_of

from .cards import moment, tags_of
from .store import Card, KeepingError, Store

_MOST = 64


def digest_of(pinned: Digests) -> str:
    """Return the name that a framework has in a store."""
    return f"{pinned.structure}-{pinned.wording}"


def card_of(id: str, session: Session) -> Card:
    """Return what a store may know of a session, with the frameworks that reading it back takes."""
    started = started_of(session)
    own = {digest_of(digests(one)): one for one in session.frameworks}
    needed = {digest: framework_bytes(own[digest]) if digest in own else b"" for digest in _needed(session)}
    if digest_of(digests(session.framework)) not in needed:
        # It was taken up under another wording than it was begun with, and that one may not be at hand.
        needed[_beside([*needed][-1], id)] = framework_bytes(session.framework)
    return Card(moment(started.at), tags_of(session, started), needed)


def changes_card(before: Session, now: Session) -> bool:
    """Return whether a later version of a session has another card."""
    old, new = before.state, now.state
    return not (
        old.status == new.status and old.outcomes == new.outcomes and before.framework is now.framework
    )


def is_as_begun(session: Session) -> bool:
    """Return whether a session stands under the very frameworks that its events were taken under."""
    own = [(digests(one), one.edition) for one in session.frameworks]
    return own == [(pinned_to(pin), pin.edition) for pin in pins_of(session)]


def pinned_to(pin: Started | Migrated) -> Digests:
    """Return the digests of the framework that an event says."""
    return Digests(pin.structure_digest, pin.wording_digest)


def _needed(session: Session) -> list[str]:
    return [digest_of(pinned_to(pin)) for pin in pins_of(session)]


def _beside(digest: str, id: str) -> str:
    from hashlib import sha256  # imported late: hardly anybody needs it

    return f"{digest}/{sha256(id.encode()).hexdigest()[:32]}"


class Shelf:
    """The frameworks of a store that were read lately."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, Framework] = {}

    def frameworks(
        self, id: str, pinned: Sequence[Digests], given: Framework | None, edition: bool
    ) -> tuple[list[Framework], Framework | None]:
        """Return the frameworks that a session was taken under, and the one to go on with where that is another.

        `edition`: the session says which edition it is in, so that it makes no difference which one these are in.
        """
        found: list[Framework] = []
        for one in pinned:
            framework = self._under(one, edition)
            if framework is None:
                other = self._framework(_beside(digest_of(one), id)) or given
                if other is None:
                    raise KeepingError(
                        "the framework of this session is missing here; name it with framework="
                    )
                return [*found, other], other
            found.append(framework)
        if not found:
            raise KeepingError("this session does not say which framework it was begun with; it is damaged")
        return found, None

    def pinned(self, one: Digests, edition: str) -> Framework:
        """Return the framework with some digests, in an edition; raises `LookupError` where it is not there."""
        framework = self._under(one, bool(edition))
        if framework is None or digests(framework) != one:
            raise LookupError
        return framework.in_edition(edition) if edition else framework

    def _under(self, one: Digests, edition: bool) -> Framework | None:
        twin = at_hand(one)
        return twin if twin is not None and (edition or not twin.edition) else self._framework(digest_of(one))

    def _framework(self, digest: str) -> Framework | None:
        held = self._held.get(digest)
        if held is None:
            data = self._store.framework(digest)
            if not data:
                return None
            held = framework_of(data)
            if len(self._held) >= _MOST:
                self._held.clear()
            self._held[digest] = held
        return held
