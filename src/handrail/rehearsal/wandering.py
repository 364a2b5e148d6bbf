"""Walking a framework at random, with the laws looked at wherever one comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

import attrs

from handrail.authoring import Step, Walkthrough
from handrail.framework import Framework
from handrail.practice import AdvisedAgainst, Session, SessionError

from .chances import Chances
from .deeds import begun, done
from .laws import LAWS, Law, Moment

# So many starts are drawn before one begins as everybody does.
TRIES = 5
# The name of what is no law of the table: whatever is tried happens or is refused, and nothing else.
TOLD = "told"


class Broken(NamedTuple):
    """A law that does not hold: its name, what it means, and how it is broken."""

    law: str
    means: str
    how: str


@attrs.frozen
class Wandering:
    """A walk at random, as a walk-through that says what was refused; `broken`: the law that it breaks at its end."""

    walkthrough: Walkthrough
    session: Session | None = attrs.field(repr=False)
    broken: Broken | None = None


def wander(framework: Framework, chance: Random, length: int = 20, laws: Iterable[Law] = LAWS) -> Wandering:
    """Return a walk at random of at most so many steps, which ends where a law is broken; one chance, one walk."""
    laws, chances = tuple(laws), Chances(framework, chance)
    start = _start(framework, chances)
    path = _Path(framework, start, laws)
    for _ in range(chance.randint(1, length) if length > 0 else 0):
        if path.broken is not None or path.session is None:
            break
        path.go(chances.event(path.session))
    path.end()
    return path.wandering


def retraced(
    framework: Framework, start: Mapping[str, Any], tried: Iterable[Step], laws: Iterable[Law] = LAWS
) -> Wandering:
    """Return a walk in which the same things are tried again, whatever becomes of them now."""
    path = _Path(framework, start, tuple(laws))
    for step in tried:
        if path.broken is not None or path.session is None:
            break
        path.go(step)
    path.end()
    return path.wandering


def tried_in(walkthrough: Walkthrough) -> Iterator[Step]:
    """Yield what is tried in a walk, whether it happened or was refused."""
    tried = (step.what if isinstance(step.what, Step) else step for step in walkthrough.steps)
    yield from (step for step in tried if step.happens)


def _start(framework: Framework, chances: Chances) -> dict[str, Any]:
    for _ in range(TRIES):
        start = chances.start()
        try:
            begun(framework, start)
        except SessionError:  # not everything that is drawn goes together
            continue
        return start
    return {}


class _Path:
    """One walk in the making."""

    def __init__(self, framework: Framework, start: Mapping[str, Any], laws: tuple[Law, ...]) -> None:
        self.start, self.laws = start, laws
        self.steps: list[Step] = []
        self.broken: Broken | None = None
        try:
            self.session: Session | None = begun(framework, start)
        except SessionError:
            self.session = None
        if self.session is not None:
            self.last = Moment(None, None, self.session)
            self._look(last=False)

    def go(self, step: Step) -> None:
        """Try one thing, keep what became of it, and look at the laws."""
        assert self.session is not None
        before, error = self.session, None
        try:
            self.session = done(before, step)
        except SessionError as refused:
            error = refused
            word = "advised_against" if isinstance(refused, AdvisedAgainst) else "refused"
            self.steps.append(Step(word, step))
        except Exception as crash:  # whatever it is, it is what is looked for here
            self.steps.append(step)
            self.broken = Broken(TOLD, "whatever is tried happens or is refused", _named(crash))
            return
        else:
            self.steps.append(step)
        self.last = Moment(before, step, self.session, error)
        self._look(last=False)

    def end(self) -> None:
        """Look at the laws that are for the end of a walk."""
        if self.session is not None and self.broken is None:
            self._look(last=True)

    def _look(self, *, last: bool) -> None:
        for law in self.laws:
            if law.last == last:
                try:
                    how = law.broken(self.last)
                except Exception as crash:  # a law that cannot be looked at does not hold
                    how = _named(crash)
                if how:
                    self.broken = Broken(law.name, law.means, how)
                    return

    @property
    def wandering(self) -> Wandering:
        broken = self.broken
        id, title = (broken.law, f"breaks a law: {broken.means}") if broken else ("at-random", "At random")
        # A walk-through has a step at least, and where one begins is one that always holds.
        where = Step("at", self.session.state.stage) if self.session is not None else None
        steps = tuple(self.steps) or ((where,) if where else ())
        return Wandering(Walkthrough(id, title, self.start, steps), self.session, broken)


def _named(crash: Exception) -> str:
    return f"{type(crash).__name__}: {crash}"
