"""What a text may not be: one bad text a file in `refused/`, whose first line says where its problems are."""

from __future__ import annotations

import ast
import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import handrail
from handrail.authoring import Problem, check, source
from handrail.authoring.refusals import PROBLEMS
from handrail.cataloguing import find_from

HERE = Path(__file__).parent
REFUSED = sorted((HERE / "refused").glob("*.yaml"))
HOUSE = Path(handrail.__file__).parent
SOURCES = [*sorted((HOUSE / "authoring").glob("*.py")), HOUSE / "cataloguing.py"]
SOURCES += [HOUSE / "framework" / f"{name}.py" for name in ("faults", "naming", "ruling")]

# A code without a file, and the reason.
WITHOUT_FILE = {"too-long": "twenty million characters are too many for a repository"}

each_text = pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
find = find_from(HERE / "used" / "a-text.yaml")

# Words of a program, where an author wants words of their own.
NO_WORDS = r"\b(invalid|illegal|error|exception|None|scalar|token|node|mapping|stream)\b|Event|object at|\\x"

MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def header(raw: bytes) -> str:
    """Return the first line of a file, whatever its encoding."""
    encoding = next((name for mark, name in MARKS.items() if raw.startswith(mark)), "latin-1")
    return raw.decode(encoding, "replace").partition("\n")[0].removeprefix("#").strip()


def placed(problems: tuple[Problem, ...]) -> list[str]:
    """Return problems as the first line of a file writes them."""
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in problems]


def same(found: list[str], wanted: list[str]) -> bool:
    """Return whether problems are those of a first line, where `...` stands for many of a kind."""
    if "..." not in wanted:
        return found == wanted
    gap = wanted.index("...")
    tail = wanted[gap + 1 :]
    return found[:gap] == wanted[:gap] and found[-len(tail) :] == tail


@each_text
def test_every_problem_is_told_where_it_is(path: Path) -> None:
    raw = path.read_bytes()
    wanted = header(raw).split("; ")
    found = placed(check(raw, path.name, find))
    assert same(found, wanted), found


@each_text
def test_every_message_is_one_sentence_that_says_what_to_do(path: Path) -> None:
    for problem in check(path.read_bytes(), path.name, find):
        said = problem.message
        assert re.match(r"['a-z*&!|]|YAML ", said), said
        assert said[-1] not in ".:;,", said
        assert "\n" not in said
        assert ";" in said or re.search(r"needs quotes|\bwrite\b|\bput\b|\bset only\b", said), said
        assert not re.search(NO_WORDS, said), said


@each_text
def test_a_problem_reads_as_its_place_its_sentence_and_the_line_with_a_caret(path: Path) -> None:
    for problem in check(path.read_bytes(), path.name, find):
        head, *below = str(problem).splitlines()
        place = f"{path.name}:{problem.line}:{problem.column}: "
        assert head == f"{place}{problem.message} [{problem.code}]"
        assert all(line.startswith(" ") for line in below)
        assert source.UNPRINTABLE.search(str(problem).replace("\n", " ")) is None, "a terminal would obey it"


def with_crlf(raw: bytes) -> bytes:
    return raw.replace(b"\n", b"\r\n")


def with_mark(raw: bytes) -> bytes:
    return codecs.BOM_UTF8 + raw


@each_text
@pytest.mark.parametrize("change", [with_crlf, with_mark])
def test_line_ends_and_a_byte_order_mark_change_no_place(
    path: Path, change: Callable[[bytes], bytes]
) -> None:
    raw = path.read_bytes()
    if any(raw.startswith(mark) for mark in MARKS):
        pytest.skip("a text in another encoding")
    assert placed(check(change(raw), find=find)) == placed(check(raw, find=find))


def test_a_text_that_is_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LONGEST", 50)
    assert placed(check("framework: f\n" + "title: " + "F" * 40)) == ["1:1 too-long"]


def test_half_a_character_in_a_text_is_told() -> None:
    found = check("framework: f\ntitle: F\ud800\npurpose: reflection\nprompts: {a: Hello}\n")
    assert placed(found) == ["2:9 unprintable"]
    assert "\ud800" not in str(found[0])


def codes_of(path: Path) -> Iterator[str]:
    """Yield every code that a module may give to a problem."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            words = words_of(node.args)
            if name in ("problem", "_problem", "fault", "Fault", "Problem"):
                yield from (word for word in words if " " not in word)
            elif name in ("unknown", "missing"):
                yield from (f"unknown-{word.replace(' ', '-')}" for word in words[:1])
            elif name == "placed":
                yield f"unknown-{words[1]}"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            names = [getattr(name, "id", "") for name in node.targets[0].elts]
            if "code" in names and isinstance(node.value, ast.Tuple):
                yield from words_of(node.value.elts[names.index("code") :][:1])
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_PLAIN_WORDS":
            rows = [row for row in ast.walk(node.value) if isinstance(row, ast.Tuple) and len(row.elts) == 3]
            yield from (word for row in rows for word in words_of(row.elts[1:2]))


def words_of(values: Iterable[ast.expr]) -> list[str]:
    """Return the values that are written out and that may be codes, or the kinds that codes are made of."""
    texts = [str(value.value) for value in values if isinstance(value, ast.Constant)]
    return [text for text in texts if re.fullmatch(r"[a-z ]+(-[a-z]+)*", text)]


def test_every_code_that_the_sources_know_has_a_text_that_shows_it() -> None:
    known = {code for path in SOURCES for code in codes_of(path)}
    shown = {entry.partition(" ")[2] for path in REFUSED for entry in header(path.read_bytes()).split("; ")}
    assert len(known) > 40
    assert known - shown - {*WITHOUT_FILE} == set()
    assert shown - known - {""} == set()


def test_every_code_that_the_sources_know_is_described_in_the_one_place_for_codes() -> None:
    known = {code for path in SOURCES for code in codes_of(path)}
    # What is too large is told by soundness, which has codes of its own for damaged data.
    assert {*PROBLEMS} == known | {"too-large"}
