"""Frameworks and sessions leave as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.doors import opening

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

__getattr__ = opening(__name__, _LATER)
