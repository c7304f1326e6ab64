"""The kind of drive a file is on, where the system tells: Linux does, in a file of its own."""

from __future__ import annotations

import os
import re
from pathlib import Path

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
