"""A worksheet as Markdown; what is written stands in fences, sign by sign."""

from __future__ import annotations

from collections.abc import Iterator

from .markdown import inline
from .worksheet import (
    ANY_TIME,
    BEFORE,
    BESIDE,
    MORE,
    ONE,
    PIN,
    SEVERAL,
    SOURCES,
    Room,
    Section,
    Worksheet,
    box_name,
    tag_of,
)


def to_markdown(sheet: Worksheet) -> str:
    """Return a worksheet as Markdown: each room is a fence named after its prompt, with empty lines to write on."""
    return "\n\n".join(filter(None, _blocks(sheet))) + "\n"


def _blocks(sheet: Worksheet) -> Iterator[str]:
    pin = sheet.pin.to_text().replace("--", "-\\u002d").replace(">", "\\u003e")
    yield f"<!-- {PIN} {pin} -->"
    yield f"# {inline(sheet.title)}"
    yield "\n".join(f"- {inline(line)}" for line in sheet.about)
    yield f"**{BEFORE}** {inline(sheet.notice)}" if sheet.notice else ""
    for title, words in sheet.safeguards:
        yield f"**{ANY_TIME} {inline(title)}.** {inline(words)}"
    for name, label in BESIDE.items():
        if name != MORE:
            yield f"**{label}**"
            yield _fence(name, "", 1)
    for section in sheet.sections:
        yield from _section(section)
    yield f"**{BESIDE[MORE]}**"
    yield _fence(MORE, "", 3)
    yield "---"
    yield inline(sheet.licence)
    if sheet.sources:
        yield f"## {SOURCES}"
        yield "\n".join(f"- {inline(source)}" for source in sheet.sources)


def _section(section: Section) -> Iterator[str]:
    yield f"{'#' * section.level} {inline(section.title)}"
    yield f"*{inline(section.question)}*" if section.question else ""
    yield inline(section.aim)
    for room in section.rooms:
        yield from _room(room)


def _room(room: Room) -> Iterator[str]:
    yield f"**{inline(room.text)}**"
    yield " · ".join(map(inline, (*room.ways, *([room.minutes] if room.minutes else []))))
    yield " ".join(filter(None, (inline(room.how), inline(room.note))))
    if room.boxes:
        yield f"{SEVERAL if room.several else ONE}:"
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
