"""Walk-throughs as text, as people write them: what was found by walking can be put beside the model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .walkthroughs import Step, Walkthrough

# What stands bare in a text without being taken for anything else.
_BARE = re.compile(r"[\w/][\w/ .-]*(?<! )")
_DEEPER = "  "


def write_walkthrough(walkthrough: Walkthrough) -> str:
    """Return a walk-through as it stands under the key `walkthroughs`, with its id and two spaces before it."""
    lines = [f"{walkthrough.id}:", f"  title: {_scalar(walkthrough.title)}"]
    if walkthrough.start:
        lines.append("  start:")
        lines += [f"    {key}: {_flow(value)}" for key, value in walkthrough.start.items()]
    lines.append("  steps:")
    for step in walkthrough.steps:
        first, *rest = _step(step)
        lines += [f"    - {first}", *(f"      {line}" for line in rest)]
    return "".join(f"{_DEEPER}{line}\n" for line in lines)


def _step(step: Step) -> Iterator[str]:
    if isinstance(step.what, Step):
        yield f"{step.kind}:"
        yield from (f"{_DEEPER}{line}" for line in _step(step.what))
    else:
        yield f"{step.kind}: {_flow(step.what)}".rstrip()
    yield from (f"{key}: {_flow(value)}" for key, value in step.beside.items())


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple | list):
        return _several(value)
    return _scalar(value)


def _several(values: Iterable[Any]) -> str:
    """Return one for a list of one: that is how people write it, unless it is a list of lists."""
    several = [*values]
    if len(several) == 1 and isinstance(several[0], str):
        return _scalar(several[0])
    return f"[{', '.join(_flow(one) for one in several)}]"


def _scalar(value: object) -> str:
    if isinstance(value, float | int):
        return f"{value:g}"
    text = str(value)
    return text if not text or _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
