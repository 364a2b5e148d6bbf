"""The helping models beside the notes: names, order, originators, years, cautions, and what is not in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.content.looking import texts
from tests.content.published import mark

import handrail
from handrail.errors import HandrailError
from handrail.framework import Framework
from handrail.practice import Session

SETTLED = {
    "helper-nature-told": "yes",
    "emergency": "no",
    "limits-told": "yes",
    "human-route-named": "yes",
    "consent": "yes",
}
# First aid also wants somebody on the spot; advice wants somebody who answers for it, and only there.
ON_THE_SPOT = {"psychological-first-aid": {"trained-person-there": "yes"}}
ALSO = {
    **ON_THE_SPOT,
    "five-as-behaviour-change": {"adviser-there": "yes"},
    "five-as-tobacco": {"adviser-there": "yes"},
}
# id: originator, order, voices, titles in order; the ways that the notes add to the order of writing
MODELS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "motivational-interviewing": (
        "William R. Miller and Stephen Rollnick",
        "suggested",
        ("helper", "guide"),
        ("Engaging", "Focusing", "Evoking", "Planning"),
    ),
    "solution-focused": (
        "Steve de Shazer and Insoo Kim Berg",
        "suggested",
        ("helper", "self"),
        (
            "Best hopes",
            "Brief description of the problem",
            "Preferred future",
            "Exceptions and instances",
            "Scaling",
            "Break, compliments, suggestion",
            "What is better",
        ),
    ),
    "psychological-first-aid": (
        "World Health Organization, War Trauma Foundation and World Vision International",
        "suggested",
        ("helper", "self"),
        ("Prepare", "Look", "Listen", "Link", "End well"),
    ),
    "teach-back": (
        "",
        "strict",
        ("helper", "self"),
        ("Explain", "Say back", "Explain differently", "Confirm"),
    ),
    "hill": ("Clara E. Hill", "suggested", ("helper", "guide"), ("Exploration", "Insight", "Action")),
    "spikes": (
        "Walter F. Baile, Robert Buckman and colleagues",
        "strict",
        ("self", "guide"),
        ("Setting up", "Perception", "Invitation", "Knowledge", "Emotions", "Strategy and summary"),
    ),
    "goal-reality-options-will": (
        "Graham Alexander, Alan Fine and John Whitmore",
        "suggested",
        ("helper", "self"),
        ("Goal", "Reality", "Options", "Will"),
    ),
    "thought-record": (
        "",
        "strict",
        ("self", "helper"),
        (
            "Situation",
            "Emotions, rated",
            "Automatic thoughts",
            "Evidence for",
            "Evidence against",
            "Balanced view",
            "Emotions, rated again",
        ),
    ),
    "calgary-cambridge": (
        "Suzanne Kurtz, Jonathan Silverman, John Benson and Juliet Draper",
        "suggested",
        ("self", "guide"),
        (
            "Initiating the session",
            "Gathering information",
            "Physical examination",
            "Explanation and planning",
            "Closing the session",
        ),
    ),
    "five-as-behaviour-change": (
        "",
        "suggested",
        ("helper", "self"),
        ("Assess", "Advise", "Agree", "Assist", "Arrange"),
    ),
    "five-as-tobacco": (
        "",
        "suggested",
        ("helper", "self"),
        ("Ask", "Advise", "Assess", "Assist", "Arrange"),
    ),
    "problem-solving-core": (
        "Thomas J. D'Zurilla, Marvin R. Goldfried, Arthur M. Nezu and Christine Maguth Nezu",
        "suggested",
        ("helper", "self"),
        (
            "Define the problem and set a goal",
            "Generate alternatives",
            "Decide",
            "Carry out and verify",
        ),
    ),
}
WAYS = {
    "motivational-interviewing": "anywhere>engaging planning>evoking evoking>focusing",
    "solution-focused": "follow-up>exceptions follow-up>scaling exceptions>preferred-future best-hopes>follow-up",
    "psychological-first-aid": "anywhere>look link>listen",
    "teach-back": "clarify>say-back say-back>confirm say-back>clarify confirm>explain",
    "hill": "anywhere>exploration action>insight",
    "spikes": "emotions>knowledge invitation>strategy-summary knowledge>emotions",
    "goal-reality-options-will": "reality>goal options>reality will>options",
    "thought-record": "emotions-rerated>automatic-thoughts evidence-for>evidence-against anywhere>",
    "calgary-cambridge": "explanation-planning>gathering-information",
    "five-as-behaviour-change": "arrange>assess",
    "five-as-tobacco": "assess>arrange",
    "problem-solving-core": "implement-verify>define-goal implement-verify>alternatives implement-verify>decide",
}
YEARS = {
    "motivational-interviewing": {"2013", "2023"},
    "solution-focused": {"2010"},
    "psychological-first-aid": {"2011", "2006"},
    "hill": {"2014", "2020"},
    "spikes": {"2000"},
    "goal-reality-options-will": {"1992", "2017"},
    "calgary-cambridge": {"2003"},
    "five-as-behaviour-change": {"2002"},
    "problem-solving-core": {"1971", "2007", "2013"},
}
# Questions that were published with these models, as `mark` writes them.
PUBLISHED = frozenset(Path(__file__).with_name("published-conversations.txt").read_text().split())
GATED = [name for name, (_, _, voices, _) in MODELS.items() if "helper" in voices]
PAGE = Path(__file__).parents[2] / "docs" / "guides" / "conversations.rst"
each = pytest.mark.parametrize("name", MODELS)
each_gated = pytest.mark.parametrize("name", GATED)


def begun(name: str, stage: str | None = None, voice: str | None = None) -> Session:
    """Return a session of a model with everything settled that its gates ask for."""
    framework = handrail.load(name)
    voice = voice or framework.voices[0]
    known = {**SETTLED, **ALSO.get(name, {})} if voice == "helper" else {}
    if framework.order != "strict" or stage is None:
        return handrail.begin(framework, voice=voice, stage=stage, known=known)
    session = handrail.begin(framework, voice=voice, known=known)
    for place in next(iter(framework.stage_graph.paths(framework.stage_graph.first, stage)))[1:]:
        session = session.move(place)
    return session


def own(framework: Framework) -> dict[str, Any]:
    """Return the prompts that the file words itself."""
    return {prompt.id: prompt for prompt in framework.prompts if "/" not in prompt.id}


def wordings(framework: Framework, *voices: str) -> list[str]:
    """Return what the file says in some voices, or in all."""
    return [
        text
        for prompt in own(framework).values()
        for voice, text in prompt.wordings.items()
        if not voices or voice in voices
    ]


# -- all of them ---------------------------------------------------------------------------------------------


@each
def test_names_order_originator_and_voices_are_those_of_the_notes(name: str) -> None:
    framework = handrail.load(name)
    titles = tuple(stage.title for stage in framework.stages.values())
    assert (framework.originator, framework.order, framework.voices, titles) == MODELS[name]
    assert framework.purpose == "helping"


@each
def test_the_ways_of_the_notes_are_there_with_their_reasons(name: str) -> None:
    framework = handrail.load(name)
    ways = [way for stage in framework.stages.values() for way in stage.transitions]
    there = {f"{way.source or 'anywhere'}>{way.target}" for way in (*ways, *framework.from_anywhere)}
    assert {*WAYS[name].split()} <= there
    assert all(way.because for way in (*ways, *framework.from_anywhere))


@each
def test_the_years_are_those_of_the_works(name: str) -> None:
    issued = {
        str(one.data["issued"]) for one in handrail.load(name).references.values() if one.data.get("issued")
    }
    assert YEARS.get(name, set()) <= issued


@each
def test_each_says_whom_it_is_not_for_and_that_no_effect_was_checked(name: str) -> None:
    framework = handrail.load(name)
    assert any("emergenc" in remark.text for remark in framework.not_for)
    assert not framework.figures
    assert any(remark.text.startswith("No figure about effects stands here") for remark in framework.limits)
    assert all((framework.summary, framework.scope, framework.users, framework.setting, framework.notice))
    assert framework.strengths
    assert framework.values


@each
def test_every_stage_says_its_aim_its_signs_its_skills_and_its_pitfalls(name: str) -> None:
    framework = handrail.load(name)
    for stage in (*framework.stages.values(), *framework.strands.values()):
        assert all((stage.aim, stage.guidance, stage.ready_when, stage.skills, stage.pitfalls)), stage.id
        for voice in framework.voices:
            assert stage.prompts.in_voice(voice), (stage.id, voice)


@each
def test_no_prompt_asks_two_things_or_is_too_long_to_be_heard(name: str) -> None:
    said = wordings(handrail.load(name))
    assert [text for text in said if text.count("?") > 1] == []
    assert [text for text in said if len(text.split()) > 35] == []


@each
def test_a_helper_says_you_and_whoever_is_alone_does_not(name: str) -> None:
    framework = handrail.load(name)
    assert [text for text in wordings(framework, "self") if re.search(r"\byou(r|rself)?\b", text)] == []
    assert [text for text in wordings(framework, "guide") if re.search(r"\bI\b", text)] == []


@each
def test_nothing_advises_diagnoses_or_promises(name: str) -> None:
    framework = handrail.load(name)
    claim = re.compile(
        r"\byou (should|must|ought|need to)\b|\bdisorder\b|\bsymptom|\bdiagnos|confidential|\bpromise|\bwhy\b",
        re.IGNORECASE,
    )
    assert [text for text in wordings(framework) if claim.search(text)] == []


@each
def test_no_published_question_is_in_it(name: str) -> None:
    assert mark("What else?") in PUBLISHED
    for text in wordings(handrail.load(name)):
        assert {mark(sentence) for sentence in re.split(r"[?.!]", text)}.isdisjoint(PUBLISHED), text


@each
def test_the_page_for_choosing_names_its_stages_its_order_and_its_voices(name: str) -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    _, order, voices, titles = MODELS[name]
    row = page.partition(f"``{name}`` {titles[0]}")[2]
    assert row.split(", ".join(voices))[0].count(order)
    for title in titles[1:]:
        assert title.split(",")[-1].strip() in row.partition("``")[0]


@each
def test_a_helpers_questions_are_broken_by_statements(name: str) -> None:
    framework = handrail.load(name)
    if framework.voices[0] == "helper":
        for stage in framework.stages.values():
            kinds = {prompt.kind for prompt in stage.prompts.in_voice("helper")}
            assert kinds & {"statement", "exercise"} or stage.id in ("look", "follow-up")


@each_gated
def test_nobody_is_asked_for_anything_before_they_agreed(name: str) -> None:
    session = handrail.begin(handrail.load(name), voice="helper")
    assert [one.id for one in session.offer().needed] == [
        "alliance/who-helps",
        "alliance/danger-now",
        "alliance/limits",
        "alliance/human-route",
        "alliance/consent",
        *(["here-in-person"] if name in ON_THE_SPOT else []),
    ]
    assert {one.id for one in session.offer()} == {one.id for one in session.offer().needed}
    assert begun(name).offer().needed == ()
    known = {**SETTLED, **ALSO.get(name, {}), "consent": "no"}
    refused = handrail.begin(handrail.load(name), voice="helper", known=known)
    assert {one.stage for one in refused.offer().here} & {*handrail.load(name).stages} == set()


@each
def test_danger_interrupts_from_every_stage_and_names_people(name: str) -> None:
    framework = handrail.load(name)
    for voice in framework.voices:
        for stage in (*framework.stages, *framework.strands):
            session = begun(name, stage, voice).interrupt("danger")
            assert session.state.status == "suspended", stage
            assert not session.offer(), stage
            assert session.help, stage
            assert session.resume().state.stage == framework.safeguards["alliance/danger"].back_to


@each
def test_danger_speaks_as_whoever_speaks(name: str) -> None:
    framework = handrail.load(name)
    words = handrail.load("alliance").safeguards["danger"].wordings
    assert {*framework.voices} <= {*words}
    for voice in framework.voices:
        assert begun(name, voice=voice).interrupt("danger").help[0] == words[voice]


@each
def test_one_may_leave_anything_out_and_stop_anywhere(name: str) -> None:
    framework = handrail.load(name)
    for stage in framework.stages:
        session = begun(name, stage)
        for offered in session.offer().here:
            session = session.skip(offered)
        assert session.stop().state.status == "stopped"
        assert session.close().state.status == "closed"


@each_gated
def test_a_strain_leads_out_to_its_repair_and_back(name: str) -> None:
    session = begun(name).know("rupture", "yes")
    here = session.state.stage
    assert session.detour("repair").state.stage == "alliance/notice"
    assert session.detour("repair").come_back().state.stage == here


# -- Motivational Interviewing -------------------------------------------------------------------------------


def test_processes_and_tasks_and_the_two_spirits_are_never_mixed() -> None:
    framework = handrail.load("motivational-interviewing")
    assert [*framework.editions] == ["2023", "2013"]
    engaging = framework.stages["engaging"]
    assert [framework.in_edition(id).unit_of(engaging) for id in framework.editions] == ["task", "process"]
    spirit = {
        id: [remark.text.split(";")[0].split()[0] for remark in (*framework.values, *edition.values)]
        for id, edition in framework.editions.items()
    }
    assert spirit == {
        "2023": ["Partnership", "Acceptance", "Compassion", "Empowerment"],
        "2013": ["Partnership", "Acceptance", "Compassion", "Evocation"],
    }


def test_planning_is_optional_and_nobody_is_confronted() -> None:
    framework = handrail.load("motivational-interviewing")
    assert "exit" in {way.kind for way in framework.stages["evoking"].transitions}
    assert "challenge" not in {prompt.kind for prompt in framework.prompts}
    assert "may never come" in framework.summary
    assert {"up-to-you", "no-plan-needed"} <= {*own(framework)}


def test_no_score_of_a_helper_and_no_stages_of_change() -> None:
    framework = handrail.load("motivational-interviewing")
    said = " ".join(texts(framework.to_plain()))
    assert "not a MITI score" in said
    assert not re.search(r"precontemplation|\b(3\.5|40|50) ?%|\b[12]:1\b", said)
    assert not [fact for fact in framework.facts if "/" not in fact]


def test_known_disagreement_advises_against_evoking_and_never_shuts() -> None:
    session = begun("motivational-interviewing").know("goal-disagreed", "yes")
    verdicts = {move.stage: move.verdict.word for move in session.moves()}
    assert (verdicts["focusing"], verdicts["evoking"]) == ("open", "advised_against")


# -- solution-focused ----------------------------------------------------------------------------------------


def test_the_scales_set_facts_and_what_follows_fits_the_number() -> None:
    framework = handrail.load("solution-focused")
    assert {id: fact.scale for id, fact in framework.facts.items() if "/" not in id} == dict.fromkeys(
        ("progress", "confidence", "willingness"), (0, 10)
    )
    start = begun("solution-focused", "scaling")
    for number, offered in (
        (0, {"at-the-lowest", "one-point-on"}),
        (4, {"what-holds-it", "one-point-on"}),
        (10, {"what-holds-it"}),
    ):
        session = start.answer("where-now", "About there, I think.", value=number)
        assert session.state.facts["progress"] == number
        followed = {one.id for one in session.offer().here} & {
            "at-the-lowest",
            "what-holds-it",
            "one-point-on",
        }
        assert followed == offered, number
    assert "without-numbers" in {one.id for one in start.offer().here}


def test_every_number_is_for_talking_and_the_published_miracle_is_not_here() -> None:
    framework = handrail.load("solution-focused")
    for prompt in own(framework).values():
        if prompt.asks:
            assert "not a validated measure" in prompt.how, prompt.id
    assert not re.search(r"miracle|while you (are|were) (a)?sleep", " ".join(wordings(framework)))
    assert "challenge" not in {prompt.kind for prompt in framework.prompts}


def test_how_one_gets_through_is_asked_where_things_are_bad() -> None:
    framework = handrail.load("solution-focused")
    coping = {prompt.stage for prompt in own(framework).values() if "coping-questions" in prompt.skills}
    assert coping == {"exceptions", "scaling", "follow-up"}


# -- Psychological First Aid ---------------------------------------------------------------------------------


def test_one_looks_again_from_anywhere_and_after_danger() -> None:
    framework = handrail.load("psychological-first-aid")
    assert [(way.kind, way.target) for way in framework.from_anywhere] == [("back", "look")]
    for stage in {*framework.stages, *framework.strands} - {"look"}:
        moves = {move.stage: move.verdict.word for move in begun("psychological-first-aid", stage).moves()}
        assert moves["look"] == "open"
    assert framework.safeguards["alliance/danger"].back_to == "look"


def test_first_aid_presses_nobody_for_the_story_and_puts_no_scale() -> None:
    framework = handrail.load("psychological-first-aid")
    said = wordings(framework, "helper")
    pressing = r"what happened|tell me|talk about it|remember|went through|feel(ing)?s?\b|how did"
    assert [text for text in said if re.search(pressing, text)] == []
    assert [prompt.id for prompt in framework.prompts if prompt.asks] == []
    rest = " ".join(remark.text for remark in framework.not_for)
    assert all(word in rest for word in ("debriefing", "software alone", "counselling"))
    assert "training" in framework.users


def test_software_alone_gives_no_first_aid() -> None:
    framework = handrail.load("psychological-first-aid")
    session = handrail.begin(framework, voice="helper", known=SETTLED)
    assert [one.id for one in session.offer()] == ["here-in-person"]
    with pytest.raises(HandrailError, match="A trained person is there"):
        session.answer("here-in-person", "Nobody is.", value="no").move("look")


def test_first_aid_opens_with_what_it_offers_and_cares_for_the_helper() -> None:
    framework = handrail.load("psychological-first-aid")
    opening = handrail.begin(framework, voice="helper").offer().needed[0].text
    assert "practical help" in opening
    assert "not a diagnosis" in opening
    assert [*framework.strands] == ["self-care"]
    assert {stage.confidence for stage in framework.stages.values()} == {"unchecked"}


# -- teach-back ----------------------------------------------------------------------------------------------


def test_it_is_confirmed_only_after_it_was_said_back_and_goes_round_until_then() -> None:
    session = begun("teach-back")
    with pytest.raises(HandrailError, match="the stages go in order"):
        session.move("confirm")
    session = session.move("say-back").move("clarify")
    assert [move.stage for move in session.moves() if move.recommended] == ["say-back"]
    with pytest.raises(HandrailError, match="the stages go in order"):
        session.move("confirm")
    assert session.move("say-back").move("confirm").move("explain").state.stage == "explain"


def test_after_several_ways_of_explaining_somebody_else_is_offered() -> None:
    session = begun("teach-back").move("say-back").move("clarify")
    assert "somebody-else" not in {one.id for one in session.offer().here}
    session = session.move("say-back").move("clarify")
    assert "somebody-else" in {one.id for one in session.offer().here}


def test_the_explaining_is_checked_and_not_the_person() -> None:
    framework = handrail.load("teach-back")
    assert own(framework)["check-my-explaining"].wordings["helper"].endswith("and not you.")
    assert not re.search(
        r"\b(did|do) you understand|\bquiz\b|\bcorrect\b|\bright answer", " ".join(wordings(framework))
    )
    assert "names of the four stages are this project's own" in _head("teach-back")


# -- Hill ----------------------------------------------------------------------------------------------------


def test_insight_is_a_stage_challenge_waits_and_no_stage_is_for_goals() -> None:
    framework = handrail.load("hill")
    assert {prompt.stage for prompt in framework.prompts if prompt.kind == "challenge"} == {"insight"}
    gate = framework.gates["alliance/readiness"]
    assert (gate.kind, gate.before, gate.before_kinds) == ("soft", ("insight",), ("challenge",))
    assert "not linear" in framework.summary
    assert "no separate stage for goals" in framework.summary


def test_the_four_tasks_of_action_each_have_a_prompt() -> None:
    topics = {prompt.topic for prompt in handrail.load("hill").stages["action"].prompts if prompt.topic}
    assert topics == {"relaxation", "behaviour change", "rehearsing a behaviour", "making a decision"}


# -- SPIKES --------------------------------------------------------------------------------------------------


def test_nothing_is_said_to_a_patient_and_no_news_is_given() -> None:
    framework = handrail.load("spikes")
    assert "helper" not in {voice for prompt in framework.every_prompt for voice in prompt.wordings}
    assert "software never gives the news" in framework.summary
    assert framework.users.startswith("Clinicians only")
    assert not re.search(r"\bcancer\b|\bdying\b|\bwill die\b", " ".join(wordings(framework)))


def test_one_asks_before_one_tells_and_feeling_follows_every_piece() -> None:
    session = begun("spikes")
    for stage in ("invitation", "knowledge", "emotions"):
        with pytest.raises(HandrailError, match="the stages go in order"):
            session.move(stage)
    invited = session.move("perception").move("invitation")
    assert invited.move("strategy-summary").state.stage == "strategy-summary"  # a no is an answer
    told = invited.move("knowledge")
    assert [move.stage for move in told.moves() if move.recommended] == ["emotions"]
    assert told.move("emotions").move("knowledge").state.stage == "knowledge"


# -- goal, reality, options, will -----------------------------------------------------------------------------


def test_no_trade_name_stands_in_it_and_all_three_originators_do() -> None:
    text = handrail.cataloguing.file_of("goal-reality-options-will").read_text(encoding="utf-8")
    assert not re.search(r"grow", text, re.IGNORECASE)
    framework = handrail.load("goal-reality-options-will")
    assert "contested" in " ".join(remark.text for remark in framework.limits)
    assert "coaching and not counselling" in framework.summary


def test_the_goal_comes_first_and_is_looked_at_again_after_reality() -> None:
    framework = handrail.load("goal-reality-options-will")
    assert framework.start == "goal"
    assert "goal-again" in {prompt.id for prompt in framework.stages["reality"].prompts}
    assert "no-goal-yet" in {prompt.id for prompt in framework.stages["goal"].prompts}


# -- the thought record -----------------------------------------------------------------------------------------


def test_feelings_are_rated_before_and_after_and_for_comes_before_against() -> None:
    framework = handrail.load("thought-record")
    way = framework.stage_graph.suggested_way()
    assert way.index("evidence-for") < way.index("evidence-against")
    asks = {prompt.stage: prompt.asks for prompt in framework.prompts if prompt.asks}
    assert asks == {
        "emotions-rated": "feeling-before",
        "balanced-view": "belief",
        "emotions-rerated": "feeling-after",
    }
    with pytest.raises(HandrailError, match="the stages go in order"):
        begun("thought-record", "evidence-for").move("balanced-view")


def test_it_is_left_when_distress_rises_and_is_no_positive_thinking() -> None:
    framework = handrail.load("thought-record")
    [leave] = framework.from_anywhere
    assert (leave.kind, "distress rises" in leave.because) == ("exit", True)
    rest = " ".join(remark.text for remark in framework.not_for)
    assert "acute grief" in rest
    assert "true and hard" in rest
    assert "not positive thinking" in framework.summary
    assert not re.search(r"distort|irrational|error|positive", " ".join(wordings(framework)))


# -- Calgary-Cambridge ----------------------------------------------------------------------------------------


def test_structure_and_relationship_run_beside_all_five_tasks_and_are_never_finished() -> None:
    framework = handrail.load("calgary-cambridge")
    assert [strand.title for strand in framework.strands.values()] == [
        "Providing structure",
        "Building the relationship",
    ]
    threads = {id: {prompt.id for prompt in one.prompts} for id, one in framework.strands.items()}
    for stage in framework.stages:
        for voice in framework.voices:
            beside = {one.id for one in begun("calgary-cambridge", stage, voice).offer().beside}
            assert all(beside & ids for ids in threads.values()), (stage, voice)
    assert not {*framework.strands} & {*framework.stage_graph.suggested_way()}
    assert not [way for one in framework.strands.values() for way in one.transitions if way.kind == "next"]


def test_a_consultation_is_prepared_and_looked_back_on_and_none_is_held() -> None:
    framework = handrail.load("calgary-cambridge")
    assert "helper" not in {voice for prompt in framework.every_prompt for voice in prompt.wordings}
    assert "software holds none, examines nobody" in framework.summary
    assert {
        "agenda-screening",
        "open-to-closed",
        "patients-view",
        "signposting",
        "chunk-and-check",
        "safety-netting",
    } <= {*framework.skills}
    assert not framework.facts.keys() - {"alliance/emergency"}


# -- the two five A's ------------------------------------------------------------------------------------------


def test_the_two_five_as_are_kept_apart_and_each_says_what_it_is_taken_for() -> None:
    change, tobacco = handrail.load("five-as-behaviour-change"), handrail.load("five-as-tobacco")
    assert [*change.stages] != [*tobacco.stages]
    assert ("ask" in change.stages, "agree" in tobacco.stages) == (False, False)
    for one, other in ((change, tobacco), (tobacco, change)):
        assert other.id in one.summary
        assert "never mixed" in one.summary
        assert ", ".join(other.stages) in one.summary
        assert any(other.id in remark.text for remark in one.not_for)
        assert not {wording for prompt in own(one).values() for wording in prompt.wordings.values()} & {
            wording
            for prompt in own(other).values()
            if prompt.id != "adviser-speaks"
            for wording in prompt.wordings.values()
        }


@pytest.mark.parametrize("name", ["five-as-behaviour-change", "five-as-tobacco"])
def test_software_alone_advises_nobody_and_everything_else_goes_on(name: str) -> None:
    session = handrail.begin(handrail.load(name), voice="helper", known=SETTLED)
    verdicts = {move.stage: move.verdict.word for move in session.moves()}
    assert verdicts.pop("advise") == "blocked"
    assert {*verdicts.values()} == {"open"}
    assert session.know("adviser-there", "yes").move("advise").state.stage == "advise"
    assert session.know("adviser-there", "no").move("arrange").state.stage == "arrange"


def test_whoever_is_not_willing_now_is_asked_for_their_own_reasons_and_met_again() -> None:
    framework = handrail.load("five-as-tobacco")
    session = begun("five-as-tobacco", "assess").answer("try-now", "Not now.", value="no")
    here = {one.id for one in session.offer().here}
    assert {"in-it-for-you", "good-about-it", "not-now-is-fine"} <= here
    assert "before-now" not in here
    kinds = {way.target: way.kind for way in framework.stages["assess"].transitions}
    assert kinds == {"assist": "next", "arrange": "skip"}
    assert "ask-again" in {one.id for one in session.move("arrange").offer().here}
    assert "short form, ask, advise, refer" in framework.summary
    assert not re.search(r"nicotine|\bmg\b|\bpatch|varenicline|bupropion", " ".join(wordings(framework)))


# -- problem solving ---------------------------------------------------------------------------------------------


def test_the_attitude_is_a_strand_and_a_failed_check_goes_back_to_any_skill() -> None:
    framework = handrail.load("problem-solving-core")
    assert [*framework.strands] == ["problem-orientation"]
    back = {way.target for way in framework.stages["implement-verify"].transitions if way.kind == "back"}
    assert back == {*framework.stages} - {"implement-verify"}
    assert "not the therapy" in framework.summary
    assert "four toolkits" in " ".join(remark.text for remark in framework.limits)


def test_finding_ways_comes_before_judging_them_and_ideas_of_the_helper_come_last() -> None:
    framework = handrail.load("problem-solving-core")
    way = framework.stage_graph.suggested_way()
    assert way.index("alternatives") < way.index("decide")
    assert [prompt.id for prompt in framework.stages["alternatives"].prompts][-1] == "one-of-mine"
    assert not {"weighing", "balance-sheet"} & {
        skill for prompt in framework.stages["alternatives"].prompts for skill in prompt.skills
    }
    gate = framework.gates["alliance/readiness"]
    assert (gate.kind, {"alternatives", "decide"} <= {*gate.before}) == ("soft", True)
    assert not re.search(r"\bpositive\b|\bscore|\bpoints?\b", " ".join(wordings(framework)))


def _head(name: str) -> str:
    """Return what a file says in comments about whose the words are, on one line."""
    text = handrail.cataloguing.file_of(name).read_text(encoding="utf-8")
    return " ".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("#"))
