"""Prompts, and ordered sets of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from handrail.conditions import Condition
from handrail.errors import HandrailError, neighbour
from handrail.shown import Shown

KINDS = ("question", "statement", "challenge", "exercise")
SITTINGS = ("main", "preface", "later")


class NoSuchPrompt(HandrailError, KeyError):
    """No prompt has that id."""

    def __str__(self) -> str:
        return str(self.args[0])


@attrs.frozen(repr=False)
class Minutes(Shown):
    """How long something takes when written briefly, and at typical length; in minutes."""

    brief: float
    typical: float


@attrs.frozen(repr=False)
class Prompt(Shown):
    """One thing that may be asked or said, worded in one voice or more (`wordings`: voice to text)."""

    id: str
    wordings: Mapping[str, str]
    stage: str = ""
    topic: str = ""
    how: str = ""
    ways: tuple[str, ...] = ()
    minutes: Minutes | None = None
    core: bool = False
    yields: tuple[str, ...] = ()
    kind: str = "question"
    skills: tuple[str, ...] = ()
    asks: str = ""
    only_if: Condition | None = None
    choices: Mapping[str, str] = attrs.field(factory=dict)
    needs: tuple[str, ...] = ()
    sitting: str = "main"
    matters_when: str = ""
    skip_when: str = ""
    lines: int = 0
    reference: str = ""
    confidence: str = ""
    formerly: tuple[str, ...] = ()
    # The reference whose tags `ways` are in the edition looked at; empty where they are this project's own.
    tagged: str = ""


@attrs.frozen(slots=False, repr=False)
class PromptSet(Shown):
    """An ordered collection of prompts; iterate it, ask for its length, take one by id."""

    prompts: tuple[Prompt, ...] = ()
    id: str = ""
    title: str = ""
    summary: str = ""
    notice: str = ""
    reference: str = ""
    confidence: str = ""

    @cached_property
    def _by_id(self) -> dict[str, Prompt]:
        index: dict[str, Prompt] = {}
        bare: dict[str, Prompt | None] = {}
        for prompt in self.prompts:
            index[prompt.id] = prompt
            for name in (prompt.id.rpartition("/")[2], *prompt.formerly):
                bare[name] = prompt if name not in bare or bare[name] is prompt else None
        # A thing's own id goes before a bare one, and a bare one that two things share means neither.
        for name, one in bare.items():
            if one is not None:
                index.setdefault(name, one)
        return index

    def __iter__(self) -> Iterator[Prompt]:
        return iter(self.prompts)

    def __len__(self) -> int:
        return len(self.prompts)

    def __contains__(self, prompt: object) -> bool:
        name = prompt.id if isinstance(prompt, Prompt) else prompt
        return isinstance(name, str) and name in self._by_id

    def __getitem__(self, id: str) -> Prompt:
        try:
            return self._by_id[id]
        except KeyError:
            near = neighbour(id, [prompt.id for prompt in self.prompts])
            raise NoSuchPrompt(f"no prompt is called '{id}'{near}") from None

    def __or__(self, other: PromptSet) -> PromptSet:
        """Return both one after the other; a prompt that stands in both keeps its first place."""
        new = tuple(prompt for prompt in other.prompts if prompt.id not in self._by_id)
        return attrs.evolve(self, prompts=self.prompts + new)

    def where(self, *, stage: str = "", way: str = "", voice: str = "") -> PromptSet:
        """Return the prompts of that stage, that way of knowing and that voice; what is not named does not filter."""
        return attrs.evolve(
            self,
            prompts=tuple(
                prompt
                for prompt in self.prompts
                if (not stage or prompt.stage == stage)
                and (not way or way in prompt.ways)
                and (not voice or voice in prompt.wordings)
            ),
        )

    def in_stage(self, stage: str) -> PromptSet:
        """Return the prompts that stand in that stage."""
        return self.where(stage=stage)

    def for_way(self, way: str) -> PromptSet:
        """Return the prompts that serve that way of knowing."""
        return self.where(way=way)

    def in_voice(self, voice: str) -> PromptSet:
        """Return the prompts that are worded in that voice."""
        return self.where(voice=voice)

    @property
    def core(self) -> PromptSet:
        """Return the prompts that the framework's file calls core."""
        return attrs.evolve(self, prompts=tuple(prompt for prompt in self.prompts if prompt.core))
