"""Records become the values of a framework: short forms written out, names completed, taken things joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from handrail.conditions import Condition
from handrail.framework import Framework
from handrail.framework.faults import Fault, Path, groups, stage_path, unknown
from handrail.framework.values import HUMAN_HELP, VOICES, Reference, Safeguard
from handrail.graph import Stage, Transition
from handrail.prompts import Prompt, PromptSet

from . import records
from .changing import arranged, in_order, in_place, joined, made
from .extending import extended, guarded, inherited, source_of, uses_of
from .others import Others, take, use
from .shaping import id_message, is_id
from .syntax import FORMAT, TRANSITION_KEYS
from .taking import WORDS, Find, Taken, bare, renamed

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

    def __init__(self, shaped: dict[str, Any], find: Find | None, own_help: Safeguard = HUMAN_HELP) -> None:
        self.shaped = shaped
        # What the library itself says where the file writes no safeguard.
        self.help = own_help
        self.id: str = shaped.get("framework", "")
        self.others = Others(self.id, find)
        self.faults = self.others.faults
        self.taken = Taken()
        found = self.others.get(shaped["extends"], ("extends",)) if "extends" in shaped else None
        helping = shaped.get("purpose") == "helping"
        usual = found.voices if found else ("helper",) if helping else ("self",)
        self.voices: tuple[str, ...] = shaped.get("voices") or usual
        # What this file extends, as far as it leaves it; and an empty framework in its place where it extends nothing.
        self.base = extended(self, found) if found else None
        self.had = self.base or Framework(self.id, self.id, "reflection")
        self.guarded = guarded(self.had)
        # What a file says of where its things come from, written on each where others stand beside them.
        self.source = source_of(shaped, self.base) if self.base else {}
        self.stages: dict[str, Stage] = {}
        # Where the prompts stand that there are already, for who would write another one of the same id.
        self.elsewhere = {
            prompt.id: (*at, "prompts", prompt.id) for at, group in groups(self.had) for prompt in group
        }
        if self.base:
            self.taken.words |= {kind: dict(getattr(self.base, kind)) for kind in WORDS}

    def fault(self, code: str, path: Path, message: str) -> None:
        """Note what does not fit."""
        self.faults.append(Fault(code, path, message))

    # -- stages and prompts ----------------------------------------------------------------------------------

    def prompt(self, id: str, shaped: Any, stage: str, path: Path, had: Prompt | None = None) -> Prompt:
        """Return a prompt from its text or record, or the one that there was with what the file changes."""
        if type(shaped) is str:
            if len(self.voices) != 1:
                voices = " or ".join(f"{voice}:" for voice in self.voices)
                said = f"several voices are declared, so a text needs its own; write {voices} in front of it"
                self.fault("which-voice", (*path, "prompts", id), said)
            shaped = {self.voices[0]: shaped}
            if self.base is None:
                return Prompt(id, shaped, stage)
        wordings = {voice: shaped.pop(voice) for voice in VOICES if voice in shaped}
        if "asks" in shaped:
            shaped["asks"] = self.fact(shaped["asks"])
        if "only_if" in shaped:
            shaped["only_if"] = self.condition(shaped["only_if"])
        if self.base is None:
            return Prompt(id, wordings, stage, **shaped)
        if wordings or had is None:
            shaped["wordings"] = {**(had.wordings if had else {}), **wordings}
        changed: Prompt = made(self, "prompt", Prompt, {**shaped, "stage": stage}, had, id=id)
        return changed

    def prompts(
        self, shaped: Mapping[str, Any], stage: str, path: Path, had: PromptSet | None = None
    ) -> tuple[Prompt, ...]:
        """Return the prompts of a stage, prompt set or gate: those it had, its own, then those it takes."""
        before = {prompt.id: prompt for prompt in had} if had else {}
        own, places = {}, {}
        for id, value in shaped.get("prompts", {}).items():
            here = (*path, "prompts", id)
            if type(value) is not str and "after" in value:
                places[id] = (value.pop("after"), here)
                self.look_for_base((*here, "after"))
            if id not in before and self.base and id in self.elsewhere:
                said = f"there is a prompt '{id}' in '{self.base.id}' already; give this one another id"
                self.fault("repeated-id", here, said)
                self.others.point(here, self.base.id, self.elsewhere[id])
                continue
            own[id] = self.prompt(id, value, stage, path, before.get(id))
        taken = take(self, shaped.get("take", ()), stage, path)
        return (*(in_place(self, before, own, places) if before or places else own.values()), *taken)

    def look_for_base(self, path: Path) -> None:
        """Note a key that means nothing where no framework is extended."""
        if "extends" not in self.shaped:
            said = (
                "this changes a framework that the file extends; write extends: and its id, or take this out"
            )
            self.fault("nothing-extended", path, said)

    def stage(self, id: str, shaped: Any, parent: str, strand: bool, path: Path) -> None:
        """Add a stage and those it holds."""
        had = self.had.every_stage.get(id)
        elsewhere = had is not None and (had.parent, had.strand) != (parent, strand)
        if id in self.stages or elsewhere:
            self.fault(
                "repeated-id", path, f"there is a stage '{id}' already; give one of the two another id"
            )
            if elsewhere and id not in self.stages:
                self.others.point(path, self.shaped["extends"], stage_path(self.had, id))
            return
        if type(shaped) is str:  # the shortest form: a stage with one prompt of the same id
            shaped = {"prompts": {id: shaped}}
        inner = shaped.get("stages", {})
        ways = [
            way for kind in TRANSITION_KEYS if kind in shaped for way in self.ways(id, kind, shaped[kind])
        ]
        fields = {key: shaped[key] for key in records.STAGE if key in shaped}
        if "title" in shaped or had is None:
            fields["title"] = shaped.get("title") or records.title_from(id)
        if "only_if" in shaped:
            fields["only_if"] = self.condition(shaped["only_if"])
        fields["prompts"] = PromptSet(self.prompts(shaped, id, path, had.prompts if had else None))
        fields["stages"] = self.order(had.stages if had else (), inner, (*path, "stages"))
        fields["transitions"] = joined(had.transitions if had else (), ways)
        self.stages[id] = made(self, "stage", Stage, fields, had, id=id, parent=parent, strand=strand)
        for name, held in inner.items():
            self.stage(name, held, id, False, (*path, "stages", name))

    def order(self, had: tuple[str, ...], shaped: Mapping[str, Any], path: Path) -> tuple[str, ...]:
        """Return the stages of one holder: those it had, then the new ones, or where these say `after`."""
        places = {}
        for id, value in shaped.items():
            after = value.get("after", "") if type(value) is not str else ""
            if after:
                self.look_for_base((*path, id, "after"))
            if after or id not in had:
                places[id] = (after, (*path, id))
        return tuple(arranged(self, "stage", had, places))

    def ways(self, source: str, kind: str, shaped: Any) -> list[Transition]:
        """Return the transitions of one kind that the file writes or changes."""
        targets = {"": shaped} if kind in ("stay", "exit") else shaped
        before = self.had.every_stage[source].transitions if source in self.had.every_stage else ()
        there = {(way.kind, way.target): way for way in (before if source else self.had.from_anywhere)}
        ways = []
        for target, value in targets.items():
            keys: dict[str, Any] = {"because": value} if type(value) is str else dict(value)
            if "only_if" in keys:
                keys["only_if"] = self.condition(keys["only_if"])
            to = source if kind == "stay" else target
            had = there.get((kind, to))
            ways.append(made(self, "transition", Transition, keys, had, source=source, target=to, kind=kind))
        return ways

    # -- names -----------------------------------------------------------------------------------------------

    def fact(self, name: str) -> str:
        """Return the full id of a fact that may be written without its framework."""
        if name in self.shaped.get("facts", ()):
            return name
        return bare({**self.had.facts, **self.taken.facts}).get(name, name)

    def condition(self, condition: Condition | None) -> Condition | None:
        """Return a condition with the full names of its facts."""
        if condition is None or not (self.taken.facts or self.had.facts):
            return condition
        return renamed(condition, self.fact, stage=lambda id: id)

    def placed(
        self, kind: str, what: str, make: Callable[[Assembly, str, dict[str, Any], Any], Any]
    ) -> dict[str, Any]:
        """Return the things of a kind that there were or are taken, as this file places them; then its own."""
        before = getattr(self.had, kind)
        things = {**before, **_new(getattr(self.taken, kind), before)}
        for id, shaped in self.shaped.get(kind, {}).items():
            if id in before:
                things[id] = records.kept(self, kind, before[id], shaped, make)
            elif id in things:
                things[id] = records.changed(self, kind, things[id], shaped)
            elif "/" in id:
                self.faults.append(unknown(what, id, tuple(things), (kind, id)))
            else:
                own = make(self, id, shaped, None)
                if own is not None:
                    things[id] = own
        return things

    # -- the whole -------------------------------------------------------------------------------------------

    def framework(self) -> Framework:
        """Return the framework, whole or with holes where something did not fit."""
        shaped = self.shaped
        self._look_at_format()
        use(self)
        self._all_stages()
        values: dict[str, Any] = {"title": self.id, "purpose": "reflection"}
        values |= inherited(self.base, (*_PLAIN, *_REMARKS)) if self.base else {}
        values |= {key: shaped[key] for key in _PLAIN if key in shaped}
        together = values.get("all_voices", False)
        if not isinstance(together, bool) and {*together} == {*self.voices}:
            values["all_voices"] = True
        values |= {key: records.remarks(self, shaped[key]) for key in _REMARKS if key in shaped}
        values |= self._things()
        values |= self._words()
        if values["purpose"] == "reflection":
            values["safeguards"] = values["safeguards"] or {self.help.id: self.help}
        if self.base:  # each thing says it for itself
            values |= dict.fromkeys(self.source, "")
            values["uses"] = uses_of(shaped.get("uses", {}), self.base, values)
        had = self.had
        rule = shaped.get("selection")
        editions = {**had.editions, **records.plain(self, "editions", had.editions)}
        framework = Framework(
            self.id,
            voices=self.voices,
            authors=tuple(shaped.get("authors", ())),
            used=self._versions(),
            every_stage={**self.stages, **_new(self.taken.stages, self.stages)},
            from_anywhere=self._from_anywhere(),
            editions=editions,
            selection=had.selection if rule is None else records.selection(self, rule, had.selection),
            edition=next(iter(editions), ""),
            **values,
        )
        return records.with_full_names(framework) if framework.used else framework

    def _from_anywhere(self) -> tuple[Transition, ...]:
        shaped = self.shaped.get("from_anywhere", {})
        return joined(
            self.had.from_anywhere,
            [way for kind, value in shaped.items() for way in self.ways("", kind, value)],
        )

    def _versions(self) -> dict[str, str]:
        if self.base is None:
            return self.taken.versions
        return {self.base.id: self.base.version, **self.base.used, **self.taken.versions}

    def _look_at_format(self) -> None:
        number = self.shaped.get("format", FORMAT)
        if number > FORMAT:
            said = f"this is format {number}, and this handrail reads up to {FORMAT}; install a newer one"
            self.fault("newer-format", ("format",), said)

    def _all_stages(self) -> None:
        """Add the stages and strands; prompts at the top are one stage under the framework's id and title."""
        shaped = self.shaped
        if "leave_out" in shaped:
            self.look_for_base(("leave_out",))
        tops = {strand: _tops(self.had, strand) for strand in (False, True)}
        # A form that is extended keeps the one stage that it has, and the id of that.
        form = tops[False][0] if len(tops[False]) == 1 and not tops[True] else self.id
        if shaped.get("prompts"):
            if "stages" in shaped or (self.base and tops[False] and form == self.id):
                said = "with stages, every prompt stands in one of them; move these"
                self.fault("prompts-beside-stages", ("prompts",), said)
            else:
                had = self.had.every_stage.get(form)
                title = shaped.get("title", had.title if had else self.id)
                prompts = PromptSet(self.prompts(shaped, form, (), had.prompts if had else None))
                self.stages[form] = (
                    attrs.evolve(had, title=title, prompts=prompts)
                    if had
                    else Stage(form, title, prompts=prompts)
                )
        for key in ("stages", "strands"):
            for id, value in shaped.get(key, {}).items():
                self.stage(id, value, "", key == "strands", (key, id))
        if self.base:
            ids = [
                id
                for strand, key in ((False, "stages"), (True, "strands"))
                for id in self.order(tops[strand], shaped.get(key, {}), (key,))
            ]
            self.stages = in_order({**self.base.every_stage, **self.stages}, ids)

    def _things(self) -> dict[str, Any]:
        """Return what keeps its framework in its id: facts, gates, safeguards, detours, sets, figures."""
        taken, had = self.taken, self.had
        sets = {
            id: records.prompt_set(self, id, value, had.prompt_sets.get(id))
            for id, value in self.shaped.get("prompt_sets", {}).items()
        }
        return {
            "prompt_sets": {**had.prompt_sets, **_new(taken.prompt_sets, had.prompt_sets), **sets},
            "gates": self.placed("gates", "gate", records.gate),
            "safeguards": self.placed("safeguards", "safeguard", records.safeguard),
            "detours": self.placed("detours", "detour", records.detour),
            "kinds": {**taken.kinds, **had.kinds, **records.plain(self, "kinds", had.kinds)},
            "figures": {**had.figures, **taken.figures, **records.plain(self, "figures", had.figures)},
            # After the prompts: those that are taken bring the facts that they ask for.
            "facts": {**had.facts, **_new(taken.facts, had.facts), **records.facts(self, had.facts)},
        }

    def _words(self) -> dict[str, Mapping[str, Any]]:
        """Return ways of knowing, skills, outcomes, references, terms: those taken, then this file's own."""
        words = {kind: getattr(self.had, kind) for kind in WORDS}
        own = records.own_words(self, words)
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
                if id in taken[kind] and id not in words[kind]:
                    said = (
                        f"'{id}' comes from '{taken[kind][id].source}' already; take this out, or rename it"
                    )
                    self.fault("clash", (kind, id), said)
        return {kind: {**taken[kind], **own[kind]} for kind in WORDS}


def _new(taken: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is taken now and was not there before: what was is placed already, and stays so."""
    return {id: thing for id, thing in taken.items() if id not in before}


def _tops(framework: Framework, strand: bool) -> tuple[str, ...]:
    stages = framework.strands if strand else framework.stages
    return tuple(id for id, stage in stages.items() if not stage.parent)
