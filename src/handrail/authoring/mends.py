"""Where YAML stops at the commonest slips: the text is quoted for the author, told, and read on."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from .source import Source

MOST_MENDS = 20
# A long text is parsed again for every mend, so it gets fewer; and no person writes lines longer than this.
LONG_TEXT, MOST_MENDS_IN_LONG = 200_000, 3
LONGEST_LINE = 2_000

_LINE = re.compile(
    r"""(?P<lead>[ ]*)(?P<dashes>(?:-[ ]+)*)            # list items
        (?P<key>[^\s:\#'"\[\]{}][^:]*:[ \t]+)?          # key: and what belongs to it
        (?P<text>[^\s\#].*)""",
    re.VERBOSE,
)
# What a key looks like inside a list: an id, a key of the format, or one of CSL's (DOI); the rest is prose.
_is_key = re.compile(r"([a-z0-9_/-]+|[A-Z]+):\s+").fullmatch

_COLON = "mapping values are not allowed"
_BEHIND = ("did not find expected key", "did not find expected '-' indicator", "expected <block end>")
_SYMBOLS = "*&!@%`"
_CLOSED = "[{'\""
# What a text may not start with, and what YAML says when it took that for something of its own.
_STARTS = {
    "-": ("sequence entries are not allowed",),
    "?": ("mapping keys are not allowed",),
    **dict.fromkeys("|>", ("while scanning a block scalar",)),
    **dict.fromkeys("[{", _BEHIND),
    **dict.fromkeys("'\"", (*_BEHIND, _COLON)),
}

CUT = "YAML takes this for a comment and cuts it off; quote the whole text, or put the comment above it"

# What YAML says where it stops, the code, and what an author is told; the first that fits.
_ESCAPE = "a backslash between double quotes begins a code; write two, or use single quotes"
_INDENT = "this line does not fit in; look at its indentation, and at the quotes above it"
_DIRECTIVE = "this line speaks to YAML itself and is not needed; take it out"
_PLAIN_WORDS = (
    ("found a tab", "tab", "a tab stands where YAML wants spaces; use spaces to indent"),
    ("scanning a directive", "directive", "a line that starts with % speaks to YAML itself; quote the text"),
    ("directive", "directive", _DIRECTIVE),
    ("incompatible YAML", "directive", _DIRECTIVE),
    ("scanning a block scalar", "block-text", "behind | or > the line ends; begin the text on the next one"),
    ("escape", "escape", _ESCAPE),
    ("hexdecimal", "escape", _ESCAPE),
    ("scanning a quoted scalar", "not-closed", "this quote is opened here and never closed; close it"),
    ("expected ',' or", "not-closed", "this bracket is not closed, or lacks a comma; look at its end"),
    ("node", "not-closed", "something is missing in front of this; look at commas, brackets and colons"),
    ("expected key", "indentation", _INDENT),
    ("expected <block end>", "indentation", _INDENT),
    ("expected '-'", "indentation", "this line does not fit into the list above it; look at its indentation"),
    ("expected ':'", "colon-missing", "a key needs a colon and a space behind it; add both"),
    ("<document start>", "several-documents", "one file holds one framework; put this into its own file"),
    (_COLON, "colon-in-text", "a text that holds a colon and a space needs quotes around it"),
    ("not allowed", "indentation", "this does not fit in here; look at the indentation of the line"),
)


class _Slip(NamedTuple):
    """A text that YAML stumbled over: its lines (from 0, last included) and the column where it starts."""

    first: int
    last: int
    column: int


def quoted(text: str) -> str:
    """Return a text in quotes, so that YAML leaves it as it is."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def mend(source: Source, error: Any) -> bool:
    """Return whether the text where the parser stopped could be quoted; then the problem is noted."""
    mark = _mark(error)
    most = MOST_MENDS if len(source.parsed) < LONG_TEXT else MOST_MENDS_IN_LONG
    if mark is None or len(source.quotes) >= most:
        return False
    lines = source.parsed_lines
    slip = _slip(lines, min(mark.line, len(lines) - 1))
    if slip is None or slip.first in source.quotes:
        return False
    head, text = lines[slip.first][: slip.column], lines[slip.first][slip.column :]
    told = _told(text, _said(error), slip, (mark.line, mark.column))
    if told is None:
        return False
    whole = "\n".join([text, *lines[slip.first + 1 : slip.last + 1]]).rstrip()
    advice = head.lstrip() + quoted(" ".join(whole.split()))
    end = (slip.last, len(lines[slip.last].rstrip()))
    # What stands behind a # may be a comment: then quotes would make it part of the text.
    edits = source.edit((slip.first, slip.column), end, quoted(whole)) if " #" not in whole else ()
    source.problem(slip.first, slip.column, *told, advice if len(advice) < LONGEST_LINE else "", edits)
    source.quotes[slip.first] = slip.column
    source.parsed = "\n".join([*lines[: slip.first], head + quoted(whole), *lines[slip.last + 1 :]])
    return True


def _told(text: str, said: str, slip: _Slip, at: tuple[int, int]) -> tuple[str, str] | None:
    """Return code and sentence where quotes would help a text; nothing where something else is wrong."""
    first = text[0]
    if _COLON in said and first not in _CLOSED:
        return "colon-in-text", "this text holds a colon and a space, which YAML takes for a key; quote it"
    if first not in _SYMBOLS and not any(phrase in said for phrase in _STARTS.get(first, ())):
        return None
    if first in "|>" and slip.last > slip.first:
        return None  # a block text, with something behind its sign
    if first in _CLOSED and not (at[0] == slip.first and at[1] > slip.column):
        return None  # only a quote or bracket that is closed has something behind it
    if first in "'\"":
        return "starts-with-symbol", "a text that goes on behind a quote needs quotes around all of it"
    return "starts-with-symbol", f"a text that starts with {first} needs quotes around it"


def _mark(error: Any) -> Any:
    return getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)


def _said(error: Any) -> str:
    return f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}".strip()


def _slip(lines: list[str], at: int) -> _Slip | None:
    """Return the text that stands on a line, from where it begins to where it ends."""
    first = _first(lines, at)
    if len(lines[first]) > LONGEST_LINE:
        return None
    found = _LINE.match(lines[first])
    if found is None:
        return None
    dashes, key = found["dashes"], found["key"] or ""
    if first < at and not dashes and not _owner(lines[first]):
        column = len(found["lead"])  # prose on a line of its own, under its key
    elif dashes and key and not _is_key(key):
        column = found.start("key")  # - And then: what: a text, and no key
    else:
        column = found.start("text")
    owner = _owner(lines[first])
    if not owner and not column:
        return None  # nothing that a text could belong to
    left = owner - 1 if owner else column - 1
    last = at
    for below in range(at + 1, len(lines)):
        line = lines[below]
        if len(line) - len(line.lstrip(" ")) <= left or not _is_prose(line):
            break
        last = below
    return _Slip(first, last, column)


def _first(lines: list[str], at: int) -> int:
    """Return the line where the plain text begins that goes on in this one; this one, if it begins here."""
    first = at
    for above in range(at - 1, max(-1, at - 50), -1):
        line = lines[above]
        if not line.strip():
            continue
        if _is_prose(line):
            first = above
            continue
        found = _LINE.match(line)
        owner = _owner(line) if found and found["text"][0] not in "'\"|>[{" else 0
        if owner and owner - 1 < len(lines[first]) - len(lines[first].lstrip(" ")):
            return above
        # A key without a text: the text begins under it.
        return first if line.rstrip().endswith(":") else at
    return at


def _is_prose(line: str) -> bool:
    """Return whether a line holds words and nothing else: no key, no list item, no comment, no bracket."""
    text = line.strip()
    return bool(text) and text[0] not in "-#[]{}'\"|>" and ": " not in text and not text.endswith(":")


def _owner(line: str) -> int:
    """Return the column (from 1) of the key or dash that the text on a line belongs to; 0 for none."""
    found = _LINE.match(line)
    if found is None:
        return 0
    dashes, key = found["dashes"], found["key"] or ""
    if key and (not dashes or _is_key(key)):
        return found.start("key") + 1
    return len(found["lead"] + dashes.rstrip()) if dashes else 0


def tell(source: Source, error: Any) -> None:
    """Note, in plain words, where and why the parser could not go on."""
    mark, said = _mark(error), _said(error)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = source.parsed_lines
    letter = lines[line][column : column + 1] if line < len(lines) else ""
    code, message = next((plain[1:] for plain in _PLAIN_WORDS if plain[0] in said), ("indentation", _INDENT))
    if letter == "\t":
        code, message = "tab", "a tab stands where YAML wants spaces; use spaces to indent"
    elif "cannot start any token" in said or "alphabetic or numeric" in said or " tag" in said:
        code, message = "starts-with-symbol", "a text that starts with a symbol needs quotes around it"
    elif code in ("colon-missing", "indentation") and (comment := _comment_above(lines, line)):
        (line, column), code, message = comment, "cut-text", CUT
    elif code in ("not-closed", "colon-missing") and getattr(error, "context_mark", None):
        line, column = error.context_mark.line, error.context_mark.column
    source.problem(line, column, code, message)


def _comment_above(lines: list[str], line: int) -> tuple[int, int] | None:
    """Return the place of a comment behind the line above, which ends a text that goes on below it."""
    for above in range(line - 1, max(-1, line - 6), -1):
        if lines[above].strip():
            column = lines[above].find(" #")
            return (above, column + 1) if column >= 0 and lines[above][:column].strip() else None
    return None
