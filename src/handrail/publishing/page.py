"""A framework as one page for readers, in HTML or in Markdown, that needs nothing beside itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from handrail.framework import Framework

from .index import listed
from .page_html import as_html, html_list
from .page_markdown import as_markdown, markdown_list
from .telling import tell

# The languages of a page, and the ending of a file in each.
FORMS: Mapping[str, Callable[..., str]] = {"html": as_html, "md": as_markdown}


def to_page(framework: Framework, *, to: str = "html", index: str = "") -> str:
    """Return a framework as a page: picture, what it is for, stages with their prompts, sources and model card.

    `to` is `html`, one file that asks no other host for anything, or `md`. `index` is the address of a list of
    pages to go back to. Labels and tags are those of the edition looked at.
    """
    return FORMS[to](tell(framework), index=index)


def to_index(pages: Iterable[tuple[Framework, str]], *, to: str = "html") -> str:
    """Return a list of pages by what their frameworks are for; each is given as its framework and its address."""
    found = listed(pages)
    return html_list(found) if to == "html" else markdown_list(found)
