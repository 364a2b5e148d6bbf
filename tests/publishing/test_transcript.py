"""Sessions as Markdown: golden files, and the law that nothing a person writes gets out of its quotation."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handrail
from handrail.practice import Session, begin
from handrail.publishing import to_transcript
from handrail.publishing.line import one_line
from handrail.publishing.markdown import inline, quoted

Golden = Callable[[str, str], None]
JOHNS = handrail.load("johns")
EGAN = handrail.load("egan")
TOLD = {
    "helper-nature-told": "yes",
    "emergency": "no",
    "limits-told": "yes",
    "human-route-named": "yes",
    "consent": "yes",
}


def reflected(
    answer: str = "It went well.\nMostly.", reason: str = "too raw", outcome: str = "ring her"
) -> Session:
    """Return fifteen minutes of Johns, with an answer, a skip, and an outcome."""
    session = begin(JOHNS, minutes=15, occasion="error", at="2026-03-02T17:00:00Z")
    session = session.answer("settle", "").answer("describe", answer)
    session = session.ask("effect")
    session = session.skip("own-feel", reason).pass_("best").leave_blank("knowledge").say(answer)
    session = session.promote("action", outcome, prompt="describe", due="2026-04-01")
    return session.replan(20).stop(reason).resume(reason).answer("feel-now", answer).close(reason)


def helped() -> Session:
    """Return a conversation of two people with moves, a rupture and its repair, and a danger."""
    people = {"ann": "helper", "bob": "client"}
    session = begin(EGAN, voice="helper", participants=people, known=TOLD)
    session = session.ask("story-start", by="ann").answer("story-start", "It is the flat.", by="bob")
    session = (
        session.say("Mm.", by="ann").move("2b", by="ann").answer("aim-at", "A door that locks.", by="bob")
    )
    session = session.know("rupture", "yes", by="ann").detour("repair", by="ann")
    session = session.answer("something-changed", "You hurried me.", by="bob").come_back(by="ann")
    session = session.move("1b", because="she asks for it", by="ann")
    return session.interrupt(by="bob")


def test_a_reflection_becomes_markdown(golden: Golden) -> None:
    golden("johns.md", to_transcript(reflected()))


def test_a_conversation_becomes_markdown(golden: Golden) -> None:
    golden("egan.md", to_transcript(helped()))


def test_stages_are_called_as_the_edition_calls_them() -> None:
    session = begin(EGAN, edition="1990", voice="self").answer("untidied", "So it went.")
    text = to_transcript(session)
    assert "## 1a The story" in text
    assert "4th edition (1990)" in text


def test_everything_left_out_stands_there_with_its_reason() -> None:
    session = begin(JOHNS, minutes=15)
    text = to_transcript(session)
    offer = session.offer()
    assert offer.left_out
    for out in (*offer.left_out, *offer.later):
        assert f"  - {inline(out.prompt.topic)}" in text
        assert f"- {inline(out.reason)}" in text
    for one in offer.here:
        assert f"\n- {inline(one.prompt.topic)}" in text.partition("## Not come to")[2]


def test_a_finished_session_still_says_what_was_left_out() -> None:
    assert "## Left out, and why" in to_transcript(begin(JOHNS, minutes=15).close())


def test_words_that_were_taken_out_leave_a_note() -> None:
    assert "*No words are kept.*" in to_transcript(begin(JOHNS).answer("describe", ""))


# Laws.

SIGNS = st.sampled_from(
    [*"#*_`[]()<>&~|\\-+=:.!1 \t\n\r>\"'ax$", "```", "1. ", "    ", "<!--", "&amp;", "\u2028", "é"]
)
WRITTEN = st.lists(SIGNS, max_size=14).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=30
)


def read_back(line: str) -> str:
    """Return a line of Markdown without the backslashes that keep its signs from meaning anything."""
    return one_line(re.sub(r"\\(.)", r"\1", line).replace("\N{NO-BREAK SPACE}", " "))


@given(WRITTEN)
def test_a_quotation_reads_exactly_like_what_was_written(text: str) -> None:
    lines = quoted(text).split("\n")
    assert all(line.startswith(">") for line in lines if line)
    said = [read_back(re.sub(r"^> ?", "", re.sub(r"(?<!\\)((\\\\)*)\\$", r"\1", line))) for line in lines]
    meant = [one_line(line.replace("\N{NO-BREAK SPACE}", " ")) for line in text.splitlines()]
    assert [line for line in said if line] == [line for line in meant if line]


@given(WRITTEN)
def test_no_sign_of_a_person_means_anything_to_markdown(text: str) -> None:
    bare = re.sub(r"\\.", "x", quoted(text).replace("\\\n", "\n"))
    for line in bare.split("\n"):
        assert not re.search(r"[`*_\[\]<&~|$#]", line)
        assert not re.match(r"^>\s*([-+=:>]|\d+[.)]\s)", line)


@given(WRITTEN, WRITTEN, WRITTEN)
def test_nothing_that_a_person_writes_changes_the_rest(answer: str, reason: str, outcome: str) -> None:
    plain = to_transcript(reflected("x", "x" if one_line(reason) else "", "x"))
    wild = to_transcript(
        reflected(answer if one_line(answer) else "x", reason, outcome if one_line(outcome) else "x")
    )
    assert structure(wild) == structure(plain)


def structure(text: str) -> list[str]:
    """Return the lines of a transcript that no person wrote, or what stands in front of what one did."""
    lines = [line for line in text.split("\n") if line and not line.startswith(">")]
    told = ("*Skipped*", "*Laid down*", "*Taken up again*", "*Finished*", "- **Action**")
    return [line.partition(": ")[0] if line.startswith(told) else line for line in lines]


@pytest.mark.parametrize("name", ["egan", "johns", "bassot", "driscoll", "alliance"])
def test_every_framework_has_a_transcript_from_the_first_moment(name: str) -> None:
    framework = handrail.load(name)
    text = to_transcript(begin(framework))
    assert text.startswith(f"# {framework.title}\n")
    assert "- Status: open" in text


def test_one_of_several_reads_what_is_theirs_and_what_is_shared() -> None:
    people = {"ann": "self", "bo": "member", "bot": "software"}
    session = begin(JOHNS, participants=people, presenter="ann")
    session = session.ask("describe", by="bot").answer("describe", "Of ann.", by="ann")
    session = session.skip("effect", "Ann's reason.", by="ann").answer("noticed", "Of bo.", by="bo")
    session = session.promote("insight", "Ann shares.", by="ann", visibility="group", prompt="describe")
    text = to_transcript(session, seen_by="bo")
    for seen in ("> Of bo.", "Ann shares.", JOHNS.prompts["describe"].wordings["self"]):
        assert seen in text
    for unseen in ("Of ann", "Ann's reason", "Drawn on", "Left out"):
        assert unseen not in text
    assert text.count(JOHNS.prompts["describe"].wordings["self"]) == 1
    own = to_transcript(session, seen_by="ann")
    assert own.count(JOHNS.prompts["describe"].wordings["self"]) == 1
    assert "> Of ann." in own
    assert "Of bo" not in own


def test_before_a_transcript_leaves_somebody_reads_it_once_more() -> None:
    assert "anything that shows who somebody is" in to_transcript(begin(JOHNS))
