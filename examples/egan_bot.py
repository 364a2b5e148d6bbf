"""A bot that walks Egan's Skilled Helper over several days.

Every day is a run of its own: it reads the record, asks, takes down, writes the record and goes away. What is in the
file is all that it knows. Run it: python examples/egan_bot.py [FOLDER]
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import handrail

# What the host settled before the first question: who helps, what is kept, how to reach a person, and consent.
SETTLED = {
    "helper-nature-told": "yes",
    "limits-told": "yes",
    "consent": "yes",
    "human-route-named": "yes",
    "emergency": "no",
}

# What somebody says on three days, by the stage where they say it. A real bot reads this from a chat.
DAYS: dict[str, dict[str, list[str]]] = {
    "2026-03-02": {
        "1a": [
            "I have been put forward to lead the team, and I lie awake over it.",
            "On Friday my manager asked again, and I said I would think about it.",
        ],
    },
    "2026-03-05": {
        "1a": ["Sleeping is a little better since I told my sister."],
        "1b": ["Saying no to it may be me deciding for the others that I am not wanted."],
    },
    "2026-03-12": {
        "2a": ["I run the Thursday meeting and the others do the talking."],
        "2b": ["By summer I lead one project, and I sleep on Sundays."],
    },
}


def load_session(path: Path) -> handrail.Session:
    """Return the session of the record, or a new one on the first day."""
    if path.exists():
        return handrail.Session.from_record(json.loads(path.read_text(encoding="utf-8")))
    return handrail.begin(
        handrail.load("egan"),
        voice="helper",
        known=SETTLED,
        participants={"ada": "client", "bot": "software"},
    )


def one_day(path: Path, day: str, says: dict[str, list[str]]) -> Iterator[str]:
    """Yield what is said on one day, and leave the record for the next."""
    session = load_session(path)
    if session.state.status == "stopped":
        session = session.resume(by="ada", at=day)
    for stage, answers in says.items():
        if stage != session.state.stage:
            # Any task may come next; the graph says why one would go this way, and going back needs no reason.
            session = session.move(stage, at=day, by="ada")
            yield f"-- {session.framework.stage(stage).title}"
        for answer in answers:
            offered = session.offer().next
            if offered is None:
                break
            session = session.ask(offered, at=day, by="bot").answer(offered, answer, at=day, by="ada")
            yield f"bot: {offered.text}"
            yield f"ada: {answer}"
    session = session.stop(at=day, by="ada")
    path.write_text(json.dumps(session.to_record(), ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """Walk three days, and show what is known at the end."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    path = folder / "ada.json"
    for day, says in DAYS.items():
        print(f"\n{day}")
        for line in one_day(path, day, says):
            print(line)
    session = load_session(path)
    print("\nStages visited:", ", ".join(session.framework.stage(id).title for id in session.state.visits))
    print("Turns kept:", len([turn for turn in session.said() if turn.text]))


if __name__ == "__main__":
    main()
