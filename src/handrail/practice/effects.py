"""What each kind of event does to a state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handrail.conditions import Facts, Visits

from .carrying import forgotten, migrated
from .checking import check_fact, check_participants, check_plan
from .events import (
    Answered,
    Asked,
    Closed,
    Detoured,
    Event,
    Interrupted,
    Known,
    LeftBlank,
    Migrated,
    Moved,
    Passed,
    Promoted,
    Redacted,
    Replanned,
    Resumed,
    Returned,
    Said,
    Settled,
    Skipped,
    Started,
    Stopped,
)
from .expiring import ended, let_be, reopened
from .judging import of_asking, of_detour, of_move, of_prompt, of_resumption, of_status, raised, shut_gates
from .modes import beside, check_part, check_presenter
from .people import alone, owner
from .state import TOUCHES, Promise, Setting, State
from .tables import BESIDE, Place, Spot, Table
from .verdicts import OPEN, AdvisedAgainst, Refused, Verdict, refusal, unknown

# Who may see an outcome beside the one whose it is: nobody, guides, everybody present, or readers of what is exported.
VISIBILITIES = ("private", "supervisor", "group", "portfolio")
OUTCOME_STATUSES = ("open", "done", "dropped")
# Each outcome is a line that somebody wants to come back to; a log with more of them was written by a machine.
MOST_OUTCOMES = 10_000

Touched = Mapping[str, Mapping[str, str]]

# What most events change are the first fields of a state; to `_replace` them would take four times as long.
_make = tuple.__new__
_REST = State._fields.index("shut")
# How a prompt was touched where nobody says by whom: the same for all sessions.
_ALONE: Touched = {how: {"": how} for how in TOUCHES}


def _started(table: Table, state: State, event: Started) -> State:
    framework = table.framework
    if state.status:
        raise refusal("the session has started already", "status")
    if event.framework != framework.id:
        raise refusal(f"this was begun with another framework than '{framework.id}'", "framework")
    if event.edition and event.edition not in framework.editions:
        raise unknown("edition", event.edition, framework.editions)
    place = table.places.get(event.stage)
    if place is None or place.id != event.stage or place.scope not in ("", BESIDE):
        raise unknown("stage", event.stage, framework.stages)
    if place.strict and place.id != framework.stage_graph.first:
        raise refusal("here the stages go in order: begin at the first one", "order")
    for id, value in event.known.items():
        check_fact(table, id, value)
    check_participants(event.participants, event.presenter)
    check_plan(table, event.minutes, event.familiarity, event.occasion)
    setting = Setting(
        event.voice,
        event.edition,
        event.language,
        event.minutes,
        event.familiarity,
        event.occasion,
        event.participants,
        event.presenter,
        event.past,
        event.rules,
    )
    check_presenter(setting)
    known = event.known
    facts = {id: value for id, value in known.items() if value != ""} if "" in known.values() else known
    begun = State("open", place.id, {place.id: 1}, facts=facts, setting=setting)
    return _renewed(table, begun)


def _asked(table: Table, state: State, event: Asked) -> State:
    spot = _spot(table, event.prompt, event.voice)
    if state.setting.participants:
        check_part(state, event)
    verdict = of_asking(table, state, spot)
    if verdict is not OPEN:
        _heed(verdict, event.verdict)
    touched, facts = state.touched, state.facts
    return _make(State, ("open", state.stage, state.visits, touched, event.prompt, facts, *state[_REST:]))


def _answered(table: Table, state: State, event: Answered) -> State:
    spot = _spot(table, event.prompt, event.voice)
    setting, moves = state.setting, True
    if setting.participants:
        check_part(state, event)
        moves = not beside(setting, event.by)
    verdict = of_prompt(table, state, spot)
    if verdict is not OPEN:
        _heed(verdict, "")
    return _met(table, state, event, spot, "answered", moves)


def _not_answered(how: str) -> Callable[[Table, State, LeftBlank | Skipped | Passed], State]:
    def effect(table: Table, state: State, event: LeftBlank | Skipped | Passed) -> State:
        spot = _spot(table, event.prompt, event.voice)
        if state.status != "open":
            raise Refused(of_status(table, state))
        # Nothing may keep anybody from skipping: where one could not go, one stays where one is.
        moves = of_prompt(table, state, spot) is OPEN and not beside(state.setting, event.by)
        return _met(table, state, event, spot, how, moves)

    return effect


def _met(table: Table, state: State, event: Any, spot: Spot, how: str, moves: bool) -> State:
    id, place, facts, visits, stage = spot.prompt.id, spot.place, state.facts, state.visits, state.stage
    if moves and place is not None and place.id != stage and place.scope != BESIDE:
        stage = place.id
        visits = _visited(table, visits, stage)
    value = event.value if how == "answered" else ""
    if value != "":
        if spot.fact is None:
            raise refusal(f"the prompt '{id}' asks for no fact, so its answer has no value", "fact")
        check_fact(table, spot.fact.id, value)
        facts = {**facts, spot.fact.id: value}
    by = event.by
    if by and by not in state.setting.participants:
        by = ""  # so that a log of a million strangers stays a small state
    touched = state.touched
    before = touched.get(id)
    if before is None or before.get(by) not in ("answered", how):
        touched = _touched(touched, id, by, how)
    waiting = state.waiting
    if waiting == id and not _left_to_others(table, state, touched, spot):
        waiting = ""
    met = _make(State, ("open", stage, visits, touched, waiting, facts, *state[_REST:]))
    if spot.of_gate:
        met = met._replace(let_be=let_be(state, spot, how))
    return _renewed(table, met, state) if facts is not state.facts or table.counts_visits else met


def _left_to_others(table: Table, state: State, touched: Touched, spot: Spot) -> bool:
    """Return whether a prompt that was put still waits for somebody after one of several touched it."""
    if not state.setting.presenter and table.voice != "group":
        return False
    own = table.voice in spot.prompt.wordings  # what is for guides alone is put to nobody in particular
    return own and not state._replace(touched=touched).done(spot.prompt.id)


def _touched(touched: Touched, prompt: str, by: str, how: str) -> Touched:
    before = touched.get(prompt)
    now = {**before, by: how} if before else _ALONE[how] if not by else {by: how}
    # Most prompts are touched by the same person in the same way as the one before: one mapping says so for all.
    last = next(reversed(touched.values()), None)  # type: ignore[call-overload]  # in truth it is a dict
    return {**touched, prompt: last if last == now else now}


def _said(table: Table, state: State, _event: Said) -> State:
    return _unless_closed(table, state)


def _known(table: Table, state: State, event: Known) -> State:
    _unless_closed(table, state)
    check_fact(table, event.fact, event.value)
    facts = {id: value for id, value in state.facts.items() if id != event.fact}
    aside = state.aside
    if event.value != "":
        facts[event.fact] = event.value
    elif aside:
        aside = forgotten(aside, (event.fact,))
    return _renewed(table, state._replace(facts=facts, aside=aside), state)


def _moved(table: Table, state: State, event: Moved) -> State:
    id = event.stage
    place = table.places.get(id)
    if place is None or place.id != id:
        raise unknown("stage", id, table.places)
    verdict = of_move(table, state, place)
    if verdict is not OPEN:
        _heed(verdict, event.verdict)
    visits = state.visits if id == state.stage else _visited(table, state.visits, id)  # staying is no visit
    there = _make(State, ("open", id, visits, state.touched, "", state.facts, *state[_REST:]))
    return _renewed(table, there, state) if table.counts_visits else there


def _detoured(table: Table, state: State, event: Detoured) -> State:
    if event.detour not in table.detours:
        raise unknown("detour", event.detour, table.detours)
    verdict = of_detour(table, state, event.detour)
    if verdict is not OPEN:
        raise Refused(verdict)
    left = (event.detour, state.stage)
    place = table.places[table.detours[event.detour].to]
    return _renewed(table, _arrived(table, state, place, (*state.detours, left)), state)


def _returned(table: Table, state: State, event: Returned) -> State:
    if state.status != "open":
        raise Refused(of_status(table, state))
    if not state.detours:
        raise refusal("there is no detour to come back from", "detour")
    *still, (detour, stage) = state.detours
    if event.detour not in ("", detour):
        raise refusal(f"the latest detour is '{detour}', and one comes back from that first", "detour")
    back = state._replace(stage=stage, detours=tuple(still), waiting="")
    anew = reopened(table, back, table.detours[detour].reopens)
    return back if anew is back else _renewed(table, anew)


def _visited(table: Table, visits: Visits, stage: str) -> Visits:
    count = visits.get(stage, 0)
    return {**visits, stage: count + 1} if count < table.counted else visits


def _arrived(table: Table, state: State, place: Place, detours: tuple[tuple[str, str], ...]) -> State:
    visits = _visited(table, state.visits, place.id)
    return state._replace(stage=place.id, visits=visits, detours=detours, waiting="")


def _interrupted(table: Table, state: State, event: Interrupted) -> State:
    _unless_closed(table, state)
    if event.safeguard not in table.safeguards:
        raise unknown("safeguard", event.safeguard, table.safeguards)
    aside = state.aside
    if aside:
        # Interrupted by another version alone it would be open again under the one before; now somebody wants it so.
        latest = aside[-1]._replace(left=aside[-1].left._replace(safeguard=""))
        aside = (*aside[:-1], latest)
    return state._replace(status="suspended", safeguard=event.safeguard, waiting="", aside=aside)


def _resumed(table: Table, state: State, event: Resumed) -> State:
    verdict = of_resumption(table, state, event.by)
    if verdict is not OPEN:
        raise Refused(verdict)
    opened = state._replace(status="open", safeguard="")
    if state.stage not in state.visits:  # another version of the framework led here, and now somebody comes
        opened = opened._replace(visits=_visited(table, state.visits, state.stage))
    safeguard = table.safeguards.get(state.safeguard)
    back = table.places.get(safeguard.back_to) if safeguard else None
    if back is None or back.scope not in ("", BESIDE):
        return opened if opened.visits is state.visits else _renewed(table, opened, state)
    # The safeguard names the stage to come back to, and whatever one was on a detour for is over then.
    there = opened._replace(detours=()) if back.id == state.stage else _arrived(table, opened, back, ())
    return _renewed(table, there, state)


def _replanned(table: Table, state: State, event: Replanned) -> State:
    _unless_closed(table, state)
    check_plan(table, event.minutes, state.setting.familiarity, event.occasion)
    return state._replace(setting=state.setting._replace(minutes=event.minutes, occasion=event.occasion))


def _promoted(table: Table, state: State, event: Promoted) -> State:
    _unless_closed(table, state)
    if event.type not in table.framework.known_outcomes:
        raise unknown("type of outcome", event.type, table.framework.known_outcomes)
    if event.prompt:
        _spot(table, event.prompt, "")
    _check_person(state, event.by)
    _check_visibility(event.visibility)
    if not event.outcome or event.outcome in state.outcomes:
        raise refusal("every outcome has an id of its own", "outcome")
    if len(state.outcomes) >= MOST_OUTCOMES:
        raise refusal(f"a session keeps at most {MOST_OUTCOMES:,} outcomes", "outcome")
    promise = Promise(event.type, "open", event.visibility, event.by)
    return state._replace(outcomes={**state.outcomes, event.outcome: promise})


def _settled(_table: Table, state: State, event: Settled) -> State:
    if event.outcome not in state.outcomes:
        raise unknown("outcome", event.outcome, state.outcomes)
    if event.status not in OUTCOME_STATUSES:
        raise unknown("status of an outcome", event.status, OUTCOME_STATUSES)
    _check_person(state, event.by)
    promise = state.outcomes[event.outcome]._replace(status=event.status)
    if event.visibility:
        _check_visibility(event.visibility)
        _check_owner(state, promise, event.by)
        promise = promise._replace(visibility=event.visibility)
    return state._replace(outcomes={**state.outcomes, event.outcome: promise})


def _check_person(state: State, by: str) -> None:
    if state.setting.participants.get(by) == "software":
        raise refusal(
            "outcomes are for a person to take out, settle and share, not for software", "participant"
        )


def _check_visibility(visibility: str) -> None:
    if visibility not in VISIBILITIES:
        raise unknown("visibility", visibility, VISIBILITIES)


def _check_owner(state: State, promise: Promise, by: str) -> None:
    """Raise `Refused` where somebody would share, or hide, what is not theirs: what is nobody's only the host does."""
    participants = state.setting.participants
    whose = alone(participants) or owner(participants, promise.by)
    if participants and owner(participants, by) != whose:
        raise refusal(
            "who may see an outcome is up to the one who took it out; name them with by=", "participant"
        )


