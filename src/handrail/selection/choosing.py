"""Choosing prompts for a time budget."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from handrail.errors import HandrailError, neighbour
from handrail.prompts import PromptSet

from .choice import Choice, Gap, Omission, Selection
from .plan import SITTING, Leaning, Plan, last_met
from .rule import FAMILIARITIES, SelectionRule

# Sums of parts of minutes are a little off; nothing is left out for that.
_A_MOMENT = 1e-9
ON_REQUEST = "It comes when it is asked for, by its name."


def select(
    prompts: PromptSet,
    rule: SelectionRule,
    minutes: float,
    familiarity: str = "developing",
    occasion: str | None = None,
    past: Sequence[Collection[str]] = (),
) -> Selection:
    """Return what a rule chooses from prompts for so many minutes; to choose often, keep a `Plan`."""
    return choose(Plan(prompts, rule), minutes, familiarity, occasion, past)


def choose(
    plan: Plan,
    minutes: float,
    familiarity: str = "developing",
    occasion: str | None = None,
    past: Sequence[Collection[str]] = (),
) -> Selection:
    """Return the prompts for so many minutes; `past` holds what earlier sittings met, the latest last.

    Raises `HandrailError` for a familiarity, an occasion or an amount of minutes that there is not.
    """
    check(plan.rule, minutes, familiarity, occasion)
    leaning = plan.leanings[occasion] if occasion is not None else Leaning()
    if minutes < plan.rule.budget.floor:
        return _nothing(plan)
    known = plan.rule.familiarity.get(familiarity)
    if known is not None and known.cues == "on-request":
        return blank(plan, minutes, occasion)
    draft = _Draft(plan, minutes, leaning)
    for id, because in plan.anchors.items():
        draft.take(id, because)
    extra = known.extra if known else None
    # An occasion keeps what covers the ways as it is: after an error nobody swaps away what followed from it.
    if past and occasion is None and min(draft.places(), math.inf if extra is None else extra) < 1:
        draft.swap(past)
    draft.set_share()
    draft.fill(plan.ranks(leaning, past), extra)
    return draft.finish()


def blank(plan: Plan, minutes: float | None = None, occasion: str | None = None) -> Selection:
    """Return what opens and closes a sitting, with a blank page between; the rest comes when it is asked for."""
    leaning = plan.leanings[occasion] if occasion is not None else Leaning()
    draft = _Draft(plan, math.inf if minutes is None else minutes, leaning)
    draft.leave_blank()
    draft.set_share()
    return draft.finish()


def everything(prompts: PromptSet) -> Selection:
    """Return what is chosen where no rule says otherwise: all that is not for a sitting of its own."""
    plan = Plan(prompts, SelectionRule())
    choices = tuple(
        Choice(prompt, prompt.minutes.typical if prompt.minutes else None, "nothing is left out for time")
        for prompt in plan.here.values()
    )
    return Selection(choices, (), plan.put_off(Leaning()), minutes=_total(choices))


def check(
    rule: SelectionRule, minutes: float, familiarity: str = "developing", occasion: str | None = None
) -> None:
    """Raise `HandrailError` for a familiarity, an occasion or an amount of minutes that there is not."""
    if familiarity not in FAMILIARITIES and familiarity not in rule.familiarity:
        familiarities = dict.fromkeys((*FAMILIARITIES, *rule.familiarity))
        near = neighbour(familiarity, familiarities) or f"; there are {', '.join(familiarities)}"
        raise HandrailError(f"no familiarity is called '{familiarity}'{near}")
    if occasion is not None and occasion not in rule.occasions:
        there = f"there are {', '.join(rule.occasions)}" if rule.occasions else "this framework names none"
        near = neighbour(occasion, rule.occasions) or f"; {there}"
        raise HandrailError(f"no occasion is called '{occasion}'{near}")
    if not 0 <= minutes < math.inf:
        raise HandrailError(f"a number of minutes is 0 or more, not {minutes}")


class _Draft:
    """One choice in the making; it never leaves `choose`."""

    def __init__(self, plan: Plan, minutes: float, leaning: Leaning) -> None:
        self.plan, self.minutes, self.leaning = plan, minutes, leaning
        self.room = float(minutes)  # what is free when everything chosen so far is written in brief
        self.no_room = f"{_amount(minutes)} leave no room for it"
        self.share = 0.0
        self.cover = plan.cover
        self.chosen: dict[str, str] = {}
        self.out: dict[str, tuple[str, str]] = {}
        for id in plan.preface:
            if id in leaning.off:
                self.out[id] = self._off()
            else:
                self.chosen[id] = "before the rest, and not timed"

    def take(self, id: str, because: str, places: float = math.inf) -> None:
        """Put a prompt in with what it builds on, or out with the reason."""
        if id in self.chosen:
            return
        if id in self.leaning.off:
            self.out[id] = self._off()
            return
        group = self._group(id) if id in self.plan.needs else (id,)
        brief = math.fsum([self.plan.brief.get(one, 0.0) for one in group])
        if len(group) > places or brief > self.room + _A_MOMENT:
            self.out[id] = self._no_time(id)
        elif group:
            self.room = max(self.room - brief, 0.0)
            for one in group:
                self.chosen[one] = because if one == id else f"{self.plan.name(id)} builds on it"

    def _group(self, id: str) -> tuple[str, ...]:
        """Return a prompt with all it builds on that is not in yet; nothing where that cannot be had."""
        group: dict[str, None] = {}
        waiting = [id]
        while waiting:
            one = waiting.pop()
            if one not in self.plan.here or one in self.leaning.off:
                self.out[id] = ("needs", f"It builds on {self.plan.name(one)}, which is not asked this time.")
                return ()
            group[one] = None
            needs = self.plan.needs.get(one, ())
            waiting.extend(need for need in needs if need not in group and need not in self.chosen)
        return tuple(group)

    def leave_blank(self) -> None:
        """Put in what opens and closes a sitting; all the rest comes when it is asked for."""
        rule, plan = self.plan.rule, self.plan
        for id in plan.known((*rule.last, *rule.first)):
            if id in plan.anchors:
                self.take(id, plan.anchors[id])
        for id in plan.here:
            if id not in self.chosen and id not in self.out:
                self.out[id] = self._off() if id in self.leaning.off else ("on-request", ON_REQUEST)

    def swap(self, past: Sequence[Collection[str]]) -> None:
        """Let one prompt that covers a way give its place to the one of that way that was met longest ago."""
        best, longest = None, 0
        for one in self.plan.swaps:
            _way, id, other = one
            ago = last_met(other, past)
            if ago > max(longest, last_met(id, past)) and self._may_swap(id, other):
                best, longest = one, ago
        if best is None:
            return
        way, id, other = best
        self.room += self.plan.brief.get(id, 0.0) - self.plan.brief.get(other, 0.0)
        del self.chosen[id]
        self.chosen[other] = f"keeps {way} in view this time, in place of {self.plan.name(id)}"
        self.out[id] = (
            "rotated",
            f"This time {self.plan.name(other)} has its place, and its turn comes again.",
        )
        self.cover = {one: other if known == id else known for one, known in self.cover.items()}

    def _may_swap(self, id: str, other: str) -> bool:
        """Return whether one can stand in for the other: in its minutes, and with all that it builds on."""
        if id not in self.chosen or other in self.chosen:
            return False
        brief, needs = self.plan.brief, self.plan.needs
        fits = brief.get(other, 0.0) - brief.get(id, 0.0) <= self.room + _A_MOMENT
        stays = {*self.chosen} - {id}
        return (
            fits and {*needs.get(other, ())} <= stays and not any(id in needs.get(one, ()) for one in stays)
        )

    def set_share(self) -> None:
        """Give the shared prompt its part, as far as the anchors leave room for it."""
        rule, id = self.plan.rule.share, self.plan.shared
        if rule is None or id not in self.chosen:
            return
        brief = self.plan.brief.get(id, 0.0)
        if self.minutes == math.inf:
            self.share = brief + self.plan.more.get(id, 0.0)
            return
        # Whole minutes, because a person is told them; the others share what is left to the second.
        part = float(math.floor(min(max(rule.of, 0) * self.minutes, self.minutes) + 0.5))
        part = max(part, rule.least)
        part = min(part, rule.most) if rule.most else part
        self.share = brief if id in self.leaning.down else max(brief, min(part, brief + self.room))
        self.room -= self.share - brief

    def fill(self, ranks: Mapping[str, str], extra: int | None) -> None:
        """Go through the ranks once, best first, and take what there are places and minutes for."""
        before = len(self.chosen)
        places = self.places()
        capped = extra is not None and extra < places
        places = max(extra, 0) if extra is not None and capped else places
        for id, because in ranks.items():
            left = places - (len(self.chosen) - before)
            self.take(id, because, left)
            if capped and left <= 0 and id in self.out and self.out[id][0] == "no-time":
                self.out[id] = ("familiarity", _enough(int(places)))

    def places(self) -> float:
        """Return how many more prompts the rule has places for."""
        rule = self.plan.rule.others
        if rule is None:
            return math.inf
        wanted = max(rule.of, 0) * self.minutes / rule.each if rule.each > 0 else math.inf
        wanted = max(wanted, rule.least)
        wanted = min(wanted, rule.most) if rule.most else wanted
        beside = sum(id != self.plan.shared and id not in self.plan.preface for id in self.chosen)
        return max(wanted - beside, 0) // 1 if wanted < math.inf else wanted

    def finish(self) -> Selection:
        """Return the choice in the order in which it is put, with everything that was not chosen."""
        here, later, minutes = self.plan.here, self.plan.later, self._minutes()
        choices = tuple(Choice(here[id], minutes[id], self.chosen[id]) for id in here if id in self.chosen)
        left_out = [Omission(here[id], *self.out[id]) for id in here if id not in self.chosen]
        left_out += [Omission(later[id], *self._off()) for id in later if id in self.leaning.off]
        put_off = self.plan.put_off(self.leaning)
        return Selection(choices, tuple(left_out), put_off, (), self._gaps(), _total(choices))

    def _minutes(self) -> dict[str, float | None]:
        """Return everybody's minutes: from brief, one and the same part of the way to typical."""
        plan, leaning = self.plan, self.leaning
        minutes: dict[str, float | None] = {id: plan.brief.get(id) for id in self.chosen}
        minutes |= dict.fromkeys((id for id in plan.preface if id in self.chosen), 0.0)
        if plan.shared in self.chosen and plan.rule.share is not None:
            minutes[plan.shared] = self.share
        fixed = {plan.shared, *plan.preface, *(id for id in leaning.down if id in plan.anchors)}
        growing = [id for id in self.chosen if id in plan.more and id not in fixed]
        # An anchor is in already, so what an occasion can do for it is to give it its typical minutes first.
        lifted = [id for id in growing if id in leaning.up and id in plan.anchors]
        room = self.room
        for ids in (lifted, [id for id in growing if id not in lifted]):
            more = math.fsum(plan.more[id] for id in ids)
            part = min(room / more, 1.0) if more else 0.0
            minutes |= {id: plan.brief[id] + part * plan.more[id] for id in ids}
            room = max(room - part * more, 0.0)
        return minutes

    def _gaps(self) -> tuple[Gap, ...]:
        open_ways = [(way, id) for way, id in self.cover.items() if id not in self.chosen]
        return tuple(Gap(way, self._why_not(id)) for way, id in open_ways)

    def _why_not(self, id: str) -> str:
        if id not in self.plan.prompts:
            return f"{self.plan.name(id)} is not among the prompts here."
        reason = self.out[id][1] if id in self.out else SITTING
        return f"{self.plan.name(id)} is not asked: {reason[0].lower()}{reason[1:]}"

    def _off(self) -> tuple[str, str]:
        return ("off", f"It is left out for this occasion ({self.leaning.title}).")

    def _no_time(self, id: str) -> tuple[str, str]:
        if self.leaning.gives_way.get(id) in self.chosen:
            other = self.plan.name(self.leaning.gives_way[id])
            return ("twin", f"{other} asks much the same, and {self.no_room}.")
        if id in self.leaning.down:
            return ("down", f"It matters less for this occasion ({self.leaning.title}), and {self.no_room}.")
        return ("no-time", f"{self.no_room}.")


def _nothing(plan: Plan) -> Selection:
    reason = f"This framework needs at least {_amount(plan.rule.budget.floor)}."
    left_out = tuple(Omission(prompt, "floor", reason) for prompt in plan.here.values())
    return Selection((), left_out, plan.put_off(Leaning()), plan.rule.below_floor, (), 0.0)


def _total(choices: Iterable[Choice]) -> float | None:
    minutes = [choice.minutes for choice in choices]
    known = [one for one in minutes if one is not None]
    return math.fsum(known) if len(known) == len(minutes) else None


def _amount(minutes: float) -> str:
    return "1 minute" if minutes == 1 else f"{minutes:g} minutes"


def _enough(extra: int) -> str:
    more = f" and at most {extra} more" if extra else ""
    return f"What is always asked{more} is enough to begin with."
