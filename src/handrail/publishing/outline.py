"""A framework as plain text for reading in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from handrail.errors import HandrailError, neighbour
from handrail.framework import Framework

from .blocks import Asked, Block, Heading, Items, Pairs, Picture, Told, Ways, Words
from .line import one_line
from .telling import tell

WIDTH = 80


def to_outline(framework: Framework, *, voice: str | None = None, stage: str | None = None) -> str:
    """Return a framework in the edition looked at as plain text, or one stage with all that is known of it.

    Prompts are worded in the voice, or in the first one that they have. Raises `HandrailError` for a voice or
    a stage that the framework does not have.
    """
    if voice is not None and voice not in framework.voices:
        there = f"; there are {', '.join(framework.voices)}"
        near = neighbour(voice, framework.voices) or there
        raise HandrailError(f"'{framework.id}' has no voice called '{voice}'{near}")
    told = tell(framework, voice=voice or "", stage=stage or "", brief=stage is None)
    lines = (line for block in _Outline(told).blocks() for line in block)
    text = "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"
    return text.replace("\n\n\n", "\n\n")


class _Outline:
    """The blocks of a text as lines; what stands under the heading of a stage is set in."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.indent = 0

    def blocks(self) -> Iterator[Iterator[str]]:
        for block in self.told.blocks:
            yield self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            yield from self._heading(block)
        elif isinstance(block, Words):
            if not self.indent and block.kind != "byline":
                yield ""
            yield from _wrapped(f"{block.label}: {block.text}" if block.label else block.text, self.indent)
        elif isinstance(block, Items):
            yield from self._items(block)
        elif isinstance(block, Ways):
            yield from _wrapped(f"{block.label}:" if block.label else "", self.indent)
            for text in block.texts:
                yield from _wrapped(f"> {text}", self.indent + 2 * bool(block.label), 2)
        elif isinstance(block, Pairs):
            for name, said in block.pairs:
                yield from _wrapped(f"- {name}: {said}" if said else f"- {name}", self.indent, 4)
        elif isinstance(block, Asked):
            yield from self._asked(block)
        else:
            # A picture is nothing for a terminal; the ways from each stage stand under it.
            assert isinstance(block, Picture)

    def _heading(self, block: Heading) -> Iterator[str]:
        yield ""
        if block.level > 2:
            self.indent = 2 * (block.level - 2)
            yield from _wrapped(f"{block.text} ({block.unit})" if block.unit else block.text, self.indent - 2)
            return
        self.indent = 0
        lines = [*_wrapped(block.text)]
        yield from lines
        yield ("=" if block.level == 1 else "-") * max(map(len, lines), default=0)

    def _items(self, block: Items) -> Iterator[str]:
        if block.label:
            if not self.indent:
                yield ""
            yield from _wrapped(f"{block.label}:", self.indent)
        for text in block.texts:
            yield from _wrapped(f"- {text}", self.indent + 2 * bool(block.label), 2)

    def _asked(self, block: Asked) -> Iterator[str]:
        voice, text = block.wordings[0]
        other = f" ({voice})" if voice != self._usual else ""
        kind = f", a {block.kind}" if block.kind == "challenge" else ""
        topic = f": {block.topic}" if block.topic else ""
        yield from _wrapped(f"- {block.id}{topic}{kind}{other}", self.indent, 2)
        yield from _wrapped(text, self.indent + 4)
        yield from _wrapped(block.how, self.indent + 4)
        if block.about:
            yield from _wrapped(f"[{'; '.join(block.about)}]", self.indent + 4)

    @property
    def _usual(self) -> str:
        return self.told.voices[0]


def _wrapped(text: str, indent: int = 0, hanging: int = 0) -> Iterator[str]:
    """Yield a text in lines of at most eighty signs; nothing for no text."""
    yield from textwrap.wrap(
        one_line(text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
