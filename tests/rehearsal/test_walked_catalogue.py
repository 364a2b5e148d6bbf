"""The walk-throughs of the shipped frameworks: all hold, and they come to every stage and every transition."""

from __future__ import annotations

import pytest

import handrail
from handrail.rehearsal import covered, walk, walkthroughs_in

# What has no stages is nothing that one walks.
WALKED = [id for id in handrail.names() if handrail.load(id).stages]


@pytest.mark.parametrize("name", WALKED)
def test_the_walk_throughs_of_a_framework_hold_and_come_to_all_of_it(name: str) -> None:
    own, beside = walkthroughs_in(name)
    walked = [walk(own.framework, one) for one in (*own.walkthroughs, *beside.walkthroughs)]
    assert [str(one.failure) for one in walked if one.failure] == []
    found = covered(own.framework, (one.session for one in walked if one.session))
    assert (found.stages.not_seen, found.transitions.not_seen) == ((), ())


@pytest.mark.parametrize("name", WALKED)
def test_every_walk_through_says_what_happens_in_it(name: str) -> None:
    walks = walkthroughs_in(name)[-1].walks.values()
    assert [walk for walk in walks if len(str(walk.get("title", "")).split()) < 4] == []
