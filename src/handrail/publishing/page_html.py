"""A page about a framework in HTML: one file, in the light and in the dark, on paper and on a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from .line import one_line
from .script import direction
from .telling import LISTED, Asked, Block, Heading, Items, Pairs, Picture, Told, Words

LOOK = """
:root{color-scheme:light dark;--ink:#1b2030;--paper:#fff;--soft:#59607a;--line:#c9cddb;--wash:#f4f5f9;--link:#2a56b5}
@media (prefers-color-scheme:dark){:root{--ink:#e9eaf0;--paper:#15171c;--soft:#a9afc4;--line:#3c4152;--wash:#1e2129;
--link:#9db9ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 Charter,"Bitstream Charter",Georgia,serif;
overflow-wrap:anywhere}
header,main,nav,footer{max-width:50rem;margin:0 auto;padding:0 1rem}
h1,h2,h3,h4,h5,h6,figcaption,summary,dt,nav,.asked{font-family:Helvetica,Arial,"Liberation Sans",sans-serif}
h1{font-size:1.9rem;line-height:1.2;margin:1.5rem 0 .75rem}
h2{font-size:1.3rem;margin:2.25rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1.1rem;margin:1.75rem 0 .25rem}h4,h5,h6{font-size:1rem;margin:1.25rem 0 .25rem}
p{margin:.4rem 0 .8rem}.lead{font-size:1.12rem}.question{font-style:italic}
.notice{border:2px solid var(--ink);border-radius:.4rem;padding:.6rem .9rem}
nav{padding-top:1rem}
a{color:var(--link)}a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}
figure{margin:1rem 0}figure svg{display:block;max-width:100%;height:auto;margin:0 auto}
.narrow{display:none}
@media (max-width:40rem){.narrow{display:block}.wide{display:none}}
ul{padding-left:1.3rem;margin:.4rem 0 .8rem}
dl{margin:.4rem 0 .8rem}dt{font-weight:bold;margin-top:.5rem}dd{margin:0 0 0 1.3rem}
.asked{border-left:3px solid var(--line);background:var(--wash);padding:.5rem .9rem;margin:.6rem 0;break-inside:avoid}
.asked p{margin:.15rem 0;font-family:Charter,"Bitstream Charter",Georgia,serif}
.asked .name,.asked .about,.voice{font-size:.85rem;color:var(--soft);font-family:inherit}
footer{color:var(--soft);margin:3rem auto 2rem}
@media print{.skip,nav{display:none}body{font-size:10.5pt}h1,h2,h3,h4,summary,.question{break-after:avoid}
figure{break-inside:avoid}
.narrow{display:none}.wide{display:block}}
"""
_NOT_IN_TAG = re.compile(r"[^0-9A-Za-z-]+")


def as_html(told: Told, *, index: str = "") -> str:
    """Return a page in HTML; `index` is the address of a list of pages to go back to."""
    back = (
        f'<nav aria-label="All pages"><a href="{escape(index)}">All frameworks</a></nav>\n' if index else ""
    )
    return document(told.title, told.language, back, "".join(_blocks(told.blocks)))


def html_list(pages: Sequence[tuple[str, str, str]]) -> str:
    """Return a page that lists others: their titles, addresses and what is said beside them."""
    items = "".join(
        f'<li dir="auto"><a href="{escape(address)}">{_text(title)}</a>{f" ({_text(said)})" if said else ""}</li>\n'
        for title, address, said in pages
    )
    return document(LISTED, "en", "", f"<h1>{LISTED}</h1>\n<ul>\n{items}</ul>\n")


def document(title: str, language: str, before: str, body: str) -> str:
    """Return a whole document around what stands in it, which is HTML already."""
    tongue = _NOT_IN_TAG.sub("-", language)
    return (
        f'<!DOCTYPE html>\n<html lang="{tongue}" dir="{direction(tongue)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{_text(title)}</title>\n'
        f'<style>{LOOK}</style>\n</head>\n<body>\n<a class="skip" href="#main">Skip to the text</a>\n'
        f'{before}<main id="main" tabindex="-1">\n{body}</main>\n'
        "<footer><p>Made with handrail.</p></footer>\n</body>\n</html>\n"
    )


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        tag = f"h{block.level}"
        yield f'<{tag} id="{block.anchor}">{_text(block.text)}</{tag}>\n'
    elif isinstance(block, Words):
        kind = f' class="{block.kind}"' if block.kind else ""
        yield f'<p{kind} dir="auto">{_text(block.text)}</p>\n'
    elif isinstance(block, Items):
        yield _list(block.texts)
    elif isinstance(block, Pairs):
        pairs = (f'<dt>{_text(name)}</dt><dd dir="auto">{_text(said)}</dd>\n' for name, said in block.pairs)
        yield f"<dl>\n{''.join(pairs)}</dl>\n"
    elif isinstance(block, Picture):
        yield f'<figure>\n<div class="wide">{block.wide}</div>\n<div class="narrow">{block.narrow}</div>\n</figure>\n'
        yield f"<details open>\n<summary>The picture in words</summary>\n{_list(block.told)}</details>\n"
    else:
        yield _asked(block)


def _list(texts: Iterable[str]) -> str:
    items = "".join(f'<li dir="auto">{_text(text)}</li>\n' for text in texts)
    return f"<ul>\n{items}</ul>\n"


def _asked(block: Asked) -> str:
    name = f'<p class="name">{_text(block.topic or block.id)}</p>'
    many = len(block.wordings) > 1
    lines = (
        f'<p dir="auto">{f"""<span class="voice">{_text(voice)}:</span> """ if many else ""}{_text(text)}</p>'
        for voice, text in block.wordings
    )
    about = f'<p class="about">{_text(block.about)}</p>' if block.about else ""
    return f'<div class="asked">{name}{"".join(lines)}{about}</div>\n'


def _text(text: str) -> str:
    return escape(one_line(text), quote=False)
