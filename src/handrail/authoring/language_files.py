"""Files of texts in another language, beside the framework that they translate: checked, listed and begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from textwrap import wrap
from typing import Any, NamedTuple

from handrail.errors import FrameworkError
from handrail.framework.faults import Path
from handrail.framework.values import HUMAN_HELP, is_human_help

from .problems import Problem, told_by
from .reading import Reading, reading, shaped, whole
from .scalars import WIDTH, key, text
from .source import Source
from .taking import Find
from .text_keys import TextShaper, fields
from .tongues import is_language
from .translating import dotted


class Untranslated(NamedTuple):
    """A text that is not there in a language: the keys that lead to it, what it says, where it stands (from 1)."""

    keys: str
    text: str
    line: int
    column: int


def holds_texts(name: str) -> bool:
    """Return whether a file holds texts in another language, as its name says: johns.sv.yaml."""
    parts = name.split(".")
    return len(parts) == 3 and parts[2] in ("yaml", "yml") and is_language(parts[1])


def check_texts(text: str | bytes, file: str = "<text>", find: Find | None = None) -> tuple[Problem, ...]:
    """Return everything that keeps a text from being the texts of a framework in another language.

    `find` gives frameworks by id, and as `text_of` their files; texts are compared with those.
    """
    try:
        whole(text, file, find, partial(_look, text))
    except FrameworkError as error:
        return told_by(error)
    return ()


def _look(text: str | bytes, source: Source, find: Find | None) -> Reading | None:
    """Return the framework that a file of texts names, with these texts; what does not fit is noted."""
    over = shaped(source, "texts", fields("texts"), TextShaper)
    if over is None or source.problems or not {"framework", "language"} <= {*over}:
        return None
    id, language = over["framework"], over["language"]
    named = source.file.split(".")[-2] if source.file.count(".") > 1 else ""
    if not is_language(language):
        said = f"'{language[:40]}' is no tag of a language; write one such as sv or pt-BR"
        _note(source, "not-allowed", said)
        return None
    if is_language(named) and named != language:
        said = f"this is the file for '{named}', as its name says; write that, or rename the file"
        _note(source, "not-allowed", said)
        return None
    told: Any = getattr(find, "text_of", None)
    found = told(id) if told is not None else None
    if found is None:
        said = f"the framework '{id}' cannot be looked up from here; put its file beside this one"
        _note(source, "unknown-framework", said)
        return None
    try:
        made = reading(found[1], found[0], find, language, {language: (source.file, text)}.get)
    except FrameworkError as error:
        mine = [one for one in told_by(error) if one.file == source.file]
        source.problems += mine
        said = f"'{id}' has problems of its own; mend them first: {error.problems[0].message}"
        if not mine:
            _note(source, "broken-framework", said)
        return None
    if not made.choice.tags:
        said = f"'{id}' is written in '{language}' itself; write another language"
        _note(source, "not-allowed", said)
        return None
    return made


def _note(source: Source, code: str, said: str) -> None:
    """Note a problem where the file names what it is about."""
    name = "language" if code == "not-allowed" else "framework"
    number = next((n for n, line in enumerate(source.lines) if line.startswith(name)), 0)
    source.problem(number, 0, code, said)


def untranslated(made: Reading) -> tuple[Untranslated, ...]:
    """Return the texts of a file that are not there in the language that it was read in, in its order.

    What a framework takes from others is translated beside their files, and stands in `Framework.untranslated`.
    """
    own = [
        Untranslated(dotted(path), made.choice.texts[path], *_place(made, path))
        for path in made.choice.untranslated
    ]
    return (
        *own,
        *(Untranslated(dotted(path), said, 1, 1) for path, (tr, said) in _help(made).items() if not tr),
    )


def _help(made: Reading) -> dict[Path, tuple[str, str]]:
    """Return what the library's own safeguard says, where a framework has it: in its language, and in English."""
    held = made.framework.safeguards.get(HUMAN_HELP.id)
    if held is None or not is_human_help(held) or made.choice.extends:
        return {}
    pairs = {"title": (held.title, HUMAN_HELP.title)}
    pairs |= {voice: (said, HUMAN_HELP.wordings[voice]) for voice, said in held.wordings.items()}
    return {
        ("safeguards", HUMAN_HELP.id, key): ("" if said == english else said, english)
        for key, (said, english) in pairs.items()
        if key in ("title", *made.framework.voices)
    }


def _place(made: Reading, path: Path) -> tuple[int, int]:
    for length in range(len(path), 0, -1):
        if path[:length] in made.places:
            return made.places[path[:length]]
    return 1, 1


def texts_to_fill_in(made: Reading, language: str, own: Reading) -> str:
    """Return a file of texts with everything that a framework says: translated as far as it is, the rest left empty.

    `made` is the framework read in that language, `own` the same without the files beside it: what stands in the
    framework's own file is not written once more. Above each gap stands the text that belongs there.
    """
    choice = made.choice
    tree: dict[str, Any] = {}
    for path, said in choice.texts.items():
        there = path in own.choice.chosen
        if there and path[:-1] not in choice.lists:
            continue
        at = tree
        for part in path[:-1]:
            at = at.setdefault(part, {})
        at[path[-1]] = ("", "") if there else (choice.chosen.get(path, ""), said)
    for path, pair in _help(made).items():
        tree.setdefault(path[0], {}).setdefault(path[1], {})[path[2]] = pair
    head = [f"framework: {made.framework.id}", f"language: {language}"]
    return "\n".join([*head, *_lines(tree, (), choice.lists, 0)]) + "\n"


def _lines(tree: Mapping[str, Any], path: Path, lists: set[Path], indent: int) -> Iterator[str]:
    for id, held in tree.items():
        here = (*path, id)
        item = path in lists
        if item and isinstance(held, Mapping) and [*held] == ["text"]:
            held = held["text"]
        head = " " * indent + ("-" if item else key(id))
        if isinstance(held, Mapping):
            yield head
            yield from _lines(held, here, lists, indent + 2)
            continue
        said, original = held
        if not said:
            for line in original.splitlines():
                yield from wrap(
                    line, WIDTH, initial_indent=" " * indent + "# ", subsequent_indent=" " * indent + "# "
                )
            yield head
        else:
            behind, below = text(said, len(head) + 1, indent + 2)
            yield f"{head} {behind}"
            yield from below
