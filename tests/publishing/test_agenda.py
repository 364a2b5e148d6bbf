"""A review as one page to take along."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.small_frameworks import small_circle

from handrail.practice import begin, review
from handrail.publishing import to_agenda
from handrail.publishing.line import one_line
from handrail.publishing.markdown import CAUTION, inline

OWN = """\
# For supervision

*Before this leaves your hands, read it once for anything that shows who somebody is: a name, a place, a date, \
a rare event.*

## To look at together

- Why is it hard to ask?

## Open actions

- Put up the sign (by 2026-03-09)
- Thank her

## Looking after oneself

- Walk home

## What returns

- I hurry
- Haste again
- 2 of these draw on aesthetics

## Ways of knowing not met lately

- personal
- ethics
"""


def test_everything_that_is_open_stands_on_one_page() -> None:
    session = begin(small_circle(), participants={"ann": "self"}, id="s-1").answer("q-told", "x")
    session = session.promote("action", "Thank her").promote("action", "Put up the sign", due="2026-03-09")
    session = session.promote("self-care-action", "Walk home")
    session = session.promote("supervision-item", "Why is it hard to ask?", prompt="q-told")
    for text in ("I hurry", "Haste again"):
        session = session.promote("pattern", text, prompt="q-told")
    page = to_agenda(review([session], "ann"))
    assert page == OWN
    assert "q-told" not in page


def test_a_guide_reads_whose_item_is_whose() -> None:
    people = {"ann": "member", "bo": "member", "gil": "guide"}
    session = begin(small_circle(), voice="group", participants=people)
    for by in ("ann", "bo"):
        session = session.promote("supervision-item", f"of {by}", by=by, visibility="supervisor")
        session = session.promote("supervision-item", f"kept by {by}", by=by)
    page = to_agenda(review([session], "gil"), title="Tuesday")
    assert (
        page
        == f"# Tuesday\n\n*{CAUTION}*\n\n## To look at together\n\n### ann\n\n- of ann\n\n### bo\n\n- of bo\n"
    )


def test_where_nothing_is_open_the_page_says_so() -> None:
    assert to_agenda(review([])).endswith("\n\nNothing is open.\n")


@given(st.text(max_size=30))
def test_what_a_person_wrote_stands_in_a_line_and_means_nothing_to_markdown(text: str) -> None:
    session = begin(small_circle()).promote("supervision-item", text)
    page = to_agenda(review([session]))
    assert page.split("\n\n")[3:] == [f"- {inline(text) if one_line(text) else '*no words are kept*'}\n"]
