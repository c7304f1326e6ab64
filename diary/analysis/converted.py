"""What was converted from another app's file: by itself it asks for nothing before the next appointment.

Nobody saw the diary's questions when it was written, and what its words mean here was chosen by a map.
"""

from __future__ import annotations

from collections.abc import Iterable

from diary.domain.findings import Tier
from diary.domain.records import Entry


def all_converted(entries: Iterable[Entry]) -> bool:
    """Whether every one of these entries comes from another app; one that was written here is enough for False."""
    return all(entry.source for entry in entries)


def capped(tier: Tier, *, converted: bool) -> Tier:
    """The tier of what asks for this one: at most discuss where all it rests on was converted."""
    return Tier.DISCUSS if converted and tier.rank < Tier.DISCUSS.rank else tier
