"""The journal of whoever sits at this computer: where it is, how it is opened, and what in it a name means."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from handrail.framework import Framework
from handrail.keeping import Journal, KeepingError, NeedsKey
from handrail.practice.returning import re_entered
from handrail.practice.session import Session

from .keeping import InFile, InJournal, Keeper, Nowhere, read_record

# The fact, and its value, by which a framework hears that somebody comes back to the same event with nothing new; and
# how often that has to be so.
AGAIN, OFTEN = ("beforehand", "again"), 3
PLACE_VARIABLE = "HANDRAIL_JOURNAL"
PASSPHRASE_VARIABLE = "HANDRAIL_PASSPHRASE"  # noqa: S105  the name of a variable, and no passphrase


def journal_place() -> str:
    """Return where the journal is: what HANDRAIL_JOURNAL says, or a file in the user's data folder."""
    import platformdirs  # imported late: only whoever keeps something needs it

    return os.environ.get(PLACE_VARIABLE) or str(Path(platformdirs.user_data_dir("handrail")) / "journal.db")


def is_database(where: str) -> bool:
    """Return whether a place is a database elsewhere, and no file."""
    return "://" in where


def there_is_one() -> bool:
    """Return whether there is a journal already, as far as can be seen without opening it."""
    where = journal_place()
    return is_database(where) or Path(where).exists()


def open_journal(new: bool = True) -> Journal:
    """Return the journal, begun where there is none unless `new` is false; asks for the passphrase of a sealed one."""
    where = journal_place()
    if not new and not there_is_one():
        raise KeepingError(
            f"there is no journal at {where} yet; it begins with the first sitting: handrail reflect johns"
        )
    return open_at(where)


def open_at(where: str, *, sealed: bool = False) -> Journal:
    """Return the journal at a place; one that is begun there is sealed where `sealed`, or a passphrase, says so."""
    if not is_database(where):
        Path(where).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    said = os.environ.get(PASSPHRASE_VARIABLE) or None
    if said is None and sealed:
        said = ask_passphrase("Passphrase of the new journal", twice=True)
    return Journal.open(where, passphrase=said) if said else open_as_it_is(where)


def open_as_it_is(where: str) -> Journal:
    """Return the journal at a place, opened with a passphrase only if it is sealed."""
    try:
        return Journal.open(where)
    except NeedsKey:
        said = os.environ.get(PASSPHRASE_VARIABLE) or ask_passphrase("Passphrase of your journal")
        return Journal.open(where, passphrase=said)


def ask_passphrase(whose: str, *, twice: bool = False) -> str:
    """Return a passphrase that a person types; raises `KeepingError` where there is nobody to type one."""
    if not sys.stdin.isatty():
        raise KeepingError(f"this journal is sealed; say its passphrase in {PASSPHRASE_VARIABLE}")
    said: str = click.prompt(whose, hide_input=True, confirmation_prompt=twice, err=True)
    return said


def in_journal(kept: Journal | None = None) -> InJournal:
    """Return what keeps sittings in the journal, which is opened, and begun, when there is something to keep."""
    where = journal_place()
    return InJournal(
        (lambda: kept) if kept else open_journal,
        "in the database that your journal is in, on whatever machine that is,"
        if is_database(where)
        else f"on this computer, in your journal ({where})",
        first=not there_is_one(),
    )


def new_id(kept: Journal | None, framework: str, at: str) -> str:
    """Return an id for a new sitting that a person can read and type: the framework, the day and the time."""
    first = id = f"{framework}-{at[:10].replace('-', '')}-{at[11:16].replace(':', '')}"
    number = 1
    while kept is not None and id in kept:
        number += 1
        id = f"{first}-{number}"
    return id


class Earlier(NamedTuple):
    """What there was before a new sitting: what earlier ones met, what is known of them, and what keeps the new one."""

    past: tuple[tuple[str, ...], ...]
    known: Mapping[str, str]
    id: str
    keeper: Keeper


def look_back(framework: Framework, record: str | None, about: str, begun: str) -> Earlier:
    """Return what a new sitting goes on from: the journal, unless a record is named or a single - keeps nothing."""
    if record is not None:
        return Earlier((), {}, "", Nowhere() if record == "-" else InFile(Path(record)))
    kept = open_journal() if there_is_one() else None
    past = kept.history(framework) if kept else ()
    known = dict([AGAIN]) if kept and _is_over_again(kept, framework, about) else {}
    return Earlier(past, known, new_id(kept, framework.id, begun), in_journal(kept))


def _is_over_again(kept: Journal, framework: Framework, about: str) -> bool:
    """Return whether the latest sittings about an event brought nothing new, and the framework has words for that."""
    fact, value = AGAIN
    if not about or fact not in framework.facts or value not in framework.facts[fact].values:
        return False
    return re_entered(about, map(kept.session, kept.ids(about=about))) >= OFTEN


class Found(NamedTuple):
    """A session that was kept, and where it goes on being kept."""

    session: Session
    keeper: Callable[[], Keeper]


def find(name: str | None) -> Found:
    """Return what a name means: a file, an id in the journal or its beginning, or without one the latest sitting."""
    if name is not None and Path(name).exists():
        kept = read_record(Path(name))
        return Found(kept.session, lambda: InFile(Path(name), kept))
    if name is not None and (os.sep in name or name.endswith((".jsonl", ".json"))):
        raise KeepingError(f"{name} cannot be read: there is no such file.")
    journal = open_journal(new=False)
    id = _latest(journal) if name is None else meant(name, journal.ids())
    return Found(journal.session(id), lambda: in_journal(journal))


def meant(name: str, ids: Collection[str]) -> str:
    """Return the id that a name is, or begins; raises `KeepingError` for none and for several."""
    if name in ids:
        return name
    begun = [id for id in ids if id.startswith(name)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise KeepingError(f"'{name}' may mean {' or '.join(begun[:5])}; write more of the one that is meant")
    raise KeepingError(
        f"there is neither a file nor a session in your journal called '{name}' (handrail journal list)"
    )


def _latest(journal: Journal) -> str:
    finished = {*journal.ids(status="closed")}
    for id in reversed(journal.ids()):
        if id not in finished:
            return id
    raise KeepingError("no sitting in your journal is waiting to go on (handrail journal list)")
