"""Texts in several languages: chosen, fallen back from, and surviving whatever a script they are in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handrail
from handrail import FrameworkError, NotFound
from handrail.authoring import check, check_texts, read, reading, texts_to_fill_in, untranslated, write
from handrail.authoring.tongues import is_language
from handrail.cataloguing import find_from
from handrail.practice.identity import digests
from handrail.publishing import to_dot, to_mermaid, to_outline, to_transcript
from handrail.rehearsal import walk, walkthroughs_in

OWN = """framework: told
title: Told
purpose: reflection
limits:
  - {text: short, confidence: unchecked}
  - plain
stages:
  first: What happened?
  second:
    title: Second
    ready_when: [calm, awake]
    prompts:
      why: Why so?
      which:
        self: Which one?
        choices: [One, Two]
    next:
      first: another round
"""
SWEDISH = """framework: told
language: sv
title: Berättat
limits: [kort, enkel]
stages:
  first:
    title: Först
    prompts: {first: "Vad hände?"}
  second:
    title: Andra
    ready_when: [lugn, vaken]
    prompts:
      why: Varför så?
      which:
        self: Vilken?
        choices: [Ett, Två]
    next:
      first: ett varv till
safeguards:
  human-help: {title: Någon att tala med, self: Det kan vänta.}
"""
# The texts of OWN, each as it stands there; `{}` in the pattern is where it goes.
TEXTS = {
    "title": "Told",
    "limits.0.text": "short",
    "limits.1": "plain",
    "stages.first.prompts.first": "What happened?",
    "stages.second.title": "Second",
    "stages.second.ready_when.0": "calm",
    "stages.second.ready_when.1": "awake",
    "stages.second.prompts.why": "Why so?",
    "stages.second.prompts.which.self": "Which one?",
    "stages.second.prompts.which.choices.One": "One",
    "stages.second.prompts.which.choices.Two": "Two",
    "stages.second.next.first": "another round",
}
WORDS = st.text("abcåäö שלום مرحبا ?!", min_size=1, max_size=12).filter(lambda said: said.strip() != "")


def beside(text: str, language: str = "sv") -> Any:
    return {language: (f"told.{language}.yaml", text)}.get


def inline(texts: dict[str, str]) -> str:
    """Return OWN with some of its texts in Swedish beside the English, in place."""

    def said(path: str) -> str:
        here = json.dumps(TEXTS[path])
        return f"{{en: {here}, sv: {json.dumps(texts[path], ensure_ascii=False)}}}" if path in texts else here

    a = {path: said(path) for path in TEXTS}
    return f"""framework: told
title: {a["title"]}
purpose: reflection
limits:
  - {{text: {a["limits.0.text"]}, confidence: unchecked}}
  - {a["limits.1"]}
stages:
  first: {a["stages.first.prompts.first"]}
  second:
    title: {a["stages.second.title"]}
    ready_when: [{a["stages.second.ready_when.0"]}, {a["stages.second.ready_when.1"]}]
    prompts:
      why: {a["stages.second.prompts.why"]}
      which:
        self: {a["stages.second.prompts.which.self"]}
        choices:
          - {a["stages.second.prompts.which.choices.One"]}
          - {a["stages.second.prompts.which.choices.Two"]}
    next:
      first: {a["stages.second.next.first"]}
"""


def companion(texts: dict[str, str]) -> str:
    """Return a file of texts that says the same, and leaves the rest empty."""
    a = {path: json.dumps(texts[path], ensure_ascii=False) if path in texts else "" for path in TEXTS}
    return f"""framework: told
language: sv
title: {a["title"]}
limits:
  - {a["limits.0.text"]}
  - {a["limits.1"]}
stages:
  first: {a["stages.first.prompts.first"]}
  second:
    title: {a["stages.second.title"]}
    ready_when:
      - {a["stages.second.ready_when.0"]}
      - {a["stages.second.ready_when.1"]}
    prompts:
      why: {a["stages.second.prompts.why"]}
      which:
        self: {a["stages.second.prompts.which.self"]}
        choices:
          - {a["stages.second.prompts.which.choices.One"]}
          - {a["stages.second.prompts.which.choices.Two"]}
    next:
      first: {a["stages.second.next.first"]}
