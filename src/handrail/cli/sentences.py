"""What an error says, as a sentence."""

from __future__ import annotations

from handrail.errors import HandrailError


def sentence(error: HandrailError) -> str:
    """Return what an error says, as a sentence."""
    text = str(error)
    first = text.partition(" ")[0]
    if not first.isalpha():  # the name of a file stays as it is
        return text if text.endswith((".", "!", "?")) else f"{text}."
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?', ')')) else '.'}"
