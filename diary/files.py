"""Files written for the person: whole or not at all, and readable by their owner only."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import stat
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from diary import unfinished
from diary.errors import DiaryError
from diary.paths import backups_folder, path_of, unsaved_folder

DATABASE_MARK = b"SQLite format 3\0"
"""The first bytes of every SQLite database, as a diary is one."""
_FIRST_PAGE = 4096
_MOST_SQUARES = _FIRST_PAGE // 256 * (_FIRST_PAGE + 450)
"""The sum of the squares of how often each byte comes: chi-square with 255 degrees of freedom, of 450."""
LAST_DAY_ENDING = "-day"
"""What is added for the stamp of an encrypted diary, which holds the last day logged."""
JOURNAL_ENDINGS = ("-wal", "-shm", "-journal")
"""What SQLite adds to the name of a database for the files beside it."""


def write_private(name: str | Path, content: bytes) -> Path:
    """Write a file, or raise DiaryError and leave the old one whole. Returns its path with `~` expanded."""
    path = path_of(str(name))
    try:
        # In the same folder, because a rename is atomic only within one file system.
        with unfinished.file_in(path.parent) as temporary:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                # Before the rename: else a power cut may leave an empty file under the old name.
                os.fsync(file.fileno())
            temporary.replace(path)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise DiaryError(f"{path} can't be written ({reason}); choose another place") from error
    return path


def write_output(name: str | Path, content: bytes, diary: Path) -> Path:
    """Write an output of the program where a person wants it, if nothing of the diary is there; its path."""
    return write_private(output_place(name, diary), content)


def output_place(name: str | Path, diary: Path, *, replaces_databases: bool = False) -> Path:
    """The path for an output, `~` expanded and links followed; DiaryError if it would destroy what is there.

    Refused by any name: the diary and its journal, its backups, any other database (unless `replaces_databases`), and
    what is no plain file. `diary` is the path with its links followed.
    """
    path = path_of(str(name))
    try:
        place = path.resolve()
        there = place.stat() if place.exists() else None
        if there is not None and stat.S_ISDIR(there.st_mode):
            raise DiaryError(f"{path} is a folder; name a file in it")
        if there is not None and not stat.S_ISREG(there.st_mode):
            raise DiaryError(f"{path} is a device or a pipe, not a file; name another one")
        if own := own_file(place, diary):
            raise DiaryError(f"{path} is {own}; name another file")
        if there is not None and not replaces_databases and is_database(place):
            raise DiaryError(f"{path} is a database, perhaps a diary; name another file")
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = (getattr(error, "strerror", None) or "its links can't be followed").lower()
        raise DiaryError(f"{path} can't be written ({reason}); choose another place") from error
    return place if path.is_symlink() else path


def own_file(place: Path, diary: Path) -> str:
    """What the file at `place` is of this diary, by whatever name: itself, its journal or a copy; "" where nothing.

    Both paths have their links followed.
    """
    if _same(place, diary):
        return "the diary itself"
    own = (backups_folder(diary), unsaved_folder(diary))
    # The journal is usually not there, and would be applied to the diary if something got its name.
    beside = _same(place.parent, diary.parent) and place.name.casefold() in _journals(diary)
    within = [folder for folder in own if folder.is_dir() and _same(place.parent, folder)]
    # Hard links: a file of the diary may have a second name anywhere.
    linked = place.exists() and place.stat().st_nlink > 1 and any(_same(place, file) for file in _files(diary, own))
    return "a part of the diary itself: its journal or a copy" if beside or within or linked else ""


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database, as a diary is, or encrypted; what is no ordinary file is not opened."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        if file.read(len(DATABASE_MARK)) == DATABASE_MARK:
            return True
    return start_if_encrypted(path) is not None


def looks_encrypted(path: Path) -> bool:
    """Whether a file looks as an encrypted diary does."""
    return start_if_encrypted(path) is not None


def start_if_encrypted(path: Path, known: Container[bytes] = ()) -> bytes | None:
    """The first page of a file that looks encrypted, as an encrypted diary does from its first byte on; else None.

    `known` are beginnings of files that are known to be encrypted, 16 bytes each.
    """
    mark = len(DATABASE_MARK)
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            start = file.read(mark)
            if start == DATABASE_MARK:
                return None
            start += file.read(_FIRST_PAGE - mark)
    except OSError:
        return None
    return start if start[:mark] in known or _looks_random(start) else None


def _looks_random(start: bytes) -> bool:
    # A chi-square test: encrypted content passes it but for one in a million millions; texts, pictures and archives,
    # which begin with a header, do not.
    return len(start) == _FIRST_PAGE and sum(start.count(byte) ** 2 for byte in set(start)) < _MOST_SQUARES


def _journals(diary: Path) -> tuple[str, ...]:
    return tuple(f"{diary.name}{ending}".casefold() for ending in (*JOURNAL_ENDINGS, LAST_DAY_ENDING))


def _files(diary: Path, folders: Iterable[Path]) -> Iterator[Path]:
    yield from (file for file in diary.parent.glob(f"{glob.escape(diary.name)}-*") if file.is_file())
    for folder in folders:
        yield from folder.glob("*")


def _same(one: Path, other: Path) -> bool:
    """Whether both names are of one file, by links or by another letter case too."""
    return one.exists() and other.exists() and one.samefile(other)


def private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, each for the owner only.

    An existing folder keeps its mode. NotADirectoryError where a file has that name.
    """
    if folder.is_dir():
        return
    private_folder(folder.parent)
    # One by one, because `parents=True` would create the parents readable by others.
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        # Else a power cut may lose the folder with everything saved in it.
        sync_folder(folder.parent)
        return
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def sync_folder(folder: Path) -> None:
    """Write the names in the folder to the disk, where the system can do that."""
    # Some systems can't open a folder; nothing more can be done there.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
