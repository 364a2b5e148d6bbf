"""Walking frameworks by the walk-throughs beside them, and telling what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import click

from handrail.authoring import Reading
from handrail.authoring.companions import SUFFIX, holds_walkthroughs
from handrail.authoring.language_files import holds_texts
from handrail.cataloguing import NotFound
from handrail.errors import FrameworkError
from handrail.framework import Framework
from handrail.rehearsal import Covered, Part, Walked, covered, walk, walkthroughs_in

from .files import files_in
from .status import DONE, FOUND, USAGE
from .wandering import Roaming, roam, walked_line


@attrs.frozen
class Rehearsed:
    """What came of the walk-throughs of one framework."""

    framework: Framework
    walked: tuple[Walked, ...]

    @property
    def coverage(self) -> Covered:
        """Return what they came to."""
        return covered(self.framework, (one.session for one in self.walked if one.session is not None))


@click.command("walk")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--coverage", "listing", is_flag=True, help="List what no walk-through comes to.")
@click.option(
    "--require-coverage", "required", is_flag=True, help="Fail where a stage or a transition is not walked."
)
@click.option(
    "--random",
    "walks",
    type=click.IntRange(1),
    metavar="N",
    help="Walk so often at random, and look at the laws.",
)
@click.option("--seed", type=int, metavar="N", help="Where chance begins; the same seed walks the same.")
@click.option(
    "--length",
    type=click.IntRange(1),
    metavar="N",
    default=20,
    show_default=True,
    help="At most so many steps at random.",
)
def walk_command(
    names: tuple[str, ...], listing: bool, required: bool, walks: int | None, seed: int | None, length: int
) -> int:
    """Walk frameworks by their walk-throughs, or at random.

    Names of the catalogue will do, and files and folders. The exit status is 0 where everything holds, 1 where
    something does not, 2 for what cannot be read.
    """
    status, roaming = DONE, Roaming.of(walks, seed, length) if walks else None
    for name in names:
        folder = Path(name).is_dir()
        for path in _walked_in(Path(name)) if folder else [name]:
            try:
                readings = walkthroughs_in(path)
            except FrameworkError as error:
                click.echo(str(error))
                status = max(status, FOUND)
            except (NotFound, OSError) as error:
                click.echo(str(error), err=True)
                status = USAGE
            else:
                if roaming is not None:
                    status = max(status, _roam(readings[-1].framework, roaming))
                    continue
                if folder and not required and not any(one.walks for one in readings):
                    continue
                status = max(status, _rehearse(readings, listing or required, required))
    return status


def _walked_in(folder: Path) -> Iterator[Path]:
    """Yield the frameworks of a folder, and the walk-throughs whose framework is somewhere else."""
    for path in files_in(folder):
        if holds_walkthroughs(path.name):
            # Those that stand beside their framework are walked with it.
            if not Path(str(path).removesuffix(SUFFIX) + ".yaml").is_file():
                yield path
        elif not holds_texts(path.name):
            yield path


def _roam(framework: Framework, roaming: Roaming) -> int:
    held, lines = roam(framework, roaming)
    click.echo("\n".join(lines))
    return DONE if held else FOUND


def _rehearse(readings: Iterable[Reading], listing: bool, required: bool) -> int:
    readings = [*readings]
    framework = readings[-1].framework
    walked = [walk(framework, one) for reading in readings for one in reading.walkthroughs]
    found = Rehearsed(framework, tuple(walked))
    for line in told(found, listing):
        click.echo(line)
    stages, transitions, _ = found.coverage
    missing = required and (stages.not_seen or transitions.not_seen)
    return FOUND if missing or not all(one.passed for one in walked) else DONE


def told(found: Rehearsed, listing: bool) -> Iterator[str]:
    """Yield a line for each walk-through, each failure in full, and what they come to."""
    yield f"{found.framework.id}:"
    for one in found.walked:
        yield f"  {'holds' if one.passed else 'FAILS'}  {one.walkthrough.id}: {one.walkthrough.title}"
        if one.failure is not None:
            yield str(one.failure)
    if not found.walked:
        yield f"  no walk-throughs yet; write some into {found.framework.id}.walkthroughs.yaml beside it"
    parts = found.coverage._asdict().items()
    yield walked_line(found.coverage)
    for name, part in parts if listing else ():
        yield from _missing(name, part)


def _missing(name: str, part: Part) -> Iterator[str]:
    yield from (f"    not walked, of the {name}: {one}" for one in part.not_seen)
