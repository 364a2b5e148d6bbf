"""What the editor's parser accepts and what handrail accepts, but for what docs/guides/differences.csv explains."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from handrail.authoring import check, source

from .language_server import Editor

DOCS = Path(__file__).parent.parent.parent / "docs" / "guides"
BEGUN = "# yaml-language-server: $schema=framework.schema.json\nframework: f\ntitle: F\npurpose: reflection\nprompts:\n"

# What people type where a question belongs, or beside one; ↵ begins a new line of the prompt, ⇥ is a tab.
ALIKE = [
    *(
        "self: [Why?, How?]",
        '{self: {en: "What?", sv: "Vad?"}}',
        "self: What: what for?",
        "no: Hvorfor?↵en: Why?",
        "self: no",
        "self: yes",
    ),
    *(
        "self: 1.10",
        "self: 1:30",
        "self: 2001-01-01",
        "self: 2001-01-01T12:30:00Z",
        "self: 012",
        "self: 0x1f",
    ),
    *(
        "self: What⇥happened?",
        "self:⇥What happened?",
        "self: x↵⇥how: y",
        "self: *really* important",
        "self: @home",
    ),
    *(
        "self: `tick` it",
        "self: %done",
        "self: &x now",
        "self: !important",
        "self: -x",
        "self: - x",
        "self: ? x",
    ),
    *(
        'self: "# behind"',
        "self: #1 matters",
        "self: # nothing",
        "self: ",
        "self: C#, and no.#1?",
        "self: 5 * 3, R&D",
    ),
    *("self: What happened,↵  and then?", "self: >-↵  What happened?", "self: |↵  What?↵  And then?"),
    *(
        "self: Why↵minutes: 3 # typically↵# a remark",
        "self: What: so↵  and so?",
        'self: "What: so?"',
        "self: It's so?",
    ),
    *(
        "self: 'It''s so?'",
        "self: 'It's so?'",
        'self: "Say \\q"',
        'self: "one"two',
        "self: What is this:",
        "self: ...",
    ),
    *(
        "self: What happened?↵self: And then?",
        "self: {a: b",
        "self: ---",
        "self: a < b?",
        'self: (it) "so"?',
    ),
    *(
        "self: x↵minutes: .inf",
        "self: x↵minutes: 1_000",
        "self: x↵minutes: -1",
        "self: x↵minutes: '3'",
        "self: ...?",
    ),
    *(
        "self: x↵core: Yes",
        "self: x↵core: on",
        "self: x↵core: 1",
        "self: x↵choices: [yes, no]",
        "self: x↵how: y: z",
    ),
    *(
        '{self: "What, so?"}',
        "{self: What happened}",
        "{self: Why:}",
        "[Why?, How?]",
        "Why?",
        "Why: so?",
        "~x",
        "null?",
    ),
    *(
        'self: x↵"how": y',
        "? self↵: x",
        "self: Hvað gerðist?",
        "self: מה קרה?",
        "self: 何が起きましたか",
        "self: 🙂?",
    ),
]


class Difference(NamedTuple):
    """A row of a table in the documentation: what was typed, what each says to it, and why."""

    written: str
    first: str
    second: str
    why: str


def rows(name: str) -> list[Difference]:
    with (DOCS / name).open(encoding="utf-8", newline="") as file:
        return [Difference(*(cell.strip("`") for cell in row)) for row in csv.reader(file)]


DIFFERENCES, PARSERS = rows("differences.csv"), rows("parsers.csv")


def framed(written: str) -> str:
    """Return a framework in which this is typed, as a prompt or as a line of one."""
    lines = written.replace("⇥", "\t").split("↵")
    in_a_prompt = lines[0].partition(":")[0] in ("asks", "minutes", "lines", "choices", "ways", "<<")
    behind = ":" not in lines[0] or lines[0][0] in "{["
    head = "  a: " if behind else "  a:\n    self: Hello\n    " if in_a_prompt else "  a:\n    "
    return BEGUN + head + "\n    ".join(lines) + "\n"


def codes(text: str) -> list[str]:
    """Return what handrail says to a text, once each."""
    return list(dict.fromkeys(problem.code for problem in check(text)))


@pytest.mark.parametrize("written", ALIKE)
def test_what_one_accepts_the_other_accepts(editor: Editor, written: str) -> None:
    text = framed(written)
    assert bool(codes(text)) == bool(editor.diagnostics(text))


@pytest.mark.parametrize("row", DIFFERENCES, ids=lambda row: row.written)
def test_where_they_differ_the_documentation_says_so_and_why(editor: Editor, row: Difference) -> None:
    text = framed(row.written)
    assert (codes(text)[:1] or ["read"]) == [row.first]
    assert ("underlines" if editor.diagnostics(text) else "says nothing") == row.second
    assert row.why.endswith(".")


def test_a_text_in_quotes_may_stand_under_its_key_to_libyaml_and_not_to_an_editor(editor: Editor) -> None:
    text = BEGUN + '  a:\n    self: "What happened,\n    and then?"\n'
    assert codes(text) == []
    assert editor.diagnostics(text)


@pytest.mark.parametrize("row", PARSERS, ids=lambda row: row.written)
def test_where_the_two_parsers_of_pyyaml_differ_the_documentation_says_so_and_why(
    row: Difference, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = framed(row.written)
    if yaml.__with_libyaml__:
        assert (codes(text)[:1] or ["read"]) == [row.first]
    monkeypatch.setattr(source, "_Parser", yaml.Loader)
    assert (codes(text)[:1] or ["read"]) == [row.second]


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML without libyaml")
def test_elsewhere_the_two_parsers_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [written for written in ALIKE if written not in {row.written for row in PARSERS}]
    by_libyaml = [codes(framed(written)) for written in texts]
    monkeypatch.setattr(source, "_Parser", yaml.Loader)
    by_python = [codes(framed(written)) for written in texts]
    differing = {
        written: (one, two)
        for written, one, two in zip(texts, by_libyaml, by_python, strict=True)
        if one != two
    }
    assert differing == {}
