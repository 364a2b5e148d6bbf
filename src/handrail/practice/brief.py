"""What somebody who speaks in a session is told before, person or software, without a word that a person wrote."""

from __future__ import annotations

from typing import Any, NamedTuple

from .offers import Offer
from .state import State
from .tables import Table


class Brief(NamedTuple):
    """The brief as a text, and as plain data."""

    text: str

    def to_plain(self) -> dict[str, Any]:
        return {}


def brief(table: Table, state: State, offer: Offer, help: tuple[str, ...]) -> Brief:
    return Brief("")
