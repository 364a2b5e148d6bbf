"""Problems of names: what is named and is nowhere, and what has a name that is taken."""

from __future__ import annotations

TEXTS = {
    "unknown-stage": """
    A stage is named that is not there.

    Breaks::

        stages: {told: {prompts: {a: "What happened?"}, skip: {after: it is clear}}, then: "What then?"}

    Keeps::

        stages: {told: {prompts: {a: "What happened?"}, skip: {then: it is clear}}, then: "What then?"}
    """,
    "unknown-prompt": """
    A prompt is named that is not there.

    Breaks::

        prompts: {told: "What happened?", then: {self: "What then?", needs: begun}}

    Keeps::

        prompts: {told: "What happened?", then: {self: "What then?", needs: told}}
    """,
    "unknown-fact": """
    A condition or a prompt names a fact that the framework does not declare.

    A gate before which nobody can settle anything would stay shut for ever. Declare the fact under `facts:`.

    Breaks::

        prompts: {told: {self: "What happened?", only_if: {fact: tired, is: no}}}

    Keeps::

        facts: {tired: {title: I am tired}}
        prompts: {told: {self: "What happened?", only_if: {fact: tired, is: no}}}
    """,
    "unknown-value": """
    A value that a fact never has.

    Breaks::

        facts: {tired: {title: I am tired}}
        prompts: {told: {self: "What happened?", only_if: {fact: tired, is: very}}}

    Keeps::

        facts: {tired: {title: I am tired}}
        prompts: {told: {self: "What happened?", only_if: {fact: tired, is: yes}}}
    """,
    "wrong-test": """
    A test that does not fit its fact: numbers are compared, other values are named.

    Breaks::

        facts: {mood: {scale: [0, 10]}}
        prompts: {told: {self: "What happened?", only_if: {fact: mood, is: 3}}}

    Keeps::

        facts: {mood: {scale: [0, 10]}}
        prompts: {told: {self: "What happened?", only_if: {fact: mood, at_most: 3}}}
    """,
    "off-scale": """
    A number outside the scale of its fact.

    Breaks::

        facts: {mood: {scale: [0, 10]}}
        prompts: {told: {self: "What happened?", only_if: {fact: mood, at_most: 30}}}

    Keeps::

        facts: {mood: {scale: [0, 10]}}
        prompts: {told: {self: "What happened?", only_if: {fact: mood, at_most: 3}}}
    """,
    "unknown-way-of-knowing": """
    A way of knowing is named that is neither declared nor taken.

    Breaks::

        prompts: {right: {self: "What was right?", ways: ethics}}

    Keeps::

        ways_of_knowing: {ethics: {title: Ethics}}
        prompts: {right: {self: "What was right?", ways: ethics}}
    """,
    "unknown-skill": """
    A skill is named that is neither declared nor taken.

    Breaks::

        prompts: {told: {self: "What happened?", skills: listening}}

    Keeps::

        skills: {listening: {title: Listening}}
        prompts: {told: {self: "What happened?", skills: listening}}
    """,
    "unknown-type-of-outcome": """
    A type of outcome that is neither the library's nor declared.

    Breaks::

        prompts: {told: {self: "What happened?", yields: wisdom}}

    Keeps::

        prompts: {told: {self: "What happened?", yields: insight}}
    """,
    "unknown-reference": """
    A work is named that is not among the references.

    Breaks::

        reference: jones-2000
        prompts: {told: "What happened?"}

    Keeps::

        reference: jones-2000
        references: [{id: jones-2000, type: book, title: A book}]
        prompts: {told: "What happened?"}
    """,
    "unknown-term": """
    A word between < and > in a wording that is not among the terms.

    Breaks::

        prompts: {told: "What happened to <person>?"}

    Keeps::

        terms: {person: the person I was helping}
        prompts: {told: "What happened to <person>?"}
    """,
    "unknown-voice": """
    Voices that go together, of which one is not declared.

    Breaks::

        voices: [self]
        all_voices: [self, group]
        prompts: {told: {self: "What happened?"}}

    Keeps::

        voices: [self, group]
        all_voices: [self, group]
        prompts: {told: {self: "What happened to me?", group: "What happened to us?"}}
    """,
    "undeclared-voice": """
    A wording in a voice that the framework does not name.

    Breaks::

        voices: [self]
        prompts: {told: {self: "What happened?", group: "What happened to us?"}}

    Keeps::

        voices: [self, group]
        prompts: {told: {self: "What happened?", group: "What happened to us?"}}
    """,
    "unknown-kind": """
    A rule for a kind of prompt that there is not.

    Breaks::

        prompts: {told: "What happened?"}
        kinds: {dare: {alone: yes}}

    Keeps::

        prompts: {told: "What happened?"}
        kinds: {challenge: {alone: yes}}
    """,
    "unknown-gate": """
    A gate is named that is not there.

    Breaks::

        stages: {told: "What happened?", aside: "What else?"}
        detours: {away: {to: aside, reopens: consent}}

    Keeps::

        stages: {told: "What happened?", aside: "What else?"}
        facts: {agreed: {title: I agree}}
        gates: {consent: {kind: soft, before: aside, holds: {fact: agreed, is: yes}}}
        detours: {away: {to: aside, reopens: consent}}
    """,
    "unknown-safeguard": """
    A safeguard of another framework is placed here and was not taken.

    Breaks::

        stages: {told: "What happened?"}
        safeguards: {alliance/danger: {back_to: told}}

    Keeps::

        stages: {told: "What happened?"}
        uses: {alliance: danger}
        safeguards: {alliance/danger: {back_to: told}}
    """,
    "unknown-detour": """
    A detour of another framework is placed here and was not taken.

    Breaks::

        stages: {told: "What happened?"}
        detours: {alliance/repair: {title: Repair}}

    Keeps::

        stages: {told: "What happened?"}
        uses: {alliance: [readiness, repair]}
        detours: {alliance/repair: {title: Repair}}
    """,
    "unknown-framework": """
    A framework that cannot be had from here.

    Breaks::

        uses: {no-such-framework: facts}
        prompts: {told: "What happened?"}

    Keeps::

        uses: {alliance: facts}
        prompts: {told: "What happened?"}
    """,
    "unknown-thing": """
    Another framework has nothing by that name.

    Breaks::

        uses: {alliance: no-such-thing}
        prompts: {told: "What happened?"}

    Keeps::

        uses: {alliance: danger}
        prompts: {told: "What happened?"}
    """,
    "repeated-id": """
    Two things of a kind under one id, now or formerly.

    Breaks::

        stages:
          told: {prompts: {a: "What happened?"}}
          then: {prompts: {a: "What happened then?"}}

    Keeps::

        stages:
          told: {prompts: {a: "What happened?"}}
          then: {prompts: {b: "What happened then?"}}
    """,
    "clash": """
    A word that means something else in a framework that it is taken from as well.

    Breaks::

        uses: {carper: ethics}
        ways_of_knowing: {ethics: {title: Another thing}}
        prompts: {told: "What happened?"}

    Keeps::

        uses: {carper: ethics}
        prompts: {told: "What happened?"}
    """,
    "not-ours": """
    A thing of another framework that is changed and not only placed.

    Breaks::

        stages: {told: "What happened?"}
        uses: {alliance: readiness}
        gates: {alliance/readiness: {before: told, title: Ready}}

    Keeps::

        stages: {told: "What happened?"}
        uses: {alliance: readiness}
        gates: {alliance/readiness: {before: told}}
    """,
    "circle": """
    Things that wait for each other, so that none of them ever comes; frameworks that take from each other as well.

    Breaks::

        prompts:
          one: {self: "What first?", needs: two}
          two: {self: "What second?", needs: one}

    Keeps::

        prompts:
          one: What first?
          two: {self: "What second?", needs: one}
    """,
    "broken-framework": """
    A framework that is taken from and has problems of its own.

    Mend those first; `handrail check` with its file tells all of them.

    Breaks::

        uses: {broken: facts}
        prompts: {told: "What happened?"}

    Keeps::

        uses: {alliance: facts}
        prompts: {told: "What happened?"}
    """,
}
