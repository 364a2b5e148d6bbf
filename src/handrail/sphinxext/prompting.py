"""Prompts on a page: as cards, as a list or as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx import addnodes

from handrail.prompts import Prompt

from .drafting import Draft, table

FORMS = ("cards", "list", "table")


def prompts_as(draft: Draft, prompts: Iterable[Prompt], place: bool) -> list[nodes.Node]:
    """Return prompts in the form that is asked for; `place` where they are described and can be pointed at."""
    worded = [(prompt, voice) for prompt in prompts if (voice := _voice(draft, prompt))]
    if not worded:
        return []
    if draft.look.prompts == "table":
        return [_table(draft, worded, place)]
    if draft.look.prompts == "list":
        return draft.bullets(_list_items(draft, worded, place))
    return [_card(draft, prompt, voice, place) for prompt, voice in worded]


def _voice(draft: Draft, prompt: Prompt) -> str:
    """Return the voice that a prompt is shown in: the one asked for, or the first of the framework's that it has."""
    if draft.look.voice:
        return draft.look.voice if draft.look.voice in prompt.wordings else ""
    return next((one for one in draft.framework.voices if one in prompt.wordings), "")


def _said(draft: Draft, prompt: Prompt, voice: str) -> list[nodes.Node]:
    found = draft.paragraphs(prompt.wordings[voice], "prompts", prompt.id, voice, classes=["handrail-asked"])
    found += draft.paragraphs(prompt.how, "prompts", prompt.id, "how", classes=["handrail-how"])
    for value, text in prompt.choices.items():
        found += draft.labelled(value, text, "prompts", prompt.id, "choices", value)
    return found


def _card(draft: Draft, prompt: Prompt, voice: str, place: bool) -> nodes.Node:
    card = nodes.container("", *_said(draft, prompt, voice), classes=["handrail-prompt"])
    card += _about(draft, prompt, voice, place)
    return _placed(draft, card, prompt) if place else card


def _list_items(
    draft: Draft, worded: Iterable[tuple[Prompt, str]], place: bool
) -> Iterator[list[nodes.Node]]:
    for prompt, voice in worded:
        said: list[nodes.Node] = [*_said(draft, prompt, voice), _about(draft, prompt, voice, place)]
        if place:
            said = [_placed(draft, nodes.container("", *said), prompt)]
        yield said


def _table(draft: Draft, worded: Sequence[tuple[Prompt, str]], place: bool) -> nodes.Node:
    rows = []
    for prompt, voice in worded:
        asked = nodes.container("", *_said(draft, prompt, voice))
        name = nodes.paragraph("", "", *_name(draft, prompt, place))
        about = nodes.paragraph("", "", *_joined(_chips(draft, prompt, voice)))
        rows.append(([name], [_placed(draft, asked, prompt) if place else asked], [about]))
    return table(("Prompt", "Wording", "About it"), rows, (20, 55, 25))


def _placed(draft: Draft, node: nodes.Element, prompt: Prompt) -> nodes.Element:
    draft.anchor(node, "prompt", prompt.id, title_of(prompt))
    for way in prompt.ways:
        draft.drawn_on(way, prompt.id, title_of(prompt))
    return node


def title_of(prompt: Prompt) -> str:
    """Return what a prompt is called in lists."""
    return prompt.topic or prompt.id.rpartition("/")[2].replace("-", " ")


def _about(draft: Draft, prompt: Prompt, voice: str, place: bool) -> nodes.paragraph:
    """Return the line under a prompt: its name, and what is known of it."""
    line = nodes.paragraph(classes=["handrail-about-prompt"])
    line += _name(draft, prompt, place)
    for chip in _chips(draft, prompt, voice):
        line += nodes.inline("", " · ", classes=["handrail-between"])
        line += chip
    return line


def _name(draft: Draft, prompt: Prompt, place: bool) -> list[nodes.Node]:
    name = nodes.inline("", title_of(prompt), classes=["handrail-name"])
    if not place:
        return [draft.link("prompt", prompt.id, title_of(prompt))]
    icon = draft.env.config.html_permalinks_icon if draft.env.config.html_permalinks else ""
    if not icon:
        return [name]
    sign = nodes.reference("", "#", refid=draft.id_of("prompt", prompt.id), internal=True)
    sign["classes"].append("handrail-permalink")
    sign["reftitle"] = f"Link to the prompt {prompt.id}"
    return [name, addnodes.only("", nodes.Text(" "), sign, expr="html and not epub")]


def _joined(chips: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    for number, chip in enumerate(chips):
        if number:
            yield nodes.inline("", " · ", classes=["handrail-between"])
        yield chip


def _chips(draft: Draft, prompt: Prompt, voice: str) -> Iterator[nodes.Node]:
    framework = draft.framework
    if voice != (draft.look.voice or framework.voices[0]):
        yield _chip(f"in the voice {voice}", "voice")
    for way in prompt.ways:
        known = framework.ways_of_knowing.get(way)
        inside = draft.link("way", way, known.title if known else way)
        yield nodes.inline("", "", inside, classes=["handrail-chip", "handrail-way"])
    if prompt.sitting == "preface":
        yield _chip("before the rest, not timed", "time")
    elif prompt.minutes:
        brief, typical = prompt.minutes.brief, prompt.minutes.typical
        said = f"{brief:g}" if brief == typical else f"{brief:g} to {typical:g}"
        yield _chip(f"{said} minute{'' if said == '1' else 's'}", "time")
    if prompt.sitting == "later":
        yield _chip("a sitting of its own", "time")
    if prompt.core:
        yield _chip("core", "core")
    if prompt.kind != "question":
        yield _chip(prompt.kind, "kind")
    if prompt.needs:
        yield _chip(f"builds on {', '.join(prompt.needs)}", "needs")


def _chip(text: str, kind: str) -> nodes.inline:
    return nodes.inline("", text, classes=["handrail-chip", f"handrail-{kind}"])
