"""What is mounted where the diary lies: a drive that several machines may share, or its file alone. Linux only."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from diary.errors import StoreError

MOUNTS = Path("/proc/self/mounts")
# There the locks that keep two programs from writing at once may not work.
_SHARED = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "vboxsf", "drvfs", "lustre", "ncpfs")
ALONE = "is mounted as a single file, and has another name elsewhere; a crash could leave its journal beside that one"


def shared_drive(file: Path, mounts: Path = MOUNTS) -> str:
    """The file system of a drive that several machines may share or a program serves; "" for any other drive."""
    longest, kind = -1, ""
    for point, each in _mounts(mounts):
        # Not only >: of several mounts at one place the last hides the others.
        if len(point) >= longest and _lies_in(str(file), point):
            longest, kind = len(point), each
    shared = kind in _SHARED or kind.startswith(("fuse.", "glusterfs")) or kind == "fuse"
    return kind if shared else ""


def is_mounted_alone(file: Path, mounts: Path = MOUNTS) -> bool:
    """Whether the file is a mount by itself, as a container may get it: SQLite puts its journal beside each name."""
    return any(point == str(file) for point, _ in _mounts(mounts))


def refuse_alone(file: Path, alone: bool) -> None:
    """StoreError if the diary must not be written because it is mounted as a single file."""
    if alone:
        raise StoreError(f"{file} {ALONE}. Nothing was saved; mount its folder instead")


def _mounts(mounts: Path) -> Iterator[tuple[str, str]]:
    """Where each file system is mounted, and its kind."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:  # no Linux
        return
    for line in lines:
        parts = line.split(" ")
        if len(parts) >= 3:
            # The kernel writes spaces in names as \040.
            yield re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[1]), parts[2]


def _lies_in(file: str, point: str) -> bool:
    return file == point or file.startswith(point.rstrip(os.sep) + os.sep)
