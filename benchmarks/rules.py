"""The rules of advice: what they add to loading, and the graph rules beside the same questions put to networkx.

A framework is loaded (or its text read) with all usual rules after it, and without. The graph rules look for
stages that nothing leads to, dead ends, ways back and stages off the way; networkx is asked for the descendants
of the first stage and the out-degrees, on a graph that is built from the same ways each time, as the rules build
theirs. The graph has no networkx view before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import networkx

from handrail.authoring import Reading, reading
from handrail.authoring.advice import RULES, advise
from handrail.authoring.advice.review import Review
from handrail.cataloguing import file_of, find_from
from handrail.graph import StageGraph

from .figures import Figure, duration, ratio
from .generated import generated
from .timing import interleaved

GRAPH_RULES = ("unreachable-stage", "dead-end", "no-way-back", "stage-off-the-way")


def figures(quick: bool) -> Iterator[Figure]:
    """Yield what the rules cost."""
    for id in ("johns", "egan"):
        file = file_of(id)
        raw, find = file.read_bytes(), find_from(file)
        yield from _beside_loading(id, partial(reading, raw, str(file), find), 5 if quick else 25)
    text = generated(500, 10_000)
    many = "500 stages, 10,000 prompts"
    yield from _beside_loading(many, partial(reading, text, "generated.yaml"), 3 if quick else 9)
    yield from _graph(reading(text, "generated.yaml"), 3 if quick else 15)


def _beside_loading(what: str, read: partial[Reading], rounds: int) -> Iterator[Figure]:
    timed = interleaved({"both": lambda: advise(read()), "read": read}, rounds)
    yield duration(f"read {what}, with all usual rules", timed["both"])
    # Twice what loading takes, on top of loading: three times in all.
    yield ratio(f"read {what} with the rules : without", timed["both"], timed["read"], most=3)


def _graph(read: Reading, rounds: int) -> Iterator[Figure]:
    framework = read.framework

    def ours() -> None:
        graph = StageGraph(framework.every_stage, framework.order, framework.start, framework.from_anywhere)
        framework.__dict__["stage_graph"] = graph  # anew, so that nothing is left from the round before
        review = Review(read)
        for code in GRAPH_RULES:
            list(RULES[code].find(review))

    def theirs() -> None:
        graph = StageGraph(framework.every_stage, framework.order, framework.start, framework.from_anywhere)
        made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        made.add_nodes_from(graph.leaves)
        made.add_edges_from((way.source, way.target) for way in graph.transitions if way.target)
        seen = {graph.first, *networkx.descendants(made, graph.first)}
        assert len(seen) == len(made)
        assert [id for id, degree in made.out_degree() if degree == 0] == []

    timed = interleaved({"ours": ours, "theirs": theirs}, rounds, calls=3)
    yield duration("the graph rules, 500 stages", timed["ours"])
    yield ratio("the graph rules, 500 stages : networkx", timed["ours"], timed["theirs"])
