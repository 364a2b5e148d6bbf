"""Small projects are built with the extension, and what comes out is looked at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docutils import nodes
from tests.sphinxext.projects import MODEL, PAGE, SAID, TOP, Build


@pytest.mark.parametrize(
    ("builder", "file"),
    [("text", "walk.txt"), ("html", "walk.html"), ("epub", "walk.xhtml"), ("man", "projectnamenotset.1")],
)
def test_what_authors_write_stays_text_for_every_builder(build: Build, builder: str, file: str) -> None:
    made = build(PAGE, builder, epub_show_urls="no", version="1", epub_copyright="x", copyright="x")
    assert SAID in made.text(file).replace("\\", "")
    assert made.warnings == ""


def test_latex_is_written_without_a_complaint(build: Build) -> None:
    made = build(PAGE, "latex")
    assert "*really*" in made.text("projectnamenotset.tex")
    assert made.warnings == ""


def test_a_translator_is_told_the_line_of_the_yaml(build: Build) -> None:
    catalogue = build(PAGE, "gettext", gettext_compact=False).text("walk.pot")
    line = MODEL.splitlines().index("        self: " + SAID) + 1
    entry = catalogue[: catalogue.index("What did I")].rpartition("\n\n")[2]
    assert f"walk.yaml:{line}\n" in entry


def test_files_of_frameworks_are_pages_and_nothing_is_written_into_the_sources(build: Build) -> None:
    top = "Top\n===\n\n.. toctree::\n   :glob:\n\n   models/*\n"
    made = build(
        {"walk.yaml": MODEL, "index.rst": top}, handrail_pages={"models": str(Path("/nowhere.yaml"))}
    )
    assert "names no framework of the catalogue and no file" in made.warnings
    source = made.out.parent / "docs"
    made = build({}, "html", handrail_pages={"models": f"{source}/*.yaml"})
    assert made.warnings == ""
    assert "A walk" in made.text("index.html")
    assert 'id="prompt-walk-sky"' in made.text("models/walk.html")
    assert sorted(file.name for file in source.iterdir()) == ["index.rst", "walk.yaml"]


def test_a_gallery_has_the_pages_of_frameworks_by_what_they_are_for(build: Build) -> None:
    talk = MODEL.replace("framework: walk", "framework: talk").replace("A walk", "A talk")
    talk = (
        talk.replace("purpose: reflection", "purpose: reference")
        + "originator: Ann Author\nsummary: Two *speak*. Then they part.\n"
    )
    top = "Top\n===\n\n.. framework-gallery:: models\n\n.. toctree::\n   :hidden:\n   :glob:\n\n   models/*\n"
    documents = {"walk.yaml": MODEL, "talk.yaml": talk, "index.rst": top}
    made = build(documents, "html", handrail_pages={"models": "*.yaml"})
    assert made.warnings == ""
    body = made.text("index.html").partition('role="main"')[2]
    places = [body.index(one) for one in ("For reflection", "A walk", "To take from", "A talk")]
    assert places == sorted(places)
    assert 'href="models/talk.html#handrail-talk"' in body
    assert "Ann Author" in body
    assert "Two *speak*." in body
    assert "Then they part" not in body
    edited = build({"talk.yaml": talk.replace("Ann", "Bea")}, "html", handrail_pages={"models": "*.yaml"})
    assert "Bea Author" in edited.text("index.html")


def test_a_gallery_of_nothing_is_a_warning(build: Build) -> None:
    made = build({"index.rst": "Top\n===\n\n.. framework-gallery:: models\n"})
    assert "handrail_pages makes no page in 'models'" in made.warnings


def test_an_edited_framework_builds_its_own_pages_anew_and_no_other(build: Build) -> None:
    other = MODEL.replace("framework: walk", "framework: ride").replace("A walk", "A ride")
    top = "Top\n===\n\n.. toctree::\n\n   walk\n   ride\n"
    documents = {**PAGE, "ride.yaml": other, "ride.rst": ".. framework:: ride.yaml\n", "index.rst": top}
    assert sorted(build(documents).read) == ["index", "ride", "walk"]
    assert build({}).read == []
    made = build({"ride.yaml": other.replace("A ride", "A long ride")})
    assert made.read == ["ride"]
    assert "A long ride" in made.text("ride.txt")


def test_what_several_take_from_builds_their_pages_anew_and_no_other(build: Build) -> None:
    shared = "framework: shared\ntitle: Shared\npurpose: reference\nskills:\n  pause:\n    title: Pausing\n"
    taking = MODEL.replace("references:", "uses:\n  shared: [skills]\nreferences:")
    names = ("one", "two", "walk")
    documents = {f"{name}.rst": f".. framework:: {name}.yaml\n" for name in names}
    documents |= {
        f"{name}.yaml": taking.replace("framework: walk", f"framework: {name}") for name in names[:2]
    }
    documents |= {"walk.yaml": MODEL, "shared.yaml": shared}
    documents["index.rst"] = "Top\n===\n\n.. toctree::\n\n   one\n   two\n   walk\n"
    build(documents)
    made = build({"shared.yaml": shared.replace("Pausing", "Waiting")})
    assert sorted(made.read) == ["one", "two"]
    assert "Waiting" in made.text("one.txt")
    assert "Waiting" in made.text("two.txt")


def test_a_fault_is_told_at_its_line_of_the_yaml_and_can_be_silenced(build: Build) -> None:
    documents = {**PAGE, "walk.yaml": MODEL.replace("titel", "").replace("title: A walk", "titel: A walk")}
    made = build(documents)
    assert re.search(
        r"walk\.yaml:2: WARNING: .*did you mean 'title'.* \[handrail\.unknown-key\]", made.warnings
    )
    assert "cannot be shown" in made.text("walk.txt")
    assert build({"walk.rst": ".. framework:: walk.yaml\n\n"}, suppress_warnings=["handrail"]).warnings == ""


def test_an_option_that_is_not_known_is_a_warning_that_names_its_neighbour(build: Build) -> None:
    page = ".. framework:: walk.yaml\n   :voice: selv\n   :prompts: tabel\n   :members: stage\n   :edition: 1990\n"
    told = build({**PAGE, "walk.rst": page}).warnings.splitlines()
    assert [("handrail.option" in line, re.search(r"did you mean '(\w+)'", line)) for line in told] != []
    assert all("walk.rst:1: WARNING" in line and "[handrail.option]" in line for line in told)
    named = [found[1] for line in told if (found := re.search(r"did you mean '(\w+)'", line))]
    assert sorted(named) == ["self", "stages", "table"]
    assert len(told) == 4


def test_roles_lead_to_what_a_page_describes_from_either_markup(build: Build) -> None:
    documents = {
        **PAGE,
        "index.rst": TOP + "   md\n\nSee :handrail:prompt:`sky` and :handrail:stage:`walk/out`.\n",
        "md.md": "# Mark\n\n{handrail:way}`ethics` {handrail:framework}`walk`\n\n"
        "```{framework-prompts} walk.yaml\n:way: ethics\n```\n",
    }
    made = build(documents, "html", extensions=["handrail.sphinxext", "myst_parser"])
    assert made.warnings == ""
    assert 'href="walk.html#prompt-walk-sky"' in made.text("index.html")
    assert 'href="walk.html#stage-walk-out"' in made.text("index.html")
    marked = made.text("md.html")
    assert 'href="walk.html#way-walk-ethics"' in marked
    assert "What stays with me" not in marked
    assert SAID in marked


def test_a_role_that_leads_nowhere_is_a_warning(build: Build) -> None:
    made = build({**PAGE, "index.rst": TOP + "\n:handrail:prompt:`nothing`\n"})
    assert "nothing" in made.warnings


def test_other_projects_and_indices_find_what_is_described(build: Build) -> None:
    made = build(PAGE, "html")
    objects = {(kind, name): anchor for name, _, kind, _, anchor, _ in made.domain.get_objects()}
    assert objects["prompt", "walk/sky"] == "prompt-walk-sky"
    assert objects["framework", "walk"] == "handrail-walk"
    assert objects["way", "walk/ethics"] == "way-walk-ethics"
    assert "walk.html#prompt-walk-sky" in made.text("handrail-ways.html")
    assert "walk.html#stage-walk-home" in made.text("handrail-frameworks.html")


def test_what_several_processes_read_comes_together(build: Build) -> None:
    documents = {
        f"w{number}.yaml": MODEL.replace("framework: walk", f"framework: w{number}") for number in range(8)
    }
    documents |= {f"w{number}.rst": f".. framework:: w{number}.yaml\n" for number in range(8)}
    top = "Top\n===\n\n.. toctree::\n   :glob:\n\n   w*\n"
    made = build({**documents, "index.rst": top}, parallel=2)
    assert sorted(name for kind, name in made.domain.objects if kind == "framework") == [
        f"w{n}" for n in range(8)
    ]
    assert len(made.domain.drawn) == 8
    assert made.warnings == ""


def test_a_second_description_is_a_warning_unless_it_says_that_it_is_none(build: Build) -> None:
    documents = {
        **PAGE,
        "index.rst": TOP + "   again\n",
        "again.rst": ".. framework:: walk.yaml\n   :no-index:\n",
    }
    assert build(documents).warnings == ""
    assert "[handrail.duplicate]" in build({"again.rst": ".. framework:: walk.yaml\n"}).warnings


@pytest.mark.parametrize(
    ("form", "node"), [("cards", nodes.container), ("table", nodes.table), ("list", nodes.bullet_list)]
)
def test_prompts_have_the_form_that_is_asked_for(build: Build, form: str, node: type[nodes.Element]) -> None:
    page = f"Page\n====\n\n.. framework-prompts:: walk.yaml\n   :as: {form}\n   :outcome: learning\n"
    made = build({**PAGE, "index.rst": page, "walk.rst": ":orphan:\n\n.. framework:: walk.yaml\n"})
    tree = made.app.env.get_doctree("index")
    assert any(SAID in found.astext() for found in tree.findall(node))
    assert "What stays" not in tree.astext()
    assert made.warnings == ""


def test_a_source_stands_behind_what_it_is_the_source_of(build: Build) -> None:
    model = MODEL.replace("stages:\n", "not_for:\n  - {text: A dark night., reference: rogers}\nstages:\n", 1)
    assert "* A dark night. (Rogers 1961)" in build({**PAGE, "walk.yaml": model}).text("walk.txt")


def test_works_are_cited_by_a_style_and_their_remarks_stay(build: Build) -> None:
    text = build(PAGE).text("walk.txt")
    assert "Rogers, C. (1961) *On *becoming* a person & more*" in text
    assert "[read in part]" in text


def test_frameworks_stand_side_by_side(build: Build) -> None:
    made = build({"index.rst": "Two\n===\n\n.. framework-compare:: gibbs driscoll\n"})
    assert "Reflective Cycle" in made.text("index.txt")
    assert made.warnings == ""


def test_the_keys_and_codes_of_the_library_are_looked_up_in_markdown_too(build: Build) -> None:
    both = ["handrail.sphinxext", "myst_parser"]
    tables = "```{framework-syntax} minutes\n```\n\n```{framework-rules} unknown-key\n```\n"
    text = f"# A\n\n{tables}\n{{handrail:rule}}`unknown-key`\n"
    made = build({"index.md": text}, "html", extensions=both)
    assert made.warnings == ""
    assert "typical" in made.text("index.html")
    assert 'href="#rule-unknown-key"' in made.text("index.html")
    told = build(
        {"index.md": "# A\n\n```{framework-syntax} minuets\n```\n"},
        extensions=["handrail.sphinxext", "myst_parser"],
    )
    assert "did you mean 'minutes'" in told.warnings


def test_what_a_text_rests_on_stands_behind_it(build: Build) -> None:
    values = "values:\n  - text: Nobody is hurried\n    confidence: unchecked\n"
    made = build({**PAGE, "walk.yaml": MODEL + values})
    assert "Nobody is hurried (unchecked)" in made.text("walk.txt")
