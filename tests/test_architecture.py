"""The house: which room may import which, and how large a room's pieces may grow."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import handrail

HOUSE = Path(handrail.__file__).parent
DATA = {"frameworks"}  # a package without code

BASE = {"doors", "errors", "shown", "conditions"}
CORE = BASE | {"prompts", "selection", "graph", "framework"}
USES = {"authoring", "practice", "keeping", "publishing", "cataloguing"}
ALL = CORE | USES | {"rehearsal", "testing", "adapters"}

# Room → the rooms that it may import; `room.module` opens that module only. Design, section 3.
MAY_IMPORT: dict[str, set[str]] = {
    "doors": set(),
    "errors": set(),
    "shown": set(),
    "conditions": {"errors", "shown"},
    "prompts": BASE,
    "selection": BASE | {"prompts"},
    "graph": BASE | {"prompts"},
    "framework": BASE | {"prompts", "selection", "graph"},
    "authoring": CORE,
    "practice": CORE,
    "keeping": BASE
    | {"framework", "practice", "__init__"},  # the version, which says who worked something out
    "publishing": CORE | {"practice", "authoring.keys", "authoring.syntax", "authoring.walk_keys"},
    "cataloguing": BASE | {"framework", "authoring", "frameworks"},
    "rehearsal": CORE | {"practice", "authoring", "cataloguing"},
    "pytest_plugin": BASE | {"authoring", "rehearsal"},
    "testing": BASE | {"framework", "practice", "keeping"},
    "adapters": BASE
    | {
        "framework",
        "practice",
        "cataloguing",
        "publishing.filled",
        "publishing.line",
        "publishing.script",
        "publishing.worksheet",
        "publishing.worksheet_html",
        "publishing.worksheet_words",
        "publishing.writable",
    },
    "cli": ALL | {"__init__"},
    "sphinxext": ALL | {"__init__"},
    "__init__": ALL,
    "__main__": {"cli"},
}

# Whatever does not come with Python has one home (attrs apart, which every room may use).
HOMES = {
    "attr": "",
    "attrs": "",
    "yaml": "authoring/source.py",
    "networkx": "graph.py",
    "click": "cli",
    "platformdirs": "cli",
    "prompt_toolkit": "cli",
    "pytest": "pytest_plugin.py",
    "psycopg": "keeping/postgres.py",
    "cryptography": "keeping/sealing.py",
    "weasyprint": "adapters/pdf.py",
    "pypdf": "adapters/pdf.py",
    "docx": "adapters/docx.py",
    "citeproc": "sphinxext/citing.py",
    "docutils": "sphinxext",
    "sphinx": "sphinxext",
}

# What comes with Python and yet must stay outside a room: files, the clock, chance, databases.
FILES = {"glob", "os", "pathlib", "shutil", "tempfile"}
UNPREDICTABLE = {"random", "secrets", "time", "uuid"}
MUST_NOT_KNOW: dict[str, set[str]] = {
    **dict.fromkeys(CORE | {"authoring", "publishing"}, FILES | UNPREDICTABLE | {"sqlite3"}),
    "practice": FILES | UNPREDICTABLE | {"sqlite3"},
}

MODULES = sorted(path for path in HOUSE.rglob("*.py") if path.relative_to(HOUSE).parts[0] not in DATA)
every_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOUSE).as_posix())


def room_of(path: Path) -> str:
    """Return the room that a module stands in."""
    return path.relative_to(HOUSE).with_suffix("").parts[0]


def imported(text: str, path: Path) -> Iterator[tuple[int, str]]:
    """Yield every import of a module with its line, as a full dotted name, wherever it stands."""
    package = ["handrail", *path.relative_to(HOUSE).parent.parts]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            names = [f".{alias.name}" for alias in node.names] if source == "handrail" else [""]
            yield from ((node.lineno, source + name) for name in names)


def trespass(path: Path, name: str) -> str:
    """Return what is wrong with an import, or nothing."""
    room, here = room_of(path), path.relative_to(HOUSE).as_posix()
    first, *rest = name.split(".")
    if first == "handrail":
        other = rest[0] if rest and (rest[0] in MAY_IMPORT or rest[0] in DATA) else "__init__"
        allowed = MAY_IMPORT[room] | {room}
        return "" if {other, ".".join(rest[:2])} & allowed else f"{room} may not import {other}"
    if first in sys.stdlib_module_names:
        return f"{room} must not know {first}" if first in MUST_NOT_KNOW.get(room, ()) else ""
    if first not in HOMES:
        return f"{first} has no home in this house"
    return "" if here.startswith(HOMES[first]) else f"{first} lives in {HOMES[first]}"


@every_module
def test_every_import_goes_through_a_door_that_is_open(path: Path) -> None:
    assert room_of(path) in MAY_IMPORT, "a new room stands in the table, here and in the design"
    imports = imported(path.read_text(encoding="utf-8"), path)
    assert [(line, wrong) for line, name in imports if (wrong := trespass(path, name))] == []


@every_module
def test_a_room_is_entered_by_its_full_name_and_walked_with_a_dot(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    inside = path.relative_to(HOUSE).parent.parts
    climbing = [node.lineno for node in froms if node.level > len(inside) or (node.level and not inside)]
    by_full_name = [
        node.lineno
        for node in froms
        if inside and not node.level and f"{node.module}.".startswith(f"handrail.{inside[0]}.")
    ]
    assert climbing + by_full_name == []


@every_module
def test_a_module_opens_with_its_sentence(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    sentence = (ast.get_docstring(tree) or "").partition("\n")[0]
    assert sentence.endswith((".", ":"))
    future = tree.body[1] if len(tree.body) > 1 else None
    assert isinstance(future, ast.ImportFrom), "from __future__ import annotations"
    assert future.module == "__future__"


@every_module
def test_a_module_and_its_functions_fit_on_a_screen(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert {name: lines for name, lines in functions.items() if lines > 40} == {}
    assert text.count("\n") <= 400


@pytest.mark.parametrize(
    ("module", "text", "wrong"),
    [
        ("graph.py", "from handrail.framework import Stage", "graph may not import framework"),
        ("graph.py", "if TYPE_CHECKING:\n    import yaml", "yaml lives in authoring/source.py"),
        ("keeping/file.py", "def f():\n    import handrail.publishing", "keeping may not import publishing"),
        ("publishing/page.py", "from handrail import authoring", "publishing may not import authoring"),
        ("publishing/page.py", "from handrail.authoring.syntax import RECORDS", ""),
        ("practice/state.py", "import time", "practice must not know time"),
        ("prompts.py", "import requests", "requests has no home in this house"),
        ("cli/main.py", "import handrail", ""),
    ],
)
def test_the_table_finds_a_trespasser(module: str, text: str, wrong: str) -> None:
    path = HOUSE / module
    assert [trespass(path, name) for _, name in imported(text, path)] == [wrong]
