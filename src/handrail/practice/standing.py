"""Where a session stands as plain data, and back, checked by what its framework knows.

So whoever comes back to a session reads what its events came to, and need not work it out again from each.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from handrail.conditions import Value

from .checking import check_fact, check_participants, check_plan
from .events import NOTHING
from .state import STATUSES, TOUCHES, Promise, Setting, State
from .tables import Table
from .verdicts import RecordError, SessionError

_TOUCHES = frozenset(TOUCHES)


def state_plain(state: State) -> list[Any]:
    """Return a state as plain data; nothing for one that sets aside what another version of its framework found."""
    if state.aside:
        return []
    names = [state.status, state.stage, state.waiting, state.safeguard]
    # Most prompts are touched alike, one after the other.
    runs = groupby(state.touched.items(), itemgetter(1))
    touched = [[dict(how), [id for id, _ in run]] for how, run in runs]
    outcomes = {id: [*promise] for id, promise in state.outcomes.items()}
    setting = [dict(one) if isinstance(one, Mapping) else one for one in state.setting]
    lists = [state.shut, state.detours, state.let_be]
    return [names, dict(state.visits), touched, dict(state.facts), outcomes, setting, *lists]


def state_of(plain: Any, table: Table) -> State:
    """Return the state of plain data; raises `RecordError` for what no session of the table can come to."""
    try:
        names, visits, touched, facts, outcomes, setting, shut, detours, let_be = plain
        status, stage, waiting, safeguard = names
        _check(status in STATUSES and table.places[stage].id == stage)
        _check(not waiting or waiting in table.spots)
        _check(not safeguard or safeguard in table.safeguards)
        _check({*map(type, visits.values())} == {int})
        _check(not let_be or {*let_be} <= table.settles.keys())
        _check(not shut or {*shut} <= table.framework.gates.keys())
        return State(
            status,
            stage,
            visits,
            _touched(touched, table),
            waiting,
            _facts(facts, table),
            (*shut,),
            tuple(_detour(table, *one) for one in detours) if detours else (),
            {id: _promise(*one) for id, one in outcomes.items()} if outcomes else NOTHING,
            safeguard,
            _setting(table, *setting),
            (*let_be,),
        )
    except (LookupError, TypeError, ValueError, AttributeError, SessionError):
        raise RecordError("where this session stands is damaged") from None


def _check(good: bool) -> None:
    if not good:
        raise ValueError


def _touched(runs: Any, table: Table) -> Mapping[str, Mapping[str, str]]:
    touched: dict[str, Mapping[str, str]] = {}
    for how, ids in runs:
        _check({*how.values()} <= _TOUCHES and bool(how))
        touched.update(dict.fromkeys(ids, how))
    _check(touched.keys() <= table.spots.keys())
    return touched


def _facts(facts: Any, table: Table) -> Mapping[str, Value]:
    for id, value in facts.items():
        if type(value) is list:
            facts[id] = tuple(value)
        check_fact(table, id, facts[id])
    return facts or NOTHING


def _detour(table: Table, id: str, left: str) -> tuple[str, str]:
    _check(id in table.detours and left in table.places)
    return id, left


def _promise(*fields: str) -> Promise:
    _check({*map(type, fields)} == {str})
    return Promise(*fields)


def _setting(
    table: Table,
    voice: str,
    edition: str,
    language: str,
    minutes: float | None,
    familiarity: str,
    occasion: str,
    participants: Mapping[str, str],
    presenter: str,
    past: Any,
    rules: str,
) -> Setting:
    framework = table.framework
    _check(voice == table.voice and edition == framework.edition and type(language) is type(rules) is str)
    check_plan(table, minutes, familiarity, occasion)
    if participants or presenter:
        check_participants(participants, presenter)
    if past:
        past = tuple(map(tuple, past))
        _check({type(id) for sitting in past for id in sitting} <= {str})
    mine = (voice, edition, language, minutes, familiarity, occasion)
    return Setting(*mine, participants or NOTHING, presenter, past or (), rules)
