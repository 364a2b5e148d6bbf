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

RUN = ("python", "pycon", "console", "yaml", "toml")
# What a person types on a machine of their own, what a program shows, the text of a page, a picture.
FOR_THE_EYE = ("sh", "text", "rst", "mermaid")
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
        # What a file in another language says, the page's own commands check.
        if block.language == "yaml" and not re.match(r"# [\w-]+\.[a-z]{2}\.yaml\n", block.text):
            walks = re.match(r"# \S+\.walkthroughs\.yaml\n", block.text)
            made = (read_walkthroughs if walks else reading)(block.text, f"{path.name}:{block.line}", find)
            shown[made.framework.id] = made.framework


def test_what_looks_like_code_in_a_document_is_run_or_says_that_it_is_for_the_eye() -> None:
    known = {*RUN, *FOR_THE_EYE}
    others = [
        (path.name, block) for path in DOCUMENTS for block in blocks(path) if block.language not in known
    ]
    assert others == []
    # A literal block has no language, and a bare example is run by nobody.
    bare = re.compile(r"^(?!\.\. ).*::\n\n[ ]|^>>> ", re.MULTILINE)
    pages = [path for path in DOCUMENTS if path.suffix == ".rst"]
    assert [path.name for path in pages if bare.search(path.read_text(encoding="utf-8"))] == []


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


def documented() -> set[str]:
    """Return the full names that the pages of names show."""
    pages = "".join(
        page.read_text(encoding="utf-8") for page in (TOP / "docs" / "reference" / "api").glob("*.rst")
    )
    shown = re.findall(r"^\.\. (?:auto\w+|data):: (handrail[\w.]*)(?:\(\))?$", pages, re.MULTILINE)
    assert sorted(set(shown)) == sorted(shown)
    return set(shown)


def test_every_public_name_has_its_place_in_the_documentation() -> None:
    of_its_own = {name.removeprefix("handrail.") for name in documented() if name.count(".") == 1}
    assert of_its_own - {"conditions"} == {name for name in handrail.__all__ if name != "__version__"}


@pytest.mark.parametrize("room", ["authoring", "keeping", "practice", "publishing", "rehearsal", "testing"])
def test_every_name_at_the_door_of_a_room_has_its_place_in_the_documentation(room: str) -> None:
    door = (Path(handrail.__file__).parent / room / "__init__.py").read_text(encoding="utf-8")
    shown = documented()
    missing = [
        f"{room}.{name}"
        for module, name in re.findall(r"^from \.(\w+) import (\w+) as \2$", door, re.MULTILINE)
        if not {f"handrail.{room}.{name}", f"handrail.{room}.{module}", f"handrail.{name}"} & shown
    ]
    assert missing == []
