"""Walk-throughs on disk: those in a framework's file, and those in the file beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handrail.authoring import Reading, read_walkthroughs, reading
from handrail.authoring.companions import SUFFIX
from handrail.cataloguing import file_of, find_from
from handrail.framework import Framework


def is_companion(path: Path) -> bool:
    """Return whether a file holds walk-throughs and no framework, as its name says."""
    return path.name.endswith(SUFFIX)


def walkthroughs_in(name_or_path: str | Path) -> tuple[Reading, ...]:
    """Return what holds walk-throughs for a name of the catalogue, a framework's file, or a file of walk-throughs.

    The framework's own file comes first, then the one beside it. Raises `FrameworkError` and `NotFound`.
    """
    path = file_of(name_or_path)
    own = reading_of(path)
    if is_companion(path):
        return (own,)
    beside = path.with_name(path.stem + SUFFIX)
    if not beside.is_file():
        return (own,)
    find = _first(own.framework, find_from(beside))
    return own, read_walkthroughs(beside.read_bytes(), _shown(beside), find)


def reading_of(path: Path) -> Reading:
    """Return what one file holds: a framework with its walk-throughs, or walk-throughs beside one.

    Raises `FrameworkError`.
    """
    read = read_walkthroughs if is_companion(path) else reading
    return read(path.read_bytes(), _shown(path), find_from(path))


def _first(
    framework: Framework, find: Callable[[str], Framework | None]
) -> Callable[[str], Framework | None]:
    def found(id: str) -> Framework | None:
        return framework if id == framework.id else find(id)

    return found


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
