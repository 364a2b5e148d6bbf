"""A framework as one page for readers, in HTML or in Markdown, that needs nothing beside itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from handrail.framework import Framework

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


def to_index(pages: Sequence[tuple[str, str, str]], *, to: str = "html") -> str:
    """Return a list of pages; each is a title, an address and what is said beside it."""
    return html_list(pages) if to == "html" else markdown_list(pages)
