"""The kinds of value in the table of keys, each with the function that reads it."""

from __future__ import annotations

import re
from typing import Any

from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, VisitTest
from handrail.prompts import Minutes

from .edits import slip_of
from .keys import NO, NUMBER_PATTERN, ONCE, PLACED, WHOLE_PATTERN, YES, Key, Shape
from .shaping import Reader, Shaper, id_message, is_id, is_name, is_words, short
from .source import MappingStart, ScalarEvent, SequenceStart
from .syntax import RECORDS, WHOLE_KEYS
from .texts import in_languages, look_for_codes, once, text, texts
from .tongues import is_language

_is_number = re.compile(NUMBER_PATTERN).fullmatch
_is_whole = re.compile(WHOLE_PATTERN).fullmatch
# The keys of CSL that hold a word and no text.
_names = re.compile(r"(id|type|language):\s*$").search
_FLAGS = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}


# -- words and numbers ---------------------------------------------------------------------------------------


def _scalar(shaper: Shaper, event: Any, wanted: str) -> str | None:
    if type(event) is ScalarEvent and event.tag is None and event.value:
        return str(event.value)
    shaper.wrong(event, wanted)
    return None


def _name(shaper: Shaper, event: Any) -> str | None:
    if type(event) is ScalarEvent and event.tag is None and is_name(event.value):
        return event.value
    word = _scalar(shaper, event, "an id")
    if word is not None:
        shaper.problem(event, "not-an-id", id_message(word, name=True))
    return None


def _id(shaper: Shaper, event: Any) -> str | None:
    word = _scalar(shaper, event, "an id")
    if word is not None and not is_id(word):
        shaper.problem(event, "not-an-id", id_message(word))
        return None
    return word


def _used(shaper: Shaper, event: Any) -> str | None:
    word = _scalar(shaper, event, "an id, or a whole key such as skills")
    if word is None or word in WHOLE_KEYS or is_id(word):
        return word
    near = shaper.near(word, WHOLE_KEYS)
    shaper.problem(event, "not-an-id", f"{id_message(word)}{near}")
    return None


def _flag(shaper: Shaper, event: Any) -> bool | None:
    word = _scalar(shaper, event, "yes or no")
    if word is None or word.lower() in _FLAGS:
        return None if word is None else _FLAGS[word.lower()]
    shaper.problem(event, "not-a-flag", f"'{short(word)}' is neither yes nor no; write one of them")
    return None


def _number(shaper: Shaper, event: Any) -> float | None:
    word = _scalar(shaper, event, "a number")
    if word is None or _is_number(word):
        return None if word is None else float(word)
    shaper.problem(event, "not-a-number", f"'{short(word)}' is no number; write one such as 2 or 0.5")
    return None


def _whole(shaper: Shaper, event: Any) -> int | None:
    word = _scalar(shaper, event, "a whole number")
    if word is None or _is_whole(word):
        return None if word is None else int(word)
    shaper.problem(event, "not-a-number", f"'{short(word)}' is no whole number; write one such as 2")
    return None


def _range(shaper: Shaper, event: Any) -> tuple[float, ...] | None:
    if type(event) is not SequenceStart:
        shaper.wrong(event, "a list of two numbers, such as [0, 10]")
        return None
    items: list[float | None] = []

    def one(shaper: Shaper, item: Any) -> float | None:
        items.append(_number(shaper, item))
        return items[-1]

    numbers = tuple(shaper.items(event, one))
    if len(items) == 2 and (len(numbers) < 2 or numbers[0] <= numbers[1]):
        return numbers if len(numbers) == 2 else None
    if len(items) == len(numbers):  # else what is no number has been told
        shaper.problem(event, "not-a-range", "write two numbers here, the lower one first, such as [0, 10]")
    return None


def _minutes(shaper: Shaper, event: Any) -> Minutes | None:
    if type(event) is MappingStart:
        values = shaper.record(event, FIELDS["minutes"], "minutes")
        brief, typical = values.get("brief"), values.get("typical")
    else:
        brief = typical = _number(shaper, event)
    if brief is None or typical is None:
        return None
    if not 0 <= brief <= typical:
        shaper.problem(
            event, "not-a-range", "write minutes from 0 on, and for typical no fewer than for brief"
        )
    return Minutes(brief, typical)


def _value(shaper: Shaper, event: Any) -> str | None:
    word = _scalar(shaper, event, "a value")
    if word is not None and event.style == '"':
        look_for_codes(shaper, event, word)
    return word


# -- conditions ----------------------------------------------------------------------------------------------


