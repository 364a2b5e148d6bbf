"""Frameworks and sessions leave as text."""

from __future__ import annotations

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
