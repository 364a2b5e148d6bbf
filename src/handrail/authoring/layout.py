"""Records as an author writes them: the table of keys says how each value is laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, VisitTest
from handrail.prompts import Minutes

from .keys import CONDITION, TEXT, Shape
from .scalars import WIDTH, bracketed, key, number, text, word
from .syntax import RECORDS

# What stands behind a key, and the lines below it.
Laid = tuple[str, list[str]]
# The value, the column behind its key, and how far what stands below is indented.
Layer = Callable[[Shape, Any, int, int], Laid]


def laid_out(shaped: Mapping[str, Any]) -> str:
    """Return the text of a framework's record."""
    return "\n".join(_record("framework", shaped, 0)) + "\n"


def _record(name: str, shaped: Mapping[str, Any], indent: int) -> list[str]:
    """Return the lines of a record, its keys in the order in which they were put together."""
    shapes = {known.name: known.holds for known in RECORDS[name]}
    return [line for id, value in shaped.items() for line in _entry(id, shapes[id], value, indent)]


def _entry(id: str, shape: Shape, value: Any, indent: int) -> list[str]:
    """Return the lines of a key and what it holds."""
    head = (" " * indent + key(id)).split("\n")
    if len(head) > 1:  # a key of many words, and its colon
        head[-1] = " " * indent + head[-1]
    behind, below = _laid(shape, value, len(head[-1]) + 1, indent + 2)
    return [*head[:-1], f"{head[-1]} {behind}" if behind else head[-1], *below]


def _laid(shape: Shape, value: Any, column: int, indent: int) -> Laid:
    return _LAYERS[shape.kind](shape, value, column, indent)


def _items(laid: Iterable[list[str]], indent: int) -> list[str]:
    """Return the lines of a list from those of its items, which are indented by two more."""
    return [
        line if number else f"{line[:indent]}- {line[indent + 2 :]}"
        for lines in laid
        for number, line in enumerate(lines)
    ]


def _item(laid: Laid, indent: int) -> list[str]:
    behind, below = laid
    return [" " * (indent + 2) + behind, *below] if behind else below


# -- words and texts -----------------------------------------------------------------------------------------


def _text(_: Shape, value: str, column: int, indent: int) -> Laid:
    return text(value, column, indent)


def _word(_: Shape, value: Any, _column: int, _indent: int) -> Laid:
    return _plain(value), []


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(value) if isinstance(value, (int, float)) else word(value)


def _words(_: Shape, values: Iterable[Any], column: int, indent: int) -> Laid:
    plain = [_plain(value) for value in values]
    line = bracketed(plain)
    if column + len(line) <= WIDTH or not plain:
        return line, []
    return "", [f"{' ' * indent}- {one}" for one in plain]


def _flag_or_words(shape: Shape, value: Any, column: int, indent: int) -> Laid:
    return _word(shape, value, column, indent) if value is True else _words(shape, value, column, indent)


def _texts(_: Shape, values: Iterable[str], _column: int, indent: int) -> Laid:
    laid = [_item(text(value, indent + 2, indent + 2), indent) for value in values]
    return ("", _items(laid, indent)) if laid else ("[]", [])


def _minutes(shape: Shape, value: Minutes, _column: int, indent: int) -> Laid:
    if value.brief == value.typical and shape.kind == "minutes":
        return number(value.brief), []
    pad = " " * indent
    return "", [f"{pad}brief: {number(value.brief)}", f"{pad}typical: {number(value.typical)}"]


def _before(_: Shape, value: Iterable[tuple[str, str]], _column: int, _indent: int) -> Laid:
    places = [f"{{kind: {name}}}" if kind == "kind" else name for kind, name in value]
    return (places[0] if places == ["anywhere"] else bracketed(places)), []


def _choices(_: Shape, value: Mapping[str, str], column: int, indent: int) -> Laid:
    if all(id == said for id, said in value.items()):
        return _texts(TEXT, value.values(), column, indent)
    return "", [line for id, said in value.items() for line in _entry(id, TEXT, said, indent)]


# -- conditions ----------------------------------------------------------------------------------------------


