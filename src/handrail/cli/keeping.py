"""The file that keeps a session: every answer is on disk before the next prompt shows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from handrail.errors import HandrailError
from handrail.practice.lines import event_line, header_line, read_lines
from handrail.practice.session import Session
from handrail.practice.verdicts import RecordError


class KeepingError(HandrailError):
    """A record cannot be read or written; the message says which and why."""


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


class Keeper:
    """Writes events as they happen; without a path it keeps nothing."""

    def __init__(self, path: Path | None, known: tuple[str, ...] = (), resumed: Kept | None = None) -> None:
        self.path = path
        self.known = _facts(known)
        self._file: int | None = None
        self._written = 0
        if path is not None and resumed is None and path.exists():
            raise KeepingError(
                f"{path} is there already; go on with it (handrail resume {path}) or name another file."
            )
        if path is not None and resumed is not None:
            self._go_on(resumed)

    def keep_at(self, path: Path) -> None:
        """Keep the session at a path from now on; raises `KeepingError` when it is taken."""
        if path.exists():
            raise KeepingError(f"{path} is there already; name another file.")
        self.path = path

    def _go_on(self, resumed: Kept) -> None:
        file = self._open(os.O_WRONLY | os.O_APPEND)
        os.ftruncate(file, resumed.whole)  # a torn last line was dropped, so the next must not join it
        if not resumed.ended:
            _write_all(file, b"\n")
        self._written = len(resumed.session.events)

    def _open(self, flags: int) -> int:
        assert self.path is not None
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
        if self.path is None:
            return
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


def _write_all(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


def _lock(file: int) -> None:
    try:
        import fcntl  # not on every system; where it is missing, nobody is kept out
    except ImportError:
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _facts(known: tuple[str, ...]) -> dict[str, str]:
    facts = {}
    for pair in known:
        fact, equals, value = pair.partition("=")
        if not equals or not fact or not value:
            raise KeepingError("--known wants FACT=VALUE, for example --known consent=yes.")
        facts[fact.strip()] = value.strip()
    return facts
