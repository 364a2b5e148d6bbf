"""A text as every kind of document can hold it."""

from __future__ import annotations

import re

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control signs, halves of characters, and what XML forbids; tabs and line feeds stay.
_NOWHERE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return a text whose lines end alike, without control signs and without empty lines around it."""
    return _NOWHERE.sub("", _LINE_END.sub("\n", text)).strip("\n")
