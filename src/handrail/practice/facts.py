"""What a fact may be: values checked, and a text that is exactly one of them recognised."""

from __future__ import annotations

from collections.abc import Mapping

from handrail.conditions import Value
from handrail.errors import neighbour
from handrail.framework.values import Fact
from handrail.prompts import Prompt

from .verdicts import refusal
from .words import choices_of

UNKNOWN: Value = ""


def taken(fact: Fact, value: object) -> Value:
    """Return a value as a fact keeps it, nothing for unknown; raises `Refused` with the choices for any other."""
    if value is None or value == UNKNOWN:
        return UNKNOWN
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if fact.scale:
        if isinstance(value, (int, float)) and fact.scale[0] <= value <= fact.scale[-1]:
            return value
    elif fact.some_of:
        several = (value,) if isinstance(value, str) else value
        if isinstance(several, (tuple, list)) and several and all(one in fact.some_of for one in several):
            return tuple(one for one in fact.some_of if one in several)
    elif isinstance(value, str) and value in fact.values:
        return value
    near = neighbour(value, fact.values) if isinstance(value, str) else ""
    raise refusal(f"the fact '{fact.id}' is {choices_of(fact)}{near}", "fact", (fact.id,))


def fits(fact: Fact, value: Value) -> bool:
    """Return whether a value is one that a fact keeps, exactly as it keeps it."""
    if fact.scale:
        # A yes or no is a number to Python, and not to anybody else.
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return number and fact.scale[0] <= value <= fact.scale[-1]  # type: ignore[operator]
    if fact.some_of:
        return isinstance(value, tuple) and bool(value) and all(one in fact.some_of for one in value)
    return isinstance(value, str) and value in fact.values


def read(fact: Fact, prompt: Prompt, text: str) -> Value:
    """Return the value that a text names exactly, or nothing: the library never guesses what somebody means.

    A value is named by itself, by the words of the prompt's choices, or, where it is one or some of several, by its
    number among them; several stand with commas between.
    """
    said = " ".join(text.split()).casefold()
    if not said:
        return UNKNOWN
    if fact.scale:
        return _number(fact, said)
    names = _names(fact, prompt.choices)
    if not fact.some_of:
        return names.get(said, UNKNOWN)
    several = _several(said.split(","), names)
    return UNKNOWN if UNKNOWN in several else tuple(one for one in fact.some_of if one in several)


def _several(parts: list[str], names: Mapping[str, Value]) -> list[Value]:
    """Return the values that parts name, the longest names first: one that is worded may hold commas itself."""
    longest = 1 + max(name.count(",") for name in names)
    found: list[Value] = []
    start = 0
    while start < len(parts):
        ends = range(min(start + longest, len(parts)), start, -1)
        named = ((end, names.get(" ".join(",".join(parts[start:end]).split()), UNKNOWN)) for end in ends)
        start, value = next((one for one in named if one[1] != UNKNOWN), (len(parts), UNKNOWN))
        found.append(value)
    return found


def _names(fact: Fact, choices: Mapping[str, str]) -> dict[str, Value]:
    worded = {
        " ".join(label.split()).casefold(): value for value, label in choices.items() if value in fact.values
    }
    numbered = {str(number): value for number, value in enumerate(listed(fact, choices), 1)}
    return {**numbered, **worded, **{value.casefold(): value for value in fact.values}}


def listed(fact: Fact, choices: Mapping[str, str]) -> tuple[str, ...]:
    """Return the values in the order in which a prompt lists them; none for yes or no, which nobody counts."""
    if not (fact.one_of or fact.some_of):
        return ()
    return tuple(value for value in choices or fact.values if value in fact.values)


def _number(fact: Fact, said: str) -> Value:
    try:
        number = float(said.replace(",", "."))
    except ValueError:
        return UNKNOWN
    if not fact.scale[0] <= number <= fact.scale[-1]:
        return UNKNOWN
    return int(number) if number.is_integer() else number
