"""Which store stands behind a place."""

from __future__ import annotations

import os

from handrail.practice.records import FORMAT

from .sqlite import SqliteStore
from .store import KeepingError, NeedsKey, Store

# Whether a journal is sealed is decided when it is begun, and noted in it.
SEAL = "seal"
_UNSEALED = b"none"


def opened(place: str | os.PathLike[str], passphrase: str | None, key: bytes | None) -> Store:
    """Return the store at a place, sealed where there is a passphrase or a key."""
    if passphrase is not None and key is not None:
        raise KeepingError("a journal is opened with a passphrase or with a key, not with both")
    store = _store(place)
    try:
        _check_format(store)
        return _unlocked(store, passphrase, key)
    except BaseException:
        store.close()
        raise


def _store(place: str | os.PathLike[str]) -> Store:
    if isinstance(place, str) and place.startswith(("postgresql://", "postgres://")):
        from .postgres import PostgresStore  # imported late: it brings a library of its own

        return PostgresStore(place)
    return SqliteStore(place)


def _check_format(store: Store) -> None:
    """Note the newest format of what stands here; raises `KeepingError` where that is unknown to this handrail."""
    noted = store.note("format")
    if noted and not noted.isdigit():
        raise KeepingError(
            "what this journal notes about its format is damaged; take the latest copy of it that you have"
        )
    if noted and (len(noted) > len(b"%d" % FORMAT) or int(noted) > FORMAT):
        raise KeepingError("this journal was written by a newer handrail; bring this one up to date")
    if noted != b"%d" % FORMAT:
        store.swap_note("format", noted, b"%d" % FORMAT)


def _unlocked(store: Store, passphrase: str | None, key: bytes | None) -> Store:
    noted = store.note(SEAL)
    if passphrase is None and key is None:
        if not noted and not store.swap_note(SEAL, b"", _UNSEALED):
            noted = store.note(SEAL)
        if noted not in (b"", _UNSEALED):
            raise NeedsKey("this journal is sealed; open it with its passphrase or its key")
        return store
    if noted == _UNSEALED:
        raise KeepingError("this journal was begun without a key and is not sealed; open it without one")
    from .sealing import sealed  # imported late: it brings a library of its own

    return sealed(store, passphrase, key)
