"""Verifying a diary: the structure of the file, its values, its backups, who may read it, and its drive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from diary.clock import Clock
from diary.domain.validate import ANY_TIME, check
from diary.errors import DamagedFile, DiaryError, ErrorHint, InvalidValue, StoreError
from diary.paths import unsaved_files
from diary.store.backup.names import DAMAGED, Backup, backups_of, is_old
from diary.store.backup.sqlite_copy import problems
from diary.store.backup.summary import Contents, contents_of, examined, held_by, reading_diary, reading_untouched
from diary.store.backup.way_back import way_back
from diary.store.change_log import all_versions
from diary.store.connection import Database
from diary.store.diary_file import is_diary
from diary.store.encryption.forms import header_of, salt_of
from diary.store.errors import Unreadable, altered, missing, plain_failures
from diary.store.leftovers import NOT_ITS_OWN, is_wal, leftover
from diary.store.mounts import ALONE, is_mounted_alone, shared_drive
from diary.store.permissions import folder_lets_others_look, folder_lets_others_write, is_writable, open_to_others
from diary.store.schema.form import differences
from diary.store.schema.migrations import is_older

Verdict = Literal["fine", "note", "wrong"]
_MOST_SHOWN = 5
"""Faults that are listed one by one."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of one check: `fine`, a `note` that needs no action, or `wrong`."""

    about: str
    word: Verdict
    text: str
    hint: ErrorHint | None = None


@dataclass(slots=True)
class Verification:
    """The results of all checks; `contents` is None and `journal` "" if the file can't be read."""

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
    """Check the diary at a path (links followed) without changing it; `clock` is that of the machine.

    NoDiaryYet, ForeignFile or NewerSchema if there is no diary that this program can read.
    """
    result = Verification(diary)
    if is_diary(diary) and (journal := leftover(diary)):
        text = f"{journal} {NOT_ITS_OWN}, so the diary is not opened"
        result.answers.append(CheckResult("journal", "wrong", text, ErrorHint("leftover")))
        return result
    try:
        with plain_failures(diary):
            if not is_diary(diary):
                raise missing(diary)
            with reading_diary(diary) as connection:
                _check_inside(diary, connection, result)
    except DamagedFile as error:
        result.answers.append(CheckResult("file", "wrong", str(error), way_back(error).hint))
    result.answers.extend(_check_backups(result, clock))
    result.answers.extend(_check_forms(diary))
    result.answers.extend(_check_writing(diary))
    result.answers.extend(_check_privacy(diary))
    result.answers.extend(_check_drive(result))
    return result


def odd_value(diary: Path) -> str:
    """The first value in the diary that this program never writes, in words; "" if there is none."""
    with plain_failures(diary), reading_diary(diary) as connection:
        return next(_odd_values(diary, connection), "")


def changed_since(backup: Backup, diary: Path) -> bool:
    """Whether the diary has changed since the backup was made; also True if the backup can't be read any more."""
    try:
        with reading_untouched(backup.path) as connection:
            held = contents_of(connection)
    except (sqlite3.Error, Unreadable, OSError):
        return True
    return held_by(diary).newest_change != held.newest_change


def _check_inside(diary: Path, connection: sqlite3.Connection, result: Verification) -> None:
    result.journal = "wal" if is_wal(header_of(diary)) else "delete"
    if faults := differences(connection):
        result.answers.append(_result_of("tables", faults, "", way_back(altered(diary, faults)).hint))
        return
    faults = problems(connection, thorough=True)
    result.answers.append(_result_of("file", faults, "the file is whole (integrity_check)"))
    orphans = [
        f"{table} without its {parent}" for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check")
    ]
    result.answers.append(_result_of("parts", orphans, "all parts belong together (foreign_key_check)"))
    result.contents = contents_of(connection)
    # This program can read neither an older schema nor damaged pages as records.
    if is_older(connection):
        result.answers.append(
            CheckResult("values", "note", "made by an older version; it is brought up to date when opened")
        )
    elif not faults:
        result.answers.append(_result_of("values", list(_odd_values(diary, connection)), result.contents.text))


def _odd_values(diary: Path, connection: sqlite3.Connection) -> Iterator[str]:
    # First the constraints of the tables, then all records as the rest of the program reads them.
    for (line,) in connection.execute("PRAGMA quick_check(20)"):
        if line != "ok":
            yield str(line)
    try:
        with Database(diary, connection).reading() as rows:
            records = [version.record for version in all_versions(rows)]
    except DamagedFile as error:
        cause = error.__cause__
        yield str(cause) if isinstance(cause, Unreadable) else "a table is not as it was made, or a text is none"
        return
    for record in records:
        try:
            check(record, ANY_TIME)
        except InvalidValue as error:
            yield f"{record.id}: {error}"
        # `check` expects values of the right types, which a diary edited by hand need not have.
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            yield f"{record.id}: a value that is not of its kind"


