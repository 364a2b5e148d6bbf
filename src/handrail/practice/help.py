"""What to tell somebody who needs a human being; the library knows no number, and names none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .checking import given as name_of
from .checking import written
from .state import State
from .tables import Table
from .verdicts import named, refusal
from .words import fill

# A text or several; those of each safeguard, where they differ; and either of them by language and place.
Texts = str | Iterable[str]
Help = Texts | Mapping[str, Texts | Mapping[str, Texts]]
# What fits of it, the most specific first: the texts under a safeguard's id, and under nothing those for any.
Chosen = tuple[Mapping[str, tuple[str, ...]], ...]

HONEST_DEFAULT = (
    "Nobody has told this software who can be reached where you are. If somebody may be in danger, turn now to "
    "the emergency service there, or to a person you trust."
)


def help_texts(table: Table, state: State, chosen: Chosen, terms: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words of the safeguard that interrupted, if one did, then the host's, or an honest default."""
    safeguard = table.safeguards.get(state.safeguard)
    worded = safeguard.wordings if safeguard else {}
    words = worded.get(table.voice) or next(iter(worded.values()), "")
    return (*([fill(words, terms)] if words else []), *(_of(chosen, state.safeguard) or (HONEST_DEFAULT,)))


def _of(chosen: Chosen, safeguard: str) -> tuple[str, ...]:
    """Return the host's texts for a safeguard; as long as none interrupted, those for any, or else all there are."""
    names = (safeguard, safeguard.rpartition("/")[2], "")
    found = (next((told[name] for name in names if name in told), ()) for told in chosen)
    if texts := next(filter(None, found), ()):
        return texts
    every = (text for told in chosen[:1] for texts in told.values() for text in texts)
    return () if safeguard else tuple(dict.fromkeys(every))


def choose_help(given: Help, language: str, place: str) -> Chosen:
    """Return those of a host's texts that fit a language and a place: `en-IE`, then `en`, then `IE`, then any.

    A text for another place is never one of them: a number that cannot be called there is worse than none.
    """
    name_of(place)
    if given == ():
        return ()
    if not isinstance(given, Mapping):
        return tuple(filter(None, [_by_safeguard(given)]))
    spoken = language.partition("-")[0]
    found = {_tag(tag): _by_safeguard(texts) for tag, texts in given.items()}
    fitting = (f"{spoken}-{place}" if place else spoken, spoken, place, "")
    return tuple(found[tag] for tag in dict.fromkeys(fitting) if found.get(tag))


def checked_help(table: Table, chosen: Chosen) -> Chosen:
    """Return what was chosen; raises `Refused` for help with a safeguard that the framework does not have."""
    for safeguard in (id for told in chosen for id in told):
        if safeguard:
            named(table.safeguards, safeguard, "safeguard")
    return chosen


def _tag(tag: object) -> str:
    if not isinstance(tag, str):
        raise refusal("help is told by language and place, such as 'en-IE', 'en', 'IE' or ''", "argument")
    return tag


def _by_safeguard(given: Texts | Mapping[str, Texts]) -> Mapping[str, tuple[str, ...]]:
    if isinstance(given, Mapping):
        told = {name_of(safeguard): _texts(texts) for safeguard, texts in given.items()}
    else:
        told = {"": _texts(given)}
    return {safeguard: texts for safeguard, texts in told.items() if texts}


def _texts(given: Texts) -> tuple[str, ...]:
    texts = (given,) if isinstance(given, str) else given
    if not isinstance(texts, Iterable):
        raise refusal("help is a text, or several", "argument")
    return tuple(text for text in map(written, texts) if text)
