"""How each score runs, which change of it counts, and which are due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Any

from diary.domain.records import Diary, Visit
from diary.domain.rehabilitation import Activity, Score
from diary.domain.scores import ACTIVITY_CHANGE, FEWEST_OF_MEAN, MEAN_CHANGE, PEG_PERCENT, READY_MADE
from diary.domain.text import shown_difference

WEEK = timedelta(days=7)
VISIT_NEAR = timedelta(days=3)
"""So long before an appointment a score that is asked at visits is due."""
MEAN = "mean of the activities"


@dataclass(frozen=True, slots=True)
class ScoreCourse:
    """The values of one score in order of time, each with its day. A score of several questions has their mean.

    `counts` says whether the change from the first value to the latest is more than chance and matters; None where no
    such value is published, or there is only one. `better` is 1 where more is better, -1 where less is, 0 unknown.
    """

    name: str
    side: str
    unit: str
    values: tuple[tuple[date, float], ...]
    asked: str = ""
    due: bool = False
    counts: bool | None = None
    counts_from: str = ""
    least: float | None = None
    """The change from the first value that counts, in points; None where no such value is published."""
    better: int = 0
    rated: str = ""
    """Of a mean of activities at whose latest sitting not all were rated: 2 of 3 rated."""
    parts: tuple[tuple[str, tuple[tuple[date, float], ...]], ...] = ()
    """Of a score of several questions the values of each, by the name of its answer."""

    @property
    def change(self) -> float | None:
        """From the first value to the latest; None where there is only one."""
        # Means have no exact binary form: 6.1 − 4.1 would miss 2.
        return round(self.values[-1][1] - self.values[0][1], 9) if len(self.values) > 1 else None

    @property
    def shown_change(self) -> float | None:
        """The change as it is printed beside the two values."""
        return shown_difference(self.values[0][1], self.values[-1][1]) if len(self.values) > 1 else None

    def change_counts(self, before: float, now: float) -> bool | None:
        """Whether a change from one value to another counts; None where how much does is not published, or of 0."""
        if self.name == "peg":
            return round(abs(now - before) / before * 100, 9) >= PEG_PERCENT if before else None
        return None if self.least is None else round(abs(now - before), 9) >= self.least

    @property
    def called(self) -> str:
        """The name with its side."""
        return f"{self.name} {self.side}".strip()


def score_courses(diary: Diary, today: date, asked: str = "weekly") -> tuple[ScoreCourse, ...]:
    """Every score that is followed or has a value: own activities, their mean, then the others.

    `asked` is when a score is due that says nothing of its own.
    """
    followed = {activity.name.casefold(): activity for activity in diary.activities if activity.runs_on(today)}
    values: dict[tuple[str, str, str], list[tuple[date, float]]] = {}
    parts: dict[str, dict[str, list[tuple[date, float]]]] = {}
    for activity in followed.values():
        if activity.name not in READY_MADE:
            values.setdefault((activity.name, "", activity.unit), [])
    for score in diary.scores:
        for key, value in _values_of(score):
            values.setdefault(key, []).append((score.at.day, value))
            for answer in score.answers if len(score.answers) > 1 and key[0] in READY_MADE else ():
                parts.setdefault(key[0], {}).setdefault(answer.name, []).append((score.at.day, answer.value))
    for name in followed:
        if name in READY_MADE:
            values.setdefault((name, "", READY_MADE[name].unit), [])
    courses = [
        replace(
            _course(key, found, followed.get(key[0].casefold()), diary.visits, today, asked),
            parts=tuple((name, tuple(of_part)) for name, of_part in parts.get(key[0], {}).items()),
        )
        for key, found in values.items()
    ]
    own = [course for course in courses if course.name not in READY_MADE and not course.unit]
    others = [course for course in courses if course not in own]
    return (*own, *_mean_of(own, diary.activities), *others)


def courses_until(diary: Diary, as_of: datetime, last: date) -> tuple[ScoreCourse, ...]:
    """The courses as they stood at an instant and at the end of a day; those that had no value yet are left out."""
    scores = tuple(score for score in diary.scores if score.at.instant <= as_of and score.at.day <= last)
    return tuple(course for course in score_courses(replace(diary, scores=scores), last) if course.values)


def _values_of(score: Score) -> Iterable[tuple[tuple[str, str, str], float]]:
    names = [answer.name for answer in score.answers]
    for ready in READY_MADE.values():
        if len(ready.questions) > 1 and set(names) == set(ready.questions):
            # The score of PEG is the mean of its three questions (Krebs 2009).
            return [((ready.name, "", ready.unit), fmean(answer.value for answer in score.answers))]
    return [((answer.name, answer.side, answer.unit), answer.value) for answer in score.answers]


def _course(
    key: tuple[str, str, str],
    values: Sequence[tuple[date, float]],
    activity: Activity | None,
    visits: Sequence[Visit],
    today: date,
    asked: str,
) -> ScoreCourse:
    name, side, unit = key
    ready = READY_MADE.get(name)
    when = (activity.asked if activity else "") or (ready.asked if ready else "") or (asked if activity else "never")
    counts_from, least = "", None
    if name == "peg":
        counts_from = f"{PEG_PERCENT} %"
        least = values[0][1] * PEG_PERCENT / 100 if values else None
    elif not ready and not unit:
        counts_from, least = f"{ACTIVITY_CHANGE}", ACTIVITY_CHANGE
    better = ready.better if ready else 0 if unit else 1
    ended = activity is not None and activity.last_day == today
    due = not ended and _is_due(values[-1][0] if values else None, when, visits, today)
    return _judged(ScoreCourse(name, side, unit, tuple(values), when, due, None, counts_from, least, better))


def _judged(course: ScoreCourse) -> ScoreCourse:
    """The course with whether its change from the first value to the latest counts."""
    if len(course.values) < 2:
        return course
    return replace(course, counts=course.change_counts(course.values[0][1], course.values[-1][1]))


def _mean_of(own: Sequence[ScoreCourse], activities: Sequence[Activity]) -> tuple[ScoreCourse, ...]:
    """The mean of the activities that were rated on one day, at each day on which the same ones were rated.

    The scale is the mean of three to five activities of one sitting (Stratford 1995). Ratings of other days are not
    mixed in, and means of other activities are not compared: those of the latest day with two or more are the ones that
    count on every day. How much of a mean of two counts is not published; it is judged as a single activity.
    """
    of_day: dict[date, dict[str, float]] = {}
    for course in own:
        for day, value in course.values:
            of_day.setdefault(day, {})[course.name] = value
    sittings = sorted(day for day, ratings in of_day.items() if len(ratings) > 1)
    if not sittings:
        return ()
    last = sittings[-1]
    names = of_day[last].keys()
    same = [day for day in sittings if names <= of_day[day].keys()]
    values = [(day, fmean(of_day[day][name] for name in names)) for day in same]
    least = MEAN_CHANGE if len(names) >= FEWEST_OF_MEAN else ACTIVITY_CHANGE
    followed = {
        each.name.casefold()
        for each in activities
        if each.runs_on(last) and each.name not in READY_MADE and not each.unit
    }
    every = len(followed | {name.casefold() for name in names})
    rated = f"{len(names)} of {every} rated" if len(names) < every else ""
    return (_judged(ScoreCourse(MEAN, "", "", tuple(values), "never", False, None, f"{least}", least, 1, rated)),)


def _is_due(last: date | None, asked: str, visits: Sequence[Visit], today: date) -> bool:
    if asked == "weekly":
        return last is None or today - last >= WEEK
    if asked == "visits":
        # Once for each appointment: shortly before it, or on its day.
        near = any(timedelta() <= visit.at.day - today <= VISIT_NEAR for visit in visits)
        return near and (last is None or today - last > VISIT_NEAR)
    return False


def shape_of(course: ScoreCourse) -> dict[str, Any]:
    """Its values and what is said of them, for programs."""

    def shape(values: Iterable[tuple[date, float]]) -> list[dict[str, Any]]:
        return [{"day": day.isoformat(), "value": value} for day, value in values]

    return {
        "name": course.name,
        "side": course.side,
        "unit": course.unit,
        "values": shape(course.values),
        "change": course.change,
        "counts": course.counts,
        "rated": course.rated,
        "parts": {name: shape(values) for name, values in course.parts},
    }


def verdict(course: ScoreCourse, since: int = 0, *, why: bool = True) -> str:
    """Whether the change from a value (its index) to the latest counts, in words; never more than the values show.

    `why` adds how much does where it does not.
    """
    if not course.values:
        return "not rated yet"
    before, latest = course.values[since][1], course.values[-1][1]
    if course.name == "change":
        # Each value is a comparison of its own, so two of them have no difference that means anything.
        way = "better than" if latest > 0 else "worse than" if latest < 0 else "as"
        return f"{way} at the visit before"
    if len(course.values) == 1:
        return "rated once: too few to say"
    if round(latest - before, 9) == 0:
        return "no change"
    counts = course.change_counts(before, latest)
    if counts is None:
        zero = f"the {'earlier' if since else 'first'} value is 0: no percentage of it"
        return zero if course.counts_from else "how much is a real change is not known"
    real, brief = _words_of_real(course)
    if not counts:
        return f"no clear change{f': {brief} from {course.counts_from} on' if why else ''}"
    way = "better" if (latest - before) * course.better > 0 else "worse"
    return f"{way}, {real}"


def _words_of_real(course: ScoreCourse) -> tuple[str, str]:
    """How a change is called that is more than chance, and the same in brief."""
    # What 30 % of PEG stands for is what people notice; it is not the error of the measurement.
    return ("a change that matters", "matters") if course.name == "peg" else ("a real change", "real")


def course_line(course: ScoreCourse, *, short: bool = False) -> str:
    """How a score runs, in one line: climbing stairs 3 → 6 (+3, a real change) since 2 Mar.

    The short one has the first value and the latest, and says only of a real change that it is one.
    """
    if not course.values:
        return f"{course.called}: not rated yet"
    unit = f" {course.unit}" if course.unit else ""
    signed = course.name == "change"
    shown = [f"{value:+.3g}" if signed and value else f"{round(value, 1):g}" for _, value in course.values[-4:]]
    first = f"{round(course.values[0][1], 1):g}"
    if len(course.values) > 4:
        shown = [first, "…", *shown[1:]]
    if short:
        shown = [first, shown[-1]] if len(course.values) > 1 and not signed else shown[-1:]
    rated = f" ({course.rated})" if course.rated else ""
    text = f"{course.called}{rated} {' → '.join(shown)}{unit}"
    day = course.values[0][0]
    if (change := course.shown_change) is not None and not signed:
        real, brief = _words_of_real(course)
        judged = f", {brief if short else real}" if course.counts else ""
        if course.counts is False and not short:
            judged = f", {brief} from {course.counts_from} on"
        text += f" ({change:+g}{judged})"
        return text if short else f"{text} since {day.day} {day:%b}"
    return text
