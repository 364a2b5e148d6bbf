"""A list of the frameworks that are pages of a project: what they are for, whose they are, a sentence about each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from docutils import nodes

from handrail.publishing.index import Page, listed

from .about import About, Options
from .drafting import Draft, Look
from .loading import Loaded
from .pages import pages_of


class GalleryDirective(About):
    """The frameworks that `handrail_pages` makes pages of, or those of one of its folders."""

    required_arguments = 0
    optional_arguments = 1
    option_spec: ClassVar[Options] = {}

    def run(self) -> list[nodes.Node]:
        """Return a section for each purpose."""
        folder = self.arguments[0].strip("/") if self.arguments else ""
        found = {one.file: one for one in self._there(folder)}
        if not found:
            where = f" in '{folder}'" if folder else ""
            self.warned("not-found", f"handrail_pages makes no page{where}")
        in_order = sorted(found.values(), key=lambda one: one.framework.title.casefold())
        made: list[nodes.Node] = []
        for heading, pages in listed((one.framework, one.file) for one in in_order).groups:
            section = nodes.section("", nodes.title("", heading), names=[nodes.fully_normalize_name(heading)])
            self.state.document.note_implicit_target(section, section)
            section += self._entries([(found[page.address], page) for page in pages])
            made.append(section)
        return made

    def _there(self, folder: str) -> Iterator[Loaded]:
        for docname, file in pages_of(self.env).items():
            if not folder or Path(docname).is_relative_to(folder):
                one = self.loaded(str(file))
                if one is not None:
                    yield one

    def _entries(self, told: list[tuple[Loaded, Page]]) -> nodes.definition_list:
        made = nodes.definition_list(classes=["handrail-gallery"])
        for loaded, page in told:
            draft = Draft(loaded, self.env, self.state.document, Look(indexed=False))
            term = nodes.term("", "", draft.link("framework", "", page.title))
            if page.whose:
                whose = nodes.inline("", page.whose, classes=["handrail-whose"])
                term += [nodes.Text(" "), whose]
            about = [draft.paragraph(page.about, "summary")] if page.about else []
            made += nodes.definition_list_item("", term, nodes.definition("", *about))
        return made
