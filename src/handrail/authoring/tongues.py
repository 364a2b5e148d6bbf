"""Texts in several languages: what a file says in each, and which of them is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from handrail.framework.faults import Fault, Path

from .keys import LANGUAGE_PATTERN, ONCE, Shape
from .records import title_from
from .syntax import RECORDS

KEYS: dict[str, dict[str, Shape]] = {
    name: {key.name: key.holds for key in keys} for name, keys in RECORDS.items()
}
# Things that have a title made from their id where none is written.
TITLED = frozenset(
    {
        "stage",
        "prompt-set",
        "fact",
        "gate",
        "safeguard",
        "detour",
        "way",
        "skill",
        "outcome",
        "occasion",
        "path",
    }
)
_is_tag = re.compile(LANGUAGE_PATTERN).fullmatch
_WORDS = {key for keys in KEYS.values() for key in keys if len(key) > 2}


def is_language(word: str) -> bool:
    """Return whether a key is the tag of a language, such as sv or pt-BR, and no key of the format."""
    return _is_tag(word) is not None and word not in _WORDS


def lookup(language: str, own: str) -> tuple[str, ...]:
    """Return the languages that are looked for, the best first, before a text stays in the file's own."""
    parts = language.split("-")
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return tuple(tags[: tags.index(own)] if own in tags else tags)


@attrs.frozen(eq=False)
class Tongues:
    """One text in several languages."""

    texts: Mapping[str, str]


class LanguageChoice:
    """Chooses one language for all texts of a file, and remembers which texts it does not have."""

    def __init__(self, own: str, language: str | None, extends: bool = False) -> None:
        self.own = own
        self.language = language or own
        self.tags = lookup(self.language, own)
        # Whether a text in the file's own language is not what was asked for.
        self.other = own not in (self.language, *lookup(self.language, ""))
        self.extends = extends
        self.faults: list[Fault] = []
        # Every text in the file's own language, and the languages that it has, by the keys that lead to it.
        self.texts: dict[Path, str] = {}
        self.has: dict[Path, tuple[str, ...]] = {}
        # The texts that stay in the file's own language, and the languages that any text was found in.
        self.untranslated: dict[Path, str] = {}
        self.found: set[str] = set()
        # What stands there in the language that was chosen, and the keys that hold lists.
        self.chosen: dict[Path, str] = {}
        self.lists: set[Path] = set()

    def record(self, name: str, shaped: Mapping[str, Any], path: Path = ()) -> dict[str, Any]:
        """Return the values of a record with one text where there were several."""
        keys = KEYS[name]
        chosen = {key: self.value(keys[key], value, (*path, key)) for key, value in shaped.items()}
        if name in TITLED and "title" not in shaped and "/" not in path[-1] and not self.extends:
            self._keep((*path, "title"), title_from(path[-1]))
        return chosen

    def value(self, shape: Shape, value: Any, path: Path) -> Any:
        """Return what a key holds with one text where there were several."""
        kind, of = shape.kind, shape.of
        if kind == "text":
            return value if shape is ONCE else self.text(value, path)
        if kind == "texts" or (kind == "list" and of != "condition"):
            self.lists.add(path)
        if kind == "texts":
            return tuple(self.text(one, (*path, str(number))) for number, one in enumerate(value))
        if kind in ("choices", "parts"):
            return self._by_words(kind, value, path)
        if kind == "record":
            return self.record(of, value, path)
        if kind == "text-or":
            return self._either(of, value, path)
        if kind == "list" and of != "condition":
            return tuple(self._either(of, one, (*path, str(number))) for number, one in enumerate(value))
        if kind == "map" and (of == "=text" or not of.startswith("=")) and of != "walkthrough":
            one = of.strip("=?")
            return {id: self._either(one, held, (*path, id)) for id, held in value.items()}
        return value

    def _either(self, name: str, value: Any, path: Path) -> Any:
        if isinstance(value, Mapping):
            return self.record(name, value, path)
        if name == "stage":  # its only prompt, of the same id
            if not self.extends:
                self._keep((*path, "title"), title_from(path[-1]))
            path = (*path, "prompts", path[-1])
        return self.text(value, path)

    def _by_words(self, kind: str, value: Mapping[Any, Any], path: Path) -> dict[Any, Any]:
        """Return choices, or headings and their prompts, whose keys are texts or stand for them."""
        chosen = {}
        for key, held in value.items():
            word = key.texts.get(self.own, "") if isinstance(key, Tongues) else key
            if kind == "choices":
                chosen[word] = self.text(held, (*path, word))
            else:
                chosen[self.text(key, (*path, word))] = held
        return chosen

    def text(self, value: str | Tongues, path: Path) -> str:
        """Return one text in the best language that it has."""
        texts = value.texts if isinstance(value, Tongues) else {self.own: value}
        self.found.update(texts)
        if self.own not in texts:
            said = (
                f"there is no text in '{self.own}' here, which is the language of the file; write one, "
                "or put quotes around a text that holds a colon"
            )
            self.faults.append(Fault("missing-language", path, said))
            return next(iter(texts.values()))
        self.texts[path] = texts[self.own]
        self.has[path] = tuple(texts)
        for tag in self.tags:
            if tag in texts:
                self.chosen[path] = texts[tag]
                return texts[tag]
        if self.other:
            self.untranslated[path] = self.own
        return texts[self.own]

    def _keep(self, path: Path, title: str) -> None:
        """Remember a title that is made from an id."""
        self.texts[path] = title
        self.has[path] = (self.own,)
        if self.other:
            self.untranslated[path] = self.own
