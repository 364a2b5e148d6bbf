"""Coming back to the same event: how often in a row it brought nothing new."""

from __future__ import annotations

from collections.abc import Iterable

from .session import Session


def re_entered(about: str, sessions: Iterable[Session]) -> int:
    """Return how many of the latest sessions about an event, in a row, brought nothing new: no outcome was taken out.

    sessions: those that the host has, the latest last; those about something else count neither way. From three on
    the host may tell a framework's fact for it, and talking with somebody may help more than writing does.
    """
    same = [session for session in sessions if about and session.about == about]
    brought = [number for number, session in enumerate(same, 1) if session.state.outcomes]
    return len(same) - (brought[-1] if brought else 0)
