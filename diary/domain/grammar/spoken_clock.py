"""Times of day as they are spoken: half past eight, quarter to nine, 8 o'clock; and the hour in a part of the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from diary.domain.grammar.small_words import NUMBERS

_HOURS = {word: number for number, word in enumerate((*NUMBERS, "eleven", "twelve"))}
_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "5": 5, "10": 10, "20": 20}
# By the hour that stands for a part of the day: the hours of the clock that lie in it, and the time each means.
_IN_PART = {
    **{part: {hour: hour for hour in range(1, 12)} for part in (7, 8)},
    12: {11: 11, 12: 12, 1: 13, 2: 14},
    15: {12: 12, **{hour: hour + 12 for hour in range(1, 8)}},
    19: {hour: hour + 12 for hour in range(4, 12)},
    22: {12: 0, **{hour: hour for hour in range(1, 6)}, **{hour: hour + 12 for hour in range(8, 12)}},
}
# The hours in which a part of the day is spoken of, wide enough for all who speak of it.
_HOURS_OF = {
    **{part: range(13) for part in (7, 8)},
    12: range(11, 15),
    15: range(12, 20),
    19: range(16, 24),
    22: (*range(18, 24), *range(6)),
}


def spoken_clock(texts: Sequence[str]) -> tuple[int, time] | None:
    """How many words such a time takes, and the time as if before noon; None where none begins there."""
    minutes, past, hour = _MINUTES.get(texts[0], 0), texts[1], _hour(texts[2])
    if minutes and past in ("past", "to") and hour is not None:
        if past == "past":
            return 3, time(hour % 12, minutes)
        # "Half to nine" is no time.
        return (3, time((hour - 1) % 12, 60 - minutes)) if minutes != 30 else None
    if texts[0] == "half" and (hour := _hour(texts[1])) is not None:
        return 2, time(hour % 12, 30)
    hour = _hour(texts[0])
    return (2, time(hour % 12)) if hour is not None and texts[1] == "oclock" else None


def _hour(text: str) -> int | None:
    hour = int(text) if re.fullmatch(r"[0-9]{1,2}", text) else _HOURS.get(text, 0)
    return hour if 1 <= hour <= 12 else None


def in_part(clock: time, part: time) -> time | None:
    """A time of a twelve-hour clock in the part of the day that `part` stands for; None where it is not in it."""
    hour = _IN_PART.get(part.hour, {}).get(clock.hour % 12 or 12)
    return None if hour is None else clock.replace(hour=hour)


def lies_in(clock: time, part: time) -> bool:
    """Whether a time of day may be in the part of the day that `part` stands for."""
    return clock.hour in _HOURS_OF.get(part.hour, range(24))
