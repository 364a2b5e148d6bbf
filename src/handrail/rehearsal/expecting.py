"""What must hold in a walk-through: each expectation of a step compared with a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from handrail.authoring.walkthroughs import Step, fact_named
from handrail.framework import Framework
from handrail.practice import AdvisedAgainst, Offer, Session, SessionError, Verdict
from handrail.practice.facts import UNKNOWN
from handrail.practice.words import gate_name

from .deeds import done, value_of

Expectation = Callable[[Session, Step], str]


def unmet(session: Session, step: Step) -> str:
    """Return how a session differs from what a step expects, in one sentence, or nothing where it does not."""
    return _EXPECTATIONS[step.kind](session, step)


def in_words(step: Step) -> str:
    """Return a step as it is written, in a few words and without what somebody says in it."""
    names = (step.what,) if isinstance(step.what, str) else step.what
    told = step.kind not in ("say", "come_back", "resume", "stop", "close", "replan")
    return f"{step.kind}: {', '.join(names)}" if told else step.kind


def offered_ids(offer: Offer) -> tuple[str, ...]:
    """Return the ids of what is on offer, here and beside."""
    return tuple(one.id for one in (*offer, *(() if offer.needed else offer.beside)))


def why_left_out(offer: Offer) -> dict[str, str]:
    """Return the prompts that are not offered any more, or not now, each with the code of the reason."""
    left = {one.id: one.code for one in (*offer.left_out, *offer.later)}
    return {**left, **{one.id: "done" for one in offer.done}}


def _listed(words: Iterable[str], none: str = "nothing") -> str:
    return ", ".join(words) or none


def _full(framework: Framework, names: Iterable[str]) -> list[str]:
    return [framework.every_prompt[name].id for name in names]


def _at(session: Session, step: Step) -> str:
    stages, here = session.framework.every_stage, session.state.stage
    while here and step.what not in (here, here.rpartition("/")[2], *stages[here].formerly):
        here = stages[here].parent
    return "" if here else f"one should be at '{step.what}' here, and is at '{session.state.stage}'"


def _status(session: Session, step: Step) -> str:
    status = session.state.status
    return "" if status == step.what else f"the session should be {step.what} here, and is {status}"


def _offered(session: Session, step: Step) -> str:
    offer = session.offer(by=step.beside.get("by", ""))
    there, left = offered_ids(offer), why_left_out(offer)
    missing = [id for id in _full(session.framework, step.what) if id not in there]
    codes = ", ".join(f"'{id}'" + (f" ({left[id]})" if id in left else "") for id in missing)
    return f"these should be offered here, and are not: {codes}" if missing else ""


def _not_offered(session: Session, step: Step) -> str:
    offer = session.offer(by=step.beside.get("by", ""))
    there, left = offered_ids(offer), why_left_out(offer)
    for name, code in step.what.items():
        id = session.framework.every_prompt[name].id
        if id in there:
            return f"'{id}' should not be offered here, and is"
        if code and left.get(id, "") != code:
            because = f"the reason is '{left[id]}'" if id in left else "it has no place here at all"
            return f"'{id}' should be left out here because of '{code}', and {because}"
    return ""


def _next(session: Session, step: Step) -> str:
    first = session.offer(by=step.beside.get("by", "")).next
    wanted = session.framework.every_prompt[step.what].id
    found = f"'{first.id}' does" if first is not None else "nothing does"
    same = first is not None and first.id == wanted
    return "" if same else f"'{wanted}' should come next here, and {found}"


def _order(session: Session, step: Step) -> str:
    order = session.offer().order
    return "" if order == step.what else f"the order should be {step.what} here, and is {order}"


def _needed(session: Session, step: Step) -> str:
    needed = [one.id for one in session.offer(by=step.beside.get("by", "")).needed]
    missing = [id for id in _full(session.framework, step.what) if id not in needed]
    said = f"a gate should need {_listed(missing)} first here, and needs {_listed(needed)}"
    return said if missing else ""


def _waiting(session: Session, step: Step) -> str:
    waiting = session.waiting.id if session.waiting is not None else ""
    wanted = session.framework.every_prompt[step.what].id
    waits = f"'{waiting}' waits" if waiting else "nothing waits"
    return "" if waiting == wanted else f"'{wanted}' should wait for an answer here, and {waits}"


def _suggested(session: Session, step: Step) -> str:
    ways = [move.stage for move in session.moves() if move.kind == "next" and move.verdict.word == "open"]
    missing = [name for name in step.what if name not in (*ways, *(id.rpartition("/")[2] for id in ways))]
    return f"{_listed(missing)} should be suggested here, and {_listed(ways)} is" if missing else ""


def _verdict(session: Session, step: Step) -> tuple[str, Verdict]:
    try:
        done(session, step)
    except AdvisedAgainst as error:
        return "advised against", error.verdict
    except SessionError as error:
        return "refused", error.verdict
    return "taken", Verdict()


def _judged(word: str) -> Expectation:
    def expectation(session: Session, step: Step) -> str:
        found, verdict = _verdict(session, step.what)
        told = in_words(step.what)
        reasons = f": {' '.join(verdict.reasons)}" if verdict.reasons else ""
        if found != word:
            return f"'{told}' should be {word} here, and is {found}{reasons}"
        why = step.beside.get("why", "")
        if why and not _names(session, verdict, why):
            cause = f"is because of '{verdict.cause}'{reasons}"
            return f"'{told}' should be {word} here because of '{why}', and {cause}"
        return ""

    return expectation


def _names(session: Session, verdict: Verdict, why: str) -> bool:
    """Return whether a verdict rests on what is named: a kind of reason, a gate, a safeguard, a detour or a fact."""
    if why == verdict.cause or why in (*verdict.settle, *(id.rpartition("/")[2] for id in verdict.settle)):
        return True
    gates = (gate for id, gate in session.framework.gates.items() if why in (id, id.rpartition("/")[2]))
    if verdict.cause == "gate":
        return any(
            gate_name(one) in said or one.otherwise == said for one in gates for said in verdict.reasons
        )
    if verdict.cause == "safeguard":
        return why in (session.state.safeguard, session.state.safeguard.rpartition("/")[2])
    inside = [id for id, _ in session.state.detours]
    return verdict.cause == "detour" and why in (*inside, *(id.rpartition("/")[2] for id in inside))


def _facts(session: Session, step: Step) -> str:
    for fact, words in step.what.items():
        one = fact_named(session.framework.facts, fact)
        wanted = value_of(session.framework, fact, words)
        found = session.state.facts.get(one.id, UNKNOWN) if one is not None else UNKNOWN
        if wanted != found:
            known = (
                "unknown" if found == UNKNOWN else f"'{found if isinstance(found, str) else _words(found)}'"
            )
            return f"the fact '{fact}' should be '{', '.join(words)}' here, and is {known}"
    return ""


def _words(value: float | tuple[str, ...]) -> str:
    return ", ".join(value) if isinstance(value, tuple) else f"{value:g}"


def _outcomes(session: Session, step: Step) -> str:
    found = [(one.type, one.status) for one in session.state.outcomes.values()]
    for type, status in step.what.items():
        if not any(type == one and status in ("", its) for one, its in found):
            listed = _listed(f"{one} ({its})" for one, its in found)
            wanted = f"{type} ({status})" if status else type
            return f"{wanted} should be among the outcomes here, and they are: {listed}"
    return ""


def _met(session: Session, step: Step) -> str:
    missing = [way for way in step.what if way not in session.coverage.met]
    return f"the answers should have drawn on {_listed(missing)} by here, and have not" if missing else ""


def _not_met(session: Session, step: Step) -> str:
    wrong = [way for way in step.what if way not in session.coverage.not_met]
    met = session.coverage.met
    said = [f"{way} (which is {'met' if way in met else 'not asked for here'})" for way in wrong]
    return f"no answer should have drawn on {_listed(said)} by here" if wrong else ""


def _path(session: Session, step: Step) -> str:
    path = session.offer().path
    return (
        "" if path == step.what else f"the path '{step.what}' should be open here, and '{path or 'none'}' is"
    )


def _instead(session: Session, step: Step) -> str:
    instead = session.offer().instead
    missing = [id for id in step.what if id not in instead]
    return f"{_listed(missing)} should be named instead here, and {_listed(instead)} is" if missing else ""


_EXPECTATIONS: dict[str, Expectation] = {
    "at": _at,
    "status": _status,
    "offered": _offered,
    "not_offered": _not_offered,
    "next": _next,
    "order": _order,
    "needed": _needed,
    "waiting": _waiting,
    "suggested": _suggested,
    "refused": _judged("refused"),
    "advised_against": _judged("advised against"),
    "facts": _facts,
    "outcomes": _outcomes,
    "met": _met,
    "not_met": _not_met,
    "path": _path,
    "instead": _instead,
}
