"""A review as Markdown: one page to take to supervision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handrail.practice.reviewing import Entry, Pattern, Review

from .markdown import CAUTION, inline


def to_agenda(review: Review, title: str = "For supervision") -> str:
    """Return a review as Markdown, short enough to print; it says what is open and never where it came from."""
    blocks = [f"# {inline(title)}", f"*{CAUTION}*", *_sections(review)]
    if len(blocks) == 2:
        blocks.append("Nothing is open.")
    return "\n\n".join(blocks) + "\n"


def _sections(review: Review) -> Iterator[str]:
    yield from _agenda(review.agenda)
    yield from _section("Open actions", map(_line, review.open_actions))
    yield from _section("Looking after oneself", map(_line, review.self_care))
    yield from _section("What returns", _patterns(review.patterns))
    yield from _section("Ways of knowing not met lately", (f"- {inline(way)}" for way in review.neglected))


def _agenda(entries: Iterable[Entry]) -> Iterator[str]:
    people: dict[str, list[str]] = {}
    for entry in entries:
        people.setdefault(entry.outcome.by, []).append(_text(entry))
    if not people:
        return
    yield "## To look at together"
    for person, texts in people.items():
        if len(people) > 1:
            yield f"### {inline(person) or 'Nobody named'}"
        yield "\n".join(texts)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = [*lines]
    if lines:
        yield f"## {title}"
        yield "\n".join(lines)


def _text(entry: Entry) -> str:
    return f"- {inline(entry.outcome.text) or '*no words are kept*'}"


def _line(entry: Entry) -> str:
    due = inline(entry.outcome.due)
    return f"{_text(entry)} (by {due})" if due else _text(entry)


def _patterns(patterns: Iterable[Pattern]) -> Iterator[str]:
    """Yield what was taken out more than once, in the person's own words; from which prompts stays with the person."""
    for pattern in patterns:
        if pattern.rests_on == "type":
            yield from map(_text, pattern.entries)
        elif pattern.rests_on == "way":
            yield f"- {len(pattern.entries)} of these draw on {inline(pattern.id)}"
