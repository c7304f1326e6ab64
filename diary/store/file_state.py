"""What tells that a file was replaced or written to, without opening it as a database."""

from __future__ import annotations

from pathlib import Path

from diary.store.files import side_files


def state_at(path: Path) -> tuple[int, ...]:
    """Device, inode, time of writing and size of the file at a path; empty if there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return ()
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def identity_of(path: Path) -> tuple[int, ...] | None:
    """Device and inode of the file at a path; None if there is none."""
    return state_at(path)[:2] or None


def marks_of(path: Path) -> tuple[bytes, ...]:
    """Marks of the diary and of its journals that are different after each commit, read without opening the diary."""
    marks = []
    # Of the WAL the salts, which change when it begins again; of the memory shared by programs the end of the WAL.
    for file, size in zip((path, *side_files(path)), (100, 32, 48, 28), strict=True):
        try:
            with file.open("rb") as opened:
                status = file.stat()
                marks.append(opened.read(size) + str((status.st_ino, status.st_size, status.st_mtime_ns)).encode())
        except OSError:
            marks.append(b"")
    return tuple(marks)
