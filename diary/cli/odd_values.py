"""Why a command failed, where it is not the program's doing: the diary holds what no program of ours wrote."""

from __future__ import annotations

from diary.cli.context import Context
from diary.errors import DamagedFile


def refuse_odd_values(context: Context) -> None:
    """DamagedFile where the diary holds a value that no program of ours wrote."""
    from diary.store.places import is_diary
    from diary.store.verifying import odd_value

    if is_diary(context.place) and odd_value(context.place):
        raise DamagedFile(
            f"{context.place} holds values that no program of ours wrote, so this can't be done; "
            "diary verify names them, diary restore brings back a backup"
        )
