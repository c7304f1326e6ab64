"""The change over a period, and good news; both come from the same facts as the findings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Literal

from diary.analysis.episodes import RISE, Episode, episodes, still_open
from diary.analysis.rules.phrases import SPEAKS_OF_NOW, day, hours, number_text
from diary.analysis.series import DAY, HOUR, RECENT, Course, DailySeries, Level, Point, counts_as_eased
from diary.analysis.snapshot import Snapshot
from diary.domain.findings import Finding, Tier
from diary.domain.text import capital
from diary.domain.vocabulary import place_name

COUNTS_POINTS, COUNTS_PERCENT, LEAST_POINTS = 2, 30, 1.5
"""2 points, or 30 % of the earlier level where that is 1.5 points or more. Farrar 2001, Salaffi 2004, Ostelo 2008."""
# Seven days against seven: three against seven claimed a change in 11.8 % of four-week reports of diaries in which
# nothing changed, seven against seven in 3.2 %.
WEEK, DAYS_NEEDED = 7, 4


@dataclass(frozen=True, slots=True)
class LevelChange:
    """Mean levels before and now, 0–10. `first` and `last` are the days of the baseline."""

    before: float
    now: float
    first: date
    last: date

    @property
    def points(self) -> float:
        """Now minus before; below 0 is better."""
        return self.now - self.before

    @property
    def needed(self) -> float:
        """The smallest change, in points, that counts from this level."""
        share = self.before * COUNTS_PERCENT / 100
        return share if LEAST_POINTS <= share < COUNTS_POINTS else COUNTS_POINTS

    @property
    def counts(self) -> bool:
        """Whether the change is large enough to count."""
        # Means and shares have no exact binary form: 6 − 4.2 would miss 1.8.
        return round(abs(self.points) - self.needed, 9) >= 0


def level_change(daily: DailySeries, first: date, last: date) -> LevelChange | None:
    """The change over a period; None where there are too few days to tell.

    The mean of the last seven days against that of the first seven of the period, else of the seven before it; each
    needs four diary days.
    """
    recent = daily.values_between(last.toordinal() - WEEK + 1, last.toordinal())
    if len(recent) < DAYS_NEEDED:
        return None
    for start in (first, first - timedelta(days=WEEK)):
        end = start + timedelta(days=WEEK - 1)
        baseline = daily.between(start.toordinal(), end.toordinal())
        # In a short period both weeks overlap: a day must not be compared with itself.
        if len(baseline) >= DAYS_NEEDED and end <= last - timedelta(days=WEEK):
            before = fmean(value for _, value in baseline)
            days = [date.fromordinal(day) for day, _ in baseline]
            return LevelChange(before, fmean(recent), days[0], days[-1])
    return None


FRESH = 3 * DAY
"""A level older than this says nothing about now."""
AFTER_MEDICINE = 8 * HOUR
"""So soon after a medicine a low level may be its work."""
# Pain has its times of day: that the evening is better than the morning is no news.
CLOCK_NEAR = 6 * HOUR
WATCHED = 14 * DAY
"""After a gap longer than this nobody knows when a rise ended: that it is over is no news then."""


@dataclass(frozen=True, slots=True)
class GoodNews:
    """One piece of good news about a site.

    eased: an episode is open, and its latest level is below its peak by what counts (1 point, or 30 % of the rise).
    usual: the first level after a peak that is no higher than the usual level. over: an episode was resolved.
    """

    kind: Literal["eased", "usual", "over"]
    site: str
    side: str
    at: datetime
    """When: the reading that shows it, on the person's clock."""
    after: timedelta
    """How long after the peak (eased), or after the episode began."""
    peak: int
    level: float
    """The latest level (eased), the usual level, or the level at which it was over."""
    sentence: str

    @property
    def by(self) -> float:
        """The points it came down from the peak."""
        return self.peak - self.level


def good_news(snapshot: Snapshot, findings: Sequence[Finding]) -> tuple[GoodNews, ...]:
    """The good news as of the snapshot's instant, site by site.

    None at all while an emergency or immediate finding is raised, or one to report about the whole person, and none at
    a site with one to report. None made by a medicine or by the time of day.
    """
    if any(_is_worrying(finding) and (finding.tier is not Tier.REPORT or finding.site is None) for finding in findings):
        return ()
    worrying = {finding.place for finding in findings if _is_worrying(finding)}
    return tuple(
        news
        for place, course in snapshot.courses.items()
        if place not in worrying and course.latest and snapshot.as_of - course.latest.time <= RECENT
        for news in _news_of_site(course, snapshot)
    )


def _is_worrying(finding: Finding) -> bool:
    return finding.raised and finding.tier in (Tier.EMERGENCY, Tier.IMMEDIATE, Tier.REPORT)


