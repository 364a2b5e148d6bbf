"""Checking files: what is wrong with them, what could be better, and the mends that are safe to make."""

from __future__ import annotations

import codecs
import difflib
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from handrail.authoring.advice import ALL, asked, given
from handrail.authoring.companions import check_walkthroughs, holds_walkthroughs
from handrail.authoring.explaining import described
from handrail.authoring.fixing import fix
from handrail.authoring.language_files import check_texts, holds_texts
from handrail.authoring.problems import PROBLEM, Problem, told_by
from handrail.authoring.reading import check as problems
from handrail.authoring.reading import reading
from handrail.authoring.source import UNPRINTABLE
from handrail.cataloguing import Had, NotFound, find_beside, find_from
from handrail.errors import FrameworkError

from .files import framework_files, opened, replace
from .reports import FORMS, report
from .status import DONE, FOUND, USAGE

# Fewer files are checked before anybody wonders.
MOST_WITHOUT_PROGRESS = 20
# As many frameworks that files use are kept for the next file, so that any number of files takes the same memory.
# Mends leave them as they are: what has problems is no framework, and not among them.
MOST_HAD = 100


class Checked(NamedTuple):
    """What checking files found, in the order of the files, and a sentence for each that cannot be read."""

    files: int
    found: list[Problem]
    unread: list[str]
    # How many problems were mended, and the changes as lines that show them.
    mended: int = 0
    changes: str = ""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER...")
@click.option("--output", type=click.Choice([*FORMS]), default="text", help="For people, or for programs.")
@click.option(
    "--select", multiple=True, metavar="CODE", help="Advice to give besides the usual; all gives all."
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Advice to leave out; all leaves out all.")
@click.option("--strict", is_flag=True, help="Let advice fail the exit status, as problems do.")
@click.option("--fix", "fixing", is_flag=True, help="Make the mends that cannot change what is meant.")
@click.option("--diff", "showing", is_flag=True, help="Show those mends, and write nothing.")
def check(
    files: tuple[str, ...],
    output: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    fixing: bool,
    showing: bool,
) -> int:
    """Check framework files, or all of a folder.

    Names of the catalogue will do as well. Problems keep a file from being a framework; advice is what could be
    better, and handrail explain CODE says more.
    The exit status is 0 for no problems, 1 for problems, 2 for files that cannot be read.
    """
    codes = asked(_codes(select), _codes(ignore))
    checked = _check_all([*framework_files(files)], codes, fixing and not showing, showing)
    if showing:
        click.echo(checked.changes, nl=False)
    else:
        click.echo(
            report(output, checked.files, checked.found, checked.mended, bool(checked.unread)), nl=False
        )
    for said in checked.unread:
        click.echo(said, err=True)
    wrong = any(one.severity == PROBLEM for one in checked.found) or (strict and checked.found)
    return USAGE if checked.unread else FOUND if wrong else DONE


def _codes(words: Sequence[str]) -> tuple[str, ...]:
    codes = tuple(code.strip() for word in words for code in word.split(",") if code.strip())
    for code in codes:
        if code != ALL and described(code).severity == PROBLEM:
            said = f"'{code}' is a problem, which is always told; --select and --ignore are for advice."
            raise click.UsageError(said)
    return codes


def _check_all(names: Sequence[str], codes: tuple[str, ...], write: bool, show: bool) -> Checked:
    found: list[Problem] = []
    unread: list[str] = []
    mended, changes = 0, []
    had: Had = {}
    with _progress(names) as going:
        for name in going:
            try:
                path, shown, raw = opened(name)
                if write or show:
                    raw, gone, diff = _fixed(path, shown, raw, write)
                    mended += gone
                    changes.append(diff)
                if len(had) > MOST_HAD:
                    had = {}
                found += _found(path, shown, raw, codes, had)
            except NotFound as error:
                unread.append(str(error))
            except OSError as error:
                unread.append(f"{name}: {error.strerror}")
    return Checked(len(names), found, unread, mended, "".join(changes))


@contextmanager
def _progress(names: Sequence[str]) -> Iterator[Iterable[str]]:
    """Show how far it is, on a terminal and with many files; never where the output goes."""
    if len(names) <= MOST_WITHOUT_PROGRESS or not sys.stderr.isatty():
        yield names
        return
    with click.progressbar(names, label="Checking", file=sys.stderr) as going:
        yield going


def _found(path: Path, shown: str, raw: bytes, codes: tuple[str, ...], had: Had) -> tuple[Problem, ...]:
    """Return the problems of a file, or the advice where it has none."""
    if holds_walkthroughs(path.name):
        return check_walkthroughs(raw, shown, find_beside(path, had))
    if holds_texts(path.name):
        return check_texts(raw, shown, find_from(path, had))
    try:
        return given(reading(raw, shown, find_from(path, had)), codes)
    except FrameworkError as error:
        return told_by(error)


def _fixed(path: Path, shown: str, raw: bytes, write: bool) -> tuple[bytes, int, str]:
    """Return the content of a file with its safe mends made, how many problems are gone, and what changed."""
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    try:
        text = raw.removeprefix(mark).decode("utf-8")
    except UnicodeDecodeError:  # in which encoding it was meant is the author's to say
        return raw, 0, ""
    if holds_walkthroughs(path.name):  # looked up as where it is checked
        fixed = fix(text, shown, find_beside(path), check_walkthroughs)
    else:
        fixed = fix(text, shown, find_from(path), check_texts if holds_texts(path.name) else problems)
    if fixed.text == text:
        return raw, 0, ""
    content = mark + fixed.text.encode("utf-8")
    if write:
        replace(path, content)
    return content, len(fixed.mended), _difference(text, fixed.text, shown)


def _difference(before: str, after: str, shown: str) -> str:
    """Return two texts as a diff of lines, without what a terminal would obey."""
    old, new = (UNPRINTABLE.sub("\ufffd", text).splitlines(keepends=True) for text in (before, after))
    diff = difflib.unified_diff(old, new, shown, f"{shown} (mended)")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in diff
    )
