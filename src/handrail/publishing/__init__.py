"""Frameworks and sessions leave as text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .agenda import to_agenda as to_agenda
    from .description import sentences as sentences
    from .description import to_description as to_description
    from .dot import to_dot as to_dot
    from .json_schema import to_json_schema as to_json_schema
    from .mermaid import to_mermaid as to_mermaid
    from .outline import to_outline as to_outline
    from .page import to_page as to_page
    from .svg import to_svg as to_svg
    from .transcript import to_transcript as to_transcript

# Each of these is wanted alone: a page needs no picture, and a picture no transcript.
_LATER = {
    "to_agenda": ".agenda",
    **dict.fromkeys(("sentences", "to_description"), ".description"),
    "to_dot": ".dot",
    "to_json_schema": ".json_schema",
    "to_mermaid": ".mermaid",
    "to_outline": ".outline",
    "to_page": ".page",
    "to_svg": ".svg",
    "to_transcript": ".transcript",
}


def __getattr__(name: str) -> Any:
    """Return a name from its module, on first use."""
    if name in _LATER:
        value = globals()[name] = getattr(import_module(_LATER[name], __name__), name)
        return value
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
