"""Texts of any size: a framework with so many stages, and so many prompts in all of them together."""

from __future__ import annotations

_HEAD = """\
framework: {id}
title: A generated framework
version: "1"
purpose: reflection
confidence: proposed
voices: [{voices}]
order: suggested
ways_of_knowing:
  empirics:
    title: Empirics
    asks: What is known about this?
  ethics:
    title: Ethics
    asks: What is right here?
stages:
"""

_STAGE = """\
  stage-{number}:
    title: Stage number {number}
    aim: It is clear enough what happened in part {number} to look at the next one.
    guidance: Stay with it as long as it takes, and go on when nothing new comes.
{ways}    prompts:
"""

_WAYS = """\
    next:
      stage-{on}: what there was to say here has been said
    back:
      stage-{back}: something came up that belongs there
"""

_PROMPT = """\
      prompt-{number}:
        self: What did I notice in part {number}, and what did I make of it at the time?
        group: What did we notice in part {number}, and what did we make of it at the time?
        how: One or two sentences are enough; the first thing that comes is often the one to keep.
        ways: [{way}]
        minutes: {{brief: 1, typical: 3}}
"""

_BRIEF = """\
      prompt-{number}: What did I notice in part {number}, and what did I make of it?
"""


def generated(stages: int, prompts: int, brief: bool = False, id: str = "generated") -> str:
    """Return a text with so many stages and prompts; `brief` ones are a wording and nothing else."""
    parts = [_HEAD.format(id=id, voices="self" if brief else "self, group")]
    each, over = divmod(prompts, stages)
    number = 0
    for place in range(stages):
        ways = _WAYS.format(on=(place + 1) % stages, back=max(place - 1, 0)) if stages > 1 else ""
        parts.append(_STAGE.format(number=place, ways=ways))
        for _ in range(each + (place < over)):
            way = ("empirics", "ethics")[number % 2]
            parts.append((_BRIEF if brief else _PROMPT).format(number=number, way=way))
            number += 1
    return "".join(parts)
