"""A framework as plain text for reading in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from handrail.errors import HandrailError, neighbour
from handrail.framework import Framework
from handrail.framework.values import Remark
from handrail.graph import Stage, Transition
from handrail.practice.offers import fill
from handrail.practice.words import in_words, rule_in_words
from handrail.prompts import Prompt

from .about import OURS, about_prompt, source
from .citing import full
from .diagram import name_of
from .line import one_line

WIDTH = 80
_KINDS = {"next": "on to", "skip": "ahead to", "back": "back to", "again": "again from", "stay": "stay"}


def to_outline(framework: Framework, *, voice: str | None = None, stage: str | None = None) -> str:
    """Return a framework in the edition looked at as plain text, or one stage with all that is known of it.

    Prompts are worded in the voice, or in the first one that they have. Raises `HandrailError` for a voice or
    a stage that the framework does not have.
    """
    if voice is not None and voice not in framework.voices:
        there = f"; there are {', '.join(framework.voices)}"
        near = neighbour(voice, framework.voices) or there
        raise HandrailError(f"'{framework.id}' has no voice called '{voice}'{near}")
    outline = _Outline(framework, voice)
    lines = outline.whole() if stage is None else outline.one(framework.stage(stage))
    text = "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"
    return text.replace("\n\n\n", "\n\n")


class _Outline:
    def __init__(self, framework: Framework, voice: str | None) -> None:
        self.framework, self.voice = framework, voice
        self.stages = {**framework.every_stage, **framework.stages, **framework.strands}
        self.edition = framework.editions.get(framework.edition)
        # In an edition that has headings of its own over the prompts, stages go by their ids: a stage's title
        # may come from another edition.
        self.by_parts = bool(self.edition and self.edition.parts)
        self.starred = False

    def whole(self) -> Iterator[str]:
        framework = self.framework
        yield from self._head()
        for label, text in (("For", framework.scope), ("Used by", framework.users)):
            yield from self._labelled(label, text)
        for label, remarks in (
            ("Not for", framework.not_for),
            ("Setting", framework.setting),
            ("Values", (*framework.values, *(self.edition.values if self.edition else ()))),
        ):
            yield from self._remarks(label, remarks)
        yield from self._labelled("Before starting", framework.notice)
        yield from self._body()
        yield from self._guards()
        yield from self._words()
        yield from self._remarks("Strengths", framework.strengths)
        yield from self._remarks("Limits", framework.limits)
        yield from self._references()

    def one(self, stage: Stage) -> Iterator[str]:
        yield from self._title()
        yield from self._edition_line()
        yield ""
        yield from self._stage(stage, 0, True)
        yield from self._legend()

    def _head(self) -> Iterator[str]:
        framework = self.framework
        yield from self._title()
        about = (framework.originator, framework.purpose, f"version {framework.version}", framework.licence)
        yield from _wrapped(", ".join(filter(None, about)))
        yield from self._edition_line()
        others = [id for id in framework.editions if id != framework.edition]
        if others:
            yield from _wrapped(f"Other editions: {', '.join(others)}")
        if framework.prompts.prompts:
            shown = f" (shown in {self.voice or framework.voices[0]})" if len(framework.voices) > 1 else ""
            yield from _wrapped(f"Voices: {', '.join(framework.voices)}{shown}")
        for language in dict.fromkeys(framework.untranslated.values()):
            number = [*framework.untranslated.values()].count(language)
            yield from _wrapped(
                f"Language: {framework.language}; not translated, and shown in {language}: {number}"
            )
        if framework.summary:
            yield ""
            yield from _wrapped(framework.summary)

    def _title(self) -> Iterator[str]:
        lines = [*_wrapped(self.framework.title)]
        yield from lines
        yield "=" * max(map(len, lines))

    def _edition_line(self) -> Iterator[str]:
        if self.edition:
            title = self.edition.title or self.edition.id
            source = self._source(self.edition.reference, self.edition.confidence)
            yield from _wrapped(f"Edition: {title}{source}")

    # What is done in it.

    def _body(self) -> Iterator[str]:
        framework = self.framework
        graph = framework.stage_graph
        if self.by_parts:
            yield from self._parts()
            yield from self._moves_by_id()
        else:
            tops = [stage for stage in framework.stages.values() if stage.parent not in framework.stages]
            if tops:
                yield from _heading("Stages")
            for stage in tops:
                yield from self._stage(stage, 0, False)
            if framework.strands:
                yield from _heading("Beside every stage")
            for strand in framework.strands.values():
                yield from self._stage(strand, 0, False)
            if graph.from_anywhere:
                yield from _heading("From anywhere")
                yield from self._moves(graph.from_anywhere, 0, False)
        yield from self._legend()

    def _parts(self) -> Iterator[str]:
        assert self.edition is not None
        listed: set[str] = set()
        for heading, ids in self.edition.parts.items():
            yield from _heading(heading)
            for id in ids:
                if id in self.framework.every_prompt:
                    prompt = self._as_shown(id)
                    listed.add(prompt.id)
                    yield from self._prompt(prompt, 0)
        apart = [prompt for prompt in self.framework.prompts if prompt.id not in listed]
        if apart:
            yield from _heading("Not in this edition")
            for prompt in apart:
                yield from self._prompt(prompt, 0)

    def _as_shown(self, id: str) -> Prompt:
        prompts = self.framework.prompts
        return prompts[id] if id in prompts else self.framework.every_prompt[id]

    def _moves_by_id(self) -> Iterator[str]:
        graph = self.framework.stage_graph
        yield from _heading("The way through it, by the ids of the stages")
        yield from _wrapped(", then ".join(graph.suggested_way()) or "no way is suggested", 2)
        for stage in graph.stages.values():
            beside = [way for way in stage.transitions if way.kind != "next"]
            if beside:
                yield from _wrapped(f"from {stage.id}", 2)
                yield from self._moves(beside, 4, False)
        if graph.from_anywhere:
            yield from _wrapped("from anywhere", 2)
            yield from self._moves(graph.from_anywhere, 4, False)

    def _stage(self, stage: Stage, indent: int, everything: bool) -> Iterator[str]:
        framework = self.framework
        yield from _wrapped(f"{self._name(stage)} ({framework.unit_of(stage)})", indent)
        inner = indent + 2
        if stage.question:
            yield from _wrapped(stage.question, inner)
        yield from _wrapped(f"Aim: {stage.aim}" if stage.aim else "", inner)
        if everything:
            yield from _wrapped(f"For the helper: {stage.guidance}" if stage.guidance else "", inner)
            skills = [framework.skills[id].title if id in framework.skills else id for id in stage.skills]
            for label, texts in (("Ready when", stage.ready_when), ("Pitfalls", stage.pitfalls)):
                yield from _items(label, texts, inner)
            yield from _wrapped(f"Skills: {', '.join(skills)}" if skills else "", inner)
            yield from _wrapped(f"Source:{self._source(stage.reference, stage.confidence)}", inner)
        for prompt in self._worded(stage):
            yield from self._prompt(prompt, inner)
        yield from self._moves(stage.transitions, inner, everything)
        yield ""
        for id in stage.stages:
            yield from self._stage(self.stages[id], inner, everything)

    def _name(self, stage: Stage) -> str:
        return stage.id if self.by_parts else name_of(stage)

    def _worded(self, stage: Stage) -> Iterator[Prompt]:
        return (prompt for prompt in stage.prompts if self.voice is None or self.voice in prompt.wordings)

    def _prompt(self, prompt: Prompt, indent: int) -> Iterator[str]:
        voice = self.voice or next((one for one in self.framework.voices if one in prompt.wordings), None)
        if voice is None or voice not in prompt.wordings:
            return
        other = f" ({voice})" if self.voice is None and voice != self.framework.voices[0] else ""
        kind = f", a {prompt.kind}" if prompt.kind == "challenge" else ""
        topic = f": {prompt.topic}" if prompt.topic else ""
        yield from _wrapped(f"- {prompt.id}{topic}{kind}{other}", indent, 2)
        yield from _wrapped(fill(prompt.wordings[voice], self.framework.terms), indent + 4)
        about = "; ".join(about_prompt(self.framework, prompt))
        if about:
            yield from _wrapped(f"[{about}]", indent + 4)
        self.starred = self.starred or "*" in about

    def _legend(self) -> Iterator[str]:
        if self.starred:
            yield ""
            yield from _wrapped(OURS)

    def _moves(self, ways: Iterable[Transition], indent: int, everything: bool) -> Iterator[str]:
        for way in ways:
            if way.kind == "stay":
                to = "stay"
            elif not way.target:
                to = "out"
            else:
                to = f"{_KINDS[way.kind]} {self._name(self.stages[way.target])}"
            sign = f" (sign: {way.sign})" if everything and way.sign else ""
            because = f": {way.because}" if way.because else ""
            yield from _wrapped(f"> {to}{because}{sign}", indent, 2)

    # What belongs to it.

    def _guards(self) -> Iterator[str]:
        framework = self.framework
        if framework.gates:
            yield from _heading("Gates")
        for gate in framework.gates.values():
            hard = (
                "nothing starts before it holds" if gate.kind == "hard" else "advises, and shuts nobody out"
            )
            before = ", ".join((*gate.before, *gate.before_kinds))
            yield from _wrapped(f"- {gate.title or gate.id} ({gate.kind}: {hard}), before {before}", 0, 2)
            yield from _wrapped(f"holds when {in_words(gate.holds)}", 4)
            yield from _wrapped(f"otherwise: {gate.otherwise}" if gate.otherwise else "", 4)
        if framework.kinds:
            yield from _heading("The order of asking (advice)")
        for rule in framework.kinds.values():
            yield from _wrapped(f"- {rule_in_words(rule)}", 0, 2)
            yield from _wrapped(f"otherwise: {rule.otherwise}" if rule.otherwise else "", 4)
        if framework.safeguards:
            yield from _heading("Safeguards, at any time")
        for safeguard in framework.safeguards.values():
            yield from _wrapped(f"- {safeguard.title or safeguard.id}", 0, 2)
            voice = self.voice or framework.voices[0]
            yield from _wrapped(fill(safeguard.wordings.get(voice, ""), framework.terms), 4)
        if framework.detours:
            yield from _heading("Detours")
        for detour in framework.detours.values():
            when = f": when {in_words(detour.offered_when)}" if detour.offered_when else ""
            yield from _wrapped(f"- {detour.title or detour.id}{when}", 0, 2)

    def _words(self) -> Iterator[str]:
        framework = self.framework
        if framework.ways_of_knowing:
            yield from _heading("Ways of knowing")
        for way in framework.ways_of_knowing.values():
            whose = f", {way.originator}" if way.originator else ""
            yield from _wrapped(f"- {way.title}{whose}{self._source(way.reference, way.confidence)}", 0, 2)
            yield from _wrapped(way.asks or way.means, 4)
        for group in framework.prompt_sets.values():
            yield from _heading(group.title or group.id)
            yield from _wrapped(group.summary)
            for prompt in group:
                yield from self._prompt(prompt, 0)
        if framework.purpose == "reference" and framework.skills:
            yield from _heading("Skills")
            for skill in framework.skills.values():
                yield from _wrapped(f"- {skill.title}{self._source(skill.reference, skill.confidence)}", 0, 2)
                for text in (skill.means, skill.caution):
                    yield from _wrapped(text, 4)
        if framework.outcomes:
            yield from _heading("Outcomes")
        for outcome in framework.outcomes.values():
            benefit = f"; {outcome.benefit}" if outcome.benefit else ""
            source = self._source(outcome.reference, outcome.confidence)
            yield from _wrapped(f"- {outcome.title}: {outcome.means}{benefit}{source}", 0, 2)
        yield from self._figures()

    def _figures(self) -> Iterator[str]:
        if self.framework.figures:
            yield from _heading("Figures")
        for figure in self.framework.figures.values():
            value = "" if figure.value is None else f": {figure.value:g}"
            between = " to ".join(f"{one:g}" for one in figure.interval)
            value += f" ({between})" if between else ""
            base = f"; {figure.base}" if figure.base else ""
            source = self._source(figure.reference, figure.confidence)
            yield from _wrapped(f"- {figure.text}{value}{base}{source}", 0, 2)
            yield from _wrapped(figure.caution, 4)

    def _labelled(self, label: str, text: str) -> Iterator[str]:
        if text:
            yield ""
            yield from _wrapped(f"{label}: {text}")

    def _remarks(self, label: str, remarks: Iterable[Remark]) -> Iterator[str]:
        texts = [one.text + self._source(one.reference, one.confidence) for one in remarks]
        if texts:
            yield ""
            yield from _items(label, texts, 0)

    def _references(self) -> Iterator[str]:
        if self.framework.references:
            yield from _heading("References")
        for line in sorted(map(full, self.framework.references.values()), key=str.casefold):
            yield from _wrapped(line, 0, 4)

    def _source(self, reference: str, confidence: str) -> str:
        words = source(self.framework, reference, confidence)
        return f" ({words})" if words else ""


def _heading(text: str) -> Iterator[str]:
    yield ""
    lines = [*_wrapped(text)]
    yield from lines
    yield "-" * max(map(len, lines), default=0)


def _items(label: str, texts: Iterable[str], indent: int) -> Iterator[str]:
    lines = [*texts]
    if lines:
        yield from _wrapped(f"{label}:", indent)
    for text in lines:
        yield from _wrapped(f"- {text}", indent + 2, 2)


def _wrapped(text: str, indent: int = 0, hanging: int = 0) -> Iterator[str]:
    """Yield a text in lines of at most eighty signs; nothing for no text."""
    yield from textwrap.wrap(
        one_line(text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
