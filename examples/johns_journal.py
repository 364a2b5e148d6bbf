"""Fifteen minutes of Johns: what is asked, what is left out and why, and what somebody takes along.

Run it: python examples/johns_journal.py
"""

from __future__ import annotations

import handrail

# What a nurse writes after a medication error that was noticed in time.
WRITTEN = {
    "describe": "Two syringes lay side by side. I drew up the second one and saw the label only when I held it.",
    "effect": "For the person, an hour's delay; for the colleague beside me, a fright; for me, a bad night.",
    "own-feel": "Ashamed, and angry at the noise. I do not like to ask for quiet.",
    "best": "I told the person at once. That stands up well; the hurry before it does not.",
    "knowledge": "The two-person check is our rule. I did not know how often it is skipped at handover.",
    "better": "I ask for quiet while I draw up, and I check with somebody.",
    "insight": "I treat asking for quiet as a favour to me; it is part of the procedure.",
    "feel-now": "Calmer than when I began. I want to talk about it with my supervisor.",
}


def main() -> None:
    """Reflect for fifteen minutes on an error, and show what came of it."""
    johns = handrail.load("johns")
    session = handrail.begin(johns, voice="self", minutes=15, occasion="error")
    planned = session.offer()
    print(f"{planned.minutes:g} minutes, {len(planned)} prompts:")
    for offered in planned:
        time = f"{offered.minutes:.1f} min" if offered.minutes else "untimed"
        print(f"  {offered.prompt.topic} ({time})")
        text = WRITTEN.get(offered.id)
        session = session.answer(offered, text) if text else session.skip(offered)

    print("\nLeft out today, and why:")
    for left in session.offer().left_out:
        print(f"  {left.prompt.topic}: {left.reason}")

    session = session.promote(
        "action",
        "Put the sign for quiet on the trolley before the next round.",
        prompt="better",
        due="2026-03-09",
    )
    session = session.promote(
        "supervision-item", "Why is asking for quiet so hard for me?", prompt="own-feel"
    )
    print("\nActions and supervision items:")
    for outcome in session.outcomes:
        print(f"  {outcome.type}: {outcome.text} ({outcome.visibility}, from '{outcome.prompt}')")

    print("\nWays of knowing drawn on:", ", ".join(session.coverage.met))
    print("Not drawn on:", ", ".join(session.coverage.not_met) or "none")


if __name__ == "__main__":
    main()
