"""Which entries to show. Pure: entries and a filter in, entries out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diary.domain.records import Ack, Entry, Known, Thing, Usual
from diary.domain.vocabulary import place_name
from diary.tui.parts.things import thing_said

Place = tuple[str, str]
PERIODS: tuple[int, ...] = (14, 90, 365, 0)
"""Days back from today; 0 is everything."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A place, or None for all; days back, or 0 for all; letters to find in words and notes."""

    place: Place | None = None
    days: int = 90
    find: str = ""
    whole: bool = False
    """Whether sessions, self-care and all else is shown too."""

    @property
    def said(self) -> str:
        """The filter in words."""
        place = place_name(*self.place) if self.place else "all places"
        return f"{place} · {f'last {self.days} days' if self.days else 'all time'}"


class Texts:
    """What can be searched of a thing, made once for each."""

    def __init__(self) -> None:
        self._made: dict[Thing, str] = {}

    def of(self, thing: Thing) -> str:
        """Its words and its note, in small letters."""
        text = self._made.get(thing)
        if text is None:
            self._made[thing] = text = f"{thing_said(thing)} {thing.note}".casefold()
        return text


def chosen(things: Sequence[Thing], by: Filter, today: date, texts: Texts) -> list[Thing]:
    """The things that pass, newest first; they come in time order."""
    first = today - timedelta(days=by.days - 1) if by.days else None
    words = by.find.casefold().split()
    found = []
    for thing in reversed(things):
        if first and thing.at.day < first:
            break
        if by.place and by.place not in places_of(thing):
            continue
        if words:
            text = texts.of(thing)
            if not all(word in text for word in words):
                continue
        found.append(thing)
    return found


def places_of(thing: Thing) -> tuple[tuple[str | None, str | None], ...]:
    """The places that it is about."""
    if isinstance(thing, Entry):
        return tuple((reading.site, reading.side) for reading in thing.readings)
    return ((thing.site, thing.side),) if isinstance(thing, Usual | Known | Ack) else ()
