"""Names of the first edition that hold their dose are split before a session or a plan is saved, and it is said."""

from __future__ import annotations

from diary.cli.context import Context, talk
from diary.errors import NoDiaryYet

_MOST_SHOWN = 3


def split_names(context: Context) -> None:
    """Split the old names of the diary, once; the response to an exercise needs its name without its dose."""
    from diary.domain.describe import dosage_of
    from diary.store.old_names import split_old_names

    try:
        with context.store() as store:
            pairs = split_old_names(store)
    except NoDiaryYet:
        return
    if not pairs:
        return
    shown = [f"“{old.name}” is now {new.name}, {dosage_of(new)}" for old, new in pairs[:_MOST_SHOWN]]
    more = [f"and {len(pairs) - _MOST_SHOWN} more"] if len(pairs) > _MOST_SHOWN else []
    talk(f"Old exercise names held their dose; it is kept beside the name now: {'; '.join([*shown, *more])}.")
    talk("(This is a change of its own: diary undo takes back first what is saved next, then this.)")
