"""Who can help is told by the host, for a place and a language; where nothing fits, the library says so honestly."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small_frameworks import SETTLED, small_egan

import handrail
from handrail.framework import Framework
from handrail.framework.values import Safeguard
from handrail.practice import Refused, Session, begin, read_lines, write_lines
from handrail.practice.help import HONEST_DEFAULT

BY_PLACE = {
    "en-IE": "Ireland, in English",
    "en": ["in English"],
    "IE": "Ireland",
    "sv-SE": "Sverige",
    "": "anywhere",
}


def speaking(language: str) -> Framework:
    """Return the small Egan in a language."""
    return attrs.evolve(small_egan(), language=language)


def helped(help: Any, place: str = "", language: str = "en") -> tuple[str, ...]:  # noqa: A002  as it is called
    """Return what a host's help comes to when somebody is in danger."""
    session = begin(speaking(language), known=SETTLED, help=help, place=place).interrupt()
    assert session.help[0] == "This matters more. I stop here."
    return session.help[1:]


@pytest.mark.parametrize(
    ("language", "place", "said"),
    [
        ("en", "IE", "Ireland, in English"),
        ("en-GB", "IE", "Ireland, in English"),
        ("en", "SE", "in English"),
        ("en", "", "in English"),
        ("sv", "SE", "Sverige"),
        ("sv", "IE", "Ireland"),
        ("sv", "FI", "anywhere"),
        ("sv", "", "anywhere"),
    ],
)
def test_the_most_specific_that_fits_is_told(language: str, place: str, said: str) -> None:
    assert helped(BY_PLACE, place, language) == (said,)


def test_what_fits_nowhere_is_never_told_and_the_default_names_no_number() -> None:
    elsewhere = {"en-IE": "Ireland, in English", "IE": "Ireland"}
    assert helped(elsewhere, "SE") == (HONEST_DEFAULT,)
    assert helped(elsewhere) == (HONEST_DEFAULT,)
    assert helped({"en-IE": "", "": ()}, "IE") == (HONEST_DEFAULT,)
    assert not any(character.isdigit() for character in HONEST_DEFAULT)


PLACES = st.sampled_from(["", "IE", "SE", "GB"])
LANGUAGES = st.sampled_from(["en", "sv", "en-GB"])
TAGS = st.sampled_from(["", "en", "sv", "IE", "SE", "GB", "en-IE", "en-GB", "sv-SE", "en-SE"])


@given(st.lists(TAGS, unique=True), PLACES, LANGUAGES)
def test_no_text_of_another_place_or_language_is_ever_told(
    tags: list[str], place: str, language: str
) -> None:
    (told,) = helped({tag: f"text {tag}" for tag in tags}, place, language)
    if told != HONEST_DEFAULT:
        tag = told.removeprefix("text ")
        there = [part for part in tag.split("-") if part.isupper()]
        spoken = [part for part in tag.split("-") if part.islower()]
        assert there in ([], [place])
        assert spoken in ([], [language.partition("-")[0]])
        assert tag in tags


def test_a_safeguard_may_have_help_of_its_own() -> None:
    framework = small_egan()
    quiet = Safeguard("house/quiet", "Too loud", {"helper": "We stop here."})
    framework = attrs.evolve(framework, safeguards={**framework.safeguards, quiet.id: quiet})
    helpers = {"en-IE": {"quiet": "The porter", "": "The ward"}, "": "anybody"}
    session = begin(framework, known=SETTLED, help=helpers, place="IE")
    assert session.help == ("The ward",)
    assert session.interrupt("quiet").help == ("We stop here.", "The porter")
    assert session.interrupt("danger").help[1:] == ("The ward",)
    either = {"en-IE": {"quiet": "The porter"}, "en": {"danger": "The doctor", "": "The ward"}}
    session = begin(framework, known=SETTLED, help=either, place="IE")
    assert session.help == ("The ward",)
    assert session.interrupt("danger").help[1:] == ("The doctor",)
    alone = begin(framework, known=SETTLED, help={"": {"quiet": "The porter"}})
    assert alone.help == ("The porter",)
    assert alone.interrupt("danger").help[1:] == (HONEST_DEFAULT,)
    with pytest.raises(Refused, match="no safeguard is called 'dangre'; did you mean 'danger'"):
        begin(framework, help={"": {"dangre": "The porter"}})


def test_whoever_reads_a_record_tells_anew_where_people_are() -> None:
    session = begin(small_egan(), known=SETTLED, help=BY_PLACE, place="IE").interrupt()
    data = session.to_record()
    assert "Ireland" not in str(data)
    assert Session.from_record(data).help[-1] == HONEST_DEFAULT
    assert Session.from_record(data, help=BY_PLACE, place="IE").help == session.help
    assert read_lines(write_lines(session), help=BY_PLACE, place="SE").help[-1] == "in English"
    assert Session.from_record(data, help={"": {"gone": "x"}}).help[-1] == HONEST_DEFAULT


def test_the_brief_says_who_can_help_there() -> None:
    brief = begin(handrail.load("egan"), voice="helper", help=BY_PLACE, place="IE").brief()
    assert brief.to_plain()["help"] == ["Ireland, in English"]
    assert "Ireland, in English" in brief.text


@pytest.mark.parametrize("help", [7, [7], {7: "x"}, {"": 7}, {"": {"danger": 7}}])
def test_help_that_is_none_is_refused(help: Any) -> None:  # noqa: A002  as it is called
    with pytest.raises(Refused):
        begin(small_egan(), help=help)
