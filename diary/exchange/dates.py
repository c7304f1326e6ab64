"""Times in cells: ISO 8601, and the forms that spreadsheets make of it, where they have only one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from diary.clock import zone_named
from diary.domain.grammar.tokens import shown
from diary.domain.moments import NOON, Moment
from diary.errors import InvalidValue, UsageError


@lru_cache(maxsize=1024)
def known_zone(name: str) -> tzinfo | None:
    """The zone of that name; None for "" or a name that is not known on this machine."""
    if not name:
        return None
    try:
        return zone_named(name)
    except UsageError:
        return None


def written_instant(at: Moment) -> datetime:
    """The instant that follows from the written cells: for a date alone noon in its zone, or in UTC if it has none."""
    # Not the stored instant: for a date alone that depends on the zone of the machine that read it, and the order of
    # the rows must be the same on every machine.
    if not at.date_only:
        return at.instant
    return datetime.combine(at.day, NOON, known_zone(at.zone) or UTC).astimezone(UTC)


def written_zone(at: Moment) -> tzinfo:
    """The offset for the other times of a row: that of the moment, as far as it follows from the written cells."""
    if not at.date_only:
        return timezone(timedelta(seconds=at.offset))
    offset = datetime.combine(at.day, NOON, known_zone(at.zone) or UTC).utcoffset()
    return timezone(offset or timedelta(0))


def local_time(day: date, clock: time, zone: tzinfo) -> tuple[datetime | None, bool]:
    """A local time of day (the first, if it comes twice), or None if it is skipped; and whether it comes twice."""
    # PEP 495: `fold` chooses the second of two equal clock times. Equal offsets mean an ordinary time; a skipped time
    # does not come back unchanged from UTC.
    first = datetime.combine(day, clock, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first, False
    returned = first.astimezone(UTC).astimezone(zone)
    if returned.replace(tzinfo=None, fold=0) != first.replace(tzinfo=None):
        return None, False
    return first, True


_EXAMPLE = "2026-03-01T20:00+01:00"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?"
_HALF = r"(?:\s?(?P<half>[ap])\.?m\.?)?"
_OFFSET = r"(?:\s?(?P<offset>Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?))?"
_REST = rf"(?:(?P<gap>T|,?\s+){_CLOCK}{_HALF}{_OFFSET})?"
# The second form is the only one whose order of day and month is not clear; `_day_first` looks at that one.
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
class ReadTime:
    """A time that was read, and the remarks about it: a name for the way of reading, and the text."""

    at: Moment
    remarks: tuple[tuple[str, str], ...] = ()


class DateReader:
    """Reads the times of one file. The other dates of the file decide whether 03/04 is in March or in April."""

    def __init__(self, cells: Iterable[str], zone: tzinfo, zone_name: str, *, day_first: bool | None = None) -> None:
        self._zone, self._zone_name = zone, zone_name
        self._day_first = _day_first(cells) if day_first is None else dict.fromkeys("/-.", day_first)
        self._already_read: dict[tuple[str, str], ReadTime] = {}

    def read(self, cell: str, zone: str) -> ReadTime:
        """The moment in a cell, in the zone named beside it or else in the local one; InvalidValue if it is no time."""
        # The rows of one entry repeat its time.
        known = self._already_read.get((cell, zone))
        if known is None:
            known = self._already_read[cell, zone] = self._interpret(cell.strip(), zone)
        return known

    def _interpret(self, cell: str, zone: str) -> ReadTime:
        if moment := _own_form(cell, zone):
            return ReadTime(moment)
        match = next(filter(None, (form.fullmatch(cell) for form in _FORMS)), None)
        if match is None:
            raise InvalidValue(f"“{shown(cell)}” is not a time; write it like {_EXAMPLE}, or the date alone")
        part = match.groupdict()
        day, remarks = self._calendar_day(cell, part)
        if part["hour"] is None:
            return ReadTime(self._date_only(day, zone), remarks)
        clock, more = _time_of_day(cell, part)
        remarks += more
        offset = part["offset"]
        if offset is None:
            return self._local(cell, day, clock, zone, remarks)
        return ReadTime(Moment.of(datetime.combine(day, clock, _offset(cell, offset)), zone), remarks)

    def _calendar_day(self, cell: str, part: dict[str, str | None]) -> tuple[date, tuple[tuple[str, str], ...]]:
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
                raise InvalidValue(f"“{shown(cell)}” is not a time; write it like {_EXAMPLE}, or the date alone")
            day = _date(cell, year, _MONTHS.index(name[:3].casefold()) + 1, int(part["day"] or 0))
            return day, (("date name", f"{cell} read as {day.isoformat()}"),)
        day = _date(cell, year, int(part["month"] or 0), int(part["day"] or 0))
        plain = mark == "-" and (part["hour"] is None or (part["gap"] == "T" and not part["half"]))
        if plain and len(part["month"] or "") == len(part["day"] or "") == 2:
            return day, ()
        return day, ((f"date {mark}", f"{cell} read as an ISO 8601 time of {day.isoformat()}"),)

    def _date_only(self, day: date, zone: str) -> Moment:
        # The zone's name stays as written, also if it is not known here; without one it stays empty.
        return Moment.on_day(day, known_zone(zone) or self._zone, zone)

    def _local(self, cell: str, day: date, clock: time, zone: str, remarks: tuple[tuple[str, str], ...]) -> ReadTime:
        where = known_zone(zone) if zone else self._zone
        if where is None:
            raise InvalidValue(
                f"“{shown(cell)}” has no offset, and the zone “{shown(zone)}” is not known; write it like {_EXAMPLE}"
            )
        when, is_ambiguous = local_time(day, clock, where)
        if when is None:
            raise InvalidValue(f"“{shown(cell)}” was skipped when the clocks went forward; write it like {_EXAMPLE}")
        if not zone:
            name = self._zone_name or "local time"
            remarks += (("local", f"times without an offset were read as {name}"),)
        if is_ambiguous:
            remarks += (("twice", f"{cell} came twice that night; the first was taken"),)
        return ReadTime(Moment.of(when, zone or self._zone_name), remarks)


def _own_form(cell: str, zone: str) -> Moment | None:
    """The moment in a cell that has the form that the diary writes, with an offset; None for any other form."""
    # Nearly all cells of an export; datetime's own parser is faster than the patterns. 25 characters to the
    # second, 32 to the microsecond.
    if len(cell) not in (25, 32) or cell[10] != "T":
        return None
    try:
        when = datetime.fromisoformat(cell)
        if when.tzinfo is None or not 1800 < when.year < 2300:
            return None
        return Moment.of(when, zone)
    except ValueError:
        return None


def _time_of_day(cell: str, part: dict[str, str | None]) -> tuple[time, tuple[tuple[str, str], ...]]:
    hour, half = int(part["hour"] or 0), (part["half"] or "").casefold()
    if half:  # 12 am is midnight, 12 pm is noon; 99 is refused below, as 13 pm should be
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    digits = part["part"] or ""
    remarks = (
        (("finer", f"{cell} is finer than a microsecond; the rest was left out"),) if digits[6:].strip("0") else ()
    )
    try:
        clock = time(hour, int(part["minute"] or 0), int(part["second"] or 0), int(digits.ljust(6, "0")[:6]))
    except ValueError:
        raise InvalidValue(f"“{shown(cell)}” has no time of day that exists; the latest is 23:59:59") from None
    return clock, remarks


def _offset(cell: str, text: str) -> tzinfo:
    if text in ("Z", "z"):
        return UTC
    digits = text[1:].replace(":", "").ljust(6, "0")
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if hours > 23 or minutes > 59 or seconds > 59:
        raise InvalidValue(f"“{shown(cell)}” has an offset from UTC that does not exist; write it like {_EXAMPLE}")
    step = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timezone(-step if text[0] == "-" else step)


def _date(cell: str, year: int, month: int, day: int) -> date:
    try:
        result = date(year, month, day)
    except ValueError:
        raise InvalidValue(f"“{shown(cell)}” is not a date that exists; write it like 2026-03-01") from None
    if not 1800 < year < 2300:  # room for any offset; which years the diary holds is checked later
        raise InvalidValue(f"the year {year} can't be right in “{shown(cell)}”; write it like 2026-03-01")
    return result


def _day_first(cells: Iterable[str]) -> dict[str, bool | None]:
    """For each separator of dates: whether the day comes first; None if the file does not show it."""
    votes: dict[str, set[bool]] = {"/": set(), "-": set(), ".": set()}
    for cell in cells:
        if (match := _FORMS[1].fullmatch(cell.strip())) and (int(match["one"]) > 12 or int(match["two"]) > 12):
            votes[match["mark"]].add(int(match["one"]) > 12)
    # Countries that separate dates with dots write the day first, so dots need no clear date in the file.
    votes["."].add(True)
    return {mark: next(iter(orders)) if len(orders) == 1 else None for mark, orders in votes.items()}
