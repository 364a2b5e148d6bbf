"""The JSON Schema and the reader accept the same texts, as far as keys, shapes and allowed words go."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path as File
from typing import Any, NamedTuple

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.authoring.strategies import ACCEPTED, HERE, SHIPPED
from tests.editor.trees import Path, Quoted, Tree, at, paths, put, renamed, tree_of, typed, without, written

from handrail.authoring import Problem, check
from handrail.authoring.syntax import RECORDS
from handrail.cataloguing import find_from
from handrail.publishing import to_json_schema

SCHEMA = json.loads(to_json_schema())
WALKS = json.loads(to_json_schema(walkthroughs=True))
ACCEPTS = jsonschema.Draft7Validator(SCHEMA)
find = find_from(HERE / "used" / "a-text.yaml")

# The faults of keys, shapes and allowed words. Of not-a-range only the number of numbers is one: which of two is the
# larger is a matter between them, and no schema tells.
CODES = {
    *("unknown-key", "key-missing", "wrong-shape", "empty", "prompts-need-ids", "colon-in-text"),
    *("not-an-id", "not-a-number", "not-a-flag", "not-allowed", "condition", "one-thing", "stands-beside"),
}


def test_it_is_a_schema_of_the_draft_that_editors_know() -> None:
    for schema in (SCHEMA, WALKS):
        jsonschema.Draft7Validator.check_schema(schema)
        assert "$id" not in schema, "no address of anybody's"


def test_every_key_is_described_by_the_sentence_of_the_table() -> None:
    for name, keys in RECORDS.items():
        record = {"framework": SCHEMA, "companion": WALKS}.get(name) or SCHEMA["definitions"][name]
        told = {key: value["description"] for key, value in record["properties"].items()}
        assert told == {key.name: f"{key.means[0].upper()}{key.means[1:]}." for key in keys}


def allowed(schema: Any) -> list[dict[str, Any]]:
    """Return every choice of words in a schema."""
    found = [schema] if isinstance(schema, dict) and "enum" in schema else []
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return found + [one for part in inner for one in allowed(part)]


def test_every_allowed_word_is_explained() -> None:
    choices = [one for one in allowed(SCHEMA) if "does not go with" not in one.get("errorMessage", "")]
    assert len(choices) > 20
    for choice in choices:
        assert len(choice["enum"]) == len(choice["markdownEnumDescriptions"])
        assert all(said.endswith(".") and len(said) >= 10 for said in choice["markdownEnumDescriptions"])


# What these say is known to no schema; words-stay-words holds the word null where a text belongs.
TEXTS = [path for path in (*ACCEPTED, *SHIPPED) if path.stem != "words-stay-words"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_that_the_reader_accepts_is_accepted(path: File) -> None:
    validator = jsonschema.Draft7Validator(WALKS if ".walkthroughs" in path.name else SCHEMA)
    assert list(validator.iter_errors(typed(tree_of(path.read_text(encoding="utf-8"))))) == []


# -- both say the same ---------------------------------------------------------------------------------------


class Changed(NamedTuple):
    """A tree with one thing changed, and the ways to what was changed and to what holds it."""

    tree: Tree
    path: Path
    holder: Path


# Short enough to be changed hundreds of times; between them they have every key of the table.
FILES = [path for path in ACCEPTED if path.stem != "words-stay-words" and ".walkthroughs" not in path.name]


@cache
def tree_in(path: File) -> Tree:
    return tree_of(path.read_text(encoding="utf-8"))


# What an editor takes for something else than the reader does stands in docs/guides/differences.csv, and not here.
SCALARS = st.sampled_from(
    [
        *(
            "What happened?",
            "What happened: what",
            "a",
            "a-b",
            "a/b",
            "A",
            "a b",
            "-a",
            "no",
            "yes",
            "on",
            "maybe",
            "YES",
        ),
        *(
            "0",
            "1",
            "7",
            "012",
            "1.5",
            "1.10",
            ".5",
            "1:30",
            "12:30:00",
            "2001-01-01",
            "1_000",
            "true",
            "false",
            "",
        ),
        *(
            "self",
            "strict",
            "soft",
            "question",
            "proposed",
            "anywhere",
            "skills",
            "reflection",
            "done",
            "open",
        ),
        *map(Quoted, ["", " ", "1", "1.5", "yes", "true", "null", "a", "A b", "-1"]),
    ]
)
KEYS = st.sampled_from(sorted({key.name for keys in RECORDS.values() for key in keys})) | st.sampled_from(
    ["x", "1a", "en", "a/b", "A b", "What happened?", "-a"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def changes(draw: st.DrawFn) -> Changed:
    """Return a framework's text with one thing changed: a key, a shape, a word, something too many or too few."""
    tree = tree_in(draw(st.sampled_from(FILES)))
    path = draw(st.sampled_from(list(paths(tree))))
    holder = path[:-1]
    in_keys = isinstance(at(tree, holder), dict)
    way = draw(st.sampled_from(["value", "shape", "drop", *(["key", "more"] if in_keys else ["item"])]))
    value = at(tree, path)
    if way == "value":
        return Changed(put(tree, path, draw(VALUES)), path, holder)
    if way == "shape":
        shaped = draw(st.sampled_from([[value], {"a": value}, [value, value], {}, [], ""]))
        return Changed(put(tree, path, shaped), path, holder)
    if way == "drop":
        return Changed(without(tree, path), holder, holder)
    if way == "key":
        key = draw(KEYS | st.just(f"{path[-1]}x"))
        assume(key not in at(tree, holder))
        return Changed(renamed(tree, path, key), (*holder, key), holder)
    if way == "item":
        items = [*at(tree, holder), draw(VALUES)]
        return Changed(put(tree, holder, items), (*holder, len(items) - 1), holder)
    key = draw(KEYS)
    assume(key not in at(tree, holder))
    return Changed(put(tree, holder, {**at(tree, holder), key: draw(VALUES)}), (*holder, key), holder)


def told(tree: Tree) -> tuple[list[Problem], dict[Path, int]]:
    """Return the reader's problems of keys, shapes and words, and the line of everything."""
    text, places = written(tree)
    found = check(text, find=find)
    assume(not any(problem.code == "not-a-range" for problem in found))
    return [problem for problem in found if problem.code in CODES], places


def known_late(problem: Problem) -> bool:
    """Return whether a problem is one that no schema can tell, because other parts of the text decide.

    What a gate or a detour needs may be left out where it was taken from another framework; an answer has a value where
    its prompt asks for a fact.
    """
    needed = problem.code == "key-missing" and problem.message.startswith(
        ("'kind:'", "'before:'", "'holds:'", "'to:'")
    )
    return needed or (problem.code == "stands-beside" and "asks for no fact" in problem.message)


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None
)
@given(changes())
def test_what_the_reader_refuses_the_schema_refuses_and_the_line_is_the_one_that_was_changed(
    changed: Changed,
) -> None:
    problems, places = told(changed.tree)
    assume(not any(known_late(problem) for problem in problems))
    errors = list(ACCEPTS.iter_errors(typed(changed.tree)))
    assert bool(problems) == bool(errors), (problems, [error.message[:300] for error in errors])
    if problems:
        last = max(line for path, line in places.items() if path[: len(changed.path)] == changed.path)
        first = places[changed.holder] if changed.path != changed.holder else places[changed.path]
        assert all(first <= problem.line <= last for problem in problems), problems
