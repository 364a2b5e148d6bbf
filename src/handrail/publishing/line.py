"""A text as one line."""

from __future__ import annotations

import unicodedata


def one_line(text: str) -> str:
    """Return a text in one line and without control signs; what joins or turns letters stays."""
    if text.isprintable():  # nearly every text is, and then no sign needs a look, and a blank is a plain one
        one = "  " not in text and text[:1] != " " and text[-1:] != " "
        return text if one else " ".join(text.split())
    return " ".join("".join(" " if sign.isspace() else sign for sign in text if _shows(sign)).split())


def _shows(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs")
