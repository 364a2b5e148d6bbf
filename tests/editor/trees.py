"""Texts as trees that can be changed and written again, with the line of everything, or typed as an editor does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

# Scalars as they were typed, lists, and dictionaries: what an author wrote, without any of its layout.
Tree = Any
Path = tuple[Any, ...]

_PLAIN = re.compile(r"[A-Za-z0-9.+-]([A-Za-z0-9 .,;/'()?!<>_:-]*[A-Za-z0-9.?!>)])?").fullmatch
_WHOLE = re.compile(r"[-+]?[0-9]+").fullmatch
_OTHER_WHOLE = re.compile(r"0(o[0-7]+|x[0-9a-fA-F]+)").fullmatch
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?").fullmatch
_ENDLESS = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)").fullmatch


class Quoted(str):
    """A scalar that was in quotes, or over several lines: a text, whatever it holds."""


def tree_of(text: str) -> Tree:
    """Return the tree of a text."""
    return _tree(yaml.compose(text, yaml.BaseLoader))


def _tree(node: yaml.Node | None) -> Tree:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _tree(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_tree(item) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return Quoted(node.value) if node.style else node.value


def typed(tree: Tree) -> Any:
    """Return a tree as an editor has it, which gives plain scalars the types of YAML 1.2."""
    if isinstance(tree, dict):
        return {key: typed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [typed(item) for item in tree]
    return tree if isinstance(tree, Quoted) else _typed(tree)


def _typed(word: str) -> Any:
    if word in ("", "~", "null", "Null", "NULL"):
        return None
    if word in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return word.lower() == "true"
    if _OTHER_WHOLE(word):
        return int(word, 0)
    if _WHOLE(word):
        return int(word)
    if _ENDLESS(word):
        return float(word.replace(".", "", 1))
    return float(word) if _NUMBER(word) else word


def written(tree: Tree) -> tuple[str, dict[Path, int]]:
    """Return the text of a tree in block style, and the line (from 1) of everything in it."""
    lines: list[str] = []
    places: dict[Path, int] = {(): 1}
    _write(tree, (), "", lines, places)
    return "\n".join(lines) + "\n", places


def _write(tree: Tree, path: Path, indent: str, lines: list[str], places: dict[Path, int]) -> None:
    things = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in things:
        here = (*path, key)
        places[here] = len(lines) + 1
        head = f"{indent}{_scalar(str(key))}:" if isinstance(tree, dict) else f"{indent}-"
        if isinstance(value, dict | list) and value:
            lines.append(head)
            _write(value, here, indent + "  ", lines, places)
        else:
            empty = "{}" if isinstance(value, dict) else "[]" if isinstance(value, list) else None
            lines.append(f"{head} {empty or _scalar(value)}".rstrip())


def _scalar(word: str) -> str:
    plain = (
        _PLAIN(word) and ": " not in word and not word.startswith(("- ", "? ", "---", "...")) and word != "-"
    )
    if not word and not isinstance(word, Quoted):
        return ""
    return word if plain and not isinstance(word, Quoted) else json.dumps(word, ensure_ascii=False)


def paths(tree: Tree, path: Path = ()) -> Iterator[Path]:
    """Yield the way to everything in a tree."""
    if isinstance(tree, dict | list):
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield (*path, key)
            yield from paths(value, (*path, key))


def at(tree: Tree, path: Path) -> Tree:
    """Return what stands at the end of a way."""
    for key in path:
        tree = tree[key]
    return tree


def put(tree: Tree, path: Path, value: Tree) -> Tree:
    """Return a tree with something else at the end of a way."""
    if not path:
        return value
    first, *rest = path
    copy: Any = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[first] = put(tree[first], tuple(rest), value)
    return copy


def without(tree: Tree, path: Path) -> Tree:
    """Return a tree without what stands at the end of a way."""
    *before, last = path
    copy: Any = at(tree, tuple(before))
    copy = dict(copy) if isinstance(copy, dict) else list(copy)
    del copy[last]
    return put(tree, tuple(before), copy)


def renamed(tree: Tree, path: Path, key: str) -> Tree:
    """Return a tree with another key at the end of a way, in the same place."""
    *before, last = path
    things = at(tree, tuple(before))
    return put(tree, tuple(before), {key if name == last else name: value for name, value in things.items()})
