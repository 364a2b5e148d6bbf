"""Hostile texts: what they begin with, how they are changed, and what holds for all that comes of it."""

from __future__ import annotations

import codecs
import json
import random
import re
from collections.abc import Iterator

import attrs
import yaml
from tests.authoring.strategies import ACCEPTED, PIECES, REFUSED, SHIPPED, VALID

from handrail.authoring import Problem, check_texts, check_walkthroughs, read, source
from handrail.cataloguing import find_from
from handrail.errors import FrameworkError
from handrail.framework import Framework

LONGEST = 8_000  # bytes of a text that is changed; longer ones are tried as they are
WINDOW = 3_000
# What stands beside a framework, and what a part of it begins with.
BESIDE = sorted(SHIPPED[0].parent.glob("driscoll.*.yaml"))
DRISCOLL = "framework: driscoll\nlanguage: sv\n"
find = find_from(ACCEPTED[0].parent.parent / "used" / "a-text.yaml")
# The longer marks first: one begins with the other.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = re.compile(rb"\s*(- )*([^:#]*:|-)").match
_BREAKS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")


class Broken(Exception):
    """A text that did to the reader what no text may."""


# -- what holds for every text -------------------------------------------------------------------------------


def examine(text: bytes | str) -> tuple[str, ...]:
    """Return the codes of the problems of a text, none for a framework; raises `Broken` where a law does not hold.

    It is looked at as a file of texts in another language and as one of walk-throughs too.
    """
    for check, ending in ((check_texts, ".sv.yaml"), (check_walkthroughs, ".walkthroughs.yaml")):
        for problem in check(text, f"driscoll{ending}", find):
            _inside(text, problem)
    try:
        framework = read(text, find=find)
    except FrameworkError as error:
        return tuple(_inside(text, problem) for problem in error.problems)
    plain = json.loads(json.dumps(framework.to_plain()))
    if Framework.from_plain(plain) != attrs.evolve(framework, edition=""):
        raise Broken("a framework that does not come back from its canonical form")
    return ()


def _inside(text: bytes | str, problem: object) -> str:
    """Return the code of a problem, having seen that its place lies inside the text."""
    if not isinstance(problem, Problem):
        raise Broken(f"{problem!r} has no place")
    written = _lines(text)
    str(problem).encode("utf-8")
    if 1 <= problem.line <= len(written) and 1 <= problem.column <= len(written[problem.line - 1]) + 1:
        return problem.code
    raise Broken(f"{problem.line}:{problem.column} lies outside the text")


def _lines(text: bytes | str) -> list[str]:
    if isinstance(text, bytes):
        encoding = next((name for mark, name in _MARKS if text.startswith(mark)), "utf-8")
        text = text.decode(encoding, "replace")
    for end in _BREAKS:
        text = text.replace(end, "\n")
    return text.removeprefix("\ufeff").split("\n")


def both(raw: bytes) -> Iterator[bytes | str]:
    """Yield bytes as a file would hold them and, where they are no UTF-8, as a text with halves of characters."""
    yield raw
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        yield raw.decode("utf-8", "surrogateescape")


def by_python() -> None:
    """Let PyYAML's own parser read from now on, as where libyaml is missing."""
    source._Parser = yaml.Loader


# -- what it begins with -------------------------------------------------------------------------------------


def seeds() -> list[bytes]:
    """Return texts to begin with: all that the tests know, and parts of the frameworks that handrail brings."""
    texts = [path.read_bytes() for path in (*ACCEPTED, *REFUSED)]
    for path in (*SHIPPED, *BESIDE):
        text = path.read_text(encoding="utf-8")
        for start in range(0, len(text), WINDOW):
            part = text[text.find("\n", start) + 1 :][:WINDOW] if start else text[:WINDOW]
            head = DRISCOLL if path in BESIDE else VALID
            texts.append(((head if start else "") + part).encode("utf-8"))
    least = (VALID + "prompts: {a: What happened?}\n").encode()
    texts += [
        codecs.BOM_UTF8 + least,
        least.replace(b"\n", b"\r\n"),
        least.replace(b"F", b"F\0"),
        least.decode().encode("utf-16"),
        least.decode().encode("utf-32"),
        least.replace(b"What", b"\xed\xa0\x80What"),
        least.replace(b"What", b"\xffWhat"),
    ]
    return [text for text in texts if len(text) <= LONGEST]


