"""Sealed journals: without the key no word can be read, and nothing can be changed, swapped or moved unseen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.keeping.writers import MARKER, egan, marked

from handrail.keeping import Journal, KeepingError

KEY = b"k" * 32

pytestmark = pytest.mark.usefixtures("encryption")


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


@pytest.mark.usefixtures("unpacked")
def test_without_the_key_no_file_shows_a_word_that_a_person_wrote(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "plain.db") as journal:
        journal.keep(marked(id="s"))
    assert MARKER.encode() in bytes_of(tmp_path)
    folder = tmp_path / "sealed"
    folder.mkdir()
    with Journal.open(folder / "sealed.db", key=KEY) as journal:
        journal.keep(marked(id="s"))
        journal.keep(marked(id="t", size=100))
        assert {path.name for path in folder.iterdir()} == {"sealed.db", "sealed.db-wal", "sealed.db-shm"}
        assert MARKER.encode() not in bytes_of(folder)
        assert journal.session("s") == marked(id="s")
        assert journal.ids(participant=MARKER) == ("s", "t")
        assert journal.ids(participant="anna", status="closed", outcome="action") == ("s", "t")
        assert journal.outcomes()[0].outcome.text == MARKER
    assert MARKER.encode() not in bytes_of(folder)


def test_a_passphrase_opens_what_it_sealed_and_can_be_changed(tmp_path: Path) -> None:
    place = tmp_path / "journal.db"
    with Journal.open(place, passphrase="correct horse") as journal:
        journal.keep(egan("s").say("words"))
        journal.rekey(passphrase="battery staple \udcff")
    with pytest.raises(KeepingError, match="this is not the passphrase that the journal was sealed with"):
        Journal.open(place, passphrase="correct horse")
    with Journal.open(place, passphrase="battery staple \udcff") as journal:
        assert journal.session("s").said()[0].text == "words"
        with pytest.raises(KeepingError, match="name one of the two"):
            journal.rekey(passphrase="x", key=KEY)
        journal.rekey(key=KEY)
    with Journal.open(place, key=KEY) as journal:
        assert "s" in journal


def test_whoever_comes_with_the_wrong_thing_is_told_which(place: str, tmp_path: Path) -> None:
    Journal.open(place, key=KEY).close()
    for given, said in (
        ({}, "this journal is sealed; open it with its passphrase or its key"),
        ({"key": b"x" * 32}, "this is not the key that the journal was sealed with"),
        ({"key": b"short"}, "a key is 32 bytes"),
        ({"passphrase": "x"}, "this journal is opened with a key"),
        ({"passphrase": "x", "key": KEY}, "not with both"),
    ):
        with pytest.raises(KeepingError, match=said):
            Journal.open(place, **given)
    Journal.open(tmp_path / "plain.db").close()
    with pytest.raises(KeepingError, match="is not sealed; open it without one"):
        Journal.open(tmp_path / "plain.db", key=KEY)
    with Journal.open(tmp_path / "plain.db") as plain, pytest.raises(KeepingError, match="is not sealed"):
        plain.rekey(key=KEY)
    with pytest.raises(KeepingError, match="a passphrase is a text that is not empty"):
        Journal.open(tmp_path / "new.db", passphrase="")
    Journal.open(tmp_path / "new.db").close()  # a wrong word begins nothing


def test_what_was_changed_swapped_or_moved_outside_is_seen(place: str) -> None:
    with Journal.open(place, key=KEY) as journal:
        for id in ("s", "t"):
            journal.keep(egan(id).say("one").say("two"))
        under = journal._store._store  # type: ignore[attr-defined]
        ours, theirs = under.read("s"), under.read("t")
        for lines in (
            {1: ours[2], 2: ours[1]},
            {1: theirs[1]},
            {2: ours[2][:-1] + bytes([ours[2][-1] ^ 1])},
            {0: b""},
            {1: b'{"kind":"said"}'},
        ):
            under.erase("s", lines)
            with (
                Journal.open(place, key=KEY) as other,
                pytest.raises(
                    KeepingError,
                    match=f"event {min(lines)} of this session was changed or damaged outside handrail",
                ),
            ):
                other.session("s")
            under.erase("s", dict(enumerate(ours)))
        assert len(journal.session("s").events) == 3


@pytest.mark.parametrize(
    "noted",
    [
        b"{}",
        b"nothing",
        b"[]",
        b'{"seal":1,"by":"passphrase","key":"00","salt":"0","n":1099511627776,"r":8,"p":1}',
    ],
)
def test_a_damaged_note_about_the_key_is_said(place: str, noted: bytes) -> None:
    with Journal.open(place, key=KEY) as journal:
        store = journal._store
        assert store.swap_note("seal", store.note("seal"), noted)
    with pytest.raises(KeepingError, match="what this journal notes about its key is damaged"):
        Journal.open(place, passphrase="x")


@pytest.mark.parametrize(
    ("library", "code", "said"),
    [
        ("cryptography", "Journal.open('j.db', key=bytes(32))", 'pip install "handrail[encryption]"'),
        ("psycopg", "Journal.open('postgresql://nowhere')", 'pip install "handrail[postgres]"'),
    ],
)
def test_a_missing_library_is_named_with_what_to_do(
    tmp_path: Path, library: str, code: str, said: str
) -> None:
    text = (
        f"import sys; sys.modules['{library}'] = None\n"
        "from handrail import Journal, HandrailError\n"
        f"try: {code}\nexcept HandrailError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", text], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert said in done.stdout
