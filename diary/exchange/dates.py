"""Times in cells: ISO 8601, and the forms that spreadsheets make of it where they can only mean one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from diary.clock import zone_named
from diary.domain.grammar.lexicon import shown
from diary.domain.moments import NOON, Moment
from diary.errors import InvalidValue, UsageError


@lru_cache(maxsize=1024)
def known_zone(name: str) -> tzinfo | None:
    """The zone of that name; None for no name, or one that is not known here."""
    if not name:
        return None
    try:
        return zone_named(name)
    except UsageError:
        return None


def written_instant(at: Moment) -> datetime:
    """The instant that the written cells tell. Of a day alone that is noon in its zone, or in UTC where it has none.

    It is the same whatever machine reads the file back, so the order of rows that rests on it is too.
    """
    if not at.date_only:
        return at.instant
    return datetime.combine(at.day, NOON, known_zone(at.zone) or UTC).astimezone(UTC)


def written_zone(at: Moment) -> tzinfo:
    """The offset that the other times of a row are written in: the moment's own, as far as its cells tell it."""
    if not at.date_only:
        return timezone(timedelta(seconds=at.offset))
    offset = datetime.combine(at.day, NOON, known_zone(at.zone) or UTC).utcoffset()
    return timezone(offset or timedelta(0))


def on_the_clock(day: date, clock: time, zone: tzinfo) -> tuple[datetime | None, bool]:
    """That time of a day in a zone (the first of two), None where it is skipped; and whether it comes twice."""
    first = datetime.combine(day, clock, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first, False
    there = first.astimezone(UTC).astimezone(zone)
    if there.replace(tzinfo=None, fold=0) != first.replace(tzinfo=None):
        return None, False
    return first, True


EXAMPLE = "2026-03-01T20:00+01:00"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?"
_HALF = r"(?:\s?(?P<half>[ap])\.?m\.?)?"
_OFFSET = r"(?:\s?(?P<offset>Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?))?"
_REST = rf"(?:(?P<gap>T|,?\s+){_CLOCK}{_HALF}{_OFFSET})?"
_FORMS = tuple(
    re.compile(rf"{day}{_REST}", re.ASCII | re.IGNORECASE)
    for day in (
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
        r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})\.?",
        r"(?P<day>\d{1,2})\.?[-\s](?P<name>[a-z]{3,9})\.?[-\s](?P<year>\d{4})",
        r"(?P<name>[a-z]{3,9})\.?\s(?P<day>\d{1,2}),?\s(?P<year>\d{4})",
    )
)


@dataclass(frozen=True, slots=True)
class Read:
    """A time that was read, and what should be said about it: a name for the way of reading, and the words."""

    at: Moment
    said: tuple[tuple[str, str], ...] = ()


