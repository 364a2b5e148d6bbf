"""The documentation: how Sphinx builds it, with a text for language models beside it."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handrail.authoring.guiding import guide

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "handrail"
author = "The handrail authors"
copyright = "The handrail authors; code under Apache-2.0, frameworks under CC BY 4.0"
release = importlib.metadata.version("handrail")
language = "en_GB"
default_role = "literal"  # as docstrings use it

extensions = ["sphinx.ext.autodoc", "sphinx_click", "handrail.sphinxext"]
html_theme = "furo"
html_title = f"handrail {release}"
html_static_path = ["_static"]
html_css_files = ["reading.css"]
exclude_patterns = ["_build"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
# Only our own names have to lead somewhere: the documentation is built without a network.
nitpick_ignore_regex = [(r"py:.*", r"(?!handrail).*")]

# Every framework of this project, each a page.
handrail_pages = {"gallery": "../frameworks/*.yaml"}


LLMS = """\
# handrail

> handrail is a Python library that holds helping frameworks as YAML (Egan's Skilled Helper, Johns' structured
> reflection with Carper's ways of knowing, the therapeutic alliance, and any that somebody writes) and lets other
> software walk a person through one. It assesses no risk, diagnoses nothing, reads nothing into
> what somebody writes, and scores nobody.

"""
# Folder → heading.
PARTS = {
    "tutorial": "Tutorials",
    "guides": "Guides",
    "reference": "Reference",
    "gallery": "Frameworks",
    "explanation": "Explanations",
}


def llms(pages: Iterable[tuple[str, str]]) -> str:
    """Return llms.txt: what handrail is, where the sources of its pages are, and how a framework is written."""
    parts: dict[str, list[str]] = {folder: [f"## {heading}\n"] for folder, heading in PARTS.items()}
    for source, title in pages:
        parts[source.partition("/")[0]].append(f"- [{title}](_sources/{source}.txt)")
    links = "\n\n".join("\n".join(lines) for lines in parts.values())
    return f"{LLMS}{links}\n\n{re.sub('^#', '##', guide(), flags=re.MULTILINE)}"


def in_order(env: BuildEnvironment, name: str) -> Iterator[str]:
    """Yield the pages below a page, in the order of its tables of contents."""
    for inner in env.toctree_includes.get(name, ()):
        yield inner
        yield from in_order(env, inner)


def write_llms(app: Sphinx, failed: Exception | None) -> None:
    """Write llms.txt beside the front page."""
    if failed is None and app.builder.format == "html":
        pages = (
            (str(app.env.doc2path(name, base=False)), app.env.titles[name].astext())
            for name in in_order(app.env, "index")
        )
        (Path(app.outdir) / "llms.txt").write_text(llms(pages), encoding="utf-8")


def says_nothing(*told: object) -> bool | None:
    """Return whether a member is left out: a field of a tuple, which stands in the signature already."""
    return str(getattr(told[3], "__doc__", "")).startswith("Alias for field number") or None


# What Sphinx and its theme leave out, and whoever listens or has only a keyboard needs: how deep a heading is, and a
# way to what is wider than the screen (tests/readers).
LEFT_OUT = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
}


def mended(*of: Any) -> None:
    """Put in what is left out in a page and in the list of pages beside it."""
    context: dict[str, Any] = of[3]
    for part in context.keys() & {"body", "furo_navigation_tree"}:
        for found, better in LEFT_OUT.items():
            context[part] = context[part].replace(found, better)


def setup(app: Sphinx) -> None:
    """Have each page mended when the theme has done its part, the text written at last, and nothing shown twice."""
    app.connect("html-page-context", mended, priority=900)
    app.connect("autodoc-skip-member", says_nothing)
    app.connect("build-finished", write_llms)
