"""Every program in examples/ runs, and says what its first lines promise; every framework there is one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import handrail
from handrail.authoring import check
from handrail.cataloguing import find_from
from handrail.rehearsal import covered, walk, walkthroughs_in

EXAMPLES = Path(__file__).parent.parent / "examples"
FRAMEWORKS = sorted(path for path in EXAMPLES.glob("*.yaml") if "." not in path.stem)
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


@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda path: path.name)
def test_an_example_framework_has_no_problems(path: Path) -> None:
    assert check(path.read_bytes(), path.name, find_from(path)) == ()


@pytest.mark.parametrize("path", FRAMEWORKS, ids=lambda path: path.name)
def test_an_example_framework_is_walked_whole_by_what_stands_beside_it(path: Path) -> None:
    [reading] = walkthroughs_in(path.with_name(f"{path.stem}.walkthroughs.yaml"))
    walked = [walk(reading.framework, one) for one in reading.walkthroughs]
    assert [str(one.failure) for one in walked if one.failure] == []
    found = covered(reading.framework, (one.session for one in walked if one.session))
    assert (found.stages.not_seen, found.transitions.not_seen) == ((), ())


def test_a_form_shows_a_question_only_where_an_earlier_answer_calls_for_it() -> None:
    form = handrail.load(EXAMPLES / "home-visit.yaml")
    assert len([prompt for prompt in form.prompts if prompt.only_if]) >= 20
    session = handrail.begin(form)
    first = {offered.id for offered in session.offer()}
    assert not {"a-lift", "how-many-floors", "list-ready"} & first
    session = session.answer("any-stairs", "yes").answer("a-lift", "no").answer("any-medicines", "yes")
    assert {offered.id for offered in session.offer()} - first == {"how-many-floors", "who-sorts"}
    assert "list-ready" in [offered.id for offered in session.answer("who-sorts", "no").offer()]


def test_a_desk_settles_who_calls_before_it_reads_anything_out() -> None:
    desk = handrail.begin(handrail.load(EXAMPLES / "missing-parcel.yaml"), stage="greeting").move("story")
    with pytest.raises(handrail.Refused):
        desk.move("find")
    desk = desk.know("who-is-calling", "receiver").move("find").move("remedy")
    for may, to in (("yes", "pay-back"), ("no", "hand-over")):
        decided = desk.know("wants", "the-money").know("may-refund", may)
        assert to in [move.stage for move in decided.moves() if move.verdict.word == "open"]
        assert decided.move(to).state.stage == to


def test_a_debrief_of_ten_minutes_keeps_its_first_word_and_its_last() -> None:
    debrief = handrail.load(EXAMPLES / "simulation-debrief.yaml")
    offered = list(handrail.begin(debrief, voice="group", minutes=10).offer())
    assert (offered[0].id, offered[-1].id) == ("one-word", "next-shift")
    assert sum(one.minutes or 0 for one in offered) <= 10
    shaken = handrail.begin(debrief, voice="guide", minutes=10).know("distressed", "yes")
    assert shaken.state.status == "suspended"


def test_johns_for_first_years_is_nine_cues_and_one_of_the_school_in_twenty_minutes() -> None:
    framework = handrail.load(EXAMPLES / "johns-first-year.yaml")
    session = handrail.begin(framework, minutes=20, familiarity="novice")
    offered = [one.prompt.id for one in session.offer()]
    cues = [id for id in offered if id in handrail.load("johns").prompts and id != "beforehand"]
    assert (len(cues), len(offered)) == (9, 11)
    assert offered[2:4] == ["effect", "our-values"]
    assert "for the patient" in " ".join(one.text for one in session.offer())
    for one in session.offer():
        session = session.answer(one, "…")
    assert session.coverage.not_met == ()
    assert session.close().state.status == "closed"
