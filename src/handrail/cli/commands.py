"""The commands and their options; every error is one sentence, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

import handrail
from handrail.cataloguing import Entry, names
from handrail.errors import FrameworkError, HandrailError
from handrail.framework import Framework
from handrail.practice.session import Session
from handrail.publishing.outline import to_outline
from handrail.publishing.transcript import to_transcript

from .checking import check
from .comparing import compare
from .doing import facts_of, sentence
from .drawing import draw
from .editors import schema
from .explaining import explain
from .fronts import choose_front
from .journal import journal
from .journals import find, look_back
from .languages import language_option, untranslated_command
from .new import new
from .pages import page
from .replaying import replay_all, told
from .status import DONE, FOUND, INTERRUPTED, USAGE
from .talk import Talk
from .walking import walk_command
from .worksheets import import_worksheet, worksheet

F = TypeVar("F", bound=Callable[..., Any])

# Who somebody is who speaks in a voice, where that is not plainly oneself.
_ROLES = {"group": "member", "guide": "guide"}


def run(arguments: Sequence[str]) -> int:
    """Return the exit status of the command: 0, 1 where it found problems or had to refuse, 2 for a wrong call."""
    try:
        status = group.main(list(arguments), prog_name="handrail", standalone_mode=False)
        return status if isinstance(status, int) else DONE
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.UsageError as error:
        return _say(f"{error.format_message()} Try: {_help_for(error)}", USAGE)
    except click.ClickException as error:
        return _say(error.format_message(), USAGE)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except FrameworkError as error:
        return _say(str(error), FOUND)
    except HandrailError as error:
        return _say(sentence(error), USAGE)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more can fail at the end
        return DONE
    except OSError as error:
        return _say(f"{error.filename or 'a file'}: {error.strerror}", USAGE)


def _say(sentence: str, status: int) -> int:
    click.echo(sentence, err=True)
    return status


def _help_for(error: click.UsageError) -> str:
    return f"{error.ctx.command_path if error.ctx else 'handrail'} --help"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(handrail.__version__, message="handrail %(version)s")
def group() -> None:
    """Helping frameworks to hold on to: Egan, Johns, Carper, the alliance, and your own."""


@group.command("list")
def list_() -> None:
    """List the frameworks that can be had by name."""
    entries = handrail.catalogue()
    width = max(len(entry.id) for entry in entries)
    for entry in entries:
        click.echo(f"{entry.id:<{width}}  {_line(entry)}")
    known = {entry.id for entry in entries}
    for id in names():
        if id not in known:
            click.echo(f"{id:<{width}}  (has problems: handrail check {id})")


def _line(entry: Entry) -> str:
    return f"{entry.title} ({entry.originator})" if entry.originator else entry.title


edition_option = click.option("--edition", metavar="ID", help="The edition whose labels and tags are shown.")
voice_option = click.option("--voice", metavar="VOICE", help="Who speaks: self, helper, group or guide.")
stage_option = click.option("--stage", metavar="ID", help="One stage only; where to begin.")


@group.command()
@click.argument("name")
@edition_option
@voice_option
@stage_option
@language_option
def show(name: str, edition: str | None, voice: str | None, stage: str | None, language: str | None) -> None:
    """Show a framework as text: stages, prompts, sources."""
    framework = handrail.load(name, edition=edition, language=language)
    click.echo(to_outline(framework, voice=voice, stage=stage), nl=False)


def talking(command: F) -> F:
    """Return a command with the options that reflecting and conversing share."""
    options = (
        click.argument("name"),
        voice_option,
        edition_option,
        language_option,
        stage_option,
        click.option("--minutes", type=click.FloatRange(min=0, min_open=True), help="How long there is."),
        click.option("--familiarity", default="developing", help="novice, developing or experienced."),
        click.option(
            "--occasion", metavar="ID", help="The kind of thing reflected on: error, conflict, success …"
        ),
        click.option(
            "--record",
            metavar="FILE",
            help="Keep it in this file, not in the journal; a single - keeps nothing.",
        ),
        click.option("--about", metavar="ID", help="The event it is about, by a name of yours and no more."),
        click.option("--known", multiple=True, metavar="FACT=VALUE", help="A fact that is settled already."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@group.command()
@talking
def reflect(name: str, voice: str | None, **options: Any) -> int:
    """Reflect with a framework, one prompt at a time."""
    return _talk(name, voice, options, aloud=False)


@group.command()
@talking
def converse(name: str, voice: str | None, **options: Any) -> int:
    """Help somebody with a framework: shows what to ask, and takes down what was said."""
    return _talk(name, voice, options, aloud=True)


def _usual_voice(framework: Framework, aloud: bool) -> str:
    if aloud:
        return "helper"
    # one that is made for a group has nothing for somebody alone; helping oneself is another thing than being helped
    alone = "self" in framework.voices or framework.purpose != "reflection"
    return "self" if alone else framework.voices[0]


def _talk(name: str, voice: str | None, options: dict[str, Any], aloud: bool) -> int:
    framework = handrail.load(name, edition=options["edition"], language=options["language"])
    voice = voice or _usual_voice(framework, aloud)
    if voice not in framework.voices:
        voices = " or ".join(framework.voices)
        raise click.UsageError(f"{framework.title} does not speak in the voice '{voice}'; it has {voices}.")
    front = choose_front()
    begun = front.now()
    earlier = look_back(framework, options["record"], options["about"] or "", begun)
    session = handrail.begin(
        framework,
        voice=voice,
        edition=options["edition"],
        stage=options["stage"],
        minutes=options["minutes"],
        familiarity=options["familiarity"],
        occasion=options["occasion"],
        participants={"me": "helper" if aloud else _ROLES.get(voice, "self")},
        known={**earlier.known, **_facts(options["known"])},
        past=earlier.past,
        about=options["about"],
        id=earlier.id,
        at=begun,
        by="me",
    )
    if _too_short(framework, session):
        return FOUND
    return Talk(session, front, earlier.keeper).run(ask_where=options["record"] is None)


def _facts(known: Sequence[str]) -> dict[str, str | list[str]]:
    facts: dict[str, str | list[str]] = {}
    for pair in known:
        fact, equals, value = pair.partition("=")
        if not equals or not fact or not value:
            raise click.UsageError("--known wants FACT=VALUE, for example --known consent=yes.")
        facts[fact.strip()] = facts_of(value)
    return facts


def _too_short(framework: Framework, session: Session) -> bool:
    """Return whether there are fewer minutes than the framework needs, having said what to use instead."""
    minutes = session.state.setting.minutes
    if framework.selection is None or minutes is None or minutes >= framework.selection.budget.floor:
        return False
    floor = framework.selection.budget.floor
    instead = "".join(
        f"\nhandrail reflect {id} --minutes {minutes:g}" for id in framework.selection.below_floor
    )
    click.echo(
        f"{framework.title} needs {floor:g} minutes at least; with {minutes:g}, use instead:{instead}",
        err=True,
    )
    return True


@group.command()
@click.argument("name", required=False, metavar="[SITTING]")
def resume(name: str | None) -> int:
    """Go on with a sitting: an id of the journal or a file; without one, the latest that waits to go on."""
    found = find(name)
    if found.session.state.status == "closed":
        id = name or found.session.id
        return _say(f"{id} is finished; read it with: handrail transcript {id}", FOUND)
    return Talk(found.session, choose_front(), found.keeper()).go_on()


@group.command()
@click.argument("name", metavar="SITTING")
def transcript(name: str) -> None:
    """Print a sitting as Markdown: what was asked, what was said, what was left out and why."""
    click.echo(to_transcript(find(name).session), nl=False)


@group.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("new", metavar="NEW.yaml")
def replay(folder: Path, new: str) -> int:
    """List what a changed framework means for the records of a folder; nothing is written.

    The exit status is 0 when every session can go on by itself, and 1 when somebody has to look at one.
    """
    replayed = replay_all(folder, handrail.load(new))
    for line in told(replayed):
        click.echo(line)
    for said in replayed.unread:
        click.echo(said, err=True)
    return FOUND if replayed.needs_a_person else DONE


group.add_command(check)
group.add_command(explain)
group.add_command(journal)
group.add_command(walk_command)
group.add_command(compare)
group.add_command(draw)
group.add_command(new)
group.add_command(page)
group.add_command(schema)
group.add_command(worksheet)
group.add_command(import_worksheet)
group.add_command(untranslated_command)
