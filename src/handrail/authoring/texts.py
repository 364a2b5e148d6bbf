"""The texts of an author, and what YAML would cut off them without a word."""

from __future__ import annotations

import re
from typing import Any

from .events import ALIAS
from .mends import CUT, quoted
from .problems import Edit
from .shaping import KEY_OR_TEXT, UNQUOTED, Shaper
from .source import UNPRINTABLE, MappingEnd, MappingStart, ScalarEvent, SequenceStart
from .tongues import Tongues, is_language

# In a collection on one line these end a text, begin another, or mean something else to other parsers.
_unsafe_in_flow = re.compile(r"[,:?]").search
# A comma that ends the collection, or the text in it.
_ends_list = re.compile(r"\s*,\s*[\]}]").match
# A key with nothing but a comment behind it.
_commented_key = re.compile(r"(?:\s|- )*[^\s#'\"][^#]*:\s+(#)").match


def text(shaper: Shaper, event: Any) -> str | Tongues | None:
    """Return a text, or what it says in each of several languages."""
    if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
        value: str = event.value.strip()
        if value:
            if event.style:
                if event.style == '"':
                    look_for_codes(shaper, event, value)
            elif shaper.flow or shaper.comments:
                _look_for_cuts(shaper, event, value)
            return value
    return _no_text(shaper, event)


def once(shaper: Shaper, event: Any) -> str | None:
    """Return a text that is the same in every language."""
    found = text(shaper, event)
    if isinstance(found, Tongues):
        said = "one text belongs here, in no more than one language; write it without the tags of languages"
        shaper.problem(event, "wrong-shape", said)
        return None
    return found


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


def _no_text(shaper: Shaper, event: Any) -> Tongues | None:
    if type(event) is MappingStart:
        return in_languages(shaper, event)
    if type(event) is not ScalarEvent:
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
    return None


def in_languages(shaper: Shaper, event: Any, first: Any = None) -> Tongues | None:
    """Return what stands behind tags of languages; other keys where a text belongs are a problem.

    `first` is the first key, where that has been read.
    """
    before = len(shaper.source.problems)
    flow = shaper.enter(event)
    keys: list[str] = []
    found: dict[str, str | None] = {}
    while type(key := first or shaper.get()) is not MappingEnd:
        first = None
        word = key.value if type(key) is ScalarEvent else ""
        keys.append(word)
        if not word:
            shaper.skip(key)
        if word in found:
            said = f"'{word}' stands here twice, and YAML would forget the first; keep one"
            shaper.problem(key, "repeated-key", said)
        if word in found or not is_language(word):
            shaper.skip(shaper.get())
        else:
            found[word] = once(shaper, shaper.get())
    shaper.depth, shaper.flow = shaper.depth - 1, flow
    if keys and all(map(is_language, keys)):
        shaper.source.tongues = True
        texts = {tag: said for tag, said in found.items() if said is not None}
        return Tongues(texts) if len(texts) == len(keys) else None
    del shaper.source.problems[before:]  # about what is no text in a language
    _no_languages(shaper, event, keys)
    return None


def _no_languages(shaper: Shaper, event: Any, keys: list[str]) -> None:
    """Note keys that stand where a text belongs: a text with a colon in it, or keys in the wrong place."""
    if any(map(is_language, keys)) and (event.flow_style or len(keys) > 1):
        said = "texts in several languages stand by themselves; put them behind a key of their own"
        shaper.problem(event, "wrong-shape", said)
    elif event.flow_style or not keys or not keys[0]:
        shaper.problem(event, "wrong-shape", "keys with values stand here; write a text")
    elif event.start_mark.line not in shaper.source.quotes:  # else it was told when its line was mended
        shaper.problem(event, "colon-in-text", KEY_OR_TEXT)


def texts(shaper: Shaper, event: Any) -> tuple[str | Tongues, ...]:
    """Return one text or a list of them; in a list on one line a comma may have cut a sentence in two."""
    if type(event) is not SequenceStart:
        only = text(shaper, event)
        return () if only is None else (only,)
    if not event.flow_style:
        return tuple(shaper.items(event, text))
    items: list[Any] = []

    def one(shaper: Shaper, item: Any) -> str | Tongues | None:
        items.append(item)
        return text(shaper, item)

    found = tuple(shaper.items(event, one))
    bare = [item for item in items if type(item) is ScalarEvent and not item.style and " " in item.value]
    if len(items) > 1 and bare and not _unsafe_in_flow(bare[0].value):
        said = "a comma inside [ ] begins a new text; put each text into quotes, or on a line of its own"
        shaper.problem(bare[0], "unquoted-text", said)
    return found
