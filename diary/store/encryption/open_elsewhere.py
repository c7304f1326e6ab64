"""Which other programs have a file open: a diary must not change its form under them.

One that goes on reading the old file would keep what it held in a safety copy of the old form.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from diary.errors import StoreError

_PROCESSES = Path("/proc")


def refuse_if_open(file: Path) -> None:
    """StoreError if another program of this person has the file open.

    Not seen: programs on other machines and in other containers. On Windows an open file can't be replaced anyway.
    """
    if other := next(_others(file), ""):
        raise StoreError(f"another program has {file} open (process {other}); close it first. Nothing was changed")


def _others(file: Path) -> Iterator[str]:
    if sys.platform == "linux":
        status = file.stat()
        for process in _PROCESSES.iterdir():
            if process.name.isdecimal() and int(process.name) != os.getpid():
                with suppress(OSError):  # it has ended, or is of somebody else, who can't read the diary
                    if any(_is_same(link, status) for link in (process / "fd").iterdir()):
                        yield process.name
    elif sys.platform != "win32":
        import shutil
        import subprocess

        if lsof := shutil.which("lsof"):
            done = subprocess.run([lsof, "-t", "-w", "--", str(file)], capture_output=True, text=True, check=False)
            yield from (word for word in done.stdout.split() if word != str(os.getpid()))


def _is_same(link: Path, status: os.stat_result) -> bool:
    with suppress(OSError):  # closed meanwhile
        return os.path.samestat(link.stat(), status)
    return False
