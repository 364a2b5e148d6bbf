"""Stepping: one guarded step, and one that is also written down, beside state machines and Burr.

The peers go to and fro between two states under one condition that always holds. Ours goes between two
stages of Egan's framework, where a hard gate of five facts stands before everything. `step` gives a new
state; `session.move` also writes its log, and so does the machine beside it (transitions, with a callback).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import cycle

import handrail
from handrail.practice.events import Moved

from .figures import Figure, absent, duration, ratio
from .peers import stepping
from .timing import Work, interleaved
from .walks import begun, moved, two_stages

_LEAST = {"transitions": 5, "python-statemachine": 50, "apache-burr": 35}
_LATE = 100_000


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what a step costs, and whether it stays at that."""
    rounds, calls = (7, 200) if quick else (31, 1_000)
    framework = handrail.load("egan")
    there = two_stages(framework)[1]
    step = partial(handrail.step, framework, begun(framework).state, Moved(there))
    works: dict[str, Work] = {"step": step, "session.move": Walk(begun(framework)).move, **stepping()}
    timed = interleaved(works, rounds, calls)
    for name, times in timed.items():
        yield duration(name, times, "µs")
    for ours, pairs in (("step", _LEAST), ("session.move", {"transitions, recorded": 3})):
        for peer, least in pairs.items():
            what = f"{peer} : {ours}"
            missing = absent(what, peer.partition(",")[0], least)
            yield ratio(what, timed[peer], timed[ours], least=least) if peer in timed else missing
    yield from _late(framework, rounds)


def _late(framework: handrail.Framework, rounds: int, each: int = 100) -> Iterator[Figure]:
    """Yield what steps cost late in a long session, beside what they cost at its beginning."""
    long = Walk(moved(begun(framework), _LATE))
    # A short one for every round: only the newest version of a session goes on writing its log.
    short = iter([Walk(moved(begun(framework), 8)) for _ in range(rounds + 1)])
    timed = interleaved({"early": lambda: next(short).go(each), "late": lambda: long.go(each)}, rounds)
    yield ratio(f"session.move, the {_LATE:,}th : the 10th", timed["late"], timed["early"], most=1.2)
    event = Moved(two_stages(framework)[1])
    states = {"early": moved(begun(framework), 8).state, "late": long.session.state}
    steps = {name: partial(handrail.step, framework, state, event) for name, state in states.items()}
    timed = interleaved(steps, rounds, each)
    yield ratio(f"step, the {_LATE:,}th : the 10th", timed["late"], timed["early"], most=1.2)


class Walk:
    """A session that goes on and on between two stages."""

    def __init__(self, session: handrail.Session) -> None:
        self.session = session
        here, there = two_stages(session.framework)
        self._stages = cycle((there, here) if session.state.stage == here else (here, there))

    def move(self) -> None:
        """Go to the other stage."""
        self.session = self.session.move(next(self._stages))

    def go(self, times: int) -> None:
        """Go to and fro so many times."""
        for _ in range(times):
            self.move()
