"""An edit is compared with what it was made from: nothing is written over what the person has not seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from diary.domain.describe import full_line
from diary.domain.records import Change, Record
from diary.errors import DiaryError, ErrorHint
from diary.store import change_log

PROGRAMS = {"cli": "the command line", "tui": "the screen", "import": "an import"}
"""The names shown to people for the programs that sign changes."""


class ChangedSince(DiaryError):
    """A record is not as it was when it was opened, and so nothing was changed."""

    def __init__(self, opened: Record, newer: Record | None, mine: Record | None, change: Change | None) -> None:
        self.by = program_name(change.program) if change else "another program"
        """Who changed it, in words."""
        texts = {"newer": full_line(newer) if newer else "", "yours": full_line(mine) if mine else ""}
        hint = None
        if newer is not None:
            hint = ErrorHint("changed-since", texts) if mine else ErrorHint("changed-since-delete", texts)
        elif mine is not None:
            hint = ErrorHint("deleted-since", {**texts, "id": opened.id[:6]})
        done = "changed" if newer else "deleted"
        super().__init__(f"it was {done} by {self.by} since it was opened, and is left so", hint)
        self.newer = newer
        """Its content now; None where it was deleted."""


def program_name(program: str) -> str:
    """The program that made a change, in words."""
    return PROGRAMS.get(program, program)


def refuse_changed(
    connection: sqlite3.Connection,
    opened: Collection[Record],
    present: Mapping[str, Record],
    wanted: Mapping[str, Record],
) -> None:
    """ChangedSince where one of the opened records does not read now as it did then, nor as it shall read."""
    for record in opened:
        newer, mine = present.get(record.id), wanted.get(record.id)
        # Two programs may have made the same change: nothing is lost, and there is nothing to choose.
        if newer != record and (newer is None or newer != mine):
            raise ChangedSince(record, newer, mine, change_log.latest_change_of(connection, record.id))
