"""Extending a framework: what is named is changed, what is new is added, and nothing that keeps people safe is lost."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import handrail
from handrail.authoring import Problem, check, read, write
from handrail.authoring.taking import with_provenance
from handrail.cataloguing import find_from
from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.framework.faults import faults
from handrail.framework.soundness import unsound
from handrail.framework.values import HUMAN_HELP
from handrail.practice import Session, diff

HERE = Path(__file__).parent
NAMES = sorted(handrail.names())
find = find_from(HERE / "used" / "a-text.yaml")
SHIPPED = {name: handrail.load(name) for name in NAMES}
HEAD = "framework: mine\nextends: walked\n"


@cache
def base(name: str = "walked") -> Framework:
    return find(name)


def extended(text: str = "") -> Framework:
    """Return what a text makes of the house that is walked through."""
    return read(HEAD + text, "mine.yaml", find)


def problems(text: str) -> list[str]:
    return [f"{one.line} {one.code}" for one in check(HEAD + text, "mine.yaml", find)]


# -- what is kept, changed and added -------------------------------------------------------------------------


def test_what_is_named_is_changed_key_by_key_and_the_rest_stays() -> None:
    made = extended("stages:\n  hall:\n    prompts:\n      coats: {how: One line.}\n")
    coats, before = made.prompts["coats"], base().prompts["coats"]
    assert (coats.how, coats.wordings, coats.ways) == ("One line.", before.wordings, before.ways)
    assert made.title == "Walked"
    assert made.used == {"walked": "2.0.0"}


def test_what_stays_keeps_its_source_and_what_is_reworded_is_the_files_own() -> None:
    text = "confidence: proposed\nstages:\n  hall:\n    prompts:\n      coats: {how: One line.}\n"
    text += "      echo: {core: yes}\n"
    made = extended(text)
    told = {
        id: (made.prompts[id].reference, made.prompts[id].confidence) for id in ("bells", "coats", "echo")
    }
    assert told == {
        "bells": ("walk-2001", "secondary"),
        "coats": ("", "proposed"),
        "echo": ("walk-2001", "secondary"),
    }


def test_the_defaults_of_a_file_say_nothing_of_what_another_wrote() -> None:
    bare = read("framework: bare\ntitle: B\npurpose: reflection\nprompts: {a: Hello}\n", "bare.yaml")
    made = read(
        "framework: mine\nextends: bare\nreference: m\nconfidence: verified\nreferences: [{id: m}]\n"
        "prompts: {b: Bye}\n",
        find={"bare": bare}.get,
    )
    assert (made.reference, made.confidence) == ("", "")
    assert (made.prompts["a"].reference, made.prompts["a"].confidence) == ("", "")
    assert (made.prompts["b"].reference, made.prompts["b"].confidence) == ("m", "verified")
    assert [*made.stages] == ["bare"]


def test_new_prompts_stand_at_the_end_or_behind_the_one_they_name_in_the_order_of_writing() -> None:
    text = (
        "stages:\n  hall:\n    prompts:\n      last: {self: L}\n      x: {self: X, after: bells}\n"
        "      y: {self: Y, after: bells}\n      echo: {after: x}\n"
    )
    hall = extended(text).stages["hall"]
    assert [prompt.id for prompt in hall.prompts] == ["bells", "x", "echo", "y", "coats", "asides", "last"]


def test_a_new_stage_stands_at_the_end_or_behind_the_one_it_names() -> None:
    made = extended("stages:\n  attic: What was there?\n  porch: {after: hall, prompts: {bench: Nobody}}\n")
    assert [*made.stages] == ["hall", "porch", "garden", "kitchen", "attic"]


def test_what_is_left_out_is_named_nowhere_any_more() -> None:
    made = extended("leave_out: [garden, asides, spare, old]\nselection: {always: []}\n")
    assert made.selection is not None
    assert [*made.stages] == ["hall", "kitchen"]
    assert made.stages["hall"].transitions == ()
    assert made.selection.fill == ("echo",)
    assert made.selection.overlap == ()
    assert made.selection.paths["hurry"].prompts == ("bells",)
    assert made.selection.occasions["visit"].up == ()
    assert made.safeguards["danger"].back_to == ""
    assert [*made.detours] == []
    assert [*made.editions] == ["new"]
    assert not [*faults(made)]


def test_fewer_voices_are_fewer_wordings_but_a_safeguard_says_all_it_said() -> None:
    two = read(
        "framework: two\ntitle: T\npurpose: reflection\nvoices: [self, group]\nall_voices: yes\n"
        "prompts: {a: {self: Hello, group: Hello all}}\n"
        "safeguards: {danger: {self: I stop., group: We stop.}}\n"
    )
    made = read("framework: mine\nextends: two\nvoices: [self]\nprompts: {b: Bye}\n", find={"two": two}.get)
    assert made.prompts["a"].wordings == {"self": "Hello"}
    assert made.safeguards["danger"].wordings == {"self": "I stop.", "group": "We stop."}
    assert Framework.from_plain(made.to_plain()) == made


def test_extending_what_extends_names_both() -> None:
    middle = extended("title: Middle\nversion: 3.0.0\nleave_out: [asides]\n")
    last = read("framework: last\nextends: mine\n", find={"mine": middle}.get)
    assert last.used == {"mine": "3.0.0", "walked": "2.0.0"}
    assert "asides" not in last.prompts
    assert last.prompts["bells"].reference == "walk-2001"


def test_a_shipped_framework_and_one_in_a_folder_of_ones_own_can_be_extended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, beside = tmp_path / "own", tmp_path / "beside"
    own.mkdir()
    beside.mkdir()
    (own / "base.yaml").write_text("framework: base\nextends: driscoll\ntitle: Base\n", encoding="utf-8")
    (beside / "mine.yaml").write_text("framework: mine\nextends: base\n", encoding="utf-8")
    monkeypatch.setenv("HANDRAIL_PATH", str(own))
    made = handrail.load(beside / "mine.yaml")
    assert (made.title, [*made.used]) == ("Base", ["base", "driscoll"])


def test_a_session_of_an_extended_framework_is_read_back_alone_and_the_two_can_be_compared() -> None:
    made = extended("leave_out: [asides]\nstages: {hall: {prompts: {boots: Two pairs}}}\n")
    session = handrail.begin(made, voice="self")
    again = Session.from_record(json.loads(json.dumps(session.to_record())))
    assert again.framework.to_plain() == made.to_plain()
    changes = diff(base(), made)
    assert ("prompt", "boots") in [(one.sort, one.id) for one in changes.added]
    assert ("prompt", "asides") in [(one.sort, one.id) for one in changes.removed]


# -- packs ---------------------------------------------------------------------------------------------------


def taking(names: str) -> Framework:
    text = f"framework: f\ntitle: F\npurpose: reflection\nstages: {{a: {{prompts: {{b: Hello}}, take: {names}}}}}\n"
    return read(text, find=find)


def test_a_pack_is_taken_whole_or_by_the_set_or_one_by_one() -> None:
    pack = handrail.load("follow-ups")
    whole = [f"follow-ups/{prompt.id}" for prompt in pack.every_prompt]
    assert [prompt.id for prompt in taking("[follow-ups]").prompts] == ["b", *whole]
    assert [prompt.id for prompt in taking("[follow-ups/grounds]").prompts][1:] == [
        "follow-ups/rests-on",
        "follow-ups/against",
    ]
    assert [prompt.id for prompt in taking("[follow-ups/unsaid]").prompts][1:] == ["follow-ups/unsaid"]


# -- both places ---------------------------------------------------------------------------------------------


def test_frameworks_that_extend_each_other_are_told_with_every_place(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        text = f"framework: {one}\nextends: {other}\n"
        (tmp_path / f"{one}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FrameworkError) as caught:
        handrail.load(tmp_path / "a.yaml")
    (problem,) = caught.value.problems
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column, problem.code) == (2, 1, "circle")
    assert [(Path(one.file).name, one.line, one.column) for one in problem.related] == [
        ("b.yaml", 2, 1),
        ("c.yaml", 2, 1),
    ]
    assert str(problem).splitlines()[-1].endswith("c.yaml:2:1: extends: a")


def test_a_clash_shows_both_places() -> None:
    (problem,) = check(HEAD + "stages:\n  kitchen:\n    prompts:\n      bells: {self: Ding}\n", "m", find)
    assert (problem.line, problem.code) == (6, "repeated-id")
    (place,) = problem.related
    written = (HERE / "used" / "walked.yaml").read_text(encoding="utf-8").splitlines()
    assert written[place.line - 1].strip().startswith("bells:")
    assert place.says == written[place.line - 1].strip()


# -- laws ----------------------------------------------------------------------------------------------------


def saved(framework: Framework) -> dict[str, tuple[Any, ...]]:
    """Return what of a framework keeps people safe."""
    guards = {id: (one.wordings, one.raised_by) for id, one in framework.safeguards.items()}
    hard = {
        id: (one.kind, one.holds, one.voices) for id, one in framework.gates.items() if one.kind == "hard"
    }
    return {**guards, **hard}


def without_sources(framework: Framework) -> Any:
    """Return all that a framework says, but for who it is and where it comes from."""

    def rest(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: rest(one)
                for key, one in value.items()
                if key not in ("reference", "confidence", "source")
            }
        return [rest(one) for one in value] if isinstance(value, list) else value

    plain = framework.to_plain()
    own = ("id", "version", "authors", "uses", "used", "formerly", "references")
    return rest({key: value for key, value in plain.items() if key not in own})


@pytest.mark.parametrize("name", NAMES)
def test_an_extension_that_changes_nothing_says_the_same(name: str) -> None:
    before = SHIPPED[name]
    made = read(f"framework: mine\nextends: {name}\n", find=find)
    assert without_sources(made) == without_sources(before)
    assert made.references == before.references
    for prompt, was in zip(made.every_prompt, before.every_prompt, strict=True):
        assert prompt == (was if "/" in was.id else with_provenance(was, before))


@pytest.mark.parametrize("name", NAMES)
def test_an_extended_framework_can_be_written_out_whole(name: str) -> None:
    made = read(f"framework: mine\nextends: {name}\nconfidence: proposed\n", find=find)
    assert read(write(made, find), find=find) == made


def ids(framework: Framework) -> list[str]:
    return [prompt.id for prompt in framework.every_prompt]


@st.composite
def leavings(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a shipped framework and an extension that leaves some of its prompts out."""
    names = [name for name in NAMES if SHIPPED[name].purpose != "reference"]
    chosen = [name for name in names if SHIPPED[name].selection is not None]
    name = draw(st.sampled_from(names) | st.sampled_from(chosen))
    framework = SHIPPED[name]
    out = draw(st.lists(st.sampled_from(ids(framework)), unique=True, max_size=30))
    text = f"framework: mine\nextends: {name}\nleave_out: {{prompts: [{', '.join(out)}]}}\n"
    if framework.selection is not None:
        kept = [id for id in ids(framework) if id not in out] or ["x"]
        cover = ", ".join(f"{way}: {kept[0]}" for way in framework.selection.cover)
        text += f"selection: {{first: [], always: [], last: [], cover: {{{cover}}}}}\n"
    return name, text