def monsters() -> dict[str, bytes]:
    """Return texts that are large on purpose: each is tried once, as it is."""
    bomb = "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9))
    large = 1_000_000
    return {
        "a long word": (VALID + "notice: " + "x" * large).encode(),
        "a long text of codes": (VALID + 'notice: "' + "\\n" * (large // 2) + '"').encode(),
        "a text of many lines": (VALID + "notice: |\n" + "  line\n" * (large // 7)).encode(),
        "colons": (VALID + "x: " * (large // 3)).encode(),
        "brackets": b"[" * large,
        "braces": b"{a: " * (large // 4),
        "dashes": b"- " * (large // 2),
        "anchors in brackets": b"&a [*a, " * (large // 8),
        "an alias bomb": f"a0: &a0 [x]\n{bomb}".encode(),
        "nothing but NUL": b"\0" * large,
        "no UTF-8": b"\xff" * large,
        "halves of characters": codecs.BOM_UTF16_LE + b"\0\xd8" * (large // 2),
        "quotes": b"'" + b"''" * (large // 2),
        "prompts": (VALID + "prompts:\n" + "".join(f"  p{n}: hello\n" for n in range(large // 60))).encode(),
        "byte order marks": ("\ufeff" * (large // 3)).encode(),
    }


# What is put behind a key or a dash, so that the text as a whole stays YAML.
VALUES = (
    *(
        "",
        '" "',
        "''",
        "[]",
        "{}",
        "[a, b]",
        "{a: b}",
        "{a: [b, {c: d}]}",
        "a",
        "A b",
        "a/b",
        "no",
        "1",
        "-1",
        "1e3",
        "0x1f",
    ),
    *(
        "~",
        "null",
        ".inf",
        "2001-01-01",
        "12:30",
        "*a",
        "&a b",
        "!a b",
        "@a",
        "`a",
        "|",
        ">-",
        "'",
        '"',
        "a: b",
        "a #b",
    ),
    *("What?", "[What?]", "<a>", '"\\0"', '"\\ud800"', "9" * 40, "x" * 500),
)


def changed(raw: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Return a text with a few things cut out, put in, doubled, put behind a key, or taken from another text."""
    for _ in range(chance.choice([1, 1, 2, 4])):
        if chance.random() < 0.4:
            raw = _with_value(raw, chance)
            continue
        at = chance.randint(0, len(raw))
        length = chance.choice([0, 0, 1, 2, 5, 12, 60])
        raw = raw[:at] + _piece(raw, at, chance, others) + raw[at + length :]
    return raw[:LONGEST]


def _with_value(raw: bytes, chance: random.Random) -> bytes:
    """Return a text with another value on one of its lines."""
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    head = _HEAD(lines[at])
    if head:
        lines[at] = head[0] + b" " + chance.choice(VALUES).encode()
    return b"\n".join(lines)


def _piece(raw: bytes, at: int, chance: random.Random, others: list[bytes]) -> bytes:
    kind = chance.randrange(5)
    if kind == 0:
        return b""
    if kind == 1:
        return bytes(chance.randrange(256) for _ in range(chance.randint(1, 3)))
    if kind == 2:
        return raw[at:][: chance.choice([3, 20, 200])]
    if kind == 3:
        other = chance.choice(others)
        start = chance.randint(0, len(other))
        return other[start:][: chance.choice([20, 200, 1_000])]
    return chance.choice(PIECES).encode("utf-8", "surrogatepass")
