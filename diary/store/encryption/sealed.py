"""Small private files beside a diary, such as what was typed and not saved: encrypted where the diary is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from diary import unfinished
from diary.errors import DiaryError
from diary.files import write_private
from diary.store.encryption.forms import is_encrypted, key_of_file, opened
from diary.store.encryption.keys import Key
from diary.store.errors import plain_failures
from diary.store.files import sync


def write(path: Path, content: bytes, key: Key | None) -> Path:
    """Write a file, whole or not at all, for its owner only; encrypted with the key, where there is one. Its path."""
    if key is None:
        return write_private(path, content)
    try:
        with plain_failures(path), unfinished.file_in(path.parent) as new_file:
            # SQLCipher is the only cipher that is needed: a database of one value.
            with closing(opened(str(new_file), key, isolation_level=None)) as database:
                database.execute("PRAGMA synchronous = OFF")
                database.execute("PRAGMA journal_mode = MEMORY")
                database.execute("CREATE TABLE sealed (content BLOB)")
                database.execute("INSERT INTO sealed VALUES (?)", (content,))
            sync(new_file)
            new_file.replace(path)
    except OSError as error:
        raise DiaryError(f"{path} can't be written ({(error.strerror or '?').lower()})") from error
    return path


def read(path: Path) -> bytes:
    """The content of such a file; Locked or StoreError where it can't be read."""
    if not is_encrypted(path):
        return path.read_bytes()
    with plain_failures(path), closing(opened(str(path), key_of_file(path), isolation_level=None)) as database:
        row = database.execute("SELECT content FROM sealed").fetchone()
    return bytes(row[0])
