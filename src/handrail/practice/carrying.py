"""What `migrated` does to a state: it is carried over to another version of its framework, and nothing is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from handrail.selection import FAMILIARITIES

from .events import Migrated
from .facts import fits
from .identity import Digests, digests
from .judging import raised, shut_gates
from .modes import GUIDE, guided
from .state import Aside, Setting, State
from .tables import Table
from .verdicts import refusal, unknown

T = TypeVar("T")
Touches = Mapping[str, Mapping[str, str]]

# A session that was taken up more often than anybody writes versions was not taken up by people.
MOST_EARLIER = 100
# What says where one stands: it is carried over together, or not at all.
_STANDING = ("status", "stage", "waiting", "detours", "safeguard")


class Carried(NamedTuple):
    """A state under another version; `lost` says that where one was has no place there."""

    state: State
    lost: bool


def migrated(table: Table, state: State, event: Migrated) -> State:
    """Return the state after `migrated`: the event says what became of the ids, the table what there is now."""
    framework = table.framework
    if not state.status:
        raise refusal("the first event of a session is 'started'", "status")
    if event.framework != framework.id or event.structure_digest != digests(framework).structure:
        raise refusal("this was taken up under another framework than the one that is here", "framework")
    if table.voice not in framework.voices:
        raise unknown("voice", table.voice, framework.voices)
    if not table.places:
        raise refusal(f"'{framework.id}' has no stages to go on at", "version")
    if len(state.aside) >= MOST_EARLIER:
        raise refusal(f"a session is taken up under at most {MOST_EARLIER} versions", "version")
    now = carried(table, state, event.mapping).state
    if now.setting.edition != event.edition:
        raise refusal("this was taken up in another edition than the one that is left", "edition")
    return now


def carried(table: Table, state: State, mapping: Mapping[str, str]) -> Carried:
    """Return a state under another version of its framework.

    The oldest state that another version changed is carried over, and then whatever happened since, version after
    version: so what had no place for a while has one again when there is one, and to go back is to undo.
    """
    carrier, under = Carrier(table, mapping), digests(table.framework)
    befores = (*(one.before for one in state.aside), _bare(state))
    result = carrier.over(befores[0])
    for one, later in zip(state.aside, befores[1:], strict=True):
        left, since = carrier.over(one.left), carrier.over(later)
        # Where this version leads to the very same place, what happened there since stands as it is.
        same = _renewed(table, result.state) == left.state
        result = since if same else _merged(result, left, since)
    after = _renewed(table, result.state)
    back = _back(state, after, under)
    if back is not None:
        return Carried(back, back.status == "suspended" and not back.safeguard)
    return Carried(_set_aside(state, after, under), result.lost)


def _back(state: State, after: State, under: Digests) -> State | None:
    """Return the state that a version is come back to, if nothing happened since it was left."""
    kept, now = state.aside, _bare(state)
    while kept and kept[-1].left == now:
        *older, latest = kept
        kept, now = tuple(older), latest.before
        # Which version the first state belongs to nothing says; so it must be what would come of it.
        if kept[-1].under == under if kept else after == now:
            return now._replace(aside=kept)
    return None


def _set_aside(state: State, after: State, under: Digests) -> State:
    """Return the state after, with the one before set aside unless nothing was ever changed."""
    now = _bare(state)
    if after == now and not state.aside:
        return state
    return after._replace(aside=(*state.aside, Aside(now, after, under)))


class Carrier:
    """What became of the ids that a session has met, under another version."""

    def __init__(self, table: Table, mapping: Mapping[str, str]) -> None:
        self.table = table
        self.mapping = mapping

    def stage(self, id: str) -> str:
        """Return the place that a stage is now, or nothing."""
        place = self.table.places.get(self.mapping.get(f"stage:{id}", id))
        return place.id if place is not None else ""

    def prompt(self, id: str) -> str:
        """Return the prompt that one is now, or nothing."""
        now = self.mapping.get(f"prompt:{id}", id)
        return now if now in self.table.spots else ""

    def over(self, state: State) -> Carried:
        """Return a bare state under the version, without looking at gates and safeguards yet."""
        stage, detours, lost = self._place(state)
        facts = self.table.framework.facts
        status, waiting = state.status, self._waiting(state)
        if lost and status != "closed":
            status, waiting = "suspended", ""
        visits: dict[str, int] = {}
        for id, count in state.visits.items():
            if now := self.stage(id):
                visits[now] = max(count, visits.get(now, 0))
        put = state._replace(
            status=status,
            stage=stage,
            visits=visits,
            touched=self._touched(state.touched),
            waiting=waiting,
            facts={id: one for id, one in state.facts.items() if id in facts and fits(facts[id], one)},
            detours=detours,
            setting=self._setting(state.setting),
            let_be=self._let_be(state),
        )
        return Carried(put, lost)

    def _place(self, state: State) -> tuple[str, tuple[tuple[str, str], ...], bool]:
        """Return where one is, the detours that one is on, and whether any of it is not where one was."""
        detours: list[tuple[str, str]] = []
        scope, lost = "", False
        for id, left in state.detours:
            stage, gone = self._near(left, scope)
            lost = lost or gone
            detour = self.table.detours.get(id)
            if detour is None:
                # One is back where one left from, whatever further detours there were.
                return stage, tuple(detours), True
            detours.append((id, stage))
            scope = detour.to
        stage, gone = self._near(state.stage, scope)
        return stage, tuple(detours), lost or gone

    def _near(self, id: str, scope: str) -> tuple[str, bool]:
        """Return the place that a stage is now, or else the nearest one, and whether that is another."""
        places, graph = self.table.places, self.table.graphs[scope]
        for now, gone in ((self.stage(id), False), (self.mapping.get(f"near:{id}", ""), True)):
            place = places.get(now)
            if place is not None and place.id in graph.stages:
                return place.id, gone
        return (graph.first if not scope else graph.place(scope)) or next(iter(places.values())).id, True

    def _waiting(self, state: State) -> str:
        now = self.prompt(state.waiting)
        if not now:
            return ""
        wordings = self.table.spots[now].prompt.wordings
        put = self.table.voice in wordings or (GUIDE in wordings and guided(state.setting))
        return now if put else ""

    def _touched(self, touched: Touches) -> Touches:
        kept: dict[str, Mapping[str, str]] = {}
        for id, touches in touched.items():
            if now := self.prompt(id):
                kept[now] = _both(kept[now], touches) if now in kept else touches
        return kept

    def _let_be(self, state: State) -> tuple[str, ...]:
        """Return the prompts of gates that need not be put again; what has become unknown is asked for."""
        known = self.table.framework.facts
        gone = {id for id, one in state.facts.items() if id not in known or not fits(known[id], one)}
        now = dict.fromkeys(self.prompt(id) for id in state.let_be)
        settles = self.table.settles
        return tuple(id for id in now if id in settles and settles[id].isdisjoint(gone))

    def _setting(self, setting: Setting) -> Setting:
        framework = self.table.framework
        rule = framework.selection
        known = (*FAMILIARITIES, *(rule.familiarity if rule else ()))
        return setting._replace(
            edition=setting.edition if setting.edition in framework.editions else "",
            occasion=setting.occasion if rule and setting.occasion in rule.occasions else "",
            familiarity=setting.familiarity if setting.familiarity in known else "",
            past=tuple(tuple(self.prompt(id) or id for id in sitting) for sitting in setting.past),
        )


def forgotten(aside: tuple[Aside, ...], gone: Collection[str]) -> tuple[Aside, ...]:
    """Return what is set aside without facts that have become unknown: no other version knows them either."""

    def without(state: State) -> State:
        return state._replace(facts={id: value for id, value in state.facts.items() if id not in gone})

    return tuple(one._replace(before=without(one.before), left=without(one.left)) for one in aside)


def _bare(state: State) -> State:
    return state._replace(aside=())


def _both(one: Mapping[str, str], other: Mapping[str, str]) -> Mapping[str, str]:
    """Return how a prompt was touched that was two before: what was answered once stays answered."""
    answered = {by: how for by, how in one.items() if how == "answered"}
    return {**one, **other, **answered}


def _merged(result: Carried, left: Carried, later: Carried) -> Carried:
    """Return what was carried over so far, with what happened between two states of one version."""
    base, old, new = result.state, left.state, later.state
    lost, standing = result.lost, base
    happened = any(getattr(old, name) != getattr(new, name) for name in _STANDING)
    # Nobody is kept from a place that is there by another that is gone.
    if happened or (lost and not later.lost):
        lost, standing = later.lost, new
    touched = _since(base.touched, old.touched, new.touched)
    for id, touches in base.touched.items():
        now = touched.get(id, touches)
        touched[id] = touches if now is touches else _both(touches, now)
    setting = zip(base.setting, old.setting, new.setting, strict=True)
    merged = new._replace(
        **{name: getattr(standing, name) for name in _STANDING},
        visits=_since(base.visits, old.visits, new.visits),
        touched=touched,
        facts=_since(base.facts, old.facts, new.facts),
        setting=Setting._make(was if then == now else now for was, then, now in setting),
        let_be=tuple(_since(*(dict.fromkeys(one.let_be, True) for one in (base, old, new)))),
    )
    return Carried(merged, lost)


def _since(base: Mapping[str, T], old: Mapping[str, T], new: Mapping[str, T]) -> dict[str, T]:
    """Return what was, with what became other, new or unknown between an old and a new state."""
    kept = dict(_kept(base, old, new))
    return kept | {id: one for id, one in new.items() if id not in base and old.get(id) != one}


def _kept(base: Mapping[str, T], old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    for id, one in base.items():
        if old.get(id) == new.get(id):
            yield id, one
        elif id in new:
            yield id, new[id]


def _renewed(table: Table, state: State) -> State:
    """Return a state with the gates and safeguards of its framework looked at, and one that is open somewhere."""
    changes: dict[str, Any] = {"shut": shut_gates(table, state.facts, state.visits)}
    if state.status == "open" and state.stage not in state.visits:
        changes["visits"] = {**state.visits, state.stage: 1}
    state = state._replace(**changes)
    safeguard = raised(table, state.facts, state.visits)
    # Who laid the session down while it was interrupted is interrupted again when they come back.
    quiet = state.status == "open" or (state.status in ("stopped", "suspended") and not state.safeguard)
    if quiet and safeguard:
        return state._replace(status="suspended", safeguard=safeguard, waiting="")
    return state
