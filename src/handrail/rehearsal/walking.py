"""Walking a framework by script: a walk-through is done step by step, and what does not hold explains itself."""

from __future__ import annotations

import attrs

from handrail.authoring import Problem, Step, Walkthrough
from handrail.framework import Framework
from handrail.practice import Session, SessionError

from .deeds import begun, done
from .expecting import in_words, unmet
from .possible import possible

CODE = "walkthrough"


@attrs.frozen
class Failure:
    """Where a walk-through did not go on: the problem at its step, and what was possible there."""

    problem: Problem
    possible: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the failure as people read it: place, sentence, the line with a caret, and what was possible."""
        return "\n".join([str(self.problem), *(f"    {line}" for line in self.possible)])


@attrs.frozen
class Walked:
    """What came of a walk-through: the session as it stood at last (None where none began), and what failed."""

    walkthrough: Walkthrough
    session: Session | None = attrs.field(repr=False)
    failure: Failure | None = None

    @property
    def passed(self) -> bool:
        """Return whether everything happened and held as it is written."""
        return self.failure is None


def walk(framework: Framework, walkthrough: Walkthrough) -> Walked:
    """Return what comes of a walk-through of a framework; it ends with its last step, or with the first that fails."""
    try:
        session = begun(framework, walkthrough.start)
    except SessionError as error:
        said = f"the walk-through '{walkthrough.id}' cannot begin like this: {error}"
        return Walked(walkthrough, None, Failure(_problem(walkthrough, walkthrough, said)))
    for step in walkthrough.steps:
        session, wrong = walked_on(session, step)
        if wrong:
            said = f"in '{walkthrough.id}', {wrong}"
            return Walked(walkthrough, session, Failure(_problem(walkthrough, step, said), possible(session)))
    return Walked(walkthrough, session)


def walked_on(session: Session, step: Step) -> tuple[Session, str]:
    """Return the session after a step, and why it could not be taken or does not hold, or nothing."""
    if not step.happens:
        return session, unmet(session, step)
    try:
        return done(session, step), ""
    except SessionError as error:
        word = "is advised against" if error.verdict.word == "advised_against" else "is refused"
        return session, f"'{in_words(step)}' {word} here: {error}"


def _problem(walkthrough: Walkthrough, at: Step | Walkthrough, said: str) -> Problem:
    return Problem(walkthrough.file, at.line, at.column, CODE, said, at.excerpt)
