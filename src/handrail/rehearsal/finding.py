"""Walk-throughs on disk: those in a framework's file, and those in the file beside it."""

from __future__ import annotations

from pathlib import Path

from handrail.authoring import Reading, read_walkthroughs, reading
from handrail.authoring.companions import SUFFIX, holds_walkthroughs
from handrail.cataloguing import file_of, find_beside, find_from


def walkthroughs_in(name_or_path: str | Path) -> tuple[Reading, ...]:
    """Return what holds walk-throughs for a name of the catalogue, a framework's file, or a file of walk-throughs.

    The framework's own file comes first, then the one beside it. Raises `FrameworkError` and `NotFound`.
    """
    path = file_of(name_or_path)
    own = reading_of(path)
    if holds_walkthroughs(path.name):
        return (own,)
    beside = path.with_name(path.stem + SUFFIX)
    return (own, reading_of(beside)) if beside.is_file() else (own,)


def reading_of(path: Path) -> Reading:
    """Return what one file holds: a framework with its walk-throughs, or walk-throughs beside one.

    Raises `FrameworkError`.
    """
    if holds_walkthroughs(path.name):
        return read_walkthroughs(path.read_bytes(), _shown(path), find_beside(path))
    return reading(path.read_bytes(), _shown(path), find_from(path))


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
