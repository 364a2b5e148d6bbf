"""What a text about a framework is made of, whatever language it is written in."""

from __future__ import annotations

from typing import NamedTuple

from handrail.framework import Framework


class Heading(NamedTuple):
    """A heading; the title of the whole is of level 1. `unit` says what a stage is called there: step, task."""

    level: int
    text: str
    anchor: str = ""
    unit: str = ""


class Words(NamedTuple):
    """A paragraph, perhaps behind a label; `kind` is empty, or says what it is: lead, byline, question, notice."""

    text: str
    label: str = ""
    kind: str = ""


class Items(NamedTuple):
    """A list of sentences, perhaps under a label."""

    texts: tuple[str, ...]
    label: str = ""


class Ways(NamedTuple):
    """Where one may go from a stage, or from what the label says."""

    texts: tuple[str, ...]
    label: str = ""


class Pairs(NamedTuple):
    """Names, each with what is said of it."""

    pairs: tuple[tuple[str, str], ...]


class Asked(NamedTuple):
    """A prompt with its wording in each voice, how it is answered, and what is said beside it."""

    id: str
    anchor: str
    topic: str
    kind: str
    wordings: tuple[tuple[str, str], ...]
    how: str
    about: tuple[str, ...]


class Picture(NamedTuple):
    """The stages of a framework, to be drawn or told."""

    framework: Framework


Block = Heading | Words | Items | Ways | Pairs | Asked | Picture


class Told(NamedTuple):
    """A text about a framework: what it is called, in which language, in which voices, and all that it says."""

    title: str
    language: str
    voices: tuple[str, ...]
    blocks: tuple[Block, ...]
