"""Frameworks side by side in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docutils import nodes

from handrail.publishing.diagram import name_of

from .drafting import Draft, table

Cell = Callable[[Draft], list[nodes.Node]]


def comparison(drafts: Sequence[Draft]) -> nodes.table:
    """Return a table with a column for each framework, and a row for all that one of them has."""
    heads = ["", *(draft.framework.title for draft in drafts)]
    rows: list[list[list[nodes.Node]]] = []
    for name, cell in ROWS.items():
        cells = [cell(draft) for draft in drafts]
        if any(cells):
            rows.append([[nodes.paragraph("", "", nodes.strong("", name))], *cells])
    first = 16
    made = table(heads, rows, [first, *([(100 - first) // len(drafts)] * len(drafts))])
    made["classes"].append("handrail-compared")
    return made


def _words(text: str) -> list[nodes.Node]:
    return [nodes.paragraph("", text)] if text else []


def _titles(draft: Draft, titles: Iterable[str]) -> list[nodes.Node]:
    return draft.bullets(nodes.paragraph("", title) for title in titles)


def _name(draft: Draft) -> list[nodes.Node]:
    return [nodes.paragraph("", "", draft.link("framework", "", draft.framework.id))]


def _edition(draft: Draft) -> list[nodes.Node]:
    edition = draft.framework.editions.get(draft.framework.edition)
    return _words(edition.title or edition.id if edition else "")


def _stages(draft: Draft) -> list[nodes.Node]:
    tops = [one for one in draft.framework.stages.values() if one.parent not in draft.framework.stages]
    items: list[list[nodes.Node]] = []
    for stage in tops:
        held = _titles(draft, (name_of(draft.framework.stages[id]) for id in stage.stages))
        items.append([nodes.paragraph("", name_of(stage)), *held])
    return draft.bullets(items)


def _prompts(draft: Draft) -> list[nodes.Node]:
    prompts = draft.framework.prompts
    core = len(prompts.core)
    return _words(f"{len(prompts)}{f', {core} of them core' if core else ''}" if len(prompts) else "")


def _minutes(draft: Draft) -> list[nodes.Node]:
    times = [one.minutes for one in draft.framework.prompts if one.minutes]
    if not times:
        return []
    return _words(
        f"{sum(one.brief for one in times):g} to {sum(one.typical for one in times):g} for all prompts"
    )


ROWS: dict[str, Cell] = {
    "Id": _name,
    "Originator": lambda draft: _words(draft.framework.originator),
    "Purpose": lambda draft: _words(draft.framework.purpose),
    "Edition shown": _edition,
    "Voices": lambda draft: _words(", ".join(draft.framework.voices)),
    "Order": lambda draft: _words(draft.framework.order if draft.framework.stages else ""),
    "Stages": _stages,
    "Beside every stage": lambda draft: _titles(
        draft, (one.title for one in draft.framework.strands.values())
    ),
    "Prompts": _prompts,
    "Minutes": _minutes,
    "Ways of knowing": lambda draft: _titles(
        draft, (one.title for one in draft.framework.ways_of_knowing.values())
    ),
    "Gates": lambda draft: _titles(draft, (one.title or one.id for one in draft.framework.gates.values())),
    "Safeguards": lambda draft: _titles(draft, (one.title for one in draft.framework.safeguards.values())),
    "Detours": lambda draft: _titles(
        draft, (one.title or one.id for one in draft.framework.detours.values())
    ),
    "Not for": lambda draft: _titles(draft, (one.text for one in draft.framework.not_for)),
}
