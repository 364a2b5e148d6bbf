"""The frameworks that can be had by name: the user's folders, the shipped ones, those of other packages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from os.path import basename, dirname, isdir, isfile, join, splitext
from typing import TYPE_CHECKING, NamedTuple

from handrail.authoring.companions import SUFFIX
from handrail.authoring.problems import Problem
from handrail.authoring.reading import read
from handrail.errors import FrameworkError, HandrailError, neighbour
from handrail.framework import Framework

if TYPE_CHECKING:
    # Files are plain texts in here: what pathlib takes to be imported is half of what a framework takes to be read.
    from pathlib import Path

# Folders of one's own, looked through before the shipped frameworks; separated as in PATH.
FOLDERS_VARIABLE = "HANDRAIL_PATH"
ENTRY_POINTS = "handrail.frameworks"
# Frameworks that use frameworks that use frameworks; people lose the thread long before.
LONGEST_CHAIN = 20


class NotFound(HandrailError):
    """No framework can be had under that name, or its file cannot be read."""


class Entry(NamedTuple):
    """A framework of the catalogue in one line."""

    id: str
    title: str
    purpose: str
    originator: str


def load(name_or_path: str | Path, *, edition: str | None = None, language: str | None = None) -> Framework:
    """Return the framework under a name of the catalogue or in a file, as an edition shows it.

    Raises `NotFound` when there is none, `FrameworkError` with all problems when it does not hold together.
    """
    framework = _loaded(name_or_path, {})
    if language is not None and language != framework.language:
        said = f"'{framework.id}' is written in '{framework.language}'; other languages cannot be loaded yet"
        raise NotFound(said)
    return framework if edition is None else framework.in_edition(edition)


def names() -> tuple[str, ...]:
    """Return the ids of all frameworks that can be had by name: the shipped ones first, by alphabet."""
    shipped = sorted(_ids(_shipped_folder()))
    own = [id for folder in _folders() for id in sorted(_ids(folder))]
    return tuple(dict.fromkeys([*shipped, *own, *_from_packages()]))


def catalogue() -> tuple[Entry, ...]:
    """Return an entry for every framework that can be had by name and holds together."""
    entries = []
    had: dict[str, Framework] = {}
    for id in names():
        try:
            framework = _loaded(id, had)
        except (
            HandrailError
        ):  # one broken file of the user's does not hide the others; `check` tells about it
            continue
        entries.append(Entry(framework.id, framework.title, framework.purpose, framework.originator))
    return tuple(entries)


def file_of(name_or_path: str | Path) -> Path:
    """Return the file that a name of the catalogue or a path means; raises `NotFound` for no such name."""
    from pathlib import Path  # imported late: loading needs none

    return Path(_file(name_or_path, None))


class Finder:
    """Looks up what one file uses; what was read on the way is in `had`, `beside` are those that wait for it."""

    def __init__(self, had: dict[str, Framework], beside: tuple[str, ...], near: str) -> None:
        self.had, self.beside, self.near = had, beside, near

    def __call__(self, id: str) -> Framework:
        return _loaded(id, self.had, self.beside, self.near)

    def text_of(self, id: str) -> tuple[str, bytes] | None:
        """Return the file of a framework and what is in it, or nothing where it cannot be read any more."""
        try:
            file = _file(id, self.near)
            return _shown(file), _bytes(file)
        except HandrailError:
            return None


def find_from(path: str | Path) -> Finder:
    """Return what `authoring.read` needs to look up the frameworks that the file at a path uses."""
    return Finder({}, (_id_of(os.fspath(path)),), dirname(path))


def find_beside(path: str | Path) -> Callable[[str], Framework]:
    """Return what finds frameworks for a file of walk-throughs: first the one beside it, whatever that is called."""
    find = find_from(path)
    model = os.fspath(path).removesuffix(SUFFIX) + ".yaml"

    def found(id: str) -> Framework:
        own = find(model) if isfile(model) else None
        return own if own is not None and own.id == id else find(id)

    return found


def _loaded(
    name: str | Path, had: dict[str, Framework], beside: tuple[str, ...] = (), near: str | None = None
) -> Framework:
    """Return a framework; what was read once on the way is in `had`, by file.

    `beside` are the frameworks that wait for this one, `near` is a folder that is looked through first.
    """
    file = _file(name, near)
    if file in had:
        return had[file]
    id = _id_of(file)
    if id in beside:
        circle = " uses ".join([*beside[beside.index(id) :], id])
        said = f"these frameworks use each other: {circle}; take one use out"
        raise FrameworkError([Problem(file, 1, 1, "circle", said)])
    if len(beside) > LONGEST_CHAIN:
        said = f"more than {LONGEST_CHAIN} frameworks use one another in a row; take from fewer"
        raise FrameworkError([Problem(file, 1, 1, "circle", said)])
    text = _bytes(file)
    had[file] = read(text, _shown(file), Finder(had, (*beside, id), dirname(file)))
    return had[file]


def _bytes(file: str) -> bytes:
    try:
        with open(file, "rb") as opened:
            return opened.read()
    except OSError as error:
        raise NotFound(f"{_shown(file)} cannot be read: {error.strerror}") from None
    except ValueError:  # a character that no file system takes
        raise NotFound(f"{file!r} cannot be the name of a file") from None


def _shown(file: str) -> str:
    try:
        return file.removeprefix(join(os.getcwd(), ""))
    except OSError:  # the folder that one is in may be gone
        return file


def _file(name: str | Path, near: str | None) -> str:
    if not isinstance(name, str) or os.sep in name or name.endswith((".yaml", ".yml")):
        file = os.fspath(name)
        return file.rstrip(os.sep) or file
    for folder in _places(near):
        candidate = join(folder, f"{name}.yaml")
        if isfile(candidate):
            return candidate
    # Other packages come last: installing one must not change in silence what a shipped name means.
    brought = _from_packages()
    if name in brought:
        return brought[name]
    known = names()
    near_by = neighbour(name, known)
    said = f"no framework is called '{name}'{near_by}"
    if near is not None:
        said += "" if near_by else "; put its file beside this one, or into a folder of HANDRAIL_PATH"
        raise FrameworkError([Problem(near, 1, 1, "unknown-framework", said)])
    raise NotFound(f"{said} (there are {', '.join(known)}; or name a file)")


def _places(near: str | None) -> Iterator[str]:
    if near is not None:
        yield near
    yield from _folders()
    yield _shipped_folder()


def _folders() -> list[str]:
    return [folder for folder in os.environ.get(FOLDERS_VARIABLE, "").split(os.pathsep) if folder]


@cache
def _shipped_folder() -> str:
    # Not importlib.resources, which takes longer to import than a framework takes to be read.
    folder: str = import_module("handrail.frameworks").__path__[0]
    return folder


def _ids(folder: str) -> list[str]:
    files = [join(folder, name) for name in os.listdir(folder)] if isdir(folder) else []
    return [_id_of(file) for file in files if _is_framework(file)]


def _id_of(file: str) -> str:
    return splitext(basename(file))[0]


def _is_framework(file: str) -> bool:
    # johns.sv.yaml holds the texts of johns.yaml in another language.
    return file.endswith(".yaml") and "." not in _id_of(file) and isfile(file)


def _from_packages() -> dict[str, str]:
    """Return the frameworks that installed packages bring: an entry point names a package with YAML files."""
    from importlib.metadata import entry_points  # imported late: it costs as much as reading a framework
    from importlib.resources import files

    found: dict[str, str] = {}
    for point in entry_points(group=ENTRY_POINTS):
        try:
            brought = [str(file) for file in files(point.value).iterdir()]
        except Exception:  # noqa: S112  # whatever is wrong in somebody else's package, it hides nothing of ours
            continue
        for file in sorted(brought):
            if _is_framework(file):
                found.setdefault(_id_of(file), file)
    return found
