"""What all tests share: comparing with golden files, and renewing them with `pytest --renew-golden`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# What is checked before something lands must not hang on luck: there every run draws the same examples. On a desk each
# run draws new ones. Nothing is timed, neither here nor there: other work on the same computer makes no test fail.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")

Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write what is made now into the golden files; look at the difference before you commit it",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return what compares a text with the golden file of that name, in `golden` beside the test."""
    renew: bool = request.config.getoption("--renew-golden")

    def compare(name: str, text: str) -> None:
        file = Path(request.path).parent / "golden" / name
        if renew:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8"), (
            f"{name} differs; if it should: pytest --renew-golden"
        )

    return compare
