"""Pictures and pages: an SVG drawn in process, beside a process of Graphviz; a whole page in HTML.

Each is made from a loaded framework every time; what is kept from one to the next are the widths and line breaks of
single texts. The other side is `dot -Tsvg`, given the same framework in its own language, from the start of its
process to the end of its picture. Where a thousand stages have returns it is stopped after a minute.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import partial
from shutil import which
from time import perf_counter

import handrail
from handrail.framework import Framework
from handrail.graph import Stage, Transition
from handrail.publishing import to_dot, to_page, to_svg

from .figures import Figure, absent, duration, ratio
from .timing import Timed, Work, interleaved

_MANY = 1_000


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what a picture costs and what a page costs."""
    egan, row = handrail.load("egan"), in_a_row(9)
    works: dict[str, Work] = {
        "egan": partial(to_svg, egan, inline=True),
        "nine": partial(to_svg, row, inline=True),
    }
    if which("dot"):
        works |= {"dot egan": partial(_dot, to_dot(egan)), "dot nine": partial(_dot, to_dot(row))}
    timed = interleaved(works, 3 if quick else 31, 5)
    yield duration("SVG of egan: 9 stages in 3, with 5 boxes beside", timed["egan"], "µs")
    yield duration("SVG of 9 stages in a row", timed["nine"], "µs")
    for name, what in (("egan", "SVG of egan"), ("nine", "SVG of 9 stages in a row")):
        if which("dot"):
            yield duration(f"{what}: dot -Tsvg", timed[f"dot {name}"])
            yield ratio(f"{what}: dot -Tsvg : ours", timed[f"dot {name}"], timed[name], least=100)
        else:
            yield absent(f"{what}: dot -Tsvg : ours", "Graphviz", least=100)
    many = in_a_row(_MANY)
    each = interleaved({"svg": partial(to_svg, many, inline=True)}, 3 if quick else 15)["svg"]
    yield duration(f"SVG of {_MANY:,} stages in rows", each, "ms", most=20)
    every = interleaved({"svg": partial(to_svg, many, all=True, inline=True)}, 3 if quick else 7)["svg"]
    yield duration(f"SVG of {_MANY:,} stages with 2 returns from each", every)
    if which("dot"):
        yield _patience(f"SVG of {_MANY:,} stages", to_dot(many), 2 if quick else 60)
        yield _patience(
            f"SVG of {_MANY:,} stages with 2 returns from each", to_dot(many, all=True), 2 if quick else 60
        )
    yield from _pages(egan, quick)


def _pages(framework: Framework, quick: bool) -> Iterator[Figure]:
    works = {to: partial(to_page, framework, to=to) for to in ("html", "md")}
    timed = interleaved(works, 3 if quick else 31)
    size = f"{len(works['html']()) / 1e3:,.0f} kB"
    yield duration("page of egan in HTML, with its picture", timed["html"], "ms", most=5, around=size)
    yield duration("page of egan in Markdown", timed["md"])


def _dot(text: str) -> None:
    subprocess.run(["dot", "-Tsvg"], input=text.encode(), stdout=subprocess.DEVNULL, check=True)


def _patience(what: str, text: str, most: float) -> Figure:
    """Return how long Graphviz takes, or how long was waited for it."""
    start = perf_counter()
    try:
        subprocess.run(
            ["dot", "-Tsvg"], input=text.encode(), stdout=subprocess.DEVNULL, timeout=most, check=True
        )
        around = ""
    except subprocess.TimeoutExpired:
        around = "stopped, and not ready"
    return duration(f"{what}: dot -Tsvg", Timed((perf_counter() - start,)), around=around)


def in_a_row(many: int) -> Framework:
    """Return a framework of so many stages, each leading to the next, and back to the one before and the first."""
    stages = {
        f"stage-{at}": Stage(f"stage-{at}", f"Stage {at}", transitions=_back(at)) for at in range(1, many + 1)
    }
    return Framework("row", "A row of stages", "reflection", every_stage=stages)


def _back(at: int) -> tuple[Transition, ...]:
    targets = () if at < 3 else ("stage-1", f"stage-{at - 1}")
    return tuple(Transition(f"stage-{at}", target, "back", "more is to be said there") for target in targets)
