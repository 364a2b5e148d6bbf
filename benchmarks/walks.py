"""Sessions of a given length, for whoever measures something about them."""

from __future__ import annotations

from itertools import cycle, islice

import handrail
from handrail.conditions import FactTest, Value, tests
from handrail.framework import Framework

ANSWER = "We looked at it from two sides, and what had been missing turned out to be near at hand."


def settled(framework: Framework) -> dict[str, Value]:
    """Return the facts with which no hard gate of a framework is shut."""
    gates = (gate for gate in framework.gates.values() if gate.kind == "hard")
    known = (test for gate in gates for test in tests(gate.holds) if isinstance(test, FactTest))
    return {test.fact: test.value for test in known if test.test == "is"}


def begun(framework: Framework, id: str | None = None) -> handrail.Session:
    """Return a session in which everything may be asked and any stage gone to."""
    return handrail.begin(framework, known=settled(framework), id=id)


def two_stages(framework: Framework) -> tuple[str, str]:
    """Return two stages between which one may go to and fro without advice against it."""
    session = begun(framework)
    open_ = [
        move.stage
        for move in session.moves()
        if move.verdict.word == "open" and move.stage != session.state.stage
    ]
    return session.state.stage, open_[-1]


def moved(session: handrail.Session, times: int) -> handrail.Session:
    """Return a session after so many moves to and fro between two stages."""
    here, there = two_stages(session.framework)
    for stage in islice(cycle((there, here)), times):
        session = session.move(stage)
    return session


def answered(session: handrail.Session, events: int) -> handrail.Session:
    """Return a session of so many events: after its start answers and moves, in turn."""
    prompts = session.framework.prompts.in_voice(session.state.setting.voice)
    asked = cycle([prompt for prompt in prompts if not prompt.asks])
    here, there = two_stages(session.framework)
    stages = cycle((there, here))
    for number in range(1, events):
        session = session.answer(next(asked), ANSWER) if number % 2 else session.move(next(stages))
    return session
