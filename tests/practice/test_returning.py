"""The same event once more: how often in a row it brought nothing new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_frameworks import small_johns

from handrail.practice import RecordError, Refused, Session, begin, re_entered

JOHNS = small_johns()


def sat(about: str, *, brought: bool = False) -> Session:
    session = begin(JOHNS, voice="self", about=about).answer("describe", "once more")
    return session.promote("learning", "ask sooner") if brought else session


def test_sittings_that_brought_nothing_are_counted_back_from_the_latest() -> None:
    assert re_entered("the-fall", []) == 0
    assert re_entered("the-fall", [sat("the-fall"), sat("the-fall")]) == 2
    assert re_entered("the-fall", [sat("the-fall"), sat("the-fall", brought=True)]) == 0
    assert re_entered("the-fall", [sat("the-fall", brought=True), sat("the-fall"), sat("the-fall")]) == 2


def test_what_is_about_something_else_or_about_nothing_named_counts_neither_way() -> None:
    sittings = [sat("the-fall"), sat("the-handover", brought=True), sat(""), sat("the-fall")]
    assert re_entered("the-fall", sittings) == 2
    assert re_entered("", sittings) == 0


@given(st.lists(st.tuples(st.sampled_from(["a", "b", ""]), st.booleans()), max_size=12))
def test_the_count_is_that_of_the_latest_run(sittings: list[tuple[str, bool]]) -> None:
    wanted = 0
    for about, brought in sittings:
        if about == "a":
            wanted = 0 if brought else wanted + 1
    assert re_entered("a", [KEPT[one] for one in sittings]) == wanted


KEPT = {
    (about, brought): sat(about, brought=brought) for about in ("a", "b", "") for brought in (True, False)
}


def test_what_a_sitting_is_about_is_kept_and_never_shown() -> None:
    session = sat("bed-twelve")
    assert session.about == "bed-twelve"
    assert Session.from_record(session.to_record()).about == "bed-twelve"
    assert "bed-twelve" not in repr(session) + repr(session.events) + repr(session.state)
    assert begin(JOHNS).about == ""


def test_what_a_sitting_is_about_is_an_id_and_no_text() -> None:
    with pytest.raises(Refused, match="names, moments and keys"):
        begin(JOHNS, about="x" * 1_001)
    record = begin(JOHNS).to_record()
    record["events"][0]["about"] = "x" * 1_001
    with pytest.raises(RecordError, match="'about' is longer"):
        Session.from_record(record)