@settings(deadline=None, max_examples=60)
@given(leavings())
def test_whatever_prompts_are_left_out_the_rest_can_be_walked_and_is_as_safe(drawn: tuple[str, str]) -> None:
    before, text = SHIPPED[drawn[0]], drawn[1]
    found = check(text, find=find)
    assert {one.code for one in found} <= {"still-needed", "stays", "silent-voice"}, found
    if found:
        return
    made = read(text, find=find)
    assert not [*unsound(made), *faults(made)]
    assert saved(made) == saved(before)
    for minutes in (10, 20, 60):
        session = handrail.begin(made, minutes=minutes)
        session.offer()
        assert session.stop().state.status == "stopped"


CHANGES = {
    "safeguards": ("self: Never mind.", "helper: Go on.", "title: T", "raised_by: {}", "back_to: {}"),
    "gates": ("kind: soft", "before: []", "voices: [guide]", "holds: {}", "title: T", "otherwise: Go on."),
    "facts": ("one_of: [yes, no, perhaps]", "until: {}", "title: T"),
}


@st.composite
def attacks(draw: st.DrawFn) -> tuple[str, str]:
    """Draw an extension that tries to take away, or to reword, one thing that may keep people safe."""
    framework = SHIPPED[draw(st.sampled_from([name for name in NAMES if SHIPPED[name].gates]))]
    begun = f"framework: mine\nextends: {framework.id}\n"
    key = draw(st.sampled_from(sorted(CHANGES)))
    id = draw(
        st.sampled_from([id for id in getattr(framework, key) if key != "facts" or "/" not in id] or ["x"])
    )
    if draw(st.booleans()):
        return framework.id, f"{begun}leave_out: [{id}]\n"
    change = draw(st.sampled_from(CHANGES[key]))
    plain = [id for id, fact in framework.facts.items() if fact.values == ("yes", "no")]
    fact = draw(st.sampled_from(plain))
    what = next(iter(framework.stages), "") if change.startswith("back_to") else f"{{fact: {fact}, is: no}}"
    return framework.id, f"{begun}{key}:\n  {id}:\n    {change.replace('{}', what)}\n"


@settings(deadline=None, max_examples=150)
@given(attacks())
def test_no_extending_file_takes_away_what_keeps_people_safe(drawn: tuple[str, str]) -> None:
    before, text = SHIPPED[drawn[0]], drawn[1]
    try:
        made = read(text, find=find)
    except FrameworkError:
        return
    for id, was in saved(before).items():
        now = saved(made)[id]
        if isinstance(was[0], dict):
            assert {**now[0], **was[0]} == now[0]
        assert now[1:] == was[1:]
        if id in before.gates:
            assert now == was
            assert {*made.gates[id].before} <= {*before.gates[id].before}


def test_the_librarys_own_help_stays_what_it_is() -> None:
    made = read("framework: mine\nextends: driscoll\n", find=find)
    assert made.safeguards == {"human-help": HUMAN_HELP}
