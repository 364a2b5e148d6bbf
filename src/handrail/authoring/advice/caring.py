"""Advice on helping somebody else: that they agreed to it, and that they can stop."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.framework.values import ANYWHERE

from .review import Finding, Review
from .rules import rule


@rule
def no_consent(review: Review) -> Iterator[Finding]:
    """A helping framework in which nobody is asked whether they agree.

    Whoever is helped knows who helps, what is kept, and where confidence ends, and says yes before anything begins.
    Write a gate of the kind `hard` before `anywhere`, or take `ethics` from `alliance` with `uses`.

    Breaks::

        framework: f
        title: F
        purpose: helping
        prompts: {start: "What brings you here?"}
        safeguards: {danger: {helper: "I stop here, and we find a person who can help now."}}
        from_anywhere: {exit: being heard was enough}

    Keeps::

        framework: f
        title: F
        purpose: helping
        prompts: {start: "What brings you here?"}
        safeguards: {danger: {helper: "I stop here, and we find a person who can help now."}}
        facts: {consent: {title: The person agrees to this}}
        gates:
          agreed:
            kind: hard
            before: anywhere
            holds: {fact: consent, is: yes}
            prompts: {ask: {helper: "Do you agree to talk with me like this?", asks: consent}}
        from_anywhere: {exit: being heard was enough}
    """
    framework = review.framework
    if framework.purpose != "helping" or "helper" not in framework.voices:
        return
    for gate in framework.gates.values():
        if gate.kind == "hard" and ANYWHERE in gate.before and "helper" in (gate.voices or framework.voices):
            return
    said = "nobody is asked whether they agree; write a hard gate before anywhere, or take alliance's ethics"
    yield Finding(("purpose",), said)


@rule
def no_way_to_stop(review: Review) -> Iterator[Finding]:
    """A helping framework that names no way out.

    One may always stop, and a framework that says when that is fine makes it easier. Write `exit:` on a stage or under
    `from_anywhere:`, with the reason.

    Breaks::

        framework: f
        title: F
        purpose: helping
        voices: [self]
        safeguards: {danger: {self: "I stop here, and turn to a person who can help now."}}
        prompts: {start: "What brings me here?"}

    Keeps::

        framework: f
        title: F
        purpose: helping
        voices: [self]
        safeguards: {danger: {self: "I stop here, and turn to a person who can help now."}}
        prompts: {start: "What brings me here?"}
        from_anywhere: {exit: having set it down was enough}
    """
    framework = review.framework
    if framework.purpose == "helping" and not any(
        way.kind == "exit" for way in framework.stage_graph.transitions
    ):
        said = "no way leads out; write exit: on a stage or under from_anywhere:, and why one may end there"
        yield Finding(("purpose",), said)
