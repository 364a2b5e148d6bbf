"""Ids under other versions of a framework: what became of a stage or a prompt, and what stands nearest to one gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handrail.framework import Framework
from handrail.graph import Stage
from handrail.prompts import Prompt

from .state import State
from .tables import Table

Thing = Stage | Prompt


def prompts_of(framework: Framework) -> Mapping[str, Prompt]:
    """Return all prompts of a framework under their ids."""
    made: dict[str, Prompt] | None = framework.derived.get("prompts")
    if made is None:
        made = framework.derived["prompts"] = {prompt.id: prompt for prompt in framework.every_prompt.prompts}
    return made


class Names:
    """The names that things have had in some versions, to be found under those of the newest."""

    def __init__(self, versions: Sequence[Mapping[str, Thing]]) -> None:
        self.now = versions[-1]
        self._others: dict[str, dict[str, None]] = {}
        for things in versions:
            for id, thing in things.items():
                for former in _former(thing):
                    self._others.setdefault(id, {})[former] = None
                    self._others.setdefault(former, {})[id] = None

    def became(self, id: str) -> str:
        """Return the id that a thing has now, also where it is an older one again, or nothing."""
        names = [id]
        for one in names:  # which grows meanwhile
            if one in self.now:
                return one
            names += [other for other in self._others.get(one, ()) if other not in names]
        return ""


def _former(thing: Thing) -> Iterator[str]:
    """Yield the ids that a thing had; what was taken from another framework had its name before them too."""
    whose, slash, _ = thing.id.rpartition("/")
    for former in thing.formerly:
        yield former if "/" in former else f"{whose}{slash}{former}"


def mapping(table: Table, frameworks: Sequence[Framework], state: State) -> dict[str, str]:
    """Return what became of the ids that a session has met, where they are not what they were."""
    states = [state, *(one for aside in state.aside for one in (aside.before, aside.left))]
    every = (*frameworks, table.framework)
    stages, prompts = Names([one.every_stage for one in every]), Names([prompts_of(one) for one in every])
    standing = dict.fromkeys(id for one in states for id in (one.stage, *(left for _, left in one.detours)))
    visited = dict.fromkeys(id for one in states for id in one.visits)
    touched = dict.fromkeys(id for one in states for id in _prompts_in(one))
    found = {f"stage:{id}": now for id in standing | visited if (now := stages.became(id)) != id}
    found |= {f"prompt:{id}": now for id in touched if (now := prompts.became(id)) != id}
    found |= {f"near:{id}": _nearest(id, every, stages, table) for id in standing if not stages.became(id)}
    return found


def answered_and_gone(frameworks: Sequence[Framework], state: State) -> tuple[Prompt, ...]:
    """Return the prompts of earlier versions that were answered in a session and that the newest has no longer."""
    if not state.aside:
        return ()
    versions = [prompts_of(one) for one in frameworks]
    names = Names(versions)
    answered = (id for one in state.aside for id in one.before.touched if one.before.was(id) == "answered")
    gone = (id for id in dict.fromkeys(answered) if not names.became(id))
    return tuple(next(one[id] for one in reversed(versions) if id in one) for id in gone)


def _prompts_in(state: State) -> Iterable[str]:
    past = (id for sitting in state.setting.past for id in sitting)
    return (*state.touched, *([state.waiting] if state.waiting else []), *past)


def _nearest(id: str, frameworks: Sequence[Framework], stages: Names, table: Table) -> str:
    """Return the place nearest to a stage that is gone: one before it, or what held it, or where one begins."""
    known = next((one.every_stage for one in reversed(frameworks) if id in one.every_stage), {})
    while id in known:
        stage = known[id]
        beside = [
            one.id for one in known.values() if (one.parent, one.strand) == (stage.parent, stage.strand)
        ]
        before = reversed(beside[: beside.index(id)])
        for now in map(stages.became, (*before, stage.parent)):
            if now in table.places:
                return table.places[now].id
        id = stage.parent
    first = table.framework.stage_graph.first
    return table.places[first].id if first in table.places else ""
