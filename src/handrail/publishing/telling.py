"""What is told about a framework, block by block, whatever language it is told in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handrail.framework import Framework
from handrail.graph import Stage, Transition
from handrail.practice.words import fill
from handrail.prompts import Prompt

from .about import OURS, about_prompt, source
from .blocks import Asked, Block, Heading, Items, Pairs, Picture, Told, Ways, Words
from .citing import full
from .description import WAYS
from .diagram import name_of
from .parting import parts_of
from .telling_rest import card, detours, editions, gates, named, remarks, safeguards, strengths

_NOT_IN_ANCHOR = re.compile(r"[^0-9a-z]+")
_is_anchor = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*").fullmatch


def tell(framework: Framework, *, voice: str = "", stage: str = "", brief: bool = False) -> Told:
    """Return what there is to tell about a framework in the edition looked at, or about one of its stages.

    Prompts are worded in one voice, or in each that they have. When `brief`, stages are told with their prompts and
    transitions, and without what is said to whoever helps. Raises `HandrailError` for an unknown stage.
    """
    telling = _Telling(framework, voice, brief)
    blocks = telling.one(framework.stage(stage)) if stage else telling.whole()
    return Told(framework.title, framework.language, framework.voices, tuple(_anchored(blocks)))


def _anchored(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, each heading and each prompt under an address that no other has."""
    taken: set[str] = set()
    for block in blocks:
        if isinstance(block, (Heading, Asked)):
            wanted = block.anchor
            if not _is_anchor(wanted):
                wanted = _NOT_IN_ANCHOR.sub("-", wanted.lower()).strip("-") or "part"
            anchor, number = wanted, 1
            while anchor in taken:
                number += 1
                anchor = f"{wanted}-{number}"
            taken.add(anchor)
            yield block if anchor == block.anchor else block._replace(anchor=anchor)
        else:
            yield block


