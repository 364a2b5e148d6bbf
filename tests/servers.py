"""A real PostgreSQL server, started for whoever asks, and gone with them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoServer(Exception):
    """There is no server to start; the message says how to get one."""


@contextmanager
def running(fsync: bool = False) -> Iterator[str]:
    """Give the address of a new server's database; `fsync`: what it acknowledges is on the disk."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")] or [Path(shutil.which("initdb") or "")]
    if not found[-1].is_file():
        raise NoServer("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="handrail-"))
    as_postgres: list[str] = []
    if os.geteuid() == 0:  # the server does not run as root
        shutil.chown(folder, "postgres")
        as_postgres = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *words: str) -> None:
        command = [*as_postgres, str(found[-1].with_name(program)), "-D", str(folder / "data"), *words]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=60"
    try:
        run("initdb", "--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8")
        # What the server says goes into a file: it would hold the pipe open for as long as it lives.
        start = f"{settings} -c fsync={'on' if fsync else 'off'}"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", start, "start")
        try:
            yield f"postgresql:///postgres?host={folder}&user=postgres"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
