"""The canonical form of a framework: plain data without defaults, in the order of the file, and back again, checked."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import attrs

from handrail.conditions import FACT_TESTS, AllOf, AnyOf, Condition, FactTest, Not, VisitTest
from handrail.errors import FrameworkError, neighbour
from handrail.graph import ORDERS, TRANSITION_KINDS, Stage, Transition
from handrail.prompts import KINDS, SITTINGS, Minutes, Prompt, PromptSet
from handrail.selection import Budget, Familiarity, Occasion, Others, SelectionRule, Share

from .faults import Fault, faults
from .framework import Framework
from .values import (
    GATE_KINDS,
    PURPOSES,
    Detour,
    Edition,
    Fact,
    Figure,
    Gate,
    OutcomeType,
    Reference,
    Remark,
    Safeguard,
    Skill,
    WayOfKnowing,
)

Path = tuple[str, ...]

_CLASSES: dict[str, type[Any]] = {
    one.__name__: one
    for one in (
        *(Framework, Stage, Transition, PromptSet, Prompt, Minutes, Gate, Safeguard, Detour, Edition, Fact, Figure),
        *(OutcomeType, Reference, Remark, Skill, WayOfKnowing),
        *(SelectionRule, Budget, Familiarity, Occasion, Others, Share),
    )
}
# Words of which only some are there; everything else that is a text may be any.
_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("Framework", "purpose"): PURPOSES,
    ("Framework", "order"): ORDERS,
    ("Stage", "order"): ("", *ORDERS),
    ("Transition", "kind"): TRANSITION_KINDS,
    ("Prompt", "kind"): KINDS,
    ("Prompt", "sitting"): SITTINGS,
    ("Gate", "kind"): GATE_KINDS,
}
# Neither what a framework is looked at in, nor what is worked out from it.
_ASIDE = {"derived", "edition", "tagged"}
_MOST_FAULTS = 100


def to_plain(framework: Framework) -> dict[str, Any]:
    """Return a framework as plain data; `from_plain` gives an equal one, looked at in no particular edition."""
    plain: dict[str, Any] = _plain(framework)
    return plain


def _plain(value: Any) -> Any:
    """Return a value of the framework as plain data."""
    name = type(value).__name__
    if name in _CLASSES:
        kept = ((field.name, getattr(value, field.name)) for field in attrs.fields(type(value)) if _is_said(value, field))
        return {key: _plain(one) for key, one in kept}
    if isinstance(value, (FactTest, VisitTest, AllOf, AnyOf, Not)):
        return _plain_condition(value)
    if isinstance(value, Mapping):
        return {key: _keyed(key, one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (tuple, list)) else value


def _is_said(value: Any, field: attrs.Attribute[Any]) -> bool:
    """Return whether a field says more than its default does."""
    if field.name in _ASIDE:
        return False
    default = field.default
    own: Any = getattr(value, field.name)
    return bool(own) if isinstance(default, attrs.Factory) else default is attrs.NOTHING or own != default  # type: ignore[arg-type]


def _keyed(key: str, value: Any) -> Any:
    """Return a thing that stands under its id, which it then does not say once more."""
    plain = _plain(value)
    id = getattr(value, "id", None)
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
    return {"all" if isinstance(condition, AllOf) else "any": [_plain_condition(part) for part in condition.of]}
