"""What can be seen of a session: where it stands, what is on offer, what was said and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from handrail.framework import Framework

from .brief import Brief, brief_of
from .coverage import Coverage, coverage_of
from .events import Event, Started
from .help import Chosen, help_texts
from .log import Row, event_of, events_of, opened
from .modes import part_of
from .moves import Move, moves_from
from .offers import Offer, Offered, Shelf
from .paths import path_of
from .people import alone, owner
from .renaming import answered_and_gone
from .seeing import Seen, seen
from .state import Notice, State
from .tables import BESIDE, Table
from .turns import Outcome, Turn, latest, outcomes
from .verdicts import named


class View:
    """A session as it can be seen; nothing in it changes."""

    __slots__ = (
        "_earlier",
        "_help",
        "_id",
        "_keys",
        "_length",
        "_notices",
        "_rows",
        "_state",
        "_table",
        "_terms",
    )

    def __init__(
        self,
        table: Table,
        state: State,
        rows: list[Row],
        length: int,
        notices: tuple[Notice, ...],
        terms: Mapping[str, str],
        help: Chosen,  # noqa: A002  what it is, in one word
        id: str,
        keys: dict[str, int] | None = None,
        earlier: tuple[Framework, ...] = (),
    ) -> None:
        self._table = table
        self._state = state
        self._rows = rows
        self._length = length
        self._notices = notices
        self._terms = terms
        self._help = help
        self._id = id
        # Which event came with which key; made when the first one does.
        self._keys = keys
        self._earlier = earlier

    def __repr__(self) -> str:
        state = self._state
        where = f" at {state.stage}" if state.status == "open" else ""
        return f"<Session {self._id or 'unnamed'} of {self.framework.id}: {state.status}{where}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, View):
            return NotImplemented
        same = self._id == other._id and self.frameworks == other.frameworks
        return same and self.events == other.events

    def __hash__(self) -> int:
        return hash((self._id, self.framework.id, self._length))

    @property
    def id(self) -> str:
        """Return the id that the host gave, or nothing."""
        return self._id

    @property
    def about(self) -> str:
        """Return the host's id for the event that is reflected on, or nothing."""
        started = event_of(self._rows[0])
        return started.about if isinstance(started, Started) else ""

    @property
    def framework(self) -> Framework:
        """Return the framework, in the edition that is looked at."""
        return self._table.framework

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """Return all frameworks that the session was under, the earliest first and the present one last."""
        return (*self._earlier, self._table.framework)

    @property
    def pinned(self) -> Table:
        """Return what is worked out once for the framework and the voice; for the library itself."""
        return self._table

    @property
    def state(self) -> State:
        """Return where the session stands, without a word that a person wrote."""
        return self._state

    @property
    def events(self) -> tuple[Event, ...]:
        """Return everything that happened, in order."""
        return tuple(events_of(opened(self._rows, self._length)))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what somebody should hear of after the latest verb, or after reading a record."""
        return self._notices

    @property
    def help(self) -> tuple[str, ...]:
        """Return what to tell somebody who needs a human being: the host's words, or an honest default."""
        return help_texts(self._table, self._state, self._help, self._terms)

    @property
    def coverage(self) -> Coverage:
        """Return the ways of knowing that the answers drew on, and those that they did not."""
        return coverage_of(self._table, self._state, answered_and_gone(self.frameworks, self._state))

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what was taken out of this session, with what became of it."""
        return tuple(outcomes(self.events, self._state.outcomes)) if self._state.outcomes else ()

    @property
    def yields(self) -> tuple[str, ...]:
        """Return the types of outcome that the answered prompts may give; those of the path come first."""
        answered = (id for id in self._state.touched if self._state.was(id) == "answered")
        yields = (one for id in answered for one in self._table.spots[id].prompt.yields)
        path = path_of(self._table.framework, self._state.facts)
        return tuple(dict.fromkeys((*(path.yields if path else ()), *yields)))

    @property
    def waiting(self) -> Offered | None:
        """Return the prompt that was put and not answered yet, or None."""
        id = self._state.waiting
        if not id or self._state.status != "open":
            return None
        return self._shelf.offered(self._table.spots[id].prompt)

    def said(self, last: int | None = None) -> tuple[Turn, ...]:
        """Return who said what, or the last so many turns of it, the newest last."""
        newest = (self._rows[number] for number in range(self._length - 1, -1, -1))
        return latest(events_of(newest), last)

    def offer(self, strand: str | None = None, by: str = "") -> Offer:
        """Return what may be asked now: where one is, or of one strand; `by`: what is open for one participant.

        In a group's *we* that is what they have not touched; a guide, and everybody beside a presenter, is offered
        the prompts that are worded for a guide. Raises `Refused` for somebody who does not take part.
        """
        shelf = (
            Shelf(self._table, self._state, self._terms, part_of(self._state.setting, by))
            if by
            else self._shelf
        )
        if strand is None:
            return shelf.offer()
        strands = {id: place for id, place in self._table.places.items() if place.scope == BESIDE}
        return shelf.offer(named(strands, strand, "strand"))

    def seen_by(self, participant: str) -> Seen:
        """Return what a participant may see: what they wrote, what was asked, and what others share with them.

        What another shares comes without its source. Where there is only one person, all of it is theirs; software
        sees nothing. Raises `Refused` for somebody who does not take part.
        """
        return seen(self.events, self._state, participant)

    def owned_by(self, outcome: Outcome, participant: str) -> bool:
        """Return whether an outcome is a participant's: they took it out, or nobody else was there."""
        participants = self._state.setting.participants
        return participant in (alone(participants), owner(participants, outcome.by))

    def moves(self) -> tuple[Move, ...]:
        """Return where one may go and where not, with the verdict on each; what is suggested comes first."""
        return moves_from(self._table, self._state)

    def brief(self) -> Brief:
        """Return what whoever speaks in this session is told before, without a word that a person wrote."""
        # Its own terms, not the host's: those may say something of a person.
        helpers = help_texts(self._table, self._state, self._help, self.framework.terms)
        return brief_of(self._table, self._state, self.offer(), helpers, self.coverage)

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self._table, self._state, self._terms)
