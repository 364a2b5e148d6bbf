"""Whether a framework can be walked at all: what no reader of texts gets wrong, and damaged data may."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.conditions import tests
from handrail.graph import Stage, Transition

from .faults import Fault, Path, groups, stage_path
from .framework import Framework
from .values import VOICES

# Far more than anybody writes, and few enough to be worked through in a moment.
MOST_STAGES, MOST_PROMPTS, MOST_WAYS, MOST_TESTS, DEEPEST = 20_000, 100_000, 200_000, 1_000, 20
# What an event in a record may hold: a name, and a text.
LONGEST_NAME, LONGEST_TEXT = 1_000, 1_000_000


def oversized(framework: Framework) -> Iterator[Fault]:
    """Yield what makes a framework larger than a record of it is read back: no text may be so either."""
    stages = framework.every_stage
    prompts = len(framework.every_prompt)
    for count, most, path, things in (
        (len(stages), MOST_STAGES, ("stages",), "stages"),
        (prompts, MOST_PROMPTS, ("stages", framework.id, "prompts"), "prompts"),
        (
            _tests(framework),
            MOST_TESTS,
            ("gates",),
            "tests in the conditions of gates, safeguards, facts and paths",
        ),
    ):
        if count > most:
            yield _too_large(path, most, things, count)
    if len(stages) > MOST_STAGES:
        return
    yield from _too_long(framework)
    for id, stage in stages.items():
        if stage.parent and _depth(framework, stage) > DEEPEST:
            said = f"stages stand in stages at most {DEEPEST} deep; make it flatter"
            yield Fault("too-deep", stage_path(framework, id), said)
            return
    ways = sum(
        len(stage.transitions) * (len(_within(framework, id)) if stage.stages else 1)
        for id, stage in stages.items()
        if stage.transitions
    )
    ways += len(framework.from_anywhere)
    if ways > MOST_WAYS:
        yield _too_large(("stages",), MOST_WAYS, "ways", ways)


def _too_large(path: Path, most: int, things: str, count: int) -> Fault:
    said = f"a framework has at most {most:,} {things}, and this one has {count:,}; make several of it"
    return Fault("too-large", path, said)


def _too_long(framework: Framework) -> Iterator[Fault]:
    """Yield the names and wordings that are longer than an event may be."""
    for key in ("id", "version", "language"):
        if len(getattr(framework, key)) > LONGEST_NAME:
            yield _long_name(("framework" if key == "id" else key,))
    for key in ("editions", "facts", "safeguards", "detours", "outcomes"):
        for id in getattr(framework, key):
            if len(id) > LONGEST_NAME:
                yield _long_name((key, id))
    rule = framework.selection
    for key in ("occasions", "familiarity") if rule is not None else ():
        for id in getattr(rule, key):
            if len(id) > LONGEST_NAME:
                yield _long_name(("selection", key, id))
    for id in framework.every_stage:
        if len(id) > LONGEST_NAME:
            yield _long_name(stage_path(framework, id))
    for id, fact in framework.facts.items():
        if any(len(value) > LONGEST_NAME for value in fact.values):
            yield _long_name(("facts", id))
    for path, group in groups(framework):
        for prompt in group:
            if len(prompt.id) > LONGEST_NAME:
                yield _long_name((*path, "prompts", prompt.id))
            if any(len(text) > LONGEST_TEXT for text in prompt.wordings.values()):
                said = f"a wording has at most {LONGEST_TEXT:,} characters; make it shorter"
                yield Fault("too-long", (*path, "prompts", prompt.id), said)


def _long_name(path: Path) -> Fault:
    return Fault("too-long", path, f"a name has at most {LONGEST_NAME:,} characters; make it shorter")


def _tests(framework: Framework) -> int:
    """Return how many tests are made whenever a fact changes."""
    conditions = [
        *(gate.holds for gate in framework.gates.values()),
        *(one.raised_by for one in framework.safeguards.values()),
        *(fact.until for fact in framework.facts.values()),
        *(path.when for path in (framework.selection.paths.values() if framework.selection else ())),
    ]
    return sum(1 for one in conditions if one is not None for _ in tests(one))


def _depth(framework: Framework, stage: Stage) -> int:
    """Return how many stages a stage stands in, counted no further than somebody would look."""
    depth = 0
    while stage.parent in framework.every_stage and depth <= DEEPEST:
        stage = framework.every_stage[stage.parent]
        depth += 1
    return depth


def unsound(framework: Framework) -> Iterator[Fault]:
    """Yield what keeps a framework from being walked: holders that do not hold, ways into nowhere."""
    if len(framework.every_stage) > MOST_STAGES:  # too many even to look at each of them
        yield from oversized(framework)
        return
    held = True
    for id, stage in framework.every_stage.items():
        if fault := _held(framework, id, stage):
            held = False
            yield fault
    if held:
        yield from oversized(framework)
        yield from _ways(framework)
    yield from _ids(framework)
    if not framework.title:
        yield Fault("no-title", ("title",), "a framework has a title")
    if not framework.voices or any(voice not in VOICES for voice in framework.voices):
        yield Fault("unknown-voice", ("voices",), f"the voices are {', '.join(VOICES)}")
    for id, fact in framework.facts.items():
        if fact.scale and len(fact.scale) != 2:
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
    for id, stage in stages.items():
        for way in stage.transitions:
            if not _leads(framework, way, id):
                path = ("every_stage", id, "transitions")
                yield Fault("unknown-stage", path, "a way leads to a stage that is here")
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
    for key in ("prompt_sets", "editions", "facts", "gates", "safeguards", "detours", "kinds", "outcomes"):
        for id, thing in getattr(framework, key).items():
            if thing.id != id:
                yield Fault("wrong-id", (key, id), "a thing stands under its own id")
