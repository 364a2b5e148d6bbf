"""The files that a command was asked to look at, and how their texts are written back."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from handrail.authoring.companions import holds_walkthroughs
from handrail.authoring.language_files import holds_texts
from handrail.cataloguing import file_of


def framework_files(names: Iterable[str]) -> Iterator[str]:
    """Yield what is named, and for a folder what can be checked in it and in the folders inside."""
    for name in names:
        folder = Path(name)
        yield from map(str, files_in(folder)) if folder.is_dir() else [name]


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the frameworks of a folder and of those inside, with the walk-throughs and the languages beside them.

    Hidden folders inside, and those of other software (environments of Python among them), are left alone.
    """
    found = []
    for inside, folders, names in os.walk(folder):
        if "pyvenv.cfg" in names and Path(inside) != folder:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        found += [Path(inside, name) for name in names if name.endswith(".yaml")]
    for path in sorted(found):
        # Another stem with a dot is the file of some other software.
        if "." not in path.stem or holds_walkthroughs(path.name) or holds_texts(path.name):
            yield path


def opened(name: str) -> tuple[Path, str, bytes]:
    """Return the file that a name means, how it is shown, and what is in it."""
    file = file_of(name)
    return file, name if Path(name).exists() else str(file), file.read_bytes()


def replace(path: Path, content: bytes) -> None:
    """Write a file in one go: whoever reads it sees the old content or the new, under the old permissions."""
    target = path.resolve()  # a link stays a link
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
