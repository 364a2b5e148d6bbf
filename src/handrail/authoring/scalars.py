"""One word or text as YAML: plain where that means the same, folded where it is long, else in double quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

# As wide as a line gets, and as wide as a folded one is made.
WIDTH = 118
FOLD = 116

# What YAML takes for the beginning of something else, or for its end.
_special = re.compile(r"""[\[\]{},#&*!|>'"%@`\t]|[-?:]([ \t]|$)|---|\.\.\.""").match
_breaking = re.compile(r": | #|:$|[\t\n\r\x85\u2028\u2029]").search
_odd = re.compile("[\t\r\x85\u2028\u2029]").search
_bad_line = re.compile(r"^\s|\s$").search
# Words that need no quotes between brackets either.
_word = re.compile(r"[^\W_]([\w ./-]*[\w./-])?", re.ASCII).fullmatch
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\t": "\\t",
    "\n": "\\n",
    "\r": "\\r",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
}
_escaped = re.compile('[\\\\"\t\n\r\x85\u2028\u2029]')
# A key that is longer stands behind a question mark; libyaml looks no further for a colon.
_LONGEST_KEY = 200


def quoted(text: str) -> str:
    """Return a text between double quotes."""
    return '"' + _escaped.sub(lambda match: _ESCAPES[match.group()], text) + '"'


def word(text: str) -> str:
    """Return a word as it may stand anywhere, also between brackets."""
    return text if _word(text) else quoted(text)


def number(value: float) -> str:
    """Return a number without an exponent, and without decimals where it has none."""
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")


def key(text: str) -> str:
    """Return a key with its colon."""
    written = quoted(text) if _special(text) or _breaking(text) or text != text.strip() else text
    return f"{written}:" if len(written) < _LONGEST_KEY else f"? {quoted(text)}\n:"


def bracketed(words: Iterable[str]) -> str:
    """Return a list on one line."""
    return f"[{', '.join(words)}]"


def text(said: str, column: int, indent: int) -> tuple[str, list[str]]:
    """Return what of a text stands behind its key, at a column, and the lines that stand below, indented."""
    pad = " " * indent
    if "\n" in said:
        lines = said.split("\n")
        if _odd(said) or any(_bad_line(line) for line in lines):
            return quoted(said), []
        return "|-", [pad + line if line else "" for line in lines]
    if _odd(said):
        return quoted(said), []
    short = quoted(said) if _special(said) or _breaking(said) else said
    if column + len(short) <= WIDTH:
        return short, []
    return ">-", [pad + line for line in _wrapped(said, FOLD - indent)]


def _wrapped(said: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, broken at single spaces alone, which is where YAML joins them again."""
    line = ""
    for part in re.split(r"(?<=\S) (?=\S)", said):
        if line and len(line) + 1 + len(part) > width:
            yield line
            line = part
        else:
            line = f"{line} {part}" if line else part
    yield line
