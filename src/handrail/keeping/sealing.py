"""Sealing: a layer over any store that lets nobody read without the key what a person wrote.

Every line is sealed with AES-256-GCM together with the id of its session and its number, so that none can be read,
changed, swapped or moved. The key of the lines is random, and kept in the store wrapped by another, which comes from a
passphrase (scrypt) or from the host.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from os import urandom
from typing import Any
from unicodedata import normalize

from .cards import PRIVATE
from .places import SEAL
from .store import Card, KeepingError, Store

try:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
except ImportError:
    raise KeepingError(
        'sealing a journal takes the library cryptography: pip install "handrail[encryption]"'
    ) from None

_KEY = 32
_NONCE = 12
# What a line is bound to begins with this, so that it can never be taken for another kind of sealed thing.
_LINE, _NOTE, _WRAPPED = b"handrail line 1\0", b"handrail note 1\0", b"handrail key 1\0"
# scrypt: 64 MB and some tenths of a second, every time somebody tries a passphrase.
_SCRYPT = {"n": 2**16, "r": 8, "p": 1}
_MOST_WORK = 2**23  # n times r times p: a damaged or hostile note may not take the whole memory, nor for ever


def sealed(store: Store, passphrase: str | None, key: bytes | None) -> SealedStore:
    """Return a store whose lines are sealed; the first one to open it decides by what."""
    noted = store.note(SEAL)
    if not noted:
        data_key = urandom(_KEY)
        if store.swap_note(SEAL, b"", _wrap(data_key, passphrase, key)):
            return SealedStore(store, data_key)
        noted = store.note(SEAL)  # somebody else was first
    return SealedStore(store, _unwrap(noted, passphrase, key))


class SealedStore:
    """Lines that only whoever has the key can read; tags of participants stand as keyed digests."""

    def __init__(self, store: Store, data_key: bytes) -> None:
        self._store = store
        self._data_key = data_key
        self._cipher = AESGCM(data_key)
        self._tag_key = hmac.digest(data_key, b"handrail tags 1", "sha256")

    def read(self, id: str, from_seq: int = 0) -> list[bytes]:
        return self._opened(id, self._store.read(id, from_seq), from_seq)

    def resume(self, id: str) -> tuple[list[bytes], bytes]:
        lines, note = self._store.resume(id)
        try:
            note = self._cipher.decrypt(note[:_NONCE], note[_NONCE:], _NOTE + id.encode()) if note else b""
        except (InvalidTag, ValueError, TypeError):
            note = b""  # the lines say all that it said
        return self._opened(id, lines, 0), note

    def _opened(self, id: str, lines: list[bytes], from_seq: int) -> list[bytes]:
        bound, open_ = _LINE + id.encode() + b"\0", self._cipher.decrypt
        seq = from_seq
        try:
            opened = []
            for line in lines:
                opened.append(open_(line[:_NONCE], line[_NONCE:], b"%b%d" % (bound, seq)))
                seq += 1
        except (InvalidTag, ValueError, TypeError):
            raise KeepingError(
                f"event {seq} of this session was changed or damaged outside handrail, and cannot be read; "
                "take the latest copy of this journal that you have"
            ) from None
        return opened

    def count(self, id: str) -> int:
        return self._store.count(id)

    def append(
        self, id: str, expected_seq: int, lines: Sequence[bytes], card: Card | None = None, note: bytes = b""
    ) -> int:
        bound = _LINE + id.encode() + b"\0"
        shut = [self._seal(line, bound, seq) for seq, line in enumerate(lines, expected_seq)]
        if card is not None:
            card = card._replace(tags=frozenset(map(self._hidden, card.tags)))
        if note:
            note = self._sealed(note, _NOTE + id.encode())
        return self._store.append(id, expected_seq, shut, card, note)

    def erase(self, id: str, lines: Mapping[int, bytes]) -> None:
        bound = _LINE + id.encode() + b"\0"
        self._store.erase(id, {seq: self._seal(line, bound, seq) for seq, line in lines.items()})

    def forget(self, id: str, when: str) -> bool:
        return self._store.forget(id, when)

    def find(self, tags: Sequence[str] = (), since: str = "", until: str = "") -> list[str]:
        return self._store.find([self._hidden(tag) for tag in tags], since, until)

    def framework(self, digest: str) -> bytes:
        return self._store.framework(digest)

    def note(self, name: str) -> bytes:
        return self._store.note(name)

    def swap_note(self, name: str, old: bytes, new: bytes) -> bool:
        return self._store.swap_note(name, old, new)

    def rekey(self, passphrase: str | None, key: bytes | None) -> None:
        """Wrap the key of the lines anew, by another passphrase or another key."""
        if (passphrase is None) == (key is None):
            raise KeepingError("a journal is opened with a passphrase or with a key: name one of the two")
        if not self._store.swap_note(SEAL, self._store.note(SEAL), _wrap(self._data_key, passphrase, key)):
            raise KeepingError("somebody else changed the key of this journal at the same time; try again")

    def close(self) -> None:
        self._store.close()

    def _seal(self, line: bytes, bound: bytes, seq: int) -> bytes:
        return self._sealed(line, b"%b%d" % (bound, seq))

    def _sealed(self, text: bytes, bound: bytes) -> bytes:
        nonce = urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, text, bound)

    def _hidden(self, tag: str) -> str:
        if tag.partition(":")[0] not in PRIVATE:
            return tag
        return f"{tag.partition(':')[0]}:#{hmac.new(self._tag_key, tag.encode(), sha256).hexdigest()}"


def _wrap(data_key: bytes, passphrase: str | None, key: bytes | None) -> bytes:
    salt = urandom(16)
    how: dict[str, Any] = (
        {"by": "key"} if passphrase is None else {"by": "passphrase", "salt": salt.hex(), **_SCRYPT}
    )
    nonce = urandom(_NONCE)
    wrapped = AESGCM(_outer(how, passphrase, key)).encrypt(nonce, data_key, _WRAPPED)
    return json.dumps({"seal": 1, **how, "key": (nonce + wrapped).hex()}).encode()


def _unwrap(noted: bytes, passphrase: str | None, key: bytes | None) -> bytes:
    try:
        how = json.loads(noted)
        wrapped = bytes.fromhex(how["key"])
        if how["seal"] != 1:
            raise KeepingError("this journal was sealed by a newer handrail; bring this one up to date")
        outer = _outer(how, passphrase, key)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise KeepingError(
            "what this journal notes about its key is damaged; take the latest copy of it that you have"
        ) from None
    try:
        return AESGCM(outer).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _WRAPPED)
    except (InvalidTag, ValueError):
        word = "key" if passphrase is None else "passphrase"
        raise KeepingError(f"this is not the {word} that the journal was sealed with") from None


def _outer(how: Mapping[str, Any], passphrase: str | None, key: bytes | None) -> bytes:
    """Return the key that wraps the key of the lines."""
    if how["by"] not in ("key", "passphrase"):
        raise ValueError
    if (how["by"] == "key") != (passphrase is None):
        raise KeepingError(f"this journal is opened with a {how['by']}")
    if passphrase is not None:
        if not passphrase:
            raise KeepingError("a passphrase is a text that is not empty")
        n, r, p = how["n"], how["r"], how["p"]
        if not all(type(one) is int and one > 0 for one in (n, r, p)) or n * r * p > _MOST_WORK:
            raise ValueError
        made = Scrypt(salt=bytes.fromhex(how["salt"]), length=_KEY, n=n, r=r, p=p)
        # Keyboards differ in how they write an accented letter.
        return made.derive(normalize("NFC", passphrase).encode("utf-8", "surrogatepass"))
    if not isinstance(key, bytes) or len(key) != _KEY:
        raise KeepingError(f"a key is {_KEY} bytes, as from os.urandom({_KEY})")
    return key
