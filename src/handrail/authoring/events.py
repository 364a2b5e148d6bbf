"""The events of a text, with aliases followed and with what YAML would drop in silence told."""

from __future__ import annotations

from typing import Any

from .mends import CUT
from .source import (
    AliasEvent,
    Get,
    MappingEnd,
    MappingStart,
    ScalarEvent,
    SequenceEnd,
    SequenceStart,
    Source,
    parser,
)

MOST_ALIASES = 20
MOST_REPLAYED = 10_000
# The anchor of a scalar that an alias stands for: where a text belongs it is told as what it looks like.
ALIAS = "*"


# Signs that mean something to YAML behind these, and that few texts have there: tags, anchors, and comments
# without the space in front that YAML wants and its parsers do without.
_MEANS = {"!": " \t\n[{,:?", "&": " \t\n[{,:?", "#": "\"']}"}


class TooManyAliases(Exception):
    """Aliases stand for more than a text for people ever needs."""

    def __init__(self, alias: Any) -> None:
        super().__init__()
        self.start_mark = alias.start_mark


def events(text: str) -> Get:
    """Return a function that gives the next event of a text, and in place of an alias what it stands for."""
    get = parser(text)
    return _Replay(get).next_event if "*" in text and "&" in text else get


def watched(source: Source) -> Get:
    """Return a function that gives the next event, and notes what would get lost unseen."""
    get = events(source.parsed)
    return _Watch(source, get).next_event if _is_marked(source.parsed) else get


def _is_marked(text: str) -> bool:
    """Return whether anything stands in a text that is to be watched for; in most texts nothing does."""
    for mark, before in _MEANS.items():
        at = text.find(mark)
        while at >= 0:
            if (text[at - 1] if at else "\n") in before and (mark != "&" or text[at + 1 : at + 2].strip()):
                return True
            at = text.find(mark, at + 1)
    return False


class _Replay:
    """Gives, in place of an alias, the events that it stands for; within limits."""

    def __init__(self, get: Get) -> None:
        self.get = get
        self.kept: dict[str, list[Any]] = {}
        # What is being recorded: the anchor, its events, and the depth at which it ends.
        self.recording: list[tuple[str, list[Any], int]] = []
        self.again: list[Any] = []
        self.aliases = self.replayed = self.depth = 0

    def next_event(self) -> Any:
        if self.again:
            return self.again.pop()
        event = self.get()
        kind = type(event)
        if kind is AliasEvent and event.anchor in self.kept:
            return self._first_of(event, self.kept[event.anchor])
        anchor = getattr(event, "anchor", None)
        if anchor and kind is not AliasEvent:
            self.recording.append((anchor, [], self.depth))
        self.depth += kind in (MappingStart, SequenceStart)
        self.depth -= kind in (MappingEnd, SequenceEnd)
        for _, events, _ in self.recording:
            events.append(event)
        while self.recording and self.recording[-1][2] == self.depth:
            name, events, _ = self.recording.pop()
            self.kept[name] = events
        return event

    def _first_of(self, alias: Any, meant: list[Any]) -> Any:
        self.aliases += 1
        self.replayed += len(meant)
        if self.aliases > MOST_ALIASES or self.replayed > MOST_REPLAYED:
            raise TooManyAliases(alias)
        # What an alias stands for belongs to every anchor that is being recorded around it.
        for _, events, _ in self.recording:
            events.extend(meant)
        first = meant[0]
        if type(first) is ScalarEvent:
            marks = (alias.start_mark, alias.end_mark)
            return ScalarEvent(ALIAS, first.tag, first.implicit, first.value, *marks, first.style)
        self.again.extend(reversed(meant[1:]))
        return first


class _Watch:
    """Notes tags on collections, tags and anchors on keys, and a # that is glued to a closing sign."""

    def __init__(self, source: Source, get: Get) -> None:
        self.source = source
        self.get = get
        # For each collection that is open: whether a key comes next, or None in a list.
        self.open: list[bool | None] = []
        self.lines = source.parsed_lines

    def next_event(self) -> Any:
        event = self.get()
        kind = type(event)
        if kind is MappingStart or kind is SequenceStart:
            if event.tag is not None:
                said = "a word that starts with ! is a tag, which is not read here; take it out"
                self._problem(event, "tag", said)
            self.open.append(True if kind is MappingStart else None)
            return event
        if kind in (MappingEnd, SequenceEnd, ScalarEvent):
            self._look_behind(event, kind is ScalarEvent)
        if kind is MappingEnd or kind is SequenceEnd:
            self.open.pop()
        elif kind is ScalarEvent and self.open and self.open[-1] and (event.anchor or event.tag):
            mark = "!" if event.tag else "*" if event.anchor == ALIAS else "&"
            said = f"{mark} in front of a key is read as a mark and not as part of it; take it out"
            self._problem(event, "starts-with-symbol", said)
        if self.open and self.open[-1] is not None:
            self.open[-1] = not self.open[-1]
        return event

    def _look_behind(self, event: Any, is_scalar: bool) -> None:
        mark = event.end_mark
        if mark.line >= len(self.lines):  # behind the last line
            return
        around = self.lines[mark.line][max(0, mark.column - 1) : mark.column + 1]
        glued = around[1:] == "#" and around[0] in _MEANS["#"]
        if glued and (not is_scalar or event.style):
            self.source.problem(mark.line, mark.column, "cut-text", CUT)

    def _problem(self, event: Any, code: str, said: str) -> None:
        self.source.problem(event.start_mark.line, event.start_mark.column, code, said)
