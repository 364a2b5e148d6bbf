"""Taking events: `step` takes one, `fold` takes a whole log. No clock, no chance, nothing outside."""

from __future__ import annotations

from collections.abc import Iterable

from handrail.framework import Framework

from .effects import EFFECTS
from .events import NAMES, Answered, Event, Started
from .noticing import notices
from .state import State, Step
from .tables import Table, table
from .verdicts import RecordError, SessionError, refusal, unknown


def step(framework: Framework, state: State, event: Event) -> Step:
    """Return the state after an event, with what somebody should hear of; raises `SessionError` for one refused."""
    try:
        here = framework.derived["practice"][state.setting.voice]
    except KeyError:  # the first event, or the first of this framework here
        here = table(framework, state.setting.voice) if state.status else first_table(framework, event)
    now = EFFECTS[type(event)](here, state, event)
    same = now.shut is state.shut and now.facts is state.facts and now.status == state.status
    if same and type(event) is not Answered:
        return tuple.__new__(Step, (now, ()))  # nothing that anybody need hear of, as nearly always
    return Step(now, notices(here, state, event, now))


def fold(framework: Framework, events: Iterable[Event]) -> State:
    """Return the state after all events; raises `RecordError` with the number of the first that does not fit."""
    state, here = State(), None
    for number, event in enumerate(events):
        try:
            here = here or first_table(framework, event)
            state = EFFECTS[type(event)](here, state, event)
        except SessionError as error:
            raise RecordError(f"event {number} ({NAMES[type(event)]}) does not fit here: {error}") from None
    return state


def first_table(framework: Framework, event: Event) -> Table:
    """Return the table for the voice that a session starts in; raises `Refused` for an event that starts none."""
    if not isinstance(event, Started):
        raise refusal("the first event of a session is 'started'", "status")
    if event.voice not in framework.voices:
        raise unknown("voice", event.voice, framework.voices)
    return table(framework, event.voice)