class DateReader:
    """Reads the times of one file. Which of 03/04 is the day, the file as a whole tells, or nothing does."""

    def __init__(self, cells: Iterable[str], zone: tzinfo, zone_name: str) -> None:
        self._zone, self._zone_name = zone, zone_name
        self._day_first = _day_first(cells)
        self._read: dict[tuple[str, str], Read] = {}

    def read(self, cell: str, zone: str) -> Read:
        """The moment of a cell, in the zone named beside it or else in the local one; InvalidValue where it is none."""
        known = self._read.get((cell, zone))
        if known is None:
            known = self._read[cell, zone] = self._fresh(cell.strip(), zone)
        return known

    def _fresh(self, cell: str, zone: str) -> Read:
        if moment := _as_written(cell, zone):
            return Read(moment)
        found = next((match for form in _FORMS if (match := form.fullmatch(cell))), None)
        if found is None:
            raise InvalidValue(f"“{shown(cell)}” is not a time; write it like {EXAMPLE}, or the date alone")
        part = found.groupdict()
        day, said = self._day(cell, part)
        if part["hour"] is None:
            return Read(self._noon(day, zone), said)
        clock, more = _clock(cell, part)
        said += more
        offset = part["offset"]
        if offset is None:
            return self._local(cell, day, clock, zone, said)
        return Read(Moment.of(datetime.combine(day, clock, _offset(cell, offset)), zone), said)

    def _day(self, cell: str, part: dict[str, str | None]) -> tuple[date, tuple[tuple[str, str], ...]]:
        mark = part.get("mark")
        year = int(part["year"] or 0)
        if part.get("one"):
            one, two = int(part["one"] or 0), int(part["two"] or 0)
            day_first = self._day_first[mark or ""]
            if day_first is None and one != two:
                raise InvalidValue(
                    f"“{shown(cell)}” could be two dates, and no other date in the file tells which; "
                    "write it like 2026-03-01"
                )
            day = _date(cell, year, *((two, one) if day_first else (one, two)))
            order = "month" if day_first is False else "day"
            return day, ((f"date {mark} {order}", f"{shown(cell)} read with the {order} first, as {day.isoformat()}"),)
        if name := part.get("name"):
            if name[:3].casefold() not in _MONTHS:
                raise InvalidValue(f"“{shown(cell)}” is not a time; write it like {EXAMPLE}, or the date alone")
            day = _date(cell, year, _MONTHS.index(name[:3].casefold()) + 1, int(part["day"] or 0))
            return day, (("date name", f"{cell} read as {day.isoformat()}"),)
        day = _date(cell, year, int(part["month"] or 0), int(part["day"] or 0))
        plain = mark == "-" and (part["hour"] is None or (part["gap"] == "T" and not part["half"]))
        if plain and len(part["month"] or "") == len(part["day"] or "") == 2:
            return day, ()
        return day, ((f"date {mark}", f"{cell} read as an ISO 8601 time of {day.isoformat()}"),)

    def _noon(self, day: date, zone: str) -> Moment:
        # A zone's name is kept as it is, also where nobody here knows it; without one, the name stays empty.
        return Moment.on_day(day, known_zone(zone) or self._zone, zone)

    def _local(self, cell: str, day: date, clock: time, zone: str, said: tuple[tuple[str, str], ...]) -> Read:
        where = known_zone(zone) if zone else self._zone
        if where is None:
            raise InvalidValue(
                f"“{shown(cell)}” has no offset, and the zone “{shown(zone)}” is not known; write it like {EXAMPLE}"
            )
        when, twice = on_the_clock(day, clock, where)
        if when is None:
            raise InvalidValue(f"“{shown(cell)}” was skipped when the clocks went forward; write it like {EXAMPLE}")
        if not zone:
            name = self._zone_name or "local time"
            said += (("local", f"times without an offset were read as {name}"),)
        if twice:
            said += (("twice", f"{cell} came twice that night; the first was taken"),)
        return Read(Moment.of(when, zone or self._zone_name), said)


def _as_written(cell: str, zone: str) -> Moment | None:
    """The quick way for times as the diary writes them, to the second or the microsecond, with their offset."""
    if len(cell) not in (25, 32) or cell[10] != "T":
        return None
    try:
        when = datetime.fromisoformat(cell)
        if when.tzinfo is None or not 1800 < when.year < 2300:
            return None
        return Moment.of(when, zone)
    except ValueError:
        return None


def _clock(cell: str, part: dict[str, str | None]) -> tuple[time, tuple[tuple[str, str], ...]]:
    hour, half = int(part["hour"] or 0), (part["half"] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    digits = part["part"] or ""
    said = (("finer", f"{cell} is finer than a microsecond; the rest was left out"),) if digits[6:].strip("0") else ()
    try:
        clock = time(hour, int(part["minute"] or 0), int(part["second"] or 0), int(digits.ljust(6, "0")[:6]))
    except ValueError:
        raise InvalidValue(f"“{shown(cell)}” has no time of day that exists; the latest is 23:59:59") from None
    return clock, said


def _offset(cell: str, text: str) -> tzinfo:
    if text in ("Z", "z"):
        return UTC
    digits = text[1:].replace(":", "").ljust(6, "0")
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if hours > 23 or minutes > 59 or seconds > 59:
        raise InvalidValue(f"“{shown(cell)}” has an offset from UTC that does not exist; write it like {EXAMPLE}")
    step = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timezone(-step if text[0] == "-" else step)


def _date(cell: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise InvalidValue(f"“{shown(cell)}” is not a date that exists; write it like 2026-03-01") from None
    if not 1800 < year < 2300:  # room for any offset; which years the diary holds is checked later
        raise InvalidValue(f"the year {year} can't be right in “{shown(cell)}”; write it like 2026-03-01")
    return found


def _day_first(cells: Iterable[str]) -> dict[str, bool | None]:
    """For each mark between the numbers: whether the day comes first; None where the file does not tell.

    Every country that parts its dates with dots writes the day first, so dots need no other sign.
    """
    votes: dict[str, set[bool]] = {"/": set(), "-": set(), ".": set()}
    for cell in cells:
        if (found := _FORMS[1].fullmatch(cell.strip())) and (int(found["one"]) > 12 or int(found["two"]) > 12):
            votes[found["mark"]].add(int(found["one"]) > 12)
    votes["."].add(True)
    return {mark: next(iter(said)) if len(said) == 1 else None for mark, said in votes.items()}
