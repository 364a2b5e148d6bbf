"""A worksheet's own words, in the languages that it has them in."""

from __future__ import annotations

from typing import NamedTuple

from .parting import APART, BEFORE, TITLES

# What is written beside the prompts, under names that no prompt has.
NAME, DATE, READERS, MORE = ":name", ":date", ":readers", ":more"


class Words(NamedTuple):
    """What stands on a worksheet and is not its framework's; `language` is the one that the words are in."""

    language: str
    worksheet: str
    name: str
    date: str
    readers: str
    # Beside the line that says who may read it.
    yours: str
    more: str
    purpose: str
    before: str
    any_time: str
    sources: str
    several: str
    one: str
    way: str
    time: str
    minute: str
    minutes: str
    edition: str
    stage: str
    occasion: str
    planned: str
    later: str
    beside: str
    first_of_all: str
    not_in_edition: str
    write_here: str
    page: str
    save: str
    version: str
    model: str
    wording: str
    no_licence: str

    @property
    def lines(self) -> dict[str, str]:
        """Return what is asked beside the prompts, by the names of its fields."""
        return {NAME: self.name, DATE: self.date, READERS: self.readers, MORE: self.more}

    def amount(self, minutes: float) -> str:
        """Return minutes in words, to the nearest half."""
        rounded = round(minutes * 2) / 2
        return self.minute if rounded == 1 else self.minutes.format(f"{rounded:g}")


_ENGLISH = Words(
    language="en",
    worksheet="worksheet",
    name="Name or initials",
    date="Date",
    readers="Who may read this",
    yours="Yours to decide: nobody else, a supervisor, a group.",
    more="Anything else that belongs here",
    purpose="What it is for:",
    before="Before you begin.",
    any_time="At any time:",
    sources="Sources",
    several="Tick all that fit",
    one="Tick one",
    way="Way of knowing:",
    time="Time:",
    minute="1 minute",
    minutes="{} minutes",
    edition="Edition:",
    stage="Stage:",
    occasion="Occasion:",
    planned="Time planned:",
    later="for a sitting of its own",
    beside="Beside the stages",
    first_of_all=TITLES[BEFORE],
    not_in_edition=TITLES[APART],
    write_here="Write here",
    page="Page",
    save="Save a filled-in copy",
    version="version",
    model="{}'s model.",
    wording="Wording of this worksheet:",
    no_licence="no licence is named",
)
_SWEDISH = Words(
    language="sv",
    worksheet="arbetsblad",
    name="Namn eller initialer",
    date="Datum",
    readers="Vem som får läsa detta",
    yours="Det bestämmer du: ingen annan, en handledare, en grupp.",
    more="Något annat som hör hit",
    purpose="Till för:",
    before="Innan du börjar.",
    any_time="När som helst:",
    sources="Källor",
    several="Kryssa för allt som stämmer",
    one="Kryssa för ett",
    way="Kunskapsform:",
    time="Tid:",
    minute="1 minut",
    minutes="{} minuter",
    edition="Utgåva:",
    stage="Steg:",
    occasion="Anledning:",
    planned="Planerad tid:",
    later="för ett eget tillfälle",
    beside="Vid sidan av stegen",
    first_of_all="Allra först, och inte i denna utgåva",
    not_in_edition="Inte i denna utgåva",
    write_here="Skriv här",
    page="Sida",
    save="Spara en ifylld kopia",
    version="version",
    model="Modellens upphov: {}.",
    wording="Arbetsbladets text:",
    no_licence="ingen licens är angiven",
)
_KNOWN = {words.language: words for words in (_ENGLISH, _SWEDISH)}
# What stands in a room until somebody writes there.
HINTS = frozenset(words.write_here for words in _KNOWN.values())


def words_in(language: str) -> Words:
    """Return a worksheet's own words in a language, or in English where it has none in that one."""
    return _KNOWN.get(language.lower().partition("-")[0], _ENGLISH)
