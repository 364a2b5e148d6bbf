"""From an author's text to a framework, or to everything that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from itertools import chain, islice
from typing import Any

import attrs

from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.framework.faults import Fault, faults
from handrail.framework.soundness import oversized

from .assembling import Assembly
from .edits import renaming, slip_of
from .events import TooManyAliases, watched
from .keys import Key
from .mends import mend, tell
from .news import news
from .others import Others
from .places import Path, Place, Places, lines, places
from .problems import Edit, Problem, told_by
from .shapes import FIELDS
from .shaping import MOST_SUGGESTIONS, Shaper
from .source import (
    MOST_PROBLEMS,
    DocumentEnd,
    DocumentStart,
    Enough,
    MappingStart,
    ScalarEvent,
    Source,
    YAMLError,
    open_text,
)
from .taking import Find
from .text_keys import TextShaper, fields
from .tongues import LanguageChoice
from .translating import Beheld, Beside, find_in, in_one_language, own_language, spoken
from .walk_faults import walk_faults
from .walkthroughs import Walkthrough, walkthroughs_of

Fields = dict[str, tuple[Any, Key]]
_KEYS = {key for fields in FIELDS.values() for key in fields}
_EMPTY = "there is nothing here yet; begin with framework: and an id"


@attrs.frozen(slots=False, eq=False, repr=False)
class Reading:
    """A framework with the text it was read from, or with one that holds walk-throughs of it."""

    framework: Framework
    text: str
    file: str
    # The walk-throughs as they were read, without their places.
    walks: Mapping[str, Any] = attrs.field(factory=dict)
    # The language that was chosen for its texts, and what there is in others.
    choice: LanguageChoice = attrs.field(factory=lambda: LanguageChoice("en", None))

    @cached_property
    def walkthroughs(self) -> tuple[Walkthrough, ...]:
        """Return the walk-throughs that the text holds, in its order."""
        if not self.walks:
            return ()
        source = open_text(self.text, self.file)
        return walkthroughs_of(self.walks, places(source.parsed), source.lines, self.file)

    @cached_property
    def places(self) -> dict[tuple[str, ...], tuple[int, int]]:
        """Return line and column (from 1) of everything the author wrote, by the keys that lead to it."""
        return lines(places(self.text))


Make = Callable[[Source, Find | None], Reading | None]


def read(
    text: str | bytes,
    file: str = "<text>",
    find: Find | None = None,
    language: str | None = None,
    beside: Beside | None = None,
) -> Framework:
    """Return the framework that a text is; raises `FrameworkError` with all problems of the text at once.

    `find` gives other frameworks by id, for `uses`, `take` and `extends`. With a language the framework is in that, or
    in the nearest there is; `beside` gives the file of texts in a language, as its name and its text.
    """
    return reading(text, file, find, language, beside).framework


def check(text: str | bytes, file: str = "<text>", find: Find | None = None) -> tuple[Problem, ...]:
    """Return everything that keeps a text from being a framework; nothing when it is one."""
    try:
        reading(text, file, find)
    except FrameworkError as error:
        return told_by(error)
    return ()


def reading(
    text: str | bytes,
    file: str = "<text>",
    find: Find | None = None,
    language: str | None = None,
    beside: Beside | None = None,
) -> Reading:
    """Return the framework that a text is, with the places of what was written; raises `FrameworkError`."""
    return whole(text, file, find, partial(_reading, language=language, beside=beside))


def whole(text: str | bytes, file: str, find: Find | None, make: Make) -> Reading:
    """Return what is made of a text; raises `FrameworkError` with all problems where there are any."""
    source = open_text(text, file)
    made = None
    try:
        if not source.problems or source.text:
            made = make(source, find)
    except Enough:  # the problems so far say it
        pass
    problems = _in_order(source.problems) + [
        one for held in source.beside for one in _in_order(held.problems)
    ]
    if made is None or problems:
        raise FrameworkError(problems)
    return made


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Return problems as they stand in the text, and that there are more where there are very many."""
    if not problems:
        return []
    told = sorted(dict.fromkeys(problems), key=lambda problem: (problem.line, problem.column))
    if len(problems) >= MOST_PROBLEMS:
        last, said = told[-1], "there is more, but this is enough for one sitting; mend these first"
        told.append(Problem(last.file, last.line, last.column, "too-many", said, last.excerpt))
    return told


