"""A real PostgreSQL server for the tests, started by them and gone with them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

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
def server() -> Iterator[Path]:
    """Return the folder of a running server's socket."""
    needs("psycopg")
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")] or [Path(shutil.which("initdb") or "")]
    if not found[-1].is_file():
        missing("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="handrail-"))
    as_postgres: list[str] = []
    if os.geteuid() == 0:  # the server does not run as root
        shutil.chown(folder, "postgres")
        as_postgres = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *words: str) -> None:
        command = [*as_postgres, str(found[-1].with_name(program)), "-D", str(folder / "data"), *words]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        run("initdb", "--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8")
        settings = (
            f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
        )
        # What the server says goes into a file: it would hold the pipe open for as long as it lives.
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", settings, "start")
        yield folder
        run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_NUMBERS = count(1)


@pytest.fixture
def postgres(server: Path) -> str:
    """Return the address of tables of this test's own."""
    import psycopg

    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    address = f"postgresql:///postgres?host={server}&user=postgres"
    with psycopg.connect(address, autocommit=True) as base:
        base.execute(f"create schema {name}".encode())
    return f"{address}&options=-csearch_path%3D{name}"


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
