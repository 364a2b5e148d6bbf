"""What an educator would object to at once: each point of the notes that the shipped frameworks touch."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import handrail
from handrail.framework import Framework

TASKS = ("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "3c")
FIVE = ("empirics", "aesthetics", "personal", "ethics", "reflexivity")
every_framework = pytest.mark.parametrize("name", handrail.names())


@pytest.fixture(scope="module")
def egan() -> Framework:
    return handrail.load("egan")


@pytest.fixture(scope="module")
def johns() -> Framework:
    return handrail.load("johns")


# -- every framework ---------------------------------------------------------------------------------------------------


@every_framework
def test_a_framework_says_whose_it_is_where_it_ends_and_under_which_licence(name: str) -> None:
    framework = handrail.load(name)
    assert framework.licence == "CC-BY-4.0"
    assert framework.version != "0"
    assert framework.references
    assert framework.summary
    assert framework.confidence
    assert framework.limits


@every_framework
def test_no_wording_advises_oversells_or_promises(name: str) -> None:
    framework = handrail.load(name)
    for prompt in framework.every_prompt:
        for text in prompt.wordings.values():
            assert not re.search(
                r"\byou should\b|\bproven\b|completely confidential|the most important factor", text
            )


# -- Egan --------------------------------------------------------------------------------------------------------------


def test_egan_has_three_stages_nine_tasks_and_three_strands(egan: Framework) -> None:
    assert [stage.id for stage in egan.stages.values() if not stage.parent] == ["1", "2", "3"]
    assert egan.stage_graph.leaves == TASKS
    assert tuple(egan.strands) == ("action", "evaluation", "relationship")
    assert egan.order == "free"


def test_egan_has_the_108_prompts_of_cards_and_strands(egan: Framework) -> None:
    own = [prompt for prompt in egan.prompts if "/" not in prompt.id]
    assert len(own) == 108
    assert {voice for prompt in own for voice in prompt.wordings} == {"helper", "self"}


def test_egan_has_every_transition_of_the_notes_with_a_reason(egan: Framework) -> None:
    written = [way for stage in egan.every_stage.values() if "/" not in stage.id for way in stage.transitions]
    assert Counter(way.kind for way in written) == {
        "next": 9,
        "skip": 5,
        "back": 18,
        "stay": 1,
        "again": 2,
        "exit": 3,
    }
    assert [way for way in written if not way.because] == []


def test_every_task_leads_to_every_other_and_none_is_locked(egan: Framework) -> None:
    for task in TASKS:
        assert set(egan.stage_graph.reachable_from(task)) >= set(TASKS)
        session = handrail.begin(egan, voice="self", stage=task)
        assert [
            move.stage for move in session.moves() if move.verdict.word != "open" and move.stage in TASKS
        ] == []


def test_strands_stand_beside_everything_and_never_on_the_way(egan: Framework) -> None:
    assert egan.stage_graph.suggested_way() == TASKS
    for task in TASKS:
        beside = {one.stage for one in handrail.begin(egan, voice="self", stage=task).offer().beside}
        assert beside == {"action", "evaluation", "relationship"}


def test_one_set_of_labels_at_a_time(egan: Framework) -> None:
    labels = {
        id: {stage.title for stage in [*shown.stages.values(), *shown.strands.values()]}
        for id in egan.editions
        for shown in [egan.in_edition(id)]
    }
    assert next(iter(egan.editions)) == "2019"
    assert "Present scenario" in labels["1990"]
    assert all("Present scenario" not in labels[id] for id in labels if id != "1990")
    assert "Action strategies" not in labels["1990"]
    assert "New perspectives" in labels["2019"]
    assert all("New perspectives" not in labels[id] for id in ("1990", "1998", "story-real-right"))
    assert egan.editions["story-real-right"].confidence == "uncertain"
    assert not egan.editions["1990"].questions
    for id, edition in egan.editions.items():
        assert edition.reference, id
        assert edition.unit == ("step" if id in ("1990", "1998") else "task"), id
        if id != "2019":
            assert set(edition.labels) >= {"1", "2", "3", *TASKS, "action", "evaluation"}, id


def test_opportunity_is_there_as_well_as_problem(egan: Framework) -> None:
    assert "opportunit" in egan.summary
    assert "opportunit" in egan.scope
    assert "1990" in egan.summary  # the order of the second and third task is no dogma


def test_being_heard_is_enough_to_end(egan: Framework) -> None:
    assert [way.because for way in egan.stages["1a"].transitions if way.kind == "exit"] == [
        "being heard was enough"
    ]
    assert handrail.begin(egan, voice="self").close().state.status == "closed"


def test_danger_interrupts_from_everywhere_and_names_people(egan: Framework) -> None:
    for stage in (*TASKS, "action"):
        session = handrail.begin(egan, voice="self", stage=stage).know("emergency", "yes")
        assert session.state.status == "suspended"
        assert not session.offer()
        assert session.help
        after = session.know("emergency", "no").resume()
        assert after.state.stage == "1c"


# -- the alliance ------------------------------------------------------------------------------------------------------


def test_figures_come_with_their_cautions() -> None:
    alliance = handrail.load("alliance")
    assert alliance.figures
    for figure in alliance.figures.values():
        assert figure.caution, figure.id
        assert figure.reference, figure.id
    said = " ".join(
        [figure.caution for figure in alliance.figures.values()] + [one.text for one in alliance.limits]
    )
    assert "correlation" in said
    assert "APA" in said or "American Psychological Association" in said


def test_the_check_is_no_validated_measure() -> None:
    alliance = handrail.load("alliance")
    for id in ("goal-check", "task-check", "bond-check"):
        assert "not a validated measure" in alliance.prompts[id].how


def test_the_two_gates_are_not_merged() -> None:
    gates = handrail.load("alliance").gates
    assert (gates["ethics"].kind, gates["ethics"].voices) == ("hard", ("helper",))
    assert gates["readiness"].kind == "soft"


# -- Carper and Johns --------------------------------------------------------------------------------------------------


def test_carper_has_four_and_everybody_else_keeps_their_own() -> None:
    ways = handrail.load("carper").ways_of_knowing
    whose = {id: way.originator for id, way in ways.items()}
    assert [id for id, name in whose.items() if "Carper" in name] == [
        "empirics",
        "aesthetics",
        "personal",
        "ethics",
    ]
    assert "Johns" in whose["reflexivity"]
    assert "White" in whose["sociopolitical"]
    assert "Munhall" in whose["unknowing"]
    assert "Chinn" in whose["emancipatory"]
    assert "Kramer" in whose["emancipatory"]
    assert all(way.asks and way.reference for way in ways.values())


def test_johns_has_27_cues_in_both_voices_with_minutes(johns: Framework) -> None:
    own, *cues = [prompt for prompt in johns.prompts if "/" not in prompt.id]
    assert (own.id, own.confidence, own.reference) == ("beforehand", "proposed", "")
    assert len(cues) == 27
    for cue in cues:
        assert set(cue.wordings) == {"self", "group"}, cue.id
        assert cue.minutes is not None
        assert cue.minutes.brief <= cue.minutes.typical
        assert set(cue.ways) <= set(FIVE)


def test_johns_is_neither_a_cycle_nor_a_lock(johns: Framework) -> None:
    assert johns.order == "suggested"
    assert not [way for stage in johns.stages.values() for way in stage.transitions if way.kind == "again"]
    assert "cycle" in johns.summary


def test_tags_belong_to_their_edition(johns: Framework) -> None:
    ways = {id: johns.in_edition(id).prompts["influences"].ways for id in johns.editions}
    assert ways["1995"] == ("personal",)
    assert ways["2000"] == ("ethics",)
    assert ways["1994"] == ()
    later = johns.in_edition("2022")
    assert not [prompt.id for prompt in later.prompts if prompt.tagged and prompt.ways]


def test_1994_has_its_five_parts(johns: Framework) -> None:
    assert list(johns.editions["1994"].parts) == [
        "Description of the experience",
        "Reflection",
        "Influencing factors",
        "Alternative strategies",
        "Learning",
    ]


def test_ten_minutes_cover_five_ways_and_end_with_how_one_is(johns: Framework) -> None:
    chosen = [choice.prompt for choice in johns.select(10).choices]
    assert {way for prompt in chosen for way in prompt.ways} >= set(FIVE) - {"empirics"}
    assert "knowledge" in [prompt.id for prompt in chosen]
    assert chosen[-1].id == "feel-now"


def test_consequences_are_asked_for_three_parties_and_the_setting_is_asked_for(johns: Framework) -> None:
    effect, influences = (
        johns.prompts["effect"].wordings["self"],
        johns.prompts["influences"].wordings["self"],
    )
    assert all(party in effect for party in ("<person>", "anyone else", "for me"))
    assert all(word in influences for word in ("inside me", "workload", "hierarchy"))


def test_skipping_any_cue_blocks_nothing(johns: Framework) -> None:
    session = handrail.begin(johns, minutes=20)
    for offered in session.offer():
        session = session.skip(offered)
    assert session.offer().here == ()
    assert session.close().state.status == "closed"


# -- Bassot and Driscoll -----------------------------------------------------------------------------------------------


def test_the_cycle_is_cited_to_2013_and_every_outcome_serves_something() -> None:
    bassot = handrail.load("bassot")
    assert {stage.reference for stage in bassot.stages.values()} == {"bassot-2013"}
    assert len(bassot.outcomes) == 10
    assert all(outcome.benefit for outcome in bassot.outcomes.values())


def test_borton_is_credited_and_rolfe_is_another() -> None:
    driscoll = handrail.load("driscoll")
    assert "Borton" in driscoll.summary
    assert "Rolfe" in driscoll.summary
    assert any(id.startswith("borton") for id in driscoll.references)
