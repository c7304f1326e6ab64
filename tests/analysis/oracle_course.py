"""The rules about the course of pain, read a second time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from tests.analysis.oracle_basics import Answer, Course, Level, cut, days, eased, hours, median, rise, window

CLEAR: Answer = ("clear", None, False, False)
INSUFFICIENT: Answer = ("insufficient", None, False, False)
CANNOT_JUDGE: Answer = ("cannot-judge", None, False, False)
MILD = {"dull", "aching", "stiff", "tight", "tender", "heavy", "pulling", "deep"}


@dataclass
class Episode:
    """A rise: when it started, from what base, and whether with a session."""

    start: datetime
    base: Fraction
    provisional: bool
    by_session: bool
    levels: list[Level] = field(default_factory=list)

    @property
    def longest(self) -> timedelta:
        """How long it may last."""
        return days(14) if self.provisional else days(60)

    def meets(self, index: int) -> bool:
        """Whether the reading at a place in the episode meets not-improving-48h."""
        reading = self.levels[index]
        if reading.t < self.start + hours(44):
            return False
        peak = max(level.pain for level in self.levels[: index + 1])
        return reading.pain - self.base >= rise(self.provisional) and not eased(peak, reading.pain, self.base)


def opened_by(course: Course, index: int, resolving: list[datetime]) -> Episode | None:
    """The episode that the reading at this place would open."""
    reading = course.levels[index]
    for session in course.diary.sessions:
        s = session.at.instant
        if not reading.t - hours(48) <= s < reading.t or any(r > s for r in resolving):
            continue
        base, provisional = course.baseline(session)
        if reading.pain >= base + rise(provisional):
            since = [level for level in course.levels[:index] if level.t > s]
            return Episode(s, base, provisional, True, [*since, reading])
    u = course.u(reading.at.day)
    if reading.pain >= (0 if u is None else u) + rise(u is None):
        return Episode(reading.t, u or Fraction(0), u is None, False, [reading])
    return None


def open_episode(course: Course) -> Episode | None:
    """Walk the readings; the episode that is open at as-of."""
    episode: Episode | None = None
    resolving: list[datetime] = []
    for index, reading in enumerate(course.levels):
        if episode is not None:
            before = course.levels[index - 1].t
            session_between = any(before < session.at.instant < reading.t for session in course.diary.sessions)
            lost = reading.t - before > days(10) or (reading.t - before > hours(72) and session_between)
            long_standing = reading.t - episode.start > episode.longest
            other = opened_by(course, index, resolving) if episode.provisional else None
            better = other is not None and not other.provisional and not episode.meets(len(episode.levels) - 1)
            if lost or long_standing or better:
                episode = None
            elif reading.pain <= episode.base + 1:
                episode = None
                resolving.append(reading.t)
                continue
            else:
                episode.levels.append(reading)
        if episode is None:
            episode = opened_by(course, index, resolving)
    if episode is None:
        return None
    if course.as_of - course.levels[-1].t > days(10) or course.as_of - episode.start > episode.longest:
        return None
    return episode


def not_improving(course: Course) -> Answer:
    """Rule not-improving-48h."""
    episode = open_episode(course)
    if episode is None:
        if not course.levels or course.as_of - course.levels[-1].t > days(10):
            return INSUFFICIENT
        u = course.u(course.levels[-1].at.day)
        return CANNOT_JUDGE if u is not None and u + 2 > 10 else CLEAR
    if course.as_of < episode.start + hours(48):
        return ("pending", None, episode.provisional, False)
    if not any(level.t >= episode.start + hours(44) for level in episode.levels):
        return ("insufficient", None, episode.provisional, False)
    last = len(episode.levels) - 1
    if not episode.meets(last):
        return ("clear", None, episode.provisional, False)
    first = last
    while first > 0 and episode.meets(first - 1):
        first -= 1
    confirmed = episode.levels[last].t - episode.levels[first].t >= hours(10)
    old = course.as_of - episode.start > days(14)
    return ("raised", "discuss" if old else "report", episode.provisional, confirmed)


def _four_rise(course: Course, day_index: int) -> bool:
    ordered = sorted(course.y)
    if day_index < 3:
        return False
    four = ordered[day_index - 3 : day_index + 1]
    if four[0] < four[-1] - days(6):
        return False
    y = [course.y[day] for day in four]
    return y[0] < y[1] < y[2] < y[3]


def _condition(course: Course, day_index: int) -> tuple[bool, bool]:
    """Whether the condition of worsening holds on a diary day, and whether there are days enough to say no."""
    day = sorted(course.y)[day_index]
    u = course.u(day)
    if u is None:
        return False, False
    near = [value for _, value in window(course.y, day - days(2), day)]
    many = len(near) >= 2
    a = many and all(value >= u + 2 for value in near)
    b = _four_rise(course, day_index) and course.y[day] >= u + 2
    top = max(value for _, value in window(course.y, day - days(4), day))
    return (a or b) and not eased(top, course.y[day], u), many or b


def worsening(course: Course) -> Answer:
    """Rule worsening."""
    if not course.levels:
        return INSUFFICIENT
    latest = course.levels[-1]
    d = latest.at.day
    today = (course.as_of.astimezone(latest.at.local.tzinfo)).date()
    if today - d > days(2):
        return INSUFFICIENT
    diary_days = sorted(day for day in course.y if day <= d)
    index = len(diary_days) - 1
    u = course.u(d)
    if u is None:
        y = [value for _, value in window(course.y, d - days(6), d)]
        if len(y) < 4:
            return INSUFFICIENT
        step = median(y[:-2]) + 2
        if min(y[-2:]) >= step or y[-4] < y[-3] < y[-2] < y[-1]:
            return ("raised", "report", True, False)
        return CLEAR
    if u > 8:
        worse = {
            entry.at.day
            for entry in course.diary.entries
            for reading in entry.readings
            if (reading.site, reading.side) == (course.site, course.side) and "getting-worse" in reading.symptoms
        }
        if sum(day in worse for day in diary_days[-3:]) >= 2:
            return ("raised", "report", False, False)
        return CANNOT_JUDGE
    holds, enough = _condition(course, index)
    if not enough:
        return INSUFFICIENT
    if not holds:
        return CLEAR
    fresh = any(latest.t - hours(48) < session.at.instant < latest.t for session in course.diary.sessions)
    if fresh and course.y[d] < 7:
        held_before = index >= 2 and _condition(course, index - 1)[0] and _condition(course, index - 2)[0]
        if not held_before and not _was_raised(course, diary_days):
            return ("pending", None, False, False)
    return ("raised", "report", False, False)


def _was_raised(course: Course, diary_days: Sequence[date]) -> bool:
    """Whether worsening was raised at the last reading of the diary day before, with today's statements."""
    if len(diary_days) < 2:
        return False
    at = max(level.t for level in course.levels if level.at.day == diary_days[-2])
    before = cut(course.diary, at)
    before = replace(before, usuals=course.diary.usuals)
    return worsening(Course(before, at, course.site, course.side))[0] == "raised"


