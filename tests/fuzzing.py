"""Hostile texts without end, each one led by what the last ones reached in the reader: python -m tests.fuzzing.

Needs atheris (Linux, `pip install atheris`), Google's coverage-guided fuzzer for Python. What it begins with and what
it looks for stand in tests/hostile.py; the suite tries a few of them too, without being led.
"""

from __future__ import annotations

import argparse
import importlib
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

PATIENCE = 1.0  # seconds of work for one text; one that is large on purpose may take longer
MEMORY = 2_000  # megabytes for all of it


class Run:
    """One run: what was tried, what came of it, and what took longest."""

    def __init__(self, atheris: Any, hostile: Any, wanted: int, seed: int) -> None:
        self.atheris = atheris
        self.hostile = hostile
        self.wanted = wanted
        self.tried = self.frameworks = 0
        self.codes: Counter[str] = Counter()
        self.slowest = (0.0, b"")
        self.begun = time.monotonic()
        self.seeds: list[bytes] = hostile.seeds()
        self.chance = random.Random(seed)

    def large(self) -> None:
        """Try the texts that are large on purpose, and say how long they took."""
        for name, raw in self.hostile.monsters().items():
            begun = time.perf_counter()
            for text in self.hostile.both(raw):
                self.hostile.examine(text)
            print(f"{name}: {len(raw):,} bytes, {time.perf_counter() - begun:.2f} s", flush=True)

    def one(self, raw: bytes) -> None:
        """Try one text; raises where it does what no text may do."""
        for text in self.hostile.both(raw):
            begun = time.process_time()  # other work on the same computer is no text's fault
            codes = self.hostile.examine(text)
            took = time.process_time() - begun
            self.slowest = max(self.slowest, (took, raw[:40]))
            if took > PATIENCE:
                raise self.hostile.Broken(f"{took:.1f} seconds for {len(raw)} bytes")
            self.frameworks += not codes
            self.codes.update(set(codes))
        self.tried += 1
        if self.tried == self.wanted:
            self.tell()

    def mutate(self, raw: bytes, most: int, seed: int) -> bytes:
        """Return what is tried next: by chance, by what YAML and the format mean, or from the beginning again."""
        way = self.chance.randrange(3)
        if way == 0:
            return bytes(self.atheris.Mutate(raw, most))
        begun = self.chance.choice(self.seeds) if way == 1 else raw
        made: bytes = self.hostile.changed(begun, self.chance, self.seeds)
        return made[:most]

    def tell(self) -> None:
        """Say what came of it."""
        took, text = self.slowest
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{self.tried} texts in {time.monotonic() - self.begun:.0f} s: {self.frameworks} were frameworks; "
            f"{len(self.codes)} kinds of problem; the slowest took {took:.2f} s ({text!r}); "
            f"{memory} MB at most\n{dict(self.codes.most_common())}",
            flush=True,
        )


def main() -> None:
    """Try the texts that are large on purpose, then as many others as were asked for, led by what they reach."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing")
    parser.add_argument("--texts", type=int, default=100_000, help="how many texts are tried")
    parser.add_argument("--seconds", type=int, default=0, help="stop after so long; 0: when all were tried")
    parser.add_argument("--seed", type=int, default=1, help="another number tries other texts")
    parser.add_argument("--pure", action="store_true", help="with PyYAML's own parser in place of libyaml")
    asked = parser.parse_args()
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        sys.exit("The fuzzer is atheris, and it is missing: pip install atheris (Linux).")
    with atheris.instrument_imports(include=["handrail"]):  # what is loaded here is what leads it
        hostile = importlib.import_module("tests.hostile")
    if asked.pure:
        hostile.by_python()
    run = Run(atheris, hostile, asked.texts, asked.seed)
    run.large()
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(run.seeds):
            Path(folder, f"{number:04}").write_bytes(text)
        options = [f"-runs={asked.texts}", f"-max_total_time={asked.seconds}", f"-seed={asked.seed}"]
        options += [f"-max_len={hostile.LONGEST}", f"-rss_limit_mb={MEMORY}", "-timeout=10", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *options, folder], run.one, custom_mutator=run.mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
