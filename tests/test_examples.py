"""Every program in examples/ runs, and says what its first lines promise; every framework there is one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handrail.authoring import check
from handrail.cataloguing import find_from

EXAMPLES = Path(__file__).parent.parent / "examples"
SAYS = {
    "egan_bot.py": ["2026-03-12", "Stages visited: Story, New perspectives, Possibilities", "Turns kept: 6"],
    "help_by_place.py": [
        "IE:\n  Call 112 now. It is free from any phone.\n  Your nurse on duty: <NUMBER OF YOUR WARD IN IRELAND>",
        "The Skilled Helper, SE:\n  Call 112 now. It is free from any phone.\n\n",
        "Efter passet, SE:\n  Ring 112 nu.",
        "nobody knows where:\n  Somebody here can help you.",
        "FI:\n  Nobody has told this software who can be reached where you are.",
        "in the record: nothing",
    ],
    "johns_journal.py": ["15 minutes", "leave no room for it", "supervision-item:", "Not drawn on: none"],
    "model_turns.py": [
        "is for a person to settle, not for software",
        "did you mean 'ask'",
        "shown: The crisis team",
        "'resume' is for a person to decide",
        "open again, at Value",
    ],
    "supervision_agenda.py": [
        "### bo\n\n- When do I go home?",
        "- Put up the sign for quiet. (by 2026-03-09)",
        "Bo may be asked: heard, noticed, supporting",
        "may always pass",
        "Bo's page holds: ['You spoke of the noise three times.']",
    ],
}


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.py")))
def test_an_example_runs_and_says_what_it_promises(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", str(EXAMPLES / name)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [line for line in SAYS[name] if line not in done.stdout] == []


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.name)
def test_an_example_framework_has_no_problems(path: Path) -> None:
    assert check(path.read_bytes(), path.name, find_from(path)) == ()
