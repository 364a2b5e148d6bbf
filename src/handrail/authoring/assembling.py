"""Records become the values of a framework: short forms written out, names completed, taken things joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from handrail.conditions import Condition
from handrail.errors import FrameworkError, HandrailError
from handrail.framework import Framework
from handrail.framework.faults import Fault, Path, unknown
from handrail.framework.values import HUMAN_HELP, VOICES, Reference
from handrail.graph import Stage, Transition
from handrail.prompts import Prompt, PromptSet

from . import records
from .shaping import id_message, is_id, short
from .syntax import FORMAT, TRANSITION_KEYS, WHOLE_KEYS
from .taking import DEFINED, WORDS, Find, Taken, bare, renamed

# What a file says about its framework in one word or text, under the same name in the value.
_PLAIN = (
    *(
        "title",
        "purpose",
        "version",
        "originator",
        "licence",
        "language",
        "reference",
        "confidence",
        "summary",
    ),
    *("scope", "users", "notice", "formerly", "all_voices", "order", "start", "unit", "uses"),
)
_REMARKS = ("not_for", "setting", "values", "strengths", "limits")


class Assembly:
    """One framework being put together; what does not fit is kept in `faults`, with its keys."""

    def __init__(self, shaped: dict[str, Any], find: Find | None) -> None:
        self.shaped = shaped
        self.find = find
        self.faults: list[Fault] = []
        # The keys that lead to what could not be had, so that what it would bring is no news.
        self.unread: list[Path] = []
        self.id: str = shaped.get("framework", "")
        self.taken = Taken()
        helping = shaped.get("purpose") == "helping"
        self.voices: tuple[str, ...] = shaped.get("voices") or (("helper",) if helping else ("self",))
        self.stages: dict[str, Stage] = {}
        self._found: dict[str, Framework | Fault] = {}

    def fault(self, code: str, path: Path, message: str) -> None:
        """Note what does not fit."""
        self.faults.append(Fault(code, path, message))

    # -- others' things --------------------------------------------------------------------------------------

    def other(self, id: str, path: Path) -> Framework | None:
        """Return another framework by id; that it is missing or broken is a fault here."""
        if id not in self._found:
            self._found[id] = self._look_up(id)
        found = self._found[id]
        if isinstance(found, Framework):
            return found
        self.faults.append(attrs.evolve(found, path=path))
        self.unread.append(path)
        return None

    def _look_up(self, id: str) -> Framework | Fault:
        if id == self.id:
            return Fault("circle", (), "a framework cannot take from itself; write its own ids without it")
        try:
            found = self.find(id) if self.find is not None else None
        except FrameworkError as error:
            first = error.problems[0]
            if len(error.problems) == 1 and first.code in ("unknown-framework", "circle"):
                return Fault(first.code, (), first.message)
            return Fault(
                "broken-framework", (), f"'{id}' has problems of its own; mend them first: {first.message}"
            )
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

    def use(self) -> None:
        """Take what `uses` names."""
        for id, names in self.shaped.get("uses", {}).items():
            source = self.other(id, ("uses", id))
            if source is None:
                continue
            for number, name in enumerate(names):
                if not self.taken.whole(source, name):
                    known = [key for kind in WHOLE_KEYS for key in (kind, *getattr(source, kind))]
                    said = f"'{id}' has nothing called '{short(name)}'"
                    self.faults.append(Fault("unknown-thing", ("uses", id, str(number)), said, name, known))
        for kind, word, source_id in self.taken.clashes:
            said = f"the {DEFINED[kind]} '{word}' means something else elsewhere; take it from one framework"
            self.fault("clash", ("uses", source_id), said)

    def take(self, names: tuple[str, ...], stage: str, path: Path) -> list[Prompt]:
        """Return the prompts of other frameworks that a stage or prompt set takes."""
        prompts = []
        for number, name in enumerate(names):
            here = (*path, "take", str(number))
            framework, _, id = name.rpartition("/")
            if not framework:
                self.fault("unknown-prompt", here, f"whose is '{short(id)}'; write it as framework/prompt")
                continue
            source = self.other(framework, here)
            if source is not None and id not in source.every_prompt:
                known = [f"{framework}/{prompt.id}" for prompt in source.every_prompt]
                self.faults.append(unknown("prompt", name, known, here))
            elif source is not None:
                prompts.append(self.taken.prompt(source, source.every_prompt[id], stage))
        return prompts

    # -- stages and prompts ----------------------------------------------------------------------------------

    def prompt(self, id: str, shaped: Any, stage: str, path: Path) -> Prompt:
        """Return a prompt from its text or record."""
        if type(shaped) is str:
            if len(self.voices) != 1:
                voices = " or ".join(f"{voice}:" for voice in self.voices)
                said = f"several voices are declared, so a text needs its own; write {voices} in front of it"
                self.fault("which-voice", (*path, "prompts", id), said)
            return Prompt(id, {self.voices[0]: shaped}, stage)
        wordings = {voice: shaped.pop(voice) for voice in VOICES if voice in shaped}
        if "asks" in shaped:
            shaped["asks"] = self.fact(shaped["asks"])
        if "only_if" in shaped:
            shaped["only_if"] = self.condition(shaped["only_if"])
        return Prompt(id, wordings, stage, **shaped)

    def prompts(self, shaped: Mapping[str, Any], stage: str, path: Path) -> tuple[Prompt, ...]:
        """Return the prompts of a stage, prompt set or gate: its own, then those it takes."""
        own = [self.prompt(id, value, stage, path) for id, value in shaped.get("prompts", {}).items()]
        return (*own, *self.take(shaped.get("take", ()), stage, path))

    def stage(self, id: str, shaped: Any, parent: str, strand: bool, path: Path) -> None:
        """Add a stage and those it holds."""
        if id in self.stages:
            self.fault(
                "repeated-id", path, f"there is a stage '{id}' already; give one of the two another id"
            )
            return
        if type(shaped) is str:  # the shortest form: a stage with one prompt of the same id
            shaped = {"prompts": {id: shaped}}
        inner = shaped.get("stages", {})
        ways = [
            way for kind in TRANSITION_KEYS if kind in shaped for way in self.ways(id, kind, shaped[kind])
        ]
        plain = {key: shaped[key] for key in records.STAGE if key in shaped}
        if "only_if" in shaped:
            plain["only_if"] = self.condition(shaped["only_if"])
        self.stages[id] = Stage(
            id,
            shaped.get("title") or records.title_from(id),
            parent,
            strand,
            prompts=PromptSet(self.prompts(shaped, id, path)),
            stages=tuple(inner),
            transitions=tuple(ways),
            **plain,
        )
        for name, held in inner.items():
            self.stage(name, held, id, False, (*path, "stages", name))

    def ways(self, source: str, kind: str, shaped: Any) -> list[Transition]:
        """Return the transitions of one kind."""
        targets = {"": shaped} if kind in ("stay", "exit") else shaped
        ways = []
        for target, value in targets.items():
            keys: dict[str, Any] = {"because": value} if type(value) is str else dict(value)
            if "only_if" in keys:
                keys["only_if"] = self.condition(keys["only_if"])
            ways.append(Transition(source, source if kind == "stay" else target, kind, **keys))
        return ways

    # -- names -----------------------------------------------------------------------------------------------

    def fact(self, name: str) -> str:
        """Return the full id of a fact that may be written without its framework."""
        if name in self.shaped.get("facts", ()):
            return name
        return bare(self.taken.facts).get(name, name)

    def condition(self, condition: Condition | None) -> Condition | None:
        """Return a condition with the full names of its facts."""
        if condition is None or not self.taken.facts:
            return condition
        return renamed(condition, self.fact, stage=lambda id: id)

    def placed(
        self, kind: str, what: str, make: Callable[[Assembly, str, dict[str, Any]], Any]
    ) -> dict[str, Any]:
        """Return the taken things of a kind, changed where this file places them, and then its own."""
        things = dict(getattr(self.taken, kind))
        for id, shaped in self.shaped.get(kind, {}).items():
            if id in things:
                things[id] = records.changed(self, kind, things[id], shaped)
            elif "/" in id:
                self.faults.append(unknown(what, id, tuple(things), (kind, id)))
            else:
                made = make(self, id, shaped)
                if made is not None:
                    things[id] = made
        return things

    # -- the whole -------------------------------------------------------------------------------------------

    def framework(self) -> Framework:
        """Return the framework, whole or with holes where something did not fit."""
        shaped = self.shaped
        self._look_at_format()
        self.use()
        self._all_stages()
        values: dict[str, Any] = {"title": self.id, "purpose": "reflection"}
        values |= {key: shaped[key] for key in _PLAIN if key in shaped}
        together = values.get("all_voices", False)
        if not isinstance(together, bool) and {*together} == {*self.voices}:
            values["all_voices"] = True
        values |= {key: records.remarks(shaped[key]) for key in _REMARKS if key in shaped}
        values |= self._things()
        values |= self._words()
        if values["purpose"] == "reflection" and not values["safeguards"]:
            values["safeguards"] = {HUMAN_HELP.id: HUMAN_HELP}
        framework = Framework(
            self.id,
            voices=self.voices,
            authors=tuple(shaped.get("authors", ())),
            used=self.taken.versions,
            every_stage={**self.stages, **self.taken.stages},
            from_anywhere=tuple(
                way
                for kind, value in shaped.get("from_anywhere", {}).items()
                for way in self.ways("", kind, value)
            ),
            editions=records.editions(shaped.get("editions", {})),
            selection=records.selection(self, shaped["selection"]) if "selection" in shaped else None,
            edition=next(iter(shaped.get("editions", {})), ""),
            **values,
        )
        return records.with_full_names(framework) if self.taken.versions else framework

    def _look_at_format(self) -> None:
        number = self.shaped.get("format", FORMAT)
        if number > FORMAT:
            said = f"this is format {number}, and this handrail reads up to {FORMAT}; install a newer one"
            self.fault("newer-format", ("format",), said)

    def _all_stages(self) -> None:
        """Add the stages and strands; prompts at the top are one stage under the framework's id and title."""
        shaped = self.shaped
        if shaped.get("prompts"):
            if "stages" in shaped:
                said = "with stages, every prompt stands in one of them; move these"
                self.fault("prompts-beside-stages", ("prompts",), said)
            else:
                title = shaped.get("title", self.id)
                self.stages[self.id] = Stage(
                    self.id, title, prompts=PromptSet(self.prompts(shaped, self.id, ()))
                )
        for key in ("stages", "strands"):
            for id, value in shaped.get(key, {}).items():
                self.stage(id, value, "", key == "strands", (key, id))

    def _things(self) -> dict[str, Any]:
        """Return what keeps its framework in its id: facts, gates, safeguards, detours, sets, figures."""
        shaped, taken = self.shaped, self.taken
        sets = {
            id: PromptSet(self.prompts(value, "", ("prompt_sets", id)), id, **records.plain_set(id, value))
            for id, value in shaped.get("prompt_sets", {}).items()
        }
        return {
            "prompt_sets": {**taken.prompt_sets, **sets},
            "gates": self.placed("gates", "gate", records.gate),
            "safeguards": self.placed("safeguards", "safeguard", records.safeguard),
            "detours": self.placed("detours", "detour", records.detour),
            "kinds": {**taken.kinds, **records.kinds(shaped.get("kinds", {}))},
            "figures": {**taken.figures, **records.figures(shaped.get("figures", {}))},
            # After the prompts: those that are taken bring the facts that they ask for.
            "facts": {**taken.facts, **records.facts(self)},
        }

    def _words(self) -> dict[str, Mapping[str, Any]]:
        """Return ways of knowing, skills, outcomes, references, terms: those taken, then this file's own."""
        own = records.own_words(self.shaped)
        for number, data in enumerate(self.shaped.get("references", ())):
            id, path = data.get("id"), ("references", str(number))
            if not isinstance(id, str) or not id:
                self.fault(
                    "key-missing", path, "'id:' is missing here; write the id by which this work is cited"
                )
            elif not is_id(id):
                self.fault("not-an-id", (*path, "id"), id_message(id))
            elif id in own["references"]:
                self.fault(
                    "repeated-id", (*path, "id"), f"there is a reference '{id}' already; keep one of the two"
                )
            else:
                own["references"][id] = Reference(id, data)
        taken = self.taken.words
        for kind in ("ways_of_knowing", "skills"):
            for id in own[kind]:
                if id in taken[kind]:
                    said = (
                        f"'{id}' comes from '{taken[kind][id].source}' already; take this out, or rename it"
                    )
                    self.fault("clash", (kind, id), said)
        return {kind: {**taken[kind], **own[kind]} for kind in WORDS}
