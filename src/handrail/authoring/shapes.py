"""The kinds of value in the table of keys, each with the function that reads it."""

from __future__ import annotations

import re
from typing import Any

from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, VisitTest
from handrail.prompts import Minutes

from .shaping import Reader, Shaper, id_message, is_id, is_name, short
from .source import MappingEnd, MappingStart, ScalarEvent, SequenceStart
from .syntax import RECORDS, WHOLE_KEYS, Key, Shape

NOT_YET = "belongs to the format, but this version of handrail does not read it yet; take it out for now"

_is_number = re.compile(r"[-+]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})").fullmatch
_is_language = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*").fullmatch
_YES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
# In a collection on one line these end a text, begin another, or mean something else to other parsers.
_unsafe_in_flow = re.compile(r"[,:?]").search


def _text(shaper: Shaper, event: Any) -> str | None:
    if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
        value: str = event.value.strip()
        if value:
            if not event.style and (shaper.flow or shaper.comments):
                _look_for_cuts(shaper, event, value)
            return value
    _no_text(shaper, event)
    return None


def _look_for_cuts(shaper: Shaper, event: Any, value: str) -> None:
    """Note what YAML cuts off a text without a word: a comment behind it, or a comma inside brackets."""
    if shaper.flow and _unsafe_in_flow(value):
        mended = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        shaper.problem(
            event, "unquoted-text", "a text inside { } or [ ] that holds , : or ? needs quotes", mended
        )
    end = event.end_mark
    behind = shaper.behind(end)
    if behind.lstrip().startswith("#"):
        shaper.source.problem(
            end.line,
            end.column + len(behind) - len(behind.lstrip()),
            "cut-text",
            "YAML takes this for a comment and cuts it off; put quotes around the text, or the comment above it",
        )


def _no_text(shaper: Shaper, event: Any) -> None:
    kind = type(event)
    if kind is ScalarEvent and event.anchor is not None:
        shaper.problem(event, "starts-with-symbol", "a text that starts with & needs quotes around it")
    elif kind is ScalarEvent and event.tag is not None:
        shaper.problem(event, "starts-with-symbol", "a text that starts with ! needs quotes around it")
    elif kind is ScalarEvent and shaper.behind(event.end_mark).lstrip().startswith("#"):
        shaper.problem(event, "cut-text", "YAML takes all from # on for a comment; put quotes around the text")
    elif kind is MappingStart:
        _keys_for_text(shaper, event)
    else:
        shaper.wrong(event, "a text")


def _keys_for_text(shaper: Shaper, event: Any) -> None:
    """Note keys that stand where a text belongs: texts in several languages, or a text with a colon in it."""
    key = shaper.get()
    if type(key) is MappingEnd:
        shaper.problem(event, "wrong-shape", "nothing stands between these brackets; a text is wanted")
        return
    word = key.value if type(key) is ScalarEvent else ""
    if _is_language(word):
        shaper.problem(event, "not-yet", f"a text in several languages {NOT_YET}")
    elif event.flow_style or not word:
        shaper.problem(event, "wrong-shape", "keys with values stand here; a text is wanted")
    else:
        said = "this reads as a key and a value; a text that holds a colon needs quotes around it"
        shaper.problem(event, "colon-in-text", said)
    while type(key) is not MappingEnd:
        shaper.skip(key)
        key = shaper.get()


def _scalar(shaper: Shaper, event: Any, wanted: str) -> str | None:
    if type(event) is ScalarEvent and event.tag is None and event.value:
        return str(event.value)
    shaper.wrong(event, wanted)
    return None


def _name(shaper: Shaper, event: Any) -> str | None:
    word = _scalar(shaper, event, "an id")
    if word is not None and not is_name(word):
        shaper.problem(event, "not-an-id", id_message(word))
        return None
    return word


def _id(shaper: Shaper, event: Any) -> str | None:
    word = _scalar(shaper, event, "an id")
    if word is not None and not is_id(word):
        shaper.problem(event, "not-an-id", id_message(word))
        return None
    return word


def _used(shaper: Shaper, event: Any) -> str | None:
    word = _scalar(shaper, event, "an id")
    return word if word in WHOLE_KEYS else None if word is None else _id_word(shaper, event, word)


def _id_word(shaper: Shaper, event: Any, word: str) -> str | None:
    if is_id(word):
        return word
    near = shaper.near(word, WHOLE_KEYS)
    shaper.problem(event, "not-an-id", f"{id_message(word)}{near}")
    return None


