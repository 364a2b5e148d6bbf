"""Where a kept session stands, beside its lines: what they came to, so that coming back works none of it out again.

It is believed only where it was written by this version of handrail and the rules of folding that it has now, for this
session, after these very lines; otherwise all is worked out anew. It holds no word that a person wrote.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import count, repeat
from zlib import crc32

from handrail import __version__
from handrail.errors import HandrailError
from handrail.practice import Session
from handrail.practice.events import Event
from handrail.practice.help import Help
from handrail.practice.identity import Digests, digests
from handrail.practice.stored import continued, event_in, line_of, log_of, resumed, stands

from .frameworks import Shelf
from .memory import Kept, Noted
from .packing import unpacked

# A digest of the code that a state comes from, for a version may change before it has another number. A test reckons it
# anew, and says what to write here.
FOLDING = "ae8f5eaffad1725c"
_RULES = f"{__version__} {FOLDING}"
# Made once: `json.loads` looks at what it was given before.
_DECODE = json.JSONDecoder().decode


def summed(lines: Sequence[bytes], before: int = 0) -> int:
    """Return the checksum of lines, and of those before them that has been reckoned already."""
    return crc32(b"".join(lines), before)


def note_of(id: str, session: Session, checksum: int) -> bytes:
    """Return where a session stands as its store keeps it; nothing for one that must be read whole.

    checksum: of its lines. It must stand under the very frameworks that its events were taken under.
    """
    stood = stands(session)
    if not stood:
        return b""
    pins = [(*digests(one), one.edition) for one in session.frameworks]
    return line_of([_RULES, id, log_of(session)[1], checksum, pins, stood])


def stood(
    id: str, lines: list[bytes], note: bytes, shelf: Shelf, helpers: Help = (), place: str = ""
) -> Kept | None:
    """Return a session, from where a note says that it stood on; None if that is not believed."""
    try:
        rules, whose, length, checksum, pins, where = _DECODE(note.decode())
        if (rules, whose) != (_RULES, id) or not 0 < length <= len(lines):
            return None
        covered = lines if length == len(lines) else lines[:length]
        if summed(covered) != checksum:
            return None
        frameworks = [shelf.pinned(Digests(one, other), edition) for one, other, edition in pins]
        rows = [*zip(repeat(_event), covered, count())]
        made = resumed(id, rows, where, frameworks, helpers, place)
    except (ValueError, TypeError, LookupError, RecursionError, HandrailError):
        return None  # reading all of it says what is wrong, if anything is
    kept = Kept(made, covered[-1], checksum, True, Noted(length, len(note)))
    return kept if length == len(lines) else gone_on(kept, id, lines[length:], helpers, place)


def gone_on(kept: Kept, id: str, lines: list[bytes], helpers: Help = (), place: str = "") -> Kept | None:
    """Return a kept session with what came since; None if it must be read whole."""
    made = continued(kept.session, id, unpacked(lines), helpers, place)
    if made is None:
        return None
    last = lines[-1] if lines else kept.last
    return Kept(made, last, summed(lines, kept.checksum), True, kept.noted)


def _event(line: bytes, number: int) -> Event:
    return event_in(unpacked([line])[0], number)
