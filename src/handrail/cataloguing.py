"""The frameworks that can be had by name: the user's folders, the shipped ones, those of other packages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from os.path import basename, dirname, isdir, isfile, join, splitext
from typing import TYPE_CHECKING, NamedTuple

from handrail.authoring.companions import SUFFIX
from handrail.authoring.problems import Problem
from handrail.authoring.reading import Reading, reading
from handrail.authoring.tongues import is_language, lookup
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
# As many names as are offered for one that there is not.
MOST_LIKELY = 3


class NotFound(HandrailError):
    """No framework can be had under that name, or its file cannot be read."""


class Kept(NamedTuple):
    """A framework that was read, the ids of all that it rests on, itself included, and how many use each other so."""

    framework: Framework
    rests_on: frozenset[str]
    in_a_row: int

    def is_judged_alike(self, beside: tuple[str, ...]) -> bool:
        """Return whether reading it again for those that wait for it would find no circle, and no chain too long."""
        return self.rests_on.isdisjoint(beside) and len(beside) + self.in_a_row <= LONGEST_CHAIN + 1


# What was read once, by file and language.
Had = dict[tuple[str, str | None], Kept]


class Entry(NamedTuple):
    """A framework of the catalogue in one line."""

    id: str
    title: str
    purpose: str
    originator: str


def load(name_or_path: str | Path, *, edition: str | None = None, language: str | None = None) -> Framework:
    """Return the framework under a name of the catalogue or in a file, in a language and as an edition shows it.

    A text that is not there in that language (sv-FI) is shown in a wider one (sv), or else as the file has it; then it
    stands in `untranslated`. Raises `NotFound` when there is no such framework, or nothing of it in that language, and
    `FrameworkError` with all problems when it does not hold together.
    """
    framework = _loaded(name_or_path, {}, language=language).framework
    if language is not None and framework.language not in lookup(language, ""):
        there = ", ".join(tag for tag in languages(name_or_path) if tag != language)
        raise NotFound(f"'{framework.id}' has no text in '{language}' (there is {there})")
    return framework if edition is None else framework.in_edition(edition)


def languages(name_or_path: str | Path) -> tuple[str, ...]:
    """Return the languages that a framework has texts in: its own first, then those of its file and those beside it.

    Raises `NotFound` and `FrameworkError` as `load` does.
    """
    file = _file(name_or_path, None)
    choice = _read(file, find_from(file), None).choice
    folder, id = dirname(file), _id_of(file)
    beside = [
        name.split(".") for name in sorted(os.listdir(folder or os.curdir)) if name.startswith(f"{id}.")
    ]
    tags = [parts[1] for parts in beside if len(parts) == 3 and parts[2] == "yaml"]
    return tuple(dict.fromkeys([choice.own, *sorted(choice.found), *filter(is_language, tags)]))


def names() -> tuple[str, ...]:
    """Return the ids of all frameworks that can be had by name: the shipped ones first, by alphabet."""
    shipped = sorted(_ids(_shipped_folder()))
    own = [id for folder in _folders() for id in sorted(_ids(folder))]
    return tuple(dict.fromkeys([*shipped, *own, *_from_packages()]))


def catalogue() -> tuple[Entry, ...]:
    """Return an entry for every framework that can be had by name and holds together."""
    entries = []
    had: Had = {}
    for id in names():
        try:
            framework = _loaded(id, had).framework
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

    def __init__(self, had: Had, beside: tuple[str, ...], near: str, language: str | None = None) -> None:
        self.had, self.beside, self.near, self.language = had, beside, near, language
        self.found: list[Kept] = []

    def __call__(self, id: str) -> Framework:
        kept = _loaded(id, self.had, self.beside, self.near, self.language)
        self.found.append(kept)
        return kept.framework

    def in_language(self, language: str) -> Finder:
        """Return what looks up the same in a language, as far as there are texts in it."""
        other = Finder(self.had, self.beside, self.near, language)
        other.found = self.found
        return other

    def text_of(self, id: str) -> tuple[str, bytes] | None:
        """Return the file of a framework and what is in it, or nothing where it cannot be read any more."""
        try:
            file = _file(id, self.near)
            return _shown(file), _bytes(file)
        except HandrailError:
            return None


def find_from(path: str | Path, had: Had | None = None) -> Finder:
    """Return what `authoring.read` needs to look up the frameworks that the file at a path uses.

    What it reads it keeps in `had`, which spares whoever reads many files to read what they share for each.
    """
    return Finder({} if had is None else had, (_id_of(os.fspath(path)),), dirname(path))


def find_beside(path: str | Path, had: Had | None = None) -> Callable[[str], Framework]:
    """Return what finds frameworks for a file of walk-throughs: first the one beside it, whatever that is called."""
    find = find_from(path, had)
    model = os.fspath(path).removesuffix(SUFFIX) + ".yaml"

    def found(id: str) -> Framework:
        own = find(model) if isfile(model) else None
        return own if own is not None and own.id == id else find(id)

    return found


def texts_beside(path: str | Path) -> Callable[[str], tuple[str, bytes] | None]:
    """Return what `authoring.read` needs to find the texts in another language beside the file at a path."""
    stem = splitext(os.fspath(path))[0]

    def texts(language: str) -> tuple[str, bytes] | None:
        file = f"{stem}.{language}.yaml"
        return (_shown(file), _bytes(file)) if isfile(file) else None

    return texts


def _loaded(
    name: str | Path,
    had: Had,
    beside: tuple[str, ...] = (),
    near: str | None = None,
    language: str | None = None,
) -> Kept:
    """Return a framework; what was read once on the way is in `had`.

    `beside` are the frameworks that wait for this one, `near` is a folder that is looked through first.
    """
    file = _file(name, near)
    kept = had.get((file, None))
    if kept is None or language not in (None, kept.framework.language):
        kept = had.get((file, language))
    if kept is not None and kept.is_judged_alike(beside):
        return kept
    find = Finder(had, (*beside, _id_of(file)), dirname(file))
    read = _read(file, find, language)
    rests_on = frozenset([_id_of(file)]).union(*(one.rests_on for one in find.found))
    kept = Kept(read.framework, rests_on, 1 + max((one.in_a_row for one in find.found), default=0))
    had[file, language] = kept
    if language == read.choice.own:
        had[file, None] = kept
    return kept


def _read(file: str, find: Finder, language: str | None) -> Reading:
    *beside, id = find.beside
    if id in beside:
        circle = " uses ".join([*beside[beside.index(id) :], id])
        said = f"these frameworks use each other: {circle}; take one use out"
        raise FrameworkError([Problem(file, 1, 1, "circle", said)])
    if len(beside) > LONGEST_CHAIN:
        said = f"more than {LONGEST_CHAIN} frameworks use one another in a row; take from fewer"
        raise FrameworkError([Problem(file, 1, 1, "circle", said)])
    return reading(_bytes(file), _shown(file), find, language, texts_beside(file))


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
    said = f"no framework is called '{name}'"
    near_by = _likely(name, names())
    if near is not None:
        said += near_by or "; put its file beside this one, or into a folder of HANDRAIL_PATH"
        raise FrameworkError([Problem(near, 1, 1, "unknown-framework", said)])
    near_by = _file_here(name) or near_by
    raise NotFound(f"{said}{near_by} (all there are: handrail list; or name a file)")


def _likely(name: str, known: Sequence[str]) -> str:
    """Return the names that may have been meant: those that hold what was written, else the nearest one."""
    holding = [id for id in known if name and name in id][:MOST_LIKELY]
    meant = " or ".join(f"'{id}'" for id in holding)
    return f"; did you mean {meant}?" if meant else neighbour(name, known)


def _file_here(name: str) -> str:
    """Return the file beside whoever wrote its name without the ending, as a person who has just begun one does."""
    here = f"{name}.yaml"
    return f"; did you mean the file '{here}'?" if name and "\0" not in name and isfile(here) else ""


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
