"""What the person did about a rise that is not over: changes of the programme, sessions since then or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diary.charts.period import day_text
from diary.domain.describe import planned_dose
from diary.domain.exercise_names import exercise_key
from diary.domain.rehabilitation import Plan
from diary.domain.text import counted
from diary.report.episode import EpisodeRow
from diary.report.format import LETTERS, clock, short
from diary.review.snapshot import Review

MOST_NAMED = 4
"""Exercises of one day, and sessions, that are named."""


def since_text(row: EpisodeRow, review: Review, last: date, *, notes: bool) -> str:
    """The programme and the sessions after the session that a rise followed, else after its first raised entry."""
    return (
        "; ".join((*_planned(row, review, last, notes), *_ended(row, review, last), _sessions(row, review, last))) + "."
    )


def _planned(row: EpisodeRow, review: Review, last: date, notes: bool) -> Iterator[str]:
    """Each day on which lines of the programme were written, with their doses and what was noted at them."""
    days: dict[date, list[Plan]] = {}
    for plan in review.diary.plans:
        if row.start < plan.at.instant <= review.as_of:
            days.setdefault(plan.at.day, []).append(plan)
    for day, plans in days.items():
        named = [f"{short(plan.name, LETTERS)} {planned_dose(plan)}".strip() for plan in plans[:MOST_NAMED]]
        named += [f"{len(plans) - MOST_NAMED} more"] if len(plans) > MOST_NAMED else []
        said = list(dict.fromkeys(short(plan.note, 2 * LETTERS) for plan in plans if plan.note)) if notes else []
        text = f"{day_text(day, last)}: planned {', '.join(named)}"
        yield f"{text}, “{'”, “'.join(said)}”" if said else text


def _ended(row: EpisodeRow, review: Review, last: date) -> Iterator[str]:
    """The exercises whose last planned day came since then, and that have no later line."""
    plans = [plan for plan in review.diary.plans if plan.at.instant <= review.as_of]
    going = {exercise_key(plan.name) for plan in plans if plan.last_day is None or plan.last_day >= review.today}
    ended: dict[date, list[str]] = {}
    for plan in plans:
        day = plan.last_day
        if day and row.start.date() <= day < review.today and exercise_key(plan.name) not in going:
            ended.setdefault(day, []).append(short(plan.name, LETTERS))
    for day, names in ended.items():
        some = names[:MOST_NAMED] + ([f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else [])
        yield f"{', '.join(dict.fromkeys(some))} no longer planned after {day_text(day, last)}"


def _sessions(row: EpisodeRow, review: Review, last: date) -> str:
    """The sessions after the one that it followed, else after the first raised entry; or since when there was none."""
    begun = row.session.at.instant if row.session else row.raised.at
    every = [each for each in review.snapshot.sessions if each.at.instant <= review.as_of]
    since = [each for each in every if each.at.instant > begun]
    if since:
        named = [
            f"{short(each.activity or 'a session', LETTERS)} {clock(each.at.local, last, about=each.at.date_only)}"
            for each in since[-MOST_NAMED:]
        ]
        return f"{counted(len(since), 'session')}: {', '.join(named)}"
    return f"no session logged since {day_text(every[-1].at.day, last)}" if every else "no session logged"
