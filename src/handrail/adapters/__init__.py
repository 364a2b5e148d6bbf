"""Doors to other software, one file each, each behind an extra of its own."""

from __future__ import annotations
