"""Frameworks and sessions leave as text."""

from __future__ import annotations

from .mermaid import to_mermaid as to_mermaid
