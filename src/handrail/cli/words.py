"""What the command says to people, beside what the frameworks say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handrail.practice.facts import listed
from handrail.practice.moves import Move
from handrail.practice.offers import Offered
from handrail.practice.paths import path_of
from handrail.practice.session import Session
from handrail.practice.words import title_of

from .fronts import COMMANDS, FURTHER, Front

BEGUN_IS_KEPT = "What had been begun is kept with the record."
WHERE_TO = "Where to? The name of a stage; Enter twice takes the one that stands there."
JOURNAL = "journal"
WHERE_TO_KEEP = (
    "Enter twice keeps it in your journal; the name of a file keeps it there; a single - keeps nothing."
)
BY_WHEN = "By which day? A date such as 2026-03-09, or Enter twice for none."
NOT_TAKEN = "What you wrote could not be kept any more. Here it is, so that you can keep it yourself:"
ELSEWHERE = "This sitting has gone on in another window; what you did is added to it."
BECAUSE = "Say in a few words why you go all the same, or Enter twice to stay."
OUTCOME = (
    "Anything to take with you? For instance: action ring the ward on Monday. Enter twice: nothing more."
)
WHY = "A number or a few words, and Enter twice; Enter twice gives no reason."
ON_LINE = "This was interrupted. A line that says on goes on; anything else leaves it as it is."
ON = "Type on and press Enter twice to go on; anything else leaves it as it is."


def title(session: Session) -> str:
    """Return the framework's title, with its edition and whose it is."""
    framework = session.framework
    edition = framework.editions.get(framework.edition)
    named = edition.title if edition and edition.title != edition.id else framework.edition
    parts = [framework.originator, f"edition {named}" if named else ""]
    behind = ", ".join(part for part in parts if part)
    return f"{framework.title} ({behind})" if behind else framework.title


def privacy(voice: str, where: str) -> str:
    """Return plain words on who can read what is written here."""
    if voice == "helper":
        return (
            f"What you take down stays {where} and nowhere else. Think of who can see this screen and open that "
            "file. Notes about a person are that person's data, and a court can ask for them: write no more than you "
            "need."
        )
    return (
        f"What you write stays {where} and nowhere else; nothing is scored. Think of who can see this screen and open "
        "that file. What is written can be asked for by a court, so leave out whatever would show who somebody is."
    )


def first_time() -> str:
    """Return what whoever keeps a journal for the first time should know of it."""
    return (
        "This is the first sitting in your journal. You can read all of it (handrail journal list), and take any "
        "sitting away again for good (handrail journal forget). Who shares this computer can seal it with a "
        "passphrase (handrail journal copy --help); that keeps others out, and no court."
    )


def easy(front: Front) -> str:
    """Return how to go about it, for somebody at a terminal."""
    if not front.interactive:
        return ""
    return (
        "Everything may be left out, nothing is counted, and you can stop at any moment. Press Enter twice when a "
        "text is done; /more and Enter lists what else can be done."
    )


def on_request(session: Session) -> Iterator[str]:
    """Yield how to come by the prompts, where they come when somebody asks for them."""
    if any(one.code == "on-request" for one in session.offer().left_out):
        wanted = session.framework.selection.cover if session.framework.selection else {}
        ways = ", ".join(session.framework.ways_of_knowing[way].title for way in wanted)
        yield (
            f"The page in between is yours. Ways to look from: {ways}."
            if ways
            else "The page in between is yours."
        )
        yield "/left lists the prompts there are, and /go with the name of one brings it."


