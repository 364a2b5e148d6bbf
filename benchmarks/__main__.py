"""Measures handrail beside its peers, and prints every figure with the target that it is held to.

Works are timed in turn, round after round; a figure is the median of its rounds, a ratio the median of the
ratios in each round. On a busy machine times mean little, and ratios still something. Each subject is a
module here, whose first lines say what either side does. Targets stand together at the end.

Peers are measured where they are installed (pip install 'handrail[benchmarks]'), PostgreSQL where its
server is (Debian: apt-get install postgresql): the benchmark starts one of its own. An editable install
puts a finder before every start of Python, of ours as of others: for start-up measure a plain one
(pip install '.[benchmarks]', elsewhere).
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from sqlite3 import sqlite_version

from .figures import Figure, heading, table
from .peers import MODULES, is_editable, version

SUBJECTS = (
    "start_up",
    "reading",
    "rules",
    "checking",
    "stepping",
    "memory",
    "records",
    "choosing",
    "growth",
    "journals",
    "histories",
    "postgres",
    "workers",
    "sphinx",
    "pictures",
    "worksheets",
)


def main(words: Sequence[str] | None = None) -> None:
    """Measure what was asked for and print it."""
    asked = _asked(words)
    os.environ.pop("HANDRAIL_PATH", None)  # what is measured are the shipped frameworks
    print(_machine())
    found: dict[str, list[Figure]] = {}
    for name in asked.only or SUBJECTS:
        measure: Callable[[bool], Iterator[Figure]] = import_module(f".{name}", __package__).figures
        print(f"\n{name:8}" + heading()[8:])
        found[name] = []
        for figure in measure(asked.quick):
            found[name].append(figure)
            print(*table([figure]), sep="\n", flush=True)
    _print_targets([figure for figures in found.values() for figure in figures if figure.target])


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="this subject; may be given again")
    parser.add_argument(
        "--quick", action="store_true", help="few rounds, small sizes: to see whether all runs"
    )
    return parser.parse_args(words)


def _machine() -> str:
    installed = (
        "editable install: every start of Python pays for its finder" if is_editable() else "plain install"
    )
    beside = [f"{name} {version(name)}" for name in ("attrs", "PyYAML", *MODULES)]
    lines = (
        f"handrail {version('handrail')} ({installed}), Python {platform.python_version()}",
        f"beside it: {', '.join(beside)}, SQLite {sqlite_version}",
    )
    return "\n".join(lines)


def _print_targets(figures: Sequence[Figure]) -> None:
    verdicts = [figure.verdict for figure in figures]
    counts = (f"{verdicts.count(word)} {word.lower()}" for word in ("met", "MISSED", "not measured"))
    print(f"\ntargets: {', '.join(counts)}")
    print(heading())
    print(*table(figures), sep="\n")


if __name__ == "__main__":
    main()
