"""The texts of an author, and what YAML would cut off them without a word."""

from __future__ import annotations

import re
from typing import Any

from .events import ALIAS
from .mends import CUT, quoted
from .problems import Edit
from .shaping import KEY_OR_TEXT, UNQUOTED, Shaper
from .source import UNPRINTABLE, MappingEnd, MappingStart, ScalarEvent, SequenceStart

NOT_YET = "belongs to the format, but this version of handrail does not read it yet; take it out for now"

_is_language = re.compile(r"[a-z]{2}(-[A-Za-z0-9]{2,8})*").fullmatch
# In a collection on one line these end a text, begin another, or mean something else to other parsers.
_unsafe_in_flow = re.compile(r"[,:?]").search
# A comma that ends the collection, or the text in it.
_ends_list = re.compile(r"\s*,\s*[\]}]").match
# A key with nothing but a comment behind it.
_commented_key = re.compile(r"(?:\s|- )*[^\s#'\"][^#]*:\s+(#)").match


def text(shaper: Shaper, event: Any) -> str | None:
    if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
        value: str = event.value.strip()
        if value:
            if event.style:
                if event.style == '"':
                    look_for_codes(shaper, event, value)
            elif shaper.flow or shaper.comments:
                _look_for_cuts(shaper, event, value)
            return value
    _no_text(shaper, event)
    return None


def look_for_codes(shaper: Shaper, event: Any, value: str) -> None:
    """Note characters that cannot be shown, written as codes between double quotes."""
    found = UNPRINTABLE.search(value)
    if found:
        said = f"the character U+{ord(found.group()):04X} cannot be shown; take its code out"
        shaper.problem(event, "unprintable", said)


def _look_for_cuts(shaper: Shaper, event: Any, value: str) -> None:
    """Note what YAML cuts off a text without a word: a comment behind it, or a comma inside brackets."""
    if shaper.flow and (_unsafe_in_flow(value) or _ends_list(shaper.behind(event.end_mark))):
        shaper.problem(event, "unquoted-text", UNQUOTED, quoted(value), _in_quotes(shaper, event, value))
    if not shaper.comments:
        return
    start, end = event.start_mark, event.end_mark
    behind = shaper.behind(end)
    column = end.column + len(behind) - len(behind.lstrip())
    line = end.line
    if not behind.lstrip().startswith("#"):
        # The text may begin under its key, with a comment behind the key.
        line = start.line - 1
        key = _commented_key(shaper.line(line))
        if key is None or shaper.line(start.line)[: start.column].strip():
            return
        column = key.start(1)
    shaper.source.problem(line, column, "cut-text", CUT)


def _in_quotes(shaper: Shaper, event: Any, value: str) -> tuple[Edit, ...]:
    """Return the change that quotes a text in brackets, where no comma in front or behind may belong to it."""
    start, end = event.start_mark, event.end_mark
    before = shaper.line(start.line)[: start.column].rstrip()
    alone = before.endswith("[") and shaper.behind(end).lstrip().startswith("]")
    if start.line != end.line or not (alone or before.endswith(":")):
        return ()
    return shaper.instead(event, quoted(value))


def _no_text(shaper: Shaper, event: Any) -> None:
    if type(event) is MappingStart:
        _keys_for_text(shaper, event)
    elif type(event) is not ScalarEvent:
        shaper.wrong(event, "a text")
    elif event.anchor is not None or event.tag is not None:
        symbol = "!" if event.tag is not None else "*" if event.anchor == ALIAS else "&"
        said = f"a text that starts with {symbol} needs quotes around it"
        shaper.problem(event, "starts-with-symbol", said)
    elif not event.style and shaper.behind(event.end_mark).lstrip().startswith("#"):
        said = "YAML takes all from # on for a comment; put quotes around the text"
        shaper.problem(event, "cut-text", said)
    else:
        shaper.problem(event, "empty", "nothing stands here; write a text")


def _keys_for_text(shaper: Shaper, event: Any) -> None:
    """Note keys that stand where a text belongs: texts in several languages, or a text with a colon in it."""
    keys = []
    key = shaper.get()
    while type(key) is not MappingEnd:
        keys.append(key.value if type(key) is ScalarEvent else "")
        shaper.skip(key)
        shaper.skip(shaper.get())
        key = shaper.get()
    if keys and all(map(_is_language, keys)):
        shaper.problem(event, "not-yet", f"a text in several languages {NOT_YET}")
    elif event.flow_style or not keys or not keys[0]:
        shaper.problem(event, "wrong-shape", "keys with values stand here; write a text")
    elif event.start_mark.line not in shaper.source.quotes:  # else it was told when its line was mended
        shaper.problem(event, "colon-in-text", KEY_OR_TEXT)


def texts(shaper: Shaper, event: Any) -> tuple[str, ...]:
    """Return one text or a list of them; in a list on one line a comma may have cut a sentence in two."""
    if type(event) is not SequenceStart:
        only = text(shaper, event)
        return () if only is None else (only,)
    if not event.flow_style:
        return tuple(shaper.items(event, text))
    items: list[Any] = []

    def one(shaper: Shaper, item: Any) -> str | None:
        items.append(item)
        return text(shaper, item)

    found = tuple(shaper.items(event, one))
    bare = [item for item in items if type(item) is ScalarEvent and not item.style and " " in item.value]
    if len(items) > 1 and bare and not _unsafe_in_flow(bare[0].value):
        said = "a comma inside [ ] begins a new text; put each text into quotes, or on a line of its own"
        shaper.problem(bare[0], "unquoted-text", said)
    return found
