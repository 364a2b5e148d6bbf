"""Growth: the same work on 10, 1,000 and 100,000 things.

The time is for one of the things (`a prompt`, `an event`, `a stage`) or for one call (`with so many stages`).
What grows no faster than it must stays the same from size to size. The figure is that of the largest size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

import handrail
from handrail.authoring import read
from handrail.graph import Stage, StageGraph, Transition
from handrail.practice.events import Moved
from handrail.prompts import Minutes, Prompt, PromptSet
from handrail.selection import Budget, Plan, SelectionRule, choose

from .figures import Figure, growing
from .generated import generated
from .timing import Timed, Work, interleaved
from .walks import ANSWER, answered, begun, two_stages

_SIZES = (10, 1_000, 100_000)
_CALLS = 50


class Kind(NamedTuple):
    """A kind of work: what it is, what makes it for a size, and whether its time is for one of the things."""

    what: str
    make: Callable[[int], Work]
    for_one: bool


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what each kind of work costs at each size."""
    sizes = _SIZES[:2] if quick else _SIZES
    for kind in _ALL:
        yield growing(kind.what, {size: _timed(kind, size) for size in sizes})
    _framework.cache_clear()


def _timed(kind: Kind, size: int) -> Timed:
    work = kind.make(size)
    if not kind.for_one:
        return interleaved({"": work}, 7, _CALLS)[""]
    # Small sizes are done as often as it takes to be timed at all.
    seconds = interleaved({"": work}, 3 if size > 1_000 else 7, max(1, 1_000 // size))[""].rounds
    return Timed(tuple(one / size for one in seconds))


# Frameworks, sessions, graphs


@cache
def _framework(prompts: int) -> handrail.Framework:
    return read(generated(max(prompts // 10, 2), prompts, brief=True))


def _read(prompts: int) -> Work:
    return partial(read, generated(max(prompts // 10, 2), prompts, brief=True))


def _step(prompts: int) -> Work:
    framework = _framework(prompts)
    return partial(handrail.step, framework, begun(framework).state, Moved(two_stages(framework)[1]))


def _step_later(events: int) -> Work:
    framework = handrail.load("egan")
    return partial(handrail.step, framework, _after(events).state, Moved(two_stages(framework)[1]))


@cache
def _after(events: int) -> handrail.Session:
    return answered(begun(handrail.load("egan")), events)


class _Answering:
    """A session that is answered on and on, so that it is always the newest version that is asked."""

    def __init__(self, events: int) -> None:
        self.session = _after(events)
        self.prompt = self.session.framework.stage("1a").prompts.prompts[0]

    def answer(self) -> None:
        """Answer a prompt."""
        self.session = self.session.answer(self.prompt, ANSWER)


def _out_and_in(session: handrail.Session) -> None:
    handrail.Session.from_record(session.to_record(), session.framework)


def _select(prompts: int) -> Work:
    minutes = Minutes(1, 3)
    asked = PromptSet(
        tuple(Prompt(f"p{number}", {"self": "What?"}, minutes=minutes) for number in range(prompts))
    )
    rule = SelectionRule(Budget(), last=(f"p{prompts - 1}",), fill=("p3", "p2"))
    plan = Plan(asked, rule)
    return partial(choose, plan, prompts)


def _graph(stages: int) -> StageGraph:
    names = [f"s{number}" for number in range(stages)]
    ways = {name: (Transition(name, on, "next"),) for name, on in pairwise(names)}
    return StageGraph({name: Stage(name, name, transitions=ways.get(name, ())) for name in names})


def _questions(stages: int) -> Work:
    """Return every question about the shape, to a graph that was never asked anything."""
    made = _graph(stages)

    def ask() -> None:
        graph = StageGraph(made.stages)
        graph.reachable_from("s0")
        graph.unreachable()
        graph.dead_ends()
        graph.suggested_way()

    return ask


def _leads_to(stages: int) -> Work:
    graph = _graph(stages)
    return partial(graph.leads_to, "s1")


_ALL = (
    Kind("read: a prompt", _read, True),
    Kind("step, with so many prompts in a tenth as many stages", _step, False),
    Kind("step, after so many events", _step_later, False),
    Kind("offer, with so many prompts", lambda size: begun(_framework(size)).offer, False),
    Kind("offer, after so many events", lambda size: _after(size).offer, False),
    Kind("answer, after so many events", lambda size: _Answering(size).answer, False),
    Kind("record out and in: an event", lambda size: partial(_out_and_in, _after(size)), True),
    Kind("select: a prompt", _select, True),
    Kind("graph, all questions: a stage", _questions, True),
    Kind("graph, leads_to, with so many stages", _leads_to, False),
)
