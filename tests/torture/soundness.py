"""Whether a diary is whole after a torture test."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from diary.errors import DiaryError
from diary.store.encryption.forms import key_of_file
from diary.store.encryption.forms import opened as opened_file
from diary.store.encryption.last_day import file_of
from tests.torture.jobs import opened


def diary_faults(path: Path, wanted: Collection[str], *, killed: bool) -> Iterator[str]:
    """The faults of the diary at `path`, which must hold each of `wanted` (ids or notes); none if it is whole.

    A program that was `killed` may leave a file behind that did not have its name yet.
    """
    try:
        with opened(path) as store:
            raw = store.database.connection
            if (answer := raw.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
                yield f"integrity_check: {answer[:3]}"
            if raw.execute("PRAGMA foreign_key_check").fetchall():
                yield "foreign keys lead nowhere"
            entries = store.read().entries
            there = {entry.id for entry in entries} | {entry.note for entry in entries}
            if lost := sorted(set(wanted) - there):
                yield f"lost: {lost[:5]}"
            # Reads the whole change log, so that damage in it is seen too.
            store.versions()
    except DiaryError as error:
        yield f"it does not open: {error}"
        return
    yield from _left_beside(path, killed)


def _left_beside(path: Path, killed: bool) -> Iterator[str]:
    """Files that should not be there, files that others may read, and backups that are not whole."""
    for each in sorted(path.parent.rglob("*")):
        if each.is_file() and stat.S_IMODE(each.stat().st_mode) & 0o077:
            yield f"{each.name} is open to others"
        if each.is_file() and each != path:
            if each == file_of(path):
                continue  # the day that was logged last, beside an encrypted diary
            if each.parent == path.parent and not (killed and (each.name.startswith(".") or _is_inert(each))):
                yield f"{each.name} was left behind"
            if each.suffix == ".db" and not each.name.startswith(".") and not is_whole(each):
                yield f"{each.name} is no whole diary"


def _is_inert(file: Path) -> bool:
    """Whether it is a journal that SQLite never uses: a kill left it before its first sync, and a save removes it."""
    return file.name.endswith("-journal") and not file.read_bytes()[:1].strip(b"\0")


def is_whole(path: Path) -> bool:
    """Whether a database file is whole without a journal."""
    try:
        # immutable: a look at a backup must not create files beside it, which would count as left behind.
        raw = opened_file(f"{path.as_uri()}?mode=ro&immutable=1", key_of_file(path), uri=True)
        try:
            return raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        finally:
            raw.close()
    except sqlite3.Error:
        return False
