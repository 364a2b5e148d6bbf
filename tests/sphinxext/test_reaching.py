"""What is described is found: by the search, from other projects, and by every builder as its author wrote it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.sphinxext.projects import MODEL, PAGE, TOP, Build


def test_the_search_finds_a_prompt_by_its_name_and_by_its_words(build: Build) -> None:
    made = build(PAGE, "html")
    index = json.loads(made.text("searchindex.js").removeprefix("Search.setIndex(").rstrip(")"))
    page = index["docnames"].index("walk")
    sky = next(found for found in index["objects"][""] if found[-1] == "sky")
    assert sky[0] == page
    assert sky[3] == "prompt-walk-sky"
    assert "-" not in [found[3] for found in index["objects"][""]]
    assert index["objnames"][str(sky[1])][1:] == ["prompt", "handrail prompt"]
    assert [found for term, found in index["terms"].items() if term.startswith("toda")] == [page]


def test_another_project_points_at_a_prompt_through_the_inventory(build: Build, tmp_path: Path) -> None:
    inventory = (build(PAGE, "html").out / "objects.inv").rename(tmp_path / "walk.inv")
    roles = "See :handrail:prompt:`walk/sky`, :handrail:way:`walk/ethics`, :handrail:framework:`walk`.\n"
    made = build(
        {"index.rst": f"Other\n=====\n\n{roles}", "walk.rst": ":orphan:\n\nNothing\n=======\n"},
        "html",
        extensions=["handrail.sphinxext", "sphinx.ext.intersphinx"],
        intersphinx_mapping={"walks": ("https://walks.example/en/", str(inventory))},
    )
    assert made.warnings == ""
    for anchor in ("prompt-walk-sky", "way-walk-ethics", "handrail-walk"):
        assert f'href="https://walks.example/en/walk.html#{anchor}"' in made.text("index.html")


def test_no_page_asks_another_host_for_anything(build: Build) -> None:
    html = build(PAGE, "html").text("walk.html")
    assert (
        re.findall(r'(?:src|href)="(https?://[^"]+)"', html.replace("https://www.sphinx-doc.org/", "")) == []
    )


PROBLEMS = {
    "a framework that there is not": (".. framework:: nowhere\n", "not-found"),
    "a file that there is not": (".. framework:: nowhere.yaml\n", "not-found"),
    "an option": (".. framework:: walk.yaml\n   :voice: nobody\n", "option"),
    "no prompts": (".. framework-prompts:: walk.yaml\n   :stage: home\n   :way: ethics\n", "no-prompts"),
    "a record": (".. framework-syntax:: nothing\n", "option"),
    "a code": (".. framework-rules:: nothing\n", "option"),
    "a run": (".. framework-transcript:: walk.yaml\n\n   steps:\n     - next: tea\n", "transcript"),
    "a picture": (".. framework-graph:: carper\n", "no-stages"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_every_warning_has_a_type_and_can_be_silenced(build: Build, name: str) -> None:
    text, code = PROBLEMS[name]
    documents = {"walk.yaml": MODEL, "index.rst": f"Page\n====\n\n{text}"}
    told = build(documents).warnings.splitlines()
    assert told
    assert all(line.endswith(f"[handrail.{code}]") for line in told)
    assert (
        build({"index.rst": f"Page\n====\n\n{text}\n"}, suppress_warnings=[f"handrail.{code}"]).warnings == ""
    )


SIGNS = st.text(st.sampled_from("*`|_\\:<>[]{}()#-+.=~^\"'&%$1ax "), min_size=1, max_size=20)
WORDS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=30)
TEXTS = st.lists(
    (SIGNS | WORDS).map(lambda text: " ".join(text.split())).filter(bool), min_size=1, max_size=12
)


@settings(
    deadline=None,
    max_examples=6,
    phases=[Phase.explicit, Phase.generate],  # a build takes too long to look for the smallest text
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(texts=TEXTS)
def test_every_text_of_an_author_stays_that_text(build: Build, texts: list[str]) -> None:
    prompts = "".join(
        f"      p{number}:\n        self: {json.dumps(text, ensure_ascii=False)}\n"
        for number, text in enumerate(texts)
    )
    model = f"framework: walk\ntitle: A walk\npurpose: reflection\nstages:\n  one:\n    prompts:\n{prompts}"
    made = build({**PAGE, "walk.yaml": model, "index.rst": TOP}, "html")
    asked = re.findall(r'<p class="handrail-asked">(.*?)</p>', made.text("walk.html"), re.DOTALL)
    assert [unescape(one) for one in asked] == texts
    assert made.warnings == ""
