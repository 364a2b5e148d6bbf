"""The picture of a framework, with the same in words."""

from __future__ import annotations

from docutils import nodes

from .drafting import Draft


def picture(draft: Draft) -> list[nodes.Node]:
    """Return the picture."""
    return []
