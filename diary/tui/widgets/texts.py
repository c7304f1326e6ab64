"""The wording of records, times, levels and errors on the screen. Pure: values in, short plain texts out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from diary.domain.describe import DETAILS, Role, joined, parts_of
from diary.domain.findings import TIER_MARKS as MARKS
from diary.domain.findings import Answer, Sentence, Tier
from diary.domain.moments import Moment
from diary.domain.records import Reading, Record
from diary.domain.text import printable
from diary.error_hints import COMMANDS, error_text
from diary.errors import DiaryError

TIER_MARKS = {tier: mark if mark.endswith(" ") else f"{mark} " for tier, mark in MARKS.items()}
"""The mark of each tier, with a space between it and the text."""
TIER_STYLES = {
    Tier.EMERGENCY: "bold $text-error",
    Tier.IMMEDIATE: "bold $text-error",
    Tier.REPORT: "bold $text-warning",
    Tier.DISCUSS: "bold $text-accent",
    Tier.EXPECTED: "$text-success",
}


def number_text(value: float | None) -> str:
    """A level without ".0" at the end of a whole number; a dash for None."""
    return "–" if value is None else f"{value:g}"


def day_text(day: date, today: date) -> str:
    """A day in words: today, yesterday, tomorrow, Mon 2 Nov, 2 Nov 2025."""
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    if day == today + timedelta(days=1):
        return "tomorrow"
    # Well below a year, so that a day and month without the year is never the one of another year; and the days to come
    # have no more, so that a day is never both.
    if timedelta(days=-60) < today - day < timedelta(days=300):
        return f"{day:%a} {day.day} {day:%b}"
    return f"{day.day} {day:%b} {day.year}"


def moment_text(at: Moment, today: date) -> str:
    """A time in words, such as today 20:14, or today about 08:00; the day alone where only that is known."""
    day = day_text(at.day, today)
    return day if at.date_only else f"{day} {'about ' if at.about else ''}{at.local:%H:%M}"


def record_text(record: Record | Reading, *without: Role) -> str:
    """A record in words, without its time and note and those roles, such as lower back 6, dull, numbness."""
    return printable(joined(parts_of(record), without=(*DETAILS, *without)))


KEY_FOR_HINT: Mapping[Answer, str] = {
    "usual": "Press o to answer.",
    "usual-interference": "Press o to answer.",
    "known": "Press k to say so.",
    "sudden": "Then change the entry and tick sudden.",
    "both-legs": "If so, log it now: press m for the words.",
    "told": "press t.",
    "motion": "Measure a movement: press c, then m.",
}
"""For each answer to a finding, the key that gives it."""


def with_keys(text: Sentence) -> str:
    """A text of a finding that names the keys for its answers."""
    return text.worded(lambda hint: KEY_FOR_HINT[hint.answer])


KEYS: Mapping[str, str] = {
    **COMMANDS,
    "map": "; press a to answer it",
    "sites": "; the body map has them all: b on Today",
    "records": "; see History (h) for what is there",
    "first-entry": "; type a number on Today, then Enter",
    "usual": "; a level on most days goes to “usual level” (c, then o)",
    "usual-place": ", such as lower back 2, or interference 1",
    "usual-level": " Write for example lower back 2, or interference 1",
    "known": "; what was there from the start goes to “known before” (c, then k)",
    "known-words": ", such as numb left foot",
    "keep-note": "; it can be the note of an entry",
    "other-exercises": "; the others are added in Exercises (x, then p)",
    "delete-visit": ", in History (h)",
    "visit": ", and an appointment to come is written with “an appointment” (c, then d)",
    "deleted-since": ". Yours, not saved: {yours}",
    "undo-delete": "; u brings back what was deleted last",
    "redo-any": "",
    "deleted": "",
    "undo-any": "; change it or delete it in History (h)",
}
"""What a person can do about an error, by keys; what the screen can't do stays a command."""


def key_text(error: DiaryError) -> str:
    """The text of an error, with the keys that help."""
    return error_text(error, KEYS)
