"""Two nurses reflect, share what they choose, and their supervisor gets one page.

Run it: python examples/supervision_agenda.py
"""

from __future__ import annotations

import handrail
from handrail.practice import review
from handrail.publishing import to_agenda


def alone(name: str, *told: tuple[str, str], id: str) -> handrail.Session:
    """Return somebody's own reflection; the supervisor is named, so that something can be shared with them."""
    johns = handrail.load("johns")
    people = {name: "self", "gil": "guide"}
    session = handrail.begin(johns, voice="self", minutes=15, participants=people, id=id)
    for prompt, text in told:
        session = session.answer(prompt, text, by=name)
    return session


def main() -> None:
    """Reflect alone, share a little, present it in a group, and look at what the supervisor is given."""
    ann = alone("ann", ("describe", "Two syringes lay side by side."), ("own-feel", "Ashamed."), id="ann-1")
    ann = ann.promote("supervision-item", "Why is asking for quiet so hard?", prompt="own-feel", by="ann")
    ann = ann.promote("action", "Put up the sign for quiet.", prompt="better", due="2026-03-09", by="ann")
    # Nothing is shared until ann shares it, and then the item goes without the answer that it came from.
    ann = ann.settle("1", "open", "supervisor", by="ann")

    bo = alone("bo", ("describe", "I stayed an hour after the shift."), id="bo-1")
    bo = bo.promote("supervision-item", "When do I go home?", visibility="supervisor", by="bo")
    bo = bo.promote("self-care-action", "Walk home on Fridays.", by="bo")

    print("What the supervisor is given:\n")
    print(to_agenda(review([ann, bo], "gil"), title="Supervision, second week of March"))
    print("What ann has before her:\n")
    print(to_agenda(review([ann, bo], "ann"), title="My own page"))

    # In the group ann presents, in the I; the others have prompts of their own, and anybody may pass.
    people = {"ann": "self", "bo": "member", "gil": "guide"}
    group = handrail.begin(
        handrail.load("johns"), voice="self", participants=people, presenter="ann", minutes=30
    )
    group = group.answer("describe", "Two syringes lay side by side.", by="ann")
    print("Bo may be asked:", ", ".join(offered.id for offered in group.offer(by="bo")))
    try:
        group.answer("own-feel", "She must have been ashamed.", by="bo")
    except handrail.Refused as refused:
        print("Bo may not answer for ann:", refused)
    group = group.answer("noticed", "You spoke of the noise three times.", by="bo").pass_("heard", by="bo")
    print("Bo's page holds:", [turn.text for turn in group.seen_by("bo").turns])

    # The guide's own sitting: the agenda, and what was heard.
    sitting = handrail.begin(handrail.load("johns"), voice="guide", participants={"gil": "guide"})
    for offered in [*sitting.offer()][:2]:
        print(f"Gil is asked: {offered.text}")


if __name__ == "__main__":
    main()
