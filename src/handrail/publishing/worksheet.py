"""What stands on a worksheet, in order, whatever it is printed as."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import attrs

from handrail.errors import HandrailError, neighbour
from handrail.framework import Framework
from handrail.framework.values import HUMAN_HELP
from handrail.graph import Stage
from handrail.practice import Session, begin
from handrail.practice.identity import digests
from handrail.practice.tables import table
from handrail.practice.verdicts import unknown
from handrail.practice.words import fill, in_words, titles_of
from handrail.prompts import Prompt

from .answering import Answer, answers_of
from .citing import full, short
from .diagram import name_of
from .line import one_line
from .parting import APART, BEFORE, parts_of
from .worksheet_words import Words, words_in
from .writable import writable

# Under this name a document says which worksheet it is.
PIN = "handrail-worksheet"
# And under these, by number and name, what a field is called for people.
FIELD = "handrail-field-"
_LEAST, _MOST, _USUAL = 3, 14, 4
_LINES_A_MINUTE = 1.5
_MOST_NAME = 64  # word processors cut longer tags off
_BRIEF = 240


class Pin(NamedTuple):
    """Which framework a worksheet was made from, in which version and for which selection."""

    framework: str
    version: str = ""
    structure: str = ""
    wording: str = ""
    edition: str = ""
    voice: str = ""
    minutes: float | None = None
    way: str = ""
    stage: str = ""
    occasion: str = ""
    language: str = ""

    def to_text(self) -> str:
        """Return the pin as a line that can be kept in a document."""
        return json.dumps({"handrail": "worksheet", **self._asdict()}, ensure_ascii=True)

    @classmethod
    def from_text(cls, text: str) -> Pin | None:
        """Return the pin in a line, or None where the line is none."""
        try:
            data = json.loads(text) if len(text) < 10_000 else None
        except (ValueError, RecursionError):
            return None
        if not isinstance(data, dict) or data.pop("handrail", "") != "worksheet":
            return None
        minutes = data.pop("minutes", None)
        fine = isinstance(minutes, (int, float)) and not isinstance(minutes, bool) and 0 < minutes < 1e6
        if data.keys() != set(cls._fields) - {"minutes"} or not all(
            isinstance(v, str) for v in data.values()
        ):
            return None
        return cls(**data, minutes=minutes) if fine or minutes is None else None


@attrs.frozen
class Box:
    """One of the choices of a prompt: the value that it stands for, its words, and whether it is ticked."""

    value: str
    label: str
    ticked: bool = attrs.field(default=False, repr=False)


@attrs.frozen
class Room:
    """A prompt with room to write; `lines` says how much, and `written` what was answered already."""

    id: str
    text: str
    lines: int
    topic: str = ""
    how: str = ""
    note: str = ""
    kind: str = "question"
    minutes: str = ""
    ways: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    several: bool = False
    written: str = attrs.field(default="", repr=False)


@attrs.frozen
class Section:
    """A stage, or what stands under a heading of its own, with its rooms."""

    title: str
    rooms: tuple[Room, ...] = ()
    question: str = ""
    aim: str = ""
    level: int = 2


@attrs.frozen
class Worksheet:
    """All that stands on a worksheet, in order."""

    pin: Pin
    title: str
    language: str
    words: Words
    purpose: str
    about: tuple[str, ...]
    notice: str
    safeguards: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    licence: str

    @property
    def rooms(self) -> tuple[Room, ...]:
        """Return the rooms of all sections, in order."""
        return tuple(room for section in self.sections for room in section.rooms)


def tag_of(name: str) -> str:
    """Return the name of a field, as long as documents allow; a longer one keeps its beginning."""
    if len(name) <= _MOST_NAME:
        return name
    return f"{name[: _MOST_NAME - 17]}~{sha256(name.encode()).hexdigest()[:16]}"


def box_name(room: str, value: str) -> str:
    """Return the name of a choice's box."""
    return f"{room}={value}"


def worksheet_of(
    framework: Framework,
    *,
    voice: str | None = None,
    minutes: float | None = None,
    way: str | None = None,
    stage: str | None = None,
    occasion: str | None = None,
    session: Session | None = None,
) -> Worksheet:
    """Return the worksheet of a framework in the edition looked at, blank or with what a session answered.

    minutes: those of a sitting, for a framework with a rule for choosing by time. way, stage: only what serves that
    way of knowing, or stands in that stage. Raises `HandrailError` for what the framework does not have.
    """
    voice = framework.voices[0] if voice is None else voice
    if voice not in framework.voices:
        raise unknown("voice", voice, framework.voices)
    place = framework.stage(stage) if stage is not None else None
    if way is not None and way not in framework.ways_of_knowing:
        there = ", ".join(framework.ways_of_knowing) or "none"
        raise HandrailError(
            f"'{framework.id}' has no way of knowing called '{way}'"
            f"{neighbour(way, framework.ways_of_knowing) or f'; there are {there}'}"
        )
    pin = Pin(
        framework.id,
        framework.version,
        *digests(framework),
        framework.edition,
        voice,
        minutes,
        way or "",
        place.id if place else "",
        occasion or "",
        framework.language,
    )
    return _Sheet(framework, pin, answers_of(session) if session else {}).whole()


