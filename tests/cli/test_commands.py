"""The table of commands says what the commands say."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click
import pytest

import handrail.cli
from handrail.cli.commands import COMMANDS, group

from .conftest import Run


def commands_in(module: str) -> dict[str, click.Command]:
    """Return the commands that are made in a module, by their names."""
    held = vars(import_module(f"handrail.cli.{module}")).values()
    made = [one for one in held if isinstance(one, click.Command)]
    within = {
        id(one) for command in made if isinstance(command, click.Group) for one in command.commands.values()
    }
    return {str(one.name): one for one in made if one is not group and id(one) not in within}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_its_own_first_sentence(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert (command.name, (command.help or "").split("\n\n")[0]) == (name, COMMANDS[name].says)


def test_every_command_of_the_room_stands_in_the_table() -> None:
    modules = [
        path.stem for path in Path(handrail.cli.__file__).parent.glob("*.py") if path.stem != "__init__"
    ]
    made = {(name, module) for module in modules for name in commands_in(module)}
    assert made == {(name, where.module) for name, where in COMMANDS.items()}


def test_the_help_lists_every_command_by_the_alphabet(run: Run) -> None:
    listed = run("--help", COLUMNS="100").stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == sorted(COMMANDS)
    assert listed[0].endswith(f"  {COMMANDS['check'].says}")
