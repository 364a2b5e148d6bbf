"""Frameworks in another language, and pages that are translated."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sphinxext.projects import MODEL, PAGE, Build

from handrail.sphinxext.drafting import escaped

SWEDISH = """\
framework: walk
language: sv
title: En promenad
"""
FULL = MODEL.replace("title: Going out", "title: {en: Going out, sv: Ute}")


def test_a_page_is_in_the_language_that_is_asked_for(build: Build) -> None:
    made = build({**PAGE, "walk.yaml": FULL, "walk.rst": ".. framework:: walk.yaml\n   :language: sv\n"})
    assert "Ute" in made.text("walk.txt")
    assert re.search(
        r"walk\.yaml:1: WARNING: \d+ texts .* not in 'sv' yet.* \[handrail.untranslated\]", made.warnings
    )


def test_a_page_is_in_the_language_of_the_project_where_there_are_texts_in_it(build: Build) -> None:
    made = build({**PAGE, "walk.yaml": FULL}, language="sv_FI", suppress_warnings=["handrail.untranslated"])
    assert "Ute" in made.text("walk.txt")
    made = build({"walk.yaml": MODEL}, language="sv_FI")
    assert "Going out" in made.text("walk.txt")
    assert made.warnings == ""


def test_a_language_that_there_is_not_is_a_warning(build: Build) -> None:
    made = build({**PAGE, "walk.rst": ".. framework:: walk.yaml\n   :language: de\n"})
    assert "walk.rst:1: WARNING: 'walk' has no text in 'de'" in made.warnings
    assert "Going out" in made.text("walk.txt")


def test_a_file_of_texts_builds_its_page_anew_when_it_is_edited_and_when_it_comes(build: Build) -> None:
    quiet = {"language": "sv", "suppress_warnings": ["handrail.untranslated"]}
    build({**PAGE, "other.rst": ":orphan:\n\nOther\n=====\n"}, **quiet)
    made = build({"walk.sv.yaml": SWEDISH}, **quiet)
    assert made.read == ["walk"]
    assert "En promenad" in made.text("walk.txt")
    made = build({"walk.sv.yaml": SWEDISH.replace("En promenad", "En lång promenad")}, **quiet)
    assert made.read == ["walk"]
    assert "En lång promenad" in made.text("walk.txt")
    assert build({}, **quiet).read == []


def test_a_fault_in_a_file_of_texts_is_told_in_its_place(build: Build) -> None:
    made = build({**PAGE, "walk.sv.yaml": SWEDISH + "stagse:\n"}, language="sv")
    assert re.search(r"walk\.sv\.yaml:4: WARNING: .*\[handrail\.", made.warnings)


def test_every_text_of_a_framework_can_be_translated(build: Build, tmp_path: Path) -> None:
    model = MODEL.replace("    title: Going out\n", "    title: Going out\n    aim: To be *out*.\n")
    catalogue = build({**PAGE, "walk.yaml": model}, "gettext").text("walk.pot")
    for text in ("A walk", "What is right?", r"To be \*out\*.", "Going out", "What stays with me?"):
        assert f'msgid "{text}"'.replace("\\", "\\\\") in catalogue
    for entry in catalogue.split("\n\n")[1:]:
        assert re.search(r"^#: .*walk\.(yaml|rst):\d+$", entry, re.MULTILINE), entry
    po = catalogue.replace(
        'msgid "What stays with me?"\nmsgstr ""', 'msgid "What stays with me?"\nmsgstr "Vad?"'
    )
    po = po.replace(
        r'msgid "To be \\*out\\*."' + '\nmsgstr ""', r'msgid "To be \\*out\\*."' + '\nmsgstr "Ute."'
    )
    folder = tmp_path / "docs" / "locales" / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "walk.po").write_text(po, encoding="utf-8")
    with (folder / "walk.po").open("rb") as opened, (folder / "walk.mo").open("wb") as written:
        write_mo(written, read_po(opened))
    made = build({}, language="sv", locale_dirs=["locales"])
    assert "Vad?" in made.text("walk.txt")
    assert "Aim:** Ute." in made.text("walk.txt")
    assert made.warnings == ""


SIGNS = st.text(st.sampled_from("*`|_\\:<>[]{}()#-+.=~^\"'1aivx §"), min_size=1, max_size=20)
TEXTS = (SIGNS | st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)).map(
    lambda text: " ".join(text.split())
)


@settings(deadline=None)
@given(text=TEXTS.filter(bool))
def test_every_text_reads_in_a_catalogue_exactly_as_its_author_wrote_it(text: str) -> None:
    made = publish_doctree(escaped(text), settings_overrides={"report_level": 5, "halt_level": 5})
    assert [type(one) for one in made.children] == [nodes.paragraph]
    assert made.astext() == text
