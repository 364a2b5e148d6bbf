"""Whether a framework can be walked at all: what no reader of texts gets wrong, and damaged data may."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.conditions import tests
from handrail.graph import Stage, Transition

from .faults import Fault
from .framework import Framework
from .values import VOICES

# Far more than anybody writes, and few enough to be worked through in a moment.
MOST_STAGES, MOST_PROMPTS, MOST_WAYS, MOST_TESTS, DEEPEST = 20_000, 100_000, 200_000, 1_000, 20


def unsound(framework: Framework) -> Iterator[Fault]:
    """Yield what keeps a framework from being walked: holders that do not hold, ways into nowhere."""
    stages = framework.every_stage
    if len(stages) > MOST_STAGES:
        yield Fault("too-large", ("every_stage",), f"a framework has at most {MOST_STAGES:,} stages")
        return
    if len(framework.every_prompt) > MOST_PROMPTS:
        yield Fault("too-large", ("every_stage",), f"a framework has at most {MOST_PROMPTS:,} prompts")
    conditions = [gate.holds for gate in framework.gates.values()]
    conditions += [one.raised_by for one in framework.safeguards.values() if one.raised_by is not None]
    conditions += [path.when for path in framework.selection.paths.values()] if framework.selection else []
    if sum(1 for one in conditions for _ in tests(one)) > MOST_TESTS:
        message = f"gates, safeguards and paths hang on at most {MOST_TESTS:,} facts together"
        yield Fault("too-large", ("gates",), message)
    deep = False
    for id, stage in stages.items():
        fault = _held(framework, id, stage)
        if fault:
            deep = True
            yield fault
    if not deep:
        yield from _ways(framework)
    yield from _ids(framework)
    if not framework.title:
        yield Fault("no-title", ("title",), "a framework has a title")
    if not framework.voices or any(voice not in VOICES for voice in framework.voices):
        yield Fault("unknown-voice", ("voices",), f"the voices are {', '.join(VOICES)}")
    for id, fact in framework.facts.items():
        if fact.scale and (len(fact.scale) != 2 or not fact.scale[0] < fact.scale[1]):
            yield Fault("wrong-shape", ("facts", id, "scale"), "a scale has a lowest and a highest number")


def _held(framework: Framework, id: str, stage: Stage) -> Fault | None:
    """Return what is wrong with where a stage stands, and with what it holds."""
    stages, path = framework.every_stage, ("every_stage", id)
    if stage.id != id:
        return Fault("wrong-id", path, "a stage stands under its own id")
    if not stage.title:
        return Fault("no-title", path, "a stage has a title")
    if len({*stage.stages}) != len(stage.stages):
        return Fault("wrong-holder", path, "a stage holds each of its stages once")
    for inner in stage.stages:
        if inner not in stages or stages[inner].parent != id:
            return Fault("wrong-holder", path, "what a stage holds is there, and says that it is held by it")
    holder, depth = id, 0
    while parent := stages[holder].parent:
        depth += 1
        if parent not in stages or holder not in stages[parent].stages or depth > DEEPEST:
            return Fault("wrong-holder", path, "a stage stands in a stage that holds it, and not too deep")
        if ("/" in parent) != ("/" in holder):
            return Fault("wrong-holder", path, "a stage stands among those of its own framework")
        holder = parent
    return None


def _ways(framework: Framework) -> Iterator[Fault]:
    stages = framework.every_stage
    count = 0
    for id, stage in stages.items():
        count += len(stage.transitions) * (len(_within(framework, id)) if stage.transitions else 0)
        for way in stage.transitions:
            if not _leads(framework, way, id):
                path = ("every_stage", id, "transitions")
                yield Fault("unknown-stage", path, "a way leads to a stage that is here")
    if count + len(framework.from_anywhere) > MOST_WAYS:
        yield Fault("too-large", ("every_stage",), f"a framework has at most {MOST_WAYS:,} ways")
    for way in framework.from_anywhere:
        if way.target and (way.target not in stages or "/" in way.target):
            yield Fault("unknown-stage", ("from_anywhere",), "a way leads to a stage that is here")
    if framework.start and (framework.start not in stages or "/" in framework.start):
        yield Fault("unknown-stage", ("start",), "one begins at a stage that is here")


def _leads(framework: Framework, way: Transition, source: str) -> bool:
    if not way.target:
        return True
    return way.target in framework.every_stage and ("/" in way.target) == ("/" in source)


def _within(framework: Framework, id: str) -> list[str]:
    found = [id]
    for one in found:
        found.extend(framework.every_stage[one].stages)
    return found


def _ids(framework: Framework) -> Iterator[Fault]:
    for key in ("prompt_sets", "editions", "facts", "gates", "safeguards", "detours", "outcomes"):
        for id, thing in getattr(framework, key).items():
            if thing.id != id:
                yield Fault("wrong-id", (key, id), "a thing stands under its own id")
