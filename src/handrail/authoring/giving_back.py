"""What a framework took from others, told apart again from what its own file says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from handrail.framework import Framework
from handrail.prompts import PromptSet

from .assembling import Assembly
from .others import take, use
from .taking import DEFINED, Find, Taken, bare


def own_prompts(group: PromptSet) -> PromptSet:
    """Return the prompts of a set that the file itself writes."""
    return PromptSet(tuple(prompt for prompt in group if "/" not in prompt.id))


def taken_prompts(group: PromptSet) -> tuple[str, ...]:
    """Return the full ids of the prompts that a set takes."""
    return tuple(prompt.id for prompt in group if "/" in prompt.id)


@attrs.frozen(eq=False, repr=False)
class Given:
    """What others gave a framework, as far as they can be looked up."""

    framework: Framework
    taken: Taken
    # The facts that may be written without their framework: full id to id.
    facts: Mapping[str, str]
    known: bool

    def own(self, kind: str) -> dict[str, Any]:
        """Return the things of a kind that the file writes, or changes for its place, under the ids it writes."""
        given = getattr(self.taken, kind) if kind not in self.taken.words else self.taken.words[kind]
        return {
            id: thing
            for id, thing in getattr(self.framework, kind).items()
            if self._is_own(kind, id, thing, given)
        }

    def _is_own(self, kind: str, id: str, thing: Any, given: Mapping[str, Any]) -> bool:
        if kind in DEFINED:
            return not thing.source
        return "/" not in id and given.get(id) != thing

    def brought(self, kind: str) -> Iterator[tuple[Any, Any]]:
        """Yield every taken thing of a kind, and what it was where it comes from, which is None if unknown."""
        for id, thing in getattr(self.framework, kind).items():
            if "/" in id:
                yield thing, getattr(self.taken, kind).get(id)


def given(framework: Framework, find: Find | None) -> Given:
    """Return what a framework took, looked up anew where others can be looked up."""
    assembly = Assembly({"framework": framework.id, "uses": framework.uses}, find)
    use(assembly)
    early = bare(assembly.taken.facts)
    groups = (
        *(stage.prompts for id, stage in framework.every_stage.items() if "/" not in id),
        *(group for id, group in framework.prompt_sets.items() if "/" not in id),
    )
    for group in groups:
        take(assembly, taken_prompts(group), "", ())
    known = find is not None and not assembly.faults
    late = bare(framework.facts)
    # What is taken on the way, with a prompt, has its short name only from there on.
    short = {full: id for id, full in early.items() if late.get(id) == full and id not in framework.facts}
    return Given(framework, assembly.taken if known else Taken(), short if known else {}, known)
