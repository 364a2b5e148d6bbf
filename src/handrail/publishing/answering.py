"""What was answered to each prompt of a session, in the words that stand at the end."""

from __future__ import annotations

import attrs

from handrail.practice import Session
from handrail.practice.events import Answered


@attrs.frozen
class Answer:
    """The text under a prompt, and the values that were taken from it."""

    text: str = attrs.field(default="", repr=False)
    values: tuple[str, ...] = attrs.field(default=(), repr=False)


def answers_of(session: Session) -> dict[str, Answer]:
    """Return the latest answer to each prompt; where several take part, that of each of them behind a name."""
    latest: dict[str, dict[str, Answered]] = {}
    for event in session.events:
        if isinstance(event, Answered):
            latest.setdefault(event.prompt, {}).pop(event.by, None)
            latest[event.prompt][event.by] = event
    several = len(session.state.setting.participants) > 1
    found = {}
    for prompt, those in latest.items():
        named = (f"{who}: {one.text}" if several and who else one.text for who, one in those.items())
        found[prompt] = Answer("\n".join(filter(None, named)), _values([*those.values()][-1]))
    return found


def _values(event: Answered) -> tuple[str, ...]:
    value = event.value
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),) if value != "" else ()
