"""Laying the texts of a file in another language over what they translate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handrail.framework.faults import Fault, Path
from handrail.framework.values import HUMAN_HELP, VOICES

from .keys import Shape
from .records import title_from
from .shaping import short
from .tongues import KEYS, TITLED, Tongues

# The library's own safeguard, as a file would write it.
HELP = {"title": HUMAN_HELP.title, **HUMAN_HELP.wordings}


class Overlay:
    """Lays texts in one language over the records of a framework; what they do not translate is a fault."""

    def __init__(self, own: str, language: str, file: str, extends: bool) -> None:
        self.own, self.language, self.file, self.extends = own, language, file, extends
        self.faults: list[Fault] = []

    def fault(self, code: str, path: Path, message: str) -> None:
        """Note what does not fit."""
        self.faults.append(Fault(code, path, message))

    def record(
        self, name: str, base: Mapping[str, Any], over: Mapping[str, Any], path: Path = ()
    ) -> dict[str, Any]:
        """Return a record with its texts in one language more."""
        laid = dict(base)
        for key, value in over.items():
            here = (*path, key)
            if key in base:
                laid[key] = self.value(KEYS[name][key], base[key], value, here)
            elif key == "title" and name in TITLED and not self.extends and "/" not in path[-1]:
                laid[key] = self.text(title_from(path[-1]), value, here)
            elif value:
                said = (
                    f"{self.file} writes no '{key}' here, so that there is nothing to translate; take it out"
                )
                self.fault("unknown-key", here, said)
        return laid

    def value(self, shape: Shape, base: Any, over: Any, path: Path) -> Any:
        """Return what a key holds with its texts in one language more."""
        kind, of = shape.kind, shape.of
        if kind == "text":
            return self.text(base, over, path)
        if kind == "texts" or (kind == "list" and isinstance(over, tuple)):
            return self._list(of, base, over, path)
        if kind == "choices":
            return self._choices(base, over, path)
        if kind == "parts":
            known = self._known(base, over, path, "heading")
            return {
                self.text(word, known[word], (*path, word)) if word in known else word: held
                for word, held in base.items()
            }
        if kind == "map":
            known = self._known(base, over, path, "id")
            return {
                id: self._either(of.strip("=?"), held, known[id], (*path, id)) if id in known else held
                for id, held in base.items()
            }
        return self._either(of, base, over, path)

    def text(self, base: str | Tongues, over: str, path: Path) -> str | Tongues:
        """Return a text in one language more."""
        if not over:
            return base
        texts = base.texts if isinstance(base, Tongues) else {self.own: base}
        if self.language in texts:
            said = f"this text is there in '{self.language}' already; keep it here or in {self.file}"
            self.fault("clash", path, said)
        return Tongues({**texts, self.language: over})

    def _list(self, name: str, base: Any, over: tuple[Any, ...], path: Path) -> tuple[Any, ...]:
        if len(over) > len(base):
            said = (
                f"{self.file} has fewer items here, {len(base)} and not {len(over)}; take out what it has not"
            )
            self.fault("unknown-thing", (*path, str(len(base))), said)
        pairs = zip(base, over, strict=False)
        laid = [self._either(name, *pair, (*path, str(n))) for n, pair in enumerate(pairs)]
        return (*laid, *base[len(over) :])

    def _choices(self, base: Mapping[Any, Any], over: Any, path: Path) -> dict[Any, Any]:
        """Return choices, whose values are the words that the framework's own language has for them."""
        if isinstance(over, tuple):
            laid = self._list("", tuple(base.values()), over, path)
            return dict(zip(base, laid, strict=True))
        known = self._known(base, over, path, "choice")
        return {
            word: self.text(held, known[word], (*path, word)) if word in known else held
            for word, held in base.items()
        }

    def _known(
        self, base: Iterable[Any], over: Mapping[str, Any], path: Path, kind: str
    ) -> Mapping[str, Any]:
        """Return what is laid over things that are there; the rest is a fault."""
        words = [word for word in base if isinstance(word, str)]
        for word in over:
            if word not in words:
                said = f"{self.file} has no {kind} '{short(word)}' here"
                self.faults.append(Fault("unknown-thing", (*path, word), said, word, words))
        return over

    def _either(self, name: str, base: Any, over: Any, path: Path) -> Any:
        """Return a text or a record, of which either may stand for the other."""
        if isinstance(base, Mapping):
            if isinstance(over, Mapping):
                return self.record(name, base, over, path)
            return self.record(name, base, self._long(name, over, path, base), path) if over else base
        if not isinstance(over, Mapping):
            return self.text(base, over, path)
        return self.record(name, self._long(name, base, path, over), over, path)

    def _long(self, name: str, text: Any, path: Path, like: Mapping[str, Any]) -> dict[str, Any]:
        """Return the record that a text is short for."""
        if name == "stage":
            return {"prompts": {path[-1]: text}}
        if name == "prompt":
            voices = [voice for voice in VOICES if voice in like]
            if len(voices) > 1:
                said = f"there are several voices here; write {' or '.join(voices)} in front of it"
                self.fault("which-voice", path, said)
            return {voices[0]: text} if voices else {}
        return {"because" if name == "transition" else "text": text}
