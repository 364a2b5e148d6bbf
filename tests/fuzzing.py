"""Hostile texts without end, each one led by what the last ones reached in the reader: python -m tests.fuzzing.

Needs atheris (Linux, `pip install atheris`), Google's coverage-guided fuzzer for Python; what it looks for, and what it
begins with, the suite tries too (tests/authoring/test_hostile.py), with fewer texts and without being led.
"""

from __future__ import annotations

import argparse
import codecs
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs

with_atheris = "atheris" in sys.modules or __name__ == "__main__"
if with_atheris:
    try:
        import atheris
    except ImportError:
        sys.exit("The fuzzer is atheris, and it is missing: pip install atheris (Linux).")
    with atheris.instrument_imports(include=["handrail"]):
        import handrail.authoring.reading

import yaml
from tests.authoring.strategies import ACCEPTED, PIECES, REFUSED, SHIPPED, VALID

from handrail.authoring import Problem, read, source
from handrail.cataloguing import find_from
from handrail.errors import FrameworkError
from handrail.framework import Framework

LONGEST = 8_000  # bytes of a text that is changed; longer ones are tried as they are
WINDOW = 3_000
PATIENCE = 1.0  # seconds for one text
MEMORY = 2_000  # megabytes for all of it
find = find_from(ACCEPTED[0].parent.parent / "used" / "a-text.yaml")
_BREAKS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")


class Broken(Exception):
    """A text that did to the reader what no text may."""


# -- what holds for every text -------------------------------------------------------------------------------


def examine(text: bytes | str) -> tuple[str, ...]:
    """Return the codes of the problems of a text, none for a framework; raises `Broken` where a law does not hold."""
    try:
        framework = read(text, find=find)
    except FrameworkError as error:
        return tuple(_inside(text, problem) for problem in error.problems)
    plain = json.loads(json.dumps(framework.to_plain()))
    if Framework.from_plain(plain) != attrs.evolve(framework, edition=""):
        raise Broken("a framework that does not come back from its canonical form")
    return ()


def _inside(text: bytes | str, problem: object) -> str:
    """Return the code of a problem, having seen that its place lies inside the text."""
    if not isinstance(problem, Problem):
        raise Broken(f"{problem!r} has no place")
    written = _lines(text)
    str(problem).encode("utf-8")
    if 1 <= problem.line <= len(written) and 1 <= problem.column <= len(written[problem.line - 1]) + 1:
        return problem.code
    raise Broken(f"{problem.line}:{problem.column} lies outside the text")


def _lines(text: bytes | str) -> list[str]:
    if isinstance(text, bytes):
        marks = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
        marks += ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
        encoding = next((name for mark, name in marks if text.startswith(mark)), "utf-8")
        text = text.decode(encoding, "replace")
    for end in _BREAKS:
        text = text.replace(end, "\n")
    return text.removeprefix("\ufeff").split("\n")


def both(raw: bytes) -> Iterator[bytes | str]:
    """Yield bytes as a file would hold them and, where they are no UTF-8, as a text with halves of characters."""
    yield raw
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        yield raw.decode("utf-8", "surrogateescape")


# -- what it begins with -------------------------------------------------------------------------------------


def seeds() -> list[bytes]:
    """Return texts to begin with: all that the tests know, and parts of the frameworks that handrail brings."""
    texts = [path.read_bytes() for path in (*ACCEPTED, *REFUSED)]
    for path in SHIPPED:
        text = path.read_text(encoding="utf-8")
        for start in range(0, len(text), WINDOW):
            part = text[text.find("\n", start) + 1 :][:WINDOW] if start else text[:WINDOW]
            texts.append(((VALID if start else "") + part).encode("utf-8"))
    least = (VALID + "prompts: {a: What happened?}\n").encode()
    texts += [
        codecs.BOM_UTF8 + least,
        least.replace(b"\n", b"\r\n"),
        least.replace(b"F", b"F\0"),
        least.decode().encode("utf-16"),
        least.decode().encode("utf-32"),
        least.replace(b"What", b"\xed\xa0\x80What"),
        least.replace(b"What", b"\xffWhat"),
    ]
    return [text for text in texts if len(text) <= LONGEST]


