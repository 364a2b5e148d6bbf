"""Sitting down with a framework: reflecting, conversing, going on, and what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

import handrail
from handrail.framework import Framework
from handrail.practice.session import Session
from handrail.publishing.transcript import to_transcript

from .doing import facts_of, role_of
from .fronts import choose_front
from .journals import find, look_back
from .options import edition_option, language_option, stage_option, voice_option
from .status import FOUND
from .talk import Talk

F = TypeVar("F", bound=Callable[..., Any])


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


@click.command()
@talking
def reflect(name: str, voice: str | None, **options: Any) -> int:
    """Reflect with a framework, one prompt at a time."""
    return _talk(name, voice, options, aloud=False)


@click.command()
@talking
def converse(name: str, voice: str | None, **options: Any) -> int:
    """Help somebody with a framework: what to ask, and what was said."""
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
        participants={"me": role_of(voice, aloud)},
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


@click.command()
@click.argument("name", required=False, metavar="[SITTING]")
def resume(name: str | None) -> int:
    """Go on with a sitting: the latest that waits, or an id or a file."""
    found = find(name)
    if found.session.state.status == "closed":
        id = name or found.session.id
        click.echo(f"{id} is finished; read it with: handrail transcript {id}", err=True)
        return FOUND
    return Talk(found.session, choose_front(), found.keeper()).go_on()


@click.command()
@click.argument("name", metavar="SITTING")
def transcript(name: str) -> None:
    """Print a sitting as Markdown: what was asked, said and left out."""
    click.echo(to_transcript(find(name).session), nl=False)
