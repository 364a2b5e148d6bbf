"""Problems of YAML's own signs: what a text may begin with, what cuts it off, what does not fit in."""

from __future__ import annotations

TEXTS = {
    "encoding": """
    The file is not saved as UTF-8.

    Breaks::

        originator: Andr\udce9
        prompts: {told: "What happened?"}

    Keeps::

        originator: André
        prompts: {told: "What happened?"}
    """,
    "unprintable": """
    A character that cannot be shown: a control character, or half of one.

    It often comes along when something is copied. Take it out.

    Breaks::

        prompts: {told: "What\x07 happened?"}

    Keeps::

        prompts: {told: "What happened?"}
    """,
    "empty": """
    Nothing stands where something belongs.

    Breaks::

        summary:
        prompts: {told: "What happened?"}

    Keeps::

        summary: One question after the shift.
        prompts: {told: "What happened?"}
    """,
    "too-long": """
    A file, a wording or a name that is longer than anybody can work with.

    A file has twenty million characters at most, a wording a million, a name a thousand.

    Breaks::

        version: """
    + "9" * 1001
    + """
        prompts: {told: "What happened?"}

    Keeps::

        version: 9.0.0
        prompts: {told: "What happened?"}
    """,
    "colon-in-text": """
    A text that holds a colon and a space, which YAML takes for a key.

    Put the text into quotes.

    Breaks::

        prompts:
          told: One thing first: what happened?

    Keeps::

        prompts:
          told: "One thing first: what happened?"
    """,
    "colon-missing": """
    A key without a colon and a space behind it.

    Breaks::

        prompts:
          told: What happened?
          meant

    Keeps::

        prompts:
          told: What happened?
          meant: What did it mean?
    """,
    "starts-with-symbol": """
    A text that starts with a sign of YAML's own, such as * & ! @ % or a quote that ends too soon.

    Put the whole text into quotes.

    Breaks::

        prompts:
          told: *Really*, what happened?

    Keeps::

        prompts:
          told: "*Really*, what happened?"
    """,
    "cut-text": """
    A text that YAML cuts off, because it takes all from # on for a comment.

    Put the whole text into quotes, or the comment on a line above it.

    Breaks::

        prompts:
          told: What was item #1 today?

    Keeps::

        prompts:
          told: "What was item #1 today?"
    """,
    "unquoted-text": """
    A text inside { } or [ ] that holds a comma, a colon or a question mark and has no quotes.

    There these signs mean something to YAML, and not the same to every program.

    Breaks::

        prompts: {told: What happened?}

    Keeps::

        prompts: {told: "What happened?"}
    """,
    "not-closed": """
    A quote or a bracket that is opened and never closed.

    Breaks::

        prompts:
          told: "What happened?

    Keeps::

        prompts:
          told: "What happened?"
    """,
    "escape": """
    A backslash between double quotes, where YAML has no such code.

    Write two of them, or use single quotes.

    Breaks::

        prompts:
          told: "What happened in C:\\data?"

    Keeps::

        prompts:
          told: 'What happened in C:\\data?'
    """,
    "block-text": """
    Something behind | or >, where the line ends.

    The text begins on the next line, further in than its key.

    Breaks::

        prompts:
          told: > What happened
            on that day?

    Keeps::

        prompts:
          told: >
            What happened
            on that day?
    """,
    "indentation": """
    A line that does not fit in where it begins.

    What belongs together begins in the same column, and further in than the key that it belongs to.

    Breaks::

        prompts:
            told: What happened?
          meant: What did it mean?

    Keeps::

        prompts:
          told: What happened?
          meant: What did it mean?
    """,
    "tab": """
    A tab where YAML wants spaces.

    Breaks::

        prompts:
        \ttold: What happened?

    Keeps::

        prompts:
          told: What happened?
    """,
    "tag": """
    A word that starts with ! where a key or a list belongs: a tag, which is not read here.

    Breaks::

        prompts: !mine {told: "What happened?"}

    Keeps::

        prompts: {told: "What happened?"}
    """,
    "directive": """
    A line that speaks to YAML itself, or a text that starts with % and looks like one.

    Breaks::

        %about this framework
        framework: f
        title: F
        purpose: reflection
        prompts: {told: "What happened?"}

    Keeps::

        framework: f
        title: F
        purpose: reflection
        prompts: {told: "What happened?"}
    """,
    "several-documents": """
    A second document in one file, behind a line of three hyphens.

    Breaks::

        prompts: {told: "What happened?"}
        ---
        title: G

    Keeps::

        prompts: {told: "What happened?"}
    """,
    "too-many-aliases": """
    A file that refers with * to so much that people cannot follow.

    Breaks::

        ways_of_knowing: {ethics: {title: Ethics}}
        prompts:
          a: {self: "What happened?", ways: &e [ethics]}
    """
    + "".join(f'      b{number}: {{self: "What else?", ways: *e}}\n    ' for number in range(21))
    + """
    Keeps::

        ways_of_knowing: {ethics: {title: Ethics}}
        prompts:
          a: {self: "What happened?", ways: &e [ethics]}
          b: {self: "What else?", ways: *e}
    """,
    "too-many": """
    More problems than anybody mends in one sitting; those that were found are told.

    Breaks::

        prompts:
    """
    + "".join(f"      A{number}: {{}}\n    " for number in range(301))
    + """
    Keeps::

        prompts: {told: "What happened?"}
    """,
}
