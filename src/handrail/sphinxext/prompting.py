"""Prompts on a page: as cards, as a list or as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from docutils import nodes

from handrail.prompts import Prompt
from handrail.publishing.about import how_long

from .drafting import Draft, table
from .marking import markup

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
    return found + draft.bullets(_choices(draft, prompt))


def _choices(draft: Draft, prompt: Prompt) -> Iterator[list[nodes.Node]]:
    for value, text in prompt.choices.items():
        keys = ("prompts", prompt.id, "choices", value)
        same = value.casefold() == text.casefold()
        yield [draft.paragraph(text, *keys)] if same else draft.labelled(value, text, *keys)


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
        about = nodes.paragraph()
        for part in _known_of(draft, prompt, voice):
            about += [nodes.Text(" · "), part] if about.children else [part]
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
    for part in _known_of(draft, prompt, voice):
        line += nodes.Text(" · ")
        line += part
    return line


def _name(draft: Draft, prompt: Prompt, place: bool) -> list[nodes.Node]:
    if not place:
        return [draft.link("prompt", prompt.id, title_of(prompt))]
    anchor, title = draft.id_of("prompt", prompt.id), escape(f"Link to the prompt {prompt.id}")
    sign = f' <a class="handrail-permalink" href="#{anchor}" title="{title}">#</a>'
    name = nodes.inline("", title_of(prompt), classes=["handrail-name"])
    return [name, markup(html=sign, permalink=True)]


def _known_of(draft: Draft, prompt: Prompt, voice: str) -> Iterator[nodes.Node]:
    framework = draft.framework
    for way in prompt.ways:
        known = framework.ways_of_knowing.get(way)
        inside = draft.link("way", way, known.title if known else way)
        yield nodes.inline("", "", inside, classes=["handrail-chip"])
    said = [*_in_words(prompt)]
    if voice != (draft.look.voice or framework.voices[0]):
        said.insert(0, f"in the voice {voice}")
    if said:
        yield nodes.Text(" · ".join(said))


def _in_words(prompt: Prompt) -> Iterator[str]:
    if prompt.sitting == "preface":
        yield "before the rest, not timed"
    elif prompt.minutes:
        yield how_long(prompt.minutes)
    if prompt.sitting == "later":
        yield "a sitting of its own"
    if prompt.core:
        yield "core"
    if prompt.kind != "question":
        yield prompt.kind
    if prompt.needs:
        yield f"builds on {', '.join(prompt.needs)}"
