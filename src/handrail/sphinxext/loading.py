"""Frameworks for pages: read with the lines of what was written, and noted as what a page depends on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from sphinx.util import logging

from handrail.authoring import reading
from handrail.authoring.problems import Problem
from handrail.cataloguing import NotFound, file_of, find_from
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


class Shelf:
    """The frameworks of one build, each read once; a build ends before anybody edits its files."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[Loaded | None, tuple[str, ...]]] = {}

    def take(self, name: str, env: BuildEnvironment, docname: str, line: int | None) -> Loaded | None:
        """Return a framework by its name or by a file beside the document; its faults are told where they stand."""
        try:
            file = file_of(_beside(name, env, docname))
        except NotFound as error:
            warn("not-found", str(error), (docname, line))
            return None
        known = str(file.resolve())
        if known not in self._read:
            self._read[known] = _read(file)
        loaded, files = self._read[known]
        for one in files:
            env.note_dependency(one)
        return loaded


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


def _read(file: Path) -> tuple[Loaded | None, tuple[str, ...]]:
    finder = find_from(file)
    try:
        made = reading(file.read_bytes(), str(file), finder)
    except FrameworkError as error:
        for problem in error.problems:
            place = f"{file}:1"
            if isinstance(problem, Problem):
                place = f"{problem.file}:{problem.line}"
            warn(problem.code, problem.message, place)
        others = (one.file for one in error.problems if isinstance(one, Problem))
        read = (one for one, _ in finder.had)
        there = (Path(one).resolve() for one in (*read, *others))
        return None, (str(file), *(str(one) for one in there if one.is_file()))
    except (OSError, HandrailError) as error:
        warn("not-found", f"{file} cannot be read: {error}", f"{file}:1")
        return None, (str(file),)
    return Loaded(made.framework, str(file), made.places), (
        str(file),
        *dict.fromkeys(one for one, _ in finder.had),
    )
