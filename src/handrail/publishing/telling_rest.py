"""What is told about a framework beside its stages: what guards it, the words it uses, where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from handrail.framework import Framework
from handrail.framework.values import Figure, Gate, Remark, Skill
from handrail.practice.words import fill, in_words, rule_in_words, titles_of
from handrail.prompts import Prompt

from .about import sourced
from .blocks import Asked, Block, Heading, Items, Pairs, Words

Asking = Callable[[Iterable[Prompt]], Iterator[Asked]]


def editions(framework: Framework) -> Iterator[Words]:
    """Yield which edition is shown, and which others there are."""
    shown = framework.editions.get(framework.edition)
    if shown:
        said = (shown.title or shown.id) + sourced(framework, shown.reference, shown.confidence)
        yield Words(said, "Edition", "byline")
    named = ((id, one.title) for id, one in framework.editions.items() if id != framework.edition)
    others = [f"{id}: {title}" if title else id for id, title in named]
    if others:
        yield Words("; ".join(others), "Other editions", "byline")


def remarks(framework: Framework, label: str, said: Iterable[Remark]) -> Iterator[Items]:
    """Yield sentences about a framework, each with where it comes from, under a label."""
    texts = tuple(one.text + sourced(framework, one.reference, one.confidence) for one in said)
    if texts:
        yield Items(texts, label)


def strengths(framework: Framework) -> Iterator[Block]:
    """Yield what is good about a framework and where it ends."""
    told = [
        *remarks(framework, "Strengths", framework.strengths),
        *remarks(framework, "Limits", framework.limits),
    ]
    if told:
        yield Heading(2, "Strengths and limits", "limits")
        yield from told


# What guards it.


def gates(framework: Framework, asking: Asking | None, name: Callable[[str], str]) -> Iterator[Block]:
    """Yield what should hold before something starts, with the prompts that ask for it."""
    rules = tuple(
        rule_in_words(rule) + (f"; otherwise: {rule.otherwise}" if rule.otherwise else "")
        for rule in framework.kinds.values()
    )
    if framework.gates or rules:
        yield Heading(2, "What should hold first", "gates")
    for gate in framework.gates.values():
        yield Heading(3, gate.title or gate.id, f"gate-{gate.id}", gate.kind)
        yield from _gate(gate, name, titles_of(framework))
        yield from asking(gate.prompts) if asking else ()
    if rules:
        yield Heading(3, "The order of asking", "kinds", "advice")
        yield Items(rules)


def _gate(gate: Gate, name: Callable[[str], str], titles: Mapping[str, str]) -> Iterator[Words]:
    hard = "nothing starts before it holds" if gate.kind == "hard" else "advises, and shuts nobody out"
    before = ", ".join((*map(name, gate.before), *gate.before_kinds))
    yield Words(f"{before}; {hard}", "Before")
    yield Words(in_words(gate.holds, titles), "Holds when")
    if gate.otherwise:
        yield Words(gate.otherwise, "Otherwise")


def safeguards(framework: Framework, voices: Sequence[str]) -> Iterator[Block]:
    """Yield what interrupts everything, and in what words."""
    if framework.safeguards:
        yield Heading(2, "At any time", "safeguards")
        yield Pairs(
            tuple(
                (one.title or one.id, fill(_first(one.wordings, voices), framework.terms))
                for one in framework.safeguards.values()
            )
        )


def _first(wordings: Mapping[str, str], voices: Sequence[str]) -> str:
    return next((wordings[voice] for voice in voices if voice in wordings), "")


def detours(framework: Framework) -> Iterator[Block]:
    """Yield the ways aside, and when they are offered."""
    if framework.detours:
        titles = titles_of(framework)
        yield Heading(2, "Detours", "detours")
        yield Pairs(
            tuple(
                (
                    one.title or one.id,
                    f"when {in_words(one.offered_when, titles)}" if one.offered_when else "a way aside",
                )
                for one in framework.detours.values()
            )
        )


# The words it uses.


def named(framework: Framework, brief: bool) -> Iterator[Block]:
    """Yield ways of knowing, skills, outcomes and figures."""
    for title, anchor, pairs in (
        ("Ways of knowing", "ways", _ways(framework)),
        ("Skills", "skills", _skills(framework, brief)),
        ("Outcomes", "outcomes", _outcomes(framework)),
        ("Figures", "figures", (_figure(framework, one) for one in framework.figures.values())),
    ):
        told = tuple(pairs)
        if told:
            yield Heading(2, title, anchor)
            yield Pairs(told)


def _ways(framework: Framework) -> Iterator[tuple[str, str]]:
    for way in framework.ways_of_knowing.values():
        whose = f"{way.title} ({way.originator})" if way.originator else way.title
        yield whose, (way.asks or way.means) + sourced(framework, way.reference, way.confidence)


def _skills(framework: Framework, brief: bool) -> Iterator[tuple[str, str]]:
    """Yield the skills of a framework that is about them, and else those that its stages and prompts name."""
    about = framework.purpose == "reference"
    if brief and not about:
        return
    stages = (*framework.stages.values(), *framework.strands.values())
    prompts = (id for prompt in framework.prompts for id in prompt.skills)
    wanted = {id for stage in stages for id in stage.skills}.union(prompts)
    for id, skill in framework.skills.items():
        if about or id in wanted:
            yield skill.title, _skill(framework, skill)


def _skill(framework: Framework, skill: Skill) -> str:
    said = " ".join(filter(None, (skill.means, skill.caution)))
    return said + sourced(framework, skill.reference, skill.confidence)


def _outcomes(framework: Framework) -> Iterator[tuple[str, str]]:
    for one in framework.outcomes.values():
        benefit = f"; {one.benefit}" if one.benefit else ""
        yield one.title, one.means + benefit + sourced(framework, one.reference, one.confidence)


def _figure(framework: Framework, figure: Figure) -> tuple[str, str]:
    value = "" if figure.value is None else f"{figure.value:g}"
    between = f" ({' to '.join(f'{one:g}' for one in figure.interval)})" if figure.interval else ""
    said = "; ".join(filter(None, (value + between, figure.base, figure.caution)))
    return figure.text, said + sourced(framework, figure.reference, figure.confidence)


# Where it comes from.


def card(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield what one looks up: whose it is, who wrote this file, in which version and under which licence."""
    names = (
        str(one.get("literal") or " ".join(str(one[part]) for part in ("given", "family") if part in one))
        for one in framework.authors
    )
    facts = (
        ("Originator", framework.originator),
        ("This file was written by", ", ".join(filter(None, names))),
        ("Version", framework.version),
        ("Licence", framework.licence),
        ("Confidence", framework.confidence),
        ("Purpose", framework.purpose),
        ("Voices", ", ".join(framework.voices)),
        ("Language", framework.language),
        ("Id", framework.id),
    )
    yield from (fact for fact in facts if fact[1])
