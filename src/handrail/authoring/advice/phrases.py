"""Phrases that are looked for in English wordings, written in small letters."""

from __future__ import annotations

import re
from typing import NamedTuple

# Behind a word and a space nothing begins: What would you have to give up? asks, and You have to give it up. advises.
_BEGINS = r"(?<![\w'] )"
_letters = re.compile(r"[a-z0-9 ',%]+").match


class Phrase(NamedTuple):
    """A phrase as a pattern, and the letters that it begins with, which are found much faster."""

    head: str
    pattern: re.Pattern[str]


def anywhere(*patterns: str) -> tuple[Phrase, ...]:
    """Return phrases that count wherever they stand; each pattern begins with letters."""
    return tuple(_phrase(pattern) for pattern in patterns)


def beginning(*patterns: str) -> tuple[Phrase, ...]:
    """Return phrases that count where something begins: a sentence, or what follows a comma."""
    return tuple(_phrase(pattern, _BEGINS) for pattern in patterns)


def _phrase(pattern: str, before: str = "") -> Phrase:
    found = _letters(pattern)
    assert found, "a phrase begins with letters"
    head = found[0]
    # A letter that may be left out is none to look for.
    head = head[:-1] if pattern[len(head) : len(head) + 1] in ("?", "*") else head
    edge = r"\b" if head[0].isalnum() else ""
    return Phrase(head, re.compile(rf"{before}{edge}{pattern}"))


ADVISES = (
    *anywhere(
        r"you (?:really )?(?:should|ought to|had better)\b",
        r"i think you (?:must|have to|need to)\b",
        r"if i were you\b",
        r"why don't you\b",
        r"my advice\b",
        r"i'd (?:advise|recommend|suggest)\b",
        r"i would (?:advise|recommend|suggest)\b",
    ),
    *beginning(
        r"you (?:really )?(?:must|have to|need to)\b",
        r"have you (?:tried|thought of|considered) \w+ing\b",
    ),
)

_STATES = r"(?:depressed|bipolar|manic|psychotic|paranoid|codependent|in denial|resistant|traumati[sz]ed)"
_PEOPLE = r"an? (?:addict|alcoholic|narcissist)"
DIAGNOSES = anywhere(
    rf"you(?:'re| are| seem| sound| must be)(?: to be| clearly| obviously)? (?:{_STATES}|{_PEOPLE})\b",
    r"you(?:'re| are)? suffer(?:ing)? from\b",
    r"you (?:clearly |obviously )?have (?:an? )?(?:depression|(?:anxiety|personality|eating|attachment) disorder)\b",
    r"your (?:disorder|diagnosis|pathology|neurosis)\b",
)

_ASKED = r"(?:you|it|that|this|we|they|he|she)\b[^.?!\n]*\?"
LEADS = (
    *beginning(
        *(
            rf"{word}n't {_ASKED}"
            for word in (
                "do",
                "does",
                "did",
                "would",
                "should",
                "could",
                "is",
                "are",
                "was",
                "were",
                "wo",
                "have",
            )
        ),
        r"surely\b[^.?!\n]*\?",
        r"obviously\b[^.?!\n]*\?",
    ),
    *anywhere(r", right\?", r", correct\?"),
)

_KEPT = r"(?:confidential|private|secret|anonymous)\b"
_TELLS = r"(?:anyone|anybody|a soul)\b"
_LEARNS = r"(?:else )?(?:will|can|is going to) (?:ever )?(?:know|learn|hear|read|see|find out)\b"
PROMISES = anywhere(
    *(
        rf"{word} {_KEPT}"
        for word in (
            "completely",
            "totally",
            "strictly",
            "absolutely",
            "fully",
            "entirely",
            "always",
            "100 ?%",
        )
    ),
    rf"everything you (?:say|write|tell me) (?:is|stays|remains) {_KEPT}",
    rf"nobody {_LEARNS}",
    rf"no one {_LEARNS}",
    # Each written out: a single i is found in nearly every word.
    *(
        rf"{who}{will} (?:never|not) tell {_TELLS}"
        for who in ("i", "we")
        for will in ("'ll", " will", " shall")
    ),
    rf"i won't tell {_TELLS}",
    rf"we won't tell {_TELLS}",
    *(rf"{stays} between (?:us|you and me)\b" for stays in ("stays", "remains", "just", "strictly")),
)
# A promise that says where it ends is none of the kind.
limited = re.compile(
    r"\b(?:unless|except|exceptions?|limits?|cannot keep|can't keep|may have to|might have to)\b"
).search

_WHO = r"(?:patient|client|person|child|colleague|family|relative)"
_WHOSE = r"(?:his|her|their|the (?:\w+'s|\w+s'))"
IDENTIFIES = anywhere(
    *(rf"{kind} names?\b" for kind in ("full", "real", "last", "family")),
    r"surnames?\b",
    r"dates? of birth\b",
    *(rf"{kind} number\b" for kind in ("hospital", "insurance", "patient", "record")),
    *(
        rf"what {form} (?:{_WHOSE}(?: \w+)? (?:names?|address)|the name of (?:the|your|this|that) {_WHO})\b"
        for form in ("is", "was", "are", "were")
    ),
    rf"name the {_WHO}\b",
    *(rf"{verb} {_WHOSE} (?:names?|address|initials)\b" for verb in ("give", "write", "note", "state")),
)
