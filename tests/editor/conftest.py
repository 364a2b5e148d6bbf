"""An editor with the real yaml-language-server behind it, and the schema in its folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.peers import Missing, without

from handrail.cli.commands import run

from .language_server import Editor, running


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Give an editor; the schema stands in its folder as `handrail schema --out` writes it."""
    folder = tmp_path_factory.mktemp("editor")
    assert run(["schema", "--out", str(folder / "framework.schema.json")]) == 0
    assert run(["schema", "--walkthroughs", "--out", str(folder / "walkthroughs.schema.json")]) == 0
    try:
        with running(folder) as one:
            yield one
    except Missing as missing:
        without(missing)
