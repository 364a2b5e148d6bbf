"""What a page about a framework says, block by block, whatever language the page is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handrail.framework import Framework
from handrail.framework.values import Remark
from handrail.graph import Stage
from handrail.practice.offers import fill
from handrail.practice.words import in_words, rule_in_words
from handrail.prompts import Prompt, PromptSet

from .about import OURS, about_prompt, source
from .citing import full
from .description import to_description
from .diagram import name_of
from .svg import to_svg

# What a list of pages is called.
LISTED = "Helping frameworks"


class Heading(NamedTuple):
    """A heading; the page's own title is of level 1. `anchor` is unique on the page."""

    level: int
    text: str
    anchor: str


class Words(NamedTuple):
    """A paragraph; `kind` is empty, or says what it is: lead, question, notice."""

    text: str
    kind: str = ""


class Items(NamedTuple):
    """A list of sentences."""

    texts: tuple[str, ...]


class Pairs(NamedTuple):
    """Names, each with what is said of it."""

    pairs: tuple[tuple[str, str], ...]


class Asked(NamedTuple):
    """A prompt with its wording in each voice, and what is said beside it."""

    id: str
    topic: str
    wordings: tuple[tuple[str, str], ...]
    about: str


class Picture(NamedTuple):
    """The stages as a picture, wide and for a narrow screen, and the same in sentences."""

    wide: str
    narrow: str
    told: tuple[str, ...]


Block = Heading | Words | Items | Pairs | Asked | Picture


class Told(NamedTuple):
    """A page: what it is called, in which language, and all that it says."""

    title: str
    language: str
    blocks: tuple[Block, ...]


def tell(framework: Framework) -> Told:
    """Return all that a page about a framework says, in the edition looked at."""
    return Told(framework.title, framework.language, tuple(_Telling(framework).blocks()))


