"""Doors of rooms that open one name at a time, so that a start imports no more than it needs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def opening(door: str, later: Mapping[str, str]) -> Callable[[str], Any]:
    """Return what gives a door its names, each from its module on first use.

    `later` are the modules by the names. For any other name it raises `AttributeError`, as Python does.
    """

    def get(name: str) -> Any:
        if name not in later:
            raise AttributeError(f"module '{door}' has no attribute '{name}'")
        value = getattr(import_module(later[name], door), name)
        setattr(sys.modules[door], name, value)
        return value

    return get
