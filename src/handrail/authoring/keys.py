"""What a key of the format is: its name, the shape of what it holds, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
NAME_PATTERN = f"{ID_PATTERN}(/{ID_PATTERN})?"
NUMBER_PATTERN = r"[-+]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})"
WHOLE_PATTERN = "[0-9]{1,9}"
# However they are capitalized.
YES, NO = ("true", "yes", "on"), ("false", "no", "off")
# Things of other frameworks may be placed here, under their full names.
PLACED = ("gate", "safeguard", "detour")


# The tag of a language: sv, pt-BR.
LANGUAGE_PATTERN = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"


class Shape(NamedTuple):
    """What a key holds: a kind of value, what that is made of, and the words allowed with what each means."""

    kind: str
    of: str = ""
    values: tuple[str, ...] = ()
    means: tuple[str, ...] = ()


class Key(NamedTuple):
    """A key of a record, with what it means to an author."""

    name: str
    holds: Shape
    means: str
    needed: bool = False


TEXT = Shape("text")  # a text of the author, for people
ONCE = Shape("text", "once")  # a text that is the same in every language
ID = Shape("id")
NAME = Shape("name")  # an id, or framework/id
NAMES = Shape("names")  # one or a list of them
USED = Shape("used")  # ids, or keys that are taken whole
TEXTS = Shape("texts")
FLAG = Shape("flag")
NUMBER = Shape("number")
WHOLE = Shape("whole")
RANGE = Shape("range")  # two numbers
MINUTES = Shape("minutes")
CONDITION = Shape("condition")
VALUE = Shape("value")
VALUES = Shape("values")
DATA = Shape("data")  # CSL and names of people: kept as written
DATA_LIST = Shape("data-list")
WORKS = Shape("works")  # the same, each with an id
CHOICES = Shape("choices")  # a list of texts, or value: text
BEFORE = Shape("before")
NOTE = Shape("note")  # a text, or nothing behind the colon


def choice(words: Mapping[str, str], kind: str = "choice") -> Shape:
    """Return the shape of a key that holds one of these words, each of which is given with what it means."""
    return Shape(kind, values=(*words,), means=(*words.values(),))


def record(name: str) -> Shape:
    """Return the shape of a key that holds keys of its own."""
    return Shape("record", name)


def text_or(name: str) -> Shape:
    """Return the shape of a key that holds a text, or a record for which the text is short."""
    return Shape("text-or", name)


def map_of(name: str) -> Shape:
    """Return the shape of ids: each with a record (`skill`), a text or record (`prompt?`), or `=text`."""
    return Shape("map", name)


def list_of(name: str) -> Shape:
    """Return the shape of a list of such things."""
    return Shape("list", name)


def records_of(name: str) -> Shape:
    """Return the shape of a list of records, for which no text is short."""
    return Shape("records", name)


def words_of(words: Mapping[str, str]) -> Shape:
    """Return the shape of ids, each with one of these words."""
    return choice(words, "words")


def names_or(words: Mapping[str, str]) -> Shape:
    """Return the shape of one id or several, each alone or with one of these words."""
    return choice(words, "names-or-words")


def names_by_kind(name: str) -> Shape:
    """Return the shape of a key that holds ids, or a record that says of which kind each of them is."""
    return Shape("names-by-kind", name)
