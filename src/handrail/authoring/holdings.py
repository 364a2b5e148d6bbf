"""What a key of the format holds, in words for people."""

from __future__ import annotations

from .keys import Shape

PLAIN = {
    "text": "a text",
    "texts": "a text, or a list of them",
    "id": "an id",
    "name": "an id",
    "names": "an id, or a list of ids",
    "flag": "``true`` or ``false``",
    "flag-or-choices": "``true`` or ``false``, or one or more of them",
    "number": "a number",
    "whole": "a whole number",
    "range": "a list of two numbers",
    "minutes": "a number, or ``brief`` and ``typical``",
    "condition": "a condition",
    "value": "a value",
    "values": "a list of values",
    "data": "data, kept as written",
    "data-list": "a list of data, kept as written",
    "works": "a list of data, kept as written, each with an ``id``",
    "choices": "a list of texts, or value and text",
    "choices-of": "a list of these: {values}",
    "choice": "one of {values}",
    "before": "ids of stages, ``{{kind: …}}``, or ``anywhere``",
    "parts": "headings, each with a list of ids",
    "lists-of-names": "a list of lists of ids",
    "record": "{of}",
    "text-or": "a text, or {of}",
    "map": "ids, each with {of}",
    "list": "a list, each with {of}",
    "records": "a list, each with {of}",
    "words": "ids, each with one of {values}",
    "names-or-words": "one id or several, or ids, each with one of {values}",
    "names-by-kind": "an id or several, or {of}",
    "note": "a text, or nothing",
}
# What stands behind `=` is no record of its own.
INSIDE = {
    "=text": "a text",
    "=name": "an id",
    "=names": "ids",
    "=values": "a value, or several",
    "=whole": "a whole number",
    "=used": "ids, or whole keys",
}


def in_words(shape: Shape) -> str:
    """Return what a key holds, in words; what each allowed word means stands below."""
    short = "a text, or " if shape.of.endswith("?") else ""
    of = INSIDE.get(shape.of) or f"{short}the keys of *{shape.of.removesuffix('?')}*"
    return PLAIN[shape.kind].format(values=", ".join(f"``{value}``" for value in shape.values), of=of)
