"""Looking a diary over: the build of the file, its values, its backups, who may read it, and the drive it is on."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from diary.clock import Clock
from diary.domain.validate import check
from diary.errors import DamagedFile, DiaryError, InvalidValue, StoreError
from diary.store.backup.names import DAMAGED, Backup, backups_of, is_old
from diary.store.backup.sqlite_copy import connection_to, problems
from diary.store.backup.summary import Contents, contents_of, examined, held_by, reading_untouched
from diary.store.backup.way_back import with_way_back
from diary.store.connection import Database
from diary.store.diary_file import is_diary
from diary.store.diary_store import DiaryStore
from diary.store.errors import Unreadable, missing, plain_failures
from diary.store.permissions import folder_lets_others_look, folder_lets_others_write, open_to_others
from diary.store.schema.migrations import is_older

MOUNTS = Path("/proc/self/mounts")
_SHARED = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "vboxsf", "drvfs", "lustre", "ncpfs")


def shared_drive(file: Path, mounts: Path = MOUNTS) -> str:
    """What sort of drive a file is on where several machines may share it, or a program serves it; "" elsewhere."""
    kind = _kind_of(file, mounts)
    shared = kind in _SHARED or kind.startswith(("fuse.", "glusterfs")) or kind == "fuse"
    return kind if shared else ""


def _kind_of(file: Path, mounts: Path) -> str:
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    longest, kind = -1, ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[1])
        # The last one mounted at a place hides the others.
        if len(point) >= longest and _lies_in(str(file), point):
            longest, kind = len(point), parts[2]
    return kind


def _lies_in(file: str, point: str) -> bool:
    return file == point or file.startswith(point.rstrip(os.sep) + os.sep)


Word = Literal["fine", "note", "wrong"]
_ANY_TIME = datetime(9000, 1, 1, tzinfo=UTC)
_MOST = 5


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one look found: `fine`, a `note` that nothing need follow from, or `wrong`."""

    about: str
    word: Word
    text: str


@dataclass(slots=True)
class Verification:
    """Everything that was found; `contents` and `journal` are None and "" where the file can't be read."""

    path: Path
    answers: list[CheckResult] = field(default_factory=list)
    contents: Contents | None = None
    newest: Backup | None = None
    journal: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether nothing is wrong."""
        return all(answer.word != "wrong" for answer in self.answers)


def verify(diary: Path, clock: Clock) -> Verification:
    """Look the diary at a path (links followed) over; `clock` is the machine's own. It changes nothing.

    NoDiaryYet, ForeignFile or NewerSchema where there is no diary of ours to look at.
    """
    found = Verification(diary)
    try:
        with plain_failures(diary):
            if not is_diary(diary):
                raise missing(diary)
            with closing(connection_to(diary)) as connection:
                _look_inside(diary, connection, found)
    except DamagedFile as error:
        found.answers.append(CheckResult("file", "wrong", with_way_back(error)))
    found.answers.extend(_about_backups(found, clock))
    found.answers.extend(_about_others(diary))
    found.answers.extend(_about_drive(found))
    return found


def odd_value(diary: Path) -> str:
    """A value that no program of ours wrote, in words, where there is one in the diary; else ""."""
    with plain_failures(diary), closing(connection_to(diary)) as connection:
        return next(_odd_values(diary, connection), "")


def changed_since(backup: Backup, diary: Path) -> bool:
    """Whether the diary was changed since a backup of it was made, or that one can't be read any more."""
    try:
        with reading_untouched(backup.path) as connection:
            then = contents_of(connection)
    except (sqlite3.Error, Unreadable, OSError):
        return True
    return held_by(diary).newest_change != then.newest_change


