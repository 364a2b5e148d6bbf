"""Reading: a text becomes a framework, beside PyYAML's fastest loader that only makes dictionaries of it.

A shipped framework is had by `load`: found, read from its file, with those that it uses, and checked. The
loader beside it gets the bytes of the same files, each once. The generated text is read from memory on both
sides.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from functools import partial
from typing import Any

import yaml

import handrail
from handrail.authoring import read
from handrail.cataloguing import file_of
from handrail.framework import Framework

from .figures import Figure, duration, ratio
from .generated import generated
from .timing import interleaved

# Built without libyaml, PyYAML has the slow loader only; then everything is slow, and the ratios say nothing.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what reading costs."""
    yield from _shipped(5 if quick else 25)
    yield from _generated(3 if quick else 9)


def _shipped(rounds: int) -> Iterator[Figure]:
    for id in handrail.names():
        ours = partial(handrail.load, id)
        timed = interleaved({"ours": ours, "theirs": partial(_plain, sorted(_needed(id)))}, rounds, calls=3)
        yield duration(f"load {id}", timed["ours"])
        yield ratio(f"load {id} : yaml.load", timed["ours"], timed["theirs"], most=0.65)


def _generated(rounds: int) -> Iterator[Figure]:
    text = generated(500, 10_000)
    timed = interleaved({"ours": partial(read, text), "theirs": partial(yaml.load, text, _Loader)}, rounds)
    yield duration("read 500 stages, 10,000 prompts", timed["ours"])
    yield ratio("read 500 stages, 10,000 prompts : yaml.load", timed["ours"], timed["theirs"], most=0.5)
    around = f"{len(text.encode()):,} bytes of text"
    yield Figure("kept for a byte of that text", _kept(text), "bytes", most=6, around=around)


def _needed(id: str) -> set[str]:
    """Return the ids of the frameworks whose texts are read for one."""
    uses = yaml.load(file_of(id).read_bytes(), _Loader).get("uses", {})
    return {id}.union(*(_needed(other) for other in uses))


def _plain(ids: list[str]) -> None:
    for id in ids:
        yaml.load(file_of(id).read_bytes(), _Loader)


def _kept(text: str) -> float:
    """Return the bytes that a framework keeps for each byte of the text that it was read from."""
    read(text)  # what is made once, whatever is read, is no part of it
    gc.collect()
    tracemalloc.start()
    framework: Framework = read(text)
    gc.collect()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert framework.every_prompt
    return kept / len(text.encode())
