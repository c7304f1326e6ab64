"""The private stamp beside an encrypted diary: the last day on which anything was logged, and nothing else.

`remind` and a prompt in a shell read it, so that they need neither a passphrase nor a tenth of a second.
"""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from diary import unfinished
from diary.errors import DiaryError
from diary.files import LAST_DAY_ENDING, write_private

if TYPE_CHECKING:
    from datetime import datetime

    from diary.store.diary_store import DiaryStore


def file_of(diary: Path) -> Path:
    """The file of the stamp."""
    return diary.with_name(f"{diary.name}{LAST_DAY_ENDING}")


def keep(store: DiaryStore, now: datetime, night: timedelta) -> None:
    """Keep the last day logged up to now; of a plain diary no stamp is left."""
    path = file_of(store.path)
    with contextlib.suppress(OSError, DiaryError):  # a reminder too many is no reason to fail a save
        if store.database.key is None:
            path.unlink(missing_ok=True)
            return
        unfinished.sweep(path.parent)  # a `decrypt` that was killed left a plain file
        last = store.latest_entry()
        if last is not None and last.at.instant > now:  # dated in the future
            earlier = [each for each in store.read(kinds={"entry"}).entries if each.at.instant <= now]
            last = earlier[-1] if earlier else None
        text = f"{last.at.called_day(night)}\n" if last else ""
        if not path.exists() or path.read_text("ascii") != text:
            write_private(path, text.encode())


def read(diary: Path) -> date | None:
    """The last day logged; None where nothing was logged. DiaryError where there is no stamp."""
    try:
        text = file_of(diary).read_text("ascii").strip()
        return date.fromisoformat(text) if text else None
    except (OSError, ValueError) as error:
        raise DiaryError(
            f"{diary} is encrypted, and what day was logged last is not known before the next save"
        ) from error
