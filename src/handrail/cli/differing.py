"""What a value was and what it is, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, VisitTest
from handrail.framework import Framework
from handrail.framework.values import Remark
from handrail.graph import Transition
from handrail.practice.differences import Change
from handrail.prompts import Minutes

# Where things of a sort are kept.
_KEPT = {
    "fact": "facts",
    "gate": "gates",
    "safeguard": "safeguards",
    "detour": "detours",
    "edition": "editions",
    "prompt set": "prompt_sets",
    "type of outcome": "outcomes",
    "way of knowing": "ways_of_knowing",
    "skill": "skills",
}
_Conditions = (AllOf, AnyOf, FactTest, Not, VisitTest)
# What people call a part of a thing, where its name in Python says too little; of one sort of thing alone where named.
_CALLED = {
    "wordings": "wording",
    "not_for": "what it is not for",
    "ready_when": "when it has been enough",
    "matters_when": "when it matters most",
    "skip_when": "when it may be left out",
    "means": "what it is",
    "how": "help under the question",
    "labels": "names of stages",
    "questions": "captions",
    "otherwise": "what to do instead",
    "only_if": "when it is open",
    "holds": "what has to hold",
    "before": "what it stands before",
    "before_kinds": "kinds of prompt it stands before",
    "raised_by": "what raises it",
    "back_to": "where one goes on afterwards",
    "to": "where it leads",
    "offered_when": "when it is offered",
    "reopens": "gates asked anew",
    "until": "when it is unknown again",
    "all_voices": "voices that go together",
    "start": "first stage",
    "kinds": "rule for kinds of prompt",
    "selection": "rule for a sitting",
    "ways": "ways of knowing",
    "core": "place in the core",
    "yields": "types of outcome",
    "needs": "prompts before it",
    "lines": "writing room",
    "parts": "headings",
    "one_of": "list of values",
    "some_of": "list of values",
    "prompt.asks": "fact it settles",
    "way of knowing.asks": "what it asks",
}


def thing(framework: Framework, sort: str, id: str) -> Any:
    """Return a thing of a framework, as it is written."""
    if sort == "framework":
        return framework
    if sort == "stage":
        return framework.every_stage[id]
    if sort == "prompt":
        return framework.every_prompt[id]
    return getattr(framework, _KEPT[sort])[id]


def sentence_of(change: Change) -> str:
    """Return a change as people read it, with the part that differs in their words."""
    called = _CALLED.get(f"{change.sort}.{change.field}") or _CALLED.get(change.field)
    if not called:
        return str(change)
    word = change.field.replace("_", " ")
    says = change.says.replace(f"({word})", f"({called})").replace(f"'{word}'", f"'{called}'")
    return str(change._replace(says=says))


class Wordings(NamedTuple):
    """What was said and is said now; nothing where it was not there or is gone. name: which part of it that is."""

    name: str
    was: str
    now: str

    def lines(self) -> Iterator[str]:
        """Yield a line for each of the two that there is."""
        named = f" ({self.name})" if self.name else ""
        if self.was:
            yield f"was{named}: {self.was}"
        if self.now:
            yield f"now{named}: {self.now}"


def differing(old: Any, new: Any) -> Iterator[Wordings]:
    """Yield what differs between two values, part by part where they have parts."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                yield Wordings(key.replace("_", " "), in_words(old.get(key)), in_words(new.get(key)))
    elif _is_list(old) and _is_list(new):
        was = " · ".join(in_words(one) for one in old if one not in new)
        now = " · ".join(in_words(one) for one in new if one not in old)
        both = was or now
        yield Wordings("", was if both else in_words(old), now if both else in_words(new))
    elif attrs.has(type(old)) and type(old) is type(new) and not isinstance(old, (*_Conditions, Minutes)):
        yield from differing(_fields(old), _fields(new))
    else:
        yield Wordings("", in_words(old), in_words(new))


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}


def _is_list(value: Any) -> bool:
    """Return whether a value is a list of more than words, of which those tell most that are in one alone."""
    return (isinstance(value, tuple) and any(not isinstance(one, str) for one in value)) or value == ()


def in_words(value: Any) -> str:
    """Return a value in a few words; nothing for nothing."""
    if value is None or value in ("", (), {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return ", ".join(in_words(one) for one in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {in_words(one)}" for key, one in value.items())
    if isinstance(value, Minutes):
        least = f"{value.brief:g} to " if value.brief != value.typical else ""
        return f"{least}{value.typical:g} minutes"
    if isinstance(value, Remark):
        return value.text
    if isinstance(value, Transition):
        way = " ".join(part for part in (value.kind, value.target if value.kind != "stay" else "") if part)
        return f"{way}: {value.because}" if value.because else way
    if isinstance(value, _Conditions):
        return _condition(value)
    return _parts(value) if attrs.has(type(value)) else str(value)


def _parts(value: Any) -> str:
    said = ((field.name, in_words(getattr(value, field.name))) for field in attrs.fields(type(value)))
    return "; ".join(f"{name} {words}" for name, words in said if words and name != "id")


def _condition(condition: Condition) -> str:
    if isinstance(condition, FactTest):
        return f"{condition.fact} {condition.test.replace('_', ' ')} {in_words(condition.value)}"
    if isinstance(condition, VisitTest):
        return f"'{condition.stage}' visited {condition.at_least} times or more"
    if isinstance(condition, Not):
        return f"not ({_condition(condition.of)})"
    parts = [_condition(part) for part in condition.of]
    joined = (" and " if isinstance(condition, AllOf) else " or ").join(parts)
    return f"({joined})" if len(parts) > 1 else joined
