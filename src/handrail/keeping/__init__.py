"""The room of keeping: sessions are kept, by whatever store keeps its promises."""

from __future__ import annotations

from handrail.practice import Conflict as Conflict

from .journal import Journal as Journal
from .journal import KeptOutcome as KeptOutcome
from .sqlite import SqliteStore as SqliteStore
from .store import Card as Card
from .store import Forgotten as Forgotten
from .store import KeepingError as KeepingError
from .store import NeedsKey as NeedsKey
from .store import OutOfStep as OutOfStep
from .store import Store as Store
