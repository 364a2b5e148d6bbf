"""What guards a framework: gates, the order of asking, safeguards, detours."""

from __future__ import annotations

from docutils import nodes

from handrail.practice.words import in_words, rule_in_words, titles_of

from .drafting import Draft
from .prompting import prompts_as

_HARD = "nothing starts before it holds"
_SOFT = "it advises, and shuts nobody out"


def gates(draft: Draft) -> list[nodes.Node]:
    """Return what should hold before something starts."""
    framework = draft.framework
    entries = []
    for gate in framework.gates.values():
        keys = ("gates", gate.id)
        term = draft.put(nodes.term(), gate.title or gate.id, *keys)
        known = {**framework.every_stage, **framework.stages}
        names = [known[id].title if id in known else id for id in gate.before]
        before = ", ".join((*names, *gate.before_kinds))
        kind = f"{gate.kind}: {_HARD if gate.kind == 'hard' else _SOFT}"
        said: list[nodes.Node] = [nodes.paragraph("", f"Before {before} ({kind})" if before else kind)]
        said += draft.labelled("Holds when", in_words(gate.holds, titles_of(draft.framework)), *keys, "holds")
        said += draft.labelled("Otherwise", gate.otherwise, *keys, "otherwise")
        said += prompts_as(draft, gate.prompts, True)
        entries.append((term, said))
    return draft.under("Gates", draft.terms(entries), "gates")


def kinds(draft: Draft) -> list[nodes.Node]:
    """Return in which order kinds of prompt are put, which is advice."""
    items = []
    for rule in draft.framework.kinds.values():
        said: list[nodes.Node] = [draft.paragraph(rule_in_words(rule), "kinds", rule.id)]
        items.append(said + draft.labelled("Otherwise", rule.otherwise, "kinds", rule.id, "otherwise"))
    return draft.under("The order of asking (advice)", draft.bullets(items), "kinds")


def safeguards(draft: Draft) -> list[nodes.Node]:
    """Return what interrupts everything and ends with a human being."""
    voice = draft.look.voice or draft.framework.voices[0]
    body: list[nodes.Node] = []
    for one in draft.framework.safeguards.values():
        box = nodes.admonition(classes=["important", "handrail-safeguard"])
        box += draft.put(nodes.title(), one.title or one.id, "safeguards", one.id)
        box += draft.paragraphs(one.wordings.get(voice, ""), "safeguards", one.id, voice)
        if one.raised_by:
            box += draft.labelled(
                "Raised when", in_words(one.raised_by, titles_of(draft.framework)), "safeguards", one.id
            )
        body.append(box)
    return draft.under("At any time", body, "safeguards")


def detours(draft: Draft) -> list[nodes.Node]:
    """Return where one may leave for, and come back from."""
    items = []
    for one in draft.framework.detours.values():
        when = f", when {in_words(one.offered_when, titles_of(draft.framework))}" if one.offered_when else ""
        item = nodes.paragraph()
        if "/" in one.to:
            item += draft.link("stage", one.to, one.title or one.id)
            item += nodes.Text(when)
        else:
            draft.put(item, f"{one.title or one.id}{when}", "detours", one.id)
        items.append(item)
    return draft.under("Detours", draft.bullets(items), "detours")
