"""An author's text and the events that YAML makes of it: the only home of the yaml package."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

import attrs
import yaml

from .problems import Edit, Problem, Related

YAMLError = yaml.YAMLError
ScalarEvent = yaml.ScalarEvent
MappingStart = yaml.MappingStartEvent
MappingEnd = yaml.MappingEndEvent
SequenceStart = yaml.SequenceStartEvent
SequenceEnd = yaml.SequenceEndEvent
AliasEvent = yaml.AliasEvent
DocumentStart = yaml.DocumentStartEvent
DocumentEnd = yaml.DocumentEndEvent

# libyaml is the reference; where PyYAML was built without it the pure parser serves, slower and stricter
# in flow collections.
_Parser: Any = getattr(getattr(yaml, "cyaml", None), "CParser", None) or yaml.Loader

LONGEST = 20_000_000  # characters; a framework of ten thousand prompts has three million
MOST_PROBLEMS = 300
MOST_UNPRINTABLE = 20

# Besides what YAML forbids: the mark of an encoding where no text begins.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ORDINARY = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

Get = Callable[[], Any]


def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins, split where YAML splits."""
    return [0, *(match.end() for match in _BREAK.finditer(text))]


class Enough(Exception):
    """So many problems, or so deep a nesting, that reading on helps nobody."""


@attrs.define(slots=False, eq=False, repr=False)
class Source:
    """One text of an author, what the parser is given for it, and the problems found on the way."""

    text: str
    file: str = "<text>"
    problems: list[Problem] = attrs.Factory(list)
    # The text with plain line breaks, and with quotes around what was mended.
    parsed: str = ""
    # Whether any text is there in several languages.
    tongues: bool = False
    # Files of texts in another language that were read with it.
    beside: list[Source] = attrs.Factory(list)
    # Line (from 0) → column where a quote was set that the author's line does not have.
    quotes: dict[int, int] = attrs.Factory(dict)

    @cached_property
    def lines(self) -> list[str]:
        """Return the author's lines as written, split where YAML splits."""
        return _BREAK.split(self.text)

    @property
    def parsed_lines(self) -> list[str]:
        """Return the lines as they are parsed, mended ones included."""
        text = self.parsed  # here \r is \n already
        rare = any(end in text for end in "\x85\u2028\u2029")
        return _BREAK.split(text) if rare else text.split("\n")

    def problem(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        mend: str = "",
        edits: tuple[Edit, ...] = (),
        related: tuple[Related, ...] = (),
    ) -> None:
        """Note a problem at a place as the parser counts it (from 0); raises `Enough` at too many."""
        if self.quotes.get(line, column) < column:
            column -= 1  # the quote that was set there is not the author's
        line = min(line, len(self.lines) - 1)
        excerpt = self.lines[line]
        column = min(column, len(excerpt))
        found = Problem(self.file, line + 1, column + 1, code, message, excerpt, mend, related, edits=edits)
        self.problems.append(found)
        if len(self.problems) >= MOST_PROBLEMS:
            raise Enough

    def edit(self, start: tuple[int, int], end: tuple[int, int], text: str) -> tuple[Edit, ...]:
        """Return the change of what the parser counts from one place up to another (from 0).

        Nothing where a quote was set on the way that the author's line does not have.
        """
        if any(line in self.quotes for line in range(start[0], end[0] + 1)):
            return ()
        return (Edit(start[0] + 1, start[1] + 1, end[0] + 1, end[1] + 1, text),)

    def place_of(self, index: int) -> tuple[int, int]:
        """Return line and column (from 0) of a character."""
        line, start = 0, 0
        for match in _BREAK.finditer(self.text, 0, index):
            line, start = line + 1, match.end()
        return line, index - start

    def comments_behind(self) -> bool:
        """Return whether a line has ` #` behind something, so that texts must be looked at for cuts."""
        text = self.parsed
        sign = text.find("#")
        while sign >= 0:
            if text[sign - 1 : sign] in (" ", "\t") and text[text.rfind("\n", 0, sign) + 1 : sign].strip():
                return True
            sign = text.find("#", sign + 1)
        return False


def parser(text: str) -> Get:
    """Return a function that gives the next event of a text, which has to be printable."""
    parsing = _Parser(text)
    get: Get = parsing.get_event
    return partial(_by_python, parsing) if hasattr(parsing, "get_mark") else get


def _by_python(parsing: Any) -> Any:
    try:
        return parsing.get_event()
    except (ValueError, OverflowError):  # PyYAML's own parser asks Python for a character that there is not
        raise yaml.MarkedYAMLError(problem="found no such escape", problem_mark=parsing.get_mark()) from None


def open_text(text: str | bytes, file: str) -> Source:
    """Return a source whose text can be parsed; what had to be replaced for that is a problem."""
    wrong = ""
    start = 0
    if isinstance(text, bytes):
        text, wrong, start = _decoded(text)
    text = text.removeprefix("\ufeff")
    if len(text) > LONGEST:
        source = Source("", file)
        source.problem(
            0, 0, "too-long", f"this is longer than {LONGEST:,} characters; split it into several files"
        )
        return source
    odd = _is_odd(text)
    # Replaced one by one, so that every place stays, and nothing that a terminal obeys gets into a message.
    source = Source(UNPRINTABLE.sub("\ufffd", text) if odd else text, file)
    if wrong:
        source.problem(*source.place_of(start), "encoding", wrong)
    for number, match in enumerate(UNPRINTABLE.finditer(text) if odd else ()):
        if number == MOST_UNPRINTABLE:  # whoever sends a picture instead of a text need not read it all
            break
        said = f"the character U+{ord(match.group()):04X} cannot be shown; take it out"
        source.problem(*source.place_of(match.start()), "unprintable", said)
    source.parsed = source.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else source.text
    return source


def _is_odd(text: str) -> bool:
    """Return whether a text holds a character that cannot be shown."""
    # Searching all of it takes long; what is not ordinary ASCII is very little of it.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    return UNPRINTABLE.search(rest.decode("utf-8", "surrogatepass")) is not None


def _decoded(raw: bytes) -> tuple[str, str, int]:
    """Return the text of bytes, what is wrong with their encoding, and the character where that was seen."""
    for mark, encoding, name in _ENCODINGS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), f"this is {name}; save it as UTF-8", 0
    try:
        return raw.decode("utf-8"), "", 0
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").removeprefix("\ufeff")
        said = "from here on this is not UTF-8; save the file as UTF-8"
        return raw.decode("utf-8", "replace"), said, len(before)
