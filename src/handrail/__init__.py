"""handrail: helping frameworks, loaded from YAML, walked with care, published with their sources."""

from __future__ import annotations

# Type checkers take a name like this for true; typing itself would double what importing handrail costs.
TYPE_CHECKING = False

__version__ = "0.1.0"

if TYPE_CHECKING:
    from typing import Any

    from handrail.cataloguing import Entry as Entry
    from handrail.cataloguing import NotFound as NotFound
    from handrail.cataloguing import catalogue as catalogue
    from handrail.cataloguing import languages as languages
    from handrail.cataloguing import load as load
    from handrail.cataloguing import names as names
    from handrail.errors import FrameworkError as FrameworkError
    from handrail.errors import HandrailError as HandrailError
    from handrail.framework import Framework as Framework
    from handrail.graph import StageGraph as StageGraph
    from handrail.keeping import Journal as Journal
    from handrail.practice.beginning import begin as begin
    from handrail.practice.moves import Move as Move
    from handrail.practice.offers import LeftOut as LeftOut
    from handrail.practice.offers import Offer as Offer
    from handrail.practice.offers import Offered as Offered
    from handrail.practice.session import Session as Session
    from handrail.practice.state import State as State
    from handrail.practice.steps import fold as fold
    from handrail.practice.steps import step as step
    from handrail.practice.verdicts import AdvisedAgainst as AdvisedAgainst
    from handrail.practice.verdicts import Conflict as Conflict
    from handrail.practice.verdicts import RecordError as RecordError
    from handrail.practice.verdicts import Refused as Refused
    from handrail.practice.verdicts import SessionError as SessionError
    from handrail.practice.verdicts import Verdict as Verdict
    from handrail.prompts import Prompt as Prompt
    from handrail.prompts import PromptSet as PromptSet
    from handrail.selection import Selection as Selection

# Each public name and the room it lives in: importing handrail only makes this table, which takes no time.
_HOME = {
    "Entry": "handrail.cataloguing",
    "NotFound": "handrail.cataloguing",
    "catalogue": "handrail.cataloguing",
    "languages": "handrail.cataloguing",
    "load": "handrail.cataloguing",
    "names": "handrail.cataloguing",
    "FrameworkError": "handrail.errors",
    "HandrailError": "handrail.errors",
    "Framework": "handrail.framework",
    "StageGraph": "handrail.graph",
    "Journal": "handrail.keeping",
    "Move": "handrail.practice.moves",
    "LeftOut": "handrail.practice.offers",
    "Offer": "handrail.practice.offers",
    "Offered": "handrail.practice.offers",
    "Session": "handrail.practice.session",
    "begin": "handrail.practice.beginning",
    "State": "handrail.practice.state",
    "fold": "handrail.practice.steps",
    "step": "handrail.practice.steps",
    "AdvisedAgainst": "handrail.practice.verdicts",
    "Conflict": "handrail.practice.verdicts",
    "RecordError": "handrail.practice.verdicts",
    "Refused": "handrail.practice.verdicts",
    "SessionError": "handrail.practice.verdicts",
    "Verdict": "handrail.practice.verdicts",
    "Prompt": "handrail.prompts",
    "PromptSet": "handrail.prompts",
    "Selection": "handrail.selection",
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
