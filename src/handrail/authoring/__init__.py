"""The room of authors: a text becomes a framework, or a list of everything that stands in the way."""

from __future__ import annotations

from .companions import check_walkthroughs as check_walkthroughs
from .companions import read_walkthroughs as read_walkthroughs
from .language_files import Untranslated as Untranslated
from .language_files import check_texts as check_texts
from .language_files import texts_to_fill_in as texts_to_fill_in
from .language_files import untranslated as untranslated
from .problems import Problem as Problem
from .reading import Reading as Reading
from .reading import check as check
from .reading import read as read
from .reading import reading as reading
from .walk_writing import write_walkthrough as write_walkthrough
from .walkthroughs import Step as Step
from .walkthroughs import Walkthrough as Walkthrough
from .writing import write as write
