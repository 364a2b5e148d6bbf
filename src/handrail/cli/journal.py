"""What can be done with the journal at a command line: look, read, take away, and forget."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from handrail.keeping import Journal, KeepingError
from handrail.practice.lines import write_lines
from handrail.practice.session import Session
from handrail.practice.stored import started_of
from handrail.publishing.agenda import to_agenda
from handrail.publishing.transcript import to_transcript

from .doing import who
from .fronts import Clock
from .journals import (
    PLACE_VARIABLE,
    ask_passphrase,
    is_database,
    journal_place,
    meant,
    open_as_it_is,
    open_at,
    open_journal,
    there_is_one,
)

SUFFIXES = {"md": ".md", "jsonl": ".jsonl"}


@click.group()
def journal() -> None:
    """What was kept: list, show, export, forget, outcomes, agenda."""


@journal.command("list")
@click.option("--framework", metavar="NAME", help="Sittings with this framework only.")
@click.option("--since", metavar="DAY", help="Begun on this day or later, as in 2026-03-01.")
@click.option("--until", metavar="DAY", help="Begun on this day or earlier.")
@click.option("--outcome", metavar="TYPE", help="Something was kept as this type of outcome.")
@click.option("--status", metavar="STATUS", help="open, suspended, stopped or closed.")
@click.option(
    "--output", type=click.Choice(["text", "json"]), default="text", help="For people, or programs."
)
def list_(output: str, **asked: str | None) -> None:
    """List the sittings in the journal; nothing that was written shows."""
    with open_journal(new=False) as kept:
        rows = [_row(kept.session(id)) for id in kept.ids(**asked)]
    if output == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        click.echo(
            "No sitting in your journal fits that." if any(asked.values()) else "Your journal is empty."
        )
    width = max((len(str(row["id"])) for row in rows), default=0)
    for row in rows:
        click.echo(f"{row['id']:<{width}}  {_said(row)}")


def _row(session: Session) -> dict[str, object]:
    state = session.state
    return {
        "id": session.id,
        "begun": started_of(session).at,
        "framework": session.framework.id,
        "title": session.framework.title,
        "status": state.status,
        "answered": sum(state.was(id) == "answered" for id in state.touched),
        "open_outcomes": sum(one.status == "open" for one in state.outcomes.values()),
    }


def _said(row: dict[str, object]) -> str:
    status = {"stopped": "may go on", "closed": "finished", "suspended": "interrupted"}.get(
        str(row["status"]), row["status"]
    )
    answered = _counted(int(str(row["answered"])), "answer")
    left = int(str(row["open_outcomes"]))
    kept = f", {_counted(left, 'outcome')} open" if left else ""
    return f"{str(row['begun'])[:10]}  {row['title']}: {status}, {answered}{kept}"


def _counted(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


@journal.command()
@click.argument("id")
def show(id: str) -> None:
    """Print a sitting as Markdown: what was asked and what was said."""
    with open_journal(new=False) as kept:
        click.echo(to_transcript(kept.session(meant(id, kept.ids()))), nl=False)


@journal.command()
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option("--to", "form", type=click.Choice([*SUFFIXES]), default="md", help="Markdown, or JSON Lines.")
@click.option("--out", type=click.Path(path_type=Path), help="A folder: a file for each sitting.")
def export(ids: Sequence[str], form: str, out: Path | None) -> None:
    """Take sittings out as Markdown to read, or as JSON Lines with everything in them; all, unless some are named."""
    with open_journal(new=False) as kept:
        sessions = _named(kept, ids)
        if out is None:
            for session in sessions:
                click.echo(_exported(session, form), nl=False)
            return
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        for session in sessions:
            path = out / f"{_file_name(session.id)}{SUFFIXES[form]}"
            _write_private(path, _exported(session, form))
            click.echo(str(path))
    click.echo(
        "What leaves the journal is yours to look after: whoever can open these files can read them.",
        err=True,
    )


def _named(kept: Journal, ids: Sequence[str]) -> Iterator[Session]:
    known = kept.ids()
    for id in [meant(id, known) for id in ids] if ids else known:
        yield kept.session(id)


def _exported(session: Session, form: str) -> str:
    return to_transcript(session) if form == "md" else "".join(write_lines(session))


def _file_name(id: str) -> str:
    """Return an id as the name of a file: ids may come from other software, and hold anything."""
    safe = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in id).lstrip(".")
    return safe[:120] or "sitting"


def _write_private(path: Path, text: str) -> None:
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeepingError(f"{path} is there already; name another place") from None
    with os.fdopen(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as opened:
        opened.write(text)


@journal.command()
@click.option("--participant", metavar="NAME", help="What this participant may see, as for a guide.")
@click.option("--out", type=click.Path(path_type=Path), help="A file to write it into.")
def agenda(participant: str | None, out: Path | None) -> None:
    """Print one page for supervision: items to look at, open actions, what returns, what was not met lately."""
    with open_journal(new=False) as kept:
        page = to_agenda(kept.review(participant or ""))
    if out is None:
        click.echo(page, nl=False)
    else:
        _write_private(out, page)
        click.echo(str(out))


@journal.command()
@click.option("--type", "kind", metavar="TYPE", help="Of this type only: action, supervision-item …")
@click.option("--status", type=click.Choice(["open", "done", "dropped"]), default="open", help="Open ones.")
def outcomes(kind: str | None, status: str) -> None:
    """List what was taken out of sittings, each with its sitting and number, for settling it."""
    with open_journal(new=False) as kept:
        found = kept.outcomes(kind, status)
    for one in found:
        outcome = one.outcome
        about = [outcome.visibility, *([f"by {outcome.due}"] if outcome.due else [])]
        click.echo(f"{one.session} {outcome.id}  {outcome.type} ({', '.join(about)}): {outcome.text}")
    if not found:
        click.echo("Nothing in your journal fits that.")


@journal.command()
@click.argument("id")
@click.argument("number")
@click.argument("status", type=click.Choice(["done", "dropped", "open"]))
@click.option("--visibility", metavar="WHO", help="Share it: supervisor, group or portfolio; or private.")
def settle(id: str, number: str, status: str, visibility: str | None) -> None:
    """Say what became of an outcome, by its sitting and number (handrail journal outcomes), and who may see it."""
    with open_journal(new=False) as kept:
        whole = meant(id, kept.ids())
        session = kept.settle(
            whole, number, status, visibility, at=Clock().now(), by=who(kept.session(whole))
        )
    outcome = next(one for one in session.outcomes if one.id == number)
    click.echo(f"{whole} {number}: {outcome.status}, {outcome.visibility}.")


@journal.command()
@click.argument("id")
@click.option("--yes", is_flag=True, help="Without asking once more.")
def forget(id: str, yes: bool) -> int:
    """Erase a sitting: nothing of it is left in the journal but its id and when it was forgotten."""
    with open_journal(new=False) as kept:
        whole = meant(id, kept.ids())
        if not yes and not _sure(whole):
            click.echo("Nothing was changed.")
            return 1
        kept.forget(whole)
    click.echo(
        f"{whole} is forgotten. Copies, exports and backups that you made are not: they are yours to erase."
    )
    return 0


def _sure(id: str) -> bool:
    if not sys.stdin.isatty():
        raise KeepingError(f"to forget {id} without being asked, say --yes; it cannot be brought back")
    return bool(click.confirm(f"{id} cannot be brought back. Forget it?", err=True))


@journal.command()
@click.argument("place", metavar="PLACE")
@click.option("--encrypted", is_flag=True, help="Seal the new one: nobody reads it without its passphrase.")
def copy(place: str, encrypted: bool) -> None:
    """Copy every sitting into another journal, a file or a database; yours stays as it is."""
    if not is_database(place) and Path(place).exists():
        raise KeepingError(f"{place} is there already; name a place where nothing is")
    with ExitStack() as opened:
        kept = opened.enter_context(open_as_it_is(journal_place())) if there_is_one() else None
        other = opened.enter_context(open_at(place, sealed=encrypted))
        ids = kept.ids() if kept else ()
        for id in ids:
            session = kept.session(id) if kept else None
            if session is not None and other.session(other.keep(session)) != session:
                raise KeepingError(f"{id} did not arrive as it was; nothing was changed here")
    click.echo(
        f"{_counted(len(ids), 'sitting')} copied. To go on there: export {PLACE_VARIABLE}={shlex.quote(place)}"
    )


@journal.command()
def passphrase() -> None:
    """Change the passphrase that a sealed journal is opened with."""
    with open_journal(new=False) as kept:
        kept.rekey(passphrase=ask_passphrase("New passphrase", twice=True))
    click.echo("From now on your journal is opened with the new passphrase.")
