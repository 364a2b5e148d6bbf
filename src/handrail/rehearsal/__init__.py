"""The room of rehearsal: a framework is tried out before people meet it."""

from __future__ import annotations

from .replaying import Replay as Replay
from .replaying import replay as replay
