"""Replaying a folder of records against a changed framework: what would happen to each, and nothing is written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

import handrail
from handrail.errors import HandrailError
from handrail.framework import Framework
from handrail.keeping import KeepingError
from handrail.practice.migrating import PLANS
from handrail.practice.session import Session
from handrail.practice.verdicts import RecordError
from handrail.rehearsal import Replay, replay

from .keeping import read_record
from .status import DONE, FOUND

SUFFIXES = (".json", ".jsonl")


class Replayed(NamedTuple):
    """What came of a folder: each record under its file's name, and a sentence for each file that cannot be read."""

    records: dict[str, Replay]
    unread: list[str]

    @property
    def needs_a_person(self) -> bool:
        """Return whether somebody has to look at one of them."""
        return bool(self.unread) or any(one.needs_a_person for one in self.records.values())


def replay_all(folder: Path, new: Framework) -> Replayed:
    """Return what a changed framework means for every record in a folder, in the order of their names."""
    records: dict[str, Replay] = {}
    unread: list[str] = []
    for path in sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES):
        try:
            records[path.name] = replay(_session(path), new)
        except HandrailError as error:
            unread.append(str(error))
    return Replayed(records, unread)


def _session(path: Path) -> Session:
    """Return the session of a file: a record as plain data, or one event a line."""
    if path.suffix == ".jsonl":
        return read_record(path).session
    try:
        return Session.from_record(json.loads(path.read_bytes()))
    except OSError as error:
        raise KeepingError(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        raise KeepingError(f"{path}: this is no record of a handrail session.") from None
    except RecordError as error:
        raise KeepingError(f"{path}: {error}.") from None


def told(replayed: Replayed) -> Iterator[str]:
    """Yield what would happen to each record, and a summary."""
    for name, one in replayed.records.items():
        yield f"{name}: {one.plan.kind}"
        yield from (f"  {reason}" for reason in one.plan.reasons)
        if one.plan.kind != "as-is" and one.status == "suspended" and not one.needs_a_person:
            yield "  the session waits for a person then"
        if one.refused and one.plan.kind != "blocked":
            number, kind, why = one.refused
            yield f"  under this version alone, event {number} ({kind}) would not have been taken: {why}"
    counted = Counter(one.plan.kind for one in replayed.records.values())
    kinds = ", ".join(f"{counted[kind]} {kind}" for kind in PLANS if counted[kind])
    many = len(replayed.records)
    yield f"{many} {'record' if many == 1 else 'records'}{f': {kinds}' if kinds else ''}"


@click.command("replay")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("new", metavar="NEW.yaml")
def replay_command(folder: Path, new: str) -> int:
    """List what a changed framework means for the records of a folder.

    Nothing is written. The exit status is 0 when every session can go on by itself, and 1 when somebody has
    to look at one.
    """
    replayed = replay_all(folder, handrail.load(new))
    for line in told(replayed):
        click.echo(line)
    for said in replayed.unread:
        click.echo(said, err=True)
    return FOUND if replayed.needs_a_person else DONE
