"""What may happen next in a walk at random: a start and then one event after another, drawn from what there is."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from handrail.authoring import Step
from handrail.conditions import AllOf, Condition, FactTest
from handrail.framework import Framework
from handrail.framework.values import Fact
from handrail.practice import Session
from handrail.selection import FAMILIARITIES

PEOPLE: Mapping[str, str] = {"ana": "client", "bo": "helper", "bot": "software"}
BECAUSE = "there is a reason"
MINUTES = (0, 5, 10, 15, 20, 30, 60)
# How often each is tried where a session is open; what people do most is tried most.
OFTEN = {
    "answer": 30,
    "move": 25,
    "known": 8,
    "ask": 6,
    "skip": 6,
    "detour": 5,
    "come_back": 4,
    "promote": 4,
    **dict.fromkeys(("leave_blank", "pass", "say", "settle", "safeguard", "replan", "stop"), 2),
    **dict.fromkeys(("close", "resume"), 1),
}
# Where it is interrupted or laid down, it is mostly taken up again.
SELDOM = {"resume": 6, "known": 4, "answer": 1, "move": 1, "stop": 1, "safeguard": 1, "close": 1}


class Chances:
    """Draws from what a framework has; whoever makes it gives the chance, and the same one draws the same."""

    def __init__(self, framework: Framework, chance: Random) -> None:
        self.framework, self.chance = framework, chance
        # What a detour leads to has facts and stages of its own, so all there are may be drawn.
        self.facts = [*framework.facts.values()]
        self.stages = [*framework.every_stage]
        self.prompts = [prompt.id for prompt in framework.every_prompt]
        self.wished: dict[str, tuple[str, ...]] = {
            test.fact: (str(test.value),)
            for gate in framework.gates.values()
            if gate.kind == "hard"
            for test in _tests(gate.holds)
        }

    def start(self) -> dict[str, Any]:
        """Return how a walk begins."""
        framework, chance = self.framework, self.chance
        start: dict[str, Any] = {"voice": chance.choice(framework.voices)}
        rule = framework.selection
        drawn: dict[str, Any] = {
            "stage": chance.choice([*framework.stages]) if framework.stages else "",
            "edition": chance.choice([*framework.editions]) if framework.editions else "",
            "minutes": chance.choice(MINUTES),
            "familiarity": chance.choice(FAMILIARITIES),
            "occasion": chance.choice([*rule.occasions]) if rule is not None and rule.occasions else "",
            "participants": PEOPLE,
            "past": [tuple(chance.sample(self.prompts, min(3, len(self.prompts))))],
        }
        start |= {key: value for key, value in drawn.items() if value != "" and chance.random() < 0.4}
        known = dict(self.wished) if chance.random() < 0.7 else {}
        if self.facts and chance.random() < 0.3:
            known |= self._fact()
        return start | ({"known": known} if known else {})

    def event(self, session: Session) -> Step:
        """Return what is tried next in a session, most often something that fits there."""
        odds = OFTEN if session.state.status == "open" else SELDOM
        while True:
            [kind] = self.chance.choices([*odds], [*odds.values()])
            step = self._step(kind, session)
            if step is not None:
                people = [*session.state.setting.participants]
                by = {"by": self.chance.choice(people)} if people and self.chance.random() < 0.5 else {}
                return step._replace(beside={**step.beside, **by})

    def _step(self, kind: str, session: Session) -> Step | None:
        chance, framework = self.chance, self.framework
        if kind in ("ask", "answer", "skip", "pass", "leave_blank"):
            return self._about_a_prompt(kind, session)
        if kind == "move":
            # Along a transition mostly; where the order is strict, walks would not come far otherwise.
            ways = [move for move in session.moves() if move.stage and move.verdict.word != "blocked"]
            near = [move.stage for move in ways if move.kind] or [move.stage for move in ways]
            stage = chance.choice(near if near and chance.random() < 0.6 else self.stages)
            return Step(kind, stage, {"because": BECAUSE} if chance.random() < 0.3 else {})
        if kind == "known":
            return Step(kind, self._fact()) if self.facts else None
        if kind in ("detour", "safeguard"):
            there = [*(framework.detours if kind == "detour" else framework.safeguards)]
            return Step(kind, chance.choice(there)) if there else None
        if kind == "promote":
            return Step(kind, chance.choice([*framework.known_outcomes]))
        if kind == "settle":
            number = str(chance.randint(1, len(session.state.outcomes) + 1))
            return Step(kind, {number: chance.choice(("done", "dropped", "open"))})
        if kind == "replan":
            return Step(kind, {"minutes": chance.choice(MINUTES)})
        return Step(kind, "Good morning." if kind == "say" else "")

    def _about_a_prompt(self, kind: str, session: Session) -> Step | None:
        chance, offer = self.chance, session.offer()
        near = [one.id for one in (*offer, *offer.beside)]
        if not near and not self.prompts:
            return None
        name = chance.choice(near if near and chance.random() < 0.85 else self.prompts)
        prompt = self.framework.every_prompt[name]
        beside: dict[str, Any] = {}
        if kind == "answer" and prompt.asks in self.framework.facts and chance.random() < 0.8:
            wished = self.wished.get(prompt.asks) if chance.random() < 0.7 else None
            beside["value"] = wished or self._value(self.framework.facts[prompt.asks])
        if kind in ("ask", "answer") and chance.random() < 0.2:
            beside["because"] = BECAUSE
        return Step(kind, (name,), beside)

    def _fact(self) -> dict[str, tuple[str, ...]]:
        fact = self.chance.choice(self.facts)
        return {fact.id: ("unknown",) if self.chance.random() < 0.15 else self._value(fact)}

    def _value(self, fact: Fact) -> tuple[str, ...]:
        chance = self.chance
        if fact.scale:
            return (str(chance.randint(int(fact.scale[0]), int(fact.scale[-1]))),)
        if fact.some_of:
            some = chance.sample(fact.some_of, chance.randint(1, len(fact.some_of)))
            return tuple(value for value in fact.some_of if value in some)
        return (chance.choice(fact.values),)


def _tests(condition: Condition) -> list[FactTest]:
    """Return what must be so for a condition to hold, as far as that is a matter of single facts."""
    if isinstance(condition, FactTest):
        return [condition] if condition.test == "is" else []
    return [test for one in condition.of for test in _tests(one)] if isinstance(condition, AllOf) else []
