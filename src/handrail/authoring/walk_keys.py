"""The part of the table of keys that walk-throughs are written with: what happens, and what must hold."""

from __future__ import annotations

from .keys import (
    ID,
    NAME,
    NAMES,
    NOTE,
    NUMBER,
    ONCE,
    VALUES,
    Key,
    Shape,
    choice,
    map_of,
    names_or,
    record,
    records_of,
    words_of,
)
from .words import CODES, ORDERS, OUTCOME_STATUSES, ROLES, STATUSES, VISIBILITIES

# These are words of sessions too, and tests/rehearsal compares them.
CAUSES = (
    *("status", "safeguard", "gate", "stage", "order", "detour", "kind", "fact", "participant"),
    *("outcome", "voice", "name", "argument", "plan"),
)
UNKNOWN = "unknown"

VERBS = (
    Key("ask", NAMES, "these prompts are put, and no answer comes yet"),
    Key("answer", NAMES, "these prompts are put and answered, with a stand-in where no text is given"),
    Key("skip", NAMES, "these prompts are skipped"),
    Key("pass", NAMES, "somebody lets their turn pass at these prompts"),
    Key("leave_blank", NAMES, "these prompts are gone by without a decision about them"),
    Key("say", ONCE, "something is said that answers no prompt"),
    Key("move", NAME, "one goes to this stage; going to where one is means staying"),
    Key("known", map_of("=values"), "these facts become known; unknown takes what was known back"),
    Key("detour", NAME, "one leaves for this detour"),
    Key("come_back", NOTE, "one comes back from the latest detour"),
    Key("safeguard", NAME, "somebody interrupts with this safeguard"),
    Key("resume", NOTE, "somebody takes the session up again"),
    Key("replan", record("walk-plan"), "there are other minutes now, or it is about something else"),
    Key("stop", NOTE, "the session is laid down"),
    Key("close", NOTE, "the session is finished"),
    Key("promote", NAME, "somebody takes out an outcome of this type"),
    Key("settle", words_of(OUTCOME_STATUSES), "what became of outcomes, each under its number"),
)
EXPECTATIONS = (
    Key("at", NAME, "the stage where one is, or a stage that holds it"),
    Key("status", choice(STATUSES), "whether the session is open, suspended, stopped or closed"),
    Key("offered", NAMES, "these prompts are among what is offered, here or beside"),
    Key(
        "not_offered", names_or(CODES), "these prompts are not offered; each may have the code of the reason"
    ),
    Key("next", NAME, "the prompt that comes next of what is offered"),
    Key("order", choice(ORDERS), "how much the order of what is offered counts"),
    Key("needed", NAMES, "these prompts of a shut gate come first, and nothing else"),
    Key("waiting", NAME, "the prompt that was put and has no answer yet"),
    Key("suggested", NAMES, "these stages are among the suggested ways on"),
    Key("refused", record("walk-event"), "this event may not happen now"),
    Key("advised_against", record("walk-event"), "there is advice against this event"),
    Key("facts", map_of("=values"), "what the session knows; unknown means that it does not"),
    Key(
        "outcomes",
        names_or(OUTCOME_STATUSES),
        "types of outcome that were taken out, and what became of them",
    ),
    Key("met", NAMES, "ways of knowing that the answers have drawn on"),
    Key("not_met", NAMES, "ways of knowing that no answer has drawn on yet"),
    Key("path", NAME, "the path that the facts have led to"),
    Key("instead", NAMES, "frameworks that are named because there is too little time for this one"),
)
_BY = Key("by", ID, "the participant who does it, or for whom it is looked at")
_WITH = (
    Key("because", ONCE, "why it is done against advice"),
    Key("text", ONCE, "the words, where a stand-in is not enough"),
    Key("value", VALUES, "the value of the fact that the answered prompt asks for"),
    Key("prompt", NAME, "the prompt whose answer the outcome was taken out of"),
    Key("due", ONCE, "the day by which it is to be done, as in 2026-03-09"),
    Key("visibility", choice(VISIBILITIES), "who may see the outcome"),
    _BY,
)
_WHY = Key("why", NAME, "the gate, safeguard, detour or fact that stands in the way, or the kind of reason")

# Which keys may stand beside which; `by` stands beside every verb.
BESIDE: dict[str, tuple[str, ...]] = {
    "ask": ("because",),
    "answer": ("because", "text", "value"),
    "move": ("because",),
    "promote": ("text", "prompt", "due", "visibility"),
    "offered": ("by",),
    "not_offered": ("by",),
    "next": ("by",),
    "needed": ("by",),
    "refused": ("why",),
    "advised_against": ("why",),
    **{
        key.name: ()
        for key in EXPECTATIONS
        if key.name in ("at", "status", "order", "waiting", "facts", "path")
    },
}

WALK_RECORDS: dict[str, tuple[Key, ...]] = {
    "companion": (
        Key("framework", ID, "the id of the framework that is walked", needed=True),
        Key("walkthroughs", map_of("walkthrough"), "examples that are walked as tests", needed=True),
    ),
    "walkthrough": (
        Key("title", ONCE, "what happens, in a line"),
        Key("start", record("walk-start"), "how the session begins; what is not written is as for everybody"),
        Key(
            "steps", records_of("walk-step"), "what happens and what must hold, one thing a step", needed=True
        ),
    ),
    "walk-start": (
        Key("voice", NAME, "who speaks to whom; without it, the first voice of the framework"),
        Key("stage", NAME, "the stage where one begins"),
        Key("edition", ID, "the edition that is looked at"),
        Key("minutes", NUMBER, "how many minutes there are"),
        Key("familiarity", NAME, "how well one knows the framework"),
        Key("occasion", NAME, "the kind of thing reflected on"),
        Key("known", map_of("=values"), "facts that are settled already"),
        Key("terms", map_of("=text"), "words for the terms of the framework"),
        Key("participants", words_of(ROLES), "who takes part, each with a role"),
        Key("presenter", ID, "the participant whose experience it is"),
        Key("past", Shape("lists-of-names"), "the prompts met in earlier sittings, the latest sitting last"),
    ),
    "walk-step": (*VERBS, *EXPECTATIONS, *_WITH, _WHY),
    "walk-event": (*VERBS, *_WITH),
    "walk-plan": (
        Key("minutes", NUMBER, "how many minutes there are now", needed=True),
        Key("occasion", NAME, "the kind of thing reflected on"),
    ),
}
