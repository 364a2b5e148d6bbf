"""A chat in which a language model speaks, and handrail keeps it honest.

The model here is a script, so that the example needs no network; a real one gets the same brief and gives the same
named calls. The host says who is who, takes down what the person says, and decides nothing for them.
Run it: python examples/model_turns.py
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import handrail


class Call(NamedTuple):
    """What a model wants to do, as models name it: a tool's name and its arguments."""

    name: str
    arguments: Mapping[str, Any]


class ScriptedModel:
    """Stands for a language model: it is told the brief, and answers with one call."""

    def __init__(self, calls: list[Call]) -> None:
        self._calls = iter(calls)
        self.told: list[str] = []

    def next_call(self, brief: str, refused: str) -> Call:
        """Return the model's next call; `refused` is why the one before was not taken."""
        assert "Do not diagnose" in brief  # what every model is told, whatever the framework
        self.told.append(refused or "taken")
        return next(self._calls)


# What the person says when something is put to them, in turn.
PERSON = iter(
    [
        "yes",
        "no",
        "yes",
        "yes",
        "yes",
        "My father came home from hospital and I have moved in with him.",
        "Mostly tired. And sometimes so angry that I have to leave the room.",
        "I am afraid of what I might do to him tonight.",
    ]
)

# What the model tries: too early, then what is needed first; later a right that it does not have.
MODEL = [
    Call("ask", {"what": "story-start"}),
    Call("know", {"fact": "consent", "value": "yes"}),
    *(
        Call("ask", {"what": what})
        for what in ("who-helps", "danger-now", "limits", "human-route", "consent")
    ),
    Call("ask", {"what": "story-start"}),
    Call("aks", {"what": "inside"}),
    Call("ask", {"what": "inside"}),
    Call("move", {"stage": "1c"}),
    Call("ask", {"what": "safety-first"}),
    Call("interrupt", {}),
    Call("resume", {}),
]

HELP = ("The crisis team of this town answers day and night; the number is on the card in your hand.",)
TERMS = {
    "helper": "a computer program called Quill",
    "records": "your words, encrypted, for thirty days, read by nobody but you and your counsellor",
    "human-route": "Dr Osei, at the desk across the corridor, until six",
}


def chat() -> Iterator[str]:
    """Yield what happens, line by line."""
    session = handrail.begin(
        handrail.load("egan"),
        voice="helper",
        participants={"client": "client", "quill": "software", "osei": "helper"},
        help=HELP,
        terms=TERMS,
    )
    model, refused = ScriptedModel(MODEL), ""
    for _ in MODEL:
        call = model.next_call(session.brief().text, refused)
        try:
            session = session.do(call.name, call.arguments, by="quill")
            refused = ""
        except handrail.SessionError as error:
            refused = str(error)
            yield f"   ({call.name} was not taken: {refused})"
            continue
        waiting = session.waiting
        if waiting is not None:
            yield f"quill: {waiting.text}"
            text = next(PERSON)
            session = session.answer(waiting, text, by="client")
            yield f"client: {text}"
        elif session.state.status == "suspended":
            yield from (f"shown: {text}" for text in session.help)
        else:
            yield f"   (now at {session.framework.stage(session.state.stage).title})"
    # A person takes it from here, and only a person can say when it goes on.
    session = session.resume("Dr Osei is with the client", by="osei")
    yield f"   ({session.state.status} again, at {session.framework.stage(session.state.stage).title})"


def main() -> None:
    """Print the chat."""
    for line in chat():
        print(line)


if __name__ == "__main__":
    main()
