"""All pages of an encrypted file, decrypted in memory, also those that SQLCipher refuses because they are damaged.

For salvage, and for finding words in what no table shows any more. Nothing plain is written to a file.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from diary.store.encryption.cipher import cipher_connection
from diary.store.encryption.keys import TAG, Key, pages_of

_RESERVED = TAG + 16
"""Bytes at the end of each page that SQLCipher uses, and SQLite leaves alone."""


def decrypted(content: bytes, key: Key) -> bytes:
    """A file as SQLite would have it without encryption. A changed byte spoils its block and a byte of the next."""
    return b"".join(key.plain(page, number) + bytes(_RESERVED) for number, page in pages_of(content))


def rolled_back(copy: Path, key: Key) -> bytes:
    """The content of a private copy, once SQLite has put back what a journal beside it holds."""
    with suppress(sqlite3.Error), closing(cipher_connection(str(copy), key, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    return copy.read_bytes()
