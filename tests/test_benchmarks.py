"""The benchmarks: that they run; what they find is for whoever runs them."""

from __future__ import annotations

from importlib import import_module

import pytest
from benchmarks.__main__ import SUBJECTS, main


def test_a_subject_is_measured_and_its_targets_stand_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HANDRAIL_PATH", raising=False)
    main(["--quick", "--only", "journals"])
    figures, _, targets = capsys.readouterr().out.partition("\ntargets: ")
    assert "keep one answer" in figures
    assert "a durable append : by hand" in targets
    assert "not measured" in targets.partition("\n")[0]


def test_every_subject_has_a_module_that_says_what_it_measures() -> None:
    for subject in SUBJECTS:
        module = import_module(f"benchmarks.{subject}")
        assert module.__doc__
        assert callable(module.figures)
