"""Small projects for tests of the extension, and what came of building one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx

from handrail.sphinxext.domain import HandrailDomain

MODEL = """\
framework: walk
title: A walk
purpose: reflection
voices: [self, group]
ways_of_knowing:
  ethics:
    title: Ethics
    asks: What is right?
references:
  - id: rogers
    type: book
    author: [{family: Rogers, given: Carl}]
    title: On *becoming* a person & more
    issued: 1961
    note: read in part
reference: rogers
stages:
  out:
    title: Going out
    reference: rogers
    prompts:
      sky:
        self: What did I *really* |see| there_ today?
        group: What did we see?
        ways: [ethics]
        minutes: {brief: 1, typical: 4}
        yields: [learning]
  home:
    prompts:
      tea:
        self: What stays with me?
"""
SAID = "What did I *really* |see| there_ today?"


class Built(NamedTuple):
    """What came of a build."""

    app: Sphinx
    out: Path
    warnings: str
    read: list[str]

    def text(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")

    @property
    def domain(self) -> HandrailDomain:
        domain = self.app.env.get_domain("handrail")
        assert isinstance(domain, HandrailDomain)
        return domain


Build = Callable[..., Built]


TOP = "Top\n===\n\n.. toctree::\n\n   walk\n"
PAGE = {"walk.yaml": MODEL, "index.rst": TOP, "walk.rst": ".. framework:: walk.yaml\n"}