class _Telling:
    def __init__(self, framework: Framework, voice: str, brief: bool) -> None:
        self.framework, self.brief = framework, brief
        self.voices = (voice,) if voice else framework.voices
        self.edition = framework.editions.get(framework.edition)
        self.stages = {**framework.every_stage, **framework.stages, **framework.strands}
        # An edition may have headings of its own over the prompts.
        self.by_parts = bool(self.edition and self.edition.parts)

    def whole(self) -> Iterator[Block]:
        framework = self.framework
        yield Heading(1, framework.title, "title")
        yield from self._opening()
        if framework.stage_graph.stages and not self.brief:
            yield Heading(2, "The way through it", "way")
            yield Picture(framework)
        yield from self._use()
        body = [*(self._parts() if self.by_parts else ()), *self._by_stages(), *self._sets()]
        yield from body
        yield from _legend(body)
        yield from gates(framework, None if self.brief else self._asked, self._named)
        yield from safeguards(framework, self.voices)
        yield from detours(framework)
        yield from named(framework, self.brief)
        yield from strengths(framework)
        if framework.references:
            yield Heading(2, "Sources", "sources")
            yield Items(tuple(sorted(map(full, framework.references.values()), key=str.casefold)))
        yield Heading(2, "Model card", "card")
        yield Pairs(tuple(card(framework)))

    def one(self, stage: Stage) -> Iterator[Block]:
        yield Heading(1, self.framework.title, "title")
        yield from editions(self.framework)
        body = [*self._stage(stage, 3)]
        yield from body
        yield from _legend(body)

    # What it is.

    def _opening(self) -> Iterator[Block]:
        framework = self.framework
        if framework.originator:
            yield Words(framework.originator, kind="byline")
        yield from editions(framework)
        for language in dict.fromkeys(framework.untranslated.values()):
            number = [*framework.untranslated.values()].count(language)
            shown = f"{framework.language}; not translated, and shown in {language}: {number}"
            yield Words(shown, "Language", "byline")
        if framework.summary:
            yield Words(framework.summary, kind="lead")
        if framework.notice:
            yield Words(framework.notice, "Before starting", "notice")

    def _use(self) -> Iterator[Block]:
        framework = self.framework
        own = self.edition.values if self.edition else ()
        labelled = (("For", framework.scope), ("Used by", framework.users))
        told: list[Block] = [Words(text, label) for label, text in labelled if text]
        told += remarks(framework, "Not for", framework.not_for)
        told += remarks(framework, "Setting", framework.setting)
        told += remarks(framework, "Values", (*framework.values, *own))
        if told:
            yield Heading(2, "What it is for", "use")
            yield from told

    # Stages, or the parts of an edition.

    def _by_stages(self) -> Iterator[Block]:
        framework = self.framework
        if self.by_parts and self.brief:
            yield from self._by_ids()
            return
        for title, anchor, stages in (
            ("Stages", "stages", framework.stages),
            ("Beside every stage", "strands", framework.strands),
        ):
            tops = [stage for stage in stages.values() if stage.parent not in stages]
            if tops:
                yield Heading(2, title, anchor)
            for stage in tops:
                yield from self._stage(stage, 3)
        if framework.stage_graph.from_anywhere:
            yield Heading(2, "From anywhere", "anywhere")
            yield self._ways(framework.stage_graph.from_anywhere)

    def _stage(self, stage: Stage, level: int) -> Iterator[Block]:
        framework = self.framework
        name, unit = self._named(stage.id), framework.unit_of(stage)
        yield Heading(min(level, 6), name, f"stage-{stage.id}", unit)
        if stage.question:
            yield Words(stage.question, kind="question")
        if stage.aim:
            yield Words(stage.aim, "Aim")
        if stage.guidance and not self.brief:
            yield Words(stage.guidance, "For whoever helps")
        if not self.by_parts:
            yield from self._asked(stage.prompts)
        if not self.brief:
            yield from self._beside(stage)
        if stage.transitions:
            yield self._ways(stage.transitions)
        for id in stage.stages:
            yield from self._stage(self.stages[id], level + 1)

    def _beside(self, stage: Stage) -> Iterator[Block]:
        known = self.framework.skills
        if stage.ready_when:
            yield Items(tuple(stage.ready_when), "Ready when")
        if stage.pitfalls:
            yield Items(tuple(stage.pitfalls), "Pitfalls")
        skills = ", ".join(known[id].title if id in known else id for id in stage.skills)
        if skills:
            yield Words(skills, "Skills")
        if said := source(self.framework, stage.reference, stage.confidence):
            yield Words(said, "Source" if stage.reference else "Confidence")

    def _parts(self) -> Iterator[Block]:
        for part in parts_of(self.framework):
            yield Heading(2, part.heading, part.place or f"part-{part.heading}")
            yield from self._asked(part.prompts)

    def _by_ids(self) -> Iterator[Block]:
        """Yield the way through the stages without their titles, which may come from another edition."""
        graph = self.framework.stage_graph
        yield Heading(2, "The way through it, by the ids of the stages", "way")
        yield Words(", then ".join(graph.suggested_way()) or "no way is suggested")
        for stage in graph.stages.values():
            beside = [way for way in stage.transitions if way.kind != "next"]
            if beside:
                yield self._ways(beside, f"From {stage.id}")
        if graph.from_anywhere:
            yield self._ways(graph.from_anywhere, "From anywhere")

    def _named(self, id: str) -> str:
        return id if (self.by_parts and self.brief) or id not in self.stages else name_of(self.stages[id])

    def _ways(self, ways: Iterable[Transition], label: str = "") -> Ways:
        return Ways(tuple(map(self._way, ways)), label)

    def _way(self, way: Transition) -> str:
        to = "stay" if way.kind == "stay" else "out"
        if way.target and way.kind != "stay":
            to = f"{WAYS[way.kind]} {self._named(way.target)}"
        sign = f" (sign: {way.sign})" if way.sign and not self.brief else ""
        return to + (f": {way.because}" if way.because else "") + sign

    # Prompts.

    def _asked(self, prompts: Iterable[Prompt]) -> Iterator[Asked]:
        for prompt in prompts:
            wordings = tuple(
                (voice, fill(prompt.wordings[voice], self.framework.terms))
                for voice in self.voices
                if voice in prompt.wordings
            )
            if wordings:
                how = "" if self.brief else fill(prompt.how, self.framework.terms)
                about = (*about_prompt(self.framework, prompt), *(() if self.brief else _when(prompt)))
                yield Asked(prompt.id, f"prompt-{prompt.id}", prompt.topic, prompt.kind, wordings, how, about)

    def _sets(self) -> Iterator[Block]:
        for group in self.framework.prompt_sets.values():
            yield Heading(2, group.title or group.id, f"set-{group.id}")
            if group.summary:
                yield Words(group.summary)
            yield from self._asked(group)


def _when(prompt: Prompt) -> Iterator[str]:
    if prompt.matters_when:
        yield f"matters: {prompt.matters_when}"
    if prompt.skip_when:
        yield f"skip: {prompt.skip_when}"


def _legend(blocks: Iterable[Block]) -> Iterator[Words]:
    """Yield what a star beside a prompt means, where there is one."""
    if any("*" in said for block in blocks if isinstance(block, Asked) for said in block.about):
        yield Words(OURS, kind="small")
