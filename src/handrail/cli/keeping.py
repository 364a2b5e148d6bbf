"""Where a sitting is kept: in the journal, in a file of its own, or nowhere; every answer before the next prompt."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from handrail.keeping import Journal, KeepingError
from handrail.practice.events import Asked, Closed, Started, Stopped
from handrail.practice.lines import event_line, header_line, read_lines
from handrail.practice.session import Session
from handrail.practice.verdicts import RecordError

# What happens without anybody having written or decided anything.
_EMPTY = (Started, Asked, Stopped, Closed)


class Kept(NamedTuple):
    """A session as a file keeps it; `whole` is the length of what can be read, without a torn last line."""

    session: Session
    whole: int
    ended: bool


def read_record(path: Path) -> Kept:
    """Return the session that a file keeps."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise KeepingError(f"{path} cannot be read: {error.strerror}.") from None
    ended = raw.endswith(b"\n")
    # Only the line feed ends a line: what people write may hold every other kind of line end. A line that is no
    # UTF-8 is damaged like any other, and the last one may be torn in the middle of a letter.
    lines = [line.decode("utf-8", "replace") for line in raw.split(b"\n")]
    try:
        session = read_lines(lines[:-1] if ended else lines)
    except RecordError as error:
        raise KeepingError(f"{path}: {error}.") from None
    torn = any(notice.code == "torn-line" for notice in session.notices)
    return Kept(session, raw.rfind(b"\n") + 1 if torn else len(raw), ended or torn)


class Keeper(Protocol):
    """Keeps a sitting as it goes on, and says at the end where it is; `where` stands behind "what you write stays"."""

    where: str
    first: bool  # whether there has been nothing there before, so that something is to be explained

    def keep(self, session: Session) -> None:
        """Return when everything that happened is on disk; raises `Conflict` where somebody else wrote."""

    def told(self, session: Session) -> Iterator[str]:
        """Yield where it is kept, and how to read it and go on."""


class Nowhere:
    """Keeps nothing, because the person wants it so."""

    where = "on this screen"
    first = False

    def keep(self, session: Session) -> None:
        """Keep nothing."""

    def told(self, session: Session) -> Iterator[str]:
        """Say so."""
        yield "Nothing of this is kept."


class InJournal:
    """Keeps a sitting in the journal; one that was left before anything was written in it leaves nothing there."""

    def __init__(self, open_: Callable[[], Journal], where: str, first: bool = False) -> None:
        self._open = open_
        self._journal: Journal | None = None
        self.where = where
        self.first = first

    def keep(self, session: Session) -> None:
        """Keep what has happened since the last time, once there is something that somebody did."""
        if self._journal or not all(isinstance(event, _EMPTY) for event in session.events):
            self._journal = self._journal or self._open()
            self._journal.keep(session)

    def told(self, session: Session) -> Iterator[str]:
        """Say under which name it can be found."""
        if self._journal is None:
            yield "Nothing was written, so nothing is kept."
            return
        yield f"It is kept in your journal as {session.id}. Read it: handrail journal show {session.id}"
        if session.state.status != "closed":
            yield f"Go on whenever you like: handrail resume {session.id}"


class InFile:
    """Keeps a sitting in a file of its own: a header on the first line, and an event on every other."""

    first = False

    def __init__(self, path: Path, resumed: Kept | None = None) -> None:
        self.path = path
        self.where = f"on this computer, in {path}"
        self._file: int | None = None
        self._written = 0
        if resumed is not None:
            self._go_on(resumed)
        elif path.exists():
            raise KeepingError(
                f"{path} is there already; go on with it (handrail resume {path}) or name another file."
            )

    def _go_on(self, resumed: Kept) -> None:
        file = self._open(os.O_WRONLY | os.O_APPEND)
        os.ftruncate(file, resumed.whole)  # a torn last line was dropped, so the next must not join it
        if not resumed.ended:
            _write_all(file, b"\n")
        self._written = len(resumed.session.events)

    def _open(self, flags: int) -> int:
        try:
            # Private from the first byte on: nobody else on the machine may read along.
            self._file = os.open(self.path, flags, 0o600)
            _lock(self._file)
            return self._file
        except BlockingIOError:
            raise KeepingError(f"{self.path} is open in another window; go on there.") from None
        except OSError as error:
            raise KeepingError(f"{self.path} cannot be written: {error.strerror}.") from None

    def keep(self, session: Session) -> None:
        """Write what has happened since the last time, and return when it is on disk."""
        lines = []
        if self._file is None:
            self._open(os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND)
            lines.append(header_line(session))
        events = session.events
        lines += [event_line(event) for event in events[self._written :]]
        assert self._file is not None
        try:
            _write_all(self._file, "".join(lines).encode())
            os.fsync(self._file)
        except OSError as error:
            raise KeepingError(f"{self.path} could not be written: {error.strerror}.") from None
        self._written = len(events)

    def told(self, session: Session) -> Iterator[str]:
        """Say in which file it is."""
        yield f"It is kept in {self.path}. Read it: handrail transcript {self.path}"
        if session.state.status != "closed":
            yield f"Go on whenever you like: handrail resume {self.path}"


def _write_all(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


def _lock(file: int) -> None:
    try:
        import fcntl  # not on every system; where it is missing, nobody is kept out
    except ImportError:
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
