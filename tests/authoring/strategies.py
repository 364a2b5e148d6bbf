"""What the laws of reading draw from: texts that nobody would write, and texts that somebody nearly wrote."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

HERE = Path(__file__).parent
FRAMEWORKS = HERE.parent.parent / "frameworks"
SHIPPED = sorted(path for path in FRAMEWORKS.glob("*.yaml") if "." not in path.stem)
COMPANIONS = sorted(FRAMEWORKS.glob("*.walkthroughs.yaml"))
ACCEPTED = sorted((HERE / "accepted").glob("*.yaml"))
REFUSED = sorted((HERE / "refused").glob("*.yaml"))

# Signs and words that mean something to YAML or to the format, and a few that mean nothing to either.
PIECES = [
    *(
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        " ",
        "\t",
        ": ",
        ":",
        " #",
        "#",
        ", ",
        "- ",
        "? ",
        "| ",
        "> ",
        ">-\n",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        "{}",
        "[]",
        "'",
        '"',
        "&a ",
        "*a",
        "*a ",
        "!",
        "!!str ",
        "@",
        "`",
        "%",
        "\\",
        "<<: ",
        "~",
    ),
    *(
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "\r\n",
        "\r",
        "\x85",
        "\u2028",
        "\x00",
        "\x07",
        "\ufeff",
        "\ud800",
        "🙂",
        "é",
    ),
    *(
        "framework: f\n",
        "title: F\n",
        "purpose: reflection\n",
        "purpose: helping\n",
        "stages:\n",
        "prompts:\n",
    ),
    *(
        "a",
        "b",
        "1a",
        "self: ",
        "helper: ",
        "next: ",
        "uses: ",
        "take: ",
        "only_if: ",
        "fact: ",
        "is: ",
        "yes",
        "no",
    ),
    *("What happened", "<person>", "alliance/repair", "johns", "0", "1.5", "-1", "99999999999999999999"),
]

pieces = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
VALID = "framework: f\ntitle: F\npurpose: reflection\n"


@st.composite
def mutated(draw: st.DrawFn, paths: list[Path]) -> str:
    """Return a text that somebody wrote, with a few things cut out, put in or doubled."""
    text = draw(st.sampled_from(paths)).read_bytes().decode("utf-8", "replace")
    if len(text) > 4_000:  # from the middle too, so that every part of a long text is met
        start = draw(st.integers(0, len(text) - 3_000))
        text = VALID + text[text.find("\n", start) + 1 :][:3_000]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 12))
        piece = draw(
            st.one_of(st.just(""), st.sampled_from(PIECES), st.text(max_size=3), st.just(text[at:][:60]))
        )
        text = text[:at] + piece + text[at + length :]
    return text


structures = st.recursive(
    st.sampled_from(["What happened?", "a", "1", "yes", "", "a/b", "helper"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(
            st.sampled_from(
                ["self", "a", "prompts", "stages", "title", "next", "fact", "is", "all", "minutes"]
            ),
            inner,
            max_size=3,
        ).map(lambda things: "{" + ", ".join(f"{key}: {value}" for key, value in things.items()) + "}"),
    ),
    max_leaves=12,
)
structured = st.tuples(
    st.sampled_from(
        [
            "stages",
            "prompts",
            "gates",
            "facts",
            "selection",
            "editions",
            "uses",
            "references",
            "detours",
            "figures",
        ]
    ),
    structures,
).map(lambda drawn: f"{VALID}{drawn[0]}: {drawn[1]}\n")

hostile = st.one_of(
    st.text(), pieces, pieces.map(lambda text: VALID + text), structured, mutated(ACCEPTED + SHIPPED)
)

# One sentence as somebody might type it, with signs that YAML might take for its own.
WORDS = [
    "what",
    "happened",
    "now",
    "yes",
    "a",
    "12:30",
    "1a",
    "me",
    "é",
    "who?",
    "then:",
    "#1",
    "C#",
    "so,",
    "- x",
]
SIGNS = [
    *":#,-?&*!|>'\"%@`{}[]()=~<\\./;",
    ": ",
    " #",
    "://",
    "::",
    "&b",
    "*b",
    "!c",
    "...",
    "---",
    "{a}",
    "[b]",
]
sentences = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(SIGNS),
        st.tuples(st.sampled_from(SIGNS), st.sampled_from(WORDS)).map("".join),
    ),
    min_size=1,
    max_size=6,
).map(lambda words: " ".join(words).strip())
