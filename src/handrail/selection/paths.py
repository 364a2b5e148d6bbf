"""Following a path: what a sitting holds while something is so, whatever the rule would choose."""

from __future__ import annotations

import math

from .choice import Choice, Gap, Omission, Selection
from .plan import Plan
from .rule import Path


def follow(plan: Plan, path: Path, minutes: float | None = None) -> Selection:
    """Return the prompts of a path in its order, and everything else with the path's reason.

    A path is never cut to the time there is: its prompts are written in brief where there is little of it, and at
    typical length where nobody said how much. What has only so many lines stays in brief.
    """
    ids = plan.known(path.prompts)
    spent = _minutes(plan, ids, {*plan.known(path.lines)}, minutes)
    because = f"asked while this holds: {path.title}"
    reason = f"It is not asked while this holds: {path.title}."
    choices = tuple(Choice(plan.prompts[id], spent[id], because) for id in ids)
    left_out = tuple(Omission(prompt, "path", reason) for prompt in plan.prompts if prompt.id not in ids)
    gaps = tuple(Gap(way, reason) for way, id in plan.cover.items() if id not in ids)
    known = [one for one in spent.values() if one is not None]
    return Selection(choices, left_out, (), (), gaps, math.fsum(known) if len(known) == len(ids) else None)


def _minutes(
    plan: Plan, ids: tuple[str, ...], capped: set[str], minutes: float | None
) -> dict[str, float | None]:
    norms = {id: plan.prompts[id].minutes for id in ids}
    brief = {id: max(norm.brief, 0.0) for id, norm in norms.items() if norm is not None}
    more = {
        id: max(norm.typical - brief[id], 0.0)
        for id, norm in norms.items()
        if norm is not None and id not in capped
    }
    wanted = math.fsum(more.values())
    room = wanted if minutes is None else max(minutes - math.fsum(brief.values()), 0.0)
    part = min(room / wanted, 1.0) if wanted else 0.0
    return {id: brief[id] + part * more.get(id, 0.0) if id in brief else None for id in ids}
