"""Walking the events of a text: records, things by id, lists, and telling what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from handrail.errors import neighbour

from .edits import slip_of
from .keys import ID_PATTERN, NAME_PATTERN, Key
from .mends import quoted
from .problems import Edit
from .source import (
    UNPRINTABLE,
    AliasEvent,
    Enough,
    Get,
    MappingEnd,
    MappingStart,
    ScalarEvent,
    SequenceEnd,
    SequenceStart,
    Source,
)
from .syntax import RECORDS

DEEPEST = 60
# Nobody reads more suggestions than this, and each one costs time.
MOST_SUGGESTIONS = 50

is_id = re.compile(ID_PATTERN).fullmatch
is_name = re.compile(NAME_PATTERN).fullmatch

UNQUOTED = "a text inside { } or [ ] needs quotes around it where it holds , : or ?"
KEY_OR_TEXT = "this reads as a key and a value; a text that holds a colon needs quotes around it"

Reader = Callable[["Shaper", Any], Any]
_FOUND = {
    ScalarEvent: "a text stands",
    MappingStart: "keys with values stand",
    SequenceStart: "a list stands",
}
_NEEDED = {name: tuple(key.name for key in keys if key.needed) for name, keys in RECORDS.items()}


class Shaper:
    """Reads one text's events; what it cannot read is a problem of the source, and not returned."""

    # The keys that each record has to have.
    needed = _NEEDED

    def __init__(self, source: Source, get: Get) -> None:
        self.source = source
        self.get = get
        # Whether this stands inside { } or [ ].
        self.flow = False
        self.depth = 0
        self.comments = source.comments_behind()
        self._parsed: list[str] = []

    # -- problems --------------------------------------------------------------------------------------------

    def problem(
        self, event: Any, code: str, message: str, mend: str = "", edits: tuple[Edit, ...] = ()
    ) -> None:
        """Note a problem at an event."""
        mark = event.start_mark
        self.source.problem(mark.line, mark.column, code, message, mend, edits)

    def instead(self, event: Any, text: str) -> tuple[Edit, ...]:
        """Return the change of a word or text into another."""
        start, end = event.start_mark, event.end_mark
        if not text or event.anchor or event.tag or start.line != end.line:
            return ()
        return self.source.edit((start.line, start.column), (end.line, end.column), text)

    def near(self, word: str, words: Iterable[str]) -> str:
        """Return a suggestion, as long as the problems are few enough for somebody to read them."""
        return neighbour(word, words) if len(self.source.problems) < MOST_SUGGESTIONS else ""

    def skip(self, event: Any) -> None:
        """Pass over what an event begins."""
        depth = 0
        while True:
            kind = type(event)
            if kind is MappingStart or kind is SequenceStart:
                depth += 1
                self._look_at_depth(event, self.depth + depth)
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
        elif kind is ScalarEvent and event.tag is not None:
            self.problem(
                event, "tag", "a word that starts with ! is a tag, which is not read here; take it out"
            )
        elif kind is ScalarEvent and not event.value:
            self.problem(event, "empty", f"nothing stands here; write {wanted}")
        else:
            self.problem(event, "wrong-shape", f"{_FOUND[kind]} here; write {wanted}")
        self.skip(event)

    def behind(self, mark: Any) -> str:
        """Return what stands behind a place on its line."""
        return self.line(mark.line)[mark.column :]

    def line(self, number: int) -> str:
        """Return a line (from 0) as it is parsed."""
        lines = self._parsed = self._parsed or self.source.parsed_lines
        return lines[number] if 0 <= number < len(lines) else ""

    def list_for_ids(self, event: Any) -> None:
        """Note a list of questions where each needs an id, with ids made from their words."""
        flow = self.enter(event)
        made: dict[str, str] = {}
        edits: list[Edit] = []
        items = 0
        further = "  " if self._stands_under_its_key(event) else ""
        while type(item := self.get()) is not SequenceEnd:
            items += 1
            question = self._question(item)
            if question and len(made) < MOST_SUGGESTIONS:
                id = _new_id(question, made)
                made[id] = question
                edits += self._with_id(item, id, question, further)
        self.depth, self.flow = self.depth - 1, flow
        said = "write an id in front of each, so that answers keep their place when a wording changes"
        mend = "\n".join(f"{id}: {_as_value(text)}" for id, text in made.items())
        whole = not event.flow_style and len(edits) == items
        self.problem(event, "prompts-need-ids", said, mend, tuple(edits) if whole else ())

    def _with_id(self, item: Any, id: str, question: str, further: str) -> tuple[Edit, ...]:
        """Return the change of an item of a list into an id and its text; nothing where that is not plain."""
        row, column = item.start_mark.line, item.start_mark.column
        line = self.line(row)
        dash = len(line) - len(line.lstrip(" "))
        if not re.fullmatch(" *- +", line[:column]) or getattr(item, "anchor", None) or item.tag:
            return ()
        if line[column:].split() == question.split():
            end = len(line.rstrip())
            return self.source.edit((row, dash), (row, end), f"{further}{id}: {_as_value(question)}")
        if further or type(item) is not ScalarEvent:
            return ()
        return self.source.edit((row, dash), (row, column), f"{id}: ")

    def _stands_under_its_key(self, event: Any) -> bool:
        """Return whether a list begins no further in than the key that holds it, as YAML allows for lists."""
        above = (self.line(row) for row in range(event.start_mark.line - 1, -1, -1))
        line = next((one for one in above if one.strip() and not one.lstrip().startswith("#")), "")
        return len(line) - len(line.lstrip(" ")) == int(event.start_mark.column)

    def _question(self, event: Any) -> str:
        """Return the question that an event begins, also where YAML took a colon in it for a key; pass over it."""
        words = [event.value] if type(event) is ScalarEvent else []
        if type(event) is MappingStart and not event.flow_style:
            while type(part := self.get()) is not MappingEnd:
                words.append(part.value if type(part) is ScalarEvent else "")
                self.skip(part)
        else:
            self.skip(event)
        return ": ".join(words) if len(words) < 3 and all(map(str.strip, words)) else ""

    # -- collections -----------------------------------------------------------------------------------------

    def enter(self, event: Any) -> bool:
        """Go one collection deeper; return what to set `flow` to when it ends."""
        flow = self.flow
        self.depth += 1
        if self.depth > DEEPEST:
            self._look_at_depth(event, self.depth)
        if event.flow_style:
            self.flow = True
        return flow

    def _look_at_depth(self, event: Any, depth: int) -> None:
        if depth > DEEPEST:
            self.problem(event, "too-deep", f"this is nested more than {DEEPEST} deep; make it flatter")
            raise Enough

    def record(
        self, event: Any, fields: dict[str, tuple[Reader, Key]], name: str, first: Any = None
    ) -> dict[str, Any]:
        """Return the values of a record by key; wants a mapping to have begun, or its first key with it."""
        flow = self.enter(event)
        get = self.get
        values: dict[str, Any] = {}
        meant: tuple[str, ...] = ()
        gaps = False
        while True:
            key = first or get()
            first = None
            if type(key) is not ScalarEvent:
                if type(key) is MappingEnd:
                    break
                self._no_key(key, "a key")
                continue
            word = key.value
            field = fields.get(word)
            if field is None or word in values:
                meant = (*meant, self._odd_key(key, word, fields, name))
                self.skip(get())
                continue
            value = values[word] = field[0](self, get())
            if value is None:
                gaps = True
        self.depth, self.flow = self.depth - 1, flow
        for word in self.needed[name]:
            if word in values or word in meant:
                continue
            if name != "framework" or word == "framework" or not {"extends"} & {*values, *meant}:
                self.problem(
                    event, "key-missing", f"'{word}:' is missing here; write {fields[word][1].means}"
                )
        if gaps:  # what could not be read has been told, and counts as not written
            return {word: value for word, value in values.items() if value is not None}
        return values

    def _no_key(self, event: Any, wanted: str) -> None:
        self.wrong(event, wanted)
        self.skip(self.get())

    def _odd_key(self, key: Any, word: str, fields: dict[str, Any], name: str) -> str:
        """Note a key that is not in the table or stands there twice; return the key that was meant."""
        near = ""
        if word in fields:
            said = f"'{word}' stands here twice, and YAML would forget the first; keep one"
            self.problem(key, "repeated-key", said)
            return word
        if not word:
            self.problem(key, "empty", "a key is missing in front of this colon; write one")
        elif self.flow and not word.isidentifier():
            self.problem(key, "unquoted-text", UNQUOTED)
        elif word == "<<":
            self.problem(key, "unknown-key", "'<<' is not read here; write the keys out")
        elif not (near := self.near(word, fields)) and not self.flow and (" " in word or name == "remark"):
            self.problem(key, "colon-in-text", KEY_OR_TEXT)
            return "text"
        else:
            said = (
                f"{_a(name)} has no key '{short(word)}'{near or '; take it out, or look at its indentation'}"
            )
            meant = near.partition("'")[2].rstrip("'?")
            edits = self.instead(key, meant) if meant and slip_of(word, fields) == meant else ()
            self.problem(key, "unknown-key", said, f"{meant}:" if meant else "", edits)
            return meant
        return ""

    def mapping(self, event: Any, read: Reader, ids: Callable[[str], Any] = is_id) -> dict[str, Any]:
        """Return things by id, in the order of the text."""
        flow = self.enter(event)
        get = self.get
        values: dict[str, Any] = {}
        while True:
            key = get()
            if type(key) is not ScalarEvent:
                if type(key) is MappingEnd:
                    break
                self._no_key(key, "an id")
                continue
            word = key.value
            if word in values or not ids(word):
                self._odd_id(key, word, values, ids)
                self.skip(get())
                continue
            value = read(self, get())
            if value is not None:
                values[word] = value
        self.depth, self.flow = self.depth - 1, flow
        return values

    def _odd_id(self, key: Any, word: str, values: dict[str, Any], ids: Callable[[str], Any]) -> None:
        if word in values:
            said = f"'{short(word)}' stands here twice, and YAML would forget the first; keep one"
            self.problem(key, "repeated-key", said)
        elif self.flow and " " in word:
            self.problem(key, "unquoted-text", UNQUOTED)
        elif ids is is_words:
            said = "a heading of characters that can be shown belongs here; write a few words"
            self.problem(key, "unprintable" if word.strip() else "empty", said)
        else:
            self.problem(key, "not-an-id", id_message(word, ids is is_name))

    def items(self, event: Any, read: Reader) -> list[Any]:
        """Return the items of a list."""
        flow = self.enter(event)
        get = self.get
        values = []
        while True:
            item = get()
            if type(item) is SequenceEnd:
                break
            value = read(self, item)
            if value is not None:
                values.append(value)
        self.depth, self.flow = self.depth - 1, flow
        return values


