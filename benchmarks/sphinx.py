"""The Sphinx extension: what a page of a framework adds to a project's build, and what an edit costs.

Every build is a `sphinx-build` of its own, to HTML with Sphinx's usual theme. An empty project has one page of one
sentence and no extension. A page of a framework is the directive `framework` and nothing else. What the extension
itself takes to be loaded is told apart from what a page takes, which is the build of all shipped frameworks, less that
of none, by their number. Two hundred plain paragraphs show what Sphinx takes for text that nobody had to make.

An edit changes a comment in one of the shipped frameworks; beside it stands a build in which nothing changed.

What Sphinx itself takes for that many words is told by the same pages as plain text: what its text builder makes of
them is the source of a project without the extension. It has no picture and no links, but has to be parsed; so it is a
neighbour and not a floor.

sphinx-needs has the same prompts, each as a need with its title and its wording, and `framework-prompts` as cards;
sphinx.ext.graphviz draws what `handrail draw egan --format dot` gives, and `framework-graph` the same framework.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import handrail
from handrail.cataloguing import file_of
from handrail.publishing import to_dot

from .figures import Figure, absent, duration, ratio
from .peers import is_there
from .timing import Spread, Timed, Work, interleaved

OURS = "handrail.sphinxext"


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what pages cost."""
    if find_spec("sphinx") is None or find_spec("citeproc") is None:
        yield absent("a page of a framework", "sphinx", most=15.0)
        return
    names = handrail.names()[: 3 if quick else None]
    with TemporaryDirectory() as folder:
        yield from _pages(Path(folder), names, 1 if quick else 5)
        yield from _edits(Path(folder), names, 2 if quick else 7)
        yield from _peers(Path(folder), 1 if quick else 5)


def _pages(folder: Path, names: tuple[str, ...], rounds: int) -> Iterator[Figure]:
    ours = {name: f".. framework:: {name}\n" for name in names}
    plain = {"plain": "Plain\n=====\n\n" + "\n\n".join(f"Paragraph {n} of some words." for n in range(200))}
    projects = {
        "empty": _project(folder, {}),
        "extension": _project(folder, {}, OURS),
        "plain": _project(folder, plain),
        "driscoll": _project(folder, {"driscoll": ".. framework:: driscoll\n"}, OURS),
        "egan": _project(folder, {"egan": ".. framework:: egan\n"}, OURS),
        "all": _project(folder, ours, OURS),
    }
    projects["words"] = _in_words(folder, projects["all"], names)
    timed = interleaved({name: partial(_anew, one) for name, one in projects.items()}, rounds)
    empty, loaded = timed["empty"], timed["extension"]
    yield duration("a build of an empty project", empty)
    yield _added("the extension, without a page", loaded, empty, empty)
    yield _added("200 plain paragraphs, without the extension", timed["plain"], empty, empty)
    for name in ("driscoll", "egan"):
        yield _added(f"the page of {name}", timed[name], loaded, empty)
    yield _added(f"a page, on average of {len(names)}", timed["all"], loaded, empty, len(names), most=15.0)
    yield _added(
        "the same page as plain text, without the extension", timed["words"], empty, empty, len(names)
    )


def _added(
    what: str, one: Timed, without: Timed, empty: Timed, parts: int = 1, most: float | None = None
) -> Figure:
    """Return by how much of an empty project's build one build is longer than another."""
    rounds = zip(one.rounds, without.rounds, empty.rounds, strict=True)
    spread: Spread = Timed(tuple(100 * (more - less) / whole / parts for more, less, whole in rounds)).spread
    said = f"{spread.low:.1f} to {spread.high:.1f}"
    return Figure(f"{what} : empty build", spread.median, "%", most, around=said)


