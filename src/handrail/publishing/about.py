"""What is said beside a prompt or a remark: ways of knowing, minutes, where it comes from and who proposes it."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.framework import Framework
from handrail.prompts import Minutes, Prompt

from .citing import short

OURS = "* a proposal of this file, and not of the framework's originator"


def about_prompt(framework: Framework, prompt: Prompt) -> Iterator[str]:
    """Yield ways of knowing, minutes and the like, with a star on what this file proposes."""
    ours = "*" if (prompt.confidence or framework.confidence) == "proposed" else ""
    known = framework.ways_of_knowing
    ways = ", ".join(known[way].title.lower() if way in known else way for way in prompt.ways)
    if prompt.tagged:
        yield f"{ways or 'no way of knowing named'} in {cited(framework, prompt.tagged)}"
    elif ways:
        yield ways + ours
    if prompt.sitting == "preface":
        yield "before the rest, not timed" + ours
    elif prompt.minutes:
        yield how_long(prompt.minutes) + ours
    if prompt.sitting == "later":
        yield "a sitting of its own" + ours
    if prompt.core:
        yield "core" + ours
    if prompt.needs:
        yield f"builds on {', '.join(prompt.needs)}"


def how_long(minutes: Minutes) -> str:
    """Return how many minutes something takes, in words."""
    if minutes.brief == minutes.typical:
        return f"{minutes.typical:g} {'minute' if minutes.typical == 1 else 'minutes'}"
    return f"{minutes.brief:g} to {minutes.typical:g} minutes"


def source(framework: Framework, reference: str, confidence: str) -> str:
    """Return where something comes from and how sure that is, or nothing where neither is known."""
    return "; ".join(filter(None, (cited(framework, reference) if reference else "", confidence)))


def sourced(framework: Framework, reference: str, confidence: str) -> str:
    """Return where something comes from, in brackets behind what is said, or nothing where it is not known."""
    said = source(framework, reference, confidence)
    return f" ({said})" if said else ""


def cited(framework: Framework, id: str) -> str:
    """Return a work of a framework as it is named inside a sentence, or its id where it is not listed."""
    return short(framework.references[id]) if id in framework.references else id