def _redacted(_table: Table, state: State, event: Redacted) -> State:
    if state.setting.participants.get(event.by) == "software":
        raise refusal("words are taken out by people, not by software", "participant")
    return state


def _stopped(table: Table, state: State, _event: Stopped) -> State:
    return _unless_closed(table, state)._replace(status="stopped")


def _closed(table: Table, state: State, _event: Closed) -> State:
    return _unless_closed(table, state)._replace(status="closed", waiting="")


def _unless_closed(table: Table, state: State) -> State:
    if state.status == "closed":
        raise Refused(of_status(table, state))
    return state


def _renewed(table: Table, state: State, before: State | None = None) -> State:
    """Return a state with its gates and safeguards looked at anew, and without what ended since the one before."""
    if before is not None and table.ending:
        state = ended(table, before, state)
    facts: Facts = state.facts
    visits: Visits = state.visits
    if table.everywhere and (shut := shut_gates(table, facts, visits)) != state.shut:
        state = state._replace(shut=shut)
    # What another version of the framework suspended names no safeguard yet.
    quiet = state.status in ("open", "stopped") or (state.status == "suspended" and not state.safeguard)
    if quiet and (safeguard := raised(table, facts, visits)):
        state = state._replace(status="suspended", safeguard=safeguard, waiting="")
    return state