def _flag(shaper: Shaper, event: Any) -> bool | None:
    word = _scalar(shaper, event, "yes or no")
    if word is None or word.lower() in _YES:
        return None if word is None else _YES[word.lower()]
    shaper.problem(event, "not-a-flag", f"'{short(word)}' is neither yes nor no")
    return None


def _number(shaper: Shaper, event: Any) -> float | None:
    word = _scalar(shaper, event, "a number")
    if word is None or _is_number(word):
        return None if word is None else float(word)
    shaper.problem(event, "not-a-number", f"'{short(word)}' is no number")
    return None


def _whole(shaper: Shaper, event: Any) -> int | None:
    word = _scalar(shaper, event, "a whole number")
    if word is None or (word.isascii() and word.isdigit() and len(word) < 10):
        return None if word is None else int(word)
    shaper.problem(event, "not-a-number", f"'{short(word)}' is no whole number")
    return None


def _range(shaper: Shaper, event: Any) -> tuple[float, ...] | None:
    if type(event) is not SequenceStart:
        shaper.wrong(event, "a list of two numbers")
        return None
    numbers = tuple(shaper.items(event, _number))
    if len(numbers) == 2 and numbers[0] <= numbers[1]:
        return numbers
    shaper.problem(event, "not-a-range", "two numbers are wanted here, the lower one first")
    return None


def _minutes(shaper: Shaper, event: Any) -> Minutes | None:
    if type(event) is not MappingStart:
        number = _number(shaper, event)
        return None if number is None else Minutes(number, number)
    values = shaper.record(event, FIELDS["minutes"], "minutes")
    brief, typical = values.get("brief"), values.get("typical")
    if brief is None or typical is None:
        return None
    if brief > typical:
        shaper.problem(event, "not-a-range", "brief is longer than typical here")
    return Minutes(brief, typical)


def _value(shaper: Shaper, event: Any) -> str | None:
    return _scalar(shaper, event, "a value")


def _condition(shaper: Shaper, event: Any) -> Condition | None:
    if type(event) is not MappingStart:
        shaper.wrong(event, "a condition such as {fact: consent, is: yes}")
        return None
    values = shaper.record(event, FIELDS["condition"], "condition")
    heads = [key for key in ("all", "any", "not", "fact", "visits") if key in values]
    tests = [key for key in values if key not in heads]
    if len(heads) != 1 or None in values.values():
        if None not in values.values():
            shaper.problem(event, "condition", "a condition begins with one of all, any, not, fact, visits")
        return None
    condition = _one_condition(heads[0], values, tests)
    if condition is None:
        shaper.problem(event, "condition", _condition_help(heads[0]))
    return condition


def _one_condition(head: str, values: dict[str, Any], tests: list[str]) -> Condition | None:
    if head == "fact" and len(tests) == 1:
        return FactTest(values["fact"], tests[0], values[tests[0]])
    if head == "visits" and tests in ([], ["at_least"]):
        return VisitTest(values["visits"], int(values.get("at_least", 1)))
    if head in ("all", "any", "not") and not tests:
        if head == "not":
            return Not(values["not"])
        return (AllOf if head == "all" else AnyOf)(tuple(values[head])) if values[head] else None
    return None


def _condition_help(head: str) -> str:
    if head == "fact":
        return "a fact is asked with one of is, is_not, one_of, includes, at_least, at_most"
    if head == "visits":
        return "visits goes with at_least and nothing else"
    return f"{head} goes with nothing else, and holds at least one condition"


def _choices(shaper: Shaper, event: Any) -> dict[str, str] | None:
    if type(event) is MappingStart:
        return shaper.mapping(event, _text)
    if type(event) is SequenceStart:
        return {text: text for text in shaper.items(event, _text)}
    shaper.wrong(event, "a list of choices")
    return None


def _before_one(shaper: Shaper, event: Any) -> tuple[str, str] | None:
    if type(event) is MappingStart:
        kind = shaper.record(event, FIELDS["before"], "before").get("kind")
        return None if kind is None else ("kind", kind)
    name = _name(shaper, event)
    return None if name is None else ("stage", name)


def _data(shaper: Shaper, event: Any) -> Any:
    kind = type(event)
    if kind is ScalarEvent:
        return event.value
    if kind is MappingStart:
        return shaper.mapping(event, _data, ids=bool)
    if kind is SequenceStart:
        return shaper.items(event, _data)
    shaper.wrong(event, "a text")
    return None


