"""What all property tests draw from: frameworks that hold together, verbs, and sessions made of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, NamedTuple

import attrs
from hypothesis import strategies as st

from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, VisitTest
from handrail.framework import Framework
from handrail.framework.values import Detour, Fact, Gate, KindRule, Safeguard, WayOfKnowing
from handrail.graph import ORDERS, TRANSITION_KINDS, Stage, Transition
from handrail.practice import Session, SessionError, begin
from handrail.prompts import KINDS, Minutes, Prompt, PromptSet
from handrail.selection import Budget, Path, SelectionRule

VOICES = ("self", "helper")
WAYS = ("empirics", "aesthetics", "personal", "ethics")
FACTS = {
    "consent": Fact("consent"),
    "emergency": Fact("emergency"),
    "rupture": Fact("rupture"),
    "mood": Fact("mood", one_of=("low", "fair", "good")),
    "supports": Fact("supports", some_of=("family", "friends", "work")),
    "check-in": Fact("check-in", scale=(0, 10)),
}

# Where detours lead: to another's stages, to one of those, to others beside them, to a stage of one's own.
DETOURS = {
    "mend": "other/mend",
    "check": "other/check",
    "fit": "other/fit",
    "pause": "other/pause",
    "own": "s0",
}


# Making a strategy takes longer than drawing from it, so each is made once.
@cache
def pick(*among: Hashable) -> st.SearchStrategy[Any]:
    """Return a choice among some things."""
    return st.sampled_from(among)


@cache
def picks(most: int, *among: Hashable) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return some of some things, in any order."""
    return st.lists(pick(*among), max_size=most, unique=True).map(tuple)


@cache
def up_to(most: int) -> st.SearchStrategy[int]:
    """Return how many there are."""
    return st.integers(0, most)


RARELY = pick(False, False, False, True)
EITHER = pick(False, True)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "mood": pick("low", "fair", "good"),
    "supports": st.lists(pick("family", "friends", "work"), min_size=1, unique=True).map(tuple),
    "check-in": up_to(10),
}

# Texts as people and terminals give them: also half characters, tabs, quotes and other alphabets.
# What a person writes, in marks that stand nowhere else: a text that shows where none may is then found for certain.
texts = st.just("") | st.text(max_size=40).map(lambda text: f"«{text}»")


def values(fact: str) -> st.SearchStrategy[Any]:
    """Return values that a fact may have."""
    return VALUES.get(fact, pick("yes", "no"))


@st.composite
def fact_tests(draw: st.DrawFn) -> FactTest:
    """Draw a test of a fact that fits its values."""
    fact = draw(pick(*FACTS))
    if fact == "check-in":
        return FactTest(fact, draw(pick("at_least", "at_most")), draw(up_to(10)))
    if fact == "supports":
        return FactTest(fact, "includes", draw(pick("family", "friends", "work")))
    return FactTest(fact, draw(pick("is", "is_not")), draw(values(fact)))


