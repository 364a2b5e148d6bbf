"""Choosing prompts for a time budget: the rule as data, the choice with its reasons."""

from __future__ import annotations

from .choice import Choice as Choice
from .choice import Gap as Gap
from .choice import Omission as Omission
from .choice import Selection as Selection
from .choosing import check as check
from .choosing import choose as choose
from .choosing import everything as everything
from .choosing import select as select
from .plan import Plan as Plan
from .rule import FAMILIARITIES as FAMILIARITIES
from .rule import Budget as Budget
from .rule import Familiarity as Familiarity
from .rule import Occasion as Occasion
from .rule import Others as Others
from .rule import SelectionRule as SelectionRule
from .rule import Share as Share