"""


@given(st.dictionaries(st.sampled_from([*TEXTS]), WORDS, min_size=1))
def test_for_every_translation_only_the_texts_differ_wherever_they_stand(texts: dict[str, str]) -> None:
    own = read(OWN)
    here = read(inline(texts), language="sv")
    there = read(OWN, language="sv", beside=beside(companion(texts)))
    assert here == there
    assert here.untranslated == there.untranslated
    assert digests(here).structure == digests(own).structure
    assert [prompt.id for prompt in here.prompts] == [prompt.id for prompt in own.prompts]
    begun, other = handrail.begin(own), handrail.begin(here)
    assert [one.id for one in begun.offer()] == [one.id for one in other.offer()]
    assert [move.stage for move in begun.moves()] == [move.stage for move in other.moves()]
    assert {*TEXTS} - {*here.untranslated} == {*texts}
    assert read(inline(texts)) == own
    shown = here.to_plain()
    whole = json.dumps(shown, ensure_ascii=False)
    for path, said in TEXTS.items():
        assert json.dumps(texts[path].strip() if path in texts else said, ensure_ascii=False) in whole


def test_a_text_is_looked_for_in_the_region_then_in_the_language_then_in_the_file() -> None:
    files = {
        "sv": ("told.sv.yaml", SWEDISH),
        "sv-FI": ("told.sv-FI.yaml", "framework: told\nlanguage: sv-FI\ntitle: Sagt\n"),
    }
    found = read(OWN, language="sv-FI", beside=files.get)
    assert (found.language, found.title) == ("sv-FI", "Sagt")
    assert found.stages["second"].title == "Andra"
    assert found.safeguards["human-help"].wordings["self"] == "Det kan vänta."
    assert found.untranslated == {}
    assert read(OWN, language="sv-FI", beside=beside(SWEDISH)).language == "sv"


def test_what_is_not_translated_is_seen() -> None:
    found = read(OWN, language="sv", beside=beside("framework: told\nlanguage: sv\ntitle: Berättat\n"))
    assert found.untranslated["stages.second.prompts.why"] == "en"
    [notice] = [one for one in handrail.begin(found).notices if one.code == "untranslated"]
    assert (
        notice.text
        == f"{len(found.untranslated)} texts are shown in 'en', because there is no translation into 'sv'"
    )
    assert f"shown in en: {len(found.untranslated)}" in to_outline(found)
    assert handrail.begin(read(OWN, language="sv", beside=beside(SWEDISH))).notices == ()


@pytest.mark.parametrize(("own", "strange"), [("sv", {"title", "self"}), ("en-GB", set()), ("en", set())])
def test_the_librarys_own_safeguard_is_strange_in_another_language_whether_that_is_asked_for_or_not(
    own: str, strange: set[str]
) -> None:
    text = f"framework: lugn\ntitle: Lugn\npurpose: reflection\nlanguage: {own}\nstages: {{nu: Sedan}}\n"
    plain = read(text)
    assert plain.untranslated == {f"safeguards.human-help.{key}": "en" for key in strange}
    assert plain.untranslated == read(text, language=own).untranslated
    assert [one.code for one in handrail.begin(plain).notices] == ["untranslated"] * bool(strange)
    varied = "framework: mer\ntitle: Mer\nextends: lugn\n"
    assert read(varied, find={"lugn": plain}.get).untranslated == plain.untranslated
    written = text + "safeguards: {human-help: {title: Hjälp, self: Det kan vänta.}}\n"
    assert read(written).untranslated == {} == read(written, language=own).untranslated


def test_a_session_goes_on_in_another_language_with_a_notice_and_is_readable_alone() -> None:
    own, swedish = handrail.load("driscoll"), handrail.load("driscoll", language="sv")
    session = handrail.begin(own)
    session = session.answer("moment", "A night shift.")
    record = json.loads(json.dumps(session.to_record()))
    resumed = handrail.Session.from_record(record, swedish)
    assert [one.code for one in resumed.notices] == ["other-wording"]
    resumed = resumed.move("so-what")
    assert next(iter(resumed.offer())).text == "Vem berördes av det, jag själv medräknad, och hur?"
    alone = handrail.Session.from_record(json.loads(json.dumps(handrail.begin(swedish).to_record())))
    assert alone.framework == swedish
    assert alone.framework.language == "sv"


def test_driscoll_is_complete_in_swedish_and_can_be_walked() -> None:
    swedish, own = handrail.load("driscoll", language="sv"), handrail.load("driscoll")
    assert swedish.untranslated == {}
    assert digests(swedish).structure == digests(own).structure
    assert handrail.languages("driscoll") == ("en", "sv")
    walked = [walk(swedish, one) for found in walkthroughs_in("driscoll") for one in found.walkthroughs]
    assert walked
    assert [one.failure for one in walked if one.failure] == []


def test_what_a_variant_keeps_is_in_the_language_of_the_variant(tmp_path: Path) -> None:
    file = tmp_path / "ward.yaml"
    file.write_text(
        "framework: ward\nextends: driscoll\ntitle: Avdelningen\nlanguage: sv\n", encoding="utf-8"
    )
    ward = handrail.load(file)
    assert (ward.language, ward.stages["so-what"].title, ward.untranslated) == ("sv", "Än sen?", {})
    file.write_text("framework: ward\nextends: johns\ntitle: Avdelningen\nlanguage: sv\n", encoding="utf-8")
    assert "title" not in handrail.load(file).untranslated
    assert {"summary", "carper/ways_of_knowing.ethics.title"} <= {*handrail.load(file).untranslated}
    with pytest.raises(NotFound, match=r"no text in 'fi'"):
        handrail.load(file, language="fi")


@pytest.mark.parametrize(
    ("written", "place", "said"),
    [
        ("title: Titel\nversion: 2\n", (4, 1), "'version' holds no text"),
        ("stages:\n  secnd: {title: Andra}\n", (4, 3), "did you mean 'second'"),
        ("stages:\n  second: {aim: Mål}\n", (4, 12), "writes no 'aim' here"),
        ("limits: [a, b, c]\n", (3, 16), "has fewer items"),
        ("titel: Titel\n", (3, 1), "did you mean 'title'"),
        ("title: {en: a, sv: b}\n", (3, 8), "no more than one language"),
        ("stages:\n  second:\n    prompts: {why: 'Varför, <who>?'}\n", (5, 15), "who"),
    ],
)
def test_whatever_a_file_of_texts_does_not_translate_is_told_in_its_place(
    tmp_path: Path, written: str, place: tuple[int, int], said: str
) -> None:
    (tmp_path / "told.yaml").write_text(OWN, encoding="utf-8")
    file = tmp_path / "told.sv.yaml"
    text = f"framework: told\nlanguage: sv\n{written}"
    file.write_text(text, encoding="utf-8")
    [problem] = check_texts(text, str(file), find_from(file))
    assert (problem.line, problem.column) == place
    assert said in problem.message
    with pytest.raises(FrameworkError, match=r"told\.sv\.yaml"):
        handrail.load(tmp_path / "told.yaml", language="sv")
    assert handrail.load(tmp_path / "told.yaml").title == "Told"


def test_a_text_that_is_there_twice_in_a_language_is_told() -> None:
    with pytest.raises(FrameworkError, match="clash"):
        read(inline({"title": "Sagt"}), language="sv", beside=beside(SWEDISH))


def test_what_is_to_be_filled_in_can_be_read_before_and_after() -> None:
    none, whole = reading(OWN, language="sv"), reading(OWN, language="sv", beside=beside(SWEDISH))
    assert {one.keys for one in untranslated(none)} >= {*TEXTS, "safeguards.human-help.self"}
    empty = texts_to_fill_in(none, "sv", none)
    assert read(OWN, language="sv", beside=beside(empty)) == read(OWN)
    assert untranslated(whole) == ()
    assert read(OWN, language="sv", beside=beside(texts_to_fill_in(whole, "sv", none))) == whole.framework


def test_a_key_of_the_format_and_a_slip_are_no_language() -> None:
    assert [is_language(tag) for tag in ("sv", "pt-BR", "sma")] == [True] * 3
    assert [is_language(word) for word in ("how", "Why", "self")] == [False] * 3
    [problem] = check(
        "framework: f\ntitle: F\npurpose: reflection\nprompts:\n  a:\n    self:\n      Why: what for\n"
    )
    assert problem.code == "colon-in-text"


ARABIC, HEBREW = "ماذا حدث؟", "מה קרה?"


@pytest.mark.parametrize("said", [ARABIC, HEBREW, f"{HEBREW} (Gibbs, 1988) {ARABIC}"])
def test_right_to_left_text_survives_everywhere(tmp_path: Path, said: str) -> None:
    texts = dict.fromkeys(TEXTS, said) | {"stages.second.prompts.which.choices.Two": said + "!"}
    found = read(inline(texts), language="sv")
    assert found.title == found.stages["second"].title == said
    own = handrail.load(_file(tmp_path, write(found)))
    assert own == found
    assert said in to_outline(found)
    assert said in to_mermaid(found, all=True)
    assert said in to_dot(found, all=True)
    session = handrail.begin(found, id="one").answer("first", said)
    assert said in to_transcript(session)
    text = json.dumps(session.to_record(), ensure_ascii=False)
    assert said in text
    back = handrail.Session.from_record(json.loads(text))
    assert back.said()[-1].text == said
    with handrail.Journal.open(tmp_path / "journal.db") as journal:
        journal.keep(session)
        assert journal.session("one").said()[-1].text == said


def _file(folder: Path, text: str) -> Path:
    path = folder / "told.yaml"
    path.write_text(text, encoding="utf-8")
    return path
