"""Taking a session up under another version of its framework: what that would mean, and what it then does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import attrs

from handrail.framework import Framework

from .carrying import MOST_EARLIER, Carried, Carrier, carried
from .consequences import consequences
from .differences import Changes, diff
from .events import NOTHING, Migrated
from .identity import digests
from .renaming import Names, mapping
from .state import Notice, State
from .tables import Table, table

if TYPE_CHECKING:
    from .session import Session


# What a plan may be, from what nobody notices to what cannot be done.
PLANS = ("as-is", "safe", "mapped", "redo-stage", "blocked")


@attrs.frozen
class Plan:
    """What taking a session up under another version would mean.

    kind: `as-is` (same structure, same wording), `safe` (nothing that the session has touched, stands at, waits for
    or knows is affected), `mapped` (something is elsewhere or set aside, and the session goes on), `redo-stage` (where
    one is, is gone: a person looks where to go on), `blocked` (it cannot be done). reasons: whole sentences. mapping:
    what became of the ids that the session has met, as the event `migrated` has it.
    """

    kind: str
    reasons: tuple[str, ...] = ()
    mapping: Mapping[str, str] = attrs.field(factory=dict)


class Attempt(NamedTuple):
    """What comes of taking a session up: the plan, and where it is not blocked all that the next session needs."""

    plan: Plan
    table: Table
    event: Migrated
    state: State
    notices: tuple[Notice, ...] = ()


def plan(session: Session, new: Framework) -> Plan:
    """Return what `session.take_up(new)` would do, and why; nothing is done."""
    return attempt(session, new).plan


def attempt(session: Session, new: Framework) -> Attempt:
    """Return what comes of taking a session up under a framework."""
    new, state = viewed(new, session.state.setting.edition), session.state
    there = table(new, state.setting.voice)
    pinned = digests(new)
    event = Migrated(new.version, *pinned, framework=new.id)
    if against := tuple(_against(session, there)):
        return Attempt(Plan("blocked", against), there, event, state)
    if pinned == digests(session.framework) and new.id == session.framework.id:
        return Attempt(Plan("as-is", ("structure and wording are the same",)), there, event, state)
    names = mapping(there, session.frameworks, state)
    result = carried(there, state, names)
    edition = result.state.setting.edition
    if edition != new.edition:
        new = viewed(new, edition)
        there = table(new, there.voice)
    event = event._replace(mapping=names or NOTHING, edition=edition)
    told = consequences(there, state, event, result.state)
    changes = diff(session.framework, new)
    touched = tuple(_touched(there, session.framework, state, result.state, changes))
    quiet = not told and not touched
    kind = _kind(state, result, Carrier(there, names), quiet)
    reasons = (*(notice.text for notice in told), *touched, *_otherwise(changes, quiet))
    return Attempt(Plan(kind, reasons, names), there, event._replace(plan=kind), result.state, told)


def viewed(framework: Framework, edition: str) -> Framework:
    """Return a framework in an edition, or in none where it does not have that one."""
    if edition in framework.editions:
        return framework.in_edition(edition)
    return attrs.evolve(framework, edition="") if framework.edition else framework


def _kind(before: State, after: Carried, carrier: Carrier, quiet: bool) -> str:
    detours = tuple((id, carrier.stage(left)) for id, left in before.detours)
    there = (before.status, carrier.stage(before.stage), detours)
    if after.lost and there != (after.state.status, after.state.stage, after.state.detours):
        return "redo-stage"
    return "safe" if quiet else "mapped"


def _against(session: Session, there: Table) -> Iterator[str]:
    """Yield what keeps a session from being taken up."""
    old, new = session.framework, there.framework
    if new.id != old.id and new.id not in old.formerly and old.id not in new.formerly:
        yield (
            f"this is a session of '{old.id}', and '{new.id}' is another framework; "
            f"if it is the same under a new name, write '{old.id}' under formerly:"
        )
        return
    if there.voice not in new.voices:
        yield f"the session speaks in the voice '{there.voice}', and version {new.version} has none of that name"
    if not there.places:
        yield f"version {new.version} of '{new.id}' has no stages to go on at"
    elif not _survives(session, new):
        yield f"no stage is left in version {new.version} of '{new.id}' of those that this session knows"
    if len(session.frameworks) > MOST_EARLIER:
        yield f"a session is taken up at most {MOST_EARLIER} times; begin another"


def _survives(session: Session, new: Framework) -> bool:
    versions = [one.every_stage for one in (*session.frameworks, new)]
    names = Names(versions)
    return any(names.became(id) for things in versions[:-1] for id in things if "/" not in id)


def _touched(there: Table, old: Framework, before: State, after: State, changes: Changes) -> Iterator[str]:
    """Yield what differs of that which a session has touched, stands at, waits for or knows."""
    near = {"anywhere", *_within(there.framework, after.stage)}
    met = {
        *(("prompt", id) for id in (*after.touched, after.waiting)),
        *(("stage", id) for id in near),
        *(("fact", id) for id in after.facts),
        *(("detour", id) for id, _ in after.detours),
        ("safeguard", after.safeguard),
        *(("gate", id) for id, gate in there.framework.gates.items() if near & {*gate.before}),
    }
    for change in (
        *changes.moved,
        *changes.regated,
        *changes.rekinded,
        *changes.transitions,
        *changes.arranged,
    ):
        if (change.sort, change.id) in met:
            yield str(change)
    for change in changes.added:
        if change.sort == "gate" and (change.sort, change.id) in met:
            yield f"the gate '{change.id}' is new, and stands before where this is"
    before_near = {"anywhere", *_within(old, before.stage)}
    for change in changes.removed:
        if change.sort == "gate" and before_near & {*old.gates[change.id].before}:
            yield f"the gate '{change.id}', which stood before where this is, is gone"


def _within(framework: Framework, id: str) -> Iterator[str]:
    """Yield a stage and those that hold it."""
    while id:
        yield id
        id = framework.every_stage[id].parent


def _otherwise(changes: Changes, quiet: bool) -> Iterator[str]:
    """Yield what else differs, in short: the wording, and what the session has not met."""
    if changes.reworded:
        yield "the wording differs from now on; what was said keeps the wording it was given to"
    general = (*changes.renamed, *changes.regated, *changes.arranged)
    yield from (str(change) for change in general if change.sort == "framework")
    structure = [one for one in changes if one.sort != "framework" and one not in changes.reworded]
    if quiet and structure:
        yield "what else differs, this session has not met"
