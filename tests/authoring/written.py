"""What the laws of writing draw from: frameworks as they can be read, with every text as odd as texts get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
from hypothesis import strategies as st
from tests.authoring.strategies import sentences
from tests.strategies import frameworks, pick

from handrail.authoring.records import title_from
from handrail.authoring.source import UNPRINTABLE
from handrail.framework import Framework
from handrail.framework.values import Edition, Figure, OutcomeType, Reference, Remark, Skill
from handrail.graph import TRANSITION_KINDS, Stage, Transition
from handrail.prompts import Minutes, Prompt, PromptSet
from handrail.selection import Familiarity, Occasion, Others, SelectionRule, Share

ODD = (
    *(
        "no",
        "1.10",
        "012",
        "~",
        "null",
        "12:30",
        "2020-01-01",
        "<<",
        "=",
        "---",
        "...",
        "- a",
        "? a",
        ": a",
        "-",
        "?",
    ),
    *(
        "# a",
        "a # b",
        "a: b",
        "a:",
        "a:\tb",
        "{a}",
        "[a, b]",
        "a, b",
        "&a b",
        "*a*",
        "!a",
        "%a",
        "@a",
        "`a`",
        "|",
        ">-",
    ),
    *(
        "'a'",
        '"a"',
        'she said "so"',
        "it's",
        "a\\nb",
        "a\nb",
        "a\n\nb",
        "a\n  b",
        "a \nb",
        "a\n- b",
        "a  b",
        "a\tb",
    ),
    *(
        "a\r\nb",
        "a\x85b",
        "a\u2028b",
        "a\u2029b",
        "a\xa0b",
        "שלום: #עולם",
        "\u200fa\u200e",
        "e\u0301",
        "🙂",
        "a" * 200,
    ),
    *(
        "word " * 60 + "end",
        "שלום " * 40 + "סוף",
        "a:  " * 50 + "b",
        "# " * 90 + "x",
        '"' * 130,
        "a\n" * 3 + "b" * 150,
    ),
)


def plain(text: str) -> str:
    """Return a text as it is kept: without what cannot be shown, or blanks around it; no word in it is a term."""
    return UNPRINTABLE.sub("", text).replace("<", "\u2039").strip() or "x"


texts = st.one_of(
    st.sampled_from(ODD),
    sentences,
    st.lists(st.sampled_from(ODD), min_size=1, max_size=3).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
).map(plain)
numbers = st.integers(0, 99).map(float) | st.sampled_from([0.1, 0.25, 2.1, 0.00001, 123456789012345.0])
data = st.recursive(
    texts,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(texts.filter(str.strip), inner, max_size=3),
    ),
    max_leaves=6,
)


def one_each(ways: Iterable[Transition]) -> tuple[Transition, ...]:
    """Return ways as a file can hold them: one of each kind to each stage, kind by kind."""
    kept = {(way.kind, way.target): way for way in ways}.values()
    return tuple(sorted(kept, key=lambda way: TRANSITION_KINDS.index(way.kind)))


@st.composite
def _prompt(draw: st.DrawFn, prompt: Prompt) -> Prompt:
    return attrs.evolve(
        prompt,
        wordings={voice: draw(texts) for voice in prompt.wordings},
        topic=draw(st.just("") | texts),
        how=draw(st.just("") | texts),
        skip_when=draw(st.just("") | texts),
        minutes=draw(pick(None, Minutes(1, 1), Minutes(0.5, 2))),
        choices={} if prompt.asks else draw(st.dictionaries(pick("a", "no", "1"), texts, max_size=2)),
        core=draw(st.booleans()),
        lines=draw(pick(0, 3)),
        reference=draw(pick("", "work")),
    )


@st.composite
def _stage(draw: st.DrawFn, stage: Stage) -> Stage:
    return attrs.evolve(
        stage,
        title=draw(st.just(stage.id.capitalize()) | texts),
        aim=draw(st.just("") | texts),
        ready_when=tuple(draw(st.lists(texts, max_size=2))),
        minutes=draw(pick(None, Minutes(1, 2))),
        prompts=PromptSet(tuple(draw(_prompt(prompt)) for prompt in stage.prompts)),
        transitions=one_each(attrs.evolve(way, because=draw(texts)) for way in stage.transitions),
    )


@st.composite
def _rule(draw: st.DrawFn, rule: SelectionRule) -> SelectionRule:
    first = rule.first[0]
    return attrs.evolve(
        rule,
        share=draw(st.none() | st.builds(Share, st.just(first), pick(0.25, 1.0), pick(0.0, 2.5))),
        others=draw(st.none() | st.builds(Others, st.just(1.0), st.just(2.5), pick(0, 2), pick(0, 9))),
        overlap=draw(pick((), ((first, rule.last[0]),))),
        occasions={"error": Occasion("error", draw(texts), up=(first,))} if draw(st.booleans()) else {},
        familiarity={
            "novice": Familiarity("novice", extra=draw(pick(None, 0, 2)), skip_reasons=(draw(texts),))
        },
        paths={
            id: attrs.evolve(path, title=draw(texts), notice=draw(texts)) for id, path in rule.paths.items()
        },
    )


def _remarks(draw: st.DrawFn) -> tuple[Remark, ...]:
    return tuple(draw(st.lists(st.builds(Remark, texts, pick("", "work"), pick("", "verified")), max_size=2)))


@st.composite
def _words(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "title": draw(texts),
        "version": draw(texts),
        "summary": draw(st.just("") | texts),
        "notice": draw(st.just("") | texts),
        "terms": {"person": draw(texts)},
        "authors": tuple(draw(st.lists(st.dictionaries(texts, data, max_size=3), max_size=2))),
        "not_for": _remarks(draw),
        "limits": _remarks(draw),
        "references": {"work": Reference("work", {"id": "work", "title": draw(texts), "a": draw(data)})},
        "figures": {"r": Figure("r", draw(texts), draw(st.none() | numbers), draw(pick((), (0.09, 1.0))))},
        "outcomes": {"learning": OutcomeType("learning", draw(pick("Learning", "What I learned")))},
        "skills": {"soler": Skill("soler", draw(texts), draw(texts))},
    }


def _titled(things: Mapping[str, Any]) -> dict[str, Any]:
    """Return things with the titles that they have when nothing is said."""
    return {id: attrs.evolve(one, title=one.title or title_from(id)) for id, one in things.items()}


@st.composite
def readable(draw: st.DrawFn) -> Framework:
    """Draw a framework that some text says, and that takes nothing from others."""
    drawn = draw(frameworks())
    own = {id: draw(_stage(stage)) for id, stage in drawn.every_stage.items() if "/" not in id}
    first = next(prompt.id for stage in own.values() for prompt in stage.prompts)
    editions = {
        id: Edition(
            id,
            draw(st.just(id) | texts),
            labels={"s0": draw(texts)} if id == "b" else {},
            values=_remarks(draw),
        )
        for id in draw(pick((), ("2020",), ("2020", "b")))
    }
    if editions:
        parts = draw(st.dictionaries(texts, st.just((first,)), max_size=2))
        editions["2020"] = attrs.evolve(editions["2020"], ways={first: ()}, parts=parts)
    return attrs.evolve(
        drawn,
        **draw(_words()),
        every_stage=own,
        facts=_titled(drawn.facts),
        gates=_titled(drawn.gates),
        from_anywhere=one_each(
            attrs.evolve(w, because=draw(texts)) for w in drawn.from_anywhere if w.kind != "stay"
        ),
        detours=_titled({id: one for id, one in drawn.detours.items() if "/" not in one.to}),
        selection=draw(_rule(drawn.selection)) if drawn.selection else None,
        editions=editions,
        edition=next(iter(editions), ""),
    )
