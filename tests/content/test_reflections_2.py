"""What an educator would object to at once in the second half of the reflective models: names, order, cautions."""

from __future__ import annotations

import pytest
from tests.content.looking import own, rounds, said, titles

import handrail
from handrail.framework import Framework


def flat(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())


def every_part(framework: Framework, edition: str) -> list[str]:
    """Return the prompts of an edition under all its headings."""
    return [id for part in framework.editions[edition].parts.values() for id in part]


# -- Rolfe, Freshwater and Jasper --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rolfe() -> Framework:
    return handrail.load("rolfe")


def test_rolfes_levels_ascend_under_bortons_words(rolfe: Framework) -> None:
    assert titles(rolfe) == [
        "Descriptive level",
        "Theory- and knowledge-building level",
        "Action-oriented and reflexive level",
    ]
    assert [stage.question for stage in rolfe.stages.values()] == ["What?", "So what?", "Now what?"]
    assert rolfe.originator == "Gary Rolfe, Dawn Freshwater and Melanie Jasper"
    assert rolfe.references["rolfe-2001"].data["issued"] == "2001"
    assert "Terry Borton (1970)" in flat(rolfe.summary)
    assert rounds(rolfe) == [("action-oriented", "descriptive")]


def test_rolfe_and_driscoll_are_kept_apart_in_both_files(rolfe: Framework) -> None:
    driscoll = handrail.load("driscoll")
    assert "not the framework of John Driscoll" in flat(rolfe.summary)
    assert "distinct from the framework of Rolfe" in flat(driscoll.summary)
    assert not {*rolfe.stages} & {*driscoll.stages}
    assert len(own(rolfe)) > 2 * len(own(driscoll))


def test_rolfes_second_level_asks_for_knowledge_and_the_third_for_an_action(rolfe: Framework) -> None:
    theory = [prompt for prompt in rolfe.stage("theory-building").prompts if prompt.core]
    assert [prompt.id for prompt in theory] == ["went-by", "from-elsewhere", "of-this-kind"]
    assert "knowledge-gap" in rolfe.prompts["from-elsewhere"].yields
    assert "action" in rolfe.prompts["step"].yields
    for caution in ("description and nothing more", "feelings", "levels lost", "changes practice most"):
        assert caution in said(rolfe) + " ".join(one.text for one in rolfe.strengths)


# -- Brookfield --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def brookfield() -> Framework:
    return handrail.load("brookfield")


def test_brookfields_lenses_are_four_and_no_lens_has_to_come_first(brookfield: Framework) -> None:
    lenses = brookfield.stages["lenses"].stages
    assert [brookfield.stages[id].title for id in lenses] == [
        "Autobiography",
        "Learners' eyes",
        "Colleagues",
        "Theoretical literature",
    ]
    assert {brookfield.unit_of(brookfield.stages[id]) for id in lenses} == {"lens"}
    assert brookfield.order == "free"
    for id in lenses:
        session = handrail.begin(brookfield, stage=id)
        assert session.offer().next is not None
        assert {move.verdict.word for move in session.moves()} == {"open"}


def test_an_edition_has_its_own_names_for_the_lenses_and_its_own_order(brookfield: Framework) -> None:
    assert [*brookfield.editions] == ["1995", "2017"]
    newer = brookfield.in_edition("2017")
    assert [newer.stages[id].title for id in newer.stages["lenses"].stages] == [
        "Personal experience",
        "Learners' eyes",
        "Colleagues",
        "Theory",
    ]
    assert [*newer.editions["2017"].parts][1:5] == ["Learners", "Colleagues", "Personal experience", "Theory"]
    assert sorted(every_part(brookfield, "2017")) == sorted(own(brookfield))


def test_what_has_not_been_gathered_yet_is_an_answer_in_every_lens_that_needs_others(
    brookfield: Framework,
) -> None:
    for id in ("theirs", "theirs-too", "written"):
        assert "not yet gathered" in flat(brookfield.prompts[id].how)
        assert {"action", "knowledge-gap"} & {*brookfield.prompts[id].yields}


def test_the_word_for_learners_is_set_by_whoever_works_with_others(brookfield: Framework) -> None:
    session = handrail.begin(brookfield, stage="learners", terms={"learners": "patients"})
    assert all("patients" in offered.text for offered in session.offer())


def test_brookfield_hunts_assumptions_about_power_and_what_was_added_says_so(brookfield: Framework) -> None:
    assert "those about power above all" in flat(brookfield.summary)
    assert "Only the four lenses are his" in flat(brookfield.summary)
    assert brookfield.stages["what-becomes"].confidence == "proposed"
    for caution in ("gathered from others", "made for teachers"):
        assert caution in said(brookfield)


# -- Boud, Keogh and Walker --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def boud() -> Framework:
    return handrail.load("boud")


def test_bouds_processes_stand_between_the_experience_and_its_outcomes(boud: Framework) -> None:
    outer = [stage.title for stage in boud.stages.values() if stage.parent not in boud.stages]
    assert outer == ["Experience", "Reflective processes", "Outcomes"]
    assert [boud.stages[id].title for id in boud.stages["processes"].stages] == [
        "Returning to the experience",
        "Attending to feelings",
        "Re-evaluating the experience",
    ]
    assert boud.originator == "David Boud, Rosemary Keogh and David Walker"
    assert boud.references["boud-1985"].data["issued"] == "1985"


