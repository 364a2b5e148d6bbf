"""Walking the events of a text: records, things by id, lists, and telling what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from handrail.errors import neighbour

from .source import (
    AliasEvent,
    Get,
    MappingEnd,
    MappingStart,
    ScalarEvent,
    SequenceEnd,
    SequenceStart,
    Source,
)
from .syntax import ID_PATTERN, RECORDS, Key

DEEPEST = 60
MOST_PROBLEMS = 300

is_id = re.compile(ID_PATTERN).fullmatch
is_name = re.compile(f"{ID_PATTERN}(/{ID_PATTERN})?").fullmatch


class Enough(Exception):
    """So many problems, or so deep a nesting, that reading on helps nobody."""


Reader = Callable[["Shaper", Any], Any]
_NEEDED = {name: tuple(key.name for key in keys if key.needed) for name, keys in RECORDS.items()}


class Shaper:
    """Reads one text's events; what it cannot read is a problem of the source, and missing from the result."""

    def __init__(self, source: Source, get: Get) -> None:
        self.source = source
        self.get = get
        self.flow = 0
        self.depth = 0
        self.comments = source.comments_behind()
        self._parsed: list[str] = []

    # -- problems ---------------------------------------------------------------------------------------------------

    def problem(self, event: Any, code: str, message: str, mended: str = "") -> None:
        """Note a problem at an event."""
        mark = event.start_mark
        self.source.problem(mark.line, mark.column, code, message, mended)
        if len(self.source.problems) >= MOST_PROBLEMS:
            self.source.problem(mark.line, mark.column, "too-many", "there is more, but this is enough for one sitting")
            raise Enough

    def near(self, word: str, words: Any) -> str:
        """Return a suggestion, as long as the problems are few enough for somebody to read them."""
        return neighbour(word, words) if len(self.source.problems) < 50 else ""

    def skip(self, event: Any) -> None:
        """Pass over what an event begins."""
        depth = 0
        while True:
            kind = type(event)
            if kind is MappingStart or kind is SequenceStart:
                depth += 1
            elif kind is MappingEnd or kind is SequenceEnd:
                depth -= 1
            if depth <= 0:
                return
            event = self.get()

    def wrong(self, event: Any, wanted: str) -> None:
        """Note that something else is wanted here, and pass over what stands there."""
        kind = type(event)
        if kind is AliasEvent:
            self.problem(event, "starts-with-symbol", "a text that starts with * needs quotes around it")
        elif kind is ScalarEvent and not event.value:
            self.problem(event, "empty", f"nothing stands here; {wanted} is wanted")
        else:
            found = {ScalarEvent: "a text", MappingStart: "keys with values", SequenceStart: "a list"}[kind]
            self.problem(event, "wrong-shape", f"{found} stands here; {wanted} is wanted")
        self.skip(event)

    def behind(self, mark: Any) -> str:
        """Return what stands behind a place on its line."""
        lines = self._parsed = self._parsed or self.source.parsed_lines
        return lines[mark.line][mark.column :] if mark.line < len(lines) else ""

    def list_for_ids(self, event: Any) -> None:
        """Note a list of questions where each needs an id, with ids made from their words."""
        self.enter(event)
        lines = []
        item = self.get()
        while type(item) is not SequenceEnd:
            if type(item) is ScalarEvent:
                lines.append(f"{made_id(item.value)}: {item.value}")
            self.skip(item)
            item = self.get()
        self.leave()
        said = "prompts need ids, so that what is answered keeps its place when a wording changes"
        self.problem(event, "prompts-need-ids", said, lines[0] if lines else "")

    # -- collections ------------------------------------------------------------------------------------------------

    def enter(self, event: Any) -> None:
        """Go one collection deeper."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.problem(event, "too-deep", "this is nested too deeply")
            raise Enough
        if self.flow or event.flow_style:
            self.flow += 1

    def leave(self) -> None:
        """Come back from a collection."""
        self.depth -= 1
        if self.flow:
            self.flow -= 1

    def record(self, event: Any, fields: dict[str, tuple[Reader, Key]], name: str) -> dict[str, Any]:
        """Return the values of a record by key; wants a mapping to have begun."""
        self.enter(event)
        get = self.get
        values: dict[str, Any] = {}
        while True:
            key = get()
            if type(key) is not ScalarEvent:
                if type(key) is MappingEnd:
                    break
                self.wrong(key, "a key")
                self.skip(get())
                continue
            word = key.value
            field = fields.get(word)
            if field is None or word in values:
                self._odd_key(key, word, fields, name)
                self.skip(get())
                continue
            values[word] = field[0](self, get())
        self.leave()
        for word in _NEEDED[name]:
            if word not in values:
                self.problem(event, "key-missing", f"'{word}:' is missing here: {fields[word][1].means}")
        if None in values.values():  # what could not be read has been told, and counts as not written
            return {word: value for word, value in values.items() if value is not None}
        return values

    def _odd_key(self, key: Any, word: str, fields: dict[str, Any], name: str) -> None:
        if word in fields:
            self.problem(key, "repeated-key", f"'{word}' stands here twice; YAML would forget the first")
        elif self.flow and not key.value.isidentifier():
            self.problem(key, "unquoted-text", "a text inside { } or [ ] needs quotes around it")
        elif word == "<<":
            self.problem(key, "unknown-key", "'<<' is not read here; write the keys out")
        else:
            what = name.replace("-", " ")
            self.problem(key, "unknown-key", f"{_a(what)} has no key '{short(word)}'{self.near(word, fields)}")

    def mapping(self, event: Any, read: Reader, ids: Callable[[str], Any] = is_id) -> dict[str, Any]:
        """Return things by id, in the order of the text."""
        self.enter(event)
        get = self.get
        values: dict[str, Any] = {}
        while True:
            key = get()
            if type(key) is not ScalarEvent:
                if type(key) is MappingEnd:
                    break
                self.wrong(key, "an id")
                self.skip(get())
                continue
            word = key.value
            if word in values:
                self.problem(key, "repeated-key", f"'{word}' stands here twice; YAML would forget the first")
                self.skip(get())
                continue
            if not ids(word):
                self.problem(key, "not-an-id", id_message(word))
                self.skip(get())
                continue
            value = read(self, get())
            if value is not None:
                values[word] = value
        self.leave()
        return values

    def items(self, event: Any, read: Reader) -> list[Any]:
        """Return the items of a list."""
        self.enter(event)
        get = self.get
        values = []
        while True:
            item = get()
            if type(item) is SequenceEnd:
                break
            value = read(self, item)
            if value is not None:
                values.append(value)
        self.leave()
        return values


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def short(word: str) -> str:
    """Return a word short enough for a message."""
    return word if len(word) <= 60 else word[:57] + "..."


def made_id(text: str) -> str:
    """Return an id made from the first words of a text."""
    words = re.sub(r"[^a-z0-9]+", " ", text.lower()).split()
    return "-".join(words[:4])[:40] or "prompt"


def id_message(word: str) -> str:
    """Return why a word is no id, with one made from it."""
    made = re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")
    hint = f"; write {made}" if made and len(made) <= 60 else ""
    return f"'{short(word)}' is no id: ids are made of a-z, 0-9 and single hyphens{hint}"