def _edits(folder: Path, names: tuple[str, ...], rounds: int) -> Iterator[Figure]:
    project = _project(folder, {name: f".. framework:: {name}.yaml\n" for name in names}, OURS)
    for name in names:
        shutil.copy(file_of(name), project)
    _build(project)
    words = _in_words(folder, project, names)
    _build(words)
    works: dict[str, Work] = {
        "edited": _edited(project, project / f"{names[0]}.yaml", "#"),
        "unchanged": partial(_build, project),
        "words, edited": _edited(words, words / f"{names[0]}.rst", ".."),
        "words, unchanged": partial(_build, words),
    }
    timed = interleaved(works, rounds)
    yield duration(f"a build of {len(names)} pages in which nothing changed", timed["unchanged"])
    yield ratio("a build after one edit : nothing changed", timed["edited"], timed["unchanged"], most=1.2)
    what = "the same pages as plain text, after one edit : nothing changed"
    yield ratio(what, timed["words, edited"], timed["words, unchanged"])


def _edited(project: Path, file: Path, sign: str) -> Work:
    """Return a build before which a comment of one file changes."""
    text, numbers = file.read_text(encoding="utf-8"), count()

    def work() -> None:
        file.write_text(f"{text}\n{sign} {next(numbers)}\n", encoding="utf-8")
        _build(project)

    return work


def _peers(folder: Path, rounds: int) -> Iterator[Figure]:
    egan = handrail.load("egan")
    empty = _project(folder, {})
    works: dict[str, Work] = {
        "empty": partial(_anew, empty),
        "prompts": _ours(folder, ".. framework-prompts:: egan\n"),
        "graph": _ours(folder, ".. framework-graph:: egan\n"),
    }
    if is_there("sphinx-needs"):
        needs = "".join(
            f".. req:: {prompt.topic or prompt.id}\n   :id: REQ_{number:04}\n\n   {prompt.wordings['helper']}\n\n"
            for number, prompt in enumerate(egan.prompts)
            if "helper" in prompt.wordings
        )
        works["sphinx-needs"] = partial(_anew, _project(folder, {"page": _titled(needs)}, "sphinx_needs"))
    if shutil.which("dot"):
        dot = "".join(f"   {line}\n" for line in to_dot(egan).splitlines())
        page = {"page": _titled(f".. graphviz::\n\n{dot}")}
        works["graphviz"] = partial(_anew, _project(folder, page, "sphinx.ext.graphviz"))
    timed = interleaved(works, rounds)
    for name, mine, what in (
        ("sphinx-needs", "prompts", "sphinx-needs : framework-prompts, the same prompts"),
        ("graphviz", "graph", "sphinx.ext.graphviz : framework-graph, the same stages"),
    ):
        yield ratio(what, timed[name], timed[mine]) if name in timed else absent(what, name)


def _ours(folder: Path, text: str) -> Work:
    return partial(_anew, _project(folder, {"page": _titled(text)}, OURS))


def _titled(text: str) -> str:
    return f"Page\n====\n\n{text}"


def _project(folder: Path, pages: Mapping[str, str], *extensions: str) -> Path:
    """Return the folder of a new project with these pages."""
    made = folder / str(len([*folder.iterdir()]))
    made.mkdir()
    (made / "conf.py").write_text(f"extensions = {[*extensions]}\nexclude_patterns = ['_build']\n")
    listed = "".join(f"   {name}\n" for name in pages)
    (made / "index.rst").write_text(
        f"Top\n===\n\nOne sentence.\n\n.. toctree::\n\n{listed}", encoding="utf-8"
    )
    for name, text in pages.items():
        (made / f"{name}.rst").write_text(text, encoding="utf-8")
    return made


def _in_words(folder: Path, project: Path, names: Iterable[str]) -> Path:
    """Return a project without the extension whose pages are what the text builder makes of these."""
    made = folder / f"words-{project.name}"
    _build(project, "text", made)
    return _project(folder, {name: (made / f"{name}.txt").read_text(encoding="utf-8") for name in names})


def _build(project: Path, builder: str = "html", to: Path | None = None) -> None:
    into = str(to or project / "_build")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, str(project), into]
    subprocess.run(command, check=True, capture_output=True)


def _anew(project: Path) -> None:
    shutil.rmtree(project / "_build", ignore_errors=True)
    _build(project)
