"""Taking events: `step` takes one, `fold` takes a whole log. No clock, no chance, nothing outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handrail.framework import Framework

from .effects import EFFECTS
from .events import NAMES, Event, Migrated, Started
from .noticing import TELLING, notices
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
    quiet = now.safeguard is state.safeguard and now.facts is state.facts and type(event) not in TELLING
    if quiet and now.shut is state.shut and now.status == state.status:
        return tuple.__new__(Step, (now, ()))  # nothing that anybody need hear of, as nearly always
    return Step(now, notices(here, state, event, now))


def fold(framework: Framework, events: Iterable[Event], earlier: Sequence[Framework] = ()) -> State:
    """Return the state after all events; raises `RecordError` with the number of the first that does not fit.

    earlier: the frameworks before each `migrated` event, the oldest first; what happened is judged under the
    framework under which it happened.
    """
    frameworks = iter((*earlier, framework))
    state, here = State(), None
    for number, event in enumerate(events):
        try:
            if here is None:
                here = first_table(next(frameworks), event)
            elif type(event) is Migrated:
                here = _next_table(frameworks, state)
            state = EFFECTS[type(event)](here, state, event)
        except SessionError as error:
            raise RecordError(f"event {number} ({NAMES[type(event)]}) does not fit here: {error}") from None
    if here is not None and here.framework is not framework:
        raise RecordError("there are more frameworks than these events were taken up under")
    return state


def _next_table(frameworks: Iterator[Framework], state: State) -> Table:
    following = next(frameworks, None)
    if following is None:
        raise refusal("the framework that this was taken up under is not there", "version")
    return table(following, state.setting.voice)


def first_table(framework: Framework, event: Event) -> Table:
    """Return the table for the voice that a session starts in; raises `Refused` for an event that starts none."""
    if not isinstance(event, Started):
        raise refusal("the first event of a session is 'started'", "status")
    if event.voice not in framework.voices:
        raise unknown("voice", event.voice, framework.voices)
    return table(framework, event.voice)
