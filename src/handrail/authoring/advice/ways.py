"""Advice on the stage graph: whether one can come everywhere, go on, and go back."""

from __future__ import annotations

from collections.abc import Iterator

from handrail.framework.faults import stage_path
from handrail.graph import StageGraph

from .review import Finding, Review
from .rules import rule


@rule
def unreachable_stage(review: Review) -> Iterator[Finding]:
    """A stage that no way leads to from where one begins.

    In a free order any stage may be entered, so nothing is said there. Write a way to it, such as `next:` or `skip:`,
    or take it out.

    Breaks::

        stages:
          before: {prompts: {a: "What happened before?"}, next: {after: that much is told}}
          during: {prompts: {b: "What happened then?"}}
          after: {prompts: {c: "What happened afterwards?"}, exit: it is told}

    Keeps::

        stages:
          before: {prompts: {a: "What happened before?"}, next: {during: that much is told}}
          during: {prompts: {b: "What happened then?"}}
          after: {prompts: {c: "What happened afterwards?"}, exit: it is told}
    """
    framework = review.framework
    graph = framework.stage_graph
    for id in graph.unreachable():
        if graph.order_at(id) != "free":
            said = f"no way leads to '{id}'; write one from where somebody would come, or take the stage out"
            yield Finding(stage_path(framework, id), said)


@rule
def dead_end(review: Review) -> Iterator[Finding]:
    """A stage from which no way leads on or out, although the suggested way does not end there.

    Write where one goes from it, or `exit:` and why one may end there.

    Breaks::

        order: free
        stages:
          told: {prompts: {a: "What happened?"}, next: {meant: it is told}, skip: {aside: there is more to it}}
          meant: {prompts: {b: "What did it mean to me?"}, exit: that is clear}
          aside: {prompts: {c: "What else is there?"}}

    Keeps::

        order: free
        stages:
          told: {prompts: {a: "What happened?"}, next: {meant: it is told}, skip: {aside: there is more to it}}
          meant: {prompts: {b: "What did it mean to me?"}, exit: that is clear}
          aside: {prompts: {c: "What else is there?"}, back: {told: that is said as well}}
    """
    framework = review.framework
    graph = framework.stage_graph
    ends = graph.dead_ends()
    if len(ends) == len(graph.leaves):  # one stage, or a free order without any ways: nobody is caught there
        return
    for id in ends:
        if id not in graph.suggested_way()[-1:]:
            said = f"no way leads on from '{id}'; write where one goes, or exit: and why one may end here"
            yield Finding(stage_path(framework, id), said)


@rule
def no_way_back(review: Review) -> Iterator[Finding]:
    """A strict order without a way back.

    People remember what belongs into an earlier stage. They may always return to where they have been, but without a
    way back no page, picture or offer tells them so. Write `back:` on a stage, or under `from_anywhere:`.

    Breaks::

        order: strict
        stages: {told: "What happened?", meant: "What did it mean?"}

    Keeps::

        order: strict
        stages:
          told: What happened?
          meant: {prompts: {b: "What did it mean?"}, back: {told: there is more to tell}}
    """
    graph = review.framework.stage_graph
    strict = [id for id in graph.leaves if graph.order_at(id) == "strict"]
    if len(strict) > 1 and not _goes_back(graph):
        said = "in this strict order no way leads back; write back: on a stage, or under from_anywhere:"
        yield Finding(_strict_path(review, strict[0]), said)


def _goes_back(graph: StageGraph) -> bool:
    place = {id: number for number, id in enumerate(graph.leaves)}
    return any(
        way.kind in ("back", "again") or place.get(way.target, len(place)) < place.get(way.source, 0)
        for way in graph.transitions
        if way.target
    )


def _strict_path(review: Review, id: str) -> tuple[str, ...]:
    framework = review.framework
    while id and not framework.every_stage[id].order:
        id = framework.every_stage[id].parent
    return (*stage_path(framework, id), "order") if id else ("order",)


@rule
def stage_off_the_way(review: Review) -> Iterator[Finding]:
    """A suggested order that passes a stage by: it can be reached, but `next` never leads there.

    Let a `next:` lead to it, make a strand of it, or say `order: free`.

    Breaks::

        stages:
          told: {prompts: {a: "What happened?"}, next: {settled: it is told}, skip: {felt: it still hurts}}
          felt: {prompts: {b: "What did I feel?"}, next: {settled: it is said}}
          settled: {prompts: {c: "What will I do?"}}

    Keeps::

        stages:
          told: {prompts: {a: "What happened?"}, next: {felt: it is told}, skip: {settled: it does not hurt}}
          felt: {prompts: {b: "What did I feel?"}, next: {settled: it is said}}
          settled: {prompts: {c: "What will I do?"}}
    """
    framework = review.framework
    graph = framework.stage_graph
    lost = {*graph.unreachable()}
    seen = {graph.first}
    waiting = [graph.first]
    on: dict[str, list[str]] = {}
    for way in graph.transitions:
        if way.kind == "next" and way.target:
            on.setdefault(way.source, []).append(way.target)
    while waiting:
        for target in (*on.get(waiting.pop(), ()), *on.get("", ())):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    for id in graph.leaves:
        if id not in seen and id not in lost and graph.order_at(id) != "free":
            said = f"the suggested way passes '{id}' by; let a next: lead here, or say order: free"
            yield Finding(stage_path(framework, id), said)
