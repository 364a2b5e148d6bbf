"""A session as Markdown: what was asked, what was said, what was left out and why, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handrail.framework import Framework
from handrail.practice import Session
from handrail.practice.events import (
    Answered,
    Asked,
    Closed,
    Detoured,
    Event,
    Interrupted,
    Known,
    LeftBlank,
    Migrated,
    Moved,
    Passed,
    Replanned,
    Resumed,
    Returned,
    Said,
    Skipped,
    Started,
    Stopped,
)
from handrail.practice.offers import Offer, Offered, Shelf
from handrail.practice.people import alone
from handrail.practice.seeing import Seen
from handrail.practice.turns import Outcome
from handrail.practice.words import value_in_words

from .citing import short
from .diagram import name_of
from .markdown import CAUTION, inline, quoted

_MET = {LeftBlank: "Left blank", Skipped: "Skipped", Passed: "Passed"}
_STATUSES = {"open": "open", "suspended": "interrupted", "stopped": "laid down", "closed": "finished"}


def to_transcript(session: Session, seen_by: str = "", *, rest: bool = True) -> str:
    """Return a session as Markdown; what people wrote stands in it sign by sign, as quotations.

    Without `rest` it does not say what was left out or not come to. With `seen_by` it holds what that participant may
    see and no more; raises `Refused` for somebody who takes no part.
    """
    transcript = _Transcript(session)
    seen = session.seen_by(seen_by) if seen_by else None
    if seen is None or alone(session.state.setting.participants) == seen_by:
        blocks = transcript.blocks(rest)
    else:
        blocks = transcript.part(seen)
    return "\n\n".join(block for block in blocks if block) + "\n"


class _Transcript:
    def __init__(self, session: Session) -> None:
        self.session = session
        # What happened stands under the titles that the framework had then; the present ones are for what is left.
        self.later = iter(session.frameworks)
        self.framework: Framework = next(self.later)
        self.started = next((one for one in session.events if isinstance(one, Started)), Started(""))
        self.several = len(self.started.participants) > 1
        self.headings = dict(_headings(self.framework))
        self.heading = ""
        self.asked: Asked | None = None

    def blocks(self, rest: bool) -> Iterator[str]:
        yield from self._head()
        for event in self.session.events:
            if isinstance(event, Asked):
                yield from self._unanswered()
                self.asked = event
            elif isinstance(event, (Answered, LeftBlank, Skipped, Passed)):
                yield from self._met(event)
            else:
                yield from self._happened(event)
        yield from self._unanswered()
        yield from self._outcomes(self.session.outcomes)
        if rest:
            yield from self._not_asked()
        yield from self._ways()

    def part(self, seen: Seen) -> Iterator[str]:
        """Yield what one of several may see."""
        yield from self._head()
        put = ""
        for turn in seen.turns:
            if turn.prompt and turn.prompt != put:
                yield from self._question(turn.prompt, turn.wording)
            put = turn.prompt
            yield quoted(turn.text)
        yield from self._outcomes(seen.outcomes)

    def _head(self) -> Iterator[str]:
        yield f"# {inline(self.session.framework.title)}"
        yield f"*{CAUTION}*"
        yield "\n".join(self._about())

    def _about(self) -> Iterator[str]:
        started, framework = self.started, self.session.framework
        edition = framework.editions.get(framework.edition)
        if edition:
            source = framework.references.get(edition.reference)
            cited = f" ({inline(short(source))})" if source else ""
            yield f"- Edition: {inline(edition.title or edition.id)}{cited}"
        if started.at:
            yield f"- Begun: {inline(started.at)}"
        yield f"- Voice: {inline(started.voice)}"
        if started.minutes is not None:
            yield f"- Planned: {_amount(started.minutes)}"
        if started.occasion:
            known = framework.selection.occasions.get(started.occasion) if framework.selection else None
            yield f"- Occasion: {inline(known.title if known and known.title else started.occasion)}"
        if self.several:
            people = (f"{inline(who)} ({inline(role)})" for who, role in started.participants.items())
            yield f"- Present: {', '.join(people)}"
        yield f"- Status: {_STATUSES.get(self.session.state.status, self.session.state.status)}"

    # What happened, in order.

    def _met(self, event: Answered | LeftBlank | Skipped | Passed) -> Iterator[str]:
        if self.asked is not None and self.asked.prompt != event.prompt:
            yield from self._unanswered()
        self.asked = None
        yield from self._question(event.prompt, event.wording)
        if isinstance(event, Answered):
            yield self._words(event.text, event.by)
            value = value_in_words(event.value) if event.value != "" else ""
            if value and value != event.text.strip():
                yield f"*Taken as: {inline(value)}.*"
        else:
            who = f" ({inline(event.by)})" if self.several and event.by else ""
            yield f"*{_MET[type(event)]}{who}*{_said(event.reason)}"

    def _unanswered(self, so: str = "*No answer.*") -> Iterator[str]:
        if self.asked is not None:
            yield from self._question(self.asked.prompt, self.asked.wording)
            yield so
        self.asked = None

    def _question(self, prompt: str, wording: str) -> Iterator[str]:
        yield self._under(self.headings.get(prompt, self.heading))
        yield f"**{inline(wording or prompt)}**"

    def _under(self, heading: str) -> str:
        if heading == self.heading or not heading:
            return ""
        self.heading = heading
        return f"## {inline(heading)}"

    def _words(self, text: str, by: str) -> str:
        said = quoted(text) or "*No words are kept.*"
        return f"{inline(by)}:\n\n{said}" if self.several and by else said

    def _happened(self, event: Event) -> Iterator[str]:
        if isinstance(event, Said):
            yield from self._unanswered()
            yield self._words(event.text, event.by)
        elif isinstance(event, Moved):
            yield from self._unanswered()
            stage = self.framework.every_stage.get(event.stage)
            yield self._under(name_of(self.framework.stage(event.stage)) if stage else event.stage)
            yield f"*Came here because*{_said(event.because)}" if inline(event.because) else ""
        elif isinstance(event, (Detoured, Interrupted)):
            yield from self._unanswered()
            yield self._left(event)
            self.heading = ""
        elif isinstance(event, Migrated):
            yield from self._unanswered("*Not answered before the version changed.*")
            yield self._taken_up(event)
        else:
            if isinstance(event, (Stopped, Closed)):
                yield from self._unanswered()
            yield self._noted(event)

    def _taken_up(self, event: Migrated) -> str:
        """Return that another version holds from here on, and begin to use its titles."""
        self.framework = next(self.later, self.framework)
        self.headings = dict(_headings(self.framework))
        self.heading = ""
        return f"*Taken up under another version*: {inline(self.framework.title)} {inline(event.version)}"

    def _left(self, event: Detoured | Interrupted) -> str:
        if isinstance(event, Detoured):
            detour = self.framework.detours.get(event.detour)
            return f"*A detour*{_said(detour.title if detour and detour.title else event.detour)}"
        safeguard = self.framework.safeguards.get(event.safeguard)
        return f"*Interrupted*{_said(safeguard.title if safeguard else event.safeguard)}"

    def _noted(self, event: Event) -> str:
        if isinstance(event, Known):
            fact = self.framework.facts.get(event.fact)
            value = value_in_words(event.value) if event.value != "" else "not known any more"
            return f"*Known*: {inline(fact.title if fact and fact.title else event.fact)}: {inline(value)}"
        if isinstance(event, Replanned):
            return f"*Planned anew*: {_amount(event.minutes)}" if event.minutes is not None else ""
        if isinstance(event, Resumed):
            return f"*Taken up again*{_said(event.note)}"
        if isinstance(event, (Stopped, Closed)):
            how = "Laid down" if isinstance(event, Stopped) else "Finished"
            return f"*{how}*{_said(event.reason)}"
        return "*Back from the detour*." if isinstance(event, Returned) else ""

    # What is left to say.

    def _outcomes(self, outcomes: Iterable[Outcome]) -> Iterator[str]:
        outcomes = [*outcomes]
        if outcomes:
            yield "## What came of it"
            yield "\n".join(map(self._outcome, outcomes))

    def _outcome(self, outcome: Outcome) -> str:
        newest_first = reversed(self.session.frameworks)
        types = (one.known_outcomes for one in newest_first)
        known = next((one[outcome.type] for one in types if outcome.type in one), None)
        about = [inline(outcome.status), inline(outcome.visibility)]
        about += [f"due {inline(outcome.due)}"] if outcome.due else []
        kind = inline(known.title if known else outcome.type)
        return f"- **{kind}** ({', '.join(about)}): {inline(outcome.text) or '*no words are kept*'}"

    def _not_asked(self) -> Iterator[str]:
        offer = self._offer()
        reasons: dict[str, list[str]] = {}
        for one in (*offer.left_out, *offer.later):
            reasons.setdefault(one.reason, []).append(f"  - {_name(one)}")
        lines = [line for reason, names in reasons.items() for line in (f"- {inline(reason)}", *names)]
        # Only a sitting is planned as a whole; elsewhere what was not asked was never meant to be.
        rest = [f"- {_name(one)}" for one in offer.here] if self.framework.selection else []
        if lines:
            yield "## Left out, and why"
            yield "\n".join(lines)
        if rest:
            yield "## Not come to"
            yield "\n".join(rest)

    def _offer(self) -> Offer:
        """Return what would be on offer if the session were still open: that is where reasons stand."""
        state = self.session.state._replace(status="open")
        return Shelf(self.session.pinned, state, {**self.framework.terms, **self.started.terms}).offer()

    def _ways(self) -> Iterator[str]:
        coverage, known = self.session.coverage, self.framework.ways_of_knowing
        lines = []
        for label, ways in (("Drawn on", coverage.met), ("Not drawn on", coverage.not_met)):
            titles = ", ".join(inline(known[way].title if way in known else way) for way in ways)
            lines += [f"- {label}: {titles}"] if titles else []
        if lines:
            yield "## Ways of knowing"
            yield "\n".join(lines)


def _headings(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the heading over each prompt: its stage's title in the edition, or that of its gate or set."""
    for group in framework.prompt_sets.values():
        yield from ((prompt.id, group.title or group.id) for prompt in group)
    for gate in framework.gates.values():
        yield from ((prompt.id, gate.title or gate.id) for prompt in gate.prompts)
    for stage in (*framework.every_stage.values(), *framework.stages.values(), *framework.strands.values()):
        yield from ((prompt.id, name_of(stage)) for prompt in stage.prompts)


def _name(offered: Offered) -> str:
    return inline(offered.prompt.topic or offered.text)


def _said(text: str) -> str:
    return f": {inline(text)}" if inline(text) else "."


def _amount(minutes: float) -> str:
    return "1 minute" if minutes == 1 else f"{minutes:g} minutes"
