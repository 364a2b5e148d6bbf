"""Framework: a stage graph, prompt sets and what belongs to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from handrail.errors import HandrailError, neighbour
from handrail.graph import Stage, StageGraph, Transition
from handrail.prompts import Prompt, PromptSet
from handrail.selection import SelectionRule

from .values import (
    LIBRARY_OUTCOMES,
    Detour,
    Edition,
    Fact,
    Figure,
    Gate,
    KindRule,
    OutcomeType,
    Reference,
    Remark,
    Safeguard,
    Skill,
    WayOfKnowing,
)

if TYPE_CHECKING:
    from handrail.selection import Plan, Selection

T = TypeVar("T")


class NoSuchThing(HandrailError, KeyError):
    """The framework has nothing of that kind under that id."""

    def __str__(self) -> str:
        return str(self.args[0])


def find(things: Mapping[str, T], id: str, kind: str) -> T:
    """Return the thing under an id, its bare id or an id it had before; raises `NoSuchThing` with a neighbour."""
    if id in things:
        return things[id]
    bare = [name for name in things if name.rpartition("/")[2] == id]
    bare = bare or [name for name, thing in things.items() if id in getattr(thing, "formerly", ())]
    if len(bare) == 1:
        return things[bare[0]]
    if bare:
        raise NoSuchThing(f"'{id}' may mean {' or '.join(bare)}; write the one that is meant")
    raise NoSuchThing(f"no {kind} is called '{id}'{neighbour(id, things)}")


@attrs.frozen(slots=False, hash=False)
class Framework:
    """The whole of a helping framework; two are equal when they say the same."""

    id: str
    title: str
    purpose: str
    version: str = "0"
    originator: str = ""
    authors: tuple[Mapping[str, Any], ...] = ()
    licence: str = ""
    language: str = "en"
    reference: str = ""
    confidence: str = ""
    summary: str = ""
    scope: str = ""
    users: str = ""
    not_for: tuple[Remark, ...] = ()
    setting: tuple[Remark, ...] = ()
    values: tuple[Remark, ...] = ()
    strengths: tuple[Remark, ...] = ()
    limits: tuple[Remark, ...] = ()
    notice: str = ""
    formerly: tuple[str, ...] = ()
    voices: tuple[str, ...] = ("self",)
    # The voices that go together: who is worded in one of them is worded in all; True means all that are declared.
    all_voices: bool | tuple[str, ...] = False
    order: str = "suggested"
    start: str = ""
    unit: str = ""
    terms: Mapping[str, str] = attrs.field(factory=dict)
    references: Mapping[str, Reference] = attrs.field(factory=dict)
    uses: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    # The versions of the frameworks that things were taken from.
    used: Mapping[str, str] = attrs.field(factory=dict)
    figures: Mapping[str, Figure] = attrs.field(factory=dict)
    # Every stage and strand under its id as written, and those of detours under `framework/id`.
    every_stage: Mapping[str, Stage] = attrs.field(factory=dict)
    from_anywhere: tuple[Transition, ...] = ()
    prompt_sets: Mapping[str, PromptSet] = attrs.field(factory=dict)
    editions: Mapping[str, Edition] = attrs.field(factory=dict)
    facts: Mapping[str, Fact] = attrs.field(factory=dict)
    gates: Mapping[str, Gate] = attrs.field(factory=dict)
    safeguards: Mapping[str, Safeguard] = attrs.field(factory=dict)
    detours: Mapping[str, Detour] = attrs.field(factory=dict)
    kinds: Mapping[str, KindRule] = attrs.field(factory=dict)
    selection: SelectionRule | None = None
    outcomes: Mapping[str, OutcomeType] = attrs.field(factory=dict)
    ways_of_knowing: Mapping[str, WayOfKnowing] = attrs.field(factory=dict)
    skills: Mapping[str, Skill] = attrs.field(factory=dict)
    # The edition looked at; what the framework is does not depend on it, so it is no part of the canonical form.
    edition: str = ""
    # The texts that are not in `language`, by the keys that lead to them, and the language that they are in.
    untranslated: Mapping[str, str] = attrs.field(factory=dict, eq=False)
    # What other rooms derive from a framework once and want again (a table of verdicts, digests); never compared.
    derived: dict[str, Any] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    def __repr__(self) -> str:
        return f"<Framework {self.id} {self.version}>"

    @property
    def voices_together(self) -> tuple[str, ...]:
        """Return the voices that go together: a prompt with one of them has them all."""
        if isinstance(self.all_voices, bool):
            return self.voices if self.all_voices else ()
        return self.all_voices

    @cached_property
    def stages(self) -> dict[str, Stage]:
        """Return this framework's own stages, in the order of the file and as the edition calls them."""
        return {id: stage for id, stage in self._own.items() if not stage.strand}

    @cached_property
    def strands(self) -> dict[str, Stage]:
        """Return the strands, which run beside all stages."""
        return {id: stage for id, stage in self._own.items() if stage.strand}

    @cached_property
    def _own(self) -> dict[str, Stage]:
        edition = self.editions.get(self.edition)
        own = {id: stage for id, stage in self.every_stage.items() if "/" not in id}
        if edition is None:
            return own
        return {id: _in_edition(stage, edition) for id, stage in own.items()}

    def stage(self, id: str) -> Stage:
        """Return the stage or strand under an id, those of detours included."""
        return find({**self.every_stage, **self._own}, id, "stage")

    @cached_property
    def stage_graph(self) -> StageGraph:
        """Return the graph of this framework's own stages and strands."""
        return StageGraph(self._own, self.order, self.start, self.from_anywhere)

    def detour_graph(self, detour: str) -> StageGraph:
        """Return the graph of the stages that a detour leads to; the only way out of it is coming back."""
        to = find(self.detours, detour, "detour").to
        inside = {id: stage for id, stage in self.every_stage.items() if self._inside(id, to)}
        for id, stage in inside.items():
            ways = tuple(way for way in stage.transitions if not way.target or way.target in inside)
            if len(ways) < len(stage.transitions) or (id == to and stage.parent):
                inside[id] = attrs.evolve(stage, parent="" if id == to else stage.parent, transitions=ways)
        return StageGraph(inside, self.every_stage[to].order or "suggested", to)

    def _inside(self, id: str, holder: str) -> bool:
        while id and id != holder:
            id = self.every_stage[id].parent
        return bool(id)

    @cached_property
    def prompts(self) -> PromptSet:
        """Return the prompts of all stages and strands, in the order of the file."""
        return PromptSet(tuple(prompt for stage in self._own.values() for prompt in stage.prompts))

    @cached_property
    def every_prompt(self) -> PromptSet:
        """Return all prompts there are, as written: those of stages, strands, detours, prompt sets and gates."""
        groups: Iterable[PromptSet] = (
            *(stage.prompts for stage in self.every_stage.values()),
            *self.prompt_sets.values(),
            *(gate.prompts for gate in self.gates.values()),
        )
        return PromptSet(tuple(prompt for group in groups for prompt in group.prompts))

    def prompts_for(self, occasion: str | None) -> PromptSet:
        """Return what a sitting is chosen from: the prompts of all stages, and what an occasion lifts of sets.

        Strands run beside every sitting and take none of its time.
        """
        held = PromptSet(tuple(prompt for stage in self.stages.values() for prompt in stage.prompts))
        known = self.selection.occasions.get(occasion or "") if self.selection else None
        beside = PromptSet(tuple(prompt for group in self.prompt_sets.values() for prompt in group))
        return held | PromptSet(tuple(beside[id] for id in (known.up if known else ()) if id in beside))

    def select(
        self,
        minutes: float,
        familiarity: str = "developing",
        occasion: str | None = None,
        past: Sequence[Collection[str]] = (),
    ) -> Selection:
        """Return the prompts for so many minutes; all of them where the framework has no rule for that."""
        # Imported late: whoever only reads a framework chooses nothing.
        from handrail.selection import Plan, check, choose, everything

        if self.selection is None:
            check(SelectionRule(), minutes, familiarity, occasion)
            return everything(self.prompts)
        plans: dict[str | None, Plan] = self.derived.setdefault("plans", {})
        if occasion not in plans:
            check(self.selection, minutes, familiarity, occasion)
            plans[occasion] = Plan(self.prompts_for(occasion), self.selection)
        return choose(plans[occasion], minutes, familiarity, occasion, past)

    def in_edition(self, id: str) -> Framework:
        """Return this framework as an edition shows it: other labels, questions and tags, and nothing else."""
        edition = find(self.editions, id, "edition")
        if edition.id == self.edition:
            return self
        seen: dict[str, Framework] = self.derived.setdefault("editions", {})
        if edition.id not in seen:
            seen[edition.id] = attrs.evolve(self, edition=edition.id)
        return seen[edition.id]

    def to_plain(self) -> dict[str, Any]:
        """Return the canonical form: plain data without defaults, the same whatever edition is looked at."""
        from .canonical import to_plain  # imported late: only records and exports need it

        return to_plain(self)

    @classmethod
    def from_plain(cls, data: object) -> Framework:
        """Return the framework of a canonical form; raises `FrameworkError` with what is wrong, and where."""
        from .restoring import from_plain  # imported late: only records and exports need it

        return from_plain(data)

    @cached_property
    def known_outcomes(self) -> dict[str, OutcomeType]:
        """Return the outcome types that may be promoted: the library's own, and what the framework declares."""
        return {**LIBRARY_OUTCOMES, **self.outcomes}

    def unit_of(self, stage: Stage) -> str:
        """Return what an inner stage is called in the edition looked at (step, task), or plainly stage.

        Where no stage holds others, every stage is called so.
        """
        edition = self.editions.get(self.edition)
        named = stage.parent or not (stage.strand or any(one.stages for one in self.stages.values()))
        inner = named and (edition.unit if edition else self.unit)
        return inner or ("strand" if stage.strand else "stage")


def _in_edition(stage: Stage, edition: Edition) -> Stage:
    prompts = attrs.evolve(
        stage.prompts, prompts=tuple(_tagged(prompt, edition) for prompt in stage.prompts.prompts)
    )
    return attrs.evolve(
        stage,
        title=edition.labels.get(stage.id, stage.title),
        question=edition.questions.get(stage.id, stage.question),
        prompts=prompts if prompts.prompts != stage.prompts.prompts else stage.prompts,
    )


def _tagged(prompt: Prompt, edition: Edition) -> Prompt:
    if prompt.id not in edition.ways:
        return prompt
    return attrs.evolve(prompt, ways=edition.ways[prompt.id], tagged=edition.reference)
