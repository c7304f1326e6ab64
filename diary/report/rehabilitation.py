"""The facts of the rehabilitation as they stood at the end of a period: background, scores, programme, treatments."""

from __future__ import annotations

from diary.charts.period import Period, Place
from diary.domain.rehabilitation import Background, Treatment
from diary.domain.scores import READY_MADE
from diary.review.programme import ExerciseSpan, programme_between
from diary.review.scores import MEAN, ScoreCourse, courses_until
from diary.review.snapshot import Review


def statements(review: Review) -> tuple[Background, ...]:
    """What was said of the background by then."""
    return tuple(each for each in review.diary.backgrounds if each.at.instant <= review.as_of)


def known_from_the_start(review: Review) -> tuple[tuple[str, Place | None], ...]:
    """Each word that was there from the start and was not ended since, with its place; None for the whole person."""
    standing: dict[tuple[str, Place | None], bool] = {}
    for known in review.diary.knowns:
        if known.at.instant <= review.as_of:
            place = (known.site, known.side or "") if known.site else None
            for word in (*known.qualities, *known.symptoms):
                standing[word, place] = not known.ended
    return tuple(key for key, stands in standing.items() if stands)


def scores(review: Review, period: Period) -> tuple[ScoreCourse, ...]:
    """The scores with a value in the period, and the older ones that are still followed; the mean stands first."""
    last = min(period.last, review.today)
    followed = {each.name.casefold() for each in review.diary.activities if each.runs_on(last)}
    found = [
        course
        for course in courses_until(review.diary, review.as_of, last)
        if course.values[-1][0] >= period.first
        or course.name.casefold() in followed
        or (course.name == MEAN and followed - READY_MADE.keys())
    ]
    return tuple(sorted(found, key=lambda course: course.name != MEAN))


def programme(review: Review, period: Period) -> tuple[ExerciseSpan, ...]:
    """What was planned at home in the period up to today, and what was done of it."""
    plans = [plan for plan in review.diary.plans if plan.at.instant <= review.as_of]
    sessions = [session for session in review.diary.sessions if session.at.instant <= review.as_of]
    return programme_between(plans, sessions, period.first, min(period.last, review.today))


def treatments(review: Review, period: Period) -> tuple[Treatment, ...]:
    """The treatments that ran in the period, those that began first on top."""
    last = min(period.last, review.today)
    found = [
        each
        for each in review.diary.treatments
        if each.at.instant <= review.as_of and each.runs_between(period.first, last)
    ]
    return tuple(sorted(found, key=lambda each: (each.first_day, each.order)))
