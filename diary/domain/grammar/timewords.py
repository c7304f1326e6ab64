"""The words of a time, one by one: 21:00, 9pm, yesterday, mon, 2h ago. `times` puts them together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from diary.domain.grammar.small_words import NUMBERS
from diary.domain.grammar.spoken_clock import spoken_clock
from diary.domain.grammar.tokens import Token, shown
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
_CLOCK_WORDS = {"midnight": time(0)}
# The hours that stand for the parts of a day; such a time is marked as about.
_PARTS = {
    **dict.fromkeys(("first thing", "first thing in morning", "early morning"), time(7)),
    **dict.fromkeys(("morning", "in morning"), time(8)),
    **dict.fromkeys(("noon", "midday", "lunchtime", "lunch time", "at noon", "at midday", "at lunchtime"), NOON),
    **dict.fromkeys(("afternoon", "in afternoon"), time(15)),
    **dict.fromkeys(("evening", "in evening"), time(19)),
    **dict.fromkeys(("night", "at night", "in night", "bedtime", "at bedtime"), time(22)),
}
_LONGEST_PART = 4
_ORDINALS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
# "March 5 km" is a walk.
_DISTANCES = frozenset({"km", "kms", "m", "metres", "meters", "miles", "mile", "steps"})
# Refused and not guessed: no day is named.
_VAGUE = frozenset({"week", "month", "year", "weekend"})
TIME_WORDS = (
    frozenset(_WEEKDAY_WORDS)
    | frozenset(_DAY_WORDS)
    | {"noon", "midday", "midnight", "morning", "afternoon", "evening", "tonight", "now", "ago"}
)

# Offsets may have seconds, as the local times of old dates do: an exported entry can be read again.
_OFFSET = r"(z|[+-][0-9]{2}(?::?[0-9]{2}(?::[0-9]{2})?)?)"
_ZONE = r"(?:\[([A-Za-z0-9_+/-]{1,64})\])"
_ISO = re.compile(
    rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}})(?:t([0-9:.]{{2,20}}))?(?:{_OFFSET}{_ZONE}?)?", re.IGNORECASE
)
# Beside an hour alone, "-09:00" is the end of a span.
_CLOCK = re.compile(
    rf"([0-9]{{1,2}}):([0-9]{{2}})(?::([0-9]{{2}})(?:\.[0-9]{{1,9}})?)?(?:(?!-[0-9]{{2}}:[0-9]{{2}}){_OFFSET}{_ZONE}?)?",
    re.IGNORECASE,
)
_TWELVE_HOUR = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm|a\.m\.?|p\.m\.?)")
_HALF = re.compile(r"[ap]\.?m\b")
_AM_PM = frozenset({"am", "pm", "a.m.", "p.m.", "a.m", "p.m"})
_DURATION = re.compile(r"([0-9]{1,6})([a-z]{1,7})")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """One part of a time: a day, a time of day or an instant, with its words."""

    text: str
    day: date | None = None
    weekday: int | None = None
    direction: str = ""
    """"last" or "next" before a weekday."""
    yearless: bool = False
    """Whether `day` has a stand-in for the year."""
    monthless: bool = False
    """Whether `day` has a stand-in for the year and the month."""
    from_today: bool = False
    """Whether `day` is counted from today, such as yesterday."""
    clock: time | None = None
    twelve: bool = False
    """Whether `clock` may be after noon as well."""
    offset: timezone | None = None
    zone: str = ""
    instant: datetime | None = None
    about: bool = False
    """Whether only the part of the day is known, for which `clock` stands."""
    part: bool = False
    """Whether a person wrote a part of the day, and not the diary its hour."""

    @property
    def half_named(self) -> bool:
        """Whether am or pm stands at its time of day, or an hour that only one half of the day has."""
        return bool(_HALF.search(self.text)) or (self.clock is not None and not 1 <= self.clock.hour <= 12)

    @property
    def names_day(self) -> bool:
        """Whether it names a day."""
        return self.day is not None or self.weekday is not None


def match_time(tokens: Sequence[Token], index: int, local: datetime) -> tuple[int, TimeWord] | None:
    """How many tokens the time at `index` takes, and the time; None where no time begins there. `local` is now."""
    if tokens[index].text in ("about", "around") and index + 1 < len(tokens):
        # Of a whole date and time, "about" is how the diary writes that only the part of the day is known.
        match = match_time(tokens, index + 1, local)
        if match and match[1].text != "about":
            known = match[1].day is not None and match[1].clock is not None
            return match[0] + 1, replace(match[1], about=True) if known else match[1]
        return None
    raw = tokens[index].raw
    texts = [token.text for token in tokens[index : index + 4]] + [""] * 4
    if iso := _ISO.fullmatch(texts[0]):
        return 1, _iso(iso, raw)
    if spoken := _spoken(texts):
        return spoken
    match = _time_in_digits(texts, raw, local) if texts[0][:1].isdigit() else _time_in_words(texts, local)
    if match is None:
        before = tokens[index - 1].text if index else ""
        match = _calendar_day(texts) or _day_of_month(texts, before) or _part_of_day(texts, raw, local)
        if match is None and texts[0] in ("last", "past", "next") and texts[1] in _VAGUE:
            raise UsageError(f"“{texts[0]} {texts[1]}” is not exact enough; write for example last mon, or 2026-03-01")
    return match


def _spoken(texts: list[str]) -> tuple[int, TimeWord] | None:
    """`half past 8`, with or without am or pm."""
    spoken = spoken_clock(texts)
    if spoken is None:
        return None
    used, clock = spoken
    if texts[used] in _AM_PM:
        text = " ".join(texts[: used + 1])
        return used + 1, TimeWord(text, clock=_twelve_hour(str(clock.hour or 12), str(clock.minute), texts[used], text))
    return used, TimeWord(" ".join(texts[:used]), clock=clock, twelve=True)


def _time_in_words(texts: list[str], local: datetime) -> tuple[int, TimeWord] | None:
    first, second, third = texts[:3]
    if (first, second, third) in (("day", "before", "yesterday"), ("day", "after", "tomorrow")):
        days = -2 if third == "yesterday" else 2
        return 3, TimeWord(f"{first} {second} {third}", day=local.date() + timedelta(days=days), from_today=True)
    if (first in _WEEKDAY_WORDS and second == "week") or (
        first == "week" and texts[1 + (second == "on")] in _WEEKDAY_WORDS
    ):
        named = " ".join(texts[: 2 + (first == "week" and second == "on")])
        raise UsageError(f"“{named}” is not exact enough; write the date, such as 12 oct")
    if first in _DAY_WORDS:
        return 1, TimeWord(first, day=local.date() + timedelta(days=_DAY_WORDS[first]), from_today=True)
    # "Sun" is a day, but the sun salutation is a yoga exercise.
    if first in _WEEKDAY_WORDS and f"{first} {second}" not in ("sun salutation", "sun salutations"):
        return 1, TimeWord(first, weekday=_WEEKDAY_WORDS[first])
    if first in ("last", "next") and second in _WEEKDAY_WORDS:
        return 2, TimeWord(f"{first} {second}", weekday=_WEEKDAY_WORDS[second], direction=first)
    if first in _CLOCK_WORDS:
        return 1, TimeWord(first, clock=_CLOCK_WORDS[first])
    if first == "now":
        return 1, TimeWord("now", instant=local)
    if first in ("just", "right") and second == "now":
        return 2, TimeWord("now", instant=local)
    if (first, second, third) == ("half", "hour", "ago"):
        return 3, _time_from_now("half an hour ago", timedelta(minutes=-30), local)
    # "An hour ago": the article is dropped. "h ago" more likely lost its number.
    if first in _UNITS and len(first) > 2 and second == "ago":
        return 2, _time_from_now(f"{first} ago", -_UNITS[first], local, by_day=_UNITS[first] in _DAYS)
    if first in NUMBERS and third == "ago" and (span := _duration(texts)):
        return 3, _time_from_now(f"{first} {second} ago", -span[1], local, by_day=span[2])
    # The article of "in a week" is dropped.
    if first == "in" and second in _UNITS and len(second) > 2:
        return 2, _time_from_now(f"in {second}", _UNITS[second], local, by_day=_UNITS[second] in _DAYS)
    if first == "in" and (span := _duration(texts[1:])) and texts[1 + span[0]] != "ago":
        used, step, by_day = span
        return 1 + used, _time_from_now(" ".join(texts[: 1 + used]), step, local, by_day=by_day)
    return None


def _calendar_day(texts: list[str]) -> tuple[int, TimeWord] | None:
    """`12 oct` or `oct 12`, with or without a year."""
    of = texts[1] == "of"
    day_first = (texts[0], texts[1 + of])
    for day_word, month in (day_first, (texts[1], texts[0])):
        if month == texts[0] and texts[2] in _DISTANCES:
            continue
        day = str(_ORDINALS.get(day_word) or re.sub(r"(?<=[0-9])(?:st|nd|rd|th)$", "", day_word))
        if month in _MONTH_WORDS and re.fullmatch(r"[0-9]{1,2}", day):
            number, used = _MONTH_WORDS[month], 2 + (of and day_word == texts[0])
            if re.fullmatch(r"(?:19|20|21)[0-9]{2}", texts[used]):
                text = f"{day} {month} {texts[used]}"
                return used + 1, TimeWord(text, day=_date(int(texts[used]), number, int(day), text))
            text = f"{day} {month}"
            # 2024 is a leap year, so that 29 feb is a date.
            return used, TimeWord(text, day=_date(2024, number, int(day), text), yearless=True)
    return None


def _day_of_month(texts: list[str], before: str) -> tuple[int, TimeWord] | None:
    """`on the 15th`, `15th 10:00`; the 3rd of something else is no day."""
    match = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)", texts[0])
    clock_after = _CLOCK.fullmatch(texts[1]) or _TWELVE_HOUR.fullmatch(texts[1]) or texts[1] == "at"
    if match is None or not (before == "on" or clock_after):
        return None
    return 1, TimeWord(texts[0], day=_date(2024, 1, int(match[1]), texts[0]), monthless=True)


def _part_of_day(texts: list[str], raw: str, local: datetime) -> tuple[int, TimeWord] | None:
    """`this morning`, `last night`, `first thing`, `evening`, and `AM` for the morning."""
    first, second = texts[:2]
    if first in _PARTS and texts[1:3] == ["before", "last"]:
        day = local.date() - timedelta(days=2)
        return 3, TimeWord(f"{first} before last", day=day, clock=_PARTS[first], about=True, part=True)
    if first in ("this", "last") and second in _PARTS:
        day = local.date() - timedelta(days=first == "last")
        return 2, TimeWord(f"{first} {second}", day=day, clock=_PARTS[second], about=True, part=True)
    if first == "tonight":
        return 1, TimeWord(first, day=local.date(), clock=_PARTS["evening"], about=True, part=True)
    if first == "first" and texts[1:4] == ["thing", "this", "morning"]:
        return 4, TimeWord(" ".join(texts[:4]), day=local.date(), clock=_PARTS["first thing"], about=True, part=True)
    if raw in ("AM", "PM"):
        return 1, TimeWord(raw, clock=_PARTS["morning" if raw == "AM" else "afternoon"], about=True, part=True)
    for length in range(_LONGEST_PART, 0, -1):
        if (text := " ".join(texts[:length])) in _PARTS:
            return length, TimeWord(text, clock=_PARTS[text], about=True, part=True)
    return None


def _time_in_digits(texts: list[str], raw: str, local: datetime) -> tuple[int, TimeWord] | None:
    first, second = texts[:2]
    if clock := _CLOCK.fullmatch(first):
        if second in _AM_PM and not clock[4]:
            return 2, TimeWord(f"{first} {second}", clock=_twelve_hour(clock[1], clock[2], second, f"{first} {second}"))
        offset = _offset(clock[4], raw)
        return 1, TimeWord(raw, clock=_time(clock[1], clock[2], clock[3], raw), offset=offset, zone=_zone(raw))
    if twelve := _TWELVE_HOUR.fullmatch(first):
        return 1, TimeWord(first, clock=_twelve_hour(twelve[1], twelve[2], twelve[3], first))
    if dotted := re.fullmatch(r"(1[1-9]|2[0-3])\.([0-5][0-9])", first):
        return 1, TimeWord(first, clock=time(int(dotted[1]), int(dotted[2])))
    if second in _AM_PM and (bare := re.fullmatch(r"([0-9]{1,2})(?:\.([0-9]{2}))?", first)):
        text = f"{first} {second}"
        return 2, TimeWord(text, clock=_twelve_hour(bare[1], bare[2], second, text))
    if (span := _duration(texts)) and texts[span[0]] == "ago":
        used, step, by_day = span
        return used + 1, _time_from_now(" ".join(texts[: used + 1]), -step, local, by_day=by_day)
    return None


def _duration(texts: list[str]) -> tuple[int, timedelta, bool] | None:
    """How many words a duration such as `2h` or `2 hours` takes, the duration, and whether it is in days or weeks."""
    if (joined := _DURATION.fullmatch(texts[0])) and joined[2] in _UNITS:
        return 1, _UNITS[joined[2]] * int(joined[1]), _UNITS[joined[2]] in _DAYS
    if texts[1] in _UNITS and (texts[0] in NUMBERS or re.fullmatch(r"[0-9]{1,6}", texts[0])):
        number = NUMBERS.index(texts[0]) if texts[0] in NUMBERS else int(texts[0])
        return 2, _UNITS[texts[1]] * number, _UNITS[texts[1]] in _DAYS
    return None


def _time_from_now(text: str, step: timedelta, local: datetime, *, by_day: bool = False) -> TimeWord:
    """Hours and minutes from now give an instant, days and weeks a day without a time."""
    try:
        if by_day:
            return TimeWord(text, day=local.date() + step, from_today=True)
        # In UTC, because "12h ago" counts hours that passed, also over a change of the clocks.
        when = (local.astimezone(UTC) + step).replace(second=0, microsecond=0)
        return TimeWord(text, instant=when.astimezone(local.tzinfo))
    except OverflowError:
        raise UsageError(f"“{text}” is too far away for a diary; is the number right?") from None


def _iso(match: re.Match[str], raw: str) -> TimeWord:
    day = _date(int(match[1]), int(match[2]), int(match[3]), shown(raw))
    clock = None
    if match[4]:
        parts = re.fullmatch(r"([0-9]{2}):?([0-9]{2})?(?::?([0-9]{2})(?:\.[0-9]{1,9})?)?", match[4])
        if parts is None:
            raise UsageError(f"“{shown(raw)}” is not a time; write it like 2026-03-01T20:00")
        clock = _time(parts[1], parts[2], parts[3], raw)
    return TimeWord(raw, day=day, clock=clock, offset=_offset(match[5], raw), zone=_zone(raw))


def _zone(raw: str) -> str:
    # From the text as typed: the compared one is in small letters, and zone names are not.
    match = re.search(_ZONE, raw)
    return match[1] if match else ""


def _offset(text: str | None, raw: str) -> timezone | None:
    if not text:
        return None
    if text in ("z", "Z"):
        return UTC
    digits = text[1:].replace(":", "").ljust(6, "0")
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    # No place has ever been 16 hours from UTC; Manila was 15:56 behind it before 1845.
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


def _twelve_hour(hours: str, minutes: str | None, half: str, text: str) -> time:
    hour, minute = int(hours), int(minutes or 0)
    if not 1 <= hour <= 12 or minute > 59:
        raise UsageError(f"“{text}” is not a time of day; write 9pm or 21:00")
    return time(hour % 12 + (12 if half.startswith("p") else 0), minute)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UsageError(f"“{text}” is not a date that exists; write it like 2026-03-01") from None
