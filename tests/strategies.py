"""What all property tests draw from: frameworks that hold together, verbs, and sessions made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from handrail.conditions import AllOf, AnyOf, Condition, FactTest, Not, VisitTest
from handrail.framework import Framework
from handrail.framework.values import Detour, Fact, Gate, Safeguard, WayOfKnowing
from handrail.graph import ORDERS, TRANSITION_KINDS, Stage, Transition
from handrail.practice import Session, SessionError, begin
from handrail.prompts import KINDS, Minutes, Prompt, PromptSet
from handrail.selection import Budget, SelectionRule

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
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "mood": st.sampled_from(["low", "fair", "good"]),
    "supports": st.lists(st.sampled_from(["family", "friends", "work"]), min_size=1, unique=True).map(tuple),
    "check-in": st.integers(0, 10),
}

# Texts as people and terminals give them: also half characters, tabs, quotes and other alphabets.
texts = st.text(max_size=40)


def values(fact: str) -> st.SearchStrategy[Any]:
    """Return values that a fact may have."""
    return VALUES.get(fact, st.sampled_from(["yes", "no"]))


@st.composite
def fact_tests(draw: st.DrawFn) -> FactTest:
    """Draw a test of a fact that fits its values."""
    fact = draw(st.sampled_from([*FACTS]))
    if fact == "check-in":
        return FactTest(fact, draw(st.sampled_from(["at_least", "at_most"])), draw(st.integers(0, 10)))
    if fact == "supports":
        return FactTest(fact, "includes", draw(st.sampled_from(["family", "friends", "work"])))
    return FactTest(fact, draw(st.sampled_from(["is", "is_not"])), draw(values(fact)))


def conditions(stages: tuple[str, ...] = ()) -> st.SearchStrategy[Condition]:
    """Return conditions of any depth over the facts, and over visits where stages are given."""
    leaves: st.SearchStrategy[Condition] = fact_tests()
    if stages:
        leaves |= st.builds(VisitTest, st.sampled_from(stages), st.integers(1, 2))
    several: Callable[[st.SearchStrategy[Condition]], st.SearchStrategy[tuple[Condition, ...]]]
    several = lambda inner: st.lists(inner, min_size=1, max_size=3).map(tuple)  # noqa: E731  a name for a shape
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Not, inner), st.builds(AllOf, several(inner)), st.builds(AnyOf, several(inner))
        ),
        max_leaves=4,
    )


@st.composite
def prompts(draw: st.DrawFn, id: str, stage: str = "", before: tuple[str, ...] = ()) -> Prompt:
    """Draw a prompt in one voice or both; it may build on one of those before it."""
    voices = draw(st.sampled_from([VOICES, VOICES, ("self",), ("helper",)]))
    rarely = st.sampled_from([False, False, False, True])
    return Prompt(
        id,
        {voice: f"{voice} asks {id} of <person>" for voice in voices},
        stage=stage,
        ways=tuple(draw(st.lists(st.sampled_from(WAYS), max_size=2, unique=True))),
        minutes=draw(st.sampled_from([None, Minutes(1, 3), Minutes(0.5, 10)])),
        kind=draw(st.sampled_from(KINDS)),
        asks=draw(st.sampled_from([*FACTS])) if draw(rarely) else "",
        only_if=draw(conditions()) if draw(rarely) else None,
        needs=(draw(st.sampled_from(before)),) if before and draw(rarely) else (),
        sitting=draw(st.sampled_from(["main", "main", "main", "preface", "later"])),
        yields=("learning",) if draw(rarely) else (),
    )


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Draw a framework that holds together: stages in stages, ways, strands, gates, a safeguard, a detour, a rule."""
    leaves = tuple(f"s{number}" for number in range(draw(st.integers(1, 5))))
    held = leaves[: draw(st.integers(0, len(leaves)))]
    strands = ("beside",) if draw(st.booleans()) else ()
    places = (*leaves, *strands)
    stages = {}
    asked: tuple[str, ...] = ()
    if held:
        stages["held"] = Stage("held", "Held", stages=held, order=draw(st.sampled_from(["", *ORDERS])))
    for id in places:
        inside = [draw(prompts(f"{id}-p{number}", id, asked)) for number in range(draw(st.integers(0, 3)))]
        asked += tuple(prompt.id for prompt in inside)
        stages[id] = draw(
            _stage(id, PromptSet(tuple(inside)), places, "held" if id in held else "", id in strands)
        )
    detours = {}
    if draw(st.booleans()):
        detours["mend"] = Detour("mend", "other/mend", offered_when=draw(st.none() | conditions()))
        stages |= {
            "other/mend": Stage("other/mend", "Mend", stages=("other/notice", "other/check")),
            "other/notice": draw(
                _stage(
                    "other/notice",
                    PromptSet((draw(prompts("other/n", "other/notice")),)),
                    ("other/check",),
                    "other/mend",
                )
            ),
            "other/check": Stage("other/check", "Check", parent="other/mend"),
        }
    return Framework(
        "drawn",
        "Drawn",
        draw(st.sampled_from(["reflection", "helping"])),
        version="1",
        voices=draw(st.sampled_from([VOICES, VOICES[::-1]])),
        order=draw(st.sampled_from(ORDERS)),
        start=draw(st.sampled_from(["", *leaves])),
        terms={"person": "somebody"},
        every_stage=stages,
        from_anywhere=tuple(draw(st.lists(_ways("", places), max_size=1))),
        facts=FACTS,
        gates=draw(_gates(places)),
        safeguards=draw(_safeguards(leaves)),
        detours=detours,
        selection=SelectionRule(budget=Budget(5, 20), first=asked[:1], last=asked[-1:])
        if draw(st.booleans())
        else None,
        ways_of_knowing={id: WayOfKnowing(id, id.capitalize()) for id in WAYS},
    )


