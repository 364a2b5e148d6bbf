"""Questions about the shape of a stage graph, by example and against networkx."""

from __future__ import annotations

import itertools
import time

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.errors import HandrailError
from handrail.graph import Stage, StageGraph, Transition


def graph(
    *stages: Stage, order: str = "free", start: str = "", anywhere: tuple[Transition, ...] = ()
) -> StageGraph:
    return StageGraph({stage.id: stage for stage in stages}, order, start, anywhere)


def stage(id: str, *ways: str, parent: str = "", holds: tuple[str, ...] = (), strand: bool = False) -> Stage:
    """Return a stage whose ways are written `kind target`; `exit` and `stay` have no target."""
    transitions = []
    for way in ways:
        kind, _, target = way.partition(" ")
        transitions.append(Transition(id, id if kind == "stay" else target, kind))
    return Stage(
        id,
        id.upper(),
        parent=parent,
        stages=holds,
        strand=strand,
        transitions=tuple(transitions),
    )


# Two stages of two tasks each, a strand beside them, and a way back from anywhere.
SMALL = graph(
    stage("1", holds=("1a", "1b")),
    stage("1a", "next 1b", "skip 2", "exit", parent="1"),
    stage("1b", "next 2", "back 1a", parent="1"),
    stage("2", "stay", holds=("2a", "2b")),
    stage("2a", "next 2b", parent="2"),
    stage("2b", "next action", parent="2"),
    stage("action", "again 1", "back 2b", strand=True),
)


def test_a_stage_that_holds_stages_is_entered_through_its_first() -> None:
    assert SMALL.place("2") == "2a"
    assert SMALL.place("1b") == "1b"
    assert SMALL.within("2") == ("2a", "2b")
    assert SMALL.leaves == ("1a", "1b", "2a", "2b")
    assert SMALL.strands == ("action",)
    assert SMALL.first == "1a"


def test_leads_to_names_the_places_that_transitions_lead_to() -> None:
    assert SMALL.leads_to("1a") == ("1b", "2a")
    assert SMALL.leads_to("action") == ("1a", "2b")
    assert SMALL.leads_to("2b") == ("2b", "action")


def test_what_a_holder_writes_holds_for_all_that_it_holds() -> None:
    stays = [(way.source, way.target) for way in SMALL.transitions if way.kind == "stay"]
    assert stays == [("2a", "2a"), ("2b", "2b")]
    ended = graph(stage("1", "exit", "back 0", holds=("1a", "1b")), stage("1a"), stage("1b"), stage("0"))
    assert [(way.source, way.target) for way in ended.transitions] == [
        *(("1a", ""), ("1b", "")),
        *(("1a", "0"), ("1b", "0")),
    ]


def test_the_suggested_way_runs_through_stages_only() -> None:
    assert SMALL.suggested_way() == ("1a", "1b", "2a", "2b")


def test_an_order_suggests_the_stage_written_next_where_none_is_named() -> None:
    loose = graph(stage("a"), stage("b", "next d"), stage("c"), stage("d"), order="suggested")
    assert loose.suggested_way() == ("a", "b", "d")
    assert loose.unreachable() == ("c",)
    free = graph(stage("a"), stage("b"))
    assert free.suggested_way() == ("a",)
    assert free.transitions == ()


def test_a_suggested_way_that_comes_round_ends_where_it_began() -> None:
    assert graph(stage("a", "next b"), stage("b", "next a")).suggested_way() == ("a", "b")


def test_everything_is_reached_from_the_first_stage_or_a_strand() -> None:
    assert SMALL.unreachable() == ()
    assert set(SMALL.reachable_from("2a")) == {"2a", "2b", "action", "1a", "1b"}
    lonely = graph(stage("a"), stage("b"), stage("c"), stage("s", "back c", strand=True))
    assert lonely.unreachable() == ("b",)
    assert lonely.reachable_from("a") == ("a",)


