"""The words of a time, one by one: 21:00, 9pm, yesterday, mon, 2h ago. What they name together is for `times`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from diary.domain.grammar.lexicon import Token, shown
from diary.domain.moments import NOON
from diary.errors import UsageError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_WORDS = {name: index for index, day in enumerate(WEEKDAYS) for name in (day, day[:3])} | {
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}  # fmt: skip
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_WORDS = {name: index for index, month in enumerate(_MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days"), timedelta(days=1)),
    **dict.fromkeys(("w", "wk", "week", "weeks"), timedelta(weeks=1)),
}
_DAYS = (timedelta(days=1), timedelta(weeks=1))
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CLOCK_WORDS = {"noon": NOON, "midday": NOON, "midnight": time(0)}
_VAGUE = {
    "morning": "8am", "afternoon": "3pm", "evening": "8pm", "night": "11pm", "tonight": "8pm", "lunchtime": "1pm",
    "mornings": "8am", "evenings": "8pm", "nights": "11pm", "breakfast": "8am", "bedtime": "11pm",
}  # fmt: skip
TIME_WORDS = frozenset(_WEEKDAY_WORDS) | frozenset(_DAY_WORDS) | {"noon", "midday", "midnight", "now", "ago"}

_OFFSET = r"(z|[+-][0-9]{2}(?::?[0-9]{2}(?::[0-9]{2})?)?)"
_ZONE = r"(?:\[([A-Za-z0-9_+/-]{1,64})\])"
_ISO = re.compile(
    rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}})(?:t([0-9:.]{{2,20}}))?(?:{_OFFSET}{_ZONE}?)?", re.IGNORECASE
)
_CLOCK = re.compile(
    rf"([0-9]{{1,2}}):([0-9]{{2}})(?::([0-9]{{2}})(?:\.[0-9]{{1,9}})?)?(?:{_OFFSET}{_ZONE}?)?", re.IGNORECASE
)
_TWELVE = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm|a\.m\.?|p\.m\.?)")
_HALF = frozenset({"am", "pm", "a.m.", "p.m.", "a.m", "p.m"})
_SPAN = re.compile(r"([0-9]{1,6})([a-z]{1,7})")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A piece of a time: a day, a time of day, or an instant, with the words that said it."""

    text: str
    day: date | None = None
    weekday: int | None = None
    turn: str = ""
    """"last" or "next" before a weekday."""
    yearless: bool = False
    clock: time | None = None
    offset: timezone | None = None
    zone: str = ""
    instant: datetime | None = None

    @property
    def names_day(self) -> bool:
        """Whether it says which day."""
        return self.day is not None or self.weekday is not None


def match_time(
    tokens: Sequence[Token], index: int, local: datetime, *, free: bool = False
) -> tuple[int, TimeWord] | None:
    """The time that begins at a token and how many tokens it takes; None where none does. `local` is now.

    In `free` text, months and parts of the day are words like any other: a march, a morning walk.
    """
    raw = tokens[index].raw
    texts = [token.text for token in tokens[index : index + 4]] + [""] * 4
    if iso := _ISO.fullmatch(texts[0]):
        return 1, _iso(iso, raw)
    found = _numbered(texts, raw, local) if texts[0][:1].isdigit() else _worded(texts, local)
    if found is None and not free:
        found = _calendar_day(texts, local)
        if found is None:
            _refuse_vague(texts)
    return found


def _worded(texts: list[str], local: datetime) -> tuple[int, TimeWord] | None:
    first, second, third = texts[:3]
    if first in _DAY_WORDS:
        return 1, TimeWord(first, day=local.date() + timedelta(days=_DAY_WORDS[first]))
    if first in _WEEKDAY_WORDS and f"{first} {second}" not in ("sun salutation", "sun salutations"):
        return 1, TimeWord(first, weekday=_WEEKDAY_WORDS[first])
    if first in ("last", "next") and second in _WEEKDAY_WORDS:
        return 2, TimeWord(f"{first} {second}", weekday=_WEEKDAY_WORDS[second], turn=first)
    if first in _CLOCK_WORDS:
        return 1, TimeWord(first, clock=_CLOCK_WORDS[first])
    if first == "now":
        return 1, TimeWord("now", instant=local)
    if first in ("just", "right") and second == "now":
        return 2, TimeWord("now", instant=local)
    if (first, second, third) == ("half", "hour", "ago"):
        return 3, _away("half an hour ago", timedelta(minutes=-30), local)
    if first in _UNITS and len(first) > 2 and second == "ago":
        return 2, _away(f"{first} ago", -_UNITS[first], local, by_day=_UNITS[first] in _DAYS)
    if first in _COUNTS and second in _UNITS and third == "ago":
        step = _UNITS[second] * -_COUNTS.index(first)
        return 3, _away(f"{first} {second} ago", step, local, by_day=_UNITS[second] in _DAYS)
    if first == "in" and (span := _span(texts[1:])) and texts[1 + span[0]] != "ago":
        used, step, by_day = span
        return 1 + used, _away(" ".join(texts[: 1 + used]), step, local, by_day=by_day)
    return None


