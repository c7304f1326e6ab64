"""The two forms of a diary, plain and encrypted: which one a file or an open database has, and how it is opened.

For a plain one nothing else of this folder is imported.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diary.files import DATABASE_MARK

if TYPE_CHECKING:
    from diary.store.encryption.keys import Key

HEADER = 100
"""Bytes of the header of a database, in the SQLite file format."""
_LOOKS, _PAUSE = 20, 0.01
"""How often, and after how many seconds, a first page is read again that another program may just be writing."""


def key_of_file(file: Path) -> Key | None:
    """The key of an encrypted file; None for a plain or empty one, or none. Locked where the key can't be found."""
    if not _may_be_encrypted(file):
        return None
    from diary.store.encryption.unlock import KEYS

    return KEYS.key_of(file)


def key_of(connection: sqlite3.Connection) -> Key | None:
    """The key with which a database was opened; None for a plain one."""
    return getattr(connection, "key", None)


def forget_keys(closed: sqlite3.Connection) -> None:
    """Forget all keys that were found, what was read with them, and that of a connection that is closed."""
    from diary.store.encryption.unlock import KEYS

    if key_of(closed) is not None:
        closed.key = None  # type: ignore[attr-defined]
    KEYS.forget()
    _header_in.cache_clear()


def is_encrypted(file: Path) -> bool:
    """Whether a file is encrypted, as far as can be told without its key."""
    return salt_of(file) is not None


def salt_of(file: Path) -> bytes | None:
    """The salt of an encrypted file, which is another one for each key; None for any other, or where there is none."""
    if not _may_be_encrypted(file):
        return None
    from diary.store.encryption.unlock import KEYS

    return KEYS.salt_of(file)


def opened(database: str, key: Key | None, **options: Any) -> sqlite3.Connection:
    """A connection in the form that the key says."""
    if key is None:
        plain: sqlite3.Connection = sqlite3.connect(database, **options)
        return plain
    from diary.store.encryption.cipher import cipher_connection

    return cipher_connection(database, key, **options)


def memory(key: Key | None) -> sqlite3.Connection:
    """An empty database in memory, for all threads, to and from which files of that form can be copied."""
    return opened(":memory:", key, isolation_level=None, check_same_thread=False)


def header_of(path: Path) -> bytes:
    """The first 100 bytes of a file, decrypted where it is encrypted; Locked or DamagedFile where they can't be."""
    with path.open("rb") as file:
        header = file.read(HEADER)
    if header.startswith(DATABASE_MARK) or (key := key_of_file(path)) is None:
        return header
    return plain_header(key, path)


def plain_header(key: Key, path: Path, file: int = -1) -> bytes:
    """The decrypted header of the encrypted file at a path, or of the open `file` that was there; else DamagedFile."""
    import os

    from diary.store.encryption.keys import PAGE, first_page

    for _ in range(_LOOKS):
        if file >= 0:
            os.lseek(file, 0, os.SEEK_SET)
            page = os.read(file, PAGE)
        else:
            with path.open("rb") as opened_file:
                page = opened_file.read(PAGE)
        if header := _header_in(key, page):
            return header
        # A crash may have torn it, and the journal holds it; or another program is writing it.
        with suppress(OSError):
            if before := first_page(path, key):
                return _header_in(key, before)
        time.sleep(_PAUSE)
    from diary.store.errors import damaged

    raise damaged(path)


# Each transaction asks for it, mostly without a change since the last one.
@lru_cache(maxsize=4)
def _header_in(key: Key, page: bytes) -> bytes:
    return key.plain(page, size=HEADER)[:HEADER] if key.is_of(page) else b""


def _may_be_encrypted(file: Path) -> bool:
    try:
        # A pipe would be waited for, for ever.
        if not file.is_file():
            return False
        with file.open("rb") as opened_file:
            start = opened_file.read(len(DATABASE_MARK))
    except OSError:
        return False
    return bool(start) and start != DATABASE_MARK
