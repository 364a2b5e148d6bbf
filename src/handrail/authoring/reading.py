"""From an author's text to a framework, or to everything that stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import attrs

from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.framework.faults import Fault, faults

from .assembling import Assembly
from .mends import mend, tell
from .places import Places, lines, places
from .problems import Problem
from .shapes import FIELDS
from .shaping import Enough, Shaper
from .source import (
    DocumentEnd,
    MappingStart,
    ScalarEvent,
    Source,
    TooManyAliases,
    YAMLError,
    open_text,
    parse,
)
from .taking import Find


@attrs.frozen(slots=False)
class Reading:
    """A framework with the text it was read from."""

    framework: Framework
    text: str
    file: str

    @cached_property
    def places(self) -> dict[tuple[str, ...], tuple[int, int]]:
        """Return line and column (from 1) of everything the author wrote, by the keys that lead to it."""
        return lines(places(self.text))


def read(text: str | bytes, file: str = "<text>", find: Find | None = None) -> Framework:
    """Return the framework that a text is; raises `FrameworkError` with all problems of the text at once.

    `find` gives other frameworks by id, for `uses` and `take`.
    """
    return reading(text, file, find).framework


def check(text: str | bytes, file: str = "<text>", find: Find | None = None) -> tuple[Problem, ...]:
    """Return everything that keeps a text from being a framework; nothing when it is one."""
    try:
        reading(text, file, find)
    except FrameworkError as error:
        return tuple(problem for problem in error.problems if isinstance(problem, Problem))
    return ()


def reading(text: str | bytes, file: str = "<text>", find: Find | None = None) -> Reading:
    """Return the framework that a text is, with the places of what the author wrote; raises `FrameworkError`."""
    source = open_text(text, file)
    shaped = _shaped(source) if not source.problems or source.text else None
    if shaped is not None:
        assembly = Assembly(shaped, find)
        framework = assembly.framework()
        wrong = [*assembly.faults, *_told(assembly, faults(framework))]
        if wrong:
            _place(source, wrong)
        if not source.problems:
            return Reading(framework, source.text, file)
    raise FrameworkError(_in_order(source.problems))


def _told(assembly: Assembly, found: Iterable[Fault]) -> Iterable[Fault]:
    """Return the faults that tell an author something: what a framework that could not be had would bring is no news."""
    if any(fault.path[0] == "uses" or "take" in fault.path for fault in assembly.faults):
        return [fault for fault in found if not fault.code.startswith("unknown-")]
    return found


def _in_order(problems: list[Problem]) -> list[Problem]:
    seen = dict.fromkeys(problems)
    return sorted(seen, key=lambda problem: (problem.line, problem.column))


def _place(source: Source, wrong: list[Fault]) -> None:
    found: Places = places(source.text)
    for fault in wrong:
        source.problem(*found.nearest(fault.path), fault.code, fault.message)


def _shaped(source: Source) -> dict[str, Any] | None:
    """Return the records of a text, or None where they cannot be told apart; a slip is mended and read on."""
    while True:
        before = len(source.problems)
        try:
            return _document(source)
        except YAMLError as error:
            found = source.problems[before:]
            del source.problems[before:]
            if mend(source, error):
                continue
            source.problems.extend(found)
            tell(source, error)
        except TooManyAliases:
            source.problem(0, 0, "too-many-aliases", "this refers (*) to so much that people cannot follow; write it out")
        except Enough:
            pass
        return None


def _document(source: Source) -> dict[str, Any] | None:
    get = parse(source.text)
    shaper = Shaper(source, get)
    get()  # the stream begins
    start = get()
    if not hasattr(start, "explicit"):
        source.problem(0, 0, "empty", "there is nothing here yet; a framework begins with: framework: its-id")
        return None
    root = get()
    shaped = None
    if type(root) is MappingStart:
        shaped = shaper.record(root, FIELDS["framework"], "framework")
    elif type(root) is ScalarEvent and not root.value:
        source.problem(0, 0, "empty", "there is nothing here yet; a framework begins with: framework: its-id")
    else:
        shaper.problem(root, "wrong-shape", "a framework begins with keys such as framework: its-id")
        shaper.skip(root)
    while type(get()) is not DocumentEnd:
        pass
    more = get()
    if hasattr(more, "explicit"):
        shaper.problem(more, "several-documents", "one file holds one framework; put the next into its own file")
    return shaped