def _calendar_day(texts: list[str], local: datetime) -> tuple[int, TimeWord] | None:
    """`12 oct`, `oct 12`, with a year or without."""
    for day, month in (texts[:2], texts[1::-1]):
        if month in _MONTH_WORDS and re.fullmatch(r"[0-9]{1,2}", day):
            number = _MONTH_WORDS[month]
            if re.fullmatch(r"(?:19|20|21)[0-9]{2}", texts[2]):
                text = f"{day} {month} {texts[2]}"
                return 3, TimeWord(text, day=_date(int(texts[2]), number, int(day), text))
            text = f"{day} {month}"
            # 2024 had every day that a year can have.
            return 2, TimeWord(text, day=_date(2024, number, int(day), text), yearless=True)
    return None


def _refuse_vague(texts: list[str]) -> None:
    first, second = texts[:2]
    if first in ("last", "this", "in") and second in _VAGUE:
        day = "yesterday" if (first, second) == ("last", "night") else "today"
        raise UsageError(f"“{first} {second}” is not exact enough; write for example {day} {_VAGUE[second]}")
    if first in _VAGUE:
        hour = _VAGUE[first]
        raise UsageError(f"“{first}” is not exact enough; write for example {hour} or yesterday {hour}")


def _numbered(texts: list[str], raw: str, local: datetime) -> tuple[int, TimeWord] | None:
    first, second = texts[:2]
    if clock := _CLOCK.fullmatch(first):
        if second in _HALF and not clock[4]:
            return 2, TimeWord(f"{first} {second}", clock=_twelve(clock[1], clock[2], second, f"{first} {second}"))
        offset = _offset(clock[4], raw)
        return 1, TimeWord(raw, clock=_time(clock[1], clock[2], clock[3], raw), offset=offset, zone=_zone(raw))
    if twelve := _TWELVE.fullmatch(first):
        return 1, TimeWord(first, clock=_twelve(twelve[1], twelve[2], twelve[3], first))
    if second in _HALF and (bare := re.fullmatch(r"([0-9]{1,2})(?:\.([0-9]{2}))?", first)):
        text = f"{first} {second}"
        return 2, TimeWord(text, clock=_twelve(bare[1], bare[2], second, text))
    if (span := _span(texts)) and texts[span[0]] == "ago":
        used, step, by_day = span
        return used + 1, _away(" ".join(texts[: used + 1]), -step, local, by_day=by_day)
    return None


def _span(texts: list[str]) -> tuple[int, timedelta, bool] | None:
    """How many words a length of time takes, the length, and whether it is in whole days: `2h`, `2 hours`."""
    if (glued := _SPAN.fullmatch(texts[0])) and glued[2] in _UNITS:
        return 1, _UNITS[glued[2]] * int(glued[1]), _UNITS[glued[2]] in _DAYS
    if re.fullmatch(r"[0-9]{1,6}", texts[0]) and texts[1] in _UNITS:
        return 2, _UNITS[texts[1]] * int(texts[0]), _UNITS[texts[1]] in _DAYS
    return None


def _away(text: str, step: timedelta, local: datetime, *, by_day: bool = False) -> TimeWord:
    """Hours and minutes from now give an instant, days and weeks give a day."""
    try:
        if by_day:
            return TimeWord(text, day=local.date() + step)
        when = (local.astimezone(UTC) + step).replace(second=0, microsecond=0)
        return TimeWord(text, instant=when.astimezone(local.tzinfo))
    except OverflowError:
        raise UsageError(f"“{text}” is too far away for a diary; is the number right?") from None


def _iso(found: re.Match[str], raw: str) -> TimeWord:
    day = _date(int(found[1]), int(found[2]), int(found[3]), shown(raw))
    clock = None
    if found[4]:
        parts = re.fullmatch(r"([0-9]{2}):?([0-9]{2})?(?::?([0-9]{2})(?:\.[0-9]{1,9})?)?", found[4])
        if parts is None:
            raise UsageError(f"“{shown(raw)}” is not a time; write it like 2026-03-01T20:00")
        clock = _time(parts[1], parts[2], parts[3], raw)
    return TimeWord(raw, day=day, clock=clock, offset=_offset(found[5], raw), zone=_zone(raw))


def _zone(raw: str) -> str:
    named = re.search(_ZONE, raw)
    return named[1] if named else ""


def _offset(text: str | None, raw: str) -> timezone | None:
    if not text:
        return None
    if text in ("z", "Z"):
        return UTC
    digits = text[1:].replace(":", "").ljust(6, "0")
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if hours > 15 or minutes > 59 or seconds > 59:
        raise UsageError(f"“{shown(raw)}” has an offset from UTC that does not exist; write it like +01:00")
    step = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timezone(-step if text[0] == "-" else step)


def _time(hours: str, minutes: str | None, seconds: str | None, raw: str) -> time:
    try:
        return time(int(hours), int(minutes or 0), int(seconds or 0))
    except ValueError:
        hint = "; for the end of a day write 00:00 of the next" if int(hours) == 24 else ""
        raise UsageError(f"“{shown(raw)}” is not a time of day{hint or '; the latest is 23:59'}") from None


def _twelve(hours: str, minutes: str | None, half: str, text: str) -> time:
    hour, minute = int(hours), int(minutes or 0)
    if not 1 <= hour <= 12 or minute > 59:
        raise UsageError(f"“{text}” is not a time of day; write 9pm or 21:00")
    return time(hour % 12 + (12 if half.startswith("p") else 0), minute)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UsageError(f"“{text}” is not a date that exists; write it like 2026-03-01") from None
