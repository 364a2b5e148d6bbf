"""A framework as a picture that needs no other program: its stages in columns, and the suggested way through them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from html import escape

from handrail.framework import Framework

from .description import in_short
from .diagram import draw
from .line import one_line
from .placing import HEAD, LABEL, LINE, NOTE, NOTE_LINE
from .ring import is_ring, stand_round
from .standing import Box, Line, Point, Sketch, stand

# On white and on nearly black it stands out at least three to one.
_ACCENT = "#4a78d6"
_FACES = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', 'DejaVu Sans', sans-serif"
_ALONE = "svg{color:#1b2030;background:#fff}@media (prefers-color-scheme:dark){svg{color:#e9eaf0;background:#15171c}}"
_CORNER = 6.0
_NO_SIGNS = dict.fromkeys((0xFFFE, 0xFFFF))
# What an id may hold wherever it is written: in an attribute, behind a #, in a selector.
_NOT_IN_ID = re.compile(r"[^0-9A-Za-z_-]+")


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
    or with the framework's id; give each picture on a page one of its own.
    `inline` is for a picture inside a page, whose colour of text it then takes. `width` is about how wide it may
    become, in CSS pixels; what does not fit goes into another row. Raises `HandrailError` for a stage that the framework
    does not have.
    """
    diagram = draw(framework, full=all, around=around)
    down = direction == "down"
    ring = not down and is_ring(diagram, width)
    sketch = stand_round(diagram, width) if ring else stand(diagram, width, down=down)
    name = _NOT_IN_ID.sub("-", prefix or framework.id)
    parts = _head(name, diagram.title, in_short(framework, around=around), sketch, framework.language, inline)
    return "".join((*parts, *_body(name, sketch, diagram.focus), "</svg>\n"))


def _head(name: str, title: str, told: str, sketch: Sketch, language: str, inline: bool) -> Iterator[str]:
    tongue = _NOT_IN_ID.sub("-", language)
    wide, high = f"{sketch.wide:.0f}", f"{sketch.high:.0f}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" class="handrail-picture" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" lang="{tongue}" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}" font-family="{_FACES}" font-size="{LABEL:g}" text-anchor="middle">\n'
        f'<title id="{name}-title">{_text(title)}</title>\n<desc id="{name}-desc">{_text(told)}</desc>\n'
    )
    if not inline:
        yield f"<style>{_ALONE}</style>\n"
    yield "<defs>"
    for mark, size, look in (
        ("head", 10, f'fill="{_ACCENT}"'),
        ("tip", 8, 'fill="currentColor" fill-opacity=".65"'),
    ):
        room = f'markerWidth="{size}" markerHeight="{size}" markerUnits="userSpaceOnUse"'
        yield (
            f'<marker id="{name}-{mark}" viewBox="0 0 10 10" refX="9" refY="5" {room} '
            f'orient="auto"><path d="M0 1 10 5 0 9z" {look}/></marker>'
        )
    yield "</defs>\n"


def _body(name: str, sketch: Sketch, focus: Collection[str]) -> Iterator[str]:
    yield '<g fill="currentColor" stroke="currentColor">\n'
    yield from (_shape(box, box.cell.key in focus) for box in sketch.boxes)
    yield "</g>\n"
    strong = [line for line in sketch.lines if line.arrow.strong]
    light = [line for line in sketch.lines if not line.arrow.strong]
    for lines, mark, look in (
        (light, "tip", 'stroke="currentColor" stroke-opacity=".65" stroke-width="1.2"'),
        (strong, "head", f'stroke="{_ACCENT}" stroke-width="2.6"'),
    ):
        if lines:
            yield f'<g fill="none" stroke-linejoin="round" {look} marker-end="url(#{name}-{mark})">\n'
            yield from (_way(line) for line in lines)
            yield "</g>\n"
    yield '<g fill="currentColor">\n'
    yield from (_words(name, box) for box in sketch.boxes)
    for text, x, y in sketch.captions:
        look = f'text-anchor="start" font-size="{NOTE:g}" fill-opacity=".75"'
        yield f'<text x="{x:g}" y="{y:g}" {look}>{_text(text)}</text>\n'
    yield "</g>\n"


# Boxes.


