"""An author's text and the events that YAML makes of it: the only home of the yaml package."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import attrs
import yaml

from .problems import Problem

YAMLError = yaml.YAMLError
ScalarEvent = yaml.ScalarEvent
MappingStart = yaml.MappingStartEvent
MappingEnd = yaml.MappingEndEvent
SequenceStart = yaml.SequenceStartEvent
SequenceEnd = yaml.SequenceEndEvent
AliasEvent = yaml.AliasEvent
DocumentEnd = yaml.DocumentEndEvent

# libyaml is the reference; where PyYAML was built without it the pure parser serves, which is slower and stricter in
# flow collections.
_Parser: Any = getattr(yaml, "CParser", None) or getattr(getattr(yaml, "cyaml", None), "CParser", None) or yaml.Loader

LONGEST = 20_000_000  # characters; a framework of ten thousand prompts has three million
MOST_MENDS = 20
MOST_ALIASES = 20
MOST_REPLAYED = 10_000

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")

Get = Callable[[], Any]


class TooManyAliases(Exception):
    """Aliases stand for more than a text for people ever needs."""


@attrs.define
class Source:
    """One text of an author: what is parsed, what was mended for that, and the problems found on the way."""

    text: str
    file: str = "<text>"
    problems: list[Problem] = attrs.Factory(list)
    _lines: list[str] = attrs.Factory(list)
    # line (from 0) -> column where a quote was set that the author's line does not have
    _quoted: dict[int, int] = attrs.Factory(dict)

    @property
    def lines(self) -> list[str]:
        """Return the author's lines as written, split where YAML splits."""
        if not self._lines:  # made before the first mend, which notes its problem first
            self._lines = _BREAK.split(self.text)
        return self._lines

    @property
    def parsed_lines(self) -> list[str]:
        """Return the lines as they are parsed, mended ones included."""
        return self.lines if not self._quoted else _BREAK.split(self.text)

    def problem(self, line: int, column: int, code: str, message: str, mend: str = "") -> None:
        """Note a problem at a place as the parser counts it (from 0)."""
        if self._quoted.get(line, column) < column:
            column -= 1  # the quote that was set there is not the author's
        line = min(line, len(self.lines) - 1)
        excerpt = self.lines[line]
        column = min(column, len(excerpt))
        self.problems.append(Problem(self.file, line + 1, column + 1, code, message, excerpt, mend))

    def place_of(self, index: int) -> tuple[int, int]:
        """Return line and column (from 0) of a character."""
        line, start = 0, 0
        for match in _BREAK.finditer(self.text, 0, index):
            line, start = line + 1, match.end()
        return line, index - start

    def comments_behind(self) -> bool:
        """Return whether any line has ` #` behind something, so that texts must be looked at for what is cut."""
        text = self.text
        sign = text.find("#")
        while sign > 0:
            before = text[max(text.rfind("\n", 0, sign), text.rfind("\r", 0, sign)) + 1 : sign]
            if before[-1:] in (" ", "\t") and before.strip():
                return True
            sign = text.find("#", sign + 1)
        return False


def parse(text: str) -> Get:
    """Return a function that gives the next event; text for it must be printable."""
    get: Get = _Parser(text).get_event
    if "*" in text and "&" in text:
        return _replaying(get)
    return get


def _replaying(get: Get) -> Get:
    """Return a function that gives, in place of an alias, the events it stands for; within limits."""
    kept: dict[str, list[Any]] = {}
    recording: list[tuple[str, list[Any], int]] = []
    again: list[Any] = []
    count = {"aliases": 0, "replayed": 0}
    depth = 0

    def next_event() -> Any:
        nonlocal depth
        if again:
            return again.pop()
        event = get()
        kind = type(event)
        if kind is AliasEvent and event.anchor in kept:
            count["aliases"] += 1
            count["replayed"] += len(kept[event.anchor])
            if count["aliases"] > MOST_ALIASES or count["replayed"] > MOST_REPLAYED:
                raise TooManyAliases
            again.extend(reversed(kept[event.anchor]))
            # What an alias stands for belongs to every anchor that is being recorded around it.
            for _, events, _ in recording:
                events.extend(kept[event.anchor])
            return again.pop()
        anchor = getattr(event, "anchor", None)
        if anchor and kind is not AliasEvent:
            recording.append((anchor, [], depth))
        depth += kind in (MappingStart, SequenceStart)
        depth -= kind in (MappingEnd, SequenceEnd)
        for _, events, _ in recording:
            events.append(event)
        while recording and recording[-1][2] == depth:
            name, events, _ = recording.pop()
            kept[name] = events
        return event

    return next_event


def open_text(text: str | bytes, file: str) -> Source:
    """Return a source whose text can be parsed; what had to be replaced for that is a problem."""
    lead = ""
    if isinstance(text, bytes):
        text, lead = _decoded(text)
    text = text.removeprefix("\ufeff")
    source = Source(text, file)
    if lead:
        source.problem(0, 0, "encoding", lead)
    if len(text) > LONGEST:
        source.problem(0, 0, "too-long", f"this is longer than {LONGEST:,} characters; split it into several files")
        return attrs.evolve(source, text="")
    for number, match in enumerate(_UNPRINTABLE.finditer(text)):
        if number == 20:  # whoever sends a picture instead of a text need not read it all
            break
        what = f"U+{ord(match.group()):04X}"
        source.problem(
            *source.place_of(match.start()), "unprintable", f"the character {what} cannot be shown; take it out"
        )
    if source.problems:
        source.text = _UNPRINTABLE.sub(" ", text)
    return source


def _decoded(raw: bytes) -> tuple[str, str]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), "this is UTF-16; save it as UTF-8"
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return raw.decode("utf-8", "replace"), f"this is not UTF-8 (first seen in line {line}); save it as UTF-8"
