"""One door for the calls that a language model names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .session import Session


def do(session: Session, name: str, arguments: Mapping[str, Any], by: str) -> Session:
    raise NotImplementedError
