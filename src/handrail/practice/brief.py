"""What somebody who speaks in a session is told before, person or software, without a word that a person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from handrail.conditions import holds
from handrail.framework.values import Detour, Gate, KindRule
from handrail.graph import Stage

from .coverage import Coverage
from .doors import allowed
from .judging import to_settle
from .moves import Move, moves_from
from .offers import Offer, Offered
from .paths import most_lines, path_of
from .state import State
from .tables import Table
from .verdicts import OPEN
from .words import choices_of, fill, in_words, listed, rule_in_words, title_of, value_in_words

# Whatever the framework, and whoever speaks.
NEVER = (
    "Do not advise, propose goals or choose for the person; ask, and let them find it.",
    "Do not diagnose, and do not judge whether somebody is at risk: when it comes up, interrupt; name human help.",
    "Do not promise confidentiality without its limits.",
    "Do not claim feelings, a life or experiences of your own; software says that it is software.",
    "Do not press: whatever is asked may be skipped, and anybody may stop, without a reason.",
    "Ask one thing at a time, and listen first.",
)


class Brief(NamedTuple):
    """The brief as a text for whoever speaks; `to_plain` gives the same as data."""

    text: str
    plain: dict[str, Any]

    def to_plain(self) -> dict[str, Any]:
        """Return the brief as plain data."""
        return self.plain


def brief_of(table: Table, state: State, offer: Offer, helpers: tuple[str, ...], met: Coverage) -> Brief:
    """Return what to know before speaking: where one is, what may be asked, where one may go, what to look out for."""
    plain = _head(table, state)
    plain["help"] = list(helpers)
    if state.status == "open":
        plain |= _work(table, state, offer, met)
    plain["safeguards"] = [_safeguard(table, id) for id in table.safeguards]
    plain["calls"] = {f"{name}({call.signature})": call.means for name, call in allowed(table, state)}
    plain["never"] = list(NEVER)
    return Brief("\n".join(_told(state, plain)) + "\n", plain)


def _head(table: Table, state: State) -> dict[str, Any]:
    framework = table.framework
    edition = framework.editions.get(framework.edition)
    head = {
        "framework": framework.id,
        "title": framework.title,
        "edition": edition.title or edition.id if edition else "",
        "purpose": framework.purpose,
        "voice": table.voice,
        "status": state.status,
        "not_for": [remark.text for remark in framework.not_for],
        "values": [remark.text for remark in framework.values],
        "notice": framework.notice,
    }
    return {key: value for key, value in head.items() if value}


def _work(table: Table, state: State, offer: Offer, met: Coverage) -> dict[str, Any]:
    ways = moves_from(table, state)
    work = {
        "stage": _stage(table, table.places[state.stage].stage),
        "path": _path(table, state),
        "detour": state.detours[-1][0] if state.detours else "",
        "waiting": state.waiting,
        "needed": [_prompt(table, state, one) for one in offer.needed],
        "here": [_prompt(table, state, one) for one in offer.here],
        "beside": [_prompt(table, state, one) for one in offer.beside],
        "advised_against": {one.id: one.reason for one in offer.left_out if one.code == "advised-against"},
        "moves": [_move(move) for move in ways if move.kind or move.verdict is not OPEN],
        "elsewhere": [move.stage for move in ways if not move.kind and move.verdict is OPEN],
        "detours": [_detour(state, detour) for detour in table.detours.values()],
        "known": {title_of(table.framework, id): value_in_words(value) for id, value in state.facts.items()},
        "gates": [_gate(table, state, gate) for gate in table.gates],
        "kinds": [_kind(rule) for rule in table.framework.kinds.values()],
        "met": list(met.met),
        "not_met": list(met.not_met),
    }
    return {key: value for key, value in work.items() if value}


def _stage(table: Table, stage: Stage) -> dict[str, Any]:
    skills = (table.framework.skills[id] for id in stage.skills if id in table.framework.skills)
    said = {
        "id": stage.id,
        "title": stage.title,
        "question": stage.question,
        "aim": stage.aim,
        "guidance": stage.guidance,
        "ready_when": list(stage.ready_when),
        "pitfalls": list(stage.pitfalls),
        "skills": [{"title": one.title, "means": one.means, "caution": one.caution} for one in skills],
    }
    return {key: value for key, value in said.items() if value}


def _path(table: Table, state: State) -> dict[str, str]:
    path = path_of(table.framework, state.facts)
    said = {"id": path.id, "title": path.title, "notice": path.notice} if path is not None else {}
    return {key: value for key, value in said.items() if value}


def _prompt(table: Table, state: State, offered: Offered) -> dict[str, Any]:
    """Return a prompt in the framework's own words; the host's terms may say something of a person."""
    prompt = offered.prompt
    fact = table.spots[prompt.id].fact
    said = {
        "id": prompt.id,
        "kind": prompt.kind,
        "wording": fill(prompt.wordings.get(table.voice, ""), table.framework.terms),
        "choices": choices_of(fact) if fact else "",
        "minutes": offered.minutes,
        "lines": most_lines(path_of(table.framework, state.facts), prompt.id),
    }
    return {key: value for key, value in said.items() if value}


def _move(move: Move) -> dict[str, Any]:
    said = {
        "stage": move.stage,
        "title": move.title,
        "kind": move.kind,
        "because": move.because,
        "sign": move.sign,
        "verdict": move.verdict.word,
        "reasons": list(move.verdict.reasons),
        "recommended": move.recommended,
    }
    return {key: value for key, value in said.items() if value}


def _detour(state: State, detour: Detour) -> dict[str, Any]:
    when = detour.offered_when
    fits = when is not None and holds(when, state.facts, state.visits) is True
    return {
        "id": detour.id,
        "title": detour.title or detour.id,
        "fits_now": fits,
        **({"fits_when": in_words(when)} if when is not None else {}),
    }


def _gate(table: Table, state: State, gate: Gate) -> dict[str, Any]:
    known = holds(gate.holds, state.facts, state.visits)
    open_ = known is True if gate.kind == "hard" else known is not False
    settle = [] if known else [title_of(table.framework, fact) for fact in to_settle(state, (gate,))]
    before = (*gate.before, *(f"every {kind}" for kind in gate.before_kinds))
    return {
        "id": gate.id,
        "title": gate.title or gate.id,
        "kind": gate.kind,
        "before": list(before),
        "open": open_,
        **({"settle": settle} if settle else {}),
        **({"otherwise": gate.otherwise} if gate.otherwise else {}),
    }


def _kind(rule: KindRule) -> dict[str, Any]:
    said = {"id": rule.id, "after": list(rule.after), "alone": rule.alone, "otherwise": rule.otherwise}
    return {**{key: value for key, value in said.items() if value}, "says": rule_in_words(rule)}


def _safeguard(table: Table, id: str) -> dict[str, Any]:
    one = table.safeguards[id]
    raised = {"raised_when": in_words(one.raised_by)} if one.raised_by is not None else {}
    return {"id": id, "title": one.title, **raised}


def _told(state: State, plain: dict[str, Any]) -> Iterator[str]:
    edition = f" ({plain['edition']})" if "edition" in plain else ""
    yield f"This follows {plain['title']}{edition}, in the voice '{plain['voice']}'."
    if "not_for" in plain:
        yield f"It is not for {listed(plain['not_for'], 'or')}."
    if "values" in plain:
        yield f"It stands for {listed(plain['values'])}."
    if "notice" in plain:
        yield plain["notice"]
    if state.status == "open":
        yield from _told_work(plain)
    else:
        yield from _told_rest(state)
    yield from _told_dangers(plain)
    yield from _section("What you may call", (f"{name}: {means}" for name, means in plain["calls"].items()))
    yield from _section("What you never do", plain["never"])


def _told_rest(state: State) -> Iterator[str]:
    yield ""
    if state.status == "suspended":
        yield "The session is interrupted. Ask nothing and go on with nothing. Say who can help, and stay."
    else:
        yield f"The session is {state.status}. Ask nothing."


def _told_work(plain: dict[str, Any]) -> Iterator[str]:
    stage = plain["stage"]
    yield ""
    yield f"# Where this is: {stage['title']} ({stage['id']})"
    if "detour" in plain:
        yield f"This is the detour '{plain['detour']}'; come_back returns to where it was left for."
    if "path" in plain:
        notice = plain["path"].get("notice", "")
        yield f"What decides here is that this holds: {plain['path']['title']}. {notice}".rstrip()
    if "question" in stage:
        yield f"Its question: {stage['question']}"
    yield from (
        f"{name}: {stage[key]}" for key, name in (("aim", "Aim"), ("guidance", "How")) if key in stage
    )
    yield from _section("Signs that it is enough (a person judges them)", stage.get("ready_when", ()))
    yield from _section("Take care", stage.get("pitfalls", ()))
    yield from _section("Skills", (_told_skill(one) for one in stage.get("skills", ())))
    if "waiting" in plain:
        yield ""
        yield f"An answer to '{plain['waiting']}' is awaited: ask nothing else before it is there or let go."
    for key, title in (
        ("needed", "Before anything else, in exactly these words"),
        ("here", "What may be asked, by its id"),
        ("beside", "What may be asked at any time"),
    ):
        yield from _section(title, (_told_prompt(one) for one in plain.get(key, ())))
    against = plain.get("advised_against", {}).items()
    yield from _section("What is better not asked now", (f"{id}: {reason}" for id, reason in against))
    yield from _section("Where to go from here", (_told_move(one) for one in plain.get("moves", ())))
    if "elsewhere" in plain:
        yield f"Also open: {', '.join(plain['elsewhere'])}."
    yield from _section("Detours", (_told_detour(one) for one in plain.get("detours", ())))
    yield from _section("Gates", (_told_gate(one) for one in plain.get("gates", ())))
    yield from _section("The order of asking", (one["says"] for one in plain.get("kinds", ())))
    yield from _section(
        "What is known", (f"{title}: {value}" for title, value in plain.get("known", {}).items())
    )
    if "met" in plain or "not_met" in plain:
        yield ""
        yield f"Ways of knowing met so far: {_or_none(plain.get('met'))}; not met: {_or_none(plain.get('not_met'))}."


def _told_dangers(plain: dict[str, Any]) -> Iterator[str]:
    raised = (
        f"{one['title']} ({one['id']})" + (f": when {one['raised_when']}" if "raised_when" in one else "")
        for one in plain["safeguards"]
    )
    yield from _section("What interrupts everything, from anywhere, and ends with a human being", raised)
    yield from _section("Then say", plain["help"])


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield ""
        yield f"# {title}"
        yield from (f"- {line}" for line in lines)


def _told_skill(skill: dict[str, str]) -> str:
    means = f": {skill['means']}" if skill["means"] else ""
    return f"{skill['title']}{means}" + (f" Careful: {skill['caution']}" if skill["caution"] else "")


def _told_prompt(prompt: dict[str, Any]) -> str:
    kind = f" ({prompt['kind']})" if prompt["kind"] != "question" else ""
    choices = f" It is {prompt['choices']}." if "choices" in prompt else ""
    lines = f" No more than {prompt['lines']} lines are asked for." if "lines" in prompt else ""
    return f"{prompt['id']}{kind}: {prompt['wording']}{choices}{lines}"


def _told_move(move: dict[str, Any]) -> str:
    where = f"{move['stage']} ({move['title']})" if "stage" in move else "out: stop, or close"
    because = f", because {move['because']}" if "because" in move else ""
    sign = f"; a sign: {move['sign']}" if "sign" in move else ""
    kind = f"{move['kind']} " if "kind" in move else ""
    against = {"open": "", "advised_against": ". Advised against: ", "blocked": ". Blocked: "}[
        move["verdict"]
    ]
    return f"{kind}{where}{because}{sign}{against}{'; '.join(move.get('reasons', ()))}"


def _told_detour(detour: dict[str, Any]) -> str:
    when = f", when {detour['fits_when']}" if "fits_when" in detour else ""
    return f"{detour['title']} ({detour['id']}){when}" + (". It fits now." if detour["fits_now"] else "")


def _told_gate(gate: dict[str, Any]) -> str:
    state = "open" if gate["open"] else "shut" if gate["kind"] == "hard" else "advises against"
    before = f" before {listed(gate['before'])}" if gate["before"] else ""
    settle = f"; to settle: {'; '.join(gate['settle'])}" if "settle" in gate and not gate["open"] else ""
    return f"{gate['title']} ({gate['kind']}{before}): {state}{settle}"


def _or_none(words: list[str] | None) -> str:
    return listed(words) if words else "none"