def _reading(
    source: Source, find: Find | None, language: str | None, beside: Beside | None
) -> Reading | None:
    """Return the framework of a source; what does not hold together in it, or in its files of texts, is noted."""
    found = shaped(source, "framework")
    if found is None:
        return None
    walks = found.get("walkthroughs", {})
    own = own_language(found, find)
    find = find_in(find, language or own)
    beheld = Beheld(found, LanguageChoice(own, None))
    # What is written in English and wanted in it is as it stands; elsewhere the library's own safeguard may be strange.
    if source.tongues or "extends" in found or own != "en" or (language or own) != "en":
        beheld = in_one_language(found, source.file, own, language, beside, _texts)
        source.beside += [held for held, _ in beheld.files]
    assembly = Assembly(beheld.shaped, find, beheld.help)
    framework = assembly.framework()
    wrong = chain(assembly.faults, oversized(framework), faults(framework), walk_faults(framework, walks))
    told_in_place(source, beheld.tell(chain(beheld.choice.faults, wrong)), assembly.others)
    framework = spoken(framework, beheld, found.get("extends", ""), assembly.others)
    return Reading(framework, source.text, source.file, walks, beheld.choice)


def _texts(source: Source) -> dict[str, Any] | None:
    return shaped(source, "texts", fields("texts"), TextShaper)


def told_in_place(source: Source, found: Iterable[Fault], others: Others) -> None:
    """Note the faults of a framework where they stand in the text."""
    first = next(iter(found := iter(found)), None)
    if first is None:
        return
    where = places(source.parsed)
    written = (attrs.evolve(one, path=where.as_written(one.path)) for one in chain([first], found))
    related = {where.as_written(path): places for path, places in others.related.items()}
    unread = [*others.unread, *_unread(source, where)]
    if ("extends",) in unread:  # what is missing here may stand there
        written = (one for one in written if one.path in others.unread)
    for number, fault in enumerate(islice(news(written, unread), MOST_PROBLEMS)):
        path = where.as_inherited(fault.path, _KEYS)
        if path != fault.path and others.wanting:  # what follows from what has been told
            continue
        place, few = where.nearest(path), number < MOST_SUGGESTIONS
        said = fault.message if few else fault.says
        edits = _renamed(source, fault, place) if few else ()
        source.problem(*place, fault.code, said, edits=edits, related=related.get(fault.path, ()))


def _renamed(source: Source, fault: Fault, place: Place) -> tuple[Edit, ...]:
    """Return the change of a name that nothing has into the one that was plainly meant."""
    meant = slip_of(fault.name, fault.known)
    if not meant or place[0] in source.quotes:
        return ()
    if fault.code == "unknown-term":  # it stands in the middle of a text
        return renaming(source.lines, place, f"<{fault.name}>", f"<{meant}>")
    return renaming(source.lines, place, fault.name, meant)


def _unread(source: Source, where: Places) -> Iterable[Path]:
    """Return the keys that lead to what could not be read as it was meant."""
    for problem in source.problems:
        path = where.path_at((problem.line - 1, problem.column - 1))
        yield path
        if problem.code == "unknown-key" and problem.mend:  # a key that was misspelt is there
            yield (*path[:-1], problem.mend.rstrip(":"))


def shaped(
    source: Source, name: str, keys: Fields | None = None, kind: type[Shaper] = Shaper
) -> dict[str, Any] | None:
    """Return the records of a text, whose root is the one named; a slip is mended and read on.

    None where they cannot be told apart.
    """
    while True:
        before = len(source.problems)
        try:
            return _document(source, name, FIELDS[name] if keys is None else keys, kind)
        except YAMLError as error:
            found = source.problems[before:]
            del source.problems[before:]
            if mend(source, error):
                continue
            tell(source, error)
            told = source.problems[-1]  # what was read behind it is not what was meant
            source.problems[before:before] = [one for one in found if one[1:3] < told[1:3]]
        except TooManyAliases as error:
            said = "this refers (*) to so much that people cannot follow; write it out"
            source.problem(error.start_mark.line, error.start_mark.column, "too-many-aliases", said)
        return None


def _document(source: Source, name: str, keys: Fields, kind: type[Shaper]) -> dict[str, Any] | None:
    get = watched(source)
    shaper = kind(source, get)
    get()  # the stream begins
    if type(get()) is not DocumentStart:
        source.problem(0, 0, "empty", _EMPTY)
        return None
    root = get()
    found = None
    if type(root) is MappingStart:
        found = shaper.record(root, keys, name)
    elif type(root) is ScalarEvent and not root.value:
        source.problem(0, 0, "empty", _EMPTY)
    else:
        said = "a framework begins with keys; write framework: and its id first"
        shaper.problem(root, "wrong-shape", said)
        shaper.skip(root)
    assert type(get()) is DocumentEnd  # the root has been read to its end
    more = get()
    if type(more) is DocumentStart:
        shaper.problem(
            more, "several-documents", "one file holds one framework; put the next into its own file"
        )
    return found