class _Telling:
    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.edition = framework.editions.get(framework.edition)
        self.starred = False
        self.anchors = 0

    def blocks(self) -> Iterator[Block]:
        yield self._heading(1, self.framework.title)
        yield from self._opening()
        if self.framework.stage_graph.stages:
            yield self._heading(2, "The way through it")
            yield self._picture()
        yield from self._about()
        yield from self._stages()
        yield from self._sets()
        yield from self._guards()
        yield from self._ways_of_knowing()
        yield from self._remarks("Strengths", self.framework.strengths)
        yield from self._remarks("Limits", self.framework.limits)
        if self.framework.references:
            yield self._heading(2, "Sources")
            yield Items(tuple(sorted(map(full, self.framework.references.values()), key=str.casefold)))
        yield self._heading(2, "Model card")
        yield Pairs(tuple(self._card()))

    def _heading(self, level: int, text: str) -> Heading:
        self.anchors += 1
        return Heading(level, text, f"part-{self.anchors}")

    def _opening(self) -> Iterator[Block]:
        framework = self.framework
        if framework.summary:
            yield Words(framework.summary, "lead")
        if framework.notice:
            yield Words(framework.notice, "notice")

    def _picture(self) -> Picture:
        one = self.framework
        wide = to_svg(one, prefix="picture", inline=True)
        narrow = to_svg(one, prefix="picture-narrow", inline=True, width=300)
        return Picture(wide, narrow, tuple(to_description(one).splitlines()))

    def _about(self) -> Iterator[Block]:
        framework = self.framework
        own = self.edition.values if self.edition else ()
        if framework.scope or framework.users:
            yield self._heading(2, "What it is for")
            pairs = (("For", framework.scope), ("Used by", framework.users))
            yield Pairs(tuple(pair for pair in pairs if pair[1]))
        yield from self._remarks("Not for", framework.not_for)
        yield from self._remarks("Setting", framework.setting)
        yield from self._remarks("Values", (*framework.values, *own))

    def _remarks(self, title: str, remarks: Iterable[Remark]) -> Iterator[Block]:
        texts = tuple(one.text + self._source(one.reference, one.confidence) for one in remarks)
        if texts:
            yield self._heading(2, title)
            yield Items(texts)

    def _source(self, reference: str, confidence: str) -> str:
        words = source(self.framework, reference, confidence)
        return f" ({words})" if words else ""

    # Stages and prompts.

    def _stages(self) -> Iterator[Block]:
        framework = self.framework
        tops = [stage for stage in framework.stages.values() if stage.parent not in framework.stages]
        if tops:
            yield self._heading(2, "Stages")
        for stage in tops:
            yield from self._stage(stage, 3)
        tops = [strand for strand in framework.strands.values() if strand.parent not in framework.strands]
        if tops:
            yield self._heading(2, "Beside every stage")
        for strand in tops:
            yield from self._stage(strand, 3)
        if self.starred:
            yield Words(OURS)

    def _stage(self, stage: Stage, level: int) -> Iterator[Block]:
        yield self._heading(min(level, 6), name_of(stage))
        if stage.question:
            yield Words(stage.question, "question")
        if stage.aim:
            yield Words(f"Aim: {stage.aim}")
        if stage.guidance:
            yield Words(f"For whoever helps: {stage.guidance}")
        yield from self._prompts(stage.prompts)
        for label, texts in (("Ready when:", stage.ready_when), ("Pitfalls:", stage.pitfalls)):
            if texts:
                yield Words(label)
                yield Items(tuple(texts))
        for id in stage.stages:
            yield from self._stage(self.framework.stage(id), level + 1)

    def _prompts(self, prompts: PromptSet) -> Iterator[Asked]:
        for prompt in prompts:
            about = "; ".join(about_prompt(self.framework, prompt))
            self.starred = self.starred or "*" in about
            yield Asked(prompt.id, prompt.topic, tuple(self._wordings(prompt)), about)

    def _wordings(self, prompt: Prompt) -> Iterator[tuple[str, str]]:
        for voice in self.framework.voices:
            if voice in prompt.wordings:
                yield voice, fill(prompt.wordings[voice], self.framework.terms)

    def _sets(self) -> Iterator[Block]:
        for group in self.framework.prompt_sets.values():
            yield self._heading(2, group.title or group.id)
            if group.summary:
                yield Words(group.summary)
            yield from self._prompts(group)

    # What belongs to it.

    def _guards(self) -> Iterator[Block]:
        framework = self.framework
        gates = [self._gate(id) for id in framework.gates]
        if gates or framework.kinds:
            yield self._heading(2, "What should hold first")
            rules = ((f"{rule_in_words(rule)}", rule.otherwise) for rule in framework.kinds.values())
            yield Items((*gates, *(f"{one}; otherwise: {other}" if other else one for one, other in rules)))
        if framework.safeguards or framework.detours:
            yield self._heading(2, "At any time")
            yield Pairs((*self._safeguards(), *self._detours()))

    def _gate(self, id: str) -> str:
        gate = self.framework.gates[id]
        strength = "nothing starts before it holds" if gate.kind == "hard" else "advice, and shuts nobody out"
        before = ", ".join((*gate.before, *gate.before_kinds))
        otherwise = f"; otherwise: {gate.otherwise}" if gate.otherwise else ""
        return f"{gate.title or gate.id} ({strength}), before {before}: {in_words(gate.holds)}{otherwise}"

    def _safeguards(self) -> Iterator[tuple[str, str]]:
        for one in self.framework.safeguards.values():
            worded = next(
                (one.wordings[voice] for voice in self.framework.voices if voice in one.wordings), ""
            )
            yield one.title or one.id, fill(worded, self.framework.terms)

    def _detours(self) -> Iterator[tuple[str, str]]:
        for one in self.framework.detours.values():
            yield (
                one.title or one.id,
                f"when {in_words(one.offered_when)}" if one.offered_when else "a way aside",
            )

    def _ways_of_knowing(self) -> Iterator[Block]:
        ways = self.framework.ways_of_knowing.values()
        if ways:
            yield self._heading(2, "Ways of knowing")
            said = ((way.asks or way.means) + self._source(way.reference, way.confidence) for way in ways)
            yield Pairs(tuple((way.title, text) for way, text in zip(ways, said, strict=True)))

    def _card(self) -> Iterator[tuple[str, str]]:
        framework, edition = self.framework, self.edition
        names = (str(one.get("name", "")) for one in framework.authors)
        shown = (
            f"{edition.title or edition.id}{self._source(edition.reference, edition.confidence)}"
            if edition
            else ""
        )
        others = (one.title or id for id, one in framework.editions.items() if id != framework.edition)
        facts = (
            ("Originator", framework.originator),
            ("Edition shown", shown),
            ("Other editions", "; ".join(others)),
            ("This file was written by", ", ".join(filter(None, names))),
            ("Version", framework.version),
            ("Licence", framework.licence),
            ("Confidence", framework.confidence),
            ("Purpose", framework.purpose),
            ("Voices", ", ".join(framework.voices)),
            ("Language", framework.language),
            ("Id", framework.id),
        )
        yield from (fact for fact in facts if fact[1])
