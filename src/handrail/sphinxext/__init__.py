"""The Sphinx extension: `extensions = ["handrail.sphinxext"]`, and frameworks are documented."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.typing import ExtensionMetadata

import handrail

from .citing import STYLE
from .directives import (
    CompareDirective,
    FrameworkDirective,
    GraphDirective,
    PromptsDirective,
    TranscriptDirective,
    WorksheetDirective,
)
from .domain import HandrailDomain, have_come, left_as_text
from .listing import GalleryDirective
from .looking_up import RulesDirective, SyntaxDirective
from .marking import know_markup
from .pages import FrameworkParser, know_the_kind, take_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DIRECTIVES = {
    "framework": FrameworkDirective,
    "framework-graph": GraphDirective,
    "framework-prompts": PromptsDirective,
    "framework-compare": CompareDirective,
    "framework-transcript": TranscriptDirective,
    "framework-worksheet": WorksheetDirective,
    "framework-gallery": GalleryDirective,
    "framework-syntax": SyntaxDirective,
    "framework-rules": RulesDirective,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make domain, directives and settings known to Sphinx."""
    app.add_domain(HandrailDomain)
    know_markup(app)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_source_parser(FrameworkParser)
    app.add_config_value("handrail_pages", {}, "env", dict)
    app.add_config_value("handrail_prompts", "cards", "env", str)
    app.add_config_value("handrail_citation_style", STYLE, "env", str)
    app.connect("config-inited", know_the_kind, priority=900)
    app.connect("builder-inited", take_in)
    app.connect("builder-inited", _with_style)
    app.connect("env-get-outdated", have_come)
    app.connect("missing-reference", left_as_text, priority=900)
    app.add_css_file("handrail.css")
    return {
        "version": handrail.__version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
        "env_version": 2,
    }


def _with_style(app: Sphinx) -> None:
    app.config.html_static_path.append(str(Path(__file__).parent / "static"))
