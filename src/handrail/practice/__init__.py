"""The room of practice: a framework is used, and a session is what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.doors import opening

if TYPE_CHECKING:
    from .beginning import begin as begin
    from .brief import Brief as Brief
    from .coverage import Coverage as Coverage
    from .differences import Change as Change
    from .differences import Changes as Changes
    from .differences import diff as diff
    from .events import Event as Event
    from .lines import event_line as event_line
    from .lines import header_line as header_line
    from .lines import read_lines as read_lines
    from .lines import write_lines as write_lines
    from .migrating import Plan as Plan
    from .migrating import plan as plan
    from .moves import Move as Move
    from .offers import Done as Done
    from .offers import LeftOut as LeftOut
    from .offers import Offer as Offer
    from .offers import Offered as Offered
    from .returning import re_entered as re_entered
    from .reviewing import Entry as Entry
    from .reviewing import Pattern as Pattern
    from .reviewing import Review as Review
    from .reviewing import review as review
    from .seeing import Seen as Seen
    from .session import Session as Session
    from .state import Notice as Notice
    from .state import State as State
    from .state import Step as Step
    from .steps import fold as fold
    from .steps import step as step
    from .turns import Outcome as Outcome
    from .turns import Turn as Turn
    from .verdicts import AdvisedAgainst as AdvisedAgainst
    from .verdicts import Conflict as Conflict
    from .verdicts import RecordError as RecordError
    from .verdicts import Refused as Refused
    from .verdicts import SessionError as SessionError
    from .verdicts import Verdict as Verdict

# Whoever only shows a framework needs two of these, and no session: every start is the quicker for it.
_LATER = {
    "begin": ".beginning",
    "Brief": ".brief",
    "Coverage": ".coverage",
    **dict.fromkeys(("Change", "Changes", "diff"), ".differences"),
    "Event": ".events",
    **dict.fromkeys(("event_line", "header_line", "read_lines", "write_lines"), ".lines"),
    **dict.fromkeys(("Plan", "plan"), ".migrating"),
    "Move": ".moves",
    **dict.fromkeys(("Done", "LeftOut", "Offer", "Offered"), ".offers"),
    "re_entered": ".returning",
    **dict.fromkeys(("Entry", "Pattern", "Review", "review"), ".reviewing"),
    "Seen": ".seeing",
    "Session": ".session",
    **dict.fromkeys(("Notice", "State", "Step"), ".state"),
    **dict.fromkeys(("fold", "step"), ".steps"),
    **dict.fromkeys(("Outcome", "Turn"), ".turns"),
    **dict.fromkeys(
        ("AdvisedAgainst", "Conflict", "RecordError", "Refused", "SessionError", "Verdict"), ".verdicts"
    ),
}

__getattr__ = opening(__name__, _LATER)
