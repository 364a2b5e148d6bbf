"""Records: what they carry, how they are read back, and that no damaged one does anything but say so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.markers import told
from tests.small_frameworks import SETTLED, prompt, small_egan
from tests.strategies import sessions

from handrail.framework import Framework
from handrail.framework.values import Edition
from handrail.practice import RecordError, Session, begin, read_lines, write_lines
from handrail.practice.carrying import MOST_EARLIER
from handrail.practice.events import KINDS
from handrail.practice.records import FORMAT, UPGRADES
from handrail.prompts import PromptSet
from handrail.publishing.transcript import to_transcript

MARKER = "NOBODY-SHOULD-SEE-THIS"


def egan() -> Session:
    session = begin(
        small_egan(),
        known={**SETTLED, "supports": ["work"], "check-in": 0},
        terms={"person": MARKER},
        participants={"anna": "client"},
        past=[["story"], []],
        about="event-1",
        minutes=20,
        id="s-1",
        at="2024-05-01T10:00:00Z",
    )
    session = (
        session.ask("story", because=MARKER)
        .answer("story", MARKER, by="anna", key="k1")
        .skip("untidied", MARKER)
    )
    session = (
        session.know("check-in", 7.5, shown=MARKER)
        .know("supports", ("family", "work"))
        .promote("action", MARKER)
        .settle("1", "done", "group")
    )
    return session.move("1b", because=MARKER).detour("repair").come_back().stop(MARKER).resume(MARKER)


def plain() -> dict[str, Any]:
    return json.loads(json.dumps(egan().to_record()))  # type: ignore[no-any-return]


def changed(version: str = "2.0.0") -> Framework:
    """Return the small framework in another version: a stage is gone, and a prompt has another id."""
    framework = small_egan()
    stages = {id: stage for id, stage in framework.every_stage.items() if id != "1c"}
    one, told = stages["1a"], prompt("telling", formerly=("story",))
    stages["1"] = attrs.evolve(stages["1"], stages=("1a", "1b"))
    stages["1a"] = attrs.evolve(one, prompts=PromptSet((attrs.evolve(told, stage="1a"),)))
    stages["1b"] = attrs.evolve(stages["1b"], transitions=())
    danger = attrs.evolve(framework.safeguards["danger"], back_to="1b")
    return attrs.evolve(framework, every_stage=stages, safeguards={"danger": danger}, version=version)


def taken_up() -> Session:
    """Return a session that was taken up under another version, and under the first one again."""
    under = egan().move("1c").take_up(changed(), at="2024-06-01T10:00:00Z")
    return under.resume(by="anna").answer("telling", MARKER).take_up(small_egan())


def twice() -> dict[str, Any]:
    """Return the record of such a session."""
    return json.loads(json.dumps(taken_up().to_record()))  # type: ignore[no-any-return]


def refused(data: object, said: str, framework: Framework | None = None) -> None:
    with pytest.raises(RecordError, match=said) as error:
        Session.from_record(data, framework)
    assert MARKER not in told(error.value)


def test_a_record_is_plain_readable_data_with_a_format_number() -> None:
    data = plain()
    assert list(data) == ["handrail", "format", "id", "framework", "events"]
    assert (data["handrail"], data["format"], data["id"]) == ("session", 2, "s-1")
    assert data["events"][2] == {
        "kind": "answered",
        "prompt": "story",
        "voice": "helper",
        "wording": "What would you say of story?",
        "text": MARKER,
        "by": "anna",
        "key": "k1",
    }
    assert data["events"][0]["known"] == {
        "consent": "yes",
        "limits-told": "yes",
        "supports": ["work"],
        "check-in": 0,
    }
    assert data["events"][0]["past"] == [["story"], []]


def test_a_record_needs_nothing_but_itself() -> None:
    session = egan()
    back = Session.from_record(plain(), help="Ward 3")
    assert back == session
    assert back.state == session.state
    assert back.help == ("Ward 3",)
    assert back.move("2a").state.stage == "2a"
    assert back.say("again", key="k1") is back
    assert back.offer() == session.offer()


def test_a_record_of_a_session_in_an_edition_comes_back_in_it() -> None:
    editions = {"2019": Edition("2019"), "1990": Edition("1990", labels={"1a": "The story"})}
    framework = attrs.evolve(small_egan(), editions=editions)
    data = json.loads(json.dumps(begin(framework, edition="1990", known=SETTLED).to_record()))
    for back in (Session.from_record(data), Session.from_record(data, framework)):
        assert back.framework.stage("1a").title == "The story"


def test_other_wording_resumes_with_a_notice() -> None:
    reworded = attrs.evolve(small_egan(), title="Small Egan, reworded", version="1.1.0")
    back = Session.from_record(plain(), reworded)
    assert [notice.code for notice in back.notices] == ["other-wording"]
    assert back.state == egan().state


def test_another_version_or_another_source_alone_is_no_other_wording() -> None:
    assert Session.from_record(plain(), attrs.evolve(small_egan(), version="2", originator="X")).notices == ()


def test_other_structure_is_refused_and_says_what_to_do() -> None:
    framework = small_egan()
    fewer = {id: stage for id, stage in framework.every_stage.items() if id != "action"}
    refused(
        plain(),
        "another structure of 'small-egan'.*leave framework= out",
        attrs.evolve(framework, every_stage=fewer),
    )
    refused(plain(), "belongs to another framework", attrs.evolve(framework, id="other"))


def test_a_framework_that_was_changed_inside_a_record_is_found_out() -> None:
    data = plain()
    data["framework"]["title"] = "Another"
    refused(data, "not the one that the session was begun with")
    data = plain()
    data["framework"]["every_stage"]["1a"]["parent"] = "nowhere"
    refused(data, "does not hold together: wrong-holder")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"handrail": "journal"}, "no record of a handrail session"),
        ({"format": 3}, "in format 3, of a newer handrail; this one reads up to format 2"),
        ({"format": "1"}, "a whole number"),
        ({"format": True}, "a whole number"),
        ({"id": 7}, "a short text"),
        ({"id": "x" * 2000}, "a short text"),
        ({"events": []}, "the first one 'started'"),
        ({"events": None}, "the first one 'started'"),
        ({"events": [{"kind": "said", "text": MARKER}]}, "the first event of a record is 'started'"),
        ({"framework": None}, "does not hold together: wrong-shape"),
        ({"more": 1}, "this one has 1 more"),
    ],
)
def test_a_record_that_is_none_says_what_was_found(change: dict[str, Any], said: str) -> None:
    refused({**plain(), **change}, said)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (MARKER, "event 2 is not an object"),
        ({"kind": MARKER}, "event 2 is of no kind"),
        ({"kind": ["said"]}, "event 2 is of no kind"),
        ({"kind": "said", MARKER: "x"}, r"event 2 \(said\) has a key that does not belong there"),
        ({"kind": "said", "text": [MARKER]}, r"event 2 \(said\): 'text' is not what belongs there"),
        ({"kind": "answered", "text": MARKER}, r"event 2 \(answered\) lacks 'prompt'"),
        (
            {"kind": "answered", "prompt": MARKER, "text": MARKER},
            r"event 2 \(answered\) does not fit here: a prompt is named",
        ),
        ({"kind": "said", "by": "x" * 5000}, r"'by' is longer than 1,000 characters"),
        ({"kind": "said", "text": "x" * 2_000_000}, r"'text' is longer than 1,000,000 characters"),
        ({"kind": "moved", "stage": "1z"}, r"event 2 \(moved\) does not fit here: no stage is called '1z'"),
        (
            {"kind": "known", "fact": "consent", "value": MARKER},
            r"does not fit here: the fact 'consent' is yes or no",
        ),
        ({"kind": "known", "fact": "check-in", "value": float("nan")}, "'value' is not what belongs there"),
        ({"kind": "replanned", "minutes": "20"}, "'minutes' is not what belongs there"),
        ({"kind": "replanned", "minutes": float("inf")}, "'minutes' is not what belongs there"),
        (
            {"kind": "promoted", "outcome": "1", "type": "action", "ways": "x"},
            "'ways' is not what belongs there",
        ),
        ({"kind": "migrated", "version": "2"}, "under 'earlier' a framework for every time"),
        (
            {"kind": "migrated", "version": "2", "mapping": {"a": 1}},
            r"event 2 \(migrated\): 'mapping' is not",
        ),
        ({"kind": "redacted", "events": ["1"]}, "'events' is not what belongs there"),
        ({"kind": "redacted", "events": [0] * 100_001}, "'events' is not what belongs there"),
        ({"kind": "replanned", "minutes": 10**400}, "'minutes' is not what belongs there"),
        ({"kind": "known", "fact": "check-in", "value": 10**400}, "'value' is not what belongs there"),
        (
            {"kind": "settled", "outcome": "1", "status": "open", "visibility": "x" * 1_001},
            "'visibility' is longer",
        ),
        ({"kind": "migrated", "version": "2", "mapping": {"x" * 1_001: ""}}, "'mapping' is not what belongs"),
        (
            {"kind": "migrated", "version": "2", "mapping": {"x": "y" * 1_000_001}},
            "'mapping' is not what belongs",
        ),
    ],
)
def test_a_damaged_event_is_refused_with_its_number(event: object, said: str) -> None:
    data = plain()
    data["events"][2] = event
    refused(data, said)
    refused(data, said, small_egan())


@pytest.mark.parametrize(
    "change",
    [
        {"past": [["x" * 1_001]]},
        {"past": [[]] * 100_001},
        {"terms": {"person": "x" * 1_000_001}},
        {"terms": {f"{number}": "" for number in range(100_001)}},
        {"known": {"x" * 1_001: "yes"}},
        {"known": {"check-in": 10**400}},
        {"minutes": 10**400},
        {"about": "x" * 1_001},
        {"rules": "x" * 1_001},
        {"participants": {"x" * 1_001: "client"}},
    ],
)
def test_a_beginning_of_which_something_is_too_large_is_refused(change: dict[str, Any]) -> None:
    data = plain()
    data["events"][0] |= change
    refused(data, r"event 0 \(started\): '\w+' is (not what belongs there|longer than 1,000 characters)")


def test_a_number_in_a_framework_that_fits_nowhere_is_refused() -> None:
    data = plain()
    data["framework"]["facts"]["check-in"]["scale"] = [0, 10**400]
    refused(data, "does not hold together: wrong-shape")


KEPT = sorted((Path(__file__).parent / "records").glob("format-*"))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_records_of_every_format_are_read_for_ever(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        session = read_lines(text.splitlines())
        events = [json.loads(line) for line in text.splitlines()][1:]
    else:
        session = Session.from_record(json.loads(text))
        events = json.loads(text)["events"]
    assert session.notices == ()
    said = [event["text"] for event in events if event["kind"] in ("answered", "said")]
    assert [turn.text for turn in session.said() if turn.text] == said
    assert len(session.events) == len(events)
    assert len(session.outcomes) == sum(event["kind"] == "promoted" for event in events)
    assert all(f"> {line}" in to_transcript(session) for answer in said for line in answer.splitlines())
    assert Session.from_record(session.to_record()) == session


def test_there_is_a_record_of_every_format_and_a_way_from_each_to_the_next() -> None:
    assert {path.stem for path in KEPT} == {f"format-{number}" for number in range(1, FORMAT + 1)}
    assert [*UPGRADES] == [*range(1, FORMAT)]


def test_a_record_carries_the_frameworks_that_were_before() -> None:
    data, session = twice(), taken_up()
    assert list(data) == ["handrail", "format", "id", "framework", "earlier", "events"]
    assert [one["version"] for one in data["earlier"]] == ["1.0.0", "2.0.0"]
    back = Session.from_record(data)
    assert back == session
    assert back.state == session.state
    assert [one.version for one in back.frameworks] == ["1.0.0", "2.0.0", "1.0.0"]
    assert read_lines(write_lines(session)) == session


def test_only_the_wording_of_the_latest_may_differ() -> None:
    reworded = attrs.evolve(small_egan(), title="Reworded")
    back = Session.from_record(twice(), reworded)
    assert [notice.code for notice in back.notices] == ["other-wording"]
    refused(twice(), r"another structure.*leave framework= out.*take_up\(\)", changed())


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        (None, "under 'earlier' a framework for every time"),
        ({}, "under 'earlier' a framework for every time"),
        ([], "under 'earlier' a framework for every time"),
        ([None, None], "does not hold together: wrong-shape"),
        ([None] * 5000, "under 'earlier' a framework for every time"),
        ("swapped", "not the one that the session was begun with"),
        ("one", "under 'earlier' a framework for every time"),
        ("three", "under 'earlier' a framework for every time"),
    ],
)
def test_frameworks_that_were_not_before_are_refused(earlier: Any, said: str) -> None:
    data = twice()
    first, second = data["earlier"]
    named = {"swapped": [second, first], "one": [first], "three": [first, second, first]}
    data["earlier"] = named[earlier] if isinstance(earlier, str) else earlier
    refused(data, said)
    refused(data, said, small_egan())


def test_nobody_takes_a_session_up_thousands_of_times() -> None:
    data = twice()
    migrated = [event for event in data["events"] if event["kind"] == "migrated"]
    data["earlier"] = data["earlier"] * 2000
    data["events"] = [*data["events"], *migrated * 1999]
    refused(data, f"at most {MOST_EARLIER} times")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"framework": "other"}, "belongs to another framework"),
        ({"framework": ""}, "belongs to another framework"),
        ({"structure_digest": "0"}, "not the one that the session was begun with"),
        ({"wording_digest": "0"}, "not the one that the session was begun with"),
        ({"edition": "1900"}, "an edition that its framework does not have"),
        ({"mapping": []}, "'mapping' is not what belongs there"),
    ],
)
def test_a_migration_that_was_none_is_refused(change: dict[str, Any], said: str) -> None:
    data = twice()
    for event in data["events"]:
        if event["kind"] == "migrated":
            event |= change
    refused(data, said)


def test_whatever_a_migration_says_of_ids_leads_to_a_place_that_is_there() -> None:
    data = twice()
    for event in data["events"]:
        if event["kind"] == "migrated":
            event["mapping"] = {"stage:1c": "nowhere", "near:1c": "nowhere", "prompt:story": "1a", "x": "y"}
    data["events"] = data["events"][:-2]
    data["earlier"], data["framework"] = data["earlier"][:1], data["earlier"][1]
    session = Session.from_record(data)
    assert session.state.stage in session.framework.stages
    assert session.offer()
    assert MARKER in [turn.text for turn in session.said()]


def test_a_redacted_event_is_read() -> None:
    data = plain()
    data["events"].append({"kind": "redacted", "events": [2], "why": "asked for"})
    data["events"][2].pop("text")
    assert Session.from_record(data).state == egan().state


def test_half_a_character_is_not_lost() -> None:
    session = begin(small_egan(), known=SETTLED).answer("story", "torn \udcff text, and ä")
    lines = [*write_lines(session)]
    assert all(line.encode() for line in lines)
    assert read_lines(lines) == session


def test_a_torn_last_line_is_left_out_and_said() -> None:
    lines = [*write_lines(egan())]
    back = read_lines([*lines[:-1], lines[-1][:20]])
    assert [notice.code for notice in back.notices] == ["torn-line"]
    assert back.events == egan().events[:-1]


def test_a_torn_line_in_the_middle_is_damage() -> None:
    lines = [*write_lines(egan())]
    with pytest.raises(RecordError, match="line 3 is damaged, and it is not the last one"):
        read_lines([*lines[:2], lines[2][:20], *lines[3:]])


@pytest.mark.parametrize("lines", [[], [""], ["[]"], ["{}"], ["nothing"], ["[" * 100_000], ["null", "null"]])
def test_what_is_no_file_of_a_session_is_refused(lines: list[str]) -> None:
    with pytest.raises(RecordError):
        read_lines(lines)


def test_a_bare_header_is_no_session() -> None:
    with pytest.raises(RecordError, match="the first one 'started'"):
        read_lines([next(write_lines(egan()))])


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(sorted(KINDS)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def damaged(draw: st.DrawFn, data: Any) -> Any:
    """Draw data in which something, anywhere, is missing, doubled, moved or something else."""
    if not isinstance(data, (dict, list)) or not data or draw(st.integers(0, 9)) == 0:
        return draw(JUNK)
    if isinstance(data, list):
        place = draw(st.integers(0, len(data) - 1))
        changed: Any = list(data)
    else:
        place = draw(st.sampled_from(sorted(data)))
        changed = dict(data)
    how = draw(st.sampled_from(["inside", "inside", "inside", "gone", "swapped"]))
    if how == "gone":
        del changed[place]
    elif how == "swapped" and isinstance(data, list):
        other = draw(st.integers(0, len(data) - 1))
        changed[place], changed[other] = changed[other], changed[place]
    elif how == "swapped":
        changed[draw(st.text(max_size=5) | st.sampled_from(sorted(data)))] = changed.pop(place)
    else:
        changed[place] = draw(damaged(changed[place]))
    return changed


def read(data: object, framework: Framework | None = None) -> None:
    session, said = None, ""
    try:
        session = Session.from_record(data, framework)
    except RecordError as error:
        said = told(error)
    assert MARKER not in said
    if session is not None:
        session.offer()
        session.moves()
        session.brief()
        json.dumps(session.to_record())


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_record_is_refused_and_does_nothing_else(data: st.DataObject) -> None:
    record = data.draw(st.sampled_from([plain, twice]))()
    for _ in range(data.draw(st.integers(1, 3))):
        record = data.draw(damaged(record))
    read(record)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_events_are_refused_and_do_nothing_else(data: st.DataObject) -> None:
    record = data.draw(st.sampled_from([plain, twice]))()
    record["events"] = data.draw(damaged(record["events"]))
    read(record, small_egan())


@settings(max_examples=150, deadline=None)
@given(sessions(), st.data())
def test_a_damaged_framework_inside_a_record_is_refused_and_does_nothing_else(
    session: Session, data: st.DataObject
) -> None:
    record = json.loads(json.dumps(session.to_record()))
    framework = data.draw(damaged(record["framework"]))
    record["framework"] = framework
    read(record)
    # Whoever writes a record by hand also makes the digests fit.
    try:
        from handrail.practice.identity import digests

        made = digests(Framework.from_plain(framework))
    except Exception:
        return
    record["events"][0] |= {"structure_digest": made.structure, "wording_digest": made.wording}
    read(record)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damaged_frameworks_of_before_are_refused_and_do_nothing_else(data: st.DataObject) -> None:
    record = twice()
    record["earlier"] = data.draw(damaged(record["earlier"]))
    read(record)


@given(JUNK)
def test_junk_is_no_record(junk: object) -> None:
    with pytest.raises(RecordError):
        Session.from_record(junk)
