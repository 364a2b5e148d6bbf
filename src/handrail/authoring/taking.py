"""What a framework takes from others: things keep the other's name in their id, words do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import attrs

from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, VisitTest, tests
from handrail.framework import Framework
from handrail.framework.values import ANYWHERE, Detour, Fact, Figure, Gate, KindRule, Safeguard, is_human_help
from handrail.graph import Stage, Transition
from handrail.prompts import Prompt, PromptSet

from .syntax import WHOLE_KEYS

# Gives another framework by its id; nothing where there is none.
Find = Callable[[str], Framework | None]
T = TypeVar("T")

# Ways of knowing, skills, references, terms and outcome types are words: one meaning, whoever uses them.
WORDS = ("ways_of_knowing", "skills", "references", "terms", "outcomes")
# Those of which an author reads that two frameworks mean different things.
DEFINED = {"ways_of_knowing": "way of knowing", "skills": "skill", "outcomes": "type of outcome"}


def qualified(framework: str, id: str) -> str:
    """Return an id as another framework writes it."""
    return id if not id or "/" in id else f"{framework}/{id}"


@attrs.define(eq=False, repr=False)
class Taken:
    """Everything that one framework takes from others, by kind and full id."""

    facts: dict[str, Fact] = attrs.Factory(dict)
    gates: dict[str, Gate] = attrs.Factory(dict)
    safeguards: dict[str, Safeguard] = attrs.Factory(dict)
    detours: dict[str, Detour] = attrs.Factory(dict)
    # Kinds of prompt are the library's own, so a rule for one keeps no name of whoever wrote it.
    kinds: dict[str, KindRule] = attrs.Factory(dict)
    prompt_sets: dict[str, PromptSet] = attrs.Factory(dict)
    figures: dict[str, Figure] = attrs.Factory(dict)
    stages: dict[str, Stage] = attrs.Factory(dict)
    words: dict[str, dict[str, Any]] = attrs.Factory(lambda: {kind: {} for kind in WORDS})
    versions: dict[str, str] = attrs.Factory(dict)
    # Words looked at already: kind, word, framework.
    had: set[tuple[str, str, str]] = attrs.Factory(set)
    # Words that two frameworks use for different things: kind, word, the later framework.
    clashes: list[tuple[str, str, str]] = attrs.Factory(list)

    def whole(self, source: Framework, name: str) -> bool:
        """Take a whole key of a framework or what has that id; return whether there is anything."""
        self.versions[source.id] = source.version
        if name in WHOLE_KEYS:
            for id in getattr(source, name):
                self._one(source, name, id)
            return bool(getattr(source, name))
        kinds = [kind for kind in WHOLE_KEYS if name in getattr(source, kind)]
        for kind in kinds:
            self._one(source, kind, name)
        return bool(kinds)

    def _one(self, source: Framework, kind: str, id: str) -> None:
        if kind in WORDS:
            self.word(source, kind, id)
        else:
            getattr(self, f"_{kind}")(source, id)

    def word(self, source: Framework, kind: str, id: str) -> None:
        """Take a word with the reference it stands on; one that means something else already is a clash."""
        key = (kind, id, source.id)
        if key in self.had:
            return
        thing = getattr(source, kind).get(id)
        if thing is None:
            return
        self.had.add(key)
        if kind in DEFINED:
            thing = attributed(source, kind, id)
            self._reference(source, thing.reference)
        # A work with another note and a term with another default mean no other thing: the first stands.
        if self.words[kind].setdefault(id, thing) != thing and kind in DEFINED:
            self.clashes.append((kind, id, source.id))

    def _reference(self, source: Framework, id: str) -> None:
        if id:
            self.word(source, "references", id)

    def _own(self, source: Framework, thing: T, **changes: Any) -> T:
        """Return a thing of another framework under its full id, with its provenance; its work comes along."""
        values: Any = thing
        self._reference(source, values.reference or source.reference)
        return with_provenance(thing, source, id=qualified(source.id, values.id), **changes)

    def _facts(self, source: Framework, id: str) -> None:
        fact = self._own(source, source.facts[id])
        # Facts may end each other, so this one is there before its condition is.
        self.facts[fact.id] = fact
        if fact.until is not None:
            self.facts[fact.id] = attrs.evolve(fact, until=self._condition(source, fact.until))

    def _condition(self, source: Framework, condition: Condition | None) -> Condition | None:
        if condition is None:
            return None
        for test in tests(condition):
            if isinstance(test, FactTest) and qualified(source.id, test.fact) not in self.facts:
                self._facts(source, test.fact)
        return renamed(condition, lambda id: qualified(source.id, id))

    def _gates(self, source: Framework, id: str) -> None:
        gate = source.gates[id]
        holds = self._condition(source, gate.holds)
        assert holds is not None  # a gate is never without a condition
        self.gates[qualified(source.id, id)] = self._own(
            source,
            gate,
            before=tuple(stage for stage in gate.before if stage == ANYWHERE),
            holds=holds,
            prompts=self._set(source, gate.prompts),
        )

    def _safeguards(self, source: Framework, id: str) -> None:
        if is_human_help(source.safeguards[id]):  # the library's own, and nobody's to take
            return
        safeguard = source.safeguards[id]
        raised_by = self._condition(source, safeguard.raised_by)
        # Where one goes on is a matter of whoever takes it.
        taken = self._own(source, safeguard, back_to="", raised_by=raised_by)
        self.safeguards[taken.id] = taken
        self._terms(source, safeguard.wordings.values())

    def _detours(self, source: Framework, id: str) -> None:
        detour = source.detours[id]
        self.detours[qualified(source.id, id)] = self._own(
            source,
            detour,
            to=qualified(source.id, detour.to),
            offered_when=self._condition(source, detour.offered_when),
            reopens=tuple(qualified(source.id, gate) for gate in detour.reopens),
        )
        self._stage(source, detour.to, "")

    def _kinds(self, source: Framework, id: str) -> None:
        rule = source.kinds[id]
        self._reference(source, rule.reference or source.reference)
        self.kinds.setdefault(id, with_provenance(rule, source))

    def _stage(self, source: Framework, id: str, parent: str) -> None:
        stage = source.every_stage[id]
        full = qualified(source.id, id)
        if not parent and full in self.stages:  # another detour leads to it, or to what holds it
            return
        for skill in stage.skills:
            self.word(source, "skills", skill)
        self.stages[full] = self._own(
            source,
            stage,
            parent=parent,
            prompts=self._set(source, stage.prompts, full),
            stages=tuple(qualified(source.id, inner) for inner in stage.stages),
            only_if=self._condition(source, stage.only_if),
            transitions=tuple(self._transition(source, way) for way in stage.transitions),
        )
        for inner in stage.stages:
            self._stage(source, inner, full)

    def _transition(self, source: Framework, way: Transition) -> Transition:
        return attrs.evolve(
            way,
            source=qualified(source.id, way.source),
            target=qualified(source.id, way.target),
            only_if=self._condition(source, way.only_if),
        )

    def _prompt_sets(self, source: Framework, id: str) -> None:
        full = qualified(source.id, id)
        group = self._set(source, source.prompt_sets[id])
        self._reference(source, group.reference or source.reference)
        self.prompt_sets[full] = attrs.evolve(group, id=full)

    def _figures(self, source: Framework, id: str) -> None:
        self.figures[qualified(source.id, id)] = self._own(source, source.figures[id])

    def _set(self, source: Framework, group: PromptSet, stage: str = "") -> PromptSet:
        return attrs.evolve(
            group, prompts=tuple(self.prompt(source, prompt, stage) for prompt in group.prompts)
        )

    def prompt(self, source: Framework, prompt: Prompt, stage: str = "") -> Prompt:
        """Return a prompt as another framework holds it, with its provenance, words and facts."""
        self.versions[source.id] = source.version
        self._reference(source, prompt.reference or source.reference)
        for kind, ids in (
            ("ways_of_knowing", prompt.ways),
            ("skills", prompt.skills),
            ("outcomes", prompt.yields),
        ):
            for id in ids:
                self.word(source, kind, id)
        self._terms(source, prompt.wordings.values())
        if prompt.asks and qualified(source.id, prompt.asks) not in self.facts:
            self._facts(source, prompt.asks)
        return with_provenance(
            prompt,
            source,
            id=qualified(source.id, prompt.id),
            stage=stage,
            asks=qualified(source.id, prompt.asks),
            needs=tuple(qualified(source.id, id) for id in prompt.needs),
            only_if=self._condition(source, prompt.only_if),
        )

    def _terms(self, source: Framework, texts: Iterable[str]) -> None:
        for text in texts:
            for term in source.terms if "<" in text else ():
                if f"<{term}>" in text:
                    self.words["terms"].setdefault(term, source.terms[term])


def with_provenance(thing: T, origin: Framework, **changes: Any) -> T:
    """Return a thing with the defaults of the file that it comes from written out, and other changes."""
    values: Any = thing
    if not values.reference:
        changes["reference"] = origin.reference
    if not values.confidence:
        changes["confidence"] = origin.confidence
    changed: T = attrs.evolve(values, **changes) if changes else thing
    return changed


def attributed(origin: Framework, kind: str, id: str) -> Any:
    """Return a word with its provenance; made once, because whoever takes from it takes the same words."""
    made: dict[tuple[str, str], Any] = origin.derived.setdefault("attributed", {})
    if (kind, id) not in made:
        thing = getattr(origin, kind)[id]
        # One that was taken brought its provenance along.
        made[kind, id] = thing if thing.source else with_provenance(thing, origin, source=origin.id)
    return made[kind, id]


def renamed(
    condition: Condition, fact: Callable[[str], str], stage: Callable[[str], str] | None = None
) -> Condition:
    """Return a condition over facts (and stages) by other names."""
    if isinstance(condition, FactTest):
        return FactTest(fact(condition.fact), condition.test, condition.value)
    if isinstance(condition, VisitTest):
        return attrs.evolve(condition, stage=(stage or fact)(condition.stage))
    if isinstance(condition, Not):
        return Not(renamed(condition.of, fact, stage))
    kind: type[AllOf | AnyOf] = type(condition)
    return kind(tuple(renamed(part, fact, stage) for part in condition.of))


def bare(things: Mapping[str, Any]) -> dict[str, str]:
    """Return the full id for every bare one that only one thing has."""
    names: dict[str, str] = {}
    shared = set()
    for id in things:
        name = id.rpartition("/")[2]
        if name in names:
            shared.add(name)
        names[name] = id
    return {name: id for name, id in names.items() if name not in shared}
