"""What somebody wrote on a worksheet, as it was found in a document, and the session that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

import attrs

from handrail.errors import HandrailError
from handrail.framework import Framework
from handrail.practice import AdvisedAgainst, Refused, Session
from handrail.practice.checking import MOST_CHARACTERS
from handrail.practice.identity import digests

from .line import one_line
from .worksheet import Pin, Room, Worksheet, box_name, tag_of, worksheet_of
from .writable import writable

# More than any worksheet holds: what is larger was not filled in by a person.
MOST_FIELDS = 5_000
MOST_WRITTEN = 5_000_000
BECAUSE = "It was answered on a worksheet."


class WorksheetError(HandrailError):
    """A document is no worksheet that can be read; the message says why, and nothing of what it holds."""


@attrs.frozen
class Filled:
    """What was found: which worksheet it is, the words by the names of their fields, ticked boxes, and what else.

    `loose` are texts that stand outside all fields; those of the worksheet itself may be among them.
    """

    pin: Pin
    written: Mapping[str, str] = attrs.field(repr=False)
    ticked: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    loose: tuple[str, ...] = attrs.field(default=(), repr=False)


class FilledIn(NamedTuple):
    """The session that a filled-in worksheet gives, and sentences about what did not fit."""

    session: Session
    told: tuple[str, ...]


def checked(
    pin: Pin | None, written: Mapping[str, str], ticked: Iterable[str], loose: Iterable[str]
) -> Filled:
    """Return what was found; raises `WorksheetError` where it is no worksheet, or more than a person writes."""
    if pin is None:
        raise WorksheetError("this does not say which worksheet it is; was it made with handrail worksheet?")
    kept = {name: writable(text) for name, text in written.items()}
    kept = {name: text for name, text in kept.items() if text.strip()}
    apart = tuple(filter(None, (writable(text).strip() for text in loose)))
    sizes = [len(text) for text in (*kept.values(), *apart)]
    if len(sizes) > MOST_FIELDS or sum(sizes) > MOST_WRITTEN or max(sizes, default=0) > MOST_CHARACTERS:
        raise WorksheetError("there is more in this than anybody writes on a worksheet")
    return Filled(pin, kept, frozenset(ticked), apart)


def gather(written: dict[str, str], loose: list[str], name: str, text: str) -> None:
    """Take the text of a field; where one of that name has another text already, this one is kept apart."""
    if not written.get(name, "").strip():
        written[name] = text
    elif text.strip() and text != written[name]:
        loose.append(text)


def sheet_again(framework: Framework, pin: Pin) -> Worksheet:
    """Return the worksheet that was filled in, or the whole one where its selection cannot be made any more."""
    chosen = pin._asdict() | {name: None for name in ("way", "stage", "occasion") if not getattr(pin, name)}
    names = ("voice", "minutes", "way", "stage", "occasion")
    try:
        return worksheet_of(framework, **{name: chosen[name] for name in names})
    except HandrailError:
        voice = pin.voice if pin.voice in framework.voices else framework.voices[0]
        return worksheet_of(framework, voice=voice)


def fill_in(session: Session, sheet: Worksheet, filled: Filled, *, at: str = "", by: str = "") -> FilledIn:
    """Return a session that was just begun with what was written on its worksheet, in the order of the sheet.

    What was left empty is left blank. What has no place is said in the session, so that nothing written is lost, and
    told without its words.
    """
    filling = _Filling(session, filled, at, by)
    told = [*_version(session.framework, filled.pin)]
    filling.fill(sheet.rooms)
    whole = worksheet_of(session.framework, voice=sheet.pin.voice)
    filling.fill(room for room in whole.rooms if tag_of(room.id) in filled.written.keys() - filling.used)
    filling.beside(sheet, whole)
    return FilledIn(filling.session, (*told, *filling.told))


def _version(framework: Framework, pin: Pin) -> Iterator[str]:
    now = digests(framework)
    if (pin.structure, pin.wording) != now:
        what = "stages or prompts" if pin.structure != now.structure else "wording"
        yield (
            f"The worksheet was made from version {pin.version} of '{framework.id}', whose {what} differed from "
            f"those of version {framework.version} here."
        )


class _Filling:
    def __init__(self, session: Session, filled: Filled, at: str, by: str) -> None:
        self.session, self.filled = session, filled
        self.stamp = {"at": at, "by": by}
        self.told: list[str] = []
        self.used: set[str] = set()

    def fill(self, rooms: Iterable[Room]) -> None:
        """Answer what was answered, in order; what raises a safeguard comes last, so that nothing waits behind it."""
        raising: list[Room] = []
        for room in rooms:
            before = self.session
            self.one(room)
            if self.session.state.status == "suspended":
                self.session = before
                raising.append(room)
        for room in raising:
            self.one(room)

    def one(self, room: Room) -> None:
        tag = tag_of(room.id)
        boxes = {tag_of(box_name(room.id, box.value)): box for box in room.boxes}
        ticked = [box for name, box in boxes.items() if name in self.filled.ticked]
        self.used |= {tag, *boxes}
        text = self.filled.written.get(tag, "")
        if not text and not ticked:
            self.try_to(lambda: self.session.leave_blank(room.id, **self.stamp))
            return
        asks = self.session.framework.every_prompt[room.id].asks
        values = [box.value for box in ticked]
        labels = ", ".join(box.label for box in ticked)
        if asks and values and (room.several or len(values) == 1):
            value: object = values if room.several else values[0]
            self.answer(room, text or labels, value)
        elif ticked:  # nothing asks for a value, or more were ticked than can be so
            self.answer(room, f"{labels}\n{text}" if text else labels)
        else:
            self.answer(room, text)

    def answer(self, room: Room, text: str, value: object = None) -> None:
        """Answer a prompt as whoever wrote on paper did, whatever advice there was; else say what was written."""
        against = self.try_to(lambda: self.session.answer(room.id, text, value, **self.stamp))
        if against is None:
            return
        if isinstance(against, AdvisedAgainst):
            asked = self.try_to(lambda: self.session.ask(room.id, BECAUSE, **self.stamp))
        else:
            asked = self.go_to(room)
        if (
            asked is None
            and self.try_to(lambda: self.session.answer(room.id, text, value, **self.stamp)) is None
        ):
            return
        why = str(against).rstrip(".")
        self.say(text, f"What was written under '{room.id}' could not be placed there ({why})")

    def go_to(self, room: Room) -> HandrailError | None:
        """Go the suggested way on to a prompt's stage, where stages go in order and one was left out."""
        framework = self.session.framework
        stage = framework.every_prompt[room.id].stage
        way = framework.stage_graph.suggested_way()
        here = self.session.state.stage
        if stage not in way or here not in way:
            return HandrailError("no way leads there")
        for step in way[way.index(here) + 1 : way.index(stage) + 1]:
            if against := self.try_to(partial(self.session.move, step, **self.stamp)):
                return against
        return None

    def try_to(self, verb: Callable[[], Session]) -> HandrailError | None:
        """Return None where the session took something, and else why not."""
        try:
            self.session = verb()
        except (Refused, AdvisedAgainst) as against:
            return against
        return None

    def say(self, text: str, where: str) -> None:
        self.session = self.session.say(text, **self.stamp)
        self.told.append(f"{where}; it was kept as something said.")

    def beside(self, *sheets: Worksheet) -> None:
        """Say what stands in other fields, and outside all of them."""
        lines = sheets[0].words.lines
        for name, label in lines.items():
            if text := self.filled.written.get(name, ""):
                self.session = self.session.say(f"{label}: {text}", **self.stamp)
        for name, text in self.filled.written.items():
            if name not in self.used and name not in lines:
                self.say(text, "A field of the document belongs to no prompt of this worksheet")
        unknown = sorted(self.filled.ticked - self.used)
        if unknown:
            self.say(", ".join(unknown), "A box was ticked that this worksheet does not have")
        own = _own(sheets)
        apart = [text for text in self.filled.loose if not _is_own(text, own)]
        if apart:
            self.say("\n\n".join(apart), "Something was written outside the fields")


def _own(sheets: Iterable[Worksheet]) -> list[str]:
    """Return the words of worksheets themselves as single lines, the longest first."""
    texts: list[str] = []
    for sheet in sheets:
        texts += [
            sheet.title,
            sheet.purpose,
            sheet.notice,
            sheet.licence,
            *sheet.about,
            *sheet.sources,
            *sheet.words,
        ]
        texts += [text for pair in sheet.safeguards for text in pair]
        for section in sheet.sections:
            texts += [section.title, section.question, section.aim]
            for room in section.rooms:
                texts += [room.text, room.how, room.note, room.minutes, *room.ways]
                texts += [box.label for box in room.boxes]
    return sorted({*map(one_line, texts)} - {""}, key=len, reverse=True)


def _is_own(text: str, own: Iterable[str]) -> bool:
    """Return whether a text holds nothing but the worksheet's own words."""
    rest = one_line(text)
    for words in own:
        rest = rest.replace(words, " ")
    return not any(sign.isalnum() for sign in rest)