def _check_backups(result: Verification, clock: Clock) -> Iterator[CheckResult]:
    try:
        newest = result.newest = _newest_backup(result.path)
    except StoreError as error:
        yield CheckResult("backup", "wrong", str(error), error.hint)
        return
    if newest is None:
        # A diary in which nothing was ever saved needs no backup.
        if result.contents is None or result.contents.newest_change:
            yield CheckResult("backup", "note", "there is no backup yet", ErrorHint("backup"))
        return
    try:
        held = examined(newest.path)
    except DiaryError as error:
        yield CheckResult("backup", "wrong", f"the newest backup can't be relied upon: {error}", error.hint)
        return
    if result.contents is not None and is_old(newest, clock) and changed_since(newest, result.path):
        text = f"the newest is of {newest.text} {_age(newest, clock)}, and the diary has changed since"
        yield CheckResult("backup", "wrong", text, ErrorHint("backup-again"))
    else:
        count = len(backups_of(result.path))
        more = f"; {count} in all, in {newest.path.parent}" if count > 1 else f", in {newest.path.parent}"
        yield CheckResult(
            "backup", "fine", f"the newest is of {newest.text} {_age(newest, clock)} and opens: {held.text}{more}"
        )


def _check_forms(diary: Path) -> Iterator[CheckResult]:
    """Whether what lies beside the diary is encrypted where the diary is, and with its key; and the reverse."""
    try:
        copies = [backup.path for backup in backups_of(diary)]
    except StoreError:  # said of the backups themselves
        copies = []
    copies += unsaved_files(diary)
    if (salt := salt_of(diary)) is None:
        if count := sum(salt_of(path) is not None for path in copies):
            text = f"of the backups {count} can be read only with a passphrase, and the diary is not encrypted"
            yield CheckResult("backup", "note", text, ErrorHint("decrypt"))
        return
    if count := sum(salt_of(path) is None for path in copies):
        text = (
            f"of the backups and what was not saved, {count} can be read by whoever gets them: they are not encrypted"
        )
        yield CheckResult("privacy", "wrong", text, ErrorHint("encrypt"))
    if count := sum(salt_of(path) not in (salt, None) for path in copies):
        text = f"of the backups {count} can be read only with an earlier passphrase"
        yield CheckResult("backup", "note", text, ErrorHint("encrypt"))


def _check_writing(diary: Path) -> Iterator[CheckResult]:
    if not is_writable(diary):
        text = f"{diary} or its folder can't be written: it can be read, and nothing can be saved"
        yield CheckResult("writing", "note", text)
    if is_mounted_alone(diary):
        text = f"{diary} {ALONE}: it can be read, and nothing can be saved; mount its folder instead"
        yield CheckResult("names", "note", text)
    if (names := diary.stat().st_nlink) > 1:
        text = (
            f"the file has {names} names (hard links); use one of them only, as a crash may leave a journal beside it"
        )
        yield CheckResult("names", "note", text)


def _check_privacy(diary: Path) -> Iterator[CheckResult]:
    exposed = open_to_others(diary)
    for path in exposed[:_MOST_SHOWN]:
        mode = 700 if path.is_dir() else 600
        yield CheckResult(
            "privacy", "wrong", f"others on this machine can get at {path}; close it with: chmod {mode} {path}"
        )
    if len(exposed) > _MOST_SHOWN:
        yield CheckResult("privacy", "wrong", f"and at {len(exposed) - _MOST_SHOWN} more files")
    if folder_lets_others_write(diary):
        yield CheckResult(
            "privacy", "wrong", f"others can put files in {diary.parent}; close it with: chmod go-w {diary.parent}"
        )
    elif folder_lets_others_look(diary):
        yield CheckResult(
            "privacy", "note", f"others can see the names of the files in {diary.parent}, not what is in the diary"
        )
    if not exposed:
        yield CheckResult("privacy", "fine", "the diary and its backups are readable by you alone")


def _check_drive(result: Verification) -> Iterator[CheckResult]:
    if kind := shared_drive(result.path):
        text = f"the drive is of a kind that several machines may share ({kind}); save from one of them at a time"
        yield CheckResult("drive", "note", text)
    if result.journal == "wal":
        yield CheckResult("journal", "note", "that of an older version; it is replaced when something is saved")
    elif result.journal:
        text = "what is saved is on the disk before you are told, and all of it is in this one file"
        yield CheckResult("journal", "fine", text)


def _newest_backup(diary: Path) -> Backup | None:
    return next((backup for backup in backups_of(diary) if backup.kind != DAMAGED), None)


def _age(backup: Backup, clock: Clock) -> str:
    days = (clock.local().date() - backup.day).days
    return {0: "(today)", 1: "(yesterday)"}.get(days, f"({days} days ago)" if days > 0 else "(after the clock's today)")


def _result_of(about: str, faults: list[str], fine: str, hint: ErrorHint | None = None) -> CheckResult:
    if not faults:
        return CheckResult(about, "fine", fine)
    more = f" and {len(faults) - _MOST_SHOWN} more" if len(faults) > _MOST_SHOWN else ""
    # SQLite reports some faults over several lines.
    return CheckResult(
        about, "wrong", "; ".join(" ".join(fault.split()) for fault in faults[:_MOST_SHOWN]) + more, hint
    )
