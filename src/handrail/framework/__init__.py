"""The room of the framework: what it is, whether it holds together, and its canonical form."""

from __future__ import annotations

from .framework import Framework as Framework
from .framework import NoSuchThing as NoSuchThing
from .framework import find as find
