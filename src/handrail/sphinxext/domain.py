"""The domain: what can be pointed at, by roles, by other projects, by the search and in two indices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from os.path import isfile
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from .loading import Shelf, warn

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

KINDS = ("framework", "stage", "prompt", "way", "skill", "rule")
TITLES = {"way": "way of knowing"}


class Target(NamedTuple):
    """Where something is described, and what it is called."""

    docname: str
    anchor: str
    title: str


class Drawn(NamedTuple):
    """A prompt that draws on a way of knowing."""

    docname: str
    way: str
    title: str
    prompt: str
    anchor: str
    framework: str


class ByFramework(Index):
    """Every framework, with its stages."""

    name = "frameworks"
    localname = "Frameworks"
    shortname = "frameworks"

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the frameworks by their first letters, each with its stages."""
        domain: HandrailDomain = self.domain  # type: ignore[assignment]  # an index is made for its domain
        wanted = None if docnames is None else {*docnames}
        letters: dict[str, list[IndexEntry]] = {}
        stages: dict[str, list[tuple[str, Target]]] = {}
        for (kind, name), target in domain.objects.items():
            if kind == "stage":
                stages.setdefault(name.partition("/")[0], []).append((name, target))
        frameworks = ((name, to) for (kind, name), to in domain.objects.items() if kind == "framework")
        for name, to in sorted(frameworks, key=lambda one: one[1].title.casefold()):
            if wanted is not None and to.docname not in wanted:
                continue
            held = stages.get(name, [])
            entries = letters.setdefault(to.title[:1].upper(), [])
            entries.append(IndexEntry(to.title, 1 if held else 0, to.docname, to.anchor, name, "", ""))
            entries += [
                IndexEntry(one.title, 2, one.docname, one.anchor, full.partition("/")[2], "", "")
                for full, one in held
            ]
        return sorted(letters.items()), True


class ByWay(Index):
    """Every way of knowing, with the prompts that draw on it."""

    name = "ways"
    localname = "Prompts by way of knowing"
    shortname = "ways of knowing"

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the ways of knowing, each with the prompts that draw on it."""
        domain: HandrailDomain = self.domain  # type: ignore[assignment]  # an index is made for its domain
        wanted = None if docnames is None else {*docnames}
        ways: dict[str, list[IndexEntry]] = {}
        for one in domain.drawn:
            if wanted is None or one.docname in wanted:
                entry = IndexEntry(one.prompt, 0, one.docname, one.anchor, one.framework, "", "")
                ways.setdefault(one.title, []).append(entry)
        return sorted((way, sorted(entries)) for way, entries in ways.items()), True


class HandrailDomain(Domain):
    """Frameworks and what they are made of."""

    name = "handrail"
    label = "handrail"
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(TITLES.get(kind, kind), kind) for kind in KINDS
    }
    roles: ClassVar[dict[str, Any]] = {kind: XRefRole(warn_dangling=True) for kind in KINDS}
    indices: ClassVar[list[type[Index]]] = [ByFramework, ByWay]
    initial_data: ClassVar[dict[str, Any]] = {"objects": {}, "drawn": [], "works": {}, "awaited": {}}
    data_version = 2

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.shelf = Shelf()

    @property
    def objects(self) -> dict[tuple[str, str], Target]:
        """Return all that can be pointed at, by kind and full name."""
        found: dict[tuple[str, str], Target] = self.data["objects"]
        return found

    @property
    def drawn(self) -> list[Drawn]:
        """Return the prompts that draw on a way of knowing."""
        found: list[Drawn] = self.data["drawn"]
        return found

    def note(self, kind: str, name: str, to: Target, line: int | None = None) -> None:
        """Keep where something is described; a second place is a warning, and the first holds."""
        first = self.objects.setdefault((kind, name), to)
        if first.docname != to.docname:
            said = f"the {kind} '{name}' is described in {first.docname} already; give one of them :no-index:"
            warn("duplicate", said, (to.docname, line))

    def wait_for(self, docname: str, files: Iterable[str]) -> None:
        """Keep which files are not there and would change a document: texts in the language that is wanted."""
        self.data["awaited"].setdefault(docname, set()).update(files)

    def clear_doc(self, docname: str) -> None:
        """Forget what a document described."""
        self.data["awaited"].pop(docname, None)
        for key in [key for key, to in self.objects.items() if to.docname == docname]:
            del self.objects[key]
        self.data["drawn"] = [one for one in self.drawn if one.docname != docname]

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for (kind, name), to in otherdata["objects"].items():
            if to.docname in docnames:
                self.note(kind, name, to)
        self.drawn.extend(one for one in otherdata["drawn"] if one.docname in docnames)
        awaited = otherdata["awaited"].items()
        self.data["awaited"].update((docname, files) for docname, files in awaited if docname in docnames)

    def find(self, kind: str, name: str) -> tuple[str, Target] | None:
        """Return what a full name means, or a bare one that only one thing has."""
        if (kind, name) in self.objects:
            return name, self.objects[kind, name]
        alike = [
            (full, to) for (one, full), to in self.objects.items() if one == kind and _bare(full) == name
        ]
        return alike[0] if len(alike) == 1 else None

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Return the reference that a role stands for."""
        found = self.find(typ, target)
        if found is None:
            return None
        _, to = found
        if not node.get("refexplicit"):
            contnode = nodes.inline("", to.title)
        return make_refnode(builder, fromdocname, to.docname, to.anchor, contnode, to.title)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return what a name without a role may mean."""
        found = []
        for kind in KINDS:
            made = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if made is not None:
                found.append((f"handrail:{kind}", made))
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield all that the search and other projects can find."""
        for (kind, name), to in self.objects.items():
            yield name, to.title, kind, to.docname, to.anchor, 0 if kind == "framework" else 1


def _bare(name: str) -> str:
    return name.partition("/")[2] or name


def of(env: BuildEnvironment) -> HandrailDomain:
    """Return the domain of an environment."""
    found = env.get_domain("handrail")
    assert isinstance(found, HandrailDomain)
    return found


def have_come(app: Sphinx, *_: object) -> list[str]:
    """Return the documents for which a file is there now that was not."""
    awaited = of(app.env).data["awaited"].items()
    return [docname for docname, files in awaited if any(map(isfile, files))]


def left_as_text(
    _app: Sphinx, _env: BuildEnvironment, node: pending_xref, contnode: Element
) -> Element | None:
    """Return the words of a reference that the extension made to something that no page describes."""
    return contnode if node.get("handrail-if-there") else None
