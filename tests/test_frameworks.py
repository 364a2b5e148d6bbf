"""The shipped frameworks beside the tables of the literature notes: ids, ways, labels, tags, minutes, figures.

What an educator would object to in words stands in test_content.py; here everything is compared that is a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.content.looking import texts

import handrail
from handrail.framework import Framework
from handrail.framework.values import CONFIDENCE
from handrail.prompts import Minutes

FOLDER = Path(str(files("handrail.frameworks")))
SHIPPED = sorted(path.stem for path in FOLDER.glob("*.yaml") if "." not in path.stem)
each = pytest.mark.parametrize("name", SHIPPED)


def told(data: Any, key: str) -> Iterator[str]:
    """Yield everything that stands under a key, wherever it is."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name == key and isinstance(value, str):
                yield value
            yield from told(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from told(value, key)


# -- every framework --------------------------------------------------------------------------------------------


@each
def test_a_shipped_file_is_named_after_its_framework(name: str) -> None:
    assert handrail.load(name).id == name


@each
def test_everything_that_is_cited_is_declared_and_has_a_title(name: str) -> None:
    framework = handrail.load(name)
    plain = framework.to_plain()
    cited = {id for key, value in plain.items() if key != "references" for id in told(value, "reference")}
    assert cited <= {*framework.references}
    assert all(reference.data.get("title") for reference in framework.references.values())


@each
def test_confidence_is_one_of_five_words_and_stands_with_every_claim(name: str) -> None:
    framework = handrail.load(name)
    assert {*told(framework.to_plain(), "confidence")} <= {*CONFIDENCE}
    for remark in (*framework.strengths, *framework.limits):
        assert remark.confidence or framework.confidence
        assert not (remark.confidence == "verified" and not remark.reference), remark.text
    for edition in framework.editions.values():
        assert edition.reference
        assert edition.confidence
    assert [id for id, way in framework.ways_of_knowing.items() if not way.confidence] == []
    assert [id for id, figure in framework.figures.items() if not figure.confidence] == []


@each
def test_no_text_advises_promises_or_oversells(name: str) -> None:
    claim = re.compile(
        r"\byou (should|must)\b|\bproven\b|(?<!not )\bevidence-based\b|the most important factor"
        r"|completely confidential|\bguarantee",
        re.IGNORECASE,
    )
    assert [text for text in texts(handrail.load(name).to_plain()) if claim.search(text)] == []


@each
def test_software_claims_no_life_of_its_own(name: str) -> None:
    biography = re.compile(
        r"\b(when I was|in my own life|I feel you|I know how you feel|as your friend)\b", re.IGNORECASE
    )
    framework = handrail.load(name)
    assert [
        text
        for prompt in framework.every_prompt
        for text in prompt.wordings.values()
        if biography.search(text)
    ] == []


@each
def test_no_two_prompts_share_a_wording(name: str) -> None:
    wordings = [text for prompt in handrail.load(name).every_prompt for text in prompt.wordings.values()]
    assert len(wordings) == len({*wordings})


@each
def test_every_transition_and_every_gate_says_why(name: str) -> None:
    framework = handrail.load(name)
    ways = [way for stage in framework.every_stage.values() for way in stage.transitions]
    assert all(way.because for way in (*ways, *framework.from_anywhere))
    assert all(gate.otherwise for gate in framework.gates.values())


# -- Egan -------------------------------------------------------------------------------------------------------

TASKS = ("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c")
WAYS = """
    next  1a>1b 1b>1c 1c>2a 2a>2b 2b>2c 2c>3a 3a>3b 3b>3c 3c>action
    skip  1a>1c 1a>2a 1a>action 1c>3a 2b>3a
    back  1b>1a 1c>1a 1c>1b 2a>1a 2a>1c 2b>2a 2b>1b 2c>2b 2c>1c 3a>2b 3b>3a 3b>2b 3c>3b 3c>2c
    back  action>3c action>3b action>2b action>1b
    stay  1a>1a
    again action>1a action>1c
    exit  1a> 1c> evaluation>
"""
LABELS = """
                2019                    1990                        1998
    1           Current picture         Present scenario            Current scenario
    1a          Story                   The story                   The story
    1b          New perspectives        Blind spots                 Blind spots
    1c          Value                   Leverage                    Leverage
    2           Preferred picture       Preferred scenario          Preferred scenario
    2a          Possibilities           Possibilities               Possibilities
    2b          Change agenda           Agenda                      Change agenda
    2c          Commitment              Commitment                  Commitment
    3           The way forward         Strategy: getting there     Action strategies
    3a          Possible strategies     Strategies                  Possible actions
    3b          Best-fit strategies     Best fit                    Best-fit strategies
    3c          Plan                    Plan                        Plan
    action      Action arrow            Action                      Action leading to valued outcomes
    evaluation  Ongoing evaluation      Evaluation                  Evaluation
"""
# Prompts of each card: to the client, to oneself.
CARDS = {
    "1a": (6, 5),
    "1b": (6, 5),
    "1c": (6, 5),
    "2a": (5, 5),
    "2b": (6, 5),
    "2c": (5, 4),
    "3a": (5, 4),
    "3b": (5, 4),
    "3c": (6, 4),
    "action": (5, 4),
    "evaluation": (4, 4),
}


@pytest.fixture(scope="module")
def egan() -> Framework:
    return handrail.load("egan")


def test_egans_transitions_are_those_of_the_notes(egan: Framework) -> None:
    wanted = {
        (kind, *way.split(">"))
        for kind, *ways in (line.split() for line in WAYS.strip().splitlines())
        for way in ways
    }
    stages = [stage for id, stage in egan.every_stage.items() if "/" not in id]
    written = [(way.kind, way.source, way.target) for stage in stages for way in stage.transitions]
    assert len(written) == len({*written})
    assert {*written} == wanted


def test_egans_labels_are_those_of_each_edition(egan: Framework) -> None:
    head, *rows = [re.split(r"\s{2,}", line.strip()) for line in LABELS.strip("\n").splitlines()]
    for column, edition in enumerate(head, 1):
        shown = egan.in_edition(edition)
        labels = {
            id: stage.title for id, stage in {**shown.stages, **shown.strands}.items() if id != "relationship"
        }
        assert labels == {row[0]: row[column] for row in rows}, edition


def test_the_titles_of_the_first_edition_are_the_titles_of_the_stages(egan: Framework) -> None:
    assert [*egan.editions] == ["2019", "1990", "1998", "story-real-right"]
    assert not egan.editions["2019"].labels
    assert {id: stage.title for id, stage in egan.in_edition("2019").stages.items()} == {
        id: stage.title for id, stage in egan.every_stage.items() if id in egan.stages
    }


def test_the_unit_is_a_step_before_and_a_task_after(egan: Framework) -> None:
    units = {id: egan.in_edition(id).unit_of(egan.stage("2b")) for id in egan.editions}
    assert units == {"2019": "task", "1990": "step", "1998": "step", "story-real-right": "task"}


def test_egans_four_questions_are_captions_of_the_late_figure_and_never_prompts(egan: Framework) -> None:
    shown = egan.in_edition("2019")
    asked = {id: one.question for id, one in (shown.stages | shown.strands).items() if one.question}
    assert asked == {
        "1": "What's going on?",
        "2": "What do I need or want?",
        "3": "How do I get what I need or want?",
        "action": "How do I make it all happen?",
    }
    wordings = {text for prompt in egan.every_prompt for text in prompt.wordings.values()}
    assert not wordings & {*asked.values()}
    assert all(not egan.in_edition(id).editions[id].questions for id in ("1990", "1998"))


def test_every_card_has_as_many_prompts_as_in_the_notes(egan: Framework) -> None:
    counted = {
        id: tuple(len(egan.stage(id).prompts.in_voice(voice)) for voice in ("helper", "self")) for id in CARDS
    }
    assert counted == CARDS


def test_a_string_of_questions_is_broken_by_a_statement(egan: Framework) -> None:
    for task in ("1a", "1b", "1c", "2a", "2c"):
        assert "statement" in {prompt.kind for prompt in egan.stage(task).prompts.in_voice("helper")}, task


def test_challenge_has_its_home_in_the_second_task_and_waits_for_readiness(egan: Framework) -> None:
    assert {prompt.stage for prompt in egan.prompts if prompt.kind == "challenge"} == {"1b"}
    gate = egan.gates["alliance/readiness"]
    assert (gate.kind, gate.before, gate.before_kinds) == ("soft", ("1b",), ("challenge",))


def test_every_task_says_its_aim_its_signs_its_skills_and_its_pitfalls(egan: Framework) -> None:
    for task in TASKS:
        stage = egan.stage(task)
        assert all((stage.aim, stage.guidance, stage.ready_when, stage.skills, stage.pitfalls)), task


def test_the_crisis_comes_back_to_choosing(egan: Framework) -> None:
    assert egan.safeguards["alliance/danger"].back_to == "1c"
    assert {*egan.voices} == {"helper", "self"} <= {*egan.safeguards["alliance/danger"].wordings}


def test_values_and_setting_are_those_of_the_notes(egan: Framework) -> None:
    values = " ".join(remark.text.lower() for remark in egan.values)
    for word in ("respect", "empathy", "genuineness", "diversity", "empowerment", "action"):
        assert word in values
    setting = " ".join(remark.text.lower() for remark in egan.setting)
    for word in ("quiet", "confidentiality", "limits", "non-judgemental", "time"):
        assert word in setting


# -- the alliance -----------------------------------------------------------------------------------------------

FIGURES: dict[str, tuple[float, tuple[float, ...], str]] = {
    "horvath-symonds-1991": (0.26, (), "secondary"),
    "martin-2000": (0.22, (), "unchecked"),
    "horvath-bedi-2002": (0.21, (), "secondary"),
    "horvath-2011": (0.275, (0.25, 0.30), "verified"),
    "fluckiger-2018": (0.278, (0.256, 0.299), "verified"),
    "fluckiger-2018-internet": (0.275, (), "verified"),
    "safran-2011": (0.24, (0.09, 0.39), "verified"),
    "eubanks-2018": (0.29, (), "unchecked"),
    "woebot-2021": (3.36, (), "verified"),
    "wysa-2022": (3.64, (), "verified"),
}
REPAIR = """
    notice>acknowledge acknowledge>immediate acknowledge>explore acknowledge> immediate>recheck explore>avoidance
    explore>need explore>immediate avoidance>explore avoidance>need need>renegotiate renegotiate>recheck
    recheck> recheck>explore recheck>refer-or-end refer-or-end>
"""


def test_the_figures_are_those_of_the_notes() -> None:
    figures = handrail.load("alliance").figures
    found = {
        id: (one.value, one.interval, one.confidence) for id, one in figures.items() if one.value is not None
    }
    assert found == FIGURES


def test_every_figure_says_that_it_is_no_cause_or_how_else_it_misleads() -> None:
    for figure in handrail.load("alliance").figures.values():
        assert re.search(r"caus|not policy|direction|no evidence|not the same|correlation", figure.caution), (
            figure.id
        )


def test_the_ethical_gate_holds_five_things_and_asks_for_each() -> None:
    gate = handrail.load("alliance").gates["ethics"]
    asked = [prompt.asks for prompt in gate.prompts]
    assert asked == ["helper-nature-told", "emergency", "limits-told", "human-route-named", "consent"]
    assert gate.before == ("anywhere",)


def test_the_ways_of_repair_are_those_of_the_notes() -> None:
    alliance = handrail.load("alliance")
    inside = alliance.stage("repair").stages
    ways = {(way.source, way.target) for id in inside for way in alliance.stage(id).transitions}
    assert ways == {tuple(way.split(">")) for way in REPAIR.split()}


def test_no_instrument_is_contained() -> None:
    items = re.compile(
        r"\bitem \d|\bstrongly (dis)?agree|\bseldom\b.*\balways\b|cut-off (of|at) \d", re.IGNORECASE
    )
    alliance = handrail.load("alliance")
    assert [text for text in texts(alliance.to_plain()) if items.search(text)] == []
    for id in ("goal-check", "task-check", "bond-check", "check-in"):
        assert "not a validated measure" in alliance.prompts[id].how


def test_every_skill_has_a_caution_and_soler_is_for_bodies_only() -> None:
    skills = handrail.load("skills").skills
    assert [id for id, skill in skills.items() if not (skill.means and skill.caution)] == []
    for id in ("soler", "surety"):
        assert skills[id].reference == "stickley-2011"
    assert "Bodily only" in skills["soler"].caution
    assert "nobody is scored" in skills["soler"].caution


# -- Johns ------------------------------------------------------------------------------------------------------

# id, canonical ways, brief and typical minutes, core; in the order of the catalogue
CUES = """
    settle        -                   0 3
    inner         personal            1 2
    inner-note    personal            1 3
    describe      aesthetics          3 15 core
    significant   aesthetics          1 4  core
    intent        aesthetics          1 3
    response      aesthetics          1 4
    effect        aesthetics          1 5  core
    others-feel   aesthetics          1 3
    how-know      aesthetics          1 2
    own-feel      personal            1 4  core
    best          ethics              1 4  core
    influences    personal,ethics     1 5
    knowledge     empirics            1 4  core
    vision        ethics,personal     1 3
    past          reflexivity         1 3
    better        reflexivity         1 4  core
    alternatives  reflexivity         1 4
    constraints   reflexivity         1 4
    insight       reflexivity         1 4  core
    support       reflexivity         1 3
    available     reflexivity         1 3
    ways-changed  reflexivity,empirics,ethics,personal,aesthetics 1 4
    feel-now      reflexivity         1 2  core
    theory        empirics            5 15
    guide         reflexivity         5 20
    share         -                   2 5
"""
LATER = "past better alternatives feel-now support"
TAGS: dict[str, dict[str, str]] = {
    "1994": {"ways-changed": "empirics aesthetics personal ethics"},
    "1995": {
        **dict.fromkeys(["intent", "response", "effect", "others-feel", "how-know"], "aesthetics"),
        **dict.fromkeys(["own-feel", "influences"], "personal"),
        "best": "ethics",
        "knowledge": "empirics",
        **dict.fromkeys([*LATER.split(), "ways-changed"], "reflexivity"),
    },
    "2000": {
        **dict.fromkeys(["intent", "response", "effect", "others-feel", "how-know"], "aesthetics"),
        "own-feel": "personal",
        "knowledge": "empirics",
        **dict.fromkeys(["best", "influences"], "ethics"),
        **dict.fromkeys([*LATER.split(), "available"], "reflexivity"),
    },
    "2022": {},
}
# minutes: prompts, those of the description, and what is added to the sweep
BUDGETS = {
    10: (8, 3, ""),
    15: (8, 4, ""),
    20: (8, 5, ""),
    25: (9, 6, "significant"),
    30: (11, 8, "significant influences past"),
    45: (17, 11, "significant influences past others-feel response constraints intent alternatives support"),
}
SWEEP = ["describe", "effect", "own-feel", "best", "knowledge", "better", "insight", "feel-now"]


@pytest.fixture(scope="module")
def johns() -> Framework:
    return handrail.load("johns")


# Asked before everything, and no cue of Johns'.
OWN = "beforehand"


def test_johns_cues_are_those_of_the_catalogue(johns: Framework) -> None:
    found = {
        prompt.id: (prompt.ways, prompt.minutes, prompt.core)
        for prompt in johns.every_prompt
        if prompt.stage and "/" not in prompt.id and prompt.id != OWN
    }
    wanted = {}
    for line in CUES.strip().splitlines():
        id, ways, brief, typical, *core = line.split()
        tags = () if ways == "-" else tuple(ways.split(","))
        wanted[id] = (tags, Minutes(float(brief), float(typical)), bool(core))
    canonical = {prompt.id: prompt for stage in johns.every_stage.values() for prompt in stage.prompts}
    assert {id: (canonical[id].ways, *rest) for id, (_, *rest) in found.items()} == wanted
    assert [*found] == [*wanted]


def test_what_a_guide_and_peers_are_asked_is_worded_for_them_alone_and_serves_no_way_of_knowing(
    johns: Framework,
) -> None:
    prompts = [prompt for id in ("guiding", "beside") for prompt in johns.prompt_sets[id]]
    ids = ["agenda", "heard", "noticed", "supporting", "challenging", "theory-offered"]
    assert [prompt.id for prompt in prompts] == ids
    for prompt in prompts:
        assert [*prompt.wordings] == ["guide"]
        assert (prompt.topic != "", prompt.how != "", prompt.ways, prompt.minutes) == (True, True, (), None)
        assert not prompt.reference  # nothing here is put into Johns' mouth
    assert johns.confidence == "proposed"


def test_the_tags_of_an_edition_are_those_it_prints(johns: Framework) -> None:
    for edition, tags in TAGS.items():
        shown = johns.in_edition(edition)
        printed = {
            prompt.id: " ".join(prompt.ways) for prompt in shown.prompts if prompt.tagged and prompt.ways
        }
        assert printed == tags, edition
        assert {prompt.tagged for prompt in shown.prompts} <= {"", johns.editions[edition].reference}


def test_the_parts_of_an_edition_hold_the_prompts_that_it_tags_and_no_others(johns: Framework) -> None:
    for edition in johns.editions.values():
        parted = [prompt for part in edition.parts.values() for prompt in part]
        assert len(parted) == len({*parted})
        assert {*parted} == {*edition.ways}, edition.id


def test_what_builds_on_another_says_so(johns: Framework) -> None:
    needs = {prompt.id: prompt.needs for prompt in johns.prompts if prompt.needs}
    assert needs == {"how-know": ("others-feel",), "alternatives": ("better",), "constraints": ("better",)}
    assert handrail.load("carper").every_prompt["change"].needs == ("power",)


def test_sittings_are_those_of_the_notes(johns: Framework) -> None:
    other = {prompt.id: prompt.sitting for prompt in johns.prompts if prompt.sitting != "main"}
    assert other.pop(OWN) == "preface"
    assert other == {"settle": "preface", "theory": "later", "guide": "later", "share": "later"}


@pytest.mark.parametrize("minutes", BUDGETS)
def test_the_worked_budgets_come_out(johns: Framework, minutes: int) -> None:
    number, describing, added = BUDGETS[minutes]
    chosen = {
        one.prompt.id: one.minutes for one in johns.select(minutes).choices if one.prompt.sitting == "main"
    }
    assert len(chosen) == number
    assert chosen["describe"] == describing
    assert {*chosen} == {*SWEEP, *added.split()}
    assert next(iter(chosen)) == "describe"
    assert [*chosen][-1] == "feel-now"


def test_under_ten_minutes_it_is_not_johns(johns: Framework) -> None:
    chosen = johns.select(9)
    assert not chosen.choices
    assert chosen.instead == ("driscoll", "era")


def test_five_ways_are_covered_each_by_its_own_prompt(johns: Framework) -> None:
    assert johns.selection is not None
    assert johns.selection.cover == {
        "aesthetics": "effect",
        "personal": "own-feel",
        "ethics": "best",
        "empirics": "knowledge",
        "reflexivity": "better",
    }


def test_aesthetics_is_the_art_of_practice_and_empirics_is_evidence() -> None:
    ways = handrail.load("carper").ways_of_knowing
    assert re.search(r"neither beauty nor", ways["aesthetics"].means)
    assert re.search(r"research|theory|evidence", ways["empirics"].means)
    assert [*ways][:4] == ["empirics", "aesthetics", "personal", "ethics"]


def test_nobody_is_told_that_a_reflection_is_private_or_anonymous(johns: Framework) -> None:
    assert "not legally privileged" in johns.notice
    assert "name is not enough" in johns.notice


def test_every_type_of_outcome_has_a_prompt_that_yields_it(johns: Framework) -> None:
    yielded = {type for prompt in johns.prompts for type in prompt.yields}
    assert {*johns.known_outcomes} == yielded


def test_bassots_cycle_has_four_stages_and_comes_round() -> None:
    bassot = handrail.load("bassot")
    assert [*bassot.stages] == ["experience", "reflection-on-action", "theory", "preparation"]
    again = [
        (way.source, way.target)
        for stage in bassot.stages.values()
        for way in stage.transitions
        if way.kind == "again"
    ]
    assert again == [("preparation", "experience")]
    assert bassot.references["bassot-2013"].data["issued"] == "2013"
    assert {outcome.reference for outcome in bassot.outcomes.values()} == {"bassot-2016", ""}


def test_driscoll_asks_three_questions_with_bortons_words() -> None:
    driscoll = handrail.load("driscoll")
    assert {id: stage.reference for id, stage in driscoll.stages.items()} == dict.fromkeys(
        ("what", "so-what", "now-what"), "borton-1970"
    )
    minutes = [prompt.minutes for prompt in driscoll.prompts if prompt.minutes]
    assert sum(one.brief for one in minutes) < 10
