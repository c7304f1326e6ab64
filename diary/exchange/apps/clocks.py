"""The times of other apps' rows, which stand in one column or in two, with an offset, a zone, or a part of the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from diary.clock import Clock
from diary.domain.moments import Moment, offset_text
from diary.errors import InvalidValue
from diary.exchange.apps.rows import ForeignRow
from diary.exchange.apps.tables import trimmed
from diary.exchange.dates import DateReader, known_zone

DAY_FIRST, MONTH_FIRST = "day-month", "month-day"
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_SHORT = re.compile(r"\A(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?=\D|$)")
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d+)?")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})((?::\d{2})?)(?:\.\d+)?(?:\s?([ap])\.?\s?m\.?)?", re.IGNORECASE)
_ORDERED = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/]\d{4}\b")
_IN_UTC = re.compile(r":\d{2}(?:\.\d+)?(?:Z|\+00:00)$")
_WITH_OFFSET = re.compile(r":\d{2}(?:\.\d+)?\s?(?:Z|[+-]\d{2}:?\d{2})$")
_COMMAS = re.compile(r"(?<=\d),?\s+(?:at\s+)?(?=\d{1,2}:)")


def written(row: ForeignRow) -> str:
    """The time of a row in one text, the same for all ways in which the app writes it; no order of days is decided."""
    date, alone = _date_of(row.date)
    if alone:
        return date
    clock = _in_24_hours(row.clock)
    # A day alone has no offset, and what has one needs no other.
    needs_one = (clock or ":" in date) and not _WITH_OFFSET.search(date)
    return " ".join(filter(None, (date, clock, _offset(row.offset) if needs_one else "")))


# Of fifty rows a day nearly all have the same date, and each is asked for several times.
@lru_cache(maxsize=4096)
def _date_of(cell: str) -> tuple[str, bool]:
    """The date of a cell, and whether it is an instant that needs no clock beside it."""
    date = _SHORT.sub(r"\1\2\3\g<2>20\4", _ORDINAL.sub("", trimmed(cell)))
    if _EPOCH.fullmatch(date):
        seconds = int(date.partition(".")[0])
        return datetime.fromtimestamp(seconds / 1000 if seconds > 99_999_999_999 else seconds, UTC).isoformat(), True
    return _COMMAS.sub(" ", date), False


@lru_cache(maxsize=4096)
def _in_24_hours(clock: str) -> str:
    """A clock time as HH:MM; "" for what is none."""
    match = _CLOCK.fullmatch(trimmed(clock))
    if match is None:
        return ""
    hour, half = int(match[1]), (match[4] or "").casefold()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half:
        raise InvalidValue(f"“{clock}” is no time of day")
    return f"{hour:02}:{match[2]}{match[3]}"


def _offset(minutes: str) -> str:
    if not minutes:
        return ""
    if not re.fullmatch(r"[+-]?\d{1,4}(?:\.0+)?", minutes) or abs(float(minutes)) >= 24 * 60:
        raise InvalidValue(f"“{minutes}” is no offset from UTC in minutes")
    return offset_text(int(float(minutes)) * 60)


def order_of(rows: Iterable[ForeignRow]) -> str:
    """The order of day and month that the dates show; "" where none needs an order, "?" where they don't tell."""
    found: set[str] = set()
    unclear = False
    for row in rows:
        try:
            match = _ORDERED.match(written(row))
        except InvalidValue:
            continue
        if match and int(match[1]) > 12:
            found.add(DAY_FIRST)
        elif match and int(match[2]) > 12:
            found.add(MONTH_FIRST)
        elif match and match[1] != match[2]:
            unclear = True
    if len(found) == 1:
        return found.pop()
    return "?" if found or unclear else ""


class Clocks:
    """Reads the times of the rows of one file."""

    def __init__(self, clock: Clock, order: str, zone: str, parts: Mapping[str, str]) -> None:
        where = known_zone(zone) if zone else None
        if zone and where is None:
            raise InvalidValue(f"no time zone is called “{zone}”; a name looks like Europe/Berlin")
        day_first = {DAY_FIRST: True, MONTH_FIRST: False}.get(order)
        self._dates = DateReader((), where or clock.zone, zone or clock.zone_name, day_first=day_first)
        self._zone, self._zone_name = where or clock.zone, zone or clock.zone_name
        self._parts = {part.casefold(): hour for part, hour in parts.items()}

    def read(self, row: ForeignRow) -> tuple[Moment, tuple[tuple[str, str], ...]]:
        """The moment of a row, and the remarks about it; InvalidValue where it has no time that can be read."""
        if not row.date:
            raise InvalidValue("the time is missing")
        part = row.clock.casefold()
        text, about = written(row), False
        if part and not _in_24_hours(row.clock):
            if part not in self._parts:
                raise InvalidValue(f"“{row.clock}” is no time of day; say in the map which hour stands for it")
            if hour := self._parts[part]:
                text, about = f"{text} {hour} {_offset(row.offset)}".strip(), True
        read = self._dates.read(text, row.zone if known_zone(row.zone) else "")
        at = replace(read.at, about=True) if about else read.at
        # An instant alone does not say what the person's clock showed; the day is that of the zone of the file.
        if _IN_UTC.search(text) and _offset(row.offset):
            return Moment.of(at.instant.astimezone(timezone(timedelta(minutes=float(row.offset)))), ""), ()
        if _IN_UTC.search(text) and not row.zone:
            at = Moment.of(at.instant.astimezone(self._zone), self._zone_name)
            return at, (("utc", f"times in UTC were turned into those of {self._zone_name or 'local time'}"),)
        # How the app writes its dates is no news; what a person may have to check is.
        kept = tuple(remark for remark in read.remarks if remark[0] in ("local", "twice") or "first" in remark[1])
        return at, kept
