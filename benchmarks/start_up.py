"""Starting: how long a new process takes until handrail is there, and until a framework is.

Every start is a process of its own, timed from outside. Bytecode is kept in a folder for the run, as on any
machine where Python may write it; the first start of each kind fills it and does not count.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from .figures import Figure, duration, ratio
from .timing import interleaved

IMPORT = "import handrail"
LOAD = 'import handrail; handrail.load("johns")'


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what starting costs."""
    with TemporaryDirectory() as folder:
        starts = {name: partial(_start, command, folder) for name, command in _commands().items()}
        timed = interleaved(starts, 7 if quick else 31)
        for name, times in timed.items():
            yield duration(name, times)
        yield ratio(f"{IMPORT} : pass", timed[IMPORT], timed["pass"], most=1.1)
        yield ratio("handrail --version : pass", timed["handrail --version"], timed["pass"], most=1.5)
        yield ratio(f"{LOAD} : import attrs, yaml", timed[LOAD], timed["import attrs, yaml"], most=1.7)
        for code in (IMPORT, LOAD):
            says = f"{code}; import sys; print('networkx' in sys.modules)"
            there = float("True" in _start([sys.executable, "-c", says], folder))
            yield Figure(f"{code}: networkx imported", there, "times", most=0)


def _commands() -> dict[str, list[str]]:
    codes = {code: [sys.executable, "-c", code] for code in ("pass", IMPORT, "import attrs, yaml", LOAD)}
    script = Path(sysconfig.get_path("scripts")) / "handrail"
    command = [str(script)] if script.exists() else [sys.executable, "-m", "handrail"]
    return {**codes, "handrail --version": [*command, "--version"]}


def _start(command: list[str], bytecode: str) -> str:
    """Return what a command prints."""
    asked_otherwise = ("PYTHONDONTWRITEBYTECODE", "HANDRAIL_PATH", "PYTHONPROFILEIMPORTTIME")
    environment = {name: value for name, value in os.environ.items() if name not in asked_otherwise}
    environment["PYTHONPYCACHEPREFIX"] = bytecode
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
