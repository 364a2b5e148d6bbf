"""The canonical form of a framework: plain data, without defaults, in the order of the file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import attrs

from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, VisitTest
from handrail.graph import Stage, Transition
from handrail.prompts import Minutes, Prompt, PromptSet
from handrail.selection import Budget, Familiarity, Occasion, Others, Path, SelectionRule, Share

from .framework import Framework
from .values import (
    Detour,
    Edition,
    Fact,
    Figure,
    Gate,
    KindRule,
    OutcomeType,
    Reference,
    Remark,
    Safeguard,
    Skill,
    WayOfKnowing,
)

CLASSES: dict[str, type[Any]] = {
    one.__name__: one
    for one in (
        *(Framework, Stage, Transition, PromptSet, Prompt, Minutes, Edition, Remark, Reference, Figure),
        *(Fact, Gate, KindRule, Safeguard, Detour, OutcomeType, Skill, WayOfKnowing),
        *(SelectionRule, Budget, Familiarity, Occasion, Others, Path, Share),
    )
}
# What a framework is looked at in, and what is worked out from it, are no part of what it is.
_ASIDE = {"derived", "edition", "tagged"}


class Field(NamedTuple):
    """A field of a class: its name, its type as it is written there, and what it is when nothing is said."""

    name: str
    type: str
    needed: bool
    default: Any


@cache
def fields(name: str) -> tuple[Field, ...]:
    """Return the fields of a class that the canonical form has, from the class itself."""
    found = []
    for field in attrs.fields(CLASSES[name]):
        if field.name not in _ASIDE:
            needed = field.default is attrs.NOTHING
            default = {} if isinstance(field.default, attrs.Factory) else field.default  # type: ignore[arg-type]
            found.append(Field(field.name, str(field.type), needed, default))
    return tuple(found)


def to_plain(framework: Framework) -> dict[str, Any]:
    """Return a framework as plain data; `from_plain` gives an equal one, in no particular edition."""
    plain: dict[str, Any] = _plain(framework)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    name = type(value).__name__
    if name in CLASSES:
        said = ((field, getattr(value, field.name)) for field in fields(name))
        return {field.name: _plain(one) for field, one in said if field.needed or one != field.default}
    if isinstance(value, (FactTest, VisitTest, AllOf, AnyOf, Not)):
        return _plain_condition(value)
    if isinstance(value, Mapping):
        return {key: _under(key, one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (tuple, list)) else value


def _under(key: str, value: Any) -> Any:
    """Return a thing that stands under its id, and does not say it once more."""
    plain = _plain(value)
    id = None if isinstance(value, Mapping) else getattr(value, "id", None)
    if id is None:
        return plain
    return {name: one for name, one in plain.items() if name != "id"} if id == key else {"id": id, **plain}


def _plain_condition(condition: Condition) -> dict[str, Any]:
    if isinstance(condition, FactTest):
        return {"fact": condition.fact, condition.test: _plain(condition.value)}
    if isinstance(condition, VisitTest):
        return {"visits": condition.stage, "at_least": condition.at_least}
    if isinstance(condition, Not):
        return {"not": _plain_condition(condition.of)}
    return {
        "all" if isinstance(condition, AllOf) else "any": [_plain_condition(part) for part in condition.of]
    }
