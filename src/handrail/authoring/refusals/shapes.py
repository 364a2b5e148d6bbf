"""Problems of keys and of what they hold: keys that there are not, ids, numbers, words of a list."""

from __future__ import annotations

TEXTS = {
    "unknown-key": """
    A key that the format does not have in this place.

    It may be misspelt, or stand too far in or out.

    Breaks::

        sumary: One question after the shift.
        prompts: {told: "What happened?"}

    Keeps::

        summary: One question after the shift.
        prompts: {told: "What happened?"}
    """,
    "repeated-key": """
    A key that stands twice in one place; YAML would forget the first in silence.

    Breaks::

        prompts:
          told: What happened?
          told: What happened then?

    Keeps::

        prompts:
          told: What happened?
          then: What happened then?
    """,
    "key-missing": """
    A key that cannot be done without.

    Breaks::

        framework: f
        purpose: reflection
        prompts: {told: "What happened?"}

    Keeps::

        framework: f
        title: F
        purpose: reflection
        prompts: {told: "What happened?"}
    """,
    "wrong-shape": """
    A text, a list or keys where something else belongs.

    Breaks::

        summary: [one, two]
        prompts: {told: "What happened?"}

    Keeps::

        summary: one and two
        prompts: {told: "What happened?"}
    """,
    "prompts-need-ids": """
    A list of questions where each needs an id of its own.

    Answers are kept under the id, so that they keep their place when a wording changes.

    Breaks::

        prompts:
          - What happened?
          - What did it mean?

    Keeps::

        prompts:
          told: What happened?
          meant: What did it mean?
    """,
    "not-an-id": """
    A word that is no id: ids are made of a-z, 0-9 and single hyphens.

    Breaks::

        prompts: {What_Happened: "What happened?"}

    Keeps::

        prompts: {what-happened: "What happened?"}
    """,
    "not-a-flag": """
    A word that is neither yes nor no.

    Breaks::

        prompts: {told: {self: "What happened?", core: maybe}}

    Keeps::

        prompts: {told: {self: "What happened?", core: yes}}
    """,
    "not-a-number": """
    A word where a number belongs.

    Breaks::

        prompts: {told: {self: "What happened?", minutes: five}}

    Keeps::

        prompts: {told: {self: "What happened?", minutes: 5}}
    """,
    "not-a-range": """
    Numbers that do not go from the lower one to the higher one, or a part of the time that is none.

    Breaks::

        prompts: {told: {self: "What happened?", minutes: {brief: 5, typical: 2}}}

    Keeps::

        prompts: {told: {self: "What happened?", minutes: {brief: 2, typical: 5}}}
    """,
    "not-allowed": """
    A word that is none of those that may stand here.

    Breaks::

        order: random
        prompts: {told: "What happened?"}

    Keeps::

        order: free
        prompts: {told: "What happened?"}
    """,
    "condition": """
    A condition without anything to test, or with too much.

    One of `all`, `any`, `not`, `fact` or `visits` begins it, and a fact goes with one test.

    Breaks::

        facts: {tired: {title: I am tired}}
        prompts: {told: {self: "What happened?", only_if: {fact: tired}}}

    Keeps::

        facts: {tired: {title: I am tired}}
        prompts: {told: {self: "What happened?", only_if: {fact: tired, is: no}}}
    """,
    "missing-language": """
    Texts in several languages, and none of them in the language of the file.

    `language` says which that is; without it, en. Every text is there in that language, and others come on top.

    Breaks::

        summary: {sv: En fråga, no: Et spørsmål}
        prompts: {told: "What happened?"}

    Keeps::

        summary: {en: One question, sv: En fråga}
        prompts: {told: "What happened?"}
    """,
    "newer-format": """
    A file in a format that is newer than this handrail.

    Breaks::

        format: 99
        prompts: {told: "What happened?"}

    Keeps::

        format: 1
        prompts: {told: "What happened?"}
    """,
    "too-deep": """
    Things inside things, deeper than people can follow.

    Breaks::

        references: [{id: a-2000, type: book, title: """
    + "[" * 61
    + "]" * 61
    + """}]
        prompts: {told: "What happened?"}

    Keeps::

        references: [{id: a-2000, type: book, title: A book}]
        prompts: {told: "What happened?"}
    """,
    "too-large": """
    More stages, prompts, ways or tests than a framework can be worked with.

    Breaks::

        prompts: {told: "What happened?"}
        facts: {tired: {title: I am tired}}
        gates: {g: {kind: soft, before: anywhere, holds: {any: ["""
    + "{fact: tired, is: no}, " * 1001
    + """]}}}

    Keeps::

        prompts: {told: "What happened?"}
        facts: {tired: {title: I am tired}}
        gates: {g: {kind: soft, before: anywhere, holds: {any: [{fact: tired, is: no}]}}}
    """,
}
