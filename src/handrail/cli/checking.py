"""Checking many files: one broken file does not hide the others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from handrail.authoring.companions import SUFFIX, check_walkthroughs
from handrail.authoring.problems import Problem
from handrail.authoring.reading import check
from handrail.cataloguing import NotFound, file_of, find_beside, find_from


class Checked(NamedTuple):
    """What checking files found: problems in the order of the files, and a sentence for each that cannot be read."""

    files: int
    problems: list[Problem]
    unread: list[str]


def check_all(names: Iterable[str]) -> Checked:
    """Return what is wrong with files, with all the YAML of folders, and with frameworks of the catalogue."""
    files = 0
    problems: list[Problem] = []
    unread: list[str] = []
    for name in names:
        folder = Path(name)
        for path in sorted(folder.rglob("*.yaml")) if folder.is_dir() else [folder]:
            files += 1
            try:
                problems.extend(_checked(str(path)))
            except NotFound as error:
                unread.append(str(error))
            except OSError as error:
                unread.append(f"{path}: {error.strerror}")
    return Checked(files, problems, unread)


def _checked(name: str) -> tuple[Problem, ...]:
    file = file_of(name)
    shown = name if Path(name).exists() else str(file)
    if file.name.endswith(SUFFIX):
        return check_walkthroughs(file.read_bytes(), shown, find_beside(file))
    return check(file.read_bytes(), shown, find_from(file))


def as_json(problems: Iterable[Problem]) -> str:
    """Return problems for programs: a list of records with file, line, column, code, message and mend."""
    rows = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "message": problem.message,
            "mend": problem.mend,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
