"""What an educator would object to at once in the reflective models: names, order, dates, cautions, wording."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.content.looking import own, rounds, said, titles
from tests.content.published import mark

import handrail
from handrail.framework import Framework
from handrail.rehearsal import covered, walk, walkthroughs_in

REFLECTIONS = (
    "gibbs",
    "era",
    "after-action-review",
    "nmc-account",
    "kolb",
    "atkins-murphy",
    "carl",
    "four-fs",
    "rolfe",
    "brookfield",
    "boud",
    "five-r",
    "schon",
)
each = pytest.mark.parametrize("name", REFLECTIONS)

# Stages that no author has, which say so.
ADDED = {"what-becomes"}

# Questions that were published with these models, as `mark` writes them: nobody's wording stands here, not even in
# order to be kept out.
PUBLISHED = frozenset(Path(__file__).with_name("published.txt").read_text().split())


# -- all of them -------------------------------------------------------------------------------------------------------


@each
def test_a_reflection_says_for_whom_it_is_and_for_whom_not(name: str) -> None:
    framework = handrail.load(name)
    assert framework.purpose == "reflection"
    assert framework.originator
    assert framework.scope
    assert framework.users
    assert framework.setting
    assert framework.strengths
    against = " ".join(one.text for one in framework.not_for)
    assert "violence" in against
    assert "investigated" in against
    assert "incident report" in against
    assert "not legally privileged" in framework.notice
    assert "name is not enough" in framework.notice


@each
def test_every_stage_is_somebodys_and_every_prompt_is_ours(name: str) -> None:
    framework = handrail.load(name)
    stages = [
        stage for stage in framework.stages.values() if stage.id != name
    ]  # a form is its own only stage
    assert all(stage.aim and stage.confidence for stage in stages)
    ours = {stage.id for stage in stages if not stage.reference or stage.confidence == "proposed"}
    assert ours <= ADDED
    assert all(not framework.stages[id].reference for id in ours)
    assert framework.confidence == "proposed"
    for id in own(framework):
        prompt = framework.prompts[id]
        assert prompt.topic, id
        assert prompt.how, id
        assert prompt.confidence in ("", "proposed"), id


@each
def test_every_prompt_asks_one_thing_in_the_words_of_who_speaks(name: str) -> None:
    framework = handrail.load(name)
    foreign = {"self": "we us our you your", "group": "i me my you your", "guide": "i me my"}
    for id in own(framework):
        for voice, text in framework.prompts[id].wordings.items():
            words = re.findall(r"[a-z]+", text.lower())
            assert not {*words} & {*foreign[voice].split()}, (id, voice)
            assert text.count("?") == (framework.prompts[id].kind == "question"), (id, voice)
            assert len(words) <= 25, (id, voice)


@each
def test_no_published_question_is_in_it(name: str) -> None:
    framework = handrail.load(name)
    for prompt in framework.every_prompt:
        for text in prompt.wordings.values():
            assert {mark(sentence) for sentence in re.split(r"[?.!]", text)}.isdisjoint(PUBLISHED), prompt.id


def test_a_borrowed_question_is_known_whoever_asks_it() -> None:
    assert (
        mark("What do you take along?") == mark("what did we take along") != mark("What do you leave behind?")
    )
    assert mark("What happened?") in PUBLISHED


@each
def test_it_ends_with_how_one_is(name: str) -> None:
    framework = handrail.load(name)
    if name not in framework.stages:  # a form ends where it ends
        last = framework.prompts[own(framework)[-1]]
        assert "self-care-action" in last.yields
        assert last.core
        assert "somebody" in last.how


@each
def test_passing_over_everything_blocks_nothing(name: str) -> None:
    session = handrail.begin(handrail.load(name))
    for stage in handrail.load(name).stages:
        session = session.move(stage)
        for offered in session.offer():
            session = session.skip(offered)
    assert session.close().state.status == "closed"


@each
def test_its_walkthroughs_hold_and_come_to_everything(name: str) -> None:
    readings = walkthroughs_in(name)
    framework = readings[-1].framework
    walked = [walk(framework, one) for reading in readings for one in reading.walkthroughs]
    assert [one.failure for one in walked if not one.passed] == []
    ends = {one.session.state.status for one in walked if one.session}
    assert {"closed", "stopped"} <= ends
    for part in covered(framework, [one.session for one in walked if one.session]):
        assert part.not_seen == ()


@pytest.mark.parametrize("name", [*REFLECTIONS, "driscoll"])
def test_the_page_that_helps_to_choose_tells_stages_prompts_and_minutes_as_they_are(name: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "guides" / "reflections.rst").read_text(encoding="utf-8")
    row = re.search(rf"^``{name}`` .*\n(?: .*\n)*", page, re.MULTILINE)
    assert row
    framework = handrail.load(name)
    minutes = [one for one in (framework.prompts[id].minutes for id in own(framework)) if one]
    brief, typical = sum(one.brief for one in minutes), sum(one.typical for one in minutes)
    first, *more = row[0].splitlines()
    assert first.split()[-4:] == [str(len(minutes)), f"{brief:g}", "to", f"{typical:g}"]
    stages = " ".join([*first.split()[1:-4], *(word for line in more for word in line.split())])
    form = name in framework.stages
    assert stages == ("a form, without stages" if form else ", ".join(titles(framework)).replace("?,", "?"))


# -- Gibbs -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gibbs() -> Framework:
    return handrail.load("gibbs")


def test_gibbs_has_six_stages_of_1988_and_an_action_plan_with_an_action(gibbs: Framework) -> None:
    assert titles(gibbs) == ["Description", "Feelings", "Evaluation", "Analysis", "Conclusion", "Action plan"]
    assert {stage.reference for stage in gibbs.stages.values()} == {"gibbs-1988"}
    assert gibbs.references["gibbs-1988"].data["issued"] == "1988"
    assert gibbs.originator == "Graham Gibbs"
    assert rounds(gibbs) == [("action-plan", "description")]
    assert gibbs.order == "suggested"
    assert "action" in gibbs.prompts["next-time"].yields


def test_gibbs_debriefing_has_seven_steps_with_feelings_second_and_two_conclusions(gibbs: Framework) -> None:
    parts = gibbs.editions["1988-debriefing"].parts
    assert [*parts] == [
        "Description",
        "Feelings",
        "Evaluation",
        "Analysis",
        "Conclusions (general)",
        "Conclusions (specific)",
        "Personal action plans",
    ]
    assert [prompt for part in parts.values() for prompt in part] == own(gibbs)
    assert {edition.reference for edition in gibbs.editions.values()} == {"gibbs-1988"}
    assert "seven steps" in gibbs.summary


def test_gibbs_weighs_good_and_bad_apart_from_explaining(gibbs: Framework) -> None:
    assert [prompt.id for prompt in gibbs.stage("evaluation").prompts] == ["good", "bad"]
    assert "outside" in [prompt.id for prompt in gibbs.stage("analysis").prompts]
    assert next(prompt.id for prompt in gibbs.stage("conclusion").prompts) == "learned"


def test_gibbs_is_neither_kolb_nor_johns_and_has_its_cautions(gibbs: Framework) -> None:
    assert "Kolb" in gibbs.summary
    for caution in ("power and context", "thin analysis", "theory", "1998", "American"):
        assert caution in said(gibbs)
    assert not [prompt for prompt in gibbs.prompts if prompt.reference]


def test_what_gibbs_says_about_its_minutes_is_their_sum(gibbs: Framework) -> None:
    minutes = {
        prompt.id: prompt.minutes for prompt in gibbs.prompts if prompt.minutes and "/" not in prompt.id
    }
    core = [one.typical for id, one in minutes.items() if gibbs.prompts[id].core]
    assert (len(minutes), sum(one.typical for one in minutes.values())) == (15, 40)
    assert (len(core), sum(core)) == (11, 30)
    assert "fifteen prompts" in gibbs.summary
    assert "eleven core ones" in gibbs.summary


# -- ERA ---------------------------------------------------------------------------------------------------------------


def test_era_is_melanie_jaspers_and_comes_round_by_action() -> None:
    era = handrail.load("era")
    assert titles(era) == ["Experience", "Reflection", "Action"]
    assert era.originator == "Melanie Jasper"
    assert (era.references["jasper-2003"].data["issued"], era.references["jasper-2013"].data["issued"]) == (
        "2003",
        "2013",
    )
    assert rounds(era) == [("action", "experience")]
    assert {reference.data["author"][0]["given"] for reference in era.references.values()} == {"Melanie"}
    assert "Action is the key element" in era.summary
    for caution in ("assessed", "Margaret"):
        assert caution in said(era)


def test_era_fits_into_what_is_too_short_for_others() -> None:
    minutes = [prompt.minutes for prompt in handrail.load("era").prompts if prompt.minutes]
    assert (sum(one.brief for one in minutes), sum(one.typical for one in minutes)) == (6, 11)
    assert "six to eleven minutes" in " ".join(handrail.load("era").summary.split())


# -- After-action review -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def review() -> Framework:
    return handrail.load("after-action-review")


def test_the_review_goes_from_what_was_meant_to_what_to_keep_or_change(review: Framework) -> None:
    assert titles(review) == [
        "What was meant to happen",
        "What happened",
        "Why it differed",
        "What to keep or change",
    ]
    assert review.originator == "United States Army"
    assert review.references["us-army-1993"].data["issued"] == "1993"
    assert {stage.confidence for stage in review.stages.values()} == {"unchecked"}
    assert rounds(review) == []
    assert [way.target for way in review.stages["happened"].transitions if way.kind == "skip"] == [
        "keep-or-change"
    ]


def test_the_review_is_for_those_who_took_part_and_for_whoever_leads_it(review: Framework) -> None:
    assert review.voices == ("group", "guide")
    assert all({*prompt.wordings} == {"group", "guide"} for prompt in review.prompts)


def test_the_review_blames_nobody_and_recommends_nothing_to_others(review: Framework) -> None:
    values = " ".join(one.text for one in review.values)
    assert "blame is out of place" in values
    assert "no recommendations for others" in values
    assert review.prompts["ground"].kind == "statement"
    assert handrail.begin(review).offer().next.id == "ground"  # type: ignore[union-attr]
    asked = " ".join(text for prompt in review.prompts for text in prompt.wordings.values())
    assert not re.search(r"\b(whose fault|mistakes?|wrong)\b", asked)
    assert "within our own reach" in review.prompts["change"].wordings["group"]


def test_the_review_is_no_support_after_a_shock_and_has_its_cautions(review: Framework) -> None:
    for caution in ("feelings", "feeling safe", "stress disorder"):
        assert caution in said(review)
    assert "Cochrane" in str(review.references["rose-2002"].data["container-title"])


# -- The reflective account of the NMC ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def account() -> Framework:
    return handrail.load("nmc-account")


def test_the_account_is_a_form_of_four_prompts_in_one_voice(account: Framework) -> None:
    assert own(account) == ["about", "learned", "changed", "code"]
    assert account.voices == ("self",)
    assert [stage for stage in account.stages if stage != account.id] == []
    session = handrail.begin(account)
    assert [offered.id for offered in session.offer()] == own(account)
    assert all(prompt.reference for prompt in account.prompts)


def test_the_codes_four_themes_may_be_chosen_and_a_sentence_added(account: Framework) -> None:
    code = account.prompts["code"]
    assert [*code.choices.values()] == [
        "Prioritise people",
        "Practise effectively",
        "Preserve safety",
        "Promote professionalism and trust",
    ]
    answered = handrail.begin(account).answer(
        "code", "Preserve safety: the list was read aloud by two of us."
    )
    assert answered.said()[-1].text.startswith("Preserve safety")
    assert "nmc-code" in account.references


def test_the_account_says_what_the_council_asks_for_and_what_this_is_not(account: Framework) -> None:
    summary = " ".join(account.summary.split())
    for claim in (
        "five",
        "three years",
        "face to face",
        "on the council's register",
        "mandatory",
        "kept and not sent in",
    ):
        assert claim in summary
    assert "only if on the register" in " ".join(one.text for one in account.setting)
    assert "three prompts; there are four" in said(account)
    assert "Nothing here may point to another person" in account.notice


# -- Kolb --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kolb() -> Framework:
    return handrail.load("kolb")


def test_kolbs_four_stages_go_round_and_may_be_entered_anywhere(kolb: Framework) -> None:
    assert titles(kolb) == [
        "Concrete experience",
        "Reflective observation",
        "Abstract conceptualisation",
        "Active experimentation",
    ]
    assert kolb.originator == "David A. Kolb"
    assert kolb.references["kolb-1984"].data["issued"] == "1984"
    assert rounds(kolb) == [("active-experimentation", "concrete-experience")]
    for stage in kolb.stages:
        session = handrail.begin(kolb, stage=stage)
        assert session.offer().next is not None
        assert {move.verdict.word for move in session.moves()} == {"open"}


def test_kolbs_questions_are_ours_because_he_has_none(kolb: Framework) -> None:
    assert "no questions" in kolb.summary
    assert not [prompt for prompt in kolb.prompts if prompt.reference]
    assert "eight prompts" in kolb.summary
    assert len(own(kolb)) == 8


def test_kolb_is_not_gibbs_and_sorts_nobody(kolb: Framework) -> None:
    assert "Gibbs" in kolb.summary
    assert "learning styles" in " ".join(one.text for one in kolb.not_for)
    for caution in ("context, emotion and power", "learning styles", "tidier", "a quarter"):
        assert caution in said(kolb)
    assert {limit.reference for limit in kolb.limits} >= {"vince-1998", "coffield-2004"}


# -- Atkins and Murphy -------------------------------------------------------------------------------------------------


def test_atkins_and_murphys_five_stages_are_of_1994_and_a_synthesis() -> None:
    five = handrail.load("atkins-murphy")
    assert titles(five) == [
        "Awareness of discomfort",
        "Describe the situation",
        "Analyse feelings and knowledge",
        "Evaluate the relevance of knowledge",
        "Identify learning",
    ]
    assert five.originator == "Sue Atkins and Kathy Murphy"
    assert {stage.reference for stage in five.stages.values()} == {"atkins-murphy-1994"}
    assert five.references["atkins-murphy-1994"].data["issued"] == "1994"
    assert rounds(five) == [("learning", "awareness")]
    summary = " ".join(five.summary.split())
    for caution in ("three stages", "1993 by mistake", "synthesis", "not as a new model"):
        assert caution in summary


def test_discomfort_is_widened_to_what_is_new_and_that_is_ours() -> None:
    five = handrail.load("atkins-murphy")
    assert all("new" in text for text in five.prompts["unsettled"].wordings.values())
    assert not five.prompts["unsettled"].reference
    assert "widening" in five.summary
    assert "for afterwards only" in said(five)


# -- CARL --------------------------------------------------------------------------------------------------------------


def test_carl_is_a_line_of_four_without_a_stage_for_what_comes_next() -> None:
    carl = handrail.load("carl")
    assert titles(carl) == ["Context", "Action", "Results", "Learning"]
    assert rounds(carl) == []
    assert "Edinburgh" in carl.originator
    assert "job interviews" in carl.summary
    assert carl.prompts["shows-in"].confidence == "proposed"
    for caution in ("how and why", "no stage for further action"):
        assert caution in said(carl)


def test_carl_asks_for_reasons_so_that_nobody_only_describes() -> None:
    carl = handrail.load("carl")
    assert [prompt.id for prompt in carl.stage("action").prompts] == ["steps", "reasons"]
    assert [prompt.id for prompt in carl.stage("results").prompts] == ["came-of-it", "hangs-together"]
    assert all(carl.prompts[id].core for id in ("reasons", "hangs-together"))


# -- The four Fs -------------------------------------------------------------------------------------------------------


def test_the_four_fs_are_greenaways_and_need_not_begin_with_facts() -> None:
    four = handrail.load("four-fs")
    assert titles(four) == ["Facts", "Feelings", "Findings", "Futures"]
    assert four.originator == "Roger Greenaway"
    assert rounds(four) == [("futures", "facts")]
    assert "facts need not be the first" in " ".join(four.summary.split())
    assert handrail.begin(four, voice="group", stage="feelings").offer().next is not None
    assert "little for theory" in said(four)
