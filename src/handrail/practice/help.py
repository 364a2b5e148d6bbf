"""What to tell somebody who needs a human being; the library knows no number, and names none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .offers import fill
from .state import State
from .tables import Table

HONEST_DEFAULT = (
    "Nobody has told this software who can be reached where you are. If somebody may be in danger, turn now to "
    "the emergency service there, or to a person you trust."
)


def help_texts(
    table: Table, state: State, given: tuple[str, ...], terms: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the words of the safeguard that interrupted, if one did, then the host's, or an honest default."""
    safeguard = table.safeguards.get(state.safeguard)
    worded = safeguard.wordings if safeguard else {}
    words = worded.get(table.voice) or next(iter(worded.values()), "")
    return (*([fill(words, terms)] if words else []), *(given or (HONEST_DEFAULT,)))


def spoken(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return the host's texts, also when there is only one."""
    return ((given,) if given else ()) if isinstance(given, str) else tuple(given)
