"""Every example in the README and the documentation is run, and shows what really comes back."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest

import handrail
from handrail.authoring import read_walkthroughs, reading
from handrail.authoring.syntax import RECORDS
from handrail.framework import Framework

TOP = Path(__file__).parent.parent
README = TOP / "README.md"
DOCUMENTS = [README, TOP / "CONTRIBUTING.md", *sorted((TOP / "docs").rglob("*.rst"))]
EGAN = "<!-- egan graph: made by handrail draw egan -->"

FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DIRECTIVE = re.compile(r"^\.\. code-block:: (\w+)\n((?:[ \t]+.*\n|\n)+)", re.MULTILINE)

# A file that the commands of a document find under this name.
NAMED = re.compile(r"# (\S+\.(?:yaml|toml))\n")


class Block(NamedTuple):
    """An example: its language, its text, and the line of the document that it starts in."""

    language: str
    text: str
    line: int


def blocks(path: Path) -> list[Block]:
    """Return the examples of a document, in order."""
    text = path.read_text(encoding="utf-8")
    found = (FENCED if path.suffix == ".md" else DIRECTIVE).finditer(text)
    return [
        Block(match[1], textwrap.dedent(match[2]).strip("\n") + "\n", text.count("\n", 0, match.start()) + 2)
        for match in found
    ]


def examples(*languages: str) -> list[object]:
    """Return a parameter for every document that has examples in these languages."""
    return [
        pytest.param(path, id=path.relative_to(TOP).as_posix())
        for path in DOCUMENTS
        if any(block.language in languages for block in blocks(path))
    ]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to work in, where the command is found and nothing of the machine is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HANDRAIL_PATH", raising=False)
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("HANDRAIL_JOURNAL", str(tmp_path / "journal.db"))
    return tmp_path


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("path", examples("python", "pycon"))
def test_the_python_of_a_document_runs(path: Path) -> None:
    names: dict[str, object] = {"__name__": "__main__", "input": lambda _: "What came to mind."}
    for block in blocks(path):
        if block.language == "python":
            exec(compile("\n" * (block.line - 1) + block.text, str(path), "exec"), names)
        elif block.language == "pycon":
            parts = doctest.DocTestParser().get_doctest(
                block.text, names, path.name, str(path), block.line - 1
            )
            told: list[str] = []
            doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(parts, out=told.append, clear_globs=False)
            assert "".join(told) == ""
            names.update(parts.globs)


@pytest.mark.parametrize("path", examples("console"))
def test_the_commands_of_a_document_print_what_it_says(path: Path, elsewhere: Path) -> None:
    for block in blocks(path):
        if block.language in ("yaml", "toml") and (named := NAMED.match(block.text)):
            (elsewhere / named[1]).parent.mkdir(parents=True, exist_ok=True)
            (elsewhere / named[1]).write_text(block.text, encoding="utf-8")
        if block.language != "console":
            continue
        for command, expected in re.findall(r"^\$ (.*\n)((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
            run = subprocess.run(
                command, shell=True, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
            )
            shown = run.stdout + run.stderr
            flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            assert doctest.OutputChecker().check_output(expected, shown, flags), (
                f"{path.name}: $ {command}{shown}"
            )


@pytest.mark.parametrize("path", examples("yaml"))
def test_the_yaml_of_a_document_is_a_framework_or_walks_one(path: Path) -> None:
    shown: dict[str, Framework] = {}

    def find(id: str) -> Framework:
        return shown[id] if id in shown else handrail.load(id)

    for block in blocks(path):
        if block.language == "yaml":
            walks = re.match(r"# \S+\.walkthroughs\.yaml\n", block.text)
            made = (read_walkthroughs if walks else reading)(block.text, f"{path.name}:{block.line}", find)
            shown[made.framework.id] = made.framework


def test_the_picture_in_the_readme_is_what_the_command_draws() -> None:
    command = [sys.executable, "-m", "handrail", "draw", "egan"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    _, _, after = README.read_text(encoding="utf-8").partition(EGAN)
    assert after.startswith(f"\n\n```mermaid\n{run.stdout.strip()}\n```\n")


def test_the_readme_has_one_command_for_the_tests() -> None:
    _, _, after = README.read_text(encoding="utf-8").partition("\n## Run the tests\n")
    commands = [match[2] for match in FENCED.finditer(after.partition("\n## ")[0])]
    assert len(commands) == 1
    assert commands[0].count("\n") == 1
    assert "pytest" in commands[0]


def test_the_documentation_shows_every_record_of_the_table_of_keys_once() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in DOCUMENTS)
    assert sorted(re.findall(r"^\.\. framework-syntax:: (\S+)$", pages, re.MULTILINE)) == sorted(RECORDS)


def test_every_public_name_has_its_place_in_the_documentation() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (TOP / "docs" / "reference" / "api").glob("*.rst"))
    shown = re.findall(
        r"^\.\. auto(?:function|class|exception):: handrail\.(\w+)(?:\(\))?$", pages, re.MULTILINE
    )
    assert sorted(shown) == sorted(name for name in handrail.__all__ if name != "__version__")
