"""Problems of files that extend another framework or take from a pack of prompts."""

from __future__ import annotations

TEXTS = {
    "nothing-extended": """
    Something that changes an extended framework, in a file that extends none.

    Breaks::

        leave_out: [then]
        prompts: {told: "What happened?"}

    Keeps::

        prompts: {told: "What happened?"}
    """,
    "which-thing": """
    A name in `leave_out` that several things of the extended framework have.

    Write the key that it stands under, such as `stages:`, and it behind that.

    Breaks::

        framework: f
        extends: johns
        leave_out: [insight]

    Keeps::

        framework: f
        extends: johns
        leave_out: [inner-note]
    """,
    "stays": """
    Something that keeps people safe and that an extending file would take away: a safeguard, or a hard gate.

    Breaks::

        framework: f
        extends: alliance
        leave_out: [danger]

    Keeps::

        framework: f
        extends: alliance
    """,
    "still-needed": """
    Something is left out that what stays builds on.

    Leave that out as well, or write anew what needs it.

    Breaks::

        framework: f
        extends: johns
        leave_out: [effect]

    Keeps::

        framework: f
        extends: johns
        leave_out: [inner-note]
    """,
    "not-a-pack": """
    A framework is taken whole, as only a pack of prompts can be.

    Name its prompts one by one, as framework/prompt.

    Breaks::

        stages: {told: {take: [driscoll]}}

    Keeps::

        stages: {told: {take: [driscoll/moment]}}
    """,
}