def is_words(word: str) -> bool:
    """Return whether a key is anything that people can read: a heading, or a key of CSL."""
    return bool(word) and not word.isspace() and (word.isprintable() or UNPRINTABLE.search(word) is None)


def _a(name: str) -> str:
    word = name.replace("-", " ")
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def short(word: str) -> str:
    """Return a word as a message can hold it: short, and without what a terminal would obey."""
    word = UNPRINTABLE.sub("?", " ".join(word.split()))
    return word if len(word) <= 60 else word[:57] + "..."


def _new_id(text: str, taken: Iterable[str]) -> str:
    """Return an id made from the first words of a text, and none that is taken."""
    words = re.sub(r"[^a-z0-9]+", " ", text[:200].lower()).split()
    made = id = "-".join(words[:4])[:40].rstrip("-") or "prompt"
    number = 1
    while id in taken:
        number += 1
        id = f"{made}-{number}"
    return id


def _as_value(text: str) -> str:
    """Return a text as one writes it behind a key."""
    text = " ".join(text.split())
    plain = text[0] not in "-?:,[]{}#&*!|>'\"%@`" and ": " not in text and " #" not in text
    return text if plain and text[-1] != ":" else quoted(text)


def id_message(word: str, name: bool = False) -> str:
    """Return why a word is no id (a name may have its framework in front), with one made from it."""
    if not word:
        return "an id is missing here; write one, such as my-prompt"
    if not name and is_name(word):
        return f"'{short(word)}' belongs to another framework; write an id of this one"
    parts = word.split("/", 1) if name else [word]
    made = "/".join(re.sub(r"[^a-z0-9]+", "-", part[:100].lower()).strip("-") for part in parts).strip("/")
    hint = f"; write {made}" if made and len(made) <= 60 else ""
    return f"'{short(word)}' is no id, which is made of a-z, 0-9 and single hyphens{hint}"
