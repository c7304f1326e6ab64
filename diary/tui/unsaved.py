"""What was typed on the screen and not saved when the program had to end: kept beside the diary, offered next time."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diary.domain.describe import DETAILS, joined, parts_of
from diary.domain.records import Entry, Record, Session, new_id
from diary.domain.serialization import from_plain, to_plain
from diary.domain.text import printable
from diary.errors import DiaryError
from diary.files import private_folder, write_private
from diary.paths import unsaved_files, unsaved_folder

if TYPE_CHECKING:
    from diary.store.encryption.keys import Key

LARGEST = 1_000_000
"""Bytes of the largest file that is read: a note has a few thousand."""
MOST = 50
"""Files that are read at the start, the newest first; a person leaves one."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """One record as it was typed. What can't be a record yet is beside it, as text."""

    kept: datetime
    """When it was kept."""
    record: Entry | Session | None = None
    """What was typed on Today or in the form of a session; None for a line."""
    old: Record | None = None
    """The saved record that it changes, as it was opened; None for a new one."""
    texts: Mapping[str, str] | None = None
    """The text of fields that hold no valid time or number yet; of a line its text, and the window it was typed in."""
    names: tuple[str, ...] = ()
    """The exercises that the form of a session offered, ticked or not."""
    path: Path | None = None
    """Its file; None while it has none."""

    @property
    def id(self) -> str:
        """The id of the record, which names the file too."""
        return self.record.id if self.record is not None else new_id()

    @property
    def words(self) -> str:
        """What it is about, in one line."""
        texts = self.texts or {}
        if self.record is None:
            return printable(texts.get("line", ""))
        words = joined(parts_of(self.record), without=(*DETAILS, "kind"))
        note = f" — {self.record.note}" if self.record.note else ""
        return printable(f"{words}{note}".strip(" —"))


def keep(diary: Path, unsaved: Iterable[Unsaved], key: Key | None = None) -> tuple[Path, ...]:
    """Write each to a file of its own that only its owner can read; the paths. DiaryError where that fails.

    The files are encrypted with the key of the diary, where that is encrypted.
    """
    folder = unsaved_folder(diary)
    paths = []
    for each in unsaved:
        plain: dict[str, Any] = {"kept": each.kept.isoformat()}
        plain |= {"record": to_plain(each.record)} if each.record is not None else {}
        plain |= {"old": to_plain(each.old)} if each.old is not None else {}
        plain |= {"texts": dict(each.texts)} if each.texts else {}
        plain |= {"names": each.names} if each.names else {}
        try:
            private_folder(folder)
        except OSError as error:
            raise DiaryError(f"{folder} can't be made ({(error.strerror or '?').lower()})") from error
        path, content = folder / f"{each.id}.json", json.dumps(plain).encode()
        if key is None:
            paths.append(write_private(path, content))
        else:
            from diary.store.encryption import sealed  # for encrypted diaries only

            paths.append(sealed.write(path, content, key))
    return tuple(paths)


def kept(diary: Path) -> tuple[Unsaved, ...]:
    """What was kept for a diary, oldest first. A file that can't be read is passed over, and stays."""
    found = []
    with contextlib.suppress(OSError):
        for path in sorted(unsaved_files(diary))[-MOST:]:
            # ValueError: no JSON, no time. The others: JSON of another shape, or nested too deeply.
            with contextlib.suppress(
                OSError, DiaryError, ValueError, TypeError, LookupError, AttributeError, RecursionError
            ):
                if path.is_file() and path.stat().st_size <= LARGEST:
                    found.append(_from_file(path))
    return tuple(sorted(found, key=lambda each: each.kept))


def _from_file(path: Path) -> Unsaved:
    content = path.read_bytes()
    if not content.startswith(b"{"):
        from diary.store.encryption import sealed

        content = sealed.read(path)
    plain = json.loads(content)
    record, old = (from_plain(plain[name]) if name in plain else None for name in ("record", "old"))
    if not isinstance(record, Entry | Session | None):
        raise TypeError("no record of the screen")
    # A line may change a record of any kind.
    if record is not None and old is not None and type(old) is not type(record):
        raise TypeError("no record of the screen")
    texts = {str(name): str(text) for name, text in plain.get("texts", {}).items()}
    for rating in _ratings(record):
        if rating is not None and not 0 <= rating <= 10:
            raise ValueError("no level")
    kept = datetime.fromisoformat(plain["kept"])
    if kept.utcoffset() is None or not (record or texts):
        raise ValueError("no time, or nothing")
    return Unsaved(kept, record, old, texts, tuple(map(str, plain.get("names", ()))), path)


def _ratings(record: Entry | Session | None) -> Iterable[int | None]:
    if isinstance(record, Entry):
        return [*(reading.pain for reading in record.readings), record.interference, record.fatigue]
    return [record.effort] if record is not None else []


def forget(*paths: Path) -> None:
    """Delete files of what was kept, and their folder once it is empty."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            path.parent.rmdir()