def _news_of_site(course: Course, snapshot: Snapshot) -> Iterable[GoodNews]:
    site_episodes = episodes(course, snapshot)
    if not site_episodes:
        return
    episode = site_episodes[-1]
    if not _is_comparable(course.points[-1], _peak(episode), snapshot):
        return
    if not episode.ended and still_open(episode, snapshot.as_of):
        latest = episode.points[-1]
        if snapshot.as_of - latest.time <= FRESH and counts_as_eased(episode.highest, latest.level, episode.base.level):
            yield _eased(course, episode, latest, snapshot.as_of)
    elif (
        episode.ended_by is not None
        and _is_news(episode, episode.ended_by, snapshot.as_of)
        and _stays(course, episode.ended_by, episode.base.level + 1)
    ):
        yield _over(course, episode, episode.ended_by, snapshot.as_of)
    back = _back_to_usual(course, episode)
    if back and _is_news(episode, back[0], snapshot.as_of) and _stays(course, back[0], back[1].level):
        yield _usual(course, episode, *back, snapshot.as_of)


def _is_news(episode: Episode, end: Point, as_of: datetime) -> bool:
    """Whether the reading that ends it is recent, and came soon enough after the last one in it."""
    before = max(point.time for point in episode.points if point.time < end.time)
    return as_of - end.time <= RECENT and end.time - before <= WATCHED


def _is_comparable(latest: Point, peak: Point, snapshot: Snapshot) -> bool:
    """Whether the latest reading lies near the hour of the peak, and not soon after a medicine."""
    taken = bisect_right(snapshot.medicines, latest.time)
    if taken and latest.time - snapshot.medicines[taken - 1] < AFTER_MEDICINE:
        return False
    apart = (latest.local.replace(tzinfo=None) - peak.local.replace(tzinfo=None)) % DAY
    return min(apart, DAY - apart) < CLOCK_NEAR


def _stays(course: Course, end: Point, limit: float) -> bool:
    """Whether the level that a reading ended at is there on a second diary day, and has not risen by 2 since."""
    since = course.points[bisect_left(course.times, end.time) :]
    low = {point.day for point in since if point.level <= limit}
    return len(low) > 1 and since[-1].level <= limit + 1


def _peak(episode: Episode) -> Point:
    # The last of several equal ones: from there on it came down.
    return next(point for point in reversed(episode.points) if point.level == episode.highest)


def _back_to_usual(course: Course, episode: Episode) -> tuple[Point, Level] | None:
    """The first reading after the peak that is no higher than the usual level before the rise, and that level."""
    # Not the usual level of later days: pain that stays up becomes the usual one, and that is no good news.
    usual, peak = course.usual(episode.points[0].day), _peak(episode)
    if usual is None or usual.level >= episode.highest:
        return None
    points = (point for point in course.points if point.time > peak.time and point.level <= usual.level)
    return next(((point, usual) for point in points), None)


def _eased(course: Course, episode: Episode, latest: Point, as_of: datetime) -> GoodNews:
    peak = _peak(episode)
    text = f"{_where(course)}: eased by {episode.highest - latest.level} since its peak of {episode.highest}"
    old = _at_last_entry(course, as_of)
    return GoodNews(
        "eased",
        course.site,
        course.side,
        latest.local,
        latest.time - peak.time,
        episode.highest,
        latest.level,
        f"{text} on {day(peak.local, as_of)}{_still_above(episode, latest, was='was ' if old else '')}{old}.",
    )


def _at_last_entry(course: Course, as_of: datetime) -> str:
    """The day of the latest reading where it is too old to speak of now; "" where it is not."""
    latest = course.points[-1]
    return f" at the last entry, on {day(latest.local, as_of)}" if as_of - latest.time > SPEAKS_OF_NOW else ""


def _still_above(episode: Episode, latest: Point, was: str) -> str:
    """How far the latest level is above the base; "" where that is too little to count."""
    base = episode.base.level
    if latest.level - base < RISE:
        return ""
    # A base that was only taken to be 0 is not named as if the person had one.
    if episode.provisional:
        return f", and {was}still at {latest.level}"
    before = f"the {number_text(base)} before the session" if episode.session else f"your usual {number_text(base)}"
    return f", and {was}still {number_text(latest.level - base)} above {before}"


def _usual(course: Course, episode: Episode, point: Point, usual: Level, as_of: datetime) -> GoodNews:
    after = point.time - episode.start
    level = f"back to your usual level of {number_text(usual.level)}"
    old = _at_last_entry(course, as_of)
    text = f"{_where(course)}: {f'was {level}{old}' if old else f'{level} since {day(point.local, as_of)}'}"
    return GoodNews(
        "usual",
        course.site,
        course.side,
        point.local,
        after,
        episode.highest,
        usual.level,
        f"{text}{'' if old else f', {hours(after)} after it rose'}.",
    )


def _over(course: Course, episode: Episode, end: Point, as_of: datetime) -> GoodNews:
    after = end.time - episode.start
    what = "the rise after the session" if episode.session else "the flare"
    return GoodNews(
        "over",
        course.site,
        course.side,
        end.local,
        after,
        episode.highest,
        end.level,
        f"{_where(course)}: {what} was over on {day(end.local, as_of)}, after {hours(after)}.",
    )


def _where(course: Course) -> str:
    return capital(place_name(course.site, course.side))
