"""handrail: helping frameworks, loaded from YAML, walked with care, published with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from handrail.catalogue import Entry as Entry
    from handrail.catalogue import catalogue as catalogue
    from handrail.catalogue import load as load
    from handrail.catalogue import names as names
    from handrail.errors import FrameworkError as FrameworkError
    from handrail.errors import HandrailError as HandrailError
    from handrail.framework import Framework as Framework

# Each public name and the room it lives in: importing handrail only makes this table, which takes no time.
_HOME = {
    "Entry": "handrail.catalogue",
    "catalogue": "handrail.catalogue",
    "load": "handrail.catalogue",
    "names": "handrail.catalogue",
    "FrameworkError": "handrail.errors",
    "HandrailError": "handrail.errors",
    "Framework": "handrail.framework",
}

__all__ = ["__version__", *sorted(_HOME)]


def __getattr__(name: str) -> Any:
    """Return a public name from its room, on first use."""
    if name in _HOME:
        from importlib import import_module

        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'handrail' has no attribute '{name}'")


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
