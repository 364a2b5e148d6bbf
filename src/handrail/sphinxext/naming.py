"""What a framework names: prompt sets, ways of knowing, skills, outcomes, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from handrail.framework.values import OutcomeType, Skill, WayOfKnowing

from .drafting import Draft
from .prompting import prompts_as


def sets(draft: Draft) -> list[nodes.Node]:
    """Return the prompt sets that stand beside the stages."""
    made = []
    for group in draft.framework.prompt_sets.values():
        section = draft.section(group.title or group.id, "prompt_sets", group.id)
        section += draft.paragraphs(group.summary, "prompt_sets", group.id, "summary")
        section += draft.paragraphs(group.notice, "prompt_sets", group.id, "notice")
        section += prompts_as(draft, group, True)
        made.append(section)
    return draft.under("Prompt sets", made, "prompt_sets")


def ways(draft: Draft) -> list[nodes.Node]:
    """Return the ways of knowing, each with what it asks."""
    entries = []
    for way in draft.framework.ways_of_knowing.values():
        whose = [("Originator", way.originator)]
        said = _said(draft, way, (way.asks, way.means), "ways_of_knowing", whose)
        entries.append((_term(draft, way, "way", "ways_of_knowing"), said))
    return draft.under("Ways of knowing", draft.terms(entries), "ways_of_knowing")


def skills(draft: Draft) -> list[nodes.Node]:
    """Return the skills, each with what to be careful about."""
    entries = []
    for skill in draft.framework.skills.values():
        said = _said(draft, skill, (skill.means,), "skills", [("Careful", skill.caution)])
        entries.append((_term(draft, skill, "skill", "skills"), said))
    return draft.under("Skills", draft.terms(entries), "skills")


def outcomes(draft: Draft) -> list[nodes.Node]:
    """Return what may come of it."""
    entries = []
    for one in draft.framework.outcomes.values():
        said = _said(draft, one, (one.means,), "outcomes", [("Serves", one.benefit)])
        entries.append((draft.put(nodes.term(), one.title, "outcomes", one.id), said))
    return draft.under("Outcomes", draft.terms(entries), "outcomes")


def figures(draft: Draft) -> list[nodes.Node]:
    """Return published numbers, with how they may not be read."""
    items = []
    for one in draft.framework.figures.values():
        keys = ("figures", one.id)
        between = " to ".join(f"{end:g}" for end in one.interval)
        value = "" if one.value is None else f": {one.value:g}"
        value += f" ({between})" if between else ""
        base = f"; {one.base}" if one.base else ""
        said: list[nodes.Node] = [
            draft.sourced(f"{one.text}{value}{base}", one.reference, one.confidence, *keys)
        ]
        items.append(said + draft.labelled("Careful", one.caution, *keys, "caution"))
    return draft.under("Figures", draft.bullets(items), "figures")


def _term(draft: Draft, thing: WayOfKnowing | Skill, kind: str, key: str) -> nodes.Node:
    if "/" in thing.id:  # described in its own framework
        return nodes.term("", "", draft.link(kind, thing.id, thing.title))
    return draft.anchor(draft.put(nodes.term(), thing.title, key, thing.id), kind, thing.id, thing.title)


def _said(
    draft: Draft,
    thing: WayOfKnowing | Skill | OutcomeType,
    texts: Sequence[str],
    key: str,
    labelled: Iterable[tuple[str, str]],
) -> list[nodes.Node]:
    said: list[nodes.Node] = []
    for text in filter(None, texts):
        said += draft.paragraphs(text, key, thing.id)
    for label, text in labelled:
        said += draft.labelled(label, text, key, thing.id)
    source = draft.source(thing.reference, thing.confidence)
    return said + ([nodes.paragraph("", "", *source)] if source else [])
