"""Which entries to show. Pure: entries and a filter in, entries out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.entries import Entry
from diary.domain.vocabulary import place_name
from diary.tui.parts.said import entry_said

Place = tuple[str, str]
PERIODS: tuple[int, ...] = (14, 90, 365, 0)
"""Days back from today; 0 is everything."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A place, or None for all; days back, or 0 for all; letters to find in words and notes."""

    place: Place | None = None
    days: int = 90
    find: str = ""

    @property
    def said(self) -> str:
        """The filter in words."""
        place = place_name(*self.place) if self.place else "all places"
        return f"{place} · {f'last {self.days} days' if self.days else 'all time'}"


class Texts:
    """What can be searched of an entry, made once for each."""

    def __init__(self) -> None:
        self._made: dict[Entry, str] = {}

    def of(self, entry: Entry) -> str:
        """Its words and its note, in small letters."""
        text = self._made.get(entry)
        if text is None:
            self._made[entry] = text = f"{entry_said(entry)} {entry.note}".casefold()
        return text


def chosen(entries: Sequence[Entry], by: Filter, today: date, texts: Texts) -> list[Entry]:
    """The entries that pass, newest first."""
    first = today - timedelta(days=by.days - 1) if by.days else None
    words = by.find.casefold().split()
    found = []
    for entry in reversed(entries):
        if first and entry.at.day < first:
            break  # they are in time order
        if by.place and not any((reading.site, reading.side) == by.place for reading in entry.readings):
            continue
        if words:
            text = texts.of(entry)
            if not all(word in text for word in words):
                continue
        found.append(entry)
    return found
