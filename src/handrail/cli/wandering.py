"""Walking frameworks at random at a terminal, and telling the shortest walk that breaks a law."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from random import Random, SystemRandom

import attrs
import click

from handrail.authoring import write_walkthrough
from handrail.framework import Framework
from handrail.rehearsal import Covered, Wandering, covered, shrunk, wander

MOST_SEEDS = 10**9


@attrs.frozen
class Roaming:
    """How often somebody walks at random, from which seed, and how far at most."""

    walks: int
    seed: int
    length: int

    @classmethod
    def of(cls, walks: int, seed: int | None, length: int) -> Roaming:
        """Return what was asked for, with a seed where none was given: it is told, so that one can walk it again."""
        return cls(walks, SystemRandom().randrange(MOST_SEEDS) if seed is None else seed, length)


def roam(framework: Framework, roaming: Roaming) -> tuple[bool, list[str]]:
    """Return whether every law holds on so many walks at random, and what is told of them, line by line."""
    walks: list[Wandering] = []
    for one in _walks(framework, roaming):
        walks.append(one)
        if one.broken is not None:
            break
    broken = walks[-1].broken is not None if walks else False
    told = [f"{framework.id}:", *(_broken(framework, roaming, walks) if broken else _held(roaming))]
    came_to = covered(framework, (one.session for one in walks if one.session is not None))
    return not broken, [*told, walked_line(came_to)]


def walked_line(found: Covered) -> str:
    """Return how much of a framework was walked, in a line."""
    parts = found._asdict().items()
    counts = (f"{len(part.seen)} of {len(part.seen) + len(part.not_seen)} {name}" for name, part in parts)
    return f"  walked: {', '.join(counts)}"


def _walks(framework: Framework, roaming: Roaming) -> Iterator[Wandering]:
    chance = Random(roaming.seed)  # noqa: S311  nothing here is secret, and it has to come out the same again
    walks = (wander(framework, chance, roaming.length) for _ in range(roaming.walks))
    if not sys.stderr.isatty():
        yield from walks
        return
    with click.progressbar(walks, roaming.walks, framework.id, file=sys.stderr) as bar:
        yield from bar


def _again(roaming: Roaming) -> str:
    far = f" --length {roaming.length}"
    return f"to walk them again: --random {roaming.walks} --seed {roaming.seed}{far}"


def _held(roaming: Roaming) -> Iterator[str]:
    yield f"  every law holds on {roaming.walks} walks at random ({_again(roaming)})"


def _broken(framework: Framework, roaming: Roaming, walks: list[Wandering]) -> Iterator[str]:
    shortest = shrunk(framework, walks[-1])
    assert shortest.broken is not None
    law, means, how = shortest.broken
    yield f"  BREAKS  {law}: {means}"
    yield f"  walk {len(walks)} of {roaming.walks} ({_again(roaming)}): {how}"
    yield f"  the shortest walk there, for {framework.id}.walkthroughs.yaml:"
    yield ""
    yield from write_walkthrough(shortest.walkthrough).splitlines()
    yield ""
