"""People who answer and have each answer kept, for whoever measures something about journals."""

from __future__ import annotations

from itertools import cycle

import handrail
from handrail.keeping import Journal

from .timing import Work
from .walks import ANSWER, answered, begun

KEY = bytes(range(32))


def lasting(id: str, events: int) -> handrail.Session:
    """Return a session of so many events."""
    return answered(begun(handrail.load("egan"), id=id), events)


class Writer:
    """Somebody who goes on with a session, which is kept as it is."""

    def __init__(self, journal: Journal, session: handrail.Session) -> None:
        self.journal, self.session = journal, session
        prompts = session.framework.prompts.in_voice("helper")
        self._prompts = cycle([prompt for prompt in prompts if not prompt.asks])
        journal.keep(session)

    def answer(self) -> handrail.Session:
        """Return the session with one answer more, which is not kept."""
        self.session = self.session.answer(next(self._prompts), ANSWER)
        return self.session

    def write(self) -> str:
        """Answer once and keep it, and return the id of the session."""
        return self.journal.keep(self.answer())

    def ahead(self, times: int, each: int = 1) -> Work:
        """Return what keeps so many answers at once, and may be called so many times: they are all there already."""
        versions = [[self.answer() for _ in range(each)][-1] for _ in range(times)]
        later = iter(versions)
        return lambda: self.journal.keep(next(later))