def _shape(box: Box, focused: bool) -> str:
    kind = box.cell.kind
    x, y, wide, high = box.x, box.y, box.wide, box.high
    if kind == "panel":
        look = 'fill-opacity=".035" stroke-opacity=".4"'
        return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="9" {look}/>\n'
    if kind == "strand":
        point = min(12.0, high / 2)
        corners = f"M{x:.1f} {y:.1f}h{wide - point:.1f}l{point:.1f} {high / 2:.1f}-{point:.1f} {high / 2:.1f}H{x:.1f}z"
        return f'<path d="{corners}" fill-opacity=".05" stroke-opacity=".6" stroke-dasharray="5 3"/>\n'
    if kind == "safeguard":
        cut = 9.0
        corners = (
            f"M{x + cut:.1f} {y:.1f}h{wide - 2 * cut:.1f}l{cut} {cut}v{high - 2 * cut:.1f}l-{cut} {cut}"
            f"h-{wide - 2 * cut:.1f}l-{cut}-{cut}v-{high - 2 * cut:.1f}z"
        )
        return f'<path d="{corners}" fill-opacity=".05" stroke-width="1.8"/>\n'
    rect = f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    if kind == "detour":
        inner = f'x="{x + 3:.1f}" y="{y + 3:.1f}" width="{wide - 6:.1f}" height="{high - 6:.1f}"'
        return f'{rect} fill-opacity=".05" stroke-opacity=".7"/><rect {inner} fill="none" stroke-opacity=".7"/>\n'
    if kind == "stage":
        strong = ' stroke-width="2.4"' if focused else ""
        return f'{rect} rx="5" fill-opacity=".09" stroke-opacity=".75"{strong}/>\n'
    return f'{rect} rx="{high / 2:.1f}" fill="none" stroke-opacity=".6" stroke-dasharray="2 3"/>\n'


def _words(name: str, box: Box) -> str:
    cell = box.cell
    middle = box.x + box.wide / 2
    high = LINE * len(cell.label) + NOTE_LINE * len(cell.note)
    y = box.y + ((box.head if cell.group else box.high) - high) / 2 + LINE * 0.76
    first = _lines(cell.label, middle, y, LINE)
    bold = f' font-weight="bold" font-size="{HEAD:g}"' if cell.group else ""
    text = f'<text id="{name}-{cell.key}" class="{cell.kind}"{bold}>{first}</text>'
    if cell.note:
        y += LINE * len(cell.label) - 1
        look = f'class="note" font-size="{NOTE:g}" font-style="italic"'
        text += f"<text {look}>{_lines(cell.note, middle, y, NOTE_LINE)}</text>"
    return text + "\n"


def _lines(lines: Sequence[str], x: float, y: float, step: float) -> str:
    """Return lines with a blank between them, so that whoever copies them has words."""
    if len(lines) == 1:
        return f'<tspan x="{x:.1f}" y="{y:.1f}">{_text(lines[0])}</tspan>'
    return " ".join(
        f'<tspan x="{x:.1f}" y="{y + number * step:.1f}">{_text(line)}</tspan>'
        for number, line in enumerate(lines)
    )


# Ways.


def _way(line: Line) -> str:
    arrow = line.arrow
    dashes = ' stroke-dasharray="6 4" stroke-width="1.8"' if arrow.kind == "again" else ""
    path = f'<path class="{arrow.kind}" data-from="{arrow.source}" data-to="{arrow.target}"{dashes} d="{_path(line)}"'
    return path + (f"><title>{_text(arrow.because)}</title></path>\n" if arrow.because else "/>\n")


def _path(line: Line) -> str:
    if line.bend:
        (x, y), (a, b) = line.points
        return f"M{x:.1f} {y:.1f}A{line.bend[0]:.1f} {line.bend[1]:.1f} 0 0 1 {a:.1f} {b:.1f}"
    if len(line.points) == 2:
        (x, y), (a, b) = line.points
        return f"M{x:.1f} {y:.1f}L{a:.1f} {b:.1f}"
    points = _shortened(line.points)
    start, *inner, end = points
    path = [f"M{start[0]:.1f} {start[1]:.1f}"]
    for before, corner, after in zip(points, inner, points[2:], strict=False):
        one, other = _near(corner, before), _near(corner, after)
        path.append(
            f"L{one[0]:.1f} {one[1]:.1f}Q{corner[0]:.1f} {corner[1]:.1f} {other[0]:.1f} {other[1]:.1f}"
        )
    path.append(f"L{end[0]:.1f} {end[1]:.1f}")
    return "".join(path)


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
    """Return the point where the rounding of a corner begins, on the way to another."""
    (x, y), (a, b) = corner, to
    far = abs(a - x) + abs(b - y)
    share = min(_CORNER, far / 2) / far if far else 0.0
    return x + (a - x) * share, y + (b - y) * share


def _text(text: str) -> str:
    """Return a text as one line of XML, which has no place for two signs that are none."""
    return escape(one_line(text).translate(_NO_SIGNS), quote=False)
