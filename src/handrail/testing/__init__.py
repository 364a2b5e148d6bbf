"""The room of testing: the conformance kit, by which whoever writes a store finds out whether it is one."""

from __future__ import annotations

from .conformance import StoreConformance as StoreConformance
from .writers import Opener as Opener
