"""The documentation: how Sphinx builds it, and the table of keys as a directive."""

from __future__ import annotations

import importlib.metadata
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from handrail.authoring.explaining import CODES, mended, shown
from handrail.authoring.keys import Shape
from handrail.authoring.syntax import RECORDS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "handrail"
author = "The handrail authors"
copyright = "The handrail authors; code under Apache-2.0, frameworks under CC BY 4.0"
release = importlib.metadata.version("handrail")
language = "en_GB"
default_role = "literal"  # as docstrings use it

extensions = ["sphinx.ext.autodoc"]
html_theme = "furo"
html_title = f"handrail {release}"
exclude_patterns = ["_build"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
# Only our own names have to lead somewhere: the documentation is built without a network.
nitpick_ignore_regex = [(r"py:.*", r"(?!handrail).*")]

PLAIN = {
    "text": "a text",
    "texts": "a text, or a list of them",
    "id": "an id",
    "name": "an id",
    "names": "an id, or a list of ids",
    "flag": "``true`` or ``false``",
    "flag-or-choices": "``true`` or ``false``, or one or more of them",
    "number": "a number",
    "whole": "a whole number",
    "range": "a list of two numbers",
    "minutes": "a number, or ``brief`` and ``typical``",
    "condition": "a condition",
    "value": "a value",
    "values": "a list of values",
    "data": "data, kept as written",
    "data-list": "a list of data, kept as written",
    "works": "a list of data, kept as written, each with an ``id``",
    "choices": "a list of texts, or value and text",
    "choices-of": "a list of these: {values}",
    "choice": "one of {values}",
    "before": "ids of stages, ``{{kind: …}}``, or ``anywhere``",
    "parts": "headings, each with a list of ids",
    "lists-of-names": "a list of lists of ids",
    "record": "{of}",
    "text-or": "a text, or {of}",
    "map": "ids, each with {of}",
    "list": "a list, each with {of}",
    "records": "a list, each with {of}",
    "words": "ids, each with one of {values}",
    "names-or-words": "one id or several, or ids, each with one of {values}",
    "names-by-kind": "an id or several, or {of}",
    "note": "a text, or nothing",
}
# What stands behind `=` is no record of its own.
INSIDE = {
    "=text": "a text",
    "=name": "an id",
    "=names": "ids",
    "=values": "a value, or several",
    "=whole": "a whole number",
    "=used": "ids, or whole keys",
}


def in_words(shape: Shape) -> str:
    """Return what a key holds, in words; what each allowed word means stands below."""
    short = "a text, or " if shape.of.endswith("?") else ""
    of = INSIDE.get(shape.of) or f"{short}the keys of *{shape.of.removesuffix('?')}*"
    return PLAIN[shape.kind].format(values=", ".join(f"``{value}``" for value in shape.values), of=of)


class Keys(SphinxDirective):
    """The keys of one record, from the table that the reader itself uses."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a table of them."""
        name = self.arguments[0]
        told: set[tuple[str, ...]] = self.env.temp_data.get("handrail words") or set()
        self.env.temp_data["handrail words"] = told
        lines = [f".. list-table:: The keys of *{name}*", "    :widths: 18 42 40", ""]
        for key in RECORDS[name]:
            needed = " (needed)" if key.needed else ""
            lines += [
                f"    * - ``{key.name}``{needed}",
                f"      - {key.means}",
                f"      - {in_words(key.holds)}",
            ]
            if key.holds.means and key.holds.means not in told:  # once a page
                told.add(key.holds.means)
                words = zip(key.holds.values, key.holds.means, strict=True)
                lines += ["", *(f"        - ``{word}``: {means}" for word, means in words), ""]
        return self.parse_text_to_nodes("\n".join(lines))


class Codes(SphinxDirective):
    """What each code of problems or of advice means, from the one place where it is described."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a term for each code, with its texts."""
        lines: list[str] = []
        for code in CODES.values():
            if code.severity != self.arguments[0]:
                continue
            kind = "" if code.usual else f" (with ``--select {code.id}``)"
            said = f"{code.says} {code.more}".strip()
            lines += [f"``{code.id}``{kind}", f"    {said}", ""]
            for heading, text in (
                ("Breaks it:", code.breaks),
                ("Keeps it:", code.keeps),
                ("``--fix`` makes:", mended(code)),
            ):
                if text:
                    shown_lines = [f"        {line}" for line in shown(text).splitlines()]
                    lines += [f"    {heading}", "", "    .. code-block:: text", "", *shown_lines, ""]
        return self.parse_text_to_nodes("\n".join(lines))


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directive known."""
    app.add_directive("keys", Keys)
    app.add_directive("codes", Codes)
    return {"parallel_read_safe": True}