@st.composite
def _stage(
    draw: st.DrawFn, id: str, inside: PromptSet, targets: tuple[str, ...], parent: str, strand: bool = False
) -> Stage:
    return Stage(
        id,
        id.upper(),
        parent=parent,
        strand=strand,
        only_if=draw(st.none() | st.none() | conditions(targets)),
        prompts=inside,
        transitions=tuple(draw(st.lists(_ways(id, targets), max_size=3))),
    )


@st.composite
def _ways(draw: st.DrawFn, source: str, targets: tuple[str, ...]) -> Transition:
    kind = draw(st.sampled_from(TRANSITION_KINDS))
    target = "" if kind == "exit" else source if kind == "stay" and source else draw(st.sampled_from(targets))
    return Transition(source, target, kind, "there is a reason", only_if=draw(st.none() | conditions()))


@st.composite
def _gates(draw: st.DrawFn, places: tuple[str, ...]) -> dict[str, Gate]:
    gates = {}
    for id in draw(st.lists(st.sampled_from(["one", "two"]), unique=True)):
        before = tuple(draw(st.lists(st.sampled_from(["anywhere", *places]), max_size=2, unique=True)))
        gates[id] = Gate(
            id,
            draw(st.sampled_from(["hard", "soft"])),
            draw(conditions(places)),
            before=before,
            before_kinds=tuple(draw(st.lists(st.sampled_from(KINDS), max_size=1))),
            voices=draw(st.sampled_from([(), ("helper",)])),
            otherwise=draw(st.sampled_from(["", "stay with listening"])),
            prompts=PromptSet((draw(prompts(f"gate-{id}")),) if draw(st.booleans()) else ()),
        )
    return gates


@st.composite
def _safeguards(draw: st.DrawFn, leaves: tuple[str, ...]) -> dict[str, Safeguard]:
    worded = {voice: "We stop here." for voice in VOICES}
    raised_by = draw(st.sampled_from([FactTest("emergency", "is", "yes"), None]))
    return {"danger": Safeguard("danger", "Danger", worded, raised_by, draw(st.sampled_from(["", *leaves])))}


class Verb(NamedTuple):
    """Something done with a session: a name and what it is done with, numbers standing for things to choose."""

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
        "come_back",
        "interrupt",
        "resume",
        "know",
        "know",
        "replan",
        "promote",
        "settle",
    ),
    *("stop", "close"),
)


@st.composite
def verbs(draw: st.DrawFn) -> Verb:
    """Draw one verb; what it is done with is chosen when it is done."""
    name = draw(st.sampled_from(VERBS))
    number = draw(st.integers(0, 30))
    fact = [*FACTS][number % len(FACTS)]
    value = draw(st.none() | values(fact)) if name == "know" else None
    return Verb(name, number, draw(texts), value, draw(st.sampled_from(["", "", *PARTICIPANTS])))


walks = st.lists(verbs(), max_size=12)


def done(session: Session, verb: Verb) -> Session:
    """Return the session after a verb; raises `SessionError` where it is refused."""
    framework, number, by = session.framework, verb.number, verb.by
    if verb.name in ("answer", "ask", "skip", "pass_", "leave_blank"):
        known = framework.every_prompt.in_voice(session.state.setting.voice).prompts
        if not known:
            return session
        prompt = known[number % len(known)]
        words = {"answer": (prompt, verb.text), "skip": (prompt, verb.text), "pass_": (prompt, verb.text)}
        return getattr(session, verb.name)(*words.get(verb.name, (prompt,)), by=by)  # type: ignore[no-any-return]
    if verb.name in ("move", "move_because"):
        stages = [*framework.every_stage]
        because = verb.text if verb.name == "move_because" else None
        return session.move(stages[number % len(stages)], because, by=by)
    if verb.name == "know":
        return session.know([*FACTS][number % len(FACTS)], verb.value, by=by)
    if verb.name == "promote":
        return session.promote("action", verb.text, by=by)
    if verb.name in ("settle",):
        return session.settle(str(1 + number % 3), ("done", "dropped", "open")[number % 3], by=by)
    others: dict[str, Callable[[], Session]] = {
        "say": lambda: session.say(verb.text, by=by),
        "detour": lambda: session.detour("mend", by=by),
        "come_back": lambda: session.come_back(by=by),
        "interrupt": lambda: session.interrupt(by=by),
        "resume": lambda: session.resume(verb.text, by=by),
        "replan": lambda: session.replan(number, by=by),
        "stop": lambda: session.stop(verb.text, by=by),
        "close": lambda: session.close(verb.text, by=by),
    }
    return others[verb.name]()


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
    known = {fact: draw(values(fact)) for fact in draw(st.lists(st.sampled_from([*FACTS]), unique=True))}
    return begin(
        framework,
        voice=draw(st.sampled_from(framework.voices)),
        known=known,
        minutes=draw(st.none() | st.integers(0, 90)),
        participants=draw(st.sampled_from([{}, PARTICIPANTS])),
        terms=draw(st.sampled_from([{}, {"person": "my neighbour"}])),
    )


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Draw a session in any state that can be reached."""
    return walked(draw(begun()), draw(walks))