def test_a_dead_end_leads_neither_on_nor_out() -> None:
    ends = graph(
        stage("a", "next b"), stage("b", "again b", "stay"), stage("c", "exit"), stage("s", strand=True)
    )
    assert ends.dead_ends() == ("b",)
    assert SMALL.dead_ends() == ()


def test_a_way_from_anywhere_leads_from_everywhere_else() -> None:
    back = Transition("", "a", "back")
    anywhere = graph(stage("a"), stage("b"), stage("c", "next b"), anywhere=(back,))
    assert anywhere.leads_to("b") == ("a",)
    assert anywhere.leads_to("c") == ("b", "a")
    assert anywhere.leads_to("a") == ()
    assert anywhere.dead_ends() == ("a",)
    out = graph(stage("a"), anywhere=(Transition("", "", "exit"),))
    assert out.dead_ends() == ()


def test_a_way_from_anywhere_to_a_holder_leads_to_its_first_place() -> None:
    held = graph(stage("1", holds=("1a",)), stage("1a"), stage("x"), anywhere=(Transition("", "1", "back"),))
    assert held.leads_to("x") == ("1a",)


def test_paths_come_to_no_stage_twice() -> None:
    assert list(SMALL.paths("1a", "2b")) == [("1a", "1b", "2a", "2b"), ("1a", "2a", "2b")]
    assert list(SMALL.paths("1a", "1")) == [("1a",)]
    assert next(SMALL.paths("1", "action")) == ("1a", "1b", "2a", "2b", "action")


def test_a_graph_without_stages_answers_every_question() -> None:
    empty = graph()
    assert empty.first == ""
    assert empty.suggested_way() == empty.unreachable() == empty.dead_ends() == ()
    assert empty.transitions == ()
    assert empty.to_networkx().number_of_nodes() == 0


def test_an_unknown_stage_is_offered_its_neighbour() -> None:
    for ask in (SMALL.leads_to, SMALL.reachable_from, SMALL.place, lambda id: list(SMALL.paths(id, "1a"))):
        with pytest.raises(HandrailError, match="no stage is called 'actoin'; did you mean 'action'"):
            ask("actoin")


def test_networkx_is_told_strands_kinds_and_reasons() -> None:
    told = SMALL.to_networkx()
    assert isinstance(told, networkx.MultiDiGraph)
    assert [id for id, strand in told.nodes(data="strand") if strand] == ["action"]
    assert sorted(told.edges(data="kind"))[:2] == [("1a", "1b", "next"), ("1a", "2a", "skip")]
    told.remove_node("1a")
    assert "1a" in SMALL.to_networkx()


# Against networkx, on graphs that nobody would draw.

KINDS = st.sampled_from(["next", "skip", "back", "again", "exit", "stay"])


@st.composite
def graphs(draw: st.DrawFn) -> StageGraph:
    """Draw stages, some of them inside others, strands, and transitions between any of them."""
    count = draw(st.integers(1, 7))
    ids = [f"s{number}" for number in range(count)]
    strands = {id for id in ids[1:] if draw(st.integers(0, 4)) == 0}
    held: dict[str, list[str]] = {id: [] for id in ids}
    parents: dict[str, str] = {}
    for number, id in enumerate(ids):
        holders = [holder for holder in ids[:number] if holder not in strands]
        if holders and id not in strands and draw(st.booleans()):
            parents[id] = draw(st.sampled_from(holders))
            held[parents[id]].append(id)
    stages = []
    for id in ids:
        ways = draw(st.lists(st.tuples(KINDS, st.sampled_from(ids)), max_size=3))
        written = (f"{kind} {target}" if kind not in {"exit", "stay"} else kind for kind, target in ways)
        stages.append(
            stage(id, *written, parent=parents.get(id, ""), holds=tuple(held[id]), strand=id in strands)
        )
    anywhere = draw(st.lists(st.sampled_from([*ids, ""]), max_size=2))
    return StageGraph(
        {one.id: one for one in stages},
        draw(st.sampled_from(["free", "suggested", "strict"])),
        draw(st.sampled_from(["", *(id for id in ids if id not in strands)])),
        tuple(Transition("", target, "back" if target else "exit") for target in anywhere),
    )


