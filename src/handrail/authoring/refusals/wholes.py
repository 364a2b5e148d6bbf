"""Problems of what belongs together: stages, prompts, voices, ways and what keeps people safe."""

from __future__ import annotations

TEXTS = {
    "nothing-to-do": """
    A framework for reflection or helping without a stage and without a prompt.

    Breaks::

        summary: There is nothing here yet.

    Keeps::

        prompts: {told: "What happened?"}
    """,
    "no-safeguard": """
    A helping framework without a safeguard.

    In danger a person has to be reached from everywhere. Write a safeguard, or take `danger` from `alliance`.

    Breaks::

        framework: f
        title: F
        purpose: helping
        prompts: {start: "What brings you here?"}

    Keeps::

        framework: f
        title: F
        purpose: helping
        prompts: {start: "What brings you here?"}
        safeguards: {danger: {helper: "I stop here, and we find a person who can help now."}}
    """,
    "no-wording": """
    A prompt or a safeguard that says nothing in any voice.

    Breaks::

        prompts: {told: {minutes: 3}}

    Keeps::

        prompts: {told: {self: "What happened?", minutes: 3}}
    """,
    "silent-voice": """
    A voice that is declared and that no prompt is worded in.

    Breaks::

        voices: [self, group]
        prompts: {told: {self: "What happened?"}}

    Keeps::

        voices: [self, group]
        prompts: {told: {self: "What happened?", group: "What happened to us?"}}
    """,
    "voice-missing": """
    A prompt without one of the voices that go together.

    Breaks::

        voices: [self, group]
        all_voices: yes
        prompts:
          told: {self: "What happened?", group: "What happened to us?"}
          then: {self: "What happened then?"}

    Keeps::

        voices: [self, group]
        all_voices: yes
        prompts:
          told: {self: "What happened?", group: "What happened to us?"}
          then: {self: "What happened then?", group: "What became of it for us?"}
    """,
    "which-voice": """
    A text without its voice, where several voices are declared.

    Breaks::

        voices: [self, group]
        prompts:
          told: {self: "What happened?", group: "What happened to us?"}
          then: What happened then?

    Keeps::

        voices: [self, group]
        prompts:
          told: {self: "What happened?", group: "What happened to us?"}
          then: {self: "What happened then?"}
    """,
    "because-missing": """
    A way without a reason.

    Whoever stands before it wants to know why one goes it.

    Breaks::

        stages: {told: {prompts: {a: "What happened?"}, skip: {then: {sign: a sigh}}}, then: "What then?"}

    Keeps::

        stages: {told: {prompts: {a: "What happened?"}, skip: {then: it is clear already}}, then: "What then?"}
    """,
    "prompts-beside-stages": """
    Prompts at the top of a file that has stages.

    With stages, every prompt stands in one of them.

    Breaks::

        stages: {told: "What happened?"}
        prompts: {then: "What then?"}

    Keeps::

        stages: {told: "What happened?", then: "What then?"}
    """,
    "prompts-on-holder": """
    Prompts on a stage that holds stages, where nobody ever stands.

    Breaks::

        stages:
          "1":
            prompts: {a: "What is this about?"}
            stages: {1a: "What happened?"}

    Keeps::

        stages:
          "1":
            stages: {about: "What is this about?", 1a: "What happened?"}
    """,
    "strand-of-stages": """
    A strand that holds stages.

    A strand runs beside all stages and holds prompts only.

    Breaks::

        stages: {told: "What happened?"}
        strands: {care: {stages: {rest: "What gives me rest?"}}}

    Keeps::

        stages: {told: "What happened?"}
        strands: {rest: "What gives me rest?"}
    """,
    "starts-on-strand": """
    A framework that begins at a strand.

    Breaks::

        start: rest
        stages: {told: "What happened?"}
        strands: {rest: "What gives me rest?"}

    Keeps::

        start: told
        stages: {told: "What happened?"}
        strands: {rest: "What gives me rest?"}
    """,
    "first-edition-labels": """
    Labels in the first edition, whose labels are the titles of the stages.

    Breaks::

        stages: {told: "What happened?"}
        editions: {new: {labels: {told: Story}}}

    Keeps::

        stages: {told: {title: Story, prompts: {a: "What happened?"}}}
        editions: {new: {}, old: {labels: {told: The story}}}
    """,
    "fact": """
    A fact with more than one kind of value.

    Breaks::

        prompts: {told: "What happened?"}
        facts: {mood: {scale: [0, 10], one_of: [low, high]}}

    Keeps::

        prompts: {told: "What happened?"}
        facts: {mood: {one_of: [low, high]}}
    """,
    "swap-elsewhere": """
    Prompts that take turns and do not serve the same way of knowing.

    Breaks::

        ways_of_knowing: {ethics: {title: Ethics}}
        prompts: {right: {self: "What was right?", ways: ethics}, told: "What happened?"}
        selection: {cover: {ethics: right}, swap: {ethics: told}}

    Keeps::

        ways_of_knowing: {ethics: {title: Ethics}}
        prompts: {right: {self: "What was right?", ways: ethics}, fair: {self: "What was fair?", ways: ethics}}
        selection: {cover: {ethics: right}, swap: {ethics: fair}}
    """,
    "path-of-visits": """
    A path of a sitting that begins because of where one has been, and not because of a fact.

    Breaks::

        prompts: {told: "What happened?"}
        selection: {paths: {short: {when: {visits: f}, prompts: told}}}

    Keeps::

        prompts: {told: "What happened?"}
        facts: {hurried: {title: I have little time}}
        selection: {paths: {short: {when: {fact: hurried, is: yes}, prompts: told}}}
    """,
}
