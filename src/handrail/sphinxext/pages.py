"""Frameworks that are pages by themselves: their files are documents of the project, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.parsers import Parser
from sphinx.project import Project

from handrail.cataloguing import NotFound, file_of, names

from .directives import broken
from .domain import of
from .drafting import Draft, Look
from .loading import warn
from .page import MEMBERS, page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util._pathlib import _StrPath

SUFFIX = ".yaml"
KIND = "handrail"


class FrameworkParser(Parser):
    """Makes a page of the file of a framework."""

    supported = (KIND,)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill the document with the page; the text is read again, together with what it uses."""
        self.setup_parse(inputstring, document)
        env = document.settings.env
        file = env.doc2path(env.docname)
        loaded, _, awaited = of(env).shelf.take(str(file), env, (env.docname, 1))
        of(env).wait_for(env.docname, awaited)
        if loaded is None:
            document.extend(broken(Path(file).stem))
        else:
            look = Look(prompts=env.config.handrail_prompts, members=tuple(MEMBERS))
            document.extend(page(Draft(loaded, env, document, look)))
        self.finish_parse()


class WithPages(Project):
    """A project that counts the files of frameworks among its documents."""

    def __init__(self, srcdir: Path, suffixes: Iterable[str], files: dict[str, Path]) -> None:
        super().__init__(srcdir, suffixes)
        self.files = files

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find all documents; one that is written for a framework goes before the one that is made."""
        found = super().discover(exclude_paths, include_paths)
        for docname in [name for name in self.files if name in found]:
            del self.files[docname]
        found.update(self.files)
        return found

    def path2doc(self, filename: Any) -> str | None:
        """Return the document of a file."""
        path = str(filename)
        made = next((name for name, file in self.files.items() if path in (str(file), name + SUFFIX)), None)
        return made or super().path2doc(filename)

    def doc2path(self, docname: str, absolute: bool) -> _StrPath:
        """Return the file of a document; as seen from the sources, the file of a framework stands among them."""
        if docname not in self.files:
            return super().doc2path(docname, absolute)
        path = super().doc2path(docname, True)
        return type(path)(self.files[docname]) if absolute else type(path)(docname + SUFFIX)


def know_the_kind(_app: Sphinx, config: Config) -> None:
    """Make the files of frameworks a kind of source, where there are pages to be made."""
    if config.handrail_pages:
        # A new one: Sphinx's default is shared by all projects that one process builds.
        config.source_suffix = {SUFFIX: KIND, **config.source_suffix}


def take_in(app: Sphinx) -> None:
    """Make the project one that counts the frameworks which `handrail_pages` names among its documents."""
    if not app.config.handrail_pages:
        return
    files = dict(_files(app))
    kinds = app.config.source_suffix.items()
    project = WithPages(app.srcdir, [suffix for suffix, kind in kinds if kind != KIND], files)
    project.restore(app.project)
    app.project = app.env.project = project


def pages_of(env: BuildEnvironment) -> dict[str, Path]:
    """Return the documents that are made of frameworks, each with its file."""
    return env.project.files if isinstance(env.project, WithPages) else {}


def _files(app: Sphinx) -> Iterator[tuple[str, Path]]:
    """Yield the documents that are to be made, each with the file of its framework."""
    for folder, wanted in app.config.handrail_pages.items():
        for pattern in [wanted] if isinstance(wanted, str) else wanted:
            found = [*_meant(pattern, Path(app.confdir))]
            if not found:
                said = f"'{pattern}' in handrail_pages names no framework of the catalogue and no file"
                warn("not-found", said, str(Path(app.confdir) / "conf.py") + ":1")
            for file in found:
                yield "/".join(filter(None, (folder.strip("/"), file.stem))), file.resolve()


def _meant(pattern: str, folder: Path) -> Iterator[Path]:
    """Yield the files that a pattern means: names of the catalogue, or files as seen from conf.py."""
    if pattern.endswith(SUFFIX):
        base, rest = (Path("/"), pattern[1:]) if pattern.startswith("/") else (folder, pattern)
        while rest.startswith("../"):
            base, rest = base.parent, rest[3:]
        yield from (file for file in sorted(base.glob(rest)) if "." not in file.stem)
        return
    for name in names():
        if fnmatch(name, pattern):
            try:
                yield file_of(name)
            except NotFound:  # it was there a moment ago
                continue
