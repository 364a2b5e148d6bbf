"""How the tests run the command: as a person's shell or script would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

JOURNAL = "HANDRAIL_JOURNAL"
Run = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = [sys.executable, "-m", "handrail"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs the command in a folder of its own, with lines on standard input."""

    def runs(*words: str, lines: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *words],
            input=lines,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONUTF8": "1",
                JOURNAL: str(tmp_path / "data" / "journal.db"),
                **variables,
            },
            timeout=60,
            check=False,
        )

    return runs


@pytest.fixture
def encryption() -> None:
    """Skip where the library is not installed that seals journals."""
    pytest.importorskip("cryptography")
