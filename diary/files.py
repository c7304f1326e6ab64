"""Files that go out: written whole or not at all, and readable by their owner only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from diary.errors import DiaryError


def write_private(name: str | Path, content: bytes) -> Path:
    """Write a file beside its place and move it there, so that an interruption leaves the old one whole."""
    path = Path(name).expanduser()
    fresh = ""
    try:
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")  # 0600 by itself
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).replace(path)
    except OSError as error:
        if fresh:
            Path(fresh).unlink(missing_ok=True)
        reason = (error.strerror or type(error).__name__).lower()
        raise DiaryError(f"{path} can't be written ({reason}); choose another place") from error
    return path
