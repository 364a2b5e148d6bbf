"""What a session is pinned to: two digests of its framework, one over the structure, one over the wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs

from handrail.framework import Framework

# What a log is folded by; when any of it changes, an old session may not mean the same any more.
STRUCTURE = frozenset(
    {
        *("id", "voices", "order", "start", "every_stage", "from_anywhere", "prompt_sets", "editions"),
        *("facts", "gates", "safeguards", "detours", "kinds", "outcomes"),
        *("parent", "strand", "stages", "transitions", "target", "kind", "only_if", "prompts"),
        *("after", "alone"),
        *("wordings", "asks", "one_of", "some_of", "scale", "until", "holds", "before", "before_kinds"),
        *("raised_by", "back_to", "to", "reopens", "fact", "test", "value", "stage", "at_least", "of"),
    }
)
# Of these, what frameworks did not have yet when the first records were written: it is left out where it says nothing,
# so that those records still belong to their frameworks. Every name that comes to `STRUCTURE` also stands here.
LATER = frozenset({"kinds"})
# What says where things come from; a corrected source is no other wording.
PROVENANCE = frozenset(
    {
        *(
            "version",
            "originator",
            "authors",
            "licence",
            "reference",
            "references",
            "confidence",
            "uses",
            "used",
        ),
        *("figures", "strengths", "limits", "source", "formerly", "edition", "tagged", "derived"),
        "untranslated",
    }
)


# The frameworks of the latest sessions: whoever takes up one takes up others of the same framework, and to check its
# whole text anew each time would cost more than all that happened in them.
_AT_HAND: dict[Digests, Framework] = {}
_MOST_AT_HAND = 16


class Digests(NamedTuple):
    """Two frameworks with the same structure take the same log; with the same wording they also say the same."""

    structure: str
    wording: str


def digests(framework: Framework) -> Digests:
    """Return the digests of a framework, made when first asked for; the edition looked at makes no difference."""
    made: Digests | None = framework.derived.get("digests")
    if made is None:
        made = Digests(_digest(_structure(framework)), _digest(_wording(framework)))
        framework.derived["digests"] = made
    if made not in _AT_HAND:
        if len(_AT_HAND) >= _MOST_AT_HAND:
            _AT_HAND.clear()
        _AT_HAND[made] = framework
    return made


def at_hand(found: Digests) -> Framework | None:
    """Return a framework with these digests that a session lately had, if any did."""
    return _AT_HAND.get(found)


def _digest(data: Any) -> str:
    # Imported late: only whoever begins or reads a session needs them.
    from hashlib import sha256
    from json import dumps

    return sha256(dumps(data, separators=(",", ":")).encode()).hexdigest()[:32]


def _structure(value: Any) -> Any:
    if attrs.has(type(value)):
        kept = [field.name for field in attrs.fields(type(value)) if field.name in STRUCTURE]
        kept = [name for name in kept if name not in LATER or getattr(value, name)]
        return [type(value).__name__, *([name, _structure(getattr(value, name))] for name in kept)]
    if isinstance(value, Mapping):
        # Of wordings the structure knows in which voices there is one.
        return [[key, None if isinstance(one, str) else _structure(one)] for key, one in value.items()]
    return [_structure(one) for one in value] if isinstance(value, tuple) else _scalar(value)


def _wording(value: Any) -> Any:
    if attrs.has(type(value)):
        kept = [field for field in attrs.fields(type(value)) if field.name not in PROVENANCE]
        said = [[field.name, _wording(getattr(value, field.name))] for field in kept]
        return [[name, one] for name, one in said if one not in ("", None, [], False)]
    if isinstance(value, Mapping):
        return [[key, _wording(one)] for key, one in value.items()]
    return [_wording(one) for one in value] if isinstance(value, tuple) else _scalar(value)


def _scalar(value: Any) -> Any:
    """Return a value so that 4 and 4.0, which are the same everywhere else, are the same here."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
