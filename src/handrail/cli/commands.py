"""The commands, each imported when it is called; every error is one sentence, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

import click

import handrail
from handrail.errors import FrameworkError, HandrailError

from .sentences import sentence
from .status import DONE, FOUND, INTERRUPTED, USAGE


class Where(NamedTuple):
    """The module in here that holds a command, and what the list of commands says of it."""

    module: str
    says: str


# A command is imported when it is called. So its first sentence stands here too, and a test compares the two.
COMMANDS = {
    "check": Where("checking", "Check framework files, or all of a folder."),
    "converse": Where("sitting", "Help somebody with a framework: what to ask, and what was said."),
    "diff": Where("comparing", "Tell what differs between two frameworks, also for recorded sessions."),
    "draw": Where("drawing", "Draw a framework's stage graph."),
    "explain": Where("explaining", "Explain a code of handrail check; without one, list all."),
    "import-worksheet": Where(
        "worksheets", "Read a filled-in worksheet (HTML, Markdown, DOCX or PDF) into a new sitting."
    ),
    "journal": Where("journal", "What was kept: list, show, export, forget, outcomes, agenda."),
    "list": Where("listing", "List the frameworks that can be had by name."),
    "new": Where("new", "Begin a framework of your own, with a few questions."),
    "page": Where("pages", "Make a page of a framework that needs no other file."),
    "reflect": Where("sitting", "Reflect with a framework, one prompt at a time."),
    "replay": Where("replaying", "List what a changed framework means for the records of a folder."),
    "resume": Where("sitting", "Go on with a sitting: the latest that waits, or an id or a file."),
    "schema": Where("editors", "Print the JSON Schema by which editors complete and explain."),
    "show": Where("showing", "Show a framework as text: stages, prompts, sources."),
    "transcript": Where("sitting", "Print a sitting as Markdown: what was asked, said and left out."),
    "untranslated": Where("languages", "List the texts of a framework that are not there in a language."),
    "walk": Where("walking", "Walk frameworks by their walk-throughs, or at random."),
    "worksheet": Where(
        "worksheets", "Print a worksheet with room to write, blank or with what was answered."
    ),
}


class Commands(click.Group):
    """The group of all commands, which lists them without importing one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, out of its module."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".{COMMANDS[cmd_name].module}", __package__)
        held = (one for one in vars(module).values() if isinstance(one, click.Command))
        return next(one for one in held if one.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what every command does."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, where.says) for name, where in COMMANDS.items()])


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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(handrail.__version__, message="handrail %(version)s")
def group() -> None:
    """Helping frameworks to hold on to: Egan, Johns, Carper, the alliance, and your own."""
