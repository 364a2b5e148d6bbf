"""Where YAML stops at the commonest slips: the line is quoted for the author, told, and read on."""

from __future__ import annotations

import re
from typing import Any

from .source import MOST_MENDS, Source

# key: text, or - text, or - key: text; what is quoted, a collection or a block text is left alone.
_LINE = re.compile(r"^(?P<head>\s*(?:- +)*(?:[^\s:#'\"\[\]{}][^:]*:[ \t]+|(?<=- )))(?P<text>[^\s'\"|>\[{].*)$")

_COLON = "mapping values are not allowed"
_SYMBOL = (
    "cannot start any token",
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a tag",
    "while parsing a tag",
    "block sequence entries are not allowed",
    "while scanning a directive",
    "undefined tag handle",
)

_PLAIN_WORDS = (
    ("found a tab", "tab", "a tab stands where YAML wants spaces; use spaces to indent"),
    ("\\t", "tab", "a tab stands where YAML wants spaces; use spaces to indent"),
    ("unexpected end of stream", "not-closed", "a quote or bracket is opened and never closed"),
    ("did not find expected ',' or", "not-closed", "a bracket is opened here and not closed, or a comma is missing"),
    ("did not find expected key", "indentation", "this line does not fit in: look at its indentation and quotes"),
    ("could not find expected ':'", "colon-missing", "a key needs a colon and a space behind it"),
    ("did not find expected '-' indicator", "indentation", "this line does not fit into the list above it"),
    ("did not find expected <document start>", "several-documents", "one file holds one framework"),
    (_COLON, "colon-in-text", "a text that holds a colon and a space needs quotes around it"),
)


def mend(source: Source, error: Any) -> bool:
    """Return whether the line where the parser stopped could be quoted; then the problem is noted and told."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    # A long text is parsed again for every mend, so it gets fewer.
    most = MOST_MENDS if len(source.text) < 200_000 else 3
    if mark is None or len(source._quoted) >= most:
        return False
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    colon = _COLON in said
    if not colon and not any(phrase in said for phrase in _SYMBOL):
        return False
    lines = source.text.split("\n")
    start = _start(lines, min(mark.line, len(lines) - 1))
    found = _LINE.match(lines[start])
    if found is None or start in source._quoted:
        return False
    head, text = found["head"], found["text"]
    end = _end(lines, start)
    whole = "\n".join([text, *lines[start + 1 : end + 1]]).rstrip()
    quoted = "'" + whole.replace("'", "''") + "'"
    advice = f"{head.strip()} {quoted}" if "\n" not in whole else "quotes around the whole text"
    if colon:
        code, message = "colon-in-text", "this text holds a colon and a space, which YAML takes for a key; quote it"
    else:
        code, message = "starts-with-symbol", f"a text that starts with {text[0]} needs quotes around it"
    source.problem(start, len(head), code, message, advice)
    source._quoted[start] = len(head)
    source.text = "\n".join([*lines[:start], head + quoted, *lines[end + 1 :]])
    return True


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _start(lines: list[str], line: int) -> int:
    """Return the line where the text begins in which the parser stopped: this one, or the key above it."""
    for above in range(line, max(-1, line - 50), -1):
        if lines[above].strip() and (above == line or _indent(lines[above]) < _indent(lines[line])):
            found = _LINE.match(lines[above])
            if found:
                return above
            if above != line:
                break
    return line


def _end(lines: list[str], start: int) -> int:
    """Return the last line of a plain text: those that follow and stand deeper than its key."""
    key = len(lines[start]) - len(lines[start].lstrip(" "))
    end = start
    for below in range(start + 1, len(lines)):
        line = lines[below]
        if not line.strip() or len(line) - len(line.lstrip(" ")) <= key or _LINE.match(line):
            break
        end = below
    return end


def tell(source: Source, error: Any) -> None:
    """Note, in plain words, where and why the parser could not go on."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}".strip()
    for phrase, code, message in _PLAIN_WORDS:
        if phrase in said:
            break
    else:
        code, message = "not-yaml", f"this is not YAML: {said or 'the text cannot be parsed'}"
    source.problem(mark.line if mark else 0, mark.column if mark else 0, code, message)
