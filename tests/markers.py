"""Looking for what somebody wrote wherever it must not be."""

from __future__ import annotations

import traceback
from collections.abc import Iterator


def chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that stand behind it, also those that a traceback would not show."""
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and one not in seen:
            seen.append(one)
            waiting += [one.__cause__, one.__context__]
            yield one


def told(error: BaseException) -> str:
    """Return everything that somebody who logs an error could come to write down."""
    parts = [line for line in traceback.format_exception(error) if not line.startswith("  File")]
    for one in chain(error):
        parts += [str(one), repr(one), repr(one.args), repr(vars(one)), *getattr(one, "__notes__", ())]
    return "\n".join(parts)
