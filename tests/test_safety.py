"""What is stored is data: nothing in this library turns it into code, and nothing of the code stands in it."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.keeping.remembering import Place, RememberingStore
from tests.strategies import sessions

import handrail
from handrail.keeping import Journal
from handrail.practice import Session, write_lines
from handrail.practice.events import KINDS

HOUSE = Path(handrail.__file__).parent
MODULES = sorted(path for path in HOUSE.rglob("*.py"))
# What makes objects, or code, of data.
MODULES_THAT_MAKE_CODE = {
    "pickle",
    "marshal",
    "shelve",
    "dbm",
    "copyreg",
    "dill",
    "cloudpickle",
    "code",
    "runpy",
}
CALLS_THAT_MAKE_CODE = {"eval", "exec", "compile", "__import__", "import_module"}
METHODS_THAT_MAKE_CODE = {"import_module", "unsafe_load", "full_load", "load_module", "exec_module"}
# They load their own modules late, by names that stand in them and come from nowhere else.
DOORS = {
    "__init__.py",
    "cataloguing.py",
    "cli/commands.py",
    "doors.py",
}


def making_code(tree: ast.AST) -> Iterator[str]:
    """Yield every import and every call by which data could become code."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        yield from (name for name in names if name.partition(".")[0] in MODULES_THAT_MAKE_CODE)
        if isinstance(node, ast.Name) and node.id in CALLS_THAT_MAKE_CODE:
            yield node.id
        if isinstance(node, ast.Attribute) and node.attr in METHODS_THAT_MAKE_CODE:
            yield node.attr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_no_module_makes_code_of_data(path: Path) -> None:
    found = {*making_code(ast.parse(path.read_text(encoding="utf-8")))}
    assert found - ({"import_module"} if path.relative_to(HOUSE).as_posix() in DOORS else set()) == set()


@pytest.mark.parametrize(
    "text",
    [
        "import pickle",
        "from marshal import loads",
        "import dbm.gnu",
        "eval(x)",
        "x = exec",
        "yaml.unsafe_load(x)",
    ],
)
def test_what_makes_code_of_data_would_be_found(text: str) -> None:
    assert [*making_code(ast.parse(text))]


def classes() -> set[str]:
    """Return the names of all classes of this library."""
    found: set[str] = set()
    for path in MODULES:
        parts = ["handrail", *path.relative_to(HOUSE).with_suffix("").parts]
        if {"adapters", "__main__", "sphinxext"} & {*parts}:
            continue
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        found |= {
            name for name, one in inspect.getmembers(module, inspect.isclass) if "handrail" in one.__module__
        }
    return found


CLASSES = classes()


def names(data: Any) -> Iterator[str]:
    """Yield every key, and every text that may be a name."""
    if isinstance(data, dict):
        yield from data
        yield from (name for one in data.values() for name in names(one))
    elif isinstance(data, list):
        yield from (name for one in data for name in names(one))
    elif isinstance(data, str):
        yield data


@settings(max_examples=40, deadline=None)
@given(sessions())
def test_nothing_that_is_stored_names_a_class_or_a_module(session: Session) -> None:
    store = RememberingStore(Place())
    id = Journal(store).keep(session)
    kept = [json.loads(line) for line in write_lines(session)]
    kept += [json.loads(data) for data in store.place.frameworks.values()]
    assert "Session" in CLASSES
    assert "Answered" in CLASSES
    found = {*names(kept), *names([*store.place.cards[id].tags]), *store.place.frameworks, *store.place.notes}
    assert found & CLASSES == set()
    assert [name for name in found if "handrail." in name or "__" in name] == []
    assert {one["kind"] for one in kept[1 : len(session.events) + 1]} <= {*KINDS}
