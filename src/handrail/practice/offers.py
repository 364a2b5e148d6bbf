"""What may be asked now, what was left out and why, and what is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from handrail.conditions import holds
from handrail.prompts import Prompt
from handrail.selection import (
    Choice,
    Familiarity,
    Omission,
    Plan,
    Selection,
    SelectionRule,
    blank,
    choose,
    follow,
)

from .judging import of_asking, shut_before
from .modes import GUIDE, beside
from .paths import in_so_many_lines, most_lines, path_of
from .state import Setting, State
from .tables import Place, Spot, Table
from .verdicts import OPEN
from .words import fill, gate_name, in_words

# Sessions with the same plan share a choice; hosts with ever new plans start over now and then.
_MOST_PLANS = 100


@attrs.frozen
class Offered:
    """A prompt as it is put: in a voice, with the host's words for its terms and the minutes there are for it.

    `minutes` is None where nobody wrote any; `ways` are the tags of the edition looked at. Where a path leaves little
    room, `prompt.lines` and `how` say so.
    """

    prompt: Prompt = attrs.field(repr=False)
    id: str
    text: str = attrs.field(repr=False)
    how: str = attrs.field(repr=False)
    stage: str
    minutes: float | None
    because: str
    ways: tuple[str, ...]


@attrs.frozen
class LeftOut(Offered):
    """A prompt that is not offered; `reason` says why, in a sentence, and `code` says it to software.

    Codes: those of a selection's omissions; `not-so` and `unknown` (its condition, or its stage's); `needs`
    (what it builds on was skipped, or comes first); `advised-against` and `blocked` (the verdict on it).
    """

    code: str
    reason: str


@attrs.frozen
class Done(Offered):
    """A prompt that was touched, and how (`was`: answered, left_blank, skipped, passed); it may be taken up again."""

    was: str


@attrs.frozen
class Offer:
    """What fits now. Iterating it gives what is needed first, where there is such, and else what is `here`.

    here: the sitting's prompts in order, or those of the stage where one is. beside: the strands'. needed: a shut
    gate's own prompts, and then nothing else. left_out: what is not on offer, here and in the strands, each with its
    reason; behind a shut gate that has nothing left to ask, all that stands there. later: for a sitting of their own.
    minutes: what `here` was planned to take with what is done, None where nobody knows. instead: frameworks to use
    when there is too little time. path, notice: the path that the facts have led to, and what to say of it. order: how
    much the order of `here` binds, for whoever shows it; nothing is blocked by it. skip_reasons: what may be said by
    whoever skips.
    """

    here: tuple[Offered, ...] = ()
    beside: tuple[Offered, ...] = ()
    needed: tuple[Offered, ...] = ()
    done: tuple[Done, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    later: tuple[LeftOut, ...] = ()
    minutes: float | None = None
    instead: tuple[str, ...] = ()
    path: str = ""
    notice: str = ""
    order: str = "suggested"
    skip_reasons: tuple[str, ...] = ()

    @property
    def next(self) -> Offered | None:
        """Return what to ask next, or None when nothing is left here."""
        return next(iter(self), None)

    def __iter__(self) -> Iterator[Offered]:
        return iter(self.needed or self.here)

    def __len__(self) -> int:
        return len(self.needed or self.here)


class Shelf:
    """The prompts of a session at one moment, sorted into what may be asked and what may not."""

    def __init__(self, table: Table, state: State, terms: Mapping[str, str], by: str = "") -> None:
        self.table = table
        self.state = state
        self.terms = terms
        # For whom, where somebody is named; whoever contributes as a guide is offered what is worded for guides.
        self.by = by
        self.guiding = table.voice == GUIDE or beside(state.setting, by)
        self.voice = GUIDE if self.guiding else table.voice
        self.path = path_of(table.framework, state.facts)

    def offer(self, strand: Place | None = None) -> Offer:
        """Return what is on offer, of one strand or where one is."""
        state, table = self.state, self.table
        if state.status != "open":
            # While a session is interrupted there is no prompt at all: there are people, and nothing to fill in.
            return Offer() if state.status == "suspended" else Offer(done=self.done())
        place = strand or table.places[state.stage]
        closed = [gate for gate in table.everywhere if gate.id in state.shut]
        closed = closed or list(shut_before(state, place.hard))
        if closed:
            needed = [one for gate in closed for one in self._of_gate(gate.prompts, gate_name(gate))]
            # A gate that has nothing to ask, or no more, leaves nothing on offer: every prompt here says why.
            shut = () if needed else self._sorted(self._of_stage(place).choices)[1]
            return Offer(needed=tuple(needed), done=self.done(), left_out=tuple(shut))
        rule = table.framework.selection if strand is None and not state.detours else None
        if self.guiding:
            guided = self._for_guides(place) if strand is None else self._of_stage(place)
            return self._whole(guided, () if strand else self._beside(place))
        if rule is None:
            return self._whole(self._of_stage(place), () if strand else self._beside(place))
        offer = self._whole(self._sitting(rule), () if self._narrow else self._beside(place))
        path, known = self.path, rule.familiarity.get(state.setting.familiarity)
        return attrs.evolve(
            offer,
            path=path.id if path else "",
            notice=fill(path.notice, self.terms) if path else "",
            order=(known.order if known else "") or table.framework.order,
            skip_reasons=known.skip_reasons if known else (),
        )

    @property
    def _narrow(self) -> bool:
        """Return whether a path holds some prompts and no others."""
        return self.path is not None and bool(self.path.prompts)

    def _whole(self, selection: Selection, strands: Iterable[Selection]) -> Offer:
        here, left_out = self._sorted(selection.choices)
        beside: list[Offered] = []
        later = [*selection.later]
        for strand in strands:
            offered, not_offered = self._sorted(strand.choices)
            beside += offered
            left_out += not_offered
            later += strand.later
        return Offer(
            tuple(here),
            tuple(beside),
            (),
            self.done(),
            (
                *(self._omitted(one) for one in selection.left_out if one.prompt.id not in self._done),
                *left_out,
            ),
            tuple(self._omitted(one) for one in later if one.prompt.id not in self._done),
            selection.minutes,
            selection.instead,
        )

    def offered(self, prompt: Prompt, minutes: float | None = None, because: str = "") -> Offered:
        """Return a prompt as it is put in this session."""
        return Offered(*self._as_put(prompt, minutes, because))

    def done(self) -> tuple[Done, ...]:
        """Return what was touched, in the order in which it first was."""
        spots = ((self.table.spots[id].prompt, was) for id, was in self._done.items())
        return tuple(Done(*self._as_put(prompt, None, ""), was=was) for prompt, was in spots)

    @cached_property
    def _done(self) -> dict[str, str]:
        """Return how each prompt is done with that is so for whom this is."""
        hows = ((id, self.state.done(id, self.by)) for id in self.state.touched)
        return {id: how for id, how in hows if how}

    def _as_put(
        self, prompt: Prompt, minutes: float | None, because: str
    ) -> tuple[Prompt, str, str, str, str, float | None, str, tuple[str, ...]]:
        wordings, how = prompt.wordings, prompt.how
        if lines := most_lines(self.path, prompt.id):
            how = in_so_many_lines(how, lines)
            prompt = attrs.evolve(prompt, lines=lines, how=how)
        text = wordings.get(self.voice) or next(iter(wordings.values()), "")
        spot = self.table.spots[prompt.id]
        return (
            prompt,
            prompt.id,
            fill(text, self.terms),
            fill(how, self.terms),
            spot.place.id if spot.place else "",
            minutes,
            because,
            prompt.ways,
        )

    def _of_gate(self, prompts: Iterable[Prompt], because: str) -> Iterator[Offered]:
        """Yield what a shut gate still has to ask: nobody is asked again what they answered or let be."""
        for prompt in prompts:
            fact = self.table.spots[prompt.id].fact
            settled = fact is not None and fact.id in self.state.facts
            heard = settled or prompt.id in self.state.let_be
            if self.voice in prompt.wordings and not heard:
                yield self.offered(prompt, _typical(prompt), because)

    def _sitting(self, rule: SelectionRule) -> Selection:
        setting, chosen = self.state.setting, self.table.chosen
        path = self.path if self._narrow else None
        about = (setting.minutes, setting.familiarity, setting.occasion, setting.past)
        key: tuple[object, ...] = about if path is None else (path.id, setting.minutes, setting.occasion)
        if key not in chosen:
            if len(chosen) > _MOST_PLANS:
                chosen.clear()
            if path is not None:
                plan = self.table.plan(rule, setting.occasion, path.prompts)
                chosen[key] = follow(plan, path, setting.minutes)
            else:
                chosen[key] = _chosen(self.table.plan(rule, setting.occasion), setting)
        return chosen[key]

    def _of_stage(self, place: Place) -> Selection:
        return self._by_sitting(place.stage.prompts)

    def _by_sitting(self, among: Iterable[Prompt], together: bool = False) -> Selection:
        prompts = [prompt for prompt in among if self.voice in prompt.wordings]
        here = [prompt for prompt in prompts if together or prompt.sitting != "later"]
        here.sort(key=lambda prompt: prompt.sitting != "preface")
        later = [prompt for prompt in prompts if prompt.sitting == "later" and not together]
        return _everything(here, later)

    def _for_guides(self, place: Place) -> Selection:
        """Return what is worded for guides: of where one is, or of the whole sitting, and then of the prompt sets."""
        framework = self.table.framework
        sitting = framework.selection is not None and not self.state.detours
        held = framework.prompts_for(None) if sitting else place.stage.prompts
        sets = (prompt for group in framework.prompt_sets.values() for prompt in group)
        # A guide's own session is the sitting that others put something off to.
        return self._by_sitting((*held, *sets), together=self.table.voice == GUIDE)

    def _beside(self, place: Place) -> Iterator[Selection]:
        """Yield what every strand holds, but for the one where one is."""
        for id in self.table.graphs[""].strands:
            if id != place.id:
                yield self._of_stage(self.table.places[id])

    def _sorted(self, choices: Iterable[Choice]) -> tuple[list[Offered], list[LeftOut]]:
        """Return what may be asked, each after what it needs, and what may not."""
        undone = [choice for choice in choices if choice.prompt.id not in self._done]
        here: dict[str, Offered] = {}
        left_out: dict[str, LeftOut] = {}
        waiting: dict[str, list[Choice]] = {}
        for choice in undone:
            ready = [choice]
            while ready:
                one = ready.pop()
                put = self._as_put(one.prompt, one.minutes, one.because)
                if against := self._against(self.table.spots[one.prompt.id]):
                    left_out[one.prompt.id] = LeftOut(*put, *against)
                elif needs := self._open_needs(one.prompt, here):
                    waiting.setdefault(needs[0], []).append(one)
                else:
                    here[one.prompt.id] = Offered(*put)
                    ready += reversed(waiting.pop(one.prompt.id, []))
        for need, those in waiting.items():
            left_out |= {one.prompt.id: self._waits(one, need) for one in those}
        order = {choice.prompt.id: number for number, choice in enumerate(undone)}
        return [*here.values()], sorted(left_out.values(), key=lambda one: order[one.id])

    def _open_needs(self, prompt: Prompt, here: Mapping[str, Offered]) -> list[str]:
        """Return what a prompt builds on that has no answer, and is not asked before it either."""
        needs = (self._id(need) for need in prompt.needs)
        return [need for need in needs if need not in here and self.state.was(need) != "answered"]

    def _id(self, need: str) -> str:
        return need if need in self.table.spots else self.table.framework.every_prompt[need].id

    def _waits(self, choice: Choice, need: str) -> LeftOut:
        topic = self.table.spots[need].prompt.topic or need
        put = self._as_put(choice.prompt, choice.minutes, choice.because)
        return LeftOut(*put, "needs", f"it builds on '{topic}', which has no answer")

    def _against(self, spot: Spot) -> tuple[str, str] | None:
        facts, visits = self.state.facts, self.state.visits
        for condition in (spot.prompt.only_if, spot.place.stage.only_if if spot.place else None):
            if condition is not None and not (known := holds(condition, facts, visits)):
                words = f"this is for when {in_words(condition)}"
                if known is None:
                    return "unknown", f"{words}, and that is not known"
                return "not-so", f"{words}, and that is not so"
        verdict = of_asking(self.table, self.state, spot)
        if verdict is OPEN:
            return None
        return verdict.word.replace("_", "-"), " ".join(verdict.reasons)

    def _omitted(self, omission: Omission) -> LeftOut:
        prompt, code, reason = omission
        return LeftOut(*self._as_put(prompt, _typical(prompt), ""), code=code, reason=reason)


def _chosen(plan: Plan, setting: Setting) -> Selection:
    """Return what a plan chooses for a sitting; all of it, in its order, where nobody said how long there is."""
    if setting.minutes is None:
        known: Familiarity | None = plan.rule.familiarity.get(setting.familiarity)
        if known is not None and known.cues == "on-request":
            return blank(plan, None, setting.occasion or None)
        return _everything(plan.here.values(), plan.later.values())
    return choose(
        plan, setting.minutes, setting.familiarity or "developing", setting.occasion or None, setting.past
    )


def _typical(prompt: Prompt) -> float | None:
    return prompt.minutes.typical if prompt.minutes else None


def _everything(here: Iterable[Prompt], later: Iterable[Prompt]) -> Selection:
    choices = tuple(Choice(prompt, _typical(prompt), "") for prompt in here)
    timed = [choice.minutes for choice in choices if choice.prompt.sitting == "main"]
    known = [minutes for minutes in timed if minutes is not None]
    omitted = tuple(Omission(prompt, "sitting", "this is for a sitting of its own") for prompt in later)
    return Selection(choices, (), omitted, minutes=sum(known) if known and len(known) == len(timed) else None)
