"""Frameworks by name: one's own folders, the shipped ones, those of other packages."""

from __future__ import annotations

from pathlib import Path

import pytest

import handrail
from handrail.cataloguing import NotFound, find_from, load, names

OWN = "framework: {id}\ntitle: {title}\npurpose: reflection\nprompts:\n  why: Why?\n"
SHIPPED = ("alliance", "bassot", "carper", "driscoll", "egan", "johns", "skills")


def put(folder: Path, id: str, text: str = "", title: str = "Mine") -> Path:
    """Return a file with a framework in a folder."""
    path = folder / f"{id}.yaml"
    path.write_text(text or OWN.format(id=id, title=title), encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of one's own that is looked through first."""
    monkeypatch.setenv("HANDRAIL_PATH", str(tmp_path))
    return tmp_path


def test_the_shipped_frameworks_are_had_by_name() -> None:
    assert set(names()) >= set(SHIPPED)
    assert {entry.id for entry in handrail.catalogue()} >= set(SHIPPED)


def test_ones_own_folder_goes_before_the_shipped_one(own: Path) -> None:
    put(own, "johns", title="Our Johns")
    assert load("johns").title == "Our Johns"


def test_a_path_is_read_as_it_stands(tmp_path: Path) -> None:
    assert load(put(tmp_path, "ours")).id == "ours"
    assert load(str(tmp_path / "ours.yaml")).id == "ours"


def test_a_broken_file_hides_no_other(own: Path) -> None:
    put(own, "broken", text="framework: [")
    put(own, "whole")
    assert "broken" in names()
    entries = [entry.id for entry in handrail.catalogue()]
    assert "whole" in entries
    assert "broken" not in entries


def test_a_package_brings_frameworks_but_changes_no_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "ward_models"
    package.mkdir()
    (package / "__init__.py").touch()
    put(package, "ward-model", title="From a package")
    put(package, "egan", title="Not Egan")
    info = tmp_path / "ward_models-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ward-models\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[handrail.frameworks]\nward = ward_models\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert load("ward-model").title == "From a package"
    assert load("egan").title == "The Skilled Helper"


def test_frameworks_that_use_each_other_are_told_as_a_chain(own: Path) -> None:
    for id, other in (("one", "two"), ("two", "one")):
        put(own, id, text=OWN.format(id=id, title=id) + f"uses:\n  {other}: [skills]\n")
    with pytest.raises(handrail.FrameworkError, match="one uses two uses one") as found:
        load("one")
    assert [problem.code for problem in found.value.problems] == ["circle"]


def test_a_file_finds_what_lies_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "near")
    assert find_from(tmp_path / "this.yaml")("near").id == "near"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("jonhs", "did you mean 'johns'"),
        ("nowhere.yaml", "nowhere.yaml cannot be read: No such file"),
        ("./", "cannot be read"),
        ("a\0b", "no framework is called|cannot be read"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(name: str, says: str) -> None:
    with pytest.raises(NotFound, match=says):
        load(name)


def test_an_edition_that_is_not_there_has_its_neighbour_named() -> None:
    with pytest.raises(handrail.HandrailError, match="did you mean '199"):
        load("johns", edition="1993")