def _look_inside(diary: Path, connection: sqlite3.Connection, found: Verification) -> None:
    (found.journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    wrong = problems(connection, thorough=True)
    found.answers.append(_listed("file", wrong, "the file is whole (integrity_check)"))
    orphans = [
        f"{table} without its {parent}" for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check")
    ]
    found.answers.append(_listed("parts", orphans, "all parts belong together (foreign_key_check)"))
    found.contents = contents_of(connection)
    if is_older(connection):
        found.answers.append(
            CheckResult("values", "note", "made by an older version; it is brought up to date when opened")
        )
    elif not wrong:
        found.answers.append(_listed("values", list(_odd_values(diary, connection)), found.contents.said))


def _odd_values(diary: Path, connection: sqlite3.Connection) -> Iterator[str]:
    # The walls of the tables, then everything as the rest of the program reads it.
    for (line,) in connection.execute("PRAGMA quick_check(20)"):
        if line != "ok":
            yield str(line)
    store = DiaryStore(Database(diary, connection), Clock(UTC), "verify")
    try:
        records = [
            *store.read().records(),
            *(version.record for version in store.versions() if version.fate != "current"),
        ]
    except DamagedFile as error:
        cause = error.__cause__
        yield str(cause) if isinstance(cause, Unreadable) else "a table is not as it was made, or a text is none"
        return
    for record in records:
        try:
            check(record, _ANY_TIME)
        except InvalidValue as error:
            yield f"{record.id}: {error}"
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            yield f"{record.id}: a value that is not of its kind"


def _about_backups(found: Verification, clock: Clock) -> Iterator[CheckResult]:
    try:
        newest = found.newest = _newest(found.path)
    except StoreError as error:
        yield CheckResult("backup", "wrong", str(error))
        return
    if newest is None:
        if found.contents is None or found.contents.newest_change:
            yield CheckResult("backup", "note", "there is no backup yet; diary backup makes one")
        return
    try:
        held = examined(newest.path)
    except DiaryError as error:
        yield CheckResult("backup", "wrong", f"the newest backup can't be relied upon: {error}")
        return
    if found.contents is not None and is_old(newest, clock) and changed_since(newest, found.path):
        text = f"the newest is of {newest.said} {_age(newest, clock)}, and the diary has changed since: diary backup"
        yield CheckResult("backup", "wrong", text)
    else:
        count = len(backups_of(found.path))
        more = f"; {count} in all, in {newest.path.parent}" if count > 1 else f", in {newest.path.parent}"
        yield CheckResult(
            "backup", "fine", f"the newest is of {newest.said} {_age(newest, clock)} and opens: {held.said}{more}"
        )


def _about_others(diary: Path) -> Iterator[CheckResult]:
    seen = open_to_others(diary)
    for path in seen[:_MOST]:
        mode = 700 if path.is_dir() else 600
        yield CheckResult(
            "privacy", "wrong", f"others on this machine can get at {path}; close it with: chmod {mode} {path}"
        )
    if len(seen) > _MOST:
        yield CheckResult("privacy", "wrong", f"and at {len(seen) - _MOST} more files")
    if folder_lets_others_write(diary):
        yield CheckResult(
            "privacy", "wrong", f"others can put files in {diary.parent}; close it with: chmod go-w {diary.parent}"
        )
    elif folder_lets_others_look(diary):
        yield CheckResult(
            "privacy", "note", f"others can see the names of the files in {diary.parent}, not what is in the diary"
        )
    if not seen:
        yield CheckResult("privacy", "fine", "the diary and its backups are readable by you alone")


def _about_drive(found: Verification) -> Iterator[CheckResult]:
    kind = shared_drive(found.path)
    waiting = found.journal == "wal"
    if kind and waiting:
        text = (
            f"the drive is of a kind that programs on several machines may share ({kind}), where this journal is not "
        )
        yield CheckResult(
            "drive", "note", text + "reliable; write diary config network_drive true, or keep the diary elsewhere"
        )
    elif kind:
        yield CheckResult("drive", "fine", f"kept in the way that suits a network drive ({kind})")
    if found.journal and not waiting:
        text = f"the journal is {found.journal.upper()}, not WAL: saving takes longer, and is on the disk all the same"
        yield CheckResult("journal", "note", text)
    elif waiting:
        yield CheckResult("journal", "fine", "WAL; what is saved is on the disk before you are told")


def _newest(diary: Path) -> Backup | None:
    return next((backup for backup in backups_of(diary) if backup.kind != DAMAGED), None)


def _age(backup: Backup, clock: Clock) -> str:
    days = (clock.local().date() - backup.day).days
    return {0: "(today)", 1: "(yesterday)"}.get(days, f"({days} days ago)" if days > 0 else "(after the clock's today)")


def _listed(about: str, wrong: list[str], fine: str) -> CheckResult:
    if not wrong:
        return CheckResult(about, "fine", fine)
    more = f" and {len(wrong) - _MOST} more" if len(wrong) > _MOST else ""
    return CheckResult(about, "wrong", "; ".join(" ".join(each.split()) for each in wrong[:_MOST]) + more)
