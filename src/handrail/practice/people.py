"""Who takes part: which participants are people, whose an event is, and when a prompt is done with for somebody."""

from __future__ import annotations

from collections.abc import Mapping

# Who is there for others: they keep nobody's turn open.
_BESIDE = ("guide", "helper")


def people(participants: Mapping[str, str]) -> tuple[str, ...]:
    """Return the participants who are no software."""
    return tuple(name for name, role in participants.items() if role != "software")


def members(participants: Mapping[str, str]) -> tuple[str, ...]:
    """Return the people whose turn it may be: all but guides and helpers, or those where there is nobody else."""
    everybody = people(participants)
    return tuple(name for name in everybody if participants[name] not in _BESIDE) or everybody


def supervisors(participants: Mapping[str, str]) -> tuple[str, ...]:
    """Return who sees what is shared with a supervisor: the guides, or the helpers where there is none."""
    found = {role: tuple(name for name, its in participants.items() if its == role) for role in _BESIDE}
    return found["guide"] or found["helper"]


def alone(participants: Mapping[str, str]) -> str:
    """Return the one person there is, or nothing where there are none or several."""
    everybody = people(participants)
    return everybody[0] if len(everybody) == 1 else ""


def owner(participants: Mapping[str, str], by: str) -> str:
    """Return whose an event is: the person who is named, else the only one there is, or nothing for nobody's."""
    if by in participants:
        return by if participants[by] != "software" else ""
    return alone(participants) if not by else ""


def settled(touches: Mapping[str, str], participants: Mapping[str, str], by: str) -> str:
    """Return how a prompt is done with, for one participant or else for all who share it, or nothing while it is not.

    What nobody in particular did, or software, stands for everybody.
    """
    everybody = people(participants)
    for_all = [how for who, how in touches.items() if who not in everybody]
    if by:
        hows = [*for_all, touches[by]] if by in touches else for_all
    elif for_all or "answered" in touches.values() or all(one in touches for one in members(participants)):
        hows = [*touches.values()]
    else:
        hows = []
    return "answered" if "answered" in hows else hows[-1] if hows else ""
