"""Both stores keep what a store promises, sealed and not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from handrail.keeping import SqliteStore, Store
from handrail.keeping.places import opened
from handrail.testing import StoreConformance


class TestSqlite(StoreConformance):
    @pytest.fixture(autouse=True)
    def somewhere(self, tmp_path: Path) -> None:
        self.place = str(tmp_path / "journal.db")

    def opener(self) -> Callable[[], Store]:
        return partial(SqliteStore, self.place)


class TestSealedSqlite(StoreConformance):
    @pytest.fixture(autouse=True)
    def somewhere(self, tmp_path: Path, encryption: None) -> None:
        self.place = str(tmp_path / "journal.db")

    def opener(self) -> Callable[[], Store]:
        return partial(opened, self.place, None, b"k" * 32)


class TestPostgres(StoreConformance):
    @pytest.fixture(autouse=True)
    def somewhere(self, postgres: str) -> None:
        self.place = postgres

    def opener(self) -> Callable[[], Store]:
        return partial(opened, self.place, None, None)


class TestSealedPostgres(StoreConformance):
    @pytest.fixture(autouse=True)
    def somewhere(self, postgres: str, encryption: None) -> None:
        self.place = postgres

    def opener(self) -> Callable[[], Store]:
        return partial(opened, self.place, None, b"k" * 32)
