"""The facts of each site: its row in the table, and its episodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from statistics import median

from diary.analysis.episodes import Episode
from diary.analysis.measures import change
from diary.analysis.series import Course, local
from diary.charts.period import Period
from diary.charts.tracks import is_firm, logged_places, points_in
from diary.domain.records import Entry, Reading
from diary.report.days import counted_from
from diary.report.model import EpisodeRow, Place, SiteRow
from diary.review import Review


def site_rows(review: Review, period: Period) -> Iterator[SiteRow]:
    """Every site of the period: flagged ones first, then by the latest entry; at last those without a level."""
    placed, begun = logged_places(review, period), counted_from(review, period)
    wordy = [place for place, course in review.view.courses.items() if place not in placed and _rows_in(course, period)]
    for place in [*placed, *wordy]:
        yield _site_row(review.course(*place), period, begun)


def _rows_in(course: Course, period: Period) -> list[tuple[Entry, Reading]]:
    return [row for row in course.rows if period.holds(row[0].at.day)]


def _site_row(course: Course, period: Period, begun: date) -> SiteRow:
    points, rows = points_in(course, period), _rows_in(course, period)
    first, last = period.first.toordinal(), period.last.toordinal()
    usual = course.usual(last)
    daily = [value for _, value in course.daily.between(first, last)]
    words = Counter(word for _, reading in rows for word in (*reading.qualities, *reading.symptoms))
    if any(reading.sudden for _, reading in rows):
        words["sudden"] = sum(reading.sudden for _, reading in rows)
    return SiteRow(
        site=course.site,
        side=course.side,
        latest=points[-1].level if points else None,
        latest_at=points[-1].local if points else rows[-1][0].at.local,
        usual=usual.level if usual else None,
        worst=max((point.level for point in points), default=None),
        middle=median(daily) if daily else None,
        days=len({entry.at.day for entry, _ in rows}),
        change=change(course.daily, begun, period.last),
        words=tuple(word for word, _ in sorted(words.items(), key=lambda item: (-item[1], item[0]))),
    )


def episode_rows(review: Review, period: Period, places: Iterable[Place]) -> list[EpisodeRow]:
    """The episodes that touch the period, newest first; old ones that rested on an unknown usual level left out."""
    found = [
        _episode_row(place, episode, review)
        for place in places
        for episode in review.episodes(*place)
        if is_firm(episode) and episode.start.date() <= period.last and episode.points[-1].local.date() >= period.first
    ]
    return sorted(found, key=lambda row: (-row.start.timestamp(), row.site, row.side))


def _episode_row(place: Place, episode: Episode, review: Review) -> EpisodeRow:
    first, last = episode.points[0], episode.ended_by or episode.points[-1]
    ended = episode.ended
    if not ended and (review.as_of > episode.limit()):
        ended = "long-standing"
    return EpisodeRow(
        *place,
        start=local(episode.start, first.entry.at.offset),
        about=(episode.session or first.entry).at.date_only,
        last=last.local,
        after=(episode.session.activity or "a session") if episode.session else "",
        base=episode.base.level,
        provisional=episode.provisional,
        peak=episode.peak,
        latest=last.level,
        ended=ended,
        not_eased=any(episode.meets(index) for index in range(len(episode.points))),
        count=len(episode.points),
    )
