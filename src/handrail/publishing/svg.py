"""A framework as a picture that needs no other program: its stages in columns, and the suggested way through them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from handrail.framework import Framework

from .description import in_short, sentences
from .diagram import draw
from .legend import AGAIN, BACK, OTHER, SAMPLE, STRONG, look_of, with_legend
from .mirror import is_right_to_left, mirrored
from .placing import HEAD, LABEL, LINE, NOTE, NOTE_LINE
from .ring import is_ring, stand_round
from .standing import Box, Line, Point, Sketch, stand

# On white and on nearly black it stands out at least three to one.
_ACCENT = "#4a78d6"
_FACES = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', 'DejaVu Sans', sans-serif"
_ALONE = "svg{color:#1b2030;background:#fff}@media (prefers-color-scheme:dark){svg{color:#e9eaf0;background:#15171c}}"
_CORNER = 6
# From the beginning of a line in the legend to its words.
_TO_WORDS = SAMPLE + 6
# What XML has no place for, although it is no control sign, goes out.
_IN_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\ufffe": None, "\uffff": None})
_NOT_IN_XML = re.compile("[&<>\ufffe\uffff]")
# What an id may hold wherever it is written: in an attribute, behind a #, in a selector.
_NOT_IN_ID = re.compile(r"[^0-9A-Za-z_-]+")
# How the boxes of each kind are drawn, those at the back first.
_BOXES = {
    "panel": 'fill="currentColor" fill-opacity=".035" stroke="currentColor" stroke-opacity=".35"',
    "stage": f'fill="{_ACCENT}" fill-opacity=".12" stroke="{_ACCENT}"',
    "strand": 'fill="currentColor" fill-opacity=".05" stroke="currentColor" stroke-opacity=".6" stroke-dasharray="5 3"',
    "safeguard": 'fill="currentColor" fill-opacity=".05" stroke="currentColor" stroke-width="1.8"',
    "detour": 'fill="currentColor" fill-opacity=".05" stroke="currentColor" stroke-opacity=".7"',
    "sign": 'fill="none" stroke="currentColor" stroke-opacity=".65" stroke-dasharray="2 3"',
}
# How the ways are drawn, those at the back first.
_WAYS = {
    BACK: 'stroke="currentColor" stroke-width="1.2" stroke-dasharray="1.5 2.5" opacity=".75"',
    OTHER: 'stroke="currentColor" stroke-width="1.2" opacity=".7"',
    AGAIN: 'stroke="currentColor" stroke-width="1.8" stroke-dasharray="6 4" opacity=".75"',
    STRONG: f'stroke="{_ACCENT}" stroke-width="2.6"',
}
_MARKS = {
    "head": f'markerWidth="10" markerHeight="10" fill="{_ACCENT}"',
    "tip": 'markerWidth="8" markerHeight="8" fill="currentColor"',
}


def to_svg(
    framework: Framework,
    *,
    all: bool = False,  # noqa: A002  the word of the command
    around: str = "",
    direction: str = "across",
    prefix: str = "",
    inline: bool = False,
    width: int = 760,
) -> str:
    """Return a framework as an SVG picture: the suggested way and new rounds, or all transitions when `all`.

    With `around` a stage it shows that one, every transition from it and to it, and the stages at their other ends.
    `direction` is `across`, or `down` for stages that stand one below the other. Every id in it begins with `prefix`,
    or with the framework's id; give each picture on a page one of its own. `inline` is for a picture inside a page,
    whose colour of text it then takes. `width` is about how wide it may become, in CSS pixels; what does not fit goes
    into another row. Raises `HandrailError` for a stage that the framework does not have.
    """
    diagram = draw(framework, full=all, around=around)
    down = direction == "down"
    ring = not down and is_ring(diagram, width)
    sketch = with_legend(stand_round(diagram, width) if ring else stand(diagram, width, down=down))
    turned = is_right_to_left(framework.language)
    if turned:
        sketch = mirrored(sketch)
    told = sentences(framework, around=around) if around else in_short(diagram)
    name = _NOT_IN_ID.sub("-", prefix or framework.id)
    parts = [_head(name, framework.language, turned, sketch), _titles(name, diagram.title, " ".join(told))]
    if not inline:
        parts.append(f"<style>{_ALONE}</style>\n")
    parts.extend(_body(name, sketch, diagram.focus, turned))
    parts.append("</svg>\n")
    return "".join(parts)


def _head(name: str, language: str, turned: bool, sketch: Sketch) -> str:
    tongue = _NOT_IN_ID.sub("-", language)
    way = ' direction="rtl"' if turned else ""
    wide, high = sketch.wide, sketch.high
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" class="handrail-picture" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" lang="{tongue}"{way} viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}" font-family="{_FACES}" font-size="{LABEL}" text-anchor="middle">\n'
    )


def _titles(name: str, title: str, told: str) -> str:
    return f'<title id="{name}-title">{_xml(title)}</title>\n<desc id="{name}-desc">{_xml(told)}</desc>\n'


def _body(name: str, sketch: Sketch, focus: Collection[str], turned: bool) -> Iterator[str]:
    shapes: dict[str, list[str]] = {kind: [] for kind in _BOXES}
    heads: list[str] = []
    words: list[str] = []
    for box in sketch.boxes:
        cell = box.cell
        shapes[cell.kind if cell.kind in _BOXES else "sign"].append(_shape(box, cell.key in focus, turned))
        (heads if cell.group else words).append(_words(name, box))
    for kind, look in _BOXES.items():
        if shapes[kind]:
            yield f"<g {look}>\n{''.join(shapes[kind])}</g>\n"
    yield from _ways(name, sketch, turned)
    if heads:
        yield f'<g fill="currentColor" font-weight="bold" font-size="{HEAD}">\n{"".join(heads)}</g>\n'
    yield f'<g fill="currentColor">\n{"".join(words)}</g>\n'
    yield from _asides(sketch, turned)


def _asides(sketch: Sketch, turned: bool) -> Iterator[str]:
    """Yield captions, and in words what the lines mean."""
    on = -_TO_WORDS if turned else _TO_WORDS
    small = [
        *(f'<text x="{x}" y="{y}">{_xml(text)}</text>\n' for text, x, y in sketch.captions),
        *(
            f'<text class="legend" x="{one.x + on}" y="{one.y + 4}">{one.text}</text>\n'
            for one in sketch.legend
        ),
    ]
    if small:
        look = f'fill="currentColor" fill-opacity=".8" font-size="{NOTE}" text-anchor="start"'
        yield f"<g {look}>\n{''.join(small)}</g>\n"


# Boxes.


def _shape(box: Box, focused: bool, turned: bool) -> str:
    kind = box.cell.kind
    _, x, y, wide, high, _ = box
    if kind == "strand":
        tip = min(12, high // 2)
        half, long = high // 2, wide - tip
        if turned:
            return f'<path d="M{x + tip} {y}h{long}v{2 * half}h-{long}l-{tip}-{half}z"/>\n'
        return f'<path d="M{x} {y}h{long}l{tip} {half}-{tip} {half}H{x}z"/>\n'
    if kind == "safeguard":
        corners = f"l9 9v{high - 18}l-9 9h-{wide - 18}l-9-9v-{high - 18}z"
        return f'<path d="M{x + 9} {y}h{wide - 18}{corners}"/>\n'
    if kind == "detour":
        inner = f"M{x + 3} {y + 3}h{wide - 6}v{high - 6}h-{wide - 6}z"
        return f'<path d="M{x} {y}h{wide}v{high}h-{wide}z{inner}"/>\n'
    round_ = 9 if kind == "panel" else 5 if kind == "stage" else high // 2
    strong = ' stroke-width="2.6"' if focused else ""
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="{round_}"{strong}/>\n'


def _words(name: str, box: Box) -> str:
    cell, x, y, wide, high, head = box
    label, note, middle = cell.label, cell.note, x + wide // 2
    said = LINE * len(label) + NOTE_LINE * len(note)
    y += ((head if cell.group else high) - said) // 2 + 13
    known = f'id="{name}-{cell.key}" class="{cell.kind}"'
    if len(label) == 1:
        text = f'<text {known} x="{middle}" y="{y}">{_xml(label[0])}</text>\n'
    else:
        text = f"<g {known}>{_lines(label, middle, y, LINE)}</g>\n"
    if note:
        look = f'font-size="{NOTE}" font-style="italic" font-weight="normal"'
        text += f'<g class="note" {look}>{_lines(note, middle, y + LINE * len(label) - 1, NOTE_LINE)}</g>\n'
    return text


def _lines(lines: Sequence[str], x: int, y: int, step: int) -> str:
    """Return each line as a text of its own, so that whoever copies them has words."""
    return "".join(
        [f'<text x="{x}" y="{y + number * step}">{_xml(line)}</text>' for number, line in enumerate(lines)]
    )


# Ways.


def _ways(name: str, sketch: Sketch, turned: bool) -> Iterator[str]:
    """Yield the ways look by look, the strong ones last and so above the others."""
    drawn: dict[str, list[str]] = {look: [] for look in _WAYS}
    for line in sketch.lines:
        drawn[look_of(line.arrow)].append(_way(line, turned))
    on = -SAMPLE if turned else SAMPLE
    for one in sketch.legend:
        drawn[one.look].append(f'<path d="M{one.x} {one.y}h{on}"/>\n')
    used = {"head" if look == STRONG else "tip": "" for look in _WAYS if drawn[look]}
    if used:
        marks = (
            f'<marker id="{name}-{mark}" viewBox="0 0 10 10" refX="9" refY="5" markerUnits="userSpaceOnUse" '
            f'orient="auto" {_MARKS[mark]}><path d="M0 1 10 5 0 9z"/></marker>'
            for mark in used
        )
        yield f"<defs>{''.join(marks)}</defs>\n"
    for look, pen in _WAYS.items():
        if drawn[look]:
            mark = "head" if look == STRONG else "tip"
            yield f'<g fill="none" stroke-linejoin="round" {pen} marker-end="url(#{name}-{mark})">\n'
            yield f"{''.join(drawn[look])}</g>\n"


def _way(line: Line, turned: bool) -> str:
    arrow, points = line.arrow, line.points
    if line.bend:
        (x, y), (a, b) = points
        path = f"M{x} {y}A{line.bend[0]} {line.bend[1]} 0 0 {0 if turned else 1} {a} {b}"
    elif len(points) == 2:
        (x, y), (a, b) = points
        path = f"M{x} {y}L{a} {b}"
    else:
        path = "".join(_corners(_shortened(points)))
    known = f'<path class="{arrow.kind}" data-from="{arrow.source}" data-to="{arrow.target}" d="{path}"'
    return f"{known}><title>{_xml(arrow.because)}</title></path>\n" if arrow.because else f"{known}/>\n"


def _corners(points: Sequence[Point]) -> Iterator[str]:
    x, y = points[0]
    yield f"M{x} {y}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        (a, b), (c, d) = _near(corner, before), _near(corner, after)
        yield f"L{a} {b}Q{corner[0]} {corner[1]} {c} {d}"
    x, y = points[-1]
    yield f"L{x} {y}"


def _shortened(points: Sequence[Point]) -> list[Point]:
    """Return corners without those at which nothing turns."""
    kept = [points[0]]
    for number, point in enumerate(points[1:-1], 1):
        before, after = kept[-1], points[number + 1]
        turns = not (before[0] == point[0] == after[0] or before[1] == point[1] == after[1])
        if turns and point != before:
            kept.append(point)
    return [*kept, points[-1]]


def _near(corner: Point, to: Point) -> Point:
    """Return the point where the rounding of a corner begins, on the way to another, straight beside it."""
    (x, y), (a, b) = corner, to
    if x == a:
        reach = min(_CORNER, abs(b - y) // 2)
        return x, y + reach if b > y else y - reach
    reach = min(_CORNER, abs(a - x) // 2)
    return x + reach if a > x else x - reach, y


def _xml(line: str) -> str:
    """Return a line as it stands in XML; most need no change, and looking is quicker than changing."""
    return line.translate(_IN_XML) if _NOT_IN_XML.search(line) else line
