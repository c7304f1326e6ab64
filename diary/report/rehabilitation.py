"""The facts of the rehabilitation as they stood at the end of a period: background, scores, programme, treatments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diary.charts.period import Period, Place
from diary.domain.rehabilitation import Background, Treatment
from diary.domain.scores import READY_MADE
from diary.review.programme import ExerciseSpan, programme_between
from diary.review.scores import MEAN, ScoreCourse, courses_until
from diary.review.snapshot import Review


def statements(review: Review) -> tuple[Background, ...]:
    """What was said of the background by then."""
    return tuple(each for each in review.diary.backgrounds if each.at.instant <= review.as_of)


def known_from_the_start(review: Review) -> tuple[tuple[str, Place | None, date | None], ...]:
    """Each word that was there from the start, with its place (None: the person), and the day it was ended."""
    standing: dict[tuple[str, Place | None], date | None] = {}
    for known in review.diary.knowns:
        if known.at.instant <= review.as_of:
            place = (known.site, known.side or "") if known.site else None
            for word in (*known.qualities, *known.symptoms):
                if not known.ended or (word, place) in standing:
                    standing[word, place] = known.at.day if known.ended else None
    return tuple((*key, ended) for key, ended in standing.items())


def scores(review: Review, period: Period) -> tuple[ScoreCourse, ...]:
    """The scores with a value in the period, and the older ones that are still followed; those that say most first."""
    last = min(period.last, review.today)
    followed = {each.name.casefold() for each in review.diary.activities if each.runs_on(last)}
    found = [
        course
        for course in courses_until(review.diary, review.as_of, last)
        if course.values[-1][0] >= period.first
        or course.name.casefold() in followed
        or (course.name == MEAN and followed - READY_MADE.keys())
    ]
    # The mean first, then the activity that is hardest now, and the established scores: the first page may be cut.
    return tuple(sorted(found, key=lambda course: _rank(course, found)))


def _rank(course: ScoreCourse, found: Sequence[ScoreCourse]) -> int:
    if course.name == MEAN:
        return 0
    if course is hardest(found):
        return 1
    return 2 if course.name in READY_MADE else 3


def hardest(scores: Sequence[ScoreCourse]) -> ScoreCourse | None:
    """The activity with the lowest latest value; None where there are not two to compare."""
    own = [course for course in scores if course.name not in (*READY_MADE, MEAN) and not course.unit and course.values]
    return min(own, key=lambda course: course.values[-1][1]) if len(own) > 1 else None


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
