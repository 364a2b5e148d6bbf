"""The plugin for pytest: files of walk-throughs are collected as tests, each walk-through an item.

It stands outside the room of rehearsal because pytest imports it in every run of everybody who has handrail
installed: that room, with all it brings, is imported when there is a file to be read and not before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from handrail.authoring import Reading, Walkthrough
    from handrail.rehearsal import Failure

SUFFIX = ".walkthroughs.yaml"
OPTION = "handrail"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option, and the setting, that whole frameworks are collected too."""
    said = "collect frameworks (*.yaml) too: that each is one, and the walk-throughs inside"
    parser.getgroup(OPTION).addoption("--handrail", action="store_true", dest=OPTION, help=said)
    parser.addini(OPTION, said, type="bool", default=False)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return what collects a file of walk-throughs, or a framework where those are asked for."""
    if file_path.suffix != ".yaml":
        return None
    if file_path.name.endswith(SUFFIX):
        return Companion.from_parent(parent, path=file_path)
    config = parent.config
    if (config.getoption(OPTION) or config.getini(OPTION)) and _names_a_framework(file_path):
        return Model.from_parent(parent, path=file_path)
    return None


def _names_a_framework(path: Path) -> bool:
    """Return whether a file is meant as a framework: no text beside one, and no YAML of other software."""
    if "." in path.stem:
        return False
    with path.open("rb") as file:
        return any(line.startswith(b"framework:") for line in file)


class Companion(pytest.File):
    """A file of walk-throughs beside a framework."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield its walk-throughs; a file that cannot be read is told as people read it."""
        from handrail.errors import HandrailError  # not before there is a file: see above
        from handrail.rehearsal import reading_of

        try:
            reading = reading_of(self.path)
        except HandrailError as error:
            raise self.CollectError(str(error)) from None
        yield from _walks(self, reading)


class Model(pytest.File):
    """A framework: whether it is one, and what is walked inside it."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the framework itself, and its walk-throughs where it can be read."""
        from handrail.errors import HandrailError  # not before there is a file: see above
        from handrail.rehearsal import reading_of

        try:
            reading = reading_of(self.path)
        except HandrailError as error:
            yield Reads.from_parent(self, name="reads", problems=str(error))
        else:
            yield Reads.from_parent(self, name="reads", problems="")
            yield from _walks(self, reading)


def _walks(parent: pytest.File, reading: Reading) -> Iterator[Walk]:
    for one in reading.walkthroughs:
        yield Walk.from_parent(parent, name=one.id, reading=reading, walkthrough=one)


class Told(Exception):
    """What went wrong, in the words of handrail."""


class _Told(pytest.Item):
    """A test that fails in the words of handrail, without a traceback."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Return what went wrong, as people read it; a mistake of handrail's own with all that helps to find it."""
        return str(excinfo.value) if isinstance(excinfo.value, Told) else str(super().repr_failure(excinfo))


class Reads(_Told):
    """That a framework can be read."""

    def __init__(self, *, problems: str, **told: object) -> None:
        super().__init__(**told)  # type: ignore[arg-type]  # what pytest gives every item
        self.problems = problems

    def runtest(self) -> None:
        """Raise what is wrong with it."""
        if self.problems:
            raise Told(self.problems)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where it is written."""
        return self.path, 0, f"{self.path.stem}: it can be read"


class Walk(_Told):
    """One walk-through of a framework."""

    def __init__(self, *, reading: Reading, walkthrough: Walkthrough, **told: object) -> None:
        super().__init__(**told)  # type: ignore[arg-type]  # what pytest gives every item
        self.reading, self.walkthrough = reading, walkthrough

    def runtest(self) -> None:
        """Walk it, and raise where it does not go on."""
        from handrail.rehearsal import walk  # not before there is a file: see above

        failure: Failure | None = walk(self.reading.framework, self.walkthrough).failure
        if failure is not None:
            raise Told(str(failure))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where it is written, and what happens in it."""
        told = f"{self.reading.framework.id}: {self.walkthrough.title}"
        return self.path, self.walkthrough.line - 1, told
