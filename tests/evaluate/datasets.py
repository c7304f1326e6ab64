"""The real diaries, from a directory outside the project. Levels are rounded to whole numbers, halves up."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta, timezone
from itertools import groupby
from pathlib import Path
from statistics import median

from tests.evaluate.tracks import Rating, Track, track

SELF_TRACKERS, TRIAL_WEEKS = "self_trackers.csv", "trial_weeks.csv"
PLACES = {
    "back": ("lower back", "center"),
    "knee": ("knee", "right"),
    "patellar_tendon_throbbing": ("knee", "left"),
    "elbow": ("elbow", "right"),
    "ankle": ("ankle", "right"),
}
"""Sites of the source as sites of the diary. The source has no sides; any is right that keeps different sites apart."""
# Assumed hours, for ratings without a time of writing.
MORNING, EVENING = 8, 20
# The trial gives the day in the week only; the date does not matter to the rules.
A_MONDAY = datetime(2024, 1, 1, EVENING, tzinfo=UTC)

FIRST_DAY, RECALLED, UNSTATED = "first day", "recalled", "not stated"
# Never the median of the days that are judged: nobody knows that on the first of them.
OF_TRACKERS, OF_WEEKS = (FIRST_DAY, UNSTATED), (RECALLED, FIRST_DAY, UNSTATED)
"""How the usual level is stated, with the first entry: as the first day's, as the patient recalled it, or not."""


def first_day(ratings: Sequence[Rating]) -> int:
    """The median of the first day, in whole numbers: the answer of a person who is asked on that day."""
    return whole(median(level for when, level in ratings if when.date() == ratings[0][0].date()))


def whole(level: float) -> int:
    """The nearest whole number, halves up."""
    return int(level + 0.5)  # round() would take halves to the even number


def present(directory: Path | None) -> bool:
    """Whether both files are there."""
    return directory is not None and all((directory / name).is_file() for name in (SELF_TRACKERS, TRIAL_WEEKS))


def self_trackers(directory: Path, statement: str) -> list[Track]:
    """One track for each person and site; the usual level is stated with the first entry."""
    tracks = []
    for (subject, location), rows in _grouped(directory / SELF_TRACKERS, "subject", "location"):
        ratings: list[Rating] = []
        for _, of_day in groupby(rows, key=lambda row: row["date"]):
            day = list(of_day)
            ratings += [(_when(row, n, len(day)), whole(float(row["pain"]))) for n, row in enumerate(day)]
        ratings.sort()
        level = first_day(ratings) if statement == FIRST_DAY else None
        tracks.append(_track_of(level, f"{subject} {location}", PLACES[location], ratings, subject))
    return tracks


def trial_weeks(directory: Path, statement: str) -> list[Track]:
    """One track for each person and week, which are two diaries; weeks without a recalled level only if not needed."""
    tracks = []
    for (subject, phase), rows in _grouped(directory / TRIAL_WEEKS, "subject", "phase"):
        ratings = sorted(
            (A_MONDAY + timedelta(days=int(row["day_in_week"]) - 1), whole(float(row["pain"]))) for row in rows
        )
        recalled = next((row["recalled"] for row in rows if row["recalled"]), "")
        if statement == RECALLED and not recalled:
            continue
        level = first_day(ratings) if statement == FIRST_DAY else None
        if statement == RECALLED:
            level = whole(float(recalled))
        tracks.append(_track_of(level, f"{subject} {phase}", PLACES["back"], ratings))
    return tracks


def _track_of(
    level: int | None, name: str, place: tuple[str, str], ratings: list[Rating], diary_name: str = ""
) -> Track:
    stated = None if level is None else (ratings[0][0], level)
    return track(name, place, ratings, stated=stated, diary_name=diary_name)


def _grouped(path: Path, *keys: str) -> Iterator[tuple[tuple[str, ...], list[dict[str, str]]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def key(row: dict[str, str]) -> tuple[str, ...]:
        return tuple(row[name] for name in keys)

    for keys_of_group, of_key in groupby(sorted(rows, key=key), key=key):
        yield keys_of_group, list(of_key)


def _when(row: dict[str, str], number: int, of: int) -> datetime:
    """The time of writing, in the whole-hour offset nearest to UTC that gives the row's date; else an assumed hour."""
    # The source has UTC times and local dates, but no zones; a wrong date would move a reading to another day.
    day = datetime.fromisoformat(row["date"]).date()
    if row["entered_at_utc"]:
        written = datetime.fromisoformat(row["entered_at_utc"]).replace(tzinfo=UTC)
        for hours in sorted(range(-12, 15), key=abs):
            local = written.astimezone(timezone(timedelta(hours=hours)))
            if local.date() == day:
                return local
    hour = EVENING if of == 1 else MORNING + (EVENING - MORNING) * number / (of - 1)
    return datetime.combine(day, time(0), UTC) + timedelta(hours=hour)
