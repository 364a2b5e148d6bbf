"""The command that gives editors their schema."""

from __future__ import annotations

from pathlib import Path

from handrail.publishing import to_json_schema

from .conftest import Run


def test_the_schema_is_printed_or_written_with_the_line_that_names_it(run: Run, tmp_path: Path) -> None:
    assert run("schema").stdout == to_json_schema()
    assert run("schema", "--walkthroughs").stdout == to_json_schema(walkthroughs=True)
    done = run("schema", "--out", "framework.schema.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("\n# yaml-language-server: $schema=framework.schema.json\n")
    assert (tmp_path / "framework.schema.json").read_text(encoding="utf-8") == to_json_schema()


def test_a_file_that_cannot_be_written_is_one_sentence(run: Run) -> None:
    done = run("schema", "--out", "nowhere/framework.schema.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "nowhere/framework.schema.json: No such file or directory\n"
