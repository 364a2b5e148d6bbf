"""The frameworks that a file names: looking them up, taking from them, telling where something stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from handrail.errors import FrameworkError, HandrailError
from handrail.framework import Framework
from handrail.framework.faults import Fault, Path, unknown
from handrail.prompts import Prompt

from .places import places
from .problems import Problem, Related
from .shaping import short
from .source import YAMLError, open_text
from .syntax import WHOLE_KEYS
from .taking import DEFINED, Find

if TYPE_CHECKING:
    from .assembling import Assembly


class Others:
    """The frameworks that one file names; that one is missing or broken is a fault where it is named."""

    def __init__(self, id: str, find: Find | None) -> None:
        self.id = id
        self.find = find
        self.faults: list[Fault] = []
        # The keys that lead to what could not be had, so that what it would bring is no news.
        self.unread: list[Path] = []
        # The places in other files that a fault is about, by its keys.
        self.related: dict[Path, tuple[Related, ...]] = {}
        # Whether something is left out that the rest cannot do without, so that what it brings about is no news.
        self.wanting = False
        self._found: dict[str, Framework | Fault] = {}
        self._because: dict[str, tuple[Related, ...]] = {}

    def __iter__(self) -> Iterator[Framework]:
        return (found for found in self._found.values() if isinstance(found, Framework))

    def get(self, id: str, path: Path) -> Framework | None:
        """Return another framework by id."""
        if id not in self._found:
            self._found[id] = self._look_up(id)
        found = self._found[id]
        if isinstance(found, Framework):
            return found
        self.faults.append(attrs.evolve(found, path=path))
        self.unread.append(path)
        if id in self._because:
            self.related[path] = self._because[id]
        return None

    def _look_up(self, id: str) -> Framework | Fault:
        if id == self.id:
            said = "a framework cannot take from itself or extend itself; write its own ids without it"
            return Fault("circle", (), said)
        try:
            found = self.find(id) if self.find is not None else None
        except FrameworkError as error:
            return self._broken(id, error)
        except HandrailError as error:
            said = f"{error}; make it readable, or take from another framework"
            return Fault("unknown-framework", (), said)
        except KeyError:  # of a dictionary in which somebody looks them up
            found = None
        if found is None:
            said = f"the framework '{id}' cannot be looked up from here; put its file beside this one"
            return Fault("unknown-framework", (), said)
        if found.id != id:
            said = f"the file '{id}' holds the framework '{found.id}'; give it that name, and write it here"
            return Fault("unknown-framework", (), said)
        return found

    def _broken(self, id: str, error: FrameworkError) -> Fault:
        first = error.problems[0]
        if isinstance(first, Problem) and first.excerpt:  # else it is about this file, and not in another
            here = Related(first.file, first.line, first.column, first.excerpt.strip()[:100])
            self._because[id] = (here, *first.related)
        if len(error.problems) == 1 and first.code in ("unknown-framework", "circle"):
            return Fault(first.code, (), first.message)
        return Fault(
            "broken-framework", (), f"'{id}' has problems of its own; mend them first: {first.message}"
        )

    def point(self, path: Path, id: str, to: Path) -> None:
        """Note that a fault is about something in another framework as well, where its text is at hand."""
        told = getattr(self.find, "text_of", None)
        found = told(id) if told is not None else None
        if found is None:
            return
        file, text = found
        source = open_text(text, file)
        try:
            line, column = places(source.parsed).nearest(to)
        except YAMLError:  # it has changed since it was read
            return
        excerpt = source.lines[line].strip()[:100]
        place = Related(file, line + 1, column + 1, excerpt)
        self.related[path] = (*self.related.get(path, ()), place)


def use(assembly: Assembly) -> None:
    """Take what `uses` names."""
    taken, others = assembly.taken, assembly.others
    for id, names in assembly.shaped.get("uses", {}).items():
        source = others.get(id, ("uses", id))
        if source is None:
            continue
        taken.versions[id] = source.version
        for number, name in enumerate(names):
            if not taken.whole(source, name):
                known = [key for kind in WHOLE_KEYS for key in (kind, *getattr(source, kind))]
                said = f"'{id}' has nothing called '{short(name)}'"
                others.faults.append(Fault("unknown-thing", ("uses", id, str(number)), said, name, known))
    for kind, word, source_id in taken.clashes:
        said = f"the {DEFINED[kind]} '{word}' means something else elsewhere; take it from one framework"
        assembly.fault("clash", ("uses", source_id), said)
        for id in (taken.words[kind][word].source, source_id):
            others.point(("uses", source_id), id, (kind, word))


def take(assembly: Assembly, names: tuple[str, ...], stage: str, path: Path) -> list[Prompt]:
    """Return the prompts of other frameworks that a stage or prompt set takes: one, a set, or a whole pack."""
    prompts: list[Prompt] = []
    others = assembly.others
    for number, name in enumerate(names):
        here = (*path, "take", str(number))
        framework, _, id = name.rpartition("/")
        source = others.get(framework or id, here)
        if source is None:
            if not framework and others.faults[-1].code == "unknown-framework":
                said = f"whose is '{short(id)}'; write it as framework/prompt, or the id of a whole pack"
                others.faults[-1] = Fault("unknown-prompt", here, said)
            continue
        if not framework and source.purpose != "reference":
            said = (
                f"'{id}' is no pack of prompts, so that its prompts are taken one by one; write {id}/prompt"
            )
            assembly.fault("not-a-pack", here, said)
        elif framework and id not in source.every_prompt and id not in source.prompt_sets:
            known = [*source.prompt_sets, *(prompt.id for prompt in source.every_prompt)]
            others.faults.append(unknown("prompt", name, [f"{framework}/{one}" for one in known], here))
        else:
            found = _named(source, id) if framework else _whole(source)
            prompts += [assembly.taken.prompt(source, one, stage) for one in found]
    return prompts


def _named(source: Framework, id: str) -> Iterable[Prompt]:
    return [source.every_prompt[id]] if id in source.every_prompt else source.prompt_sets[id]


def _whole(source: Framework) -> Iterable[Prompt]:
    return [prompt for prompt in source.every_prompt if "/" not in prompt.id]
