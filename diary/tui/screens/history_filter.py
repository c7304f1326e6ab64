"""Which records the history shows: those of a group of kinds, a place, a period, and with letters in them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.records import KIND_OF, KINDS, Ack, Entry, Kind, Known, Record, Usual
from diary.tui.widgets.texts import record_text

PAIN, EVERYTHING = "pain only", "everything"
GROUPS: dict[str, tuple[Kind, ...]] = {
    PAIN: ("entry",),
    EVERYTHING: KINDS,
    "sessions": ("session", "plan"),
    "medicines and care": ("care", "treatment"),
    "movements and scores": ("motion", "score", "activity"),
    "appointments": ("visit", "question", "ack"),
    "what was before": ("usual", "known", "background", "signs"),
}
"""Each group with its kinds; each kind is in one beside everything."""


def of_group(records: Iterable[Record], group: str) -> list[Record]:
    """The records of a group, in their order."""
    return [record for record in records if KIND_OF[type(record)] in GROUPS[group]]


def next_group(group: str, records: Iterable[Record]) -> str:
    """The group after this one that has a record; after the last one pain."""
    there = {KIND_OF[type(record)] for record in records}
    groups = [name for name, kinds in GROUPS.items() if there & set(kinds) or name in (PAIN, group)]
    return groups[(groups.index(group) + 1) % len(groups)]


Place = tuple[str, str]
# On the same key as the periods of Trends, which has four weeks too.
PERIODS: tuple[int, ...] = (14, 90, 365, 0)
"""The periods to choose from, in days back from today; 0 is everything."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records to show: those that pass every condition."""

    place: Place | None = None
    """A place; None for all."""
    days: int = 90
    """Days back from today; 0 for all."""
    find: str = ""
    """Parts of words, each of which must be in the record's text or note."""
    group: str = PAIN
    """Which kinds of records are shown: a name in GROUPS. First those that are changed most."""


class SearchTexts:
    """The text of each record for searching, made once, since each typed letter searches all of them again."""

    def __init__(self) -> None:
        self._texts: dict[Record, str] = {}

    def of(self, record: Record) -> str:
        """The record's text and its note, case-folded."""
        text = self._texts.get(record)
        if text is None:
            self._texts[record] = text = f"{record_text(record)} {record.note}".casefold()
        return text


def filtered(records: Sequence[Record], criteria: Filter, today: date, texts: SearchTexts) -> list[Record]:
    """The records that pass, newest first; `records` must be in time order."""
    first = today - timedelta(days=criteria.days - 1) if criteria.days else None
    words = criteria.find.casefold().split()
    result = []
    for record in reversed(records):
        if first and record.at.day < first:
            break  # all that follow are older
        if criteria.place and criteria.place not in places_of(record):
            continue
        if words:
            text = texts.of(record)
            if not all(word in text for word in words):
                continue
        result.append(record)
    return result


def places_of(record: Record) -> tuple[tuple[str | None, str | None], ...]:
    """The places that a record is about; none for a kind without places."""
    if isinstance(record, Entry):
        return tuple((reading.site, reading.side) for reading in record.readings)
    return ((record.site, record.side),) if isinstance(record, Usual | Known | Ack) else ()
