"""Walk-throughs as values: what happens in one step by step, what must hold, and where that was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from handrail.conditions import Value
from handrail.framework.values import Fact

from .places import Path, Places
from .records import title_from
from .walk_keys import EXPECTATIONS, UNKNOWN, VERBS

VERB_NAMES = tuple(key.name for key in VERBS)
EXPECTED_NAMES = tuple(key.name for key in EXPECTATIONS)
NOWHERE: Mapping[str, Any] = {}


class Step(NamedTuple):
    """One thing that happens, or that must hold: its key, what stands behind that, and the keys beside it.

    What is refused or advised against is a step itself. line, column: where it was written, from 1; 0 for nowhere.
    """

    kind: str
    what: Any
    beside: Mapping[str, Any] = NOWHERE
    line: int = 0
    column: int = 0
    excerpt: str = ""

    @property
    def happens(self) -> bool:
        """Return whether something happens in it; otherwise something must hold."""
        return self.kind in VERB_NAMES


@attrs.frozen
class Walkthrough:
    """An example of how a framework is walked; `start` is what `begin` is told, and facts are as they are written."""

    id: str
    title: str = ""
    start: Mapping[str, Any] = attrs.field(factory=dict)
    steps: tuple[Step, ...] = ()
    file: str = "<text>"
    line: int = 0
    column: int = 0
    excerpt: str = attrs.field(default="", repr=False)


def walkthroughs_of(
    shaped: Mapping[str, Any], places: Places, lines: list[str], file: str
) -> tuple[Walkthrough, ...]:
    """Return the walk-throughs of a text that has no problems."""
    return tuple(_walkthrough(id, value, places, lines, file) for id, value in shaped.items())


def _walkthrough(
    id: str, shaped: Mapping[str, Any], places: Places, lines: list[str], file: str
) -> Walkthrough:
    path = ("walkthroughs", id)
    steps = tuple(
        _step(step, _placed(places, (*path, "steps", str(number)), lines))
        for number, step in enumerate(shaped["steps"])
    )
    title = shaped.get("title") or title_from(id)
    return Walkthrough(id, title, shaped.get("start", {}), steps, file, *_placed(places, path, lines))


def _placed(places: Places, path: Path, lines: list[str]) -> tuple[int, int, str]:
    line, column = places.nearest(path)
    return line + 1, column + 1, lines[line] if line < len(lines) else ""


def _step(shaped: Mapping[str, Any], place: tuple[int, int, str]) -> Step:
    [kind] = main_keys(shaped)
    what = shaped[kind]
    beside = {key: value for key, value in shaped.items() if key != kind}
    return Step(kind, _step(what, place) if kind in ("refused", "advised_against") else what, beside, *place)


def main_keys(shaped: Mapping[str, Any]) -> list[str]:
    """Return the keys of a step that say what happens or what must hold; a step that can be walked has one."""
    return [key for key in shaped if key in VERB_NAMES or key in EXPECTED_NAMES]


def fact_named(facts: Mapping[str, Fact], name: str) -> Fact | None:
    """Return the fact under an id, or under a bare id that only one has; None where there is no such fact."""
    bare = [name] if name in facts else [id for id in facts if id.rpartition("/")[2] == name]
    return facts[bare[0]] if len(bare) == 1 else None


def fact_value(fact: Fact, words: tuple[str, ...]) -> Value | None:
    """Return the value of a fact that words say, nothing for one that is unknown, and None where they say none."""
    if words == (UNKNOWN,) and UNKNOWN not in fact.values:
        return ""
    if fact.scale:
        number = _number(words[0]) if len(words) == 1 else None
        return number if number is not None and fact.scale[0] <= number <= fact.scale[-1] else None
    if not words or any(word not in fact.values for word in words):
        return None
    return tuple(value for value in fact.some_of if value in words) if fact.some_of else _only(words)


def _only(words: tuple[str, ...]) -> str | None:
    return words[0] if len(words) == 1 else None


def _number(word: str) -> float | None:
    try:
        number = float(word)
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


def every_step(shaped: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield every step of some walk-throughs as it was read, under the keys that lead to it."""
    for id, walkthrough in shaped.items():
        for number, step in enumerate(walkthrough.get("steps", ())):
            yield ("walkthroughs", id, "steps", str(number)), step
