"""A page about a framework in HTML: one file that asks no other host for anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from handrail.framework import Framework

from .blocks import Asked, Block, Heading, Items, Pairs, Picture, Told, Ways, Words
from .description import sentences
from .index import Listed
from .line import one_line
from .mirror import is_right_to_left
from .page_look import LOOK
from .svg import to_svg

_NOT_IN_TAG = re.compile(r"[^0-9A-Za-z-]+")


def as_html(told: Told, *, index: str = "") -> str:
    """Return a page in HTML; `index` is the address of a list of pages to go back to."""
    back = (
        f'<nav aria-label="All pages"><a href="{escape(index)}">All frameworks</a></nav>\n' if index else ""
    )
    return document(told.title, told.language, back, "".join(_body(told)))


def html_list(listed: Listed) -> str:
    """Return a page that lists others: their titles, addresses and what is said beside them."""
    parts = [f"<h1>{_text(listed.title)}</h1>\n"]
    for heading, pages in listed.groups:
        parts.append(f'<h2>{_text(heading)}</h2>\n<ul class="pages">\n')
        for one in pages:
            tongue = f' lang="{_tongue(one.language)}" dir="auto"'
            said = f"<br>{_text(one.said)}" if one.said else ""
            parts.append(f'<li{tongue}><a href="{escape(one.address)}">{_text(one.title)}</a>{said}</li>\n')
        parts.append("</ul>\n")
    return document(listed.title, "en", "", "".join(parts))


def document(title: str, language: str, before: str, body: str) -> str:
    """Return a whole document around what stands in it, which is HTML already."""
    turned = "rtl" if is_right_to_left(language) else "ltr"
    return (
        f'<!DOCTYPE html>\n<html lang="{_tongue(language)}" dir="{turned}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{_text(title)}</title>\n'
        f'<style>{LOOK}</style>\n</head>\n<body>\n<a class="skip" href="#main">Skip to the text</a>\n'
        f'{before}<main id="main" tabindex="-1">\n{body}</main>\n'
        "<footer><p>Made with handrail.</p></footer>\n</body>\n</html>\n"
    )


def _tongue(language: str) -> str:
    return _NOT_IN_TAG.sub("-", language)


def _body(told: Told) -> Iterator[str]:
    """Yield the blocks of a page, with a list of its parts before the first of them."""
    parts = [block for block in told.blocks if isinstance(block, Heading) and block.level == 2]
    for block in told.blocks:
        if parts and block is parts[0]:
            items = "".join(f'<li><a href="#{one.anchor}">{_text(one.text)}</a></li>\n' for one in parts)
            yield f'<nav class="parts" aria-label="On this page">\n<ul>\n{items}</ul>\n</nav>\n'
        yield from _block(block, len(told.voices) > 1)


def _block(block: Block, voiced: bool) -> Iterator[str]:
    if isinstance(block, Heading):
        tag = f"h{block.level}"
        unit = ""
        if block.unit not in ("", "stage", "strand"):
            unit = f' <span class="unit">{_text(block.unit)}</span>'
        yield f'<{tag} id="{block.anchor}">{_text(block.text)}{unit}</{tag}>\n'
    elif isinstance(block, Words):
        kind = f' class="{block.kind}"' if block.kind else ""
        label = f"<b>{_text(block.label)}:</b> " if block.label else ""
        yield f'<p{kind} dir="auto">{label}{_text(block.text)}</p>\n'
    elif isinstance(block, (Items, Ways)):
        ways = isinstance(block, Ways)
        label = block.label or ("From here" if ways else "")
        if label:
            yield f'<p class="label">{_text(label)}</p>\n'
        yield _list(block.texts, ' class="ways"' if ways else "")
    elif isinstance(block, Pairs):
        pairs = (f'<dt>{_text(name)}</dt><dd dir="auto">{_text(said)}</dd>\n' for name, said in block.pairs)
        yield f"<dl>\n{''.join(pairs)}</dl>\n"
    elif isinstance(block, Picture):
        yield from _picture(block.framework)
    else:
        yield _asked(block, voiced)


def _picture(framework: Framework) -> Iterator[str]:
    """Yield the picture, wide and for a narrow screen, in words, and on demand every way from stage to stage."""
    wide = to_svg(framework, prefix="picture", inline=True)
    narrow = to_svg(framework, prefix="picture-narrow", inline=True, width=300)
    yield f'<figure>\n<div class="wide">{wide}</div>\n<div class="narrow">{narrow}</div>\n</figure>\n'
    short = sentences(framework, all=False)
    yield f"<details open>\n<summary>The picture in words</summary>\n{_list(short)}</details>\n"
    more = tuple(one for one in sentences(framework) if one not in short)
    if more:
        whole = to_svg(framework, all=True, prefix="picture-all", inline=True)
        yield "<details>\n<summary>Every way from stage to stage, and when one takes it</summary>\n"
        yield f'<figure>\n<div class="wide">{whole}</div>\n</figure>\n{_list(more)}</details>\n'


def _list(texts: Iterable[str], kind: str = "") -> str:
    items = "".join(f'<li dir="auto">{_text(text)}</li>\n' for text in texts)
    return f"<ul{kind}>\n{items}</ul>\n"


def _asked(block: Asked, voiced: bool) -> str:
    lines = "".join(
        f'<p dir="auto">{f"""<span class="voice">{_text(voice)}:</span> """ if voiced else ""}{_text(text)}</p>'
        for voice, text in block.wordings
    )
    how = f'<p class="how" dir="auto">{_text(block.how)}</p>' if block.how else ""
    kind = () if block.kind == "question" else (block.kind,)
    beside = " · ".join(map(_text, filter(None, (block.topic, *kind, *block.about))))
    about = f'<p class="about">{beside}</p>' if beside else ""
    id = f"<code>{_text(block.id)}</code>"
    return f'<div class="asked" id="{block.anchor}">{id}{lines}{how}{about}</div>\n'


def _text(text: str) -> str:
    line = one_line(text)
    plain = "&" not in line and "<" not in line and ">" not in line  # nearly all are
    return line if plain else escape(line, quote=False)
