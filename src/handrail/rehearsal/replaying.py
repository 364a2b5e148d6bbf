"""Replaying a recorded session against a changed framework, before anybody comes back to it."""

from __future__ import annotations

import attrs

from handrail.framework import Framework
from handrail.practice import Plan, Session, SessionError, State, plan, step
from handrail.practice.events import Event, Migrated, Started, kind_of


@attrs.frozen
class Replay:
    """What a changed framework means for a recorded session.

    plan: what taking it up would do. status: what the session is afterwards. refused: the number of the first event
    that would not have been taken had the session been under the changed framework all along, with its kind and why;
    None where every one would.
    """

    plan: Plan
    status: str
    refused: tuple[int, str, str] | None = None

    @property
    def needs_a_person(self) -> bool:
        """Return whether somebody has to look at the session before it goes on."""
        return self.plan.kind in ("redo-stage", "blocked")


def replay(session: Session, new: Framework) -> Replay:
    """Return what a changed framework means for a session; the session stays as it is."""
    planned = plan(session, new)
    after = session if planned.kind == "blocked" else session.take_up(new)
    return Replay(planned, after.state.status, first_refused(session.events, new))


def first_refused(events: tuple[Event, ...], new: Framework) -> tuple[int, str, str] | None:
    """Return the number, the kind and the reason of the first event that a framework does not take, or None.

    What was taken up under other versions meanwhile is no matter here: all of it is told to the one framework.
    """
    state = State()
    for number, event in enumerate(events):
        if isinstance(event, Migrated):
            continue
        if isinstance(event, Started):
            event = event._replace(framework=new.id)
        try:
            state = step(new, state, event).state
        except SessionError as error:
            return number, kind_of(event), str(error)
    return None