def _condition(_: Shape, value: Condition, _column: int, indent: int) -> Laid:
    if isinstance(value, FactTest):
        tried = value.value
        wanted = bracketed(map(word, tried)) if isinstance(tried, tuple) else _plain(tried)
        return f"{{fact: {value.fact}, {value.test}: {wanted}}}", []
    if isinstance(value, VisitTest):
        times = f", at_least: {value.at_least}" if value.at_least != 1 else ""
        return f"{{visits: {value.stage}{times}}}", []
    if isinstance(value, Not):
        return "", _entry("not", CONDITION, value.of, indent)
    name = {AllOf: "all", AnyOf: "any"}[type(value)]
    inner = indent + 2
    parts = [_item(_condition(CONDITION, part, inner + 2, inner + 2), inner) for part in value.of]
    return "", [f"{' ' * indent}{name}:", *_items(parts, inner)]


# -- data of works and people --------------------------------------------------------------------------------


def _data(_: Shape, value: Any, column: int, indent: int) -> Laid:
    if isinstance(value, str):
        return text(value, column, indent)
    if not isinstance(value, (Mapping, list, tuple)):  # of a framework that no text was read for
        return word(str(value)), []
    if not value:
        return ("{}" if isinstance(value, Mapping) else "[]"), []
    if isinstance(value, Mapping):
        return "", [line for id, one in value.items() for line in _entry(id, _DATA, one, indent)]
    line = _figures(value)
    if line and column + len(line) <= WIDTH:
        return line, []
    laid = []
    for one in value:
        behind, below = _data(_DATA, one, indent + 2, indent + 2)
        nested = not behind and not isinstance(one, Mapping)
        laid.append([" " * indent + "  ", *below] if nested else _item((behind, below), indent))
    return "", [line.rstrip() if line.isspace() else line for line in _items(laid, indent)]


_DATA = Shape("data")


def _figures(value: Any) -> str:
    """Return a list that is all figures, as dates are, on one line; nothing for any other."""
    if isinstance(value, str):
        return value if value.isascii() and value.isdigit() else ""
    if isinstance(value, Mapping):
        return ""
    inner = [_figures(one) for one in value]
    return bracketed(inner) if all(inner) else ""


# -- records -------------------------------------------------------------------------------------------------


def _record_of(shape: Shape, value: Mapping[str, Any], _column: int, indent: int) -> Laid:
    return ("", _record(shape.of, value, indent)) if value else ("{}", [])


def _text_or(shape: Shape, value: Any, column: int, indent: int) -> Laid:
    return (_text if isinstance(value, str) else _record_of)(shape, value, column, indent)


def _map(shape: Shape, value: Mapping[str, Any], column: int, indent: int) -> Laid:
    of = shape.of
    if of == "=whole":
        line = "{" + ", ".join(f"{id}: {number(one)}" for id, one in value.items()) + "}"
        if column + len(line) <= WIDTH:
            return line, []
    inner = Shape(of[1:]) if of[0] == "=" else Shape("text-or" if of[-1] == "?" else "record", of.rstrip("?"))
    lines = [line for id, one in value.items() for line in _entry(id, inner, one, indent)]
    return ("", lines) if lines else ("{}", [])


def _list(shape: Shape, values: Iterable[Any], _column: int, indent: int) -> Laid:
    one = Shape("text-or", shape.of)
    laid = [_item(_laid(one, value, indent + 2, indent + 2), indent) for value in values]
    return ("", _items(laid, indent)) if laid else ("[]", [])


def _parts(_: Shape, value: Mapping[str, Any], _column: int, indent: int) -> Laid:
    return "", list(_headed(value, indent))


def _headed(value: Mapping[str, Iterable[str]], indent: int) -> Iterator[str]:
    for heading, names in value.items():
        yield from _entry(heading, Shape("texts"), names, indent)


def _lists(_: Shape, values: Iterable[Iterable[str]], _column: int, indent: int) -> Laid:
    return "", [f"{' ' * indent}- {bracketed(names)}" for names in values]


_LAYERS: dict[str, Layer] = {
    "text": _text,
    **dict.fromkeys(("id", "name", "choice", "value", "number", "whole", "flag"), _word),
    **dict.fromkeys(("names", "used", "values", "range", "choices-of"), _words),
    "flag-or-choices": _flag_or_words,
    "texts": _texts,
    "minutes": _minutes,
    "condition": _condition,
    "choices": _choices,
    "before": _before,
    "data": _data,
    "data-list": _data,
    "works": _data,
    "record": _record_of,
    "text-or": _text_or,
    "map": _map,
    "list": _list,
    "parts": _parts,
    "lists-of-names": _lists,
}
