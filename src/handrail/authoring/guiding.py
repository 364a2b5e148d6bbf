"""A guide for writing frameworks, for people and for language models, from the tables that the reader itself uses."""

from __future__ import annotations

from collections.abc import Iterator

from .codes import Code
from .explaining import CODES
from .holdings import in_words
from .keys import Key
from .problems import PROBLEM
from .syntax import RECORDS

_START = """\
# How to write a framework for handrail

A framework is one YAML file that a person can read aloud: the places in the work (stages), what may be asked there
(prompts), and the ways from one place to another with their reasons. It is never run as a program. Nothing in it
is evaluated, scored or guessed, and it forces nobody.

## How to go about it

1. Say what it is for: `reflection` (somebody looks at their own work), `helping` (somebody is helped by another),
   or `reference` (ways of knowing, skills, packs of prompts, without stages).
2. Name three to six stages, each with one to four prompts. Short things are short: under `stages` a text stands
   for a stage with one prompt, and where there is one voice a text stands for a prompt.
3. Word each prompt in a voice. `self`: I, to myself. `helper`: to the client. `group`: we. `guide`: a supervisor
   or facilitator, to one or many.
4. Say why one would go another way: `back`, `skip`, `again`, `exit`, each with a target and a reason. Without a
   word the order of the file is the suggested order.
5. Check it, mend what is told, and check it again: `handrail check FILE.yaml`, or
   `handrail.authoring.check(text)`. `--fix` mends what can only have been meant in one way, `handrail explain
   CODE` says more.

## What to hold to

- Ids are lower case letters, digits and hyphens (`next-time`), unique among the prompts and among the stages, and
  kept for ever. The file is called after its framework's id.
- Block style, two spaces, one prompt a line. A text that holds `: ` or ` #`, or begins with a sign, stands in
  quotes.
- Text stays text: `no`, `on`, `1.10`, `12:30` are what was typed. No anchors, no tags.
- Ask one thing at a time, openly, in plain words. Do not advise, diagnose, lead, or promise secrecy.
- A sign (`ready_when`, `sign`) is what a person would notice, in words; it is never tested. A condition
  (`only_if`, `holds`) names declared facts, their values, and visits, joined by `all`, `any` and `not`. What
  nobody has told is unknown, which is not the same as no.
- There are no dates, no arithmetic, no expressions, no actions, no repeats and no scores. What needs them belongs
  to the host.
- With `purpose: helping` take the alliance's gates, safeguards and detours, as in the second example. A hard gate
  shuts until something is settled, a soft one advises, and a safeguard ends with a human being.
- Use your own wording. Names of stages, their order, authors and years are facts: cite them with `reference` and
  `confidence`. Questions from books, items of scales and forms are somebody's: never copy them. What is your own
  idea says `confidence: proposed`.
- To vary a framework write `extends` and only what differs. Safeguards and hard gates stay.
"""

REFLECTION = """\
framework: after-a-lesson
title: After a lesson
version: 1.0.0
purpose: reflection
licence: CC-BY-4.0
language: en
confidence: proposed
summary: A few minutes for a teacher, before the next class.
not_for:
  - the hours after something grave; talk to somebody first
notice: No names, and nothing that shows who it was.
voices: [self]
stages:
  seen:
    title: What I saw
    aim: The lesson is there again, before it is explained.
    prompts:
      moment:
        self: Which moment of this lesson comes back to me?
        how: What was seen and heard, and not yet what it means.
        minutes: {brief: 1, typical: 3}
  meant:
    title: What it meant
    prompts:
      learner:
        self: What was it like to be a learner in that moment?
        minutes: {brief: 1, typical: 3}
      own-part:
        self: What part of it was mine?
        minutes: {brief: 1, typical: 2}
        yields: [learning]
    back:
      seen: something comes to mind that was not told yet
    exit: to have looked at it was enough for today
  next:
    title: What comes next
    prompts:
      try-out:
        self: What will I try, or do again, next time?
        minutes: {brief: 1, typical: 2}
        yields: [action]
"""

HELPING = """\
framework: at-the-desk
title: A talk at the desk
version: 1.0.0
purpose: helping
licence: CC-BY-4.0
language: en
confidence: proposed
summary: A short talk with a student who does not know how to go on with a course.
not_for:
  - emergencies
uses:
  # agreement before any story, the way to a human being, and repair
  alliance: [ethics, readiness, danger, repair]
voices: [helper]
order: free
stages:
  story:
    title: What is going on
    aim: The student has told it in their own way, and is heard.
    ready_when:
      - the student says that this is it
    prompts:
      begin:
        helper: Start wherever it is easiest. What has been happening with the course?
        minutes: {brief: 2, typical: 10}
      heard:
        kind: statement
        helper: This is what I have understood so far. Please put right whatever I have wrong.
        minutes: {brief: 1, typical: 3}
    exit: being heard was enough
  wish:
    title: What would be better
    prompts:
      picture:
        helper: Picture a week in which this goes well. What are you doing in it?
        minutes: {brief: 1, typical: 5}
    back:
      story: the story has more to it
  step:
    title: A first step
    prompts:
      small:
        helper: Which small piece of that could you try before we meet again?
        minutes: {brief: 1, typical: 5}
        yields: [action]
    back:
      wish: the step leads where the student does not want to go
    exit: the student has what they came for
"""

_ALLOW = """\
What is right as it stands, although advice is given on it, is allowed with a reason, on a line of its own above
the key: `# allow CODE: reason`.
"""


def guide() -> str:
    """Return how a framework is written, as Markdown: rules, two examples, every key, word, and code."""
    return "\n".join(_parts())


def _parts() -> Iterator[str]:
    yield _START
    for heading, example in (("A reflection", REFLECTION), ("A helping conversation", HELPING)):
        yield f"## {heading}\n\n```yaml\n{example}```\n"
    yield "## Every key\n\nA record is what holds keys. The first one, `framework`, is the whole file.\n"
    told: set[tuple[str, ...]] = set()
    for name, keys in RECORDS.items():
        lines = [line for key in keys for line in _lines(key, told)]
        yield "\n".join([f"### {name}\n", *lines, ""])
    yield f"## Advice\n\nWhat could be better about a framework.\n\n{_codes(advice=True)}\n\n{_ALLOW}"
    yield f"## Problems\n\nA text with one of these is no framework.\n\n{_codes(advice=False)}\n"


def _lines(key: Key, told: set[tuple[str, ...]]) -> Iterator[str]:
    needed = " (needed)" if key.needed else ""
    holds = in_words(key.holds).replace("``", "`")
    yield f"- `{key.name}`{needed}: {key.means}. Holds {holds}."
    if key.holds.means and key.holds.means not in told:  # once is enough
        told.add(key.holds.means)
        words = zip(key.holds.values, key.holds.means, strict=True)
        yield from (f"  - `{value}`: {means}" for value, means in words)


def _codes(advice: bool) -> str:
    found = [code for code in CODES.values() if (code.severity != PROBLEM) is advice]
    return "\n".join(f"- `{code.id}`{_asked(code)}: {code.says}" for code in found)


def _asked(code: Code) -> str:
    return "" if code.usual else f" (with `--select {code.id}`)"
