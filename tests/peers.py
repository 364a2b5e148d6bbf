"""What tests need beside Python: where it is found, and what happens where it is not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

# The folder where .ci/run or somebody on a desk has installed what .ci/package.json names.
PLACE = "HANDRAIL_NODE"


class Missing(Exception):
    """A peer is not there; the message says how to get it."""


def from_npm(*path: str) -> Path:
    """Return a file of a package from npm; raises `Missing`."""
    folder = os.environ.get(PLACE, "")
    file = Path(folder, "node_modules", *path)
    if not folder or not file.is_file():
        raise Missing(
            f"{path[0]} is missing: copy .ci/package.json into a FOLDER of its own, "
            f"npm install --prefix FOLDER, and name the folder in {PLACE}"
        )
    return file


def without(missing: Missing) -> NoReturn:
    """Say that a peer is missing: what is checked before something lands must not pass without it."""
    if os.environ.get("CI") == "true":
        pytest.fail(str(missing))
    pytest.skip(str(missing))
