"""Long lines made short: what nearly every event says again is not written out each time.

A long line is deflated with a dictionary of what events consist of. Others do not begin with the sign of a packed one
and stand as they are, as JSON: to deflate an ordinary answer takes as long as all else that keeping it takes, where no
disk is waited for.
"""

from __future__ import annotations

import zlib

from handrail.practice import RecordError

_SIGN = b"z"
# What is shorter fits into a few pages of a file as it is.
_SHORT = 1_500
# A packed line says at most so many times its size, and a little more: nothing small fills the memory when it is read.
_TIMES, _FREE = 100, 10_000
# Never changed: what was packed with it can only be read with it. The commonest stand last, where they are cheapest.
_COMMON = (
    b'{"framework":"version":"structure_digest":"wording_digest":"used":{"stage":"edition":"language":"en","minutes":'
    b'"familiarity":"developing","occasion":"participants":{"presenter":"terms":{"known":{"past":[["kind":"started"}'
    b'"events":["why":"kind":"redacted"}"mapping":{"plan":"kind":"migrated"}"kind":"replanned"}"kind":"interrupted"}'
    b'"note":"kind":"resumed"}"reason":"kind":"closed"}"kind":"stopped"}"kind":"returned"}{"detour":"kind":"detoured"}'
    b'{"outcome":"1","status":"done","kind":"settled"}"type":"action","ways":["due":"visibility":"private",'
    b'"kind":"promoted"}"kind":"left_blank"}"kind":"passed"}"reason":"kind":"skipped"}'
    b'{"fact":"value":"shown":"kind":"known"}'
    b'","because":"","verdict":"advised_against","kind":"moved"}{"stage":"kind":"asked"}"by":"software","by":"helper",'
    b'"by":"client","by":"self","key":" was were because about could would should something they them there other'
    b" happened feel felt think what this with that when from have how my we I the and to of a in it me is for you "
    b"your "
    b'What would you say How did ?","text":"{"text":"kind":"said"}"at":"2026-01-01T10:00:00Z","'
    b'{"prompt":"","voice":"helper","voice":"self","wording":"What ?","text":"I ","kind":"answered"}'
)
# Both know the dictionary already; a copy of each is made for every line.
_PACK = zlib.compressobj(6, zlib.DEFLATED, -12, 6, zlib.Z_DEFAULT_STRATEGY, _COMMON)
_UNPACK = zlib.decompressobj(-12, _COMMON)


def packed(line: bytes) -> bytes:
    """Return a line as it is kept; a short one, and one that would be read back as a bomb, stand as they are."""
    if len(line) < _SHORT:
        return line
    deflate = _PACK.copy()
    short = _SIGN + deflate.compress(line) + deflate.flush()
    return short if len(short) < len(line) <= _most(short) else line


def unpacked(lines: list[bytes]) -> list[bytes]:
    """Return the lines that were kept; raises `RecordError` for one that is damaged."""
    try:
        return [line if line[:1] != _SIGN else _inflated(line) for line in lines]
    except zlib.error:
        raise RecordError("its lines are damaged") from None


def _inflated(line: bytes) -> bytes:
    inflate = _UNPACK.copy()
    whole = inflate.decompress(line[1:], _most(line))
    if not inflate.eof:
        raise zlib.error
    return whole


def _most(short: bytes) -> int:
    return _TIMES * len(short) + _FREE