def slow_drift(course: Course) -> Answer:
    """Rule slow-drift."""
    if not course.levels:
        return INSUFFICIENT
    d = course.as_of.astimezone(course.levels[-1].at.local.tzinfo).date()
    now = [value for _, value in window(course.y, d - days(6), d)]
    then = [value for _, value in window(course.y, d - days(35), d - days(22))]
    stated = [one for one in course.statements[-1:] if d - one.at.day >= days(14)]
    if len(now) < 3 or (len(then) < 4 and not stated):
        return INSUFFICIENT
    before = median(then) if len(then) >= 4 else Fraction(stated[-1].level)
    if before + 2 > 10:
        return CANNOT_JUDGE
    return ("raised", "discuss", False, False) if median(now) - before >= 2 else CLEAR


def sudden_severe(course: Course) -> Answer:
    """Rule sudden-severe."""
    found: list[tuple[int, bool]] = []
    for entry in course.diary.entries:
        for reading in entry.readings:
            if (reading.site, reading.side) != (course.site, course.side) or reading.pain is None:
                continue
            if course.as_of - entry.at.instant > days(7):
                continue
            u = course.u(entry.at.day)
            pain = reading.pain
            certain = reading.sudden and pain >= 7
            if u is not None:
                certain = certain or (reading.sudden and pain >= 5 and pain >= u + 4) or (pain >= 7 and pain >= u + 3)
            if not certain and not (u is None and pain >= 7):
                continue
            calm = 3 if u is None else u + 1
            fell = any(level.t - entry.at.instant >= hours(24) and level.pain <= calm for level in course.levels)
            rank = 2 if fell else 0 if certain else 1
            found.append((rank, not certain))
    if not found:
        return CLEAR
    rank, provisional = min(found)
    return ("raised", ("immediate", "report", "discuss")[rank], provisional, False)


def expected_soreness(course: Course, other_raised: bool) -> Answer:
    """Rule expected-soreness; the caller says whether another rule is raised for the site or the whole person."""
    episode = open_episode(course)
    if episode is None or not episode.by_session or course.as_of - episode.start > hours(120) or other_raised:
        return CLEAR
    first = next(level for level in episode.levels if level.pain >= episode.base + 2)
    peak = max(level.pain for level in episode.levels)
    if not hours(6) <= first.t - episode.start <= hours(48):
        return CLEAR
    if peak > 6 or peak > episode.base + 4 or course.as_of - episode.levels[-1].t > hours(36):
        return CLEAR
    for entry in course.diary.entries:
        here = [reading for reading in entry.readings if (reading.site, reading.side) == (course.site, course.side)]
        if entry.at.instant <= episode.start or not here:
            continue
        if entry.symptoms or any(reading.symptoms or reading.sudden for reading in entry.readings):
            return CLEAR
        if any(quality not in MILD for reading in here for quality in reading.qualities):
            return CLEAR
    return ("raised", "expected", episode.provisional, False)
