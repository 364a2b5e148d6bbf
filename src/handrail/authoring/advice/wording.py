"""Advice on what prompts say: the phrases looked for are English, so other languages are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handrail.framework.values import Safeguard

from .phrases import ADVISES, DIAGNOSES, IDENTIFIES, LEADS, PROMISES, Phrase, limited
from .review import Finding, Review, Wording
from .rules import rule

# Voices in which one person speaks to another.
SPOKEN = ("helper", "guide")
HEARD = (*SPOKEN, "group")
# At about 150 words a minute; a statement tells something and may take half a minute more.
MOST_HEARD, MOST_TOLD = 40, 80


def _found(
    review: Review, phrases: tuple[Phrase, ...], said: str, voices: tuple[str, ...] = ()
) -> Iterator[Finding]:
    for wording, words in review.said(phrases):
        if not voices or wording.voice in voices:
            yield Finding(wording.path, said.format(words=" ".join(words.split()).strip(", ")))


@rule(english=True)
def advises(review: Review) -> Iterator[Finding]:
    """A wording that gives advice, in a voice that speaks to somebody.

    A framework asks, and who is asked decides. Ask what the person sees, wants or has tried.

    Breaks::

        voices: [helper]
        prompts: {sleep: "You should talk to your sister. When will you?"}

    Keeps::

        voices: [helper]
        prompts: {sleep: "Whom, if anybody, would you like to talk to about it?"}
    """
    yield from _found(review, ADVISES, "'{words}' advises; ask what the person sees or wants", SPOKEN)


@rule(english=True)
def diagnoses(review: Review) -> Iterator[Finding]:
    """A wording that says what is wrong with somebody.

    No prompt knows that, and software least. Ask how it is, in the person's own words.

    Breaks::

        voices: [helper]
        prompts: {mood: "It sounds as if you are depressed. Since when?"}

    Keeps::

        voices: [helper]
        prompts: {mood: "How has your mood been?"}
    """
    yield from _found(
        review, DIAGNOSES, "'{words}' diagnoses; ask how it is, and leave the name to the person"
    )


@rule(english=True)
def leads(review: Review) -> Iterator[Finding]:
    """A question that has its answer in it.

    Ask so that either answer is as easy to give.

    Breaks::

        voices: [helper]
        prompts: {angry: "Weren't you angry with him?"}

    Keeps::

        voices: [helper]
        prompts: {angry: "What did you feel towards him?"}
    """
    yield from _found(review, LEADS, "'{words}' leads to an answer; ask so that another one is as easy")


@rule(english=True)
def two_questions(review: Review) -> Iterator[Finding]:
    """Two questions or more in one prompt, in a voice that speaks to somebody.

    Who is asked two things answers the last, or the easier one. Ask one, or make two prompts of it.

    Breaks::

        voices: [helper]
        prompts: {told: "What happened? How did you feel?"}

    Keeps::

        voices: [helper]
        prompts:
          told: What happened?
          felt: How did you feel?
    """
    for wording in review.wordings:
        if wording.voice in SPOKEN and wording.text.count("?") > 1:
            yield Finding(
                wording.path, "this asks several questions at once; ask one, or make two prompts of it"
            )


@rule(english=True)
def promises_secrecy(review: Review) -> Iterator[Finding]:
    """A wording that promises confidentiality without its limits.

    Nobody can promise that: a court, the law or somebody's danger may end it. Say what is kept, and when it is not.

    Breaks::

        voices: [helper]
        prompts: {limits: {kind: statement, helper: Everything you say is confidential.}}

    Keeps::

        voices: [helper]
        prompts:
          limits:
            kind: statement
            helper: What you say stays with me, unless somebody may come to harm or the law wants it.
    """
    said = "'{words}' promises more than anybody can keep; say when it would be passed on"
    for wording, words in review.said(PROMISES):
        if not limited(wording.text.lower()):
            yield Finding(wording.path, said.format(words=" ".join(words.split())))
    for path, safeguard in _safeguards(review):
        for voice, text in safeguard.wordings.items():
            lower = text.lower()
            likely = (pattern for head, pattern in PROMISES if head in lower)
            found = next(filter(None, (pattern.search(lower) for pattern in likely)), None)
            if found and not limited(lower):
                yield Finding((*path, voice), said.format(words=found[0]))


def _safeguards(review: Review) -> Iterator[tuple[tuple[str, ...], Safeguard]]:
    for id, safeguard in review.framework.safeguards.items():
        if "/" not in id:
            yield ("safeguards", id), safeguard


@rule(english=True)
def identifies(review: Review) -> Iterator[Finding]:
    """A wording that asks for what would show who somebody is.

    What is written can be read by others, and a court can ask for it. Ask for the role, and leave the name out.

    Breaks::

        prompts: {who: "What was the patient's name?"}

    Keeps::

        prompts: {who: "Whom did it concern, by role and without a name?"}
    """
    yield from _found(review, IDENTIFIES, "'{words}' asks who somebody is; ask for a role, and for no name")


@rule
def too_long_to_hear(review: Review) -> Iterator[Finding]:
    """A text that is longer than people can hold in mind when it is said to them, in the voices that are heard.

    That is 40 words for a question, about a quarter of a minute, and 80 for a statement; numbers of this project's own.
    Say it in fewer words, or make two prompts of it.

    Breaks::

        voices: [helper]
        prompts:
          week: >-
            Thinking back over the whole of the last week, from the day when we spoke until this morning, and of
            everybody whom you met at home, at work or on the way, which of all those moments, large or small, comes
            back to you first?

    Keeps::

        voices: [helper]
        prompts: {week: "Which moment of the last week comes back to you first?"}
    """
    for wording in review.wordings:
        most = MOST_TOLD if wording.prompt.kind == "statement" else MOST_HEARD
        # No word is shorter than a letter and a space.
        if wording.voice in HEARD and len(wording.text) > 2 * most and _words(wording) > most:
            said = f"this has {_words(wording)} words, and {most} are as many as one can follow; say less at once"
            yield Finding(wording.path, said)


def _words(wording: Wording) -> int:
    return len(wording.text.split())


# Sentences and words of more than six letters: what Björnsson's measure counts.
_SENTENCES = re.compile(r"[.!?:]+(?:\s|$)")
MOST_LIX = 45


@rule(on_request=True)
def hard_to_read(review: Review) -> Iterator[Finding]:
    """A text that is hard to read.

    Measured by LIX (C. H. Björnsson, Läsbarhet, 1968): words for each sentence, and of a hundred words those with more
    than six letters, added up. This project's line is 45, and only texts of ten words or more are measured.

    Breaks::

        prompts:
          a: >-
            Considering organisational circumstances, interprofessional communication and individual responsibilities,
            which contributory factors influenced decision-making?

    Keeps::

        prompts:
          a: What was there around you, in the place and in the team, that made it go the way it went?
    """
    for wording in review.wordings:
        words = re.findall(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*", wording.text)
        if len(words) < 10:
            continue
        sentences = max(1, len(_SENTENCES.findall(wording.text)))
        lix = len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)
        if lix > MOST_LIX:
            said = f"this is hard to read (LIX {lix:.0f}, and {MOST_LIX} is the line); use shorter words and sentences"
            yield Finding(wording.path, said)
