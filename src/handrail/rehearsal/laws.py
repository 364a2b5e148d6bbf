"""The laws that hold wherever a walk comes, as a table of named functions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from handrail.authoring import Step
from handrail.practice import Offer, Offered, Session, SessionError, fold, step
from handrail.practice.events import TEXTS

from .deeds import STAND_IN

# Sums of parts of minutes are a little off.
A_MOMENT = 1e-6


class Moment(NamedTuple):
    """One thing that was tried in a walk: before it (None at the beginning), and after it (the same if refused)."""

    before: Session | None
    tried: Step | None
    after: Session
    refused: SessionError | None = None


class Law(NamedTuple):
    """What must hold at a moment: its name, what it means, and a function that says how it is broken, or nothing.

    last: it is looked at where a walk ends and not at each step, because it takes long; every end of a shorter walk
    is a moment of a longer one, so that nothing escapes it.
    """

    name: str
    means: str
    broken: Callable[[Moment], str]
    last: bool = False


def _folds(moment: Moment) -> str:
    session = moment.after
    same = fold(session.framework, session.events) == session.state
    return "" if same else "the fold of the events is another state than the session's"


def _steps(moment: Moment) -> str:
    if moment.before is None:
        return ""
    before, after = moment.before, moment.after
    state = before.state
    for event in after.events[len(before.events) :]:
        state = step(after.framework, state, event).state
    if after.events[: len(before.events)] != before.events:
        return "what had happened before it is not what it was"
    return "" if state == after.state else "the steps from the state before come to another state"


def _kept(moment: Moment) -> str:
    if moment.before is None:
        return ""
    same = fold(moment.before.framework, moment.before.events) == moment.before.state
    return "" if same else "the session before it is not what it was"


def _refused(moment: Moment) -> str:
    if moment.refused is None:
        return ""
    verdict = moment.refused.verdict
    if not verdict.reasons or not all(verdict.reasons):
        return "it is refused and no reason is given"
    return "" if moment.after is moment.before else "it is refused and something changed all the same"


def _stops(moment: Moment) -> str:
    status = moment.after.state.status
    if status == "closed":
        return ""
    stopped = moment.after.stop().state.status
    return "" if stopped == "stopped" else f"stopping leaves the session {stopped}"


def _safeguards(moment: Moment) -> str:
    session = moment.after
    if session.state.status == "closed":
        return ""
    for id in session.framework.safeguards or (None,):
        raised = session.interrupt(id)
        if raised.state.status != "suspended":
            return f"the safeguard '{id or 'human-help'}' leaves the session {raised.state.status}"
        if not raised.help:
            return f"the safeguard '{id or 'human-help'}' names nobody to turn to"
    return ""


def _interrupted(moment: Moment) -> str:
    offer = moment.after.offer()
    asked = moment.after.state.status != "open" and (*offer.here, *offer.beside, *offer.needed)
    return f"'{asked[0].id}' is offered while the session is {moment.after.state.status}" if asked else ""


def _moves(moment: Moment) -> str:
    session = moment.after
    for move in session.moves():
        if not move.stage:
            continue
        try:
            word = "open" if session.move(move.stage).state.stage == move.stage else "taken elsewhere"
        except SessionError as error:
            word = error.verdict.word
        if word != move.verdict.word:
            return f"the way to '{move.stage}' is said to be {move.verdict.word}, and is {word}"
    return ""


def _sorted(moment: Moment) -> str:
    offer = moment.after.offer()
    # What a shut gate needs may have been answered before, and is asked anew.
    anew = {one.id for one in offer.needed}
    ids = [one.id for one in _all(offer) if one not in offer.done or one.id not in anew]
    twice = [id for id in ids if ids.count(id) > 1]
    if twice:
        return f"'{twice[0]}' stands in the offer twice"
    silent = [one.id for one in (*offer.left_out, *offer.later) if not one.code or not one.reason]
    return f"'{silent[0]}' is left out and no reason is given" if silent else ""


def _all(offer: Offer) -> Iterator[Offered]:
    yield from (*offer.here, *offer.beside, *offer.needed, *offer.done, *offer.left_out, *offer.later)


def _askable(moment: Moment) -> str:
    session = moment.after
    offer = session.offer()
    # Alone it is whoever is there; where several are named, any of the people among them.
    people = [who for who, role in session.state.setting.participants.items() if role != "software"] or [""]
    for one in (*offer.needed[:1], *offer.here[:1], *offer.beside):
        refusals = [_refusal(session, one, who) for who in people]
        if all(refusals):
            return f"'{one.id}' is offered and may not be asked: {refusals[0]}"
    return ""


def _refusal(session: Session, one: Offered, who: str) -> str:
    try:
        session.ask(one, by=who).answer(one, STAND_IN, by=who)
    except SessionError as error:
        return str(error)
    return ""


def _budget(moment: Moment) -> str:
    minutes = moment.after.state.setting.minutes
    offer = _planned(moment.after)
    if offer is None or minutes is None:
        return ""
    planned = sum(one.minutes or 0 for one in offer.here)
    more = max(planned, offer.minutes or 0)
    return f"{more:g} minutes are planned, and there are {minutes:g}" if more > minutes + A_MOMENT else ""


def _anchored(moment: Moment) -> str:
    session, rule = moment.after, moment.after.framework.selection
    offer = _planned(session)
    if offer is None or rule is None:
        return ""
    there = {one.id for one in _all(offer)}
    # What stands in a strand is beside the sitting, and no rule chooses it.
    sitting = session.framework.prompts_for(None).in_voice(session.state.setting.voice)
    for id in (*rule.first, *rule.always, *rule.last, *rule.cover.values()):
        if id in sitting and sitting[id].id not in there:
            return f"'{id}', which the rule keeps, is gone without a reason"
    return ""


def _planned(session: Session) -> Offer | None:
    """Return the offer of a session whose prompts the rule chooses, and not a path, a gate or a detour."""
    state, rule = session.state, session.framework.selection
    if rule is None or state.status != "open" or state.detours or state.setting.voice == "guide":
        return None
    offer = session.offer()
    path = rule.paths.get(offer.path)
    # A gate without prompts of its own, or whose prompts were let be, leaves nothing on offer while it is shut.
    shut = bool(offer.needed) or (not offer.here and {one.code for one in offer.left_out} <= {"blocked"})
    return None if shut or (path is not None and path.prompts) else offer


def _record(moment: Moment) -> str:
    session = moment.after
    data = json.loads(json.dumps(session.to_record()))
    back = Session.from_record(data)
    if back != session or back.state != session.state:
        return "the record read back is another session"
    return "" if back.offer() == session.offer() else "the record read back offers something else"


def _redacted(moment: Moment) -> str:
    session = moment.after
    bare = session.redact(*range(len(session.events)))
    if bare.state != session.state or bare.coverage != session.coverage:
        return "taking out the words changes where the session stands, or what was met"
    said = any(getattr(event, name, "") for event in bare.events for name in TEXTS)
    return "a word is still there after it was taken out" if said else ""


def _wordless(moment: Moment) -> str:
    session = moment.after
    told = f"{session.state!r}{session.brief().text}"
    return "the state or what a model is told holds what somebody said" if STAND_IN in told else ""


LAWS: tuple[Law, ...] = (
    Law("fold", "the state is the fold of the events", _folds),
    Law("step", "the state is what the steps come to, and what happened before stays as it was", _steps),
    Law("input", "a step never changes the session that it is taken in", _kept),
    Law("refusal", "what is refused changes nothing, and a reason is given", _refused),
    Law("stop", "one can stop everywhere", _stops),
    Law(
        "safeguard", "every safeguard can be raised everywhere, and there is somebody to turn to", _safeguards
    ),
    Law(
        "interruption", "nothing is asked while a session is interrupted, laid down or finished", _interrupted
    ),
    Law("moves", "the ways on say what going there does", _moves),
    Law("offer", "every prompt stands in the offer once, and what is left out has a reason", _sorted),
    Law("askable", "what is offered may be asked and answered", _askable),
    Law("budget", "what is offered keeps to the minutes that there are", _budget),
    Law("anchors", "what the rule keeps is offered, or done, or left out with a reason", _anchored),
    Law("record", "a record read back is the same session", _record, last=True),
    Law("redaction", "taking out the words changes neither place nor coverage", _redacted, last=True),
    Law("words", "neither the state nor what a model is told holds what somebody said", _wordless, last=True),
)
