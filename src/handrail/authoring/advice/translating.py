"""Advice on languages: that a text is there in each language that the file speaks."""

from __future__ import annotations

from collections.abc import Iterator

from .review import Finding, Review
from .rules import rule


@rule
def missing_translation(review: Review) -> Iterator[Finding]:
    """A text that lacks a language in which the same file has other texts.

    It is shown in the language of the file then, among texts in another. What stands in a file of texts beside this one
    is listed by `handrail untranslated`.

    Breaks::

        title: {en: One question, sv: En fråga}
        framework: f
        purpose: reflection
        stages:
          one:
            title: {en: One, sv: Ett}
            prompts:
              told:
                self: "What happened?"

    Keeps::

        title: {en: One question, sv: En fråga}
        framework: f
        purpose: reflection
        stages:
          one:
            title: {en: One, sv: Ett}
            prompts:
              told:
                self: {en: "What happened?", sv: "Vad hände?"}
    """
    choice = review.reading.choice
    if len(choice.found) < 2:
        return
    for path, has in choice.has.items():
        missing = sorted(choice.found.difference(has))
        if missing:
            said = f"this text is not there in {', '.join(missing)}, as others are; translate it"
            yield Finding(path, said)
