"""Small frameworks made by hand, for tests that want to see every part of one."""

from __future__ import annotations

import attrs

from handrail.conditions import AllOf, AnyOf, FactTest, Not
from handrail.framework import Framework
from handrail.framework.values import HUMAN_HELP, Detour, Fact, Gate, Safeguard, Skill, WayOfKnowing
from handrail.graph import Stage, Transition
from handrail.prompts import Minutes, Prompt, PromptSet
from handrail.selection import Budget, SelectionRule

SETTLED = {"consent": "yes", "limits-told": "yes"}


def prompt(id: str, *, ways: tuple[str, ...] = (), kind: str = "question", **more: object) -> Prompt:
    """Return a prompt that a helper and somebody alone may use."""
    wordings = {"helper": f"What would you say of {id}?", "self": f"What would I say of {id}?"}
    made = Prompt(id, wordings, ways=ways, kind=kind)
    return attrs.evolve(made, **more)  # type: ignore[arg-type]  # whatever a test wants to differ


def stage(id: str, *prompts: Prompt, ways: tuple[Transition, ...] = (), **more: object) -> Stage:
    """Return a stage with prompts and ways out of it."""
    held = PromptSet(tuple(attrs.evolve(one, stage=id) for one in prompts))
    made = Stage(id, id.capitalize(), prompts=held, transitions=ways)
    return attrs.evolve(made, **more)  # type: ignore[arg-type]  # whatever a test wants to differ


def way(kind: str, source: str, target: str, sign: str = "") -> Transition:
    """Return a transition with a reason."""
    return Transition(
        source, target, kind, because=f"{kind} from {source} to {target or 'the way out'}", sign=sign
    )


def _stages() -> tuple[Stage, ...]:
    return (
        Stage("1", "Current picture", stages=("1a", "1b", "1c")),
        stage(
            "1a",
            prompt("story", ways=("aesthetics",)),
            prompt("untidied", needs=("story",)),
            ways=(way("next", "1a", "1b"), way("exit", "1a", ""), way("skip", "1a", "2b", "a goal is clear")),
            parent="1",
            aim="The client tells it in their own way.",
            guidance="Listen first.",
            ready_when=("the client says that they feel understood",),
            pitfalls=("early advice",),
            skills=("listening",),
        ),
        stage("1b", prompt("other-side", kind="challenge"), ways=(way("next", "1b", "1c"),), parent="1"),
        stage("1c", prompt("what-counts", ways=("ethics",)), ways=(way("next", "1c", "2a"),), parent="1"),
        Stage("2", "Preferred picture", stages=("2a", "2b")),
        stage("2a", prompt("possible"), ways=(way("next", "2a", "2b"),), parent="2"),
        stage("2b", prompt("goal"), prompt("goal-doubt", kind="challenge"), parent="2"),
        stage(
            "action",
            prompt("small-step", yields=("action",)),
            ways=(way("back", "action", "1a"),),
            strand=True,
        ),
        Stage("alliance/repair", "Repair", stages=("alliance/notice", "alliance/recheck")),
        stage(
            "alliance/notice",
            prompt("alliance/what-happened"),
            ways=(way("next", "alliance/notice", "alliance/recheck"),),
            parent="alliance/repair",
        ),
        stage("alliance/recheck", prompt("alliance/better"), parent="alliance/repair"),
    )


