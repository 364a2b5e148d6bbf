"""A reader with a browser, and the pages that are read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.peers import Missing, from_npm, without

import handrail
from handrail.cli.commands import run

from .browser import Reader, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).parents[2] / "docs"
SHEETS = [name for name in handrail.names() if name != "skills"]  # it asks nothing, it names skills


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Give one browser to all of them."""
    try:
        with running() as browser:
            yield browser
    except Missing as missing:
        without(missing)


@pytest.fixture(scope="package")
def somebody(chromium: Browser) -> Reader:
    """Give somebody who opens one page after the other."""
    try:
        axe = from_npm("axe-core", "axe.min.js")
    except Missing as missing:
        without(missing)
    return Reader(chromium.new_context(offline=True, reduced_motion="reduce").new_page(), axe)


@pytest.fixture
def reader(somebody: Reader) -> Iterator[Reader]:
    """Give somebody who opens pages, none of which may ask another host for anything, or have a faulty script."""
    somebody.asked.clear()
    somebody.said.clear()
    yield somebody
    assert somebody.asked_of_others == []
    assert somebody.said == []


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, somebody: Reader) -> Path:
    """Return a folder with a page for every framework, and their list."""
    folder = tmp_path_factory.mktemp("site")
    assert run(["page", "--all", "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="package")
def worksheets(tmp_path_factory: pytest.TempPathFactory, somebody: Reader) -> Path:
    """Return a folder with a worksheet for every framework, to be filled in where it is read."""
    folder = tmp_path_factory.mktemp("worksheets")
    for name in SHEETS:
        assert run(["worksheet", name, "--to", "html", "--out", str(folder / f"{name}.html")]) == 0
    return folder


@pytest.fixture(scope="package")
def docs(tmp_path_factory: pytest.TempPathFactory, somebody: Reader) -> Path:
    """Return a folder with the documentation."""
    folder = tmp_path_factory.mktemp("docs")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-d",
        str(folder / "trees"),
        str(DOCS),
        str(folder / "html"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "html"