@given(graphs())
def test_nodes_and_ways_are_those_of_networkx(shape: StageGraph) -> None:
    told = shape.to_networkx()
    assert list(told.nodes) == [*shape.leaves, *shape.strands]
    for id in told.nodes:
        assert set(shape.leads_to(id)) == set(told.successors(id))


@given(graphs())
def test_what_is_reachable_is_what_networkx_finds(shape: StageGraph) -> None:
    told = shape.to_networkx()
    for id in told.nodes:
        reached = shape.reachable_from(id)
        assert reached[0] == id
        assert set(reached) == networkx.descendants(told, id) | {id}
        assert len(reached) == len(set(reached))
    starts = {shape.first, *shape.strands}
    found = starts.union(*(networkx.descendants(told, id) for id in starts))
    assert shape.unreachable() == tuple(id for id in shape.leaves if id not in found)


@given(graphs())
def test_dead_ends_have_no_way_on_in_networkx(shape: StageGraph) -> None:
    told = shape.to_networkx()
    out = {way.source for way in shape.transitions if not way.target}
    ends = [id for id in shape.leaves if not {*told.successors(id)} - {id} and not {id, ""} & out]
    assert shape.dead_ends() == tuple(ends)


@given(graphs(), st.data())
def test_paths_are_the_simple_paths_of_networkx(shape: StageGraph, data: st.DataObject) -> None:
    told: networkx.DiGraph[str] = networkx.DiGraph(shape.to_networkx())
    places = st.sampled_from(list(told.nodes))
    a, b = data.draw(places), data.draw(places)
    mine = list(shape.paths(a, b))
    assert len(mine) == len(set(mine))
    theirs = {tuple(path) for path in networkx.all_simple_paths(told, a, b)}
    assert set(mine) == (theirs if a != b else {(a,)})


@given(graphs())
def test_the_suggested_way_follows_next_transitions(shape: StageGraph) -> None:
    way = shape.suggested_way()
    assert way[0] == shape.first
    assert len(way) == len(set(way))
    suggested = {(one.source, one.target) for one in shape.transitions if one.kind == "next"}
    assert set(itertools.pairwise(way)) <= suggested
    assert not {*way[1:]} & {*shape.strands}


@given(graphs())
def test_every_stage_stands_inside_its_holder(shape: StageGraph) -> None:
    for id in shape.stages:
        assert shape.place(id) == shape.within(id)[0]
        assert not shape.stages[shape.place(id)].stages


def test_ten_thousand_stages_are_not_too_many() -> None:
    ids = [f"s{number}" for number in range(10_000)]
    chain = graph(
        *(stage(id, f"next {after}", "back s0") for id, after in itertools.pairwise(ids)),
        stage(ids[-1], "exit"),
        anywhere=(Transition("", "s0", "back"), Transition("", "", "exit")),
    )
    begun = time.perf_counter()
    assert chain.suggested_way() == tuple(ids)
    assert chain.unreachable() == chain.dead_ends() == ()
    assert len(chain.reachable_from("s5000")) == 10_000
    assert next(chain.paths("s0", ids[-1])) == tuple(ids)
    assert time.perf_counter() - begun < 5  # a quadratic walk takes minutes


def test_a_place_that_cannot_be_come_to_is_said_at_once() -> None:
    # Thirty places that all lead to one another have more paths than anybody can walk.
    ids = [f"s{number}" for number in range(30)]
    crowd = graph(*(stage(id, *(f"next {other}" for other in ids)) for id in ids), stage("far"))
    assert list(crowd.paths("s0", "far")) == []
