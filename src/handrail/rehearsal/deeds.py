"""What happens in a walk-through: each verb of a step done with a session, through the names that hosts use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handrail.authoring.walkthroughs import Step, fact_named, fact_value
from handrail.conditions import Value
from handrail.framework import Framework
from handrail.practice import Session, begin

# What is said where a walk-through gives no words: nothing that is the value of a fact.
STAND_IN = "What somebody would say here."

Deed = Callable[[Session, Any, Mapping[str, Any]], Session]


def begun(framework: Framework, start: Mapping[str, Any]) -> Session:
    """Return the session that a walk-through starts with; raises `SessionError` as `begin` does."""
    told = {**start}
    if "known" in told:
        told["known"] = {fact: value_of(framework, fact, words) for fact, words in told["known"].items()}
    return begin(framework, **told)


def done(session: Session, step: Step) -> Session:
    """Return the session after what happens in a step; raises `SessionError` where it does not take it."""
    return _DEEDS[step.kind](session, step.what, step.beside)


def value_of(framework: Framework, fact: str, words: tuple[str, ...]) -> Value | None:
    """Return the value of a fact that words say, nothing for one that is to be unknown."""
    found = fact_named(framework.facts, fact)
    return None if found is None else fact_value(found, words)


def _ask(session: Session, what: tuple[str, ...], beside: Mapping[str, Any]) -> Session:
    for prompt in what:
        session = session.ask(prompt, beside.get("because"), by=beside.get("by", ""))
    return session


def _answer(session: Session, what: tuple[str, ...], beside: Mapping[str, Any]) -> Session:
    text, by = beside.get("text", STAND_IN), beside.get("by", "")
    for name in what:
        prompt = session.framework.every_prompt[name]
        value = value_of(session.framework, prompt.asks, beside["value"]) if "value" in beside else None
        if session.state.waiting != prompt.id:
            session = session.ask(prompt, beside.get("because"), by=by)
        session = session.answer(prompt, text, value, by=by)
    return session


def _each(verb: str) -> Deed:
    def deed(session: Session, what: tuple[str, ...], beside: Mapping[str, Any]) -> Session:
        for prompt in what:
            session = getattr(session, verb)(prompt, by=beside.get("by", ""))
        return session

    return deed


def _one(verb: str) -> Deed:
    def deed(session: Session, what: str, beside: Mapping[str, Any]) -> Session:
        after: Session = getattr(session, verb)(what, **beside)
        return after

    return deed


def _move(session: Session, what: str, beside: Mapping[str, Any]) -> Session:
    return session.move(what, beside.get("because"), by=beside.get("by", ""))


def _known(session: Session, what: Mapping[str, tuple[str, ...]], beside: Mapping[str, Any]) -> Session:
    for fact, words in what.items():
        session = session.know(fact, value_of(session.framework, fact, words), by=beside.get("by", ""))
    return session


def _noted(verb: str) -> Deed:
    def deed(session: Session, what: str, beside: Mapping[str, Any]) -> Session:
        after: Session = getattr(session, verb)(what or None, by=beside.get("by", ""))
        return after

    return deed


def _replan(session: Session, what: Mapping[str, Any], beside: Mapping[str, Any]) -> Session:
    return session.replan(what["minutes"], what.get("occasion"), by=beside.get("by", ""))


def _promote(session: Session, what: str, beside: Mapping[str, Any]) -> Session:
    return session.promote(what, **{"text": STAND_IN, **beside})


def _settle(session: Session, what: Mapping[str, str], beside: Mapping[str, Any]) -> Session:
    for outcome, status in what.items():
        session = session.settle(outcome, status, by=beside.get("by", ""))
    return session


_DEEDS: dict[str, Deed] = {
    "ask": _ask,
    "answer": _answer,
    "skip": _each("skip"),
    "pass": _each("pass_"),
    "leave_blank": _each("leave_blank"),
    "say": _one("say"),
    "move": _move,
    "known": _known,
    "detour": _one("detour"),
    "come_back": lambda session, _, beside: session.come_back(**beside),
    "safeguard": _one("interrupt"),
    "resume": _noted("resume"),
    "replan": _replan,
    "stop": _noted("stop"),
    "close": _noted("close"),
    "promote": _promote,
    "settle": _settle,
}
