"""One door for calls that are named by somebody else, a language model above all, under the verdicts of every verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from handrail.conditions import Condition, FactTest, tests

from .checking import given
from .modes import GUIDE, voice_of
from .state import State
from .tables import Spot, Table
from .verdicts import named, refusal, unknown

if TYPE_CHECKING:
    from .session import Session


class Call(NamedTuple):
    """A verb that may be called by its name: what it needs, what it may have, and whether software may call it."""

    means: str
    needs: tuple[str, ...] = ()
    may_have: tuple[str, ...] = ()
    software: bool = True

    @property
    def signature(self) -> str:
        """Return the arguments, those that may be left out with a question mark."""
        return ", ".join((*self.needs, *(f"{name}?" for name in self.may_have)))


CALLS: dict[str, Call] = {
    "ask": Call("put a prompt to the person", ("what",), ("because",)),
    "answer": Call("take down what the person answered to a prompt", ("what", "text"), ("value",)),
    "skip": Call("leave a prompt that does not fit", ("what",), ("reason",)),
    "pass_": Call("let somebody's turn pass", ("what",), ("reason",)),
    "leave_blank": Call("go by a prompt without a decision about it", ("what",)),
    "say": Call("take down what was said that answers no prompt", ("text",)),
    "move": Call("go to a stage", ("stage",), ("because",)),
    "detour": Call("leave for a detour, to mend what came between the two", ("id",)),
    "come_back": Call("come back from the latest detour"),
    "interrupt": Call("stop here and bring in human help", (), ("safeguard",)),
    "stop": Call("lay the session down; it can be taken up again", (), ("reason",)),
    "know": Call("note a fact", ("fact", "value"), ("shown",)),
    "promote": Call(
        "take an outcome out of what was said",
        ("type", "text"),
        ("prompt", "due", "visibility"),
        software=False,
    ),
    "settle": Call("say what became of an outcome", ("outcome", "status"), ("visibility",), software=False),
    "replan": Call("change the minutes there are", ("minutes",), ("occasion",), software=False),
    "resume": Call("take the session up again", (), ("note",), software=False),
    "close": Call("finish the session", (), ("reason",), software=False),
}


def do(
    session: Session, name: str, arguments: Mapping[str, Any], by: str, *, at: str = "", key: str = ""
) -> Session:
    """Return the session after a named call; raises `Refused` for a call, an argument or a right that there is not.

    Whoever is no participant counts as software: it asks, listens and goes about, it raises a safeguard, it stops.
    It never resumes, takes out no outcomes, and settles nothing that a gate, a safeguard or a path hangs on, such as
    consent.
    """
    call = named(CALLS, name, "call")
    _check_arguments(name, call, arguments)
    table, state = session.pinned, session.state
    if state.setting.participants.get(given(by), "software") == "software":
        if not call.software:
            raise refusal(f"'{name}' is for a person to decide, not for software", "participant")
        _check_guarded(table, name, arguments)
        if name == "answer":
            _check_guide(table, state, arguments["what"], by)
    verb = getattr(session, name)
    after: Session = verb(**arguments, at=at, by=by, key=key)
    return after


def allowed(table: Table, state: State) -> Iterator[tuple[str, Call]]:
    """Yield the calls that software may name while a session is as it is."""
    quiet = {"say", "interrupt", "stop", "know"}
    for name, call in CALLS.items():
        there = {"detour": bool(table.detours), "come_back": bool(state.detours)}.get(name, True)
        if call.software and there and (state.status == "open" or name in quiet):
            yield name, call


def _check_arguments(name: str, call: Call, arguments: Mapping[str, Any]) -> None:
    if not isinstance(arguments, Mapping):
        raise refusal(f"the arguments of '{name}' are names and values", "argument")
    known = (*call.needs, *call.may_have)
    for argument, value in arguments.items():
        if argument not in known:
            raise unknown(f"argument of '{name}'", argument, known)
        if argument not in ("value", "minutes") and not isinstance(value, str):
            raise refusal(f"the argument '{argument}' of '{name}' is a text", "argument")
    missing = [argument for argument in call.needs if argument not in arguments]
    if missing:
        raise refusal(f"'{name}' needs the argument '{missing[0]}'", "argument")


def _check_guarded(table: Table, name: str, arguments: Mapping[str, Any]) -> None:
    """Raise `Refused` where software would settle by itself what a gate, a safeguard or a path hangs on."""
    fact = ""
    if name == "know":
        fact = named(table.framework.facts, arguments["fact"], "fact").id
    elif name == "answer":
        spot = _spot(table, arguments["what"])
        fact = spot.fact.id if spot.fact else ""
    if fact in guarded(table):
        raise refusal(
            f"the fact '{fact}' is for a person to settle, not for software", "participant", (fact,)
        )


def _check_guide(table: Table, state: State, what: str, by: str) -> None:
    if voice_of(table, state, _spot(table, what).prompt, by) == GUIDE:
        raise refusal("software does not play the guide: a person answers what is put to one", "participant")


def _spot(table: Table, what: str) -> Spot:
    prompts = {id: spot.prompt for id, spot in table.spots.items()}
    return table.spots[named(prompts, what, "prompt").id]


def guarded(table: Table) -> frozenset[str]:
    """Return the facts that gates, safeguards and paths hang on, and those by which such a fact ends."""
    conditions = [gate.holds for gate in table.framework.gates.values()]
    conditions += [condition for _, condition in table.raising]
    rule = table.framework.selection
    conditions += [path.when for path in rule.paths.values()] if rule is not None else []
    found: set[str] = set()
    while conditions:
        found = found.union(*map(_facts, conditions))
        conditions = [until for id, until in table.ending if id in found and not _facts(until) <= found]
    return frozenset(found)


def _facts(condition: Condition) -> set[str]:
    return {test.fact for test in tests(condition) if isinstance(test, FactTest)}
