"""What rules look at: a framework with its file's name, and the texts of its own as one that is searched at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from handrail.framework import Framework
from handrail.framework.faults import Path, groups
from handrail.prompts import Prompt

from ..places import Places, places
from ..reading import Reading
from ..source import line_starts
from .allowances import Allowance, allowances, may_allow
from .phrases import Phrase

# Between two texts, so that no pattern runs from one into the next.
_BREAK = "\n\x00\n"


class Finding(NamedTuple):
    """What a rule found: the keys that lead to it, and one sentence with what to do."""

    path: Path
    message: str


class Wording(NamedTuple):
    """What a prompt says in one voice, with the keys that lead to it."""

    path: Path
    prompt: Prompt
    voice: str
    text: str


class Review:
    """A reading that is looked at by rules; what several of them need is made once."""

    def __init__(self, reading: Reading, asked: Collection[str] = ()) -> None:
        self.reading = reading
        self.framework: Framework = reading.framework
        # The codes that are looked for, and what was found so far.
        self.asked = asked
        self.told: list[tuple[str, Finding]] = []

    @cached_property
    def where(self) -> Places:
        """Return where the keys of the text stand: a second pass over it, for which something has to be told."""
        return places(self.reading.text)

    @cached_property
    def starts(self) -> list[int]:
        """Return where each line of the text begins."""
        return line_starts(self.reading.text)

    @cached_property
    def allowances(self) -> tuple[Allowance, ...]:
        """Return what the author allows, with a reason or without."""
        text = self.reading.text
        return allowances(text, self.where) if "allow" in text and may_allow(text) else ()

    @property
    def found(self) -> list[tuple[str, Path]]:
        """Return the codes that were found, with the keys that lead there in the text."""
        return [(code, self.written(finding)) for code, finding in self.told]

    def written(self, finding: Finding) -> Path:
        """Return the keys that lead to what was found, as they stand in the text."""
        return self.where.as_written(finding.path)

    def is_inherited(self, finding: Finding) -> bool:
        """Return whether what was found stands in the framework that this one extends, and not here."""
        if ("extends",) not in self.where or finding.path[:1] == ("#",):
            return False
        path = self.written(finding)
        # A text is short for a prompt with one wording.
        return path not in self.where and (path[:-1] not in self.where or self._has_keys(path[:-1]))

    def _has_keys(self, path: Path) -> bool:
        return any(len(one) > len(path) and one[: len(path)] == path for one in self.where)

    def allows(self, code: str, finding: Finding) -> bool:
        """Return whether the author allows what was found, with a reason."""
        return any(one.covers(code, self.written(finding)) for one in self.allowances)

    @cached_property
    def prompts(self) -> tuple[tuple[Path, Prompt], ...]:
        """Return the prompts that this file writes itself, with the keys that lead to them."""
        return tuple(
            ((*path, "prompts", prompt.id), prompt)
            for path, group in groups(self.framework)
            if "/" not in path[-1]
            for prompt in group
            if "/" not in prompt.id
        )

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """Return everything that those prompts say."""
        return tuple(
            Wording((*path, voice), prompt, voice, text)
            for path, prompt in self.prompts
            for voice, text in prompt.wordings.items()
        )

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        starts, length = [], 0
        for wording in self.wordings:
            starts.append(length)
            length += len(wording.text) + len(_BREAK)
        whole = _BREAK.join(wording.text for wording in self.wordings)
        lower = whole.lower()
        # A few letters get longer when they are made small; then places would not fit.
        return (lower if len(lower) == len(whole) else whole), starts

    def said(self, phrases: Iterable[Phrase]) -> Iterator[tuple[Wording, str]]:
        """Yield every wording in which one of some phrases stands, with its words."""
        whole, starts = self._joined
        seen: set[int] = set()
        for head, pattern in phrases:
            at = whole.find(head)
            while at >= 0:
                # A phrase may begin at its head only; what is in front of it is looked at and not taken in.
                found = pattern.match(whole, at)
                if found:
                    number = bisect_right(starts, at) - 1
                    if number not in seen:
                        seen.add(number)
                        wording = self.wordings[number]
                        first = at - starts[number]
                        yield wording, wording.text[first : first + len(found[0])]
                at = whole.find(head, at + 1)