def monsters() -> list[bytes]:
    """Return texts that are large on purpose: each is tried once, as it is."""
    bomb = "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9))
    large = 1_000_000
    return [
        (VALID + "notice: " + "x" * large).encode(),
        (VALID + 'notice: "' + "\\n" * (large // 2) + '"').encode(),
        (VALID + "notice: |\n" + "  line\n" * (large // 7)).encode(),
        (VALID + "x: " * (large // 3)).encode(),
        b"[" * large,
        b"{a: " * (large // 4),
        b"- " * (large // 2),
        b"&a [*a, " * (large // 8),
        f"a0: &a0 [x]\n{bomb}".encode(),
        b"\0" * large,
        b"\xff" * large,
        codecs.BOM_UTF16_LE + b"\0\xd8" * (large // 2),
        b"'" + b"''" * (large // 2),
        (VALID + "prompts:\n" + "".join(f"  p{n}: hello\n" for n in range(large // 15))).encode(),
        ("\ufeff" * (large // 3)).encode(),
    ]


def changed(raw: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Return a text with a few things cut out, put in, doubled, or taken from another text."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(raw))
        length = chance.choice([0, 0, 1, 2, 5, 12, 60])
        raw = raw[:at] + _piece(raw, at, chance, others) + raw[at + length :]
    return raw[:LONGEST]


def _piece(raw: bytes, at: int, chance: random.Random, others: list[bytes]) -> bytes:
    kind = chance.randrange(5)
    if kind == 0:
        return b""
    if kind == 1:
        return bytes(chance.randrange(256) for _ in range(chance.randint(1, 3)))
    if kind == 2:
        return raw[at:][: chance.choice([3, 20, 200])]
    if kind == 3:
        other = chance.choice(others)
        start = chance.randint(0, len(other))
        return other[start:][: chance.choice([20, 200, 1_000])]
    return chance.choice(PIECES).encode("utf-8", "surrogatepass")


# -- the program ---------------------------------------------------------------------------------------------


class Run:
    """One run: what was tried, what came of it, and what took longest."""

    def __init__(self, texts: int, chance: int) -> None:
        self.wanted = texts
        self.tried = self.frameworks = 0
        self.codes: Counter[str] = Counter()
        self.slowest = (0.0, b"")
        self.begun = time.monotonic()
        self.seeds = seeds()
        self.chance = random.Random(chance)

    def one(self, raw: bytes) -> None:
        """Try one text; raises what no text may raise."""
        for text in both(raw):
            begun = time.perf_counter()
            codes = examine(text)
            took = time.perf_counter() - begun
            self.slowest = max(self.slowest, (took, raw[:80]))
            if took > PATIENCE and len(raw) <= LONGEST:
                raise Broken(f"{took:.1f} seconds for {len(raw)} bytes")
            self.frameworks += not codes
            self.codes.update(set(codes))
        self.tried += 1
        if self.tried == self.wanted:
            self.tell()

    def mutate(self, raw: bytes, most: int, seed: int) -> bytes:
        """Return what is tried next: half by what YAML and the format mean, half by chance."""
        if self.chance.random() < 0.5:
            return bytes(atheris.Mutate(raw, most))
        return changed(raw, self.chance, self.seeds)[:most]

    def tell(self) -> None:
        """Say what came of it."""
        took, text = self.slowest
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"\n{self.tried} texts in {time.monotonic() - self.begun:.0f} s: {self.frameworks} were frameworks; "
            f"{len(self.codes)} kinds of problem; the slowest took {took:.2f} s ({text[:40]!r}); "
            f"{memory} MB at most\n{dict(self.codes.most_common())}",
            flush=True,
        )


def main() -> None:
    """Try the texts that are large on purpose, then as many others as were asked for, led by what they reach."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__.partition("\n")[0])
    asked.add_argument("--texts", type=int, default=100_000)
    asked.add_argument("--seconds", type=int, default=0, help="stop after so long (0: not before the texts are tried)")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--pure", action="store_true", help="with PyYAML's own parser in place of libyaml")
    wanted = asked.parse_args()
    if wanted.pure:
        source._Parser = yaml.Loader
    run = Run(wanted.texts, wanted.seed)
    for text in monsters():
        run.one(text)
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(run.seeds):
            Path(folder, f"{number:04}").write_bytes(text)
        options = [f"-runs={wanted.texts}", f"-max_total_time={wanted.seconds}", f"-seed={wanted.seed}"]
        options += [f"-max_len={LONGEST}", f"-rss_limit_mb={MEMORY}", "-timeout=10", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *options, folder], run.one, custom_mutator=run.mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
