"""Places for journals: a file of one's own, or tables of one's own on a PostgreSQL server that the tests start."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.servers import NoServer, running

Places = Callable[[], str]


def missing(what: str) -> None:
    """Skip with a reason; where everything is expected to be there, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}, and these tests must not be skipped here")
    pytest.skip(what)


def needs(library: str) -> None:
    if importlib.util.find_spec(library) is None:
        missing(f"the library {library} is not installed")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Return the address of a running server."""
    needs("psycopg")
    try:
        with running() as address:
            yield address
    except NoServer as why:
        missing(str(why))


_NUMBERS = count(1)


@pytest.fixture
def postgres(server: str) -> str:
    """Return the address of tables of this test's own."""
    import psycopg

    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as base:
        base.execute(f"create schema {name}".encode())
    return f"{server}&options=-csearch_path%3D{name}"


@pytest.fixture
def encryption() -> None:
    needs("cryptography")


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return a place for a journal of this test's own, of either kind."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres"))
    return str(tmp_path / "journal.db")


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lines stand as they are, so that a marker in one would be found."""
    monkeypatch.setattr("handrail.keeping.journal.packed", lambda line: line)
