"""The diary at its path, open, while other programs may write to it, replace it, delete it or write over it.

What was there before is not lost: a file that was replaced or deleted can still be read through the open file, and is
kept as a safety copy. Nothing is called saved that is not in the file at the path.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from diary.clock import wall_clock
from diary.domain.records import Change
from diary.errors import DiaryError, ErrorHint, StoreError
from diary.store.backup.sqlite_copy import in_memory, problems
from diary.store.backup.summary import changes_in, is_self_contained, knows_change, newest_change
from diary.store.connection import Database, connect
from diary.store.diary_file import is_current_header, is_diary, is_older_header, make_diary, resolved
from diary.store.encryption.forms import HEADER, header_of, plain_header
from diary.store.errors import damaged, missing, not_synced, plain_failures
from diary.store.file_state import identity_of, marks_of, state_at
from diary.store.leftovers import refuse_leftovers
from diary.store.mounts import is_mounted_alone, refuse_alone
from diary.store.permissions import is_writable

_TRIES = 20
"""How often an operation starts again because the file was replaced meanwhile."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened to the open file, for the person; the hint says what can be done about it."""

    text: str
    hint: ErrorHint | None = None
    problem: bool = True


class _Replaced(Exception):
    """The file at the path is not the one that is open, or was written over."""


