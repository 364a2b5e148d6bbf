"""Tables out of the library itself: the keys of the format, and what its codes mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from handrail.authoring.codes import Code
from handrail.authoring.holdings import in_words
from handrail.authoring.keys import Key
from handrail.authoring.syntax import RECORDS
from handrail.errors import neighbour

from .domain import Target, of
from .drafting import table
from .loading import warn


def marked(text: str) -> Iterator[nodes.Node]:
    """Yield one of the library's own sentences, in which ``…`` and `…` stand around what is written so."""
    for part in re.split(r"(``[^`]+``|`[^`]+`|\*[^*\s][^*]*\*)", text):
        if part.startswith("`"):
            yield nodes.literal("", part.strip("`"))
        elif part.startswith("*") and len(part) > 2:
            yield nodes.emphasis("", part.strip("*"))
        elif part:
            yield nodes.Text(part)


def _paragraph(text: str) -> nodes.paragraph:
    return nodes.paragraph("", "", *marked(text))


class SyntaxDirective(SphinxDirective):
    """The keys of a record of the format, from the table that the reader itself uses; of all without a name."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a table of them."""
        for name in self.arguments:
            if name not in RECORDS:
                near = neighbour(name, RECORDS) or f"; there are {', '.join(RECORDS)}"
                said = f"the format has no record called '{name}'{near}"
                warn("option", said, (self.env.docname, self.lineno))
                return []
        told: set[tuple[str, ...]] = self.env.temp_data.get("handrail-words") or set()
        self.env.temp_data["handrail-words"] = told
        return [self._table(name, told) for name in self.arguments or RECORDS]

    def _table(self, name: str, told: set[tuple[str, ...]]) -> nodes.Node:
        rows = [self._row(key, told) for key in RECORDS[name]]
        made = table(("Key", "Meaning", "Holds"), rows, (18, 42, 40))
        made.insert(0, nodes.title("", "", *marked(f"The keys of *{name}*")))
        return made

    def _row(self, key: Key, told: set[tuple[str, ...]]) -> list[list[nodes.Node]]:
        needed = " (needed)" if key.needed else ""
        holds: list[nodes.Node] = [_paragraph(in_words(key.holds))]
        if key.holds.means and key.holds.means not in told:  # once a page
            told.add(key.holds.means)
            words = zip(key.holds.values, key.holds.means, strict=True)
            items = (nodes.list_item("", _paragraph(f"``{value}``: {means}")) for value, means in words)
            holds.append(nodes.bullet_list("", *items, bullet="-"))
        return [[_paragraph(f"``{key.name}``{needed}")], [nodes.paragraph("", key.means)], holds]


class RulesDirective(SphinxDirective):
    """What the codes of problems or of advice mean, each with a text that breaks it and one that keeps it."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a term for each code of that severity, or for the one code named, or for all."""
        from handrail.authoring.explaining import (
            CODES,
        )  # imported late: all the rules, and few pages show them

        asked = self.arguments[0] if self.arguments else ""
        found = [code for code in CODES.values() if asked in ("", code.severity, code.id)]
        if not found:
            near = neighbour(asked, [*CODES, *{code.severity for code in CODES.values()}])
            said = f"'{asked}' is no code, and neither problem nor advice{near}"
            warn("option", said, (self.env.docname, self.lineno))
            return []
        made = nodes.definition_list(classes=["handrail-rules"])
        made.extend(self._item(code) for code in found)
        return [made]

    def _item(self, code: Code) -> nodes.Node:
        from handrail.authoring.explaining import mended, shown  # late, as above

        term = nodes.term("", "", nodes.literal("", code.id))
        if not code.usual:
            term += [nodes.Text(" (with "), nodes.literal("", f"--select {code.id}"), nodes.Text(")")]
        anchor = nodes.make_id(f"rule-{code.id}")
        term["ids"].append(anchor)
        self.state.document.note_explicit_target(term)
        of(self.env).note("rule", code.id, Target(self.env.docname, anchor, code.id), self.lineno)
        said = nodes.definition("", _paragraph(f"{code.says} {code.more}".strip()))
        for heading, text in (
            ("Breaks it:", code.breaks),
            ("Keeps it:", code.keeps),
            ("``--fix`` makes:", mended(code)),
        ):
            if text:
                block = shown(text).rstrip("\n")
                said += [_paragraph(heading), nodes.literal_block(block, block, language="text")]
        return nodes.definition_list_item("", term, said)
