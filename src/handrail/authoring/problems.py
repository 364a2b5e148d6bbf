"""What stands in the way of a framework, or could be better about one: where it is, and how it reads to a person."""

from __future__ import annotations

from typing import NamedTuple

from handrail.errors import FrameworkError

PROBLEM, ADVICE = "problem", "advice"


class Edit(NamedTuple):
    """What is to stand in the author's text from one place up to another; lines and columns count from 1."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Related(NamedTuple):
    """Another place that a problem is about, perhaps in another file, and what stands there."""

    file: str
    line: int
    column: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.says}"


class Problem(NamedTuple):
    """One problem or advice: its place (line and column count from 1), which kind it is, and one sentence about it."""

    file: str
    line: int
    column: int
    code: str
    message: str
    # The author's line, so that whoever reads the message need not look for it.
    excerpt: str = ""
    # What to write instead, where the reader can tell.
    mend: str = ""
    # The other places that it is about, where it takes two to clash.
    related: tuple[Related, ...] = ()
    # A problem keeps a text from being a framework; advice does not.
    severity: str = PROBLEM
    # The mend as changes of the text, where it cannot change what the text means.
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        """Return the problem as people read it: place, sentence, code, the line with a caret, other places."""
        said = f"{self.severity}: {self.message}" if self.severity != PROBLEM else self.message
        head = f"{self.file}:{self.line}:{self.column}: {said} [{self.code}]"
        others = "".join(f"\n  {place}" for place in self.related)
        if not self.excerpt.strip():
            return head + others
        shown, caret = _window(self.excerpt, self.column)
        gutter = " " * len(str(self.line))
        mend = f"\n {gutter} = write: ".join(["", *self.mend.splitlines()[:1]])
        mend += "".join(f"\n {gutter}          {line}" for line in self.mend.splitlines()[1:])
        return f"{head}\n {self.line} | {shown}\n {gutter} | {caret}^{mend}{others}"


def told_by(error: FrameworkError) -> tuple[Problem, ...]:
    """Return the problems of an error that stand in a text."""
    return tuple(problem for problem in error.problems if isinstance(problem, Problem))


def _window(line: str, column: int, width: int = 100) -> tuple[str, str]:
    """Return the part of a long line around a column, and the room in front of the caret."""
    start = max(0, min(column - 1, len(line)) - width // 2) if len(line) > width else 0
    shown = line[start : start + width]
    before = line[start : max(start, column - 1)]
    # A tab in front of the caret stays a tab, so that the caret stands under its character.
    return shown, "".join("\t" if letter == "\t" else " " for letter in before)
