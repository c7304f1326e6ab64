"""One program at a time in a folder. The turn ends with the program, however that ends."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.02


@contextmanager
def turn_in(folder: Path, *, wait: float) -> Iterator[bool]:
    """Whether it is our turn now or within `wait` seconds; it is ours until the block is left."""
    handle = os.open(folder / ".turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        end = time.monotonic() + wait
        while not (ours := _take(handle)) and time.monotonic() < end:
            time.sleep(_PAUSE)
        yield ours
    finally:
        os.close(handle)


if sys.platform == "win32":  # pragma: no cover

    def _take(handle: int) -> bool:
        import msvcrt

        with contextlib.suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:

    def _take(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks: what would be made twice does no harm
        return True
