"""What becoming another version means for a session: every consequence in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from .carrying import Carrier
from .events import Migrated
from .state import Notice, State
from .tables import Table
from .words import gate_name, listed, title_of

_MOST_NAMED = 8


def consequences(table: Table, before: State, event: Migrated, after: State) -> tuple[Notice, ...]:
    """Return what `migrated` did to a session, in sentences."""
    carrier = Carrier(table, event.mapping)
    return (
        *_standing(table, before, after, carrier),
        *_waiting(before, after, carrier),
        *_prompts(before, after, carrier),
        *_visits(before, after, carrier),
        *_facts(table, before, after),
        *_setting(before, after),
        *_gates(table, before, after),
    )


def _standing(table: Table, before: State, after: State, carrier: Carrier) -> Iterator[Notice]:
    here, there, now = before.stage, after.stage, carrier.stage(before.stage)
    for detour, _ in before.detours:
        if detour not in table.detours:
            yield Notice("detour-gone", f"the detour '{detour}' is gone; one is back where one left for it")
    if not now:
        yield Notice("stage-gone", f"the stage '{here}' is gone")
    elif now != here:
        yield Notice("renamed", f"the stage '{here}' is called '{now}' now")
    if there != now:
        yield Notice("place-moved", f"the session stands at '{there}' now")
    if _detours(before, carrier) != after.detours:
        yield Notice("detours", _way_back(after))
    if before.status != after.status:
        yield Notice(*_status(after))
    if after.safeguard and after.safeguard != before.safeguard:
        title = (
            table.safeguards[after.safeguard].title if after.safeguard in table.safeguards else "a safeguard"
        )
        yield Notice("interrupted", f"the session is suspended: {title}")
    elif before.safeguard and not after.safeguard:
        yield Notice("not-interrupted", f"what interrupted, '{before.safeguard}', does not do so any more")
    elif after.safeguard and after.safeguard not in table.safeguards:
        said = (
            f"the safeguard '{after.safeguard}' is gone; what it interrupted waits for a person all the same"
        )
        yield Notice("safeguard-gone", said)


def _detours(state: State, carrier: Carrier) -> tuple[tuple[str, str], ...]:
    return tuple((id, carrier.stage(left)) for id, left in state.detours)


def _way_back(after: State) -> str:
    if not after.detours:
        return "one is on no detour any more"
    return f"from the detour '{after.detours[-1][0]}' one comes back to '{after.detours[-1][1]}' now"


def _status(after: State) -> tuple[str, str]:
    if after.status == "suspended":
        return "suspended", "the session is suspended until a person takes it up again with resume()"
    return "status", f"the session is {after.status} again, as it was before"


def _waiting(before: State, after: State, carrier: Carrier) -> Iterator[Notice]:
    was, now = before.waiting, after.waiting
    if was and not carrier.prompt(was):
        yield Notice("waiting-gone", f"the prompt '{was}', to which an answer was awaited, is gone")
    elif was and not now:
        yield Notice("waiting-gone", f"an answer to the prompt '{was}' is not awaited any more")
    elif now and now != carrier.prompt(was):
        yield Notice("waiting-again", f"an answer to the prompt '{now}' is awaited again")


def _prompts(before: State, after: State, carrier: Carrier) -> Iterator[Notice]:
    met = {*before.touched, *([before.waiting] if before.waiting else [])}
    yield from _renamed("prompt", met, carrier.prompt)
    gone = [id for id in before.touched if not carrier.prompt(id)]
    if gone:
        said = "what was answered stays in the record, and comes back with its prompt"
        yield Notice("prompt-gone", f"{_are('prompt', gone)} gone; {said}")
    anew = _anew(before.touched, after.touched, carrier.prompt)
    if anew:
        yield Notice("prompt-back", f"{_are('prompt', anew)} there as touched before")


def _visits(before: State, after: State, carrier: Carrier) -> Iterator[Notice]:
    yield from _renamed("stage", (id for id in before.visits if id != before.stage), carrier.stage)
    gone = [id for id in before.visits if id != before.stage and not carrier.stage(id)]
    if gone:
        yield Notice("visited-gone", f"{_are('stage', gone)} gone, where one has been")
    anew = _anew(before.visits, after.visits, carrier.stage)
    if anew:
        yield Notice("visited-back", f"{_are('stage', anew)} counted as before")


def _renamed(kind: str, ids: Iterable[str], now: Callable[[str], str]) -> Iterator[Notice]:
    for id in ids:
        if now(id) not in ("", id):
            yield Notice("renamed", f"the {kind} '{id}' is called '{now(id)}' now")


def _anew(before: Mapping[str, Any], after: Mapping[str, Any], now: Callable[[str], str]) -> list[str]:
    """Return the ids of which more, less or something else is known than ids alone explain."""
    expected: dict[str, Any] = {}
    for id, one in before.items():
        if now(id):
            expected.setdefault(now(id), one)
    return sorted(id for id in expected.keys() | after.keys() if expected.get(id) != after.get(id))


def _facts(table: Table, before: State, after: State) -> Iterator[Notice]:
    for id in before.facts:
        if id not in after.facts:
            there = "its values have changed" if id in table.framework.facts else "it is gone"
            yield Notice(
                "fact-unknown", f"it is not known any more: {title_of(table.framework, id)}; {there}"
            )
    for id in after.facts:
        if before.facts.get(id) != after.facts[id]:
            yield Notice("fact-known", f"it is known again: {title_of(table.framework, id)}")


def _setting(before: State, after: State) -> Iterator[Notice]:
    for name in ("edition", "occasion", "familiarity"):
        was, now = getattr(before.setting, name), getattr(after.setting, name)
        if was and not now:
            yield Notice(f"{name}-gone", f"the {name} '{was}' is gone; the session goes on without it")
        elif was != now:
            yield Notice(f"{name}-back", f"the {name} '{now}' is there again")
    if before.setting.past != after.setting.past:
        yield Notice("past-renamed", "what earlier sittings asked is found under other ids")


def _gates(table: Table, before: State, after: State) -> Iterator[Notice]:
    gates = table.framework.gates
    for id in after.shut:
        if id not in before.shut:
            yield Notice("gate-shut", f"{gate_name(gates[id])} is shut")
    for id in before.shut:
        if id not in after.shut:
            name = gate_name(gates[id]) if id in gates else f"the gate '{id}'"
            yield Notice("gate-open", f"{name} is not shut any more")


def _are(kind: str, ids: Collection[str]) -> str:
    named = [f"'{id}'" for id in list(ids)[:_MOST_NAMED]]
    if len(ids) > _MOST_NAMED:
        named.append(f"{len(ids) - _MOST_NAMED} more")
    return f"the {kind}{'s' if len(ids) > 1 else ''} {listed(named)} {'are' if len(ids) > 1 else 'is'}"
