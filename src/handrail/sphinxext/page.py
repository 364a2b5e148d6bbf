"""A framework as a page: what it is for, its stages with their prompts, what guards it, where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from docutils import nodes

from handrail.framework.values import Remark
from handrail.graph import Stage, Transition
from handrail.publishing.diagram import name_of
from handrail.publishing.parting import parts_of

from .citing import references
from .depicting import picture
from .drafting import Draft
from .guarding import detours, gates, kinds, safeguards
from .naming import figures, outcomes, sets, skills, ways
from .prompting import prompts_as

Part = Callable[[Draft], list[nodes.Node]]

_KINDS = {"next": "On to", "skip": "Ahead to", "back": "Back to", "again": "Again from"}


def page(draft: Draft) -> list[nodes.Node]:
    """Return a framework as a section with its title, or what would stand in it."""
    body = [node for name in draft.look.members for node in MEMBERS[name](draft)]
    made = body
    if draft.look.titled:
        section = draft.section(draft.framework.title, "title", kind="framework")
        section.extend(body)
        made = [section]
    for node in (one for top in made for one in top.findall()):
        node.document = draft.document  # else each of Sphinx's transforms climbs up to the top to find it
    return made


# What it is.


def about(draft: Draft) -> list[nodes.Node]:
    """Return the summary, and the facts that one looks up."""
    framework = draft.framework
    found: list[nodes.Node] = []
    edition = framework.editions.get(framework.edition)
    if edition:
        said = draft.sourced(
            f"Edition: {edition.title or edition.id}",
            edition.reference,
            edition.confidence,
            "editions",
            edition.id,
        )
        said["classes"].append("handrail-edition")
        found.append(said)
    found += draft.paragraphs(framework.summary, "summary", classes=["handrail-summary"])
    others = [one.title or one.id for one in framework.editions.values() if one.id != framework.edition]
    voices = ", ".join(framework.voices)
    shown = f" (shown here: {draft.look.voice or framework.voices[0]})" if len(framework.voices) > 1 else ""
    authors = ", ".join(filter(None, map(_person, framework.authors)))
    facts = (
        ("Originator", framework.originator),
        ("Purpose", framework.purpose),
        ("Voices", voices + shown if framework.every_prompt.prompts else ""),
        ("Other editions", "; ".join(others)),
        ("Version", framework.version),
        ("Written by", authors),
        ("Licence of the wording", framework.licence),
    )
    return found + draft.fields((name, [nodes.Text(said)] if said else []) for name, said in facts)


def _person(author: object) -> str:
    data = author if isinstance(author, dict) else {}
    return str(data.get("literal") or " ".join(filter(None, (data.get("given"), data.get("family")))))


def use(draft: Draft) -> list[nodes.Node]:
    """Return for whom and for what it is, for what it is not, and what it needs."""
    framework = draft.framework
    body: list[nodes.Node] = []
    for label, key, text in (("For", "scope", framework.scope), ("Used by", "users", framework.users)):
        body += draft.labelled(label, text, key)
    edition = framework.editions.get(framework.edition)
    body += _remarks(draft, "Not for", framework.not_for, "not_for")
    body += _remarks(draft, "Setting", framework.setting, "setting")
    body += _remarks(draft, "Values", (*framework.values, *(edition.values if edition else ())), "values")
    if framework.notice:
        note = nodes.admonition(classes=["note", "handrail-notice"])
        note += draft.put(nodes.title(), "Before starting", "notice")
        note += draft.paragraphs(framework.notice, "notice")
        body.append(note)
    return draft.under("What it is for", body, "scope")


def _remarks(draft: Draft, label: str, remarks: Sequence[Remark], key: str) -> list[nodes.Node]:
    if not remarks:
        return []
    head = nodes.paragraph(classes=["handrail-labelled"])
    head += nodes.strong("", f"{label}:")
    items = [
        draft.sourced(one.text, one.reference, one.confidence, key, str(number))
        for number, one in enumerate(remarks)
    ]
    return [head, *draft.bullets(items)]


def limits(draft: Draft) -> list[nodes.Node]:
    """Return what is said for it and against it."""
    framework = draft.framework
    body = _remarks(draft, "Strengths", framework.strengths, "strengths")
    body += _remarks(draft, "Limits", framework.limits, "limits")
    return draft.under("Strengths and limits", body, "limits")


# What is done in it.


def stages(draft: Draft) -> list[nodes.Node]:
    """Return the stages with their prompts; in an edition with headings of its own, the prompts under those first."""
    framework = draft.framework
    tops = [stage for stage in framework.stages.values() if stage.parent not in framework.stages]
    under = _parts(draft) if _has_parts(draft) else []
    return [*under, *draft.under("Stages", [_stage(draft, stage) for stage in tops], "stages")]


def _has_parts(draft: Draft) -> bool:
    edition = draft.framework.editions.get(draft.framework.edition)
    return edition is not None and bool(edition.parts)


def _parts(draft: Draft) -> list[nodes.Node]:
    """Return the prompts under the headings that the edition has, and apart from them those that it has not."""
    edition = draft.framework.edition
    body: list[nodes.Node] = []
    for part in parts_of(draft.framework):
        keys = ("editions", edition) if part.place else ("editions", edition, "parts", part.heading)
        body += draft.under(part.heading, prompts_as(draft, part.prompts, True), *keys)
    return draft.under("Prompts", body, "stages")


def strands(draft: Draft) -> list[nodes.Node]:
    """Return what runs beside every stage."""
    body = [_stage(draft, strand) for strand in draft.framework.strands.values()]
    return draft.under("Beside every stage", body, "strands")


def _stage(draft: Draft, stage: Stage) -> nodes.Node:
    framework, keys = draft.framework, ("strands" if stage.strand else "stages", stage.id)
    made = draft.section(name_of(stage), *keys, kind="stage", id=stage.id)
    made += draft.paragraphs(stage.question, *keys, "question", classes=["handrail-question"])
    made += draft.labelled("Aim", stage.aim, *keys, "aim")
    made += draft.labelled("For the helper", stage.guidance, *keys, "guidance")
    if not _has_parts(draft):
        made += prompts_as(draft, stage.prompts, True)
    made += draft.listed("Ready when", stage.ready_when, *keys, "ready_when")
    made += draft.listed("Pitfalls", stage.pitfalls, *keys, "pitfalls")
    if stage.skills:
        line = nodes.paragraph("", "", nodes.strong("", "Skills:"), classes=["handrail-labelled"])
        for number, id in enumerate(stage.skills):
            line += nodes.Text(", " if number else " ")
            line += draft.link("skill", id, framework.skills[id].title if id in framework.skills else id)
        made += line
    made += _ways_on(draft, stage.transitions, *keys)
    made += _where_from(draft, stage)
    made.extend(_stage(draft, framework.stages[id]) for id in stage.stages)
    return made


def _where_from(draft: Draft, stage: Stage) -> list[nodes.Node]:
    source = draft.source(stage.reference, stage.confidence)
    if not source:
        return []
    line = nodes.paragraph("", "Its name and place: ", classes=["handrail-labelled", "handrail-from"])
    line += source
    return [line]


def anywhere(draft: Draft) -> list[nodes.Node]:
    """Return the ways that one may go from anywhere."""
    body = _ways_on(draft, draft.framework.from_anywhere, "from_anywhere")
    return draft.under("From anywhere", body, "from_anywhere")


def _ways_on(draft: Draft, transitions: Iterable[Transition], *keys: str) -> list[nodes.Node]:
    entries = list(_entries(draft, transitions, *keys))
    plain = [term for term, said in entries if not said]
    if len(plain) == len(entries):
        return draft.bullets([nodes.paragraph("", "", *term.children) for term in plain])
    made = draft.terms(entries)
    for one in made:
        one["classes"].append("handrail-ways-on")  # type: ignore[index]  # a definition list is an element
    return made


def _entries(
    draft: Draft, transitions: Iterable[Transition], *keys: str
) -> Iterator[tuple[nodes.term, list[nodes.Node]]]:
    known = {**draft.framework.every_stage, **draft.framework.stages, **draft.framework.strands}
    for way in transitions:
        term = nodes.term()
        if way.kind == "stay":
            term += nodes.Text("Stay")
        elif not way.target:
            term += nodes.Text("The way out")
        else:
            term += nodes.Text(f"{_KINDS.get(way.kind, 'On to')} ")
            there = known.get(way.target)
            term += draft.link("stage", way.target, name_of(there) if there else way.target)
        said: list[nodes.Node] = []
        if way.because:
            said.append(draft.sourced(way.because, way.reference, way.confidence, *keys, "transitions"))
        said += draft.labelled("A sign of it", way.sign, *keys, "transitions")
        yield term, said


MEMBERS: dict[str, Part] = {
    "about": about,
    "picture": picture,
    "use": use,
    "stages": stages,
    "strands": strands,
    "anywhere": anywhere,
    "gates": gates,
    "kinds": kinds,
    "safeguards": safeguards,
    "detours": detours,
    "sets": sets,
    "ways": ways,
    "skills": skills,
    "outcomes": outcomes,
    "figures": figures,
    "limits": limits,
    "references": references,
}
