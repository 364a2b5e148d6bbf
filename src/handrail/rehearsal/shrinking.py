"""Making a walk that breaks a law as short as it can be, so that a person sees what it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from handrail.authoring import Step
from handrail.framework import Framework

from .laws import LAWS, Law
from .wandering import Wandering, retraced, tried_in


class _Walk(NamedTuple):
    start: Mapping[str, Any]
    steps: tuple[Step, ...]


def shrunk(framework: Framework, wandering: Wandering, laws: Iterable[Law] = LAWS) -> Wandering:
    """Return a walk that breaks the same law, of which nothing can be left out; one that breaks none as it is."""
    if wandering.broken is None:
        return wandering
    name = wandering.broken.law
    laws = tuple(law for law in laws if law.name == name)
    best = wandering
    while True:
        for shorter in _shorter(_walk(best)):
            found = retraced(framework, shorter.start, shorter.steps, laws)
            if found.broken is not None and found.broken.law == name:
                best = found
                break
        else:
            return best


def _walk(wandering: Wandering) -> _Walk:
    return _Walk(wandering.walkthrough.start, tuple(tried_in(wandering.walkthrough)))


def _shorter(walk: _Walk) -> Iterator[_Walk]:
    """Yield walks with less in them, those with much less first; each is shorter, so that shrinking ends."""
    size = len(walk.steps)
    while size:
        for first in range(0, len(walk.steps), size):
            yield walk._replace(steps=walk.steps[:first] + walk.steps[first + size :])
        size //= 2
    yield from (walk._replace(start=start) for start in _less(walk.start))
    for number, step in enumerate(walk.steps):
        for less in _simpler(step):
            yield walk._replace(steps=(*walk.steps[:number], less, *walk.steps[number + 1 :]))


def _less(start: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for key in start:
        yield {other: value for other, value in start.items() if other != key}
    for key, value in start.items():
        if isinstance(value, Mapping) and len(value) > 1:
            for one in value:
                yield {**start, key: {other: its for other, its in value.items() if other != one}}


def _simpler(step: Step) -> Iterator[Step]:
    for key in step.beside:
        yield step._replace(beside={other: value for other, value in step.beside.items() if other != key})
    # An answer is two things, and often one of them is enough.
    if step.kind == "answer":
        by = {key: value for key, value in step.beside.items() if key in ("because", "by")}
        yield Step("ask", step.what, by)
