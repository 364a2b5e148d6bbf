"""Importing does nothing: what is heavy is imported when somebody asks for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def imported_by(code: str) -> set[str]:
    """Return the top-level packages that a piece of Python has imported."""
    return {name.partition(".")[0] for name in modules_imported_by(code)}


def modules_imported_by(code: str) -> set[str]:
    """Return the modules that a piece of Python has imported."""
    ask = f"{code}\nimport sys\nprint()\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_importing_handrail_imports_nothing_else() -> None:
    assert not imported_by("import handrail") & {"attr", "attrs", "yaml", "networkx", "click", "sqlite3"}


@pytest.mark.parametrize(
    "code",
    [
        'import handrail; handrail.load("johns")',
        'import handrail; handrail.begin(handrail.load("egan"), voice="self").moves()',
    ],
)
def test_loading_and_walking_need_no_networkx(code: str) -> None:
    assert "networkx" not in imported_by(code)


def test_loading_imports_nothing_that_writes_texts() -> None:
    imported = modules_imported_by('import handrail; handrail.load("johns")')
    assert not imported & {
        "json",
        "decimal",
        "handrail.authoring.writing",
        "handrail.authoring.language_files",
    }


def test_a_journal_in_a_file_needs_only_python(tmp_path: Path) -> None:
    code = f"import handrail; handrail.Journal.open({str(tmp_path / 'journal.db')!r}).close()"
    assert not imported_by(code) & {"psycopg", "cryptography", "yaml", "networkx"}


def test_the_conformance_kit_needs_no_test_runner() -> None:
    assert "pytest" not in imported_by("import handrail.testing")


def test_every_public_name_is_there() -> None:
    code = "import handrail\nfor name in handrail.__all__: getattr(handrail, name)"
    assert "handrail" in imported_by(code)


def test_a_public_name_stays_what_it_is_after_its_room_was_imported() -> None:
    code = (
        "import handrail.cataloguing, handrail\nassert callable(handrail.catalogue) and handrail.catalogue()"
    )
    assert "handrail" in imported_by(code)


CALLED = """
import sys
from handrail.cli import main
sys.argv = ["handrail", *{words}]
try:
    main()
except SystemExit:
    pass
"""
ROOMS = ("authoring.advice", "authoring.refusals", "rehearsal", "publishing", "keeping", "practice")


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["--version"], set()),
        (["--help"], set()),
        (["list"], set()),
        (["check", "driscoll"], {"authoring.advice", "authoring.refusals"}),
        (["explain", "colon-in-text"], {"authoring.advice", "authoring.refusals"}),
    ],
    ids=" ".join,
)
def test_a_command_imports_the_rooms_that_it_needs_and_no_other(words: list[str], needed: set[str]) -> None:
    imported = modules_imported_by(CALLED.format(words=words))
    rooms = {room for room in ROOMS if f"handrail.{room}" in imported}
    assert rooms - needed == set()
    assert not imported & {"sqlite3", "prompt_toolkit", "networkx"}


def test_the_version_and_the_help_read_no_framework_format() -> None:
    assert not modules_imported_by(CALLED.format(words=["--help"])) & {"handrail.authoring", "yaml", "attrs"}
