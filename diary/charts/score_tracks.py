"""The scores that charts show: their values in a period, the limits of their axis, the change that counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from diary.charts.period import CHART_DAYS, FEWEST_DAYS, Period
from diary.domain.scores import READY_MADE, limits_of
from diary.domain.text import capital
from diary.review.scores import ScoreCourse, courses_until, shape_of
from diary.review.snapshot import Review

MINUS = "−"


def score_period(review: Review, since: date | None, until: date | None) -> Period:
    """The days asked for, else the last 90, or those since the first score."""
    last = until or review.today
    rated = [score.at.day for score in review.diary.scores]
    begun = min([*rated, last - timedelta(days=FEWEST_DAYS - 1)])
    return Period(since or max(begun, last - timedelta(days=CHART_DAYS - 1)), last)


def scores_in(review: Review, period: Period) -> list[ScoreCourse]:
    """The scores with a value in the period; each still has its first value, which may be older."""
    return [
        course
        for course in courses_until(review.diary, review.as_of, period.last)
        if course.values[-1][0] >= period.first
    ]


def axis_of(course: ScoreCourse) -> tuple[float, float]:
    """The lowest and highest value shown: the whole scale of a rating; of a measure from zero, as the eye expects."""
    if not course.unit:
        return limits_of(course.name, "")
    values = [value for _, value in course.values]
    return min(0.0, *values), max(1.0, *values)


def scale_text(course: ScoreCourse) -> str:
    """What the ends of its scale mean: 0 unable, 10 as before."""
    ready = READY_MADE.get(course.name)
    if course.unit:
        return f"in {course.unit}"
    low, high = limits_of(course.name, "")
    ends = ready.ends if ready else ("unable", "as before")
    return f"{low} {ends[0]}, {'+' if low < 0 else ''}{high} {ends[1]}".replace("-", MINUS)


def name_of(course: ScoreCourse) -> str:
    """Its name as a heading."""
    known = {"peg": "PEG (pain, enjoyment, activity)", "change": "Change since the visit before"}
    name = known.get(course.name) or capital(course.called)
    return f"{name}, {course.rated}" if course.rated else name


def parts_text(course: ScoreCourse, day: date) -> str:
    """What was said on a day to each of its questions: pain 5, enjoyment 4, activity 6; "" for a score of one."""
    said = {name: value for name, values in course.parts for at, value in values if at == day}
    return ", ".join(f"{name.removeprefix(course.name).strip()} {value:g}" for name, value in said.items())


def value_text(course: ScoreCourse, value: float) -> str:
    """4, 4.3, or +2 where it is a change."""
    text = f"{value:+.3g}" if course.name == "change" and value else f"{round(value, 1):g}"
    return text.replace("-", MINUS)


def numbers_of_scores(courses: Sequence[ScoreCourse], period: Period) -> dict[str, Any]:
    """The values of each score, for programs."""
    return {
        "since": period.first.isoformat(),
        "until": period.last.isoformat(),
        "scores": [shape_of(course) for course in courses],
    }