class OpenFile(Database):
    """An open diary file. Rows are read and written only through `reading` and `write`.

    It is open itself, or (an older file, a read-only medium with a journal, a deleted file) a copy of it in memory is.
    """

    def __init__(self, path: Path) -> None:
        self.notices: list[Notice] = []
        """What happened to the file and was not told yet; whoever tells it empties the list."""
        self._commits = self._changes = 0
        self._identity: tuple[int, ...] | None = None
        """Device and inode of the open file; None where it is at the path no more."""
        self._state: tuple[int, ...] = ()
        self._kept: tuple[str, Path] | None = None
        """The newest change in the last safety copy, and its path."""
        self.remembers = False
        """Whether `stamp` keeps the content in memory, for the case that the file is written over."""
        self._memory = b""
        self._remembered: tuple[int, ...] = ()
        self._file = -1
        """The open file, without SQLite; -1 for a copy in memory."""
        super().__init__(path, self._opened(path))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A read transaction on what is at the path now; where that is gone, on what was there."""
        with self.lock, plain_failures(self.path):
            self._follow()
            with self._transaction("BEGIN") as connection:
                yield connection

    def write(self, work: Callable[[sqlite3.Connection], Change]) -> Change:
        """Do all of `work` in one transaction: on the disk when this returns, or undone without trace on an error.

        Where the file is replaced meanwhile, the work is done again in the new one.
        """
        with self.lock, plain_failures(self.path):
            for _ in range(_TRIES):
                self._make_writable()
                change = None
                try:
                    # IMMEDIATE takes the write lock first: a transaction that reads first could not wait for it.
                    with self._transaction("BEGIN IMMEDIATE") as connection:
                        if self._file < 0:
                            raise _Replaced
                        change = work(connection)
                        if state_at(self.path) != self._state:
                            raise _Replaced
                except _Replaced:
                    continue
                except sqlite3.Error as error:
                    # SQLite notices too that the file has another place now, and refuses to write.
                    if not self._is_at_path():
                        continue
                    with suppress(sqlite3.Error):
                        if change and knows_change(self.connection, change.id):
                            raise not_synced(self.path, change) from error  # such as of the folder
                    raise
                self._commits += 1
                if self._is_at_path():
                    self._newest = change.id
                    # It is saved: what can't be read now is read at the next look.
                    with suppress(sqlite3.Error, OSError):
                        self._state = state_at(self.path)
                        self._notice_commits()
                    return change
                # Replaced in the moment of the commit: the safety copy has the change; the new file may have it too.
                self._follow()
                if self._identity is not None and knows_change(self.connection, change.id):
                    return change
        raise StoreError(f"{self.path} is replaced again and again by another program, so nothing was saved", self.path)

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing of what was deleted is left in its bytes."""
        with self.lock, plain_failures(self.path):
            self._make_writable()  # next: else SQLite would make its copy in the folder for temporary files
            self.connection.execute("PRAGMA temp_store = MEMORY")
            self.connection.execute("VACUUM")
            self._state = state_at(self.path)

    @property
    def wrote(self) -> bool:
        """Whether anything was committed through this one."""
        return self._commits > 0

    def stamp(self) -> int:
        """A number that is different after each commit of this program or another, and after each replacement."""
        with self.reading():
            if self.remembers and self._file >= 0 and self._remembered != self._state:
                self._memory, self._remembered = self._bytes(), self._state
            return self._changes + self._commits

    def close(self) -> None:
        """Close it; closing again does nothing."""
        with self.lock:
            super().close()
            self._close_file()

    def _close_file(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _opened(self, path: Path) -> sqlite3.Connection:
        """A connection to what is at the path now, or to a copy of it; sets what `_identity` and `_file` hold."""
        for _ in range(_TRIES):
            if not is_diary(path):
                raise missing(path)
            marks, identity = marks_of(path), identity_of(path)
            try:
                header = header_of(path)
                refuse_leftovers(path)
                connection, file = self._connection(path, header)
            except (DiaryError, sqlite3.Error, OSError):
                if identity is not None and identity == identity_of(path):
                    raise
                continue  # replaced or deleted in this moment, so the error is about no file that is there
            if identity is not None and identity == identity_of(path):
                self._close_file()
                self._file, self._identity, self._marks = file, identity, marks
                return connection
            connection.close()
            if file >= 0:
                os.close(file)
        raise StoreError(f"{path} is replaced again and again by another program; please try again", path)

    def _connection(self, path: Path, header: bytes) -> tuple[sqlite3.Connection, int]:
        self._writable, self._alone = is_writable(path), is_mounted_alone(path)
        # A journal that a crash left can't be used in a folder that is read-only.
        if not is_current_header(header) or not (self._writable or is_self_contained(path)):
            from diary.store.older_file import copy_in_memory  # rarely needed

            return copy_in_memory(path), -1
        connection = connect(path)
        # After a crash while saving under another name of the file, the journal lies beside that name.
        if (self._alone or path.stat().st_nlink > 1) and problems(connection, most=1, thorough=True):
            connection.close()
            raise damaged(path)
        return connection, os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))

    def reopen(self) -> None:
        """Open anew what is at the path, also after `close`."""
        newest = self._newest
        self._use(self._opened(self.path))
        self._tell_if_unknown(newest)

    def _use(self, connection: sqlite3.Connection) -> None:
        """Read and write through another connection from now on."""
        if hasattr(self, "connection"):
            super().close()
        super()._use(connection)
        self._state = state_at(self.path)
        self._version, self._newest = self._data_version(), newest_change(self.connection)
        self._changes += 1

    def _begin(self, begin: str) -> None:
        for _ in range(_TRIES):
            if self._file < 0:
                return super()._begin(begin)
            if not is_current_header(self._header()):
                self.reopen()
                continue
            refuse_leftovers(self.path, self._header)
            super()._begin(begin)
            state = state_at(self.path)
            # After a commit of another program SQLite empties its cache. Where there was none, somebody wrote over the
            # file without SQLite, and what is in the cache is of another file.
            if self._notice_commits() or state == self._state:
                self._state = state
                return None
            self.connection.rollback()
            self._follow()
            self.reopen()
        raise StoreError(f"{self.path} is written over again and again by another program; please try again", self.path)

    def _header(self) -> bytes:
        return plain_header(self.key, self.path, self._file) if self.key else self._read_at(0, HEADER)

    def _read_at(self, place: int, size: int) -> bytes:
        os.lseek(self._file, place, os.SEEK_SET)
        return os.read(self._file, size)

    def _notice_commits(self) -> bool:
        """Whether another program has committed since the last look."""
        if (version := self._data_version()) == self._version:
            return False
        self._version = version
        self._changes += 1
        newest, self._newest = self._newest, newest_change(self.connection)
        self._tell_if_unknown(newest)
        return True

    def _tell_if_unknown(self, newest: str) -> None:
        if newest and not knows_change(self.connection, newest):
            text = "The diary holds other content than before: a backup was restored, or the file was written over."
            copy = self._keep(in_memory(self._memory)) if self._memory else None
            if copy:
                text += f" What it held is kept in {copy}."
            self.notices.append(Notice(text, ErrorHint("merge", self._values(copy)) if copy else ErrorHint("backups")))

    def _data_version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def _is_at_path(self) -> bool:
        return self._identity is not None and identity_of(self.path) == self._identity

    def _make_writable(self) -> None:
        """Open the file itself for writing; an older one is brought up to date. StoreError if that can't be done."""
        self._follow()
        if self._identity is None:
            raise StoreError(f"{self.path} was moved or deleted while it was open; nothing was saved", self.path)
        refuse_alone(self.path, self._alone)
        if self._file < 0:
            if is_older_header(header_of(self.path)):
                from diary.store.older_file import bring_up_to_date  # needed once per diary

                bring_up_to_date(self.path)
            self.reopen()
            if self._file < 0:
                raise StoreError(f"{self.path} can be read, and nothing can be saved there; nothing was saved")
        elif not self._writable and is_writable(self.path):
            self.reopen()  # the permissions have changed since it was opened

    def _follow(self) -> None:
        """Open what is at the path now, if that is another file; what was there before is kept."""
        identity = identity_of(self.path)
        if identity == self._identity:
            if self._file < 0 and identity is not None and marks_of(self.path) != self._marks:
                self.reopen()
            return
        before = self._content()
        if identity is None:
            self._close_file()
            self._identity = None
            self._use(before)
            copy = self._keep(before)
            where = f" What it held is kept in {copy}." if copy else ""
            text = f"The diary file was moved or deleted: {self.path} is not there.{where}"
            self.notices.append(Notice(text, ErrorHint("restore-copy", self._values(copy)) if copy else None))
            return
        try:
            connection = self._opened(self.path)
        except (DiaryError, sqlite3.Error, OSError):
            self._keep(before)
            raise
        missing_here = changes_in(before) - changes_in(connection)
        copy = self._keep(before) if missing_here else None
        if before is not self.connection:
            before.close()
        self._use(connection)
        if copy:
            text = f"The diary file was replaced by another one. What it held is kept in {copy}."
            self.notices.append(Notice(text, ErrorHint("merge", self._values(copy))))
        else:
            self.notices.append(Notice("A newer file has replaced the diary file, and holds it all.", problem=False))

    def _values(self, copy: Path) -> dict[str, str]:
        """What the commands about a safety copy need."""
        from diary.store.backup.way_back import db_option  # rarely needed

        return {"file": quote(str(copy)), "db": db_option(self.path)}

    def _content(self) -> sqlite3.Connection:
        """What the open file holds, though it may have no name any more, as a database in memory."""
        if self._file < 0:
            return self.connection
        # Not through SQLite: it would take the journal that lies at the path now for the journal of this file.
        return in_memory(self._bytes())

    def _bytes(self) -> bytes:
        content = bytearray()
        while part := self._read_at(len(content), 1 << 20):
            content += part
        return bytes(content)

    def _keep(self, content: sqlite3.Connection) -> Path | None:
        """The path of a safety copy of this content; None if its folder is gone, or nothing was ever saved in it."""
        newest = newest_change(content)
        if not newest or not self.path.parent.is_dir():
            return None
        if self._kept is None or self._kept[0] != newest:
            from diary.store.backup.backups import backup_of  # rarely needed
            from diary.store.backup.names import REPLACED

            self._kept = newest, backup_of(self.path, wall_clock(), REPLACED, source=content).path
        return self._kept[1]


def open_database(path: Path, *, create: bool) -> OpenFile:
    """Open the diary at `path`. A missing one is made if `create`, else NoDiaryYet is raised and nothing is touched."""
    with plain_failures(path):
        # Links are followed, so that the journal lies beside the real file, whatever link a program opens.
        real = resolved(path)
        if not is_diary(real):
            if not create:
                raise missing(real)
            make_diary(real)  # False is fine: another program made the diary first
            if not is_diary(real):
                raise StoreError(f"{path} could not be made")
        return OpenFile(real)
