"""The signs that an entry would lose if another text were written over it."""

from __future__ import annotations

from collections.abc import Iterator

from diary.domain.records import Entry, Record
from diary.domain.vocabulary import QUALITIES, Role, place_name

SEVERE = 7
"""The level from which pain alone may be a warning."""


def lost_signs(newer: Record, mine: Record | None) -> tuple[str, ...]:
    """What the newer record says that may warn, and the other one does not: symptoms, nerve pain, sudden, severe."""
    if not isinstance(newer, Entry):
        return ()
    kept = set(_signs(mine)) if isinstance(mine, Entry) else set()
    levels = {(r.site, r.side): r.pain or 0 for r in mine.readings} if isinstance(mine, Entry) else {}
    lost = [f"{word} ({place})" if place else word for word, place in _signs(newer) if (word, place) not in kept]
    for reading in newer.readings:
        if reading.pain is not None and SEVERE <= reading.pain > levels.get((reading.site, reading.side), -1):
            lost.append(f"level {reading.pain} ({place_name(reading.site, reading.side)})")
    return tuple(lost)


def _signs(entry: Entry) -> Iterator[tuple[str, str]]:
    for word in entry.symptoms:
        yield word, ""
    for reading in entry.readings:
        nerve = (word for word in reading.qualities if QUALITIES[word].role is Role.NERVE)
        for word in (*reading.symptoms, *nerve, *(("sudden",) if reading.sudden else ())):
            yield word, place_name(reading.site, reading.side)