@cache
def conditions(stages: tuple[str, ...] = ()) -> st.SearchStrategy[Condition]:
    """Return conditions of any depth over the facts, and over visits where stages are given."""
    leaves: st.SearchStrategy[Condition] = fact_tests()
    if stages:
        leaves |= st.builds(VisitTest, pick(*stages), pick(1, 2))

    def deeper(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(st.builds(Not, inner), st.builds(AllOf, several), st.builds(AnyOf, several))

    return st.recursive(leaves, deeper, max_leaves=4)


@st.composite
def prompts(draw: st.DrawFn, id: str, stage: str = "", before: tuple[str, ...] = ()) -> Prompt:
    """Draw a prompt in one voice or both; it may build on one of those before it."""
    # The first has both, so that no voice of a framework is silent.
    voices = VOICES if id == "s0-p0" else draw(pick(VOICES, VOICES, ("self",), ("helper",)))
    return Prompt(
        id,
        {voice: f"{voice} asks {id} of <person>" for voice in voices},
        stage=stage,
        ways=draw(picks(2, *WAYS)),
        minutes=draw(pick(None, Minutes(1, 3), Minutes(0.5, 10))),
        kind=draw(pick(*KINDS)),
        asks=draw(pick(*FACTS)) if draw(RARELY) else "",
        only_if=draw(conditions()) if draw(RARELY) else None,
        needs=(draw(pick(*before)),) if before and draw(RARELY) else (),
        sitting=draw(pick("main", "main", "main", "preface", "later")),
        yields=("learning",) if draw(RARELY) else (),
    )


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Draw a framework that holds together: stages in stages, ways, strands, gates, a safeguard, a detour, a rule."""
    leaves = tuple(f"s{number}" for number in range(1 + draw(up_to(4))))
    held = leaves[: draw(up_to(len(leaves)))]
    strands = ("beside",) if draw(EITHER) else ()
    places = (*leaves, *strands)
    stages = {"held": Stage("held", "Held", stages=held, order=draw(pick("", *ORDERS)))} if held else {}
    asked: tuple[str, ...] = ()
    for id in places:
        many = max(id == "s0", draw(up_to(3)))
        inside = tuple(draw(prompts(f"{id}-p{number}", id, asked)) for number in range(many))
        asked += tuple(prompt.id for prompt in inside)
        stages[id] = draw(_stage(id, inside, places, "held" if id in held else "", id in strands))
    gates = draw(_gates(places))
    detours = draw(_detours(tuple(gates)))
    stages |= draw(_other()) if detours else {}
    return Framework(
        "drawn",
        "Drawn",
        draw(pick("reflection", "helping")),
        version="1",
        voices=draw(pick(VOICES, VOICES[::-1])),
        order=draw(pick(*ORDERS)),
        start=draw(pick("", *leaves)),
        terms={"person": "somebody"},
        every_stage=stages,
        from_anywhere=tuple(draw(_ways("", places)) for _ in range(draw(up_to(1)))),
        facts=draw(_facts(places)),
        gates=gates,
        safeguards=draw(_safeguards(leaves)),
        detours=detours,
        kinds=draw(_kinds()),
        selection=draw(_rules(asked)) if draw(EITHER) else None,
        ways_of_knowing={id: WayOfKnowing(id, id.capitalize()) for id in WAYS},
    )


@st.composite
def _rules(draw: st.DrawFn, asked: tuple[str, ...]) -> SelectionRule:
    """Draw a rule, with a path or two that hold some prompts, or all of them."""
    paths = {
        id: Path(id, draw(conditions()), id, draw(picks(2, *asked)), {asked[0]: 1}, ("learning",), "A word.")
        for id in draw(picks(2, "short", "safe"))
    }
    return SelectionRule(Budget(5, 20), first=asked[:1], last=asked[-1:], paths=paths)


@st.composite
def _stage(
    draw: st.DrawFn,
    id: str,
    inside: tuple[Prompt, ...],
    targets: tuple[str, ...],
    parent: str,
    strand: bool = False,
) -> Stage:
    return Stage(
        id,
        id.upper(),
        parent=parent,
        strand=strand,
        only_if=draw(conditions(targets)) if draw(RARELY) else None,
        prompts=PromptSet(inside),
        transitions=tuple(draw(_ways(id, targets)) for _ in range(draw(up_to(3)))),
    )


@st.composite
def _facts(draw: st.DrawFn, places: tuple[str, ...]) -> dict[str, Fact]:
    return {
        id: attrs.evolve(fact, until=draw(conditions(places))) if draw(RARELY) else fact
        for id, fact in FACTS.items()
    }


@st.composite
def _kinds(draw: st.DrawFn) -> dict[str, KindRule]:
    return {
        id: KindRule(id, tuple(kind for kind in draw(picks(2, *KINDS)) if kind != id), draw(EITHER))
        for id in draw(picks(2, *KINDS))
    }


@st.composite
def _detours(draw: st.DrawFn, gates: tuple[str, ...]) -> dict[str, Detour]:
    return {
        id: Detour(
            id,
            DETOURS[id],
            offered_when=draw(conditions()) if draw(RARELY) else None,
            reopens=draw(picks(2, *gates)) if gates else (),
        )
        for id in draw(picks(3, *DETOURS))
    }


@st.composite
def _other(draw: st.DrawFn) -> dict[str, Stage]:
    asked = (draw(prompts("other/n", "other/notice")),)
    fit = (draw(prompts("other/f", "other/fit")),)
    return {
        "other/fit": draw(_stage("other/fit", fit, ("other/fit",), "")),
        "other/pause": Stage("other/pause", "Pause"),
        "other/mend": Stage("other/mend", "Mend", stages=("other/notice", "other/check")),
        "other/notice": draw(_stage("other/notice", asked, ("other/check",), "other/mend")),
        "other/check": Stage("other/check", "Check", parent="other/mend"),
    }


@st.composite
def _ways(draw: st.DrawFn, source: str, targets: tuple[str, ...]) -> Transition:
    kind = draw(pick(*TRANSITION_KINDS))
    target = "" if kind == "exit" else source if kind == "stay" and source else draw(pick(*targets))
    only_if = draw(conditions()) if draw(RARELY) else None
    return Transition(source, target, kind, "there is a reason", only_if=only_if)


@st.composite
def _gates(draw: st.DrawFn, places: tuple[str, ...]) -> dict[str, Gate]:
    return {
        id: Gate(
            id,
            draw(pick("hard", "soft")),
            draw(conditions(places)),
            before=draw(picks(2, "anywhere", *places)),
            before_kinds=draw(picks(1, *KINDS)),
            voices=draw(pick((), ("helper",))),
            otherwise=draw(pick("", "stay with listening")),
            prompts=PromptSet((draw(prompts(f"gate-{id}")),) if draw(EITHER) else ()),
        )
        for id in draw(picks(2, "one", "two"))
    }


@st.composite
def _safeguards(draw: st.DrawFn, leaves: tuple[str, ...]) -> dict[str, Safeguard]:
    worded = dict.fromkeys(VOICES, "We stop here.")
    raised_by = FactTest("emergency", "is", "yes") if draw(EITHER) else None
    return {"danger": Safeguard("danger", "Danger", worded, raised_by, draw(pick("", *leaves)))}


class Verb(NamedTuple):
    """Something done with a session: a name, and a number that stands for what it is done with."""

    name: str
    number: int = 0
    text: str = ""
    value: Any = None
    by: str = ""


PARTICIPANTS = {"anna": "client", "bo": "helper", "model": "software"}
VERBS = (
    *("answer", "answer", "answer", "ask", "skip", "pass_", "leave_blank", "say", "move", "move", "move"),
    *(
        "move_because",
        "detour",
        "detour",
        "come_back",
        "interrupt",
        "resume",
        "know",
        "know",
        "replan",
        "promote",
    ),
    *("settle", "stop", "close"),
)


@st.composite
def verbs(draw: st.DrawFn) -> Verb:
    """Draw one verb; what it is done with is chosen when it is done."""
    name, number = draw(pick(*VERBS)), draw(up_to(30))
    fact = [*FACTS][number % len(FACTS)]
    value = draw(values(fact)) if name == "know" and number % 7 else None
    return Verb(name, number, draw(texts), value, draw(pick("", "", *PARTICIPANTS)))


walks = st.lists(verbs(), min_size=3, max_size=20)


def done(session: Session, verb: Verb) -> Session:
    """Return the session after a verb; raises `SessionError` where it is refused."""
    framework, number, by, text = session.framework, verb.number, verb.by, verb.text
    known = framework.every_prompt.in_voice(session.state.setting.voice).prompts
    prompt = known[number % len(known)]
    stages = [*framework.every_stage]
    stage = stages[number % len(stages)]
    ways: dict[str, Callable[[], Session]] = {
        "answer": lambda: session.answer(prompt, text, by=by),
        "ask": lambda: session.ask(prompt, by=by),
        "skip": lambda: session.skip(prompt, text, by=by),
        "pass_": lambda: session.pass_(prompt, text, by=by),
        "leave_blank": lambda: session.leave_blank(prompt, by=by),
        "say": lambda: session.say(text, by=by),
        "move": lambda: session.move(stage, by=by),
        "move_because": lambda: session.move(stage, text, by=by),
        "detour": lambda: session.detour([*DETOURS][number % len(DETOURS)], by=by),
        "come_back": lambda: session.come_back(by=by),
        "interrupt": lambda: session.interrupt(by=by),
        "resume": lambda: session.resume(text, by=by),
        "know": lambda: session.know([*FACTS][number % len(FACTS)], verb.value, text, by=by),
        "replan": lambda: session.replan(number, by=by),
        "promote": lambda: session.promote("action", text, prompt=prompt, by=by),
        "settle": lambda: session.settle(str(1 + number % 3), ("done", "dropped", "open")[number % 3], by=by),
        "stop": lambda: session.stop(text, by=by),
        "close": lambda: session.close(text, by=by),
    }
    return ways[verb.name]()


def walked(session: Session, walk: list[Verb]) -> Session:
    """Return the session after all verbs of a walk that it takes; those that it refuses change nothing."""
    for verb in walk:
        try:
            session = done(session, verb)
        except SessionError:
            continue
    return session


@st.composite
def begun(draw: st.DrawFn) -> Session:
    """Draw a session that has just begun."""
    framework = draw(frameworks())
    return begin(
        framework,
        voice=draw(pick(*framework.voices)),
        known={fact: draw(values(fact)) for fact in draw(picks(6, *FACTS))},
        minutes=draw(up_to(90)) if draw(EITHER) else None,
        participants=PARTICIPANTS if draw(EITHER) else {},
        terms={"person": "my neighbour"} if draw(EITHER) else {},
    )


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Draw a session in any state that can be reached."""
    return walked(draw(begun()), draw(walks))
