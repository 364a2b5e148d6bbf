"""Frameworks as pictures: drawn by the library itself, and the same in words beneath."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from docutils import nodes

from handrail.publishing.description import sentences
from handrail.publishing.svg import to_svg

from .drafting import Draft
from .marking import markup

DIRECTIONS = ("across", "down")
# What a telephone has room for, in CSS pixels.
NARROW = 300
_ALTERNATIVE = re.compile(r"(?<=<desc )([^>]*>).*?(?=</desc>)", re.DOTALL)


def picture(draft: Draft) -> list[nodes.Node]:
    """Return the stages of a framework as a picture for its page, or nothing where there is no way between any."""
    return depicted(draft, shut=True) if len(draft.framework.stages) > 1 else []


def depicted(
    draft: Draft,
    *,
    stage: str = "",
    direction: str = "",
    everything: bool = False,
    alternative: str = "",
    shut: bool = False,
) -> list[nodes.Node]:
    """Return a picture, and beneath it the same in words, which is all that is shown where there are no pictures.

    Without a direction the stages stand across, and below each other where the screen is narrow. `shut` is for words
    that are to be opened first, because what they say stands on the page once more.
    """
    number = draft.env.new_serialno("handrail-picture")
    widths = {"wide": 760} if direction else {"wide": 760, "narrow": NARROW}
    drawn = "".join(
        f'<div class="handrail-{name}">'
        + _told(
            to_svg(
                draft.framework,
                all=everything,
                around=stage,
                direction=direction or "across",
                prefix=f"{draft.framework.id}-picture-{number}-{name}",
                inline=True,
                width=width,
            ),
            alternative,
        )
        + "</div>"
        for name, width in widths.items()
    )
    said = sentences(draft.framework, all=everything, around=stage)
    words = draft.bullets([nodes.paragraph("", "", nodes.Text(one)) for one in said])
    figure = f'<figure class="handrail-graph">{drawn}</figure>'
    return [markup(html=figure), *opened("The picture in words", words, shut)]


def opened(title: str, body: Sequence[nodes.Node], shut: bool) -> list[nodes.Node]:
    """Return nodes behind a title that a click opens and closes; where nothing can be clicked they stand there."""
    state = "" if shut else ' open="open"'  # with its value, because books for readers are XML
    begin = f'<details class="handrail-more"{state}><summary>{escape(title)}</summary>'
    return [markup(html=begin), *body, markup(html="</details>")]


def _told(svg: str, alternative: str) -> str:
    return (
        _ALTERNATIVE.sub(lambda found: found[1] + escape(alternative), svg, count=1) if alternative else svg
    )