def test_boud_is_no_line(boud: Framework) -> None:
    back = {
        (way.source, way.target)
        for stage in boud.stages.values()
        for way in stage.transitions
        if way.kind == "back"
    }
    assert {
        ("returning", "experience"),
        ("re-evaluating", "experience"),
        ("re-evaluating", "returning"),
    } <= back
    assert rounds(boud) == []


def test_feelings_have_two_sides_and_re_evaluating_has_four_parts(boud: Framework) -> None:
    feelings = [prompt.topic for prompt in boud.stage("attending").prompts]
    assert feelings == ["feelings that help", "feelings that stand in the way"]
    parts = [prompt.topic.split()[0].strip(",") for prompt in boud.stage("re-evaluating").prompts]
    assert parts == ["association", "integration", "validation", "appropriation"]


def test_nobody_has_to_be_rid_of_a_feeling(boud: Framework) -> None:
    assert "Nobody has to be rid of a feeling" in boud.stages["attending"].guidance
    assert "Feelings that cannot be set aside" in " ".join(one.text for one in boud.not_for)
    for caution in ("abstract, and without questions", "can be managed"):
        assert caution in said(boud)
    assert "They give no questions" in flat(boud.summary)


# -- The five Rs -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def five() -> Framework:
    return handrail.load("five-r")


def test_the_five_rs_are_bains_and_his_colleagues(five: Framework) -> None:
    assert titles(five) == ["Reporting", "Responding", "Relating", "Reasoning", "Reconstructing"]
    assert five.originator.startswith("John Bain, ")
    assert [five.references[id].data["issued"] for id in ("bain-1999", "bain-2002")] == ["1999", "2002"]
    assert rounds(five) == []


def test_the_four_rs_are_the_same_prompts_with_the_first_two_taken_together(five: Framework) -> None:
    parts = five.editions["4r"].parts
    assert [*parts] == ["Reporting and responding", "Relating", "Reasoning", "Reconstructing"]
    assert every_part(five, "4r") == own(five)
    assert [*parts["Reporting and responding"]] == [
        prompt.id for stage in ("reporting", "responding") for prompt in five.stage(stage).prompts
    ]


def test_the_five_rs_are_prompts_here_and_neither_a_mark_nor_a_ladder(five: Framework) -> None:
    assert "a scale for how deep a text goes, which this is not" in flat(five.summary)
    assert "Marking" in " ".join(one.text for one in five.not_for)
    assert "Nothing here is marked" in five.notice
    assert "read as a ladder, although good writing moves among the five" in said(five)
    assert handrail.begin(five).move("reconstructing").offer().next is not None


# -- Schön -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schon() -> Framework:
    return handrail.load("schon")


def test_schons_words_are_told_apart_by_time_and_may_be_taken_in_any_order(schon: Framework) -> None:
    assert titles(schon) == ["Knowing-in-action", "Surprise", "Reflection-in-action", "Reflection-on-action"]
    assert schon.originator == "Donald A. Schön"
    assert [schon.references[id].data["issued"] for id in ("schon-1983", "schon-1987")] == ["1983", "1987"]
    assert schon.order == "free"
    assert rounds(schon) == []
    for stage in schon.stages:
        assert handrail.begin(schon, stage=stage).offer().next is not None


def test_nobody_is_asked_to_write_in_the_middle_of_the_work(schon: Framework) -> None:
    assert "Writing while the work goes on." in [one.text for one in schon.not_for]
    assert "here one only looks back at it" in flat(schon.summary)
    assert "no time" in schon.prompts["thought-then"].how


def test_what_others_added_to_schon_and_what_others_doubt_is_said(schon: Framework) -> None:
    assert "Reflection before action and for action were added by others later" in flat(schon.summary)
    assert "not what Johns calls reflexivity" in flat(schon.summary)
    assert {limit.reference for limit in schon.limits} >= {"eraut-1995", "ixer-1999"}
    for caution in ("context, other people and power", "no time"):
        assert caution in said(schon)


# -- minutes and counts that summaries tell ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count", "typical", "told"),
    [
        ("rolfe", 11, 31, ("eleven prompts", "half an hour")),
        ("brookfield", 12, 38, ("twelve prompts", "forty minutes")),
        ("boud", 12, 33, ("twelve prompts", "half an hour")),
        ("five-r", 10, 31, ("ten prompts", "half an hour")),
        ("schon", 10, 28, ("ten prompts", "half an hour")),
    ],
)
def test_what_a_summary_says_about_prompts_and_minutes_is_so(
    name: str, count: int, typical: int, told: tuple[str, str]
) -> None:
    framework = handrail.load(name)
    minutes = [one for one in (framework.prompts[id].minutes for id in own(framework)) if one]
    assert (len(minutes), sum(one.typical for one in minutes)) == (count, typical)
    assert all(words in flat(framework.summary) for words in told)