def _data_record(shaper: Shaper, event: Any) -> Any:
    if type(event) is MappingStart:
        return shaper.mapping(event, _data, ids=bool)
    shaper.wrong(event, "keys with values")
    return {}  # an empty one keeps the places of the others


def _later(shaper: Shaper, event: Any) -> None:
    shaper.problem(event, "not-yet", f"this key {NOT_YET}")
    shaper.skip(event)


def _one_or_list(read: Reader) -> Reader:
    def several(shaper: Shaper, event: Any) -> tuple[Any, ...]:
        if type(event) is SequenceStart:
            return tuple(shaper.items(event, read))
        value = read(shaper, event)
        return () if value is None else (value,)

    return several


def _list(read: Reader, wanted: str) -> Reader:
    def several(shaper: Shaper, event: Any) -> tuple[Any, ...]:
        if type(event) is SequenceStart:
            return tuple(shaper.items(event, read))
        shaper.wrong(event, wanted)
        return ()

    return several


def _choice(values: tuple[str, ...]) -> Reader:
    def one(shaper: Shaper, event: Any) -> str | None:
        word = _scalar(shaper, event, f"one of {', '.join(values)}")
        if word is None or word in values:
            return word
        said = f"'{short(word)}' is not one of {', '.join(values)}{shaper.near(word, values)}"
        shaper.problem(event, "not-allowed", said)
        return None

    return one


def _record(name: str) -> Reader:
    def one(shaper: Shaper, event: Any) -> dict[str, Any] | None:
        if type(event) is MappingStart:
            return shaper.record(event, FIELDS[name], name)
        keys = ", ".join([key.name for key in RECORDS[name]][:4])
        shaper.wrong(event, f"keys such as {keys}")
        return None

    return one


def _text_or(name: str) -> Reader:
    def one(shaper: Shaper, event: Any) -> Any:
        if type(event) is MappingStart:
            return shaper.record(event, FIELDS[name], name)
        return _text(shaper, event)

    return one


def _map(of: str) -> Reader:
    read = _READERS[of[1:]] if of.startswith("=") else _text_or(of[:-1]) if of.endswith("?") else _record(of)
    ids = is_name if of.startswith("=") or of in ("gate", "safeguard", "detour") else is_id

    def things(shaper: Shaper, event: Any) -> dict[str, Any] | None:
        if type(event) is MappingStart:
            return shaper.mapping(event, read, ids)
        if type(event) is SequenceStart and of == "prompt?":
            shaper.list_for_ids(event)
            return None
        shaper.wrong(event, "ids, each with what belongs to it,")
        return None

    return things


def _parts(shaper: Shaper, event: Any) -> dict[str, Any] | None:
    if type(event) is MappingStart:
        return shaper.mapping(event, _READERS["names"], ids=bool)
    shaper.wrong(event, "headings, each with its prompts,")
    return None


_READERS: dict[str, Reader] = {
    "text": _text,
    "id": _id,
    "name": _name,
    "names": _one_or_list(_name),
    "used": _one_or_list(_used),
    "texts": _one_or_list(_text),
    "flag": _flag,
    "number": _number,
    "whole": _whole,
    "range": _range,
    "minutes": _minutes,
    "condition": _condition,
    "value": _value,
    "values": _one_or_list(_value),
    "data-list": _list(_data_record, "a list"),
    "choices": _choices,
    "before": _one_or_list(_before_one),
    "parts": _parts,
    "lists-of-names": _list(_one_or_list(_name), "a list of lists"),
    "later": _later,
}


def _reader(shape: Shape) -> Reader:
    if shape.kind == "choice":
        return _choice(shape.values)
    if shape.kind == "choices-of":
        return _one_or_list(_choice(shape.values))
    if shape.kind == "record":
        return _record(shape.of)
    if shape.kind == "text-or":
        return _text_or(shape.of)
    if shape.kind == "map":
        return _map(shape.of)
    if shape.kind == "list":
        return _list(_condition if shape.of == "condition" else _text_or(shape.of), "a list")
    return _READERS[shape.kind]


FIELDS: dict[str, dict[str, tuple[Reader, Key]]] = {
    name: {key.name: (_reader(key.holds), key) for key in keys} for name, keys in RECORDS.items()
}