def _condition(shaper: Shaper, event: Any) -> Condition | None:
    if type(event) is not MappingStart:
        shaper.wrong(event, "a condition such as {fact: consent, is: yes}")
        return None
    before = len(shaper.source.problems)
    values = shaper.record(event, FIELDS["condition"], "condition")
    if len(shaper.source.problems) > before:  # what is missing may be what could not be read
        return None
    heads = [key for key in ("all", "any", "not", "fact", "visits") if key in values]
    tests = [key for key in values if key not in heads]
    if len(heads) != 1:
        said = "write a condition with one of all, any, not, fact or visits, such as {fact: consent, is: yes}"
        shaper.problem(event, "condition", said)
        return None
    condition = _one_condition(heads[0], values, tests)
    if condition is None:
        shaper.problem(event, "condition", _condition_help(heads[0]))
    return condition


def _one_condition(head: str, values: dict[str, Any], tests: list[str]) -> Condition | None:
    if head == "fact" and len(tests) == 1:
        return FactTest(values["fact"], tests[0], values[tests[0]])
    if head == "visits" and tests in ([], ["at_least"]) and _is_count(values.get("at_least", 1)):
        return VisitTest(values["visits"], int(values.get("at_least", 1)))
    if head in ("all", "any", "not") and not tests:
        if head == "not":
            return Not(values["not"])
        return (AllOf if head == "all" else AnyOf)(tuple(values[head])) if values[head] else None
    return None


def _is_count(number: float) -> bool:
    return number >= 0 and number % 1 == 0


def _condition_help(head: str) -> str:
    if head == "fact":
        return (
            "a fact is asked with one of is, is_not, one_of, includes, at_least, at_most; write one of them"
        )
    if head == "visits":
        return "visits goes with at_least and a whole number; write it so, or leave at_least out"
    return f"{head} stands alone and holds a condition or more; write it so"


# -- other shapes --------------------------------------------------------------------------------------------


def _choices(shaper: Shaper, event: Any) -> dict[Any, Any] | None:
    if type(event) is MappingStart:
        return shaper.mapping(event, text, is_words)
    if type(event) is SequenceStart:
        return {choice: choice for choice in shaper.items(event, text)}
    shaper.wrong(event, "a list of choices")
    return None


def _before_one(shaper: Shaper, event: Any) -> tuple[str, str] | None:
    if type(event) is MappingStart:
        kind = shaper.record(event, FIELDS["before"], "before").get("kind")
        return None if kind is None else ("kind", kind)
    name = _name(shaper, event)
    return None if name is None else ("stage", name)


def _data(shaper: Shaper, event: Any) -> Any:
    """Return what stands in a list of works or people as written; a text is a text here too."""
    if type(event) is MappingStart:
        return shaper.mapping(event, _data, ids=is_words)
    if type(event) is SequenceStart:
        return shaper.items(event, _data)
    if shaper.comments and type(event) is ScalarEvent and event.tag is None and event.value:
        mark: Any = event.start_mark
        if _is_number(event.value) or _names(shaper.line(mark.line)[: mark.column]):
            return event.value  # behind numbers and ids a comment is fine
    return text(shaper, event)


def _data_record(shaper: Shaper, event: Any) -> Any:
    if type(event) is MappingStart:
        return shaper.mapping(event, _data, ids=is_words)
    shaper.wrong(event, "keys with values, such as family and given")
    return {}  # an empty one keeps the places of the others


def _note(shaper: Shaper, event: Any) -> str | None:
    """Return a text, or an empty one where nothing stands behind the colon."""
    if type(event) is ScalarEvent and not event.value and not event.style and event.tag is None:
        return ""
    return once(shaper, event)


def _words(values: tuple[str, ...], names: Reader | None = None) -> Reader:
    read = _choice(values)

    def one(shaper: Shaper, event: Any) -> dict[str, str] | None:
        if type(event) is MappingStart:
            return shaper.mapping(event, read, is_name if names is not None else is_id)
        if names is not None:
            return dict.fromkeys(names(shaper, event), "")
        shaper.wrong(event, f"ids, each with one of {', '.join(values)}")
        return None

    return one


def _one_or_list(read: Reader) -> Reader:
    def several(shaper: Shaper, event: Any) -> tuple[Any, ...]:
        if type(event) is SequenceStart:
            return tuple(shaper.items(event, read))
        value = read(shaper, event)
        return () if value is None else (value,)

    return several


def _list(read: Reader, wanted: str) -> Reader:
    def several(shaper: Shaper, event: Any) -> tuple[Any, ...] | None:
        if type(event) is SequenceStart:
            return tuple(shaper.items(event, read))
        shaper.wrong(event, wanted)
        return None

    return several


