"""What stands between a session and a person: a terminal, or lines of text."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple, Protocol, TextIO

# What is always on show at a terminal, with what it does.
COMMANDS = {
    "skip": "leave this one out",
    "back": "the one before",
    "go": "go to another: /go NAME",
    "talk": "someone to talk to",
    "stop": "stop here; it is kept",
    "more": "what else can be done",
}
FURTHER = {
    "left": "what was left out, and why",
    "keep": "keep something as an outcome: /keep action TEXT",
    "beside": "what runs beside all stages",
    "say": "take down something that answers no question: /say TEXT",
    "know": "settle a fact: /know FACT=VALUE",
    "detour": "leave for a while, for instance to repair: /detour NAME",
    "return": "come back from a detour",
    "minutes": "change the time there is: /minutes 15",
}


class Entry(NamedTuple):
    """What a person did: wrote a text, gave a command with its words, or ended the input."""

    kind: str  # text, command, end
    text: str = ""
    command: str = ""


class Front(Protocol):
    """How a session shows itself and listens."""

    interactive: bool

    def say(self, text: str = "", style: str = "") -> None: ...

    def ask(self, status: str, default: str = "") -> Entry: ...

    def now(self) -> str: ...

    def minutes(self) -> float: ...


class Clock:
    """The time of day for events, and the minutes since the sitting began."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def now(self) -> str:
        """Return the time of day in UTC, to the second."""
        return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def minutes(self) -> float:
        """Return the minutes since the sitting began."""
        return (time.monotonic() - self._begun) / 60


def width() -> int:
    """Return how many columns a line of text may fill."""
    return max(20, min(shutil.get_terminal_size((80, 24)).columns, 88) - 1)


def wrapped(text: str, indent: str = "") -> Iterator[str]:
    """Yield the lines of a text, none wider than the terminal."""
    for paragraph in text.split("\n"):
        # The lines of a list that are too long go on under their text.
        lead = len(paragraph) - len(paragraph.lstrip())
        first, rest = indent + " " * lead, indent + " " * (lead + 2 if lead else 0)
        yield from textwrap.wrap(
            paragraph.strip(), width(), initial_indent=first, subsequent_indent=rest
        ) or [""]


class Lines(Clock):
    """Standard input is no terminal: each line is an answer, an empty one skips, the end stops."""

    interactive = False

    def __init__(self, source: TextIO, out: TextIO) -> None:
        super().__init__()
        self._source, self._out = source, out

    def say(self, text: str = "", style: str = "") -> None:
        """Show a text, unwrapped: whoever reads it lays it out."""
        print(text, file=self._out, flush=True)

    def ask(self, status: str, default: str = "") -> Entry:
        """Return the next line as a text, or the end."""
        line = self._source.readline()
        return Entry("text", line.rstrip("\r\n")) if line else Entry("end")


def choose_front() -> Front:
    """Return the front that fits where the command runs."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from .screen import Screen  # imported late: scripts need no terminal library

        return Screen(colour="NO_COLOR" not in os.environ)
    # A line that is no UTF-8 must not end the conversation; what it held stays visible as escapes.
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="backslashreplace")
    return Lines(sys.stdin, sys.stdout)
