"""Carrying out the plan of an import: a backup first, then everything in one change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from diary.clock import wall_clock
from diary.domain.records import Change
from diary.errors import DiaryError
from diary.exchange.import_plan import apply
from diary.store.change_log import IMPORT_LABEL

if TYPE_CHECKING:
    from diary.exchange.parsed_file import ImportPlan
    from diary.store.diary_store import DiaryStore

    Planner = Callable[[DiaryStore | None], ImportPlan]
    """Plans the import of one file into a diary (None: there is none yet)."""


def carry_out(
    plan: ImportPlan,
    make_plan: Planner,
    store: DiaryStore,
    *,
    strict: bool = False,
    name: str,
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[ImportPlan, Change | None]:
    """Back up, then write the plan; if another program wrote part of it in the meantime, write the rest.

    `name` is that of the file, `meanwhile` is as in `apply`.
    """
    label = f"{IMPORT_LABEL}{name}"
    # After opening, which makes a missing diary; before the first row.
    back_up_before(store.path)
    try:
        return plan, apply(plan, store, strict=strict, label=label, meanwhile=meanwhile)
    except DiaryError:
        again = make_plan(store)
        if again.counts == plan.counts:
            raise  # nothing changed in the meantime, so the error has another cause
        return again, apply(again, store, strict=strict, label=label, meanwhile=meanwhile)


def back_up_before(diary: Path) -> None:
    """Make a backup, unless nothing was ever written to the diary; DiaryError stops the import if it fails."""
    from diary.store.backup.backups import backup_of
    from diary.store.backup.names import BEFORE_IMPORT
    from diary.store.backup.summary import held_by

    if held_by(diary).newest_change:
        # The machine's clock: under --now a backup would get the date of another day.
        backup_of(diary, wall_clock(), BEFORE_IMPORT)
