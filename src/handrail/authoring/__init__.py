"""The room of authors: a text becomes a framework, or a list of everything that stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handrail.doors import opening

from .companions import check_walkthroughs as check_walkthroughs
from .companions import read_walkthroughs as read_walkthroughs
from .problems import Problem as Problem
from .reading import Reading as Reading
from .reading import check as check
from .reading import read as read
from .reading import reading as reading
from .walkthroughs import Step as Step
from .walkthroughs import Walkthrough as Walkthrough

if TYPE_CHECKING:
    from .language_files import Untranslated as Untranslated
    from .language_files import check_texts as check_texts
    from .language_files import texts_to_fill_in as texts_to_fill_in
    from .language_files import untranslated as untranslated
    from .walk_writing import write_walkthrough as write_walkthrough
    from .writing import write as write

# A framework that is only read needs nothing that writes: every start is the quicker for it.
_LATER = {
    **dict.fromkeys(("Untranslated", "check_texts", "texts_to_fill_in", "untranslated"), ".language_files"),
    "write_walkthrough": ".walk_writing",
    "write": ".writing",
}

__getattr__ = opening(__name__, _LATER)
