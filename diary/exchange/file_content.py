"""The bytes of a file to import: no more than a diary has, and a diary as what its export would be."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import BinaryIO

from diary.clock import Clock
from diary.errors import DiaryError, ErrorHint
from diary.files import is_database

LARGEST = 32_000_000
"""Bytes of a file: reading takes about 34 times as much memory. Ten years of eight entries a day are a third of it."""
LARGEST_DIARY = 48_000_000
"""Bytes of a diary with its journal: it is half as large again as its export, which has the limit of any file."""


def bounded(file: BinaryIO) -> bytes:
    """All bytes of the file; DiaryError where there are more than LARGEST, also where they never end."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _too_large(LARGEST, ". Cut it into smaller files, or check that it is the right one")
    return content


def content_of_file(path: Path) -> bytes:
    """The bytes of a file that is no diary."""
    with path.open("rb") as file:
        return bounded(file)


def content_of(path: Path, clock: Clock) -> bytes:
    """The bytes of a file, of a diary those of its export; DiaryError if it can't be read."""
    # A device such as /dev/zero has no end. A pipe has one, and a shell makes one for <(...).
    if path.is_char_device() or path.is_block_device():
        raise DiaryError(f"{path} is a device, not a file", ErrorHint("export"))
    try:
        return _content_of_diary(path, clock) if is_database(path) else content_of_file(path)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> DiaryError:
    """What to say of a file that the system does not give."""
    return DiaryError(f"{path} can't be read ({(error.strerror or '?').lower()}); check the name")


def _content_of_diary(path: Path, clock: Clock) -> bytes:
    from diary.exchange.diary_copy import content_of_diary
    from diary.store.files import side_files

    hint = ErrorHint("export-parts", {"file": quote(str(path))})
    # Before it is opened: all of it is read into memory.
    if sum(file.stat().st_size for file in (path, *side_files(path)) if file.exists()) > LARGEST_DIARY:
        raise _too_large(LARGEST_DIARY, hint=hint)
    content = content_of_diary(path, clock)
    if len(content) > LARGEST:
        raise _too_large(LARGEST, hint=hint)
    return content


def _too_large(limit: int, advice: str = "", hint: ErrorHint | None = None) -> DiaryError:
    size = f"larger than {limit // 1_000_000} MB, which is more than a diary"
    return DiaryError(f"the file is {size}; nothing was imported{advice}", hint)
