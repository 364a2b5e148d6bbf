"""What is installed is what stands in the repository: packages, frameworks, types, version."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import metadata, resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import handrail
from handrail.publishing import to_json_schema

TOP = Path(__file__).parent.parent
HOUSE = Path(handrail.__file__).parent


def settings() -> dict[str, Any]:
    return tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_folder_of_modules_is_a_package_that_is_listed() -> None:
    inside = {door.parent.relative_to(HOUSE.parent) for door in HOUSE.rglob("__init__.py")}
    packages = {".".join(folder.parts) for folder in inside} | {"handrail.frameworks"}
    assert settings()["tool"]["setuptools"]["packages"] == sorted(packages)


def test_every_folder_with_modules_has_a_door() -> None:
    folders = {module.parent for module in HOUSE.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_installed_frameworks_are_those_of_the_top_level_folder() -> None:
    installed = resources.files("handrail.frameworks")
    found = {file.name: file.read_bytes() for file in installed.iterdir() if file.name.endswith(".yaml")}
    assert found == {file.name: file.read_bytes() for file in (TOP / "frameworks").glob("*.yaml")}
    assert {"egan.yaml", "johns.yaml", "carper.yaml", "alliance.yaml"} <= found.keys()


def test_the_types_are_announced() -> None:
    assert resources.files("handrail").joinpath("py.typed").is_file()


def test_the_schema_travels_in_a_wheel_and_is_made_anew_where_the_sources_are_worked_on() -> None:
    shipped = resources.files("handrail").joinpath("framework.schema.json")
    told = json.loads(metadata.distribution("handrail").read_text("direct_url.json") or "{}")
    editable = told.get("dir_info", {}).get("editable", False)
    assert shipped.is_file() != editable
    assert editable or shipped.read_text(encoding="utf-8") == to_json_schema()


def test_the_version_is_a_literal_that_the_distribution_repeats() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", handrail.__version__)
    assert metadata.version("handrail") == handrail.__version__


def test_both_licences_travel_with_the_distribution() -> None:
    facts = metadata.metadata("handrail")
    assert facts["License-Expression"] == "Apache-2.0 AND CC-BY-4.0"
    assert facts.get_all("License-File") == ["LICENSE", "frameworks/LICENSE"]


def test_what_is_needed_always_is_little() -> None:
    needed = [line for line in metadata.requires("handrail") or [] if "extra ==" not in line]
    assert sorted(re.split(r"[^\w-]", line)[0] for line in needed) == ["attrs", "networkx", "pyyaml"]


def test_dev_brings_what_the_command_and_the_journals_need() -> None:
    assert (
        "handrail[cli,docx,encryption,pdf,postgres,sphinx]"
        in settings()["project"]["optional-dependencies"]["dev"]
    )


def test_pytest_is_told_where_the_plugin_is() -> None:
    [(name, module)] = settings()["project"]["entry-points"]["pytest11"].items()
    assert (name, find_spec(module) is not None) == ("handrail", True)
