"""Records become the values of a framework: short forms written out, names completed, taken things joined in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from handrail.conditions import Condition
from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.framework.faults import Fault, Path, unknown
from handrail.framework.values import HUMAN_HELP, VOICES, Reference, Remark
from handrail.graph import Stage, Transition
from handrail.prompts import Prompt, PromptSet

from . import records
from .syntax import FORMAT, TRANSITION_KEYS
from .taking import WORDS, Find, Taken, bare, renamed

# What a file says about its framework in one word or text, under the same name in the value.
_PLAIN = ("title", "purpose", "version", "originator", "licence", "language", "reference", "confidence", "summary")
_PLAIN += ("scope", "users", "notice", "formerly", "all_voices", "start", "unit")
_REMARKS = ("not_for", "setting", "values", "strengths", "limits")


class Assembly:
    """One framework being put together; what does not fit is kept in `faults` with the keys that lead to it."""

    def __init__(self, shaped: dict[str, Any], find: Find | None) -> None:
        self.shaped = shaped
        self.find = find
        self.faults: list[Fault] = []
        self.id: str = shaped.get("framework", "")
        self.taken = Taken()
        helping = shaped.get("purpose") == "helping"
        self.voices: tuple[str, ...] = shaped.get("voices") or (("helper",) if helping else ("self",))
        self.stages: dict[str, Stage] = {}
        self.places: dict[str, Path] = {}

    def fault(self, code: str, path: Path, message: str) -> None:
        """Note what does not fit."""
        self.faults.append(Fault(code, path, message))

    # -- others' things ---------------------------------------------------------------------------------------------

    def other(self, id: str, path: Path) -> Framework | None:
        """Return another framework by id; that it is missing or broken is a fault here."""
        if self.find is None:
            self.fault("unknown-framework", path, f"the framework '{id}' cannot be looked up from here")
            return None
        try:
            return self.find(id)
        except FrameworkError as error:
            first = error.problems[0]
            if len(error.problems) == 1 and first.code in ("unknown-framework", "circle"):
                self.fault(first.code, path, first.message)
            else:
                said = f"the framework '{id}' has problems of its own, first: {first.message}"
                self.fault("broken-framework", path, said)
            return None

    def use(self) -> None:
        """Take what `uses` names."""
        for id, names in self.shaped.get("uses", {}).items():
            source = self.other(id, ("uses", id))
            for number, name in enumerate(names) if source else ():
                assert source is not None
                if not self.taken.whole(source, name):
                    known = [key for kind in records.USABLE for key in (kind, *getattr(source, kind))]
                    self.faults.append(unknown(f"thing of {id}", name, known, ("uses", id, str(number))))
        for kind, word, source_id in self.taken.clashes:
            what = kind.replace("_", " ").removesuffix("s")
            self.fault("clash", ("uses", source_id), f"two frameworks mean different things by the {what} '{word}'")

    def take(self, names: tuple[str, ...], stage: str, path: Path) -> list[Prompt]:
        """Return the prompts of other frameworks that a stage takes."""
        prompts = []
        for number, name in enumerate(names):
            here = (*path, "take", str(number))
            framework, _, id = name.rpartition("/")
            if not framework:
                self.fault("unknown-prompt", here, f"write framework/prompt: whose is '{id}'?")
                continue
            source = self.other(framework, here)
            if source is not None and id not in source.every_prompt:
                self.faults.append(unknown("prompt", name, [f"{framework}/{p.id}" for p in source.every_prompt], here))
            elif source is not None:
                prompts.append(self.taken.prompt(source, source.every_prompt[id], stage))
        return prompts

    # -- stages and prompts -----------------------------------------------------------------------------------------

    def prompt(self, id: str, shaped: Any, stage: str, path: Path) -> Prompt:
        """Return a prompt from its text or record."""
        if id in self.places:
            first = " > ".join(self.places[id])
            self.fault("repeated-id", (*path, "prompts", id), f"there is a prompt '{id}' already, under {first}")
        self.places[id] = path
        if type(shaped) is str:
            if len(self.voices) != 1:
                voices = " or ".join(f"{voice}:" for voice in self.voices)
                self.fault("which-voice", (*path, "prompts", id), f"say whose voice this is: {voices} in front of it")
            return Prompt(id, {self.voices[0]: shaped}, stage)
        wordings = {voice: shaped.pop(voice) for voice in VOICES if voice in shaped}
        if "asks" in shaped:
            shaped["asks"] = self.fact(shaped["asks"])
        if "only_if" in shaped:
            shaped["only_if"] = self.condition(shaped["only_if"])
        return Prompt(id, wordings, stage, **shaped)

    def prompts(self, shaped: dict[str, Any], stage: str, path: Path) -> tuple[Prompt, ...]:
        """Return the prompts of a stage, prompt set or gate: its own, then those it takes."""
        own = [self.prompt(id, value, stage, path) for id, value in shaped.get("prompts", {}).items()]
        return (*own, *self.take(shaped.get("take", ()), stage, path))

    def stage(self, id: str, shaped: Any, parent: str, strand: bool, path: Path) -> None:
        """Add a stage and those it holds."""
        if id in self.stages:
            self.fault("repeated-id", path, f"there is a stage '{id}' already")
            return
        if type(shaped) is str:  # the shortest form: a stage with one prompt of the same id
            shaped = {"prompts": {id: shaped}}
        inner = shaped.get("stages", {})
        ways = [way for kind in TRANSITION_KEYS if kind in shaped for way in self.ways(id, kind, shaped[kind])]
        plain = {key: shaped[key] for key in records.STAGE if key in shaped}
        if "only_if" in plain:
            plain["only_if"] = self.condition(plain["only_if"])
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
            keys = {"because": value} if type(value) is str else dict(value)
            if "only_if" in keys:
                keys["only_if"] = self.condition(keys["only_if"])
            ways.append(Transition(source, source if kind == "stay" else target, kind, **keys))
        return ways

    # -- names ------------------------------------------------------------------------------------------------------

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

    def placed(self, kind: str, make: Callable[[str, dict[str, Any]], Any]) -> dict[str, Any]:
        """Return the taken things of a kind, changed where this file places them, and then its own."""
        things = dict(getattr(self.taken, kind))
        for id, shaped in self.shaped.get(kind, {}).items():
            if id in things:
                things[id] = records.changed(self, kind, things[id], shaped)
            elif "/" in id:
                self.faults.append(unknown(kind.removesuffix("s"), id, things, (kind, id)))
            else:
                made = make(id, shaped)
                if made is not None:
                    things[id] = made
        return things

    # -- the whole --------------------------------------------------------------------------------------------------

    def framework(self) -> Framework:
        """Return the framework, whole or with holes where something did not fit."""
        shaped = self.shaped
        if shaped.get("format", FORMAT) > FORMAT:
            said = f"this is format {shaped['format']}; this version of handrail reads up to {FORMAT}: install a newer one"
            self.fault("newer-format", ("format",), said)
        self.use()
        self.all_stages()
        sets = {
            id: PromptSet(self.prompts(value, "", ("prompt_sets", id)), id, **records.plain_set(id, value))
            for id, value in shaped.get("prompt_sets", {}).items()
        }
        purpose = shaped.get("purpose", "reflection")
        framework = Framework(
            self.id,
            **{key: shaped[key] for key in _PLAIN if key in shaped and key not in ("title", "purpose")},
            title=shaped.get("title", self.id),
            purpose=purpose,
            voices=self.voices,
            order=shaped.get("order", "suggested"),
            authors=tuple(shaped.get("authors", ())),
            uses=shaped.get("uses", {}),
            used=self.taken.versions,
            **{key: self.remarks(key) for key in _REMARKS if key in shaped},
            every_stage={**self.stages, **self.taken.stages},
            from_anywhere=tuple(
                way for kind, value in shaped.get("from_anywhere", {}).items() for way in self.ways("", kind, value)
            ),
            prompt_sets={**self.taken.prompt_sets, **sets},
            facts={**self.taken.facts, **records.facts(self)},
            gates=self.placed("gates", lambda id, value: records.gate(self, id, value)),
            safeguards=self.placed("safeguards", lambda id, value: records.safeguard(self, id, value)),
            detours=self.placed("detours", lambda id, value: records.detour(self, id, value)),
            editions=records.editions(shaped.get("editions", {})),
            selection=records.selection(shaped["selection"]) if "selection" in shaped else None,
            **self.words(),
            figures={**self.taken.figures, **records.figures(shaped.get("figures", {}))},
            edition=next(iter(shaped.get("editions", {})), ""),
        )
        if purpose == "reflection" and not framework.safeguards:
            framework = attrs.evolve(framework, safeguards={HUMAN_HELP.id: HUMAN_HELP})
        return records.with_full_names(framework) if self.taken.versions else framework

    def all_stages(self) -> None:
        """Add the stages and strands; prompts at the top are one stage under the framework's id and title."""
        shaped = self.shaped
        if shaped.get("prompts"):
            if "stages" in shaped:
                self.fault("prompts-beside-stages", ("prompts",), "with stages, every prompt stands in one of them")
            else:
                top = {"title": shaped.get("title", self.id), "prompts": shaped["prompts"]}
                self.stages[self.id] = Stage(self.id, top["title"], prompts=PromptSet(self.prompts(top, self.id, ())))
        for key in ("stages", "strands"):
            for id, value in shaped.get(key, {}).items():
                self.stage(id, value, "", key == "strands", (key, id))

    def remarks(self, key: str) -> tuple[Remark, ...]:
        """Return the remarks under a key; a text is short for one without a source of its own."""
        return tuple(
            Remark(value) if type(value) is str else Remark(value.get("text", ""), **_source(value))
            for value in self.shaped[key]
        )

    def words(self) -> dict[str, Mapping[str, Any]]:
        """Return ways of knowing, skills, outcomes, references and terms: those taken, then this file's own."""
        own = records.own_words(self.shaped)
        for number, data in enumerate(self.shaped.get("references", ())):
            id = data.get("id")
            if not isinstance(id, str) or not id:
                self.fault("key-missing", ("references", str(number)), "'id:' is missing here")
            elif id in own["references"]:
                self.fault("repeated-id", ("references", str(number), "id"), f"there is a reference '{id}' already")
            else:
                own["references"][id] = Reference(id, data)
        return {kind: {**self.taken.words[kind], **own[kind]} for kind in WORDS}


def _source(value: Mapping[str, Any]) -> dict[str, str]:
    return {key: value[key] for key in ("reference", "confidence") if key in value}
