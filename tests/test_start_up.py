"""Importing does nothing: what is heavy is imported when somebody asks for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def imported_by(code: str) -> set[str]:
    """Return the top-level packages that a piece of Python has imported."""
    ask = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


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
