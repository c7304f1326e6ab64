"""Journals beside a diary that belong to another file: SQLite would write their pages into it without a word.

They are left where a diary was put back by hand beside the journal of the one before it, or where a sync service brings
the journal of another machine.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path

from diary.errors import ErrorHint, StoreError
from diary.files import DATABASE_MARK
from diary.store.encryption.forms import HEADER, header_of
from diary.store.encryption.journal_pages import JOURNAL_MAGIC, pages_in

# Offsets and sizes here are those of the SQLite file format: of the header of a database and of a rollback journal.
_UNKNOWN = 0xFFFFFFFF
_LOOKS = 20
"""How often a journal is read again that changes meanwhile."""
NOT_ITS_OWN = "lies beside the diary and belongs to another copy of it"


def is_wal(header: bytes) -> bool:
    """Whether a database with that header is in WAL mode, as older versions of the program kept it."""
    # Bytes 18 and 19 are the write and read versions of the format: 2 stands for WAL.
    return header[18:20] == b"\2\2"


def refuse_leftovers(path: Path, header: Callable[[], bytes] | None = None) -> None:
    """StoreError if a journal beside the diary belongs to another file. `header` reads that of an open diary."""
    if journal := leftover(path, header):
        raise StoreError(f"{journal} {NOT_ITS_OWN}; nothing was changed", path, ErrorHint("leftover"))


def leftover(path: Path, header: Callable[[], bytes] | None = None) -> Path | None:
    """A journal beside the diary that belongs to another file; None if there is none."""
    header = header or partial(header_of, path)
    wal, journal = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    # SQLite removes the WAL before a file leaves WAL mode, so with a rollback journal it is never the file's own.
    if _size(wal) and not is_wal(header()) and _size(wal):
        return wal
    return None if _belongs(journal, header) else journal


def _belongs(journal: Path, header: Callable[[], bytes]) -> bool:
    """Whether a rollback journal can be that of the database with this header; True if there is none."""
    for _ in range(_LOOKS):
        if not _size(journal):
            return True
        try:
            content, mark, again = journal.read_bytes(), header(), journal.read_bytes()
        except FileNotFoundError:  # the program that wrote it has finished
            return True
        # Otherwise another program is saving now, and journal and header are of two instants.
        if content == again:
            return _fits(content, mark)
    return True


def _fits(journal: bytes, header: bytes) -> bool:
    # SQLite ignores a journal without its mark: the program ended before it had changed the file, or after.
    if not journal.startswith(JOURNAL_MAGIC):
        return True
    counter, pages = struct.unpack(">II", header[24:32])
    for number, page in pages_in(journal):
        if number == 1:
            before = _plain(page)
            if not page.startswith(DATABASE_MARK):
                # SQLCipher counts from encrypted bytes, so that all that can be told is whether the key is the same.
                return bool(before)
            # Each save adds 1 to the counter on page 1, and the journal holds the page from before it.
            return bool((counter - int.from_bytes(before[24:28], "big")) & _UNKNOWN <= 1)
    # Page 1 comes last into a journal, so the file still has the size that the journal names.
    return bool(int.from_bytes(journal[16:20], "big") == pages)


def _plain(page: bytes) -> bytes:
    """A first page, decrypted; empty where its key is not known, as that of a file that was not opened is not."""
    if page.startswith(DATABASE_MARK):
        return page
    from diary.store.encryption.keys import SALT
    from diary.store.encryption.unlock import KEYS

    key = KEYS.known(page[:SALT])
    return key.plain(page, size=HEADER) if key is not None and key.is_of(page) else b""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
