"""A note of where a session stands is believed only as long as sessions are folded as they were when it was written."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import handrail
from handrail.keeping import standings

HOUSE = Path(handrail.__file__).parent
# What a state comes from: the effects of events, how it is noted, and whatever these import of sessions and conditions,
# but for what only speaks to people.
ROOTS = ("practice/effects.py", "practice/standing.py")
SPEAKING = {"practice/verdicts.py", "practice/words.py"}


def folding() -> dict[str, ast.Module]:
    """Return the modules that a state comes from, under their paths."""
    found: dict[str, ast.Module] = {}
    paths = [*ROOTS]
    for path in paths:  # which grows meanwhile
        if path in found or path in SPEAKING:
            continue
        found[path] = ast.parse((HOUSE / path).read_text(encoding="utf-8"))
        paths += imported(found[path])
    return dict(sorted(found.items()))


def imported(module: ast.Module) -> Iterator[str]:
    """Yield what a module of `practice` needs to run of its own room, and of conditions."""
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            yield f"practice/{node.module}.py"
        elif isinstance(node, ast.ImportFrom) and node.module == "handrail.conditions":
            yield "conditions.py"


def said(node: Any) -> Any:
    """Return what code does as plain data, the same under every version of Python: no comments, no errors' words."""
    if isinstance(node, list):
        return [said(one) for one in node if not is_text(one)]
    if not isinstance(node, ast.AST):
        return repr(node)
    if isinstance(node, ast.Raise):
        return "Raise"
    fields = [(name, said(one)) for name, one in ast.iter_fields(node) if one not in (None, [])]
    return [type(node).__name__, *fields]


def is_text(node: Any) -> bool:
    """Return whether a statement is a docstring."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def test_the_rules_of_folding_are_those_that_notes_are_written_under() -> None:
    rules = [(path, said(module)) for path, module in folding().items()]
    digest = hashlib.sha256(repr(rules).encode()).hexdigest()[:16]
    assert digest == standings.FOLDING, (
        "what sessions are folded by has changed, so notes that were written before must not be believed: "
        f'write FOLDING = "{digest}" into keeping/standings.py'
    )


def test_what_a_state_comes_from_is_looked_at_whole() -> None:
    found = folding()
    assert {"conditions.py", "practice/carrying.py", "practice/judging.py", "practice/tables.py"} <= {*found}


def test_only_what_code_does_counts() -> None:
    def of(text: str) -> Any:
        return said(ast.parse(text))

    plain = of("def f(a):\n    raise E('no')\n")
    assert of('def f(a):\n    """Return."""\n    # why\n    raise E("never")\n') == plain
    assert of("def f(a):\n    return 1\n") != of("def f(a):\n    return 2\n") != plain
