"""Nodes out of what authors wrote: every sign of it is text, and every text knows its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs
from docutils import nodes
from sphinx import addnodes

from handrail.framework import Framework
from handrail.practice.words import fill
from handrail.publishing.citing import short

from .domain import Drawn, Target, of
from .loading import Loaded

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

# What a translator's text is parsed for, and what an author did not mean: anywhere, or where a text begins.
_MARKUP = re.compile(r"[\\*`|]|_(?!\w)|(?<=\])_|:(?=:?$)")
_AT_START = re.compile(r"^(?:[^\w\s]|(?:#|\w{1,9})[.)](?: |$))")


def escaped(text: str) -> str:
    """Return a text as reStructuredText that reads exactly like it: so it stands in a translator's catalogue."""
    marked = _MARKUP.sub(r"\\\g<0>", text)
    return f"\\ {marked}" if _AT_START.match(text) else marked


@attrs.frozen
class Look:
    """How a framework is shown: in which voice, its prompts as what, and whether it can be pointed at here."""

    voice: str = ""
    prompts: str = "cards"
    members: tuple[str, ...] = ()
    titled: bool = True
    indexed: bool = True


class Draft:
    """Makes the nodes of one framework for one document."""

    def __init__(self, loaded: Loaded, env: BuildEnvironment, document: nodes.document, look: Look) -> None:
        self.loaded, self.env, self.document, self.look = loaded, env, document, look
        self.framework: Framework = loaded.framework
        self.docname = env.docname

    # Texts.

    def put(self, node: nodes.TextElement, text: str, *keys: str) -> nodes.TextElement:
        """Put a text into a node, with the line that it stands in."""
        text = fill(text, self.framework.terms)
        node += nodes.Text(text)
        node.rawsource = escaped(text)
        node.source, node.line = self.loaded.file, self.loaded.line(*keys)
        if isinstance(node, nodes.Inline):
            node["translatable"] = True
        return node

    def paragraph(self, text: str, *keys: str, classes: Sequence[str] = ()) -> nodes.paragraph:
        """Return a text as a paragraph."""
        made = nodes.paragraph(classes=[*classes])
        self.put(made, " ".join(text.split()), *keys)
        return made

    def paragraphs(self, text: str, *keys: str, classes: Sequence[str] = ()) -> list[nodes.Node]:
        """Return a text as paragraphs, one for each of its lines."""
        return [self.paragraph(line, *keys, classes=classes) for line in text.splitlines() if line.strip()]

    def sourced(
        self, text: str, reference: str, confidence: str, *keys: str, classes: Sequence[str] = ()
    ) -> nodes.paragraph:
        """Return a text as a paragraph, with where it comes from behind it."""
        source = self.source(reference, confidence)
        if not source:
            return self.paragraph(text, *keys, classes=classes)
        made = nodes.paragraph(classes=[*classes])
        if text:
            # In a node of its own: when Sphinx has translated a part, it puts it at the end of what holds it.
            made += nodes.inline("", "", self.put(nodes.inline(), " ".join(text.split()), *keys))
            made += nodes.Text(" ")
        made += source
        return made

    def labelled(self, label: str, text: str, *keys: str) -> list[nodes.Node]:
        """Return a text behind a word that says what it is, or nothing for no text."""
        if not text:
            return []
        made = nodes.paragraph(classes=["handrail-labelled"])
        made += nodes.strong("", f"{label}:")
        made += nodes.Text(" ")
        made += self.put(nodes.inline(), " ".join(text.split()), *keys)
        return [made]

    def bullets(self, items: Iterable[nodes.Node | Sequence[nodes.Node]]) -> list[nodes.Node]:
        """Return a list, or nothing for no items."""
        made = nodes.bullet_list(bullet="-")
        for item in items:
            inside = [item] if isinstance(item, nodes.Node) else item
            made += nodes.list_item("", *inside)
        return [made] if made.children else []

    def listed(self, label: str, texts: Sequence[str], *keys: str) -> list[nodes.Node]:
        """Return texts as a list under a word that says what they are."""
        if not texts:
            return []
        head = nodes.paragraph(classes=["handrail-labelled"])
        head += nodes.strong("", f"{label}:")
        items = [self.paragraph(text, *keys, str(number)) for number, text in enumerate(texts)]
        return [head, *self.bullets(items)]

    # Where things come from.

    def source(self, reference: str, confidence: str) -> list[nodes.Node]:
        """Return a source in brackets, which leads to the list of references where there is one."""
        if not (reference or confidence):
            return []
        known = self.framework.references.get(reference)
        words = short(known) if known else reference
        made = nodes.inline(classes=["handrail-source"])
        if known and "references" in self.look.members:
            made += nodes.Text("(")
            made += nodes.reference("", words, refid=self.id_of("work", reference), internal=True)
            made += nodes.Text(f"; {confidence})" if confidence else ")")
        else:
            made += nodes.Text(f"({'; '.join(filter(None, (words, confidence)))})")
        return [made]

    # What can be pointed at.

    def id_of(self, kind: str, id: str) -> str:
        """Return the anchor of something."""
        # Not `framework-…`: Sphinx's search takes an anchor of kind and name for one that it can make from the title.
        return nodes.make_id(f"{kind}-{self.full(id)}" if id else f"handrail-{self.framework.id}")

    def full(self, id: str) -> str:
        """Return a full name; what was taken from another framework keeps the one it has there."""
        return id if "/" in id else f"{self.framework.id}/{id}"

    def anchor(self, node: nodes.Element, kind: str, id: str, title: str) -> nodes.Element:
        """Make something a place that can be pointed at."""
        anchor = self.id_of(kind, id)
        if anchor in self.document.ids:  # shown twice on one page
            return node
        node["ids"].append(anchor)
        self.document.note_explicit_target(node)
        own = not id or "/" not in id
        if self.look.indexed and own and title:  # works are pointed at from their own page only
            name = self.full(id) if id else self.framework.id
            of(self.env).note(kind, name, Target(self.docname, anchor, title), None)
        return node

    def drawn_on(self, way: str, prompt: str, title: str) -> None:
        """Keep for the index that a prompt draws on a way of knowing."""
        if self.look.indexed:
            known = self.framework.ways_of_knowing.get(way)
            anchor = self.id_of("prompt", prompt)
            named = known.title if known else way
            entry = Drawn(self.docname, self.full(way), named, title, anchor, self.framework.title)
            of(self.env).drawn.append(entry)

    def link(self, kind: str, id: str, words: str) -> nodes.Node:
        """Return words that lead to where something is described, where a page describes it."""
        if self._is_here(kind, id):
            return nodes.reference("", words, refid=self.id_of(kind, id), internal=True)
        return addnodes.pending_xref(
            "",
            nodes.inline("", words),
            refdomain="handrail",
            reftype=kind,
            reftarget=self.full(id) if id else self.framework.id,
            refdoc=self.docname,
            refexplicit=True,
            refwarn=False,
            **{"handrail-if-there": True},
        )

    def _is_here(self, kind: str, id: str) -> bool:
        """Return whether this very page describes something, so that nobody has to look where it is."""
        framework = self.framework
        homes = {
            "stages": ("stage", framework.stages),
            "strands": ("stage", framework.strands),
            "ways": ("way", framework.ways_of_knowing),
            "skills": ("skill", framework.skills),
        }
        return "/" not in id and any(
            kind == homes[member][0] and id in homes[member][1]
            for member in self.look.members
            if member in homes
        )

    # Structure.

    def section(self, title: str, *keys: str, kind: str = "", id: str = "") -> nodes.section:
        """Return a section with its title; one of a kind can be pointed at."""
        made = nodes.section()
        made += self.put(nodes.title(), title, *keys)
        if kind:
            self.anchor(made, kind, id, title)
        if not made["ids"]:
            made["names"].append(nodes.fully_normalize_name(f"{self.framework.id} {title}"))
            self.document.note_implicit_target(made, made)
        return made

    def under(self, title: str, body: Sequence[nodes.Node], *keys: str) -> list[nodes.Node]:
        """Return what stands under a title as a section, or nothing where nothing does."""
        if not body:
            return []
        made = self.section(title, *keys)
        made.extend(body)
        return [made]

    def terms(self, entries: Iterable[tuple[nodes.Node, Sequence[nodes.Node]]]) -> list[nodes.Node]:
        """Return a list of terms with what is said about each, or nothing for none."""
        made = nodes.definition_list(classes=["handrail-terms"])
        for term, said in entries:
            made += nodes.definition_list_item("", term, nodes.definition("", *said))
        return [made] if made.children else []

    def fields(self, entries: Iterable[tuple[str, Sequence[nodes.Node]]]) -> list[nodes.Node]:
        """Return a list of fields."""
        made = nodes.field_list(classes=["handrail-about"])
        for name, body in entries:
            if body:
                said = nodes.paragraph("", "", *body)
                made += nodes.field("", nodes.field_name("", name), nodes.field_body("", said))
        return [made] if made.children else []


def table(
    heads: Sequence[str], rows: Iterable[Sequence[Sequence[nodes.Node]]], widths: Sequence[int]
) -> nodes.table:
    """Return a table whose cells hold nodes."""
    made = nodes.table(classes=["handrail-table"])
    group = nodes.tgroup(cols=len(heads))
    made += group
    group.extend(nodes.colspec(colwidth=width) for width in widths)
    head = nodes.row()
    head.extend(nodes.entry("", nodes.paragraph("", one)) for one in heads)
    group += nodes.thead("", head)
    body = nodes.tbody()
    body.extend(nodes.row("", *(nodes.entry("", *cell) for cell in row)) for row in rows)
    group += body
    return made
