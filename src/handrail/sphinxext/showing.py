"""Example runs on a page: each is walked, or replayed, against the framework while the page is built."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docutils import nodes

from handrail.authoring import Problem, Walkthrough, read_walkthroughs
from handrail.authoring.companions import SUFFIX
from handrail.errors import FrameworkError, HandrailError
from handrail.framework import Framework
from handrail.practice import Session, read_lines
from handrail.practice.events import Answered, Asked, Started
from handrail.practice.session import worded
from handrail.practice.words import fill
from handrail.publishing.transcript import to_transcript
from handrail.rehearsal import walk, walkthroughs_in
from handrail.rehearsal.replaying import first_refused

from .about import About
from .loading import Loaded, warn
from .transcribing import transcribed

# What stands above the lines of a directive's body, so that they are walk-throughs in a file.
_ABOVE = "framework: {}\nwalkthroughs:\n  example:\n"


Place = tuple[str, int] | str


class Found(NamedTuple):
    """The session of a run, as far as it came, and where it differs: a place and a sentence each."""

    session: Session | None
    wrong: tuple[tuple[Place, str], ...] = ()


class Run:
    """An example run of a directive."""

    def __init__(self, directive: About) -> None:
        self.directive, self.options, self.env = directive, directive.options, directive.env

    def shown(self) -> list[nodes.Node]:
        """Return what was asked and said; a difference from the framework is a warning at its line."""
        loaded = self.directive.loaded(self.directive.arguments[0])
        if loaded is None:
            return []
        given = [bool(self.directive.content), "walkthrough" in self.options, "record" in self.options]
        if given.count(True) != 1:
            self.directive.warned(
                "option", "give one of these: steps in the body, a `walkthrough`, or a `record`"
            )
            return []
        found = self._in_body(loaded) if self.directive.content else self._elsewhere(loaded)
        for place, said in found.wrong:
            warn("transcript", said, place)
        if found.session is None:
            return []
        text = to_transcript(found.session, rest="all" in self.options)
        return [nodes.container("", *transcribed(text), classes=["handrail-transcript"])]

    def _elsewhere(self, loaded: Loaded) -> Found:
        try:
            if "record" in self.options:
                return self._recorded(loaded, self.options["record"])
            return self._walked_by_name(loaded, self.options["walkthrough"])
        except HandrailError as error:
            return Found(None, ((self._here(), str(error)),))

    def _here(self) -> tuple[str, int]:
        return self.env.docname, self.directive.lineno

    # Steps.

    def _in_body(self, loaded: Loaded) -> Found:
        framework = loaded.framework
        above = _ABOVE.format(framework.id)
        text = above + "".join(f"    {line}\n" for line in self.directive.content)
        try:
            made = read_walkthroughs(text, "example", lambda _: framework)
        except FrameworkError as error:
            told = ((self._line(one, above), getattr(one, "message", str(one))) for one in error.problems)
            return Found(None, tuple(told))
        session, problem = _walked(framework, made.walkthroughs[0])
        return Found(session, ((self._line(problem, above), problem.message),) if problem else ())

    def _line(self, problem: object, above: str) -> Place:
        """Return the place in the document where a problem of the composed text stands."""
        line = problem.line if isinstance(problem, Problem) else 0
        number = line - above.count("\n") - 1
        if not 0 <= number < len(self.directive.content):
            return self._here()
        source, offset = self.directive.content.items[number]
        return f"{source}:{offset + 1}" if source else (self.env.docname, offset + 1)

    def _walked_by_name(self, loaded: Loaded, name: str) -> Found:
        beside = Path(loaded.file).with_name(Path(loaded.file).stem + SUFFIX)
        if beside.is_file():
            self.env.note_dependency(str(beside))
        there = {one.id: one for read in walkthroughs_in(Path(loaded.file)) for one in read.walkthroughs}
        if name not in there:
            self.directive.one_of("walkthrough", there, " ")
            return Found(None)
        session, problem = _walked(loaded.framework, there[name])
        return Found(session, ((f"{problem.file}:{problem.line}", problem.message),) if problem else ())

    # Records.

    def _recorded(self, loaded: Loaded, name: str) -> Found:
        path = Path(self.env.relfn2path(name, self.env.docname)[1])
        self.env.note_dependency(str(path))
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            return Found(None, ((self._here(), f"{name} cannot be read: {error}"),))
        in_lines = path.suffix == ".jsonl"
        try:
            session = read_lines(lines) if in_lines else Session.from_record(json.loads("\n".join(lines)))
        except ValueError:
            return Found(None, ((self._here(), f"{name}: this is no record of a handrail session"),))
        # The first line of a file of lines is its head; event 0 stands on the second.
        wrong = (
            (f"{path}:{number + 2 if in_lines else 1}", said)
            for number, said in _differences(session, loaded.framework)
        )
        return Found(session, tuple(wrong))


def _walked(framework: Framework, walkthrough: Walkthrough) -> tuple[Session | None, Problem | None]:
    walked = walk(framework, walkthrough)
    return walked.session, walked.failure.problem if walked.failure else None


def _differences(session: Session, framework: Framework) -> Iterator[tuple[int, str]]:
    """Yield where a recorded session is not what it would be now: the number of the event, and how it differs."""
    refused = first_refused(session.events, framework)
    started, known = session.events[0], framework.every_prompt
    terms = worded(framework, started) if isinstance(started, Started) else framework.terms
    alike = getattr(started, "language", "") in ("", framework.language)
    for number, event in enumerate(session.events):
        if refused and number == refused[0]:
            yield number, f"'{refused[1]}' would not be taken here any more: {refused[2]}"
            return
        if alike and isinstance(event, (Asked, Answered)) and event.prompt in known:
            wordings = [fill(one, terms) for one in known[event.prompt].wordings.values()]
            if event.wording and event.wording not in wordings:
                yield number, f"the prompt '{event.prompt}' is worded otherwise now"
