"""The catalogue: which frameworks can be had by name, in which order of folders, and what is said when none can."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from handrail import FrameworkError, HandrailError, NotFound, catalogue, load, names
from handrail.authoring import Problem, check
from handrail.cataloguing import LONGEST_CHAIN, Had, file_of, find_from

SHIPPED = (
    "after-action-review",
    "alliance",
    "atkins-murphy",
    "bassot",
    "boud",
    "brookfield",
    "calgary-cambridge",
    "carl",
    "carper",
    "driscoll",
    "egan",
    "era",
    "five-as-behaviour-change",
    "five-as-tobacco",
    "five-r",
    "follow-ups",
    "four-fs",
    "gibbs",
    "goal-reality-options-will",
    "hill",
    "johns",
    "kolb",
    "motivational-interviewing",
    "nmc-account",
    "problem-solving-core",
    "psychological-first-aid",
    "rolfe",
    "schon",
    "skills",
    "solution-focused",
    "spikes",
    "teach-back",
    "thought-record",
)
SMALL = "framework: {id}\ntitle: {title}\npurpose: reflection\noriginator: Somebody\nprompts:\n  a: Hello\n"


def put(folder: Path, id: str, title: str = "Small", text: str = SMALL) -> Path:
    """Return the file of a framework that is written into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{id}.yaml"
    path.write_text(text.replace("{id}", id).replace("{title}", title), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def nothing_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDRAIL_PATH", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own that HANDRAIL_PATH names, behind one that is not there."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("HANDRAIL_PATH", os.pathsep.join([str(tmp_path / "nowhere"), str(folder)]))
    return folder


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages, one of which says that it brings frameworks, and that another does."""
    folder = tmp_path / "packages"
    put(folder / "brought", "brought-one", "Brought")
    put(folder / "brought", "johns", "Not Johns")
    (folder / "brought" / "__init__.py").touch()
    info = folder / "brought-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: brought\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[handrail.frameworks]\nbrought = brought\ngone = gone_away\n")
    monkeypatch.syspath_prepend(folder)
    yield folder
    sys.modules.pop("brought", None)


# -- names and entries -----------------------------------------------------------------------------------------


def test_the_shipped_frameworks_are_had_by_name() -> None:
    assert names()[: len(SHIPPED)] == SHIPPED
    assert [entry.id for entry in catalogue()][: len(SHIPPED)] == [*SHIPPED]


def test_an_entry_says_what_a_framework_is_in_one_line() -> None:
    johns = next(entry for entry in catalogue() if entry.id == "johns")
    assert johns == ("johns", "Model for Structured Reflection", "reflection", "Christopher Johns")


def test_ones_own_folder_goes_before_the_shipped_one(own: Path) -> None:
    put(own, "johns", "My own Johns")
    put(own, "ward-round", "Ward round")
    assert load("johns").title == "My own Johns"
    assert names()[: len(SHIPPED) + 1] == (*SHIPPED, "ward-round")
    entries = {entry.id: entry.title for entry in catalogue()}
    assert (entries["johns"], entries["ward-round"]) == ("My own Johns", "Ward round")


def test_the_first_of_ones_own_folders_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "one", "round", "One")
    put(tmp_path / "two", "round", "Two")
    monkeypatch.setenv("HANDRAIL_PATH", os.pathsep.join([str(tmp_path / "one"), str(tmp_path / "two")]))
    assert load("round").title == "One"


def test_texts_in_another_language_and_folders_are_no_frameworks(own: Path) -> None:
    put(own, "johns.sv")
    (own / "folder.yaml").mkdir()
    assert {"johns.sv", "folder", "johns"} & {*names()} == {"johns"}


# -- packages --------------------------------------------------------------------------------------------------


def test_an_installed_package_may_bring_frameworks(packages: Path) -> None:
    assert names()[-1] == "brought-one"
    assert load("brought-one").title == "Brought"


def test_an_installed_package_does_not_change_what_a_shipped_name_means(packages: Path) -> None:
    assert load("johns").originator == "Christopher Johns"


def test_ones_own_folder_goes_before_an_installed_package(packages: Path, own: Path) -> None:
    put(own, "brought-one", "My own")
    assert load("brought-one").title == "My own"


def test_a_package_that_is_broken_hides_nothing(packages: Path) -> None:
    (packages / "brought" / "__init__.py").write_text("raise RuntimeError('broken')")
    assert names() == SHIPPED


def test_a_package_without_code_may_bring_frameworks(packages: Path) -> None:
    (packages / "brought" / "__init__.py").unlink()
    assert load("brought-one").title == "Brought"


# -- files -----------------------------------------------------------------------------------------------------


def test_a_path_is_read_as_it_stands(tmp_path: Path) -> None:
    path = put(tmp_path / "else", "round", "A round")
    assert load(path).title == load(str(path)).title == load(f"else{os.sep}round.yaml").title == "A round"
    assert file_of(path) == path
    assert file_of("johns").name == "johns.yaml"


def test_problems_name_the_file_as_one_would_type_it(tmp_path: Path) -> None:
    put(tmp_path / "else", "round", text="framework: round\n")
    with pytest.raises(FrameworkError, match=r"^else.round\.yaml:1:1: 'title:' is missing here"):
        load(tmp_path / "else" / "round.yaml")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "jons",
            r"^no framework is called 'jons'; did you mean 'johns'\? \(all there are: handrail list; or name a file\)$",
        ),
        ("tobacco", r"did you mean 'five-as-tobacco'\?"),
        ("five", r"did you mean 'five-as-behaviour-change' or 'five-as-tobacco' or 'five-r'\? \("),
        (
            "xylophone",
            r"^no framework is called 'xylophone' \(all there are: handrail list; or name a file\)$",
        ),
        ("mine", r"^no framework is called 'mine'; did you mean the file 'mine\.yaml'\? \("),
        ("", r"^no framework is called '' \(all"),
        ("nowhere.yaml", r"^nowhere\.yaml cannot be read: No such file or directory$"),
        ("else/", r"^else cannot be read: (Is a directory|Permission denied)$"),
        ("a\0b.yaml", r"^'a\\x00b\.yaml' cannot be the name of a file$"),
        ("a\0b", r"^no framework is called"),
        ("x" * 5_000 + ".yaml", r" cannot be read: File name too long$"),
    ],
    ids=[
        *("a slip", "a part", "a part of several", "like no other", "a file's", "nothing"),
        *("no file", "a folder", "no name of a file", "no name", "too long"),
    ],
)
def test_what_cannot_be_had_is_told_in_a_sentence(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "else").mkdir()
    put(tmp_path, "mine")
    with pytest.raises(NotFound, match=said) as caught:
        load(name)
    assert "\n" not in str(caught.value)


def test_a_file_that_may_not_be_read_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "closed")
    put(tmp_path, "open", text="framework: open\ntitle: Open\npurpose: reference\nuses: {closed: [skills]}\n")
    opens = open

    def refused(file: str, mode: str) -> IO[bytes]:
        if Path(file).stem == "closed":
            raise PermissionError(13, "Permission denied")
        return opens(file, mode)

    monkeypatch.setattr("builtins.open", refused)
    with pytest.raises(NotFound, match=r"^closed\.yaml cannot be read: Permission denied$"):
        load("closed.yaml")
    with pytest.raises(
        FrameworkError, match=r"closed\.yaml cannot be read: Permission denied; .*\[unknown-framework\]"
    ):
        load("open.yaml")


# -- frameworks that use others --------------------------------------------------------------------------------


def test_a_broken_file_hides_no_other(own: Path) -> None:
    put(own, "broken", text="framework: [")
    (own / "latin.yaml").write_bytes(b"title: D\xe9j\xe0 vu\n")
    put(own, "whole", "Whole")
    assert {"broken", "latin", "whole"} <= {*names()}
    assert [entry.id for entry in catalogue()] == [*SHIPPED, "whole"]


def test_what_a_file_uses_is_looked_for_beside_it_first(tmp_path: Path, own: Path) -> None:
    pack = "framework: {id}\ntitle: {title}\npurpose: reference\nskills: {listening: {means: {title}}}\n"
    user = "framework: user\ntitle: U\npurpose: reference\nuses: {pack: [skills]}\n"
    put(tmp_path / "beside", "pack", "Beside", pack)
    put(own, "pack", "Own", pack)
    near, far = put(tmp_path / "beside", "user", text=user), put(tmp_path / "far", "user", text=user)
    assert load(near).skills["listening"].means == "Beside"
    assert load(far).skills["listening"].means == "Own"
    assert check(near.read_bytes(), find=find_from(near)) == ()


def uses(id: str, *others: str) -> str:
    """Return a framework that uses others."""
    own = f"framework: {id}\ntitle: T\npurpose: reference\nskills: {{s-{id}: {{}}}}\n"
    return own + ("uses:\n" if others else "") + "".join(f"  {other}: [skills]\n" for other in others)


def test_frameworks_that_use_each_other_are_told_as_a_chain(tmp_path: Path) -> None:
    for id, other in (("one", "two"), ("two", "three"), ("three", "one")):
        put(tmp_path, id, text=uses(id, other))
    with pytest.raises(FrameworkError) as caught:
        load("one.yaml")
    [problem] = caught.value.problems
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column, problem.code) == (6, 3, "circle")
    assert (
        problem.message
        == "these frameworks use each other: one uses two uses three uses one; take one use out"
    )


def test_a_chain_of_frameworks_has_an_end(tmp_path: Path) -> None:
    for number in range(300):
        put(tmp_path, f"f{number}", text=uses(f"f{number}", f"f{number + 1}"))
    with pytest.raises(FrameworkError, match=rf"more than {LONGEST_CHAIN} frameworks use one another"):
        load("f0.yaml")


def test_frameworks_that_share_what_they_use_are_each_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(18):
        put(tmp_path, f"f{number}", text=uses(f"f{number}", f"f{number + 1}", f"f{number + 2}"))
    for number in (18, 19):
        put(tmp_path, f"f{number}", text=uses(f"f{number}"))
    seen: list[str] = []
    opens = open

    def noted(file: str, mode: str) -> IO[bytes]:
        seen.append(Path(file).stem)
        return opens(file, mode)

    monkeypatch.setattr("builtins.open", noted)
    load("f0.yaml")
    assert len(seen) == len({*seen}) == 20


def test_what_was_kept_from_other_files_judges_none_differently(tmp_path: Path, own: Path) -> None:
    chain = [
        put(tmp_path, f"f{number}", text=uses(f"f{number}", *([f"f{number + 1}"] if number < 23 else [])))
        for number in range(24)
    ]
    put(own, "round", text=uses("round", "same"))
    put(own, "same", text=uses("same"))
    # Beside those it goes in a circle, as far as ids tell: round uses same.
    files = [
        *chain,
        put(tmp_path, "user", text=uses("user", "round")),
        put(tmp_path, "same", text=uses("same", "round")),
    ]
    alone = {file: check(file.read_bytes(), find=find_from(file)) for file in files}
    assert [file.stem for file in files if alone[file]] == ["f0", "f1", "f2", "same"]
    for order in (files, files[::-1]):
        had: Had = {}
        assert {file: check(file.read_bytes(), find=find_from(file, had)) for file in order} == alone


# -- editions and languages ------------------------------------------------------------------------------------


def test_an_edition_is_asked_for_by_its_id() -> None:
    assert (load("johns").edition, load("johns", edition="1994").edition) == ("2000", "1994")


def test_an_edition_that_is_not_there_has_its_neighbour_named() -> None:
    with pytest.raises(HandrailError, match=r"^no edition is called '1993'; did you mean '199\d'\?$"):
        load("johns", edition="1993")


def test_a_language_that_is_not_there_is_told() -> None:
    assert load("johns", language="en").language == "en"
    with pytest.raises(NotFound, match=r"^'johns' has no text in 'sv' \(there is en\)$"):
        load("johns", language="sv")
