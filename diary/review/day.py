"""What belongs to a day: what was written of it, and what else is of it or comes next, in few neutral words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from diary.domain.findings import Finding
from diary.domain.records import Diary, Kind, Question, Record, Visit
from diary.domain.vocabulary import place_name
from diary.review.programme import ExerciseWeek, programme_week
from diary.review.scores import score_courses

KINDS_OF_DAY: frozenset[Kind] = frozenset({"plan", "activity", "score", "treatment", "visit", "question", "background"})
"""What a day needs beside what the rules read."""
FIRST_WEEKS = timedelta(days=28)
"""Within this time after the first entry the background is offered, from the third day with an entry on."""
APPOINTMENT_NEAR = timedelta(days=14)
"""So long before an appointment it is one of the things that come next."""

About = Literal["exercises", "scores", "waiting", "visit", "questions", "treatments", "background"]


@dataclass(frozen=True, slots=True)
class DayLine:
    """One thing that is of the day or comes next: what it is about, its label, and how it stands."""

    about: About
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """The records about a day in order of time, and a line for each thing that is open or comes next."""

    records: tuple[Record, ...] = ()
    lines: tuple[DayLine, ...] = ()


def day_of(
    diary: Diary,
    now: datetime,
    today: date,
    *,
    night: timedelta,
    asked: str,
    waiting: Sequence[Finding] = (),
    offers_background: bool = False,
    is_urgent: bool = False,
) -> Day:
    """What belongs to the day that the person calls today, as of `now` in local time.

    `asked` is when a score is due that says nothing of its own. `waiting` are findings that can't be answered yet.
    Where something `is_urgent`, nothing is said to be open that a person would do before calling for help.
    """
    to_do = (*_exercises(diary, today), *_scores(diary, today, asked), *_waiting(waiting, now))
    lines = (
        *(() if is_urgent else to_do),
        *_visit(diary.visits, now),
        *_questions(diary, now),
        *_treatments(diary, today),
        *(_background(diary, today) if offers_background else ()),
    )
    return Day(_records(diary, now, today, night), lines)


def _records(diary: Diary, now: datetime, today: date, night: timedelta) -> tuple[Record, ...]:
    # This runs after each reading of the diary; a day never has as many, and years of records need not be looked at.
    newest = (kind[-60:] for kind in (diary.entries, diary.sessions, diary.motions, diary.cares, diary.scores))
    few = (diary.visits, diary.questions)
    of_today = (
        record
        for records in (*newest, *few)
        for record in records
        if record.at.called_day(night) == today and record.at.instant <= now
    )
    return tuple(sorted(of_today, key=lambda record: record.order))


def _exercises(diary: Diary, today: date) -> Iterator[DayLine]:
    weeks = [week for week in programme_week(diary.plans, diary.sessions, today) if week.plan.runs_on(today)]
    if of_today := [week for week in weeks if week.due or week.today]:
        done = sum(week.done_today > 0 for week in weeks)
        less = [_of_today(word, weeks) for word in ("eased", "skipped")]
        yield DayLine("exercises", "Exercises", ", ".join(filter(None, (f"{done} of {len(of_today)} done", *less))))


def _of_today(word: str, weeks: Sequence[ExerciseWeek]) -> str:
    """How many of today's exercises were eased, or skipped, and why: 1 eased (too sore)."""
    found = [week.today.partition(": ") for week in weeks if week.today.startswith(word)]
    why = ", ".join(dict.fromkeys(because for *_, because in found if because))
    return (f"{len(found)} {word}" + (f" ({why})" if why else "")) if found else ""


_SAID = {"peg": "the last week", "change": "better or worse"}
"""What ready-made scores are about, for people who do not know them by name."""


def _scores(diary: Diary, today: date, asked: str) -> Iterator[DayLine]:
    if due := [course.called for course in score_courses(diary, today, asked) if course.due]:
        yield DayLine("scores", "To rate", ", ".join(_SAID.get(name, name) for name in due))


def _waiting(findings: Sequence[Finding], now: datetime) -> Iterator[DayLine]:
    places: dict[str, datetime] = {}
    for finding in findings:
        if finding.decides_at is not None:
            place = place_name(finding.site, finding.side) or finding.movement or ""
            places[place] = min(places.get(place, finding.decides_at), finding.decides_at)
    for place, decides_at in sorted(places.items(), key=lambda item: item[1]):
        when = f"from {decides_at:%a %H:%M}" if decides_at > now else "now"
        yield DayLine("waiting", "Log again", f"{place} {when}".strip())


def _visit(visits: Sequence[Visit], now: datetime) -> Iterator[DayLine]:
    coming = [
        visit
        for visit in visits
        if now <= visit.at.instant <= now + APPOINTMENT_NEAR or (visit.at.date_only and visit.at.day == now.date())
    ]
    for visit in coming[:1]:
        days = (visit.at.day - now.date()).days
        label = {0: "Today", 1: "Tomorrow"}.get(days, f"{visit.at.day:%A}" if days < 7 else "")
        clock = "" if visit.at.date_only else f"{visit.at.local:%H:%M}"
        text = f"{clock} {visit.name or 'appointment'}".strip()
        yield DayLine("visit", label or f"{visit.at.day.day} {visit.at.day:%b}", text)


def _questions(diary: Diary, now: datetime) -> Iterator[DayLine]:
    if questions := open_questions(diary, now):
        yield DayLine("questions", "Questions", f"{len(questions)} for the appointment")


def _treatments(diary: Diary, today: date) -> Iterator[DayLine]:
    if running := [f"{each.name} {each.dose}".strip() for each in diary.treatments if each.runs_on(today)]:
        yield DayLine("treatments", "Running", ", ".join(running))


def _background(diary: Diary, today: date) -> Iterator[DayLine]:
    """An offer, not a question in the way: at a calm moment, when the first days of the diary are done."""
    if diary.backgrounds or not diary.entries or today - diary.entries[0].at.day > FIRST_WEEKS:
        return
    if len({entry.at.day for entry in diary.entries}) >= 3:
        yield DayLine("background", "Background", "how it began, goals: once, for the first report")


def open_questions(diary: Diary, now: datetime) -> list[Question]:
    """The questions that had no appointment after them; one of today does not count yet. `now` is local.

    A report only reads the diary, so it marks nothing: a question is in every report up to the appointment, and the
    same diary gives the same report again. One that was marked all the same is out once that moment is past.
    """
    # Of an appointment today it is not known whether it is over, so its questions stay.
    visits = [visit.at.instant for visit in diary.visits if visit.at.instant <= now and visit.at.day < now.date()]
    last_visit = max(visits, default=None)
    return [
        question
        for question in diary.questions
        if question.at.instant <= now
        and question.note.strip()
        and (last_visit is None or question.at.instant > last_visit)
        and (question.reported is None or question.reported >= now)
    ]
