"""Who can help, by place and language: a host's configuration, kept beside its program and never made by a model.

The library knows nobody's number. Whoever runs a service keeps a table such as HELP, has a person check it for each
place on a date that is written down, and gives it to every session. Run it: python examples/help_by_place.py
"""

from __future__ import annotations

import handrail
from handrail.authoring import read

# When somebody last called these numbers and spoke with these people.
CHECKED = "2026-03-01"

# By language and place, the most specific first: "en-IE", then "en", then "IE", then "" for any. A text for one place
# is never told in another. What stands in <...> is yours to replace before anybody uses this; 112 is the emergency
# number of the European Union.
HELP: dict[str, dict[str, list[str]]] = {
    "en-IE": {
        "": ["Your nurse on duty: <NUMBER OF YOUR WARD IN IRELAND>, at any hour."],
        "danger": [
            "Call 112 now. It is free from any phone.",
            "Your nurse on duty: <NUMBER OF YOUR WARD IN IRELAND>, at any hour.",
        ],
    },
    "sv-SE": {
        "": ["Sjuksköterskan i tjänst: <NUMMER TILL ER AVDELNING I SVERIGE>, dygnet runt."],
        "danger": [
            "Ring 112 nu. Det kostar ingenting.",
            "Sjuksköterskan i tjänst: <NUMMER TILL ER AVDELNING I SVERIGE>, dygnet runt.",
        ],
    },
    "en-SE": {
        "": ["Your nurse on duty: <NUMBER OF YOUR WARD IN SWEDEN>, at any hour."],
        "danger": ["Call 112 now. It is free from any phone."],
    },
    # No number here: nobody knows in which country this is read.
    "en": {"": ["Somebody here can help you. Ask whoever gave you this to bring them."]},
}

EFTER_PASSET = """
framework: efter-passet
title: Efter passet
purpose: reflection
language: sv
facts:
  emergency: {title: Någon är i fara nu}
prompts:
  beginning: Vad hände?
safeguards:
  danger:
    title: Någon är i fara
    raised_by: {fact: emergency, is: yes}
    self: Jag slutar skriva. Det här går före.
"""


def in_danger(framework: handrail.Framework, place: str) -> handrail.Session:
    """Return a session in a place, in which somebody has said that there is danger."""
    return handrail.begin(framework, help=HELP, place=place).know("emergency", "yes")


def main() -> None:
    """Show what somebody in danger is told, by place and language, and what a record keeps of it."""
    print(f"checked by a person on {CHECKED}")
    egan, efter = handrail.load("egan"), read(EFTER_PASSET)
    for framework, place in ((egan, "IE"), (egan, "SE"), (efter, "SE"), (egan, ""), (efter, "FI")):
        print(f"\n{framework.title}, {place or 'nobody knows where'}:")
        for text in in_danger(framework, place).help[1:]:  # the first are the framework's own words
            print(f"  {text}")
    record = in_danger(egan, "IE").to_record()
    print("\nin the record:", "nothing" if "NUMBER" not in str(record) else "a number")
    print("taken up in Sweden:", handrail.Session.from_record(record, help=HELP, place="SE").help[1])


if __name__ == "__main__":
    main()
