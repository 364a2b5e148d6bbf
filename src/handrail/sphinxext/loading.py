"""Frameworks for pages: read with the lines of what was written, and noted as what a page depends on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import attrs
from sphinx.util import logging

from handrail.authoring import reading
from handrail.authoring.problems import Problem
from handrail.authoring.tongues import lookup
from handrail.cataloguing import Finder, Had, NotFound, file_of, find_from, texts_beside
from handrail.errors import FrameworkError, HandrailError
from handrail.framework import Framework

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

Keys = tuple[str, ...]


@attrs.frozen(slots=False, eq=False, repr=False)
class Loaded:
    """A framework with its file, and with the lines of what its author wrote."""

    framework: Framework
    file: str
    places: Mapping[Keys, tuple[int, int]]

    @cached_property
    def _holders(self) -> dict[Keys, Keys]:
        """Return the way to everything with an id by the two last keys: `stages` and the stage's id."""
        found: dict[Keys, Keys] = {}
        for path in self.places:
            found.setdefault(path[-2:], path)
        return found

    def line(self, *keys: str) -> int:
        """Return the line where something stands, or where what holds it stands; the first for what is taken."""
        path = self._holders.get(keys[:2], keys[:1])
        rest = keys[2:]
        while rest and (*path, rest[0]) in self.places:
            path, rest = (*path, rest[0]), rest[1:]
        if rest and (nested := self._holders.get(rest[:2])):
            path = nested if (*nested, *rest[2:3]) not in self.places else (*nested, *rest[2:3])
        return self.places[path][0] if path in self.places else 1

    def in_edition(self, edition: str) -> Loaded:
        """Return this in another edition; raises `HandrailError` for one that is not there."""
        return attrs.evolve(self, framework=self.framework.in_edition(edition)) if edition else self


class Read(NamedTuple):
    """What came of reading a file: the framework or nothing, the files that went into it, and those that would."""

    loaded: Loaded | None
    files: tuple[str, ...]
    awaited: tuple[str, ...] = ()


class Shelf:
    """The frameworks of one build, each read once; a build ends before anybody edits its files."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], Read] = {}
        self._had: Had = {}

    def take(self, name: str, env: BuildEnvironment, at: tuple[str, int], language: str = "") -> Read:
        """Return a framework by its name or by a file beside the document; its faults are told where they stand.

        Without a language it is in that of the project where it has texts in it, and else in its own.
        """
        try:
            file = file_of(_beside(name, env, at[0]))
        except NotFound as error:
            warn("not-found", str(error), at)
            return Read(None, ())
        key = (str(file.resolve()), language or str(env.config.language or "").replace("_", "-"))
        if key not in self._read:
            self._read[key] = _read(file, key[1], self._had)
        for one in self._read[key].files:
            env.note_dependency(one)
        return self._read[key]


def warn(code: str, message: str, location: tuple[str, int | None] | str) -> None:
    """Warn as Sphinx does, so that it can be silenced as `handrail` or `handrail.CODE`."""
    logger.warning(message, location=location, type="handrail", subtype=code)


def _beside(name: str, env: BuildEnvironment, docname: str) -> str | Path:
    """Return a name of the catalogue as it is, and a file as the document means it: `/` is the top of the sources."""
    if not name.endswith((".yaml", ".yml")):
        return name
    written = Path(name)
    if written.is_absolute() and written.is_file():
        return written
    return Path(env.relfn2path(name, docname)[1])


def _read(file: Path, language: str, had: Had) -> Read:
    finder = find_from(file, had)
    there: tuple[str, ...] = ()
    try:
        made = reading(file.read_bytes(), str(file), finder)
        if language not in ("", made.framework.language):
            spoken = reading(file.read_bytes(), str(file), finder, language, texts_beside(file))
            made = spoken if spoken.framework.language in lookup(language, "") else made
    except FrameworkError as error:
        for problem in error.problems:
            place = f"{file}:1"
            if isinstance(problem, Problem):
                place = f"{problem.file}:{problem.line}"
            warn(problem.code, problem.message, place)
        others = (Path(one.file).resolve() for one in error.problems if isinstance(one, Problem))
        there = tuple(str(one) for one in others if one.is_file())
        loaded = None
    except (OSError, HandrailError) as error:
        warn("not-found", f"{file} cannot be read: {error}", f"{file}:1")
        return Read(None, (str(file),))
    else:
        loaded = Loaded(made.framework, str(file), made.places)
        if strange := made.framework.untranslated:
            texts = "text" if len(strange) == 1 else "texts"
            said = f"{len(strange)} {texts} of '{made.framework.id}' not in '{made.framework.language}' yet"
            hint = f"`handrail untranslated {file.stem} --language {made.framework.language}` lists what is missing"
            warn("untranslated", f"{said}; {hint}", f"{file}:1")
    used = (str(Path(one).resolve()) for one in _used(finder, loaded is None))
    read = dict.fromkeys((str(file), *used, *there))
    beside = [
        f"{Path(one).with_suffix('')}.{tag}.yaml" for one in read for tag in lookup(language, "") if tag
    ]
    return Read(
        loaded,
        tuple(dict.fromkeys((*read, *(one for one in beside if Path(one).is_file())))),
        tuple(one for one in beside if not Path(one).is_file()),
    )


def _used(finder: Finder, broken: bool) -> Iterator[str]:
    """Yield the files of what a framework rests on; of all that was read so far, where a fault left it open."""
    ids = frozenset().union(*(one.rests_on for one in finder.found))
    return (file for file, _ in finder.had if broken or Path(file).stem in ids)
