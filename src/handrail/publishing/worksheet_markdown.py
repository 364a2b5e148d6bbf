"""A worksheet as Markdown; what is written stands in fences, sign by sign."""

from __future__ import annotations

from collections.abc import Iterator

from .markdown import inline
from .worksheet import PIN, Room, Section, Worksheet, box_name, tag_of
from .worksheet_words import DATE, MORE, NAME, READERS, Words


def to_markdown(sheet: Worksheet) -> str:
    """Return a worksheet as Markdown: each room is a fence named after its prompt, with empty lines to write on."""
    return "\n\n".join(filter(None, _blocks(sheet))) + "\n"


def _blocks(sheet: Worksheet) -> Iterator[str]:
    pin = sheet.pin.to_text().replace("--", "-\\u002d").replace(">", "\\u003e")
    yield f"<!-- {PIN} {pin} -->"
    words = sheet.words
    yield f"# {inline(sheet.title)}"
    yield f"{words.purpose} {inline(sheet.purpose)}" if sheet.purpose else ""
    yield "\n".join(f"- {inline(line)}" for line in sheet.about)
    yield f"**{words.before}** {inline(sheet.notice)}" if sheet.notice else ""
    for title, told in sheet.safeguards:
        yield f"**{words.any_time} {inline(title)}.** {inline(told)}"
    for name in (NAME, DATE, READERS):
        yield f"**{words.lines[name]}**"
        yield words.yours if name == READERS else ""
        yield _fence(name, "", 1)
    for section in sheet.sections:
        yield from _section(section, words)
    yield f"**{words.more}**"
    yield _fence(MORE, "", 3)
    yield "---"
    yield inline(sheet.licence)
    if sheet.sources:
        yield f"## {words.sources}"
        yield "\n".join(f"- {inline(source)}" for source in sheet.sources)


def _section(section: Section, words: Words) -> Iterator[str]:
    yield f"{'#' * section.level} {inline(section.title)}" if section.title else ""
    yield f"*{inline(section.question)}*" if section.question else ""
    yield inline(section.aim)
    for room in section.rooms:
        yield from _room(room, words)


def _room(room: Room, words: Words) -> Iterator[str]:
    yield f"**{inline(room.text)}**"
    yield " · ".join(map(inline, (*room.ways, *([room.minutes] if room.minutes else []))))
    yield " ".join(filter(None, (inline(room.how), inline(room.note))))
    if room.boxes:
        yield f"{words.several if room.several else words.one}:"
    yield "\n".join(
        f"- [{'x' if box.ticked else ' '}] {inline(box.label)} <!-- {tag_of(box_name(room.id, box.value))} -->"
        for box in room.boxes
    )
    yield _fence(tag_of(room.id), room.written, room.lines)


def _fence(name: str, written: str, lines: int) -> str:
    """Return a fence around what is written, longer than any that stands in it."""
    longest = max(
        (len(line) - len(line.lstrip("~")) for line in map(str.strip, written.split("\n"))), default=0
    )
    fence = "~" * max(5, longest + 1)
    return f"{fence} {name}\n{written or chr(10) * (lines - 1)}\n{fence}"
