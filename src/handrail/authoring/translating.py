"""A framework in one of the languages that its file, and the files of texts beside it, are written in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import attrs

from handrail.errors import HandrailError
from handrail.framework import Framework
from handrail.framework.faults import Fault, Path
from handrail.framework.values import HUMAN_HELP, Safeguard

from .overlaying import HELP, Overlay
from .places import Places, places
from .source import Enough, Source, YAMLError, open_text
from .taking import Find
from .tongues import LanguageChoice

# What gives the file of texts in a language that stands beside a framework's file: its name, and what is in it.
Beside = Callable[[str], tuple[str, str | bytes] | None]
# What gives the records of a file of texts.
Read = Callable[[Source], dict[str, Any] | None]
_HELP_PATH = ("safeguards", HUMAN_HELP.id)
# Words of others, which keep their ids and say whose they are.
_WORDS = ("ways_of_knowing", "skills", "outcomes")


class Beheld(NamedTuple):
    """The records of a framework in one language, and the files of texts that went into them."""

    shaped: dict[str, Any]
    choice: LanguageChoice
    # The library's own safeguard in that language, and the texts of it that are not.
    help: Safeguard = HUMAN_HELP
    unhelped: Mapping[Path, str] = {}
    files: tuple[tuple[Source, Places], ...] = ()

    def tell(self, faults: Iterable[Fault]) -> Iterable[Fault]:
        """Yield the faults that stand in the framework's own file; those in a file of texts are noted there."""
        for fault in faults:
            chosen = next((p for p in (fault.path, fault.path[:-1]) if p in self.choice.chosen), ())
            for source, where in self.files:
                # A stage may be short for its only prompt, and stands two keys before it.
                if chosen and (chosen in where or chosen[:-2] in where):
                    source.problem(*where.nearest(chosen), fault.code, fault.message)
                    break
            else:
                yield fault


def own_language(shaped: Mapping[str, Any], find: Find | None) -> str:
    """Return the language that a file is written in: what it says, or the language of what it extends."""
    if "language" in shaped or "extends" not in shaped or find is None:
        return str(shaped.get("language", "en"))
    try:
        found = find(shaped["extends"])
    except (HandrailError, KeyError):  # whoever assembles the framework tells about it
        found = None
    return found.language if found is not None else "en"


def find_in(find: Find | None, language: str) -> Find | None:
    """Return what looks up frameworks in a language, where it knows how to."""
    turn: Any = getattr(find, "in_language", None)
    if turn is None:
        return find
    turned: Find = turn(language)
    return turned


def in_one_language(
    shaped: dict[str, Any], file: str, own: str, language: str | None, beside: Beside | None, read: Read
) -> Beheld:
    """Return the records of a file in a language: its own, or the best there is of the one that is asked for."""
    choice = LanguageChoice(own, language, "extends" in shaped)
    files = []
    words = dict(HELP)
    find = beside or _nothing
    for tag in choice.tags:
        found = find(tag)
        if found is None:
            continue
        source = open_text(found[1], found[0])
        files.append((source, _laid(source, read, shaped, words, Overlay(own, tag, file, choice.extends))))
        if source.problems:
            break
    chosen = choice.record("framework", shaped)
    helping = LanguageChoice("en", choice.language, choice.extends)
    said = helping.record("safeguard", words, _HELP_PATH)
    one = attrs.evolve(HUMAN_HELP, title=said.pop("title"), wordings=said)
    return Beheld(chosen, choice, one, helping.untranslated, tuple(files))


def _nothing(_: str) -> None:
    return None


def _laid(
    source: Source, read: Read, shaped: dict[str, Any], words: dict[str, Any], overlay: Overlay
) -> Places:
    """Lay the texts of a source over the records of a framework; what is wrong with them is noted there."""
    try:
        over = read(source)
        where = places(source.parsed) if over is not None else Places()
    except (Enough, YAMLError):
        return Places()
    if over is None:
        return where
    _opening(over, shaped, overlay)
    guards = dict(over.get("safeguards", {}))
    if HUMAN_HELP.id in guards and HUMAN_HELP.id not in shaped.get("safeguards", {}):
        said = guards.pop(HUMAN_HELP.id)
        laid = Overlay("en", overlay.language, "handrail", False)
        words.update(laid.record("safeguard", words, said, _HELP_PATH))
        overlay.faults += laid.faults
        over["safeguards"] = guards
        if not guards:
            del over["safeguards"]
    shaped.update(overlay.record("framework", shaped, over))
    for fault in overlay.faults:
        source.problem(*where.nearest(fault.path), fault.code, fault.message)
    return where


def _opening(over: dict[str, Any], shaped: Mapping[str, Any], overlay: Overlay) -> None:
    """Look at whose texts these are, and in which language."""
    id, language = over.pop("framework", ""), over.pop("language", "")
    if id and id != shaped.get("framework"):
        said = f"these texts belong to '{shaped.get('framework')}', as the name of this file says; write that"
        overlay.fault("unknown-framework", ("framework",), said)
    if language and language != overlay.language:
        said = f"this is the file for '{overlay.language}', as its name says; write that, or rename the file"
        overlay.fault("not-allowed", ("language",), said)


def spoken(framework: Framework, beheld: Beheld, extended: str, others: Iterable[Framework]) -> Framework:
    """Return a framework that says which language it is in, and which of its texts are in another."""
    choice = beheld.choice
    there = set(choice.found)
    strange: dict[str, str] = {}
    for other in others:
        if other.id == extended:
            there.add(other.language)
        for key, language in other.untranslated.items():
            source, _, path = key.rpartition("/")
            kept = other.id == extended and not source
            if kept and tuple(path.split(".")) in choice.texts:
                continue
            if _is_there(framework, path, "" if kept else source or other.id, kept):
                strange[key if kept else f"{source or other.id}/{path}"] = language
    strange |= {dotted(path): language for path, language in choice.untranslated.items()}
    if framework.safeguards.get(HUMAN_HELP.id) is beheld.help:
        heard = {(*_HELP_PATH, key) for key in ("title", *framework.voices)}
        strange |= {dotted(path): tag for path, tag in beheld.unhelped.items() if path in heard}
    language = next((tag for tag in choice.tags if tag in there), choice.own)
    if not strange and language == framework.language:
        return framework
    return attrs.evolve(framework, language=language, untranslated=strange)


def dotted(path: Path) -> str:
    """Return the keys that lead to a text as one word."""
    return ".".join(path)


def _is_there(framework: Framework, path: str, source: str, kept: bool) -> bool:
    """Return whether a framework has that to which the keys of another lead."""
    keys = path.split(".")
    if len(keys) < 3:  # what a file says of itself as a whole goes with whoever extends it
        return kept
    for kind, id in pairwise(keys):
        full = f"{source}/{id}" if source else id
        if kind == "prompts":
            return full in {prompt.id for prompt in framework.every_prompt}
        if kind in _WORDS and keys[0] == kind:
            word = getattr(framework, kind).get(id)
            return word is not None and (kept or word.source == source)
    if keys[0] in ("stages", "strands"):
        holders = [id for kind, id in pairwise(keys) if kind in ("stages", "strands")]
        full = f"{source}/{holders[-1]}" if source else holders[-1]
        return full in framework.every_stage
    things = getattr(framework, keys[0], None)
    if isinstance(things, Mapping):
        return (f"{source}/{keys[1]}" if source else keys[1]) in things
    return kept
