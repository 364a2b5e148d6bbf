"""A framework becomes the text that an author would write for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from handrail.conditions import Condition
from handrail.framework import Framework
from handrail.framework.canonical import fields
from handrail.framework.values import HUMAN_HELP, VOICES, Detour, Edition, Gate, Remark, Safeguard
from handrail.graph import Stage, Transition
from handrail.prompts import Prompt, PromptSet
from handrail.selection import Others, SelectionRule, Share

from .giving_back import Given, given, own_prompts, taken_prompts
from .layout import laid_out
from .records import PLACING, title_from
from .syntax import RECORDS, TRANSITION_KEYS
from .taking import Find, renamed

Shaped = dict[str, Any]


def write(framework: Framework, find: Find | None = None) -> str:
    """Return the text of a framework, as short as it can be; reading it gives an equal one.

    `find` gives the frameworks that it takes from, by id, as for `read`. Without it the works, terms and rules that
    came along from others are written out as well, and so is where taken gates and detours stand; a voice that was
    added to a taken safeguard is not known then.
    """
    return laid_out(_Writing(framework, given(framework, find)).whole())


def _record(name: str, thing: Any, **other: Any) -> Shaped:
    """Return what a thing says beside its defaults, by the keys of its record; `other` goes before its own values."""
    known = {field.name: field for field in fields(type(thing).__name__)}
    shaped = {}
    for key in (key.name for key in RECORDS[name]):
        if key in other:
            if other[key] is not None:
                shaped[key] = other[key]
        elif key in known:
            value = getattr(thing, key)
            if known[key].needed or value != known[key].default:
                shaped[key] = value
    # A record has to say something, so one that says nothing else says its title.
    if len(shaped) > 1 and shaped.get("title") == _usual_title(name, thing):
        del shaped["title"]
    return shaped


def _usual_title(name: str, thing: Any) -> str:
    """Return the title that a thing has when its record says none; a framework always says its own."""
    id = getattr(thing, "id", "")
    return "" if name == "framework" else id if name == "edition" else title_from(id)


def _short(shaped: Shaped, key: str) -> Any:
    """Return the text that is short for a record with nothing but that."""
    return shaped[key] if [*shaped] == [key] else shaped


def _any(values: Any) -> Any:
    return values or None


def _remarks(remarks: Iterable[Remark]) -> Any:
    return _any(tuple(_short(_record("remark", one), "text") for one in remarks))


@attrs.frozen(eq=False, repr=False)
class _Writing:
    """One framework being written."""

    framework: Framework
    given: Given

    def whole(self) -> Shaped:
        """Return the framework's record."""
        framework = self.framework
        usual = ("helper",) if framework.purpose == "helping" else ("self",)
        return _record(
            "framework",
            framework,
            framework=framework.id,
            # The default is written too: a file that says its language can be put into others.
            language=framework.language,
            voices=framework.voices if framework.voices != usual else None,
            references=_any(tuple(one.data for one in self.given.own("references").values())),
            terms=_any(self.given.own("terms")),
            **{
                key: _remarks(getattr(framework, key))
                for key in ("not_for", "setting", "values", "strengths", "limits")
            },
            **self._stages(),
            from_anywhere=_any(self._ways(framework.from_anywhere)),
            editions=_any({id: self._edition(one) for id, one in framework.editions.items()}),
            selection=self._selection(framework.selection) if framework.selection else None,
            **self._things(),
        )

    def _edition(self, edition: Edition) -> Shaped:
        return _record("edition", edition, values=_remarks(edition.values))

    # -- stages and prompts ----------------------------------------------------------------------------------

    def _stages(self) -> Shaped:
        own = {
            id: stage
            for id, stage in self.framework.every_stage.items()
            if "/" not in id and not stage.parent
        }
        stages = {id: stage for id, stage in own.items() if not stage.strand}
        strands = {id: self._stage(stage) for id, stage in own.items() if stage.strand}
        form = self._form(stages)
        return {
            "stages": _any({id: self._stage(stage) for id, stage in stages.items()}) if not form else None,
            "prompts": form,
            "strands": _any(strands),
        }

    def _form(self, stages: Mapping[str, Stage]) -> Shaped | None:
        """Return the prompts of a framework without stages: they are one under its own id and title."""
        framework = self.framework
        plain = Stage(framework.id, framework.title)
        held = stages.get(framework.id)
        if len(stages) != 1 or held is None or attrs.evolve(held, prompts=PromptSet()) != plain:
            return None
        return None if taken_prompts(held.prompts) else self._prompts(held.prompts)

    def _stage(self, stage: Stage) -> Any:
        held = {id: self._stage(self.framework.every_stage[id]) for id in stage.stages}
        shaped = _record(
            "stage",
            stage,
            only_if=self._condition(stage.only_if),
            prompts=self._prompts(stage.prompts),
            take=_any(taken_prompts(stage.prompts)),
            stages=_any(held),
            **dict.fromkeys(TRANSITION_KEYS),
        )
        shaped = self._with_ways(shaped, stage.transitions)
        only = shaped.get("prompts", {}).get(stage.id)
        return only if isinstance(only, str) and len(shaped) == len(shaped["prompts"]) == 1 else shaped

    def _with_ways(self, shaped: Shaped, transitions: Iterable[Transition]) -> Shaped:
        """Return the record of a stage with its transitions, in the order of the table."""
        shaped |= self._ways(transitions)
        return {key.name: shaped[key.name] for key in RECORDS["stage"] if key.name in shaped}

    def _ways(self, transitions: Iterable[Transition]) -> Shaped:
        shaped: Shaped = {}
        for way in transitions:
            said = _short(_record("transition", way, only_if=self._condition(way.only_if)), "because")
            if way.kind in ("stay", "exit"):
                shaped[way.kind] = said
            else:
                shaped.setdefault(way.kind, {})[way.target] = said
        return shaped

    def _prompts(self, group: PromptSet) -> Shaped | None:
        return {prompt.id: self._prompt(prompt) for prompt in own_prompts(group)} or None

    def _prompt(self, prompt: Prompt) -> Any:
        only_if, asks = self._condition(prompt.only_if), _any(self._fact(prompt.asks))
        shaped = self._worded("prompt", prompt, only_if=only_if, asks=asks)
        voices = self.framework.voices
        return _short(shaped, voices[0]) if len(voices) == 1 else shaped

    def _worded(self, name: str, thing: Prompt | Safeguard, **other: Any) -> Shaped:
        """Return a record with wordings, in the order in which the framework names its voices."""
        said = thing.wordings
        shaped = _record(name, thing, **other, **said)
        in_order = iter(sorted(said, key=[*self.framework.voices, *VOICES].index))
        names = [next(in_order) if key in said else key for key in shaped]
        return {name: shaped[name] for name in names}

    # -- conditions ------------------------------------------------------------------------------------------

    def _fact(self, id: str) -> str:
        return self.given.facts.get(id, id)

    def _condition(self, condition: Condition | None) -> Condition | None:
        return None if condition is None else renamed(condition, self._fact, stage=lambda id: id)

    # -- everything else -------------------------------------------------------------------------------------

    def _things(self) -> Shaped:
        plain = {"figures": "figure", "kinds": "kind", "outcomes": "outcome", "skills": "skill"}
        plain["ways_of_knowing"] = "way"
        own = self.given.own
        things: Shaped = {
            key: {id: _record(name, one) for id, one in own(key).items()} for key, name in plain.items()
        }
        things["prompt_sets"] = {id: self._set(one) for id, one in own("prompt_sets").items()}
        things["facts"] = {
            id: _record("fact", one, until=self._condition(one.until)) for id, one in own("facts").items()
        }
        makers: dict[str, Callable[[Any], Shaped]] = {
            "gates": self._gate,
            "safeguards": self._safeguard,
            "detours": self._detour,
        }
        for key, make in makers.items():
            placed = {thing.id: self._placed(key, thing, was) for thing, was in self.given.brought(key)}
            written = {id: make(one) for id, one in own(key).items()}
            things[key] = {**{id: one for id, one in placed.items() if one}, **written}
        if self._has_only_the_librarys_help():
            things["safeguards"] = {}
        return {key: _any(value) for key, value in things.items()}

    def _has_only_the_librarys_help(self) -> bool:
        safeguards = {HUMAN_HELP.id: HUMAN_HELP}
        return self.framework.purpose == "reflection" and self.framework.safeguards == safeguards

    def _set(self, group: PromptSet) -> Shaped:
        take = _any(taken_prompts(group))
        return _record("prompt-set", group, prompts=self._prompts(group), take=take)

    def _gate(self, gate: Gate) -> Shaped:
        holds, prompts = self._condition(gate.holds), self._prompts(gate.prompts)
        return _record("gate", gate, before=_before(gate), holds=holds, prompts=prompts)

    def _safeguard(self, safeguard: Safeguard) -> Shaped:
        return self._worded("safeguard", safeguard, raised_by=self._condition(safeguard.raised_by))

    def _detour(self, detour: Detour) -> Shaped:
        return _record("detour", detour, offered_when=self._condition(detour.offered_when))

    def _placed(self, kind: str, thing: Any, was: Any) -> Shaped:
        """Return what this file says about a taken thing: where it stands, and no more."""
        changed = {key for key in PLACING[kind] if getattr(thing, key) != getattr(was, key, None)}
        if isinstance(thing, Gate) and thing.before_kinds != getattr(was, "before_kinds", ()):
            changed.add("before")
        if was is None:  # what is nothing was hardly put there
            changed = {key for key in changed if getattr(thing, key) or key == "before"}
        said: Shaped = {key: getattr(thing, key) for key in PLACING[kind] if key in changed}
        if "before" in said:
            said["before"] = _before(thing)
        if "offered_when" in said:
            said["offered_when"] = self._condition(thing.offered_when)
        if isinstance(thing, Safeguard) and was is not None:
            said |= {voice: one for voice, one in thing.wordings.items() if voice not in was.wordings}
        return said

    def _selection(self, rule: SelectionRule) -> Shaped:
        parts = {
            "occasions": {id: _record("occasion", one) for id, one in rule.occasions.items()},
            "familiarity": {id: _record("familiarity", one) for id, one in rule.familiarity.items()},
            "paths": {
                id: _record("path", one, when=self._condition(one.when)) for id, one in rule.paths.items()
            },
            "budget": _record("budget", rule.budget),
            "share": _ranged("share", rule.share),
            "others": _ranged("others", rule.others),
        }
        return _record("selection", rule, **{key: _any(value) for key, value in parts.items()})


def _before(gate: Gate) -> tuple[tuple[str, str], ...]:
    """Return what a gate stands before, as it is read: stages, then kinds of prompt."""
    return (*(("stage", id) for id in gate.before), *(("kind", kind) for kind in gate.before_kinds))


def _ranged(name: str, thing: Share | Others | None) -> Shaped:
    """Return a record whose least and most are called as an author calls them."""
    if thing is None:
        return {}
    least, most = {"from": thing.least or None}, {"to": thing.most or None}
    return _record(name, thing, of=thing.of, **least, **most, **_each(thing))


def _each(thing: Share | Others) -> Shaped:
    return {"each": thing.each} if isinstance(thing, Others) else {}
