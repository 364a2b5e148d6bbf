"""How a session begins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from handrail.framework import Framework

from . import facts
from .checking import checked_minutes
from .events import NOTHING, Started
from .help import spoken
from .identity import digests
from .log import row_of
from .session import Session
from .state import State
from .steps import step
from .tables import table
from .verdicts import named, refusal, unknown


def begin(
    framework: Framework,
    *,
    stage: str | None = None,
    voice: str | None = None,
    edition: str | None = None,
    minutes: float | None = None,
    familiarity: str = "developing",
    occasion: str | None = None,
    participants: Mapping[str, str] = {},
    presenter: str | None = None,
    known: Mapping[str, object] = {},
    terms: Mapping[str, str] = {},
    help: str | Iterable[str] = (),  # noqa: A002  what it is, in one word
    past: Iterable[Collection[str]] = (),
    id: str | None = None,
    at: str = "",
    by: str = "",
    key: str = "",
) -> Session:
    """Return a new session, at the first stage and in the first voice unless others are named.

    known: facts that the host has settled. terms: the host's words for those that the framework leaves open.
    help: what to tell somebody who needs a human being. past: the prompts of earlier sittings, the latest last.
    """
    if edition is not None and edition != framework.edition:
        named(framework.editions, edition, "edition")
        framework = framework.in_edition(edition)
    voice = framework.voices[0] if voice is None else voice
    if voice not in framework.voices:
        raise unknown("voice", voice, framework.voices)
    here = table(framework, voice)
    if not here.places:
        raise refusal(
            f"'{framework.id}' has no stages to begin at; it is made to be used by other frameworks"
        )
    for term in terms:
        named(framework.terms, term, "term")
    settled = {
        (fact := named(framework.facts, name, "fact")).id: facts.taken(fact, value)
        for name, value in known.items()
    }
    stages = {id: framework.every_stage[id] for id in here.places}
    place = here.places[framework.stage_graph.first if stage is None else named(stages, stage, "stage").id]
    pinned = digests(framework)
    started = Started(
        framework.id,
        framework.version,
        pinned.structure,
        pinned.wording,
        framework.used,
        place.id,
        voice,
        framework.edition,
        framework.language,
        checked_minutes(minutes),
        familiarity,
        occasion or "",
        dict(participants) or NOTHING,
        presenter or "",
        dict(terms) or NOTHING,
        settled or NOTHING,
        tuple(tuple(sitting) for sitting in past),
        at,
        by,
        key,
    )
    begun = step(framework, State(), started)
    words = {**framework.terms, **terms} if terms else framework.terms
    rows = [row_of(started)]
    return Session(here, begun.state, rows, 1, begun.notices, words, spoken(help), id or "")
