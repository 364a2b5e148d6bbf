"""A rule over a set of prompts, with all that no budget changes worked out once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import attrs

from handrail.prompts import Prompt, PromptSet

from .choice import Omission
from .rule import Occasion, SelectionRule

# Whatever the last three sittings met earns no credit. How far back anybody looks: further than there are prompts to
# come round where a sitting has room for one more, or what was never met would be taken for met long ago.
RECENT, MEMORY = 3, 30

IN_RANK = "comes next in rank"
NOT_MET = "not met in the last sittings"
SITTING = "This is for a sitting of its own."


class Leaning(NamedTuple):
    """What an occasion does to one set of prompts, in that set's own ids."""

    title: str = ""
    up: tuple[str, ...] = ()
    down: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    # Twins of what is lifted: the one that gives way, and the lifted one that it gives way to.
    gives_way: Mapping[str, str] = {}


@attrs.frozen(slots=False, eq=False, repr=False)
class Plan:
    """A rule over a set of prompts; keep it to choose more than once."""

    prompts: PromptSet
    rule: SelectionRule

    @cached_property
    def here(self) -> dict[str, Prompt]:
        """Return every prompt that may be chosen in one sitting, in the order in which it would be put."""
        here = {prompt.id: prompt for prompt in self.prompts if prompt.sitting != "later"}
        preface = [id for id, prompt in here.items() if prompt.sitting == "preface"]
        first, last = self.known(self.rule.first), self.known(self.rule.last)
        middle = [id for id in here if id not in last]
        return {id: here[id] for id in dict.fromkeys((*preface, *first, *middle, *last)) if id in here}

    @cached_property
    def preface(self) -> tuple[str, ...]:
        """Return what comes before the rest and takes no minutes."""
        return tuple(id for id, prompt in self.here.items() if prompt.sitting == "preface")

    @cached_property
    def later(self) -> dict[str, Prompt]:
        """Return the prompts that belong to a sitting of their own."""
        return {prompt.id: prompt for prompt in self.prompts if prompt.sitting == "later"}

    @cached_property
    def shared(self) -> str:
        """Return the prompt that gets a part of all the minutes, or nothing."""
        known = self.known([self.rule.share.prompt] if self.rule.share else [])
        return next((id for id in known if self._timed(id)), "")

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Return what is in every sitting and why; the close comes first: it looks after the person."""
        because: dict[str, str] = {}
        for ids, why in (
            (self.rule.last, "closes every sitting"),
            (self.rule.first, "opens every sitting"),
            ([self.shared], "has its part of every sitting"),
            (self.rule.always, "asked in every sitting"),
            *(([id], f"keeps {way} in view") for way, id in self.rule.cover.items()),
        ):
            for id in self.known(ids):
                because.setdefault(id, why)
        return {id: why for id, why in because.items() if self._timed(id)}

    @cached_property
    def ranked(self) -> tuple[str, ...]:
        """Return what may fill the time, in rank order, and after it what the rule does not rank."""
        ranked = dict.fromkeys((*self.known(self.rule.fill), *self.here))
        return tuple(id for id in ranked if self._timed(id) and id not in self.anchors)

    @cached_property
    def cover(self) -> dict[str, str]:
        """Return the prompt for each way of knowing; one that is not there stands as it was written."""
        return {way: (*self.known([id]), id)[0] for way, id in self.rule.cover.items()}

    @cached_property
    def swaps(self) -> tuple[tuple[str, str, str], ...]:
        """Return what may stand in for what keeps a way in view: way, its prompt, the other; by turns of the ways.

        What opens or closes a sitting, is always in it or keeps several ways in view gives its place to nothing.
        """
        rule, kept = self.rule, [*self.cover.values()]
        fixed = {self.shared, *self.known((*rule.first, *rule.always, *rule.last))}
        fixed |= {id for id in kept if kept.count(id) > 1}
        found = [
            (turn, way, self.cover[way], other)
            for way, ids in rule.swap.items()
            if self.cover.get(way, "") in self.anchors and self.cover[way] not in fixed
            for turn, other in enumerate(self.known(ids))
            if other not in self.anchors and self._timed(other)
        ]
        return tuple(one[1:] for one in sorted(found, key=lambda one: one[0]))

    @cached_property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """Return what a prompt builds on; a need that has no prompt here stands as it was written."""
        here = self.here.items()
        return {
            id: tuple((*self.known([need]), need)[0] for need in one.needs) for id, one in here if one.needs
        }

    @cached_property
    def brief(self) -> dict[str, float]:
        """Return the minutes of each prompt in brief, where somebody wrote any."""
        return {id: max(one.minutes.brief, 0.0) for id, one in self.here.items() if one.minutes is not None}

    @cached_property
    def more(self) -> dict[str, float]:
        """Return the minutes of each prompt from brief to typical."""
        return {
            id: max(one.minutes.typical - self.brief[id], 0.0)
            for id, one in self.here.items()
            if one.minutes is not None
        }

    @cached_property
    def leanings(self) -> dict[str, Leaning]:
        """Return what each occasion does."""
        return {id: self._lean(id, occasion) for id, occasion in self.rule.occasions.items()}

    def ranks(self, leaning: Leaning, past: Sequence[Collection[str]]) -> dict[str, str]:
        """Return what may fill the time, best first, and why: the occasion, then credit, then rank."""
        ranks = dict.fromkeys(self.ranked, IN_RANK)
        if past:
            credit = {id: _credit(id, past) for id in ranks}
            order = sorted(ranks, key=credit.__getitem__, reverse=True)
            ranks = {id: NOT_MET if credit[id] else IN_RANK for id in order}
        if not leaning.title:
            return ranks
        lifted = {id: f"matters for this occasion ({leaning.title})" for id in leaning.up if id in ranks}
        lowered = {id: why for id, why in ranks.items() if id in leaning.down or id in leaning.gives_way}
        middle = {id: why for id, why in ranks.items() if id not in lifted and id not in lowered}
        return lifted | middle | lowered

    def put_off(self, leaning: Leaning) -> tuple[Omission, ...]:
        """Return what is for a sitting of its own, what the occasion lifts first."""
        order = dict.fromkeys((*(id for id in leaning.up if id in self.later), *self.later))
        return tuple(Omission(self.later[id], "sitting", SITTING) for id in order if id not in leaning.off)

    def name(self, id: str) -> str:
        """Return what to call a prompt in a sentence: its topic, or its id as words."""
        topic = self.prompts[id].topic if id in self.prompts else ""
        return f"“{topic or id.rpartition('/')[2].replace('-', ' ')}”"

    def known(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the full ids of those that are prompts here, none twice."""
        return tuple(dict.fromkeys(self.prompts[id].id for id in ids if id in self.prompts))

    def _timed(self, id: str) -> bool:
        return id in self.here and self.here[id].sitting != "preface"

    def _lean(self, id: str, occasion: Occasion) -> Leaning:
        off = frozenset(self.known(occasion.off))
        up = tuple(one for one in self.known(occasion.up) if one not in off)
        gives_way: dict[str, str] = {}
        for twins in map(self.known, self.rule.overlap):
            lifted = [one for one in twins if one in up]
            gives_way.update((one, lifted[0]) for one in twins if lifted and one not in up)
        down = frozenset(self.known(occasion.down)) - off - {*up}
        return Leaning(occasion.title or id.replace("-", " "), up, down, off, gives_way)


def last_met(id: str, past: Sequence[Collection[str]]) -> int:
    """Return how many sittings ago a prompt was last met: most for never, or longer ago than anybody looks."""
    for ago, entry in enumerate(reversed(past[-MEMORY:]), 1):
        if id in entry:
            return ago
    return MEMORY + 1


def _credit(id: str, past: Sequence[Collection[str]]) -> int:
    """Return how many sittings ago a prompt was last met, and nothing for the last three."""
    ago = last_met(id, past)
    return ago if ago > RECENT else 0
