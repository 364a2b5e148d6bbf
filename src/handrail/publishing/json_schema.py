"""The table of keys as JSON Schema (draft-07): for completion, help and marks while somebody types."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from handrail.authoring.keys import (
    ID_PATTERN,
    LANGUAGE_PATTERN,
    NAME_PATTERN,
    NO,
    NUMBER_PATTERN,
    ONCE,
    PLACED,
    WHOLE_PATTERN,
    YES,
    Key,
    Shape,
)
from handrail.authoring.syntax import RECORDS, WHOLE_KEYS
from handrail.authoring.walk_keys import BESIDE, EXPECTATIONS, VERBS

from .snippets import FRAMEWORK, SNIPPETS

Schema = dict[str, Any]

# An editor takes 1, 1.10 and true for numbers and truth values where the reader keeps what was typed. It cannot tell
# the word null from nothing at all, and nothing at all is a slip that happens every day.
_SCALAR = ["string", "number", "boolean"]
_LARGEST = 10**15  # as many digits as the reader takes


def to_json_schema(walkthroughs: bool = False) -> str:
    """Return the JSON Schema of a framework file, made from the table of keys; or of a file of walk-throughs."""
    whole = {
        "description": "A helping framework in handrail's YAML format.",
        **_record("framework"),
        "defaultSnippets": [FRAMEWORK],
    }
    beside = {"description": "Walk-throughs of a framework that stands beside them.", **_record("companion")}
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **(beside if walkthroughs else whole),
        "definitions": {
            "data": _data(),
            "languages": _LANGUAGES,
            **{name: _record(name) for name in RECORDS if name not in ("framework", "companion")},
        },
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


# -- keys ----------------------------------------------------------------------------------------------------


def _record(name: str) -> Schema:
    """Return the schema of a record: its keys, and those that are needed."""
    keys = RECORDS[name]
    needed = [key.name for key in keys if key.needed]
    schema: Schema = {
        "type": "object",
        "properties": {key.name: _key(key, name) for key in keys},
        "additionalProperties": False,
    }
    if name in _CHAINS:
        schema |= _CHAINS[name]()
    elif name == "framework":  # one that varies another has there all that it needs, but for an id of its own
        schema |= {"if": {"required": ["extends"]}, "then": {"required": ["framework"]}}
        schema["else"] = {"required": needed}
    elif needed:
        schema["required"] = needed
    return schema


def _key(key: Key, record: str) -> Schema:
    holds = _number(key.holds, 0) if record == "minutes" else _shape(key.holds)
    return {"description": _sentence(key.means), **holds}


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


# -- keys that go together -----------------------------------------------------------------------------------


def _chain(branches: dict[str, Schema], otherwise: Schema) -> Schema:
    """Return what goes with the first of these keys that is there.

    A chain of `if`, because editors tell of the branch that was meant, where of `anyOf` they tell of the nearest.
    """
    chain = otherwise
    for key, schema in reversed(branches.items()):
        chain = {"if": {"required": [key]}, "then": schema, "else": chain}
    return chain


def _only(key: str, *beside: str, **properties: Schema) -> Schema:
    """Return the schema of what has this key and no other than these beside it."""
    said = {"errorMessage": f"This does not go with {key}."}
    return {"propertyNames": {"enum": [key, *beside], **said}, "properties": properties}


def _condition() -> Schema:
    """Return what goes together in a condition: one of five heads, each with its own."""
    heads = ("fact", "visits", "all", "any", "not")
    tests = [key.name for key in RECORDS["condition"] if key.name not in heads]
    beside = {"required": ["is"], "errorMessage": f"Write one of {', '.join(tests)} beside the fact."}
    count = {"pattern": r"^[+]?(?:[0-9]{1,15}(?:\.0{0,15})?|\.0{1,15})$", "multipleOf": 1, "minimum": 0}
    branches = {
        "fact": {**_only("fact", *tests), "maxProperties": 2, "if": {"maxProperties": 1}, "then": beside},
        "visits": _only("visits", "at_least", at_least=count),
        "all": _only("all", all={"minItems": 1}),
        "any": _only("any", any={"minItems": 1}),
        "not": _only("not"),
    }
    said = "Write one of all, any, not, fact or visits here, with what belongs to it."
    return _chain(branches, {"required": ["fact"], "errorMessage": said})


def _step() -> Schema:
    """Return what goes together in a step of a walk-through: one thing that happens or holds, and what it may have."""
    branches = {key.name: _only_thing(key.name, "by") for key in VERBS}
    branches |= {key.name: _only_thing(key.name) for key in EXPECTATIONS}
    said = "Write one thing here that happens or must hold, such as answer: and a prompt."
    return _chain(branches, {"required": ["answer"], "errorMessage": said})


def _only_thing(key: str, *beside: str) -> Schema:
    return _only(
        key, *dict.fromkeys((*BESIDE.get(key, ()), *beside)), **{key: {"minItems": 1, "minProperties": 1}}
    )


_CHAINS: dict[str, Callable[[], Schema]] = {
    "condition": _condition,
    "walk-step": _step,
    "walk-event": _step,
}


# -- scalars -------------------------------------------------------------------------------------------------


def _exactly(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _text(shape: Shape) -> Schema:
    once = {"type": _SCALAR, "pattern": r"\S", "errorMessage": "Write a text here."}
    return once if shape.of == "once" else _either(once, _ref("languages"))


_LANGUAGES: Schema = {
    "type": "object",
    "minProperties": 1,
    "patternProperties": {_exactly(LANGUAGE_PATTERN): _text(ONCE)},
    "additionalProperties": False,
    "errorMessage": "Write a text here, or one behind the tag of each language, such as en and sv.",
}


def _words(pattern: str, says: str) -> Schema:
    """Return the schema of a word of this pattern, which an editor may take for a whole number or a truth value."""
    return {"type": ["string", "integer", "boolean"], "minimum": 0, "pattern": pattern, "errorMessage": says}


_ID = _words(_exactly(ID_PATTERN), "Write an id here: a-z, 0-9 and single hyphens.")
_NAME = _words(_exactly(NAME_PATTERN), "Write an id here, or framework/id: a-z, 0-9 and single hyphens.")
_USED = _words(
    _exactly("|".join([*WHOLE_KEYS, ID_PATTERN])), "Write an id here, or a whole key such as skills."
)


def _flag(_: Shape) -> Schema:
    words = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in (*YES, *NO))
    return {
        "type": ["boolean", "string"],
        "pattern": _exactly(words),
        "errorMessage": "Write yes or no here.",
    }


def _number(_: Shape, least: int | None = None) -> Schema:
    said = {"errorMessage": "Write a number here, such as 2 or 0.5."}
    limits = {"exclusiveMinimum": -_LARGEST} if least is None else {"minimum": least}
    pattern = NUMBER_PATTERN if least is None else NUMBER_PATTERN.replace("[-+]", "[+]")
    return {
        "type": ["number", "string"],
        **limits,
        "exclusiveMaximum": _LARGEST,
        "pattern": _exactly(pattern),
        **said,
    }


def _whole(_: Shape) -> Schema:
    said = {"errorMessage": "Write a whole number here, such as 2."}
    return {
        "type": ["integer", "string"],
        "minimum": 0,
        "maximum": 10**9 - 1,
        "pattern": _exactly(WHOLE_PATTERN),
        **said,
    }


def _chosen(words: tuple[str, ...], means: tuple[str, ...] = ()) -> Schema:
    told = [_sentence(said) for said in means]
    return {
        "enum": [*words],
        **({"enumDescriptions": told, "markdownEnumDescriptions": told} if told else {}),
    }


def _choice(shape: Shape) -> Schema:
    return _chosen(shape.values, shape.means)


# -- what is made of others ----------------------------------------------------------------------------------


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _one(name: str) -> Schema:
    """Return the schema of a record where a description may stand beside it; beside `$ref` none may."""
    snippets = SNIPPETS.get(name)
    keys = ", ".join([key.name for key in RECORDS[name]][:3])
    said = {"errorMessage": f"Write keys here, such as {keys}."}
    return {
        "type": "object",
        "allOf": [_ref(name)],
        **said,
        **({"defaultSnippets": snippets} if snippets else {}),
    }


def _either(*schemas: Schema) -> Schema:
    return {"anyOf": [*schemas]}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of, "errorMessage": "Write a list here."}


def _one_or_list(of: Schema) -> Schema:
    return _either(of, _list(of))


def _text_or(name: str) -> Schema:
    return _either(_text(Shape("text")), _ref(name))


def _map(shape: Shape) -> Schema:
    of = shape.of.removesuffix("?")
    if of.startswith("="):
        each, named = _shape(Shape(of[1:])) if of != "=used" else _one_or_list(_USED), True
    else:
        each, named = _text_or(of) if shape.of.endswith("?") else _ref(of), of in PLACED
    snippets = SNIPPETS.get(shape.of)
    return {**_things(_NAME if named else _ID, each), **({"defaultSnippets": snippets} if snippets else {})}


def _things(names: Schema, each: Schema) -> Schema:
    """Return the schema of things under ids; `title` is what an editor writes until an id is typed."""
    said = {"errorMessage": "Write ids here, each with what belongs to it."}
    return {"type": "object", "propertyNames": {"title": "id", **names}, "additionalProperties": each, **said}


def _items(shape: Shape) -> Schema:
    return _list(_ref("condition") if shape.of == "condition" else _text_or(shape.of))


def _flag_or_choices(shape: Shape) -> Schema:
    return _either(_flag(shape), _choice(shape), _list(_choice(shape)))


def _choices(shape: Shape) -> Schema:
    return _either(_list(_text(shape)), _things({"title": "value", "pattern": r"\S"}, _text(shape)))


def _before(_: Shape) -> Schema:
    return _one_or_list(_either(_NAME, _one("before")))


def _parts(_: Shape) -> Schema:
    return _things({"title": "heading", "pattern": r"\S"}, _one_or_list(_NAME))


def _data() -> Schema:
    """Return the schema of what is kept as written, such as the author of a work."""
    return _either(_text(ONCE), _list(_ref("data")), _data_record())


def _data_record() -> Schema:
    return _things({"title": "key", "pattern": r"\S"}, _ref("data"))


def _work() -> Schema:
    id = {"description": "The id by which this work is cited.", **_ID}
    return {
        **_data_record(),
        "properties": {"id": id},
        "required": ["id"],
        "defaultSnippets": SNIPPETS["works"],
    }


_SHAPES: dict[str, Callable[[Shape], Schema]] = {
    "text": _text,
    "texts": lambda shape: _one_or_list(_text(shape)),
    "id": lambda _: _ID,
    "name": lambda _: _NAME,
    "names": lambda _: _one_or_list(_NAME),
    "used": lambda _: _one_or_list(_USED),
    "flag": _flag,
    "flag-or-choices": _flag_or_choices,
    "number": _number,
    "whole": _whole,
    "range": lambda shape: {**_list(_number(shape)), "minItems": 2, "maxItems": 2},
    "minutes": lambda shape: _either(_number(shape, 0), _one("minutes")),
    "condition": lambda _: _one("condition"),
    "value": lambda _: {"type": _SCALAR, "minLength": 1},
    "values": lambda _: _one_or_list({"type": _SCALAR, "minLength": 1}),
    "data-list": lambda _: _list(_data_record()),
    "works": lambda _: _list(_work()),
    "choices": _choices,
    "choices-of": lambda shape: _one_or_list(_choice(shape)),
    "choice": _choice,
    "before": _before,
    "parts": _parts,
    "lists-of-names": lambda _: _list(_one_or_list(_NAME)),
    "record": lambda shape: _one(shape.of),
    "names-by-kind": lambda shape: _either(_NAME, _list(_NAME), _ref(shape.of)),
    "text-or": lambda shape: _text_or(shape.of),
    "map": _map,
    "list": _items,
    "records": lambda shape: _list(_ref(shape.of)),
    "note": lambda _: {**_text(ONCE), "type": [*_SCALAR, "null"]},
    "words": lambda shape: _things(_ID, _choice(shape)),
    "names-or-words": lambda shape: _either(_NAME, _list(_NAME), _things(_NAME, _choice(shape))),
}


def _shape(shape: Shape) -> Schema:
    return _SHAPES[shape.kind](shape)
