"""Worksheets beside a page: files that are made with it, and links to them."""

from __future__ import annotations

from collections.abc import Callable
from os.path import relpath
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes

from handrail.errors import HandrailError, neighbour
from handrail.publishing.worksheet import Worksheet, worksheet_of
from handrail.publishing.worksheet_html import to_html
from handrail.publishing.worksheet_markdown import to_markdown

from .about import About, Options


def _pdf(sheet: Worksheet) -> bytes:
    from handrail.adapters.pdf import (
        to_pdf,  # imported late: it needs an extra, and raises where that is missing
    )

    return to_pdf(sheet)


def _docx(sheet: Worksheet) -> bytes:
    from handrail.adapters.docx import to_docx  # imported late, as that of PDF

    return to_docx(sheet)


# What each form is called, and what makes it.
FORMS: dict[str, tuple[str, Callable[[Worksheet], bytes]]] = {
    "html": ("HTML, to fill in or to print", lambda sheet: to_html(sheet).encode()),
    "md": ("Markdown", lambda sheet: to_markdown(sheet).encode()),
    "pdf": ("PDF form", _pdf),
    "docx": ("DOCX, for word processors", _docx),
}


def _above_nothing(said: str) -> float:
    number = float(said)
    if number <= 0:
        raise ValueError("a worksheet needs more than no time")
    return number


class WorksheetDirective(About):
    """Links to worksheets of a framework."""

    option_spec: ClassVar[Options] = {
        **About.option_spec,
        "voice": directives.unchanged_required,
        "minutes": _above_nothing,
        "way": directives.unchanged_required,
        "stage": directives.unchanged_required,
        "as": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return a list of links; where nothing can be followed, the command that makes the same."""
        loaded = self.loaded(self.arguments[0])
        if loaded is None:
            return []
        framework = loaded.framework
        voice = self.one_of("voice", framework.voices)
        way = self.one_of("way", framework.ways_of_knowing)
        stage = self.one_of("stage", (*framework.stages, *framework.strands))
        minutes: float | None = self.options.get("minutes")
        try:
            sheet = worksheet_of(
                framework, voice=voice or None, minutes=minutes, way=way or None, stage=stage or None
            )
        except HandrailError as error:
            self.warned("option", str(error))
            return []
        chosen = {"voice": voice, "minutes": f"{minutes:g}" if minutes else "", "way": way, "stage": stage}
        made = ((form, self._made(form, framework.id, sheet)) for form in self._forms())
        items = [nodes.paragraph("", "", self._link(form, file)) for form, file in made if file]
        links = nodes.bullet_list("", *(nodes.list_item("", one) for one in items), bullet="-")
        words = " ".join(f"--{name} {value}" for name, value in chosen.items() if value)
        command = nodes.literal("", f"handrail worksheet {self.arguments[0]} {words}".strip())
        said = nodes.paragraph("", "", nodes.Text("A worksheet is written by "), command, nodes.Text("."))
        return [
            addnodes.only("", links, expr="html and not epub"),
            addnodes.only("", said, expr="not html or epub"),
        ]

    def _forms(self) -> list[str]:
        asked = self.options.get("as", "").replace(",", " ").split()
        for form in asked:
            if form not in FORMS:
                near = neighbour(form, FORMS) or f"; there are {', '.join(FORMS)}"
                self.warned("option", f"a worksheet cannot be '{form}'{near}")
        return [form for form in FORMS if form in asked or not asked]

    def _made(self, form: str, name: str, sheet: Worksheet) -> Path | None:
        """Return the file of a form, made where the build keeps what it has read; nothing where an extra is missing."""
        try:
            data = FORMS[form][1](sheet)
        except HandrailError as error:
            if "as" in self.options:
                self.warned("option", str(error))
            return None
        folder = Path(self.env.doctreedir) / "handrail" / self.env.docname
        file = folder / str(self.env.new_serialno("handrail-worksheet")) / f"{name}.{form}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return file

    def _link(self, form: str, file: Path) -> nodes.Node:
        target = "/" + Path(relpath(file, self.env.srcdir)).as_posix()
        words = nodes.Text(FORMS[form][0])
        return addnodes.download_reference("", "", words, reftarget=target, refdoc=self.env.docname)
