"""Walk-throughs in a file of their own, beside the framework that they walk."""

from __future__ import annotations

from itertools import chain

from handrail.errors import FrameworkError

from .others import Others
from .problems import Problem, told_by
from .reading import Reading, shaped, told_in_place, whole
from .source import Source
from .taking import Find
from .walk_faults import walk_faults

# What the name of such a file ends with, behind the id of the framework.
SUFFIX = ".walkthroughs.yaml"


def holds_walkthroughs(name: str) -> bool:
    """Return whether a file holds walk-throughs and no framework, as its name says: johns.walkthroughs.yaml."""
    return name.endswith(SUFFIX)


def read_walkthroughs(text: str | bytes, file: str = "<text>", find: Find | None = None) -> Reading:
    """Return the framework that a text names with the walk-throughs that it holds; raises `FrameworkError`.

    `find` gives frameworks by id. Everything in a walk-through that the framework does not know is a problem.
    """
    return whole(text, file, find, _companion)


def check_walkthroughs(
    text: str | bytes, file: str = "<text>", find: Find | None = None
) -> tuple[Problem, ...]:
    """Return everything that keeps a text from being walk-throughs of a framework; nothing when it is."""
    try:
        read_walkthroughs(text, file, find)
    except FrameworkError as error:
        return told_by(error)
    return ()


def _companion(source: Source, find: Find | None) -> Reading | None:
    found = shaped(source, "companion")
    if found is None or "framework" not in found:
        return None
    others = Others("", find)
    framework = others.get(found["framework"], ("framework",))
    walks = found.get("walkthroughs", {})
    faults = walk_faults(framework, walks) if framework is not None else ()
    told_in_place(source, chain(others.faults, faults), others)
    return Reading(framework, source.text, source.file, walks) if framework is not None else None