def _spot(table: Table, prompt: str, voice: str) -> Spot:
    spot = table.spots.get(prompt)
    if spot is None:
        raise unknown("prompt", prompt, table.spots)
    if voice not in spot.prompt.wordings and voice:
        raise unknown(f"voice of the prompt '{prompt}'", voice, spot.prompt.wordings)
    return spot


def _heed(verdict: Verdict, said: str) -> None:
    """Raise what a verdict calls for, unless the event says that the advice was known."""
    if verdict.word == "blocked":
        raise Refused(verdict)
    if said != "advised_against":
        raise AdvisedAgainst(verdict)


EFFECTS: Mapping[type[Event], Callable[[Table, State, Any], State]] = {
    Started: _started,
    Asked: _asked,
    Answered: _answered,
    LeftBlank: _not_answered("left_blank"),
    Skipped: _not_answered("skipped"),
    Passed: _not_answered("passed"),
    Said: _said,
    Known: _known,
    Moved: _moved,
    Detoured: _detoured,
    Returned: _returned,
    Interrupted: _interrupted,
    Resumed: _resumed,
    Replanned: _replanned,
    Promoted: _promoted,
    Settled: _settled,
    Migrated: migrated,
    Redacted: _redacted,
    Stopped: _stopped,
    Closed: _closed,
}
