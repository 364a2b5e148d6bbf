"""Who may say what where several take part: one presenter in the I, a group in the we, a guide beside them."""

from __future__ import annotations

from handrail.prompts import Prompt

from .events import Answered, Asked
from .people import owner
from .state import Setting, State
from .tables import Table
from .verdicts import refusal, unknown

GUIDE = "guide"


def beside(setting: Setting, by: str) -> bool:
    """Return whether somebody contributes as a guide does: guides, and everybody beside a presenter but software."""
    role = setting.participants.get(by, "software")
    return role == GUIDE or (bool(setting.presenter) and role != "software" and by != setting.presenter)


def voice_of(table: Table, state: State, prompt: Prompt, by: str) -> str:
    """Return the voice in which a prompt is put to somebody, or asked by them."""
    setting, own = state.setting, table.voice
    if not setting.participants or GUIDE not in prompt.wordings:
        return own
    return GUIDE if beside(setting, by) or (guided(setting) and own not in prompt.wordings) else own


def guided(setting: Setting) -> bool:
    """Return whether somebody takes part to whom prompts are put in the voice of a guide."""
    return bool(setting.presenter) or GUIDE in setting.participants.values()


def part_of(setting: Setting, by: str) -> str:
    """Return for whom an offer is made, nothing for whoever runs the session; raises `Refused` for a stranger."""
    if not by:
        return ""
    if by not in setting.participants:
        raise unknown("participant", by, setting.participants)
    return by if setting.participants[by] != "software" else ""


def check_part(state: State, event: Asked | Answered) -> None:
    """Raise `Refused` for an answer or a question that is not this participant's to give."""
    setting, by = state.setting, event.by
    if setting.presenter and event.voice != GUIDE and beside(setting, by):
        raise refusal(
            "this is the presenter's experience, and the presenter answers for it; the others contribute through "
            "the prompts that are worded in the voice 'guide' (offer(by=…) has them), and may always pass",
            "participant",
        )
    if event.voice == GUIDE and isinstance(event, Answered) and not _person(setting, by):
        raise refusal(
            "software does not play the guide: this one is answered by a person; name the participant with by=",
            "participant",
        )


def _person(setting: Setting, by: str) -> bool:
    return not setting.participants or bool(owner(setting.participants, by))


def check_presenter(setting: Setting) -> None:
    """Raise `Refused` where one person's experience would be told in another voice than their own."""
    if not setting.presenter:
        return
    if setting.participants[setting.presenter] == "software":
        raise refusal("whoever presents an experience is a person, not software", "participant")
    if setting.voice != "self":
        raise refusal(
            f"one person's experience is not told in the voice '{setting.voice}': begin with voice='self', and the "
            "others contribute through the prompts for a guide; or leave presenter= out for what all present shared",
            "participant",
        )
