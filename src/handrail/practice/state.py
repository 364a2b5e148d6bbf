"""Where a session stands: ids, facts and what was touched, and no word that a person wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from handrail.conditions import Value

from .events import NOTHING
from .identity import Digests
from .people import settled

STATUSES = ("open", "suspended", "stopped", "closed")
# How a prompt was touched; what was answered once stays answered.
TOUCHES = ("answered", "left_blank", "skipped", "passed")


class Setting(NamedTuple):
    """What a session was begun with, and what `replanned` changed since."""

    voice: str = ""
    edition: str = ""
    language: str = ""
    minutes: float | None = None
    familiarity: str = ""
    occasion: str = ""
    participants: Mapping[str, str] = NOTHING
    presenter: str = ""
    past: tuple[tuple[str, ...], ...] = ()
    rules: str = ""


class Promise(NamedTuple):
    """What a state knows of an outcome: its type, its status (open, done, dropped), who may see it, and whose it is."""

    type: str
    status: str = "open"
    visibility: str = "private"
    by: str = ""


class Aside(NamedTuple):
    """A state as it was before another version of the framework was taken up, and as it was right after that.

    So nothing is lost that has no place under the newer version, and it is known what happened since. Both are
    without what they keep aside themselves. under: the version that was taken up.
    """

    before: State
    left: State
    under: Digests


class State(NamedTuple):
    """A session at one moment; `State()` is the moment before it started.

    visits: the stages one came to, in the order of first visits; how often is counted as far as any condition of the
    framework asks. touched: prompt → participant → how. shut: the hard gates before everything that are not open.
    detours: each detour that one is in, and the stage one left for it. let_be: the prompts of gates that need not be
    put again, unless what they settle becomes unknown. aside: what other versions of the framework found, oldest
    first, from the first on that changed anything. Mappings are never changed after they are made, so states share
    them.
    """

    status: str = ""
    stage: str = ""
    visits: Mapping[str, int] = NOTHING
    touched: Mapping[str, Mapping[str, str]] = NOTHING
    waiting: str = ""
    facts: Mapping[str, Value] = NOTHING
    shut: tuple[str, ...] = ()
    detours: tuple[tuple[str, str], ...] = ()
    outcomes: Mapping[str, Promise] = NOTHING
    safeguard: str = ""
    setting: Setting = Setting()
    let_be: tuple[str, ...] = ()
    aside: tuple[Aside, ...] = ()

    def was(self, prompt: str) -> str:
        """Return how a prompt was touched: answered when anybody answered it, else the latest, else nothing."""
        touches = self.touched.get(prompt)
        if not touches:
            return ""
        how = tuple(touches.values())
        return "answered" if "answered" in how else how[-1]

    def done(self, prompt: str, by: str = "") -> str:
        """Return how a prompt is done with, as `was` does, and nothing while it is still somebody's turn.

        In a group that says *we*, one member's pass leaves a prompt to the others; beside a presenter, nobody but the
        presenter ends the presenter's. With `by` it is looked at for that participant.
        """
        setting = self.setting
        if not setting.presenter and setting.voice != "group":
            return self.was(prompt)
        touches = self.touched.get(prompt)
        return settled(touches, setting.participants, by or setting.presenter) if touches else ""


class Notice(NamedTuple):
    """Something that whoever runs a session should hear of."""

    code: str
    text: str


class Step(NamedTuple):
    """What an event led to."""

    state: State
    notices: tuple[Notice, ...] = ()
