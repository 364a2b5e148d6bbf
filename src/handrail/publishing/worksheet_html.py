"""A worksheet as one HTML file that needs nothing else: to be printed, or filled in and saved."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from .line import one_line
from .script import direction
from .worksheet import PIN, Room, Section, Worksheet, box_name, tag_of
from .worksheet_look import SCRIPT, STYLE
from .worksheet_words import DATE, MORE, NAME, READERS, Words


def to_html(sheet: Worksheet) -> str:
    """Return a worksheet as HTML; it asks no other host for anything."""
    allowed = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'"
    title, words = _line(sheet.title), _marked(sheet)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(sheet.language)}" dir="{direction(sheet.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f'<meta name="{PIN}" content="{escape(sheet.pin.to_text())}">',
            f"<title>{title}: {sheet.words.worksheet}</title>",
            f"<style>\n{STYLE}{_heights(sheet)}</style>",
            "</head>",
            "<body>",
            '<form autocomplete="off">',
            *_head(sheet, words),
            "<main>",
            *(line for section in sheet.sections for line in _section(section, words)),
            *_more(words),
            "</main>",
            *_end(sheet, words),
            "</form>",
            f"<script>{SCRIPT}</script>",
            "</body>",
            "</html>",
            "",
        )
    )


def _heights(sheet: Worksheet) -> str:
    """Return how tall rooms are: a line that is written by hand takes seven and a half millimetres."""
    lines = sorted({4, *(room.lines for room in sheet.rooms)})
    return "".join(f'textarea[rows="{one}"] {{ min-height: {one * 7.5 + 2:g}mm; }}\n' for one in lines)


def _line(text: str) -> str:
    return escape(one_line(text))


def _marked(sheet: Worksheet) -> Words:
    """Return a worksheet's own words, with their language where that is not the one of the sheet."""
    words = sheet.words
    if sheet.language.lower().partition("-")[0] == words.language:
        return words
    return Words(*(f'<span lang="{words.language}" dir="ltr">{word}</span>' for word in words))


def _head(sheet: Worksheet, words: Words) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{_line(sheet.title)}</h1>"
    if sheet.purpose:
        yield f'<p class="purpose" dir="auto">{words.purpose} {_line(sheet.purpose)}</p>'
    if sheet.about:
        yield f'<p class="about">{" · ".join(map(_line, sheet.about))}</p>'
    if sheet.notice:
        yield f'<p class="notice" dir="auto"><strong>{words.before}</strong> {_line(sheet.notice)}</p>'
    yield '<div class="person">'
    for name in (NAME, DATE, READERS):
        yield _short(name, words.lines[name], words.yours if name == READERS else "")
    yield "</div>"
    for title, told in sheet.safeguards:
        yield f'<aside class="safeguard" aria-label="{sheet.words.any_time.rstrip(":")}">'
        yield f'<p dir="auto"><strong>{words.any_time} {_line(title)}.</strong> {_line(told)}</p>'
        yield "</aside>"
    yield "</header>"


def _short(name: str, label: str, hint: str) -> str:
    id = name[1:]
    about = f'<span class="hint" id="about-{id}">{hint}</span>' if hint else ""
    described = f' aria-describedby="about-{id}"' if hint else ""
    return (
        f'<p class="{id}"><label for="{id}">{label}</label>'
        f'<input id="{id}" name="{name}" type="text"{described}>{about}</p>'
    )


def _section(section: Section, words: Words) -> Iterator[str]:
    yield "<section>"
    if section.title:
        yield f'<h{section.level} dir="auto">{_line(section.title)}</h{section.level}>'
    if section.question:
        yield f'<p class="question" dir="auto">{_line(section.question)}</p>'
    if section.aim:
        yield f'<p class="aim" dir="auto">{_line(section.aim)}</p>'
    for room in section.rooms:
        yield from _room(room, words)
    yield "</section>"


def _room(room: Room, words: Words) -> Iterator[str]:
    tag, about = tag_of(room.id), f"about-{room.id}"
    yield '<div class="room">'
    described = f' aria-describedby="{about}"' if room.how or room.note else ""
    yield f'<label for="{room.id}" id="ask-{room.id}" dir="auto">{_line(room.text)}</label>'
    chips = [*room.ways, *([room.minutes] if room.minutes else [])]
    if chips:
        kinds = ["way"] * len(room.ways) + ["minutes"]
        spoken = [words.way] * len(room.ways) + [words.time]
        items = (
            f'<li class="{kind}"><span class="spoken">{said} </span>{_line(chip)}</li>'
            for kind, said, chip in zip(kinds, spoken, chips, strict=False)
        )
        yield f'<ul class="chips">{"".join(items)}</ul>'
    if described:
        hints = " ".join(filter(None, (_line(room.how), _line(room.note))))
        yield f'<p class="how" id="{about}" dir="auto">{hints}</p>'
    if room.boxes:
        tick = words.several if room.several else words.one
        yield f'<fieldset aria-labelledby="ask-{room.id} tick-{room.id}">'
        yield f'<legend id="tick-{room.id}">{tick}</legend>'
        for box in room.boxes:
            name = box_name(room.id, box.value)
            ticked = " checked" if box.ticked else ""
            field = f'<input type="checkbox" id="{escape(name)}" name="{escape(tag_of(name))}"{ticked}>'
            yield f'<p>{field}<label for="{escape(name)}" dir="auto">{_line(box.label)}</label></p>'
        yield "</fieldset>"
    # The first line feed after the tag is the parser's.
    yield (
        f'<textarea id="{room.id}" name="{tag}" rows="{room.lines}" dir="auto"{described}>'
        f"\n{escape(room.written)}</textarea>"
    )
    yield "</div>"


def _more(words: Words) -> Iterator[str]:
    yield '<section><div class="room">'
    yield f'<label for="more">{words.more}</label>'
    yield f'<textarea id="more" name="{MORE}" rows="4" dir="auto">\n</textarea>'
    yield "</div></section>"
    yield f'<p class="buttons" hidden><button type="button" id="save">{words.save}</button></p>'


def _end(sheet: Worksheet, words: Words) -> Iterator[str]:
    yield "<footer>"
    yield f'<p dir="auto">{_line(sheet.licence)}</p>'
    if sheet.sources:
        yield f"<h2>{words.sources}</h2>"
        yield f"<ul>{''.join(f'<li>{_line(source)}</li>' for source in sheet.sources)}</ul>"
    yield "</footer>"
