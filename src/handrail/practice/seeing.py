"""What one participant of several may see of a session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .events import Asked, Event
from .people import alone, owner, people, supervisors
from .state import State
from .turns import Outcome, Turn, outcomes, turn
from .verdicts import unknown


class Seen(NamedTuple):
    """What a participant may see: turns, in order, and outcomes; those of others without where they came from."""

    turns: tuple[Turn, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


def seen(events: Iterable[Event], state: State, participant: str) -> Seen:
    """Return what a participant may see; raises `Refused` for somebody who takes no part."""
    participants = state.setting.participants
    if participant not in participants:
        raise unknown("participant", participant, participants)
    if participants[participant] == "software":
        return Seen()
    events = tuple(events)
    return Seen(
        tuple(_turns(events, state, participant)),
        tuple(_outcomes(outcomes(events, state.outcomes), state, participant)),
    )


def _turns(events: Iterable[Event], state: State, participant: str) -> Iterator[Turn]:
    participants = state.setting.participants
    everything = alone(participants) == participant
    for event in events:
        # What was put, was put before all; what it was answered with is only for whoever said it.
        if everything or isinstance(event, Asked) or owner(participants, event.by) == participant:
            one = turn(event)
            if one is not None:
                yield one


def _outcomes(among: Iterable[Outcome], state: State, participant: str) -> Iterator[Outcome]:
    participants = state.setting.participants
    everything = alone(participants) == participant
    with_whom = {"group": people(participants), "supervisor": supervisors(participants)}
    for one in among:
        if everything or owner(participants, one.by) == participant:
            yield one
        elif participant in with_whom.get(one.visibility, ()):
            yield one.without_source()
