"""Problems of walk-throughs: what a step cannot be, and what the framework does not have."""

from __future__ import annotations

_PLAIN = """\
        stages: {told: "What happened?", then: "What then?"}
        walkthroughs:
          plain:
"""


def _text(says: str, breaks: str, keeps: str) -> str:
    """Return a description whose texts differ in a few lines of one walk-through."""
    parts = [
        f"\n    {says}\n",
        "    Breaks::\n",
        _PLAIN + _lines(breaks),
    ]
    return "\n".join([*parts, "    Keeps::\n", _PLAIN + _lines(keeps)])


def _lines(text: str) -> str:
    return "".join(f"            {line}\n" for line in text.splitlines())


TEXTS = {
    "one-thing": _text(
        "A step of a walk-through in which nothing happens, or two things do.",
        "steps: [{answer: told, skip: then}]",
        "steps: [{answer: told}, {move: then}]",
    ),
    "stands-beside": _text(
        "Something stands in a step beside what it does not belong to.",
        "steps: [{at: told, because: it is so}]",
        "steps: [{at: told}]",
    ),
    "unknown-occasion": _text(
        "A kind of thing reflected on that the framework does not name.",
        "start: {occasion: storm}\nsteps: [{answer: told}]",
        "steps: [{answer: told}]",
    ),
    "unknown-familiarity": _text(
        "A familiarity that there is not.",
        "start: {familiarity: genius}\nsteps: [{answer: told}]",
        "start: {familiarity: novice}\nsteps: [{answer: told}]",
    ),
    "unknown-participant": _text(
        "Somebody acts who does not take part.",
        "start: {participants: {ann: self}}\nsteps: [{answer: told, by: bo}]",
        "start: {participants: {ann: self}}\nsteps: [{answer: told, by: ann}]",
    ),
    "unknown-reason": _text(
        "A reason that is neither a gate or safeguard of the framework nor one of the library's.",
        "steps: [{refused: {answer: then}, why: whim}]",
        "steps: [{refused: {answer: then}, why: order}]",
    ),
    "unknown-edition": _text(
        "An edition that the framework does not have.",
        "start: {edition: old}\nsteps: [{answer: told}]",
        "steps: [{answer: told}]",
    ),
    "unknown-path": _text(
        "A path of a sitting that the framework does not have.",
        "steps: [{path: short}]",
        "steps: [{at: told}]",
    ),
}