def small_egan() -> Framework:
    """Return something like Egan: free order, a hard and a soft gate, a safeguard, a detour, a strand."""
    consent = prompt("agree", asks="consent", choices={"yes": "I agree", "no": "I do not"})
    limits = prompt("limits", kind="statement", asks="limits-told")
    return Framework(
        "small-egan",
        "Small Egan",
        "helping",
        version="1.0.0",
        voices=("helper", "self"),
        order="free",
        every_stage={one.id: one for one in _stages()},
        facts={
            "consent": Fact("consent", "The person agrees"),
            "limits-told": Fact("limits-told", "The limits of confidentiality were told"),
            "goal-disagreed": Fact("goal-disagreed", "The two want different things"),
            "rupture": Fact("rupture", "Something came between the two"),
            "check-in": Fact("check-in", "How this is going", scale=(0, 10)),
            "emergency": Fact("emergency", "Somebody is in danger"),
            "mood": Fact("mood", one_of=("low", "fair", "good")),
            "supports": Fact("supports", some_of=("family", "friends", "work")),
        },
        gates={
            "ethics": Gate(
                "ethics",
                "hard",
                AllOf((FactTest("consent", "is", "yes"), FactTest("limits-told", "is", "yes"))),
                title="Ethical preconditions",
                before=("anywhere",),
                voices=("helper",),
                prompts=PromptSet((limits, consent)),
            ),
            "readiness": Gate(
                "readiness",
                "soft",
                Not(FactTest("goal-disagreed", "is", "yes")),
                title="Readiness",
                before=("1b",),
                before_kinds=("challenge",),
                otherwise="stay with listening, and agree anew on what this is for",
            ),
        },
        safeguards={
            "danger": Safeguard(
                "danger",
                "Somebody is in danger",
                {"helper": "This matters more. I stop here.", "self": "This matters more. I stop here."},
                raised_by=FactTest("emergency", "is", "yes"),
                back_to="1c",
            )
        },
        detours={
            "repair": Detour(
                "repair",
                "alliance/repair",
                title="Repairing a rupture",
                offered_when=AnyOf((FactTest("rupture", "is", "yes"), FactTest("check-in", "at_most", 4))),
            )
        },
        skills={"listening": Skill("listening", "Active listening", "being there", caution="no parroting")},
        ways_of_knowing={
            id: WayOfKnowing(id, id.capitalize()) for id in ("aesthetics", "ethics", "personal")
        },
        terms={"person": "the client"},
    )


def small_johns() -> Framework:
    """Return something like Johns: a suggested order, minutes, a rule, something to close with."""
    minutes = Minutes(2, 4)
    described = prompt("describe", minutes=Minutes(3, 15), ways=("aesthetics",), core=True)
    closing = prompt("feel-now", minutes=Minutes(1, 2), ways=("personal",), core=True)
    stages = (
        stage("looking-in", prompt("settle", sitting="preface"), described),
        stage(
            "looking-out",
            prompt("effect", minutes=minutes, ways=("aesthetics",), yields=("learning",)),
            prompt("best", minutes=minutes, ways=("ethics",)),
            prompt("past", minutes=minutes),
        ),
        stage(
            "closing",
            prompt("insight", minutes=minutes, yields=("insight",)),
            closing,
            prompt("draw", sitting="later"),
        ),
    )
    return Framework(
        "small-johns",
        "Small Johns",
        "reflection",
        voices=("self", "helper"),
        every_stage={one.id: one for one in stages},
        ways_of_knowing={
            id: WayOfKnowing(id, id.capitalize()) for id in ("aesthetics", "ethics", "personal")
        },
        selection=SelectionRule(
            budget=Budget(10, 20),
            below_floor=("driscoll",),
            first=("describe",),
            always=("insight",),
            last=("feel-now",),
            cover={"aesthetics": "effect", "ethics": "best", "personal": "feel-now"},
            fill=("past",),
        ),
    )


def in_order(*, order: str = "strict") -> Framework:
    """Return three stages in a row."""
    stages = [stage(id, prompt(f"in-{id}")) for id in ("first", "second", "third")]
    return Framework(
        "in-order",
        "In order",
        "reflection",
        voices=("self", "helper"),
        order=order,
        every_stage={one.id: one for one in stages},
    )


def small_circle() -> Framework:
    """Return something for several people: prompts in the I, in the we, and for a guide; no wording holds an id."""
    worded = {"self": "What do I say?", "group": "What do we say?"}
    for_all = {**worded, "guide": "What do I hear?"}
    noticed = Prompt("q-noticed", {"guide": "What do I notice?"})
    later = Prompt("q-agenda", {"guide": "What shall we look at?"}, sitting="later")
    return Framework(
        "small-circle",
        "Circle",
        "reflection",
        voices=("self", "group", "guide"),
        all_voices=("self", "group"),
        every_stage={
            "opening": stage(
                "opening",
                Prompt("q-told", worded, ways=("aesthetics",), yields=("learning", "pattern")),
                Prompt("q-heard", for_all, ways=("ethics",)),
            ),
            "closing": stage("closing", Prompt("q-kept", worded, ways=("personal",), yields=("action",))),
        },
        prompt_sets={"guiding": PromptSet((later, noticed), "guiding")},
        ways_of_knowing={
            id: WayOfKnowing(id, id.capitalize()) for id in ("aesthetics", "personal", "ethics")
        },
        safeguards={"human-help": HUMAN_HELP},
    )
