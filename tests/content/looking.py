"""What tests of the shipped frameworks look at: titles, ways round, cautions, own prompts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handrail.framework import Framework


def titles(framework: Framework) -> list[str]:
    """Return what the stages are called, in their order."""
    return [stage.title for stage in framework.stages.values()]


def rounds(framework: Framework) -> list[tuple[str, str]]:
    """Return the ways that begin a new round, as where from and where to."""
    return [
        (stage.id, way.target)
        for stage in framework.stages.values()
        for way in stage.transitions
        if way.kind == "again"
    ]


def said(framework: Framework) -> str:
    """Return the summary and the limits, where cautions stand."""
    return " ".join([framework.summary, *(limit.text for limit in framework.limits)])


def own(framework: Framework) -> list[str]:
    """Return the ids of the prompts that belong to the framework itself."""
    return [prompt.id for prompt in framework.prompts if "/" not in prompt.id]


def texts(data: Any) -> Iterator[str]:
    """Yield every text of plain data, titles of works apart: others worded those."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key != "references":
                yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)
