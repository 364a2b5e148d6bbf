"""Choosing prompts for a time budget: the rule as data, the choice with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.doors import opening

from .rule import CUES as CUES
from .rule import FAMILIARITIES as FAMILIARITIES
from .rule import Budget as Budget
from .rule import Familiarity as Familiarity
from .rule import Occasion as Occasion
from .rule import Others as Others
from .rule import Path as Path
from .rule import SelectionRule as SelectionRule
from .rule import Share as Share

if TYPE_CHECKING:
    from .choice import Choice as Choice
    from .choice import Gap as Gap
    from .choice import Omission as Omission
    from .choice import Selection as Selection
    from .choosing import blank as blank
    from .choosing import check as check
    from .choosing import choose as choose
    from .choosing import everything as everything
    from .choosing import select as select
    from .paths import follow as follow
    from .plan import Plan as Plan

# A framework that is only read needs its rule, and none of these: every start is the quicker for it.
_LATER = {
    **dict.fromkeys(("Choice", "Gap", "Omission", "Selection"), ".choice"),
    **dict.fromkeys(("blank", "check", "choose", "everything", "select"), ".choosing"),
    "follow": ".paths",
    "Plan": ".plan",
}

__getattr__ = opening(__name__, _LATER)