class _Sheet:
    def __init__(self, framework: Framework, pin: Pin, answers: Mapping[str, Answer]) -> None:
        self.framework, self.pin, self.answers = framework, pin, answers
        self.voice, self.terms = pin.voice, framework.terms
        self.words = words_in(framework.language)
        self.edition = framework.editions.get(framework.edition)
        self.chosen = self._chosen()

    def whole(self) -> Worksheet:
        framework = self.framework
        sections = tuple(self._sections())
        if not any(section.rooms for section in sections):
            raise HandrailError(f"nothing in '{framework.id}' is left to write on for such a worksheet")
        safeguards = framework.safeguards.values() or (HUMAN_HELP,)
        words = self.words
        by = f" {words.model.format(framework.originator)}" if framework.originator else ""
        return Worksheet(
            self.pin,
            framework.title,
            framework.language,
            words,
            _brief(fill(framework.scope, self.terms)),
            tuple(self._about()),
            fill(framework.notice, self.terms),
            tuple((one.title, fill(self._worded(one.wordings), self.terms)) for one in safeguards),
            sections,
            tuple(self._sources(sections)),
            f"{framework.title}, {words.version} {framework.version}.{by} "
            f"{words.wording} {framework.licence or words.no_licence}.",
        )

    def _worded(self, wordings: Mapping[str, str]) -> str:
        return wordings.get(self.voice) or next(iter(wordings.values()), "")

    def _about(self) -> Iterator[str]:
        pin, framework, words = self.pin, self.framework, self.words
        if self.edition:
            source = framework.references.get(self.edition.reference)
            yield f"{words.edition} {self.edition.title or (short(source) if source else self.edition.id)}"
        if pin.stage:
            yield f"{words.stage} {name_of(framework.stage(pin.stage))}"
        if pin.way:
            yield f"{words.way} {framework.ways_of_knowing[pin.way].title}"
        if pin.occasion and framework.selection:
            yield f"{words.occasion} {framework.selection.occasions[pin.occasion].title or pin.occasion}"
        if pin.minutes is not None:
            yield f"{words.planned} {words.amount(pin.minutes)}"

    # What is on it.

    def _chosen(self) -> dict[str, float | None] | None:
        """Return what a sitting of so many minutes holds, with its minutes, or None for everything."""
        pin, rule = self.pin, self.framework.selection
        if rule is None or (pin.minutes is None and not pin.occasion):
            return None
        if pin.minutes is not None and pin.minutes < rule.budget.floor:
            others = (
                f"; with {pin.minutes:g}, {' or '.join(rule.below_floor)} fits" if rule.below_floor else ""
            )
            raise HandrailError(f"'{self.framework.id}' needs {rule.budget.floor:g} minutes at least{others}")
        session = begin(self.framework, voice=pin.voice, minutes=pin.minutes, occasion=pin.occasion or None)
        return {one.id: one.minutes for one in session.offer().here}

    def _wanted(self, prompts: Iterable[Prompt]) -> Iterator[Prompt]:
        for prompt in prompts:
            fits = self.chosen is None or prompt.id in self.chosen
            if fits and self.voice in prompt.wordings and (not self.pin.way or self.pin.way in prompt.ways):
                yield prompt

    def _sections(self) -> Iterator[Section]:
        yield from self._gates()
        # A sitting has an order of its own, which the headings of an edition would break up.
        spoken = any(self.voice in prompt.wordings for prompt in self.framework.prompts)
        if self.edition and self.edition.parts and not self.pin.stage and self.chosen is None and spoken:
            yield from self._parts()
            return
        framework = self.framework
        stages = {**framework.every_stage, **framework.stages, **framework.strands}
        if self.pin.stage:
            yield from self._stage(stages, framework.stage(self.pin.stage), 2)
            return
        found = False
        for stage in (*framework.stages.values(), *framework.strands.values()):
            if stage.parent not in framework.stages:
                for section in self._stage(stages, stage, 2):
                    found = True
                    yield section
        held = {id for stage in framework.stages.values() for id in (one.id for one in stage.prompts)}
        lifted = [one for one in framework.every_prompt if self.chosen and one.id in self.chosen]
        apart = [one for one in lifted if one.id not in held]
        if rooms := self._rooms(apart):
            yield Section(self.words.beside, rooms)
        elif not found:  # what is worded for guides, or is made to be used by others, stands in sets
            for group in framework.prompt_sets.values():
                if rooms := self._rooms(group):
                    yield Section(group.title or group.id, rooms)

    def _gates(self) -> Iterator[Section]:
        for gate in table(self.framework, self.voice).gates:
            prompts = (prompt for prompt in gate.prompts if self.voice in prompt.wordings)
            if gate.kind == "hard" and (rooms := tuple(map(self._room, prompts))):
                yield Section(gate.title or gate.id, rooms, aim=_sentence(gate.otherwise))

    def _parts(self) -> Iterator[Section]:
        titles = {BEFORE: self.words.first_of_all, APART: self.words.not_in_edition}
        for part in parts_of(self.framework):
            if rooms := self._rooms(part.prompts):
                yield Section(titles.get(part.place, part.heading), rooms)

    def _stage(self, stages: Mapping[str, Stage], stage: Stage, level: int) -> Iterator[Section]:
        inner = [one for id in stage.stages for one in self._stage(stages, stages[id], level + 1)]
        rooms = self._rooms(stage.prompts)
        if rooms or inner:
            aim = fill(stage.aim, self.terms)
            # What has no stages is one under its own title, which stands above all already.
            title = "" if stage.title == self.framework.title else name_of(stage)
            yield Section(title, rooms, fill(stage.question, self.terms), aim, min(level, 4))
        yield from inner

    def _rooms(self, prompts: Iterable[Prompt]) -> tuple[Room, ...]:
        return tuple(map(self._room, self._wanted(prompts)))

    def _room(self, prompt: Prompt) -> Room:
        known, answer = self.framework.ways_of_knowing, self.answers.get(prompt.id, Answer())
        minutes = (self.chosen or {}).get(prompt.id) or (prompt.minutes.typical if prompt.minutes else None)
        boxes, several = self._boxes(prompt, answer)
        return Room(
            prompt.id,
            fill(prompt.wordings[self.voice], self.terms),
            self._lines(prompt, minutes, bool(boxes)),
            prompt.topic,
            fill(prompt.how, self.terms),
            self._note(prompt),
            prompt.kind,
            self.words.amount(minutes) if minutes else "",
            tuple(known[way].title if way in known else way for way in prompt.ways),
            boxes,
            several,
            writable(answer.text),
        )

    def _boxes(self, prompt: Prompt, answer: Answer) -> tuple[tuple[Box, ...], bool]:
        fact = self.framework.facts.get(prompt.asks)
        labels: Mapping[str, str] = {value: value for value in fact.values} if fact else {}
        labels = {**labels, **prompt.choices} if not prompt.choices else prompt.choices
        boxes = (Box(value, label, value in answer.values) for value, label in labels.items())
        return tuple(boxes), fact is None or bool(fact.some_of)

    def _lines(self, prompt: Prompt, minutes: float | None, chosen: bool) -> int:
        if prompt.lines:
            return prompt.lines
        if chosen or prompt.kind == "statement":
            return 2
        # With a pen one writes some fifteen words in a minute, and some ten on a line.
        by_time = math.ceil(minutes * _LINES_A_MINUTE) + 1 if minutes else _USUAL
        return max(_LEAST, min(_MOST, by_time))

    def _note(self, prompt: Prompt) -> str:
        fact = self.framework.facts.get(prompt.asks)
        notes = [f"a number from {fact.scale[0]:g} to {fact.scale[-1]:g}"] if fact and fact.scale else []
        notes += (
            [f"only when {in_words(prompt.only_if, titles_of(self.framework))}"] if prompt.only_if else []
        )
        notes += [self.words.later] if prompt.sitting == "later" else []
        return _sentence("; ".join(notes))

    def _sources(self, sections: Iterable[Section]) -> Iterator[str]:
        """Yield the works that what stands on the sheet goes back to."""
        framework = self.framework
        prompts = framework.prompts | framework.every_prompt
        on_it = [prompts[room.id] for section in sections for room in section.rooms]
        things: list[Any] = [framework, *([self.edition] if self.edition else [])]
        things += [
            framework.ways_of_knowing[way]
            for one in on_it
            for way in one.ways
            if way in framework.ways_of_knowing
        ]
        cited = dict.fromkeys(thing.reference for thing in (*things, *on_it))
        works = (full(framework.references[id]) for id in cited if id in framework.references)
        yield from sorted(works, key=str.casefold)


def _sentence(text: str) -> str:
    text = one_line(text)
    return f"{text[:1].upper()}{text[1:]}{'' if not text or text[-1] in '.?!' else '.'}"


def _brief(text: str) -> str:
    """Return a text, or its first sentence where it is a long one."""
    text = one_line(text)
    first, stop, _ = text.partition(". ")
    return text if len(text) <= _BRIEF else first + stop.strip()
