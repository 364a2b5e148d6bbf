"""Whether walk-throughs speak of what there is: every step one thing, and every name known to the framework."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from handrail.framework import Framework
from handrail.framework.faults import Fault, Path, unknown
from handrail.framework.values import HUMAN_HELP
from handrail.selection import FAMILIARITIES

from .walk_keys import BESIDE, CAUSES, UNKNOWN
from .walkthroughs import VERB_NAMES, every_step, fact_named, fact_value, main_keys

Walks = Mapping[str, Mapping[str, Any]]
_Check = Callable[[Framework, str, Path], Iterator[Fault]]


def walk_faults(framework: Framework, walks: Walks) -> Iterator[Fault]:
    """Yield everything in walk-throughs that the framework does not know, or that no step can say."""
    for id, walk in walks.items():
        yield from _start(framework, walk.get("start", {}), ("walkthroughs", id, "start"))
    for path, step in every_step(walks):
        takes_part = walks[path[1]].get("start", {}).get("participants", {})
        yield from _step(framework, step, path, takes_part)


def _step(
    framework: Framework, step: Mapping[str, Any], path: Path, people: Iterable[str]
) -> Iterator[Fault]:
    found = main_keys(step)
    if len(found) != 1:
        said = "a step is one thing that happens or must hold; write one, such as answer: and a prompt"
        if found:
            said = f"'{found[0]}' and '{found[1]}' are two things; give each a step of its own"
        yield Fault("one-thing", (*path, *found[1:2]), said)
        return
    [kind] = found
    if step[kind] in ((), {}):
        said = f"nothing stands behind '{kind}'; write what happens or holds"
        yield Fault("one-thing", (*path, kind), said)
        return
    fitting = (*BESIDE.get(kind, ()), *(("by",) if kind in VERB_NAMES else ()))
    for key in step:
        if key != kind and key not in fitting:
            goes = f"; only {', '.join(fitting)} can" if fitting else "; take it out"
            yield Fault("stands-beside", (*path, key), f"'{key}' cannot stand beside '{kind}'{goes}")
    if kind in ("refused", "advised_against"):
        yield from _step(framework, step[kind], (*path, kind), people)
        yield from _why(framework, step.get("why", ""), (*path, "why"))
    elif kind in _CHECKS:
        yield from _names(framework, _CHECKS[kind], step[kind], (*path, kind))
    elif kind in ("known", "facts"):
        yield from _facts(framework, step[kind], (*path, kind))
    elif kind == "replan":
        yield from _occasion(framework, step[kind].get("occasion", ""), (*path, kind, "occasion"))
    yield from _beside(framework, {key: step[key] for key in step if key in (kind, *fitting)}, path, people)


def _beside(
    framework: Framework, step: Mapping[str, Any], path: Path, people: Iterable[str]
) -> Iterator[Fault]:
    if "by" in step and step["by"] not in people:
        yield unknown("participant", step["by"], tuple(people), (*path, "by"))
    if "prompt" in step:
        yield from _prompt(framework, step["prompt"], (*path, "prompt"))
    valued = step["answer"] if "value" in step else ()
    for name in (name for name in valued if name in framework.every_prompt):
        fact = framework.every_prompt[name].asks
        if fact in framework.facts:
            yield from _facts(framework, {fact: step["value"]}, (*path, "value"))
        else:
            said = f"'{name}' asks for no fact, so its answer has no value; take value: out"
            yield Fault("stands-beside", (*path, "value"), said)


def _names(framework: Framework, check: _Check, names: Any, path: Path) -> Iterator[Fault]:
    if isinstance(names, str):
        yield from check(framework, names, path)
    elif isinstance(names, Mapping):
        for name in names:
            yield from check(framework, name, (*path, name))
    else:
        for number, name in enumerate(names):
            yield from check(framework, name, (*path, str(number)))


def _has(things: Iterable[str], name: str) -> bool:
    """Return whether something has that id, or alone has it behind its framework."""
    known = [*things]
    return name in known or sum(id.rpartition("/")[2] == name for id in known) == 1


# -- names, each with what it is the name of ---------------------------------------------------------------------


def _prompt(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    if name not in framework.every_prompt:
        yield unknown("prompt", name, tuple(prompt.id for prompt in framework.every_prompt), path)


def _stage(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    former = (old for stage in framework.every_stage.values() for old in stage.formerly)
    if not _has(framework.every_stage, name) and name not in former:
        yield unknown("stage", name, tuple(framework.every_stage), path)


def _detour(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    if not _has(framework.detours, name):
        yield unknown("detour", name, tuple(framework.detours), path)


def _safeguard(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    known = tuple(framework.safeguards) or (HUMAN_HELP.id,)
    if not _has(known, name):
        yield unknown("safeguard", name, known, path)


def _outcome(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    if not _has(framework.known_outcomes, name):
        yield unknown("type of outcome", name, tuple(framework.known_outcomes), path)


def _way(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    if not _has(framework.ways_of_knowing, name):
        yield unknown("way of knowing", name, tuple(framework.ways_of_knowing), path)


def _path(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    known = tuple(framework.selection.paths) if framework.selection is not None else ()
    if name not in known:
        yield unknown("path", name, known, path)


def _instead(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    known = tuple(framework.selection.below_floor) if framework.selection is not None else ()
    if name not in known:
        yield unknown("framework", name, known, path)


def _occasion(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    known = tuple(framework.selection.occasions) if framework.selection is not None else ()
    if name and name not in known:
        yield unknown("occasion", name, known, path)


def _why(framework: Framework, name: str, path: Path) -> Iterator[Fault]:
    own = (
        *framework.gates,
        *(framework.safeguards or (HUMAN_HELP.id,)),
        *framework.detours,
        *framework.facts,
    )
    if name and name not in CAUSES and not _has(own, name):
        yield unknown("reason", name, (*own, *CAUSES), path)


_CHECKS: dict[str, _Check] = {
    **dict.fromkeys(("ask", "answer", "skip", "pass", "leave_blank"), _prompt),
    **dict.fromkeys(("offered", "not_offered", "next", "needed", "waiting"), _prompt),
    **dict.fromkeys(("move", "at", "suggested"), _stage),
    **dict.fromkeys(("promote", "outcomes"), _outcome),
    **dict.fromkeys(("met", "not_met"), _way),
    "detour": _detour,
    "safeguard": _safeguard,
    "path": _path,
    "instead": _instead,
}


# -- facts, and how one starts -----------------------------------------------------------------------------------


def _facts(framework: Framework, told: Mapping[str, tuple[str, ...]], path: Path) -> Iterator[Fault]:
    for name, words in told.items():
        here = (*path, name) if path[-1] != "value" else path
        fact = fact_named(framework.facts, name)
        if fact is None:
            yield unknown("fact", name, tuple(framework.facts), here)
            continue
        if fact_value(fact, words) is None:
            lowest_highest = f"a number from {fact.scale[0]:g} to {fact.scale[-1]:g}" if fact.scale else ""
            one = lowest_highest or f"{'some' if fact.some_of else 'one'} of {', '.join(fact.values[:10])}"
            said = f"the fact '{name}' is never '{', '.join(words)[:60]}'; write {one}, or {UNKNOWN}"
            yield Fault("unknown-value", here, said)


def _start(framework: Framework, start: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    if start.get("voice", framework.voices[0]) not in framework.voices:
        yield unknown("voice", start["voice"], framework.voices, (*path, "voice"))
    if start.get("edition", "") not in ("", *framework.editions):
        yield unknown("edition", start["edition"], tuple(framework.editions), (*path, "edition"))
    if "stage" in start:
        yield from _stage(framework, start["stage"], (*path, "stage"))
    rule = framework.selection
    known = (*FAMILIARITIES, *(rule.familiarity if rule is not None else ()))
    if start.get("familiarity", "developing") not in known:
        yield unknown("familiarity", start["familiarity"], known, (*path, "familiarity"))
    yield from _occasion(framework, start.get("occasion", ""), (*path, "occasion"))
    yield from _facts(framework, start.get("known", {}), (*path, "known"))
    for term in start.get("terms", {}):
        if term not in framework.terms:
            yield unknown("term", term, tuple(framework.terms), (*path, "terms", term))
    people = start.get("participants", {})
    if start.get("presenter", "") not in ("", *people):
        yield unknown("participant", start["presenter"], tuple(people), (*path, "presenter"))
    for number, sitting in enumerate(start.get("past", ())):
        yield from _names(framework, _prompt, sitting, (*path, "past", str(number)))
