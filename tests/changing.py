"""Changed frameworks: every kind of change that an author makes to one, several at once, and what hung on it mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs
from hypothesis import assume
from hypothesis import strategies as st
from tests.strategies import VALUES, conditions, pick

from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, VisitTest, tests
from handrail.framework import Framework
from handrail.framework.faults import faults
from handrail.framework.soundness import unsound
from handrail.framework.values import Edition, Gate, OutcomeType, Safeguard
from handrail.graph import Stage, Transition
from handrail.prompts import Prompt, PromptSet

Draw = st.DrawFn
Change = Callable[[Draw, Framework], Framework]


def leaves(framework: Framework) -> list[str]:
    """Return the stages and strands that hold prompts."""
    return [id for id, stage in framework.every_stage.items() if not stage.stages and "/" not in id]


def with_stages(framework: Framework, *stages: Stage) -> Framework:
    """Return a framework with some stages instead of those under their ids, or beside the others."""
    return attrs.evolve(framework, every_stage={**framework.every_stage, **{one.id: one for one in stages}})


def with_prompts(stage: Stage, prompts: Iterable[Prompt]) -> Stage:
    """Return a stage with other prompts."""
    held = tuple(attrs.evolve(prompt, stage=stage.id) for prompt in prompts)
    return attrs.evolve(stage, prompts=PromptSet(held))


def each_prompt(framework: Framework, change: Callable[[Prompt], Prompt]) -> Framework:
    """Return a framework in which every prompt is changed."""

    def of(group: PromptSet) -> PromptSet:
        return attrs.evolve(group, prompts=tuple(map(change, group.prompts)))

    return attrs.evolve(
        framework,
        every_stage={
            id: attrs.evolve(one, prompts=of(one.prompts)) for id, one in framework.every_stage.items()
        },
        prompt_sets={id: of(one) for id, one in framework.prompt_sets.items()},
        gates={id: attrs.evolve(one, prompts=of(one.prompts)) for id, one in framework.gates.items()},
    )


def picked(draw: Draw, ids: Iterable[str]) -> str:
    """Draw one of some ids, or nothing where there are none."""
    found = tuple(ids)
    return draw(pick(*found)) if found else ""


# The changes, each for itself.


def drop_stage(draw: Draw, framework: Framework) -> Framework:
    """Take a stage or a strand away with all that it holds."""
    gone = draw(pick(*framework.every_stage))
    kept = {id: one for id, one in framework.every_stage.items() if gone not in (id, one.parent)}
    return attrs.evolve(framework, every_stage=kept)


def rename_stage(draw: Draw, framework: Framework) -> Framework:
    """Give a stage another id, and say what it was called."""
    old = draw(pick(*framework.every_stage))
    new = f"{old}-new"
    assume(new not in framework.every_stage)

    def named(id: str) -> str:
        return new if id == old else id

    def way(one: Transition) -> Transition:
        return attrs.evolve(
            one, source=named(one.source), target=named(one.target), only_if=said(one.only_if)
        )

    def said(one: Condition | None) -> Any:
        return reworked(one, lambda test: attrs.evolve(test, stage=named(test.stage)), VisitTest)

    stages = {}
    for id, one in framework.every_stage.items():
        stages[named(id)] = attrs.evolve(
            one,
            id=named(id),
            parent=named(one.parent),
            stages=tuple(map(named, one.stages)),
            transitions=tuple(map(way, one.transitions)),
            prompts=with_prompts(attrs.evolve(one, id=named(id)), one.prompts.prompts).prompts,
            only_if=said(one.only_if),
            formerly=(*one.formerly, old) if id == old else one.formerly,
        )
    gates = {
        id: attrs.evolve(one, before=tuple(map(named, one.before)), holds=said(one.holds))
        for id, one in framework.gates.items()
    }
    guards = {id: attrs.evolve(one, back_to=named(one.back_to)) for id, one in framework.safeguards.items()}
    detours = {id: attrs.evolve(one, to=named(one.to)) for id, one in framework.detours.items()}
    ways = tuple(map(way, framework.from_anywhere))
    start = named(framework.start)
    renamed = attrs.evolve(framework, every_stage=stages, gates=gates, safeguards=guards, detours=detours)
    return attrs.evolve(renamed, from_anywhere=ways, start=start)


def add_stage(draw: Draw, framework: Framework) -> Framework:
    """Add a stage or a strand, before all others or after them."""
    many = len(framework.every_stage)
    id = f"added-{many}"
    assume(id not in framework.every_stage)
    prompt = Prompt(f"{id}-p", dict.fromkeys(framework.voices, "And this?"), stage=id)
    stage = Stage(id, "Added", strand=draw(pick(True, False)), prompts=PromptSet((prompt,)))
    stages = (
        {id: stage, **framework.every_stage}
        if draw(pick(True, False))
        else {**framework.every_stage, id: stage}
    )
    return attrs.evolve(framework, every_stage=stages)


def divide_stage(draw: Draw, framework: Framework) -> Framework:
    """Make a stage one that holds two, the first of them with its prompts."""
    id = picked(draw, (id for id in leaves(framework) if not framework.every_stage[id].strand))
    assume(id and f"{id}-a" not in framework.every_stage)
    whole = framework.every_stage[id]
    first = with_prompts(Stage(f"{id}-a", "First", parent=id), whole.prompts)
    second = Stage(f"{id}-b", "Second", parent=id)
    holder = attrs.evolve(whole, prompts=PromptSet(), stages=(first.id, second.id))
    return with_stages(framework, holder, first, second)


def join_stages(draw: Draw, framework: Framework) -> Framework:
    """Make one stage of two, under a new id that says both."""
    one, other = picked(draw, leaves(framework)), picked(draw, leaves(framework))
    assume(one != other and f"{one}-{other}" not in framework.every_stage)
    first, second = framework.every_stage[one], framework.every_stage[other]
    joined = attrs.evolve(
        first, id=f"{one}-{other}", formerly=(*first.formerly, *second.formerly, one, other)
    )
    ways = tuple(attrs.evolve(way, source=joined.id) for way in first.transitions)
    joined = with_prompts(
        attrs.evolve(joined, transitions=ways), (*first.prompts.prompts, *second.prompts.prompts)
    )
    stages: dict[str, Stage] = {}
    for id, stage in framework.every_stage.items():
        if id == one:
            stages[joined.id] = joined
        elif id != other:
            within = tuple(joined.id if held == one else held for held in stage.stages if held != other)
            stages[id] = attrs.evolve(stage, stages=within)
    return attrs.evolve(framework, every_stage=stages)


def strand_or_stage(draw: Draw, framework: Framework) -> Framework:
    """Make a strand of a stage, or a stage of a strand."""
    id = picked(draw, (id for id in leaves(framework) if not framework.every_stage[id].parent))
    assume(id)
    stage = framework.every_stage[id]
    return with_stages(framework, attrs.evolve(stage, strand=not stage.strand))


def drop_prompt(draw: Draw, framework: Framework) -> Framework:
    """Take a prompt away."""
    id = picked(draw, (prompt.id for prompt in framework.every_prompt))
    assume(id)
    return without_prompts(framework, lambda prompt: prompt.id == id)


def without_prompts(framework: Framework, gone: Callable[[Prompt], bool]) -> Framework:
    """Return a framework without some prompts."""

    def of(group: PromptSet) -> PromptSet:
        return attrs.evolve(group, prompts=tuple(one for one in group.prompts if not gone(one)))

    stages = {id: attrs.evolve(one, prompts=of(one.prompts)) for id, one in framework.every_stage.items()}
    gates = {id: attrs.evolve(one, prompts=of(one.prompts)) for id, one in framework.gates.items()}
    sets = {id: of(one) for id, one in framework.prompt_sets.items()}
    return attrs.evolve(framework, every_stage=stages, gates=gates, prompt_sets=sets)


def rename_prompt(draw: Draw, framework: Framework) -> Framework:
    """Give a prompt another id, and say what it was called."""
    old = picked(draw, (prompt.id for prompt in framework.every_prompt))
    assume(old and f"{old}-new" not in framework.every_prompt)

    def change(prompt: Prompt) -> Prompt:
        needs = tuple(f"{old}-new" if need == old else need for need in prompt.needs)
        if prompt.id != old:
            return attrs.evolve(prompt, needs=needs)
        return attrs.evolve(prompt, id=f"{old}-new", formerly=(*prompt.formerly, old), needs=needs)

    return each_prompt(framework, change)


def join_prompts(draw: Draw, framework: Framework) -> Framework:
    """Make one prompt of two of a stage, under a new id that says both."""
    id = picked(draw, (id for id, one in framework.every_stage.items() if len(one.prompts) > 1))
    assume(id)
    first, second, *others = framework.every_stage[id].prompts.prompts
    former = (*first.formerly, *second.formerly, first.id, second.id)
    new = f"{first.id}-joined"
    assume(new not in framework.every_prompt)
    worded = {**second.wordings, **first.wordings}
    joined = attrs.evolve(first, id=new, formerly=former, wordings=worded, needs=())
    return with_stages(framework, with_prompts(framework.every_stage[id], (joined, *others)))


def move_prompt(draw: Draw, framework: Framework) -> Framework:
    """Put a prompt of a stage into another one, or into a set beside all."""
    stages = framework.every_stage
    source = picked(draw, (id for id, one in stages.items() if len(one.prompts)))
    assume(source)
    prompt, *rest = stages[source].prompts.prompts
    left = with_stages(framework, with_prompts(stages[source], rest))
    if draw(pick(True, False, False)):
        beside = attrs.evolve(prompt, stage="")
        held = framework.prompt_sets.get("more", PromptSet((), "more"))
        sets = {**framework.prompt_sets, "more": attrs.evolve(held, prompts=(*held.prompts, beside))}
        return attrs.evolve(left, prompt_sets=sets)
    target = picked(draw, (id for id in leaves(framework) if id != source))
    assume(target)
    return with_stages(left, with_prompts(stages[target], (*stages[target].prompts.prompts, prompt)))


def add_prompt(draw: Draw, framework: Framework) -> Framework:
    """Add a prompt to a stage."""
    id = picked(draw, leaves(framework))
    assume(id)
    stage = framework.every_stage[id]
    prompt = Prompt(f"{id}-more-{len(stage.prompts)}", dict.fromkeys(framework.voices, "And more?"))
    assume(prompt.id not in framework.every_prompt)
    return with_stages(framework, with_prompts(stage, (*stage.prompts.prompts, prompt)))


def rework_prompt(draw: Draw, framework: Framework) -> Framework:
    """Give a prompt another kind, another voice, another question, another fact or another condition."""
    id = picked(draw, (prompt.id for prompt in framework.every_prompt))
    assume(id)
    how = draw(pick(("kind", "challenge"), ("asks", ""), ("asks", "rupture"), ("voice", ""), ("text", "")))

    def change(prompt: Prompt) -> Prompt:
        name, value = how
        if prompt.id != id:
            return prompt
        if name == "voice":
            return attrs.evolve(prompt, wordings=dict([*prompt.wordings.items()][:1]))
        if name == "text":
            return attrs.evolve(
                prompt, wordings={one: f"{text} Anew?" for one, text in prompt.wordings.items()}
            )
        return attrs.evolve(prompt, **{name: value})

    return each_prompt(framework, change)


def drop_fact(draw: Draw, framework: Framework) -> Framework:
    """Take a fact away, with what hangs on it."""
    gone = picked(draw, framework.facts)
    assume(gone)
    return attrs.evolve(framework, facts={id: one for id, one in framework.facts.items() if id != gone})


def rework_fact(draw: Draw, framework: Framework) -> Framework:
    """Give a fact other values."""
    id = picked(draw, (id for id in framework.facts if id in VALUES))
    assume(id)
    others = {
        "mood": draw(pick((("one_of", ("fair", "good")),), (("one_of", ()), ("scale", (0, 3))))),
        "supports": (("some_of", ("family", "neighbours")),),
        "check-in": (("scale", (0, draw(pick(3, 20)))),),
    }
    fact = attrs.evolve(framework.facts[id], **dict(others[id]))
    return attrs.evolve(framework, facts={**framework.facts, id: fact})


def rework_gates(draw: Draw, framework: Framework) -> Framework:
    """Add a gate, take all away, or make soft what was hard."""
    how = draw(pick("add", "drop", "turn"))
    if how == "drop":
        return attrs.evolve(framework, gates={})
    if how == "turn":
        turned = {"hard": "soft", "soft": "hard"}
        gates = {id: attrs.evolve(one, kind=turned[one.kind]) for id, one in framework.gates.items()}
        return attrs.evolve(framework, gates=gates)
    before = draw(pick("anywhere", *leaves(framework)))
    gate = Gate("fresh", draw(pick("hard", "soft")), draw(conditions()), before=(before,))
    return attrs.evolve(framework, gates={**framework.gates, "fresh": gate})


def rework_safeguards(draw: Draw, framework: Framework) -> Framework:
    """Let a safeguard be raised by something else, or give it another name."""
    raised_by = draw(st.none() | conditions())
    id = draw(pick("danger", "peril"))
    words = dict.fromkeys(framework.voices, "We stop.")
    return attrs.evolve(framework, safeguards={id: Safeguard(id, "Danger", words, raised_by)})


def drop_detours(_draw: Draw, framework: Framework) -> Framework:
    """Take all detours away."""
    return attrs.evolve(framework, detours={})


def rework_order(draw: Draw, framework: Framework) -> Framework:
    """Turn the stages round, or let another order hold, or begin elsewhere."""
    how = draw(pick("round", "order", "start"))
    if how == "order":
        return attrs.evolve(framework, order=draw(pick("free", "suggested", "strict")))
    if how == "start":
        return attrs.evolve(framework, start=draw(pick("", *leaves(framework))))
    return attrs.evolve(framework, every_stage=dict([*framework.every_stage.items()][::-1]))


def rework_ways(draw: Draw, framework: Framework) -> Framework:
    """Take away what leads from one stage to the others."""
    id = draw(pick(*framework.every_stage))
    return with_stages(framework, attrs.evolve(framework.every_stage[id], transitions=()))


def rework_tags(draw: Draw, framework: Framework) -> Framework:
    """Give all prompts other tags, or choose for a sitting no more."""
    if draw(pick(True, False)):
        return attrs.evolve(framework, selection=None)
    return each_prompt(framework, lambda prompt: attrs.evolve(prompt, ways=("ethics",), minutes=None))


def rework_voices(draw: Draw, framework: Framework) -> Framework:
    """Speak in one voice only."""
    return attrs.evolve(framework, voices=(draw(pick(*framework.voices)),))


def rework_outcomes(draw: Draw, framework: Framework) -> Framework:
    """Declare other types of outcome, and another edition."""
    id = draw(pick("one", "two"))
    editions = {id: Edition(id, labels=dict.fromkeys(framework.stages, "Named anew"))}
    return attrs.evolve(framework, outcomes={id: OutcomeType(id, "Another")}, editions=editions)


def rename_framework(_draw: Draw, framework: Framework) -> Framework:
    """Give the framework another id, and say what it was called."""
    new = f"{framework.id}-anew"
    return attrs.evolve(framework, id=new, formerly=(*framework.formerly, framework.id))


def reword(_draw: Draw, framework: Framework) -> Framework:
    """Say the same in other words."""
    return attrs.evolve(framework, title="Drawn anew", terms={"person": "them"})


CHANGES: tuple[Change, ...] = (
    *(drop_stage, rename_stage, add_stage, divide_stage, join_stages, strand_or_stage, drop_prompt),
    *(
        rename_prompt,
        join_prompts,
        move_prompt,
        add_prompt,
        rework_prompt,
        drop_fact,
        rework_fact,
        rework_gates,
    ),
    *(
        rework_safeguards,
        drop_detours,
        rework_order,
        rework_ways,
        rework_tags,
        rework_voices,
        rework_outcomes,
    ),
    *(rename_framework, reword),
)


@st.composite
def changes(draw: Draw, framework: Framework, most: int = 4) -> Framework:
    """Draw a framework that an author made of another one; it holds together."""
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=most)):
        framework = mended(change(draw, framework))
        assume(framework.stage_graph.leaves)
    framework = attrs.evolve(framework, version=f"{framework.version}.1")
    assume(not [*unsound(framework)])
    assume(not [*faults(framework)])
    return framework


# Mending what hangs on something that is gone.


def reworked(condition: Condition | None, change: Callable[[Any], Any], kind: type) -> Any:
    """Return a condition with its tests of a kind changed."""
    if condition is None:
        return None
    if isinstance(condition, (AllOf, AnyOf)):
        return attrs.evolve(condition, of=tuple(reworked(part, change, kind) for part in condition.of))
    if isinstance(condition, Not):
        return Not(reworked(condition.of, change, kind))
    return change(condition) if isinstance(condition, kind) else condition


def mended(framework: Framework) -> Framework:
    """Return a framework without what names a stage, a prompt, a fact or a voice that is gone."""
    framework = _mended_stages(framework)
    known = {prompt.id for prompt in framework.every_prompt}

    def prompt(one: Prompt) -> Prompt:
        return attrs.evolve(
            one,
            needs=tuple(need for need in one.needs if need in known),
            asks=one.asks if one.asks in framework.facts else "",
            only_if=good(framework, one.only_if),
        )

    rule = framework.selection
    if rule is not None:
        sitting = {
            one.id for stage in framework.stages.values() for one in stage.prompts if one.sitting != "later"
        }
        first = tuple(id for id in rule.first if id in sitting)
        last = tuple(id for id in rule.last if id in sitting)
        rule = attrs.evolve(rule, first=first, last=last)
    worded = {voice for one in framework.every_prompt for voice in one.wordings}
    voices = tuple(voice for voice in framework.voices if voice in worded)
    assume(voices)
    return each_prompt(attrs.evolve(framework, selection=rule, voices=voices), prompt)


def _mended_stages(framework: Framework) -> Framework:
    to = {one.to for one in framework.detours.values()}
    stages = dict(framework.every_stage)
    for _ in range(3):
        stages = {
            id: attrs.evolve(one, parent=one.parent if one.parent in stages else "")
            for id, one in stages.items()
            if "/" not in id or id in to or one.parent in stages
        }
    for id, one in stages.items():
        held = tuple(inner for inner in one.stages if inner in stages and stages[inner].parent == id)
        stages[id] = attrs.evolve(
            one,
            stages=held,
            only_if=good(framework, one.only_if, stages),
            transitions=tuple(_mended_ways(framework, one.transitions, stages)),
        )
    for one in [*stages.values()]:
        if one.parent and one.id not in stages[one.parent].stages:
            stages[one.id] = attrs.evolve(one, parent="")
    gates = {
        id: attrs.evolve(one, before=tuple(id for id in one.before if id in stages or id == "anywhere"))
        for id, one in framework.gates.items()
        if good(framework, one.holds, stages) is not None
    }
    guards = {
        id: attrs.evolve(
            one,
            back_to=one.back_to if one.back_to in stages and not stages[one.back_to].strand else "",
            raised_by=good(framework, one.raised_by, stages),
            wordings=dict.fromkeys(framework.voices, "We stop here."),
        )
        for id, one in framework.safeguards.items()
    }
    detours = {
        id: attrs.evolve(one, offered_when=good(framework, one.offered_when, stages))
        for id, one in framework.detours.items()
        if one.to in stages
    }
    start = framework.start if framework.start in stages and not stages[framework.start].strand else ""
    anywhere = tuple(_mended_ways(framework, framework.from_anywhere, stages))
    made = attrs.evolve(framework, every_stage=stages, gates=gates, safeguards=guards, detours=detours)
    return attrs.evolve(made, start=start, from_anywhere=anywhere)


def _mended_ways(framework: Framework, ways: Iterable[Transition], stages: Any) -> Iterable[Transition]:
    for way in ways:
        if not way.target or way.target in stages:
            yield attrs.evolve(way, only_if=good(framework, way.only_if, stages))


def good(framework: Framework, condition: Condition | None, stages: Any = None) -> Any:
    """Return a condition whose facts, values and stages are there, or None for any other."""
    stages = framework.every_stage if stages is None else stages
    for test in tests(condition) if condition is not None else ():
        if isinstance(test, VisitTest):
            if test.stage not in stages:
                return None
        elif not _fits(framework, test):
            return None
    return condition


def _fits(framework: Framework, test: FactTest) -> bool:
    fact = framework.facts.get(test.fact)
    if fact is None:
        return False
    if fact.scale:
        return isinstance(test.value, (int, float)) and fact.scale[0] <= test.value <= fact.scale[-1]
    return isinstance(test.value, str) and test.value in fact.values
