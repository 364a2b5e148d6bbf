"""What a text may be: the files in `accepted/`, and what they mean."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.authoring.strategies import SHIPPED

from handrail.authoring import Reading, check, read, reading, source
from handrail.authoring.syntax import WHOLE_KEYS
from handrail.cataloguing import find_from
from handrail.conditions import AllOf, AnyOf, FactTest, Not
from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.framework.values import HUMAN_HELP, Remark
from handrail.graph import Transition
from handrail.prompts import Minutes
from handrail.selection import Budget, Familiarity, Others, Share
from handrail.selection import Path as SittingPath

HERE = Path(__file__).parent
ACCEPTED = sorted((HERE / "accepted").glob("*.yaml"))

OTHER = read(
    "framework: other\ntitle: Other\npurpose: helping\nprompts: {p: Hello}\nfacts: {emergency: {title: Danger}}\n"
    "safeguards:\n  danger: {title: Danger, raised_by: {fact: emergency, is: yes}, helper: We stop here.}\n"
)
others = {"other": OTHER}.get
TAKING = "framework: f\ntitle: F\npurpose: helping\nuses: {other: danger}\nstages: {a: Hello}\n"

each_text = pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)


def opened(name: str) -> Reading:
    """Return an accepted file, read."""
    path = HERE / "accepted" / f"{name}.yaml"
    return reading(path.read_bytes(), path.name, find_from(HERE / "used" / path.name))


def accepted(name: str) -> Framework:
    """Return the framework of an accepted file."""
    return opened(name).framework


@each_text
def test_a_text_that_is_right_has_no_problems(path: Path) -> None:
    assert [str(problem) for problem in check(path.read_bytes(), find=find_from(path))] == []


@each_text
def test_reading_is_a_function_of_the_text(path: Path) -> None:
    assert accepted(path.stem) == accepted(path.stem)


@each_text
def test_neither_line_ends_nor_a_byte_order_mark_mean_anything(path: Path) -> None:
    raw, find = path.read_bytes(), find_from(path)
    for changed in (
        codecs.BOM_UTF8 + raw,
        raw.replace(b"\n", b"\r\n"),
        raw.replace(b"\n", b"\r"),
        raw.decode(),
    ):
        assert read(changed, find=find) == read(raw, find=find)


def test_what_is_not_written_has_the_default_that_a_teacher_expects() -> None:
    gibbs = accepted("least")
    assert (gibbs.voices, gibbs.order, gibbs.version, gibbs.language) == (("self",), "suggested", "0", "en")
    assert [stage.title for stage in gibbs.stages.values()][-1] == "Action plan"
    assert gibbs.safeguards == {"human-help": HUMAN_HELP}
    assert gibbs.prompts["feelings"].wordings == {"self": "What was I feeling, then and since?"}
    assert gibbs.prompts["feelings"].stage == "feelings"
    plan = gibbs.stage("action-plan")
    because = "the next experience begins where the plan was tried"
    assert plan.transitions == (Transition("action-plan", "description", "again", because),)
    assert read(
        "framework: h\ntitle: H\npurpose: helping\nprompts: {a: Hello}\nsafeguards: {d: {helper: Stop}}\n"
    ).voices == ("helper",)


def test_a_word_means_what_was_typed() -> None:
    words = accepted("words-stay-words")
    assert (words.id, words.title, words.version, words.language, words.notice, words.originator) == (
        *("0", "no", "1.10", "no", "12:30", "~"),
    )
    on = words.stage("on")
    assert (on.title, on.aim, on.transitions[0].because) == ("null", "012", "<<")
    said = {"no": "yes", "1a": "1_000", "1e3": ".inf", "2001-01-01": "0x1f", "012": "="}
    assert {prompt.id: prompt.wordings["self"] for prompt in words.prompts} == said
    assert words.prompts["1a"].choices == {"yes": "no", "off": "on"}


def test_a_form_is_one_stage_under_its_own_id_and_title() -> None:
    form = accepted("form")
    assert [(stage.id, stage.title) for stage in form.stages.values()] == [
        ("after-the-shift", "After the shift")
    ]
    assert [prompt.stage for prompt in form.prompts] == ["after-the-shift"] * 2
    assert [*form.prompts["mood"].choices] == ["lighter", "the same", "heavier"]


def test_a_text_keeps_every_sign_in_it() -> None:
    texts = accepted("shapes-of-text")
    said = {prompt.id: prompt.wordings["self"] for prompt in texts.prompts}
    assert texts.title == "It's all the same"
    assert texts.summary == 'One line and another: with a colon, a # and a "quote".\nAnd a second paragraph.'
    assert texts.notice == "First line.\n  An indented one.\nLast line."
    assert said["plain"] == "What happened, and what's next? (10% of it, at least) - say so!"
    assert said["several-lines"] == "What happened there, and what became of it; and of whom?"
    assert said["under-its-key"] == said["folded"] == "What happened there?"
    assert said["quoted"] == "What is this: a beginning # or an end?"
    assert said["single"] == '*Really* important: "yes"?'
    assert said["a-number-sign"] == "What about C#, and no.#1?"
    assert said["a-colon"] == "At 12:30, what:ever happened::here?"
    assert said["symbols-inside"] == "An e-mail to a@b, 5 * 3, R&D, a !bang, 100% and a `tick`"
    assert said["kept"] == "What happened?\n  And then?"
    assert said["escaped"] == 'A "quote", a back\\slash and a snowman ☃'
    assert said["other-alphabets"].endswith("何が起きましたか Что было? 🙂")


def test_a_comment_where_nothing_is_lost_is_fine() -> None:
    comments = accepted("comments")
    assert (comments.id, comments.title, comments.version, comments.start) == (
        "comments",
        "Comments",
        "1",
        "one",
    )
    prompt = comments.prompts["a"]
    assert prompt.wordings == {"self": "What happened?", "group": "What happened to us?"}
    assert (prompt.core, prompt.minutes, prompt.ways) == (True, Minutes(3, 3), ("ethics", "personal"))
    assert comments.references["johns-2000"].data["issued"] == "2000"


def test_what_stands_on_one_line_means_the_same() -> None:
    flow = accepted("on-one-line")
    assert (*flow.every_stage,) == ("1", "1a", "1b")
    assert flow.gates["ethics"].before == ("1b",)
    assert flow.gates["ethics"].before_kinds == ("challenge",)
    assert flow.gates["ethics"].holds == AllOf((FactTest("consent", "is", "yes"),))
    assert flow.facts["mood"].scale == (0, 10)
    assert flow.facts["mood"].until == FactTest("consent", "is", "no")
    assert flow.prompts["go-on"].minutes == Minutes(1, 2.5)


def test_an_alias_stands_for_ids_and_numbers() -> None:
    prompts = accepted("anchors").prompts
    assert prompts["a"].ways == prompts["b"].ways == prompts["c"].ways == ("ethics", "personal")
    assert prompts["a"].minutes == prompts["b"].minutes == Minutes(1, 2)
    assert prompts["b"].core
    assert prompts["c"].core
    assert accepted("anchors").gates["g"].voices == ("self", "group")


def test_the_reflection_of_the_format_means_what_the_format_says() -> None:
    johns = accepted("reflection")
    effect = johns.prompts["effect"]
    assert effect.wordings["self"].startswith("What followed from what I did, or left undone: for <person>,")
    assert (effect.minutes, effect.core, effect.yields) == (
        Minutes(1, 5),
        True,
        ("learning", "strength", "pattern"),
    )
    assert [prompt.id for prompt in johns.prompts] == ["effect", "johns/influences"]
    assert johns.prompts["influences"].reference == "johns-2000"
    assert johns.used == {"carper": "1.0.0", "johns": "1.0.0"}
    assert {"ethics", "unknowing"} < {*johns.ways_of_knowing}
    assert johns.editions["1994"].parts == {"Description of the experience": ("effect",)}
    assert johns.in_edition("1994").prompts["effect"].ways == ("personal",)
    rule = johns.selection
    assert rule is not None
    assert (rule.budget, rule.share) == (Budget(10, 20), Share("effect", 0.25, 3, 20))
    assert (rule.others, rule.below_floor) == (Others(0.75, 2.1, 7, 22), ("driscoll",))
    assert (rule.fill, rule.overlap) == (("johns/influences",), (("effect", "johns/influences"),))
    assert rule.occasions["error"].up == ("carper/power", "effect")
    assert rule.familiarity == {"novice": Familiarity("novice", "strict", 3)}


def test_paths_turns_and_a_blank_page_mean_what_they_say() -> None:
    rule = accepted("paths").selection
    assert rule is not None
    tired, hurried = (FactTest("beforehand", "includes", word) for word in ("tired", "hurried"))
    assert rule.paths == {
        "rest": SittingPath(
            *("rest", tired, "I am too tired for much", ("now",)),
            yields=("self-care-action",),
            notice="This can wait.",
        ),
        "short": SittingPath("short", AllOf((hurried, Not(tired))), "Short", ("told", "now"), {"told": 2}),
    }
    assert rule.swap == {"personal": ("moved",)}
    assert rule.familiarity["novice"].skip_reasons == ("it does not fit", "not enough time")
    assert rule.familiarity["experienced"] == Familiarity("experienced", "free", cues="on-request")


def test_the_conversation_of_the_format_means_what_the_format_says() -> None:
    egan = accepted("conversation")
    story = egan.stage("1a")
    assert [(way.kind, way.target, way.because[:5]) for way in story.transitions] == [
        ("next", "1b", "story"),
        ("skip", "1c", "too m"),
        ("skip", "2a", "clien"),
        ("stay", "1a", "there"),
        ("exit", "", "being"),
    ]
    assert story.transitions[2].sign == "the client is clear about the situation and asks about the future"
    assert (story.parent, egan.stage("1").stages, egan.start) == ("1", ("1a", "1b", "1c"), "1a")
    assert [*egan.strands] == ["action"]
    assert egan.strengths == (Remark("clear, practical, goal-oriented", "egan-1990"),)
    assert egan.limits[0].confidence == "unchecked"
    assert egan.edition == "2019"
    assert egan.in_edition("1990").stages["1b"].title == "Blind spots"
    assert egan.gates["readiness"].holds == Not(FactTest("goal-disagreed", "is", "yes"))
    assert egan.gates["ethics"].prompts["limits"].asks == "limits-told"
    offered = AnyOf((FactTest("rupture", "is", "yes"), FactTest("check-in", "at_most", 4.0)))
    assert egan.detours["repair"].offered_when == offered
    assert egan.safeguards["danger"].back_to == "1c"


def test_a_reference_holds_words_and_sets_and_nothing_to_walk() -> None:
    carper = accepted("ways-of-knowing")
    assert not carper.stages
    assert [prompt.id for prompt in carper.prompt_sets["critical"]] == ["power", "carper/unknowing"]
    assert carper.ways_of_knowing["empirics"].asks == "What is this, and how does it work?"
    assert carper.ways_of_knowing["unknowing"].source == "carper"
    assert carper.ways_of_knowing["sociopolitical"].title == "Sociopolitical"


def test_taken_things_keep_their_framework_and_find_their_place() -> None:
    placing = accepted("placing")
    assert placing.gates["alliance/readiness"].before == ("second",)
    assert placing.gates["alliance/readiness"].kind == "soft"
    assert placing.safeguards["alliance/danger"].back_to == "first"
    assert placing.detours["alliance/repair"].to == "alliance/repair"
    assert placing.detours["alliance/repair"].reopens == ("alliance/readiness",)
    assert "alliance/notice" in placing.every_stage
    assert "alliance/notice" not in placing.stages
    assert placing.prompts["go-on"].asks == "alliance/goal-shared"
    assert placing.stage("second").only_if == Not(FactTest("alliance/rupture", "is", "yes"))
    assert placing.prompts["check-in"].confidence == "proposed"
    assert placing.skills["negotiating"].source == "skills"


def test_a_single_id_takes_everything_that_has_it() -> None:
    both = read(
        "framework: b\ntitle: B\npurpose: reference\nskills: {ethics: {}}\nways_of_knowing: {ethics: {}}\n"
    )
    took = read("framework: t\ntitle: T\npurpose: reference\nuses: {b: [ethics]}\n", find={"b": both}.get)
    assert [key for key in WHOLE_KEYS if getattr(took, key)] == ["ways_of_knowing", "skills"]


def test_facts_that_end_each_other_can_be_taken() -> None:
    turns = read(
        "framework: turns\ntitle: T\npurpose: reference\nfacts:\n"
        "  day: {until: {fact: night, is: yes}}\n  night: {until: {fact: day, is: yes}}\n"
    )
    took = read("framework: t\ntitle: T\npurpose: reference\nuses: {turns: day}\n", find={"turns": turns}.get)
    assert {id: fact.until for id, fact in took.facts.items()} == {
        "turns/day": FactTest("turns/night", "is", "yes"),
        "turns/night": FactTest("turns/day", "is", "yes"),
    }


def test_a_safeguard_that_was_taken_can_be_given_a_voice_and_a_place_to_go_on() -> None:
    framework = read(
        TAKING + "safeguards: {other/danger: {back_to: a, group: We all stop here.}}\n", find=others
    )
    danger = framework.safeguards["other/danger"]
    assert danger.back_to == "a"
    assert danger.wordings == {"helper": "We stop here.", "group": "We all stop here."}
    assert danger.raised_by == FactTest("other/emergency", "is", "yes")


def test_a_safeguard_speaks_in_voices_of_those_who_take_it_that_its_own_framework_has_not() -> None:
    danger = "safeguards: {danger: {helper: We stop here., guide: You stop here.}}\n"
    source = read("framework: other\ntitle: O\npurpose: helping\nprompts: {a: Hello}\n" + danger)
    assert source.voices == ("helper",)
    taking = "framework: t\ntitle: T\npurpose: helping\nvoices: [guide]\nprompts: {a: Hello}\n"
    took = read(taking + "uses: {other: danger}\n", find={"other": source}.get)
    assert took.safeguards["other/danger"].wordings["guide"] == "You stop here."
    assert Framework.from_plain(took.to_plain()) == took


PLACINGS = {
    "title": "Nothing at all",
    "helper": "Go on.",
    "raised_by": "{fact: other/emergency, is: no}",
    "back_to": "a",
    "group": "We all stop here.",
    "reference": "nobody",
    "confidence": "verified",
}


@given(st.dictionaries(st.sampled_from(sorted(PLACINGS)), st.booleans(), max_size=4))
def test_no_file_takes_away_what_a_safeguard_says_or_what_raises_it(placed: dict[str, bool]) -> None:
    keys = ", ".join(f"{key}: {PLACINGS[key] if written else 'a'}" for key, written in placed.items())
    try:
        taken = read(f"{TAKING}safeguards: {{other/danger: {{{keys}}}}}\n", find=others).safeguards[
            "other/danger"
        ]
    except FrameworkError:
        return
    theirs = OTHER.safeguards["danger"]
    assert {*placed} <= {"back_to", "group"}
    assert taken.wordings.items() >= theirs.wordings.items()
    assert taken.title == theirs.title
    assert taken.raised_by == FactTest("other/emergency", "is", "yes")


def test_places_lead_to_everything_the_author_wrote() -> None:
    gibbs = opened("least")
    assert gibbs.places["framework",] == (2, 1)
    assert gibbs.places["stages", "action-plan", "prompts", "next-time"] == (13, 7)
    assert gibbs.text.splitlines()[13 - 1].strip().startswith("next-time:")


@pytest.mark.skipif(
    not hasattr(yaml, "CParser") and not yaml.__with_libyaml__, reason="PyYAML without libyaml"
)
@pytest.mark.parametrize("path", [*ACCEPTED, *SHIPPED], ids=lambda path: path.stem)
def test_libyaml_and_the_pure_parser_read_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, find = path.read_bytes(), find_from(path)
    by_libyaml = reading(raw, find=find)
    monkeypatch.setattr(source, "_Parser", yaml.Loader)
    by_python = reading(raw, find=find)
    assert by_python.framework == by_libyaml.framework
    assert by_python.places == by_libyaml.places


@pytest.mark.parametrize("code", ["\\U00110000", "\\UFFFFFFFF", "\\x0"])
def test_the_pure_parser_tells_a_code_that_no_character_has_as_libyaml_does(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f'framework: f\ntitle: F\npurpose: reflection\nprompts:\n  a: "What {code}"\n'
    assert [(problem.line, problem.code) for problem in check(text)] == [(5, "escape")]
    monkeypatch.setattr(source, "_Parser", yaml.Loader)
    assert [(problem.line, problem.code) for problem in check(text)] == [(5, "escape")]


def test_the_parsers_differ_over_a_question_mark_in_brackets_and_both_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # libyaml and editors take it for a text, PyYAML's own parser for a key; quotes settle it for both.
    text = "framework: f\ntitle: F\npurpose: reflection\nprompts:\n  a: {self: What happened?}\n"
    assert [(problem.line, problem.code) for problem in check(text)] == [(5, "unquoted-text")]
    monkeypatch.setattr(source, "_Parser", yaml.Loader)
    assert [problem.line for problem in check(text)] == [5]
    assert check(text.replace("What happened?", '"What happened?"')) == ()


def test_voices_that_go_together_are_those_that_are_named_or_all() -> None:
    together = accepted("voices-that-go-together")
    assert together.all_voices == ("self", "group")
    assert together.voices_together == ("self", "group")
    assert Framework.from_plain(together.to_plain()) == together
    text = (HERE / "accepted" / "voices-that-go-together.yaml").read_text(encoding="utf-8")
    alike = text.replace("  noticed: {guide: What do I notice}\n", "").replace(", guide]", "]")
    assert read(alike).all_voices is True  # all of them, however it was written
    assert read(alike) == read(alike.replace("all_voices: [self, group]", "all_voices: yes"))
