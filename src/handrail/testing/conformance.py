"""The conformance kit: whether a store keeps sessions as a journal relies on.

Whoever writes a store lets a class of their tests inherit from `StoreConformance` and say how the store is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from handrail.framework import Framework
from handrail.keeping import Card, Forgotten, Journal, KeepingError, OutOfStep, Store
from handrail.practice import Conflict, Session, begin

from .racing import Racing
from .writers import OPEN, raised

_HOSTILE = (
    *("a'b\"c", "x'; drop table sessions; --", "../../etc/passwd", "C:\\con", "%s %b {0}", "a\nb\tc", " "),
    *(
        "\N{SMILING FACE WITH SUNGLASSES}",
        "\N{RIGHT-TO-LEFT OVERRIDE}abc",
        "é",
        "e\N{COMBINING ACUTE ACCENT}",
    ),
    *("A", "a", "0", "null", "a" * 1_000, "\N{SMILING FACE WITH SUNGLASSES}" * 1_000),
)
# No store need take these; one that does must keep them exactly.
_IMPOSSIBLE = ("", "a\0b", "\udcff", "a" * 10_000)


class StoreConformance(Racing):
    """What every store promises, one promise a method; needs no test runner in particular.

    `opener` returns something that can be pickled and that opens the store at a place of this test's own, each time the
    same: as a rule `functools.partial` of a class and a path.
    """

    def test_lines_come_back_in_order_from_any_one_on(self) -> None:
        lines = [b"line %d \x00\xff'" % number for number in range(30)]
        with self.opened() as store:
            assert store.read("s") == []
            assert store.count("s") == 0
            assert store.append("s", 0, lines[:1], OPEN) == 1
            assert store.append("s", 1, lines[1:12]) == 12
            assert store.append("s", 12, lines[12:]) == 30
            assert store.read("s") == lines
            assert [store.read("s", number) for number in (0, 7, 29, 30)] == [
                lines,
                lines[7:],
                lines[29:],
                [],
            ]
            assert store.count("s") == 30

    def test_where_a_session_stands_is_noted_with_its_lines(self) -> None:
        with self.opened() as store:
            assert store.resume("s") == ([], b"")
            store.append("s", 0, [b"1"], OPEN)
            assert store.resume("s") == ([b"1"], b"")
            store.append("s", 1, [b"2"], None, b"there")
            raised(OutOfStep, lambda: store.append("s", 1, [b"3"], None, b"elsewhere"))
            store.append("s", 2, [b"3"], OPEN)
            assert store.resume("s") == ([b"1", b"2", b"3"], b"there")
            store.append("s", 3, [b"4"], OPEN, b"here")
            assert (store.resume("s")[1], store.read("s", 3), store.count("s")) == (b"here", [b"4"], 4)

    def test_what_was_kept_is_there_when_it_is_opened_again(self) -> None:
        with self.opened() as store:
            store.append("s", 0, [b"one", b"two"], Card("2024", frozenset({"a:b"}), {"d-1": b"framework"}))
            assert store.swap_note("n", b"", b"noted")
        with self.opened() as store:
            assert store.read("s") == [b"one", b"two"]
            assert store.find(["a:b"]) == ["s"]
            assert (store.framework("d-1"), store.framework("d-2")) == (b"framework", b"")
            assert (store.note("n"), store.note("m")) == (b"noted", b"")
            assert store.append("s", 2, [b"three"]) == 3

    def test_whoever_is_out_of_step_is_told_and_nothing_is_written(self) -> None:
        with self.opened() as store:
            assert self._seq(store, "s", 3) == 0
            assert store.read("s") == []
            assert store.find() == []
            store.append("s", 0, [b"one", b"two"], OPEN)
            for expected in (0, 1, 3, 100):
                assert self._seq(store, "s", expected) == 2
            assert store.read("s") == [b"one", b"two"]
            assert store.find(["status:x"]) == []

    def _seq(self, store: Store, id: str, expected: int) -> int:
        """Return how many lines a store says there are, whatever is appended."""
        found = set()
        for lines in ([b"x"], [b"x", b"y"]):
            for card in (Card(tags=frozenset({"status:x"})), None) if expected else (OPEN,):
                try:
                    store.append(id, expected, lines, card)
                except OutOfStep as error:
                    found.add(error.seq)
        assert len(found) == 1, "an append out of step was taken"
        return found.pop()

    def test_what_was_erased_is_replaced_and_the_rest_stays(self) -> None:
        with self.opened() as store:
            store.append("s", 0, [b"one", b"secret" * 500, b"three", b"secret"], OPEN)
            store.append("t", 0, [b"other"], OPEN)
            store.erase("s", {1: b"", 3: b"gone", 4: b"never there"})
            store.erase("u", {0: b"never there"})
            assert store.read("s") == [b"one", b"", b"three", b"gone"]
            assert store.read("t") == [b"other"]
            assert store.append("s", 4, [b"five"]) == 5

    def test_what_was_forgotten_does_not_come_back(self) -> None:
        with self.opened() as store:
            store.append(
                "s", 0, [b"one", b"two"], Card("2024", frozenset({"a:b"}), {"d": b"shared", "e": b"own"})
            )
            store.append("t", 0, [b"other"], Card(frameworks={"d": b"shared"}))
            assert not store.forget("u", "2024-05-01")
            assert store.forget("s", "2024-05-01T10:00:00+00:00")
            self._check_forgotten(store)
            assert store.forget("s", "2025-01-01")
            self._check_forgotten(store)
        with self.opened() as store:
            self._check_forgotten(store)

    def test_whoever_remembers_a_forgotten_session_does_not_write_into_another(self) -> None:
        with self.opened() as store, self.opened() as other:
            for id in ("s", "t"):
                store.append(id, 0, [b"one", b"two"], OPEN)
                assert other.count(id) == other.append(id, 2, [b"three"]) - 1 == 2
                store.forget(id, "2024-05-01")
                store.append(f"new {id}", 0, [b"1", b"2", b"3"], OPEN)
                raised(Forgotten, lambda id=id: other.append(id, 3, [b"four"]))  # type: ignore[misc]  # at once
                other.erase(id, {0: b"x"})
                assert other.read(f"new {id}") == [b"1", b"2", b"3"]

    def _check_forgotten(self, store: Store) -> None:
        works: tuple[Callable[[], object], ...] = (
            lambda: store.read("s"),
            lambda: store.read("s", 5),
            lambda: store.resume("s"),
            lambda: store.count("s"),
            lambda: store.append("s", 0, [b"again"], OPEN),
            lambda: store.append("s", 2, [b"again"]),
            lambda: store.append("s", 2, [b"again"], OPEN),
        )
        for work in works:
            assert raised(Forgotten, work).when == "2024-05-01T10:00:00+00:00"
        assert store.find() == ["t"]
        assert store.find(["a:b"]) == []
        assert store.read("t") == [b"other"]
        assert (store.framework("d"), store.framework("e")) == (b"shared", b"")

    def test_long_texts_are_kept_whole(self) -> None:
        lines = [b"x" * 1_000_000, bytes(range(256)) * 8_000, b"", b"y"]
        with self.opened() as store:
            store.append("s", 0, lines, Card(frameworks={"d": b"z" * 1_000_000}))
            assert store.append("s", 4, [lines[0]]) == 5
            # Compared outside the assertion: a runner that shows what differs would take minutes over these.
            whole = store.read("s") == [*lines, lines[0]] and store.framework("d") == b"z" * 1_000_000
            assert whole, "a long text does not come back as it was"

    def test_hostile_ids_are_kept_exactly_or_refused(self) -> None:
        with self.opened() as store:
            for number, id in enumerate(_HOSTILE):
                store.append(id, 0, [b"%d" % number], OPEN)
            assert store.find() == list(_HOSTILE)
            assert [store.read(id) for id in _HOSTILE] == [
                [b"%d" % number] for number in range(len(_HOSTILE))
            ]
            with_journal = Journal(store)
            for id in _IMPOSSIBLE:
                assert id not in with_journal
                for work in (with_journal.session, with_journal.forget):
                    raised(KeepingError, partial(work, id))

    def test_sessions_are_found_by_all_tags_and_by_when_they_began(self) -> None:
        cards = {
            "late": Card("2024-05-03T10:00:00", frozenset({"framework:egan", "participant:anna"})),
            "early": Card("2024-05-01T10:00:00", frozenset({"framework:egan", "status:open"})),
            "unknown": Card("", frozenset({"participant:anna"})),
            "same": Card("2024-05-03T10:00:00", frozenset({"framework:johns"})),
        }
        with self.opened() as store:
            for id, card in cards.items():
                store.append(id, 0, [b"x"], card)
            assert store.find() == ["unknown", "early", "late", "same"]
            assert store.find(["framework:egan"]) == ["early", "late"]
            assert store.find(["framework:egan", "participant:anna"]) == ["late"]
            assert store.find(["framework:e"]) == store.find(["framework:%"]) == []
            assert store.find([], "2024-05-02") == ["late", "same"]
            assert store.find([], "2024-05-01T10:00:00", "2024-05-01T10:00:00") == ["early"]
            assert store.find([], "", "2024-05-02") == ["early"]
            store.append("early", 1, [b"y"], Card("2024-05-01T10:00:00", frozenset({"status:closed"})))
            assert (store.find(["status:open"]), store.find(["status:closed"])) == ([], ["early"])

    def test_a_note_is_changed_only_by_whoever_knows_the_one_before(self) -> None:
        with self.opened() as store:
            assert not store.swap_note("n", b"x", b"one")
            assert store.swap_note("n", b"", b"one")
            assert not store.swap_note("n", b"", b"two")
            assert not store.swap_note("n", b"x", b"two")
            assert store.note("n") == b"one"
            assert store.swap_note("n", b"one", b"two")
            assert store.note("n") == b"two"

    def test_a_conflict_brings_the_session_as_it_stands(self) -> None:
        with self.opened() as store, self.opened() as other:
            one, two = Journal(store), Journal(other)
            session = _session()
            id = one.keep(session)
            theirs = two.session(id).say("theirs", by="bo")
            two.keep(theirs)
            conflict = raised(Conflict, lambda: one.keep(session.say("mine")))
            assert conflict.session == theirs
            one.keep(conflict.session.say("mine"))
            assert [turn.text for turn in two.session(id).said()] == ["theirs", "mine"]

    def test_a_key_that_is_repeated_counts_once(self) -> None:
        with self.opened() as store, self.opened() as other:
            one, two = Journal(store), Journal(other)
            session = _session()
            id = one.keep(session)
            one.keep(session.say("first", key="k1"))
            two.keep(two.session(id).say("again", key="k1"))
            assert two.keep(session.say("elsewhere", key="k1")) == id
            assert [turn.text for turn in two.session(id).said()] == ["first"]

    def test_closing_twice_is_closing_once(self) -> None:
        store = self.opener()()
        store.close()
        store.close()


@cache
def _framework() -> Framework:
    prompt = {"id": "what", "wordings": {"self": "What happened?"}, "stage": "here"}
    stage = {"title": "Here", "prompts": {"prompts": [prompt]}}
    return Framework.from_plain(
        {
            "id": "kit",
            "title": "Kit",
            "purpose": "reflection",
            "voices": ["self"],
            "every_stage": {"here": stage},
        }
    )


def _session() -> Session:
    return begin(_framework(), id="kit-1", participants={"anna": "self", "bo": "member"})
