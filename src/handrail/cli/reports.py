"""What checking found, as people and programs read it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from handrail import __version__
from handrail.authoring.explaining import CODES, kind_of
from handrail.authoring.problems import PROBLEM, Problem

Rows = Sequence[Problem]


def report(form: str, files: int, found: Rows, mended: int, unread: bool) -> str:
    """Return what was found in so many files, in one of the forms, with its last line end."""
    if form != "text":
        return f"{FORMS[form](found)}\n" if found or form != "github" else ""
    lines = [str(one) for one in found]
    if not unread or found:
        lines.append(_summary(files, found, mended))
    return "".join(f"{line}\n" for line in lines)


def _summary(files: int, found: Rows, mended: int) -> str:
    problems = sum(one.severity == PROBLEM for one in found)
    advice = len(found) - problems
    said = f"{_count(files, 'file')}: {_count(problems, 'problem') if problems else 'no problems'}"
    said += f", advice on {_count(advice, 'thing')}" if advice else ""
    if mended:
        said += f"; mended {mended}"
    mendable = sum(bool(one.edits) for one in found)
    return said + (f"; --fix can mend {mendable}" if mendable and not mended else "")


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing if number == 1 else f'{thing}s'}"


def _json(found: Rows) -> str:
    rows = [
        {
            **{
                name: getattr(one, name)
                for name in ("file", "line", "column", "code", "severity", "message", "mend")
            },
            "edits": [edit._asdict() for edit in one.edits],
            "related": [place._asdict() for place in one.related],
        }
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _github(found: Rows) -> str:
    """Return commands for GitHub's runner, which shows them beside the lines."""
    lines = []
    for one in found:
        level = "error" if one.severity == PROBLEM else "notice"
        named = {"file": one.file, "line": one.line, "col": one.column, "title": one.code}
        properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in named.items())
        lines.append(f"::{level} {properties}::{_escaped(one.message)}")
    return "\n".join(lines)


def _escaped(text: str, signs: str = "") -> str:
    for sign in f"%\r\n{signs}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _sarif(found: Rows) -> str:
    """Return a log in SARIF 2.1.0 (OASIS), for services that keep what tools find."""
    codes = list(dict.fromkeys(one.code for one in found))
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CODES[code].says},
            "properties": {"kind": kind_of(CODES[code])},
        }
        for code in codes
    ]
    driver = {"name": "handrail", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [*map(_result, found)]}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(one: Problem) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": one.code,
        "level": "error" if one.severity == PROBLEM else "note",
        "message": {"text": one.message},
        "locations": [_location(one.file, one.line, one.column)],
    }
    if one.related:
        made["relatedLocations"] = [
            {**_location(*place[:3]), "id": number, "message": {"text": place.says}}
            for number, place in enumerate(one.related)
        ]
    if one.edits:
        changes = [
            {
                "deletedRegion": {
                    "startLine": edit.line,
                    "startColumn": edit.column,
                    "endLine": edit.end_line,
                    "endColumn": edit.end_column,
                },
                "insertedContent": {"text": edit.text},
            }
            for edit in one.edits
        ]
        artifact = {"artifactLocation": {"uri": one.file.replace("\\", "/")}, "replacements": changes}
        made["fixes"] = [{"description": {"text": one.message}, "artifactChanges": [artifact]}]
    return made


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": column}
    return {"physicalLocation": {"artifactLocation": {"uri": file.replace("\\", "/")}, "region": region}}


FORMS: dict[str, Callable[[Rows], str]] = {
    "text": lambda found: "\n".join(map(str, found)),
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
