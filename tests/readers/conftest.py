"""A reader with a browser, and the pages that are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.peers import Missing, from_npm, without

from .browser import Reader, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give one browser to all of them."""
    try:
        with running() as browser:
            yield browser
    except Missing as missing:
        without(missing)


@pytest.fixture(scope="session")
def reader(chromium: Browser) -> Iterator[Reader]:
    """Give somebody who opens pages."""
    try:
        axe = from_npm("axe-core", "axe.min.js")
    except Missing as missing:
        without(missing)
    with chromium.new_context(offline=True, reduced_motion="reduce") as context:
        yield Reader(context.new_page(), axe)