def _choice(values: tuple[str, ...]) -> Reader:
    wanted = f"one of {', '.join(values)}"

    def one(shaper: Shaper, event: Any) -> str | None:
        word = _scalar(shaper, event, wanted)
        if word is None or word in values:
            return word
        near = shaper.near(word, values)
        said = f"'{short(word)}' is none of the words for this; write one of {', '.join(values)}{near}"
        shaper.problem(event, "not-allowed", said, edits=shaper.instead(event, slip_of(word, values)))
        return None

    return one


def _flag_or(several: Reader, values: tuple[str, ...]) -> Reader:
    def one(shaper: Shaper, event: Any) -> Any:
        if type(event) is SequenceStart or getattr(event, "value", "") in values:
            return several(shaper, event)
        return _flag(shaper, event)

    return one


def _record(name: str) -> Reader:
    def one(shaper: Shaper, event: Any) -> dict[str, Any] | None:
        if type(event) is MappingStart:
            return shaper.record(event, FIELDS[name], name)
        shaper.wrong(event, f"keys such as {', '.join([key.name for key in RECORDS[name]][:4])}")
        return None

    return one


def _names_by_kind(name: str) -> Reader:
    names, kinds = _one_or_list(_name), _record(name)

    def one(shaper: Shaper, event: Any) -> Any:
        return (kinds if type(event) is MappingStart else names)(shaper, event)

    return one


def _text_or(name: str) -> Reader:
    def one(shaper: Shaper, event: Any) -> Any:
        if type(event) is MappingStart:
            fields = FIELDS[name]
            first = shaper.get()
            if type(first) is ScalarEvent and first.value not in fields and is_language(first.value):
                return in_languages(shaper, event, first)
            return shaper.record(event, fields, name, first)
        return text(shaper, event)

    return one


# What to write where ids belong, each with something; others are ids with their keys.
_WANTED = {
    "prompt?": "an id and a question, such as next-time: What will I do?",
    "stage?": "an id and a text or keys, such as beginning: What happened?",
    "transition?": "where it leads and why, such as 1b: the story is told",
}


def _map(of: str) -> Reader:
    read = _READERS[of[1:]] if of.startswith("=") else _text_or(of[:-1]) if of.endswith("?") else _record(of)
    ids = is_name if of.startswith("=") or of in PLACED else is_id
    wanted = _WANTED.get(of, "ids, each with what belongs to it")

    def things(shaper: Shaper, event: Any) -> dict[str, Any] | None:
        if type(event) is MappingStart:
            return shaper.mapping(event, read, ids)
        if type(event) is SequenceStart and of in ("prompt?", "stage?"):
            shaper.list_for_ids(event)
            return None
        shaper.wrong(event, wanted)
        return None

    return things


def _parts(shaper: Shaper, event: Any) -> dict[str, Any] | None:
    if type(event) is MappingStart:
        return shaper.mapping(event, _READERS["names"], ids=is_words)
    shaper.wrong(event, "headings, each with its prompts")
    return None


_READERS: dict[str, Reader] = {
    "text": text,
    "id": _id,
    "name": _name,
    "names": _one_or_list(_name),
    "used": _one_or_list(_used),
    "texts": texts,
    "flag": _flag,
    "number": _number,
    "whole": _whole,
    "range": _range,
    "minutes": _minutes,
    "condition": _condition,
    "value": _value,
    "values": _one_or_list(_value),
    "data-list": _list(_data_record, "a list, each item with keys of its own"),
    "works": _list(_data_record, "a list, each item with keys of its own"),
    "choices": _choices,
    "before": _one_or_list(_before_one),
    "parts": _parts,
    "lists-of-names": _list(_one_or_list(_name), "a list of lists of ids"),
    "note": _note,
}


def _reader(shape: Shape) -> Reader:
    if shape is ONCE:
        return once
    if shape.kind == "choice":
        return _choice(shape.values)
    if shape.kind == "choices-of":
        return _one_or_list(_choice(shape.values))
    if shape.kind == "flag-or-choices":
        return _flag_or(_one_or_list(_choice(shape.values)), shape.values)
    if shape.kind == "record":
        return _record(shape.of)
    if shape.kind == "names-by-kind":
        return _names_by_kind(shape.of)
    if shape.kind == "text-or":
        return _text_or(shape.of)
    if shape.kind == "map":
        return _map(shape.of)
    if shape.kind == "records":
        return _list(_record(shape.of), "a list, each item with keys of its own")
    if shape.kind in ("words", "names-or-words"):
        return _words(shape.values, _READERS["names"] if shape.kind == "names-or-words" else None)
    if shape.kind == "list":
        return _list(_condition if shape.of == "condition" else _text_or(shape.of), "a list")
    return _READERS[shape.kind]


FIELDS: dict[str, dict[str, tuple[Reader, Key]]] = {
    name: {key.name: (_reader(key.holds), key) for key in keys} for name, keys in RECORDS.items()
}
