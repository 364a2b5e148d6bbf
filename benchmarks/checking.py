"""Checking: `handrail check` of whole folders with all usual rules, beside yamllint and check-jsonschema.

Each is a command, started anew and given the same files at once, as people and their CI do it: yamllint as it is
when nobody has set anything, check-jsonschema with the schema that `handrail schema` prints. What they print is
read and left alone; that files were found wanting is no failure. yamllint looks at how a text is laid out, the
schema at keys and values; `check` reads the frameworks, finds what does not hold together, and gives advice.

yamllint is also called within one process, beside the same command called there, so that nobody pays for a start.
The generated files differ in their ids and in their numbers of stages and prompts, and are as long as shipped ones.
Memory is the most that a process which checks so many files in one go holds of the machine's, as the system tells it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from functools import partial
from importlib import import_module
from io import StringIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import handrail
from handrail.cataloguing import file_of
from handrail.cli.commands import run
from handrail.publishing.json_schema import to_json_schema

from .figures import Figure, absent, duration, ratio
from .generated import generated
from .peers import is_there
from .timing import Work, interleaved

# What is held to a target, as often faster than the peer.
LEAST = {"yamllint": 5.0, "check-jsonschema": 20.0}
ALL_WELL, FOUND = 0, 1
# Starts a command from a small process and prints what it held: for the system a process begins with what the one
# that started it holds.
_WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what checking costs."""
    many, few, rounds = (20, 5, 1) if quick else (1_000, 100, 3)
    with TemporaryDirectory() as folder:
        schema = Path(folder, "framework.schema.json")
        schema.write_text(to_json_schema(), encoding="utf-8")
        shipped = [str(file_of(id)) for id in handrail.names()]
        yield from _commands("the shipped catalogue", shipped, schema, rounds)
        stages, prompts = (50, 1_000) if quick else (500, 10_000)
        large = _written(folder, "large", generated(stages, prompts, id="large"))
        yield from _commands(f"{stages} stages, {prompts:,} prompts", [large], schema, rounds)
        usual = [_usual(folder, number) for number in range(4 * many)]
        yield from _commands(f"{many:,} files", usual[:many], schema, rounds, held=True)
        yield from _within(usual[:few], rounds)
        yield from _memory(usual, (few, many, 4 * many))


def _usual(folder: str, number: int) -> str:
    """Return a file with a framework of the usual size that no other has the like of."""
    id = f"generated-{number}"
    return _written(folder, id, generated(3 + number % 7, 20 + number % 21, id=id))


def _written(folder: str, id: str, text: str) -> str:
    file = Path(folder, f"{id}.yaml")
    file.write_text(text, encoding="utf-8")
    return str(file)


def _commands(
    what: str, files: Sequence[str], schema: Path, rounds: int, held: bool = False
) -> Iterator[Figure]:
    """Yield what the commands take for the same files; a new process needs no warming up."""
    commands = {
        "check": [sys.executable, "-m", "handrail", "check"],
        "yamllint": [sys.executable, "-m", "yamllint", "--format", "parsable"],
        "check-jsonschema": [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema)],
    }
    there = [name for name in commands if name == "check" or is_there(name)]
    works: dict[str, Work] = {name: partial(_run, [*commands[name], *files]) for name in there}
    timed = interleaved(works, rounds, warm=False)
    yield duration(f"check {what}", timed["check"])
    for name, least in LEAST.items():
        said = f"{name} of {what} : check"
        target = least if held else None
        if name in timed:
            yield ratio(said, timed[name], timed["check"], least=target)
        else:
            yield absent(said, name, least=target)


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode in (ALL_WELL, FOUND), done.stderr
    assert "Traceback" not in done.stderr, done.stderr


def _check(files: Sequence[str]) -> None:
    with redirect_stdout(StringIO()):
        status = run(["check", *files])
    assert status == ALL_WELL


def _within(files: Sequence[str], rounds: int) -> Iterator[Figure]:
    said = f"yamllint of {len(files):,} files : check, in one process"
    if not is_there("yamllint"):
        yield absent(said, "yamllint", least=LEAST["yamllint"])
        return
    linter, config = import_module("yamllint.linter"), import_module("yamllint.config")
    usual = config.YamlLintConfig("extends: default")

    def theirs() -> None:
        for file in files:
            with Path(file).open(encoding="utf-8") as opened:
                list(linter.run(opened, usual, file))

    timed = interleaved({"ours": partial(_check, files), "theirs": theirs}, rounds)
    yield duration(f"check {len(files):,} files, in one process", timed["ours"])
    yield ratio(said, timed["theirs"], timed["ours"], least=LEAST["yamllint"])


def _memory(files: Sequence[str], sizes: tuple[int, ...]) -> Iterator[Figure]:
    # The files are as different at the end of the list as at its beginning. All that
    # check itself still holds of each when it tells what it found is its name.
    few, *more = sizes
    least = _peak(files[:few])
    yield Figure(f"peak memory of check, {few:,} files", least / 2**20, "MB")
    for many in more:
        size = sum(map(os.path.getsize, files[:many])) / 2**20
        peak = _peak(files[:many])
        around = f"{peak / 2**20:.1f} MB for {size:.0f} MB of text"
        yield Figure(f"peak memory, {many:,} files : {few:,} files", peak / least, most=1.25, around=around)


def _peak(files: Sequence[str]) -> int:
    """Return the most bytes that a process which checks files has held: the median of several."""
    return int(median(_held(files) for _ in range(3)))


def _held(files: Sequence[str]) -> int:
    command = [sys.executable, "-c", _WATCH, sys.executable, "-m", "handrail", "check", *files]
    held = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return held * (1 if sys.platform == "darwin" else 1024)
