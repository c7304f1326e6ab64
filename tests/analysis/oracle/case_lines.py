"""Diaries of the cases that were worked out by hand: one line a thing, lines separated by |.

"d3 20:00 knee left 5 sharp, fever" is an entry; "d1-4 20:00 …" the same on each of these days;
"d1+ 20:00 knee left 2 . 5" one level a day from day 1 on, a dot for a day without one. Hours run on past 24; without a
time only the day is known. Words count as they stand, also those that the vocabulary does not have yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from diary.domain.moments import Moment
from diary.domain.records import Ack, Diary, Entry, Exercise, Known, Motion, Reading, Record, Session, Usual
from diary.domain.vocabulary import QUALITIES, REGIONS, SYMPTOMS

START = datetime(2026, 1, 5, tzinfo=UTC)
SITES = {*REGIONS, "thumb", "SI joint", "hamstring", "heel", "mid back"}
FEELINGS = {*QUALITIES, "heavy", "pulling", "pinching", "gnawing", "deep"}
SIGNS = {*SYMPTOMS, "giving-way", "locking", "clicking", "cant-bear-weight", "sexual-change"}
SIDES = ("left", "right", "both", "center")
Case = tuple[str, str, str, str, str, str]
"""Name, lines, as-of, rule, place ("" for the whole person), and the answer: status, tier, provisional, confirmed."""


def at(text: str) -> datetime:
    """The instant "d3 20:00", or "d3 20:00+9" on a clock nine hours east."""
    day, clock = text.split()
    return moment(int(day[1:]), clock).instant


def moment(day: int, clock: str) -> Moment:
    """A time on a day."""
    time, _, east = clock.partition("+")
    hours, minutes = time.split(":")
    offset = timedelta(hours=int(east or 0))
    instant = START + timedelta(days=day, hours=int(hours), minutes=int(minutes)) - offset
    return Moment(instant, int(offset.total_seconds()))


def diary(text: str) -> Diary:
    """The diary of these lines."""
    things = [thing for line in text.split("|") if line.strip() for thing in spread(line.split())]
    return Diary.of([record(f"id{number:04}", when, words) for number, (when, words) in enumerate(things)])


def spread(words: list[str]) -> Iterator[tuple[Moment, list[str]]]:
    """The days of a line, and its words on each."""
    day, timed = words[0].removeprefix("d"), ":" in words[1]
    clock, rest = (words[1], words[2:]) if timed else ("12:00", words[1:])

    def when(number: int) -> Moment:
        found = moment(number, clock)
        return found if timed else Moment(found.instant, found.offset, date_only=True)

    if day.endswith("+"):
        place = [word for word in rest if not (word.isdigit() or word == ".")]
        for number, level in enumerate(rest[len(place) :]):
            if level != ".":
                yield when(int(day[:-1]) + number), [*place, level]
        return
    first, _, last = day.partition("-")
    for number in range(int(first), int(last or first) + 1):
        yield when(number), rest


def place_of(words: list[str]) -> tuple[str, str]:
    """The site and side that these words begin with."""
    site = max((site for site in SITES if words[: len(site.split())] == site.split()), key=len)
    rest = words[len(site.split()) :]
    return site, rest[0] if rest and rest[0] in SIDES else "center"


def place(text: str) -> tuple[str | None, str | None]:
    """The place of a case."""
    return place_of(text.split()) if text else (None, None)


def record(name: str, when: Moment, words: list[str]) -> Record:
    """The record of one line."""
    kind, rest = words[0], words[1:]
    if kind == "session":
        minutes = next((int(word) for word in rest if word.isdigit()), None)
        activity = [word for word in rest if not word.isdigit() and word not in ("skipped", "eased")]
        exercises = tuple(Exercise("bridge", done=word) for word in rest if word in ("skipped", "eased"))
        return Session(id=name, at=when, minutes=minutes, activity=" ".join(activity), exercises=exercises)
    if kind == "usual":
        site, side = (None, None) if rest[0] == "interference" else place_of(rest)
        return Usual(id=name, at=when, level=int(rest[-1]), site=site, side=side)
    if kind in ("known", "ended"):
        site, side = (None, None) if rest[0] in SIGNS else place_of(rest)
        feelings = tuple(word for word in rest if word in FEELINGS)
        signs = tuple(word for word in rest if word in SIGNS)
        return Known(id=name, at=when, site=site, side=side, qualities=feelings, symptoms=signs, ended=kind == "ended")
    if kind == "motion":
        return Motion(id=name, at=when, movement=rest[0], side=rest[1], value=float(rest[2]), unit=rest[3])
    if kind == "told":
        tier = next((word.removeprefix("tier=") for word in rest if word.startswith("tier=")), "")
        named = [word for word in rest[1:] if word != "confirmed" and not word.startswith("tier=")]
        site, side = place_of(named) if named else (None, None)
        return Ack(id=name, at=when, rule=rest[0], site=site, side=side, tier=tier, confirmed="confirmed" in rest)
    return entry(name, when, words)


def entry(name: str, when: Moment, words: list[str]) -> Entry:
    """An entry: parts with commas, each a reading, symptoms of the whole person, or a rating; "@app" converts it."""
    readings: list[Reading] = []
    symptoms: list[str] = []
    more: dict[str, Any] = {"source": "Bearable"} if "@app" in words else {}
    for part in " ".join(word for word in words if word != "@app").split(","):
        terms = part.split()
        if terms[0] in ("interference", "fatigue") and len(terms) == 2:
            more[terms[0]] = int(terms[1])
        elif terms[0] in SIGNS:
            symptoms += terms
        else:
            readings.append(reading(terms))
    return Entry(id=name, at=when, readings=tuple(readings), symptoms=tuple(symptoms), **more)


def reading(words: list[str]) -> Reading:
    """One reading."""
    site, side = place_of(words)
    terms = [word for word in words[len(site.split()) :] if word not in SIDES]
    numbers = [int(word) for word in terms if word.isdigit()]
    feelings = tuple(word for word in terms if word in FEELINGS)
    signs = tuple(word for word in terms if word in SIGNS)
    assert len(terms) == len(numbers) + len(feelings) + len(signs) + terms.count("sudden"), terms
    return Reading(site, side, numbers[0] if numbers else None, feelings, signs, "sudden" in terms)
