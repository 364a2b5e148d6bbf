"""How a session begins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from handrail.conditions import Value
from handrail.framework import Framework

from . import facts
from .checking import checked_minutes, given, written
from .events import NOTHING, Started
from .expiring import RULES
from .help import Help, checked_help, choose_help
from .identity import digests
from .log import row_of
from .session import Session
from .state import State
from .steps import step
from .tables import Table, table
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
    help: Help = (),  # noqa: A002  what it is, in one word
    place: str = "",
    past: Iterable[Collection[str]] = (),
    about: str | None = None,
    id: str | None = None,
    at: str = "",
    by: str = "",
    key: str = "",
) -> Session:
    """Return a new session, at the first stage and in the first voice unless others are named.

    known: facts that the host has settled. terms: its words for those that the framework leaves open. past: the
    prompts of earlier sittings, the latest last. about: the host's id, never a text, for the event reflected on.
    help: what to tell somebody who needs a human being, as texts, or as texts by language and `place` ("en-IE", "en",
    "IE", "" for any), for all safeguards or by their ids; none of it is kept in a record.
    """
    here = _table(framework, voice, edition)
    started = _pinned(here, stage)._replace(at=given(at), by=given(by), key=given(key))
    started = started._replace(participants=dict(participants) or NOTHING, presenter=presenter or "")
    started = started._replace(familiarity=familiarity, occasion=occasion or "")
    started = started._replace(minutes=checked_minutes(minutes), past=_checked_past(past), about=given(about))
    started = started._replace(rules=RULES, terms=_checked_terms(here, terms), known=_settled(here, known))
    helpers = checked_help(here, choose_help(help, here.framework.language, place))
    begun = step(here.framework, State(), started)
    words = {**here.framework.terms, **terms} if terms else here.framework.terms
    return Session(here, begun.state, [row_of(started)], 1, begun.notices, words, helpers, given(id))


def _table(framework: Framework, voice: str | None, edition: str | None) -> Table:
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
    return here


def _pinned(here: Table, stage: str | None) -> Started:
    """Return what a session is pinned to: a framework in a version and a view, and the stage it begins at."""
    framework = here.framework
    stages = {id: framework.every_stage[id] for id in here.places}
    first = framework.stage_graph.first if stage is None else named(stages, stage, "stage").id
    return Started(
        framework.id,
        framework.version,
        *digests(framework),
        framework.used,
        here.places[first].id,
        here.voice,
        framework.edition,
        framework.language,
    )


def _settled(here: Table, known: Mapping[str, object]) -> Mapping[str, Value]:
    facts_there = here.framework.facts
    given = ((named(facts_there, name, "fact"), value) for name, value in known.items())
    return {fact.id: facts.taken(fact, value) for fact, value in given} or NOTHING


def _checked_terms(here: Table, terms: Mapping[str, str]) -> Mapping[str, str]:
    for term, words in terms.items():
        named(here.framework.terms, term, "term")
        written(words)
    return dict(terms) or NOTHING


def _checked_past(past: Iterable[Collection[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(given(prompt) for prompt in sitting) for sitting in past)