def told(text: str) -> str:
    """Return what the library says as a sentence."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


def choices(session: Session, offered: Offered) -> Iterator[str]:
    """Yield what may be chosen as an answer: numbered where it is one or some of several."""
    prompt = offered.prompt
    fact = session.framework.facts.get(prompt.asks)
    numbered = listed(fact, prompt.choices) if fact else ()
    for number, value in enumerate(numbered, 1):
        yield f"{number}  {prompt.choices.get(value, value)}"
    if numbered and fact:
        yield "A number will do, or several with commas between." if fact.some_of else "A number will do."
    either = tuple(prompt.choices) or (fact.values if fact else ())
    if either and not numbered:
        yield f"({' / '.join(either)})"


def skip_reasons(reasons: Iterable[str]) -> Iterator[str]:
    """Yield what somebody may say who leaves a prompt out."""
    yield "Left out. If you like to say why:"
    for number, reason in enumerate(reasons, 1):
        yield f"{number}  {reason}"


def where_one_was(session: Session) -> str:
    """Return where a session is taken up again."""
    done = len(session.offer().done)
    answered = (
        "nothing written yet" if not done else f"{done} {'prompt' if done == 1 else 'prompts'} behind you"
    )
    return f"You were at {stage_title(session, session.state.stage)}; {answered}."


def stage_title(session: Session, id: str) -> str:
    """Return a stage's title, with what the edition's figure asks there."""
    stage = session.framework.stage(id)
    holder = session.framework.stage(stage.parent).title if stage.parent else ""
    name = f"{holder} · {stage.title}" if holder else stage.title
    return f"{name}: {stage.question}" if stage.question else name


def status(session: Session, offered: Offered, front: Front) -> str:
    """Return one line: which prompt, how long it may take, and the time used beside the time planned."""
    used, planned = front.minutes(), session.state.setting.minutes
    time = f"{used:.0f} of {planned:g} minutes" if planned else f"{used:.0f} minutes"
    about = f"about {offered.minutes:.0f} min" if offered.minutes and offered.minutes >= 1 else ""
    ways = ", ".join(session.framework.ways_of_knowing[way].title for way in offered.ways)
    return "   ".join(part for part in (time, offered.id, about, ways) if part)


def nothing_begins(session: Session) -> str:
    """Return what has to be settled before anything begins."""
    shut = [session.framework.gates[id] for id in session.state.shut]
    facts = [move.verdict.settle for move in session.moves() if move.verdict.settle]
    missing = "; ".join(
        title_of(session.framework, fact) for fact in dict.fromkeys(fact for one in facts for fact in one)
    )
    first = " ".join(told(gate.otherwise) for gate in shut if gate.otherwise)
    settle = f"Still to be settled: {missing}." if missing else ""
    return " ".join(part for part in ("Nothing begins before this is settled.", settle, first) if part)


def ways_on(session: Session, moves: Sequence[Move]) -> Iterator[str]:
    """Yield where one may go, the suggested way first."""
    yield "This stage has nothing more to ask. One may go on to:"
    for move in moves:
        if move.kind or move.stage in session.framework.strands:
            why = f": {move.because}" if move.because else ""
            but = "" if move.verdict.word == "open" else f" (advice: {' '.join(move.verdict.reasons)})"
            yield f"  {move.stage}  {move.title}{f' ({move.kind})' if move.kind else ''}{why}{but}"
    enough = "being heard can be enough" if session.state.setting.voice == "helper" else "this can be enough"
    others = [move.stage for move in moves if not move.kind and move.stage not in session.framework.strands]
    named = f" ({', '.join(others)})" if others else ""
    yield f"or to any other stage by its name{named}; or /stop: {enough}."


def more(session: Session) -> Iterator[str]:
    """Yield every command that this framework has a use for, with what it does."""
    framework = session.framework
    useless = {
        "beside": not framework.strands,
        "know": not framework.facts,
        "detour": not framework.detours,
        "return": not framework.detours,
        "minutes": framework.selection is None,
    }
    for name, meaning in {**COMMANDS, **FURTHER}.items():
        if not useless.get(name):
            yield f"  /{name:<8} {meaning}"


def left_out(session: Session) -> Iterator[str]:
    """Yield what is left out today, and why, as information and nothing else."""
    offer = session.offer()
    reasons: dict[str, list[str]] = {}
    for one in (*offer.left_out, *offer.later):
        reasons.setdefault(one.reason, []).append(f"  {one.prompt.topic or one.id} ({one.id})")
    for reason, names in reasons.items():
        yield told(reason)
        yield from names


def outcome_types(session: Session, types: Iterable[str]) -> str:
    """Return which types of outcome fit what was answered."""
    known = session.framework.known_outcomes
    named = ", ".join(f"{id} ({known[id].benefit})" if known[id].benefit else id for id in types)
    return (
        f"Is there something to take with you? What you wrote could give: {named}. Nothing new, but confirmed, is a "
        "good answer too, and so is that no action is needed."
    )


def farewell(session: Session) -> Iterator[str]:
    """Yield what there is at the end of a sitting."""
    state = session.state
    if state.status == "suspended":
        yield from session.help
    met = [session.framework.ways_of_knowing[way].title for way in session.coverage.met]
    not_met = [session.framework.ways_of_knowing[way].title for way in session.coverage.not_met]
    if met:
        yield f"Ways of knowing you drew on: {', '.join(met)}."
    spared = path_of(session.framework, state.facts)
    # Nobody who was spared the rest is told what they missed.
    if met and not_met and not (spared and spared.prompts):
        yield f"Not today: {', '.join(not_met)}."
    known = session.framework.known_outcomes
    for outcome in session.outcomes:
        name = known[outcome.type].title if outcome.type in known else outcome.type
        yield f"Kept: {name.lower()}: {outcome.text}"
